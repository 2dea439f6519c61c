/*
 * timex_words.h -- the words and numbers that time expressions are made of, picked out of the tokens.
 *
 * The grammar reads items, not tokens: "mid-January", "10:30p.m." and "2022-01-06" are one token or several, as the tokenizer likes, and always the same items.
 * Most words of a text are of no interest and become TIMEX_OTHER at once.
 *
 * In      tokens (their lower-cased forms; the text for capitals)
 * Out     items in text order, with a TIMEX_END after each sentence and a margin of them at both ends, so that matchers may look around
 * Memory  the work's scratch
 * Tests   tests/unit/test_timex.c
 */
#ifndef DUL_TIMEX_WORDS_H
#define DUL_TIMEX_WORDS_H

#include "text/tokens.h"

typedef enum {
    TIMEX_OTHER,
    TIMEX_END,     /* of a sentence                                                          */
    TIMEX_PUNCT,   /* value: the character; dashes are '-', apostrophes '\''                 */
    TIMEX_NUM,     /* digits; value, digits. With TIMEX_PLURAL: "1990s"                      */
    TIMEX_COUNT,   /* one, two, ... hundred, thousand, dozen                                 */
    TIMEX_ORDINAL, /* first, 5th; value                                                      */
    TIMEX_MONTH,   /* value 1 to 12                                                          */
    TIMEX_WEEKDAY, /* value 1 to 7                                                           */
    TIMEX_UNIT,    /* value: a timex_unit                                                    */
    TIMEX_PART,    /* of the day; value: a timex_part                                        */
    TIMEX_SEASON,  /* value: 0 spring ... 3 winter                                           */
    TIMEX_DEICTIC, /* today, tomorrow; value: days from today                                */
    TIMEX_LAST,
    TIMEX_PAST,
    TIMEX_PREVIOUS,
    TIMEX_NEXT,
    TIMEX_COMING,
    TIMEX_FOLLOWING,
    TIMEX_THIS,
    TIMEX_THESE,
    TIMEX_THAT,
    TIMEX_SAME,
    TIMEX_CURRENT,
    TIMEX_AGO,
    TIMEX_LATER,
    TIMEX_EARLIER,
    TIMEX_BEFORE,
    TIMEX_AFTER,
    TIMEX_THE,
    TIMEX_A,
    TIMEX_FEW,
    TIMEX_COUPLE,
    TIMEX_HALF,
    TIMEX_NUMBER,
    TIMEX_ENTIRE,
    TIMEX_APPROX, /* about, nearly, over: before a number                                   */
    TIMEX_MORE,
    TIMEX_THAN,
    TIMEX_AT,
    TIMEX_LEAST,
    TIMEX_UP,
    TIMEX_PHASE, /* early, late, mid; value: a timex_phase                                 */
    TIMEX_EDGE,  /* beginning, end; value: a timex_phase                                   */
    TIMEX_OF,
    TIMEX_IN,
    TIMEX_ON,
    TIMEX_AND,
    TIMEX_OR,
    TIMEX_TO,
    TIMEX_FOR,
    TIMEX_PREP, /* since, until, by: what dates follow; value: a timex_bound              */
    TIMEX_EVERY,
    TIMEX_PER,
    TIMEX_TIMES,
    TIMEX_OFTEN, /* daily, annual; value: a timex_unit                                     */
    TIMEX_AMPM,  /* value 0 or 12                                                          */
    TIMEX_ZONE,  /* value: minutes from UTC, or TIMEX_ZONE_OPEN                            */
    TIMEX_OCLOCK,
    TIMEX_ROW, /* consecutive, straight; value 1 for those that may follow: row, running */
    TIMEX_OLD,
    TIMEX_FISCAL,
    TIMEX_QNUM,    /* Q3; value                                                              */
    TIMEX_HNUM,    /* H1; value                                                              */
    TIMEX_QUALITY, /* words between number and unit: trading, full                           */
    TIMEX_REF,     /* recently, currently; value: a timex_ref                                */
    TIMEX_FUTURE,
    TIMEX_PRESENT,
    TIMEX_FEAST,   /* value: a timex_feast                                                   */
    TIMEX_DAYWORD, /* eve: after a feast                                                     */
    TIMEX_NEW,
    TIMEX_VERY,
    TIMEX_FROM,
    TIMEX_TIME,
    TIMEX_DECADE, /* nineties; value: first year */
    TIMEX_REST,
    TIMEX_NOT,
    TIMEX_ALL,
    TIMEX_LONG, /* weeklong; value: a timex_unit */
} timex_class;

