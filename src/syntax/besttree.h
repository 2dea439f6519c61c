/*
 * besttree.h -- the best tree with one root under a matrix of arc scores.
 *
 *     score[d][h]   column 0 is the root, column 1 + h token h; the diagonal (d, 1 + d) is not looked at
 *
 * The best head of each token alone mostly makes a tree (the caller tries that first). Where it gives a cycle or several roots, the maximum spanning arborescence is found
 * (Chu and Liu 1965, Edmonds 1967) in the O(n^2) form of Tarjan (1977) for dense graphs. Arcs from the root carry a penalty that no tree with one root
 * can fall below, so the best tree has one root.
 *
 * Memory  room from the caller
 * Tests   tests/unit/test_besttree.c: against all trees of up to five tokens
 */
#ifndef DUL_BESTTREE_H
#define DUL_BESTTREE_H

#include "base/str.h"

#define DUL_BESTTREE_ROOT UINT32_MAX

/* Are the heads a tree with one root? mark is room for n numbers. */
bool dul_besttree_is_tree(const uint32_t *head, size_t n, uint32_t *mark);

/* Bytes of room (aligned to 8) that dul_besttree_find needs. */
size_t dul_besttree_bytes(size_t n);

/* The best tree, head[d] a token index from 0 or DUL_BESTTREE_ROOT; score's rows are stride apart. Always gives a tree with one root, even for scores
 * that are no numbers. */
void dul_besttree_find(const float *score, size_t stride, size_t n, void *room, uint32_t *head);

#endif
