/*
 * timex_anchor.c -- direction and arithmetic: the calendar is asked what an expression means.
 */
#include "time/timex_anchor.h"

#include "time/timex_feasts.h"
#include "time/timex_values.h"

#include <stdio.h>

/* ---- counting --------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const timex_reader  *r;
    const timex_meaning *says;
    timex_tense          tense;
    uint32_t             sentence;
    const timex_anchor  *anchor;
    timex_value          value;
    bool                 relative;
    const char          *how;
} timex_count;

/* The day to count from: the story's last one, or publication. */
static dul_day count_reference(timex_count *count, bool from_story)
{
    const timex_anchor *anchor = count->anchor;
    if (from_story && anchor->near != DUL_DAY_NONE && anchor->near_sentence + 1 >= count->sentence) {
        count->relative = true;
        count->how      = "counted from the date told just before";
        return anchor->near;
    }
    if (from_story && anchor->story != DUL_DAY_NONE) {
        count->relative = true;
        count->how      = "counted from the story's last date";
        return anchor->story;
    }
    count->how = anchor->published == DUL_DAY_NONE ? "no day to count from" : "counted from the day of publication";
    return anchor->published;
}

/* The unit around a day, as large as the unit: 2022-01-05, 2022-W01, 2022-01, 2022 ... */
static void count_around(timex_count *count, dul_day day, timex_unit unit)
{
    timex_value *value = &count->value;
    dul_date     date  = dul_date_of(day);
    if (!dul_timex_value_year_fits(date.year)) {
        dul_timex_value_open(value, "XXXX");
        return;
    }
    switch (unit) {
    case TIMEX_WEEKS:
    case TIMEX_FORTNIGHTS: dul_timex_value_week(value, day, false); break;
    case TIMEX_WEEKENDS: dul_timex_value_week(value, day, true); break;
    case TIMEX_MONTHS: dul_timex_value_month(value, date.year, date.month); break;
    case TIMEX_QUARTERS: dul_timex_value_quarter(value, date.year, (date.month + 2) / 3); break;
    case TIMEX_YEARS: dul_timex_value_year(value, date.year); break;
    case TIMEX_DECADES: dul_timex_value_decade(value, date.year / 10 * 10); break;
    case TIMEX_CENTURIES: dul_timex_value_century(value, date.year / 100 + 1); break;
    default: dul_timex_value_day(value, day); break;
    }
}

static const char *count_open_unit(timex_unit unit)
{
    switch (unit) {
    case TIMEX_WEEKS:
    case TIMEX_FORTNIGHTS: return "XXXX-WXX";
    case TIMEX_WEEKENDS: return "XXXX-WXX-WE";
    case TIMEX_MONTHS: return "XXXX-XX";
    case TIMEX_QUARTERS: return "XXXX-QX";
    case TIMEX_YEARS: return "XXXX";
    case TIMEX_DECADES: return "XXX";
    case TIMEX_CENTURIES: return "XX";
    default: return "XXXX-XX-XX";
    }
}

/* The year of something that stands in the year's order at day `probe(year)`: by tense, else the nearest. start and end are its days in the year of
 * publication; a story may speak of the month or season that it is in. */
static int32_t count_year(timex_count *count, dul_day start, dul_day end, int32_t year, timex_mod mod)
{
    dul_day published = count->anchor->published;
    count->how        = "the nearest to the day of publication";
    if (mod == TIMEX_MOD_LAST)
        return end < published ? year : year - 1;
    if (mod == TIMEX_MOD_NEXT)
        return start > published ? year : year + 1;
    if (mod == TIMEX_MOD_THIS)
        return year;
    if (count->tense == TIMEX_TENSE_PAST) {
        count->how = "the last one before publication";
        return start > published + 7 ? year - 1 : year;
    }
    if (count->tense == TIMEX_TENSE_FUTURE) {
        count->how = "the first one after publication";
        return end < published - 7 ? year + 1 : year;
    }
    if (start > published + 183)
        return year - 1;
    if (end < published - 183)
        return year + 1;
    return year;
}

