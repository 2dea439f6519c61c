/*
 * timex_feasts.h -- which occurrence of a feast a report means.
 *
 * Tests  tests/cases/times.txt
 */
#ifndef DUL_TIMEX_FEASTS_H
#define DUL_TIMEX_FEASTS_H

#include "time/feasts.h"
#include "time/timex_anchor.h"

/* The index of the one that is meant among those of three years, in order: by "last" and "next", by tense, else the nearest to publication. */
size_t dul_timex_feast_meant(const dul_feast_days *days, size_t n, dul_day published, timex_mod mod, timex_tense tense);

#endif
