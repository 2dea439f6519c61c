/* test_mention.c -- the worked cases of tests/cases/actors.txt, laws that hold for any text, and texts that mean harm. */
#define _POSIX_C_SOURCE 200809L
#include "testing.h"

#include "names/mention.h"
#include "reader.h"
#include "time/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#define CASES_FILE TEST_SOURCE_DIR "/tests/cases/actors.txt"

typedef struct {
    dulati_reader *reader;
    dulati_work   *work;
    dul_arena      arena, scratch;
    dul_job        job;
    dul_text       text;
    dul_tree       tree;
    dul_places     places;
    dul_mentions   mentions;
} world;

static int world_open(void **state)
{
    static world                w;
    dulati_error                err     = {0};
    const dulati_reader_options options = {.data_dir = TEST_DATA_DIR};
    if (dulati_reader_open(&options, &w.reader, &err) != DULATI_OK || dulati_work_new(w.reader, &w.work, &err) != DULATI_OK) {
        print_error("%s: %s\n", err.file, err.message);
        return -1;
    }
    *state = &w;
    return 0;
}

static int world_close(void **state)
{
    world *w = *state;
    dulati_work_free(w->work);
    dulati_reader_close(w->reader);
    return 0;
}

/* A code is a country or group, then sectors, or sectors alone. */
static void check_code(const world *w, const char *code)
{
    size_t  len   = strlen(code);
    dul_str first = {code, 3};
    assert_true(len >= 3 && len % 3 == 0 && len < DUL_CODE_MAX);
    assert_true(dul_countries_by_code(w->reader->countries, first) != NULL || dul_group_known(first) || dul_sector_known(first));
    for (size_t i = 3; i < len; i += 3)
        assert_true(dul_sector_known((dul_str){code + i, 3}));
}

static void check_laws(const world *w)
{
    uint32_t first = 0;
    for (uint32_t m = 0; m < w->mentions.n; m++) {
        const dul_mention *mention = &w->mentions.item[m];
        assert_true(mention->tokens.first >= first && mention->tokens.first < mention->tokens.end && mention->tokens.end <= w->text.n_tokens);
        first = mention->tokens.first;
        assert_true(mention->head < w->text.n_tokens);
        assert_int_equal(w->mentions.of_head[mention->head], m);
        assert_int_equal(w->text.token[mention->head].sentence, w->text.token[mention->tokens.first].sentence);
        assert_true(mention->name.len > 0 && mention->rule != NULL);
        assert_true(mention->kind <= DUL_KIND_OBJECT && mention->type <= DUL_ENTITY_MISC && mention->n_codes <= DUL_CODES_MAX);
        for (uint32_t c = 0; c < mention->n_codes; c++)
            check_code(w, mention->code[c]);
    }
    for (uint32_t i = 0; i < w->text.n_tokens; i++)
        assert_true(w->mentions.of_head[i] == DUL_NONE || w->mentions.of_head[i] < w->mentions.n);
}

/* Read a text; with_tree: the model's trees, otherwise every token is a root without a tag. */
static void read_text(world *w, dul_str text, dul_day day, bool with_tree)
{
    dul_arena_init(&w->arena, &dul_allocator_libc);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = text, .published = day};
    assert_int_equal(dul_text_find(&w->job, &w->text), DULATI_OK);
    if (with_tree) {
        assert_int_equal(dul_parser_run(w->reader->parser, w->work->parser, &w->job, &w->text, &w->tree), DULATI_OK);
    } else {
        assert_int_equal(dul_tree_new(&w->job, w->text.n_tokens, &w->tree), DULATI_OK);
        for (uint32_t i = 0; i < w->text.n_tokens; i++)
            w->tree.upos[i] = DUL_UPOS_NOUN;
        dul_tree_link(&w->tree);
    }
    assert_int_equal(dul_toponym_find(w->reader->gazetteer, w->reader->countries, &w->job, &w->text, &w->tree, &w->places), DULATI_OK);
    assert_int_equal(dul_mention_find(w->reader->actors, w->reader->countries, &w->job, &w->text, &w->tree, &w->places, &w->mentions), DULATI_OK);
    check_laws(w);
}

static void forget(world *w)
{
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
}

static void show_mentions(const world *w, FILE *out)
{
    for (uint32_t m = 0; m < w->mentions.n; m++) {
        const dul_mention *mention = &w->mentions.item[m];
        const dul_str      words = dul_str_slice(w->job.text, w->text.token[mention->tokens.first].span.start, w->text.token[mention->tokens.end - 1].span.end);
        char               codes[DUL_CODES_MAX * (DUL_CODE_MAX + 1)] = "-";
        for (uint32_t c = 0, at = 0; c < mention->n_codes; c++)
            at += (uint32_t)snprintf(codes + at, sizeof codes - at, "%s%s", c > 0 ? "," : "", mention->code[c]);
        fprintf(out, "%-12s %-12s %s", codes, dul_kind_text(mention->kind), mention->inferred ? "inferred " : "");
        if (mention->coref >= 0)
            fprintf(out, "=%d ", (int)mention->coref);
        fprintf(out, "%.*s", (int)words.len, words.at);
        if (!dul_str_ends(words, mention->name))
            fprintf(out, " -> %.*s", (int)mention->name.len, mention->name.at);
        fputc('\n', out);
    }
}

