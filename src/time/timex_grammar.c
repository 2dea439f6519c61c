/*
 * timex_grammar.c -- how words combine into time expressions: the order in which matchers are tried, parts of the day, parts of
 * larger wholes, references.
 *
 * A hand-written matcher, longest match first at each item. Extents follow TimeML 1.2.1: determiners and hedges ("the next six months", "nearly two years")
 * belong to the expression, prepositions do not.
 */
#include "time/timex_grammar.h"

#include "time/timex_dates.h"
#include "time/timex_matchers.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

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
    uint32_t unit = dul_timex_count(r, next, &tenths);
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
    if (K(next) != TIMEX_UNIT || dul_timex_is_plural(r, next))
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
        timex_meaning inner = dul_timex_nothing(end + 1);
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
    timex_meaning tried = dul_timex_nothing(at);
    uint32_t      end   = matcher(r, at, &tried);
    if (end <= best)
        return best;
    *says = tried;
    return end;
}

static uint32_t grammar_inner_unit(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    return dul_timex_the_unit(r, at, says, true);
}

static uint32_t grammar_deictic(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_DEICTIC)
        return 0;
    says->says  = TIMEX_SAYS_DEICTIC;
    says->shift = V(at);
    if (dul_timex_is_word(r, at, "tonight"))
        says->part = TIMEX_NIGHT;
    return dul_timex_part_after(r, at + 1, says);
}

static uint32_t grammar_weekday(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    if (K(at) != TIMEX_WEEKDAY)
        return 0;
    uint32_t end = dul_timex_weekday(r, at, says);
    return end == 0 || says->says == TIMEX_SAYS_SET ? end : dul_timex_part_after(r, end, says);
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
    best          = grammar_best(r, at, says, dul_timex_pointed, best);
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
        best = grammar_best(r, at, says, dul_timex_neighbour, best);
        best = grammar_best(r, at, says, grammar_inner_unit, best);
        best = grammar_best(r, at, says, grammar_fiscal, best);
        if (K(at + 1) == TIMEX_UNIT && V(at + 1) == TIMEX_YEARS && K(at + 2) == TIMEX_NUM)
            best = grammar_best(r, at, says, dul_timex_year, best);
        if (K(at + 1) == TIMEX_PHASE || K(at + 1) == TIMEX_NUM || K(at + 1) == TIMEX_PUNCT || K(at + 1) == TIMEX_DECADE) {
            timex_meaning decade = dul_timex_nothing(at);
            uint32_t      end    = dul_timex_year(r, at, &decade);
            if (end > best && decade.says == TIMEX_SAYS_DECADE) {
                *says = decade;
                best  = end;
            }
        }
        best = grammar_best(r, at, says, dul_timex_pointed, best);
        break;
    case TIMEX_LAST:
        best = grammar_best(r, at, says, grammar_nth, best);
        best = grammar_best(r, at, says, dul_timex_pointed, best);
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
    case TIMEX_REF: best = grammar_best(r, at, says, dul_timex_pointed, best); break;
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
            timex_meaning tried = dul_timex_nothing(next);
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
            if (dul_timex_is_word(r, next, "night") && phase == TIMEX_LATE)
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
    timex_meaning tried = dul_timex_nothing(next);
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

/* ---- references ------------------------------------------------------------------------------------------------------------------------- */

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
        if (says->ref == TIMEX_FUTURE_REF && (K(word + 1) == TIMEX_AFTER || dul_timex_is_word(r, word + 1, "as") || dul_timex_is_word(r, word - 1, "as") ||
                                              dul_timex_is_word(r, word - 1, "too")))
            return 0; /* soon after, as soon as */
        if (dul_timex_is_word(r, word, "recently") && dul_timex_is_word(r, word + 1, "as"))
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
    if (K(at) == TIMEX_THE && dul_timex_is_word(r, at + 1, "other") && K(at + 2) == TIMEX_UNIT && V(at + 2) == TIMEX_DAYS && !dul_timex_is_plural(r, at + 2)) {
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
    timex_meaning clock = dul_timex_nothing(at);
    uint32_t      end   = K(at) == TIMEX_NUM || K(at) == TIMEX_COUNT ? dul_timex_clock(r, at, &clock) : 0;
    if (end != 0) {
        timex_meaning day  = dul_timex_nothing(end);
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
    if (dul_timex_is_plural(r, part) && !early)
        return 0;
    timex_part value = early ? TIMEX_MORNING : (timex_part)V(part);
    end              = part + 1;
    bool beside =
        (value == TIMEX_NOON || value == TIMEX_MIDNIGHT) && (K(end) == TIMEX_WEEKDAY || K(end) == TIMEX_DEICTIC || K(end) == TIMEX_MONTH); /* midnight Friday */
    if (K(end) == TIMEX_OF || K(end) == TIMEX_ON || beside) {
        uint32_t      day_at = beside ? end : end + 1;
        timex_meaning day    = dul_timex_nothing(day_at);
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
    if (dul_timex_is_word(r, part, "overnight"))
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
    return dul_timex_the_unit(r, at, says, false);
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
    bool                 joins = timex_is_mark(r, at, '-') || K(at) == TIMEX_TO || K(at) == TIMEX_AND || dul_timex_is_word(r, at, "until");
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
    timex_meaning says = dul_timex_nothing(at);
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
    case TIMEX_OTHER: /* only feasts begin with an ordinary word: "Good Friday", "Lunar New Year" */
        if (K(at + 1) != TIMEX_WEEKDAY && K(at + 1) != TIMEX_UNIT && K(at + 1) != TIMEX_FEAST && K(at + 1) != TIMEX_NEW && !timex_is_mark(r, at + 1, '\'') &&
            !dul_timex_is_word(r, at + 1, "kippur") && !dul_timex_is_word(r, at + 1, "hashanah"))
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
        timex_meaning day = dul_timex_nothing(at);
        best              = 0;
        best              = grammar_best(r, at, &day, grammar_the_day, best);
        best              = grammar_best(r, at, &day, dul_timex_neighbour, best);
        says              = day;
    }
    best = grammar_best(r, at, &says, grammar_phased, best);
    best = grammar_best(r, at, &says, grammar_time, best);
    best = grammar_best(r, at, &says, dul_timex_nth_in_row, best);
    best = grammar_best(r, at, &says, dul_timex_set, best);
    best = grammar_best(r, at, &says, dul_timex_duration, best);
    best = grammar_best(r, at, &says, dul_timex_bare_units, best);
    best = grammar_best(r, at, &says, grammar_reference, best);
    if (best == 0)
        return 0;
    says.bound = grammar_bound(r, at);
    out[0]     = (timex_match){at, best, says};
    if (says.last_day != 0 && says.month != 0 && grammar_split(r, &out[0], &out[1]))
        return 2;
    return grammar_second_day(r, &out[0], &out[1]) != 0 ? 2 : 1;
}
