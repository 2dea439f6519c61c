/*
 * match.c -- rules against frames: the heaviest rule whose slots are all filled.
 *
 * The same rule serves verbs and nouns. At a noun, the subject slot looks at "by ...", the possessor, the compound and the light verb's subject; the object
 * slot at "of ...", the compound, and the possessor where the rule says that a lone possessor suffers ("Osman's arrest").
 */
#include "event/genre.h"

#include <stdio.h>

#define PARTICLE_REACH 8 /* tokens between a verb and the word after its + */

static bool match_code(const dul_mention *mention, const char *code)
{
    for (uint32_t i = 0; i < mention->n_codes; i++)
        for (const char *at = mention->code[i]; strlen(at) >= 3; at += 3)
            if (memcmp(at, code, 3) == 0)
                return true;
    return false;
}

static bool match_is_place(const dul_scene *scene, uint32_t token)
{
    const dul_places *places = scene->found->places;
    if (places != NULL && places->of_token != NULL && places->of_token[token] != DUL_NONE && !places->item[places->of_token[token]].adjectival)
        return true;
    uint32_t m = dul_scene_mention(scene, token);
    return m != DUL_NONE && scene->found->mentions->item[m].kind == DUL_KIND_PLACE;
}

/* Is the code a sector alone ("LEG"), of a party whose country nobody knows? */
static bool match_is_sector(const char *code)
{
    static const char *const sectors[] = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED",
                                          "MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK", NULL};
    for (const char *const *s = sectors; *s != NULL; s++)
        if (strncmp(code, *s, 3) == 0)
            return true;
    return false;
}

bool dul_match_is_state(const dul_mention *mention)
{
    return mention->n_codes > 0 && mention->kind != DUL_KIND_PERSON && strlen(mention->code[0]) == 3 && !match_is_sector(mention->code[0]);
}

static bool match_is_country(const dul_scene *scene, uint32_t token)
{
    uint32_t m = dul_scene_mention(scene, token);
    if (m != DUL_NONE && scene->found->mentions->item[m].n_codes > 0)
        return dul_match_is_state(&scene->found->mentions->item[m]);
    const dul_places *places = scene->found->places;
    if (places == NULL || places->of_token == NULL || places->of_token[token] == DUL_NONE)
        return false;
    const dul_place *place = &places->item[places->of_token[token]];
    return !place->adjectival && dul_str_starts(place->feature, DUL_STR("PCL"));
}

const dul_rule *dul_match_event_at(const dul_scene *scene, uint32_t token)
{
    const dul_tree *tree = scene->tree;
    if (scene->early[token] != NULL)
        return scene->early[token];
    uint32_t content = dul_scene_content(scene, token);
    if (content != token)
        return scene->early[content];
    if (tree->upos[token] == DUL_UPOS_VERB && dul_scene_in_set(scene, scene->set_light, token)) {
        uint32_t object = dul_tree_child(tree, token, DUL_REL_OBJ);
        if (object != DUL_NONE)
            return scene->early[dul_scene_content(scene, object)];
    }
    return NULL;
}

static bool match_item(const dul_scene *scene, const dul_item *item, uint32_t token)
{
    uint32_t           m       = dul_scene_mention(scene, token);
    const dul_mention *mention = m == DUL_NONE ? NULL : &scene->found->mentions->item[m];
    switch ((dul_item_kind)item->kind) {
    case DUL_ITEM_WORDS: return false; /* looked up in the sorted part of the set */
    case DUL_ITEM_CODE: return mention != NULL && match_code(mention, item->text);
    case DUL_ITEM_ACTOR: return mention != NULL && mention->n_codes > 0;
    case DUL_ITEM_KIND: return mention != NULL && mention->kind == (dul_kind)item->value;
    case DUL_ITEM_PLACE: return match_is_place(scene, token);
    case DUL_ITEM_COUNTRY: return match_is_country(scene, token);
    case DUL_ITEM_NUMBER: return scene->tree->upos[token] == DUL_UPOS_NUM || dul_tree_child(scene->tree, token, DUL_REL_NUMMOD) != DUL_NONE;
    case DUL_ITEM_EVENT: {
        const dul_rule *rule = dul_match_event_at(scene, token);
        if (rule == NULL || rule->row == NULL || (rule->flags & DUL_FLAG_NOTHING))
            return false;
        return item->value == DUL_N_TYPE || (rule->row->type == (dul_type)item->value && (item->text == NULL || rule->row->mode == item->text));
    }
    }
    return false;
}

