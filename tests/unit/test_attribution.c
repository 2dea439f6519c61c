/*
 * test_attribution.c -- who says what: the cue dictionary, runs of quotation marks, attributions over hand-made trees, and the worked cases of
 * tests/cases/attributions.txt through the whole pipeline.
 */
#include "testing.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "dulati.h"
#include "speech/cues.h"
#include "speech/quotation.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the dictionary -------------------------------------------------------------------------------------------------------------- */

static dulati_result cues_from(const char *text, dul_cues **cues, dulati_error *error, dul_str *bytes)
{
    dul_pack_section section = {DUL_STR("speech/cues.txt"), dul_str_of(text)};
    dul_pack         pack;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, &section, 1, bytes, error), DULATI_OK);
    assert_int_equal(dul_pack_open(*bytes, "test", true, &pack, error), DULATI_OK);
    return dul_cues_open(&pack, &dul_allocator_libc, cues, error);
}

static void cues_refuse(const char *text, uint64_t line)
{
    dul_cues    *cues;
    dulati_error error = {0};
    dul_str      bytes;
    assert_int_equal(cues_from(text, &cues, &error, &bytes), DULATI_E_FORMAT);
    assert_null(cues);
    assert_int_equal(error.line, line);
    assert_string_equal(error.file, "speech/cues.txt");
    dul_free(&dul_allocator_libc, bytes.at);
}

static void test_cues_faults(void **state)
{
    (void)state;
    cues_refuse("say verb speech clause\nsay\n", 2);
    cues_refuse("say verb\n", 1);
    cues_refuse("# a comment\nsay verb song clause\n", 2);
    cues_refuse("say verb speech claws\n", 1);
    cues_refuse("say out loud verb speech clause\n", 1);
    cues_refuse("call verb speech oblique\n", 1);
}

static void test_cues_chain(void **state)
{
    (void)state;
    dul_cues    *cues;
    dulati_error error = {0};
    dul_str      bytes;
    assert_int_equal(cues_from("call verb judgement object # a comment\ncall noun speech infinitive\ncall for verb speech oblique\n\n", &cues, &error, &bytes),
                     DULATI_OK);
    assert_int_equal(cues->n, 3);
    uint32_t e = dul_cues_find(cues, DUL_STR("call"));
    assert_true(e != DUL_NONE);
    assert_true(dul_str_is(cues->cue[e].second, "for")); /* the longer entry is asked first */
    uint32_t n = 0;
    for (; e != DUL_NONE; e = cues->cue[e].next)
        n++;
    assert_int_equal(n, 3);
    assert_int_equal(dul_cues_find(cues, DUL_STR("sing")), DUL_NONE);
    dul_cues_close(cues);
    dul_free(&dul_allocator_libc, bytes.at);
}

/* ---- hand-made trees ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *form, *lemma;
    dul_upos    upos;
    int         head; /* in this table; -1 the root */
    dul_rel     rel;
    bool        quoted, new_sentence, new_paragraph;
} word;

typedef struct {
    dul_arena    arena, scratch;
    dulati_error error;
    dul_job      job;
    dul_text     text;
    dul_tree     tree;
    dul_mentions mentions;
    char         bytes[4096];
} made;

