/* writer.c -- the buffer, numbers and JSON strings. */
#include "out/writer.h"

#include "base/utf8.h"

#include <math.h>

#define BUFFER_SIZE ((size_t)64 << 10)

void dul_writer_open(dul_writer *writer, const dulati_allocator *allocator, dulati_sink sink, void *context)
{
    *writer        = (dul_writer){.sink = sink, .context = context, .allocator = allocator};
    writer->buffer = dul_alloc(allocator, BUFFER_SIZE);
    if (writer->buffer == NULL)
        writer->result = DULATI_E_MEMORY;
}

static void writer_flush(dul_writer *writer)
{
    if (writer->n > 0 && writer->result == DULATI_OK && !writer->sink(writer->context, writer->buffer, writer->n))
        writer->result = DULATI_E_IO;
    writer->n = 0;
}

dulati_result dul_writer_close(dul_writer *writer)
{
    writer_flush(writer);
    dul_free(writer->allocator, writer->buffer);
    writer->buffer = NULL;
    return writer->result;
}

void dul_write(dul_writer *writer, dul_str bytes)
{
    while (bytes.len > 0 && writer->result == DULATI_OK) {
        size_t n = BUFFER_SIZE - writer->n < bytes.len ? BUFFER_SIZE - writer->n : bytes.len;
        memcpy(writer->buffer + writer->n, bytes.at, n);
        writer->n += n;
        bytes = dul_str_slice(bytes, n, bytes.len);
        if (writer->n == BUFFER_SIZE)
            writer_flush(writer);
    }
}

void dul_write_text(dul_writer *writer, const char *text)
{
    dul_write(writer, dul_str_of(text));
}

void dul_write_char(dul_writer *writer, char c)
{
    dul_write(writer, (dul_str){&c, 1});
}

static void writer_digits(dul_writer *writer, uint64_t number, size_t at_least)
{
    char   digit[24];
    size_t n = 0;
    do {
        digit[sizeof digit - ++n] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 || n < at_least);
    dul_write(writer, (dul_str){digit + sizeof digit - n, n});
}

void dul_write_int(dul_writer *writer, int64_t number)
{
    if (number < 0)
        dul_write_char(writer, '-');
    writer_digits(writer, number < 0 ? (uint64_t)0 - (uint64_t)number : (uint64_t)number, 1);
}

void dul_write_decimal(dul_writer *writer, double number, int decimals)
{
    uint64_t power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    if (!isfinite(number) || fabs(number) > 1e9)
        number = 0;
    uint64_t scaled = (uint64_t)(fabs(number) * (double)power + 0.5);
    if (number < 0 && scaled > 0)
        dul_write_char(writer, '-');
    writer_digits(writer, scaled / power, 1);
    uint64_t fraction = scaled % power;
    while (decimals > 1 && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    if (decimals > 0) {
        dul_write_char(writer, '.');
        writer_digits(writer, fraction, (size_t)decimals);
    }
}

/* Bytes that stand in a JSON string as they are, from `at` on. */
static size_t writer_plain(dul_str text, size_t at)
{
    size_t end = at;
    while (end < text.len) {
        unsigned char c = (unsigned char)text.at[end];
        if (c < 0x20 || c == '"' || c == '\\')
            break;
        if (c < 0x80) {
            end++;
            continue;
        }
        size_t len;
        dul_utf8_decode(text, end, &len);
        if (len == 1)
            break;
        end += len;
    }
    return end - at;
}

void dul_write_json(dul_writer *writer, dul_str text)
{
    dul_write_char(writer, '"');
    for (size_t at = 0; at < text.len;) {
        size_t plain = writer_plain(text, at);
        dul_write(writer, dul_str_slice(text, at, at + plain));
        at += plain;
        if (at == text.len)
            break;
        unsigned char c = (unsigned char)text.at[at++];
        switch (c) {
        case '"': dul_write_text(writer, "\\\""); break;
        case '\\': dul_write_text(writer, "\\\\"); break;
        case '\n': dul_write_text(writer, "\\n"); break;
        case '\r': dul_write_text(writer, "\\r"); break;
        case '\t': dul_write_text(writer, "\\t"); break;
        default:
            if (c >= 0x80) {
                dul_write_text(writer, "\\ufffd");
            } else {
                dul_write_text(writer, "\\u00");
                dul_write_char(writer, "0123456789abcdef"[c >> 4]);
                dul_write_char(writer, "0123456789abcdef"[c & 15]);
            }
        }
    }
    dul_write_char(writer, '"');
}

void dul_write_json_text(dul_writer *writer, const char *text)
{
    if (text == NULL)
        dul_write_text(writer, "null");
    else
        dul_write_json(writer, dul_str_of(text));
}
