/* fuzz_layers.c -- any bytes as a user's dictionary over small shipped ones: an error within the file, or dictionaries that can be looked up. */
#include "event/rules_check.h"
#include "layers.h"
#include "names/actors_check.h"
#include "speech/cues.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

static void fuzz_open(const dul_pack *pack, size_t n_lines)
{
    dul_rules    *rules;
    dul_actors   *actors;
    dul_cues     *cues;
    dulati_error  err    = {0};
    dulati_result result = dul_rules_open(pack, &dul_allocator_libc, &rules, &err);
    if (result == DULATI_OK) {
        for (size_t i = 0; i + 1 < rules->n_rules; i++)
            fuzz_require(dul_rules_wins(rules, &rules->rule[i], &rules->rule[i + 1]) != dul_rules_wins(rules, &rules->rule[i + 1], &rules->rule[i]));
        dul_rules_close(rules);
    } else {
        fuzz_require(err.line >= 1 && err.line <= n_lines);
    }
    result = dul_actors_open(pack, NULL, &dul_allocator_libc, &actors, &err);
    if (result == DULATI_OK) {
        for (uint32_t at = dul_actors_find(actors, DUL_STR("police")); at != DUL_NONE; at = dul_actors_key(actors, at)->next)
            fuzz_require(dul_actors_key(actors, at)->actor < dul_actors_count(actors));
        dul_actors_close(actors);
    } else {
        fuzz_require(err.line >= 1 && err.line <= n_lines);
    }
    result = dul_cues_open(pack, &dul_allocator_libc, &cues, &err);
    if (result == DULATI_OK)
        dul_cues_close(cues);
    else
        fuzz_require(err.line >= 1 && err.line <= n_lines);
}

static void fuzz_take(const dul_lint *lint, const dul_lint_place *place, const char *message)
{
    size_t *n = lint->context;
    fuzz_require(place->level != NULL && place->check != NULL && message[0] != '\0');
    ++*n;
}

/* The same with a lint: faults do not end the reading. */
static void fuzz_check(dul_pack *pack)
{
    size_t         n    = 0;
    const dul_lint lint = {fuzz_take, &n};
    dul_rules     *rules;
    dul_actors    *actors;
    dulati_error   err = {0};
    pack->lint         = &lint;
    fuzz_require(dul_rules_open(pack, &dul_allocator_libc, &rules, &err) == DULATI_OK);
    dul_rules_check(rules, NULL, &lint);
    dul_rules_close(rules);
    fuzz_require(dul_actors_open(pack, NULL, &dul_allocator_libc, &actors, &err) == DULATI_OK);
    dul_actors_check(actors, &lint);
    dul_actors_close(actors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_pack_section section[] = {
        {DUL_STR("actors/agents.txt"), DUL_STR("police | COP | group\npresident | GOV | person | office\n")},
        {DUL_STR("actors/leaders.txt"), DUL_STR("Dana Alimova | KAZ | president | 2019\n")},
        {DUL_STR("events/a.txt"), DUL_STR("type ASSAULT\nattack, call +off / attack on|against{&a}?>recipient\nfire at{}?>recipient\n")},
        {DUL_STR("events/sets.txt"), DUL_STR("&a = tear gas, CVL, :person, @ASSAULT\n&b = &a, dog\n")},
        {DUL_STR("events/types.txt"), DUL_STR("ASSAULT - material-conflict -9 190\n")},
        {DUL_STR("speech/cues.txt"), DUL_STR("say verb speech clause quote\n")},
    };
    dul_str    bytes, text = {(const char *)data, size};
    dul_pack   pack;
    dul_layers layers;
    size_t     n_lines = 1;
    for (size_t i = 0; i < size; i++)
        n_lines += data[i] == '\n';
    fuzz_require(dul_pack_build(&dul_allocator_libc, section, sizeof section / sizeof section[0], &bytes, NULL) == DULATI_OK);
    fuzz_require(dul_pack_open(bytes, "fuzz", false, &pack, NULL) == DULATI_OK);
    dul_layers_init(&layers, &dul_allocator_libc);
    dulati_error err = {0};
    if (dul_layers_take(&layers, "rules.txt", text, &err) == DULATI_OK) {
        pack.layer    = layers.item;
        pack.n_layers = layers.n;
        fuzz_open(&pack, n_lines);
        fuzz_check(&pack);
    } else {
        fuzz_require(err.line <= n_lines);
    }
    dul_layers_close(&layers);
    dul_free(&dul_allocator_libc, bytes.at);
    return 0;
}
