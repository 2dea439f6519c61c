/* timex_feasts.c -- which of a feast's occurrences is meant, and matchers for the names of feasts: "Christmas Eve", "Eid al-Fitr", "Lunar New Year", "Labor Day". */
#include "time/timex_feasts.h"
#include "time/timex_dates.h"
#include "time/timex_matchers.h"

#include <stdlib.h>

/* "Labor Day", "International Women's Day": names in capitals that end in Day. *end is the item past it. */
static bool feasts_named_day(const timex_reader *r, uint32_t at, int32_t *feast, uint32_t *end)
{
    static const struct {
        const char *name;
        int32_t     feast;
    } known[] = {
        {"labor", TIMEX_LABOR_DAY},          {"labour", TIMEX_MAY_DAY},           {"memorial", TIMEX_MEMORIAL_DAY},
        {"columbus", TIMEX_COLUMBUS_DAY},    {"veterans", TIMEX_VETERANS_DAY},    {"armistice", TIMEX_VETERANS_DAY},
        {"remembrance", TIMEX_VETERANS_DAY}, {"bastille", TIMEX_BASTILLE_DAY},    {"earth", TIMEX_EARTH_DAY},
        {"women", TIMEX_WOMENS_DAY},         {"rights", TIMEX_HUMAN_RIGHTS_DAY},  {"independence", TIMEX_NAMED_FEAST},
        {"election", TIMEX_NAMED_FEAST},     {"inauguration", TIMEX_NAMED_FEAST}, {"victory", TIMEX_NAMED_FEAST},
        {"republic", TIMEX_NAMED_FEAST},     {"unity", TIMEX_NAMED_FEAST},        {"presidents", TIMEX_PRESIDENTS_DAY},
        {"constitution", TIMEX_NAMED_FEAST}, {"mother", TIMEX_NAMED_FEAST},       {"father", TIMEX_NAMED_FEAST},
        {"liberation", TIMEX_NAMED_FEAST},   {"australia", TIMEX_AUSTRALIA_DAY},  {"canada", TIMEX_CANADA_DAY},
    };
    if ((r->item[at].flags & TIMEX_CAPITAL) == 0)
        return false;
    uint32_t day = at + 1;
    while (timex_is_mark(r, day, '\'') || (timex_is_glued(r, day) && (dul_timex_is_word(r, day, "'s") || dul_timex_is_word(r, day, "'"))))
        day++;
    if (timex_kind(r, day) != TIMEX_UNIT || r->item[day].value != TIMEX_DAYS || (r->item[day].flags & (TIMEX_CAPITAL | TIMEX_PLURAL)) != TIMEX_CAPITAL)
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dul_timex_is_word(r, at, known[i].name)) {
            *feast = known[i].feast;
            *end   = day + 1;
            return true;
        }
    return false;
}

/* "Eid al-Fitr", "Eid-ul-Adha": *end is the item past the name. */
static int32_t feasts_eid(const timex_reader *r, uint32_t *end)
{
    uint32_t at = *end;
    for (uint32_t skipped = 0; skipped < 3; skipped++, at++) {
        if (dul_timex_is_word(r, at, "fitr")) {
            *end = at + 1;
            return TIMEX_EID_FITR;
        }
        if (dul_timex_is_word(r, at, "adha")) {
            *end = at + 1;
            return TIMEX_EID_ADHA;
        }
        if (!timex_is_mark(r, at, '-') && !dul_timex_is_word(r, at, "al") && !dul_timex_is_word(r, at, "ul") && !dul_timex_is_word(r, at, "el"))
            break;
    }
    return TIMEX_EID;
}

/* Feasts of two words and more that do not end in Day: "Lunar New Year", "Yom Kippur", "Orthodox Easter". Returns the item past the name, or 0. */
static uint32_t feasts_of_words(const timex_reader *r, uint32_t at, int32_t *feast)
{
    static const struct {
        const char *word[3];
        int32_t     feast;
    } known[] = {
        {{"lunar", "new", "year"}, TIMEX_LUNAR_NEW_YEAR},
        {{"chinese", "new", "year"}, TIMEX_LUNAR_NEW_YEAR},
        {{"jewish", "new", "year"}, TIMEX_ROSH_HASHANAH},
        {{"islamic", "new", "year"}, TIMEX_ISLAMIC_NEW_YEAR},
        {{"persian", "new", "year"}, TIMEX_NOWRUZ},
        {{"iranian", "new", "year"}, TIMEX_NOWRUZ},
        {{"orthodox", "easter"}, TIMEX_ORTHODOX_EASTER},
        {{"orthodox", "christmas"}, TIMEX_ORTHODOX_CHRISTMAS},
        {{"yom", "kippur"}, TIMEX_YOM_KIPPUR},
        {{"rosh", "hashanah"}, TIMEX_ROSH_HASHANAH},
        {{"whit", "sunday"}, TIMEX_PENTECOST},
    };
    if ((r->item[at].flags & TIMEX_CAPITAL) == 0)
        return 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t n = 0;
        while (n < 3 && known[i].word[n] != NULL && dul_timex_is_word(r, at + n, known[i].word[n]))
            n++;
        if (n < 3 && known[i].word[n] != NULL)
            continue;
        *feast = known[i].feast;
        return at + n;
    }
    return 0;
}

