/* test_placehome.c -- outlets, telephone numbers and telling words, on tables of its own and on those shipped. */
#include "testing.h"

#include "place/placehome.h"

#include <stdlib.h>

static dul_pack pack_of(const char *name, const char *text, dul_str *bytes)
{
    dul_pack         pack;
    dulati_error     err     = {0};
    dul_pack_section section = {dul_str_of(name), dul_str_of(text)};
    assert_int_equal(dul_pack_build(&dul_allocator_libc, &section, 1, bytes, &err), DULATI_OK);
    assert_int_equal(dul_pack_open(*bytes, "test", true, &pack, &err), DULATI_OK);
    return pack;
}

static void expect_home(const dul_placehomes *homes, const char *source, const char *url, const char *town)
{
    const dul_placehome *home = dul_placehomes_of_outlet(homes, dul_str_of(source), dul_str_of(url));
    if (town == NULL ? home != NULL : home == NULL || !dul_str_is(home->town, town))
        fail_msg("'%s' '%s' is not at home in %s", source, url, town == NULL ? "nowhere" : town);
}

static void outlets(void **state)
{
    (void)state;
    dul_str  bytes;
    dul_pack pack = pack_of("places/outlets.txt", "# comment\nUSA | Texas | Paris | theparisnews.com; The Paris News\nEGY | | Cairo | ahram.org.eg\n", &bytes);
    dul_placehomes homes;
    dulati_error   err = {0};
    assert_int_equal(dul_placehomes_open(&pack, &dul_allocator_libc, &homes, &err), DULATI_OK);
    expect_home(&homes, "theparisnews.com", "", "Paris");
    expect_home(&homes, "www.theparisnews.com", "", "Paris");
    expect_home(&homes, "The Paris News", "", "Paris");
    expect_home(&homes, "paris news", "", "Paris");
    expect_home(&homes, "", "https://www.theparisnews.com:443/a/b?c", "Paris");
    expect_home(&homes, "Somebody", "http://weekly.ahram.org.eg/2009/1", "Cairo");
    expect_home(&homes, "notahram.org.eg", "", NULL);
    expect_home(&homes, "org.eg", "", NULL);
    expect_home(&homes, "Paris", "", NULL);
    expect_home(&homes, "", "", NULL);
    assert_true(dul_str_is(dul_placehome_domain(DUL_STR("www.example.co.uk"), DUL_STR("")), "uk"));
    assert_true(dul_str_is(dul_placehome_domain(DUL_STR("Example"), DUL_STR("https://example.ie/x")), "ie"));
    assert_int_equal(dul_placehome_domain(DUL_STR("example.com"), DUL_STR("")).len, 0);
    assert_int_equal(dul_placehome_domain(DUL_STR("example.tv"), DUL_STR("")).len, 0);
    assert_int_equal(dul_placehome_domain(DUL_STR(""), DUL_STR("")).len, 0);
    dul_placehomes_close(&homes);
    free((void *)(uintptr_t)bytes.at);
}

static void phones(void **state)
{
    (void)state;
    dul_str        bytes;
    dul_pack       pack = pack_of("places/phones.txt", "USA | Texas | 903 430\n", &bytes);
    dul_placehomes homes;
    dulati_error   err = {0};
    assert_int_equal(dul_placehomes_open(&pack, &dul_allocator_libc, &homes, &err), DULATI_OK);
    static const struct {
        const char *text;
        int         n;
    } cases[] = {
        {"call 903-555-0100 or (903) 555-0101, 430.555.0102", 3},
        {"1-903-555-0100", 1},
        {"903-555-01000", 0},
        {"5903-555-0100", 0},
        {"904-555-0100", 0},
        {"903 people, 555 of them", 0},
        {"903-55-0100", 0},
        {"9035550100", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        int    n  = 0;
        while (dul_placehomes_of_phone(&homes, dul_str_of(cases[i].text), &at) != NULL)
            n++;
        if (n != cases[i].n)
            fail_msg("'%s' has %d known numbers, not %d", cases[i].text, n, cases[i].n);
    }
    dul_placehomes_close(&homes);
    free((void *)(uintptr_t)bytes.at);
}

static void faults_are_named(void **state)
{
    (void)state;
    static const char *const wrong[] = {"US | Texas | Paris | a.com\n", "USA\n", "USA | Texas | Paris\n",
                                        "USA | Texas | Paris | a.com\nFRA | | Paris | a.com\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dul_str        bytes;
        dul_pack       pack = pack_of("places/outlets.txt", wrong[i], &bytes);
        dul_placehomes homes;
        dulati_error   err = {0};
        assert_int_equal(dul_placehomes_open(&pack, &dul_allocator_libc, &homes, &err), DULATI_E_FORMAT);
        assert_string_equal(err.file, "places/outlets.txt");
        assert_int_equal(err.line, i == 3 ? 2 : 1);
        free((void *)(uintptr_t)bytes.at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(outlets), cmocka_unit_test(phones), cmocka_unit_test(faults_are_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
