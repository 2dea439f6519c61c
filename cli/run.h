/*
 * run.h -- coding many reports: files in, input order kept, any number of threads, bounded memory.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "options.h"

typedef struct {
    char  *bytes;
    size_t len, capacity;
} cli_buffer;

/* Append; false when memory ran out. Has the form of a dulati_sink. */
bool cli_buffer_add(void *buffer, const char *bytes, size_t n_bytes);

/* What a command makes of one document. document is NULL for a report that could not be read; then error says why and id may be NULL. Called by any thread. */
typedef bool (*cli_writer)(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out);

/* Read all files, annotate, write. header (may be NULL) goes out first. Returns the exit status. */
int cli_run(const cli_options *options, dulati_stages stages, const char *header, cli_writer writer);

#endif
