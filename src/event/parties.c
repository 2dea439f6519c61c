/*
 * parties.c -- who acts and toward whom: from argument tokens to actors and recipients.
 *
 * A party is best a mention with a code. Where the argument's head is none ("praised Haiti's efforts", "the death of two reporters"), the party is the one
 * that the phrase names in it: possessor, "of", "by", compound or nationality. Coordinated nouns are parties of one event.
 */
#include "event/scene.h"

static bool parties_coded_at(const dul_scene *scene, uint32_t token)
{
    uint32_t m = dul_scene_mention(scene, token);
    return m != DUL_NONE && scene->found->mentions->item[m].n_codes > 0;
}

/* The token inside the phrase that stands for its actor, or DUL_NONE. */
static uint32_t parties_inside(const dul_scene *scene, uint32_t token, int depth)
{
    const dul_tree *tree = scene->tree;
    if (parties_coded_at(scene, token))
        return token;
    if (depth == 0)
        return DUL_NONE;
    static const uint8_t order[] = {DUL_REL_NMOD_POSS, DUL_REL_NMOD, DUL_REL_COMPOUND, DUL_REL_AMOD, DUL_REL_APPOS, DUL_REL_FLAT};
    for (size_t i = 0; i < sizeof order; i++)
        for (uint32_t c = dul_tree_child(tree, token, (dul_rel)order[i]); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(order[i]))) {
            if (order[i] == DUL_REL_NMOD) {
                uint32_t prep = dul_tree_case(tree, c);
                if (prep == DUL_NONE ||
                    !(dul_tree_lemma_is(tree, prep, "of") || dul_tree_lemma_is(tree, prep, "by") || dul_tree_lemma_is(tree, prep, "from") ||
                      dul_tree_lemma_is(tree, prep, "against") || dul_tree_lemma_is(tree, prep, "with") || dul_tree_lemma_is(tree, prep, "between")))
                    continue;
            }
            uint32_t inside = parties_inside(scene, c, depth - 1);
            if (inside != DUL_NONE)
                return inside;
        }
    return DUL_NONE;
}

/* A name that the tree cut in pieces ("Kazakh", "President ... Tokayev"): of two codes for one country the one that says more. */
static uint32_t parties_sharpen(const dul_scene *scene, uint32_t token)
{
    const dul_tree *tree = scene->tree;
    uint32_t        m    = dul_scene_mention(scene, token);
    if (m == DUL_NONE || scene->found->mentions->item[m].n_codes != 1 || strlen(scene->found->mentions->item[m].code[0]) != 3)
        return token;
    const uint64_t pieces = DUL_REL_BIT(DUL_REL_APPOS) | DUL_REL_BIT(DUL_REL_FLAT) | DUL_REL_BIT(DUL_REL_NMOD_DESC);
    for (uint32_t c = dul_tree_child_in(tree, token, pieces); c != DUL_NONE; c = dul_tree_next_in(tree, c, pieces)) {
        uint32_t other = dul_scene_mention(scene, c);
        if (other != DUL_NONE && other != m && scene->found->mentions->item[other].n_codes > 0 && strlen(scene->found->mentions->item[other].code[0]) > 3 &&
            strncmp(scene->found->mentions->item[other].code[0], scene->found->mentions->item[m].code[0], 3) == 0)
            return c;
    }
    return token;
}

/* Where the party is called by its name: "the justice minister, Jorge Gomez"; a pronoun stands for what was named before. The codes stay those of the clause. */
static dul_range parties_cited(const dul_scene *scene, uint32_t head, const dul_mention *mention)
{
    const dul_mentions *all  = scene->found->mentions;
    const uint64_t      rels = DUL_REL_BIT(DUL_REL_APPOS) | DUL_REL_BIT(DUL_REL_FLAT) | DUL_REL_BIT(DUL_REL_NMOD_DESC);
    if (mention->pronoun && mention->coref >= 0 && (uint32_t)mention->coref < scene->n_entities && scene->entity_head[mention->coref] != DUL_NONE)
        return all->item[dul_scene_mention(scene, scene->entity_head[mention->coref])].tokens;
    if (mention->type == DUL_ENTITY_ROLE && mention->kind == DUL_KIND_PERSON && mention->tokens.end < scene->n) {
        for (uint32_t t = mention->tokens.end; t < mention->tokens.end + 3 && t < scene->n; t++) { /* a title whose name the tree hung elsewhere */
            uint32_t m = dul_scene_mention(scene, t);
            if (m != DUL_NONE && all->item[m].type == DUL_ENTITY_PER && !all->item[m].pronoun && all->item[m].tokens.first == mention->tokens.end)
                return all->item[m].tokens;
        }
        for (uint32_t c = dul_tree_child_in(scene->tree, head, rels); c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, rels)) {
            uint32_t m = dul_scene_mention(scene, c);
            if (m != DUL_NONE && all->item[m].type == DUL_ENTITY_PER && !all->item[m].pronoun && all->item[m].tokens.first > head)
                return all->item[m].tokens;
        }
    }
    return mention->tokens;
}

/* A person's name ends before the comma: "Pedro Salas, Ana Rojas and ..." are several. */
static dul_range parties_name(const dul_scene *scene, dul_range tokens, const dul_mention *mention)
{
    if (mention->type == DUL_ENTITY_PER && !mention->pronoun)
        for (uint32_t t = tokens.first + 1; t < tokens.end; t++)
            if (scene->tree->upos[t] == DUL_UPOS_PUNCT && dul_str_is(scene->text->token[t].lower, ","))
                return (dul_range){tokens.first, t};
    return tokens;
}

