/* test_tree.c -- links and questions, on trees drawn by hand; labels and feature bits. */
#include "syntax/tree.h"
#include "testing.h"
#include "testing_tree.h"

#define SENTENCE                                                                                                                       \
    "The/DET/3/det regional/ADJ/3/amod office/NOUN/4/nsubj said/VERB/0/root that/SCONJ/10/mark two/NUM/7/nummod miners/NOUN/10/nsubj " \
    "in/ADP/9/case Velmar/PROPN/7/nmod struck/VERB/4/ccomp ./PUNCT/4/punct"

static void children_hang_in_text_order(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree, SENTENCE);
    assert_int_equal(tree.first_child[3], 2);
    assert_int_equal(tree.next_sibling[2], 9);
    assert_int_equal(tree.next_sibling[9], 10);
    assert_int_equal(tree.next_sibling[10], DUL_NONE);
    assert_int_equal(tree.left[3], 0);
    assert_int_equal(tree.right[3], 11);
    assert_int_equal(tree.left[9], 4);
    assert_int_equal(tree.right[9], 10);
    assert_int_equal(tree.left[6], 5);
    assert_int_equal(tree.right[6], 9);
    assert_int_equal(dul_tree_child(&tree, 3, DUL_REL_CCOMP), 9);
    assert_int_equal(dul_tree_child(&tree, 3, DUL_REL_OBJ), DUL_NONE);
    assert_int_equal(dul_tree_child_in(&tree, 9, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_OBJ)), 6);
    assert_int_equal(dul_tree_next_in(&tree, 2, DUL_REL_BIT(DUL_REL_PUNCT)), 10);
    assert_int_equal(dul_tree_next_in(&tree, 10, DUL_REL_BIT(DUL_REL_PUNCT)), DUL_NONE);
    assert_int_equal(dul_tree_case(&tree, 8), 7);
    assert_int_equal(dul_tree_case(&tree, 6), DUL_NONE);
    assert_true(dul_tree_lemma_is(&tree, 3, "said"));
    test_text_close(&t);
}

static void questions_about_clauses_are_answered(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree, SENTENCE);
    assert_true(dul_tree_dominates(&tree, 9, 8));
    assert_true(dul_tree_dominates(&tree, 8, 8));
    assert_true(dul_tree_dominates(&tree, 3, 0));
    assert_false(dul_tree_dominates(&tree, 9, 2));
    assert_false(dul_tree_dominates(&tree, 8, 9));
    assert_true(dul_tree_is_predicate(&tree, 9));
    assert_false(dul_tree_is_predicate(&tree, 6));
    assert_int_equal(dul_tree_clause(&tree, 7), 9);
    assert_int_equal(dul_tree_clause(&tree, 9), 3);
    assert_int_equal(dul_tree_clause(&tree, 3), DUL_NONE);
    dul_range phrase = dul_tree_phrase(&tree, &t.text, 2);
    assert_int_equal(phrase.first, 0);
    assert_int_equal(phrase.end, 3);
    phrase = dul_tree_phrase(&tree, &t.text, 6); /* "two miners in Velmar" */
    assert_int_equal(phrase.first, 5);
    assert_int_equal(phrase.end, 9);
    phrase = dul_tree_phrase(&tree, &t.text, 8); /* not "in Velmar" */
    assert_int_equal(phrase.first, 8);
    assert_int_equal(phrase.end, 9);
    test_text_close(&t);
}

/* "the mayor of Velmar, who resigned, and his deputy" is about the mayor; the clause hangs on Velmar by mistake of the parser. */
static void phrases_end_before_clauses(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree,
              "the/DET/2/det mayor/NOUN/0/root of/ADP/4/case Velmar/PROPN/2/nmod ,/PUNCT/7/punct who/PRON/7/nsubj resigned/VERB/4/acl:relcl ,/PUNCT/7/punct "
              "and/CCONJ/11/cc his/PRON/11/nmod:poss deputy/NOUN/2/conj");
    dul_range phrase = dul_tree_phrase(&tree, &t.text, 1);
    assert_int_equal(phrase.first, 0);
    assert_int_equal(phrase.end, 4);
    test_text_close(&t);
    test_text_open(&t);
    tree_draw(&t, &tree, "against/ADP/2/case heads/NOUN/0/root of/ADP/5/case the/DET/5/det army/NOUN/2/nmod and/CCONJ/8/cc the/DET/8/det police/NOUN/5/conj");
    phrase = dul_tree_phrase(&tree, &t.text, 1);
    assert_int_equal(phrase.first, 1);
    assert_int_equal(phrase.end, 8);
    test_text_close(&t);
}

