/*
 * feasts.h -- on which days the feasts fall that reports name: fixed days, weekdays of a month, and what follows the moon and other calendars.
 *
 *     Easter, Orthodox Easter     the churches' tables (Gregorian, Julian)
 *     Ramadan, Eid, Ashura        the new moon and the sunset in Mecca; where the crescent is looked for, a feast may begin a day later
 *     Passover, Yom Kippur ...    the Jewish calendar, exact; the days, not the evenings on which they begin
 *     Lunar New Year, Diwali      new moons in Beijing and India, computed to a few minutes
 *     Nowruz                      the day of the March equinox in Tehran (after noon there: the next)
 *
 * Moons and equinox after J. Meeus, Astronomical Algorithms (1998), chapters 27 and 49; the Jewish and Islamic rules after Dershowitz and Reingold.
 *
 * Tests  tests/unit/test_calendar.c, against published dates
 */
#ifndef DUL_FEASTS_H
#define DUL_FEASTS_H

#include "time/calendar.h"
#include "time/timex_words.h"

typedef struct {
    dul_day first, last; /* inclusive */
} dul_feast_days;

/* When a feast begins in a year of our calendar, in order: none, one, or two times (the Islamic year is shorter). Years 1 to 9999. */
size_t dul_feast_of_year(timex_feast feast, int32_t year, dul_feast_days out[4]);

#endif
