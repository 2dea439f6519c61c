/*
 * repair.c -- a subject has no preposition; "where" behind a place opens that place's relative clause; a finite verb is not joined to an infinitive.
 *
 * The arc scores choose each head by itself, so a noun between its preposition and a verb is now and then taken for the verb's subject while the noun before
 * the preposition, the true one, hangs on another verb or on the same. The noun before takes the place of the false subject and gets it as its modifier.
 *
 * A row of phrases with "in" goes on one with "in" (repair_row).
 *
 * "Riots erupted in Velmar where police used batons" has no clausal complement: nobody erupts where.
 *
 * "He called on them to stay and threatened to ban rallies": of the finite verbs without a subject that english-fast joined to an infinitive in EWT train, EWT dev
 * and GUM dev, 7 belonged to the nearest verb above it in the same form, one to the infinitive; five have no such verb above and stay.
 */
#include "syntax/repair.h"

static bool repair_is_noun(const dul_tree *tree, uint32_t token)
{
    return tree->upos[token] == DUL_UPOS_NOUN || tree->upos[token] == DUL_UPOS_PROPN;
}

static bool repair_is_subject(const dul_tree *tree, uint32_t token)
{
    return tree->rel[token] == DUL_REL_NSUBJ || tree->rel[token] == DUL_REL_NSUBJ_PASS;
}

/* "in Velmar where police used batons", taken for a complement of the verb: the clause goes to the place. */
static bool repair_where(dul_tree *tree, uint32_t where)
{
    uint32_t clause = tree->head[where], verb = clause == DUL_ROOT ? DUL_ROOT : tree->head[clause];
    if (where == 0 || verb == DUL_ROOT || clause < where || verb >= where || tree->rel[where] != DUL_REL_ADVMOD || tree->rel[clause] != DUL_REL_CCOMP ||
        tree->left[clause] != where)
        return false;
    uint32_t place = where - 1;
    if (!repair_is_noun(tree, place) || tree->head[place] != verb || tree->rel[place] != DUL_REL_OBL || dul_tree_case(tree, place) == DUL_NONE)
        return false;
    tree->head[clause] = place;
    tree->rel[clause]  = DUL_REL_ACL_RELCL;
    return true;
}

#define REPAIR_CLIMB 6

/*
 * "riots in Velmar, where police dispersed crowds, and also in Harnal": a phrase with "in" goes on another with "in", not on the crowds. Where the tree joins it
 * to a noun without preposition inside the relative clause, it is given to the noun that the clause hangs on, and what follows it comes along.
 */
static uint32_t repair_row(dul_tree *tree, const dul_text *text, uint32_t token)
{
    if (tree->rel[token] != DUL_REL_CONJ || !repair_is_noun(tree, token) || tree->head[token] == DUL_ROOT || tree->head[token] > token)
        return 0;
    uint32_t preposition = dul_tree_case(tree, token), path[REPAIR_CLIMB];
    if (preposition == DUL_NONE || preposition > token || !(dul_tree_lemma_is(tree, preposition, "in") || dul_tree_lemma_is(tree, preposition, "at")))
        return 0;
    uint32_t at = tree->head[token], n_path = 0, n_moved = 1;
    if (!repair_is_noun(tree, at) || dul_tree_case(tree, at) != DUL_NONE)
        return 0;
    bool relative = false;
    for (; n_path < REPAIR_CLIMB && at != DUL_ROOT; at = tree->head[at]) {
        uint32_t other = dul_tree_case(tree, at);
        if (relative && repair_is_noun(tree, at) && other != DUL_NONE && dul_str_equal(tree->lemma[other], tree->lemma[preposition]))
            break;
        relative       = relative || tree->rel[at] == DUL_REL_ACL_RELCL;
        path[n_path++] = at;
    }
    if (n_path == REPAIR_CLIMB || at == DUL_ROOT || at > token)
        return 0;
    tree->head[token] = at;
    for (uint32_t t = token + 1; t < tree->n_tokens && text->token[t].sentence == text->token[token].sentence; t++)
        for (uint32_t i = 0; i < n_path; i++)
            if (tree->head[t] == path[i] && !dul_tree_dominates(tree, t, token)) {
                tree->head[t] = token;
                if (tree->rel[t] == DUL_REL_OBL)
                    tree->rel[t] = DUL_REL_NMOD;
                n_moved++;
            }
    return n_moved;
}

