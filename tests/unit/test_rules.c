/* test_rules.c -- the rule language: what it takes, what it refuses and where, and how rules are weighed. */
#include "testing.h"

#include "event/rules.h"

#include <stdio.h>
#include <stdlib.h>

#define TYPES                                                                        \
    "ASSAULT - material-conflict -9.0 190\n"                                         \
    "ASSAULT crowd-control material-conflict -7.0 175\n"                             \
    "CONSULT - verbal-cooperation 1.5 040\nCONSULT visit verbal-cooperation 2 042\n" \
    "AGREE - verbal-cooperation 3 030\nREJECT meet verbal-conflict -3.5 125\n"       \
    "future CONSULT AGREE 036\nrefused CONSULT REJECT meet 125\n"

/* Rules of one text, over TYPES and a few sets. The pack is kept until the process ends. */
/* Rules look into the pack's bytes: kept until the next text is opened, and freed when the tests are over. */
static dul_str opened;

static int close_text(void **state)
{
    (void)state;
    dul_free(&dul_allocator_libc, opened.at);
    opened = (dul_str){NULL, 0};
    return 0;
}

static dulati_result open_text(const char *text, dul_rules **rules, dulati_error *err)
{
    static const char sets[]    = "&gas = tear gas, pepper spray\n&people = crowd, protester, CVL,\n  student\n&all = &people, dog\n";
    dul_pack_section  section[] = {
         {DUL_STR("events/sets.txt"), DUL_STR(sets)},
         {DUL_STR("events/types.txt"), DUL_STR(TYPES)},
         {DUL_STR("events/a.txt"), dul_str_of(text)},
         {DUL_STR("events/contexts.txt"), DUL_STR("economic: price, cost of living\n")},
         {DUL_STR("events/vetoes.txt"), DUL_STR("sport ASSAULT: football, semi - final\n")},
    };
    dul_pack pack;
    close_text(NULL);
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, sizeof section / sizeof section[0], &opened, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(opened, "test", true, &pack, NULL), DULATI_OK);
    return dul_rules_open(&pack, &dul_allocator_libc, rules, err);
}

static dulati_result open_acled(const char *acled, dul_rules **rules, dulati_error *err)
{
    dul_pack_section section[] = {
        {DUL_STR("events/acled.txt"), dul_str_of(acled)},
        {DUL_STR("events/sets.txt"), DUL_STR("&gas = tear gas\n")},
        {DUL_STR("events/types.txt"), DUL_STR(TYPES)},
    };
    dul_pack pack;
    close_text(NULL);
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, sizeof section / sizeof section[0], &opened, NULL), DULATI_OK);
    assert_int_equal(dul_pack_open(opened, "test", true, &pack, NULL), DULATI_OK);
    return dul_rules_open(&pack, &dul_allocator_libc, rules, err);
}

static void test_acled(void **state)
{
    (void)state;
    static const char text[] = "# the rank is the order\n"
                               "sub-event GAS Use of gas\nASSAULT.crowd-control hurt tool{&gas} !actor{REB}\n@ story{@AGREE} near{smoke}\n"
                               "kind TALK\nCONSULT\ntext near{meeting}\n";
    dulati_error      err    = {0};
    dul_rules        *rules  = NULL;
    assert_int_equal(open_acled(text, &rules, &err), DULATI_OK);
    assert_int_equal(rules->n_subevents, 2);
    assert_int_equal(rules->n_acled, 4);
    assert_string_equal(rules->subevent[0].name, "Use of gas");
    assert_true(rules->subevent[0].counted);
    assert_false(rules->subevent[1].counted);
    assert_string_equal(rules->acled[0].mode, "crowd-control");
    assert_true(rules->acled[0].hurt);
    assert_int_equal(rules->acled[0].n_slots, 2);
    assert_int_equal(rules->acled[0].slot[0].kind, DUL_ACLED_TOOL);
    assert_true(rules->acled[0].slot[1].negated);
    assert_int_equal(rules->acled[1].types, (1u << DUL_N_TYPE) - 1);
    assert_int_equal(rules->acled[2].subevent, 1);
    assert_int_equal(rules->acled[3].types, 0);
    assert_string_equal(rules->acled[3].name, "events/acled.txt:7");
    dul_rules_close(rules);

    static const char *const bad[] = {
        "ASSAULT\n",                               /* no sub-event before it */
        "sub-event GAS\n",                         /* no name                */
        "sub-event GAS Gas\nWAR\n",                /* no such type           */
        "sub-event GAS Gas\nASSAULT.war\n",        /* no such mode           */
        "sub-event GAS Gas\nASSAULT obj{gas}\n",   /* no such condition      */
        "sub-event GAS Gas\nASSAULT near{}\n",     /* no words               */
        "sub-event GAS Gas\nASSAULT near{&air}\n", /* no such set            */
        "sub-event GAS Gas\ntext actor{MIL}\n",    /* words have no actor    */
        "sub-event GAS Gas\ntext\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        err = (dulati_error){0};
        if (open_acled(bad[i], &rules, &err) == DULATI_OK)
            fail_msg("taken: %s", bad[i]);
        assert_null(rules);
        assert_int_equal(err.code, DULATI_E_FORMAT);
        assert_string_equal(err.file, "events/acled.txt");
        assert_int_equal(err.line, strchr(bad[i], '\n')[1] == '\0' ? 1 : 2);
    }
}