static void made_new(made *m, const word *w, uint32_t n)
{
    memset(m, 0, sizeof *m);
    dul_arena_init(&m->arena, &dul_allocator_libc);
    dul_arena_init(&m->scratch, &dul_allocator_libc);
    m->job           = (dul_job){.arena = &m->arena, .scratch = &m->scratch, .published = DUL_DAY_NONE, .err = &m->error};
    m->text.token    = dul_arena_calloc(&m->arena, n, sizeof *m->text.token);
    m->text.sentence = dul_arena_calloc(&m->arena, n, sizeof *m->text.sentence);
    m->text.n_tokens = n;
    assert_int_equal(dul_tree_new(&m->job, n, &m->tree), DULATI_OK);
    size_t   at        = 0;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || w[i].new_sentence || w[i].new_paragraph) {
            paragraph += w[i].new_paragraph;
            m->text.sentence[m->text.n_sentences++] = (dul_sentence){{i, i}, DUL_SENTENCE_TEXT, paragraph};
        }
        m->text.sentence[m->text.n_sentences - 1].tokens.end = i + 1;
        size_t len                                           = strlen(w[i].form);
        assert_true(at + len + 1 < sizeof m->bytes);
        memcpy(m->bytes + at, w[i].form, len);
        m->text.token[i] = (dul_token){.span     = {(uint32_t)at, (uint32_t)(at + len)},
                                       .sentence = m->text.n_sentences - 1,
                                       .flags    = w[i].quoted ? DUL_TOKEN_QUOTED : 0,
                                       .norm     = {m->bytes + at, len}};
        char *lower      = dul_arena_copy(&m->arena, m->text.token[i].norm);
        for (size_t k = 0; k < len; k++)
            lower[k] = (char)(lower[k] >= 'A' && lower[k] <= 'Z' ? lower[k] + 32 : lower[k]);
        m->text.token[i].lower = (dul_str){lower, len};
        at += len;
        m->bytes[at++]   = ' ';
        m->tree.head[i]  = w[i].head < 0 ? DUL_ROOT : (uint32_t)w[i].head;
        m->tree.rel[i]   = (uint8_t)w[i].rel;
        m->tree.upos[i]  = (uint8_t)w[i].upos;
        m->tree.lemma[i] = dul_str_of(w[i].lemma);
        m->tree.xpos[i]  = dul_str_of("_");
        m->tree.feats[i] = dul_str_of("_");
    }
    m->job.text         = (dul_str){m->bytes, at};
    m->mentions.of_head = dul_arena_alloc(&m->arena, n * sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++)
        m->mentions.of_head[i] = DUL_NONE;
    dul_tree_link(&m->tree);
}

static void made_free(made *m)
{
    dul_arena_free(&m->scratch);
    dul_arena_free(&m->arena);
}

/* "A. | "B," Foo said. "C." with the middle paragraph reopened: one run a paragraph, the second continuing the first. */
static void test_quotations(void **state)
{
    (void)state;
    static const word w[] = {
        {"\"", "\"", DUL_UPOS_PUNCT, 1, DUL_REL_PUNCT, false, false, false},       {"Go", "go", DUL_UPOS_VERB, -1, DUL_REL_ROOT, true, false, false},
        {".", ".", DUL_UPOS_PUNCT, 1, DUL_REL_PUNCT, true, false, false},          {"\"", "\"", DUL_UPOS_PUNCT, 4, DUL_REL_PUNCT, false, false, true},
        {"Stay", "stay", DUL_UPOS_VERB, -1, DUL_REL_ROOT, true, false, false},     {",", ",", DUL_UPOS_PUNCT, 4, DUL_REL_PUNCT, true, false, false},
        {"\"", "\"", DUL_UPOS_PUNCT, 4, DUL_REL_PUNCT, false, false, false},       {"Foo", "Foo", DUL_UPOS_PROPN, 8, DUL_REL_NSUBJ, false, false, false},
        {"said", "say", DUL_UPOS_VERB, 4, DUL_REL_PARATAXIS, false, false, false}, {".", ".", DUL_UPOS_PUNCT, 4, DUL_REL_PUNCT, false, false, false},
        {"\"", "\"", DUL_UPOS_PUNCT, 11, DUL_REL_PUNCT, false, true, false},       {"Wait", "wait", DUL_UPOS_VERB, -1, DUL_REL_ROOT, true, false, false},
        {"here", "here", DUL_UPOS_ADV, 11, DUL_REL_ADVMOD, true, false, false},    {".", ".", DUL_UPOS_PUNCT, 11, DUL_REL_PUNCT, true, false, false},
        {"\"", "\"", DUL_UPOS_PUNCT, 11, DUL_REL_PUNCT, false, false, false},
    };
    made           m;
    dul_quotations q;
    made_new(&m, w, sizeof w / sizeof w[0]);
    assert_int_equal(dul_quotation_find(&m.job, &m.text, &q), DULATI_OK);
    assert_int_equal(q.n, 3);
    assert_int_equal(q.run[0].marked.first, 0);
    assert_int_equal(q.run[0].marked.end, 3);
    assert_int_equal(q.run[1].marked.first, 3);
    assert_int_equal(q.run[1].marked.end, 7);
    assert_int_equal(q.run[1].continues, 0);
    assert_int_equal(q.run[2].continues, DUL_NONE);
    assert_int_equal(q.of[8], DUL_NONE);

    dul_cues        *cues;
    dul_attributions found;
    dulati_error     error = {0};
    dul_str          bytes;
    assert_int_equal(cues_from("say verb speech clause quote\n", &cues, &error, &bytes), DULATI_OK);
    assert_int_equal(dul_attribution_find(cues, &m.job, &m.text, &m.tree, &m.mentions, &found), DULATI_OK);
    assert_int_equal(found.n, 1);
    assert_int_equal(found.item[0].source.first, 7);
    assert_int_equal(found.item[0].source_head, 7);
    assert_int_equal(found.item[0].n_parts, 2);
    assert_int_equal(found.item[0].part[0].first, 0); /* the open paragraph before belongs to him too */
    assert_int_equal(found.item[0].part[0].end, 7);
    assert_int_equal(found.item[0].part[1].first, 10);
    assert_int_equal(found.of_token[1], 0);
    assert_int_equal(found.of_token[8], -1);
    assert_int_equal(found.of_token[12], 0);
    dul_cues_close(cues);
    dul_free(&dul_allocator_libc, bytes.at);
    made_free(&m);
}

