/* test_country.c -- countries by name, adjective, capital and code. */
#include "testing.h"

#include "place/country.h"

#include <stdio.h>

static dul_str read_table(const char *path)
{
    dul_mapped file;
    assert_int_equal(dul_mapped_open(path, &file, NULL), DULATI_OK);
    return file.bytes; /* the process ends before it matters */
}

static dulati_result open_text(dul_str text, dul_str *packed, dul_countries **out, dulati_error *err)
{
    dul_pack_section section = {DUL_STR("places/countries.txt"), text};
    dul_pack         pack;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, &section, 1, packed, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(*packed, "test", true, &pack, NULL), DULATI_OK);
    return dul_countries_open(&pack, &dul_allocator_libc, out, err);
}

typedef struct {
    dul_str        packed;
    dul_countries *countries;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    assert_int_equal(open_text(read_table(TEST_SOURCE_DIR "/dictionaries/places/countries.txt"), &f.packed, &f.countries, NULL), DULATI_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    dul_countries_close(f->countries);
    dul_free(&dul_allocator_libc, f->packed.at);
    return 0;
}

static void expect(const dul_countries *countries, const char *name, const char *code, dul_country_use use)
{
    dul_country_use    found_use = DUL_COUNTRY_NAME;
    const dul_country *country   = dul_countries_find(countries, dul_str_of(name), &found_use);
    if (country == NULL)
        fail_msg("no country is called %s", name);
    if (!dul_str_is(country->code, code))
        fail_msg("%s is %.*s, not %s", name, (int)country->code.len, country->code.at, code);
    assert_int_equal(found_use, use);
}

static void names_and_adjectives(void **state)
{
    const dul_countries *c = ((fixture *)*state)->countries;
    expect(c, "kazakhstan", "KAZ", DUL_COUNTRY_NAME);
    expect(c, "kazakhs", "KAZ", DUL_COUNTRY_ADJECTIVE);
    expect(c, "dutch", "NLD", DUL_COUNTRY_ADJECTIVE);
    expect(c, "holland", "NLD", DUL_COUNTRY_NAME);
    expect(c, "north korean", "PRK", DUL_COUNTRY_ADJECTIVE);
    expect(c, "welsh", "GBR", DUL_COUNTRY_ADJECTIVE);
    expect(c, "turkish-cypriot", "CYP", DUL_COUNTRY_ADJECTIVE);
    expect(c, "côte d’ivoire", "CIV", DUL_COUNTRY_NAME);
    expect(c, "ivorians", "CIV", DUL_COUNTRY_ADJECTIVE);
    expect(c, "burmese", "MMR", DUL_COUNTRY_ADJECTIVE);
    expect(c, "u.s.", "USA", DUL_COUNTRY_NAME);
    expect(c, "soviet union", "SUN", DUL_COUNTRY_NAME);
    expect(c, "east german", "DDR", DUL_COUNTRY_ADJECTIVE);
    expect(c, "kosovo", "KOS", DUL_COUNTRY_NAME);
    expect(c, "palestinians", "PSE", DUL_COUNTRY_ADJECTIVE);
    assert_null(dul_countries_find(c, DUL_STR("atlantis"), NULL));
    assert_null(dul_countries_find(c, DUL_STR(""), NULL));
}

static void codes(void **state)
{
    const dul_countries *c = ((fixture *)*state)->countries;
    assert_true(dul_str_is(dul_countries_by_code(c, DUL_STR("GB"))->name, "United Kingdom"));
    assert_true(dul_str_is(dul_countries_by_code(c, DUL_STR("XKX"))->code, "KOS"));
    assert_true(dul_str_is(dul_countries_by_code(c, DUL_STR("ZAR"))->name, "Zaire"));
    assert_null(dul_countries_by_code(c, DUL_STR("QQQ")));
}

static void capitals(void **state)
{
    const dul_countries *c = ((fixture *)*state)->countries;
    assert_true(dul_str_is(dul_countries_by_capital(c, DUL_STR("astana"))->code, "KAZ"));
    assert_true(dul_str_is(dul_countries_by_capital(c, DUL_STR("Moscow"))->code, "RUS")); /* not the Soviet Union's */
    assert_null(dul_countries_by_capital(c, DUL_STR("almaty")));
}

/* Every row is found again by its own name and codes, and its numbers lie on the globe. */
static void rows_find_themselves(void **state)
{
    const dul_countries *c = ((fixture *)*state)->countries;
    assert_true(dul_countries_count(c) > 250);
    for (size_t i = 0; i < dul_countries_count(c); i++) {
        const dul_country *row = dul_countries_get(c, i);
        assert_ptr_equal(dul_countries_find(c, row->name, NULL), row);
        assert_ptr_equal(dul_countries_by_code(c, row->code), row);
        assert_true(row->lat >= -90 && row->lat <= 90 && row->lon >= -180 && row->lon <= 180);
    }
    assert_null(dul_countries_get(c, dul_countries_count(c)));
}

static void bad_lines_are_named(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "# fine\nKAZ KZ | Kazakhstan | Kazakh | Astana | 48 68 | 1\n",                /* a field is missing     */
        "# fine\nKAZ K | Kazakhstan | Kazakh | Astana | 48 68 | 1 | 2\n",             /* a code                 */
        "# fine\nKAZ KZ | Kazakhstan | Kazakh | Astana | 98 68 | 1 | 2\n",            /* a latitude             */
        "# fine\nKAZ KZ | Kazakhstan | Kazakh | Astana | 48 68 | many | 2\n",         /* a number               */
        "AAA AA | Alpha | | | 1 1 | 1 | 2\nBBB BB | Beta; Alpha | | | 1 1 | 1 | 2\n", /* a name twice           */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        dul_str        packed;
        dul_countries *countries = NULL;
        dulati_error   err       = {0};
        assert_int_equal(open_text(dul_str_of(bad[i]), &packed, &countries, &err), DULATI_E_FORMAT);
        assert_int_equal(err.line, 2);
        assert_null(countries);
        dul_free(&dul_allocator_libc, packed.at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_adjectives), cmocka_unit_test(codes), cmocka_unit_test(capitals), cmocka_unit_test(rows_find_themselves),
        cmocka_unit_test(bad_lines_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
