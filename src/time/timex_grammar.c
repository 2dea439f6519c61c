/*
 * timex_grammar.c -- how words combine into time expressions: counts and units, "last" and "next", parts of the day, sets, references.
 *
 * A hand-written matcher, longest match first at each item. Extents follow TimeML 1.2.1: determiners and hedges ("the next six months", "nearly two years")
 * belong to the expression, prepositions do not.
 */
#include "time/timex_grammar.h"

#include "time/timex_dates.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

static bool grammar_is(const timex_reader *r, uint32_t at, const char *word)
{
    return K(at) != TIMEX_END && dul_str_is(r->text->token[r->item[at].token].lower, word);
}

static bool grammar_plural(const timex_reader *r, uint32_t at)
{
    return (r->item[at].flags & TIMEX_PLURAL) != 0;
}

static timex_meaning grammar_nothing(uint32_t at)
{
    return (timex_meaning){.year = TIMEX_YEAR_OPEN, .hour = -1, .minute = -1, .key = at, .last_year = TIMEX_YEAR_OPEN};
}

/* ---- counts ------------------------------------------------------------------------------------------------------------------------ */

/* "two", "24", "1.5", "two hundred and fifty", "several", "a few", "half a dozen", "two or three" (open). Tenths; 0 is open. */
static uint32_t grammar_count_one(const timex_reader *r, uint32_t at, int32_t *tenths)
{
    const timex_item *item = &r->item[at];
    uint32_t          end  = at + 1;
    switch (item->kind) {
    case TIMEX_NUM:
        if ((item->flags & TIMEX_PLURAL) != 0 || item->value > 99999)
            return 0;
        if (timex_is_glued(r, at) && K(at - 1) == TIMEX_PUNCT && (V(at - 1) == '$' || V(at - 1) == '.' || V(at - 1) == ':' || V(at - 1) == '/'))
            return 0;
        *tenths = item->value * 10;
        if (timex_is_mark(r, end, '.') && timex_is_glued(r, end) && K(end + 1) == TIMEX_NUM && timex_is_glued(r, end + 1)) {
            if (r->item[end + 1].digits == 1)
                *tenths += V(end + 1);
            end += 2;
        }
        break;
    case TIMEX_COUNT: {
        int32_t value = item->value;
        if (value >= 20 && value < 100) {
            uint32_t ones = timex_is_mark(r, end, '-') ? end + 1 : end;
            if (K(ones) == TIMEX_COUNT && V(ones) < 10) {
                value += V(ones);
                end = ones + 1;
            }
        }
        while (K(end) == TIMEX_COUNT && V(end) >= 100 && value < 1000) {
            value *= V(end++);
            uint32_t rest = K(end) == TIMEX_AND ? end + 1 : end;
            if (K(rest) == TIMEX_COUNT && V(rest) < 100) {
                value += V(rest);
                end = rest + 1;
                if (V(rest) >= 20 && timex_is_mark(r, end, '-') && K(end + 1) == TIMEX_COUNT && V(end + 1) < 10) {
                    value += V(end + 1);
                    end += 2;
                }
            }
        }
        *tenths = value * 10;
        break;
    }
    case TIMEX_FEW: *tenths = 0; break;
    case TIMEX_COUPLE: /* "the next couple of days" */
        *tenths = 0;
        if (K(end) == TIMEX_OF)
            end++;
        return K(end) == TIMEX_UNIT ? end : 0;
    case TIMEX_HALF:
        if (K(end) == TIMEX_A && K(end + 1) == TIMEX_COUNT) { /* half a dozen */
            *tenths = V(end + 1) * 5;
            return end + 2;
        }
        while (K(end) == TIMEX_A || timex_is_mark(r, end, '-'))
            end++;
        if (end > at + 4 || K(end) != TIMEX_UNIT)
            return 0;
        *tenths = 5;
        return end;
    default: return 0;
    }
    if (K(end) == TIMEX_AND && K(end + 1) == TIMEX_A && K(end + 2) == TIMEX_HALF && K(end + 3) == TIMEX_UNIT) { /* two and a half years */
        *tenths += 5;
        end += 3;
    }
    return end;
}

static uint32_t grammar_count(const timex_reader *r, uint32_t at, int32_t *tenths)
{
    if (K(at) == TIMEX_A) {
        if (K(at + 1) == TIMEX_COUPLE || K(at + 1) == TIMEX_NUMBER) {
            *tenths = 0;
            return K(at + 2) == TIMEX_OF ? at + 3 : at + 2;
        }
        if (K(at + 1) == TIMEX_FEW || (K(at + 1) == TIMEX_COUNT && V(at + 1) >= 12))
            return grammar_count_one(r, at + 1, tenths);
        return 0;
    }
    if (K(at) == TIMEX_COUNT && V(at) == 12 && grammar_plural(r, at))
        return 0;
    uint32_t end = grammar_count_one(r, at, tenths);
    if (end == 0)
        return 0;
    bool joins = K(end) == TIMEX_OR || (K(end) == TIMEX_TO && !grammar_is(r, end, "through")) || timex_is_mark(r, end, '-');
    if (joins && *tenths != 0) { /* "two to three weeks": a range is open */
        int32_t  other;
        uint32_t further = grammar_count_one(r, end + 1, &other);
        if (further != 0 && other > *tenths && other != 0 && (K(further) == TIMEX_UNIT || (timex_is_mark(r, further, '-') && K(further + 1) == TIMEX_UNIT))) {
            *tenths = 0;
            return further;
        }
    }
    return end;
}

/* "more than", "at least", "nearly", "up to", "no more than": the item past the hedge, or at. */
static uint32_t grammar_hedge(const timex_reader *r, uint32_t at)
{
    if (K(at) == TIMEX_APPROX)
        return at + 1;
    if (K(at) == TIMEX_MORE && K(at + 1) == TIMEX_THAN)
        return at + 2;
    if (K(at) == TIMEX_AT && K(at + 1) == TIMEX_LEAST)
        return at + 2;
    if (K(at) == TIMEX_UP && K(at + 1) == TIMEX_TO)
        return at + 2;
    return at;
}

/* ---- durations and what is counted with them ----------------------------------------------------------------------------------------- */

