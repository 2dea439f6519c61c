/*
 * timex_grammar.h -- what a time expression says, before the calendar is asked: "last Tuesday" is a weekday and "last".
 *
 * Matchers try at one item and answer with the end of their match, or 0. A meaning says only what is written; timex_anchor.c counts.
 *
 * Tests  tests/unit/test_timex.c, tests/cases/times.txt
 */
#ifndef DUL_TIMEX_GRAMMAR_H
#define DUL_TIMEX_GRAMMAR_H

#include "time/timex.h"
#include "time/timex_words.h"

typedef enum {
    TIMEX_SAYS_NOTHING,
    TIMEX_SAYS_DATE,     /* year, month, day as far as given; weekday may stand beside it       */
    TIMEX_SAYS_WEEKDAY,  /* weekday; mod; shift in weeks when has_shift                         */
    TIMEX_SAYS_DEICTIC,  /* shift days from publication                                         */
    TIMEX_SAYS_UNIT,     /* "last week", "the next day": shift units, from publication or story */
    TIMEX_SAYS_SHIFT,    /* "two days ago": shift units with sign                               */
    TIMEX_SAYS_SEASON,   /* season; year, mod                                                   */
    TIMEX_SAYS_QUARTER,  /* nth; year, mod                                                      */
    TIMEX_SAYS_HALF,     /* nth half of a year                                                  */
    TIMEX_SAYS_DECADE,   /* year is its first                                                   */
    TIMEX_SAYS_CENTURY,  /* nth                                                                 */
    TIMEX_SAYS_NTH,      /* nth unit of a month or year: "the last week of March"               */
    TIMEX_SAYS_FISCAL,   /* year                                                                */
    TIMEX_SAYS_FEAST,    /* feast; year                                                         */
    TIMEX_SAYS_CLOCK,    /* a time of the day alone                                             */
    TIMEX_SAYS_DURATION, /* tenths of units; bound to a day or not                              */
    TIMEX_SAYS_SET,      /* every tenths/10 units, or weekday                                   */
    TIMEX_SAYS_REF,
} timex_says;

typedef enum { TIMEX_MOD_NONE, TIMEX_MOD_LAST, TIMEX_MOD_THIS, TIMEX_MOD_NEXT } timex_mod;

#define TIMEX_YEAR_OPEN INT32_MIN

typedef struct {
    timex_says      says;
    timex_mod       mod;
    timex_phase     phase;
    timex_unit      unit;
    int32_t         year, month, day; /* TIMEX_YEAR_OPEN, 0, 0 when not said                          */
    int32_t         year_shift;       /* "of last year": from publication                             */
    bool            has_year_shift;
    int32_t         weekday, nth, season, feast;
    int32_t         shift;
    bool            has_shift;
    bool            from_story;  /* counted from the story's last date                           */
    bool            vague;       /* "hours later": no number                                     */
    int32_t         tenths;      /* of units; 0 when open (PXD)                                  */
    int32_t         more_tenths; /* "and 30 minutes"                                             */
    timex_unit      more_unit;
    int32_t         touches; /* a duration that ends (-1) or begins (1) at the reference day */
    bool            in_row;  /* "the fourth day in a row": ends on the day that the sentence tells, if it tells one */
    timex_ref       ref;
    timex_part      part;
    int32_t         hour, minute, second; /* hour -1 when not said                                    */
    int32_t         zone;
    bool            has_zone;
    int32_t         last_year, last_month, last_day; /* end of a range written in one token           */
    uint32_t        key;                             /* the item that carries the expression                         */
    dul_timex_bound bound;
} timex_meaning;

typedef struct {
    const dul_job    *job;
    const dul_text   *text;
    const dul_tree   *tree;
    const timex_item *item; /* [n] */
    uint32_t          n;
} timex_reader;

typedef struct {
    uint32_t      first, end; /* items */
    timex_meaning says;
} timex_match;

/* The expressions that begin at an item: none, one, or two ("January 2 to 4"). Returns their number; matches come in text order. */
size_t dul_timex_match(const timex_reader *reader, uint32_t at, timex_match out[2]);

static inline timex_class timex_kind(const timex_reader *reader, uint32_t at)
{
    return (timex_class)reader->item[at].kind;
}

static inline bool timex_is_mark(const timex_reader *reader, uint32_t at, char mark)
{
    return reader->item[at].kind == TIMEX_PUNCT && reader->item[at].value == mark;
}

static inline bool timex_is_glued(const timex_reader *reader, uint32_t at)
{
    return (reader->item[at].flags & TIMEX_GLUED) != 0;
}

#endif
