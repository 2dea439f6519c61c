/* test_phrase.c -- spans of mentions on trees drawn by hand, their types by the shipped dictionaries, and their order. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "names/phrase_type.h"
#include "testing_tree.h"
#include "testing_world.h"

/* The phrase that a word of the sentence heads. */
typedef struct {
    const char *drawing;
    uint32_t    head; /* counted from 1, as in the drawing */
    const char *wanted;
} span_case;

static const span_case span_cases[] = {
    {"The/DET/3/det big/ADJ/3/amod boat/NOUN/4/nsubj sank/VERB/0/root ./PUNCT/4/punct", 3, "The big boat"},
    {"They/PRON/2/nsubj fled/VERB/0/root to/ADP/5/case the/DET/5/det capital/NOUN/2/obl of/ADP/7/case Velmar/PROPN/5/nmod", 5, "the capital of Velmar"},
    {"Men/NOUN/4/nsubj who/PRON/3/nsubj fought/VERB/1/acl:relcl fled/VERB/0/root", 1, "Men who fought"},
    {"He/PRON/4/nsubj is/AUX/4/cop the/DET/4/det mayor/NOUN/0/root of/ADP/6/case Velmar/PROPN/4/nmod", 4, "the mayor of Velmar"},
    {"Ann/PROPN/5/nsubj and/CCONJ/3/cc Tom/PROPN/1/conj both/ADV/5/advmod fled/VERB/0/root", 1, "Ann"},
    {"its/PRON/2/nmod:poss validity/NOUN/6/nsubj and/CCONJ/4/cc worth/NOUN/2/conj today/NOUN/2/nmod fell/VERB/0/root", 2, "its validity and worth today"},
    {"Ann/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det mayor/NOUN/1/appos ,/PUNCT/4/punct fled/VERB/0/root", 1, "Ann"},
    {"the/DET/3/det \"/PUNCT/3/punct map/NOUN/5/nsubj \"/PUNCT/3/punct fell/VERB/0/root", 3, "the \" map \""},
    {"about/ADV/2/advmod miles/NOUN/0/root", 2, "about miles"},
    {"perhaps/ADV/2/advmod miles/NOUN/0/root", 2, "miles"},
    {"the/DET/2/det union/NOUN/4/nmod:poss 's/PART/2/case chief/NOUN/0/root", 2, "the union 's"},
    {"Scared/VERB/3/advcl ,/PUNCT/1/punct rebels/NOUN/4/nsubj fled/VERB/0/root", 3, "rebels"},
};

static void spans_follow_the_tree(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof span_cases / sizeof span_cases[0]; c++) {
        test_text t;
        dul_tree  tree;
        char      found[256] = "";
        test_text_open(&t);
        tree_draw(&t, &tree, span_cases[c].drawing);
        dul_range span = dul_phrase_span(&tree, &t.text, span_cases[c].head - 1);
        for (uint32_t i = span.first; i < span.end; i++)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.*s", i > span.first ? " " : "", (int)t.text.token[i].norm.len,
                     t.text.token[i].norm.at);
        if (strcmp(found, span_cases[c].wanted) != 0)
            fail_msg("%s: %s, not %s", span_cases[c].drawing, found, span_cases[c].wanted);
        test_text_close(&t);
    }
}

typedef struct {
    const char       *drawing;
    uint32_t          head;
    dul_mention_class mention;
    dul_phrase_type   wanted;
} type_case;