/* "ago", "later", "earlier", "from now", and "before", "after" at the end of a clause: +1, -1, or 0. */
static int32_t grammar_direction(const timex_reader *r, uint32_t at, uint32_t *end, bool *from_story)
{
    *end        = at + 1;
    *from_story = true;
    switch (K(at)) {
    case TIMEX_AGO: *from_story = false; return -1;
    case TIMEX_LATER: return 1;
    case TIMEX_EARLIER: return -1;
    case TIMEX_BEFORE:
    case TIMEX_AFTER: {
        timex_class next   = K(at + 1);
        bool        closes = next == TIMEX_END || (next == TIMEX_PUNCT && V(at + 1) != '\'' && V(at + 1) != '"') || next == TIMEX_AND;
        return !closes ? 0 : K(at) == TIMEX_AFTER ? 1 : -1;
    }
    case TIMEX_PREVIOUS: return grammar_is(r, at, "prior") && K(at + 1) != TIMEX_TO && K(at + 1) != TIMEX_OTHER ? -1 : 0;
    case TIMEX_FROM:
        if (K(at + 1) == TIMEX_REF && V(at + 1) == TIMEX_PRESENT_REF) {
            *end        = at + 2;
            *from_story = false;
            return 1;
        }
        return 0;
    default: return 0;
    }
}

static bool grammar_small_unit(int32_t unit)
{
    return unit == TIMEX_SECONDS || unit == TIMEX_MINUTES || unit == TIMEX_HOURS;
}

