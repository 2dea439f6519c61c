/*
 * cues.h -- the words that announce what somebody says, thinks or wants, and in which constructions they do so.
 *
 *     urge        verb  speech  clause quote infinitive
 *     call for    verb  speech  oblique
 *     statement   noun  document  clause
 *
 * "urged them to leave" is an attribution by the infinitive, "urged the horse on" is none: a word is a cue in its own constructions only.
 *
 * In      dictionaries/speech/cues.txt; the format is in dictionaries/speech/README.md
 * Memory  the reader's allocator
 * Tests   tests/unit/test_attribution.c
 */
#ifndef DUL_CUES_H
#define DUL_CUES_H

#include "base/hash.h"
#include "speech/attribution.h"

typedef enum { DUL_CUE_VERB, DUL_CUE_NOUN, DUL_CUE_ADJECTIVE, DUL_CUE_ADVERB, DUL_CUE_PREPOSITION } dul_cue_class;

/* The constructions in which a cue takes its content. */
enum {
    DUL_FRAME_CLAUSE     = 1 << 0,  /* a finite clause: "said (that) the road was closed", "the claim that ..."     */
    DUL_FRAME_QUOTE      = 1 << 1,  /* a quotation beside the reporting clause                                      */
    DUL_FRAME_INFINITIVE = 1 << 2,  /* "vowed to return", "urged them to leave", "the decision to close"            */
    DUL_FRAME_GERUND     = 1 << 3,  /* "denied taking part"                                                         */
    DUL_FRAME_OBJECT     = 1 << 4,  /* the object and what belongs to it: "criticised the law", "called it a farce" */
    DUL_FRAME_OBLIQUE    = 1 << 5,  /* what follows the entry's second word: "called for talks"                     */
    DUL_FRAME_RAISED     = 1 << 6,  /* the subject belongs to the content, nobody is named: "seems to be over"      */
    DUL_FRAME_PASSIVE    = 1 << 7,  /* the same when passive: "is expected to resign"                               */
    DUL_FRAME_TEXT       = 1 << 8,  /* only when a document speaks: "the statement reads"                           */
    DUL_FRAME_CARRIER    = 1 << 9,  /* hands its subject to a document: "issued a statement saying"                 */
    DUL_FRAME_SPEAKER    = 1 << 10, /* a noun or adverb that is a cue only with a named source                     */
};

typedef struct {
    dul_str       word, second; /* lemma; particle or preposition, or empty                 */
    dul_cue_class word_class;
    uint16_t      frames;
    uint8_t       kind; /* dul_speech_kind                                          */
    const char   *file; /* "speech/cues.txt", or the user's                         */
    uint32_t      line; /* of it                                                    */
    uint32_t      next; /* another entry of the same word, or DUL_NONE              */
} dul_cue;

struct dul_cues {
    const dulati_allocator *allocator;
    dul_cue                *cue; /* [n], in the order of the file            */
    uint32_t                n;
    dul_map                 by_word; /* word -> first entry of its chain         */
};

/* First entry of a lemma, or DUL_NONE; follow next for the others. */
uint32_t dul_cues_find(const dul_cues *cues, dul_str lemma);

#endif
