/* feasts.c -- the days of feasts: tables, other calendars, the moon. */
#include "time/feasts.h"

#include <math.h>

#define FEAST_JD_EPOCH 2440587.5 /* Julian date of 1970-01-01, midnight */
#define FEAST_MONTH    29.530588861

static double feast_sin(double degrees)
{
    return sin(degrees * 0.017453292519943295);
}

/* ---- the moon and the sun ------------------------------------------------------------------------------------------------------------- */

/* The new moon of number k (0: 6 January 2000), in days since 1970, universal time but for a minute. */
static double feast_new_moon(double k)
{
    const double t = k / 1236.85, e = 1 - 0.002516 * t;
    const double sun  = 2.5534 + 29.10535670 * k;
    const double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
    const double node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
    double       day  = 2451550.09766 + FEAST_MONTH * k + 0.00015437 * t * t;
    day += -0.40720 * feast_sin(moon) + 0.17241 * e * feast_sin(sun) + 0.01608 * feast_sin(2 * moon) + 0.01039 * feast_sin(2 * node) +
           0.00739 * e * feast_sin(moon - sun) - 0.00514 * e * feast_sin(moon + sun) + 0.00208 * e * e * feast_sin(2 * sun) -
           0.00111 * feast_sin(moon - 2 * node) - 0.00057 * feast_sin(moon + 2 * node) + 0.00056 * e * feast_sin(2 * moon + sun) -
           0.00042 * feast_sin(3 * moon) + 0.00042 * e * feast_sin(sun + 2 * node) + 0.00038 * e * feast_sin(sun - 2 * node) -
           0.00024 * e * feast_sin(2 * moon - sun);
    return day - FEAST_JD_EPOCH;
}

/* The last new moon before a moment, and its number. */
static double feast_moon_before(double moment, double *k)
{
    *k = floor((moment + FEAST_JD_EPOCH - 2451550.09766) / FEAST_MONTH) + 1;
    while (feast_new_moon(*k) >= moment)
        *k -= 1;
    return feast_new_moon(*k);
}

/* March equinox (quarter 0) or December solstice (3) of a year, in days since 1970, universal time but for a minute or two. */
static double feast_equinox(int32_t year, int quarter)
{
    static const double mean[4][4] = {{2451623.80984, 365242.37404, 0.05169, -0.00411}, {0}, {0}, {2451900.05952, 365242.74049, -0.06223, -0.00823}};
    static const double wave[][3]  = {
         {485, 324.96, 1934.136}, {203, 337.23, 32964.467}, {199, 342.08, 20.186},   {182, 27.85, 445267.112}, {156, 73.14, 45036.886}, {136, 171.52, 22518.443},
         {77, 222.54, 65928.934}, {74, 296.72, 3034.906},   {70, 243.58, 9037.513},  {58, 119.81, 33718.147},  {52, 297.17, 150.678},   {50, 21.02, 2281.226},
         {45, 247.54, 29929.562}, {44, 325.15, 31555.956},  {29, 60.93, 4443.417},   {18, 155.12, 67555.328},  {17, 288.79, 4562.452},  {16, 198.04, 62894.029},
         {14, 199.76, 31436.921}, {12, 95.39, 14577.848},   {12, 287.11, 31931.756}, {12, 320.81, 34777.259},  {9, 227.73, 1222.114},   {8, 15.45, 16859.074}};
    const double  y   = (year - 2000) / 1000.0;
    const double *m   = mean[quarter];
    const double  jde = m[0] + m[1] * y + m[2] * y * y + m[3] * y * y * y, t = (jde - 2451545) / 36525;
    const double  w = 35999.373 * t - 2.47, lambda = 1 + 0.0334 * feast_sin(w + 90) + 0.0007 * feast_sin(2 * w + 90);
    double        sum = 0;
    for (size_t i = 0; i < sizeof wave / sizeof *wave; i++)
        sum += wave[i][0] * feast_sin(wave[i][1] + wave[i][2] * t + 90);
    return jde + 0.00001 * sum / lambda - FEAST_JD_EPOCH;
}

static dul_day feast_day(double moment)
{
    return (dul_day)floor(moment);
}