/* The year that the words give: written, or "of last year". TIMEX_YEAR_OPEN when they give none. */
static int32_t count_said_year(timex_count *count)
{
    const timex_meaning *says = count->says;
    if (says->year != TIMEX_YEAR_OPEN) {
        count->how = "written out";
        return says->year;
    }
    if (!says->has_year_shift || count->anchor->published == DUL_DAY_NONE)
        return TIMEX_YEAR_OPEN;
    count->how = "counted from the day of publication";
    return dul_date_of(count->anchor->published).year + says->year_shift;
}

/* "Friday, October 11" lies in the year that makes it a Friday, if one beside the likely one does and that does not. */
static int32_t count_weekday_year(const timex_meaning *says, int32_t year)
{
    static const int8_t tries[] = {0, 1, -1};
    for (size_t i = 0; i < sizeof tries; i++)
        if (says->day <= dul_days_in_month(year + tries[i], says->month) &&
            dul_day_weekday(dul_day_of((dul_date){year + tries[i], says->month, says->day})) == says->weekday)
            return year + tries[i];
    return year;
}

static void count_date(timex_count *count)
{
    const timex_meaning *says  = count->says;
    timex_value         *value = &count->value;
    int32_t              year  = count_said_year(count);
    if (says->month == 0) {
        dul_timex_value_year(value, year);
        if (says->last_year != TIMEX_YEAR_OPEN && value->last != DUL_DAY_NONE)
            value->last = dul_day_of((dul_date){says->last_year, 12, 31});
        return;
    }
    if (year == TIMEX_YEAR_OPEN && count->anchor->published != DUL_DAY_NONE) {
        dul_date published = dul_date_of(count->anchor->published);
        dul_day  start     = dul_day_of((dul_date){published.year, says->month, says->day == 0 ? 1 : says->day});
        dul_day  end       = says->day != 0 ? start : start + dul_days_in_month(published.year, says->month) - 1;
        year               = count_year(count, start, end, published.year, says->mod);
        if (says->weekday != 0 && says->day != 0)
            year = count_weekday_year(says, year);
    }
    if (year == TIMEX_YEAR_OPEN) {
        count->how = "no day to count from";
        if (says->day == 0)
            snprintf(value->text, sizeof value->text, "XXXX-%02d", says->month);
        else
            snprintf(value->text, sizeof value->text, "XXXX-%02d-%02d", says->month, says->day);
        dul_timex_value_days(value, DUL_DAY_NONE, DUL_DAY_NONE);
        return;
    }
    if (says->day == 0) {
        dul_timex_value_month(value, year, says->month);
        return;
    }
    int32_t day = says->day > dul_days_in_month(year, says->month) ? dul_days_in_month(year, says->month) : says->day;
    if (!dul_timex_value_year_fits(year)) {
        dul_timex_value_open(value, "XXXX-XX-XX");
        return;
    }
    dul_timex_value_day(value, dul_day_of((dul_date){year, says->month, day}));
    if (says->last_day > says->day && says->last_day <= dul_days_in_month(year, says->month))
        value->last = value->first + says->last_day - says->day;
}

static void count_weekday(timex_count *count)
{
    const timex_meaning *says = count->says;
    dul_day              from = count_reference(count, says->from_story);
    if (from == DUL_DAY_NONE) {
        snprintf(count->value.text, sizeof count->value.text, "XXXX-WXX-%d", says->weekday);
        dul_timex_value_days(&count->value, DUL_DAY_NONE, DUL_DAY_NONE);
        return;
    }
    int32_t today = dul_day_weekday(from);
    int32_t back  = (today - says->weekday + 7) % 7; /* days since the last such day, today included */
    dul_day day;
    if (says->has_shift) {
        day        = from - today + says->weekday + 7 * says->shift;
        count->how = "the week is given";
    } else if (says->from_story && says->mod == TIMEX_MOD_THIS) /* "that Tuesday" */
        day = from - back;
    else if (says->mod == TIMEX_MOD_LAST)
        day = from - (back == 0 ? 7 : back);
    else if (says->mod == TIMEX_MOD_NEXT)
        day = from - back + 7;
    else if (says->mod == TIMEX_MOD_THIS) /* "this Friday": ahead, unless the clause lies behind */
        day = count->tense == TIMEX_TENSE_PAST || back == 0 ? from - back : from - back + 7;
    else if (count->tense == TIMEX_TENSE_FUTURE) {
        day        = back == 0 ? from : from - back + 7;
        count->how = "the first one after publication, since the clause lies ahead";
    } else {
        day        = from - back;
        count->how = "the last one before publication";
    }
    if (says->day != 0) { /* "Tuesday the 5th" */
        for (dul_day probe = day - 35; probe <= day + 35; probe += 7)
            if (dul_date_of(probe).day == says->day && (count->tense != TIMEX_TENSE_PAST || probe <= from)) {
                day = probe;
                break;
            }
    }
    dul_timex_value_day(&count->value, day);
}

