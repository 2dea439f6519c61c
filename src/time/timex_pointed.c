/* timex_pointed.c -- what a determiner points at: "last week", "this morning", "the next day", "the day before", "the year". */
#include "time/timex_dates.h"
#include "time/timex_matchers.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

uint32_t dul_timex_part_after(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t part = at;
    if (K(part) == TIMEX_PHASE && K(part + 1) == TIMEX_PART)
        part++;
    if (K(part) == TIMEX_PART && !dul_timex_is_plural(r, part)) {
        says->part = (timex_part)V(part);
        return part + 1;
    }
    return at;
}

/* "last week", "the past nine days", "this morning", "the next day", "last Tuesday", "next March", "that night", "recent years" */
uint32_t dul_timex_pointed(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t mod = at;
    bool     the = K(at) == TIMEX_THE;
    if (the)
        mod++;
    if (K(mod) == TIMEX_PHASE && !the && K(mod + 1) != TIMEX_OF)
        return 0;
    timex_class word = K(mod);
    uint32_t    next = mod + 1;
    says->key        = next;
    bool previous = word == TIMEX_PREVIOUS, following = word == TIMEX_FOLLOWING, same = word == TIMEX_SAME || word == TIMEX_THAT;
    switch (word) {
    case TIMEX_LAST:
    case TIMEX_PAST:
    case TIMEX_PREVIOUS: says->mod = TIMEX_MOD_LAST; break;
    case TIMEX_THIS:
        if ((K(next) == TIMEX_PAST || K(next) == TIMEX_COMING) &&
            (K(next + 1) == TIMEX_UNIT || K(next + 1) == TIMEX_WEEKDAY || K(next + 1) == TIMEX_MONTH || K(next + 1) == TIMEX_SEASON)) {
            says->mod = K(next) == TIMEX_PAST ? TIMEX_MOD_LAST : TIMEX_MOD_NEXT; /* "this past Friday" */
            word      = K(next);
            next++;
            break;
        }
        says->mod = TIMEX_MOD_THIS;
        break;
    case TIMEX_CURRENT:
    case TIMEX_SAME:
    case TIMEX_THAT: says->mod = TIMEX_MOD_THIS; break;
    case TIMEX_NEXT:
    case TIMEX_COMING:
    case TIMEX_FOLLOWING: says->mod = TIMEX_MOD_NEXT; break;
    case TIMEX_THESE:
        if (K(next) == TIMEX_UNIT && V(next) == TIMEX_DAYS && dul_timex_is_plural(r, next)) {
            says->says = TIMEX_SAYS_REF;
            says->ref  = TIMEX_PRESENT_REF;
            return next + 1;
        }
        return 0;
    case TIMEX_REF: /* recent days */
        if (dul_timex_is_word(r, mod, "recent") && K(next) == TIMEX_UNIT && dul_timex_is_plural(r, next)) {
            says->says = TIMEX_SAYS_REF;
            says->ref  = TIMEX_PAST_REF;
            says->unit = (timex_unit)V(next);
            says->key  = next;
            return next + 1;
        }
        return 0;
    default: return 0;
    }
    bool story = previous || following || same || (the && word == TIMEX_NEXT);

    /* "the last two weeks", "the next few days", "the past decade" */
    int32_t  tenths = 0;
    uint32_t unit   = dul_timex_count(r, next, &tenths);
    if (unit != 0) {
        while (K(unit) == TIMEX_QUALITY || K(unit) == TIMEX_ROW || K(unit) == TIMEX_ENTIRE)
            unit++;
        if (timex_is_mark(r, unit, '-') && timex_is_glued(r, unit))
            unit++;
        if (K(unit) != TIMEX_UNIT || word == TIMEX_SAME)
            return 0;
        if (word == TIMEX_THAT || word == TIMEX_THIS)
            return 0;
        says->says       = TIMEX_SAYS_DURATION;
        says->unit       = (timex_unit)V(unit);
        says->tenths     = tenths;
        says->touches    = says->mod == TIMEX_MOD_NEXT ? 1 : -1;
        says->from_story = previous || following;
        says->key        = unit;
        return unit + 1;
    }
    uint32_t fiscal = next;
    if (K(next) == TIMEX_FISCAL || K(next) == TIMEX_QUALITY)
        fiscal++;
    if (K(fiscal) == TIMEX_UNIT && !dul_timex_is_small_unit(V(fiscal))) {
        says->key  = fiscal;
        says->unit = (timex_unit)V(fiscal);
        if (dul_timex_is_plural(r, fiscal)) {
            if (word == TIMEX_THAT || word == TIMEX_SAME || word == TIMEX_THIS || word == TIMEX_NEXT || word == TIMEX_FOLLOWING)
                return 0;
            says->says = TIMEX_SAYS_REF;
            says->ref  = says->mod == TIMEX_MOD_LAST ? TIMEX_PAST_REF : says->mod == TIMEX_MOD_NEXT ? TIMEX_FUTURE_REF : TIMEX_PRESENT_REF;
            return fiscal + 1;
        }
        if (word == TIMEX_SAME && !the)
            return 0;
        if (word == TIMEX_LAST && V(fiscal) == TIMEX_DAYS) /* "the last day of the strike" */
            return 0;
        bool spans = word == TIMEX_PAST || (the && word == TIMEX_LAST && (K(at - 1) == TIMEX_IN || K(at - 1) == TIMEX_APPROX || K(at - 1) == TIMEX_PREP)) ||
                     (the && (word == TIMEX_NEXT || word == TIMEX_COMING) && V(fiscal) >= TIMEX_WEEKS && K(at - 1) == TIMEX_APPROX) ||
                     (the && (word == TIMEX_NEXT || word == TIMEX_COMING) && V(fiscal) >= TIMEX_WEEKS &&
                      (dul_timex_is_word(r, at - 1, "within") || dul_timex_is_word(r, at - 1, "during")));
        if (spans && V(fiscal) != TIMEX_WEEKENDS) { /* "in the past year" */
            says->says    = TIMEX_SAYS_DURATION;
            says->tenths  = 10;
            says->touches = says->mod == TIMEX_MOD_NEXT ? 1 : -1;
            return fiscal + 1;
        }
        says->says       = TIMEX_SAYS_UNIT;
        says->shift      = says->mod == TIMEX_MOD_LAST ? -1 : says->mod == TIMEX_MOD_NEXT ? 1 : 0;
        says->from_story = story;
        if (word == TIMEX_THAT && K(fiscal + 1) == TIMEX_OTHER && dul_timex_is_word(r, fiscal + 1, "that"))
            return 0;
        return dul_timex_part_after(r, fiscal + 1, says);
    }
    if (K(next) == TIMEX_PHASE && K(next + 1) == TIMEX_PART)
        next++;
    if (K(next) == TIMEX_PART && !dul_timex_is_plural(r, next)) {
        says->says       = TIMEX_SAYS_UNIT;
        says->unit       = TIMEX_DAYS;
        says->part       = (timex_part)V(next);
        says->shift      = says->mod == TIMEX_MOD_LAST ? -1 : says->mod == TIMEX_MOD_NEXT ? 1 : 0;
        says->from_story = story || word == TIMEX_NEXT;
        says->key        = next;
        return next + 1;
    }
    if (K(next) == TIMEX_WEEKDAY && !dul_timex_is_plural(r, next)) {
        timex_mod keep   = says->mod;
        uint32_t  end    = dul_timex_weekday(r, next, says);
        says->mod        = keep;
        says->from_story = previous || following || same;
        return end == 0 ? 0 : dul_timex_part_after(r, end, says);
    }
    if (K(next) == TIMEX_MONTH) {
        if ((r->item[next].flags & TIMEX_UNSURE) != 0 && (r->item[next].flags & TIMEX_CAPITAL) == 0)
            return 0;
        timex_mod keep = says->mod;
        uint32_t  end  = dul_timex_named_date(r, next, says);
        says->mod      = keep;
        return end;
    }
    if (K(next) == TIMEX_SEASON) {
        timex_mod keep = says->mod;
        uint32_t  end  = dul_timex_season(r, next, says);
        says->mod      = keep;
        return end;
    }
    if (K(next) == TIMEX_FEAST) {
        timex_mod keep = says->mod;
        uint32_t  end  = dul_timex_feast(r, next, says);
        says->mod      = keep;
        return end;
    }
    if (K(next) == TIMEX_TIME && word == TIMEX_THAT && dul_timex_is_word(r, next, "time") && K(at - 1) == TIMEX_PREP) { /* "by that time" */
        says->says       = TIMEX_SAYS_UNIT;
        says->unit       = TIMEX_DAYS;
        says->from_story = true;
        return next + 1;
    }
    return 0;
}

