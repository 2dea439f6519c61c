/*
 * test_parity.c -- the C runtime against the training code: tests/parity/ holds what train/export.py computed for invented sentences.
 *
 * reference.conllu     all analyses, which must come out the same but for near ties
 * reference.safetensors encodings and arc scores of the first few
 */
#include "base/utf8.h"
#include "nn/safetensors.h"
#include "syntax/parser.h"
#include "testing_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MODEL TEST_SOURCE_DIR "/models/english-fast.safetensors"

typedef struct {
    dul_mapped  file;
    dul_parser *parser;
} fixture;

static int setup(void **state)
{
    fixture     *f   = calloc(1, sizeof *f);
    dulati_error err = {0};
    assert_non_null(f);
    assert_int_equal(dul_mapped_open(MODEL, &f->file, &err), DULATI_OK);
    if (dul_parser_open(f->file.bytes, MODEL, &dul_allocator_libc, &f->parser, &err) != DULATI_OK)
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
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/tests/parity/reference.conllu", &reference, NULL), DULATI_OK);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(analyses_are_those_of_the_training_code),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
