/*
 * timex_dates.c -- what is written on calendars and clocks.
 *
 * Words that are also ordinary ones (May, March, spring, sat) count only with a number or a leading word beside them; four digits count as a year only
 * where nothing is being counted.
 */
#include "time/timex_dates.h"

static dul_str dates_lower(const timex_reader *r, uint32_t at)
{
    return r->item[at].kind == TIMEX_END ? (dul_str){"", 0} : r->text->token[r->item[at].token].lower;
}

static bool dates_is(const timex_reader *r, uint32_t at, const char *word)
{
    return dul_str_is(dates_lower(r, at), word);
}

bool dul_timex_is_verb(const timex_reader *r, uint32_t at)
{
    if (timex_kind(r, at) == TIMEX_END || r->item[at].token >= r->tree->n_tokens)
        return false;
    uint32_t token = r->item[at].token;
    /* tags that nobody set are all zero, which is ADJ */
    return r->tree->upos[token] == DUL_UPOS_VERB || r->tree->upos[token] == DUL_UPOS_AUX;
}

bool dul_timex_is_led(const timex_reader *r, uint32_t at)
{
    switch (timex_kind(r, at - 1)) {
    case TIMEX_IN:
    case TIMEX_PREP:
    case TIMEX_PHASE:
    case TIMEX_LAST:
    case TIMEX_PAST:
    case TIMEX_PREVIOUS:
    case TIMEX_NEXT:
    case TIMEX_COMING:
    case TIMEX_FOLLOWING:
    case TIMEX_THIS:
    case TIMEX_FROM:
    case TIMEX_EVERY:
    case TIMEX_OF:
    case TIMEX_BEFORE:
    case TIMEX_AFTER:
    case TIMEX_WEEKDAY: return true;
    case TIMEX_PUNCT: return timex_is_mark(r, at - 1, '-') && timex_kind(r, at - 2) == TIMEX_PHASE;
    default: return false;
    }
}

bool dul_timex_is_year(const timex_reader *r, uint32_t at)
{
    const timex_item *item = &r->item[at];
    return item->kind == TIMEX_NUM && item->digits == 4 && item->value >= 1000 && item->value <= 2200 && (item->flags & (TIMEX_GROUPED | TIMEX_PLURAL)) == 0;
}

/* Is the number at the item the start of a longer one: a decimal, a time, a score, a percentage? */
static bool dates_goes_on(const timex_reader *r, uint32_t at)
{
    if (!timex_is_glued(r, at + 1))
        return false;
    if (timex_is_mark(r, at + 1, '%'))
        return true;
    bool mark = timex_is_mark(r, at + 1, ':') || timex_is_mark(r, at + 1, '.') || timex_is_mark(r, at + 1, ',');
    return mark && timex_kind(r, at + 2) == TIMEX_NUM && timex_is_glued(r, at + 2) && !(timex_is_mark(r, at + 1, ',') && dul_timex_is_year(r, at + 2));
}

int32_t dul_timex_day_number(const timex_reader *r, uint32_t at)
{
    const timex_item *item = &r->item[at];
    if (item->kind == TIMEX_NUM && item->digits <= 2 && item->digits > 0 && (item->flags & TIMEX_PLURAL) == 0 && item->value >= 1 && item->value <= 31)
        return dates_goes_on(r, at) ? 0 : item->value;
    if (item->kind == TIMEX_ORDINAL && item->value >= 1 && item->value <= 31)
        return item->value;
    return 0;
}

/* 'YY after an apostrophe: "'82" */
static uint32_t dates_short_year(const timex_reader *r, uint32_t at, int32_t *year)
{
    if (!timex_is_mark(r, at, '\'') || timex_kind(r, at + 1) != TIMEX_NUM || !timex_is_glued(r, at + 1) || r->item[at + 1].digits != 2)
        return 0;
    *year = r->item[at + 1].value + (r->item[at + 1].value < 40 ? 2000 : 1900);
    return at + 2;
}