/* "the day before", "a year earlier" is dul_timex_duration's; "the night before", "the year previous", "the day after tomorrow" */
uint32_t dul_timex_neighbour(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_THE)
        return 0;
    bool part = K(at + 1) == TIMEX_PART;
    if ((K(at + 1) != TIMEX_UNIT && !part) || dul_timex_is_plural(r, at + 1) || (!part && dul_timex_is_small_unit(V(at + 1))))
        return 0;
    timex_class word = K(at + 2);
    uint32_t    end  = at + 3;
    says->says       = TIMEX_SAYS_UNIT;
    says->unit       = part ? TIMEX_DAYS : (timex_unit)V(at + 1);
    says->part       = part ? (timex_part)V(at + 1) : TIMEX_PART_NONE;
    says->from_story = true;
    says->key        = at + 1;
    if ((word == TIMEX_BEFORE || word == TIMEX_AFTER) && K(end) == TIMEX_DEICTIC && says->unit == TIMEX_DAYS && !part) {
        says->says       = TIMEX_SAYS_DEICTIC;
        says->shift      = V(end) + (word == TIMEX_AFTER ? 1 : -1);
        says->from_story = false;
        return end + 1;
    }
    timex_class after  = K(end);
    bool        closes = after == TIMEX_END || (after == TIMEX_PUNCT && V(end) != '"') || after == TIMEX_AND || after == TIMEX_IN || after == TIMEX_AT;
    if (word == TIMEX_PREVIOUS || (word == TIMEX_BEFORE && closes))
        says->shift = -1;
    else if (word == TIMEX_FOLLOWING || (word == TIMEX_AFTER && closes))
        says->shift = 1;
    else
        return 0;
    return end;
}

