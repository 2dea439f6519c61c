/*
 * phrase.h -- noun phrases that stand for something: the network says which words head one and of which class it is, the tree says how far it reaches.
 *
 *     The first boat  that was rescued on Friday  carried 30 migrants from Velmar .
 *     [------------- object --------------------]         [---- person ---------]
 *                           [----- time ----]                           [place]
 *
 * The classes and what belongs to a phrase are those of the GUM corpus (Zeldes 2017): articles, adjectives, complements and relative clauses do; the preposition
 * before it, conjuncts with an article of their own, appositions behind a comma, and of a predicate its subject and copula do not. Phrases nest.
 * What each relation does was counted on GUM's train part; with its own trees and heads the spans are exact for 92 of 100 (95 of persons, organisations, places);
 * most of the rest are places where the corpus cuts a prepositional phrase off without a sign in the tree.
 *
 * In      a linked tree with classes (tree->mention)
 * Out     phrases by first token, longer ones first
 * Memory  the document's arena
 * Typical 1 phrase to 3.5 words
 * Tests   tests/unit/test_phrase.c; bench/mentions.py
 */
#ifndef DUL_PHRASE_H
#define DUL_PHRASE_H

#include "syntax/tree.h"

/* What a phrase is to dulati; names/phrase_type.h finds it. */
typedef enum {
    DUL_PHRASE_OTHER,
    DUL_PHRASE_PERSON,
    DUL_PHRASE_ORGANISATION,
    DUL_PHRASE_GEOPOLITICAL,
    DUL_PHRASE_LOCATION,
    DUL_PHRASE_NATIONALITY,
    DUL_PHRASE_ROLE,
    DUL_N_PHRASE_TYPES,
} dul_phrase_type;

typedef struct {
    dul_range tokens;
    uint32_t  head;
    uint8_t   mention; /* dul_mention_class; DUL_MENTION_NONE: only a nationality, found by its word */
    uint8_t   type;    /* dul_phrase_type                                                            */
    uint8_t   sure;    /* 255 times the class's probability                                          */
} dul_phrase;

typedef struct {
    uint32_t    n;
    dul_phrase *item;
} dul_phrases;

/* The span of the phrase that a token heads. */
dul_range dul_phrase_span(const dul_tree *tree, const dul_text *text, uint32_t head);

/* All phrases, of type DUL_PHRASE_OTHER for now. */
dulati_result dul_phrase_find(const dul_job *job, const dul_text *text, const dul_tree *tree, dul_phrases *out);

const char *dul_phrase_type_text(dul_phrase_type type);

#endif
