/*
 * repair.h -- what no English tree has, put right: small certain corrections of the parser's choices.
 *
 *     "Police in Taraz fired ..., the office said."     a place behind its preposition is no subject: Taraz hangs on police, police on fired
 *     "Riots erupted in Velmar where ..."               the clause with "where" is Velmar's, not a complement of erupted
 *     "He called on them to stay and threatened ..."    threatened is joined to called, not to stay
 *     "The shooting of a boy by police"                 who did it hangs on the deed, not on the boy;
 *                                                       and what follows goes with the nearest, so that branches do not cross
 *
 * In      a linked tree
 * Out     the tree with some heads changed; still one tree a sentence
 * Evidence  bench/accuracy.csv: the treebanks' LAS with and without it; counts are in repair.c
 * Tests   tests/unit/test_repair.c
 */
#ifndef DUL_REPAIR_H
#define DUL_REPAIR_H

#include "syntax/tree.h"

/* Correct heads and relations; returns how many tokens moved. The tree must be linked again when any did. */
uint32_t dul_tree_repair(dul_tree *tree, const dul_text *text);

#endif