static bool match_sets(const dul_scene *scene, const dul_slot *slot, uint32_t token)
{
    for (uint32_t s = 0; s < slot->n_sets; s++) {
        if (dul_scene_in_set(scene, slot->set[s], token))
            return true;
        const dul_set *set = &scene->rules->set[slot->set[s]];
        for (uint32_t i = set->n_words; i < set->n; i++)
            if (match_item(scene, &set->item[i], token))
                return true;
    }
    return false;
}

bool dul_match_token(const dul_scene *scene, const dul_slot *slot, uint32_t token)
{
    if (slot->n_sets == 0 || match_sets(scene, slot, token))
        return true;
    uint32_t content = dul_scene_content(scene, token);
    if (content != token && match_sets(scene, slot, content))
        return true;
    uint32_t m = dul_scene_mention(scene, token);
    if (m != DUL_NONE && scene->found->mentions->item[m].pronoun) {
        int32_t coref = scene->found->mentions->item[m].coref;
        if (coref >= 0 && (uint32_t)coref < scene->n_entities && scene->entity_head[coref] != DUL_NONE && match_sets(scene, slot, scene->entity_head[coref]))
            return true;
    }
    uint32_t speaker = dul_scene_speaker(scene, token);
    if (speaker != DUL_NONE && match_sets(scene, slot, speaker))
        return true;
    const dul_tree *tree = scene->tree;
    for (uint32_t c = dul_tree_child(tree, token, DUL_REL_CONJ); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
        if (match_sets(scene, slot, c))
            return true;
    return false;
}

bool dul_match_in_set(const dul_scene *scene, uint32_t set, uint32_t token)
{
    const dul_slot slot = {.set = &set, .n_sets = 1};
    return set != DUL_NONE && dul_match_token(scene, &slot, token);
}

static bool match_has_by(const dul_scene *scene, const dul_frame *frame)
{
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->arg[i].kind == DUL_ARG_PREP && frame->arg[i].prep == scene->s_by)
            return true;
    return false;
}

static bool match_has_of(const dul_scene *scene, const dul_frame *frame)
{
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->arg[i].kind == DUL_ARG_PREP && frame->arg[i].prep == scene->s_of && !frame->arg[i].shared)
            return true;
    return false;
}

