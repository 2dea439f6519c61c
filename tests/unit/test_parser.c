/* test_parser.c -- the whole stage on a tiny random model: laws of its output, damaged models, failing allocations. */
#include "syntax/parser.h"
#include "testing_model.h"
#include "testing_text.h"

typedef struct {
    char       *bytes;
    size_t      size;
    dul_parser *parser;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->bytes = test_model_make("dulati-model 2", 2, 32, true, &f->size);
    assert_int_equal(dul_parser_open((dul_str){f->bytes, f->size}, "tiny", &dul_allocator_libc, &f->parser, NULL), DULATI_OK);
    *state = f;
    return 0;
}

static int setup_transformer(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->bytes = test_model_make_transformer(2, 16, &f->size);
    assert_int_equal(dul_parser_open((dul_str){f->bytes, f->size}, "tiny", &dul_allocator_libc, &f->parser, NULL), DULATI_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    dul_parser_close(f->parser);
    free(f->bytes);
    free(f);
    return 0;
}

/* What holds for every output: heads stay in their sentence and form one tree, the root alone is called root, links agree with heads. */
static void check_laws(const dul_text *text, const dul_tree *tree)
{
    assert_int_equal(tree->n_tokens, text->n_tokens);
    for (uint32_t s = 0; s < text->n_sentences; s++) {
        dul_range tokens  = text->sentence[s].tokens;
        uint32_t  n_roots = 0;
        for (uint32_t i = tokens.first; i < tokens.end; i++) {
            bool root = tree->head[i] == DUL_ROOT;
            n_roots += root;
            assert_true(root || (tree->head[i] >= tokens.first && tree->head[i] < tokens.end));
            assert_true(root == (tree->rel[i] == DUL_REL_ROOT));
            assert_true(tree->rel[i] < DUL_N_REL && tree->upos[i] < DUL_N_UPOS);
            assert_true(tree->score[i] <= 0 && tree->score[i] > -1e7f);
            assert_non_null(tree->lemma[i].at);
            assert_true(tree->lemma[i].len > 0);
            assert_true(tree->xpos[i].len > 0 && tree->feats[i].len > 0);
            assert_true(tree->left[i] >= tokens.first && tree->left[i] <= i && tree->right[i] > i && tree->right[i] <= tokens.end);
            if (root)
                assert_true(tree->left[i] == tokens.first && tree->right[i] == tokens.end);
        }
        assert_int_equal(n_roots, 1);
    }
}

static const char *const lines[] = {
    "The minister went to Velmar on Monday .",
    "Stop !",
    "Rebels",
    "POLICE ARREST 14 PROTESTERS IN PORT",
    "The union 's leaders , who had refused to meet the owners , said that the strike would go on until wages were paid .",
};

static void add_lines(test_text *t, size_t times)
{
    for (size_t i = 0; i < times; i++)
        test_text_add_line(t, lines[i % (sizeof lines / sizeof lines[0])]);
}

static void trees_obey_the_laws(void **state)
{
    fixture         *f = *state;
    test_text        t;
    dul_tree         tree;
    dul_parser_work *work;
    test_text_open(&t);
    add_lines(&t, 400); /* several chunks */
    assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
    assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
    check_laws(&t.text, &tree);
    /* A sentence reads the same wherever it stands. */
    for (uint32_t i = 0; i < tree.n_tokens; i++) {
        uint32_t s = t.text.token[i].sentence, twin = t.text.sentence[s % 5].tokens.first + i - t.text.sentence[s].tokens.first;
        assert_int_equal(tree.rel[i], tree.rel[twin]);
        assert_int_equal(tree.upos[i], tree.upos[twin]);
        assert_true(tree.head[i] == DUL_ROOT ? tree.head[twin] == DUL_ROOT : tree.head[i] - i == tree.head[twin] - twin);
        assert_true(tree.score[i] == tree.score[twin]);
        assert_true(dul_str_equal(tree.lemma[i], tree.lemma[twin]));
    }
    /* And no text is a text. */
    dul_text none = {0};
    assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &none, &tree), DULATI_OK);
    assert_int_equal(tree.n_tokens, 0);
    dul_parser_work_free(work);
    test_text_close(&t);
}

static void endless_sentences_are_read(void **state)
{
    fixture              *f       = *state;
    static const uint32_t sizes[] = {399, 1100, 9000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        test_text        t;
        dul_tree         tree;
        dul_parser_work *work;
        test_text_open(&t);
        add_lines(&t, 3);
        for (uint32_t n = 0; n < sizes[i]; n++)
            test_text_add(&t, n % 3 ? DUL_STR("a") : DUL_STR("Velmar"));
        test_text_end_sentence(&t);
        add_lines(&t, 3);
        assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
        assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
        check_laws(&t.text, &tree);
        dul_parser_work_free(work);
        test_text_close(&t);
    }
}

