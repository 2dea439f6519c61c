/* reread.c -- gerunds behind a party become nouns; see the header. */
#include "event/reread.h"

/* "killed in police firing" with "in" hung on the gerund: the preposition right before the party, or DUL_NONE. */
static uint32_t reread_mark(const dul_tree *tree, uint32_t gerund, uint32_t party)
{
    uint32_t mark = dul_tree_child(tree, gerund, DUL_REL_MARK);
    return mark != DUL_NONE && tree->upos[mark] == DUL_UPOS_ADP && mark < party && mark + 3 >= party ? mark : DUL_NONE;
}

/* The party noun that the gerund follows, or DUL_NONE when the token is no such gerund. */
static uint32_t reread_party(const dul_rules *rules, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions, uint32_t token)
{
    if (token == 0 || tree->upos[token] != DUL_UPOS_VERB || !dul_str_ends(text->token[token].lower, DUL_STR("ing")) ||
        text->token[token - 1].sentence != text->token[token].sentence)
        return DUL_NONE;
    uint32_t party = token - 1, m = mentions->of_head[party];
    if (m == DUL_NONE || mentions->item[m].n_codes == 0 || mentions->item[m].pronoun || mentions->item[m].kind == DUL_KIND_PLACE ||
        (tree->upos[party] != DUL_UPOS_NOUN && tree->upos[party] != DUL_UPOS_PROPN))
        return DUL_NONE;
    uint32_t sym = dul_rules_symbol(rules, text->token[token].lower);
    if (sym == DUL_SYM_NONE || rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_NOUN] == DUL_NONE)
        return DUL_NONE;
    const uint64_t verbal =
        DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_IOBJ) | DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_AUX_PASS) | DUL_REL_BIT(DUL_REL_COMPOUND_PRT);
    const uint64_t clausal = DUL_REL_BIT(DUL_REL_XCOMP) | DUL_REL_BIT(DUL_REL_CCOMP) | DUL_REL_BIT(DUL_REL_MARK);
    if (dul_tree_child_in(tree, token, verbal) != DUL_NONE)
        return DUL_NONE;
    /* Behind "in the police" it is the noun, whatever else the tree hangs on it. */
    bool phrase = dul_tree_child_in(tree, party, DUL_REL_BIT(DUL_REL_CASE) | DUL_REL_BIT(DUL_REL_DET)) != DUL_NONE || tree->rel[party] == DUL_REL_COMPOUND ||
                  reread_mark(tree, token, party) != DUL_NONE;
    return phrase || dul_tree_child_in(tree, token, clausal) == DUL_NONE ? party : DUL_NONE;
}

/* The relation of a noun in the place of a clause. */
static dul_rel reread_relation(const dul_tree *tree, dul_rel rel, uint32_t head, bool preposition)
{
    bool under_noun = head != DUL_ROOT && (tree->upos[head] == DUL_UPOS_NOUN || tree->upos[head] == DUL_UPOS_PROPN || tree->upos[head] == DUL_UPOS_NUM);
    switch (rel) {
    case DUL_REL_CSUBJ:
    case DUL_REL_CSUBJ_PASS: return rel == DUL_REL_CSUBJ ? DUL_REL_NSUBJ : DUL_REL_NSUBJ_PASS;
    case DUL_REL_ADVCL:
    case DUL_REL_ACL:
    case DUL_REL_ACL_RELCL:
    case DUL_REL_CCOMP:
    case DUL_REL_XCOMP:
        if (preposition)
            return under_noun ? DUL_REL_NMOD : DUL_REL_OBL;
        return under_noun ? DUL_REL_NMOD : DUL_REL_OBJ;
    default: return rel;
    }
}

