/* test_toponym.c -- the worked cases of tests/cases/places.txt, laws that hold for any text, and texts that mean harm. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "testing.h"

#include "place/toponym.h"
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>

#define CASES_FILE TEST_SOURCE_DIR "/tests/cases/places.txt"

typedef struct {
    dulati_reader *reader;
    dulati_work   *work;
    dul_arena      arena, scratch;
    dul_job        job;
    dul_text       text;
    dul_tree       tree;
    dul_places     places;
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

static void check_laws(const world *w)
{
    const dul_places *places = &w->places;
    uint32_t          end    = 0;
    for (uint32_t p = 0; p < places->n; p++) {
        const dul_place *place = &places->item[p];
        assert_true(place->tokens.first >= end && place->tokens.first < place->tokens.end && place->tokens.end <= w->text.n_tokens);
        end = place->tokens.end;
        assert_true(place->head >= place->tokens.first && place->head < end);
        assert_int_equal(w->text.token[place->tokens.first].sentence, w->text.token[end - 1].sentence);
        assert_true(place->lat >= -90 && place->lat <= 90 && place->lon >= -180 && place->lon <= 180);
        assert_true(place->name.len > 0 && place->feature.len > 0);
        assert_true(place->country.len == 0 || dul_countries_by_code(w->reader->countries, place->country) != NULL);
        assert_true(place->prob > 0 && place->prob <= 1 && place->radius_km > 0 && place->radius_km < 20000);
        assert_true(place->n_others <= DUL_PLACE_OTHERS_MAX);
        float all = place->prob;
        for (uint32_t i = 0; i < place->n_others; i++) {
            assert_true(i == 0 || place->others[i].prob <= place->others[i - 1].prob);
            all += place->others[i].prob;
        }
        assert_true(all <= 1.001f);
        for (uint32_t i = place->tokens.first; i < end; i++)
            assert_int_equal(places->of_token[i], p);
    }
    uint32_t n_of = 0, n_in = 0;
    for (uint32_t i = 0; i < w->text.n_tokens; i++)
        n_of += places->of_token[i] != DUL_NONE;
    for (uint32_t p = 0; p < places->n; p++)
        n_in += places->item[p].tokens.end - places->item[p].tokens.first;
    assert_int_equal(n_of, n_in);
}

/* Read a text; with_tree: the model's trees, otherwise every token is a root without a tag. */
static void read_text(world *w, dul_str text, bool with_tree)
{
    dul_arena_init(&w->arena, &dul_allocator_libc);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = text, .published = DUL_DAY_NONE};
    assert_int_equal(dul_text_find(&w->job, &w->text), DULATI_OK);
    if (with_tree) {
        assert_int_equal(dul_parser_run(w->reader->parser, w->work->parser, &w->job, &w->text, &w->tree), DULATI_OK);
    } else {
        assert_int_equal(dul_tree_new(&w->job, w->text.n_tokens, &w->tree), DULATI_OK);
        dul_tree_link(&w->tree);
    }
    assert_int_equal(dul_toponym_find(w->reader->gazetteer, w->reader->countries, &w->job, &w->text, &w->tree, &w->places), DULATI_OK);
    check_laws(w);
}

static void forget(world *w)
{
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
}

static void show_places(const world *w, FILE *out)
{
    for (uint32_t p = 0; p < w->places.n; p++) {
        const dul_place *place = &w->places.item[p];
        const dul_str    words = dul_str_slice(w->job.text, w->text.token[place->tokens.first].span.start, w->text.token[place->tokens.end - 1].span.end);
        fprintf(out, "%-20.*s %-4.*s %-5.*s %s%s%.*s\n", (int)place->name.len, place->name.at, place->country.len == 0 ? 1 : (int)place->country.len,
                place->country.len == 0 ? "-" : place->country.at, (int)place->feature.len, place->feature.at, place->adjectival ? "adjectival " : "",
                place->container ? "container " : "", (int)words.len, words.at);
    }
}

