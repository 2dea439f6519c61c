/* test_reports.c -- files become reports, and bad lines are told apart from good ones. */
#define _DEFAULT_SOURCE
#include "testing.h"

#include "dulati.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One file, with a name of our choice in a folder of its own, and what reading it gives. */
typedef struct {
    char            folder[256], path[320];
    dulati_reports *reports;
    dulati_report  *report;
    const char     *id;
    dulati_error    error;
} world;

static void begin(world *w, const char *name, const void *bytes, size_t n, dulati_format format)
{
    *w                    = (world){0};
    const char *temporary = getenv("TMPDIR");
    snprintf(w->folder, sizeof w->folder, "%s/dulati-test-XXXXXX", temporary == NULL ? "/tmp" : temporary);
    assert_non_null(mkdtemp(w->folder));
    snprintf(w->path, sizeof w->path, "%s/%s", w->folder, name);
    FILE *file = fopen(w->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
    assert_int_equal(dulati_reports_open(w->path, format, NULL, &w->reports, &w->error), DULATI_OK);
}

static void begin_text(world *w, const char *name, const char *text)
{
    begin(w, name, text, strlen(text), DULATI_FORMAT_AUTO);
}

static dulati_result next(world *w)
{
    dulati_report_free(w->report);
    w->error = (dulati_error){0};
    return dulati_reports_next(w->reports, &w->report, &w->id, &w->error);
}

static void end(world *w)
{
    assert_int_equal(next(w), DULATI_OK);
    assert_null(w->report);
    assert_int_equal(next(w), DULATI_OK); /* the end stays the end */
    assert_null(w->report);
    dulati_reports_close(w->reports);
    unlink(w->path);
    rmdir(w->folder);
}

static void expect(world *w, const char *id, const char *text)
{
    assert_int_equal(next(w), DULATI_OK);
    assert_non_null(w->report);
    assert_null(w->id);
    assert_string_equal(w->report->id, id);
    assert_int_equal(w->report->text_len, strlen(text));
    assert_memory_equal(w->report->text, text, strlen(text));
}

static void expect_fault(world *w, dulati_result code, const char *id, uint64_t line, const char *in_message)
{
    assert_int_equal(next(w), code);
    assert_null(w->report);
    assert_int_equal(w->error.code, code);
    assert_int_equal(w->error.line, line);
    assert_string_equal(w->error.file, w->path);
    if (strstr(w->error.message, in_message) == NULL)
        fail_msg("\"%s\" does not speak of \"%s\"", w->error.message, in_message);
    if (id == NULL) {
        assert_null(w->id);
    } else {
        assert_non_null(w->id);
        assert_string_equal(w->id, id);
    }
}

/* ---- JSON Lines ------------------------------------------------------------------------------------------------------------------ */

static void fields(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "a.jsonl",
               "{\"id\": \"a\", \"text\": \"One.\", \"title\": \"T\", \"date\": \"2022-01-06\", \"source\": \"S\", \"url\": \"http://x\", \"lang\": \"en\"}\n"
               "{\"text\":\"Two.\",\"id\":\"b\"}\n");
    expect(&w, "a", "One.");
    assert_string_equal(w.report->title, "T");
    assert_string_equal(w.report->date, "2022-01-06");
    assert_string_equal(w.report->source, "S");
    assert_string_equal(w.report->url, "http://x");
    assert_null(w.report->tokens);
    expect(&w, "b", "Two.");
    assert_null(w.report->title);
    assert_null(w.report->date);
    end(&w);
}

static void aliases(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "a.jsonl",
               "{\"id\": 17, \"event_text\": \"One.\", \"headline\": \"H\", \"pub_date\": \"2022-01-06T10:00:00Z\", \"publisher\": \"P\"}\n"
               "{\"id\": -1.5e3, \"body\": \"Two.\", \"dateTime\": \"20220107\"}\n"
               "{\"body\": \"not this\", \"text\": \"Three.\", \"maintext\": \"nor this\", \"source\": null, \"id\": null}\n");
    expect(&w, "17", "One.");
    assert_string_equal(w.report->title, "H");
    assert_string_equal(w.report->date, "2022-01-06");
    assert_string_equal(w.report->source, "P");
    expect(&w, "-1.5e3", "Two.");
    assert_string_equal(w.report->date, "2022-01-07");
    expect(&w, "a.jsonl:3", "Three.");
    assert_null(w.report->source);
    end(&w);
}

