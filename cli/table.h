/*
 * table.h -- events as a reader in a terminal wants to see them.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "run.h"

/* A few lines an event, all the document's events. */
bool cli_table_write(const dulati_document *document, cli_buffer *out);

/* printf into a buffer; false when memory ran out. */
bool cli_print(cli_buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A string as JSON, with its quotes; as a field of CSV (RFC 4180), quoted where it must be. */
bool cli_add_json(cli_buffer *out, const char *text);
bool cli_add_csv(cli_buffer *out, const char *text);

/* Write the buffer to --output or standard output; what went wrong is told. */
bool cli_write_out(const cli_options *options, const cli_buffer *out);

#endif