/* Other sizes, and no head for mentions. */
static void other_shapes_are_read(void **state)
{
    (void)state;
    size_t           size;
    char            *bytes = test_model_make("dulati-model 2", 3, 256, false, &size);
    dul_parser      *parser;
    dul_parser_work *work;
    test_text        t;
    dul_tree         tree;
    test_text_open(&t);
    add_lines(&t, 10);
    assert_int_equal(dul_parser_open((dul_str){bytes, size}, "tiny", &dul_allocator_libc, &parser, NULL), DULATI_OK);
    assert_int_equal(dul_parser_work_new(parser, &work, NULL), DULATI_OK);
    assert_int_equal(dul_parser_run(parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
    check_laws(&t.text, &tree);
    dul_parser_work_free(work);
    dul_parser_close(parser);
    test_text_close(&t);
    free(bytes);
}

/* Bytes that are no text, words of a thousand letters, empty words. */
static void odd_tokens_are_read(void **state)
{
    fixture         *f = *state;
    test_text        t;
    dul_tree         tree;
    dul_parser_work *work;
    char             longest[5000];
    memset(longest, 'Q', sizeof longest);
    test_text_open(&t);
    test_text_add(&t, (dul_str){longest, sizeof longest});
    test_text_add(&t, DUL_STR("\xFF\xFE\x80\x80\xC3"));
    test_text_add(&t, DUL_STR("\xF0\x9F\x98\x80"));
    test_text_add(&t, DUL_STR("\0\0"));
    test_text_end_sentence(&t);
    assert_int_equal(dul_parser_work_new(f->parser, &work, NULL), DULATI_OK);
    assert_int_equal(dul_parser_run(f->parser, work, test_text_job(&t), &t.text, &tree), DULATI_OK);
    check_laws(&t.text, &tree);
    dul_parser_work_free(work);
    test_text_close(&t);
}

static void metadata_can_be_asked_for(void **state)
{
    fixture *f = *state;
    assert_string_equal(dul_parser_about(f->parser, "name"), "tiny");
    assert_string_equal(dul_parser_about(f->parser, "nothing"), "");
    assert_true(strlen(dul_parser_about(f->parser, "kernel")) > 0);
}

static dulati_result open_and_close(const char *bytes, size_t size, dulati_error *err)
{
    dul_parser   *parser;
    dulati_result result = dul_parser_open((dul_str){bytes, size}, "tiny", &dul_allocator_libc, &parser, err);
    assert_true((parser != NULL) == (result == DULATI_OK));
    dul_parser_close(parser);
    return result;
}

/* The model with one text of its header replaced by another of the same length. */
static void check_damage(const fixture *f, const char *text, const char *other, dulati_result wanted, const char *message)
{
    dulati_error err  = {0};
    char        *copy = malloc(f->size), *at = NULL;
    assert_non_null(copy);
    assert_int_equal(strlen(text), strlen(other));
    memcpy(copy, f->bytes, f->size);
    for (size_t i = 0; i + strlen(text) < f->size && at == NULL; i++)
        if (memcmp(copy + i, text, strlen(text)) == 0)
            at = copy + i;
    if (at == NULL)
        fail_msg("the model has no %s", text);
    memcpy(at, other, strlen(other));
    dulati_result result = open_and_close(copy, f->size, &err);
    if (result != wanted || (message != NULL && strcmp(err.message, message) != 0))
        fail_msg("%s instead of %s: %s (%s)", other, text, dulati_result_name(result), err.message == NULL ? "" : err.message);
    free(copy);
}

static void damaged_models_are_refused(void **state)
{
    const fixture *f = *state;
    check_damage(f, "dulati-model 2", "dulati-model 1", DULATI_E_VERSION, NULL);
    check_damage(f, "k_embed\":\"16", "k_embed\":\"32", DULATI_E_FORMAT, "a tensor of another shape than the metadata say");
    check_damage(f, "k_embed\":\"16", "k_embed\":\"17", DULATI_E_FORMAT, NULL);
    check_damage(f, "k_embed\":\"16", "k_embex\":\"16", DULATI_E_FORMAT, NULL);
    check_damage(f, "k_hidden\":\"16", "k_hidden\":\"00", DULATI_E_FORMAT, NULL);
    check_damage(f, "n_layers\":\"2", "n_layers\":\"3", DULATI_E_FORMAT, "the model lacks a tensor");
    check_damage(f, "n_layers\":\"2", "n_layers\":\"9", DULATI_E_FORMAT, NULL);
    check_damage(f, "lstm.1.b.w_rec", "lstm.1.c.w_rec", DULATI_E_FORMAT, "the model lacks a tensor");
    check_damage(f, "ADJ\\nADP", "ADJ\\nADQ", DULATI_E_FORMAT, "a universal tag that is not known");
    check_damage(f, "ADJ\\nADP", "ADJnnADP", DULATI_E_FORMAT, NULL);
    check_damage(f, "\\nroot\\n", "\\nboot\\n", DULATI_E_FORMAT, "the model has no relation \"root\"");
    check_damage(f, "encoder\":\"lstm", "encoder\":\"lisp", DULATI_E_FORMAT, "an encoder that is not known");
    check_damage(f, "upos.scale\":{\"dtype\":\"F32\"", "upos.scale\":{\"dtype\":\"I32\"", DULATI_E_FORMAT,
                 "a tensor of another element type than its place asks for");
    check_damage(f, "rel_dep.scale", "rel_dep.skale", DULATI_E_FORMAT, "the model lacks a tensor");
    check_damage(f, "mention.weight", "mansion.weight", DULATI_E_FORMAT, "the model lacks a tensor");
    check_damage(f, "l|1|y", "l.1|y", DULATI_E_FORMAT, "a lemma script that is none");
    check_damage(f, "went\\tVERB", "went\\tWERB", DULATI_E_FORMAT, "a broken line in lemma_exceptions");
    check_damage(f, "[64,16]", "[32,32]", DULATI_E_FORMAT, "a tensor of another shape than the metadata say");
}

static void every_cut_and_many_flips_are_survived(void **state)
{
    const fixture *f    = *state;
    char          *copy = malloc(f->size);
    dulati_error   err;
    assert_non_null(copy);
    memcpy(copy, f->bytes, f->size);
    for (size_t size = 0; size < f->size; size += size < 4000 ? 1 : 997)
        assert_int_equal(open_and_close(copy, size, &err), DULATI_E_FORMAT);
    uint64_t random = 1;
    for (int i = 0; i < 3000; i++) {
        random               = random * UINT64_C(6364136223846793005) + 1;
        size_t at            = (size_t)(random >> 33) % (i % 2 ? 4500 : f->size);
        char   kept          = copy[at];
        copy[at]             = (char)(random >> 25);
        dulati_result result = open_and_close(copy, f->size, &err);
        assert_true(result == DULATI_OK || result == DULATI_E_FORMAT || result == DULATI_E_VERSION);
        copy[at] = kept;
    }
    free(copy);
}

/* An allocator that fails at its n-th call, and counts what is not given back. */
typedef struct {
    size_t n_calls, fail_at, n_live;
} failing;

static void *failing_realloc(void *context, void *pointer, size_t size)
{
    failing *f = context;
    if (size == 0) {
        f->n_live -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (++f->n_calls == f->fail_at)
        return NULL;
    f->n_live += pointer == NULL;
    return realloc(pointer, size);
}

static void each_failing_allocation_is_an_error_and_no_leak(void **state)
{
    const fixture *f    = *state;
    bool           done = false;
    test_text      t;
    test_text_open(&t);
    add_lines(&t, 7);
    for (size_t fail_at = 1; !done; fail_at++) {
        assert_true(fail_at < 500);
        failing                count     = {.fail_at = fail_at};
        const dulati_allocator allocator = {failing_realloc, &count};
        dul_parser            *parser    = NULL;
        dul_parser_work       *work      = NULL;
        dul_arena              arena;
        dul_tree               tree;
        dulati_error           err = {0};
        dul_arena_init(&arena, &allocator);
        dul_job       job    = {.arena = &arena, .scratch = &t.scratch, .text = {t.buffer, t.used}, .err = &err};
        dulati_result result = dul_parser_open((dul_str){f->bytes, f->size}, "tiny", &allocator, &parser, &err);
        if (result == DULATI_OK)
            result = dul_parser_work_new(parser, &work, &err);
        if (result == DULATI_OK)
            result = dul_parser_run(parser, work, &job, &t.text, &tree);
        done = result == DULATI_OK;
        if (done)
            check_laws(&t.text, &tree);
        else
            assert_int_equal(err.code, DULATI_E_MEMORY);
        assert_true(done || result == DULATI_E_MEMORY);
        dul_arena_free(&arena);
        dul_parser_work_free(work);
        dul_parser_close(parser);
        assert_int_equal(count.n_live, 0);
    }
    test_text_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_obey_the_laws),
        cmocka_unit_test(endless_sentences_are_read),
        cmocka_unit_test(other_shapes_are_read),
        cmocka_unit_test(odd_tokens_are_read),
        cmocka_unit_test(metadata_can_be_asked_for),
        cmocka_unit_test(damaged_models_are_refused),
        cmocka_unit_test(every_cut_and_many_flips_are_survived),
        cmocka_unit_test(each_failing_allocation_is_an_error_and_no_leak),
    };
    const struct CMUnitTest with_transformer[] = {
        cmocka_unit_test(trees_obey_the_laws),
        cmocka_unit_test(endless_sentences_are_read),
        cmocka_unit_test(odd_tokens_are_read),
        cmocka_unit_test(metadata_can_be_asked_for),
        cmocka_unit_test(every_cut_and_many_flips_are_survived),
        cmocka_unit_test(each_failing_allocation_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, setup, teardown) + cmocka_run_group_tests(with_transformer, setup_transformer, teardown);
}
