/* test_gazetteer.c -- keys of names, the compiled table against a linear scan of the text it comes from, and damaged tables. */
#include "testing.h"

#include "place/gazetteer.h"
#include "place/placename.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void expect_key(const char *name, const char *key)
{
    char   got[DUL_PLACENAME_MAX];
    size_t len = dul_placename_key(dul_str_of(name), got);
    if (!dul_str_is((dul_str){got, len}, key))
        fail_msg("the key of %s is '%.*s', not '%s'", name, (int)len, got, key);
}

static void keys(void **state)
{
    (void)state;
    expect_key("Nur-Sultan", "nur sultan");
    expect_key("NUR\xE2\x80\x91SULTAN", "nur sultan");
    expect_key("Ural’sk", "uralsk");
    expect_key("Żabbar", "zabbar");
    expect_key("Mỹ Tho", "my tho");
    expect_key("Straße", "strasse");
    expect_key("Tromsø", "tromso");
    expect_key("St. Louis", "saint louis");
    expect_key("Mt Pleasant", "mount pleasant");
    expect_key("Most", "most");
    expect_key("St", "st"); /* only before another word */
    expect_key("  New \n York ", "new york");
    expect_key("Алматы", "алматы");
    expect_key("", "");
    expect_key("...", "");
    char long_name[300], key[DUL_PLACENAME_MAX];
    memset(long_name, 'a', sizeof long_name);
    assert_int_equal(dul_placename_key((dul_str){long_name, sizeof long_name}, key), 0);
}

/* A table of our own invention: two Springs, one region, further names and an adjective. */
static const char rows_text[]  = "# a comment\n"
                                 "11\tSpring\tPrimavera\tUSA\tOhio\tPPL\t40.5\t-83.25\t900\n"
                                 "12\tSpring\t\tUSA\tTexas\tPPL\t30.08\t-95.42\t54000\n"
                                 "-1\tOhio\tO.\tUSA\t\tADM1\t40.25\t-83\t11000000\n"
                                 "13\tNur-Sultan\tAkmola|Akmola\tKAZ\t\tPPLC\t51.18\t71.446\t1000000\n";
static const char names_text[] = "USA\tP\tSpring\tBig Spring|Quelle\nKAZ\tP!\tNur-Sultan\tAstana\nUSA\ta\tOhio\tOhioan\n";

static dulati_result compile(const char *rows, const char *names, dul_str *out, dulati_error *err)
{
    const dul_pack_section tables[] = {{DUL_STR("places/names.tsv"), dul_str_of(names)}, {DUL_STR("places/rows.tsv"), dul_str_of(rows)}};
    return dul_gazetteer_compile(&dul_allocator_libc, tables, 2, out, err);
}

static dulati_result open_table(dul_str table, dul_str *packed, dul_gazetteer **out)
{
    dul_pack_section section = {DUL_STR("places/gazetteer.bin"), table};
    dul_pack         pack;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, &section, 1, packed, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(*packed, "test", true, &pack, NULL), DULATI_OK);
    return dul_gazetteer_open(&pack, &dul_allocator_libc, out, NULL);
}

