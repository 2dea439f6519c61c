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

dul_day  dul_day_of(dul_date date);
dul_date dul_date_of(dul_day day);
int32_t  dul_day_weekday(dul_day day); /* 1 Monday ... 7 Sunday, as ISO 8601 */
int32_t  dul_days_in_month(int32_t year, int32_t month);

/* "2022-01-06" (more text after the day, such as a time of day, is let pass); false when it is no date of the calendar. */
bool dul_date_parse(dul_str text, dul_date *out);

/* Write "2022-01-06" with a NUL; years outside 0000 to 9999 are cut to these. */
void dul_date_format(dul_date date, char out[11]);

#endif