static void escapes(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "a.jsonl",
               "{\"id\": \"\\u0061\\u0000b\", \"text\": \"q\\\" s\\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\u4e2d \\ud83d\\ude00 \\ud83d x \\ude00 \\uD83Dx\"}\n");
    expect(&w,
           "a\xEF\xBF\xBD"
           "b",
           "q\" s\\ / \b\f\n\r\t é 中 😀 \xEF\xBF\xBD x \xEF\xBF\xBD \xEF\xBF\xBDx");
    end(&w);
    const char raw[] = "{\"text\": \"a\xFF\xC3 b\\u0000c\"}"; /* malformed bytes pass as they are, NUL is a character of the text */
    begin(&w, "a.jsonl", raw, sizeof raw - 1, DULATI_FORMAT_AUTO);
    assert_int_equal(next(&w), DULATI_OK);
    assert_int_equal(w.report->text_len, 7);
    assert_memory_equal(w.report->text, "a\xFF\xC3 b\0c", 7);
    end(&w);
}

static void shapes_of_files(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "a.jsonl", "\xEF\xBB\xBF{\"text\": \"One.\"}\r\n\r\n  \n{\"text\": \"Two.\"}"); /* BOM, CRLF, empty lines, no last line end */
    expect(&w, "a.jsonl:1", "One.");
    expect(&w, "a.jsonl:4", "Two.");
    end(&w);
    begin_text(&w, "a.jsonl", "");
    end(&w);
    begin_text(&w, "a.txt", "");
    end(&w);
    begin_text(&w, "noname", "  {\"text\": \"One.\"}\n"); /* told by its first byte */
    expect(&w, "noname:1", "One.");
    end(&w);
    begin_text(&w, "noname", "# sent_id = 1\n1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n");
    expect(&w, "noname", "Go");
    end(&w);
}

static void unknown_fields(void **state)
{
    world w;
    char  deep[2200];
    (void)state;
    begin_text(
        &w, "a.jsonl",
        "{\"x\": {\"a\": [1, -2.5e+3, {\"text\": \"inner\"}, [], {}, [[[]]]], \"b\": null, \"c\": true, \"d\": false}, \"text\": \"One.\", \"y\": []}\n");
    expect(&w, "a.jsonl:1", "One.");
    end(&w);
    memset(deep, '[', 1000);
    memset(deep + 1000, ']', 1000);
    char line[2400];
    snprintf(line, sizeof line, "{\"id\": \"deep\", \"x\": %.2000s, \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", deep);
    begin_text(&w, "a.jsonl", line);
    expect_fault(&w, DULATI_E_FORMAT, "deep", 1, "too deeply");
    expect(&w, "a.jsonl:2", "Two.");
    end(&w);
}

