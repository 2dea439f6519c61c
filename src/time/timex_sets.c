/* timex_sets.c -- what recurs: "every Friday", "daily", "twice a week", "$12 an hour". */
#include "time/timex_dates.h"
#include "time/timex_matchers.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

uint32_t dul_timex_set(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    says->says   = TIMEX_SAYS_SET;
    says->key    = at;
    says->tenths = 10;
    if (K(at) == TIMEX_OFTEN) {
        const timex_item *next    = &r->item[at + 1];
        bool              capital = (r->item[at].flags & TIMEX_CAPITAL) != 0;
        if (capital && ((next->kind != TIMEX_END && (next->flags & TIMEX_CAPITAL) != 0) || (r->item[at - 1].flags & TIMEX_CAPITAL) != 0))
            return 0; /* the Daily Telegraph */
        says->unit = (timex_unit)V(at);
        return at + 1;
    }
    if (K(at) == TIMEX_EVERY || K(at) == TIMEX_PER) {
        uint32_t next = at + 1;
        int32_t  tenths;
        uint32_t unit = dul_timex_count(r, next, &tenths);
        if (unit != 0 && K(unit) == TIMEX_UNIT && K(at) == TIMEX_EVERY) {
            says->tenths = tenths;
            says->unit   = (timex_unit)V(unit);
            says->key    = unit;
            return unit + 1;
        }
        if (K(next) == TIMEX_ORDINAL && V(next) == 2 && K(next + 1) == TIMEX_UNIT) { /* every second year */
            says->tenths = 20;
            says->unit   = (timex_unit)V(next + 1);
            return next + 2;
        }
        says->key = next;
        if (K(next) == TIMEX_WEEKDAY && !dul_timex_is_plural(r, next)) {
            says->weekday = V(next);
            return dul_timex_part_after(r, next + 1, says);
        }
        if (K(next) == TIMEX_MONTH) {
            says->month = V(next);
            says->day   = dul_timex_day_number(r, next + 1);
            return says->day != 0 ? next + 2 : next + 1;
        }
        if (K(next) == TIMEX_UNIT && !dul_timex_is_plural(r, next)) {
            says->unit = (timex_unit)V(next);
            return next + 1;
        }
        if (K(next) == TIMEX_PART && !dul_timex_is_plural(r, next)) {
            says->unit = TIMEX_DAYS;
            says->part = (timex_part)V(next);
            return next + 1;
        }
        if (K(next) == TIMEX_SEASON) {
            says->season = V(next) + 1;
            return next + 1;
        }
        return 0;
    }
    if (K(at) == TIMEX_A && K(at + 1) == TIMEX_UNIT && !dul_timex_is_plural(r, at + 1)) { /* "$12 an hour", "3 million a year" */
        static const char *const before[] = {"million", "billion", "trillion", "percent", "cents", "dollars", "euros", "pounds", "people", "barrels"};
        bool                     rate     = K(at - 1) == TIMEX_NUM && !dul_timex_is_year(r, at - 1);
        for (size_t i = 0; i < sizeof before / sizeof *before; i++)
            rate = rate || dul_timex_is_word(r, at - 1, before[i]);
        uint32_t beyond;
        bool     from_story;
        if (!rate || dul_timex_direction(r, at + 2, &beyond, &from_story) != 0)
            return 0;
        says->unit = (timex_unit)V(at + 1);
        says->key  = at + 1;
        return at + 2;
    }
    if (K(at) == TIMEX_TIMES && (K(at + 1) == TIMEX_A || K(at + 1) == TIMEX_PER || K(at + 1) == TIMEX_EVERY) && K(at + 2) == TIMEX_UNIT &&
        !dul_timex_is_plural(r, at + 2)) { /* twice a week */
        says->unit = (timex_unit)V(at + 2);
        says->key  = at + 2;
        return at + 3;
    }
    return 0;
}