/* "Papers report that Foo said Bar lies": the inner content lies within the outer one. */
static void test_nested(void **state)
{
    (void)state;
    static const word w[] = {
        {"Papers", "paper", DUL_UPOS_NOUN, 1, DUL_REL_NSUBJ, false, false, false}, {"report", "report", DUL_UPOS_VERB, -1, DUL_REL_ROOT, false, false, false},
        {"that", "that", DUL_UPOS_SCONJ, 4, DUL_REL_MARK, false, false, false},    {"Foo", "Foo", DUL_UPOS_PROPN, 4, DUL_REL_NSUBJ, false, false, false},
        {"said", "say", DUL_UPOS_VERB, 1, DUL_REL_CCOMP, false, false, false},     {"Bar", "Bar", DUL_UPOS_PROPN, 6, DUL_REL_NSUBJ, false, false, false},
        {"lies", "lie", DUL_UPOS_VERB, 4, DUL_REL_CCOMP, false, false, false},     {".", ".", DUL_UPOS_PUNCT, 1, DUL_REL_PUNCT, false, false, false},
    };
    made             m;
    dul_cues        *cues;
    dul_attributions found;
    dulati_error     error = {0};
    dul_str          bytes;
    made_new(&m, w, sizeof w / sizeof w[0]);
    assert_int_equal(cues_from("say verb speech clause quote\nreport verb speech clause quote\n", &cues, &error, &bytes), DULATI_OK);
    assert_int_equal(dul_attribution_find(cues, &m.job, &m.text, &m.tree, &m.mentions, &found), DULATI_OK);
    assert_int_equal(found.n, 2);
    assert_int_equal(found.item[0].within, -1);
    assert_int_equal(found.item[1].within, 0);
    assert_int_equal(found.of_token[3], 0);
    assert_int_equal(found.of_token[6], 1);
    assert_int_equal(found.of_token[7], -1);
    dul_cues_close(cues);
    dul_free(&dul_allocator_libc, bytes.at);
    made_free(&m);
}

