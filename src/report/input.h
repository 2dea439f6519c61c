/*
 * input.h -- a file or standard input, read line by line in bounded memory.
 */
#ifndef DUL_INPUT_H
#define DUL_INPUT_H

#include "base/memory.h"

#include <stdio.h>

#define DUL_LINE_MAX ((size_t)64 << 20) /* bytes of a line; what is longer is skipped */

typedef struct {
    const dulati_allocator *allocator;
    char                    path[256]; /* for errors, cut if need be                                          */
    FILE                   *file;
    bool                    owned; /* closed by us: not standard input                                    */
    char                   *chunk; /* [CHUNK_SIZE] what was read last                                     */
    size_t                  chunk_at, chunk_n;
    char                   *line; /* [line_capacity] the line in hand                                    */
    size_t                  line_capacity;
    uint64_t                n_lines;    /* the number of the line in hand, counted from 1                      */
    uint64_t                line_start; /* byte of the file where it begins                                    */
    uint64_t                n_read, size;
    bool                    ended;
} dul_input;

typedef enum { DUL_INPUT_LINE, DUL_INPUT_LONG, DUL_INPUT_END, DUL_INPUT_ERROR, DUL_INPUT_MEMORY } dul_input_result;

/* path "-" is standard input. */
dulati_result dul_input_open(dul_input *input, const char *path, const dulati_allocator *allocator, dulati_error *err);

/* The same from a file that is open; it is closed with the input when owned is set, also on error. path is for errors. */
dulati_result dul_input_start(dul_input *input, FILE *file, bool owned, const char *path, const dulati_allocator *allocator, dulati_error *err);
void          dul_input_close(dul_input *input);

/* The first bytes without taking them, at most a chunk; a BOM is dropped. */
dul_str dul_input_peek(dul_input *input);

/* The next line without its end (LF or CRLF). LONG: it was longer than DUL_LINE_MAX and has been passed over; *line is its beginning. */
dul_input_result dul_input_line(dul_input *input, dul_str *line);

/* The rest of the file. LONG: it is longer than max bytes; *text is its beginning. */
dul_input_result dul_input_rest(dul_input *input, size_t max, dul_str *text);

#endif
