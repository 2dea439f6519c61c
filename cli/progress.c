/* progress.c -- reports, words a second, time left. */
#define _POSIX_C_SOURCE 200809L
#include "progress.h"

#include <time.h>
#include <unistd.h>

#define INTERVAL_S 0.5

static double progress_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void cli_progress_init(cli_progress *progress, const cli_options *options)
{
    *progress = (cli_progress){.enabled = !options->quiet && isatty(STDERR_FILENO), .n_files = options->n_files};
    if (progress->enabled)
        progress->started = progress->last = progress_now();
}

void cli_progress_show(cli_progress *progress)
{
    if (!progress->enabled)
        return;
    double now = progress_now();
    if (now - progress->last < INTERVAL_S)
        return;
    progress->last  = now;
    progress->shown = true;
    double elapsed  = now - progress->started;
    fprintf(stderr, "\r\033[K%llu reports, %llu events, %.0f words/s", (unsigned long long)progress->n_reports, (unsigned long long)progress->n_events,
            (double)progress->n_tokens / elapsed);
    if (progress->n_files > 1)
        fprintf(stderr, ", file %d of %d", progress->file_index + 1, progress->n_files);
    if (progress->file_size > 0 && progress->file_read > 0) {
        double share = (double)progress->file_read / (double)progress->file_size;
        if (progress->n_files > 1)
            fprintf(stderr, ", %.0f %% of it", 100 * share);
        else
            fprintf(stderr, ", %.0f %%, %.0f s left", 100 * share, elapsed * (1 - share) / share);
    }
    fflush(stderr);
}

void cli_progress_clear(cli_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
