/* test_own_places.c -- the user's places over a small gazetteer: what is read, what is refused, what stands in place of what. */
#include "testing.h"

#include "place/gazetteer.h"

#include <stdio.h>
#include <stdlib.h>

static const char base_text[] = "7\tTaraz\tAulie-Ata\tKAZ\tJambyl\tPPLA\t42.9\t71.37\t358000\n"
                                "8\tSpring\t\tUSA\tTexas\tPPL\t30.08\t-95.42\t54000\n";

typedef struct {
    dul_str        table, packed;
    dul_gazetteer *gazetteer;
} world;

static void open_base(world *w)
{
    const dul_pack_section rows = {DUL_STR("rows.tsv"), dul_str_of(base_text)};
    dul_pack               pack;
    assert_int_equal(dul_gazetteer_compile(&dul_allocator_libc, &rows, 1, &w->table, NULL), DULATI_OK);
    dul_pack_section section = {DUL_STR("places/gazetteer.bin"), w->table};
    assert_int_equal(dul_pack_build(&dul_allocator_libc, &section, 1, &w->packed, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(w->packed, "test", true, &pack, NULL), DULATI_OK);
    assert_int_equal(dul_gazetteer_open(&pack, &dul_allocator_libc, &w->gazetteer, NULL), DULATI_OK);
}

static void close_base(world *w)
{
    dul_gazetteer_close(w->gazetteer);
    dul_free(&dul_allocator_libc, w->packed.at);
    dul_free(&dul_allocator_libc, w->table.at);
}

static void rows_are_read(void **state)
{
    (void)state;
    world w;
    open_base(&w);
    const char *text = "# mine\n"
                       "Camp Kairat | Kairat; the Kairat camp | KAZ | Jambyl | | 42.55 | 71.2\r\n"
                       "\n"
                       "Spring\t\tUSA\tOhio\tPPL\t40.5\t-83.25\t900\tUSA\n";
    assert_int_equal(dul_gazetteer_lay_over(w.gazetteer, NULL, dul_str_of(text), "own.txt", NULL), DULATI_OK);
    uint32_t        n;
    const uint32_t *rows = dul_gazetteer_find_own(w.gazetteer, DUL_STR("the kairat camp"), &n);
    assert_int_equal(n, 1);
    dul_place_row camp = dul_gazetteer_get(w.gazetteer, rows[0] | DUL_GAZETTEER_OWN);
    assert_true(dul_str_is(camp.name, "Camp Kairat") && dul_str_is(camp.feature, "PPL") && dul_str_is(camp.admin1, "Jambyl"));
    assert_true(camp.lat > 42.54 && camp.lat < 42.56 && camp.geonameid == -1 && camp.population == 0);
    assert_int_equal(dul_gazetteer_only(w.gazetteer, rows[0] | DUL_GAZETTEER_OWN).len, 0);
    rows = dul_gazetteer_find_own(w.gazetteer, DUL_STR("spring"), &n);
    assert_int_equal(n, 1);
    assert_true(dul_str_is(dul_gazetteer_only(w.gazetteer, rows[0] | DUL_GAZETTEER_OWN), "USA"));
    assert_null(dul_gazetteer_find_own(w.gazetteer, DUL_STR("taraz"), &n));
    assert_int_equal(dul_gazetteer_get(w.gazetteer, 0).geonameid, 7); /* the rows below stand as they were */
    close_base(&w);
}

static void rows_stand_in_place_of_others(void **state)
{
    (void)state;
    world w;
    open_base(&w);
    const char *text = "Taraz | Jambul | KAZ | | PPLA | 43 | 71 | 1 | | 7\n"
                       "Lenz | | DEU | | PPL | 50 | 9 | 1 | DEU | 8\n";
    assert_int_equal(dul_gazetteer_lay_over(w.gazetteer, NULL, dul_str_of(text), "own.txt", NULL), DULATI_OK);
    uint32_t        n;
    const uint32_t *rows = dul_gazetteer_find(w.gazetteer, DUL_STR("Aulie-Ata"), &n);
    assert_int_equal(n, 1);
    dul_place_row taraz = dul_gazetteer_get(w.gazetteer, rows[0]);
    assert_true(taraz.lat > 42.99 && taraz.geonameid == 7 && taraz.population == 1);
    rows = dul_gazetteer_find(w.gazetteer, DUL_STR("Spring"), &n);
    assert_true(dul_str_is(dul_gazetteer_get(w.gazetteer, rows[0]).country, "USA"));
    assert_int_equal(dul_gazetteer_instead(w.gazetteer, rows[0], DUL_STR("FRA")), DUL_NONE);
    const uint32_t lenz = dul_gazetteer_instead(w.gazetteer, rows[0], DUL_STR("DEU"));
    assert_true(lenz != DUL_NONE && dul_str_is(dul_gazetteer_get(w.gazetteer, lenz).name, "Lenz") && dul_gazetteer_is_instead(w.gazetteer, lenz));
    close_base(&w);
}

static void faults_name_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t    line;
        const char *message;
    } faults[] = {
        {"Camp | | KAZ | | PPL | 42\n", 1, "seven to ten fields"},
        {"# x\nCamp | | KAZ | | PPL | 42 | 71 | 1 | | | more\n", 2, "seven to ten fields"},
        {"\nCamp | | Kazakhstan | | PPL | 42 | 71\n", 2, "no such country"},
        {"Camp | | KAZ | | PPL | 42 | 71 | | kaz\n", 1, "in the ninth field"},
        {"Camp | | KAZ | | PPL | 42 | 71 | | | seven\n", 1, "no GeoNames id"},
        {"Camp | | KAZ | | PPL | 42 | 71 | | | 99\n", 1, "GeoNames id of the tenth field"},
        {"Camp | | KAZ | | PPL | 142 | 71\n", 1, "number of degrees"},
        {"Camp | | KAZ | | PPL | north | 71\n", 1, "number of degrees"},
        {"Camp | | KAZ | | PPL | 42 | 71 | many\n", 1, "population"},
        {" | | KAZ | | PPL | 42 | 71\n", 1, "name"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        world        w;
        dulati_error err = {0};
        open_base(&w);
        assert_int_equal(dul_gazetteer_lay_over(w.gazetteer, NULL, dul_str_of(faults[i].text), "own.txt", &err), DULATI_E_FORMAT);
        assert_string_equal(err.file, "own.txt");
        assert_int_equal(err.line, faults[i].line);
        if (strstr(err.message, faults[i].message) == NULL)
            fail_msg("\"%s\" says \"%s\"", faults[i].text, err.message);
        close_base(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_read), cmocka_unit_test(rows_stand_in_place_of_others),
                                       cmocka_unit_test(faults_name_file_and_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