/* May the part of a frame fill the slot, as far as its place in the clause goes? */
static bool match_position(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, const dul_slot *slot, const dul_arg *arg, uint32_t particle)
{
    bool noun         = frame->class == DUL_CLASS_NOUN;
    bool intransitive = (rule->flags & DUL_FLAG_INTRANSITIVE) != 0, patient = (rule->flags & DUL_FLAG_PATIENT) != 0;
    switch ((dul_slot_kind)slot->kind) {
    case DUL_SLOT_SUBJ:
        if (arg->kind == DUL_ARG_SUBJ)
            return true;
        if (!noun)
            return false;
        if (arg->kind == DUL_ARG_PREP)
            return arg->prep == scene->s_by || (intransitive && arg->prep == scene->s_of);
        if (arg->kind == DUL_ARG_POSS || arg->kind == DUL_ARG_COMP)
            return !patient || match_has_of(scene, frame);
        return false;
    case DUL_SLOT_OBJ:
        if (arg->kind == DUL_ARG_OBJ)
            return true;
        if (!noun) /* "called off the strike", with "off" taken for a preposition */
            return particle != DUL_NONE && arg->kind == DUL_ARG_PREP && scene->tree->head[particle] == arg->token && particle + 3 > frame->trigger &&
                   particle <= frame->trigger + 2 && !frame->passive;
        if (arg->kind == DUL_ARG_PREP)
            return arg->prep == scene->s_of && !intransitive;
        if (arg->kind == DUL_ARG_POSS)
            return patient && !match_has_of(scene, frame);
        return arg->kind == DUL_ARG_COMP && (slot->n_sets > 0 || patient) && !match_has_of(scene, frame);
    case DUL_SLOT_PREP:
        if (arg->kind != DUL_ARG_PREP || (slot->n_sets == 0 && scene->timed[arg->token])) /* "spoke on Wednesday" names no topic */
            return false;
        for (uint32_t p = 0; p < slot->n_preps; p++)
            if (slot->prep[p] == arg->prep)
                return true;
        return false;
    case DUL_SLOT_INF: return arg->kind == DUL_ARG_INF;
    case DUL_SLOT_THAT: return arg->kind == DUL_ARG_THAT;
    case DUL_SLOT_ING: return arg->kind == DUL_ARG_ING;
    case DUL_SLOT_MOD: return arg->kind == DUL_ARG_MOD;
    case DUL_SLOT_NEAR: return false;
    }
    return false;
}

static bool match_near(const dul_scene *scene, const dul_frame *frame, const dul_slot *slot)
{
    uint32_t clause = frame->trigger;
    if (frame->class == DUL_CLASS_NOUN) {
        uint32_t above = dul_tree_clause(scene->tree, frame->trigger);
        clause         = above != DUL_NONE ? above : clause;
    }
    for (uint32_t t = scene->tree->left[clause]; t < scene->tree->right[clause]; t++)
        if (match_sets(scene, slot, t))
            return true;
    return false;
}

static void match_bind(dul_match *match, uint32_t token, uint8_t role, bool firm, bool theme)
{
    for (uint32_t i = 0; i < match->n_bind; i++)
        if (match->bind[i].token == token) {
            if (match->bind[i].role == DUL_ROLE_NONE)
                match->bind[i].role = role;
            return;
        }
    if (match->n_bind < DUL_BINDINGS_MAX)
        match->bind[match->n_bind++] = (dul_binding){token, role, firm, theme};
}

static bool match_bound(const dul_match *match, uint32_t token)
{
    for (uint32_t i = 0; i < match->n_bind; i++)
        if (match->bind[i].token == token)
            return true;
    return false;
}

/* Fill one slot: bind every part that fits (several "in" phrases may), but one part only where the role is single. */
static bool match_slot(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, const dul_slot *slot, dul_match *out)
{
    bool any = false;
    if (slot->kind == DUL_SLOT_NEAR)
        any = match_near(scene, frame, slot);
    for (uint32_t i = 0; i < frame->n_args && !(any && slot->negated); i++) {
        const dul_arg *arg = &frame->arg[i];
        if (!match_position(scene, frame, rule, slot, arg, out->particle) || !dul_match_token(scene, slot, arg->token))
            continue;
        if (!slot->negated && match_bound(out, arg->token) && (any || slot->optional || out->bind[0].token != arg->token))
            continue; /* a part fills one slot */
        any = true;
        if (slot->negated)
            break;
        if (slot->kind == DUL_SLOT_INF) {
            match_bind(out, arg->token, DUL_ROLE_NONE, !slot->optional, false);
            uint32_t object = dul_tree_child(scene->tree, arg->token, DUL_REL_OBJ);
            if (slot->own && object != DUL_NONE)
                match_bind(out, object, slot->role, false, false);
        } else {
            bool struck = slot->own && rule->row != NULL && rule->row->type == DUL_TYPE_ASSAULT; /* "burned the house": whoever or whatever it is */
            match_bind(out, arg->token, slot->role, !slot->optional, slot->kind != DUL_SLOT_SUBJ && !struck && (slot->n_sets > 0 || slot->optional));
        }
        if (slot->kind != DUL_SLOT_SUBJ && slot->kind != DUL_SLOT_MOD && slot->role != DUL_ROLE_RECIPIENT && slot->role != DUL_ROLE_ACTOR)
            break;
        if (slot->kind == DUL_SLOT_OBJ)
            break;
    }
    if (slot->negated)
        return !any;
    return any || slot->optional;
}

