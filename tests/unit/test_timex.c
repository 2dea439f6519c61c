/*
 * test_timex.c -- time expressions: the worked cases of tests/cases/times.txt, the order of the word table, laws that hold for every text, and bounded time.
 */
#define _POSIX_C_SOURCE 200809L
#include "testing.h"

#include "base/mapped.h"
#include "syntax/parser.h"
#include "time/timex.h"
#include "time/timex_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
    dul_mapped       model;
    dul_parser      *parser; /* NULL: no model was built, and sentences stay without trees */
    dul_parser_work *work;
} timex_fixture;

typedef struct {
    dul_arena   arena, scratch;
    dul_job     job;
    dul_text    text;
    dul_tree    tree;
    dul_timexes times;
} timex_run;

static void run_open(timex_run *run, timex_fixture *fixture, dul_str text, const char *date)
{
    *run = (timex_run){0};
    dul_arena_init(&run->arena, &dul_allocator_libc);
    dul_arena_init(&run->scratch, &dul_allocator_libc);
    run->job = (dul_job){.arena = &run->arena, .scratch = &run->scratch, .text = text, .published = DUL_DAY_NONE};
    dul_date published;
    if (date != NULL && dul_date_parse(dul_str_of(date), &published))
        run->job.published = dul_day_of(published);
    assert_int_equal(dul_text_find(&run->job, &run->text), DULATI_OK);
    if (fixture != NULL && fixture->parser != NULL)
        assert_int_equal(dul_parser_run(fixture->parser, fixture->work, &run->job, &run->text, &run->tree), DULATI_OK);
    else {
        assert_int_equal(dul_tree_new(&run->job, run->text.n_tokens, &run->tree), DULATI_OK);
        dul_tree_link(&run->tree);
    }
    assert_int_equal(dul_timex_find(&run->job, &run->text, &run->tree, &run->times), DULATI_OK);
}

static void run_close(timex_run *run)
{
    dul_arena_free(&run->arena);
    dul_arena_free(&run->scratch);
}

/* What holds whatever the text says. */
static void run_check_laws(const timex_run *run)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < run->times.n; i++) {
        const dul_timex *time = &run->times.item[i];
        assert_true(time->tokens.first >= end && time->tokens.first < time->tokens.end && time->tokens.end <= run->text.n_tokens);
        end = time->tokens.end;
        assert_int_equal(run->text.token[time->tokens.first].sentence, run->text.token[time->tokens.end - 1].sentence);
        assert_true(time->head >= time->tokens.first && time->head < time->tokens.end);
        assert_non_null(time->value);
        assert_non_null(time->how);
        assert_true(time->value[0] != '\0' && strchr(time->value, '%') == NULL);
        assert_int_equal(time->first == DUL_DAY_NONE, time->last == DUL_DAY_NONE);
        assert_true(time->first <= time->last);
        dul_date date;
        if (time->type == DUL_TIMEX_DATE && dul_date_parse(dul_str_of(time->value), &date))
            assert_int_equal(time->first, dul_day_of(date));
    }
}

/* ---- cases -------------------------------------------------------------------------------------------------------------------------------- */

static void case_write(const timex_run *run, FILE *out)
{
    for (uint32_t i = 0; i < run->times.n; i++) {
        const dul_timex *time     = &run->times.item[i];
        char             days[32] = "-", first[11], last[11];
        if (time->first != DUL_DAY_NONE) {
            dul_date_format(dul_date_of(time->first), first);
            dul_date_format(dul_date_of(time->last), last);
            snprintf(days, sizeof days, time->first == time->last ? "%s" : "%s..%s", first, last);
        }
        uint32_t from = run->text.token[time->tokens.first].span.start, to = run->text.token[time->tokens.end - 1].span.end;
        fprintf(out, "%-8s %-17s %-23s %s%.*s\n", dul_timex_type_text(time->type), time->value, days, time->relative ? "relative " : "", (int)(to - from),
                run->job.text.at + from);
    }
}

