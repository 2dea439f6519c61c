/* test_lemma.c -- edit scripts and exceptions. */
#include "syntax/lemma.h"
#include "testing.h"

static void check(const char *script, const char *norm, const char *lower, const char *lemma)
{
    dul_lemma_script read;
    dul_arena        arena;
    dul_arena_init(&arena, &dul_allocator_libc);
    if (!dul_lemma_script_read(dul_str_of(script), &read))
        fail_msg("%s is no script", script);
    dul_str made = dul_lemma_make(&read, dul_str_of(norm), dul_str_of(lower), &arena);
    if (!dul_str_is(made, lemma))
        fail_msg("%s of %s: %.*s, not %s", script, norm, (int)made.len, made.at, lemma);
    dul_arena_free(&arena);
}

static void scripts_make_lemmas(void **state)
{
    (void)state;
    check("l|0|", "Troops", "troops", "troops");
    check("k|1|", "Greens", "greens", "Green");
    check("l|3|y", "Policies", "policies", "policy");
    check("t|0|", "KARSK", "karsk", "Karsk");
    check("t|1|", "USERS", "users", "User");
    check("t|0|", "ÇORUM", "çorum", "çorum"); /* only a to z are raised */
    check("=be|0|", "Is", "is", "be");
    check("=||0|", "!", "!", "|");
    check("l|1|", "Żak", "żak", "ża"); /* code points, not bytes */
    check("l|1|e", "naïvï", "naïvï", "naïve");
    check("l|4|x", "now", "now", "now"); /* more than there is to cut */
    check("k|4|x", "Now", "now", "now");
    check("l|3|", "Now", "now", "now"); /* nothing would be left */
    check("l|3|not", "N't", "n't", "not");
    check("l|0|", "", "", "");
}

static void other_texts_are_no_scripts(void **state)
{
    (void)state;
    static const char *const none[] = {"", "|", "||", "l", "l|", "l|0", "x|0|", "l|-1|", "l|a|", "l||", "ll|0|", "=|0|", "l|99999|", "|0|a"};
    dul_lemma_script         script;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (dul_lemma_script_read(dul_str_of(none[i]), &script))
            fail_msg("\"%s\" passes for a script", none[i]);
}

static void exceptions_are_found_by_word_and_tag(void **state)
{
    (void)state;
    dul_lemma_exceptions table = {0};
    dulati_error         err;
    assert_int_equal(dul_lemma_exceptions_open(DUL_STR("went\tVERB\tgo\nwent\tNOUN\twend\nmen\tNOUN\tman"), "m", &dul_allocator_libc, &table, &err), DULATI_OK);
    assert_true(dul_str_is(dul_lemma_exceptions_find(&table, DUL_STR("went"), DUL_UPOS_VERB), "go"));
    assert_true(dul_str_is(dul_lemma_exceptions_find(&table, DUL_STR("went"), DUL_UPOS_NOUN), "wend"));
    assert_true(dul_str_is(dul_lemma_exceptions_find(&table, DUL_STR("men"), DUL_UPOS_NOUN), "man"));
    assert_null(dul_lemma_exceptions_find(&table, DUL_STR("went"), DUL_UPOS_ADJ).at);
    assert_null(dul_lemma_exceptions_find(&table, DUL_STR(""), DUL_UPOS_ADJ).at);
    char long_word[300];
    memset(long_word, 'a', sizeof long_word);
    assert_null(dul_lemma_exceptions_find(&table, (dul_str){long_word, sizeof long_word}, DUL_UPOS_NOUN).at);
    dul_lemma_exceptions_close(&table);
    static const char *const broken[] = {"went\tVERB\tgo\nwent", "went\tVERB", "went\tVERB\t", "\tVERB\tgo", "went\tWERB\tgo"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        assert_int_equal(dul_lemma_exceptions_open(dul_str_of(broken[i]), "m", &dul_allocator_libc, &table, &err), DULATI_E_FORMAT);
        assert_int_equal(err.line, i == 0 ? 2 : 1);
        dul_lemma_exceptions_close(&table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_make_lemmas),
        cmocka_unit_test(other_texts_are_no_scripts),
        cmocka_unit_test(exceptions_are_found_by_word_and_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
