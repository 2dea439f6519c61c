/*
 * tree.h -- the result of reading: tags, lemmas and dependency trees, and the questions that later stages ask of them.
 *
 *            reported                       head[reported] = DUL_ROOT
 *            /      \
 *       office      operation               head[office] = reported, rel[office] = DUL_REL_NSUBJ
 *
 * Arrays run over the tokens of the whole document; heads never leave their sentence. Children of a token are linked in text order.
 *
 * Memory  the document's arena
 * Tests   tests/unit/test_tree.c
 */
#ifndef DUL_TREE_H
#define DUL_TREE_H

#include "syntax/labels.h"
#include "text/tokens.h"

#define DUL_ROOT UINT32_MAX

/* How sure the network is of what it chose for a token: 255 times the probability among all that it could have chosen. */
typedef struct {
    uint8_t upos, head, rel, mention;
} dul_sure;

typedef struct {
    uint32_t  n_tokens;     /* n                                                              */
    uint32_t *head;         /* [n] document-wide token index, or DUL_ROOT                     */
    uint8_t  *rel;          /* [n] dul_rel                                                    */
    uint8_t  *upos;         /* [n] dul_upos                                                   */
    uint32_t *feat;         /* [n] DUL_FEAT_ bits                                             */
    dul_str  *lemma;        /* [n]                                                            */
    dul_str  *xpos, *feats; /* [n] texts; feats is "_" when empty                             */
    float    *score;        /* [n] log probability of the chosen head                         */
    uint8_t  *mention;      /* [n] dul_mention_class of the phrase that it heads              */
    dul_sure *sure;         /* [n]                                                            */
    uint32_t *first_child;  /* [n] or DUL_NONE                                                */
    uint32_t *next_sibling; /* [n] or DUL_NONE                                                */
    uint32_t *left, *right; /* [n] first token of the subtree, and one past its last          */
} dul_tree;

/* Room for n tokens, everything but the links filled with zeros, heads with DUL_ROOT. */
dulati_result dul_tree_new(const dul_job *job, uint32_t n_tokens, dul_tree *out);

/* Make first_child, next_sibling, left and right from head, and feat (where it is 0) from feats; linear in time. Call once, when the heads are final and acyclic. */
void dul_tree_link(dul_tree *tree);

/* First child of that relation (its base form does not stand for subtypes), or DUL_NONE. */
uint32_t dul_tree_child(const dul_tree *tree, uint32_t token, dul_rel rel);

/* First child with any of the relations, given as DUL_REL_BIT()s or'ed together. */
#define DUL_REL_BIT(rel) (UINT64_C(1) << (rel))
uint32_t dul_tree_child_in(const dul_tree *tree, uint32_t token, uint64_t rels);

/* The next sibling after child (of the same head) with any of the relations, or DUL_NONE. */
uint32_t dul_tree_next_in(const dul_tree *tree, uint32_t child, uint64_t rels);

/* The preposition of a nominal: its case child (the first; "in front of" gives "in"), or DUL_NONE. */
uint32_t dul_tree_case(const dul_tree *tree, uint32_t token);

/* Does the lemma equal the text? */
static inline bool dul_tree_lemma_is(const dul_tree *tree, uint32_t token, const char *lemma)
{
    return dul_str_is(tree->lemma[token], lemma);
}

/* Does ancestor lie on the way from token to its root (token itself counts)? */
bool dul_tree_dominates(const dul_tree *tree, uint32_t ancestor, uint32_t token);

/* Is the token a finite or non-finite predicate: a verb, or a nominal or adjective with a copula? */
bool dul_tree_is_predicate(const dul_tree *tree, uint32_t token);

/* The nearest predicate above token (token itself not counted), or DUL_NONE. */
uint32_t dul_tree_clause(const dul_tree *tree, uint32_t token);

/* The span of tokens of a nominal without its relative clauses, appositions, conjuncts and leading preposition: what a reader would underline. Relative
 * clauses and appositions of nominals inside it are left out, too, where they stand at its edge. */
dul_range dul_tree_phrase(const dul_tree *tree, const dul_text *text, uint32_t head);

#endif
