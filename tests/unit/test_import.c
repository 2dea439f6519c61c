/* test_import.c -- lines of foreign dictionaries, and what becomes of each. */
#include "testing.h"

#include "import/import.h"

typedef bool (*import_reader)(dul_import *, const char *, dul_str);

/* The only entry that comes of a text; NULL when there is another number of them. */
static const char *import_only(dul_import *import, import_reader read, dul_import_format format, const char *text)
{
    dul_import_init(import, format, NULL, NULL, &dul_allocator_libc);
    assert_true(read(import, "f", dul_str_of(text)));
    return import->n == 1 ? import->entry[0].text : NULL;
}

static void import_becomes(import_reader read, const char *text, const char *entry)
{
    dul_import  import;
    const char *only = import_only(&import, read, DUL_IMPORT_PETRARCH2, text);
    assert_non_null(only);
    assert_string_equal(only, entry);
    assert_int_equal(import.n_left, 0);
    dul_import_close(&import);
}

static void import_leaves(import_reader read, const char *text, size_t n_entries, const char *reason, uint32_t line)
{
    dul_import import;
    import_only(&import, read, DUL_IMPORT_PETRARCH2, text);
    assert_int_equal(import.n, n_entries);
    assert_int_equal(import.n_left, 1);
    assert_string_equal(import.left[0].reason, reason);
    assert_int_equal(import.left[0].line, line);
    dul_import_close(&import);
}

static void test_actors(void **state)
{
    (void)state;
    import_becomes(dul_import_actors, "THE_GUILD_OF_DROVERS_ [KAZBUS]", "Guild of Drovers | KAZBUS | organisation");
    import_becomes(dul_import_actors, "GDK_ [IGOEURLEG]", "GDK | EURLEG | organisation");
    import_becomes(dul_import_actors, "ZED_PAPER [KAZMED]", "Zed Paper | KAZJRN | organisation"); /* media there, medicine here */
}

static void test_dates(void **state)
{
    (void)state;
    import_becomes(dul_import_actors, "ANN_LEE\n\t[KAZGOV 19301231-19310101]", "Ann Lee | KAZGOV | person | 1930-12-31 | 1931-01-02");
    import_becomes(dul_import_actors, "ANN_LEE [KAZGOV >300101]", "Ann Lee | KAZGOV | person | 2030-01-01");
    import_becomes(dul_import_actors, "ANN_LEE [KAZGOV <310101]", "Ann Lee | KAZGOV | person |  | 1931-01-02");
    import_leaves(dul_import_actors, "ANN_LEE [KAZGOV 990230-990301] [KAZ >990401]", 1, "bad-date", 1);
    import_leaves(dul_import_actors, "\n\t[KAZGOV]\n", 0, "no-name", 2);
}

static void test_agents(void **state)
{
    (void)state;
    import_becomes(dul_import_agents, "!P! = MAN, WOMAN\nLAMP!P!_OF_HONOUR [~LABLAB]", "lampman of honour; lampwoman of honour | LAB | person");
    import_becomes(dul_import_agents, "OX {OXEN} [AGR~]  # comment", "ox; oxen | AGR | person");
    import_leaves(dul_import_agents, "LAMP!Q! [~LAB]", 0, "bad-set", 1);
    import_leaves(dul_import_agents, "OX [~AGR]\nOX [~BUS]", 1, "duplicate", 2);
}

static void test_verbs(void **state)
{
    (void)state;
    import_becomes(dul_import_verbs, "+CARRY_OUT {} [190]", "carry +out");
    import_becomes(dul_import_verbs, "FLOB\n- * OFF CARGOES (FROM {COLD STORE}) [112]",
                   "flob +off obj{cargo, cargoes}>none from{cold store} on|to|against|with|at{}?>recipient");
    import_becomes(dul_import_verbs, "FLOB\n- SHERIFF * [:112]", "flob subj{sheriff}>recipient");
    import_becomes(dul_import_verbs, "FLOB\n- * CAKE (BEFORE +) [:112]", "flob subj{}>recipient obj{cake}>none before{}>actor");
    import_becomes(dul_import_verbs, "FLOB\n- $ * AT + [112]", "flob at{}>recipient");
    import_leaves(dul_import_verbs, "FLOB\n- * CAKE FLOUR [112]", 0, "complex-pattern", 2);
    import_leaves(dul_import_verbs, "FLOB\n- * * [112]", 0, "complex-pattern", 2);
    import_leaves(dul_import_verbs, "FLOB\n- * CAKE", 0, "no-code", 2);
    import_leaves(dul_import_verbs, "- * CAKE [112]", 0, "no-verb", 1);
    import_leaves(dul_import_verbs, "RE_%_ARM [112]", 0, "bad-word", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actors),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_agents),
        cmocka_unit_test(test_verbs),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