static const type_case type_cases[] = {
    {"Ann/PROPN/2/nsubj fled/VERB/0/root", 1, DUL_MENTION_PERSON, DUL_PHRASE_PERSON},
    {"The/DET/2/det president/NOUN/3/nsubj fled/VERB/0/root", 2, DUL_MENTION_PERSON, DUL_PHRASE_ROLE},
    {"The/DET/2/det aunt/NOUN/3/nsubj fled/VERB/0/root", 2, DUL_MENTION_PERSON, DUL_PHRASE_PERSON},
    {"The/DET/2/det Kazakhs/PROPN/3/nsubj fled/VERB/0/root", 2, DUL_MENTION_PERSON, DUL_PHRASE_NATIONALITY},
    {"Kazakhstan/PROPN/2/nsubj agreed/VERB/0/root", 1, DUL_MENTION_ORGANIZATION, DUL_PHRASE_GEOPOLITICAL},
    {"The/DET/2/det union/NOUN/3/nsubj agreed/VERB/0/root", 2, DUL_MENTION_ORGANIZATION, DUL_PHRASE_ORGANISATION},
    {"Almaty/PROPN/2/nsubj grew/VERB/0/root", 1, DUL_MENTION_PLACE, DUL_PHRASE_GEOPOLITICAL},
    {"The/DET/2/det city/NOUN/3/nsubj grew/VERB/0/root", 2, DUL_MENTION_PLACE, DUL_PHRASE_GEOPOLITICAL},
    {"The/DET/2/det lake/NOUN/3/nsubj grew/VERB/0/root", 2, DUL_MENTION_PLACE, DUL_PHRASE_LOCATION},
    {"Kazakh/ADJ/2/amod farmers/NOUN/3/nsubj fled/VERB/0/root", 1, DUL_MENTION_NONE, DUL_PHRASE_NATIONALITY},
    {"Stones/NOUN/2/nsubj fell/VERB/0/root", 1, DUL_MENTION_OBJECT, DUL_PHRASE_OTHER},
};

static void dictionaries_give_types(void **state)
{
    world *w = *state;
    for (size_t c = 0; c < sizeof type_cases / sizeof type_cases[0]; c++) {
        test_text   t;
        dul_tree    tree;
        dul_phrases phrases;
        uint32_t    head = type_cases[c].head - 1;
        test_text_open(&t);
        tree_draw(&t, &tree, type_cases[c].drawing);
        if (type_cases[c].mention == DUL_MENTION_NONE)
            tree.mention[head + 1] = DUL_MENTION_PERSON; /* so that the model is seen to have such a head */
        else
            tree.mention[head] = (uint8_t)type_cases[c].mention;
        assert_int_equal(dul_phrase_find_typed(w->reader->actors, w->reader->countries, w->reader->gazetteer, test_text_job(&t), &t.text, &tree, &phrases),
                         DULATI_OK);
        bool found = false;
        for (uint32_t i = 0; i < phrases.n; i++) {
            found = found || (phrases.item[i].head == head && phrases.item[i].type == type_cases[c].wanted);
            assert_true(i == 0 || phrases.item[i - 1].tokens.first <= phrases.item[i].tokens.first);
        }
        if (!found)
            fail_msg("%s: no %s", type_cases[c].drawing, dul_phrase_type_text(type_cases[c].wanted));
        test_text_close(&t);
    }
}

/* Phrases that begin together: the longer one first. */
static void outer_phrases_come_first(void **state)
{
    (void)state;
    test_text   t;
    dul_tree    tree;
    dul_phrases phrases;
    test_text_open(&t);
    tree_draw(&t, &tree, "Velmar/PROPN/3/nmod:poss 's/PART/1/case mayor/NOUN/4/nsubj fled/VERB/0/root");
    assert_int_equal(dul_phrase_find(test_text_job(&t), &t.text, &tree, &phrases), DULATI_OK);
    assert_int_equal(phrases.n, 0);
    tree.mention[0] = DUL_MENTION_PLACE;
    tree.mention[2] = DUL_MENTION_PERSON;
    assert_int_equal(dul_phrase_find(test_text_job(&t), &t.text, &tree, &phrases), DULATI_OK);
    assert_int_equal(phrases.n, 2);
    assert_int_equal(phrases.item[0].head, 2);
    assert_int_equal(phrases.item[1].head, 0);
    assert_int_equal(phrases.item[1].tokens.end, 2);
    test_text_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_follow_the_tree),
        cmocka_unit_test(dictionaries_give_types),
        cmocka_unit_test(outer_phrases_come_first),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