/* What follows a count and its unit: "ago", "-old", "and 30 minutes". at is the item past the unit. */
static uint32_t grammar_after_unit(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t end = at;
    if (K(end) == TIMEX_AND && K(end + 1) == TIMEX_A && K(end + 2) == TIMEX_HALF && K(end + 3) != TIMEX_UNIT && says->tenths != 0) {
        says->tenths += 5; /* a year and a half */
        end += 3;
    } else if ((K(end) == TIMEX_AND || timex_is_mark(r, end, ',')) && says->tenths != 0) {
        int32_t  more;
        uint32_t at_more = K(end) == TIMEX_AND ? end + 1 : end + 1;
        uint32_t unit    = grammar_count_one(r, at_more, &more);
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
    int32_t  sign    = grammar_direction(r, sign_at, &beyond, &from_story);
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

static uint32_t grammar_duration(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) == TIMEX_LONG || (K(at) == TIMEX_UNIT && timex_is_mark(r, at + 1, '-') && timex_is_glued(r, at + 1) && !grammar_small_unit(V(at)))) {
        bool ago     = K(at + 2) == TIMEX_AGO || K(at + 2) == TIMEX_EARLIER;
        says->says   = K(at) == TIMEX_UNIT && ago ? TIMEX_SAYS_SHIFT : TIMEX_SAYS_DURATION; /* "a day-long strike", "the year-ago quarter" */
        says->unit   = (timex_unit)V(at);
        says->tenths = grammar_plural(r, at) ? 0 : 10;
        says->key    = at;
        if (K(at) == TIMEX_LONG)
            return at + 1;
        says->shift = -1;
        return ago || grammar_is(r, at + 2, "long") ? at + 3 : 0;
    }
    if (K(at) == TIMEX_ALL) { /* "all week" */
        if (K(at + 1) != TIMEX_UNIT || grammar_plural(r, at + 1) || grammar_small_unit(V(at + 1)))
            return 0;
        says->says    = TIMEX_SAYS_DURATION;
        says->unit    = (timex_unit)V(at + 1);
        says->tenths  = 10;
        says->touches = -1;
        says->key     = at + 1;
        return at + 2;
    }
    uint32_t number = grammar_hedge(r, at);
    uint32_t end    = 0;
    says->says      = TIMEX_SAYS_DURATION;
    says->key       = at;
    /* "a week", "an entire year", "half a day" */
    if (K(number) == TIMEX_A) {
        uint32_t unit = number + 1;
        if (K(unit) == TIMEX_ENTIRE || K(unit) == TIMEX_QUALITY || (K(unit) == TIMEX_MORE && false))
            unit++;
        if (K(unit) == TIMEX_UNIT && !grammar_plural(r, unit)) {
            says->unit   = (timex_unit)V(unit);
            says->tenths = 10;
            says->key    = unit;
            if (timex_is_mark(r, unit + 1, '-') && timex_is_glued(r, unit + 1))
                return 0; /* "a year-end review" */
            end = grammar_after_unit(r, unit + 1, says);
            if (says->says == TIMEX_SAYS_DURATION && (says->unit == TIMEX_QUARTERS || says->unit == TIMEX_WEEKENDS))
                return 0; /* a quarter of the people */
            return end;
        }
        if (K(number + 1) == TIMEX_NUM && K(number + 2) == TIMEX_UNIT && !grammar_plural(r, number + 2)) { /* "a 20 year low" */
            says->unit   = (timex_unit)V(number + 2);
            says->tenths = V(number + 1) * 10;
            says->key    = number + 2;
            return r->item[number + 1].value <= 1000 ? number + 3 : 0;
        }
    }
    end = grammar_count(r, number, &says->tenths);
    if (end == 0)
        return 0;
    if (K(end) == TIMEX_AND && grammar_is(r, number - 1, "between")) { /* between 60 and 90 days: the unit comes with the second */
        int32_t  other;
        uint32_t unit = grammar_count_one(r, end + 1, &other);
        if (unit != 0 && K(unit) == TIMEX_UNIT && other > says->tenths) {
            says->unit = (timex_unit)V(unit);
            return end;
        }
    }
    bool hyphen = timex_is_mark(r, end, '-') && (timex_is_glued(r, end) || (K(end + 1) == TIMEX_UNIT && !grammar_plural(r, end + 1)));
    if (hyphen)
        end++;
    if (hyphen && K(end) == TIMEX_QUALITY && grammar_is(r, end, "plus")) { /* 90-plus minutes */
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
    if (!hyphen && !grammar_plural(r, end) && says->tenths > 10 && !timex_is_mark(r, end + 1, '-') && K(end + 1) != TIMEX_OLD)
        if (V(end) == TIMEX_QUARTERS)
            return 0;
    end = grammar_after_unit(r, end + 1, says);
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
static bool grammar_takes_time(const timex_reader *r, uint32_t at)
{
    static const char *const verbs[] = {"spent",  "spend", "spends", "spending", "took",    "take",   "takes",
                                        "taking", "taken", "lasted", "lasts",    "lasting", "waited", "waiting"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (grammar_is(r, at, verbs[i]))
            return true;
    return false;
}

/* "hours later", "days after", "for decades": a plural unit without a count. */
static uint32_t grammar_bare_units(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t unit = at;
    if (K(at) == TIMEX_THE && K(at - 1) == TIMEX_APPROX && grammar_is(r, at - 1, "over")) /* over the years */
        unit++;
    if (K(unit) != TIMEX_UNIT || !grammar_plural(r, unit) || V(unit) == TIMEX_QUARTERS)
        return 0;
    says->says   = TIMEX_SAYS_DURATION;
    says->unit   = (timex_unit)V(unit);
    says->tenths = 0;
    says->key    = unit;
    uint32_t end = grammar_after_unit(r, unit + 1, says);
    if (says->says != TIMEX_SAYS_DURATION)
        return end;
    timex_class before = K(at - 1);
    timex_class after  = K(end);
    bool        led    = before == TIMEX_FOR || before == TIMEX_IN || unit > at || grammar_takes_time(r, at - 1) || V(unit) == TIMEX_DECADES ||
               V(unit) == TIMEX_CENTURIES || after == TIMEX_OF || after == TIMEX_AFTER || after == TIMEX_BEFORE || before == TIMEX_AFTER;
    if (before == TIMEX_IN && after == TIMEX_OF)
        led = false;
    return led && before != TIMEX_THE ? end : 0;
}

/* "for the fourth day in a row", "a second consecutive week", "the third straight day", "the third day of protests" */
static uint32_t grammar_nth_in_row(const timex_reader *r, uint32_t at, timex_meaning *says)
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
    if ((K(unit) != TIMEX_UNIT && !night) || grammar_plural(r, unit) || (!night && V(unit) == TIMEX_QUARTERS && !straight))
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
                    going = going || grammar_is(r, word, ongoing[i]);
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

/* ---- last, this, next ------------------------------------------------------------------------------------------------------------------ */

static uint32_t grammar_part_after(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t part = at;
    if (K(part) == TIMEX_PHASE && K(part + 1) == TIMEX_PART)
        part++;
    if (K(part) == TIMEX_PART && !grammar_plural(r, part)) {
        says->part = (timex_part)V(part);
        return part + 1;
    }
    return at;
}

/* "last week", "the past nine days", "this morning", "the next day", "last Tuesday", "next March", "that night", "recent years" */
static uint32_t grammar_pointed(const timex_reader *r, uint32_t at, timex_meaning *says)
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
        if (K(next) == TIMEX_UNIT && V(next) == TIMEX_DAYS && grammar_plural(r, next)) {
            says->says = TIMEX_SAYS_REF;
            says->ref  = TIMEX_PRESENT_REF;
            return next + 1;
        }
        return 0;
    case TIMEX_REF: /* recent days */
        if (grammar_is(r, mod, "recent") && K(next) == TIMEX_UNIT && grammar_plural(r, next)) {
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
    uint32_t unit   = grammar_count(r, next, &tenths);
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
    if (K(fiscal) == TIMEX_UNIT && !grammar_small_unit(V(fiscal))) {
        says->key  = fiscal;
        says->unit = (timex_unit)V(fiscal);
        if (grammar_plural(r, fiscal)) {
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
                      (grammar_is(r, at - 1, "within") || grammar_is(r, at - 1, "during")));
        if (spans && V(fiscal) != TIMEX_WEEKENDS) { /* "in the past year" */
            says->says    = TIMEX_SAYS_DURATION;
            says->tenths  = 10;
            says->touches = says->mod == TIMEX_MOD_NEXT ? 1 : -1;
            return fiscal + 1;
        }
        says->says       = TIMEX_SAYS_UNIT;
        says->shift      = says->mod == TIMEX_MOD_LAST ? -1 : says->mod == TIMEX_MOD_NEXT ? 1 : 0;
        says->from_story = story;
        if (word == TIMEX_THAT && K(fiscal + 1) == TIMEX_OTHER && grammar_is(r, fiscal + 1, "that"))
            return 0;
        return grammar_part_after(r, fiscal + 1, says);
    }
    if (K(next) == TIMEX_PHASE && K(next + 1) == TIMEX_PART)
        next++;
    if (K(next) == TIMEX_PART && !grammar_plural(r, next)) {
        says->says       = TIMEX_SAYS_UNIT;
        says->unit       = TIMEX_DAYS;
        says->part       = (timex_part)V(next);
        says->shift      = says->mod == TIMEX_MOD_LAST ? -1 : says->mod == TIMEX_MOD_NEXT ? 1 : 0;
        says->from_story = story || word == TIMEX_NEXT;
        says->key        = next;
        return next + 1;
    }
    if (K(next) == TIMEX_WEEKDAY && !grammar_plural(r, next)) {
        timex_mod keep   = says->mod;
        uint32_t  end    = dul_timex_weekday(r, next, says);
        says->mod        = keep;
        says->from_story = previous || following || same;
        return end == 0 ? 0 : grammar_part_after(r, end, says);
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
    if (K(next) == TIMEX_TIME && word == TIMEX_THAT && grammar_is(r, next, "time") && K(at - 1) == TIMEX_PREP) { /* "by that time" */
        says->says       = TIMEX_SAYS_UNIT;
        says->unit       = TIMEX_DAYS;
        says->from_story = true;
        return next + 1;
    }
    return 0;
}

/* "the day before", "a year earlier" is grammar_duration's; "the night before", "the year previous", "the day after tomorrow" */
static uint32_t grammar_neighbour(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_THE)
        return 0;
    bool part = K(at + 1) == TIMEX_PART;
    if ((K(at + 1) != TIMEX_UNIT && !part) || grammar_plural(r, at + 1) || (!part && grammar_small_unit(V(at + 1))))
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
static uint32_t grammar_the_unit(const timex_reader *r, uint32_t at, timex_meaning *says, bool inner)
{
    if (K(at) != TIMEX_THE)
        return 0;
    uint32_t unit = at + 1;
    if (K(unit) == TIMEX_ENTIRE)
        unit++;
    if (K(unit) != TIMEX_UNIT || grammar_plural(r, unit) || grammar_small_unit(V(unit)))
        return 0;
    timex_class after = K(unit + 1);
    if (V(unit) == TIMEX_WEEKENDS) { /* the weekend */
        says->says = TIMEX_SAYS_UNIT;
        says->unit = TIMEX_WEEKENDS;
        says->key  = unit;
        return unit + 1;
    }
    bool led = K(at - 1) == TIMEX_FOR || K(at - 1) == TIMEX_PREP || inner || unit > at + 1 || (K(at - 1) == TIMEX_EDGE && V(at) == TIMEX_FINISH) ||
               grammar_is(r, at - 1, "end") || grammar_is(r, at - 1, "ended") || grammar_is(r, at - 1, "ending") || grammar_is(r, at - 1, "started") ||
               grammar_is(r, at - 1, "finished") || grammar_is(r, at - 1, "closed");
    if (!led || V(unit) == TIMEX_DECADES || V(unit) == TIMEX_CENTURIES || (V(unit) == TIMEX_QUARTERS && !inner))
        return 0;
    if (!inner && (after == TIMEX_OF || after == TIMEX_OTHER) && V(unit) == TIMEX_DAYS &&
        (grammar_is(r, unit + 1, "when") || grammar_is(r, unit + 1, "that") || after == TIMEX_OF))
        return 0;
    says->says       = TIMEX_SAYS_UNIT;
    says->unit       = (timex_unit)V(unit);
    says->from_story = V(unit) == TIMEX_DAYS;
    says->key        = unit;
    return unit + 1;
}

/* ---- quarters, halves, centuries, weeks of months ---------------------------------------------------------------------------------------- */

/* What a week, a half or a day can be part of: a month, a year, a season. Never again a part, so that nothing recurses. */
static uint32_t grammar_whole(const timex_reader *r, uint32_t at, timex_meaning *says);

/* "the third quarter of this year", "third-quarter", "Q3 2021", "the first half of 2009", "the 19th century", "the last week of March", "the first three months of 2009" */
static uint32_t grammar_nth(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) == TIMEX_QNUM || K(at) == TIMEX_HNUM) {
        says->says   = K(at) == TIMEX_QNUM ? TIMEX_SAYS_QUARTER : TIMEX_SAYS_HALF;
        says->nth    = V(at);
        says->key    = at;
        uint32_t end = dul_timex_of_year(r, at + 1, says);
        return end > at + 1 || K(at) == TIMEX_QNUM ? end : 0;
    }
    uint32_t nth   = K(at) == TIMEX_THE ? at + 1 : at;
    uint32_t phase = nth;
    if (K(phase) == TIMEX_PHASE &&
        (K(phase + 1) == TIMEX_ORDINAL || (timex_is_mark(r, phase + 1, '-') && K(phase + 2) == TIMEX_ORDINAL))) { /* the late 19th century */
        nth         = K(phase + 1) == TIMEX_ORDINAL ? phase + 1 : phase + 2;
        says->phase = (timex_phase)V(phase);
    }
    bool last = K(nth) == TIMEX_LAST;
    if (K(nth) != TIMEX_ORDINAL && !last)
        return 0;
    int32_t  number = last ? -1 : V(nth);
    uint32_t next   = nth + 1;
    if (timex_is_mark(r, next, '-') && timex_is_glued(r, next))
        next++;
    if (K(next) == TIMEX_FISCAL)
        next++;
    says->nth = number;
    says->key = next;
    if (K(next) == TIMEX_HALF && K(next + 1) == TIMEX_OF && (number == 1 || number == 2)) {
        uint32_t end = dul_timex_of_year(r, next + 1, says);
        if (end > next + 1) {
            says->says = TIMEX_SAYS_HALF;
            return end;
        }
        end = grammar_whole(r, next + 2, says); /* the second half of January */
        if (end == 0 || says->says == TIMEX_SAYS_DURATION)
            return 0;
        says->phase = number == 1 ? TIMEX_EARLY : TIMEX_LATE;
        return end;
    }
    int32_t  tenths;
    uint32_t unit = grammar_count(r, next, &tenths);
    if (unit != 0 && K(unit) == TIMEX_UNIT && tenths > 0 && (number == 1 || number == -1) &&
        K(unit + 1) == TIMEX_OF) { /* "the first three months of the year" */
        uint32_t end = dul_timex_of_year(r, unit + 1, says);
        if (end == unit + 1)
            return 0;
        says->says   = TIMEX_SAYS_DURATION;
        says->unit   = (timex_unit)V(unit);
        says->tenths = tenths;
        says->nth    = number;
        says->key    = unit;
        return end;
    }
    if (K(next) != TIMEX_UNIT || grammar_plural(r, next))
        return 0;
    uint32_t end = next + 1;
    switch (V(next)) {
    case TIMEX_QUARTERS:
        if (number != -1 && (number < 1 || number > 4))
            return 0;
        says->says = TIMEX_SAYS_QUARTER;
        if (last && K(end) != TIMEX_OF)
            return 0;
        return dul_timex_of_year(r, end, says);
    case TIMEX_CENTURIES:
        if (number < 1 || number > 30 || last)
            return 0;
        says->says = TIMEX_SAYS_CENTURY;
        return end;
    case TIMEX_DAYS:
    case TIMEX_WEEKS:
    case TIMEX_WEEKENDS:
    case TIMEX_MONTHS: {
        if (K(end) != TIMEX_OF && K(end) != TIMEX_IN)
            return 0;
        timex_meaning inner = grammar_nothing(end + 1);
        uint32_t      after = grammar_whole(r, end + 1, &inner);
        if (after == 0)
            return 0;
        bool month   = inner.says == TIMEX_SAYS_DATE && inner.month != 0 && inner.day == 0;
        bool year    = inner.says == TIMEX_SAYS_DATE && inner.month == 0 && inner.year != TIMEX_YEAR_OPEN;
        bool unit_of = inner.says == TIMEX_SAYS_UNIT && (inner.unit == TIMEX_MONTHS || inner.unit == TIMEX_YEARS);
        if (!month && !year && !unit_of)
            return 0;
        inner.nth        = number;
        inner.key        = next;
        timex_unit outer = (timex_unit)V(next);
        if (unit_of && inner.unit == TIMEX_YEARS) {
            inner.has_year_shift = !inner.from_story;
            inner.year_shift     = inner.shift;
        } else if (unit_of) {
            inner.has_shift = true;
        }
        inner.says = TIMEX_SAYS_NTH;
        inner.unit = outer;
        *says      = inner;
        return after;
    }
    default: return 0;
    }
}

/* ---- one expression that lies on the calendar -------------------------------------------------------------------------------------------- */

static uint32_t grammar_best(const timex_reader *r, uint32_t at, timex_meaning *says, uint32_t (*matcher)(const timex_reader *, uint32_t, timex_meaning *),
                             uint32_t best)
{
    timex_meaning tried = grammar_nothing(at);
    uint32_t      end   = matcher(r, at, &tried);
    if (end <= best)
        return best;
    *says = tried;
    return end;
}

static uint32_t grammar_inner_unit(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    return grammar_the_unit(r, at, says, true);
}

static uint32_t grammar_deictic(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_DEICTIC)
        return 0;
    says->says  = TIMEX_SAYS_DEICTIC;
    says->shift = V(at);
    if (grammar_is(r, at, "tonight"))
        says->part = TIMEX_NIGHT;
    return grammar_part_after(r, at + 1, says);
}

static uint32_t grammar_weekday(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_WEEKDAY)
        return 0;
    uint32_t end = dul_timex_weekday(r, at, says);
    return end == 0 || says->says == TIMEX_SAYS_SET ? end : grammar_part_after(r, end, says);
}