/* ---- worked cases ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    char  *at;
    size_t len;
} lines;

static void lines_add(lines *l, const char *text, size_t len)
{
    l->at = realloc(l->at, l->len + len + 1);
    assert_non_null(l->at);
    memcpy(l->at + l->len, text, len);
    l->len += len;
    l->at[l->len] = '\0';
}

/* Words of a span of code points, with single blanks; the cases are ASCII, so that code points are bytes. */
static void lines_add_span(lines *l, const char *text, dulati_span span)
{
    bool blank = false;
    for (uint32_t i = span.start; i < span.end; i++) {
        bool space = text[i] == ' ' || text[i] == '\n';
        if (!(space && blank))
            lines_add(l, space ? " " : &text[i], 1);
        blank = space;
    }
}

static void lines_add_attribution(lines *l, const char *text, const dulati_attribution *a)
{
    lines_add_span(l, text, a->cue);
    lines_add(l, " | ", 3);
    if (a->has_source)
        lines_add_span(l, text, a->source);
    else
        lines_add(l, "-", 1);
    lines_add(l, " | ", 3);
    for (size_t p = 0; p < a->n_parts; p++) {
        if (p > 0)
            lines_add(l, " ... ", 5);
        lines_add_span(l, text, a->parts[p]);
    }
    if (a->n_parts == 0)
        lines_add_span(l, text, a->content);
    lines_add(l, "\n", 1);
}

static char *file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("cannot open %s", path);
    lines  l = {NULL, 0};
    char   block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        lines_add(&l, block, n);
    fclose(file);
    return l.at;
}

static void test_cases(void **state)
{
    (void)state;
    dulati_error   error = {0};
    dulati_reader *reader;
    dulati_work   *work;
    if (dulati_reader_open(&(dulati_reader_options){.data_dir = TEST_DATA_DIR}, &reader, &error) != DULATI_OK)
        fail_msg("the worked cases need the model and the dictionaries: %s (%s)", error.message, error.file);
    assert_int_equal(dulati_work_new(reader, &work, &error), DULATI_OK);
    char  *all = file_read(TEST_SOURCE_DIR "/tests/cases/attributions.txt"), *at = strstr(all, "\n=== ");
    size_t n = 0, wrong = 0;
    while (at != NULL) {
        char *title = at + 5, *text = strchr(title, '\n') + 1, *bar = strstr(text, "\n---\n"), *next = strstr(text, "\n=== ");
        assert_non_null(bar);
        char *expected = bar + 5;
        if (next != NULL && next < expected) /* a case without attributions that ends at once */
            next = strstr(expected - 1, "\n=== ");
        size_t len = next != NULL ? (size_t)(next - expected) + 1 : strlen(expected);
        while (len > 1 && expected[len - 1] == '\n' && expected[len - 2] == '\n')
            len--;
        if (len == 1 && expected[0] == '\n')
            len = 0;
        dulati_document *document;
        dulati_report    report = {.id = "case", .text = text, .text_len = (size_t)(bar - text)};
        assert_int_equal(dulati_annotate(reader, work, &report, &document, &error), DULATI_OK);
        lines got = {NULL, 0};
        lines_add(&got, "", 0);
        for (size_t i = 0; i < dulati_document_n_attributions(document); i++)
            lines_add_attribution(&got, text, dulati_document_attribution(document, i));
        n++;
        if (got.len != len || memcmp(got.at, expected, len) != 0) {
            wrong++;
            print_error("%.*s\n  expected:\n%.*s  got:\n%s\n", (int)(text - title - 1), title, (int)len, expected, got.at);
        }
        free(got.at);
        dulati_document_free(document);
        at = next;
    }
    free(all);
    dulati_work_free(work);
    dulati_reader_close(reader);
    assert_true(n >= 40);
    if (wrong > 0)
        fail_msg("%zu of %zu cases differ", wrong, n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cues_faults), cmocka_unit_test(test_cues_chain), cmocka_unit_test(test_quotations),
        cmocka_unit_test(test_nested),      cmocka_unit_test(test_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
