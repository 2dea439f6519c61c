/*
 * writer.h -- bytes on their way to a sink: collected in a buffer, so that a document costs one call or one per 64 KiB.
 *
 * Numbers are written by hand, not by printf, whose decimal point follows the locale: output is the same to the byte everywhere.
 *
 * Memory  a buffer from the allocator given
 * Tests   tests/unit/test_json.c
 */
#ifndef DUL_WRITER_H
#define DUL_WRITER_H

#include "base/memory.h"

typedef struct {
    dulati_sink             sink;
    void                   *context;
    const dulati_allocator *allocator;
    char                   *buffer;
    size_t                  n;
    dulati_result           result; /* the first failure; later writing does nothing */
} dul_writer;

void dul_writer_open(dul_writer *writer, const dulati_allocator *allocator, dulati_sink sink, void *context);

/* Hand over what is left and free the buffer; returns the first failure. */
dulati_result dul_writer_close(dul_writer *writer);

void dul_write(dul_writer *writer, dul_str bytes);
void dul_write_text(dul_writer *writer, const char *text);
void dul_write_char(dul_writer *writer, char c);
void dul_write_int(dul_writer *writer, int64_t number);

/* With at most that many decimals (0 to 9), zeros at the end dropped but for the first: 43.25, 77.0. What is not finite is written as 0.0. */
void dul_write_decimal(dul_writer *writer, double number, int decimals);

/* A JSON string with its quotes. Malformed bytes become \ufffd. NULL is written as null. */
void dul_write_json(dul_writer *writer, dul_str text);
void dul_write_json_text(dul_writer *writer, const char *text);

#endif