static bool parties_put(const dul_scene *scene, dul_parties *parties, uint32_t token)
{
    const dul_tree *tree    = scene->tree;
    uint32_t        speaker = dul_scene_speaker(scene, token);
    if (speaker != DUL_NONE && parties_coded_at(scene, speaker))
        token = speaker;
    uint32_t content = dul_scene_content(scene, token);
    uint32_t head    = parties_coded_at(scene, token) ? token : parties_inside(scene, content, 2);
    if (head == DUL_NONE)
        head = content;
    head = parties_sharpen(scene, head);
    if (tree->upos[head] == DUL_UPOS_VERB || tree->upos[head] == DUL_UPOS_PUNCT || tree->upos[head] == DUL_UPOS_DET || tree->upos[head] == DUL_UPOS_SCONJ)
        return true;
    if (scene->timed[head])
        return true;
    dul_str word = scene->text->token[head].lower;
    if (tree->upos[head] == DUL_UPOS_PRON && !parties_coded_at(scene, head) && (dul_str_is(word, "this") || dul_str_is(word, "that")))
        return true; /* "this killed all hope": nobody */
    dul_party party = {.head = head, .mention = dul_scene_mention(scene, head)};
    if (party.mention == DUL_NONE && tree->upos[head] != DUL_UPOS_NOUN && tree->upos[head] != DUL_UPOS_PROPN && tree->upos[head] != DUL_UPOS_PRON &&
        tree->upos[head] != DUL_UPOS_NUM)
        return true;
    for (uint32_t i = 0; i < parties->n; i++)
        if (parties->item[i].head == head || (party.mention != DUL_NONE && parties->item[i].mention == party.mention))
            return true;
    party.tokens =
        party.mention != DUL_NONE ? parties_cited(scene, head, &scene->found->mentions->item[party.mention]) : dul_tree_phrase(tree, scene->text, head);
    if (party.mention != DUL_NONE)
        party.tokens = parties_name(scene, party.tokens, &scene->found->mentions->item[party.mention]);
    for (uint32_t i = 0; i < parties->n; i++) /* one phrase that the tree hung twice */
        if (parties->item[i].tokens.first < party.tokens.end && party.tokens.first < parties->item[i].tokens.end &&
            party.tokens.end == parties->item[i].tokens.end)
            return true;
    size_t     capacity = parties->capacity;
    dul_party *grown    = dul_arena_grow(scene->job->arena, parties->item, parties->n, &capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    parties->item       = grown;
    parties->capacity   = (uint32_t)capacity;
    grown[parties->n++] = party;
    return true;
}

/* "Killed three journalists: Roberto Navas, Mauricio Pineda and ...": those who make up the group are parties beside it. */
static bool parties_listed(const dul_scene *scene, dul_parties *parties, uint32_t group)
{
    const dul_tree *tree = scene->tree;
    uint32_t        m    = dul_scene_mention(scene, group);
    if (m == DUL_NONE || scene->found->mentions->item[m].kind != DUL_KIND_GROUP)
        return true;
    for (uint32_t c = dul_tree_child(tree, group, DUL_REL_APPOS); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_APPOS))) {
        uint32_t first = dul_scene_mention(scene, c);
        if (first == DUL_NONE || scene->found->mentions->item[first].type != DUL_ENTITY_PER)
            continue;
        if (!parties_put(scene, parties, c))
            return false;
        const uint64_t rels = DUL_REL_BIT(DUL_REL_CONJ) | DUL_REL_BIT(DUL_REL_APPOS) | DUL_REL_BIT(DUL_REL_LIST);
        for (uint32_t d = dul_tree_child_in(tree, c, rels); d != DUL_NONE; d = dul_tree_next_in(tree, d, rels)) {
            uint32_t other = dul_scene_mention(scene, d);
            if (other != DUL_NONE && scene->found->mentions->item[other].type == DUL_ENTITY_PER && !parties_put(scene, parties, d))
                return false;
        }
    }
    return true;
}

bool dul_parties_add(const dul_scene *scene, dul_parties *parties, uint32_t token)
{
    const dul_tree *tree = scene->tree;
    if (!parties_put(scene, parties, token))
        return false;
    uint32_t content = dul_scene_content(scene, token);
    for (int pass = 0; pass < (content != token ? 2 : 1); pass++) {
        uint32_t of = pass == 0 ? token : content;
        for (uint32_t c = dul_tree_child(tree, of, DUL_REL_CONJ); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
            if (tree->upos[c] != DUL_UPOS_VERB && !parties_put(scene, parties, c))
                return false;
    }
    return parties_listed(scene, parties, content);
}

bool dul_parties_coded(const dul_scene *scene, const dul_parties *parties)
{
    for (uint32_t i = 0; i < parties->n; i++)
        if (parties->item[i].mention != DUL_NONE && scene->found->mentions->item[parties->item[i].mention].n_codes > 0)
            return true;
    return false;
}

bool dul_parties_named(const dul_scene *scene, const dul_parties *parties)
{
    for (uint32_t i = 0; i < parties->n; i++) {
        uint32_t m = parties->item[i].mention;
        if (m == DUL_NONE)
            continue;
        const dul_mention *mention = &scene->found->mentions->item[m];
        bool cited = !mention->pronoun && (parties->item[i].tokens.first != mention->tokens.first || parties->item[i].tokens.end != mention->tokens.end);
        if (cited || (mention->type == DUL_ENTITY_PER && !mention->pronoun))
            return true;
    }
    return false;
}
