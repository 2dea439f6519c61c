/*
 * actors_check.h -- actors that can be read and yet cannot be meant: for `dulati dict check`.
 *
 * Finds spellings that two entries claim at the same time, with one code or with two; terms of office that cross; entries that hold on no day, or in years
 * that look like a slip.
 *
 * In      actors opened with a lint
 * Tests   tests/unit/test_dict_check.c
 */
#ifndef DUL_ACTORS_CHECK_H
#define DUL_ACTORS_CHECK_H

#include "names/actors.h"

void dul_actors_check(const dul_actors *actors, const dul_lint *lint);

#endif
