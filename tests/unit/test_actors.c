/* test_actors.c -- folding of words, reading of the actor dictionaries, their errors, and every entry found again. */
#include "testing.h"

#include "names/actors.h"
#include "names/mention.h"
#include "time/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- folding --------------------------------------------------------------------------------------------------------------------- */

static void expect_key(const char *text, const char *folded)
{
    dul_key key = {.len = 0};
    assert_true(dul_key_add(&key, dul_str_of(text)));
    if (!dul_str_is(dul_key_str(&key), folded))
        fail_msg("'%s' folds to '%.*s', not '%s'", text, (int)key.len, key.at, folded);
}

static void folding(void **state)
{
    (void)state;
    expect_key("Riot Policemen", "riot policeman");
    expect_key("Al-Shabaab", "al shabaab");
    expect_key("Workers' Party", "worker party");
    expect_key("People\xE2\x80\x99s Army", "people army");
    expect_key("\xC3\x89lys\xC3\xA9"
               "e",
               "elysee");
    expect_key("Erdo\xC4\x9F"
               "an",
               "erdogan");
    expect_key("U.N.", "un");
    expect_key("thieves", "thief");
    expect_key("companies", "company");
    expect_key("churches", "church");
    expect_key("police", "police");
    expect_key("news", "news");
    expect_key("- --", "");
    expect_key("'s", "");
    expect_key("", "");
}

static void folding_stays_bounded(void **state)
{
    (void)state;
    dul_key key = {.len = 0};
    for (int i = 0; i < 1000; i++) {
        uint32_t len = key.len, n_words = key.n_words;
        if (!dul_key_add(&key, DUL_STR("\xC3\x9F\xC3\x9F\xC3\x9F"))) {
            assert_int_equal(key.len, len);
            assert_int_equal(key.n_words, n_words);
        }
        assert_true(key.len <= DUL_KEY_BYTES);
    }
    const char *bad = "\xFF\xC3\xE2\x80 ok";
    key             = (dul_key){.len = 0};
    assert_true(dul_key_add(&key, dul_str_of(bad)));
}

/* ---- reading --------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_str     bytes;
    dul_pack    pack;
    dul_actors *actors;
} shelf;

static dulati_result shelf_open(shelf *s, const char *agents, const char *names, const char *leaders, dulati_error *err)
{
    dul_pack_section section[] = {
        {DUL_STR("actors/agents.txt"), dul_str_of(agents)},
        {DUL_STR("actors/leaders.txt"), dul_str_of(leaders)},
        {DUL_STR("actors/names.txt"), dul_str_of(names)},
        {DUL_STR("events/other.txt"), DUL_STR("not | ours")},
    };
    *s = (shelf){0};
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, 4, &s->bytes, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(s->bytes, "test", true, &s->pack, NULL), DULATI_OK);
    return dul_actors_open(&s->pack, NULL, &dul_allocator_libc, &s->actors, err);
}

static void shelf_close(shelf *s)
{
    dul_actors_close(s->actors);
    dul_free(&dul_allocator_libc, s->bytes.at);
}

static const dul_actor *first_of(const dul_actors *actors, const char *key)
{
    uint32_t record = dul_actors_find(actors, dul_str_of(key));
    return record == DUL_NONE ? NULL : dul_actors_get(actors, dul_actors_key(actors, record)->actor);
}

static void entries(void **state)
{
    (void)state;
    shelf s;
    assert_int_equal(shelf_open(&s, "# roles\nriot police | COP | group\npresident; head of state | GOV | person | weak office title # a comment\n",
                                "North Pact; NP | IGOMIL | organisation | 1990 | 2000-05-01\nKremlin | RUSGOV | organisation\n",
                                "Ann Berg; Anna Berg | SWE | president | 2001-02-03 | 2005-02-03\nOle Lund | SWE | president | 2005-02-03 | | Lund\n", NULL),
                     DULATI_OK);
    assert_int_equal(dul_actors_count(s.actors), 6);
    const dul_actor *police = first_of(s.actors, "riot police");
    assert_non_null(police);
    assert_string_equal(police->sectors, "COP");
    assert_int_equal(police->kind, DUL_KIND_GROUP);
    assert_string_equal(police->rule, "actors/agents.txt:2");
    const dul_actor *pact = first_of(s.actors, "np");
    assert_string_equal(pact->country, "IGO");
    assert_string_equal(pact->sectors, "MIL");
    assert_int_equal(pact->from, dul_day_of((dul_date){1990, 1, 1}));
    assert_int_equal(pact->to, dul_day_of((dul_date){2000, 5, 1}));
    assert_int_equal(dul_actors_key(s.actors, dul_actors_find(s.actors, DUL_STR("np")))->use, DUL_KEY_ACRONYM);
    assert_int_equal(dul_actors_key(s.actors, dul_actors_find(s.actors, DUL_STR("kremlin")))->use, DUL_KEY_CAPITAL);
    assert_int_equal(dul_actors_key(s.actors, dul_actors_find(s.actors, DUL_STR("berg")))->use, DUL_KEY_SHORT);
    assert_string_equal(first_of(s.actors, "anna berg")->sectors, "GOV"); /* the office's */
    assert_int_equal(dul_actors_words_max(s.actors, DUL_STR("head")), 3);
    assert_int_equal(dul_actors_words_max(s.actors, DUL_STR("nobody")), 0);
    assert_null(first_of(s.actors, "not"));
    shelf_close(&s);
}

