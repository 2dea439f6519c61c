/*
 * timex_words.c -- from tokens to items: one look-up a word in a sorted table, and a small lexer for everything with digits or dots.
 */
#include "time/timex_words.h"

#include "time/timex.h"

typedef struct {
    const char *word;
    uint8_t     kind;
    int32_t     value;
    uint16_t    flags;
} timex_word;

/* Sorted by word; test_timex.c looks. Inflected forms stand on their own; "second" is an ordinal, and a unit only in the plural. */
// clang-format off
static const timex_word timex_word_table[] = {
    {"a", TIMEX_A, 0, 0},
    {"about", TIMEX_APPROX, 0, 0},
    {"academic", TIMEX_QUALITY, 0, 0},
    {"additional", TIMEX_QUALITY, 0, 0},
    {"aedt", TIMEX_ZONE, 660, 0},
    {"aest", TIMEX_ZONE, 600, 0},
    {"after", TIMEX_AFTER, 0, 0},
    {"afternoon", TIMEX_PART, TIMEX_AFTERNOON, 0},
    {"afternoons", TIMEX_PART, TIMEX_AFTERNOON, TIMEX_PLURAL},
    {"afterward", TIMEX_AFTER, 0, 0},
    {"afterwards", TIMEX_AFTER, 0, 0},
    {"ago", TIMEX_AGO, 0, 0},
    {"akst", TIMEX_ZONE, -540, 0},
    {"all", TIMEX_ALL, 0, 0},
    {"almost", TIMEX_APPROX, 0, 0},
    {"am", TIMEX_AMPM, 0, 0},
    {"an", TIMEX_A, 0, 0},
    {"and", TIMEX_AND, 0, 0},
    {"annual", TIMEX_OFTEN, TIMEX_YEARS, 0},
    {"annually", TIMEX_OFTEN, TIMEX_YEARS, 0},
    {"approximately", TIMEX_APPROX, 0, 0},
    {"apr", TIMEX_MONTH, 4, TIMEX_SHORT},
    {"april", TIMEX_MONTH, 4, 0},
    {"around", TIMEX_APPROX, 0, 0},
    {"ashura", TIMEX_FEAST, TIMEX_ASHURA, 0},
    {"at", TIMEX_AT, 0, 0},
    {"aug", TIMEX_MONTH, 8, TIMEX_SHORT},
    {"august", TIMEX_MONTH, 8, TIMEX_UNSURE},
    {"autumn", TIMEX_SEASON, 2, 0},
    {"before", TIMEX_BEFORE, 0, 0},
    {"beforehand", TIMEX_BEFORE, 0, 0},
    {"beginning", TIMEX_EDGE, TIMEX_START, 0},
    {"between", TIMEX_PREP, DUL_TIMEX_AT, 0},
    {"bst", TIMEX_ZONE, 60, 0},
    {"business", TIMEX_QUALITY, 0, 0},
    {"by", TIMEX_PREP, DUL_TIMEX_BY, 0},
    {"calendar", TIMEX_QUALITY, 0, 0},
    {"cdt", TIMEX_ZONE, -300, 0},
    {"centuries", TIMEX_UNIT, TIMEX_CENTURIES, TIMEX_PLURAL},
    {"century", TIMEX_UNIT, TIMEX_CENTURIES, 0},
    {"cest", TIMEX_ZONE, 120, 0},
    {"cet", TIMEX_ZONE, 60, 0},
    {"chanukah", TIMEX_FEAST, TIMEX_HANUKKAH, 0},
    {"christmas", TIMEX_FEAST, TIMEX_CHRISTMAS, 0},
    {"close", TIMEX_EDGE, TIMEX_FINISH, 0},
    {"coming", TIMEX_COMING, 0, 0},
    {"consecutive", TIMEX_ROW, 0, 0},
    {"countless", TIMEX_FEW, 0, 0},
    {"couple", TIMEX_COUPLE, 0, 0},
    {"cst", TIMEX_ZONE, -360, 0},
    {"ct", TIMEX_ZONE, TIMEX_ZONE_OPEN, 0},
    {"current", TIMEX_CURRENT, 0, 0},
    {"currently", TIMEX_REF, TIMEX_PRESENT_REF, 0},
    {"daily", TIMEX_OFTEN, TIMEX_DAYS, 0},
    {"dawn", TIMEX_PART, TIMEX_DAWN, 0},
    {"day", TIMEX_UNIT, TIMEX_DAYS, 0},
    {"daybreak", TIMEX_PART, TIMEX_DAWN, 0},
    {"daylong", TIMEX_LONG, TIMEX_DAYS, 0},
    {"days", TIMEX_UNIT, TIMEX_DAYS, TIMEX_PLURAL},
    {"dayslong", TIMEX_LONG, TIMEX_DAYS, TIMEX_PLURAL},
    {"dec", TIMEX_MONTH, 12, TIMEX_SHORT},
    {"decade", TIMEX_UNIT, TIMEX_DECADES, 0},
    {"decades", TIMEX_UNIT, TIMEX_DECADES, TIMEX_PLURAL},
    {"december", TIMEX_MONTH, 12, 0},
    {"deepavali", TIMEX_FEAST, TIMEX_DIWALI, 0},
    {"diwali", TIMEX_FEAST, TIMEX_DIWALI, 0},
    {"dozen", TIMEX_COUNT, 12, 0},
    {"during", TIMEX_PREP, DUL_TIMEX_AT, 0},
    {"dusk", TIMEX_PART, TIMEX_EVENING, 0},
    {"each", TIMEX_EVERY, 0, 0},
    {"earlier", TIMEX_EARLIER, 0, 0},
    {"early", TIMEX_PHASE, TIMEX_EARLY, 0},
    {"easter", TIMEX_FEAST, TIMEX_EASTER, 0},
    {"eat", TIMEX_ZONE, 180, 0},
    {"edt", TIMEX_ZONE, -240, 0},
    {"eest", TIMEX_ZONE, 180, 0},
    {"eet", TIMEX_ZONE, 120, 0},
    {"eid", TIMEX_FEAST, TIMEX_EID, 0},
    {"eight", TIMEX_COUNT, 8, 0},
    {"eighteen", TIMEX_COUNT, 18, 0},
    {"eighteenth", TIMEX_ORDINAL, 18, 0},
    {"eighth", TIMEX_ORDINAL, 8, 0},
    {"eighties", TIMEX_DECADE, 1980, 0},
    {"eighty", TIMEX_COUNT, 80, 0},
    {"eleven", TIMEX_COUNT, 11, 0},
    {"eleventh", TIMEX_ORDINAL, 11, 0},
    {"end", TIMEX_EDGE, TIMEX_FINISH, 0},
    {"ensuing", TIMEX_FOLLOWING, 0, 0},
    {"entire", TIMEX_ENTIRE, 0, 0},
    {"est", TIMEX_ZONE, -300, 0},
    {"et", TIMEX_ZONE, TIMEX_ZONE_OPEN, 0},
    {"eve", TIMEX_DAYWORD, 1, 0},
    {"evening", TIMEX_PART, TIMEX_EVENING, 0},
    {"evenings", TIMEX_PART, TIMEX_EVENING, TIMEX_PLURAL},
    {"every", TIMEX_EVERY, 0, 0},
    {"exactly", TIMEX_APPROX, 0, 0},
    {"extra", TIMEX_QUALITY, 0, 0},
    {"fairly", TIMEX_VERY, 0, 0},
    {"fall", TIMEX_SEASON, 2, TIMEX_UNSURE},
    {"feb", TIMEX_MONTH, 2, TIMEX_SHORT},
    {"february", TIMEX_MONTH, 2, 0},
    {"few", TIMEX_FEW, 0, 0},
    {"fewer", TIMEX_MORE, 0, 0},
    {"fifteen", TIMEX_COUNT, 15, 0},
    {"fifteenth", TIMEX_ORDINAL, 15, 0},
    {"fifth", TIMEX_ORDINAL, 5, 0},
    {"fifties", TIMEX_DECADE, 1950, 0},
    {"fifty", TIMEX_COUNT, 50, 0},
    {"final", TIMEX_ORDINAL, -1, 0},
    {"first", TIMEX_ORDINAL, 1, 0},
    {"fiscal", TIMEX_FISCAL, 0, 0},
    {"five", TIMEX_COUNT, 5, 0},
    {"following", TIMEX_FOLLOWING, 0, 0},
    {"for", TIMEX_FOR, 0, 0},
    {"forthcoming", TIMEX_COMING, 0, 0},
    {"forties", TIMEX_DECADE, 1940, 0},
    {"fortnight", TIMEX_UNIT, TIMEX_FORTNIGHTS, 0},
    {"fortnights", TIMEX_UNIT, TIMEX_FORTNIGHTS, TIMEX_PLURAL},
    {"forty", TIMEX_COUNT, 40, 0},
    {"four", TIMEX_COUNT, 4, 0},
    {"fourteen", TIMEX_COUNT, 14, 0},
    {"fourteenth", TIMEX_ORDINAL, 14, 0},
    {"fourth", TIMEX_ORDINAL, 4, 0},
    {"fri", TIMEX_WEEKDAY, 5, TIMEX_SHORT},
    {"friday", TIMEX_WEEKDAY, 5, 0},
    {"fridays", TIMEX_WEEKDAY, 5, TIMEX_PLURAL},
    {"from", TIMEX_FROM, 0, 0},
    {"full", TIMEX_ENTIRE, 0, 0},
    {"future", TIMEX_FUTURE, 0, 0},
    {"fy", TIMEX_FISCAL, 0, 0},
    {"gmt", TIMEX_ZONE, 0, 0},
    {"half", TIMEX_HALF, 0, 0},
    {"halloween", TIMEX_FEAST, TIMEX_HALLOWEEN, 0},
    {"hanukkah", TIMEX_FEAST, TIMEX_HANUKKAH, 0},
    {"hkt", TIMEX_ZONE, 480, 0},
    {"hour", TIMEX_UNIT, TIMEX_HOURS, 0},
    {"hourly", TIMEX_OFTEN, TIMEX_HOURS, 0},
    {"hours", TIMEX_UNIT, TIMEX_HOURS, TIMEX_PLURAL},
    {"hr", TIMEX_UNIT, TIMEX_HOURS, 0},
    {"hrs", TIMEX_UNIT, TIMEX_HOURS, TIMEX_PLURAL},
    {"hst", TIMEX_ZONE, -600, 0},
    {"hundred", TIMEX_COUNT, 100, 0},
    {"in", TIMEX_IN, 0, 0},
    {"ist", TIMEX_ZONE, 330, 0},
    {"jan", TIMEX_MONTH, 1, TIMEX_SHORT},
    {"january", TIMEX_MONTH, 1, 0},
    {"jst", TIMEX_ZONE, 540, 0},
    {"jul", TIMEX_MONTH, 7, TIMEX_SHORT},
    {"july", TIMEX_MONTH, 7, 0},
    {"jun", TIMEX_MONTH, 6, TIMEX_SHORT},
    {"june", TIMEX_MONTH, 6, 0},
    {"kst", TIMEX_ZONE, 540, 0},
    {"last", TIMEX_LAST, 0, 0},
    {"late", TIMEX_PHASE, TIMEX_LATE, 0},
    {"lately", TIMEX_REF, TIMEX_PAST_REF, 0},
    {"later", TIMEX_LATER, 0, 0},
    {"least", TIMEX_LEAST, 0, 0},
    {"less", TIMEX_MORE, 0, 0},
    {"local", TIMEX_ZONE, TIMEX_ZONE_OPEN, 0},
    {"long", TIMEX_QUALITY, 0, 0},
    {"longer", TIMEX_MORE, 0, 0},
    {"lunchtime", TIMEX_PART, TIMEX_MIDDAY, 0},
    {"many", TIMEX_FEW, 0, 0},
    {"mar", TIMEX_MONTH, 3, TIMEX_SHORT},
    {"march", TIMEX_MONTH, 3, TIMEX_UNSURE},
    {"mawlid", TIMEX_FEAST, TIMEX_MAWLID, 0},
    {"may", TIMEX_MONTH, 5, TIMEX_UNSURE},
    {"mdt", TIMEX_ZONE, -360, 0},
    {"mid", TIMEX_PHASE, TIMEX_MID, 0},
    {"midday", TIMEX_PART, TIMEX_MIDDAY, 0},
    {"middle", TIMEX_EDGE, TIMEX_MID, 0},
    {"midnight", TIMEX_PART, TIMEX_MIDNIGHT, 0},
    {"min", TIMEX_UNIT, TIMEX_MINUTES, 0},
    {"mins", TIMEX_UNIT, TIMEX_MINUTES, TIMEX_PLURAL},
    {"minute", TIMEX_UNIT, TIMEX_MINUTES, 0},
    {"minutes", TIMEX_UNIT, TIMEX_MINUTES, TIMEX_PLURAL},
    {"moment", TIMEX_TIME, 0, 0},
    {"mon", TIMEX_WEEKDAY, 1, TIMEX_SHORT},
    {"monday", TIMEX_WEEKDAY, 1, 0},
    {"mondays", TIMEX_WEEKDAY, 1, TIMEX_PLURAL},
    {"month", TIMEX_UNIT, TIMEX_MONTHS, 0},
    {"monthlong", TIMEX_LONG, TIMEX_MONTHS, 0},
    {"monthly", TIMEX_OFTEN, TIMEX_MONTHS, 0},
    {"months", TIMEX_UNIT, TIMEX_MONTHS, TIMEX_PLURAL},
    {"monthslong", TIMEX_LONG, TIMEX_MONTHS, TIMEX_PLURAL},
    {"more", TIMEX_MORE, 0, 0},
    {"morning", TIMEX_PART, TIMEX_MORNING, 0},
    {"mornings", TIMEX_PART, TIMEX_MORNING, TIMEX_PLURAL},
    {"most", TIMEX_LEAST, 0, 0},
    {"msk", TIMEX_ZONE, 180, 0},
    {"mst", TIMEX_ZONE, -420, 0},
    {"muharram", TIMEX_FEAST, TIMEX_MUHARRAM, 0},
    {"multiple", TIMEX_FEW, 0, 0},
    {"nauryz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"navruz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"nearly", TIMEX_APPROX, 0, 0},
    {"new", TIMEX_NEW, 0, 0},
    {"newroz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"next", TIMEX_NEXT, 0, 0},
    {"night", TIMEX_PART, TIMEX_NIGHT, 0},
    {"nightfall", TIMEX_PART, TIMEX_EVENING, 0},
    {"nightly", TIMEX_OFTEN, TIMEX_DAYS, 0},
    {"nights", TIMEX_UNIT, TIMEX_NIGHTS, TIMEX_PLURAL},
    {"nine", TIMEX_COUNT, 9, 0},
    {"nineteen", TIMEX_COUNT, 19, 0},
    {"nineteenth", TIMEX_ORDINAL, 19, 0},
    {"nineties", TIMEX_DECADE, 1990, 0},
    {"ninety", TIMEX_COUNT, 90, 0},
    {"ninth", TIMEX_ORDINAL, 9, 0},
    {"noon", TIMEX_PART, TIMEX_NOON, 0},
    {"noontime", TIMEX_PART, TIMEX_NOON, 0},
    {"norouz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"not", TIMEX_NOT, 0, 0},
    {"nov", TIMEX_MONTH, 11, TIMEX_SHORT},
    {"november", TIMEX_MONTH, 11, 0},
    {"novruz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"now", TIMEX_REF, TIMEX_PRESENT_REF, 0},
    {"nowadays", TIMEX_REF, TIMEX_PRESENT_REF, 0},
    {"nowruz", TIMEX_FEAST, TIMEX_NOWRUZ, 0},
    {"number", TIMEX_NUMBER, 0, 0},
    {"numerous", TIMEX_FEW, 0, 0},
    {"nzdt", TIMEX_ZONE, 780, 0},
    {"nzst", TIMEX_ZONE, 720, 0},
    {"oclock", TIMEX_OCLOCK, 0, 0},
    {"oct", TIMEX_MONTH, 10, TIMEX_SHORT},
    {"october", TIMEX_MONTH, 10, 0},
    {"of", TIMEX_OF, 0, 0},
    {"old", TIMEX_OLD, 0, 0},
    {"on", TIMEX_ON, 0, 0},
    {"once", TIMEX_TIMES, 0, 0},
    {"one", TIMEX_COUNT, 1, 0},
    {"or", TIMEX_OR, 0, 0},
    {"outset", TIMEX_EDGE, TIMEX_START, 0},
    {"over", TIMEX_APPROX, 0, 0},
    {"overnight", TIMEX_PART, TIMEX_NIGHT, 0},
    {"passover", TIMEX_FEAST, TIMEX_PASSOVER, 0},
    {"past", TIMEX_PAST, 0, 0},
    {"pdt", TIMEX_ZONE, -420, 0},
    {"pentecost", TIMEX_FEAST, TIMEX_PENTECOST, 0},
    {"per", TIMEX_PER, 0, 0},
    {"period", TIMEX_TIME, 0, 0},
    {"pkt", TIMEX_ZONE, 300, 0},
    {"plus", TIMEX_QUALITY, 0, 0},
    {"pm", TIMEX_AMPM, 12, 0},
    {"point", TIMEX_TIME, 0, 0},
    {"preceding", TIMEX_PREVIOUS, 0, 0},
    {"present", TIMEX_PRESENT, 0, 0},
    {"presently", TIMEX_REF, TIMEX_PRESENT_REF, 0},
    {"previous", TIMEX_PREVIOUS, 0, 0},
    {"prior", TIMEX_PREVIOUS, 0, 0},
    {"pst", TIMEX_ZONE, -480, 0},
    {"pt", TIMEX_ZONE, TIMEX_ZONE_OPEN, 0},
    {"purim", TIMEX_FEAST, TIMEX_PURIM, 0},
    {"quarter", TIMEX_UNIT, TIMEX_QUARTERS, 0},
    {"quarterly", TIMEX_OFTEN, TIMEX_QUARTERS, 0},
    {"quarters", TIMEX_UNIT, TIMEX_QUARTERS, TIMEX_PLURAL},
    {"quite", TIMEX_VERY, 0, 0},
    {"ramadan", TIMEX_FEAST, TIMEX_RAMADAN, 0},
    {"ramazan", TIMEX_FEAST, TIMEX_RAMADAN, 0},
    {"recent", TIMEX_REF, TIMEX_PAST_REF, 0},
    {"recently", TIMEX_REF, TIMEX_PAST_REF, 0},
    {"relatively", TIMEX_VERY, 0, 0},
    {"remainder", TIMEX_REST, 0, 0},
    {"rest", TIMEX_REST, 0, 0},
    {"roughly", TIMEX_APPROX, 0, 0},
    {"row", TIMEX_ROW, 1, 0},
    {"running", TIMEX_ROW, 1, 0},
    {"same", TIMEX_SAME, 0, 0},
    {"sast", TIMEX_ZONE, 120, 0},
    {"sat", TIMEX_WEEKDAY, 6, TIMEX_SHORT},
    {"saturday", TIMEX_WEEKDAY, 6, 0},
    {"saturdays", TIMEX_WEEKDAY, 6, TIMEX_PLURAL},
    {"school", TIMEX_QUALITY, 0, 0},
    {"sec", TIMEX_UNIT, TIMEX_SECONDS, 0},
    {"second", TIMEX_ORDINAL, 2, 0},
    {"seconds", TIMEX_UNIT, TIMEX_SECONDS, TIMEX_PLURAL},
    {"secs", TIMEX_UNIT, TIMEX_SECONDS, TIMEX_PLURAL},
    {"sep", TIMEX_MONTH, 9, TIMEX_SHORT},
    {"sept", TIMEX_MONTH, 9, TIMEX_SHORT},
    {"september", TIMEX_MONTH, 9, 0},
    {"seven", TIMEX_COUNT, 7, 0},
    {"seventeen", TIMEX_COUNT, 17, 0},
    {"seventeenth", TIMEX_ORDINAL, 17, 0},
    {"seventh", TIMEX_ORDINAL, 7, 0},
    {"seventies", TIMEX_DECADE, 1970, 0},
    {"seventy", TIMEX_COUNT, 70, 0},
    {"several", TIMEX_FEW, 0, 0},
    {"sgt", TIMEX_ZONE, 480, 0},
    {"short", TIMEX_QUALITY, 0, 0},
    {"since", TIMEX_PREP, DUL_TIMEX_SINCE, 0},
    {"single", TIMEX_COUNT, 1, 0},
    {"six", TIMEX_COUNT, 6, 0},
    {"sixteen", TIMEX_COUNT, 16, 0},
    {"sixteenth", TIMEX_ORDINAL, 16, 0},
    {"sixth", TIMEX_ORDINAL, 6, 0},
    {"sixties", TIMEX_DECADE, 1960, 0},
    {"sixty", TIMEX_COUNT, 60, 0},
    {"solid", TIMEX_QUALITY, 0, 0},
    {"some", TIMEX_APPROX, 0, 0},
    {"soon", TIMEX_REF, TIMEX_FUTURE_REF, 0},
    {"spring", TIMEX_SEASON, 0, TIMEX_UNSURE},
    {"start", TIMEX_EDGE, TIMEX_START, 0},
    {"straight", TIMEX_ROW, 0, 0},
    {"subsequent", TIMEX_FOLLOWING, 0, 0},
    {"successive", TIMEX_ROW, 0, 0},
    {"sukkot", TIMEX_FEAST, TIMEX_SUKKOT, 0},
    {"summer", TIMEX_SEASON, 1, 0},
    {"summers", TIMEX_SEASON, 1, TIMEX_PLURAL},
    {"sun", TIMEX_WEEKDAY, 7, TIMEX_SHORT},
    {"sunday", TIMEX_WEEKDAY, 7, 0},
    {"sundays", TIMEX_WEEKDAY, 7, TIMEX_PLURAL},
    {"sunrise", TIMEX_PART, TIMEX_DAWN, 0},
    {"sunset", TIMEX_PART, TIMEX_EVENING, 0},
    {"ten", TIMEX_COUNT, 10, 0},
    {"tenth", TIMEX_ORDINAL, 10, 0},
    {"than", TIMEX_THAN, 0, 0},
    {"thanksgiving", TIMEX_FEAST, TIMEX_THANKSGIVING, 0},
    {"that", TIMEX_THAT, 0, 0},
    {"the", TIMEX_THE, 0, 0},
    {"these", TIMEX_THESE, 0, 0},
    {"third", TIMEX_ORDINAL, 3, 0},
    {"thirteen", TIMEX_COUNT, 13, 0},
    {"thirteenth", TIMEX_ORDINAL, 13, 0},
    {"thirties", TIMEX_DECADE, 1930, 0},
    {"thirtieth", TIMEX_ORDINAL, 30, 0},
    {"thirty", TIMEX_COUNT, 30, 0},
    {"this", TIMEX_THIS, 0, 0},
    {"thousand", TIMEX_COUNT, 1000, 0},
    {"three", TIMEX_COUNT, 3, 0},
    {"thrice", TIMEX_TIMES, 0, 0},
    {"through", TIMEX_TO, 0, 0},
    {"throughout", TIMEX_PREP, DUL_TIMEX_AT, 0},
    {"thu", TIMEX_WEEKDAY, 4, TIMEX_SHORT},
    {"thur", TIMEX_WEEKDAY, 4, TIMEX_SHORT},
    {"thurs", TIMEX_WEEKDAY, 4, TIMEX_SHORT},
    {"thursday", TIMEX_WEEKDAY, 4, 0},
    {"thursdays", TIMEX_WEEKDAY, 4, TIMEX_PLURAL},
    {"till", TIMEX_PREP, DUL_TIMEX_UNTIL, 0},
    {"time", TIMEX_TIME, 0, 0},
    {"times", TIMEX_TIMES, 0, 0},
    {"to", TIMEX_TO, 0, 0},
    {"today", TIMEX_DEICTIC, 0, 0},
    {"tomorrow", TIMEX_DEICTIC, 1, 0},
    {"tonight", TIMEX_DEICTIC, 0, 0},
    {"trading", TIMEX_QUALITY, 0, 0},
    {"tue", TIMEX_WEEKDAY, 2, TIMEX_SHORT},
    {"tues", TIMEX_WEEKDAY, 2, TIMEX_SHORT},
    {"tuesday", TIMEX_WEEKDAY, 2, 0},
    {"tuesdays", TIMEX_WEEKDAY, 2, TIMEX_PLURAL},
    {"turbulent", TIMEX_QUALITY, 0, 0},
    {"turn", TIMEX_EDGE, TIMEX_START, 0},
    {"twelfth", TIMEX_ORDINAL, 12, 0},
    {"twelve", TIMEX_COUNT, 12, 0},
    {"twenties", TIMEX_DECADE, 1920, 0},
    {"twentieth", TIMEX_ORDINAL, 20, 0},
    {"twenty", TIMEX_COUNT, 20, 0},
    {"twice", TIMEX_TIMES, 0, 0},
    {"two", TIMEX_COUNT, 2, 0},
    {"under", TIMEX_APPROX, 0, 0},
    {"until", TIMEX_PREP, DUL_TIMEX_UNTIL, 0},
    {"up", TIMEX_UP, 0, 0},
    {"upcoming", TIMEX_COMING, 0, 0},
    {"utc", TIMEX_ZONE, 0, 0},
    {"valentine", TIMEX_FEAST, TIMEX_VALENTINE, 0},
    {"very", TIMEX_VERY, 0, 0},
    {"wat", TIMEX_ZONE, 60, 0},
    {"wed", TIMEX_WEEKDAY, 3, TIMEX_SHORT},
    {"wednesday", TIMEX_WEEKDAY, 3, 0},
    {"wednesdays", TIMEX_WEEKDAY, 3, TIMEX_PLURAL},
    {"weds", TIMEX_WEEKDAY, 3, TIMEX_SHORT},
    {"week", TIMEX_UNIT, TIMEX_WEEKS, 0},
    {"weekend", TIMEX_UNIT, TIMEX_WEEKENDS, 0},
    {"weekends", TIMEX_UNIT, TIMEX_WEEKENDS, TIMEX_PLURAL},
    {"weeklong", TIMEX_LONG, TIMEX_WEEKS, 0},
    {"weekly", TIMEX_OFTEN, TIMEX_WEEKS, 0},
    {"weeks", TIMEX_UNIT, TIMEX_WEEKS, TIMEX_PLURAL},
    {"weekslong", TIMEX_LONG, TIMEX_WEEKS, TIMEX_PLURAL},
    {"whole", TIMEX_ENTIRE, 0, 0},
    {"wib", TIMEX_ZONE, 420, 0},
    {"winter", TIMEX_SEASON, 3, 0},
    {"winters", TIMEX_SEASON, 3, TIMEX_PLURAL},
    {"within", TIMEX_IN, 0, 0},
    {"working", TIMEX_QUALITY, 0, 0},
    {"xmas", TIMEX_FEAST, TIMEX_CHRISTMAS, 0},
    {"year", TIMEX_UNIT, TIMEX_YEARS, 0},
    {"yearlong", TIMEX_LONG, TIMEX_YEARS, 0},
    {"yearly", TIMEX_OFTEN, TIMEX_YEARS, 0},
    {"years", TIMEX_UNIT, TIMEX_YEARS, TIMEX_PLURAL},
    {"yearslong", TIMEX_LONG, TIMEX_YEARS, TIMEX_PLURAL},
    {"yesterday", TIMEX_DEICTIC, -1, 0},
    {"yr", TIMEX_UNIT, TIMEX_YEARS, 0},
    {"yrs", TIMEX_UNIT, TIMEX_YEARS, TIMEX_PLURAL},
    {"z", TIMEX_ZONE, 0, 0},
    {"zulu", TIMEX_ZONE, 0, 0},
};
// clang-format on

#define TIMEX_N_WORDS (sizeof timex_word_table / sizeof *timex_word_table)
#define TIMEX_LONGEST 14 /* bytes of the longest word in the table */

static const timex_word *timex_word_find(dul_str word)
{
    if (word.len == 0 || word.len > TIMEX_LONGEST || word.at[0] < 'a' || word.at[0] > 'z')
        return NULL;
    size_t low = 0, high = TIMEX_N_WORDS;
    while (low < high) {
        size_t      middle = (low + high) / 2;
        const char *entry  = timex_word_table[middle].word;
        int         order  = strncmp(word.at, entry, word.len);
        if (order == 0 && entry[word.len] == '\0')
            return &timex_word_table[middle];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool dul_timex_words_sorted(void)
{
    for (size_t i = 1; i < TIMEX_N_WORDS; i++)
        if (strcmp(timex_word_table[i - 1].word, timex_word_table[i].word) >= 0 || strlen(timex_word_table[i].word) > TIMEX_LONGEST)
            return false;
    return true;
}

timex_class dul_timex_word_class(dul_str word)
{
    const timex_word *found = timex_word_find(word);
    return found == NULL ? TIMEX_OTHER : (timex_class)found->kind;
}

typedef struct {
    const dul_job *job;
    timex_item    *item;
    size_t         n, capacity;
    uint32_t       token;
    uint16_t       glued;   /* flag for the next item    */
    uint16_t       capital; /* the token's               */
    bool           shouts;  /* a sentence all in capitals, which say nothing then */
    bool           failed;  /* memory ran out            */
} timex_lexer;

static timex_item *lexer_add(timex_lexer *lexer, timex_class kind, int32_t value, uint16_t flags)
{
    timex_item *grown = dul_arena_grow(lexer->job->scratch, lexer->item, lexer->n, &lexer->capacity, sizeof *lexer->item);
    if (grown == NULL) {
        lexer->failed = true;
        return NULL;
    }
    lexer->item      = grown;
    timex_item *item = &grown[lexer->n++];
    *item            = (timex_item){.token = lexer->token, .value = value, .kind = (uint8_t)kind, .flags = (uint16_t)(flags | lexer->glued | lexer->capital)};
    lexer->glued     = TIMEX_GLUED;
    return item;
}

/* A run of letters, perhaps with dots in it ("p.m."). */
static void lexer_word(timex_lexer *lexer, dul_str word)
{
    char   plain[TIMEX_LONGEST];
    size_t n = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '.')
            continue;
        if (n == sizeof plain) {
            lexer_add(lexer, TIMEX_OTHER, 0, 0);
            return;
        }
        plain[n++] = word.at[i];
    }
    const timex_word *found = timex_word_find((dul_str){plain, n});
    if (found == NULL)
        lexer_add(lexer, TIMEX_OTHER, 0, 0);
    else
        lexer_add(lexer, (timex_class)found->kind, found->value, found->flags);
}

static bool lexer_is_digit(dul_str text, size_t at)
{
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

static bool lexer_is_letter(dul_str text, size_t at)
{
    return at < text.len && ((text.at[at] >= 'a' && text.at[at] <= 'z') || (unsigned char)text.at[at] >= 0x80);
}

/* Letters right after digits: "5th", "1990s", "10pm", "0800utc"; a number with other letters ("3g", "747s") is not one for us. */
static size_t lexer_number_tail(timex_lexer *lexer, size_t item, dul_str text, size_t at)
{
    size_t end = at;
    while (lexer_is_letter(text, end) || (end > at && end < text.len && text.at[end] == '.' && (lexer_is_letter(text, end + 1) || end + 1 == text.len)))
        end++;
    dul_str tail = dul_str_slice(text, at, end);
    while (tail.len > 0 && tail.at[tail.len - 1] == '.')
        tail.len--;
    timex_item *number = &lexer->item[item];
    if (dul_str_is(tail, "st") || dul_str_is(tail, "nd") || dul_str_is(tail, "rd") || dul_str_is(tail, "th")) {
        number->kind = TIMEX_ORDINAL;
    } else if (dul_str_is(tail, "s")) {
        number->flags |= TIMEX_PLURAL;
    } else {
        size_t before = lexer->n;
        lexer_word(lexer, tail);
        if (!lexer->failed && (lexer->item[before].kind != TIMEX_AMPM && lexer->item[before].kind != TIMEX_ZONE && lexer->item[before].kind != TIMEX_UNIT))
            lexer->item[item].kind = TIMEX_OTHER;
    }
    return end;
}

static size_t lexer_number(timex_lexer *lexer, dul_str text, size_t at)
{
    int32_t value  = 0;
    uint8_t digits = 0;
    bool    big = false, grouped = false;
    size_t  end = at;
    for (;;) {
        for (; lexer_is_digit(text, end); end++) {
            if (digits == 9)
                big = true;
            else {
                value = value * 10 + (text.at[end] - '0');
                digits++;
            }
        }
        bool more = end < text.len && text.at[end] == ',' && lexer_is_digit(text, end + 1) && lexer_is_digit(text, end + 2) && lexer_is_digit(text, end + 3) &&
                    !lexer_is_digit(text, end + 4);
        if (!more)
            break;
        grouped = true;
        end++;
    }
    size_t      item   = lexer->n;
    timex_item *number = lexer_add(lexer, big ? TIMEX_OTHER : TIMEX_NUM, value, grouped ? TIMEX_GROUPED : 0);
    if (number == NULL)
        return text.len;
    number->digits = digits;
    if (lexer_is_letter(text, end))
        return lexer_number_tail(lexer, item, text, end);
    return end;
}

/* "q3", "h1", "fy2010" */
static bool lexer_coded(timex_lexer *lexer, dul_str text)
{
    if (text.len == 2 && text.at[0] == 'q' && text.at[1] >= '1' && text.at[1] <= '4')
        lexer_add(lexer, TIMEX_QNUM, text.at[1] - '0', 0);
    else if (text.len == 2 && text.at[0] == 'h' && (text.at[1] == '1' || text.at[1] == '2'))
        lexer_add(lexer, TIMEX_HNUM, text.at[1] - '0', 0);
    else if (text.len >= 4 && text.at[0] == 'f' && text.at[1] == 'y' && lexer_is_digit(text, 2)) {
        lexer_add(lexer, TIMEX_FISCAL, 0, 0);
        lexer_number(lexer, text, 2);
    } else
        return false;
    return true;
}

/* The general case: pieces of digits, letters and marks. */
static void lexer_pieces(timex_lexer *lexer, dul_str text)
{
    if (dul_str_is(text, "o'clock")) {
        lexer_add(lexer, TIMEX_OCLOCK, 0, 0);
        return;
    }
    for (size_t at = 0; at < text.len && !lexer->failed;) {
        if (lexer_is_digit(text, at)) {
            at = lexer_number(lexer, text, at);
            continue;
        }
        if (text.len - at >= 3 && (unsigned char)text.at[at] == 0xE2 && (unsigned char)text.at[at + 1] == 0x80) {
            unsigned char last = (unsigned char)text.at[at + 2];
            lexer_add(lexer, TIMEX_PUNCT, last >= 0x90 && last <= 0x95 ? '-' : last == 0x98 || last == 0x99 ? '\'' : '"', 0);
            at += 3;
            continue;
        }
        if (!lexer_is_letter(text, at)) {
            lexer_add(lexer, TIMEX_PUNCT, (unsigned char)text.at[at], 0);
            at++;
            continue;
        }
        size_t end = at;
        while (lexer_is_letter(text, end) || (end < text.len && text.at[end] == '.' && (lexer_is_letter(text, end + 1) || (end + 1 == text.len && at < end))))
            end++;
        if (lexer_is_digit(text, end)) { /* a380, q3: digits that follow letters are no numbers of ours */
            while (lexer_is_digit(text, end) || lexer_is_letter(text, end))
                end++;
            if (!lexer_coded(lexer, dul_str_slice(text, at, end)))
                lexer_add(lexer, TIMEX_OTHER, 0, 0);
        } else
            lexer_word(lexer, dul_str_slice(text, at, end));
        at = end;
    }
}

static void lexer_token(timex_lexer *lexer, const dul_token *token)
{
    dul_str text = token->lower;
    size_t  i    = 0;
    while (i < text.len && text.at[i] >= 'a' && text.at[i] <= 'z')
        i++;
    unsigned char first = token->span.start < lexer->job->text.len ? (unsigned char)lexer->job->text.at[token->span.start] : 0;
    lexer->capital      = first >= 'A' && first <= 'Z' && !lexer->shouts ? TIMEX_CAPITAL : 0;
    if (i > 0 && i == text.len) {
        const timex_word *found = timex_word_find(text);
        if (found == NULL)
            lexer_add(lexer, TIMEX_OTHER, 0, 0);
        else
            lexer_add(lexer, (timex_class)found->kind, found->value, found->flags);
        return;
    }
    lexer_pieces(lexer, text);
}

static bool lexer_shouts(const dul_job *job, const dul_text *text, dul_range range)
{
    for (uint32_t t = range.first; t < range.end; t++) {
        dul_span span = text->token[t].span;
        for (uint32_t i = span.start; i < span.end; i++)
            if (job->text.at[i] >= 'a' && job->text.at[i] <= 'z')
                return false;
    }
    return true;
}

dulati_result dul_timex_words(const dul_job *job, const dul_text *text, timex_items *out)
{
    timex_lexer lexer = {.job = job};
    *out              = (timex_items){0};
    for (size_t i = 0; i < TIMEX_MARGIN; i++)
        lexer_add(&lexer, TIMEX_END, 0, 0);
    for (uint32_t s = 0; s < text->n_sentences && !lexer.failed; s++) {
        dul_range range = text->sentence[s].tokens;
        lexer.glued     = 0;
        lexer.shouts    = lexer_shouts(job, text, range);
        for (uint32_t t = range.first; t < range.end && !lexer.failed; t++) {
            lexer.token = t;
            lexer_token(&lexer, &text->token[t]);
            lexer.glued = text->token[t].flags & DUL_TOKEN_SPACE_AFTER ? 0 : TIMEX_GLUED;
        }
        lexer.capital = lexer.glued = 0;
        lexer.token                 = range.end;
        if (!lexer.failed)
            lexer_add(&lexer, TIMEX_END, 0, 0);
    }
    for (size_t i = 0; i < TIMEX_MARGIN; i++)
        lexer_add(&lexer, TIMEX_END, 0, 0);
    if (lexer.failed)
        return dul_fail_memory(job->err);
    *out = (timex_items){(uint32_t)lexer.n, lexer.item};
    return DULATI_OK;
}