uint32_t dul_timex_feast(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    const timex_item *item = &r->item[at];
    says->says             = TIMEX_SAYS_FEAST;
    says->year             = TIMEX_YEAR_OPEN;
    says->key              = at;
    uint32_t end           = at + 1;
    if (item->kind == TIMEX_NEW) { /* New Year's Eve */
        if (timex_kind(r, end) != TIMEX_UNIT || r->item[end].value != TIMEX_YEARS || (r->item[end].flags & TIMEX_CAPITAL) == 0 ||
            (item->flags & TIMEX_CAPITAL) == 0)
            return 0;
        says->feast = TIMEX_NEW_YEAR;
        end++;
        while (timex_is_mark(r, end, '\'') || (timex_is_glued(r, end) && dul_timex_is_word(r, end, "'s")))
            end++;
        if (timex_kind(r, end) == TIMEX_DAYWORD) {
            says->feast = TIMEX_NEW_YEAR_EVE;
            end++;
        } else if (timex_kind(r, end) == TIMEX_UNIT && r->item[end].value == TIMEX_DAYS)
            end++;
        return dul_timex_of_year(r, end, says);
    }
    if (item->kind == TIMEX_WEEKDAY || item->kind == TIMEX_OTHER || item->kind == TIMEX_MONTH) {
        if (dul_timex_is_word(r, at, "good") && timex_kind(r, end) == TIMEX_WEEKDAY && r->item[end].value == 5)
            says->feast = TIMEX_GOOD_FRIDAY;
        else if (dul_timex_is_word(r, at, "boxing") && timex_kind(r, end) == TIMEX_UNIT && r->item[end].value == TIMEX_DAYS)
            says->feast = TIMEX_BOXING_DAY;
        else if (feasts_named_day(r, at, &says->feast, &end))
            end--; /* the last word is stepped over below */
        else if (item->kind == TIMEX_MONTH && item->value == 5 && (r->item[end].flags & TIMEX_CAPITAL) != 0 && dul_timex_is_word(r, end, "day") &&
                 (item->flags & TIMEX_CAPITAL) != 0)
            says->feast = TIMEX_MAY_DAY;
        else if ((end = feasts_of_words(r, at, &says->feast)) != 0)
            return dul_timex_of_year(r, end, says);
        else
            return 0;
        return dul_timex_of_year(r, end + 1, says);
    }
    if ((item->flags & TIMEX_CAPITAL) == 0 && item->value == TIMEX_VALENTINE)
        return 0;
    if (item->value == TIMEX_PASSOVER && (item->flags & TIMEX_CAPITAL) == 0)
        return 0;
    says->feast = item->value;
    if (item->value == TIMEX_EID) {
        says->feast = feasts_eid(r, &end);
        return dul_timex_of_year(r, end, says);
    }
    if (item->value == TIMEX_VALENTINE) {
        while (timex_is_mark(r, end, '\'') || (timex_is_glued(r, end) && dul_timex_is_word(r, end, "'s")))
            end++;
        if (timex_kind(r, end) != TIMEX_UNIT)
            return 0;
        end++;
    } else if (item->value == TIMEX_CHRISTMAS && timex_kind(r, end) == TIMEX_DAYWORD) {
        says->feast = TIMEX_CHRISTMAS_EVE;
        end++;
    } else if ((r->item[end].flags & TIMEX_CAPITAL) != 0 && ((timex_kind(r, end) == TIMEX_UNIT && r->item[end].value == TIMEX_DAYS) ||
                                                             (item->value == TIMEX_EASTER && timex_kind(r, end) == TIMEX_WEEKDAY))) {
        if (timex_kind(r, end) == TIMEX_WEEKDAY && r->item[end].value != 7)
            says->shift = r->item[end].value == 1 ? 1 : r->item[end].value - 7;
        end++;
    }
    return dul_timex_of_year(r, end, says);
}

/* The occurrence that is meant among those of three years, in order: by "last" and "next", by tense, else the nearest. */
size_t dul_timex_feast_meant(const dul_feast_days *days, size_t n, dul_day published, timex_mod mod, timex_tense tense)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++) {
        bool better;
        if (mod == TIMEX_MOD_LAST)
            better = days[i].last < published;
        else if (mod == TIMEX_MOD_NEXT)
            better = days[best].first <= published;
        else if (mod == TIMEX_MOD_THIS)
            better = dul_date_of(days[best].first).year < dul_date_of(published).year;
        else if (tense == TIMEX_TENSE_PAST)
            better = days[i].first <= published + 7;
        else if (tense == TIMEX_TENSE_FUTURE)
            better = days[best].last < published - 7;
        else
            better = labs((long)days[i].first - published) < labs((long)days[best].first - published);
        if (better)
            best = i;
    }
    return best;
}
