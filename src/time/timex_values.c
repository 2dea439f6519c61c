/* timex_values.c -- stretches of the calendar, written as TIMEX3 and as an interval of days. */
#include "time/timex_values.h"

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
