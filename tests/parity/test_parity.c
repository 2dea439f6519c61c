/*
 * test_parity.c -- the C runtime against the training code: tests/parity/ holds what train/export.py computed for invented sentences, for each model.
 *
 * reference.conllu, accurate.conllu            all analyses, which must come out the same but for near ties
 * reference.safetensors, accurate.safetensors  encodings and arc scores of the first few
 *
 * A model that is not there is left out, but for the first.
 */
#include "nn/safetensors.h"
#include "syntax/parser.h"
#include "testing_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define FOLDER TEST_SOURCE_DIR "/tests/parity/"

typedef struct {
    const char *model, *analyses, *tensors;
    float       encoding_error; /* of one number at most                           */
    double      encoding_mean;  /* of all numbers of a sentence on average, at most */
    float       score_error;    /* of the largest score                            */
} subject;

static const subject subjects[] = {
    {TEST_SOURCE_DIR "/models/english-fast.safetensors", FOLDER "reference.conllu", FOLDER "reference.safetensors", 4.5f / 127, 0.1 / 127, 0.02f},
    {TEST_SOURCE_DIR "/models/english-accurate.safetensors", FOLDER "accurate.conllu", FOLDER "accurate.safetensors", 0.1f, 0.01, 0.02f},
};

static const subject *current;

typedef struct {
    dul_mapped  file;
    dul_parser *parser;
} fixture;

static int setup(void **state)
{
    fixture     *f   = calloc(1, sizeof *f);
    dulati_error err = {0};
    assert_non_null(f);
    assert_int_equal(dul_mapped_open(current->model, &f->file, &err), DULATI_OK);
    if (dul_parser_open(f->file.bytes, current->model, &dul_allocator_libc, &f->parser, &err) != DULATI_OK)
        fail_msg("%s: %s (byte %llu)", err.file, err.message, (unsigned long long)err.byte);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    dul_parser_close(f->parser);
    dul_mapped_close(&f->file);
    free(f);
    return 0;
}

/* Fields of a CoNLL-U line that differ, counted over the reference. */
static void analyses_are_those_of_the_training_code(void **state)
{
    fixture                 *f = *state;
    dul_mapped               reference;
    test_text                t;
    dul_tree                 tree;
    dul_parser_work         *work;
    size_t                   n = 0, wrong[6] = {0};
    static const char *const names[6] = {"lemma", "upos", "xpos", "feats", "head", "deprel"};
    assert_int_equal(dul_mapped_open(current->analyses, &reference, NULL), DULATI_OK);
    assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
    test_text_open(&t);
    dul_str rest = reference.bytes, line;
    while (dul_str_line(&rest, &line)) {
        if (line.len == 0) {
            test_text_end_sentence(&t);
            continue;
        }
        dul_str_cut(&line, '\t');
        test_text_add(&t, dul_str_cut(&line, '\t'));
    }
    assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
    rest = reference.bytes;
    for (uint32_t i = 0, sentence_first = 0; dul_str_line(&rest, &line);) {
        if (line.len == 0) {
            sentence_first = i;
            continue;
        }
        dul_str field[10], whole = line;
        char    head[16];
        for (int c = 0; c < 10; c++)
            field[c] = dul_str_cut(&line, '\t');
        snprintf(head, sizeof head, "%u", tree.head[i] == DUL_ROOT ? 0 : tree.head[i] - sentence_first + 1);
        const dul_str found[6] = {tree.lemma[i],    dul_str_of(dul_upos_text(tree.upos[i])), tree.xpos[i], tree.feats[i],
                                  dul_str_of(head), dul_str_of(dul_rel_text(tree.rel[i]))};
        for (int c = 0; c < 6; c++)
            if (!dul_str_equal(found[c], field[2 + c])) {
                wrong[c]++;
                print_message("%.*s: %s %.*s\n", (int)whole.len, whole.at, names[c], (int)found[c].len, found[c].at);
            }
        n++, i++;
    }
    print_message("%zu tokens; differing lemmas %zu, upos %zu, xpos %zu, feats %zu, heads %zu, relations %zu; kernel %s\n", n, wrong[0], wrong[1], wrong[2],
                  wrong[3], wrong[4], wrong[5], dul_parser_about(f->parser, "kernel"));
    assert_true(n > 100);
    for (int c = 0; c < 6; c++)
        assert_true(wrong[c] * 100 <= n); /* near ties may fall the other way */
    dul_parser_work_free(work);
    test_text_close(&t);
    dul_mapped_close(&reference);
}

/* What is compared with the one sentence that is read. */
typedef struct {
    size_t            n;
    float             encoding_error, score_error, score_size;
    double            encoding_sum; /* of all errors */
    const dul_tensor *encoding, *score;
} comparison;

static void compare(void *context, const dul_parser_sight *sight)
{
    comparison *c = context;
    c->n          = sight->tokens.end - sight->tokens.first;
    assert_int_equal(c->encoding->n_elements, c->n * sight->k);
    assert_int_equal(c->score->n_elements, c->n * (c->n + 1));
    for (size_t i = 0; i < c->n; i++) {
        for (size_t j = 0; j < sight->k; j++) {
            dul_scale8 scale = sight->scale == NULL ? (dul_scale8){1.0f / 127, 128} : sight->scale[i];
            float      found = (float)(sight->encoding[i * sight->encoding_stride + j] - scale.zero) * scale.scale;
            float      error = fabsf(found - ((const float *)c->encoding->data)[i * sight->k + j]);
            c->encoding_sum += (double)error;
            if (error > c->encoding_error)
                c->encoding_error = error;
        }
        for (size_t j = 0; j <= c->n; j++) {
            float error = fabsf(sight->score[i * sight->score_stride + j] - ((const float *)c->score->data)[i * (c->n + 1) + j]);
            if (j != i + 1 && error > c->score_error)
                c->score_error = error;
            if (j != i + 1 && fabsf(sight->score[i * sight->score_stride + j]) > c->score_size)
                c->score_size = fabsf(sight->score[i * sight->score_stride + j]);
        }
    }
}

