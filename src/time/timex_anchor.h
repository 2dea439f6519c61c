/*
 * timex_anchor.h -- from what an expression says to its value and its interval of days.
 *
 * Two days are counted from: the day of publication ("Tuesday", "two weeks ago"), and the story's own last date ("two days later", "the same day").
 * Direction comes from the tense of the clause: "on Friday" lies behind "met" and ahead of "will meet".
 *
 * Tests  tests/unit/test_timex.c, tests/cases/times.txt
 */
#ifndef DUL_TIMEX_ANCHOR_H
#define DUL_TIMEX_ANCHOR_H

#include "time/timex_grammar.h"

typedef enum { TIMEX_TENSE_OPEN, TIMEX_TENSE_PAST, TIMEX_TENSE_FUTURE } timex_tense;

typedef struct {
    dul_day  published; /* or DUL_DAY_NONE                                                            */
    dul_day  story;     /* the last day told in the flow of the story                                 */
    dul_day  near;      /* the last day told at all, which the next sentence may take up              */
    uint32_t near_sentence;
    int32_t  near_year; /* the last year told, TIMEX_YEAR_OPEN when none was */
    uint32_t near_year_sentence;
} timex_anchor;

/* The tense of the clause that an expression hangs on. head is its highest token, first its first one. */
timex_tense dul_timex_tense(const timex_reader *reader, uint32_t head, uint32_t first, dul_timex_bound bound);

/* A day plus (or minus) tenths of units, for units of a day and longer; shorter ones stay on the day. DUL_DAY_NONE when that leaves the calendar. */
dul_day dul_timex_move(dul_day day, int64_t tenths, timex_unit unit);

/* Fill value, type, first, last, relative and how of *out. out->tokens and out->head are set. false when the expression turns out to be none. */
dulati_result dul_timex_anchor(const timex_reader *reader, const timex_meaning *says, timex_tense tense, uint32_t sentence, const timex_anchor *anchor,
                               dul_timex *out);

#endif
