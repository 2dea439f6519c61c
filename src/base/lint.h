/*
 * lint.h -- what is wrong with a dictionary, all of it: the way from the readers of dictionaries to `dulati dict check`.
 *
 * A reader that opens a dictionary for coding stops at the first fault. One that is given a lint (dul_pack.lint) hands over each fault and reads on, so that
 * one run shows them all; the checks of each stage (rules_check.c, actors_check.c) then hand over what is sound and yet cannot be meant.
 *
 * Tests   tests/unit/test_dict_check.c
 */
#ifndef DUL_LINT_H
#define DUL_LINT_H

#include "base/result.h"

typedef struct {
    const char *level; /* "error" "warning" "note"                                         */
    const char *check; /* "format" "code" "unreachable" "duplicate" "conflict" "date" ...  */
    const char *file;
    uint64_t    line;
    const char *other; /* "file:line" of the entry it collides with, or NULL               */
} dul_lint_place;

typedef struct dul_lint {
    void (*take)(const struct dul_lint *lint, const dul_lint_place *place, const char *message);
    void *context;
} dul_lint;

/* Hand over a finding; the message as printf makes it, cut at 1,000 bytes. place.file may be "file:line" with line 0. */
void dul_lint_add(const dul_lint *lint, dul_lint_place place, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Is this failure one entry's, which lint can hear of while the reading goes on? Then it is handed over. */
bool dul_lint_hears(const dul_lint *lint, dulati_result result, const dulati_error *err);

#endif
