/* timex_values.c -- stretches of the calendar, written as TIMEX3 and as an interval of days. */
#include "time/timex_values.h"

#include "time/timex_anchor.h"

#include <stdio.h>

void dul_timex_value_days(timex_value *value, dul_day first, dul_day last)
{
    value->first = first;
    value->last  = last;
}

void dul_timex_value_day(timex_value *value, dul_day day)
{
    dul_date_format(dul_date_of(day), value->text);
    dul_timex_value_days(value, day, day);
}

/* Years outside what is written with four digits leave the value open. */
bool dul_timex_value_year_fits(int64_t year)
{
    return year >= 0 && year <= 9999;
}

void dul_timex_value_open(timex_value *value, const char *text)
{
    snprintf(value->text, sizeof value->text, "%s", text);
    dul_timex_value_days(value, DUL_DAY_NONE, DUL_DAY_NONE);
}

void dul_timex_value_month(timex_value *value, int32_t year, int32_t month)
{
    if (!dul_timex_value_year_fits(year)) {
        dul_timex_value_open(value, "XXXX-XX");
        return;
    }
    snprintf(value->text, sizeof value->text, "%04d-%02d", year, month);
    dul_timex_value_days(value, dul_day_of((dul_date){year, month, 1}), dul_day_of((dul_date){year, month, dul_days_in_month(year, month)}));
}

void dul_timex_value_year(timex_value *value, int32_t year)
{
    if (!dul_timex_value_year_fits(year)) {
        dul_timex_value_open(value, "XXXX");
        return;
    }
    snprintf(value->text, sizeof value->text, "%04d", year);
    dul_timex_value_days(value, dul_day_of((dul_date){year, 1, 1}), dul_day_of((dul_date){year, 12, 31}));
}

void dul_timex_value_week(timex_value *value, dul_day day, bool weekend)
{
    dul_week week   = dul_week_of(day);
    dul_day  monday = dul_week_monday(week);
    if (!dul_timex_value_year_fits(week.year)) {
        dul_timex_value_open(value, "XXXX-WXX");
        return;
    }
    snprintf(value->text, sizeof value->text, weekend ? "%04d-W%02d-WE" : "%04d-W%02d", week.year, week.week);
    dul_timex_value_days(value, weekend ? monday + 5 : monday, monday + 6);
}

void dul_timex_value_quarter(timex_value *value, int32_t year, int32_t quarter)
{
    snprintf(value->text, sizeof value->text, "%04d-Q%d", year, quarter);
    dul_timex_value_days(value, dul_day_of((dul_date){year, quarter * 3 - 2, 1}),
                         dul_day_of((dul_date){year, quarter * 3, dul_days_in_month(year, quarter * 3)}));
}

void dul_timex_value_half(timex_value *value, int32_t year, int32_t half)
{
    snprintf(value->text, sizeof value->text, "%04d-H%d", year, half);
    dul_timex_value_days(value, dul_day_of((dul_date){year, half * 6 - 5, 1}), dul_day_of((dul_date){year, half * 6, half == 1 ? 30 : 31}));
}

const char *dul_timex_season_text(int32_t season)
{
    static const char *const text[4] = {"SP", "SU", "FA", "WI"};
    return text[season];
}

dul_day dul_timex_season_start(int32_t year, int32_t season)
{
    return dul_day_of((dul_date){year, season * 3 + 3, 1});
}

/* Seasons of the northern half, by whole months; the winter of a year begins in its December. */
void dul_timex_value_season(timex_value *value, int32_t year, int32_t season)
{
    if (!dul_timex_value_year_fits(year)) {
        dul_timex_value_open(value, "XXXX");
        return;
    }
    snprintf(value->text, sizeof value->text, "%04d-%s", year, dul_timex_season_text(season));
    int32_t next_year = season == 3 ? year + 1 : year;
    dul_timex_value_days(value, dul_timex_season_start(year, season), dul_timex_season_start(next_year, (season + 1) % 4) - 1);
}

void dul_timex_value_decade(timex_value *value, int32_t year)
{
    snprintf(value->text, sizeof value->text, "%03d", year / 10);
    dul_timex_value_days(value, dul_day_of((dul_date){year, 1, 1}), dul_day_of((dul_date){year + 9, 12, 31}));
}

void dul_timex_value_century(timex_value *value, int32_t century)
{
    snprintf(value->text, sizeof value->text, "%02d", century - 1);
    dul_timex_value_days(value, dul_day_of((dul_date){(century - 1) * 100, 1, 1}), dul_day_of((dul_date){(century - 1) * 100 + 99, 12, 31}));
}

/* early, mid, late: a third of the interval each; start and end: a fifth */
void dul_timex_value_phase(timex_value *value, timex_phase phase)
{
    if (value->first == DUL_DAY_NONE || phase == TIMEX_WHOLE || value->last - value->first < 3)
        return;
    dul_day length = value->last - value->first + 1;
    dul_day part   = phase == TIMEX_START || phase == TIMEX_FINISH ? (length + 4) / 5 : (length + 2) / 3;
    switch (phase) {
    case TIMEX_EARLY:
    case TIMEX_START: value->last = value->first + part - 1; break;
    case TIMEX_MID:
        value->first += length / 3;
        value->last = value->first + part - 1;
        break;
    case TIMEX_LATE:
    case TIMEX_FINISH: value->first = value->last - part + 1; break;
    case TIMEX_WHOLE: break;
    }
}