uint32_t dul_timex_of_year(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t year = at;
    if (timex_is_mark(r, year, ',') || timex_kind(r, year) == TIMEX_OF)
        year++;
    bool of = timex_kind(r, at) == TIMEX_OF;
    if (dul_timex_is_year(r, year) && !dates_goes_on(r, year)) {
        says->year = r->item[year].value;
        return year + 1;
    }
    uint32_t end = dates_short_year(r, year, &says->year);
    if (end != 0)
        return end;
    if (timex_is_mark(r, at, ','))
        return at;
    if (timex_kind(r, year) == TIMEX_THE)
        year++;
    timex_class kind = timex_kind(r, year);
    if (timex_kind(r, year + 1) == TIMEX_UNIT && r->item[year + 1].value == TIMEX_YEARS && (r->item[year + 1].flags & TIMEX_PLURAL) == 0) {
        bool known = kind == TIMEX_LAST || kind == TIMEX_NEXT || kind == TIMEX_THIS || kind == TIMEX_THAT || kind == TIMEX_SAME || kind == TIMEX_PREVIOUS ||
                     kind == TIMEX_FOLLOWING || kind == TIMEX_CURRENT;
        if (known) {
            says->has_year_shift = true;
            says->year_shift     = kind == TIMEX_LAST || kind == TIMEX_PREVIOUS ? -1 : kind == TIMEX_NEXT || kind == TIMEX_FOLLOWING ? 1 : 0;
            return year + 2;
        }
    }
    if (of && timex_kind(r, year) == TIMEX_UNIT && timex_kind(r, year - 1) == TIMEX_THE && r->item[year].value == TIMEX_YEARS &&
        (r->item[year].flags & TIMEX_PLURAL) == 0) { /* "the first half of the year" */
        says->has_year_shift = true;
        return year + 1;
    }
    return at;
}

/* Names of groups that carry a date: "the February 14 movement" */
static bool dates_is_group_name(const timex_reader *r, uint32_t at)
{
    static const char *const names[] = {"movement", "movements", "alliance",     "coalition",    "brigade",   "brigades",
                                        "party",    "martyrs",   "organisation", "organization", "committee", "front"};
    if (timex_kind(r, at) != TIMEX_OTHER)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dates_is(r, at, names[i]))
            return true;
    return false;
}

static uint32_t dates_month_first(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    const timex_item *month = &r->item[at];
    says->month             = month->value;
    says->key               = at;
    uint32_t next           = at + 1;
    if (timex_is_mark(r, next, '.') && (month->flags & TIMEX_SHORT) != 0)
        next++;
    uint32_t day_at = next;
    if (timex_kind(r, day_at) == TIMEX_THE && timex_kind(r, day_at + 1) == TIMEX_ORDINAL)
        day_at++;
    says->day = dul_timex_day_number(r, day_at);
    if (says->day != 0 && timex_kind(r, day_at) == TIMEX_ORDINAL && r->item[day_at].digits == 0 && day_at == next)
        says->day = 0; /* "in January second-placed ..." */
    if (says->day != 0 && timex_kind(r, day_at + 1) == TIMEX_AMPM)
        says->day = 0;
    if (says->day != 0) {
        uint32_t end = dul_timex_of_year(r, day_at + 1, says);
        if (end == day_at + 1 && dates_is_group_name(r, end))
            return 0;
        static const char *const attacks[] = {"attacks", "attack", "attackers", "hijackers", "hijackings", "terrorist", "terror"};
        for (size_t i = 0; i < sizeof attacks / sizeof *attacks && end == day_at + 1; i++)
            if (says->month == 9 && says->day == 11 && dates_is(r, end, attacks[i]))
                says->year = 2001; /* named by its day alone */
        return end;
    }
    uint32_t end = dul_timex_of_year(r, next, says);
    if (end > next)
        return end;
    end      = at + 1; /* a bare month */
    bool led = dul_timex_is_led(r, at);
    if (dul_timex_is_verb(r, at))
        return 0;
    if ((month->flags & TIMEX_UNSURE) != 0 && !(led && ((month->flags & TIMEX_CAPITAL) != 0 || timex_kind(r, at - 1) == TIMEX_IN)))
        return 0;
    if ((month->flags & TIMEX_SHORT) != 0) {
        if (!led || (month->flags & TIMEX_CAPITAL) == 0)
            return 0;
        end = next;
    }
    const timex_item *after = &r->item[at + 1];
    bool              name  = after->kind == TIMEX_OTHER && (after->flags & TIMEX_CAPITAL) != 0 && (month->flags & TIMEX_CAPITAL) != 0; /* April Jones */
    if (name && !led && timex_kind(r, at - 1) != TIMEX_THE)
        return 0;
    return end;
}

