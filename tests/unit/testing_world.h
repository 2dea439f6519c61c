/*
 * testing_world.h -- stages run one by one on the shipped model and dictionaries, and the runner of their worked cases.
 *
 *     === A title
 *     date: 2022-01-14                  (may be missing)
 *     source: theparisnews.com          (may be missing)
 *     The text.
 *     ---
 *     what the stage is to find, one line each
 */
#ifndef TESTING_WORLD_H
#define TESTING_WORLD_H

#include "testing.h"

#include "names/mention.h"
#include "reader.h"
#include "time/calendar.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    dulati_reader *reader;
    dulati_work   *work;
    dul_arena      arena, scratch;
    dul_job        job;
    dul_str        source; /* the outlet of the next report */
    dul_text       text;
    dul_tree       tree;
    dul_places     places;
    dul_mentions   mentions;
} world;

static inline int world_open(void **state)
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

static inline int world_close(void **state)
{
    world *w = *state;
    dulati_work_free(w->work);
    dulati_reader_close(w->reader);
    return 0;
}

/* Text, syntax and places of a text; with_tree: the model's trees, otherwise every token is a root with that tag. */
static inline void world_read(world *w, dul_str text, dul_day day, bool with_tree, dul_upos tag)
{
    dul_arena_init(&w->arena, &dul_allocator_libc);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = text, .source = w->source, .published = day};
    assert_int_equal(dul_text_find(&w->job, &w->text), DULATI_OK);
    if (with_tree) {
        assert_int_equal(dul_parser_run(w->reader->parser, w->work->parser, &w->job, &w->text, &w->tree), DULATI_OK);
    } else {
        assert_int_equal(dul_tree_new(&w->job, w->text.n_tokens, &w->tree), DULATI_OK);
        for (uint32_t i = 0; i < w->text.n_tokens; i++)
            w->tree.upos[i] = (uint8_t)tag;
        dul_tree_link(&w->tree);
    }
    assert_int_equal(dul_toponym_find(w->reader->gazetteer, w->reader->countries, &w->job, &w->text, &w->tree, &w->places), DULATI_OK);
}

static inline void forget(world *w)
{
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
}

/* One case: title, the lines of day and outlet as they stand, text, what is expected. False at the end of the file. */
static inline bool world_next_case(dul_str *rest, dul_str *title, dul_str *head, dul_str *text, dul_day *day, dul_str *source, dul_str *expected)
{
    dul_str line = {NULL, 0}, look;
    do
        if (!dul_str_line(rest, &line))
            return false;
    while (!dul_str_starts(line, DUL_STR("=== ")));
    *title  = line;
    *day    = DUL_DAY_NONE;
    *head   = (dul_str){rest->at, 0};
    look    = *rest;
    *source = (dul_str){NULL, 0};
    while (dul_str_line(&look, &line) && (dul_str_starts(line, DUL_STR("date: ")) || dul_str_starts(line, DUL_STR("source: ")))) {
        dul_date date;
        if (line.at[0] == 's') {
            *source = dul_str_slice(line, 8, line.len);
        } else {
            assert_true(dul_date_parse(dul_str_slice(line, 6, line.len), &date));
            *day = dul_day_of(date);
        }
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

typedef void (*world_reader)(world *w, dul_str text, dul_day day, bool with_tree);
typedef void (*world_shower)(const world *w, FILE *out);

/* Hold every case of the file to what the stage finds; DULATI_CASES_UPDATE in the environment rewrites the file instead. Needs open_memstream. */
static inline void world_run_cases(world *w, const char *path, world_reader read, world_shower show)
{
    dul_mapped file;
    assert_int_equal(dul_mapped_open(path, &file, NULL), DULATI_OK);
    const bool update = getenv("DULATI_CASES_UPDATE") != NULL;
    dul_str    rest   = file.bytes, title, head, text, expected;
    dul_day    day;
    char      *fresh = NULL;
    size_t     fresh_size;
    FILE      *out      = open_memstream(&fresh, &fresh_size);
    int        n_failed = 0, n = 0;
    while (world_next_case(&rest, &title, &head, &text, &day, &w->source, &expected)) {
        if (n++ == 0)
            fwrite(file.bytes.at, 1, (size_t)(title.at - file.bytes.at), out);
        char  *got = NULL;
        size_t got_size;
        FILE  *lines = open_memstream(&got, &got_size);
        read(w, text, day, true);
        show(w, lines);
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
    w->source = (dul_str){NULL, 0};
    assert_true(n > 20);
    if (update) {
        FILE *to = fopen(path, "wb");
        assert_non_null(to);
        fwrite(fresh, 1, fresh_size - 1, to); /* less the last empty line */
        fclose(to);
    }
    free(fresh);
    dul_mapped_close(&file);
    assert_int_equal(n_failed, 0);
}

/* Read n copies of a piece: for texts that try to make a stage slow or greedy. */
static inline void world_repeat(world *w, world_reader read, const char *piece, size_t n, bool with_tree)
{
    size_t len  = strlen(piece);
    char  *text = malloc(len * n);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * len, piece, len);
    read(w, (dul_str){text, len * n}, DUL_DAY_NONE, with_tree);
    forget(w);
    free(text);
}

#endif