/* The words of the head: before a noun, after a verb. */
static bool match_words(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, uint32_t *particle)
{
    *particle            = DUL_NONE;
    const dul_tree *tree = scene->tree;
    uint32_t        at   = frame->trigger;
    if (rule->n_words == 0)
        return true;
    if (rule->class != DUL_CLASS_VERB)
        return dul_scene_words_before(scene, at, rule->word, rule->n_words);
    for (uint32_t t = at + 1; t < scene->n && t <= at + PARTICLE_REACH && scene->text->token[t].sentence == scene->text->token[at].sentence; t++) {
        if (scene->sym[t] != rule->word[0])
            continue;
        uint32_t head = tree->head[t], above = head == DUL_ROOT ? DUL_ROOT : tree->head[head];
        if (head != at && above != at && t != at + 1)
            continue;
        if (tree->rel[t] == DUL_REL_CASE && head != DUL_ROOT && scene->timed[head]) /* "fired ... on Tuesday" is not "fired on" */
            continue;
        uint32_t next = t + 1, i = 1;
        for (; i < rule->n_words && next < scene->n; next++) {
            if (tree->upos[next] == DUL_UPOS_DET || dul_str_is(scene->text->token[next].norm, "-"))
                continue;
            if (!dul_scene_word_is(scene, next, rule->word[i]))
                break;
            i++;
        }
        if (i == rule->n_words) {
            *particle = t;
            return true;
        }
    }
    return false;
}

/* A compound or adjective is a party only when it is known as an actor or names a place: "police raid", "the Kazakh crackdown", not "the fuel protest". */
static bool match_party_like(const dul_scene *scene, const dul_arg *arg)
{
    if (arg->kind != DUL_ARG_COMP)
        return true;
    if (dul_scene_mention(scene, arg->token) != DUL_NONE)
        return true;
    const dul_places *places = scene->found->places;
    return places != NULL && places->of_token != NULL && places->of_token[arg->token] != DUL_NONE;
}

/* Subject and object that no slot of the rule speaks of. */
static void match_defaults(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, dul_match *out)
{
    bool has_subj = false, has_obj = false;
    for (uint32_t s = 0; s < rule->n_slots; s++) {
        has_subj = has_subj || (rule->slot[s].kind == DUL_SLOT_SUBJ && !rule->slot[s].negated);
        has_obj  = has_obj || (rule->slot[s].kind == DUL_SLOT_OBJ && !rule->slot[s].negated);
    }
    static const dul_slot subj = {.kind = DUL_SLOT_SUBJ, .role = DUL_ROLE_ACTOR}, obj = {.kind = DUL_SLOT_OBJ, .role = DUL_ROLE_RECIPIENT};
    for (uint32_t i = 0; i < frame->n_args; i++) {
        const dul_arg *arg = &frame->arg[i];
        if (match_bound(out, arg->token) || !match_party_like(scene, arg))
            continue;
        bool by = frame->class == DUL_CLASS_NOUN && match_has_by(scene, frame);
        if (!has_obj && !(rule->flags & DUL_FLAG_INTRANSITIVE) &&
            (match_position(scene, frame, rule, &obj, arg, out->particle) || (by && arg->kind == DUL_ARG_POSS && !match_has_of(scene, frame))))
            match_bind(out, arg->token, DUL_ROLE_RECIPIENT, false, false);
        else if (!has_subj && match_position(scene, frame, rule, &subj, arg, out->particle))
            match_bind(out, arg->token, DUL_ROLE_ACTOR, false, false);
    }
}