static uint32_t dates_day_first(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t day_at = timex_kind(r, at) == TIMEX_THE ? at + 1 : at;
    int32_t  day    = dul_timex_day_number(r, day_at);
    if (day == 0 || (day_at > at && timex_kind(r, day_at) != TIMEX_ORDINAL))
        return 0;
    uint32_t month_at = day_at + 1;
    /* "2-4 January" and "2 to 4 January" with both days in one token or not */
    int32_t  last_day = 0;
    uint32_t range_at = 0;
    bool     joins =
        timex_is_mark(r, month_at, '-') || timex_kind(r, month_at) == TIMEX_TO || timex_kind(r, month_at) == TIMEX_AND || timex_is_mark(r, month_at, '/');
    if (joins && (last_day = dul_timex_day_number(r, month_at + 1)) != 0 && last_day > day) {
        range_at = month_at + 1;
        month_at += 2;
    } else
        last_day = 0;
    if (timex_kind(r, month_at) == TIMEX_OF)
        month_at++;
    else if (timex_kind(r, day_at) == TIMEX_ORDINAL && r->item[day_at].digits == 0)
        return 0; /* "the second May ..." */
    if (timex_is_mark(r, month_at, '-') && timex_is_glued(r, month_at) && timex_is_glued(r, month_at + 1))
        month_at++; /* 12-Oct-2010 */
    const timex_item *month = &r->item[month_at];
    if (month->kind != TIMEX_MONTH)
        return 0;
    if ((month->flags & TIMEX_UNSURE) != 0 && (month->flags & TIMEX_CAPITAL) == 0 && dul_timex_is_verb(r, month_at))
        return 0;
    says->day   = day;
    says->month = month->value;
    says->key   = month_at;
    (void)range_at;
    if (last_day != 0) {
        says->last_day   = last_day;
        says->last_month = month->value;
    }
    uint32_t next = month_at + 1;
    if (timex_is_mark(r, next, '.') && (month->flags & TIMEX_SHORT) != 0)
        next++;
    if (timex_is_mark(r, next, '-') && timex_is_glued(r, next) && dul_timex_is_year(r, next + 1))
        next++;
    uint32_t end = dul_timex_of_year(r, next, says);
    if (end == next)
        end = month_at + 1;
    const timex_item *year = &r->item[next];
    if (end == month_at + 1 && year->kind == TIMEX_NUM && year->digits == 2 && year->value > 31 && (year->flags & TIMEX_PLURAL) == 0 &&
        !dates_goes_on(r, next) && timex_kind(r, next + 1) != TIMEX_UNIT) {
        says->year = year->value + (year->value < 40 ? 2000 : 1900); /* "13 Sep 89" */
        end        = next + 1;
    }
    bool untagged = r->item[month_at].token >= r->tree->n_tokens || r->tree->upos[r->item[month_at].token] == 0;
    if (month->value == 5 && (month->flags & TIMEX_CAPITAL) == 0 && untagged && end == month_at + 1 && timex_kind(r, end) == TIMEX_OTHER)
        return 0; /* "15 may have died" */
    if (last_day != 0)
        says->last_year = says->year;
    return end;
}

uint32_t dul_timex_named_date(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    says->says   = TIMEX_SAYS_DATE;
    says->year   = TIMEX_YEAR_OPEN;
    uint32_t end = timex_kind(r, at) == TIMEX_MONTH ? dates_month_first(r, at, says) : dates_day_first(r, at, says);
    if (end == 0)
        return 0;
    if (timex_is_mark(r, at - 1, '(') && timex_kind(r, at - 2) == TIMEX_WEEKDAY)
        says->weekday = r->item[at - 2].value;
    if (says->day > 0 && says->day > (says->year == TIMEX_YEAR_OPEN ? dul_days_in_month(2000, says->month) : dul_days_in_month(says->year, says->month)))
        return 0;
    return end;
}

static int32_t dates_full_year(const timex_item *item)
{
    if (item->digits == 4)
        return item->value;
    return item->digits == 2 ? item->value + (item->value < 40 ? 2000 : 1900) : -1;
}