static void count_unit(timex_count *count)
{
    const timex_meaning *says   = count->says;
    const timex_anchor  *anchor = count->anchor;
    if (says->unit == TIMEX_YEARS && says->from_story && anchor->near_year != TIMEX_YEAR_OPEN && anchor->near_year_sentence + 1 >= count->sentence) {
        dul_timex_value_year(&count->value, anchor->near_year + says->shift); /* "last year ... the year before", "in 1994 ... that year" */
        count->relative = true;
        count->how      = "counted from the year told just before";
        return;
    }
    dul_day from = count_reference(count, says->from_story);
    if (from == DUL_DAY_NONE) {
        dul_timex_value_open(&count->value, count_open_unit(says->unit));
        return;
    }
    if (says->unit == TIMEX_WEEKENDS) {
        int32_t today  = dul_day_weekday(from);
        dul_day monday = from - today + 1;
        int32_t shift  = says->shift;
        if (says->mod != TIMEX_MOD_LAST && says->mod != TIMEX_MOD_NEXT && today < 6 && count->tense != TIMEX_TENSE_FUTURE)
            shift = -1; /* "at the weekend", told in the week after */
        dul_timex_value_week(&count->value, monday + 7 * shift, true);
        return;
    }
    dul_day day = dul_timex_move(says->unit == TIMEX_MONTHS || says->unit == TIMEX_QUARTERS ? from - dul_date_of(from).day + 1 : from,
                                 (int64_t)says->shift * 10, says->unit);
    if (day == DUL_DAY_NONE)
        dul_timex_value_open(&count->value, count_open_unit(says->unit));
    else
        count_around(count, day, says->unit);
}

static void count_shift(timex_count *count)
{
    const timex_meaning *says        = count->says;
    bool                 small       = says->unit == TIMEX_SECONDS || says->unit == TIMEX_MINUTES || says->unit == TIMEX_HOURS;
    dul_day              from        = count_reference(count, says->from_story);
    bool                 vague_story = says->from_story && !count->relative && says->unit >= TIMEX_MONTHS && says->vague;
    if (says->vague && !small) { /* "years ago", "several days later" */
        dul_timex_value_open(&count->value, says->shift < 0 ? "PAST_REF" : "FUTURE_REF");
        if (from != DUL_DAY_NONE && says->unit == TIMEX_DAYS && !vague_story)
            dul_timex_value_days(&count->value, says->shift < 0 ? from - 7 : from + 1, says->shift < 0 ? from - 1 : from + 7);
        return;
    }
    const timex_anchor *anchor = count->anchor;
    if (says->unit == TIMEX_YEARS && says->from_story && anchor->near_year != TIMEX_YEAR_OPEN && anchor->near_year_sentence + 1 >= count->sentence) {
        dul_timex_value_year(&count->value, anchor->near_year + says->shift * says->tenths / 10); /* "in 1994 ... two years later" */
        count->relative = true;
        count->how      = "counted from the year told just before";
        return;
    }
    if (from == DUL_DAY_NONE) {
        dul_timex_value_open(&count->value, small ? "XXXX-XX-XXTXX" : count_open_unit(says->unit));
        return;
    }
    if (small) {
        int64_t hours = says->unit == TIMEX_HOURS ? says->tenths / 10 : 0;
        dul_timex_value_day(&count->value, from + (dul_day)(says->shift * (hours / 24)));
        if (hours % 24 != 0 || hours == 0)
            memcpy(count->value.text + strlen(count->value.text), "TXX", sizeof "TXX");
        return;
    }
    dul_day day = dul_timex_move(from, (int64_t)says->shift * says->tenths, says->unit);
    if (day == DUL_DAY_NONE) {
        dul_timex_value_open(&count->value, says->shift < 0 ? "PAST_REF" : "FUTURE_REF");
        return;
    }
    bool exact = says->unit == TIMEX_WEEKS && says->tenths == 10; /* "a week ago" names its day */
    count_around(count, day, exact ? TIMEX_DAYS : says->unit);
}

