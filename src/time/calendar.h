/*
 * calendar.h -- days and dates of the proleptic Gregorian calendar.
 *
 * Tests  tests/unit/test_calendar.c
 */
#ifndef DUL_CALENDAR_H
#define DUL_CALENDAR_H

#include "base/job.h"

typedef struct {
    int32_t year;       /* 0 is 1 BC              */
    int32_t month, day; /* counted from 1         */
} dul_date;

typedef struct {
    int32_t year, week; /* of ISO 8601: weeks begin on Monday, week 1 holds the first Thursday */
} dul_week;

dul_day  dul_day_of(dul_date date);
dul_date dul_date_of(dul_day day);
int32_t  dul_day_weekday(dul_day day); /* 1 Monday ... 7 Sunday, as ISO 8601 */
int32_t  dul_days_in_month(int32_t year, int32_t month);

dul_week dul_week_of(dul_day day);
dul_day  dul_week_monday(dul_week week);

/* The date so many months later (negative: earlier); a day that the month lacks becomes its last. */
dul_date dul_date_add_months(dul_date date, int32_t months);

/* Easter Sunday of the western churches; year >= 1. */
dul_date dul_easter(int32_t year);

/* "2022-01-06" (more text after the day, such as a time of day, is let pass); false when it is no date of the calendar. */
bool dul_date_parse(dul_str text, dul_date *out);

/* Write "2022-01-06" with a NUL; years outside 0000 to 9999 are cut to these. */
void dul_date_format(dul_date date, char out[11]);

#endif
