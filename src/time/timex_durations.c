/*
 * timex_durations.c -- lengths: "two weeks", "a year and a half", "hours later", "for the fourth day in a row".
 *
 * With "ago" or "later" behind it a length is a shift, and so a date.
 */
#include "time/timex_matchers.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

bool dul_timex_is_small_unit(int32_t unit)
{
    return unit == TIMEX_SECONDS || unit == TIMEX_MINUTES || unit == TIMEX_HOURS;
}

/* What follows a count and its unit: "ago", "-old", "and 30 minutes". at is the item past the unit. */
static uint32_t durations_after_unit(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t end = at;
    if (K(end) == TIMEX_AND && K(end + 1) == TIMEX_A && K(end + 2) == TIMEX_HALF && K(end + 3) != TIMEX_UNIT && says->tenths != 0) {
        says->tenths += 5; /* a year and a half */
        end += 3;
    } else if ((K(end) == TIMEX_AND || timex_is_mark(r, end, ',')) && says->tenths != 0) {
        int32_t  more;
        uint32_t at_more = K(end) == TIMEX_AND ? end + 1 : end + 1;
        uint32_t unit    = dul_timex_count_one(r, at_more, &more);
        if (unit != 0 && more != 0 && K(unit) == TIMEX_UNIT && V(unit) < (int32_t)says->unit) {
            says->more_tenths = more;
            says->more_unit   = (timex_unit)V(unit);
            end               = unit + 1;
        }
    }
    if (timex_is_mark(r, end, '-') && K(end + 1) == TIMEX_OLD)
        return end + 2;
    if (K(end) == TIMEX_OLD)
        return end + 1;
    uint32_t beyond;
    bool     from_story;
    uint32_t sign_at = timex_is_mark(r, end, '\'') ? end + 1 : end;
    int32_t  sign    = dul_timex_direction(r, sign_at, &beyond, &from_story);
    if (sign == 0)
        return end;
    if (K(beyond) == TIMEX_THAN) { /* "three days later than planned" says no date */
        return beyond;
    }
    says->says       = TIMEX_SAYS_SHIFT;
    says->shift      = sign;
    says->from_story = from_story;
    says->vague      = says->tenths == 0;
    return beyond;
}

