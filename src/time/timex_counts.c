/* timex_counts.c -- what matchers have in common: words, counts ("two hundred and fifty", "several"), hedges, and "ago" and "later" behind a length. */
#include "time/timex_matchers.h"

#define K(at) timex_kind(r, at)
#define V(at) (r->item[at].value)

bool dul_timex_is_word(const timex_reader *r, uint32_t at, const char *word)
{
    return K(at) != TIMEX_END && dul_str_is(r->text->token[r->item[at].token].lower, word);
}

bool dul_timex_is_plural(const timex_reader *r, uint32_t at)
{
    return (r->item[at].flags & TIMEX_PLURAL) != 0;
}

timex_meaning dul_timex_nothing(uint32_t at)
{
    return (timex_meaning){.year = TIMEX_YEAR_OPEN, .hour = -1, .minute = -1, .key = at, .last_year = TIMEX_YEAR_OPEN};
}

/* "two", "24", "1.5", "two hundred and fifty", "several", "a few", "half a dozen", "two or three" (open). Tenths; 0 is open. */
uint32_t dul_timex_count_one(const timex_reader *r, uint32_t at, int32_t *tenths)
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

uint32_t dul_timex_count(const timex_reader *r, uint32_t at, int32_t *tenths)
{
    if (K(at) == TIMEX_A) {
        if (K(at + 1) == TIMEX_COUPLE || K(at + 1) == TIMEX_NUMBER) {
            *tenths = 0;
            return K(at + 2) == TIMEX_OF ? at + 3 : at + 2;
        }
        if (K(at + 1) == TIMEX_FEW || (K(at + 1) == TIMEX_COUNT && V(at + 1) >= 12))
            return dul_timex_count_one(r, at + 1, tenths);
        return 0;
    }
    if (K(at) == TIMEX_COUNT && V(at) == 12 && dul_timex_is_plural(r, at))
        return 0;
    uint32_t end = dul_timex_count_one(r, at, tenths);
    if (end == 0)
        return 0;
    bool joins = K(end) == TIMEX_OR || (K(end) == TIMEX_TO && !dul_timex_is_word(r, end, "through")) || timex_is_mark(r, end, '-');
    if (joins && *tenths != 0) { /* "two to three weeks": a range is open */
        int32_t  other;
        uint32_t further = dul_timex_count_one(r, end + 1, &other);
        if (further != 0 && other > *tenths && other != 0 && (K(further) == TIMEX_UNIT || (timex_is_mark(r, further, '-') && K(further + 1) == TIMEX_UNIT))) {
            *tenths = 0;
            return further;
        }
    }
    return end;
}

/* "more than", "at least", "nearly", "up to", "no more than": the item past the hedge, or at. */
uint32_t dul_timex_hedge(const timex_reader *r, uint32_t at)
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
int32_t dul_timex_direction(const timex_reader *r, uint32_t at, uint32_t *end, bool *from_story)
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
    case TIMEX_PREVIOUS: return dul_timex_is_word(r, at, "prior") && K(at + 1) != TIMEX_TO && K(at + 1) != TIMEX_OTHER ? -1 : 0;
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