/* Every way to be no report; the next line is read all the same. */
static void bad_lines(void **state)
{
    static const struct {
        const char *line, *id, *message;
    } bad[] = {
        {"[1]", NULL, "object"},
        {"\"text\"", NULL, "object"},
        {"x", NULL, "object"},
        {"{", NULL, "string"},
        {"{\"id\": \"i\", \"text\": \"no end", "i", "no end"},
        {"{\"id\": \"i\", \"text\": \"a\" \"b\"}", "i", "comma"},
        {"{\"id\": \"i\", \"text\": \"a\",}", "i", "string"},
        {"{\"id\": \"i\" \"text\": \"a\"}", "i", "comma"},
        {"{\"id\": \"i\", \"text\" \"a\"}", "i", "colon"},
        {"{\"id\": \"i\", \"text\": \"a\"} x", "i", "behind"},
        {"{\"id\": \"i\", \"text\": \"a\\x\"}", "i", "escape"},
        {"{\"id\": \"i\", \"text\": \"a\\u12g4\"}", "i", "escape"},
        {"{\"id\": \"i\", \"text\": \"a\tb\"}", "i", "control"},
        {"{\"id\": \"i\", \"n\": 01, \"text\": \"a\"}", "i", "value"},
        {"{\"id\": \"i\", \"n\": 1., \"text\": \"a\"}", "i", "digits"},
        {"{\"id\": \"i\", \"n\": nul, \"text\": \"a\"}", "i", "value"},
        {"{\"id\": \"i\", \"n\": [1 2], \"text\": \"a\"}", "i", "comma"},
        {"{\"id\": \"i\", \"n\": {1: 2}, \"text\": \"a\"}", "i", "string"},
        {"{\"id\": \"i\"}", "i", "\"text\" is missing"},
        {"{}", NULL, "\"text\" is missing"},
        {"{\"text\": 5, \"id\": \"i\"}", "i", "\"text\" is not a string"}, /* the id stands behind the fault */
        {"{\"text\": null, \"id\": \"i\"}", "i", "\"text\" is missing"},
        {"{\"text\": \"a\", \"id\": [1]}", NULL, "\"id\""},
        {"{\"text\": \"a\", \"id\": \"i\", \"date\": 5}", "i", "\"date\" is not a string"},
        {"{\"text\": \"a\", \"id\": \"i\", \"date\": \"2022-02-30\"}", "i", "\"date\""},
        {"{\"text\": \"a\", \"id\": \"i\", \"date\": \"yesterday\"}", "i", "\"date\""},
        {"{\"text\": \"a\", \"id\": \"i\", \"title\": {}}", "i", "\"title\""},
    };
    world w;
    char  text[512];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(text, sizeof text, "\n%s\n{\"text\": \"Good.\"}\n", bad[i].line);
        begin_text(&w, "a.jsonl", text);
        expect_fault(&w, DULATI_E_FORMAT, bad[i].id, 2, bad[i].message);
        assert_true(w.error.byte >= 1 && w.error.byte <= strlen(bad[i].line) + 1);
        expect(&w, "a.jsonl:3", "Good.");
        end(&w);
    }
}

static void too_long(void **state)
{
    world  w;
    size_t n    = ((size_t)65 << 20) + 100;
    char  *text = malloc(n);
    (void)state;
    if (text == NULL)
        fail_msg("no memory for the test");
    /* a text over its limit, then a line over its limit, then a good one */
    size_t at = (size_t)snprintf(text, n, "{\"id\": \"long text\", \"text\": \"");
    memset(text + at, 'a', DULATI_TEXT_MAX + 1);
    at += DULATI_TEXT_MAX + 1;
    at += (size_t)sprintf(text + at, "\"}\n{\"text\": \"Good.\"}\n");
    begin(&w, "a.jsonl", text, at, DULATI_FORMAT_AUTO);
    expect_fault(&w, DULATI_E_TOO_LONG, "long text", 1, "16 MiB");
    expect(&w, "a.jsonl:2", "Good.");
    end(&w);
    at = (size_t)snprintf(text, n, "{\"id\": \"long line\", \"text\": \"");
    memset(text + at, 'a', n - at);
    memcpy(text + n - 24, "\n{\"text\": \"Good.\"}      ", 24);
    begin(&w, "a.jsonl", text, n, DULATI_FORMAT_AUTO);
    expect_fault(&w, DULATI_E_TOO_LONG, "long line", 1, "64 MiB");
    expect(&w, "a.jsonl:2", "Good.");
    end(&w);
    memset(text, 'a', DULATI_TEXT_MAX + 1);
    begin(&w, "a.txt", text, DULATI_TEXT_MAX + 1, DULATI_FORMAT_AUTO);
    assert_int_equal(next(&w), DULATI_E_TOO_LONG);
    assert_string_equal(w.id, "a.txt");
    end(&w);
    begin(&w, "a.txt", text, DULATI_TEXT_MAX, DULATI_FORMAT_AUTO);
    assert_int_equal(next(&w), DULATI_OK);
    assert_int_equal(w.report->text_len, DULATI_TEXT_MAX);
    end(&w);
    free(text);
}

