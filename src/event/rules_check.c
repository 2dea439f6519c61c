/*
 * rules_check.c -- comparing every two rules of one head word.
 *
 * Rule A hides rule B when A is the one that wins and fits wherever B does: each part that A must have is among those that B must have, with at least the same
 * words. "At least the same words" is decided item by item, so what is found is true, and what is true is found only as far as that goes.
 */
#include "event/rules_check.h"

#include "event/cameo.h"
#include "names/actors.h"

#include <stdio.h>

#define CHECK_PER_HEAD 400 /* rules of one word that are compared with one another */

static void check_add(const dul_lint *lint, const char *level, const char *check, const dul_rule *rule, const dul_rule *other, const char *message)
{
    dul_lint_add(lint, (dul_lint_place){.level = level, .check = check, .file = rule->name, .other = other == NULL ? NULL : other->name}, "%s", message);
}

/* ---- does one slot ask for no more than another? ------------------------------------------------------------------------------- */

static bool check_same_words(const dul_item *a, const dul_item *b)
{
    return a->head == b->head && a->after == b->after && a->n_before == b->n_before &&
           (a->n_before == 0 || memcmp(a->before, b->before, a->n_before * sizeof *a->before) == 0);
}

/* Does everything that fits item b fit item a, too? */
static bool check_item_covers(const dul_item *a, const dul_item *b)
{
    if (a->kind != b->kind)
        return false;
    switch ((dul_item_kind)a->kind) {
    case DUL_ITEM_WORDS: return (a->head == b->head && a->n_before == 0 && !b->after) || check_same_words(a, b);
    case DUL_ITEM_CODE: return strcmp(a->text, b->text) == 0;
    case DUL_ITEM_KIND: return a->value == b->value;
    case DUL_ITEM_EVENT: return a->value == DUL_N_TYPE || (a->value == b->value && (a->text == NULL || a->text == b->text));
    case DUL_ITEM_ACTOR:
    case DUL_ITEM_PLACE:
    case DUL_ITEM_COUNTRY:
    case DUL_ITEM_NUMBER: return true;
    }
    return false;
}

static bool check_slot_has(const dul_rules *rules, const dul_slot *slot, const dul_item *item)
{
    for (uint32_t s = 0; s < slot->n_sets; s++) {
        const dul_set *set = &rules->set[slot->set[s]];
        for (uint32_t i = 0; i < set->n; i++)
            if (check_item_covers(&set->item[i], item))
                return true;
    }
    return false;
}

static bool check_preps_cover(const dul_slot *a, const dul_slot *b)
{
    for (uint32_t i = 0; i < b->n_preps; i++) {
        uint32_t k = 0;
        while (k < a->n_preps && a->prep[k] != b->prep[i])
            k++;
        if (k == a->n_preps)
            return false;
    }
    return true;
}

/* Does every part that fills b fill a? */
static bool check_slot_covers(const dul_rules *rules, const dul_slot *a, const dul_slot *b)
{
    if (a->kind != b->kind || !check_preps_cover(a, b))
        return false;
    if (a->n_sets == 0)
        return true;
    for (uint32_t s = 0; s < b->n_sets; s++) {
        const dul_set *set = &rules->set[b->set[s]];
        for (uint32_t i = 0; i < set->n; i++)
            if (!check_slot_has(rules, a, &set->item[i]))
                return false;
    }
    return b->n_sets > 0;
}

/* Does a fit wherever b does? Each part that a must have is matched with one of b's, each of b's with at most one. */
static bool check_rule_covers(const dul_rules *rules, const dul_rule *a, const dul_rule *b)
{
    /* What may be subject and object of a noun depends on these flags (match_position). */
    const uint32_t voice = DUL_FLAG_INTRANSITIVE | DUL_FLAG_PATIENT;
    uint64_t       taken = 0;
    for (uint32_t i = 0; i < a->n_slots; i++) {
        const dul_slot *wanted = &a->slot[i];
        if (a->class == DUL_CLASS_NOUN && (wanted->kind == DUL_SLOT_SUBJ || wanted->kind == DUL_SLOT_OBJ) && !wanted->optional &&
            ((a->flags ^ b->flags) & voice))
            return false;
        bool found = wanted->optional;
        for (uint32_t k = 0; k < b->n_slots && k < 64 && !found; k++) {
            const dul_slot *there = &b->slot[k];
            if (there->optional || there->negated != wanted->negated || taken >> k & 1)
                continue;
            found = wanted->negated ? check_slot_covers(rules, there, wanted) : check_slot_covers(rules, wanted, there);
            if (found)
                taken |= UINT64_C(1) << k;
        }
        if (!found)
            return false;
    }
    return true;
}