static char *case_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size       = (size_t)ftell(file);
    char *bytes = malloc(*size + 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

static void test_cases(void **state)
{
    timex_fixture *fixture = *state;
    if (fixture->parser == NULL)
        skip();
    const char *path = TEST_SOURCE_DIR "/tests/cases/times.txt";
    size_t      size;
    char       *bytes    = case_file(path, &size);
    char       *now      = NULL;
    size_t      now_size = 0, n_cases = 0, n_wrong = 0;
    FILE       *out = open_memstream(&now, &now_size);
    char       *at  = strstr(bytes, "=== ");
    fwrite(bytes, 1, (size_t)(at - bytes), out);
    while (at != NULL) {
        char *next = strstr(at + 4, "\n=== ");
        char *text = strchr(strchr(at, '\n') + 1, '\n') + 1, *rule = strstr(text, "\n---\n");
        assert_non_null(rule);
        char date[11] = "";
        sscanf(strchr(at, '\n') + 1, "date: %10s", date);
        fflush(out);
        size_t    before = now_size;
        timex_run run;
        run_open(&run, fixture, (dul_str){text, (size_t)(rule - text)}, date);
        run_check_laws(&run);
        fwrite(at, 1, (size_t)(rule + 5 - at), out);
        case_write(&run, out);
        if (next != NULL)
            fputc('\n', out);
        run_close(&run);
        fflush(out);
        char *end = next != NULL ? next + 1 : bytes + size;
        if (now_size - before != (size_t)(end - at) || memcmp(now + before, at, now_size - before) != 0) {
            n_wrong++;
            fprintf(stderr, "expected\n%.*s\nbut found\n%.*s\n", (int)(end - at), at, (int)(now_size - before), now + before);
        }
        n_cases++;
        at = next == NULL ? NULL : next + 1;
    }
    fclose(out);
    if (getenv("DULATI_CASES_UPDATE") != NULL) {
        FILE *file = fopen(path, "wb");
        fwrite(now, 1, now_size, file);
        fclose(file);
        n_wrong = 0;
    }
    free(now);
    free(bytes);
    assert_true(n_cases >= 60);
    assert_int_equal(n_wrong, 0);
}

/* The same texts without trees, in lower case, and cut off anywhere: other values, but the laws hold. */
static void test_cases_bare(void **state)
{
    (void)state;
    size_t size;
    char  *bytes = case_file(TEST_SOURCE_DIR "/tests/cases/times.txt", &size);
    for (int lower = 0; lower < 2; lower++) {
        for (size_t i = 0; lower && i < size; i++)
            if (bytes[i] >= 'A' && bytes[i] <= 'Z')
                bytes[i] = (char)(bytes[i] + 32);
        for (size_t cut = 0; cut < size; cut += 997) {
            timex_run run;
            run_open(&run, NULL, (dul_str){bytes + cut, size - cut < 2000 ? size - cut : 2000}, "2022-01-05");
            run_check_laws(&run);
            run_close(&run);
        }
    }
    free(bytes);
}

/* ---- words ----------------------------------------------------------------------------------------------------------------------------------- */

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        timex_class class;
    } known[] = {{"january", TIMEX_MONTH},
                 {"sept", TIMEX_MONTH},
                 {"tuesday", TIMEX_WEEKDAY},
                 {"weeks", TIMEX_UNIT},
                 {"second", TIMEX_ORDINAL},
                 {"seconds", TIMEX_UNIT},
                 {"a", TIMEX_A},
                 {"z", TIMEX_ZONE},
                 {"yesterday", TIMEX_DEICTIC},
                 {"forthcoming", TIMEX_COMING},
                 {"mondays", TIMEX_WEEKDAY},
                 {"januarys", TIMEX_OTHER},
                 {"jan", TIMEX_MONTH},
                 {"janu", TIMEX_OTHER},
                 {"", TIMEX_OTHER},
                 {"zzz", TIMEX_OTHER},
                 {"thanksgiving", TIMEX_FEAST}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(dul_timex_word_class(dul_str_of(known[i].word)), known[i].class);
    assert_true(dul_timex_words_sorted());
}

