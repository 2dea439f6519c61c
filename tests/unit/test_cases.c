/*
 * test_cases.c -- the worked cases of tests/cases/events*.txt: invented reports and the events that they hold, read by the whole library.
 *
 *     === title          one phenomenon
 *     date: 2022-01-05   optional: the day of publication
 *     show: context      optional: print contexts, too
 *     text
 *     ---
 *     PROTEST demo   actual   2022-01-04   Almaty (KAZ)
 *       trigger    rallied
 *       actor      Thousands (KAZCVL)
 *     # a comment
 *
 * "show: context" before the text adds the contexts, "show: acled" the ACLED sub-events and the kind of the report.
 * No lines after --- : the text holds no event. DULATI_CASES_UPDATE=1 rewrites what is expected; review the difference.
 */
#define _POSIX_C_SOURCE 200809L
#include "testing.h"

#include "dulati.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ROOM   8192
#define CASES_GLOB  TEST_SOURCE_DIR "/tests/cases/events*.txt"
#define UPDATE_NAME "DULATI_CASES_UPDATE"

typedef struct {
    dulati_reader *reader;
    dulati_work   *work;
} world;

typedef struct {
    char   at[TEXT_ROOM];
    size_t len;
} buffer;

static void buffer_add(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void buffer_add(buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(b->at + b->len, TEXT_ROOM - b->len, format, args);
    va_end(args);
    if (n > 0)
        b->len = b->len + (size_t)n < TEXT_ROOM ? b->len + (size_t)n : TEXT_ROOM - 1;
}

/* ---- what is found, in the words of the cases ---------------------------------------------------------------------------------- */

static void show_parties(buffer *b, const char *label, const dulati_party *party, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buffer_add(b, "  %-10s %s", label, party[i].text);
        for (size_t c = 0; c < party[i].n_codes; c++)
            buffer_add(b, "%s%s", c == 0 ? " (" : " ", party[i].codes[c]);
        buffer_add(b, "%s\n", party[i].n_codes > 0 ? ")" : "");
    }
}

static void show_slice(buffer *b, const char *text, dulati_span span)
{
    size_t code_point = 0; /* spans count code points */
    for (size_t i = 0; text[i] != '\0' && code_point < span.end; i++) {
        bool first = ((unsigned char)text[i] & 0xC0) != 0x80;
        code_point += first && i > 0;
        if (code_point >= span.start && code_point < span.end)
            buffer_add(b, "%c", text[i] == '\n' ? ' ' : text[i]);
    }
}

static void show_event(buffer *b, const dulati_document *document, const char *text, const dulati_event *event, bool contexts, bool acled)
{
    buffer_add(b, "%s %s   %s   ", event->type, event->mode == NULL ? "-" : event->mode, event->status);
    if (!event->has_date)
        buffer_add(b, "-");
    else if (strcmp(event->date_start, event->date_end) == 0)
        buffer_add(b, "%s", event->date_start);
    else
        buffer_add(b, "%s..%s", event->date_start, event->date_end);
    buffer_add(b, "  ");
    for (size_t i = 0; i < event->n_places; i++) {
        const dulati_place *place = dulati_document_place(document, event->places[i]);
        buffer_add(b, "%s %s (%s)", i == 0 ? "" : ",", place->name, place->country);
    }
    buffer_add(b, "%s\n  %-10s %s\n", event->n_places == 0 ? " -" : "", "trigger", event->trigger);
    show_parties(b, "actor", event->actors, event->n_actors);
    show_parties(b, "recipient", event->recipients, event->n_recipients);
    for (size_t i = 0; i < event->n_quantities; i++) {
        buffer_add(b, "  %-10s %s %lld..", "quantity", event->quantities[i].kind, (long long)event->quantities[i].min);
        if (event->quantities[i].max >= 0)
            buffer_add(b, "%lld", (long long)event->quantities[i].max);
        buffer_add(b, "\n");
    }
    for (size_t i = 0; i < event->n_instruments; i++)
        buffer_add(b, "  %-10s %s\n", "instrument", event->instruments[i].text);
    const dulati_attribution *said = event->attribution < 0 ? NULL : dulati_document_attribution(document, (size_t)event->attribution);
    if (said != NULL && said->has_source) {
        buffer_add(b, "  %-10s ", "source");
        show_slice(b, text, said->source);
        buffer_add(b, "\n");
    }
    if (event->lethal)
        buffer_add(b, "  lethal\n");
    if (event->omission)
        buffer_add(b, "  omission\n");
    if (acled && event->acled != NULL)
        buffer_add(b, "  %-10s %s\n", "acled", event->acled);
    for (size_t i = 0; contexts && i < event->n_contexts; i++)
        buffer_add(b, "  %-10s %s\n", "context", event->contexts[i]);
}

/* ---- comparing ----------------------------------------------------------------------------------------------------------------- */

/* The text without comments, empty lines and differences of blanks. */
static void squeeze(const char *from, buffer *out)
{
    out->len = 0;
    while (*from != '\0') {
        const char *end = strchr(from, '\n');
        size_t      len = end == NULL ? strlen(from) : (size_t)(end - from);
        bool        any = false, blank = false;
        if (from[0] != '#')
            for (size_t i = 0; i < len; i++) {
                if (from[i] == ' ') {
                    blank = any;
                    continue;
                }
                buffer_add(out, "%s%c", blank ? " " : "", from[i]);
                any   = true;
                blank = false;
            }
        if (any)
            buffer_add(out, "\n");
        from += len + (end != NULL);
    }
    out->at[out->len] = '\0';
}

