/* test_sentences.c -- runs tests/cases/sentences.txt, and checks the laws of tokens on each of its texts and on broken ones. */
#include "testing.h"

#include "base/mapped.h"
#include "text/boundary.h"
#include "text/tokens.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const kind_text[] = {"text", "title", "dateline", "caption", "byline"};

typedef struct {
    dul_arena arena, scratch;
    dul_text  text;
    dul_job   job;
} world;

static const dul_boundary *network; /* for sentence ends; NULL: by rules alone */

static void world_open(world *w)
{
    *w = (world){0};
    dul_arena_init(&w->arena, &dul_allocator_libc);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
}

static void world_close(world *w)
{
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
}

/* Spans lie in the text, ascend and do not overlap; every token lies in its sentence; sentences follow each other without a gap and are not too long. */
static void check_laws(const world *w)
{
    uint32_t before = 0, token = 0;
    for (uint32_t i = 0; i < w->text.n_sentences; i++) {
        dul_range tokens = w->text.sentence[i].tokens;
        assert_int_equal(tokens.first, token);
        assert_true(tokens.end > tokens.first);
        assert_true(tokens.end - tokens.first <= DUL_SENTENCE_MAX);
        assert_true(i == 0 || w->text.sentence[i].paragraph >= w->text.sentence[i - 1].paragraph);
        assert_false(w->text.token[tokens.first].flags & DUL_TOKEN_CLITIC);
        for (token = tokens.first; token < tokens.end; token++) {
            const dul_token *t = &w->text.token[token];
            assert_int_equal(t->sentence, i);
            assert_true(t->span.start >= before && t->span.end > t->span.start && t->span.end <= w->job.text.len);
            assert_true(t->norm.len > 0 && t->lower.len > 0);
            before = t->span.end;
        }
    }
    assert_int_equal(token, w->text.n_tokens);
}

static void find(world *w, dul_str text)
{
    world_close(w);
    world_open(w);
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = text, .boundary = network, .published = DUL_DAY_NONE};
    assert_int_equal(dul_text_find(&w->job, &w->text), DULATI_OK);
    check_laws(w);
}

/* The sentence as the case file writes it. */
static size_t show(const world *w, uint32_t sentence, char *out, size_t room)
{
    const dul_sentence *s = &w->text.sentence[sentence];
    size_t              n = (size_t)snprintf(out, room, "%s", kind_text[s->kind]);
    for (uint32_t i = s->tokens.first; i < s->tokens.end; i++) {
        dul_str form = dul_token_form(&w->job, &w->text.token[i]);
        n += (size_t)snprintf(out + n, room - n, " %s%.*s", w->text.token[i].flags & DUL_TOKEN_CLITIC ? "~" : "", (int)form.len, form.at);
    }
    return n;
}

static void cases(void **state)
{
    (void)state;
    dul_mapped file;
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/tests/cases/sentences.txt", &file, NULL), DULATI_OK);
    static char shown[65536];
    dul_str     rest = file.bytes, line, title = {0};
    size_t      n_cases = 0, n_wrong = 0;
    world       w;
    world_open(&w);
    while (dul_str_line(&rest, &line)) {
        if (!dul_str_starts(line, DUL_STR("=== ")))
            continue;
        title             = line;
        const char *start = rest.at;
        while (dul_str_line(&rest, &line) && !dul_str_is(line, "---"))
            ;
        find(&w, (dul_str){start, (size_t)(line.at - start) - 1});
        uint32_t sentence = 0;
        bool     right    = true;
        while (dul_str_line(&rest, &line) && line.len > 0) {
            size_t n = sentence < w.text.n_sentences ? show(&w, sentence, shown, sizeof shown) : 0;
            if (!dul_str_equal(line, (dul_str){shown, n})) {
                print_message("%.*s\n  expected  %.*s\n  found     %.*s\n", (int)title.len, title.at, (int)line.len, line.at, (int)n, shown);
                right = false;
            }
            sentence++;
        }
        for (; sentence < w.text.n_sentences; sentence++, right = false)
            print_message("%.*s\n  found too %.*s\n", (int)title.len, title.at, (int)show(&w, sentence, shown, sizeof shown), shown);
        n_cases++;
        n_wrong += !right;
    }
    world_close(&w);
    dul_mapped_close(&file);
    assert_true(n_cases > 30);
    assert_int_equal(n_wrong, 0);
}