/* ---- plain text ------------------------------------------------------------------------------------------------------------------ */

static void plain_text(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "2022-01-06-almaty.txt", "\xEF\xBB\xBFOne.\n\nTwo.\n");
    expect(&w, "2022-01-06-almaty.txt", "One.\n\nTwo.\n");
    assert_string_equal(w.report->date, "2022-01-06");
    end(&w);
    begin_text(&w, "2022-13-06.txt", "One.");
    expect(&w, "2022-13-06.txt", "One.");
    assert_null(w.report->date);
    end(&w);
}

static void unreadable_files(void **state)
{
    dulati_reports *reports;
    dulati_error    error;
    (void)state;
    assert_int_equal(dulati_reports_open("/no/such/file.jsonl", DULATI_FORMAT_AUTO, NULL, &reports, &error), DULATI_E_IO);
    assert_string_equal(error.file, "/no/such/file.jsonl");
    assert_null(reports);
    assert_int_equal(dulati_reports_open("/tmp", DULATI_FORMAT_AUTO, NULL, &reports, &error), DULATI_E_IO);
    assert_null(reports);
}

static void progress(void **state)
{
    world    w;
    uint64_t read_bytes, size_bytes;
    (void)state;
    begin_text(&w, "a.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    dulati_reports_get_progress(w.reports, &read_bytes, &size_bytes);
    assert_int_equal(read_bytes, 0);
    assert_int_equal(size_bytes, 34);
    assert_int_equal(next(&w), DULATI_OK);
    dulati_reports_get_progress(w.reports, &read_bytes, &size_bytes);
    assert_int_equal(read_bytes, 17);
    assert_int_equal(next(&w), DULATI_OK);
    dulati_reports_get_progress(w.reports, &read_bytes, &size_bytes);
    assert_int_equal(read_bytes, 34);
    end(&w);
}

/* ---- CoNLL-U --------------------------------------------------------------------------------------------------------------------- */

#define WORD(id, form, misc) id "\t" form "\t_\t_\t_\t_\t_\t_\t_\t" misc "\n"

static void conllu(void **state)
{
    world w;
    (void)state;
    begin_text(&w, "a.conllu",
               "# newdoc id = d1\n# sent_id = 1\n" WORD("1-2", "Don't", "_") WORD("1", "Do", "_") WORD("2", "n't", "_") WORD("3", "go", "SpaceAfter=No")
                   WORD("3.1", "ghost", "_") WORD("4", ".", "_") "\n# newpar\n" WORD("1", "New", "_") WORD("2", "York", "Gloss=x|SpaceAfter=No")
                       WORD("3", "!", "_") "\n# newdoc id = d2\n" WORD("1", "Go", "_"));
    expect(&w, "d1", "Don't go.\n\nNew York!");
    const dulati_given_token want[] = {{0, 2, 0, false},   {2, 5, 0, true},    {6, 8, 0, false},  {8, 9, 0, false},
                                       {11, 14, 1, false}, {15, 19, 1, false}, {19, 20, 1, false}};
    assert_int_equal(w.report->n_tokens, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(w.report->tokens[i].start_byte, want[i].start_byte);
        assert_int_equal(w.report->tokens[i].end_byte, want[i].end_byte);
        assert_int_equal(w.report->tokens[i].sentence, want[i].sentence);
        assert_int_equal(w.report->tokens[i].clitic, want[i].clitic);
    }
    expect(&w, "d2", "Go");
    assert_int_equal(w.report->n_tokens, 1);
    end(&w);
}

/* A sentence with a fault is left out; those before and behind it are kept. */
static void conllu_faults(void **state)
{
    static const struct {
        const char *line, *message;
    } bad[] = {
        {"2\tshort\n", "ten columns"},   {WORD("2", "x", "_\tmore"), "ten columns"}, {WORD("3", "x", "_"), "number"},
        {WORD("x", "x", "_"), "number"}, {WORD("5-2", "x", "_"), "number"},          {WORD("2", "", "_"), "no form"},
    };
    world w;
    char  text[512];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(text, sizeof text, "%s\n%s%s%s\n%s\n", WORD("1", "First", "_"), WORD("1", "Bad", "_"), bad[i].line, WORD("3", "rest", "_"),
                 WORD("1", "Last", "_"));
        begin_text(&w, "a.conllu", text);
        expect_fault(&w, DULATI_E_FORMAT, NULL, 4, bad[i].message);
        expect(&w, "a.conllu", "First\nLast");
        assert_int_equal(w.report->n_tokens, 2);
        end(&w);
    }
}