/* ---- hostile texts ----------------------------------------------------------------------------------------------------------------------------- */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"1 ",
                                         "12/",
                                         "2022-",
                                         "the first week of ",
                                         "last ",
                                         "the ",
                                         "January ",
                                         "two and a half ",
                                         "half a ",
                                         "10:",
                                         "(gmt+",
                                         "'82 ",
                                         "early mid-",
                                         "Tuesday, ",
                                         "every ",
                                         "a few of ",
                                         "1,000",
                                         "99999999999 ",
                                         "second ",
                                         "the end of ",
                                         "from January 1 to ",
                                         "Q3 ",
                                         "New Year's ",
                                         "\xE2\x80\x93",
                                         "\xFF\xFE",
                                         "twenty-",
                                         "one hundred and "};
    const size_t             size     = 200000;
    char                    *text     = malloc(size);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]);
        for (size_t at = 0; at < size; at++)
            text[at] = pieces[i][at % n];
        timex_run run;
        double    from = seconds_now();
        run_open(&run, NULL, (dul_str){text, size}, i % 2 == 0 ? "2022-01-05" : NULL);
        run_check_laws(&run);
        run_close(&run);
        assert_true(seconds_now() - from < 20); /* linear takes milliseconds; quadratic would take minutes */
    }
    free(text);
}

static void test_far_days(void **state)
{
    (void)state;
    static const char *const texts[] = {"In the last 99999 centuries and the next 99999 years.", "99999 decades ago and 99999 years later it fell.",
                                        "last year, next year, last decade, next century"};
    static const char *const dates[] = {"0000-01-01", "9999-12-31", "0001-02-28"};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 3; k++) {
            timex_run run;
            run_open(&run, NULL, dul_str_of(texts[i]), dates[k]);
            run_check_laws(&run);
            run_close(&run);
        }
}

static void test_bounds(void **state)
{
    timex_fixture *fixture = *state;
    static const struct {
        const char     *text;
        dul_timex_bound bound;
    } known[] = {{"Closed since Monday.", DUL_TIMEX_SINCE}, {"Closed until Monday.", DUL_TIMEX_UNTIL}, {"Done by Monday.", DUL_TIMEX_BY},
                 {"Seen on Monday.", DUL_TIMEX_AT},         {"Done before Monday.", DUL_TIMEX_BEFORE}, {"Seen after Monday.", DUL_TIMEX_AFTER}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        timex_run run;
        run_open(&run, fixture, dul_str_of(known[i].text), "2022-01-05");
        assert_int_equal(run.times.n, 1);
        assert_int_equal(run.times.item[0].bound, known[i].bound);
        run_close(&run);
    }
}

static int timex_setup(void **state)
{
    static timex_fixture fixture;
    dulati_error         error = {0};
    if (dul_mapped_open(TEST_DATA_DIR "/english-fast.safetensors", &fixture.model, &error) == DULATI_OK &&
        dul_parser_open(fixture.model.bytes, "model", &dul_allocator_libc, &fixture.parser, &error) == DULATI_OK &&
        dul_parser_work_new(fixture.parser, &fixture.work, &error) != DULATI_OK)
        return -1;
    *state = &fixture;
    return 0;
}

static int timex_teardown(void **state)
{
    timex_fixture *fixture = *state;
    dul_parser_work_free(fixture->work);
    dul_parser_close(fixture->parser);
    dul_mapped_close(&fixture->model);
    return 0;
}

static void test_fiscal_years(void **state)
{
    (void)state;
    static const struct {
        const char *country, *value;
        dul_date    first, last;
    } known[] = {
        {"USA", "FY2021", {2020, 10, 1}, {2021, 9, 30}}, {"IND", "FY2021", {2020, 4, 1}, {2021, 3, 31}},  {"JPN", "FY2021", {2021, 4, 1}, {2022, 3, 31}},
        {"AUS", "FY2021", {2020, 7, 1}, {2021, 6, 30}},  {"FRA", "FY2021", {2021, 1, 1}, {2021, 12, 31}}, {"USA", "2021", {2021, 1, 1}, {2021, 12, 31}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        dul_timex   time  = {.value = known[i].value, .first = dul_day_of((dul_date){2021, 1, 1}), .last = dul_day_of((dul_date){2021, 12, 31})};
        dul_timexes times = {1, &time};
        dul_timex_fiscal(&times, dul_str_of(known[i].country));
        assert_int_equal(time.first, dul_day_of(known[i].first));
        assert_int_equal(time.last, dul_day_of(known[i].last));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),   cmocka_unit_test(test_cases),        cmocka_unit_test(test_cases_bare), cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_fiscal_years), cmocka_unit_test(test_far_days),
    };
    return cmocka_run_group_tests(tests, timex_setup, timex_teardown);
}
