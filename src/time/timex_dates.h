/*
 * timex_dates.h -- matchers for what is written on calendars and clocks: dates in all spellings, weekdays, years, times of the day.
 *
 * Each tries at an item, fills *says and returns the item past its match, or 0.
 */
#ifndef DUL_TIMEX_DATES_H
#define DUL_TIMEX_DATES_H

#include "time/timex_grammar.h"

/* A day or month by its month's name ("January 2", "2nd of January 2022", "Jan. 2022", "January"). */
uint32_t dul_timex_named_date(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "2022-01-06", "06.01.2022", "1/6/2022", "2021/22", "9/11" */
uint32_t dul_timex_numeric_date(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "2022", "the 1990s", "'82", "the nineties" */
uint32_t dul_timex_year(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "Tuesday", "Wednesday, January 5, 2022", "Tuesday last week", "Tuesdays" */
uint32_t dul_timex_weekday(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "10:30 p.m. (GMT+8)", "0800 UTC", "ten o'clock" */
uint32_t dul_timex_clock(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "spring 2014", "the summer" */
uint32_t dul_timex_season(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* "Christmas Eve", "New Year's Day", "Ramadan" */
uint32_t dul_timex_feast(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* [, | of] then "2022", "'22", "last year", "the same year" after something that lies in a year. Returns at when there is none. */
uint32_t dul_timex_of_year(const timex_reader *reader, uint32_t at, timex_meaning *says);

/* A day of the month in digits or as an ordinal, or 0. */
int32_t dul_timex_day_number(const timex_reader *reader, uint32_t at);

/* Is the item a year in four digits? */
bool dul_timex_is_year(const timex_reader *reader, uint32_t at);

/* Does a word that leads to a date stand before the item: in, since, last, early ...? */
bool dul_timex_is_led(const timex_reader *reader, uint32_t at);

/* Is the item's token tagged as a verb or auxiliary? (Never, where no tags are.) */
bool dul_timex_is_verb(const timex_reader *reader, uint32_t at);

#endif
