/*
 * repair.c -- a subject has no preposition; "where" behind a place opens that place's relative clause.
 *
 * The arc scores choose each head by itself, so a noun between its preposition and a verb is now and then taken for the verb's subject while the noun before
 * the preposition, the true one, hangs on another verb or on the same. The noun before takes the place of the false subject and gets it as its modifier.
 *
 * "Riots erupted in Velmar where police used batons" has no clausal complement: nobody erupts where.
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

uint32_t dul_tree_repair(dul_tree *tree, const dul_text *text)
{
    uint32_t n_moved = 0;
    for (uint32_t token = 1; token < tree->n_tokens; token++)
        if (dul_str_is(text->token[token].lower, "where") && repair_where(tree, token))
            n_moved++;
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