/* quarter, half, season: what recurs each year */
static void count_in_year(timex_count *count)
{
    const timex_meaning *says   = count->says;
    int32_t              year   = count_said_year(count);
    int32_t              months = says->says == TIMEX_SAYS_HALF ? 6 : 3;
    int32_t              number = says->says == TIMEX_SAYS_SEASON ? says->season : says->nth == -1 ? 4 : says->nth;
    if (year == TIMEX_YEAR_OPEN && count->anchor->published != DUL_DAY_NONE) {
        dul_date published = dul_date_of(count->anchor->published);
        int32_t  this_year = published.year;
        dul_day  start, end;
        if (says->says == TIMEX_SAYS_SEASON) {
            if (number == 3 && published.month < 6)
                this_year--; /* the winter that began last December */
            start = dul_timex_season_start(this_year, number);
            end   = start + 90;
        } else {
            start = dul_day_of((dul_date){this_year, (number - 1) * months + 1, 1});
            end   = start + months * 30;
        }
        timex_tense tense = count->tense;
        if (tense == TIMEX_TENSE_OPEN && says->says != TIMEX_SAYS_SEASON)
            count->tense = TIMEX_TENSE_PAST;
        year         = count_year(count, start, end, this_year, says->mod);
        count->tense = tense;
    }
    if (year == TIMEX_YEAR_OPEN || !dul_timex_value_year_fits(year)) {
        count->how = "no day to count from";
        if (says->says == TIMEX_SAYS_SEASON)
            snprintf(count->value.text, sizeof count->value.text, "XXXX-%s", dul_timex_season_text(number));
        else
            snprintf(count->value.text, sizeof count->value.text, "XXXX-%c%d", says->says == TIMEX_SAYS_HALF ? 'H' : 'Q', number);
        dul_timex_value_days(&count->value, DUL_DAY_NONE, DUL_DAY_NONE);
    } else if (says->says == TIMEX_SAYS_SEASON)
        dul_timex_value_season(&count->value, year, number);
    else if (says->says == TIMEX_SAYS_HALF)
        dul_timex_value_half(&count->value, year, number);
    else
        dul_timex_value_quarter(&count->value, year, number);
}