static bool match_rule(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, dul_match *out, uint32_t *failed)
{
    out->rule   = rule;
    out->n_bind = 0;
    *failed     = DUL_NONE;
    if (!match_words(scene, frame, rule, &out->particle))
        return false;
    if (out->particle != DUL_NONE)
        match_bind(out, out->particle, DUL_ROLE_NONE, false, false); /* "opened fire": a word of the phrase is no part */
    for (int optional = 0; optional < 2; optional++)                 /* what must be there has the first choice of the parts */
        for (uint32_t s = 0; s < rule->n_slots; s++)
            if (rule->slot[s].optional == (optional == 1) && !match_slot(scene, frame, rule, &rule->slot[s], out)) {
                *failed = s;
                return false;
            }
    match_defaults(scene, frame, rule, out);
    return true;
}

/* "near miss events/assault.txt:41: wants obj{&crowd_weapon}; the object is 'rifle', which does not fit", or "there is no object". */
static void match_tell_miss(const dul_scene *scene, const dul_frame *frame, const dul_rule *rule, uint32_t failed, uint32_t particle)
{
    static const char *const parts[]    = {"subject",  "object",        "part with such a preposition", "infinitive", "that-clause", "gerund",
                                           "modifier", "such word near"};
    const dul_slot          *slot       = &rule->slot[failed];
    char                     there[200] = "";
    size_t                   len        = 0;
    for (uint32_t i = 0; i < frame->n_args && len < sizeof there - 60; i++) {
        const dul_arg *arg = &frame->arg[i];
        if (!match_position(scene, frame, rule, slot, arg, particle))
            continue;
        uint32_t           m       = dul_scene_mention(scene, arg->token);
        const dul_mention *mention = m == DUL_NONE ? NULL : &scene->found->mentions->item[m];
        dul_str            form    = scene->text->token[arg->token].norm;
        int                n = snprintf(there + len, sizeof there - len, "%s'%.*s'%s%s%s", len == 0 ? "" : ", ", (int)(form.len > 40 ? 40 : form.len), form.at,
                         mention != NULL && mention->n_codes > 0 ? " (" : "", mention != NULL && mention->n_codes > 0 ? mention->code[0] : "",
                         mention != NULL && mention->n_codes > 0 ? ")" : "");
        len += n > 0 ? (size_t)n : 0;
    }
    if (slot->negated)
        dul_job_trace(scene->job, "event", "  near miss %s: %s forbids %s", rule->name, slot->text, len > 0 ? there : "a word that stands near");
    else if (len > 0)
        dul_job_trace(scene->job, "event", "  near miss %s: wants %s; there is %s, which does not fit", rule->name, slot->text, there);
    else
        dul_job_trace(scene->job, "event", "  near miss %s: wants %s; there is no %s", rule->name, slot->text, parts[slot->kind]);
}

bool dul_match_find(const dul_scene *scene, const dul_frame *frame, bool late, dul_match *out)
{
    const dul_rules *rules = scene->rules;
    uint32_t         sym   = scene->sym[frame->trigger], failed;
    dul_match        match;
    bool             found = false;
    if (sym == DUL_SYM_NONE)
        return false;
    for (uint32_t r = rules->first[(size_t)sym * DUL_N_CLASS + frame->class]; r != DUL_NONE; r = rules->rule[r].next) {
        const dul_rule *rule = &rules->rule[r];
        if (!late && (rule->flags & DUL_FLAG_LATE))
            continue;
        if (found && !dul_rules_wins(rules, rule, out->rule))
            continue;
        if (match_rule(scene, frame, rule, &match, &failed)) {
            if ((rule->flags & DUL_FLAG_ARMED) && !dul_genre_armed(scene, frame)) {
                if (late && dul_job_traces(scene->job))
                    dul_job_trace(scene->job, "event", "  %s: a figure of speech, no arms, armed people or victims are near", rule->name);
                continue;
            }
            *out  = match;
            found = true;
        } else if (late && dul_job_traces(scene->job) && failed != DUL_NONE) {
            match_tell_miss(scene, frame, rule, failed, match.particle);
        }
    }
    return found;
}
