/*
 * abbreviations.h -- the words whose full stop is part of them, and the words that open sentences.
 *
 * Tests  tests/cases/sentences.txt
 */
#ifndef DUL_ABBREVIATIONS_H
#define DUL_ABBREVIATIONS_H

#include "base/str.h"

typedef enum {
    DUL_ABBREVIATION_NONE,
    DUL_ABBREVIATION_TITLE,   /* "Mr.", "Gen.", "St.": a name follows, no sentence ends here                       */
    DUL_ABBREVIATION_PLAIN,   /* "Inc.", "etc.", "U.S.", "a.m.": the next word decides                             */
    DUL_ABBREVIATION_CAPITAL, /* the same, but only with a capital: "Jan.", "Co."                                  */
    DUL_ABBREVIATION_NUMBER,  /* an abbreviation only before a number: "No. 5", "Sun. 4"                           */
    DUL_ABBREVIATION_COMMA,   /* only after a comma: "Pittsburgh, Pa."                                             */
    DUL_ABBREVIATION_INITIAL, /* "J."                                                                              */
    DUL_ABBREVIATION_LATIN,   /* "e.g.", "i.e.", "vs.", "cf.": no sentence ends here                               */
} dul_abbreviation;

/* What a word without its final stop is as an abbreviation, in lower case. */
dul_abbreviation dul_abbreviation_find(dul_str lower);

/* Words that often open a sentence and hardly follow an abbreviation inside one: "the", "he", "but", "in". In lower case. */
bool dul_opener_is(dul_str lower);

/* "am", "km", "bn": what is written without a blank after a number and is a word of its own. Case matters: "M" and "m" are both. */
bool dul_unit_is(dul_str text);

/* "non", "anti", "pre": what stays one word with what follows its hyphen. In lower case. */
bool dul_prefix_is(dul_str lower);

/* "com", "org", "uk", "html": the last label of a host or file name, in lower case. */
bool dul_suffix_is(dul_str lower);

/* Written without its apostrophe ("dont", "cannot", "gonna"): bytes of the first of two words, or 0. In lower case. */
size_t dul_contraction_find(dul_str lower);

#endif