static uint32_t grammar_fiscal(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t next = K(at) == TIMEX_THE ? at + 1 : at;
    if (K(next) != TIMEX_FISCAL)
        return 0;
    next++;
    if (K(next) == TIMEX_UNIT && V(next) == TIMEX_YEARS)
        next++;
    int32_t year;
    if (dul_timex_is_year(r, next))
        year = V(next);
    else if (K(next) == TIMEX_NUM && r->item[next].digits == 2 && timex_is_glued(r, next))
        year = 2000 + V(next);
    else
        return 0;
    says->says = TIMEX_SAYS_FISCAL;
    says->year = year;
    says->key  = next;
    return next + 1;
}

static uint32_t grammar_whole(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t best = 0;
    best          = grammar_best(r, at, says, dul_timex_named_date, best);
    best          = grammar_best(r, at, says, dul_timex_year, best);
    best          = grammar_best(r, at, says, dul_timex_season, best);
    best          = grammar_best(r, at, says, grammar_pointed, best);
    return grammar_best(r, at, says, grammar_inner_unit, best);
}

static uint32_t grammar_core(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t best = 0;
    switch (K(at)) {
    case TIMEX_NUM:
        best = grammar_best(r, at, says, dul_timex_numeric_date, best);
        best = grammar_best(r, at, says, dul_timex_named_date, best);
        best = grammar_best(r, at, says, dul_timex_year, best);
        break;
    case TIMEX_PUNCT: best = grammar_best(r, at, says, dul_timex_year, best); break;
    case TIMEX_MONTH:
        best = grammar_best(r, at, says, dul_timex_named_date, best);
        best = grammar_best(r, at, says, dul_timex_feast, best);
        break;
    case TIMEX_ORDINAL:
        best = grammar_best(r, at, says, dul_timex_named_date, best);
        best = grammar_best(r, at, says, grammar_nth, best);
        break;
    case TIMEX_WEEKDAY: best = grammar_best(r, at, says, grammar_weekday, best); break;
    case TIMEX_SEASON: best = grammar_best(r, at, says, dul_timex_season, best); break;
    case TIMEX_DEICTIC: best = grammar_best(r, at, says, grammar_deictic, best); break;
    case TIMEX_QNUM:
    case TIMEX_HNUM: best = grammar_best(r, at, says, grammar_nth, best); break;
    case TIMEX_FEAST:
    case TIMEX_NEW:
    case TIMEX_OTHER: best = grammar_best(r, at, says, dul_timex_feast, best); break;
    case TIMEX_DECADE: break;
    case TIMEX_UNIT: best = grammar_best(r, at, says, dul_timex_year, best); break;
    case TIMEX_FISCAL: best = grammar_best(r, at, says, grammar_fiscal, best); break;
    case TIMEX_THE:
        best = grammar_best(r, at, says, dul_timex_named_date, best);
        best = grammar_best(r, at, says, dul_timex_season, best);
        best = grammar_best(r, at, says, grammar_nth, best);
        best = grammar_best(r, at, says, grammar_neighbour, best);
        best = grammar_best(r, at, says, grammar_inner_unit, best);
        best = grammar_best(r, at, says, grammar_fiscal, best);
        if (K(at + 1) == TIMEX_UNIT && V(at + 1) == TIMEX_YEARS && K(at + 2) == TIMEX_NUM)
            best = grammar_best(r, at, says, dul_timex_year, best);
        if (K(at + 1) == TIMEX_PHASE || K(at + 1) == TIMEX_NUM || K(at + 1) == TIMEX_PUNCT || K(at + 1) == TIMEX_DECADE) {
            timex_meaning decade = grammar_nothing(at);
            uint32_t      end    = dul_timex_year(r, at, &decade);
            if (end > best && decade.says == TIMEX_SAYS_DECADE) {
                *says = decade;
                best  = end;
            }
        }
        best = grammar_best(r, at, says, grammar_pointed, best);
        break;
    case TIMEX_LAST:
        best = grammar_best(r, at, says, grammar_nth, best);
        best = grammar_best(r, at, says, grammar_pointed, best);
        break;
    case TIMEX_PAST:
    case TIMEX_PREVIOUS:
    case TIMEX_NEXT:
    case TIMEX_COMING:
    case TIMEX_FOLLOWING:
    case TIMEX_THIS:
    case TIMEX_THESE:
    case TIMEX_THAT:
    case TIMEX_SAME:
    case TIMEX_CURRENT:
    case TIMEX_REF: best = grammar_best(r, at, says, grammar_pointed, best); break;
    default: break;
    }
    return best;
}

