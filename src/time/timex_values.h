/*
 * timex_values.h -- a value as TIMEX3 writes it, with the days that it denotes.
 */
#ifndef DUL_TIMEX_VALUES_H
#define DUL_TIMEX_VALUES_H

#include "time/timex_grammar.h"

typedef struct {
    char    text[64];
    dul_day first, last; /* inclusive; DUL_DAY_NONE when it denotes none */
} timex_value;

void dul_timex_value_days(timex_value *value, dul_day first, dul_day last);
void dul_timex_value_day(timex_value *value, dul_day day);
bool dul_timex_value_year_fits(int64_t year);
void dul_timex_value_open(timex_value *value, const char *text);
void dul_timex_value_month(timex_value *value, int32_t year, int32_t month);
void dul_timex_value_year(timex_value *value, int32_t year);
void dul_timex_value_week(timex_value *value, dul_day day, bool weekend);
void dul_timex_value_quarter(timex_value *value, int32_t year, int32_t quarter);
void dul_timex_value_half(timex_value *value, int32_t year, int32_t half);
/* Seasons from 0, spring. */
const char *dul_timex_season_text(int32_t season);
dul_day     dul_timex_season_start(int32_t year, int32_t season);
void        dul_timex_value_season(timex_value *value, int32_t year, int32_t season);
void        dul_timex_value_decade(timex_value *value, int32_t year);
void        dul_timex_value_century(timex_value *value, int32_t century);
void        dul_timex_value_phase(timex_value *value, timex_phase phase);

/* One number with its unit, as in "P2D": decades and centuries are written in years, fortnights in weeks. */
void dul_timex_value_length(char *out, size_t size, int32_t tenths, timex_unit unit);

#endif
