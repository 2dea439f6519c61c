/*
 * test_event.c -- the engine on hand-made trees: what one entry, written in the active voice, gives in each form of the clause; what status a trigger has;
 * which numbers belong to it. No model is needed, so that a fault here is the engine's.
 */
#include "testing.h"

#include "event/event.h"
#include "event/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOKENS_MAX 64

static const char rules_text[] = "type COERCE\n"
                                 "arrest / arrest => patient\n"
                                 "type ASSAULT\n"
                                 "attack / attack on{}?>recipient\n"
                                 "kill => lethal\n"
                                 "mode crowd-control cameo 175\n"
                                 "fire obj{tear gas}>instrument at{}?>recipient\n"
                                 "fire obj{coach} => none\n"
                                 "type PROTEST\n"
                                 "n riot, strike\n"
                                 "type THREATEN\n"
                                 "threaten inf{@ASSAULT}\n"
                                 "type CONSULT\n"
                                 "meet => mutual\n"
                                 "type CONCEDE\n"
                                 "call +off obj{strike}>none\n";

static const char sets_text[] = "&light = launch, carry out, make\n&light_on = go on\n&occur = erupt\n&weapon = tear gas, rifle\n&collective = dozen, wave\n";

static const char types_text[] = "COERCE - material-conflict -7 170\nASSAULT - material-conflict -9 190\nASSAULT crowd-control material-conflict -7 175\n"
                                 "PROTEST - material-conflict -5 140\nTHREATEN - verbal-conflict -5 130\nCONSULT - verbal-cooperation 2 040\n"
                                 "CONCEDE - verbal-cooperation 5 080\nAGREE - verbal-cooperation 3 030\nREJECT meet verbal-conflict -3 125\n"
                                 "future CONSULT AGREE 036\nrefused CONSULT REJECT meet 125\n";

typedef struct {
    dul_rules *rules;
    dul_str    bytes;
    dul_arena  arena, scratch;
    dul_job    job;
    dul_text   text;
    dul_tree   tree;
    dul_events events;
    char       raw[2048];
} world;

static int open_world(void **state)
{
    static world     w;
    dul_pack         pack;
    dulati_error     err       = {0};
    dul_pack_section section[] = {{DUL_STR("events/rules.txt"), dul_str_of(rules_text)},
                                  {DUL_STR("events/sets.txt"), dul_str_of(sets_text)},
                                  {DUL_STR("events/types.txt"), dul_str_of(types_text)}};
    if (dul_pack_build(&dul_allocator_libc, section, 3, &w.bytes, &err) != DULATI_OK || dul_pack_open(w.bytes, "test", true, &pack, &err) != DULATI_OK ||
        dul_rules_open(&pack, &dul_allocator_libc, &w.rules, &err) != DULATI_OK) {
        print_error("%s:%llu: %s\n", err.file, (unsigned long long)err.line, err.message);
        return -1;
    }
    *state = &w;
    return 0;
}

static int close_world(void **state)
{
    world *w = *state;
    dul_rules_close(w->rules);
    dul_free(&dul_allocator_libc, w->bytes.at);
    return 0;
}

/* "form/lemma/UPOS/head/rel" for each token, parted by blanks; heads count from 1, 0 is the root. */
static void read_tree(world *w, const char *line)
{
    char     form[64], lemma[64], upos[16], rel[32];
    uint32_t n   = 0, head;
    size_t   len = 0;
    int      used;
    dul_arena_init(&w->arena, &dul_allocator_libc);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .published = 19000};
    assert_int_equal(dul_tree_new(&w->job, TOKENS_MAX, &w->tree), DULATI_OK);
    w->text.token    = dul_arena_calloc(&w->arena, TOKENS_MAX, sizeof *w->text.token);
    w->text.sentence = dul_arena_calloc(&w->arena, 1, sizeof *w->text.sentence);
    while (sscanf(line, " %63[^/]/%63[^/]/%15[^/]/%u/%31[^ ]%n", form, lemma, upos, &head, rel, &used) == 5) {
        line += used;
        dul_token *token = &w->text.token[n];
        token->span      = (dul_span){(uint32_t)len, (uint32_t)(len + strlen(form))};
        memcpy(w->raw + len, form, strlen(form));
        len += strlen(form);
        w->raw[len++] = ' ';
        token->norm   = dul_str_of(dul_arena_copy(&w->arena, dul_str_of(form)));
        char *lower   = dul_arena_copy(&w->arena, dul_str_of(form));
        for (char *c = lower; *c != '\0'; c++)
            *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
        token->lower     = dul_str_of(lower);
        w->tree.head[n]  = head == 0 ? DUL_ROOT : head - 1;
        w->tree.rel[n]   = (uint8_t)dul_rel_find(dul_str_of(rel));
        w->tree.upos[n]  = (uint8_t)dul_upos_find(dul_str_of(upos));
        w->tree.lemma[n] = dul_str_of(dul_arena_copy(&w->arena, dul_str_of(lemma)));
        size_t end       = strlen(form);
        bool   past      = end > 2 && form[end - 2] == 'e' && form[end - 1] == 'd';
        w->tree.xpos[n]  = past ? DUL_STR("VBN") : DUL_STR("_");
        w->tree.feats[n] = past ? DUL_STR("Tense=Past|VerbForm=Part") : DUL_STR("_");
        n++;
    }
    assert_int_equal(*line, '\0');
    w->tree.n_tokens    = n;
    w->text.n_tokens    = n;
    w->text.n_sentences = 1;
    w->text.sentence[0] = (dul_sentence){.tokens = {0, n}, .kind = DUL_SENTENCE_TEXT};
    w->job.text         = (dul_str){w->raw, len};
    dul_tree_link(&w->tree);
}