/* The month that holds the December solstice is the eleventh; the year begins two new moons later, or three when that would lie before 21 January. */
static dul_day feast_lunar_new_year(int32_t year)
{
    const double beijing  = 8 / 24.0;
    const double solstice = floor(feast_equinox(year - 1, 3) + beijing) + 1; /* the end of that day there */
    double       k;
    feast_moon_before(solstice - beijing, &k);
    dul_day day = feast_day(feast_new_moon(k + 2) + beijing);
    if (day < dul_day_of((dul_date){year, 1, 21}))
        day = feast_day(feast_new_moon(k + 3) + beijing);
    return day;
}

/* The evening before (or of) the new moon of the month in which the sun stands in Libra by the Indian reckoning. */
static dul_day feast_diwali(int32_t year)
{
    const double india = 5.5 / 24.0;
    double       k;
    const double moon = feast_moon_before((double)dul_day_of((dul_date){year, 11, 16}), &k);
    return feast_day(moon + india - 0.75);
}

static dul_day feast_nowruz(int32_t year)
{
    return feast_day(feast_equinox(year, 0) + 3.5 / 24 + 0.5);
}

/* ---- other calendars ------------------------------------------------------------------------------------------------------------------ */

/* The first day of an Islamic month: the table of 30 years tells which moon it is, and the month begins on the day after the first sunset in Mecca that follows
 * the new moon. */
static dul_day feast_islamic(int64_t year, int64_t month)
{
    const int64_t epoch = -492148; /* 19 July 622, proleptic Gregorian */
    const int64_t table = epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2;
    const double  mecca = 3 / 24.0, sunset = 0.75;
    double        k;
    return feast_day(feast_moon_before((double)table + 2, &k) + mecca - sunset) + 2;
}