/* ---- phases: early, late, the end of ---------------------------------------------------------------------------------------------------- */

static bool grammar_is_phased(const timex_meaning *says)
{
    return says->says != TIMEX_SAYS_DURATION && says->says != TIMEX_SAYS_SET && says->says != TIMEX_SAYS_REF && says->says != TIMEX_SAYS_NOTHING;
}

/* The last day of a bare, uncertain unit: "the end of the world" is none. */
static uint32_t grammar_phased(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t next = at;
    if (K(at) == TIMEX_VERY && (K(at + 1) == TIMEX_EARLIER || K(at + 1) == TIMEX_LATER))
        next++;
    timex_phase phase = TIMEX_WHOLE;
    if (K(next) == TIMEX_PHASE) {
        phase = (timex_phase)V(next);
        next++;
        if (timex_is_mark(r, next, '-'))
            next++;
        if (K(next) == TIMEX_MONTH || dul_timex_is_year(r, next)) { /* "in mid-January", "late 2006": the phase leads */
            timex_meaning tried = grammar_nothing(next);
            uint32_t      end   = grammar_core(r, next, &tried);
            if (end != 0 && tried.says == TIMEX_SAYS_DATE) {
                *says       = tried;
                says->phase = phase;
                return end;
            }
            return 0;
        }
        if (K(next) == TIMEX_THE || K(next) == TIMEX_QNUM)
            return 0;
        if (K(next) == TIMEX_PART && timex_is_mark(r, next - 1, '-') && K(at - 1) != TIMEX_IN && K(at - 1) != TIMEX_PREP)
            return 0;                /* a late-night show */
        if (K(next) == TIMEX_PART) { /* "early morning" */
            says->says       = TIMEX_SAYS_UNIT;
            says->unit       = TIMEX_DAYS;
            says->part       = (timex_part)V(next);
            says->from_story = true;
            says->key        = next;
            if (grammar_is(r, next, "night") && phase == TIMEX_LATE)
                return next + 1;
            return K(at - 1) == TIMEX_THE || K(at - 1) == TIMEX_IN ? next + 1 : 0;
        }
        if (K(next) == TIMEX_ON && K(next + 1) == TIMEX_WEEKDAY)
            return 0;
    } else if (K(next) == TIMEX_EARLIER || K(next) == TIMEX_LATER) {
        phase = K(next) == TIMEX_EARLIER ? TIMEX_EARLY : TIMEX_LATE;
        next++;
        if (K(next) == TIMEX_IN && K(next + 1) == TIMEX_THE && K(next + 2) == TIMEX_UNIT) /* "earlier in the day" */
            next++;
        else if (K(next) == TIMEX_ON && K(next + 1) == TIMEX_WEEKDAY)
            next++;
        else if (K(next) != TIMEX_DEICTIC && K(next) != TIMEX_WEEKDAY && K(next) != TIMEX_THIS && K(next) != TIMEX_THAT && K(next) != TIMEX_NUM)
            return 0;
        if (K(next) == TIMEX_NUM && !dul_timex_is_year(r, next))
            return 0;
    } else {
        uint32_t edge = K(at) == TIMEX_THE ? at + 1 : at;
        if (K(edge) == TIMEX_VERY)
            edge++;
        bool rest = K(edge) == TIMEX_REST;
        if ((K(edge) != TIMEX_EDGE && !rest) || K(edge + 1) != TIMEX_OF) {
            /* "mid" and "end" may stand before a month alone: "end January" is rare; "year-end" is not ours */
            return 0;
        }
        phase = rest ? TIMEX_LATE : (timex_phase)V(edge);
        next  = edge + 2;
    }
    timex_meaning tried = grammar_nothing(next);
    uint32_t      end   = grammar_core(r, next, &tried);
    if (end == 0 || !grammar_is_phased(&tried))
        return 0;
    if (phase == TIMEX_FINISH && tried.says == TIMEX_SAYS_UNIT && tried.unit == TIMEX_DAYS && tried.shift == 0 && K(next) == TIMEX_THE &&
        K(at - 1) == TIMEX_AT && timex_is_mark(r, end, ','))
        return 0; /* "at the end of the day, we ..." */
    *says = tried;
    if (says->phase == TIMEX_WHOLE)
        says->phase = phase;
    return end;
}