static void find(world *w, const char *line)
{
    static const dul_timexes      times;
    static const dul_places       places = {.n = 0};
    static const dul_mentions     mentions;
    static const dul_attributions attributions;
    read_tree(w, line);
    const dul_findings found = {&w->text, &w->tree, &times, &places, &mentions, &attributions, NULL};
    assert_int_equal(dul_event_find(w->rules, &w->job, &found, &w->events), DULATI_OK);
}

static void forget(world *w)
{
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
}

/* "TYPE status actor > recipient", one event a line; "-" for nobody. */
static void assert_events(world *w, const char *line, const char *want)
{
    char   got[1024] = "";
    size_t len       = 0;
    find(w, line);
    for (uint32_t i = 0; i < w->events.n; i++) {
        const dul_event *e = &w->events.item[i];
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%s %s", i == 0 ? "" : "; ", e->type, dul_status_text(e->status));
        const dul_party *sides[] = {e->actors, e->recipients};
        const uint32_t   n[]     = {e->n_actors, e->n_recipients};
        for (int side = 0; side < 2; side++) {
            len += (size_t)snprintf(got + len, sizeof got - len, "%s", side == 0 ? " " : " > ");
            for (uint32_t k = 0; k < n[side]; k++) {
                dul_str form = w->text.token[sides[side][k].head].norm;
                len += (size_t)snprintf(got + len, sizeof got - len, "%s%.*s", k == 0 ? "" : "+", (int)form.len, form.at);
            }
            if (n[side] == 0)
                len += (size_t)snprintf(got + len, sizeof got - len, "-");
        }
    }
    if (strcmp(got, want) != 0)
        fail_msg("%s\n    expected %s\n    found    %s", line, want, got);
    forget(w);
}

static void test_voices(void **state)
{
    world      *w    = *state;
    const char *want = "COERCE actual police > men";
    assert_events(w, "police/police/NOUN/2/nsubj arrested/arrest/VERB/0/root men/man/NOUN/2/obj", want);
    assert_events(w, "men/man/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass arrested/arrest/VERB/0/root by/by/ADP/5/case police/police/NOUN/3/obl:agent", want);
    assert_events(w, "men/man/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass arrested/arrest/VERB/0/root by/by/ADP/5/case police/police/NOUN/3/obl", want);
    assert_events(w, "men/man/NOUN/5/nsubj arrested/arrest/VERB/1/acl by/by/ADP/4/case police/police/NOUN/2/obl left/leave/VERB/0/root", want);
    assert_events(w, "police/police/NOUN/5/nsubj who/who/PRON/3/nsubj arrested/arrest/VERB/1/acl:relcl men/man/NOUN/3/obj left/leave/VERB/0/root", want);
    assert_events(w, "police/police/NOUN/2/nsubj began/begin/VERB/0/root to/to/PART/4/mark arrest/arrest/VERB/2/xcomp men/man/NOUN/4/obj", want);
    assert_events(w, "police/police/NOUN/2/nsubj made/make/VERB/0/root the/the/DET/4/det arrest/arrest/NOUN/2/obj of/of/ADP/6/case men/man/NOUN/4/nmod", want);
    assert_events(
        w,
        "men/man/NOUN/6/nsubj whom/whom/PRON/4/obj police/police/NOUN/4/nsubj arrested/arrest/VERB/1/acl:relcl then/then/ADV/6/advmod left/leave/VERB/0/root",
        want);
}