/* One case: title, day, text, what is expected. False at the end of the file. */
static bool next_case(dul_str *rest, dul_str *title, dul_str *head, dul_str *text, dul_day *day, dul_str *expected)
{
    dul_str line = {NULL, 0}, look;
    do
        if (!dul_str_line(rest, &line))
            return false;
    while (!dul_str_starts(line, DUL_STR("=== ")));
    *title = line;
    *day   = DUL_DAY_NONE;
    *head  = (dul_str){rest->at, 0};
    look   = *rest;
    if (dul_str_line(&look, &line) && dul_str_starts(line, DUL_STR("date: "))) {
        dul_date date;
        assert_true(dul_date_parse(dul_str_slice(line, 6, line.len), &date));
        *day      = dul_day_of(date);
        *rest     = look;
        head->len = (size_t)(line.at + line.len - head->at) + 1;
    }
    *text = (dul_str){rest->at, 0};
    while (dul_str_line(rest, &line) && !dul_str_is(line, "---"))
        text->len = (size_t)(line.at + line.len - text->at);
    *expected = (dul_str){rest->at, 0};
    for (look = *rest; dul_str_line(&look, &line) && line.len > 0 && !dul_str_starts(line, DUL_STR("=== ")); *rest = look)
        expected->len = (size_t)(line.at + line.len - expected->at);
    return true;
}

static void worked_cases(void **state)
{
    world     *w = *state;
    dul_mapped file;
    assert_int_equal(dul_mapped_open(CASES_FILE, &file, NULL), DULATI_OK);
    const bool update = getenv("DULATI_CASES_UPDATE") != NULL;
    dul_str    rest   = file.bytes, title, head, text, expected;
    dul_day    day;
    char      *fresh = NULL;
    size_t     fresh_size;
    FILE      *out      = open_memstream(&fresh, &fresh_size);
    int        n_failed = 0, n = 0;
    while (next_case(&rest, &title, &head, &text, &day, &expected)) {
        if (n++ == 0)
            fwrite(file.bytes.at, 1, (size_t)(title.at - file.bytes.at), out);
        char  *got = NULL;
        size_t got_size;
        FILE  *lines = open_memstream(&got, &got_size);
        read_text(w, text, day, true);
        show_mentions(w, lines);
        fclose(lines);
        fprintf(out, "%.*s\n%.*s%.*s\n---\n%s\n", (int)title.len, title.at, (int)head.len, head.at, (int)text.len, text.at, got);
        if (!update && !dul_str_equal(dul_str_trim((dul_str){got, got_size}), dul_str_trim(expected))) {
            print_error("%.*s\n%.*s\nexpected\n%.*s\nfound\n%s\n", (int)title.len, title.at, (int)text.len, text.at, (int)expected.len, expected.at, got);
            n_failed++;
        }
        free(got);
        forget(w);
    }
    fclose(out);
    assert_true(n > 20);
    if (update) {
        FILE *to = fopen(CASES_FILE, "wb");
        assert_non_null(to);
        fwrite(fresh, 1, fresh_size - 1, to); /* less the last empty line */
        fclose(to);
    }
    free(fresh);
    dul_mapped_close(&file);
    assert_int_equal(n_failed, 0);
}

static void without_trees(void **state)
{
    world *w = *state;
    read_text(w, DUL_STR("Police and protesters in Taraz; President Tokayev, the CSTO's envoy, \"they\" and it."), DUL_DAY_NONE, false);
    forget(w);
    read_text(w, DUL_STR(""), DUL_DAY_NONE, true);
    assert_int_equal(w->mentions.n, 0);
    forget(w);
}

static void repeat(world *w, const char *piece, size_t n, bool with_tree)
{
    size_t len  = strlen(piece);
    char  *text = malloc(len * n);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * len, piece, len);
    read_text(w, (dul_str){text, len * n}, DUL_DAY_NONE, with_tree);
    forget(w);
    free(text);
}

/* Long and strange texts end, within the laws. */
static void harm(void **state)
{
    world *w = *state;
    repeat(w, "-", 200000, false);
    repeat(w, "police ", 50000, false);
    repeat(w, "the president of the union of the ", 10000, false);
    repeat(w, "He met them. ", 10000, false);
    repeat(w, "Kazakh's-", 20000, false);
    repeat(w, "United Nations Security ", 20000, false);
    repeat(w, "a group of ", 300, true);
    repeat(w, "\xC3\xA9\xFF\xE2\x80 ", 20000, false);
    repeat(w, "They said the president's minister's police hit him. ", 300, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_cases),
        cmocka_unit_test(without_trees),
        cmocka_unit_test(harm),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