/* ---- sets and references ------------------------------------------------------------------------------------------------------------------ */

static uint32_t grammar_set(const timex_reader *r, uint32_t at, timex_meaning *says)
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
        uint32_t unit = grammar_count(r, next, &tenths);
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
        if (K(next) == TIMEX_WEEKDAY && !grammar_plural(r, next)) {
            says->weekday = V(next);
            return grammar_part_after(r, next + 1, says);
        }
        if (K(next) == TIMEX_MONTH) {
            says->month = V(next);
            says->day   = dul_timex_day_number(r, next + 1);
            return says->day != 0 ? next + 2 : next + 1;
        }
        if (K(next) == TIMEX_UNIT && !grammar_plural(r, next)) {
            says->unit = (timex_unit)V(next);
            return next + 1;
        }
        if (K(next) == TIMEX_PART && !grammar_plural(r, next)) {
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
    if (K(at) == TIMEX_A && K(at + 1) == TIMEX_UNIT && !grammar_plural(r, at + 1)) { /* "$12 an hour", "3 million a year" */
        static const char *const before[] = {"million", "billion", "trillion", "percent", "cents", "dollars", "euros", "pounds", "people", "barrels"};
        bool                     rate     = K(at - 1) == TIMEX_NUM && !dul_timex_is_year(r, at - 1);
        for (size_t i = 0; i < sizeof before / sizeof *before; i++)
            rate = rate || grammar_is(r, at - 1, before[i]);
        uint32_t beyond;
        bool     from_story;
        if (!rate || grammar_direction(r, at + 2, &beyond, &from_story) != 0)
            return 0;
        says->unit = (timex_unit)V(at + 1);
        says->key  = at + 1;
        return at + 2;
    }
    if (K(at) == TIMEX_TIMES && (K(at + 1) == TIMEX_A || K(at + 1) == TIMEX_PER || K(at + 1) == TIMEX_EVERY) && K(at + 2) == TIMEX_UNIT &&
        !grammar_plural(r, at + 2)) { /* twice a week */
        says->unit = (timex_unit)V(at + 2);
        says->key  = at + 2;
        return at + 3;
    }
    return 0;
}