/* "the last week of March": the nth day, week, weekend or month of a month or year */
static void count_nth(timex_count *count)
{
    const timex_meaning *says  = count->says;
    timex_count          whole = *count;
    timex_meaning        of    = *says;
    whole.says                 = &of;
    if (says->has_shift) {
        of.says       = TIMEX_SAYS_UNIT;
        of.unit       = TIMEX_MONTHS;
        of.from_story = false;
        count_unit(&whole);
    } else if (of.month == 0) {
        int32_t year = count_said_year(&whole);
        dul_timex_value_year(&whole.value, year == TIMEX_YEAR_OPEN ? -1 : year);
    } else
        count_date(&whole);
    count->how    = whole.how;
    dul_day first = whole.value.first, last = whole.value.last;
    if (first == DUL_DAY_NONE) {
        dul_timex_value_open(&count->value, count_open_unit(says->unit));
        return;
    }
    int32_t index = says->nth - 1;
    switch (says->unit) {
    case TIMEX_WEEKS: {
        /* the weeks that lie in it for the most part: those whose Thursday does */
        dul_day thursday = first + (4 - dul_day_weekday(first) + 7) % 7;
        dul_day day      = says->nth == -1 ? last - (dul_day_weekday(last) - 4 + 7) % 7 : thursday + 7 * index;
        if (day > last)
            dul_timex_value_open(&count->value, "XXXX-WXX");
        else
            dul_timex_value_week(&count->value, day, false);
        break;
    }
    case TIMEX_WEEKENDS: {
        dul_day saturday = first + (6 - dul_day_weekday(first) + 7) % 7;
        dul_day day      = says->nth == -1 ? last - (dul_day_weekday(last) - 6 + 7) % 7 : saturday + 7 * index;
        if (day > last)
            dul_timex_value_open(&count->value, "XXXX-WXX-WE");
        else
            dul_timex_value_week(&count->value, day, true);
        break;
    }
    case TIMEX_MONTHS: {
        dul_date date = dul_date_add_months(dul_date_of(first), says->nth == -1 ? (last - first) / 30 - 1 : index);
        dul_timex_value_month(&count->value, date.year, date.month);
        break;
    }
    default: {
        dul_day day = says->nth == -1 ? last : first + index;
        if (day > last)
            dul_timex_value_open(&count->value, "XXXX-XX-XX");
        else
            dul_timex_value_day(&count->value, day);
        break;
    }
    }
}

static void count_feast(timex_count *count)
{
    const timex_meaning *says = count->says;
    int32_t              year = count_said_year(count);
    if (says->feast == TIMEX_NAMED_FEAST) { /* known by name alone */
        dul_timex_value_open(&count->value, "XXXX");
        if (year != TIMEX_YEAR_OPEN)
            dul_timex_value_year(&count->value, year);
        return;
    }
    dul_feast_days days[12];
    size_t         n = 0;
    if (year != TIMEX_YEAR_OPEN) {
        n = dul_feast_of_year((timex_feast)says->feast, year, days);
    } else if (count->anchor->published != DUL_DAY_NONE) {
        const int32_t published = dul_date_of(count->anchor->published).year;
        for (int32_t y = published - 1; y <= published + 1; y++)
            n += dul_feast_of_year((timex_feast)says->feast, y, days + n);
        count->how = count->tense == TIMEX_TENSE_PAST     ? "the last one before publication"
                     : count->tense == TIMEX_TENSE_FUTURE ? "the first one after publication"
                                                          : "the nearest to the day of publication";
    } else {
        dul_feast_days other[4]; /* a feast of a fixed day has it without a year, too */
        count->how = "no day to count from";
        dul_timex_value_open(&count->value, "XXXX-XX-XX");
        if (dul_feast_of_year((timex_feast)says->feast, 2021, days) == 1 && dul_feast_of_year((timex_feast)says->feast, 2022, other) == 1 &&
            dul_date_of(days[0].first).day == dul_date_of(other[0].first).day && dul_date_of(days[0].first).month == dul_date_of(other[0].first).month &&
            says->feast != TIMEX_NOWRUZ) {
            const dul_date date = dul_date_of(days[0].first);
            snprintf(count->value.text, sizeof count->value.text, "XXXX-%02d-%02d", date.month, date.day);
        }
        return;
    }
    if (n == 0) {
        dul_timex_value_open(&count->value, "XXXX-XX-XX");
        return;
    }
    const dul_feast_days chosen = days[year != TIMEX_YEAR_OPEN ? 0 : dul_timex_feast_meant(days, n, count->anchor->published, says->mod, count->tense)];
    dul_timex_value_day(&count->value, chosen.first + says->shift);
    count->value.last = chosen.last + says->shift;
}

