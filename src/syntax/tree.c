/* tree.c -- links between heads and children, and the questions that stages ask of a tree. */
#include "syntax/tree.h"

dulati_result dul_tree_new(const dul_job *job, uint32_t n_tokens, dul_tree *out)
{
    dul_arena *arena = job->arena;
    *out             = (dul_tree){
                    .n_tokens     = n_tokens,
                    .head         = dul_arena_calloc(arena, n_tokens, sizeof *out->head),
                    .rel          = dul_arena_calloc(arena, n_tokens, sizeof *out->rel),
                    .upos         = dul_arena_calloc(arena, n_tokens, sizeof *out->upos),
                    .feat         = dul_arena_calloc(arena, n_tokens, sizeof *out->feat),
                    .lemma        = dul_arena_calloc(arena, n_tokens, sizeof *out->lemma),
                    .xpos         = dul_arena_calloc(arena, n_tokens, sizeof *out->xpos),
                    .feats        = dul_arena_calloc(arena, n_tokens, sizeof *out->feats),
                    .score        = dul_arena_calloc(arena, n_tokens, sizeof *out->score),
                    .mention      = dul_arena_calloc(arena, n_tokens, sizeof *out->mention),
                    .sure         = dul_arena_calloc(arena, n_tokens, sizeof *out->sure),
                    .first_child  = dul_arena_calloc(arena, n_tokens, sizeof *out->first_child),
                    .next_sibling = dul_arena_calloc(arena, n_tokens, sizeof *out->next_sibling),
                    .left         = dul_arena_calloc(arena, n_tokens, sizeof *out->left),
                    .right        = dul_arena_calloc(arena, n_tokens, sizeof *out->right),
    };
    if (out->head == NULL || out->rel == NULL || out->upos == NULL || out->feat == NULL || out->lemma == NULL || out->xpos == NULL || out->feats == NULL ||
        out->score == NULL || out->mention == NULL || out->sure == NULL || out->first_child == NULL || out->next_sibling == NULL || out->left == NULL ||
        out->right == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t i = 0; i < n_tokens; i++)
        out->head[i] = DUL_ROOT;
    return DULATI_OK;
}

static uint32_t tree_leaf(const dul_tree *tree, uint32_t token)
{
    while (tree->first_child[token] != DUL_NONE)
        token = tree->first_child[token];
    return token;
}

/* Walk the tree below root, children before heads; each token widens its head. The links lead the way, so depth costs nothing. */
static void tree_widen(dul_tree *tree, uint32_t root)
{
    for (uint32_t at = tree_leaf(tree, root); at != root;) {
        uint32_t head = tree->head[at];
        if (tree->left[head] > tree->left[at])
            tree->left[head] = tree->left[at];
        if (tree->right[head] < tree->right[at])
            tree->right[head] = tree->right[at];
        at = tree->next_sibling[at] != DUL_NONE ? tree_leaf(tree, tree->next_sibling[at]) : head;
    }
}

void dul_tree_link(dul_tree *tree)
{
    for (uint32_t i = 0; i < tree->n_tokens; i++) {
        tree->first_child[i] = tree->next_sibling[i] = DUL_NONE;
        tree->left[i]                                = i;
        tree->right[i]                               = i + 1;
        if (tree->feat[i] == 0)
            tree->feat[i] = dul_feats_bits(tree->feats[i]);
    }
    for (uint32_t i = tree->n_tokens; i-- > 0;) { /* from the right, so that children hang in text order */
        uint32_t head = tree->head[i];
        if (head == DUL_ROOT)
            continue;
        tree->next_sibling[i]   = tree->first_child[head];
        tree->first_child[head] = i;
    }
    for (uint32_t i = 0; i < tree->n_tokens; i++)
        if (tree->head[i] == DUL_ROOT)
            tree_widen(tree, i);
}

uint32_t dul_tree_child_in(const dul_tree *tree, uint32_t token, uint64_t rels)
{
    uint32_t child = tree->first_child[token];
    while (child != DUL_NONE && (rels & DUL_REL_BIT(tree->rel[child])) == 0)
        child = tree->next_sibling[child];
    return child;
}