static void assert_refused(const char *text, uint64_t line)
{
    dulati_error err   = {0};
    dul_rules   *rules = NULL;
    if (open_text(text, &rules, &err) == DULATI_OK)
        fail_msg("taken: %s", text);
    assert_null(rules);
    assert_int_equal(err.code, DULATI_E_FORMAT);
    if (err.line != line)
        fail_msg("line %llu for: %s", (unsigned long long)err.line, text);
    assert_string_equal(err.file, "events/a.txt");
}

static void test_taken(void **state)
{
    (void)state;
    dul_rules *rules;
    assert_int_equal(open_text("type ASSAULT # violence\nattack, storm obj{}?>recipient / attack | x => none\n", &rules, NULL), DULATI_E_FORMAT);
    assert_int_equal(open_text("type ASSAULT\n"
                               "attack, storm / attack, sit-in on|against{}?>recipient\n"
                               "mode crowd-control cameo 1751 lethal\n"
                               "also at{&people}?>recipient\n"
                               "fire obj{&gas, rubber bullet}>instrument\n"
                               "fire obj{coach} => none\n"
                               "type CONSULT\n"
                               "n state visit to{:country, @ASSAULT.crowd-control, KAZ}>recipient => mode visit mutual context military,legal\n",
                               &rules, NULL),
                     DULATI_OK);
    assert_int_equal(dul_rules_count(rules), 7);
    const dul_rule *noun = &rules->rule[3];
    assert_int_equal(noun->class, DUL_CLASS_NOUN);
    assert_int_equal(noun->n_words, 1); /* "sit" before "in" */
    const dul_rule *fire = &rules->rule[4];
    assert_string_equal(fire->cameo, "1751");
    assert_string_equal(fire->row->mode, "crowd-control");
    assert_string_equal(fire->name, "events/a.txt:5");
    assert_int_equal(fire->n_slots, 2);
    assert_true(fire->slot[1].optional && fire->slot[1].role == DUL_ROLE_RECIPIENT);
    assert_true(fire->flags & DUL_FLAG_LETHAL);
    assert_int_equal(fire->slot[0].n_sets, 2); /* the named set and the loose word */
    assert_true(rules->rule[5].flags & DUL_FLAG_NOTHING);
    const dul_rule *visit = &rules->rule[6];
    assert_string_equal(visit->row->mode, "visit");
    assert_true(visit->flags & DUL_FLAG_MUTUAL);
    assert_true(visit->flags & DUL_FLAG_LATE);
    assert_int_equal(visit->n_contexts, 2);
    assert_string_equal(visit->contexts[1], "legal");
    dul_rules_close(rules);
    dul_rules_close(NULL);
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("attack\n", 1); /* no type yet */
    assert_refused("type WAR\n", 1);
    assert_refused("type ASSAULT\nmode aerial\n", 2); /* no row in types.txt */
    assert_refused("type ASSAULT\n\nattack obj{&nobody}\n", 3);
    assert_refused("type ASSAULT\nattack obj{\n", 2);
    assert_refused("type ASSAULT\nattack obj}\n", 2);
    assert_refused("type ASSAULT\nattack obj{}>enemy\n", 2);
    assert_refused("type ASSAULT\nattack obj{:ghost}\n", 2);
    assert_refused("type ASSAULT\nattack obj{@WAR}\n", 2);
    assert_refused("type ASSAULT\nattack obj{@ASSAULT.aerial}\n", 2);
    assert_refused("type ASSAULT\ntear gas\n", 2);    /* a verb is one word */
    assert_refused("type ASSAULT\nn call +off\n", 2); /* nouns have no + */
    assert_refused("type ASSAULT\nattack =>\n", 2);
    assert_refused("type ASSAULT\nattack => gently\n", 2);
    assert_refused("type ASSAULT\nattack obj{} people\n", 2);
    assert_refused("type ASSAULT\nattack / \n", 2);
    assert_refused("type ASSAULT\nattack !obj{}?\n", 2);
    assert_refused("type ASSAULT\nattack near{}\n", 2);
    assert_refused("type ASSAULT\nattack =>  cameo many\n", 2);
    assert_refused("type ASSAULT\nattack,\n", 2);
    assert_refused("type ASSAULT\nattack obj{a,,b}\n", 2);
}

