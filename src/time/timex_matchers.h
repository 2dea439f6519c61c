/*
 * timex_matchers.h -- matchers that the grammar tries, and the small ones that they share.
 *
 *     timex_counts.c      words, counts, hedges, "ago" and "later"
 *     timex_durations.c   lengths
 *     timex_pointed.c     "last week", "the next day"
 *     timex_sets.c        what recurs
 *     timex_dates.h       what is written on calendars and clocks
 *
 * A matcher tries at an item, fills *says and returns the item past its match, or 0.
 */
#ifndef DUL_TIMEX_MATCHERS_H
#define DUL_TIMEX_MATCHERS_H

#include "time/timex_grammar.h"

bool dul_timex_is_word(const timex_reader *r, uint32_t at, const char *word);
bool dul_timex_is_plural(const timex_reader *r, uint32_t at);
bool dul_timex_is_small_unit(int32_t unit); /* seconds, minutes, hours */

/* A meaning that says nothing yet. */
timex_meaning dul_timex_nothing(uint32_t at);

/* "two", "1.5", "two hundred and fifty"; with "two or three", "a few", "half a dozen". In tenths; 0: open. */
uint32_t dul_timex_count_one(const timex_reader *r, uint32_t at, int32_t *tenths);
uint32_t dul_timex_count(const timex_reader *r, uint32_t at, int32_t *tenths);

/* The item past "nearly", "at least", "the": at itself when there is none. */
uint32_t dul_timex_hedge(const timex_reader *r, uint32_t at);

/* Behind a length: -1 "ago", 1 "later", 0 neither. */
int32_t dul_timex_direction(const timex_reader *r, uint32_t at, uint32_t *end, bool *from_story);

/* "morning", "late evening" behind a day; at itself when there is none. */
uint32_t dul_timex_part_after(const timex_reader *r, uint32_t at, timex_meaning *says);

uint32_t dul_timex_duration(const timex_reader *r, uint32_t at, timex_meaning *says);   /* "two weeks"               */
uint32_t dul_timex_bare_units(const timex_reader *r, uint32_t at, timex_meaning *says); /* "hours later"             */
uint32_t dul_timex_nth_in_row(const timex_reader *r, uint32_t at, timex_meaning *says); /* "the fourth day in a row" */
uint32_t dul_timex_pointed(const timex_reader *r, uint32_t at, timex_meaning *says);    /* "last week"               */
uint32_t dul_timex_neighbour(const timex_reader *r, uint32_t at, timex_meaning *says);  /* "the day before"          */
uint32_t dul_timex_set(const timex_reader *r, uint32_t at, timex_meaning *says);        /* "every Friday"            */

/* "the year"; inner: as part of something larger ("the end of the year"). */
uint32_t dul_timex_the_unit(const timex_reader *r, uint32_t at, timex_meaning *says, bool inner);

/* The day of the event that a phrase names, by what the report has told before; token is the first of the phrase. DUL_DAY_NONE when it is not known. */
dul_day dul_timex_event_day(const timex_reader *reader, const dul_timexes *found, uint32_t token);

#endif