static void count_duration(timex_count *count)
{
    const timex_meaning *says  = count->says;
    timex_value         *value = &count->value;
    char                 first[32], more[32] = "";
    dul_timex_value_length(first, sizeof first, says->tenths, says->unit);
    if (says->more_tenths != 0)
        dul_timex_value_length(more, sizeof more, says->more_tenths, says->more_unit);
    const char *joined = more[0] == 'T' && first[0] == 'T' ? more + 1 : more;
    snprintf(value->text, sizeof value->text, "P%s%s", first, joined);
    dul_timex_value_days(value, DUL_DAY_NONE, DUL_DAY_NONE);
    count->how = "a length";
    if (says->nth != 0) { /* "the first three months of the year" */
        int32_t year = count_said_year(count);
        if (year != TIMEX_YEAR_OPEN && dul_timex_value_year_fits(year)) {
            dul_day start = dul_day_of((dul_date){year, 1, 1}), end = dul_day_of((dul_date){year, 12, 31});
            dul_day inner = says->nth > 0 ? dul_timex_move(start, says->tenths, says->unit) : dul_timex_move(end, -says->tenths, says->unit);
            if (inner != DUL_DAY_NONE && inner > start && inner < end)
                dul_timex_value_days(value, says->nth > 0 ? start : inner + 1, says->nth > 0 ? inner - 1 : end);
        }
        return;
    }
    if (says->touches == 0 || says->tenths == 0 || says->unit < TIMEX_DAYS)
        return;
    dul_day from = count_reference(count, says->from_story);
    if (from == DUL_DAY_NONE)
        return;
    if (says->touches < 0) {
        dul_day start = dul_timex_move(from, -(int64_t)says->tenths, says->unit);
        if (start != DUL_DAY_NONE)
            dul_timex_value_days(value, start < from ? start + 1 : start, from);
        count->how = count->relative ? "ends on the story's last date" : "ends on the day of publication";
    } else {
        dul_day end = dul_timex_move(from, says->tenths, says->unit);
        if (end != DUL_DAY_NONE)
            dul_timex_value_days(value, from, end);
        count->how = count->relative ? "begins on the story's last date" : "begins on the day of publication";
    }
}

static void count_set(timex_count *count)
{
    const timex_meaning     *says    = count->says;
    timex_value             *value   = &count->value;
    static const char *const parts[] = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TDT", "TMO"};
    dul_timex_value_days(value, DUL_DAY_NONE, DUL_DAY_NONE);
    count->how = "recurs";
    if (says->weekday != 0)
        snprintf(value->text, sizeof value->text, "XXXX-WXX-%d%s", says->weekday, parts[says->part]);
    else if (says->month != 0 && says->day != 0)
        snprintf(value->text, sizeof value->text, "XXXX-%02d-%02d", says->month, says->day);
    else if (says->month != 0)
        snprintf(value->text, sizeof value->text, "XXXX-%02d", says->month);
    else if (says->season != 0)
        snprintf(value->text, sizeof value->text, "XXXX-%s", dul_timex_season_text(says->season - 1));
    else if (says->part != TIMEX_PART_NONE)
        snprintf(value->text, sizeof value->text, "XXXX-XX-XX%s", parts[says->part]);
    else {
        char length[32];
        dul_timex_value_length(length, sizeof length, says->tenths, says->unit);
        snprintf(value->text, sizeof value->text, "P%s", length);
    }
}

/* Hang the time of the day on the value of its day. */
static void count_clock(timex_count *count)
{
    const timex_meaning     *says    = count->says;
    timex_value             *value   = &count->value;
    static const char *const parts[] = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TDT", "TMO"};
    size_t                   n       = strlen(value->text);
    if (says->hour < 0) {
        snprintf(value->text + n, sizeof value->text - n, "%s", parts[says->part]);
        return;
    }
    int32_t hour = says->hour; /* "6 o'clock this afternoon" */
    if (hour < 12 && (says->part == TIMEX_AFTERNOON || says->part == TIMEX_EVENING || (says->part == TIMEX_NIGHT && hour >= 6)))
        hour += 12;
    snprintf(value->text + n, sizeof value->text - n, "T%02d:%02d", hour, says->minute < 0 ? 0 : says->minute);
    n = strlen(value->text);
    if (!says->has_zone)
        return;
    if (says->zone == 0)
        snprintf(value->text + n, sizeof value->text - n, "Z");
    else {
        int32_t zone = says->zone < 0 ? -says->zone : says->zone;
        snprintf(value->text + n, sizeof value->text - n, "%c%02d:%02d", says->zone < 0 ? '-' : '+', zone / 60 % 100, zone % 60);
    }
}

