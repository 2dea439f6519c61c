/* stub: its owner replaces this file */
#include "time/calendar.h"
dul_day dul_day_of(dul_date date){(void)date;return 0;}
dul_date dul_date_of(dul_day day){(void)day;return (dul_date){1970,1,1};}
int32_t dul_day_weekday(dul_day day){return (day+3)%7+1;}
int32_t dul_days_in_month(int32_t year, int32_t month){(void)year;(void)month;return 30;}
bool dul_date_parse(dul_str text, dul_date *out){(void)text;*out=(dul_date){1970,1,1};return true;}
void dul_date_format(dul_date date, char out[11]){(void)date;memcpy(out,"1970-01-01",11);}