/* One number with its unit, as in "P2D": decades and centuries are written in years, fortnights in weeks. */
void dul_timex_value_length(char *out, size_t size, int32_t tenths, timex_unit unit)
{
    char number[24];
    if (tenths == 0 && unit == TIMEX_DECADES) {
        snprintf(out, size, "XDE");
        return;
    }
    if (tenths == 0 && unit == TIMEX_CENTURIES) {
        snprintf(out, size, "XCE");
        return;
    }
    int64_t all = tenths;
    if (unit == TIMEX_DECADES)
        all *= 10;
    else if (unit == TIMEX_CENTURIES)
        all *= 100;
    else if (unit == TIMEX_FORTNIGHTS)
        all *= 2;
    else if (unit == TIMEX_HOURS && all == 5) { /* half an hour */
        all  = 300;
        unit = TIMEX_MINUTES;
    } else if (unit == TIMEX_YEARS && all == 5) {
        all  = 60;
        unit = TIMEX_MONTHS;
    }
    if (tenths == 0)
        snprintf(number, sizeof number, "X");
    else if (all % 10 == 0)
        snprintf(number, sizeof number, "%lld", (long long)(all / 10));
    else
        snprintf(number, sizeof number, "%lld.%lld", (long long)(all / 10), (long long)(all % 10));
    switch (unit) {
    case TIMEX_SECONDS: snprintf(out, size, "T%sS", number); break;
    case TIMEX_MINUTES: snprintf(out, size, "T%sM", number); break;
    case TIMEX_HOURS: snprintf(out, size, "T%sH", number); break;
    case TIMEX_DAYS:
    case TIMEX_NIGHTS: snprintf(out, size, "%sD", number); break;
    case TIMEX_WEEKENDS: snprintf(out, size, "%sWE", number); break;
    case TIMEX_WEEKS:
    case TIMEX_FORTNIGHTS: snprintf(out, size, "%sW", number); break;
    case TIMEX_MONTHS: snprintf(out, size, "%sM", number); break;
    case TIMEX_QUARTERS: snprintf(out, size, "%sQ", number); break;
    case TIMEX_YEARS:
    case TIMEX_DECADES:
    case TIMEX_CENTURIES:
    case TIMEX_N_UNITS: snprintf(out, size, "%sY", number); break;
    }
}

dul_day dul_timex_move(dul_day day, int64_t tenths, timex_unit unit)
{
    int64_t days = 0, months = 0;
    switch (unit) {
    case TIMEX_DAYS:
    case TIMEX_NIGHTS: days = tenths / 10; break;
    case TIMEX_WEEKS:
    case TIMEX_WEEKENDS: days = tenths * 7 / 10; break;
    case TIMEX_FORTNIGHTS: days = tenths * 14 / 10; break;
    case TIMEX_MONTHS: months = tenths / 10; break;
    case TIMEX_QUARTERS: months = tenths * 3 / 10; break;
    case TIMEX_YEARS: months = tenths * 12 / 10; break;
    case TIMEX_DECADES: months = tenths * 12; break;
    case TIMEX_CENTURIES: months = tenths * 120; break;
    default: break;
    }
    if (months > 120000 || months < -120000 || days > 3000000 || days < -3000000)
        return DUL_DAY_NONE;
    return months != 0 ? dul_day_of(dul_date_add_months(dul_date_of(day), (int32_t)months)) : day + (dul_day)days;
}

/* Where fiscal years begin, as the houses of a country mostly count; named after the year in which they end, or begin. */
static const struct {
    const char *country;
    int8_t      month;
    bool        by_start;
} values_fiscal[] = {
    {"USA", 10, false}, {"THA", 10, false}, {"AUS", 7, false}, {"NZL", 7, false}, {"PAK", 7, false}, {"BGD", 7, false},
    {"KEN", 7, false},  {"UGA", 7, false},  {"TZA", 7, false}, {"EGY", 7, false}, {"ETH", 7, false}, {"NPL", 7, false},
    {"IND", 4, false},  {"GBR", 4, false},  {"ZAF", 4, false}, {"JPN", 4, true},  {"SGP", 4, true},
};

void dul_timex_fiscal(dul_timexes *times, dul_str country)
{
    for (size_t c = 0; c < sizeof values_fiscal / sizeof *values_fiscal; c++) {
        if (!dul_str_is(country, values_fiscal[c].country))
            continue;
        for (uint32_t i = 0; i < times->n; i++) {
            dul_timex *time = &times->item[i];
            if (time->value[0] != 'F' || time->value[1] != 'Y' || time->first == DUL_DAY_NONE)
                continue;
            const int32_t year = dul_date_of(time->first).year - (values_fiscal[c].by_start ? 0 : 1);
            time->first        = dul_day_of((dul_date){year, values_fiscal[c].month, 1});
            time->last         = dul_day_of((dul_date){year + 1, values_fiscal[c].month, 1}) - 1;
            time->how          = "the fiscal year of the story's country";
        }
        return;
    }
}