static uint32_t grammar_reference(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t word = at;
    says->says    = TIMEX_SAYS_REF;
    if ((K(at) == TIMEX_VERY || K(at) == TIMEX_MORE) && K(at + 1) == TIMEX_REF)
        word++;
    says->key = word;
    if (K(word) == TIMEX_REF) {
        says->ref = (timex_ref)V(word);
        if ((r->item[word].flags & TIMEX_CAPITAL) != 0 && (r->item[word + 1].flags & TIMEX_CAPITAL) != 0 && K(word + 1) == TIMEX_OTHER)
            return 0;
        if (says->ref == TIMEX_FUTURE_REF &&
            (K(word + 1) == TIMEX_AFTER || grammar_is(r, word + 1, "as") || grammar_is(r, word - 1, "as") || grammar_is(r, word - 1, "too")))
            return 0; /* soon after, as soon as */
        if (grammar_is(r, word, "recently") && grammar_is(r, word + 1, "as"))
            return 0; /* as recently as a week ago */
        if (timex_is_mark(r, word + 1, '-') && timex_is_glued(r, word + 1) && timex_is_glued(r, word + 2))
            return 0; /* a now-cancelled deal */
        return word + 1;
    }
    if (K(at) == TIMEX_CURRENT) {
        if (K(at + 1) == TIMEX_OF || K(at - 1) == TIMEX_THIS)
            return 0; /* the noun */
        says->ref = TIMEX_PRESENT_REF;
        return at + 1;
    }
    if (K(at) == TIMEX_THE && grammar_is(r, at + 1, "other") && K(at + 2) == TIMEX_UNIT && V(at + 2) == TIMEX_DAYS && !grammar_plural(r, at + 2)) {
        says->ref = TIMEX_PAST_REF; /* the other day */
        says->key = at + 2;
        return at + 3;
    }
    if (K(at) == TIMEX_THE && (K(at + 1) == TIMEX_FUTURE || K(at + 1) == TIMEX_PRESENT || K(at + 1) == TIMEX_PAST)) {
        timex_class next = K(at + 2);
        if (next == TIMEX_OTHER || next == TIMEX_OF || next == TIMEX_UNIT)
            return 0; /* the future president */
        if (next == TIMEX_PUNCT && V(at + 2) == '-')
            return 0;
        if (K(at - 1) != TIMEX_IN && K(at - 1) != TIMEX_OF && K(at - 1) != TIMEX_FOR && K(at - 1) != TIMEX_FROM && K(at - 1) != TIMEX_PREP)
            return 0;
        says->ref = K(at + 1) == TIMEX_FUTURE ? TIMEX_FUTURE_REF : K(at + 1) == TIMEX_PRESENT ? TIMEX_PRESENT_REF : TIMEX_PAST_REF;
        says->key = at + 1;
        return at + 2;
    }
    return 0;
}

/* ---- times of the day ---------------------------------------------------------------------------------------------------------------------- */

/* Put a clock time or a part of the day together with the day beside it: "16:00 UTC today", "the evening of January 5". */
static uint32_t grammar_time(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    timex_meaning clock = grammar_nothing(at);
    uint32_t      end   = K(at) == TIMEX_NUM || K(at) == TIMEX_COUNT ? dul_timex_clock(r, at, &clock) : 0;
    if (end != 0) {
        timex_meaning day  = grammar_nothing(end);
        uint32_t      more = K(end) == TIMEX_WEEKDAY || K(end) == TIMEX_DEICTIC || K(end) == TIMEX_MONTH || (K(end) == TIMEX_THIS && K(end + 1) == TIMEX_PART)
                                 ? grammar_core(r, end, &day)
                                 : 0;
        *says              = clock;
        if (more != 0 && (day.says != TIMEX_SAYS_DATE || day.day != 0) && day.says != TIMEX_SAYS_SET) {
            *says          = day;
            says->hour     = clock.hour;
            says->minute   = clock.minute;
            says->zone     = clock.zone;
            says->has_zone = clock.has_zone;
            says->key      = day.key;
            return more;
        }
        return end;
    }
    uint32_t part  = K(at) == TIMEX_THE ? at + 1 : at;
    bool     early = false;
    if (K(part) == TIMEX_PHASE && K(part + 1) == TIMEX_PART && part > at)
        part++;
    if (K(part) == TIMEX_PHASE && K(part + 1) == TIMEX_UNIT && V(part + 1) == TIMEX_HOURS && K(part + 2) == TIMEX_OF &&
        part > at) { /* the early hours of Wednesday */
        early = true;
        part++;
    }
    if (K(part) != TIMEX_PART && !early)
        return 0;
    if (grammar_plural(r, part) && !early)
        return 0;
    timex_part value = early ? TIMEX_MORNING : (timex_part)V(part);
    end              = part + 1;
    bool beside =
        (value == TIMEX_NOON || value == TIMEX_MIDNIGHT) && (K(end) == TIMEX_WEEKDAY || K(end) == TIMEX_DEICTIC || K(end) == TIMEX_MONTH); /* midnight Friday */
    if (K(end) == TIMEX_OF || K(end) == TIMEX_ON || beside) {
        uint32_t      day_at = beside ? end : end + 1;
        timex_meaning day    = grammar_nothing(day_at);
        uint32_t      more   = grammar_core(r, day_at, &day);
        bool          fits   = day.says == TIMEX_SAYS_WEEKDAY || day.says == TIMEX_SAYS_DEICTIC || (day.says == TIMEX_SAYS_DATE && day.day != 0) ||
                    day.says == TIMEX_SAYS_FEAST || (day.says == TIMEX_SAYS_UNIT && day.unit == TIMEX_DAYS);
        if (more != 0 && fits && (day.part == TIMEX_PART_NONE || beside)) {
            *says      = day;
            says->part = value;
            return more;
        }
        if (early)
            return 0;
    }
    if (early)
        return 0;
    /* alone: "in the morning", "at night", "at noon", "overnight" */
    bool led = (part > at && (K(at - 1) == TIMEX_IN || K(at - 1) == TIMEX_PREP || K(at - 1) == TIMEX_FOR || K(at - 1) == TIMEX_OTHER)) ||
               K(at - 1) == TIMEX_AT || K(at - 1) == TIMEX_PREP || K(at - 1) == TIMEX_APPROX || K(at - 1) == TIMEX_BEFORE || K(at - 1) == TIMEX_AFTER;
    if (part > at && K(at - 1) == TIMEX_OTHER && value != TIMEX_NIGHT)
        led = false;
    if (value == TIMEX_NOON || value == TIMEX_MIDNIGHT || value == TIMEX_MIDDAY)
        led = led || part == at;
    if (grammar_is(r, part, "overnight"))
        led = part == at;
    if (!led || (part == at && value == TIMEX_AFTERNOON))
        return 0;
    if (K(end) == TIMEX_PUNCT && V(end) == '-' && timex_is_glued(r, end))
        return 0;
    says->says       = TIMEX_SAYS_UNIT;
    says->unit       = TIMEX_DAYS;
    says->part       = value;
    says->from_story = true;
    says->key        = part;
    return end;
}

