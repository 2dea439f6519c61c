/*
 * calendar.c -- days and dates of the proleptic Gregorian calendar.
 *
 * The calendar repeats every 400 years, an "era" of 146,097 days. Inside an era, years are taken to begin on 1 March, so that the leap day is the last of
 * its year and the lengths of the months before it follow the line (153 m + 2) / 5: 31, 30, 31, 30, 31, 31, 30, ... Source: the classical algorithms for
 * day numbers (Fliegel and Van Flandern, CACM 11, 1968), written with eras so that negative years need no special case.
 */
#include "time/calendar.h"

#define CALENDAR_ERA_DAYS  146097
#define CALENDAR_EPOCH_DAY 719468 /* days from 0000-03-01 to 1970-01-01 */

static int64_t calendar_floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

dul_day dul_day_of(dul_date date)
{
    int64_t year        = (int64_t)date.year - (date.month <= 2);
    int64_t era         = calendar_floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month       = date.month > 2 ? date.month - 3 : date.month + 9; /* March is 0 */
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era  = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (dul_day)(era * CALENDAR_ERA_DAYS + day_of_era - CALENDAR_EPOCH_DAY);
}

dul_date dul_date_of(dul_day day)
{
    int64_t from         = (int64_t)day + CALENDAR_EPOCH_DAY;
    int64_t era          = calendar_floor_div(from, CALENDAR_ERA_DAYS);
    int64_t day_of_era   = from - era * CALENDAR_ERA_DAYS;
    int64_t year_of_era  = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year  = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month        = (5 * day_of_year + 2) / 153; /* March is 0 */
    int64_t day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    month                = month < 10 ? month + 3 : month - 9;
    return (dul_date){(int32_t)(year_of_era + era * 400 + (month <= 2)), (int32_t)month, (int32_t)day_of_month};
}

int32_t dul_day_weekday(dul_day day)
{
    int64_t from_thursday = (int64_t)day + 3; /* 1970-01-01 is a Thursday */
    return (int32_t)(from_thursday - 7 * calendar_floor_div(from_thursday, 7)) + 1;
}

static bool calendar_is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t dul_days_in_month(int32_t year, int32_t month)
{
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && calendar_is_leap(year));
}

dul_week dul_week_of(dul_day day)
{
    dul_day  thursday = day - dul_day_weekday(day) + 4; /* the week belongs to the year of its Thursday */
    dul_date date     = dul_date_of(thursday);
    dul_day  first    = dul_day_of((dul_date){date.year, 1, 1});
    return (dul_week){date.year, (thursday - first) / 7 + 1};
}

dul_day dul_week_monday(dul_week week)
{
    dul_day fourth = dul_day_of((dul_date){week.year, 1, 4}); /* 4 January lies in week 1 */
    return fourth - dul_day_weekday(fourth) + 1 + 7 * (week.week - 1);
}

dul_date dul_date_add_months(dul_date date, int32_t months)
{
    int64_t  from = (int64_t)date.year * 12 + date.month - 1 + months;
    int64_t  year = calendar_floor_div(from, 12);
    dul_date to   = {(int32_t)year, (int32_t)(from - year * 12) + 1, date.day};
    int32_t  last = dul_days_in_month(to.year, to.month);
    if (to.day > last)
        to.day = last;
    return to;
}

dul_date dul_easter(int32_t year)
{
    /* The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30;
    int32_t i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    return (dul_date){year, n / 31, n % 31 + 1};
}

static bool calendar_digits(dul_str text, size_t at, size_t n, int32_t *out)
{
    if (text.len < at + n)
        return false;
    int32_t value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *out = value;
    return true;
}

bool dul_date_parse(dul_str text, dul_date *out)
{
    dul_date date;
    if (!calendar_digits(text, 0, 4, &date.year) || !calendar_digits(text, 5, 2, &date.month) || !calendar_digits(text, 8, 2, &date.day))
        return false;
    if (text.at[4] != '-' || text.at[7] != '-' || (text.len > 10 && text.at[10] >= '0' && text.at[10] <= '9'))
        return false;
    if (date.day < 1 || date.day > dul_days_in_month(date.year, date.month))
        return false;
    *out = date;
    return true;
}

void dul_date_format(dul_date date, char out[11])
{
    uint32_t year  = date.year < 0 ? 0 : date.year > 9999 ? 9999 : (uint32_t)date.year;
    uint32_t month = (uint32_t)date.month % 100, day = (uint32_t)date.day % 100;
    out[0]  = (char)('0' + year / 1000);
    out[1]  = (char)('0' + year / 100 % 10);
    out[2]  = (char)('0' + year / 10 % 10);
    out[3]  = (char)('0' + year % 10);
    out[4]  = '-';
    out[5]  = (char)('0' + month / 10);
    out[6]  = (char)('0' + month % 10);
    out[7]  = '-';
    out[8]  = (char)('0' + day / 10);
    out[9]  = (char)('0' + day % 10);
    out[10] = '\0';
}
