/*
 * test_genre.c -- genres.txt: what it takes, what it refuses and where.
 */
#include "testing.h"

#include "event/rules.h"

static dulati_result open_genres(const char *text, dul_rules **rules, dul_str *bytes, dulati_error *err)
{
    dul_pack_section section[] = {
        {DUL_STR("events/sets.txt"), DUL_STR("&riot = riot, tear gas\n&state = GOV, :country\n")},
        {DUL_STR("events/types.txt"), DUL_STR("ASSAULT - material-conflict -9 190\n")},
        {DUL_STR("events/a.txt"), DUL_STR("type ASSAULT\nattack\nattack => armed\nattack obj{} => armed\n")},
        {DUL_STR("events/contexts.txt"), DUL_STR("economic: price\n")},
        {DUL_STR("events/vetoes.txt"), DUL_STR("market: dividend\n")},
        {DUL_STR("events/genres.txt"), dul_str_of(text)},
    };
    dul_pack pack;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, sizeof section / sizeof section[0], bytes, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(*bytes, "test", true, &pack, NULL), DULATI_OK);
    return dul_rules_open(&pack, &dul_allocator_libc, rules, err);
}

static void test_taken(void **state)
{
    (void)state;
    dul_rules *rules;
    dul_str    bytes;
    assert_int_equal(open_genres("sport sentence 2 passage 4 report 12 actor &state recipient &riot unless &riot: referee, penalty kick\n"
                                 "past ASSAULT historical sentence 1: world war\n"
                                 "private always single nowhere &riot: stab\n",
                                 &rules, &bytes, NULL),
                     DULATI_OK);
    assert_int_equal(rules->n_genres, 3);
    const dul_word_list *sport = &rules->genre[0], *past = &rules->genre[1];
    assert_string_equal(sport->name, "sport");
    assert_int_equal(sport->types, (1u << DUL_N_TYPE) - 1);
    assert_int_equal(sport->in_sentence, 2);
    assert_int_equal(sport->in_passage, 4);
    assert_int_equal(sport->in_report, 12);
    assert_int_equal(sport->actor, dul_rules_set(rules, "state"));
    assert_int_equal(sport->recipient, dul_rules_set(rules, "riot"));
    assert_int_equal(sport->unless, dul_rules_set(rules, "riot"));
    assert_false(sport->historical);
    assert_true(past->historical);
    assert_int_equal(past->types, 1u << DUL_TYPE_ASSAULT);
    assert_int_equal(past->actor, DUL_NONE);
    assert_true(rules->genre[2].always && rules->genre[2].single && !past->always && !past->single);
    assert_int_equal(rules->genre[2].nowhere, dul_rules_set(rules, "riot"));
    /* Contexts, vetoes and genres share one table of bits: bit 2 is sport, 3 the past. */
    assert_int_equal(rules->sets_of[dul_rules_symbol(rules, DUL_STR("referee")) * rules->n_set_words], 1u << 2);
    assert_int_equal(rules->sets_of[dul_rules_symbol(rules, DUL_STR("war")) * rules->n_set_words], 1u << 3);
    assert_int_equal(rules->sets_of[dul_rules_symbol(rules, DUL_STR("dividend")) * rules->n_set_words], 1u << 1);
    /* An armed reading goes before the plain one of the same slots. */
    assert_int_equal(rules->rule[0].weight, 0);
    assert_int_equal(rules->rule[1].weight, 1);
    assert_int_equal(rules->rule[2].weight, 2);
    dul_rules_close(rules);
    dul_free(&dul_allocator_libc, bytes.at);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "sport: goal\n",                          /* how many? */
        "sport sentence: goal\n",                 /* the same */
        "sport sentence 0: goal\n",               /* none is no genre */
        "sport sentence 13: goal\n",              /* more than are counted */
        "sport sentence two: goal\n",             /* no number */
        "sport sentence 2 actor &nobody: goal\n", /* no such set */
        "sport sentence 2 actor riot: goal\n",    /* no set */
        "sport sentence 2 WAR: goal\n",           /* no such type */
        "sport sentence 2 unless\n",              /* no colon */
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        dul_rules   *rules = NULL;
        dul_str      bytes;
        dulati_error err = {0};
        if (open_genres(bad[i], &rules, &bytes, &err) == DULATI_OK)
            fail_msg("taken: %s", bad[i]);
        assert_int_equal(err.line, 1);
        assert_string_equal(err.file, "events/genres.txt");
        dul_free(&dul_allocator_libc, bytes.at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
