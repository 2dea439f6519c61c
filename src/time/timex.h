/*
 * timex.h -- time expressions and their values (TIMEX3), anchored in the day of publication and in the story's own calendar.
 *
 *     "On January 2, crowds ..."               DATE 2022-01-02   (published 2022-01-06)
 *     "Two days later, riots erupted"          DATE 2022-01-04   counted from the story's last date
 *     "for the fourth day in a row"            DURATION P4D      that ends on the publication date
 *
 * In      tokens, trees (tense), the day of publication
 * Out     times in text order, with their value and, where they lie on the calendar, the interval of days
 * Memory  the document's arena
 * Source  TimeML 1.2.1, TIMEX3
 * Tests   tests/unit/test_timex.c, tests/cases/times.txt
 */
#ifndef DUL_TIMEX_H
#define DUL_TIMEX_H

#include "syntax/tree.h"
#include "time/calendar.h"

typedef enum {
    DUL_TIMEX_DATE,
    DUL_TIMEX_TIME,
    DUL_TIMEX_DURATION,
    DUL_TIMEX_SET,
} dul_timex_type;

/* What the preposition before an expression makes of its interval: "since Monday" begins there, and a loss "since 1992" does not lie in 1992. */
typedef enum {
    DUL_TIMEX_AT,
    DUL_TIMEX_SINCE,
    DUL_TIMEX_UNTIL,
    DUL_TIMEX_BY,
    DUL_TIMEX_BEFORE,
    DUL_TIMEX_AFTER,
    DUL_TIMEX_FROM,
} dul_timex_bound;

typedef struct {
    dul_range       tokens;
    uint32_t        head; /* the token that hangs on the clause: highest in the tree                  */
    dul_timex_type  type;
    const char     *value;       /* "2022-01-05", "2022-W01", "XXXX-WXX-2", "P2D", "PRESENT_REF" ...          */
    dul_day         first, last; /* inclusive interval of days that the value denotes; DUL_DAY_NONE when it denotes none. A duration that
                                   ends or begins at a known day ("for the fourth day in a row", "since Monday") has its interval here. */
    bool            relative;    /* counted from the story's own dates ("two days later", "the same day")     */
    const char     *how;         /* constant text for explain: what it was counted from                       */
    dul_timex_bound bound;       /* the preposition before it                                                 */
} dul_timex;

typedef struct {
    uint32_t   n;
    dul_timex *item; /* [n] in text order */
} dul_timexes;

dulati_result dul_timex_find(const dul_job *job, const dul_text *text, const dul_tree *tree, dul_timexes *out);

/* Give fiscal years ("FY2021") the months that they have in a country; unknown countries leave them with those of the calendar. */
void dul_timex_fiscal(dul_timexes *times, dul_str country);

const char *dul_timex_type_text(dul_timex_type type);

#endif
