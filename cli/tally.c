/* tally.c -- a map from texts to counts. */
#define _POSIX_C_SOURCE 200809L
#include "tally.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t tally_slot(const cli_tally *tally, const char *key)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *at = key; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    size_t i = (size_t)(hash ^ hash >> 32) & (tally->n_slots - 1);
    while (tally->slot[i] != NULL && strcmp(tally->slot[i]->key, key) != 0)
        i = (i + 1) & (tally->n_slots - 1);
    return i;
}

static bool tally_grow(cli_tally *tally)
{
    cli_tally wider = {.n_slots = tally->n_slots == 0 ? 16 : tally->n_slots * 2, .n = tally->n};
    wider.slot      = calloc(wider.n_slots, sizeof(cli_count *));
    if (wider.slot == NULL)
        return false;
    for (size_t i = 0; i < tally->n_slots; i++)
        if (tally->slot[i] != NULL)
            wider.slot[tally_slot(&wider, tally->slot[i]->key)] = tally->slot[i];
    free(tally->slot);
    *tally = wider;
    return true;
}

cli_count *cli_tally_at(cli_tally *tally, const char *key)
{
    if (tally->n * 2 >= tally->n_slots && !tally_grow(tally))
        return NULL;
    size_t i = tally_slot(tally, key);
    if (tally->slot[i] != NULL)
        return tally->slot[i];
    cli_count *made = calloc(1, sizeof *made);
    if (made == NULL || (made->key = strdup(key)) == NULL) {
        free(made);
        return NULL;
    }
    tally->slot[i] = made;
    tally->n++;
    return made;
}

bool cli_count_example(cli_count *count, const char *example)
{
    if (count->example != NULL && strcmp(count->example, example) <= 0)
        return true;
    char *copy = strdup(example);
    if (copy == NULL)
        return false;
    free(count->example);
    count->example = copy;
    return true;
}

static int tally_compare(const void *a, const void *b)
{
    const cli_count *x = *(cli_count *const *)a, *y = *(cli_count *const *)b;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : strcmp(x->key, y->key);
}

cli_count **cli_tally_sorted(const cli_tally *tally, size_t *n)
{
    cli_count **list = tally->n == 0 ? NULL : calloc(tally->n, sizeof(cli_count *));
    *n               = 0;
    for (size_t i = 0; list != NULL && i < tally->n_slots; i++)
        if (tally->slot[i] != NULL)
            list[(*n)++] = tally->slot[i];
    if (*n > 1)
        qsort(list, *n, sizeof(cli_count *), tally_compare);
    return list;
}

void cli_tally_free(cli_tally *tally)
{
    for (size_t i = 0; i < tally->n_slots; i++)
        if (tally->slot[i] != NULL) {
            cli_tally_free(&tally->slot[i]->with);
            free(tally->slot[i]->key);
            free(tally->slot[i]->example);
            free(tally->slot[i]);
        }
    free(tally->slot);
    *tally = (cli_tally){0};
}
