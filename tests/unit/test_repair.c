/* test_repair.c -- a noun behind its preposition is no subject, nor what the other repairs say; everything else stays as the parser has it. */
#include "syntax/repair.h"
#include "testing.h"
#include "testing_tree.h"

/* Two subjects: the noun before the preposition hangs on the verb of saying, the one behind it on the act. */
static void false_subject_becomes_modifier(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree,
              "Police/NOUN/9/nsubj in/ADP/3/case Velmar/PROPN/4/nsubj beat/VERB/9/ccomp farmers/NOUN/4/obj ,/PUNCT/4/punct the/DET/8/det office/NOUN/9/nsubj "
              "said/VERB/0/root ./PUNCT/9/punct");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 1);
    assert_int_equal(tree.head[0], 3);
    assert_int_equal(tree.rel[0], DUL_REL_NSUBJ);
    assert_int_equal(tree.head[2], 0);
    assert_int_equal(tree.rel[2], DUL_REL_NMOD);
    dul_tree_link(&tree);
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    test_text_close(&t);
}

/* A subject without preposition, and an oblique before its verb. */
static void true_subjects_stay(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree, "Police/NOUN/4/nsubj in/ADP/3/case Velmar/PROPN/1/nmod beat/VERB/0/root farmers/NOUN/4/obj");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    test_text_close(&t);
    test_text_open(&t);
    tree_draw(&t, &tree, "In/ADP/2/case Velmar/PROPN/4/obl police/NOUN/4/nsubj beat/VERB/0/root farmers/NOUN/4/obj");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    test_text_close(&t);
}

/* "Riots erupted in Velmar where police used batons." */
static void where_goes_with_the_place(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree,
              "Riots/NOUN/2/nsubj erupted/VERB/0/root in/ADP/4/case Velmar/PROPN/2/obl where/ADV/7/advmod police/NOUN/7/nsubj used/VERB/2/ccomp "
              "batons/NOUN/7/obj");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 1);
    assert_int_equal(tree.head[6], 3);
    assert_int_equal(tree.rel[6], DUL_REL_ACL_RELCL);
    test_text_close(&t);
    test_text_open(&t); /* "Nobody told Anna where police used batons." */
    tree_draw(&t, &tree, "Nobody/PRON/2/nsubj told/VERB/0/root Anna/PROPN/2/iobj where/ADV/6/advmod police/NOUN/6/nsubj used/VERB/2/ccomp batons/NOUN/6/obj");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    test_text_close(&t);
}

/* "Riots erupted in Velmar where police beat crowds and also in Harnal": Harnal goes with Velmar, not with the crowds. */
static void phrases_with_in_are_a_row(void **state)
{
    (void)state;
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(&t, &tree,
              "Riots/NOUN/2/nsubj erupted/VERB/0/root in/ADP/4/case Velmar/PROPN/2/obl where/ADV/7/advmod police/NOUN/7/nsubj beat/VERB/4/acl:relcl "
              "crowds/NOUN/7/obj and/CCONJ/11/cc in/ADP/11/case Harnal/PROPN/8/conj again/ADV/7/advmod");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 2);
    assert_int_equal(tree.head[10], 3);
    assert_int_equal(tree.head[11], 10);
    test_text_close(&t);
    test_text_open(&t); /* no relative clause: "Police beat crowds and in Harnal" stays */
    tree_draw(&t, &tree, "Police/NOUN/2/nsubj beat/VERB/0/root crowds/NOUN/2/obj and/CCONJ/6/cc in/ADP/6/case Harnal/PROPN/3/conj");
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    test_text_close(&t);
}

/* "He urged them to stay and threatened to leave." */
static void finite_verbs_are_not_joined_to_infinitives(void **state)
{
    (void)state;
    static const char drawing[] = "He/PRON/2/nsubj urged/VERB/0/root them/PRON/2/obj to/PART/5/mark stay/VERB/2/xcomp and/CCONJ/7/cc threatened/VERB/5/conj "
                                  "to/PART/9/mark leave/VERB/7/xcomp";
    test_text         t;
    dul_tree          tree;
    for (int finite = 0; finite < 2; finite++) {
        test_text_open(&t);
        tree_draw(&t, &tree, drawing);
        tree.xpos[1] = DUL_STR("VBD");
        tree.xpos[4] = tree.xpos[8] = DUL_STR("VB");
        tree.xpos[6]                = finite ? DUL_STR("VBD") : DUL_STR("VB");
        assert_int_equal(dul_tree_repair(&tree, &t.text), finite);
        assert_int_equal(tree.head[6], finite ? 1 : 4);
        test_text_close(&t);
    }
}

/* "The shooting of a boy by police in Velmar": nobody is by somebody. */
static void who_did_it_hangs_on_the_deed(void **state)
{
    (void)state;
    uint8_t   mention[] = {0, DUL_MENTION_EVENT, 0, 0, DUL_MENTION_PERSON, 0, DUL_MENTION_ORGANIZATION, 0, DUL_MENTION_PLACE};
    test_text t;
    dul_tree  tree;
    test_text_open(&t);
    tree_draw(
        &t, &tree,
        "The/DET/2/det shooting/NOUN/0/root of/ADP/5/case a/DET/5/det boy/NOUN/2/nmod by/ADP/7/case police/NOUN/5/nmod in/ADP/9/case Velmar/PROPN/5/nmod");
    tree.mention = mention;
    assert_int_equal(dul_tree_repair(&tree, &t.text), 2);
    assert_int_equal(tree.head[6], 1);
    assert_int_equal(tree.head[8], 1);
    tree.mention = NULL;
    test_text_close(&t);
    test_text_open(&t); /* a book may well be by somebody */
    mention[4] = DUL_MENTION_OBJECT;
    tree_draw(&t, &tree, "The/DET/2/det sale/NOUN/0/root of/ADP/5/case a/DET/5/det book/NOUN/2/nmod by/ADP/7/case police/NOUN/5/nmod");
    tree.mention = mention;
    assert_int_equal(dul_tree_repair(&tree, &t.text), 0);
    tree.mention = NULL;
    test_text_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(false_subject_becomes_modifier), cmocka_unit_test(true_subjects_stay),
        cmocka_unit_test(where_goes_with_the_place),      cmocka_unit_test(phrases_with_in_are_a_row),
        cmocka_unit_test(who_did_it_hangs_on_the_deed),   cmocka_unit_test(finite_verbs_are_not_joined_to_infinitives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
