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

#endif
