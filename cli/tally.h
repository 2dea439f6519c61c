/*
 * tally.h -- counting by key over a corpus, from any thread; the result is the same for any number of threads.
 */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_count cli_count;

typedef struct {
    cli_count **slot; /* [n_slots] open addressing, a power of two */
    size_t      n_slots, n;
} cli_tally;

struct cli_count {
    char     *key, *example; /* of the examples the first by its text, so that it does not depend on the order of threads */
    size_t    n, as_actor, as_recipient;
    cli_tally with; /* counts under this one */
};

/* The count of a key, made when new; NULL when memory ran out. */
cli_count *cli_tally_at(cli_tally *tally, const char *key);

/* Keep the example when it comes before the one that is there. */
bool cli_count_example(cli_count *count, const char *example);

/* The counts, the largest first, then by key; *n of them, to be freed by the caller; NULL when memory ran out or there are none. */
cli_count **cli_tally_sorted(const cli_tally *tally, size_t *n);

void cli_tally_free(cli_tally *tally);

#endif
