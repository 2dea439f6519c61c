/*
 * sentences.h -- where sentences end.
 *
 * In      words with their marks and line breaks
 * Out     sentences: their first word, and what kind they are (running text, or furniture: title, dateline, caption, byline)
 * Memory  scratch
 * Tests   tests/cases/sentences.txt
 */
#ifndef DUL_SENTENCES_H
#define DUL_SENTENCES_H

#include "text/boundary.h"
#include "text/tokens.h"
#include "text/words.h"

typedef struct {
    uint32_t          first; /* word                          */
    dul_sentence_kind kind;
    dul_break         before; /* what stands before the sentence */
} dul_cut;

typedef struct {
    size_t   n;
    dul_cut *item; /* [n] ascending */
} dul_cuts;

/* boundary has the last word within paragraphs; NULL: the rules do. false when memory ran out. */
bool dul_sentences_find(dul_arena *scratch, dul_str text, const dul_words *words, const dul_boundary *boundary, dul_cuts *out);

/* What a sentence of words [first, end) is, by itself; kind TEXT when nothing speaks for more. */
dul_sentence_kind dul_furniture_kind(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool own_line);

/*
 * The first word after a dateline that opens the paragraph of words [first, end); first when there is none. lowercase: the text has no capitals and this
 * is one of its first paragraphs. early: it is one of the first, where "DELHI: ..." is a dateline too.
 */
uint32_t dul_furniture_dateline(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool lowercase, bool early);

/* Does "Image: A. Bek" begin here: a noun of images with a capital, a colon and a name? */
bool dul_furniture_credit(dul_str text, const dul_words *words, uint32_t at);

/* The word after a bracketed caption "(Image: ...)" that opens at `open`; open when it is none. */
uint32_t dul_furniture_caption(dul_str text, const dul_words *words, uint32_t open, uint32_t end);

#endif
