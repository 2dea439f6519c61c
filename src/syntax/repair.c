/*
 * repair.c -- a subject has no preposition.
 *
 * The arc scores choose each head by itself, so a noun between its preposition and a verb is now and then taken for the verb's subject while the noun before
 * the preposition, the true one, hangs on another verb or on the same. The noun before takes the place of the false subject and gets it as its modifier.
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

uint32_t dul_tree_repair(dul_tree *tree, const dul_text *text)
{
    uint32_t n_moved = 0;
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