static void holders(void **state)
{
    (void)state;
    shelf s;
    assert_int_equal(
        shelf_open(&s, "president | GOV | person | office\n", "",
                   "Ann Berg | SWE | president | 2001-02-03 | 2005-02-03\nOle Lund | SWE | president | 2005-02-03\nEva Holm | NOR | president | 2003 | 2004\n",
                   NULL),
        DULATI_OK);
    uint32_t office = dul_actors_key(s.actors, dul_actors_find(s.actors, DUL_STR("president")))->actor;
    uint32_t berg   = dul_actors_holder(s.actors, DUL_STR("SWE"), office, dul_day_of((dul_date){2005, 2, 2}));
    uint32_t lund   = dul_actors_holder(s.actors, DUL_STR("SWE"), office, dul_day_of((dul_date){2005, 2, 3}));
    assert_true(dul_str_is(dul_actors_get(s.actors, berg)->name, "Ann Berg"));
    assert_true(dul_str_is(dul_actors_get(s.actors, lund)->name, "Ole Lund"));
    assert_int_equal(dul_actors_holder(s.actors, DUL_STR("SWE"), office, DUL_DAY_NONE), lund);
    assert_int_equal(dul_actors_holder(s.actors, DUL_STR("SWE"), office, dul_day_of((dul_date){2001, 2, 2})), DUL_NONE);
    assert_int_equal(dul_actors_holder(s.actors, DUL_STR("NOR"), office, dul_day_of((dul_date){2005, 1, 1})), DUL_NONE);
    assert_int_equal(dul_actors_holder(s.actors, DUL_STR(""), office, DUL_DAY_NONE), DUL_NONE);
    shelf_close(&s);
}

static void faults(void **state)
{
    (void)state;
    static const struct {
        const char *agents, *names, *leaders, *file;
        uint64_t    line;
    } cases[] = {
        {"police | XXX | group\n", "", "", "actors/agents.txt", 1},
        {"police | COP | gruop\n", "", "", "actors/agents.txt", 1},
        {"police | COP | group | wek\n", "", "", "actors/agents.txt", 1},
        {"\n\npolice | COP\n", "", "", "actors/agents.txt", 3},
        {" ; | COP | group\n", "", "", "actors/agents.txt", 1},
        {"- | COP | group\n", "", "", "actors/agents.txt", 1},
        {"", "Front | kaz | group\n", "", "actors/names.txt", 1},
        {"", "Front | KAZREBX | group\n", "", "actors/names.txt", 1},
        {"", "Front | KAZREB | group | 2001-13-01\n", "", "actors/names.txt", 1},
        {"", "Front | KAZREB | group | 2001 | 2000\n", "", "actors/names.txt", 1},
        {"", "Front | KAZREB | group | 2001 | 2002 | a | b\n", "", "actors/names.txt", 1},
        {"", "", "Ann Berg | SWE | president | 2001\n", "actors/leaders.txt", 1},
        {"president | GOV | person\n", "", "Ann Berg | SWE | president | soon\n", "actors/leaders.txt", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        shelf        s;
        dulati_error err = {0};
        if (shelf_open(&s, cases[i].agents, cases[i].names, cases[i].leaders, &err) != DULATI_E_FORMAT)
            fail_msg("fault %zu is let pass", i);
        assert_null(s.actors);
        assert_string_equal(err.file, cases[i].file);
        assert_int_equal(err.line, cases[i].line);
        shelf_close(&s);
    }
}

/* ---- the dictionaries of the house ------------------------------------------------------------------------------------------------ */

/* Each spelling of each file leads back to its line. */
static void every_spelling_is_found(void **state)
{
    (void)state;
    dul_mapped file;
    dul_pack   pack;
    assert_int_equal(dul_mapped_open(TEST_DATA_DIR "/dulati.dict", &file, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(file.bytes, "dulati.dict", false, &pack, NULL), DULATI_OK);
    dul_actors  *actors = NULL;
    dulati_error err    = {0};
    if (dul_actors_open(&pack, NULL, &dul_allocator_libc, &actors, &err) != DULATI_OK)
        fail_msg("%s:%llu: %s", err.file, (unsigned long long)err.line, err.message);
    dul_str name, data, line;
    size_t  n = 0;
    for (size_t i = 0; dul_pack_get(&pack, i, &name, &data); i++) {
        if (!dul_str_starts(name, DUL_STR("actors/")))
            continue;
        uint64_t number = 0;
        while (dul_str_line(&data, &line)) {
            number++;
            dul_str entry = dul_str_trim(dul_str_cut(&line, '#'));
            dul_str names = dul_str_cut(&entry, '|');
            while (entry.at != NULL && names.at != NULL && names.len > 0) {
                dul_str spelling = dul_str_trim(dul_str_cut(&names, ';'));
                dul_key key      = {.len = 0};
                char    rule[128];
                bool    found = false;
                snprintf(rule, sizeof rule, "%.*s:%llu", (int)name.len, name.at, (unsigned long long)number);
                assert_true(dul_key_add(&key, spelling));
                for (uint32_t at = dul_actors_find(actors, dul_key_str(&key)); at != DUL_NONE; at = dul_actors_key(actors, at)->next)
                    found = found || strcmp(dul_actors_get(actors, dul_actors_key(actors, at)->actor)->rule, rule) == 0;
                if (!found)
                    fail_msg("%s: '%.*s' is not found", rule, (int)spelling.len, spelling.at);
                n++;
            }
        }
    }
    assert_true(n > 5000);
    dul_actors_close(actors);
    dul_mapped_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding), cmocka_unit_test(folding_stays_bounded),   cmocka_unit_test(entries), cmocka_unit_test(holders),
        cmocka_unit_test(faults),  cmocka_unit_test(every_spelling_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