uint32_t dul_timex_numeric_date(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    const timex_item *a = &r->item[at];
    if (a->kind != TIMEX_NUM || !timex_is_glued(r, at + 1) || timex_kind(r, at + 1) != TIMEX_PUNCT || timex_kind(r, at + 2) != TIMEX_NUM ||
        !timex_is_glued(r, at + 2))
        return 0;
    if (timex_is_glued(r, at) && timex_kind(r, at - 1) == TIMEX_PUNCT && !timex_is_mark(r, at - 1, '(') && !timex_is_mark(r, at - 1, '"') &&
        !timex_is_mark(r, at - 1, '\''))
        return 0; /* inside a longer number or an address */
    const timex_item *b    = &r->item[at + 2];
    char              mark = (char)r->item[at + 1].value;
    says->says             = TIMEX_SAYS_DATE;
    says->year             = TIMEX_YEAR_OPEN;
    says->key              = at;
    bool three             = timex_is_mark(r, at + 3, mark) && timex_is_glued(r, at + 3) && timex_kind(r, at + 4) == TIMEX_NUM && timex_is_glued(r, at + 4);
    if (!three) {
        if (mark == '/' && a->value == 9 && b->value == 11 && a->digits == 1) {
            says->year = 2001, says->month = 9, says->day = 11;
            return at + 3;
        }
        if ((mark != '/' && mark != '-') || a->digits != 4 || a->value < 1500 || a->value > 2200 || b->digits != 2)
            return 0;
        says->year = a->value;
        if (b->value == (a->value + 1) % 100) /* a season or fiscal year: 2021/22 */
            says->last_year = a->value + 1;
        else if (b->value >= 1 && b->value <= 12 && mark == '-')
            says->month = b->value;
        else
            return 0;
        return at + 3;
    }
    const timex_item *c = &r->item[at + 4];
    if (timex_is_mark(r, at + 5, mark) && timex_is_glued(r, at + 5) && timex_kind(r, at + 6) == TIMEX_NUM && timex_is_glued(r, at + 6))
        return 0; /* a telephone number, an address on the net */
    if (a->digits == 4 && b->digits <= 2 && c->digits <= 2)
        says->year = a->value, says->month = b->value, says->day = c->value;
    else if (a->digits <= 2 && b->digits <= 2 && (c->digits == 4 || (c->digits == 2 && mark != '-'))) {
        says->year       = dates_full_year(c);
        bool month_first = mark == '/';
        if (month_first ? a->value > 12 : b->value > 12)
            month_first = !month_first;
        says->month = month_first ? a->value : b->value;
        says->day   = month_first ? b->value : a->value;
    } else
        return 0;
    if (says->day < 1 || says->day > dul_days_in_month(says->year, says->month) || says->year < 1000)
        return 0;
    return at + 5;
}