/* The training code rounds to 8 bits where the runtime does, but sums in floats in between: a number that lies between two steps may go to the other one, and
 * what depends on it follows. Most come out the same, none is more than a few steps (of 1/127) away. */
static void encodings_and_scores_are_close(void **state)
{
    fixture         *f = *state;
    dul_mapped       reference;
    dul_arena        arena;
    dul_safetensors  file;
    dul_parser_work *work;
    assert_int_equal(dul_mapped_open(current->tensors, &reference, NULL), DULATI_OK);
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_int_equal(dul_safetensors_open(reference.bytes, "reference", &arena, &file, NULL), DULATI_OK);
    assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
    size_t n_sentences = 0;
    for (;; n_sentences++) {
        char       name[32];
        comparison c = {0};
        test_text  t;
        dul_tree   tree;
        snprintf(name, sizeof name, "s%zu.tokens", n_sentences);
        dul_str tokens = dul_safetensors_about(&file, name);
        if (tokens.at == NULL)
            break;
        snprintf(name, sizeof name, "s%zu.encoding", n_sentences);
        c.encoding = dul_safetensors_find(&file, name);
        snprintf(name, sizeof name, "s%zu.arc", n_sentences);
        c.score = dul_safetensors_find(&file, name);
        assert_non_null(c.encoding);
        assert_non_null(c.score);
        test_text_open(&t);
        while (tokens.at != NULL)
            test_text_add(&t, dul_str_cut(&tokens, '\n'));
        test_text_end_sentence(&t);
        dul_parser_work_watch(work, compare, &c);
        assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
        assert_int_equal(c.n, t.text.n_tokens);
        double mean = c.encoding_sum / (double)c.encoding->n_elements;
        print_message("sentence %zu, %zu tokens: encoding within %.5f, on average %.6f, scores up to %.1f within %.4f\n", n_sentences, c.n,
                      (double)c.encoding_error, mean, (double)c.score_size, (double)c.score_error);
        assert_true(c.encoding_error < current->encoding_error);
        assert_true(mean < current->encoding_mean);
        assert_true(c.score_error < current->score_error * c.score_size + 0.02f);
        test_text_close(&t);
    }
    assert_true(n_sentences >= 5);
    dul_parser_work_free(work);
    dul_arena_free(&arena);
    dul_mapped_close(&reference);
}

/* All variants of the arithmetic give the same trees, with the same scores, to the bit. */
static void variants_agree_to_the_bit(void **state)
{
    fixture                 *f = *state;
    dul_parser_work         *work;
    test_text                t;
    dul_tree                 best, other;
    dul_mapped               sentences;
    static const char *const names[] = {"ref", "neon", "avx2", "avxvnni", "avx512"};
    char                     chosen[16];
    snprintf(chosen, sizeof chosen, "%s", dul_parser_about(f->parser, "kernel"));
    assert_int_equal(dul_mapped_open(FOLDER "sentences.txt", &sentences, NULL), DULATI_OK);
    test_text_open(&t);
    dul_str rest = sentences.bytes, line;
    while (dul_str_line(&rest, &line)) {
        while (line.at != NULL && line.len > 0 && line.at[0] != '#')
            test_text_add(&t, dul_str_cut(&line, ' '));
        test_text_end_sentence(&t);
    }
    assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
    assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &best), DULATI_OK);
    for (size_t v = 0; v < sizeof names / sizeof names[0]; v++) {
        if (!dul_parser_choose_kernel(f->parser, names[v]))
            continue;
        assert_string_equal(dul_parser_about(f->parser, "kernel"), names[v]);
        assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &other), DULATI_OK);
        assert_memory_equal(best.head, other.head, best.n_tokens * sizeof *best.head);
        assert_memory_equal(best.rel, other.rel, best.n_tokens);
        assert_memory_equal(best.upos, other.upos, best.n_tokens);
        assert_memory_equal(best.score, other.score, best.n_tokens * sizeof *best.score);
        for (uint32_t i = 0; i < best.n_tokens; i++)
            assert_true(dul_str_equal(best.lemma[i], other.lemma[i]));
    }
    assert_false(dul_parser_choose_kernel(f->parser, "abacus"));
    assert_true(dul_parser_choose_kernel(f->parser, chosen));
    dul_parser_work_free(work);
    test_text_close(&t);
    dul_mapped_close(&sentences);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(analyses_are_those_of_the_training_code),
        cmocka_unit_test(encodings_and_scores_are_close),
        cmocka_unit_test(variants_agree_to_the_bit),
    };
    int failed = 0;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        FILE *file = fopen(subjects[i].model, "rb");
        if (file == NULL && i > 0) {
            print_message("%s is not there, and so not tested\n", subjects[i].model);
            continue;
        }
        if (file != NULL)
            fclose(file);
        current = &subjects[i];
        failed += cmocka_run_group_tests(tests, setup, teardown);
    }
    return failed;
}