uint32_t dul_tree_next_in(const dul_tree *tree, uint32_t child, uint64_t rels)
{
    do
        child = tree->next_sibling[child];
    while (child != DUL_NONE && (rels & DUL_REL_BIT(tree->rel[child])) == 0);
    return child;
}

uint32_t dul_tree_child(const dul_tree *tree, uint32_t token, dul_rel rel)
{
    return dul_tree_child_in(tree, token, DUL_REL_BIT(rel));
}

uint32_t dul_tree_case(const dul_tree *tree, uint32_t token)
{
    return dul_tree_child(tree, token, DUL_REL_CASE);
}

bool dul_tree_dominates(const dul_tree *tree, uint32_t ancestor, uint32_t token)
{
    while (token != DUL_ROOT && token != ancestor)
        token = tree->head[token];
    return token == ancestor;
}

bool dul_tree_is_predicate(const dul_tree *tree, uint32_t token)
{
    return tree->upos[token] == DUL_UPOS_VERB || dul_tree_child(tree, token, DUL_REL_COP) != DUL_NONE ||
           dul_tree_child_in(tree, token, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS) | DUL_REL_BIT(DUL_REL_CSUBJ)) != DUL_NONE;
}

uint32_t dul_tree_clause(const dul_tree *tree, uint32_t token)
{
    for (token = tree->head[token]; token != DUL_ROOT; token = tree->head[token])
        if (dul_tree_is_predicate(tree, token))
            return token;
    return DUL_NONE;
}

dul_range dul_tree_phrase(const dul_tree *tree, const dul_text *text, uint32_t head)
{
    const uint64_t outside = DUL_REL_BIT(DUL_REL_ACL_RELCL) | DUL_REL_BIT(DUL_REL_ADVCL) | DUL_REL_BIT(DUL_REL_APPOS) | DUL_REL_BIT(DUL_REL_CONJ) |
                             DUL_REL_BIT(DUL_REL_CC) | DUL_REL_BIT(DUL_REL_CASE) | DUL_REL_BIT(DUL_REL_PUNCT) | DUL_REL_BIT(DUL_REL_COP) |
                             DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS) | DUL_REL_BIT(DUL_REL_PARATAXIS) | DUL_REL_BIT(DUL_REL_MARK) |
                             DUL_REL_BIT(DUL_REL_ADVMOD) | DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_ACL) | DUL_REL_BIT(DUL_REL_OBL) |
                             DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_CCOMP) | DUL_REL_BIT(DUL_REL_XCOMP) | DUL_REL_BIT(DUL_REL_LIST) |
                             DUL_REL_BIT(DUL_REL_DEP) | DUL_REL_BIT(DUL_REL_DISCOURSE) | DUL_REL_BIT(DUL_REL_VOCATIVE);
    /* Further down prepositions and conjuncts belong to it ("heads of the army and the police"), what a comma sets off does not. */
    const uint64_t outside_below = DUL_REL_BIT(DUL_REL_ACL_RELCL) | DUL_REL_BIT(DUL_REL_ADVCL) | DUL_REL_BIT(DUL_REL_ADVCL_RELCL) | DUL_REL_BIT(DUL_REL_APPOS) |
                                   DUL_REL_BIT(DUL_REL_PARATAXIS) | DUL_REL_BIT(DUL_REL_PUNCT) | DUL_REL_BIT(DUL_REL_LIST) | DUL_REL_BIT(DUL_REL_DISCOURSE) |
                                   DUL_REL_BIT(DUL_REL_VOCATIVE);
    (void)text;
    dul_range phrase = {head, head + 1};
    for (uint32_t at = tree->first_child[head]; at != DUL_NONE;) {
        uint64_t barred = tree->head[at] == head ? outside : outside_below;
        bool     inside = (barred & DUL_REL_BIT(tree->rel[at])) == 0;
        if (inside && at < phrase.first)
            phrase.first = at;
        if (inside && at + 1 > phrase.end)
            phrase.end = at + 1;
        if (inside && tree->first_child[at] != DUL_NONE) {
            at = tree->first_child[at];
            continue;
        }
        while (at != head && tree->next_sibling[at] == DUL_NONE)
            at = tree->head[at];
        at = at == head ? DUL_NONE : tree->next_sibling[at];
    }
    return phrase;
}