/* What asks for more weighs more: the order of docs/dictionaries.md. */
static void test_weights(void **state)
{
    (void)state;
    dul_rules *rules;
    assert_int_equal(open_text("type ASSAULT\n"
                               "hit\n"                 /* 0 */
                               "hit on{}?\n"           /* 0: nothing is asked */
                               "hit on{}\n"            /* 1 */
                               "hit !obj{x}\n"         /* 1 */
                               "hit obj{:person}\n"    /* 2 */
                               "hit obj{COP}\n"        /* 3 */
                               "hit obj{@CONSULT}\n"   /* 3 */
                               "hit obj{&gas}\n"       /* 4 */
                               "hit +off\n"            /* 4 */
                               "hit +off obj{&gas}\n", /* 8 */
                               &rules, NULL),
                     DULATI_OK);
    static const uint32_t weights[] = {0, 0, 1, 1, 2, 3, 3, 4, 4, 8};
    for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++)
        assert_int_equal(rules->rule[i].weight, weights[i]);
    dul_rules_close(rules);
}

static void test_words(void **state)
{
    (void)state;
    dul_rules *rules;
    assert_int_equal(open_text("type ASSAULT\nmobilise, defence obj{&all}\n", &rules, NULL), DULATI_OK);
    assert_int_equal(dul_rules_symbol(rules, DUL_STR("Mobilize")), dul_rules_symbol(rules, DUL_STR("mobilise")));
    assert_int_equal(dul_rules_symbol(rules, DUL_STR("defense")), dul_rules_symbol(rules, DUL_STR("defence")));
    assert_int_equal(dul_rules_symbol(rules, DUL_STR("unheard")), DUL_SYM_NONE);
    assert_int_equal(dul_rules_symbol(rules, DUL_STR("")), DUL_SYM_NONE);
    const dul_set *all = &rules->set[dul_rules_set(rules, "all")];
    assert_int_equal(all->n, 5); /* crowd, protester, student, dog; CVL */
    assert_int_equal(all->n_words, 4);
    assert_int_equal(dul_rules_set(rules, "nobody"), DUL_NONE);
    assert_ptr_equal(dul_rules_row(rules, DUL_TYPE_ASSAULT, "aerial"), dul_rules_row(rules, DUL_TYPE_ASSAULT, NULL));
    assert_null(dul_rules_row(rules, DUL_TYPE_AID, NULL));
    assert_int_equal(rules->future[DUL_TYPE_CONSULT]->type, DUL_TYPE_AGREE);
    assert_string_equal(rules->refused[DUL_TYPE_CONSULT]->mode, "meet");
    assert_null(rules->announced[DUL_TYPE_ASSAULT]);
    dul_rules_close(rules);
}

/* The rules that are shipped: each type has rules, each type has a row, and each rule can win over the bare fact. */
static void test_shipped(void **state)
{
    (void)state;
    dul_mapped   file;
    dul_pack     pack;
    dul_rules   *rules;
    dulati_error err                 = {0};
    uint32_t     of_type[DUL_N_TYPE] = {0};
    assert_int_equal(dul_mapped_open(TEST_DATA_DIR "/dulati.dict", &file, &err), DULATI_OK);
    assert_int_equal(dul_pack_open(file.bytes, "dulati.dict", false, &pack, &err), DULATI_OK);
    if (dul_rules_open(&pack, &dul_allocator_libc, &rules, &err) != DULATI_OK)
        fail_msg("%s:%llu: %s", err.file, (unsigned long long)err.line, err.message);
    for (size_t i = 0; i < rules->n_rules; i++) {
        assert_non_null(rules->rule[i].row);
        of_type[rules->rule[i].row->type]++;
    }
    for (int type = 0; type < DUL_N_TYPE; type++) {
        assert_non_null(dul_rules_row(rules, (dul_type)type, NULL));
        if (of_type[type] < 20)
            fail_msg("%s has %u rules", dul_type_text((dul_type)type), of_type[type]);
    }
    assert_true(dul_rules_set(rules, "light") != DUL_NONE && dul_rules_set(rules, "occur") != DUL_NONE && dul_rules_set(rules, "weapon") != DUL_NONE);
    dul_rules_close(rules);
    dul_mapped_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken), cmocka_unit_test(test_refused), cmocka_unit_test(test_weights),
                                       cmocka_unit_test(test_words), cmocka_unit_test(test_acled),   cmocka_unit_test(test_shipped)};
    return cmocka_run_group_tests(tests, NULL, close_text);
}