/* ---- two rules of one head ----------------------------------------------------------------------------------------------------- */

static bool check_same_head(const dul_rule *a, const dul_rule *b)
{
    return a->head == b->head && a->class == b->class && a->n_words == b->n_words &&
           (a->n_words == 0 || memcmp(a->word, b->word, a->n_words * sizeof *a->word) == 0);
}

static bool check_same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool check_same_outcome(const dul_rule *a, const dul_rule *b)
{
    if ((a->flags & DUL_FLAG_NOTHING) || (b->flags & DUL_FLAG_NOTHING))
        return (a->flags & DUL_FLAG_NOTHING) == (b->flags & DUL_FLAG_NOTHING);
    return a->row == b->row && a->flags == b->flags && check_same_text(a->cameo, b->cameo);
}

/* A word that fills a slot of either rule, when everything else of the two is the same; NULL when they differ in more. */
static const dul_item *check_shared(const dul_rules *rules, const dul_rule *a, const dul_rule *b)
{
    const dul_item *shared = NULL;
    uint32_t        n_a = 0, n_b = 0;
    for (uint32_t i = 0; i < a->n_slots; i++)
        n_a += !a->slot[i].optional;
    for (uint32_t i = 0; i < b->n_slots; i++)
        n_b += !b->slot[i].optional;
    if (n_a != n_b)
        return NULL;
    for (uint32_t i = 0; i < a->n_slots; i++) {
        const dul_slot *one = &a->slot[i];
        bool            met = one->optional;
        for (uint32_t k = 0; k < b->n_slots && !met; k++) {
            const dul_slot *two = &b->slot[k];
            if (two->optional || two->kind != one->kind || two->negated != one->negated || !(check_preps_cover(one, two) || check_preps_cover(two, one)))
                continue;
            if (one->negated || (one->n_sets == 0 && two->n_sets == 0)) {
                met = one->negated == two->negated;
                continue;
            }
            for (uint32_t s = 0; s < two->n_sets && !met; s++)
                for (uint32_t j = 0; j < rules->set[two->set[s]].n && !met; j++) {
                    const dul_item *item = &rules->set[two->set[s]].item[j];
                    if (item->kind == DUL_ITEM_WORDS && check_slot_has(rules, one, item)) {
                        met    = true;
                        shared = item;
                    }
                }
        }
        if (!met)
            return NULL;
    }
    return shared;
}

/* The word of a symbol: the map knows only the other way. */
static dul_str check_word(const dul_rules *rules, uint32_t symbol)
{
    for (size_t i = 0; i < rules->symbols.n_slots; i++)
        if (rules->symbols.slot[i].key.at != NULL && rules->symbols.slot[i].value == symbol)
            return rules->symbols.slot[i].key;
    return DUL_STR("?");
}

typedef struct {
    char at[160];
} check_text;

/* The head as it is written: "call off", "hunger strike". */
static check_text check_head(const dul_rules *rules, const dul_rule *rule)
{
    check_text text = {""};
    size_t     len  = 0;
    for (uint32_t i = 0; i <= rule->n_words && len < sizeof text.at; i++) {
        uint32_t symbol = rule->class == DUL_CLASS_VERB ? (i == 0 ? rule->head : rule->word[i - 1]) : (i == rule->n_words ? rule->head : rule->word[i]);
        dul_str  word   = check_word(rules, symbol);
        int      n      = snprintf(text.at + len, sizeof text.at - len, "%s%.*s", i == 0 ? "" : " ", (int)word.len, word.at);
        len += n > 0 ? (size_t)n : 0;
    }
    return text;
}