static int64_t feast_floor(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* Days from the Jewish epoch to the new year of a Jewish year, with the postponements. */
static int64_t feast_jewish_elapsed(int64_t year)
{
    const int64_t months = feast_floor(235 * year - 234, 19), parts = 12084 + 13753 * months;
    const int64_t day = 29 * months + feast_floor(parts, 25920);
    return day + ((3 * (day + 1)) % 7 < 3);
}

static dul_day feast_jewish_new_year(int64_t year)
{
    const int64_t before = feast_jewish_elapsed(year - 1), now = feast_jewish_elapsed(year), after = feast_jewish_elapsed(year + 1);
    const int64_t delay = after - now == 356 ? 2 : now - before == 382 ? 1 : 0;
    return (dul_day)(now + delay - 2092590); /* 1 Tishri of the year 1 is 7 September -3760, proleptic Gregorian */
}

/* Passover begins 163 days before the next new year, Purim 30 before Passover. */
static dul_day feast_passover(int32_t year)
{
    return feast_jewish_new_year(year + 3761) - 163;
}

/* 25 Kislev: after Tishri (30), Heshvan (29, or 30 in long years) and 24 days of Kislev. */
static dul_day feast_hanukkah(int32_t year)
{
    const dul_day start  = feast_jewish_new_year(year + 3761);
    const int32_t length = feast_jewish_new_year(year + 3762) - start;
    return start + 30 + (length % 10 == 5 ? 30 : 29) + 24;
}

/* Easter by the Julian table, as a day of our calendar. */
static dul_day feast_orthodox_easter(int32_t year)
{
    const int32_t moon = (19 * (year % 19) + 15) % 30, week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    const int32_t month = (moon + week + 114) / 31, day = (moon + week + 114) % 31 + 1;
    return dul_day_of((dul_date){year, month, day}) + year / 100 - year / 400 - 2;
}

/* ---- the feasts ----------------------------------------------------------------------------------------------------------------------- */

typedef enum { FEAST_FIXED, FEAST_WEEKDAY, FEAST_EASTER, FEAST_ISLAMIC, FEAST_RULE } feast_kind;

/* a, b, c: month and day; month, weekday and which (-1: the last); days after Easter; Islamic month and day */
static const struct {
    feast_kind kind;
    int16_t    a, b, c;
    int16_t    days;
} feast_rule[TIMEX_NAMED_FEAST] = {
    [TIMEX_CHRISTMAS]          = {FEAST_FIXED, 12, 25, 0, 1},
    [TIMEX_CHRISTMAS_EVE]      = {FEAST_FIXED, 12, 24, 0, 1},
    [TIMEX_NEW_YEAR]           = {FEAST_FIXED, 1, 1, 0, 1},
    [TIMEX_NEW_YEAR_EVE]       = {FEAST_FIXED, 12, 31, 0, 1},
    [TIMEX_EASTER]             = {FEAST_EASTER, 0, 0, 0, 1},
    [TIMEX_GOOD_FRIDAY]        = {FEAST_EASTER, -2, 0, 0, 1},
    [TIMEX_PENTECOST]          = {FEAST_EASTER, 49, 0, 0, 1},
    [TIMEX_HALLOWEEN]          = {FEAST_FIXED, 10, 31, 0, 1},
    [TIMEX_THANKSGIVING]       = {FEAST_WEEKDAY, 11, 4, 4, 1},
    [TIMEX_VALENTINE]          = {FEAST_FIXED, 2, 14, 0, 1},
    [TIMEX_MAY_DAY]            = {FEAST_FIXED, 5, 1, 0, 1},
    [TIMEX_BOXING_DAY]         = {FEAST_FIXED, 12, 26, 0, 1},
    [TIMEX_LABOR_DAY]          = {FEAST_WEEKDAY, 9, 1, 1, 1},
    [TIMEX_MEMORIAL_DAY]       = {FEAST_WEEKDAY, 5, 1, -1, 1},
    [TIMEX_COLUMBUS_DAY]       = {FEAST_WEEKDAY, 10, 1, 2, 1},
    [TIMEX_PRESIDENTS_DAY]     = {FEAST_WEEKDAY, 2, 1, 3, 1},
    [TIMEX_VETERANS_DAY]       = {FEAST_FIXED, 11, 11, 0, 1},
    [TIMEX_WOMENS_DAY]         = {FEAST_FIXED, 3, 8, 0, 1},
    [TIMEX_BASTILLE_DAY]       = {FEAST_FIXED, 7, 14, 0, 1},
    [TIMEX_EARTH_DAY]          = {FEAST_FIXED, 4, 22, 0, 1},
    [TIMEX_HUMAN_RIGHTS_DAY]   = {FEAST_FIXED, 12, 10, 0, 1},
    [TIMEX_AUSTRALIA_DAY]      = {FEAST_FIXED, 1, 26, 0, 1},
    [TIMEX_CANADA_DAY]         = {FEAST_FIXED, 7, 1, 0, 1},
    [TIMEX_ORTHODOX_EASTER]    = {FEAST_RULE, 0, 0, 0, 1},
    [TIMEX_ORTHODOX_CHRISTMAS] = {FEAST_FIXED, 1, 7, 0, 1},
    [TIMEX_RAMADAN]            = {FEAST_ISLAMIC, 9, 1, 0, 30},
    [TIMEX_EID_FITR]           = {FEAST_ISLAMIC, 10, 1, 0, 3},
    [TIMEX_EID_ADHA]           = {FEAST_ISLAMIC, 12, 10, 0, 4},
    [TIMEX_EID]                = {FEAST_RULE, 0, 0, 0, 4},
    [TIMEX_ISLAMIC_NEW_YEAR]   = {FEAST_ISLAMIC, 1, 1, 0, 1},
    [TIMEX_ASHURA]             = {FEAST_ISLAMIC, 1, 10, 0, 1},
    [TIMEX_MAWLID]             = {FEAST_ISLAMIC, 3, 12, 0, 1},
    [TIMEX_MUHARRAM]           = {FEAST_ISLAMIC, 1, 1, 0, 30},
    [TIMEX_PASSOVER]           = {FEAST_RULE, 0, 0, 0, 8},
    [TIMEX_PURIM]              = {FEAST_RULE, 0, 0, 0, 1},
    [TIMEX_ROSH_HASHANAH]      = {FEAST_RULE, 0, 0, 0, 2},
    [TIMEX_YOM_KIPPUR]         = {FEAST_RULE, 0, 0, 0, 1},
    [TIMEX_SUKKOT]             = {FEAST_RULE, 0, 0, 0, 7},
    [TIMEX_HANUKKAH]           = {FEAST_RULE, 0, 0, 0, 8},
    [TIMEX_NOWRUZ]             = {FEAST_RULE, 0, 0, 0, 1},
    [TIMEX_LUNAR_NEW_YEAR]     = {FEAST_RULE, 0, 0, 0, 1},
    [TIMEX_DIWALI]             = {FEAST_RULE, 0, 0, 0, 1},
};

static dul_day feast_by_rule(timex_feast feast, int32_t year)
{
    switch (feast) {
    case TIMEX_ORTHODOX_EASTER: return feast_orthodox_easter(year);
    case TIMEX_PASSOVER: return feast_passover(year);
    case TIMEX_PURIM: return feast_passover(year) - 30;
    case TIMEX_ROSH_HASHANAH: return feast_jewish_new_year(year + 3761);
    case TIMEX_YOM_KIPPUR: return feast_jewish_new_year(year + 3761) + 9;
    case TIMEX_SUKKOT: return feast_jewish_new_year(year + 3761) + 14;
    case TIMEX_HANUKKAH: return feast_hanukkah(year);
    case TIMEX_NOWRUZ: return feast_nowruz(year);
    case TIMEX_LUNAR_NEW_YEAR: return feast_lunar_new_year(year);
    case TIMEX_DIWALI: return feast_diwali(year);
    default: return DUL_DAY_NONE;
    }
}

static dul_day feast_by_weekday(int32_t year, int32_t month, int32_t weekday, int32_t which)
{
    const dul_day first = dul_day_of((dul_date){year, month, 1}), last = first + dul_days_in_month(year, month) - 1;
    return which < 0 ? last - (dul_day_weekday(last) - weekday + 7) % 7 : first + (weekday - dul_day_weekday(first) + 7) % 7 + 7 * (which - 1);
}

static size_t feast_put(dul_feast_days *out, size_t n, dul_day day, int32_t days)
{
    size_t at = n;
    for (; at > 0 && out[at - 1].first > day; at--)
        out[at] = out[at - 1];
    out[at] = (dul_feast_days){day, day + days - 1};
    return n + 1;
}

size_t dul_feast_of_year(timex_feast feast, int32_t year, dul_feast_days out[4])
{
    if ((int)feast < 0 || feast >= TIMEX_NAMED_FEAST || year < 1 || year > 9999)
        return 0;
    if (feast == TIMEX_EID) { /* either of the two */
        dul_feast_days other[4];
        size_t         n = dul_feast_of_year(TIMEX_EID_FITR, year, out), n_other = dul_feast_of_year(TIMEX_EID_ADHA, year, other);
        for (size_t i = 0; i < n_other && n < 4; i++)
            n = feast_put(out, n, other[i].first, other[i].last - other[i].first + 1);
        return n;
    }
    const int32_t a = feast_rule[feast].a, b = feast_rule[feast].b, days = feast_rule[feast].days;
    switch (feast_rule[feast].kind) {
    case FEAST_FIXED: return feast_put(out, 0, dul_day_of((dul_date){year, a, b}), days);
    case FEAST_WEEKDAY: return feast_put(out, 0, feast_by_weekday(year, a, b, feast_rule[feast].c), days);
    case FEAST_EASTER: return feast_put(out, 0, dul_day_of(dul_easter(year)) + a, days);
    case FEAST_RULE: return feast_put(out, 0, feast_by_rule(feast, year), days);
    case FEAST_ISLAMIC: break;
    }
    size_t        n      = 0;
    const int64_t around = (int64_t)(year - 622) * 33 / 32;
    for (int64_t islamic = around - 1; islamic <= around + 2 && n < 2; islamic++) {
        if (islamic < 1)
            continue;
        const dul_day month = feast_islamic(islamic, a), day = month + b - 1;
        if (dul_date_of(day).year == year)
            n = feast_put(out, n, day, days < 29 ? days : (a == 12 ? feast_islamic(islamic + 1, 1) : feast_islamic(islamic, a + 1)) - month);
    }
    return n;
}