/* "the year" of "the end of the year", "for the day", "during the week", "the entire year" */
uint32_t dul_timex_the_unit(const timex_reader *r, uint32_t at, timex_meaning *says, bool inner)
{
    if (K(at) != TIMEX_THE)
        return 0;
    uint32_t unit = at + 1;
    if (K(unit) == TIMEX_ENTIRE)
        unit++;
    if (K(unit) != TIMEX_UNIT || dul_timex_is_plural(r, unit) || dul_timex_is_small_unit(V(unit)))
        return 0;
    timex_class after = K(unit + 1);
    if (V(unit) == TIMEX_WEEKENDS) { /* the weekend */
        says->says = TIMEX_SAYS_UNIT;
        says->unit = TIMEX_WEEKENDS;
        says->key  = unit;
        return unit + 1;
    }
    bool led = K(at - 1) == TIMEX_FOR || K(at - 1) == TIMEX_PREP || inner || unit > at + 1 || (K(at - 1) == TIMEX_EDGE && V(at) == TIMEX_FINISH) ||
               dul_timex_is_word(r, at - 1, "end") || dul_timex_is_word(r, at - 1, "ended") || dul_timex_is_word(r, at - 1, "ending") ||
               dul_timex_is_word(r, at - 1, "started") || dul_timex_is_word(r, at - 1, "finished") || dul_timex_is_word(r, at - 1, "closed");
    if (!led || V(unit) == TIMEX_DECADES || V(unit) == TIMEX_CENTURIES || (V(unit) == TIMEX_QUARTERS && !inner))
        return 0;
    if (!inner && (after == TIMEX_OF || after == TIMEX_OTHER) && V(unit) == TIMEX_DAYS &&
        (dul_timex_is_word(r, unit + 1, "when") || dul_timex_is_word(r, unit + 1, "that") || after == TIMEX_OF))
        return 0;
    says->says       = TIMEX_SAYS_UNIT;
    says->unit       = (timex_unit)V(unit);
    says->from_story = V(unit) == TIMEX_DAYS;
    says->key        = unit;
    return unit + 1;
}