static void small_table(void **state)
{
    (void)state;
    dul_str        table, packed;
    dul_gazetteer *g;
    uint32_t       n;
    assert_int_equal(compile(rows_text, names_text, &table, NULL), DULATI_OK);
    assert_int_equal(open_table(table, &packed, &g), DULATI_OK);
    assert_int_equal(dul_gazetteer_count(g), 4);
    assert_int_equal(dul_gazetteer_words_max(g), 2);
    const uint32_t *found = dul_gazetteer_find(g, DUL_STR("SPRING"), &n);
    assert_int_equal(n, 2);
    dul_place_row first = dul_gazetteer_get(g, found[0]), second = dul_gazetteer_get(g, found[1]);
    assert_int_equal(first.geonameid, 12); /* the more populous one */
    assert_int_equal(second.geonameid, 11);
    assert_true(dul_str_is(first.admin1, "Texas") && dul_str_is(first.country, "USA") && dul_str_is(first.feature, "PPL"));
    assert_true(first.lat > 30.0799 && first.lat < 30.0801 && first.lon > -95.4201 && first.lon < -95.4199);
    found = dul_gazetteer_find(g, DUL_STR("quelle"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(dul_gazetteer_get(g, found[0]).geonameid, 12);
    found = dul_gazetteer_find(g, DUL_STR("Akmola"), &n);
    assert_int_equal(n, 1); /* named twice, listed once */
    assert_true(dul_str_is(dul_gazetteer_get(g, found[0]).name, "Astana"));
    assert_null(dul_gazetteer_find(g, DUL_STR("ohioan"), &n));
    found = dul_gazetteer_find_key(g, DUL_STR("~ohioan"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(dul_gazetteer_get(g, found[0]).geonameid, -1);
    assert_true(dul_str_is(dul_gazetteer_get(g, found[0]).admin1, "Ohio")); /* a region lies in itself */
    /* Ohio's one town lies 35 km from its point; a radius is kept to a twentieth. The country's middle is one of its two towns. */
    const float km = dul_gazetteer_get(g, found[0]).radius_km;
    assert_true(km > 33 && km < 37);
    assert_true(dul_gazetteer_country_km(g, DUL_STR("KAZ")) > 4 && dul_gazetteer_country_km(g, DUL_STR("KAZ")) < 6);
    assert_true(dul_gazetteer_country_km(g, DUL_STR("FRA")) < 1);
    for (double wanted = 1; wanted < 20000; wanted *= 1.3)
        assert_true(fabs(dul_gazetteer_byte_km(dul_gazetteer_km_byte(wanted)) / wanted - 1) < 0.03);
    assert_null(dul_gazetteer_find(g, DUL_STR("atlantis"), &n));
    assert_int_equal(n, 0);
    assert_int_equal(dul_gazetteer_get(g, 4).geonameid, -1);
    dul_gazetteer_close(g);
    dul_free(&dul_allocator_libc, packed.at);
    dul_free(&dul_allocator_libc, table.at);
}

static void bad_tables_are_named(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"\n11\tSpring\t\tUSA\tOhio\tPPL\t40.5\t-83.25\n", ""},
        {"\n11\tSpring\t\tUSA\tOhio\tPPL\t140.5\t-83.25\t9\n", ""},
        {"\n11\tSpring\t\tUS\tOhio\tPPL\t40.5\t-83.25\t9\n", ""},
        {"\nx\tSpring\t\tUSA\tOhio\tPPL\t40.5\t-83.25\t9\n", ""},
        {rows_text, "\nUSA\tP\tAutumn\tFall\n"},
        {rows_text, "\nKAZ\tP\tSpring\tFall\n"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        dul_str      table;
        dulati_error err = {0};
        assert_int_equal(compile(bad[i][0], bad[i][1], &table, &err), DULATI_E_FORMAT);
        assert_int_equal(err.line, 2);
    }
}

/* Whatever byte is wrong, answers may be wrong, but nothing is read outside the table. The sanitizers watch. */
static void damaged_tables_do_no_harm(void **state)
{
    (void)state;
    dul_str table;
    assert_int_equal(compile(rows_text, names_text, &table, NULL), DULATI_OK);
    static const char *const names[] = {"spring", "ohio", "astana", "quelle", "none"};
    char                    *copy    = malloc(table.len);
    for (size_t at = 0; at < table.len; at++)
        for (unsigned flip = 0; flip < 3; flip++) {
            memcpy(copy, table.at, table.len);
            copy[at] = (char)(flip == 0 ? 0xFF : flip == 1 ? 0 : copy[at] ^ 0x41);
            dul_str        packed;
            dul_gazetteer *g;
            if (open_table((dul_str){copy, table.len}, &packed, &g) == DULATI_OK) {
                for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                    uint32_t        n;
                    const uint32_t *found = dul_gazetteer_find(g, dul_str_of(names[i]), &n);
                    for (uint32_t k = 0; k < n; k++)
                        assert_true(dul_gazetteer_get(g, found[k]).name.len <= 255);
                }
                dul_gazetteer_close(g);
            }
            dul_free(&dul_allocator_libc, packed.at);
        }
    for (size_t len = 0; len < table.len; len += 7) {
        dul_str        packed;
        dul_gazetteer *g = NULL;
        if (len > 0)
            assert_int_not_equal(open_table((dul_str){table.at, len}, &packed, &g), DULATI_OK);
        else
            assert_int_equal(open_table((dul_str){table.at, 0}, &packed, &g), DULATI_OK); /* dictionaries without places */
        dul_gazetteer_close(g);
        dul_free(&dul_allocator_libc, packed.at);
    }
    free(copy);
    dul_free(&dul_allocator_libc, table.at);
}

/* Every 50th row of the real table is found by its name, where a scan of the text says it should be. */
static void real_table_against_the_text(void **state)
{
    (void)state;
    dul_mapped rows, regions;
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/dictionaries/places/gazetteer.tsv", &rows, NULL), DULATI_OK);
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/dictionaries/places/regions.tsv", &regions, NULL), DULATI_OK);
    const dul_pack_section tables[] = {{DUL_STR("places/gazetteer.tsv"), rows.bytes}, {DUL_STR("places/regions.tsv"), regions.bytes}};
    dul_str                table, packed;
    dul_gazetteer         *g;
    assert_int_equal(dul_gazetteer_compile(&dul_allocator_libc, tables, 2, &table, NULL), DULATI_OK);
    assert_true(table.len < 40u << 20);
    assert_int_equal(open_table(table, &packed, &g), DULATI_OK);
    dul_str  rest = rows.bytes, line;
    uint32_t row  = 0;
    for (; dul_str_line(&rest, &line); row++) {
        if (row % 50 != 0)
            continue;
        dul_str  id = dul_str_cut(&line, '\t'), name = dul_str_cut(&line, '\t');
        int64_t  wanted;
        uint32_t n;
        assert_true(dul_str_int(id, &wanted));
        const uint32_t *found = dul_gazetteer_find(g, name, &n);
        bool            there = false;
        for (uint32_t k = 0; k < n; k++) {
            there = there || found[k] == row;
            assert_true(k == 0 || dul_gazetteer_get(g, found[k - 1]).population >= dul_gazetteer_get(g, found[k]).population);
        }
        if (!there)
            fail_msg("row %u, %.*s, is not found by its name", row, (int)name.len, name.at);
        assert_int_equal(dul_gazetteer_get(g, row).geonameid, wanted);
        assert_true(dul_str_equal(dul_gazetteer_get(g, row).name, name));
    }
    assert_true(row > 150000);
    dul_gazetteer_close(g);
    dul_free(&dul_allocator_libc, packed.at);
    dul_free(&dul_allocator_libc, table.at);
    dul_mapped_close(&rows);
    dul_mapped_close(&regions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),
        cmocka_unit_test(small_table),
        cmocka_unit_test(bad_tables_are_named),
        cmocka_unit_test(damaged_tables_do_no_harm),
        cmocka_unit_test(real_table_against_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