/* A finite verb without a subject, joined to an infinitive: the verb above in the same form has it. */
static bool repair_joined(dul_tree *tree, uint32_t token)
{
    static const uint64_t subjects = UINT64_C(1) << DUL_REL_NSUBJ | UINT64_C(1) << DUL_REL_NSUBJ_PASS | UINT64_C(1) << DUL_REL_EXPL;
    const uint32_t        verb     = tree->head[token];
    if (tree->rel[token] != DUL_REL_CONJ || verb == DUL_ROOT || verb >= token ||
        (!dul_str_is(tree->xpos[token], "VBD") && !dul_str_is(tree->xpos[token], "VBZ")) || !dul_str_is(tree->xpos[verb], "VB") ||
        dul_tree_child(tree, verb, DUL_REL_AUX) != DUL_NONE || dul_tree_child_in(tree, token, subjects) != DUL_NONE)
        return false;
    uint32_t above = tree->head[verb];
    for (uint32_t step = 0; above != DUL_ROOT && above < verb && !dul_str_equal(tree->xpos[above], tree->xpos[token]); step++)
        above = step < 8 ? tree->head[above] : DUL_ROOT;
    if (above == DUL_ROOT || above >= verb)
        return false;
    tree->head[token] = above;
    return true;
}

/* "the shooting of a boy by police": nobody is by somebody, so the phrase belongs to the deed. */
static uint32_t repair_by(dul_tree *tree, const dul_text *text, uint32_t token)
{
    uint32_t whom = tree->head[token], deed = whom == DUL_ROOT ? DUL_ROOT : tree->head[whom];
    if (deed == DUL_ROOT || whom > token || deed > whom || tree->rel[token] != DUL_REL_NMOD || tree->rel[whom] != DUL_REL_NMOD || !repair_is_noun(tree, deed) ||
        tree->mention == NULL || tree->mention[whom] != DUL_MENTION_PERSON)
        return 0;
    uint32_t by = dul_tree_case(tree, token), of = dul_tree_case(tree, whom);
    if (by == DUL_NONE || of == DUL_NONE || !dul_tree_lemma_is(tree, by, "by") || !dul_tree_lemma_is(tree, of, "of"))
        return 0;
    uint32_t n_moved = 0; /* what comes after goes along, or branches would cross */
    for (uint32_t t = token; t < tree->n_tokens && text->token[t].sentence == text->token[token].sentence; t++)
        if (tree->head[t] == whom) {
            tree->head[t] = deed;
            n_moved++;
        }
    return n_moved;
}

/* "the shooting of a boy by police in Velmar" with Velmar hung on the boy over the head of the police: branches cross in no such phrase, so it goes to the nearest. */
static bool repair_crossing(dul_tree *tree, uint32_t token)
{
    uint32_t head = tree->head[token];
    if (tree->rel[token] != DUL_REL_NMOD || head == DUL_ROOT || head > token || dul_tree_case(tree, token) == DUL_NONE)
        return false;
    for (uint32_t between = token - 1; between > head; between--)
        if (tree->head[between] < head && tree->rel[between] == DUL_REL_NMOD && repair_is_noun(tree, between) && !dul_tree_dominates(tree, token, between)) {
            tree->head[token] = between;
            return true;
        }
    return false;
}

uint32_t dul_tree_repair(dul_tree *tree, const dul_text *text)
{
    uint32_t n_moved = 0;
    for (uint32_t token = 1; token < tree->n_tokens; token++)
        if (dul_str_is(text->token[token].lower, "where") && repair_where(tree, token))
            n_moved++;
    for (uint32_t token = 1; token < tree->n_tokens; token++)
        n_moved +=
            repair_row(tree, text, token) + (repair_joined(tree, token) ? 1u : 0u) + repair_by(tree, text, token) + (repair_crossing(tree, token) ? 1u : 0u);
    for (uint32_t token = 1; token < tree->n_tokens; token++) {
        if (!repair_is_subject(tree, token) || !repair_is_noun(tree, token))
            continue;
        uint32_t preposition = dul_tree_case(tree, token), verb = tree->head[token];
        if (preposition == DUL_NONE || preposition >= token || tree->upos[preposition] != DUL_UPOS_ADP || preposition != tree->left[token] || preposition == 0)
            continue;
        uint32_t noun = preposition - 1;
        if (text->token[noun].sentence != text->token[token].sentence || !repair_is_noun(tree, noun) || !repair_is_subject(tree, noun) || verb < token ||
            tree->head[noun] == DUL_ROOT || tree->head[noun] < token || dul_tree_dominates(tree, noun, verb))
            continue;
        tree->rel[noun]   = tree->rel[token];
        tree->head[noun]  = verb;
        tree->rel[token]  = DUL_REL_NMOD;
        tree->head[token] = noun;
        n_moved++;
    }
    return n_moved;
}