/* Compare two rules; true when one of them is never reached, so that there is nothing more to say of it. */
static bool check_pair(const dul_rules *rules, const dul_lint *lint, const dul_rule *a, const dul_rule *b)
{
    const dul_rule *winner = dul_rules_wins(rules, a, b) ? a : b, *loser = winner == a ? b : a;
    dul_lint_place  place = {.file = loser->name, .other = winner->name};
    const uint32_t  picky = DUL_FLAG_LATE | DUL_FLAG_ARMED; /* with these a rule fits at times where its slots do, and at times not */
    check_text      head  = check_head(rules, loser);
    if (winner->layer != loser->layer) /* laying over is what layers are for */
        return false;
    if ((winner->n_words == 0 || check_same_head(a, b)) && !(winner->flags & ~loser->flags & picky) && check_rule_covers(rules, winner, loser)) {
        bool same   = check_same_outcome(a, b);
        place.level = "warning";
        place.check = same ? "duplicate" : "unreachable";
        if (strcmp(a->name, b->name) == 0)
            dul_lint_add(lint, place, "'%s' stands twice in this entry", head.at);
        else
            dul_lint_add(lint, place,
                         same ? "'%s' is never reached, and needs not be: %s codes the same" : "'%s' is never reached: %s fits wherever it does, and wins",
                         head.at, winner->name);
        return true;
    }
    /* On a tie an exception wins, which is what it is there for. */
    if (a->weight != b->weight || !check_same_head(a, b) || check_same_outcome(a, b) || (winner->flags & DUL_FLAG_NOTHING))
        return false;
    const dul_item *shared = check_shared(rules, a, b);
    if (shared == NULL)
        return false;
    dul_str word = check_word(rules, shared->head);
    place.level  = "note"; /* the order of the lines decides, as the documentation says */
    place.check  = "conflict";
    dul_lint_add(lint, place, "'%s' with '%.*s' fits here and in %s, which codes otherwise and wins", head.at, (int)word.len, word.at, winner->name);
    return false;
}

static void check_pairs(const dul_rules *rules, const dul_lint *lint)
{
    const dul_rule *list[CHECK_PER_HEAD];
    for (size_t h = 0; h < (size_t)rules->n_symbols * DUL_N_CLASS; h++) {
        uint32_t n = 0;
        for (uint32_t r = rules->first[h]; r != DUL_NONE && n < CHECK_PER_HEAD; r = rules->rule[r].next)
            list[n++] = &rules->rule[r];
        for (uint32_t i = 0; i < n; i++) {
            bool told = false;
            for (uint32_t k = 0; k < i && !told; k++)
                told = check_pair(rules, lint, list[k], list[i]);
        }
    }
}

/* ---- codes --------------------------------------------------------------------------------------------------------------------- */