uint32_t dul_timex_duration(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) == TIMEX_LONG || (K(at) == TIMEX_UNIT && timex_is_mark(r, at + 1, '-') && timex_is_glued(r, at + 1) && !dul_timex_is_small_unit(V(at)))) {
        bool ago     = K(at + 2) == TIMEX_AGO || K(at + 2) == TIMEX_EARLIER;
        says->says   = K(at) == TIMEX_UNIT && ago ? TIMEX_SAYS_SHIFT : TIMEX_SAYS_DURATION; /* "a day-long strike", "the year-ago quarter" */
        says->unit   = (timex_unit)V(at);
        says->tenths = dul_timex_is_plural(r, at) ? 0 : 10;
        says->key    = at;
        if (K(at) == TIMEX_LONG)
            return at + 1;
        says->shift = -1;
        return ago || dul_timex_is_word(r, at + 2, "long") ? at + 3 : 0;
    }
    if (K(at) == TIMEX_ALL) { /* "all week" */
        if (K(at + 1) != TIMEX_UNIT || dul_timex_is_plural(r, at + 1) || dul_timex_is_small_unit(V(at + 1)))
            return 0;
        says->says    = TIMEX_SAYS_DURATION;
        says->unit    = (timex_unit)V(at + 1);
        says->tenths  = 10;
        says->touches = -1;
        says->key     = at + 1;
        return at + 2;
    }
    uint32_t number = dul_timex_hedge(r, at);
    uint32_t end    = 0;
    says->says      = TIMEX_SAYS_DURATION;
    says->key       = at;
    /* "a week", "an entire year", "half a day" */
    if (K(number) == TIMEX_A) {
        uint32_t unit = number + 1;
        if (K(unit) == TIMEX_ENTIRE || K(unit) == TIMEX_QUALITY || (K(unit) == TIMEX_MORE && false))
            unit++;
        if (K(unit) == TIMEX_UNIT && !dul_timex_is_plural(r, unit)) {
            says->unit   = (timex_unit)V(unit);
            says->tenths = 10;
            says->key    = unit;
            if (timex_is_mark(r, unit + 1, '-') && timex_is_glued(r, unit + 1))
                return 0; /* "a year-end review" */
            end = durations_after_unit(r, unit + 1, says);
            if (says->says == TIMEX_SAYS_DURATION && (says->unit == TIMEX_QUARTERS || says->unit == TIMEX_WEEKENDS))
                return 0; /* a quarter of the people */
            return end;
        }
        if (K(number + 1) == TIMEX_NUM && K(number + 2) == TIMEX_UNIT && !dul_timex_is_plural(r, number + 2)) { /* "a 20 year low" */
            says->unit   = (timex_unit)V(number + 2);
            says->tenths = V(number + 1) * 10;
            says->key    = number + 2;
            return r->item[number + 1].value <= 1000 ? number + 3 : 0;
        }
    }
    end = dul_timex_count(r, number, &says->tenths);
    if (end == 0)
        return 0;
    if (K(end) == TIMEX_AND && dul_timex_is_word(r, number - 1, "between")) { /* between 60 and 90 days: the unit comes with the second */
        int32_t  other;
        uint32_t unit = dul_timex_count_one(r, end + 1, &other);
        if (unit != 0 && K(unit) == TIMEX_UNIT && other > says->tenths) {
            says->unit = (timex_unit)V(unit);
            return end;
        }
    }
    bool hyphen = timex_is_mark(r, end, '-') && (timex_is_glued(r, end) || (K(end + 1) == TIMEX_UNIT && !dul_timex_is_plural(r, end + 1)));
    if (hyphen)
        end++;
    if (hyphen && K(end) == TIMEX_QUALITY && dul_timex_is_word(r, end, "plus")) { /* 90-plus minutes */
        hyphen = false;
        end++;
    }
    for (int32_t words = 0; words < 2 && !hyphen; words++) /* "six straight days", "the past five trading days" */
        if ((K(end) == TIMEX_ROW && V(end) == 0) || K(end) == TIMEX_QUALITY || K(end) == TIMEX_ENTIRE || K(end) == TIMEX_MORE)
            end++;
    if (K(end) != TIMEX_UNIT && !(K(end) == TIMEX_PART && V(end) == TIMEX_NIGHT && hyphen) && !(hyphen && K(end) == TIMEX_ORDINAL && V(end) == 2))
        return 0;
    says->unit    = K(end) == TIMEX_PART ? TIMEX_NIGHTS : K(end) == TIMEX_ORDINAL ? TIMEX_SECONDS : (timex_unit)V(end);
    says->key     = end;
    bool straight = K(end - 1) == TIMEX_ROW;
    if (!hyphen && !dul_timex_is_plural(r, end) && says->tenths > 10 && !timex_is_mark(r, end + 1, '-') && K(end + 1) != TIMEX_OLD)
        if (V(end) == TIMEX_QUARTERS)
            return 0;
    end = durations_after_unit(r, end + 1, says);
    if (says->says == TIMEX_SAYS_DURATION && (K(end) == TIMEX_ROW && V(end) == 1))
        end++;
    else if (says->says == TIMEX_SAYS_DURATION && K(end) == TIMEX_IN && K(end + 1) == TIMEX_A && K(end + 2) == TIMEX_ROW) {
        end += 3;
        straight = true;
    }
    if (straight && says->says == TIMEX_SAYS_DURATION) {
        says->touches = -1;
        says->in_row  = true;
    }
    return end;
}