/* One case: its title line, its text, what is expected. Returns false at the end of the file. */
static bool next_case(dul_str *rest, dul_str *title, dul_str *text, dul_str *expected)
{
    dul_str line, look = *rest;
    while (dul_str_line(rest, &line) && !dul_str_starts(line, DUL_STR("=== ")))
        look = *rest;
    if (rest->at == NULL && !dul_str_starts(line, DUL_STR("=== ")))
        return false;
    *title = line;
    if (rest->len == 0)
        return false;
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
    dul_str    rest   = file.bytes, title, text, expected;
    char      *fresh  = NULL;
    size_t     fresh_size;
    FILE      *out      = open_memstream(&fresh, &fresh_size);
    int        n_failed = 0, n = 0;
    while (next_case(&rest, &title, &text, &expected)) {
        if (n++ == 0)
            fwrite(file.bytes.at, 1, (size_t)(title.at - file.bytes.at), out);
        char  *got = NULL;
        size_t got_size;
        FILE  *lines = open_memstream(&got, &got_size);
        read_text(w, text, true);
        show_places(w, lines);
        fclose(lines);
        fprintf(out, "%.*s\n%.*s\n---\n%s\n", (int)title.len, title.at, (int)text.len, text.at, got);
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

static void expect_story(world *w, const char *text, const char *country)
{
    read_text(w, dul_str_of(text), true);
    if (!dul_str_is(w->places.story_country, country))
        fail_msg("the story '%s' is about %.*s, not %s", text, (int)w->places.story_country.len, w->places.story_country.at, country);
    forget(w);
}

static void story_countries(void **state)
{
    world *w = *state;
    expect_story(w, "Riots broke out in Taraz and Shymkent. Russia offered help.", "KAZ");
    expect_story(w, "Kenyan police dispersed a crowd. The president of Kenya was in Paris.", "KEN");
    expect_story(w, "Nobody knows where it happened.", "");
    expect_story(w, "", "");
}

/* Without any tag or tree the neighbouring words have to do. */
static void without_trees(void **state)
{
    world *w = *state;
    read_text(w, DUL_STR("Dozens of miners marched in Taraz, Kazakhstan, where Mr. Washington lives."), false);
    assert_int_equal(w->places.n, 2);
    assert_int_equal(w->places.item[0].geonameid, 1516905);
    assert_true(w->places.item[1].container);
    forget(w);
}

static void repeat(world *w, const char *piece, size_t n, bool with_tree)
{
    size_t len  = strlen(piece);
    char  *text = malloc(len * n);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * len, piece, len);
    read_text(w, (dul_str){text, len * n}, with_tree);
    forget(w);
    free(text);
}

/* Texts that try to make the stage slow or greedy: each is read in time and memory that grow with its length. */
static void texts_that_mean_harm(void **state)
{
    world *w = *state;
    repeat(w, "A", 300000, false);
    repeat(w, "A ", 150000, false);
    repeat(w, "San Jose ", 40000, false);
    repeat(w, "Springfield, ", 40000, false);
    repeat(w, "in the capital of ", 20000, false);
    repeat(w, "the south of the north of the ", 10000, false);
    repeat(w, "\xFF\xC3 \xE2\x80", 20000, false);
    char  *many = malloc(1 << 20);
    size_t len  = 0;
    for (unsigned i = 0; len < (1 << 20) - 64; i++) {
        unsigned seed = i * 2654435761u;
        many[len++]   = (char)('A' + seed % 26);
        for (unsigned k = 0; k < 3 + seed % 5; k++)
            many[len++] = "aeiourstln"[(seed >> (4 * k)) % 10];
        many[len++] = i % 12 == 11 ? '.' : ' ';
    }
    read_text(w, (dul_str){many, len}, false);
    forget(w);
    free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_cases),
        cmocka_unit_test(story_countries),
        cmocka_unit_test(without_trees),
        cmocka_unit_test(texts_that_mean_harm),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