static void test_sharing(void **state)
{
    world *w = *state;
    assert_events(w, "police/police/NOUN/2/nsubj came/come/VERB/0/root and/and/CCONJ/4/cc arrested/arrest/VERB/2/conj men/man/NOUN/4/obj",
                  "COERCE actual police > men");
    assert_events(
        w, "police/police/NOUN/5/nsubj and/and/CCONJ/3/cc soldiers/soldier/NOUN/1/conj have/have/AUX/5/aux arrested/arrest/VERB/0/root men/man/NOUN/5/obj",
        "COERCE actual police+soldiers > men");
    assert_events(w, "France/France/PROPN/4/nsubj and/and/CCONJ/3/cc Kenya/Kenya/PROPN/1/conj met/meet/VERB/0/root", "");
    /* without codes a mutual event has no known party, and is none */
}

static void test_phrases(void **state)
{
    world *w = *state;
    assert_events(w, "police/police/NOUN/2/nsubj fired/fire/VERB/0/root tear/tear/NOUN/4/compound gas/gas/NOUN/2/obj at/at/ADP/6/case men/man/NOUN/4/nmod",
                  "ASSAULT actual police > men");
    assert_events(w, "clubs/club/NOUN/2/nsubj fired/fire/VERB/0/root the/the/DET/4/det coach/coach/NOUN/2/obj", "");
    assert_events(w, "workers/worker/NOUN/2/nsubj called/call/VERB/0/root off/off/ADP/2/compound:prt the/the/DET/5/det strike/strike/NOUN/2/obj",
                  "CONCEDE actual workers > -");
    assert_events(w, "workers/worker/NOUN/2/nsubj called/call/VERB/0/root the/the/DET/4/det strike/strike/NOUN/2/obj off/off/ADP/2/compound:prt",
                  "CONCEDE actual workers > -");
    assert_events(w, "workers/worker/NOUN/2/nsubj went/go/VERB/0/root on/on/ADP/4/case strike/strike/NOUN/2/obl", "PROTEST actual workers > -");
    assert_events(w, "riots/riot/NOUN/2/nsubj erupted/erupt/VERB/0/root", "PROTEST actual - > -");
    assert_events(w, "books/book/NOUN/2/nsubj discuss/discuss/VERB/0/root riots/riot/NOUN/2/obj", "");
    assert_events(w, "rebels/rebel/NOUN/2/nsubj launched/launch/VERB/0/root a/a/DET/4/det wave/wave/NOUN/2/obj of/of/ADP/6/case attacks/attack/NOUN/4/nmod",
                  "ASSAULT actual rebels > -");
}

static void test_status(void **state)
{
    world *w = *state;
    assert_events(w, "police/police/NOUN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod arrest/arrest/VERB/0/root men/man/NOUN/4/obj",
                  "COERCE negated police > men");
    assert_events(w, "police/police/NOUN/3/nsubj may/may/AUX/3/aux arrest/arrest/VERB/0/root men/man/NOUN/3/obj", "COERCE hypothetical police > men");
    assert_events(w, "police/police/NOUN/3/nsubj will/will/AUX/3/aux arrest/arrest/VERB/0/root men/man/NOUN/3/obj", "COERCE future police > men");
    assert_events(w, "police/police/NOUN/2/nsubj plan/plan/VERB/0/root to/to/PART/4/mark arrest/arrest/VERB/2/xcomp men/man/NOUN/4/obj",
                  "COERCE future police > men");
    assert_events(w, "police/police/NOUN/2/nsubj want/want/VERB/0/root to/to/PART/4/mark arrest/arrest/VERB/2/xcomp men/man/NOUN/4/obj",
                  "COERCE hypothetical police > men");
    assert_events(w, "police/police/NOUN/2/nsubj came/come/VERB/0/root to/to/PART/4/mark arrest/arrest/VERB/2/advcl men/man/NOUN/4/obj",
                  "COERCE hypothetical police > men");
    assert_events(w, "if/if/SCONJ/3/mark police/police/NOUN/3/nsubj arrest/arrest/VERB/5/advcl men/man/NOUN/3/obj leave/leave/VERB/0/root",
                  "COERCE hypothetical police > men");
    assert_events(w, "police/police/NOUN/2/nsubj deny/deny/VERB/0/root they/they/PRON/4/nsubj arrested/arrest/VERB/2/ccomp men/man/NOUN/4/obj",
                  "COERCE negated they > men");
    assert_events(w, "rebels/rebel/NOUN/2/nsubj threaten/threaten/VERB/0/root to/to/PART/4/mark attack/attack/VERB/2/xcomp towns/town/NOUN/4/obj",
                  "THREATEN actual rebels > -; ASSAULT hypothetical rebels > towns");
}