/* Verbs that are followed by a length: "spent months" */
static bool durations_takes_time(const timex_reader *r, uint32_t at)
{
    static const char *const verbs[] = {"spent",  "spend", "spends", "spending", "took",    "take",   "takes",
                                        "taking", "taken", "lasted", "lasts",    "lasting", "waited", "waiting"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (dul_timex_is_word(r, at, verbs[i]))
            return true;
    return false;
}

/* "hours later", "days after", "for decades": a plural unit without a count. */
uint32_t dul_timex_bare_units(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t unit = at;
    if (K(at) == TIMEX_THE && K(at - 1) == TIMEX_APPROX && dul_timex_is_word(r, at - 1, "over")) /* over the years */
        unit++;
    if (K(unit) != TIMEX_UNIT || !dul_timex_is_plural(r, unit) || V(unit) == TIMEX_QUARTERS)
        return 0;
    says->says   = TIMEX_SAYS_DURATION;
    says->unit   = (timex_unit)V(unit);
    says->tenths = 0;
    says->key    = unit;
    uint32_t end = durations_after_unit(r, unit + 1, says);
    if (says->says != TIMEX_SAYS_DURATION)
        return end;
    timex_class before = K(at - 1);
    timex_class after  = K(end);
    bool        led    = before == TIMEX_FOR || before == TIMEX_IN || unit > at || durations_takes_time(r, at - 1) || V(unit) == TIMEX_DECADES ||
               V(unit) == TIMEX_CENTURIES || after == TIMEX_OF || after == TIMEX_AFTER || after == TIMEX_BEFORE || before == TIMEX_AFTER;
    if (before == TIMEX_IN && after == TIMEX_OF)
        led = false;
    return led && before != TIMEX_THE ? end : 0;
}

/* "for the fourth day in a row", "a second consecutive week", "the third straight day", "the third day of protests" */
uint32_t dul_timex_nth_in_row(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t nth = K(at) == TIMEX_THE || K(at) == TIMEX_A ? at + 1 : at;
    if (K(nth) != TIMEX_ORDINAL || V(nth) < 1)
        return 0;
    uint32_t unit     = nth + 1;
    bool     straight = false;
    if (K(unit) == TIMEX_ROW && V(unit) == 0) {
        straight = true;
        unit++;
    }
    bool night = K(unit) == TIMEX_PART && V(unit) == TIMEX_NIGHT;
    if ((K(unit) != TIMEX_UNIT && !night) || dul_timex_is_plural(r, unit) || (!night && V(unit) == TIMEX_QUARTERS && !straight))
        return 0;
    uint32_t end = unit + 1;
    if (K(end) == TIMEX_ROW && V(end) == 1) {
        straight = true;
        end++;
    } else if (K(end) == TIMEX_IN && K(end + 1) == TIMEX_A && K(end + 2) == TIMEX_ROW) {
        straight = true;
        end += 3;
    }
    if (!straight) { /* "for a third day"; "on the third day of protests" */
        bool going = K(at - 1) == TIMEX_FOR && nth > at;
        if (!going && K(end) == TIMEX_OF && nth > at && V(nth) > 1 && !night && V(unit) == TIMEX_DAYS) {
            static const char *const ongoing[] = {"protests", "protest",    "unrest",   "fighting", "clashes",  "demonstrations", "strikes", "strike",
                                                  "riots",    "rioting",    "violence", "rallies",  "shelling", "bombardment",    "war",     "bombing",
                                                  "siege",    "airstrikes", "talks",    "looting",  "mourning", "marches"};
            uint32_t                 word      = end + 1;
            for (uint32_t skip = 0; skip < 3 && K(word) != TIMEX_END && !going; skip++, word++)
                for (size_t i = 0; i < sizeof ongoing / sizeof *ongoing; i++)
                    going = going || dul_timex_is_word(r, word, ongoing[i]);
        }
        if (!going)
            return 0;
    }
    says->says    = TIMEX_SAYS_DURATION;
    says->unit    = night ? TIMEX_NIGHTS : (timex_unit)V(unit);
    says->tenths  = V(nth) * 10;
    says->touches = -1;
    says->in_row  = true;
    says->key     = unit;
    return end;
}