/* Change the copy; the links that are read are those of the tree as it came. */
static void reread_noun(const dul_text *text, const dul_tree *from, dul_tree *tree, uint32_t noun, uint32_t party)
{
    uint32_t mark        = reread_mark(from, noun, party);
    bool     preposition = dul_tree_case(from, party) != DUL_NONE || dul_tree_case(from, noun) != DUL_NONE || mark != DUL_NONE;
    if (mark != DUL_NONE)
        tree->rel[mark] = DUL_REL_CASE;
    if (tree->head[party] == noun) {
        tree->rel[noun] = (uint8_t)reread_relation(tree, (dul_rel)tree->rel[noun], tree->head[noun], preposition);
    } else if (tree->rel[party] == DUL_REL_OBL_AGENT) {
        tree->rel[noun]  = DUL_REL_OBL;
        tree->head[noun] = tree->head[party];
    } else {
        tree->rel[noun]  = tree->rel[party];
        tree->head[noun] = tree->head[party];
    }
    tree->rel[party]   = DUL_REL_COMPOUND;
    tree->head[party]  = noun;
    tree->upos[noun]   = DUL_UPOS_NOUN;
    tree->xpos[noun]   = DUL_STR("NN");
    tree->feat[noun]   = 0;
    tree->feats[noun]  = DUL_STR("Number=Sing");
    tree->lemma[noun]  = text->token[noun].lower;
    const uint64_t own = DUL_REL_BIT(DUL_REL_COMPOUND) | DUL_REL_BIT(DUL_REL_AMOD) | DUL_REL_BIT(DUL_REL_FLAT) | DUL_REL_BIT(DUL_REL_NUMMOD);
    for (uint32_t c = from->first_child[party]; c != DUL_NONE; c = from->next_sibling[c]) /* article, preposition, what comes after */
        if (!(DUL_REL_BIT(tree->rel[c]) & own) && c != noun) {
            tree->head[c] = noun;
            if (tree->rel[c] == DUL_REL_OBL)
                tree->rel[c] = DUL_REL_NMOD;
        }
    for (uint32_t c = from->first_child[noun]; c != DUL_NONE; c = from->next_sibling[c])
        if (tree->rel[c] == DUL_REL_OBL)
            tree->rel[c] = DUL_REL_NMOD;
}

/* A copy whose arrays for heads, relations, tags and links may be written; the rest is shared. */
static dulati_result reread_copy(const dul_job *job, const dul_tree *tree, dul_tree *out)
{
    dul_arena *arena  = job->scratch;
    size_t     n      = (size_t)tree->n_tokens + 1;
    *out              = *tree;
    out->head         = dul_arena_alloc(arena, n * sizeof *out->head);
    out->rel          = dul_arena_alloc(arena, n * sizeof *out->rel);
    out->upos         = dul_arena_alloc(arena, n * sizeof *out->upos);
    out->feat         = dul_arena_alloc(arena, n * sizeof *out->feat);
    out->lemma        = dul_arena_alloc(arena, n * sizeof *out->lemma);
    out->xpos         = dul_arena_alloc(arena, n * sizeof *out->xpos);
    out->feats        = dul_arena_alloc(arena, n * sizeof *out->feats);
    out->first_child  = dul_arena_alloc(arena, n * sizeof *out->first_child);
    out->next_sibling = dul_arena_alloc(arena, n * sizeof *out->next_sibling);
    out->left         = dul_arena_alloc(arena, n * sizeof *out->left);
    out->right        = dul_arena_alloc(arena, n * sizeof *out->right);
    if (out->head == NULL || out->rel == NULL || out->upos == NULL || out->feat == NULL || out->lemma == NULL || out->xpos == NULL || out->feats == NULL ||
        out->first_child == NULL || out->next_sibling == NULL || out->left == NULL || out->right == NULL)
        return dul_fail_memory(job->err);
    n = tree->n_tokens;
    memcpy(out->head, tree->head, n * sizeof *out->head);
    memcpy(out->rel, tree->rel, n * sizeof *out->rel);
    memcpy(out->upos, tree->upos, n * sizeof *out->upos);
    memcpy(out->feat, tree->feat, n * sizeof *out->feat);
    memcpy(out->lemma, tree->lemma, n * sizeof *out->lemma);
    memcpy(out->xpos, tree->xpos, n * sizeof *out->xpos);
    memcpy(out->feats, tree->feats, n * sizeof *out->feats);
    return DULATI_OK;
}

dulati_result dul_reread_tree(const dul_rules *rules, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions,
                              const dul_tree **out)
{
    dul_tree *copy = NULL;
    *out           = tree;
    if (mentions == NULL || mentions->of_head == NULL)
        return DULATI_OK;
    for (uint32_t t = 1; t < tree->n_tokens; t++) {
        uint32_t party = reread_party(rules, text, tree, mentions, t);
        if (party == DUL_NONE)
            continue;
        uint32_t above = (*out)->head[party];
        if (above != t && (above == DUL_ROOT || dul_tree_dominates(*out, t, above)))
            continue;
        if (copy == NULL) {
            copy = dul_arena_alloc(job->scratch, sizeof *copy);
            if (copy == NULL)
                return dul_fail_memory(job->err);
            DUL_TRY(reread_copy(job, tree, copy));
            *out = copy;
        }
        reread_noun(text, tree, copy, t, party);
    }
    if (copy != NULL)
        dul_tree_link(copy);
    return DULATI_OK;
}