/* A big file comes in pieces, with every sentence once and in order. */
static void conllu_pieces(void **state)
{
    world  w;
    char  *text = malloc(1 << 20);
    size_t n = 0, n_sentences = 0, n_reports = 0;
    (void)state;
    for (int i = 0; i < 1000; i++)
        n += (size_t)sprintf(text + n, "1\tw%d\t_\t_\t_\t_\t_\t_\t_\t_\n\n", i);
    begin(&w, "a.conllu", text, n, DULATI_FORMAT_AUTO);
    while (next(&w) == DULATI_OK && w.report != NULL) {
        char id[32], form[32];
        snprintf(id, sizeof id, n_reports == 0 ? "a.conllu" : "a.conllu#%zu", n_reports + 1);
        assert_string_equal(w.report->id, id);
        for (size_t i = 0; i < w.report->n_tokens; i++, n_sentences++) {
            const dulati_given_token *t = &w.report->tokens[i];
            snprintf(form, sizeof form, "w%zu", n_sentences);
            assert_int_equal(t->end_byte - t->start_byte, strlen(form));
            assert_memory_equal(w.report->text + t->start_byte, form, strlen(form));
        }
        n_reports++;
    }
    assert_int_equal(n_sentences, 1000);
    assert_true(n_reports > 1);
    end(&w);
    free(text);
}

/* ---- memory ---------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    long left, live;
} failing;

static void *failing_realloc(void *context, void *pointer, size_t size)
{
    failing *f = context;
    if (size == 0) {
        f->live -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (f->left-- <= 0)
        return NULL;
    f->live += pointer == NULL;
    return realloc(pointer, size);
}

/* Let the first, second, third ... allocation fail: each time an error, and nothing is left behind. */
static void out_of_memory(void **state)
{
    static const char *const file[][2] = {
        {"a.jsonl", "{\"id\": \"a\", \"text\": \"One.\", \"title\": \"T\", \"date\": \"2022-01-06\"}\n{\"text\": \"Two.\"}\n"},
        {"2022-01-06.txt", "One."},
        {"a.conllu", "# newdoc id = d\n" WORD("1", "One", "_") "\n# newdoc id = e\n" WORD("1", "Two", "_")},
    };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        world w;
        begin_text(&w, file[i][0], file[i][1]);
        for (long allowed = 0;; allowed++) {
            failing          f         = {allowed, 0};
            dulati_allocator allocator = {failing_realloc, &f};
            dulati_reports  *reports;
            dulati_report   *report;
            dulati_result    result = dulati_reports_open(w.path, DULATI_FORMAT_AUTO, &allocator, &reports, NULL);
            if (result == DULATI_OK) {
                do {
                    result = dulati_reports_next(reports, &report, NULL, NULL);
                    dulati_report_free(report);
                } while (result == DULATI_OK && report != NULL);
                dulati_reports_close(reports);
            }
            assert_int_equal(f.live, 0);
            if (result == DULATI_OK)
                break;
            assert_int_equal(result, DULATI_E_MEMORY);
            assert_true(allowed < 100);
        }
        while (next(&w) == DULATI_OK && w.report != NULL)
            ;
        end(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields),           cmocka_unit_test(aliases),       cmocka_unit_test(escapes),  cmocka_unit_test(shapes_of_files),
        cmocka_unit_test(unknown_fields),   cmocka_unit_test(bad_lines),     cmocka_unit_test(too_long), cmocka_unit_test(plain_text),
        cmocka_unit_test(unreadable_files), cmocka_unit_test(progress),      cmocka_unit_test(conllu),   cmocka_unit_test(conllu_faults),
        cmocka_unit_test(conllu_pieces),    cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
