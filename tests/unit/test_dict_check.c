/* test_dict_check.c -- codes of CAMEO, and what the check of dictionaries hands over. The findings themselves: tests/cli/dict_check.case. */
#include "testing.h"

#include "event/cameo.h"
#include "event/rules_check.h"

#include <stdlib.h>

static void codes_of_cameo(void **state)
{
    (void)state;
    assert_string_equal(dul_cameo_find(DUL_STR("141"))->type, "PROTEST");
    assert_string_equal(dul_cameo_find(DUL_STR("141"))->mode, "demo");
    assert_string_equal(dul_cameo_find(DUL_STR("14"))->type, "PROTEST"); /* a root is its general code */
    assert_string_equal(dul_cameo_find(DUL_STR("0871"))->mode, "ceasefire");
    assert_null(dul_cameo_find(DUL_STR("02"))->type); /* known, and nothing to PLOVER */
    assert_null(dul_cameo_find(DUL_STR("149")));
    assert_null(dul_cameo_find(DUL_STR("")));
    assert_null(dul_cameo_find(DUL_STR("1")));
    assert_null(dul_cameo_find(DUL_STR("14111")));
    assert_null(dul_cameo_find(DUL_STR("21")));
    assert_null(dul_cameo_find(DUL_STR("030 ")));
}

typedef struct {
    const char *check[8];
    uint64_t    line[8];
    size_t      n;
} taken;

static void take(const dul_lint *lint, const dul_lint_place *place, const char *message)
{
    taken *t = lint->context;
    (void)message;
    assert_true(t->n < 8);
    t->check[t->n]  = place->check;
    t->line[t->n++] = place->line;
}

/* What the check says of two entries, and nothing else. */
static void expect(const char *entries, const char *check)
{
    char text[400] = "type ASSAULT\n";
    strcat(text, entries);
    dul_pack_section section[] = {{DUL_STR("events/a.txt"), dul_str_of(text)},
                                  {DUL_STR("events/sets.txt"), DUL_STR("&gun = gun, rifle, hand gun\n&arm = &gun, stone\n")},
                                  {DUL_STR("events/types.txt"), DUL_STR("ASSAULT - material-conflict -9 190\nASSAULT beat material-conflict -8 182\n")}};
    dul_str          bytes;
    dul_pack         pack;
    dul_rules       *rules;
    taken            t    = {.n = 0};
    dul_lint         lint = {take, &t};
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, 3, &bytes, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(bytes, "test", true, &pack, NULL), DULATI_OK);
    assert_int_equal(dul_rules_open(&pack, &dul_allocator_libc, &rules, NULL), DULATI_OK);
    dul_rules_check(rules, NULL, &lint);
    if (t.n != (check != NULL) || (check != NULL && strcmp(t.check[0], check) != 0))
        fail_msg("%s: %zu findings, the first %s; expected %s", entries, t.n, t.n > 0 ? t.check[0] : "-", check == NULL ? "none" : check);
    dul_rules_close(rules);
    dul_free(&dul_allocator_libc, bytes.at);
}

static void what_hides_what(void **state)
{
    (void)state;
    expect("hit obj{&arm}\nhit obj{rifle} => mode beat\n", "unreachable"); /* through two sets      */
    expect("hit obj{&gun}\nhit obj{&arm} => mode beat\n", "conflict");     /* the wider has a stone */
    expect("hit obj{gun}\nhit obj{hand gun}\n", "duplicate");              /* any gun is a gun      */
    expect("hit obj{hand gun}\nhit obj{gun}\n", NULL);
    expect("hit\nhit obj{gun} => mode beat\n", NULL); /* the heavier is reached      */
    expect("hit obj{gun} on{}\nhit obj{gun}\n", NULL);
    expect("hit on|at{wall}\nhit at{wall} => mode beat\n", "unreachable");
    expect("hit at{wall}\nhit on|at{wall} => mode beat\n", "conflict");
    expect("hit !obj{gun}\nhit !obj{&gun} => mode beat\n", "unreachable");           /* where no weapon is, no gun is */
    expect("hit obj{gun} => none\nhit obj{gun, rifle}\n", NULL);                     /* what exceptions are for       */
    expect("hit obj{gun}\nhit obj{gun} => none\n", "unreachable");                   /* the exception wins            */
    expect("hit obj{gun}?\nhit => mode beat\n", "unreachable");                      /* asks for nothing              */
    expect("n raid obj{wall}\nn raid obj{wall} => patient mode beat\n", "conflict"); /* other places may fill the slot */
    expect("hit +off\nhit +out\n", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_of_cameo), cmocka_unit_test(what_hides_what)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