static bool check_acled_known(const char *name)
{
    static const char *const known[] = {
        "Abduction/forced disappearance",
        "Agreement",
        "Air/drone strike",
        "Armed clash",
        "Arrests",
        "Attack",
        "Change to group/activity",
        "Chemical weapon",
        "Disrupted weapons use",
        "Excessive force against protesters",
        "Government regains territory",
        "Grenade",
        "Headquarters or base established",
        "Looting/property destruction",
        "Mob violence",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
        "Other",
        "Peaceful protest",
        "Protest with intervention",
        "Remote explosive/landmine/IED",
        "Sexual violence",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
        "Violent demonstration",
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

static bool check_quad_known(const char *name)
{
    static const char *const known[] = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

static void check_row(const dul_lint *lint, const dul_type_row *row)
{
    const char    *mode  = row->mode == NULL ? "without mode" : row->mode;
    dul_lint_place place = {.level = "error", .check = "code", .file = "events/types.txt"};
    if (row->cameo != NULL && dul_cameo_find(dul_str_of(row->cameo)) == NULL)
        dul_lint_add(lint, place, "%s %s: CAMEO has no code %s", dul_type_text(row->type), mode, row->cameo);
    if (!check_quad_known(row->quad))
        dul_lint_add(lint, place, "%s %s: no such quad class: %s", dul_type_text(row->type), mode, row->quad);
}

static void check_slot_codes(const dul_rules *rules, const dul_countries *countries, const dul_lint *lint, const dul_rule *rule, const dul_slot *slot)
{
    for (uint32_t s = 0; s < slot->n_sets; s++) {
        const dul_set *set = &rules->set[slot->set[s]];
        for (uint32_t i = set->n_words; i < set->n; i++) {
            dul_str code = set->item[i].kind == DUL_ITEM_CODE ? dul_str_of(set->item[i].text) : (dul_str){NULL, 0};
            if (code.at == NULL || dul_sector_known(code) || dul_group_known(code) || countries == NULL || dul_countries_count(countries) == 0 ||
                dul_countries_by_code(countries, code) != NULL)
                continue;
            dul_lint_add(lint, (dul_lint_place){.level = "error", .check = "code", .file = rule->name},
                         "%s: %.*s is no sector, no country and no group of them", slot->text, (int)code.len, code.at);
        }
    }
}

static void check_contexts(const dul_rules *rules, const dul_lint *lint, const dul_rule *rule)
{
    for (uint32_t c = 0; c < rule->n_contexts; c++) {
        size_t i = 0;
        while (i < rules->n_contexts && strcmp(rules->context[i].name, rule->contexts[c]) != 0)
            i++;
        if (i == rules->n_contexts)
            dul_lint_add(lint, (dul_lint_place){.level = "error", .check = "code", .file = rule->name}, "contexts.txt has no context %s", rule->contexts[c]);
    }
}

/* ---- words --------------------------------------------------------------------------------------------------------------------- */

/* The verb of which the word seems to be a form, among those that head rules: "attacked" of "attack"; DUL_SYM_NONE when there is none. */
static uint32_t check_base(const dul_rules *rules, dul_str word)
{
    static const struct {
        const char *tail, *base;
    } tails[] = {{"ied", "y"}, {"ies", "y"}, {"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"es", ""}, {"s", ""}};
    char buffer[64];
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        dul_str tail = dul_str_of(tails[i].tail), base = dul_str_of(tails[i].base);
        if (!dul_str_ends(word, tail) || word.len < tail.len + 3 || word.len + base.len >= sizeof buffer)
            continue;
        memcpy(buffer, word.at, word.len - tail.len);
        memcpy(buffer + word.len - tail.len, base.at, base.len);
        uint32_t symbol = dul_rules_symbol(rules, (dul_str){buffer, word.len - tail.len + base.len});
        if (symbol != DUL_SYM_NONE && rules->first[(size_t)symbol * DUL_N_CLASS + DUL_CLASS_VERB] != DUL_NONE)
            return symbol;
    }
    return DUL_SYM_NONE;
}

static void check_words(const dul_rules *rules, const dul_lint *lint)
{
    for (size_t i = 0; i < rules->symbols.n_slots; i++) {
        const dul_map_slot *slot = &rules->symbols.slot[i];
        uint32_t            rule = slot->key.at == NULL ? DUL_NONE : rules->first[(size_t)slot->value * DUL_N_CLASS + DUL_CLASS_VERB];
        uint32_t            base = rule == DUL_NONE ? DUL_SYM_NONE : check_base(rules, slot->key);
        if (base == DUL_SYM_NONE)
            continue;
        dul_str word = check_word(rules, base);
        dul_lint_add(lint, (dul_lint_place){.level = "warning", .check = "word", .file = rules->rule[rule].name},
                     "'%.*s' seems to be a form of '%.*s'; entries are written with lemmas", (int)slot->key.len, slot->key.at, (int)word.len, word.at);
    }
}

/* ---- all ----------------------------------------------------------------------------------------------------------------------- */

void dul_rules_check(const dul_rules *rules, const dul_countries *countries, const dul_lint *lint)
{
    for (size_t i = 0; i < rules->n_rows; i++)
        check_row(lint, &rules->row[i]);
    for (size_t i = 0; i < rules->n_subevents; i++)
        if (rules->subevent[i].counted && !check_acled_known(rules->subevent[i].name))
            dul_lint_add(lint, (dul_lint_place){.level = "error", .check = "code", .file = "events/acled.txt"}, "ACLED has no sub-event type %s",
                         rules->subevent[i].name);
    const char *before = NULL; /* an entry's heads share its slots: once is enough */
    for (size_t i = 0; i < rules->n_rules; i++) {
        const dul_rule *rule = &rules->rule[i];
        if (rule->off || rule->name == before)
            continue;
        before = rule->name;
        if (rule->cameo != NULL && (rule->row == NULL || rule->cameo != rule->row->cameo) && dul_cameo_find(dul_str_of(rule->cameo)) == NULL)
            dul_lint_add(lint, (dul_lint_place){.level = "error", .check = "code", .file = rule->name}, "CAMEO has no code %s", rule->cameo);
        for (uint32_t s = 0; s < rule->n_slots; s++)
            check_slot_codes(rules, countries, lint, rule, &rule->slot[s]);
        check_contexts(rules, lint, rule);
        if ((rule->flags & DUL_FLAG_NOTHING) && (rule->flags & (DUL_FLAG_LETHAL | DUL_FLAG_STRONG | DUL_FLAG_OMISSION)))
            check_add(lint, "note", "flag", rule, NULL, "an exception with flags that only an event has");
    }
    check_pairs(rules, lint);
    check_words(rules, lint);
}
