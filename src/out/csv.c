/* csv.c -- fields of CSV (RFC 4180), one row a line. */
#include "out/formats.h"

#include "base/utf8.h"

/* Fields are quoted where RFC 4180 asks for it. Line ends and other controls become blanks: many readers cannot take a row of several lines. */
void dul_csv_bytes(dul_writer *writer, dul_str text)
{
    size_t len;
    for (size_t at = 0; at < text.len; at += len) {
        unsigned char c = (unsigned char)text.at[at];
        len             = 1;
        if (c == '"')
            dul_write_text(writer, "\"\"");
        else if (c < 0x20)
            dul_write_char(writer, ' ');
        else if (c < 0x80)
            dul_write_char(writer, (char)c);
        else if (dul_utf8_decode(text, at, &len) == DUL_REPLACEMENT && len == 1)
            dul_write_text(writer, "\xEF\xBF\xBD");
        else
            dul_write(writer, (dul_str){text.at + at, len});
    }
}

void dul_csv_field(dul_writer *writer, dul_str text)
{
    bool quotes = false;
    for (size_t i = 0; i < text.len && !quotes; i++)
        quotes = text.at[i] == '"' || text.at[i] == ',' || text.at[i] == ';' || (unsigned char)text.at[i] < 0x20 ||
                 ((i == 0 || i + 1 == text.len) && text.at[i] == ' ');
    if (quotes)
        dul_write_char(writer, '"');
    dul_csv_bytes(writer, text);
    if (quotes)
        dul_write_char(writer, '"');
    dul_write_char(writer, ',');
}

void dul_csv_text(dul_writer *writer, const char *text)
{
    dul_csv_field(writer, dul_str_of(text));
}

/* Several values in one field, joined by ';', which inside a value becomes ','. */
void dul_csv_item(dul_csv_list *list, const char *text)
{
    dul_write_char(list->writer, list->begun ? ';' : '"');
    list->begun  = true;
    dul_str rest = dul_str_of(text);
    while (rest.at != NULL) {
        dul_csv_bytes(list->writer, dul_str_cut(&rest, ';'));
        if (rest.at != NULL)
            dul_write_char(list->writer, ',');
    }
}

void dul_csv_list_end(dul_csv_list *list)
{
    dul_write_text(list->writer, list->begun ? "\"," : ",");
}
