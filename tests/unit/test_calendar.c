/*
 * test_calendar.c -- the calendar against a counter that walks through four centuries and more, a day at a time, and against published dates.
 */
#include "time/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* The oracle: school rules only, no arithmetic over eras. */
static int32_t oracle_month_days(int32_t year, int32_t month)
{
    switch (month) {
    case 4:
    case 6:
    case 9:
    case 11: return 30;
    case 2:
        if (year % 400 == 0)
            return 29;
        if (year % 100 == 0)
            return 28;
        return year % 4 == 0 ? 29 : 28;
    default: return 31;
    }
}

static void test_every_day(void **state)
{
    (void)state;
    dul_date date    = {1599, 12, 27}; /* a Monday, and the first day of a week of ISO 8601 */
    dul_day  day     = dul_day_of(date);
    int32_t  weekday = 1, year = 1599, week = 52;
    uint32_t seen = 0;
    for (; date.year < 2101; seen++) {
        assert_int_equal(dul_day_of(date), day);
        dul_date back = dul_date_of(day);
        assert_int_equal(back.year, date.year);
        assert_int_equal(back.month, date.month);
        assert_int_equal(back.day, date.day);
        assert_int_equal(dul_day_weekday(day), weekday);
        if (weekday == 1 && ((date.month == 12 && date.day >= 29) || (date.month == 1 && date.day <= 4))) {
            week = 1; /* the week's Thursday lies in January, and is its first */
            year = date.month == 12 ? date.year + 1 : date.year;
        }
        assert_int_equal(dul_week_of(day).year, year);
        assert_int_equal(dul_week_of(day).week, week);
        assert_int_equal(dul_week_monday((dul_week){year, week}), day - weekday + 1);
        assert_int_equal(dul_days_in_month(date.year, date.month), oracle_month_days(date.year, date.month));

        char text[11];
        dul_date_format(date, text);
        dul_date parsed;
        assert_true(dul_date_parse(dul_str_of(text), &parsed));
        assert_memory_equal(&parsed, &date, sizeof date);

        day++;
        if (++weekday == 8) {
            weekday = 1;
            week++;
        }
        if (++date.day > oracle_month_days(date.year, date.month)) {
            date.day = 1;
            if (++date.month > 12) {
                date.month = 1;
                date.year++;
            }
        }
    }
    assert_int_equal(seen, 182992); /* 501 years with 122 leap days, and five days of 1599 */
}

static void test_known_days(void **state)
{
    (void)state;
    assert_int_equal(dul_day_of((dul_date){1970, 1, 1}), 0);
    assert_int_equal(dul_day_of((dul_date){1969, 12, 31}), -1);
    assert_int_equal(dul_day_of((dul_date){2000, 3, 1}), 11017);
    assert_int_equal(dul_day_of((dul_date){2022, 1, 5}), 18997);
    assert_int_equal(dul_day_weekday(18997), 3); /* a Wednesday */
    assert_int_equal(dul_day_of((dul_date){0, 3, 1}), -719468);
    assert_int_equal(dul_day_of((dul_date){-400, 3, 1}), -719468 - 146097);
    dul_date back = dul_date_of(-719468 - 146098);
    assert_int_equal(back.year, -400);
    assert_int_equal(back.month, 2);
    assert_int_equal(back.day, 29);
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2022",       "2022-1-06",  "2022-13-01", "2022-00-01", "2022-02-29", "1900-02-29",
                                      "2022-01-32", "2022-01-00", "2022/01/06", "20220106",   "x022-01-06", "2022-01-0",  "2022-01-061"};
    dul_date                 date;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(dul_date_parse(dul_str_of(bad[i]), &date));
    assert_true(dul_date_parse(DUL_STR("2000-02-29T12:00:00Z"), &date));
    assert_int_equal(date.day, 29);
}

static void test_months(void **state)
{
    (void)state;
    dul_date date = dul_date_add_months((dul_date){2022, 1, 31}, 1);
    assert_int_equal(date.month, 2);
    assert_int_equal(date.day, 28);
    date = dul_date_add_months((dul_date){2022, 1, 6}, -13);
    assert_int_equal(date.year, 2020);
    assert_int_equal(date.month, 12);
    assert_int_equal(date.day, 6);
    assert_int_equal(dul_days_in_month(2022, 0), 0);
    assert_int_equal(dul_days_in_month(2022, 13), 0);
}

static void test_easter(void **state)
{
    (void)state;
    static const dul_date known[] = {{1818, 3, 22}, {1943, 4, 25}, {2000, 4, 23}, {2008, 3, 23}, {2011, 4, 24}, {2022, 4, 17}, {2024, 3, 31}, {2038, 4, 25}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        dul_date easter = dul_easter(known[i].year);
        assert_int_equal(easter.month, known[i].month);
        assert_int_equal(easter.day, known[i].day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day), cmocka_unit_test(test_known_days), cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_months),    cmocka_unit_test(test_easter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
