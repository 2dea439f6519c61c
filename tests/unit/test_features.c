/* test_features.c -- what the network sees of a token, against hashes of strings written out by hand. */
#include "syntax/features.h"
#include "testing.h"

#include "base/hash.h"

/* The hashes of a token are those of these strings, in this order. */
static void check_features(const char *norm, const char *lower, bool first, char sentence_class, const char *const *text, size_t n)
{
    dul_features found;
    dul_features_find(dul_str_of(norm), dul_str_of(lower), dul_letters_count(dul_str_of(norm)), first, sentence_class, &found);
    assert_int_equal(found.n, n);
    for (size_t i = 0; i < n; i++)
        if (found.hash[i] != dul_hash(dul_str_of(text[i])))
            fail_msg("feature %zu of %s is not %s", i, norm, text[i]);
}

static void features_are_hashes_of_affixes_and_shapes(void **state)
{
    (void)state;
    static const char *const police[] = {"wpolice", "Wpolice", "pp", "ppo", "ppol", "ppoli", "se", "sce", "sice", "slice", "solice", "xXxxx", "cT1M"};
    check_features("Police", "police", true, 'M', police, 13);
    static const char *const zak[] = {"wżak", "Wżak", "pż", "pża", "pżak", "sk", "sak", "sżak", "xXXX", "cA0U"};
    check_features("ŻAK", "żak", false, 'U', zak, 10);
    static const char *const year[] = {"w0000-00", "W0000-00", "p0", "p00", "p000", "p0000", "s0", "s00", "s-00", "s0-00", "s00-00", "xddd-dd", "cl0L"};
    check_features("2022-01", "2022-01", false, 'L', year, 13);
    static const char *const stop[] = {"w.", "W.", "p.", "s.", "x.", "cl0L"};
    check_features(".", ".", false, 'L', stop, 6);
    static const char *const initial[] = {"wa", "Wa", "pa", "sa", "xX", "cT0M"}; /* one letter is not "all upper" */
    check_features("A", "a", false, 'M', initial, 6);
    static const char *const mixed[] = {"wimf", "Wimf", "pi", "pim", "pimf", "sf", "smf", "simf", "xxXX", "cm0M"};
    check_features("iMF", "imf", false, 'M', mixed, 10);
    static const char *const none[] = {"w", "W", "x", "cl0L"};
    check_features("", "", false, 'L', none, 4);
    static const char *const broken[] = {"w\x80\x80", "W\x80\x80", "p\x80", "p\x80\x80", "s\x80", "s\x80\x80", "x??", "cl0L"};
    check_features("\x80\x80", "\x80\x80", false, 'L', broken, 8);
    dul_features found; /* of a long word the shape ends after twelve characters */
    dul_features_find(DUL_STR("1a1a1a1a1a1a1a1a"), DUL_STR("1a1a1a1a1a1a1a1a"), dul_letters_count(DUL_STR("1a1a1a1a1a1a1a1a")), false, 'L', &found);
    assert_true(found.hash[11] == dul_hash(DUL_STR("xdxdxdxdxdxdx")));
}

static void sentences_have_a_case(void **state)
{
    (void)state;
    assert_int_equal(dul_letters_class(0, 0), 'L');
    assert_int_equal(dul_letters_class(10, 0), 'L');
    assert_int_equal(dul_letters_class(10, 6), 'M');
    assert_int_equal(dul_letters_class(10, 7), 'U');
    dul_letters letters = dul_letters_count(DUL_STR("Ab-Ż9"));
    assert_int_equal(letters.n_letters, 3);
    assert_int_equal(letters.n_upper, 2);
    assert_true(letters.first_upper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_are_hashes_of_affixes_and_shapes),
        cmocka_unit_test(sentences_have_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