static void count_value(timex_count *count)
{
    const timex_meaning *says      = count->says;
    dul_day              published = count->anchor->published;
    switch (says->says) {
    case TIMEX_SAYS_DATE: count_date(count); break;
    case TIMEX_SAYS_WEEKDAY: count_weekday(count); break;
    case TIMEX_SAYS_DEICTIC:
        count->how = "counted from the day of publication";
        if (published == DUL_DAY_NONE)
            dul_timex_value_open(&count->value, "XXXX-XX-XX");
        else
            dul_timex_value_day(&count->value, published + says->shift);
        break;
    case TIMEX_SAYS_UNIT: count_unit(count); break;
    case TIMEX_SAYS_SHIFT: count_shift(count); break;
    case TIMEX_SAYS_SEASON:
    case TIMEX_SAYS_QUARTER:
    case TIMEX_SAYS_HALF: count_in_year(count); break;
    case TIMEX_SAYS_DECADE:
        count->how = "written out";
        dul_timex_value_decade(&count->value, says->year);
        break;
    case TIMEX_SAYS_CENTURY:
        count->how = "written out";
        dul_timex_value_century(&count->value, says->nth);
        break;
    case TIMEX_SAYS_NTH: count_nth(count); break;
    case TIMEX_SAYS_FISCAL:
        /* when a fiscal year begins differs from house to house, so the interval is that of the calendar year */
        dul_timex_value_year(&count->value, says->year);
        snprintf(count->value.text, sizeof count->value.text, "FY%04d", says->year);
        count->how = "written out";
        break;
    case TIMEX_SAYS_FEAST: count_feast(count); break;
    case TIMEX_SAYS_CLOCK: {
        dul_day from = count_reference(count, true);
        if (from == DUL_DAY_NONE)
            dul_timex_value_open(&count->value, "XXXX-XX-XX");
        else
            dul_timex_value_day(&count->value, from);
        break;
    }
    case TIMEX_SAYS_DURATION: count_duration(count); break;
    case TIMEX_SAYS_SET: count_set(count); break;
    case TIMEX_SAYS_REF: {
        static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
        dul_timex_value_open(&count->value, refs[says->ref]);
        count->how = "a reference without a date";
        break;
    }
    case TIMEX_SAYS_NOTHING: dul_timex_value_open(&count->value, ""); break;
    }
}

dulati_result dul_timex_anchor(const timex_reader *r, const timex_meaning *says, timex_tense tense, uint32_t sentence, const timex_anchor *anchor,
                               dul_timex *out)
{
    timex_count count = {.r = r, .says = says, .tense = tense, .sentence = sentence, .anchor = anchor, .how = "written out"};
    dul_timex_value_days(&count.value, DUL_DAY_NONE, DUL_DAY_NONE);
    count_value(&count);
    out->type = says->says == TIMEX_SAYS_DURATION ? DUL_TIMEX_DURATION : says->says == TIMEX_SAYS_SET ? DUL_TIMEX_SET : DUL_TIMEX_DATE;
    if (out->type == DUL_TIMEX_DATE && says->says != TIMEX_SAYS_REF) {
        if (says->hour >= 0 || says->part != TIMEX_PART_NONE) {
            count_clock(&count);
            out->type = DUL_TIMEX_TIME;
        } else if (strstr(count.value.text, "TXX") != NULL)
            out->type = DUL_TIMEX_TIME;
        dul_timex_value_phase(&count.value, says->phase);
    }
    out->value    = dul_arena_copy(r->job->arena, dul_str_of(count.value.text));
    out->first    = count.value.first;
    out->last     = count.value.last;
    out->relative = count.relative;
    out->how      = count.how;
    out->bound    = says->bound;
    return out->value == NULL ? dul_fail_memory(r->job->err) : DULATI_OK;
}