typedef struct {
    char title[256], date[16], text[TEXT_ROOM];
    bool contexts, acled;
} worked_case;

static bool read_case(const world *w, const worked_case *c, buffer *out)
{
    dulati_document    *document;
    dulati_error        err    = {0};
    const dulati_report report = {.id = "case", .text = c->text, .text_len = strlen(c->text), .date = c->date[0] == '\0' ? NULL : c->date};
    out->len                   = 0;
    out->at[0]                 = '\0';
    if (dulati_annotate(w->reader, w->work, &report, &document, &err) != DULATI_OK) {
        print_error("%s: %s\n", c->title, err.message);
        return false;
    }
    for (size_t i = 0; i < dulati_document_n_events(document); i++)
        show_event(out, document, c->text, dulati_document_event(document, i), c->contexts, c->acled);
    if (c->acled)
        buffer_add(out, "report %s\n", dulati_document_acled(document));
    dulati_document_free(document);
    return true;
}

/* Print both, line by line, marking what differs. */
static void show_difference(const char *file, const worked_case *c, const char *want, const char *got)
{
    print_error("%s: %s\n    %s\n", file, c->title, c->text);
    const char *const sides[] = {want, got};
    for (int side = 0; side < 2; side++)
        for (const char *at = sides[side]; *at != '\0';) {
            const char *end  = strchr(at, '\n');
            size_t      len  = (size_t)(end - at) + 1;
            const char *in   = sides[1 - side];
            bool        both = false;
            for (; *in != '\0' && !both; in = strchr(in, '\n') + 1)
                both = strncmp(in, at, len) == 0;
            if (!both)
                print_error("    %s %.*s", side == 0 ? "expected" : "found   ", (int)len, at);
            at += len;
        }
}

/* Run the cases of a file; when update is not NULL write it anew there. Counts the cases that fail. */
static size_t run_file(const world *w, const char *path, FILE *update, size_t *n_cases)
{
    static worked_case c;
    static buffer      want, got, want_flat, got_flat, comments;
    enum { BEFORE, HEAD, EXPECTED } part = BEFORE;
    size_t      failed                   = 0;
    char        line[TEXT_ROOM];
    FILE       *file = fopen(path, "r");
    const char *name = strrchr(path, '/') + 1;
    assert_non_null(file);
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, file) != NULL;
        if (!more || strncmp(line, "===", 3) == 0) {
            if (part == EXPECTED) {
                ++*n_cases;
                squeeze(want.at, &want_flat);
                bool good = read_case(w, &c, &got);
                squeeze(got.at, &got_flat);
                if (update != NULL) {
                    fprintf(update, "%s%s\n", got.at, comments.at);
                } else if (!good || strcmp(want_flat.at, got_flat.at) != 0) {
                    failed++;
                    show_difference(name, &c, want_flat.at, got_flat.at);
                }
            }
            if (!more)
                break;
            memset(&c, 0, sizeof c);
            want.len = comments.len = 0;
            want.at[0] = comments.at[0] = '\0';
            snprintf(c.title, sizeof c.title, "%.*s", (int)strcspn(line, "\n"), line + (line[3] == ' ' ? 4 : 3));
            part = HEAD;
        } else if (part == HEAD && strncmp(line, "---", 3) == 0) {
            part = EXPECTED;
        } else if (part == HEAD && strncmp(line, "date: ", 6) == 0) {
            snprintf(c.date, sizeof c.date, "%.10s", line + 6);
        } else if (part == HEAD && strncmp(line, "show: context", 13) == 0) {
            c.contexts = true;
        } else if (part == HEAD && strncmp(line, "show: acled", 11) == 0) {
            c.acled = true;
        } else if (part == HEAD) {
            size_t len = strlen(c.text);
            snprintf(c.text + len, sizeof c.text - len, "%s%.*s", len > 0 ? "\n" : "", (int)strcspn(line, "\n"), line);
        } else if (part == EXPECTED) {
            buffer_add(line[0] == '#' ? &comments : &want, "%s", line);
            continue; /* written with the case */
        }
        if (update != NULL)
            fputs(line, update);
    }
    fclose(file);
    return failed;
}

static void test_events(void **state)
{
    const world *w = *state;
    glob_t       files;
    size_t       failed = 0, n_cases = 0;
    assert_int_equal(glob(CASES_GLOB, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        char  partial[4096];
        FILE *update = NULL;
        snprintf(partial, sizeof partial, "%s.partial", files.gl_pathv[i]);
        if (getenv(UPDATE_NAME) != NULL)
            assert_non_null(update = fopen(partial, "w"));
        failed += run_file(w, files.gl_pathv[i], update, &n_cases);
        if (update != NULL) {
            fclose(update);
            assert_int_equal(rename(partial, files.gl_pathv[i]), 0);
        }
    }
    globfree(&files);
    print_message("%zu cases, %zu differ\n", n_cases, failed);
    assert_int_equal(failed, 0);
}

static int open_world(void **state)
{
    static world                w;
    dulati_error                err     = {0};
    const dulati_reader_options options = {.data_dir = TEST_DATA_DIR};
    if (dulati_reader_open(&options, &w.reader, &err) != DULATI_OK || dulati_work_new(w.reader, &w.work, &err) != DULATI_OK) {
        print_error("%s:%llu: %s\n", err.file, (unsigned long long)err.line, err.message);
        return -1;
    }
    *state = &w;
    return 0;
}

static int close_world(void **state)
{
    world *w = *state;
    dulati_work_free(w->work);
    dulati_reader_close(w->reader);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_events)};
    return cmocka_run_group_tests(tests, open_world, close_world);
}
