/*
 * table.c -- events as text.
 *
 *     ASSAULT crowd-control   actual   2022-01-11   Taraz (KAZ)
 *       trigger      fired                            events/assault.txt:41
 *       actor        riot police in Taraz             KAZCOP
 *       recipient    several hundred miners           KAZLAB
 */
#include "table.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool cli_print(cli_buffer *out, const char *format, ...)
{
    char    line[1024];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len < 0)
        return false;
    return cli_buffer_add(out, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

bool cli_add_json(cli_buffer *out, const char *text)
{
    char escape[8];
    bool good = cli_buffer_add(out, "\"", 1);
    for (; good && *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            good = cli_buffer_add(out, (char[]){'\\', (char)c}, 2);
        else if (c < 0x20)
            good = cli_buffer_add(out, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", c));
        else
            good = cli_buffer_add(out, text, 1);
    }
    return good && cli_buffer_add(out, "\"", 1);
}

bool cli_add_csv(cli_buffer *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL)
        return cli_buffer_add(out, text, strlen(text));
    bool good = cli_buffer_add(out, "\"", 1);
    for (; good && *text != '\0'; text++)
        good = cli_buffer_add(out, text, 1) && (*text != '"' || cli_buffer_add(out, text, 1));
    return good && cli_buffer_add(out, "\"", 1);
}

bool cli_write_out(const cli_options *options, const cli_buffer *out)
{
    FILE *file = options->output_path == NULL ? stdout : fopen(options->output_path, "wb");
    bool  good = file != NULL && (out->len == 0 || fwrite(out->bytes, 1, out->len, file) == out->len);
    good       = file != NULL && fflush(file) == 0 && good;
    if (!good)
        fprintf(stderr, "dulati: %s: %s\n", options->output_path == NULL ? "standard output" : options->output_path, strerror(errno));
    if (file != NULL && file != stdout)
        good = fclose(file) == 0 && good;
    return good;
}

/* Columns that a text takes on the screen, nearly: its code points. */
static int table_width(const char *text)
{
    int n = 0;
    for (; *text != '\0'; text++)
        n += (*text & 0xC0) != 0x80;
    return n;
}

static bool table_row(cli_buffer *out, const char *label, const char *what, const char *note)
{
    int pad = 40 - table_width(what);
    return cli_print(out, "  %-13s%s", label, what) && (note == NULL || note[0] == '\0' || cli_print(out, "%*s  %s", pad > 0 ? pad : 0, "", note)) &&
           cli_print(out, "\n");
}

static bool table_parties(cli_buffer *out, const char *label, const dulati_party *party, size_t n)
{
    bool good = true;
    for (size_t i = 0; good && i < n; i++) {
        char codes[128] = "";
        for (size_t k = 0; k < party[i].n_codes; k++)
            snprintf(codes + strlen(codes), sizeof codes - strlen(codes), "%s%s", k == 0 ? "" : " ", party[i].codes[k]);
        good = table_row(out, label, party[i].text, codes);
    }
    return good;
}

static bool table_quantity(cli_buffer *out, const dulati_quantity *quantity)
{
    char range[64];
    if (quantity->max < 0)
        snprintf(range, sizeof range, "%lld or more", (long long)quantity->min);
    else if (quantity->max == quantity->min)
        snprintf(range, sizeof range, "%lld", (long long)quantity->min);
    else
        snprintf(range, sizeof range, "%lld to %lld", (long long)quantity->min, (long long)quantity->max);
    char what[96];
    snprintf(what, sizeof what, "%s %s", quantity->kind, range);
    return table_row(out, "quantity", what, quantity->text);
}

/* The text between two code points, from the sentences' tokens: the document has no other way back to its text. */
static bool table_source(cli_buffer *out, const dulati_document *document, const dulati_attribution *attribution)
{
    char   text[256] = "";
    size_t len       = 0;
    for (size_t i = 0; attribution->has_source && i < dulati_document_n_tokens(document); i++) {
        const dulati_token *token = dulati_document_token(document, i);
        if (token->span.start < attribution->source.start || token->span.end > attribution->source.end)
            continue;
        int n = snprintf(text + len, sizeof text - len, "%s%s", token->form, token->space_after && token->span.end < attribution->source.end ? " " : "");
        len += n > 0 ? (size_t)n : 0;
        if (len >= sizeof text - 1)
            break;
    }
    return table_row(out, "according to", attribution->has_source ? text : "(not named)", NULL);
}

static bool table_event(cli_buffer *out, const dulati_document *document, const dulati_event *event)
{
    bool good = cli_print(out, "%s%s%s   %s", event->type, event->mode == NULL ? "" : " ", event->mode == NULL ? "" : event->mode, event->status);
    if (event->has_date)
        good = good && cli_print(out, "   %s", event->date_start) &&
               (strcmp(event->date_start, event->date_end) == 0 || cli_print(out, " to %s", event->date_end));
    for (size_t i = 0; good && i < event->n_places; i++) {
        const dulati_place *place = dulati_document_place(document, event->places[i]);
        good                      = cli_print(out, "%s%s%s%s%s", i == 0 ? "   " : ", ", place->name, place->country[0] != '\0' ? " (" : "", place->country,
                         place->country[0] != '\0' ? ")" : "");
    }
    good = good && cli_print(out, "\n") && table_row(out, "trigger", event->trigger, event->rule) &&
           table_parties(out, "actor", event->actors, event->n_actors) && table_parties(out, "recipient", event->recipients, event->n_recipients);
    for (size_t i = 0; good && i < event->n_quantities; i++)
        good = table_quantity(out, &event->quantities[i]);
    for (size_t i = 0; good && i < event->n_instruments; i++)
        good = table_row(out, "instrument", event->instruments[i].text, NULL);
    if (good && event->attribution >= 0)
        good = table_source(out, document, dulati_document_attribution(document, (size_t)event->attribution));
    return good && cli_print(out, "\n");
}

bool cli_table_write(const dulati_document *document, cli_buffer *out)
{
    bool        good = true;
    const char *id = dulati_document_id(document), *date = dulati_document_date(document);
    size_t      n = dulati_document_n_events(document);
    good = cli_print(out, "%s%s%s: %zu event%s\n\n", id == NULL ? "report" : id, date == NULL ? "" : ", ", date == NULL ? "" : date, n, n == 1 ? "" : "s");
    for (size_t i = 0; good && i < n; i++)
        good = table_event(out, document, dulati_document_event(document, i));
    return good;
}