/* Every beginning of every byte of the case file is a text, too: cut characters, open marks, half words. */
static void laws_on_pieces(void **state)
{
    (void)state;
    dul_mapped file;
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/tests/cases/sentences.txt", &file, NULL), DULATI_OK);
    world w;
    world_open(&w);
    for (size_t at = 0; at < file.bytes.len; at += 7)
        find(&w, dul_str_slice(file.bytes, at, at + 90 + at % 100));
    find(&w, file.bytes);
    world_close(&w);
    dul_mapped_close(&file);
}

/* What the cases have, the network leaves as the rules have it. */
static void cases_with_the_network(void **state)
{
    dul_mapped      mapped;
    dul_arena       arena;
    dul_safetensors file;
    dul_boundary    boundary;
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/models/english-fast.safetensors", &mapped, NULL), DULATI_OK);
    assert_int_equal(dul_safetensors_open(mapped.bytes, "m", &arena, &file, NULL), DULATI_OK);
    assert_int_equal(dul_boundary_open(&file, "m", &boundary, NULL), DULATI_OK);
    assert_non_null(boundary.table);
    network = &boundary;
    cases(state);
    laws_on_pieces(state);
    network = NULL;
    dul_arena_free(&arena);
    dul_mapped_close(&mapped);
}

static uint32_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static void laws_on_noise(void **state)
{
    (void)state;
    static const char *const piece[] = {"a",
                                        "A",
                                        "Mr",
                                        ".",
                                        "...",
                                        " ",
                                        "\n",
                                        "\n\n",
                                        "\"",
                                        "'",
                                        "’",
                                        "“",
                                        "”",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        "-",
                                        "--",
                                        "—",
                                        "n't",
                                        "'s",
                                        "1",
                                        "2,000",
                                        "$",
                                        "@",
                                        "#",
                                        "http://a.b",
                                        ":",
                                        ";",
                                        "!",
                                        "?",
                                        "â€™",
                                        "\xC3",
                                        "\xFF",
                                        "\xE2\x80",
                                        "",
                                        "é",
                                        "Я",
                                        "中",
                                        "Image: x",
                                        "By",
                                        "date 2022-01-06",
                                        "\r\n",
                                        "\t",
                                        "\xC2\xA0",
                                        "e.g",
                                        "U.S",
                                        "%",
                                        "/",
                                        "&"};
    uint64_t                 seed    = 7;
    char                     text[2048];
    world                    w;
    world_open(&w);
    for (int round = 0; round < 3000; round++) {
        size_t n = 0, n_pieces = random_next(&seed) % 120;
        for (size_t i = 0; i < n_pieces; i++) {
            const char *p = piece[random_next(&seed) % (sizeof piece / sizeof piece[0])];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        char *exact = malloc(n + 1); /* its own block, so that a sanitizer sees a step too far */
        memcpy(exact, text, n);
        find(&w, (dul_str){exact, n});
        free(exact);
    }
    world_close(&w);
}

/* One character for ever, and other texts that tempt a scanner to look back or ahead without end. */
static void long_texts(void **state)
{
    (void)state;
    static const char *const unit[] = {"a", ".",  "'",   "\"", "(",       "-",        "a.",    "'s",   "1-", ". (",
                                       "é", "\n", "x\n", "@a", "http://", "(Image: ", ". [1]", "non-", "A ", "\xFF"};
    size_t                   size   = (size_t)1 << 20;
    char                    *text   = malloc(size + 16);
    world                    w;
    assert_non_null(text);
    world_open(&w);
    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
        size_t n = 0, len = strlen(unit[i]);
        for (; n + len <= size; n += len)
            memcpy(text + n, unit[i], len);
        find(&w, (dul_str){text, n});
        for (uint32_t t = 0; t < w.text.n_tokens; t++)
            assert_true(w.text.token[t].span.end - w.text.token[t].span.start <= 2048);
    }
    world_close(&w);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),      cmocka_unit_test(cases_with_the_network), cmocka_unit_test(laws_on_pieces), cmocka_unit_test(laws_on_noise),
        cmocka_unit_test(long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
