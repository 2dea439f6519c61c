/*
 * progress.h -- one line on standard error that tells how a long run goes, when that is a terminal.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "options.h"

typedef struct {
    bool     shown, enabled;
    uint64_t n_reports, n_tokens, n_events;
    uint64_t file_read, file_size; /* bytes of the current file; size 0: unknown */
    int      file_index, n_files;
    double   started, last; /* seconds */
} cli_progress;

void cli_progress_init(cli_progress *progress, const cli_options *options);
void cli_progress_show(cli_progress *progress);  /* at most a few times a second; cheap otherwise */
void cli_progress_clear(cli_progress *progress); /* wipe the line before something else is printed */

#endif