static uint32_t grammar_the_day(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    return grammar_the_unit(r, at, says, false);
}

static dul_timex_bound grammar_bound(const timex_reader *r, uint32_t at)
{
    switch (K(at - 1)) {
    case TIMEX_PREP: return (dul_timex_bound)V(at - 1);
    case TIMEX_FROM: return DUL_TIMEX_FROM;
    case TIMEX_BEFORE: return DUL_TIMEX_BEFORE;
    case TIMEX_AFTER: return DUL_TIMEX_AFTER;
    default: return DUL_TIMEX_AT;
    }
}

/* The second half of "January 2 to 4", "between January 2 and 4". */
static uint32_t grammar_second_day(const timex_reader *r, const timex_match *first, timex_match *second)
{
    const timex_meaning *says  = &first->says;
    uint32_t             at    = first->end;
    bool                 joins = timex_is_mark(r, at, '-') || K(at) == TIMEX_TO || K(at) == TIMEX_AND || grammar_is(r, at, "until");
    if (!joins || says->says != TIMEX_SAYS_DATE || says->day == 0 || says->month == 0 || K(at - 1) == TIMEX_MONTH)
        return 0;
    int32_t day = dul_timex_day_number(r, at + 1);
    if (day <= says->day || says->year != TIMEX_YEAR_OPEN || K(at + 2) == TIMEX_UNIT || K(at + 2) == TIMEX_AMPM || (r->item[at + 1].digits == 0))
        return 0;
    if (K(at) == TIMEX_AND && (K(at + 2) == TIMEX_OTHER || K(at + 2) == TIMEX_COUNT))
        return 0;
    if (K(at + 2) == TIMEX_MONTH || day > dul_days_in_month(2000, says->month))
        return 0;
    second->first        = at + 1;
    second->says         = *says;
    second->says.day     = day;
    second->says.key     = at + 1;
    second->says.weekday = 0;
    second->says.bound   = K(at) == TIMEX_AND ? DUL_TIMEX_AT : DUL_TIMEX_UNTIL;
    second->end          = dul_timex_of_year(r, at + 2, &second->says);
    return second->end;
}

/* "12 and 13 November": two expressions, where the days are tokens of their own. */
static bool grammar_split(const timex_reader *r, timex_match *first, timex_match *second)
{
    uint32_t at = first->first;
    while (at < first->end && r->item[at].value != first->says.day)
        at++;
    uint32_t next = at + 2;
    if (next >= first->end || r->item[at].token == r->item[next].token || V(next) != first->says.last_day)
        return false;
    *second               = (timex_match){next, first->end, first->says};
    second->says.day      = first->says.last_day;
    second->says.last_day = 0;
    second->says.bound    = K(at + 1) == TIMEX_AND ? DUL_TIMEX_AT : DUL_TIMEX_UNTIL;
    first->end            = at + 1;
    first->says.last_day  = 0;
    first->says.key       = at;
    return true;
}

size_t dul_timex_match(const timex_reader *r, uint32_t at, timex_match out[2])
{
    timex_meaning says = grammar_nothing(at);
    uint32_t      best = 0;
    switch (K(at)) {
    case TIMEX_END:
    case TIMEX_OF:
    case TIMEX_IN:
    case TIMEX_ON:
    case TIMEX_AND:
    case TIMEX_OR:
    case TIMEX_TO:
    case TIMEX_FOR:
    case TIMEX_PREP: return 0;
    case TIMEX_OTHER: /* only "Good Friday" and "Boxing Day" begin with an ordinary word */
        if (K(at + 1) != TIMEX_WEEKDAY && K(at + 1) != TIMEX_UNIT && !timex_is_mark(r, at + 1, '\''))
            return 0;
        break;
    case TIMEX_PUNCT:
        if (V(at) != '\'')
            return 0;
        break;
    default: break;
    }
    best = grammar_best(r, at, &says, grammar_core, best);
    if (says.says == TIMEX_SAYS_UNIT && K(at) == TIMEX_THE && (K(at + 1) == TIMEX_UNIT || K(at + 1) == TIMEX_ENTIRE) &&
        best != 0) { /* "the year" needs a reason to be one */
        timex_meaning day = grammar_nothing(at);
        best              = 0;
        best              = grammar_best(r, at, &day, grammar_the_day, best);
        best              = grammar_best(r, at, &day, grammar_neighbour, best);
        says              = day;
    }
    best = grammar_best(r, at, &says, grammar_phased, best);
    best = grammar_best(r, at, &says, grammar_time, best);
    best = grammar_best(r, at, &says, grammar_nth_in_row, best);
    best = grammar_best(r, at, &says, grammar_set, best);
    best = grammar_best(r, at, &says, grammar_duration, best);
    best = grammar_best(r, at, &says, grammar_bare_units, best);
    best = grammar_best(r, at, &says, grammar_reference, best);
    if (best == 0)
        return 0;
    says.bound = grammar_bound(r, at);
    out[0]     = (timex_match){at, best, says};
    if (says.last_day != 0 && says.month != 0 && grammar_split(r, &out[0], &out[1]))
        return 2;
    return grammar_second_day(r, &out[0], &out[1]) != 0 ? 2 : 1;
}