/* The subtree of a crossing arc reaches over its neighbours; left and right still hold all of it. */
static void spans_of_crossing_trees_hold_all(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree, "a/X/4/dep b/X/0/root c/X/2/dep d/X/3/dep e/X/1/dep f/X/2/dep");
    assert_int_equal(tree.left[2], 0);
    assert_int_equal(tree.right[2], 5);
    assert_int_equal(tree.left[0], 0);
    assert_int_equal(tree.right[0], 5);
    assert_int_equal(tree.left[1], 0);
    assert_int_equal(tree.right[1], 6);
    test_text_close(&t);
}

/* A long chain must not cost quadratic time. */
static void chains_are_linked_quickly(void **state)
{
    (void)state;
    dul_arena arena;
    dul_tree  tree;
    dul_arena_init(&arena, &dul_allocator_libc);
    const dul_job job = {.arena = &arena};
    enum { N = 300000 };
    for (int to_left = 0; to_left < 2; to_left++) {
        assert_int_equal(dul_tree_new(&job, N, &tree), DULATI_OK);
        for (uint32_t i = 0; i < N; i++)
            tree.head[i] = to_left ? (i == 0 ? DUL_ROOT : i - 1) : (i == N - 1 ? DUL_ROOT : i + 1);
        dul_tree_link(&tree);
        uint32_t top = to_left ? 0 : N - 1;
        assert_int_equal(tree.left[top], 0);
        assert_int_equal(tree.right[top], N);
        assert_int_equal(tree.left[N / 2], to_left ? N / 2 : 0);
        assert_int_equal(tree.right[N / 2], to_left ? N : N / 2 + 1);
    }
    dul_arena_free(&arena);
}

static void labels_have_texts(void **state)
{
    (void)state;
    for (dul_upos i = 0; i < DUL_N_UPOS; i++)
        assert_int_equal(dul_upos_find(dul_str_of(dul_upos_text(i))), i);
    for (dul_rel i = 0; i < DUL_N_REL; i++)
        assert_int_equal(dul_rel_find(dul_str_of(dul_rel_text(i))), i);
    assert_string_equal(dul_upos_text(DUL_UPOS_X), "X");
    assert_string_equal(dul_rel_text(DUL_REL_NSUBJ_PASS), "nsubj:pass");
    assert_int_equal(dul_rel_find(DUL_STR("nsubj:new")), DUL_REL_NSUBJ);
    assert_int_equal(dul_rel_find(DUL_STR("new")), DUL_N_REL);
    assert_int_equal(dul_rel_find(DUL_STR("")), DUL_N_REL);
    assert_int_equal(dul_upos_find(DUL_STR("Noun")), DUL_N_UPOS);
    assert_true(DUL_N_REL <= 64); /* one bit each */
    assert_int_equal(dul_feats_bits(DUL_STR("_")), 0);
    assert_int_equal(dul_feats_bits(DUL_STR("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")),
                     DUL_FEAT_SING | DUL_FEAT_THIRD | DUL_FEAT_PAST | DUL_FEAT_FIN);
    assert_int_equal(dul_feats_bits(DUL_STR("Tense=Past|VerbForm=Part|Voice=Pass")), DUL_FEAT_PAST | DUL_FEAT_PART | DUL_FEAT_PASSIVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_end_before_clauses),
        cmocka_unit_test(children_hang_in_text_order),
        cmocka_unit_test(questions_about_clauses_are_answered),
        cmocka_unit_test(spans_of_crossing_trees_hold_all),
        cmocka_unit_test(chains_are_linked_quickly),
        cmocka_unit_test(labels_have_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