/* May four digits here be a count? "2000 soldiers" is one, "the 2008 elections" is not. */
static bool dates_is_count(const timex_reader *r, uint32_t at)
{
    const timex_item *next   = &r->item[at + 1];
    const timex_item *before = &r->item[at - 1];
    if (before->kind == TIMEX_APPROX || before->kind == TIMEX_THAN || before->kind == TIMEX_LEAST)
        return true;
    if (before->kind == TIMEX_PUNCT && (before->value == '$' || before->value == '#' || before->value == 0xC2 || before->value == 0xE2))
        return true;
    if (timex_is_glued(r, at) && before->kind == TIMEX_PUNCT &&
        (before->value == '-' || before->value == '/' || before->value == '.' || before->value == '+' || before->value == ',')) {
        timex_class further = timex_kind(r, at - 2);
        if (timex_is_glued(r, at - 1) && further != TIMEX_PHASE && !dul_timex_is_year(r, at - 2) && further != TIMEX_MONTH &&
            !(before->value == '-' && dates_is(r, at - 2, "pre")) && !(before->value == '-' && dates_is(r, at - 2, "post")))
            return true;
    }
    if (next->kind == TIMEX_UNIT || next->kind == TIMEX_COUNT || next->kind == TIMEX_NUM)
        return next->kind != TIMEX_UNIT || (next->flags & TIMEX_PLURAL) != 0 || next->value < TIMEX_QUARTERS;
    if (next->kind == TIMEX_PUNCT &&
        (next->value == '%' || (next->value == '-' && timex_is_glued(r, at + 1) && timex_kind(r, at + 2) == TIMEX_OTHER && !timex_is_glued(r, at) &&
                                timex_is_glued(r, at + 2) && !dul_timex_is_led(r, at) && before->kind != TIMEX_THE)))
        return true;
    if (next->kind != TIMEX_OTHER || (next->flags & TIMEX_CAPITAL) != 0)
        return false;
    static const char *const counted[] = {"people",  "men",     "women", "children",   "police", "troops",     "percent",    "per",     "km",
                                          "dollars", "euros",   "m",     "feet",       "miles",  "kilometres", "kilometers", "metres",  "meters",
                                          "million", "billion", "kg",    "tons",       "tonnes", "pounds",     "rubles",     "roubles", "yuan",
                                          "rupees",  "square",  "other", "additional", "or",     "armed"};
    dul_str                  word      = dates_lower(r, at + 1);
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (dul_str_is(word, counted[i]))
            return true;
    bool plural = word.len > 3 && word.at[word.len - 1] == 's' && word.at[word.len - 2] != 's' && !dul_str_is(word, "was") && !dul_str_is(word, "has") &&
                  !dul_timex_is_verb(r, at + 1);
    if (!plural || before->kind == TIMEX_THE)
        return false;
    /* "below 2005 levels" against "1999 villagers": English writes counts with a comma, or round */
    int32_t year = r->item[at].value;
    if (year % 10 == 0 || year < 1950 || year > 2040)
        return !(before->kind == TIMEX_PUNCT && before->value == '\'') && !dates_is(r, at - 1, "its") && !dates_is(r, at - 1, "their") &&
               !dates_is(r, at - 1, "his");
    static const char *const ends[]   = {"ers", "ors", "ists", "ians", "ants", "ents", "ees"}; /* those who do or undergo */
    static const char *const counts[] = {"votes", "cases",  "deaths", "jobs",   "homes",    "houses",  "points", "seats",   "civilians",
                                         "units", "copies", "kids",   "pupils", "families", "victims", "acres",  "soldiers"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (dul_str_is(word, counts[i]))
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (dul_str_ends(word, dul_str_of(ends[i])) && !dul_str_is(word, "events") && !dul_str_is(word, "agreements") && !dul_str_is(word, "amendments"))
            return true;
    return false;
}

static uint32_t dates_decade(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t next = timex_kind(r, at) == TIMEX_THE ? at + 1 : at;
    if (timex_kind(r, next) == TIMEX_PHASE)
        next++;
    if (timex_is_mark(r, next, '-'))
        next++;
    if (next > at && timex_kind(r, next - 1) == TIMEX_PHASE)
        says->phase = (timex_phase)r->item[next - 1].value;
    else if (next > at + 1 && timex_kind(r, next - 2) == TIMEX_PHASE)
        says->phase = (timex_phase)r->item[next - 2].value;
    if (timex_is_mark(r, next, '\'') && timex_is_glued(r, next + 1))
        next++;
    const timex_item *item = &r->item[next];
    says->says             = TIMEX_SAYS_DECADE;
    says->key              = next;
    if (item->kind == TIMEX_DECADE) {
        if (next == at)
            return 0;
        says->year = item->value;
        return next + 1;
    }
    if (item->kind != TIMEX_NUM || item->value % 10 != 0)
        return 0;
    uint32_t end = next + 1;
    if ((item->flags & TIMEX_PLURAL) == 0) { /* "1990's" */
        if (!(timex_is_mark(r, end, '\'') && timex_is_glued(r, end) && timex_is_glued(r, end + 1) && dates_is(r, end, "'s")))
            return 0;
        end += 2;
        if (next == at)
            return 0;
    }
    if (item->digits == 4 && item->value >= 1000 && item->value <= 2100)
        says->year = item->value;
    else if (item->digits == 2 && (next > at || timex_is_mark(r, at - 1, '\'') || timex_kind(r, at - 1) == TIMEX_AND))
        says->year = item->value + (item->value <= 20 ? 2000 : 1900);
    else
        return 0;
    /* "in his 70s" is an age */
    return end;
}

uint32_t dul_timex_year(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    says->year   = TIMEX_YEAR_OPEN;
    uint32_t end = dates_decade(r, at, says);
    if (end != 0)
        return end;
    says->says    = TIMEX_SAYS_DATE;
    uint32_t word = timex_kind(r, at) == TIMEX_THE ? at + 1 : at;
    if (timex_kind(r, word) == TIMEX_UNIT && r->item[word].value == TIMEX_YEARS && dul_timex_is_year(r, word + 1) &&
        (r->item[word].flags & TIMEX_PLURAL) == 0) {
        says->year = r->item[word + 1].value; /* "the year 2000" */
        says->key  = word + 1;
        return word + 2;
    }
    says->key   = at;
    says->phase = TIMEX_WHOLE;
    if ((end = dates_short_year(r, at, &says->year)) != 0)
        return dul_timex_is_led(r, at) ? end : 0;
    const timex_item *item = &r->item[at];
    if (!dul_timex_is_year(r, at) || item->value < 1400 || item->value > 2100 || dates_goes_on(r, at) || dates_is_count(r, at))
        return 0;
    /* far years and round ones are counts more often than not, unless something leads to them */
    bool led = dul_timex_is_led(r, at) || timex_kind(r, at - 1) == TIMEX_FISCAL || timex_is_mark(r, at - 1, '(') || timex_kind(r, at - 1) == TIMEX_SEASON;
    if (!led && (item->value < 1900 || item->value > 2050))
        return 0;
    const timex_item *before = &r->item[at - 1], *after = &r->item[at + 1];
    bool              product = item->value % 100 == 0 && before->kind == TIMEX_OTHER && (before->flags & TIMEX_CAPITAL) != 0 && after->kind == TIMEX_OTHER;
    if (product) /* the Russell 2000 index */
        return 0;
    says->year = item->value;
    return at + 1;
}

uint32_t dul_timex_weekday(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    const timex_item *item = &r->item[at];
    says->says             = TIMEX_SAYS_WEEKDAY;
    says->year             = TIMEX_YEAR_OPEN;
    says->weekday          = item->value;
    says->key              = at;
    if ((item->flags & TIMEX_PLURAL) != 0) {
        says->says = TIMEX_SAYS_SET;
        return at + 1;
    }
    uint32_t next = at + 1;
    if (timex_is_mark(r, next, '.') && (item->flags & TIMEX_SHORT) != 0)
        next++;
    if (timex_is_mark(r, next, '(') && (item->flags & TIMEX_SHORT) == 0) { /* "Friday (October 11)": two expressions, one day */
        timex_meaning date = *says;
        uint32_t      end  = dul_timex_named_date(r, next + 1, &date);
        if (end != 0 && date.day != 0 && timex_is_mark(r, end, ')')) {
            date.key = at;
            *says    = date;
            return next;
        }
    }
    uint32_t date_at = timex_is_mark(r, next, ',') ? next + 1 : next;
    if (timex_kind(r, date_at) == TIMEX_MONTH || timex_kind(r, date_at) == TIMEX_NUM || timex_kind(r, date_at) == TIMEX_ORDINAL ||
        timex_kind(r, date_at) == TIMEX_THE) {
        timex_meaning date = *says;
        uint32_t      end  = dul_timex_numeric_date(r, date_at, &date);
        if (end == 0) {
            date = *says;
            end  = dul_timex_named_date(r, date_at, &date);
        }
        if (end != 0 && date.day != 0) {
            date.weekday = item->value;
            *says        = date;
            return end;
        }
        if (date_at == next && timex_kind(r, next) == TIMEX_THE && timex_kind(r, next + 1) == TIMEX_ORDINAL && r->item[next + 1].digits > 0) {
            says->day = r->item[next + 1].value; /* "Tuesday the 5th" */
            return next + 2;
        }
    }
    if ((item->flags & TIMEX_SHORT) != 0) { /* "Sat" alone is a word */
        bool title = (item->flags & TIMEX_CAPITAL) != 0 && item->value < 6 && item->value != 3 && item->value != 1;
        bool led   = timex_kind(r, at - 1) == TIMEX_ON || timex_kind(r, at - 1) == TIMEX_LAST || timex_kind(r, at - 1) == TIMEX_NEXT;
        if (!(title && led))
            return 0;
        return next;
    }
    static const char *const papers[] = {"times", "telegraph", "mail", "herald", "mirror", "express", "tribune", "star", "post", "league"};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if ((r->item[next].flags & TIMEX_CAPITAL) != 0 && dates_is(r, next, papers[i]))
            return 0;
    static const char *const names[] = {"bloody", "black", "palm", "ash", "super", "cyber", "ruby", "sheffield", "fat", "maundy", "freaky", "holy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((r->item[at - 1].flags & TIMEX_CAPITAL) != 0 && dates_is(r, at - 1, names[i]))
            return 0;
    /* "Tuesday last week", "Tuesday of this week" */
    uint32_t    week = timex_kind(r, next) == TIMEX_OF ? next + 1 : next;
    timex_class kind = timex_kind(r, week);
    if ((kind == TIMEX_LAST || kind == TIMEX_THIS || kind == TIMEX_NEXT) && timex_kind(r, week + 1) == TIMEX_UNIT && r->item[week + 1].value == TIMEX_WEEKS) {
        says->has_shift = true;
        says->shift     = kind == TIMEX_LAST ? -1 : kind == TIMEX_NEXT ? 1 : 0;
        return week + 2;
    }
    return next;
}

/* "UTC", "GMT +8", "(GMT+8)", "local time"; returns at when there is none. */
static uint32_t dates_zone(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    bool     bracket = timex_is_mark(r, at, '(');
    uint32_t zone    = bracket ? at + 1 : at;
    if (timex_kind(r, zone) != TIMEX_ZONE)
        return at;
    int32_t  minutes = r->item[zone].value;
    uint32_t end     = zone + 1;
    bool     plus = timex_is_mark(r, end, '+'), minus = timex_is_mark(r, end, '-');
    if ((plus || minus) && timex_kind(r, end + 1) == TIMEX_NUM && r->item[end + 1].value <= 14 && minutes == 0) {
        minutes = (plus ? 60 : -60) * r->item[end + 1].value;
        end += 2;
    }
    if (timex_kind(r, end) == TIMEX_TIME && dates_is(r, end, "time"))
        end++;
    else if (dates_is(r, zone, "local"))
        return at;
    if (bracket) {
        if (!timex_is_mark(r, end, ')'))
            return at;
        end++;
    }
    says->has_zone = minutes != TIMEX_ZONE_OPEN;
    says->zone     = minutes;
    return end;
}

/* Four digits that are a time without a mark: "at 1830", "shortly after 0200", "1830 hours" */
static bool dates_is_military(const timex_reader *r, uint32_t at)
{
    const timex_item *item = &r->item[at];
    if (item->value / 100 > 23 || item->value % 100 > 59 || item->kind != TIMEX_NUM)
        return false;
    timex_class before = timex_kind(r, at - 1), after = timex_kind(r, at + 1);
    bool        zero = item->value < 1000;
    if (after == TIMEX_UNIT) /* 1230 hours; but "for 2000 hours", "2000 hours of work" */
        return r->item[at + 1].value == TIMEX_HOURS &&
               (zero || (timex_kind(r, at + 2) != TIMEX_OF && before != TIMEX_FOR && before != TIMEX_THAN && before != TIMEX_LEAST && before != TIMEX_OTHER));
    bool led = before == TIMEX_AT || (before == TIMEX_APPROX && timex_kind(r, at - 2) == TIMEX_AT) ||
               (zero && (before == TIMEX_AFTER || before == TIMEX_BEFORE || before == TIMEX_PREP || before == TIMEX_APPROX));
    return led && after != TIMEX_ZONE && after != TIMEX_COUNT && after != TIMEX_NUM && !(after == TIMEX_OTHER && !zero) && !dates_goes_on(r, at);
}

uint32_t dul_timex_clock(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    const timex_item *item = &r->item[at];
    says->says             = TIMEX_SAYS_CLOCK;
    says->year             = TIMEX_YEAR_OPEN;
    says->key              = at;
    says->minute           = -1;
    if (item->kind == TIMEX_COUNT) {
        if (item->value > 12 || (timex_kind(r, at + 1) != TIMEX_OCLOCK && timex_kind(r, at + 1) != TIMEX_AMPM))
            return 0;
    } else if (item->kind != TIMEX_NUM || (item->flags & (TIMEX_GROUPED | TIMEX_PLURAL)) != 0 || item->digits > 4)
        return 0;
    if (timex_is_glued(r, at) && timex_kind(r, at - 1) == TIMEX_PUNCT && !timex_is_mark(r, at - 1, '(') && !timex_is_mark(r, at - 1, '"') &&
        !timex_is_mark(r, at - 1, '-'))
        return 0;
    uint32_t end = at + 1;
    says->hour   = item->value;
    bool minutes = false, sure = false;
    bool mark   = timex_is_mark(r, end, ':') || timex_is_mark(r, end, '.');
    bool spaced = timex_is_mark(r, end, ':') && !timex_is_glued(r, end + 1) && timex_kind(r, end + 2) == TIMEX_AMPM; /* "6: 00 p.m." */
    if (mark && timex_is_glued(r, end) && (timex_is_glued(r, end + 1) || spaced) && timex_kind(r, end + 1) == TIMEX_NUM && r->item[end + 1].digits == 2 &&
        item->digits <= 2) {
        minutes      = true;
        says->minute = r->item[end + 1].value;
        sure         = timex_is_mark(r, end, ':');
        end += 2;
        if (timex_is_mark(r, end, ':') && timex_kind(r, end + 1) == TIMEX_NUM && r->item[end + 1].digits == 2 && timex_is_glued(r, end + 1)) {
            if (r->item[end + 1].value >= 60)
                return 0;
            end += 2;
        }
        if (timex_is_mark(r, end, ':') && timex_is_glued(r, end))
            return 0;
    } else if (item->digits == 4 && dates_is_military(r, at)) { /* at 1830 */
        says->hour   = item->value / 100;
        says->minute = item->value % 100;
        minutes = sure = true;
        if (timex_kind(r, end) == TIMEX_UNIT)
            end++;
    } else if (item->digits == 4 || (item->digits == 3 && timex_kind(r, end) == TIMEX_AMPM)) { /* 0800 UTC */
        says->hour   = item->value / 100;
        says->minute = item->value % 100;
        minutes      = true;
    }
    if (timex_kind(r, end) == TIMEX_OCLOCK) {
        if (minutes)
            return 0;
        end++;
        sure = true;
    }
    if (timex_kind(r, end) == TIMEX_AMPM) {
        if (says->hour > 12 || says->hour == 0)
            return 0;
        says->hour = says->hour % 12 + r->item[end].value;
        sure       = true;
        end++;
        if (timex_is_mark(r, end, '.') && timex_is_glued(r, end) && dates_is(r, end - 1, "p.m"))
            end++;
    }
    if (says->hour > 24 || says->minute > 59 || (says->hour == 24 && says->minute > 0))
        return 0;
    uint32_t zone = dates_zone(r, end, says);
    if (zone > end) {
        if (!minutes && !sure)
            return 0;
        sure = true;
    }
    if (!sure)
        return 0;
    if (mark && minutes && says->minute >= 0 && zone == end && timex_kind(r, end - 1) != TIMEX_AMPM) { /* a score, a verse, a ratio: 3:16 */
        timex_class before = timex_kind(r, at - 1);
        if (item->digits == 1 && before != TIMEX_AT && before != TIMEX_PREP && before != TIMEX_FROM && before != TIMEX_APPROX && before != TIMEX_TO)
            return 0;
    }
    end = zone;
    /* "ten in the morning", "at 8:30 in the evening" */
    if (timex_kind(r, end) == TIMEX_IN && timex_kind(r, end + 1) == TIMEX_THE && timex_kind(r, end + 2) == TIMEX_PART) {
        timex_part part = (timex_part)r->item[end + 2].value;
        if ((part == TIMEX_AFTERNOON || part == TIMEX_EVENING) && says->hour < 12)
            says->hour += 12;
        end += 3;
    } else if (timex_kind(r, end) == TIMEX_AT && timex_kind(r, end + 1) == TIMEX_PART && r->item[end + 1].value == TIMEX_NIGHT) {
        if (says->hour >= 6 && says->hour < 12)
            says->hour += 12;
        end += 2;
    }
    return end;
}

uint32_t dul_timex_season(const timex_reader *r, uint32_t at, timex_meaning *says)
{
    uint32_t          next = timex_kind(r, at) == TIMEX_THE ? at + 1 : at;
    const timex_item *item = &r->item[next];
    if (item->kind != TIMEX_SEASON || (item->flags & TIMEX_PLURAL) != 0)
        return 0;
    says->says   = TIMEX_SAYS_SEASON;
    says->year   = TIMEX_YEAR_OPEN;
    says->season = item->value;
    says->key    = next;
    uint32_t end = dul_timex_of_year(r, next + 1, says);
    if (end > next + 1)
        return end;
    if (dul_timex_is_verb(r, next))
        return 0;
    const timex_item *after = &r->item[next + 1];
    if ((item->flags & TIMEX_CAPITAL) != 0 && after->kind == TIMEX_OTHER && (after->flags & TIMEX_CAPITAL) != 0)
        return 0; /* Winter Olympics, Summer Palace */
    if ((item->flags & TIMEX_CAPITAL) != 0 && timex_kind(r, next - 1) == TIMEX_OTHER && (r->item[next - 1].flags & TIMEX_CAPITAL) != 0)
        return 0; /* Arab Spring */
    if ((item->flags & TIMEX_UNSURE) != 0) {
        bool led = dul_timex_is_led(r, next) && timex_kind(r, next - 1) != TIMEX_OF && timex_kind(r, next - 1) != TIMEX_AFTER &&
                   timex_kind(r, next - 1) != TIMEX_BEFORE;
        if (item->value == 2 && !(led && timex_kind(r, next - 1) != TIMEX_THIS) && !(next > at && timex_kind(r, at - 1) == TIMEX_IN))
            return 0;
        if (timex_kind(r, next + 1) == TIMEX_OF || timex_kind(r, next + 1) == TIMEX_IN || timex_kind(r, next - 1) == TIMEX_A)
            return 0;
        if (item->value == 0 && !led && next == at && timex_kind(r, at - 1) == TIMEX_OTHER) { /* a hot spring; but "and spring brings rain" */
            uint8_t before = r->tree->upos[r->item[at - 1].token];
            if (before != DUL_UPOS_CCONJ && before != DUL_UPOS_SCONJ && before != DUL_UPOS_ADP)
                return 0;
        }
    }
    return next + 1;
}