static void test_quantities(void **state)
{
    static const struct {
        const char *line;
        int64_t     min, max;
    } cases[] = {
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root twelve/twelve/NUM/4/nummod men/man/NOUN/2/obj", 12, 12},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root 1,200/1,200/NUM/4/nummod men/man/NOUN/2/obj", 1200, 1200},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root at/at/ADP/4/case least/least/ADV/5/advmod 12/12/NUM/6/nummod men/man/NOUN/2/obj", 12, -1},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root dozens/dozen/NOUN/2/obj", 24, 99},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root thousands/thousand/NOUN/2/obj of/of/ADP/5/case men/man/NOUN/3/nmod", 1000, 9999},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root two/two/NUM/4/compound hundred/hundred/NUM/5/nummod men/man/NOUN/2/obj", 200, 200},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root a/a/DET/5/det dozen/dozen/NOUN/5/compound men/man/NOUN/2/obj", 12, 12},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root up/up/ADP/5/advmod to/to/ADP/5/advmod 30/30/NUM/6/nummod men/man/NOUN/2/obj", 0, 30},
        {"rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root several/several/ADJ/5/amod hundred/hundred/NUM/5/nummod men/man/NOUN/2/obj", 200, 999},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        find(w, cases[i].line);
        assert_int_equal(w->events.n, 1);
        const dul_event *e = &w->events.item[0];
        if (e->n_quantities != 1 || e->quantities[0].min != cases[i].min || e->quantities[0].max != cases[i].max)
            fail_msg("%s: %u quantities, %lld..%lld", cases[i].line, e->n_quantities, e->n_quantities > 0 ? (long long)e->quantities[0].min : -9,
                     e->n_quantities > 0 ? (long long)e->quantities[0].max : -9);
        assert_string_equal(e->quantities[0].kind, "killed");
        assert_true(e->lethal);
        forget(w);
    }
}

/* No tree, however odd, may do more than give odd events: random trees over the words of the rules. */
static void test_odd_trees(void **state)
{
    static const char *const words[] = {"arrest", "attack", "police", "riot", "fire", "tear",  "gas", "launch", "go",
                                        "on",     "call",   "off",    "not",  "will", "dozen", "of",  "12",     "to"};
    static const char *const tags[]  = {"VERB", "NOUN", "ADP", "NUM", "PRON", "AUX", "ADJ", "PART"};
    world                   *w       = *state;
    uint64_t                 seed    = 1;
    for (int round = 0; round < 3000; round++) {
        char     line[4096];
        size_t   len = 0;
        uint32_t n   = 2 + (uint32_t)(round % 14);
        for (uint32_t t = 0; t < n; t++) {
            seed             = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const char *word = words[(seed >> 33) % (sizeof words / sizeof words[0])], *tag = tags[(seed >> 41) % (sizeof tags / sizeof tags[0])];
            /* The first token is the root and heads lie before their children or two behind it, so that the tree stays a tree. */
            uint32_t head = t == 0 ? 0 : 1 + (uint32_t)((seed >> 20) % t);
            len += (size_t)snprintf(line + len, sizeof line - len, "%s%s/%s/%s/%u/%s", t == 0 ? "" : " ", word, word, tag, head,
                                    t == 0 ? "root" : dul_rel_text((dul_rel)((seed >> 50) % DUL_N_REL)));
        }
        find(w, line);
        for (uint32_t i = 0; i < w->events.n; i++) {
            assert_true(w->events.item[i].trigger.first < w->events.item[i].trigger.end && w->events.item[i].trigger.end <= n);
            assert_true(w->events.item[i].cluster >= 0);
            assert_true(i == 0 || w->events.item[i].trigger_head > w->events.item[i - 1].trigger_head);
        }
        forget(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_voices), cmocka_unit_test(test_sharing),    cmocka_unit_test(test_phrases),
                                       cmocka_unit_test(test_status), cmocka_unit_test(test_quantities), cmocka_unit_test(test_odd_trees)};
    return cmocka_run_group_tests(tests, open_world, close_world);
}