typedef enum {
    TIMEX_SECONDS,
    TIMEX_MINUTES,
    TIMEX_HOURS,
    TIMEX_DAYS,
    TIMEX_NIGHTS,
    TIMEX_WEEKENDS,
    TIMEX_WEEKS,
    TIMEX_FORTNIGHTS,
    TIMEX_MONTHS,
    TIMEX_QUARTERS,
    TIMEX_YEARS,
    TIMEX_DECADES,
    TIMEX_CENTURIES,
    TIMEX_N_UNITS
} timex_unit;

typedef enum {
    TIMEX_PART_NONE,
    TIMEX_MORNING,
    TIMEX_MIDDAY,
    TIMEX_AFTERNOON,
    TIMEX_EVENING,
    TIMEX_NIGHT,
    TIMEX_NOON,
    TIMEX_MIDNIGHT,
    TIMEX_DAYTIME,
    TIMEX_DAWN
} timex_part;

typedef enum { TIMEX_WHOLE, TIMEX_EARLY, TIMEX_MID, TIMEX_LATE, TIMEX_START, TIMEX_FINISH } timex_phase;

typedef enum { TIMEX_PAST_REF, TIMEX_PRESENT_REF, TIMEX_FUTURE_REF } timex_ref;

typedef enum {
    TIMEX_CHRISTMAS,
    TIMEX_CHRISTMAS_EVE,
    TIMEX_NEW_YEAR,
    TIMEX_NEW_YEAR_EVE,
    TIMEX_EASTER,
    TIMEX_GOOD_FRIDAY,
    TIMEX_HALLOWEEN,
    TIMEX_THANKSGIVING,
    TIMEX_VALENTINE,
    TIMEX_MAY_DAY,
    TIMEX_BOXING_DAY,
    TIMEX_LABOR_DAY, /* the American one          */
    TIMEX_MEMORIAL_DAY,
    TIMEX_COLUMBUS_DAY,
    TIMEX_VETERANS_DAY,
    TIMEX_WOMENS_DAY,
    TIMEX_BASTILLE_DAY,
    TIMEX_EARTH_DAY,
    TIMEX_HUMAN_RIGHTS_DAY,
    TIMEX_PRESIDENTS_DAY,
    TIMEX_AUSTRALIA_DAY,
    TIMEX_CANADA_DAY,
    TIMEX_PENTECOST,
    TIMEX_ORTHODOX_EASTER,
    TIMEX_ORTHODOX_CHRISTMAS,
    TIMEX_RAMADAN,
    TIMEX_EID_FITR,
    TIMEX_EID_ADHA,
    TIMEX_EID, /* one of the two */
    TIMEX_ISLAMIC_NEW_YEAR,
    TIMEX_ASHURA,
    TIMEX_MAWLID,
    TIMEX_MUHARRAM, /* the month */
    TIMEX_PASSOVER,
    TIMEX_PURIM,
    TIMEX_ROSH_HASHANAH,
    TIMEX_YOM_KIPPUR,
    TIMEX_SUKKOT,
    TIMEX_HANUKKAH,
    TIMEX_NOWRUZ,
    TIMEX_LUNAR_NEW_YEAR,
    TIMEX_DIWALI,
    TIMEX_NAMED_FEAST, /* Independence Day, Election Day: known by name alone */
} timex_feast;

enum {
    TIMEX_GLUED   = 1 << 0, /* no blank before it                            */
    TIMEX_CAPITAL = 1 << 1,
    TIMEX_PLURAL  = 1 << 2,
    TIMEX_UNSURE  = 1 << 3, /* may, march, sun, fall: also an ordinary word   */
    TIMEX_SHORT   = 1 << 4, /* jan, tue                                      */
    TIMEX_GROUPED = 1 << 5, /* "2,000"                                       */
};

#define TIMEX_ZONE_OPEN INT32_MAX
#define TIMEX_MARGIN    12 /* items that a matcher may look beyond a sentence's end without asking */

typedef struct {
    uint32_t token;
    int32_t  value;
    uint8_t  kind, digits;
    uint16_t flags;
} timex_item;

typedef struct {
    uint32_t    n;
    timex_item *item; /* [n]; the first and last TIMEX_MARGIN are TIMEX_END */
} timex_items;

dulati_result dul_timex_words(const dul_job *job, const dul_text *text, timex_items *out);

/* The class of a lower-case word, for tests; TIMEX_OTHER when it has none. */
timex_class dul_timex_word_class(dul_str word);

/* Is the table in the order that its search needs? For tests. */
bool dul_timex_words_sorted(void);

#endif
