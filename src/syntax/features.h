/*
 * features.h -- from a token to the rows of the embedding tables: docs/model-format.md, section 1.
 *
 * Tests  tests/unit/test_features.c; tests/parity/ holds it to the training code
 */
#ifndef DUL_FEATURES_H
#define DUL_FEATURES_H

#include "text/tokens.h"

#define DUL_FEATURES_MAX 13 /* 2 words, 4 prefixes, 5 suffixes, shape, case class */

typedef enum {
    DUL_FEATURE_WORD,
    DUL_FEATURE_SUB,
    DUL_FEATURE_SHAPE,
    DUL_N_FEATURE_TABLES,
} dul_feature_table;

typedef struct {
    uint32_t n;
    uint64_t hash[DUL_FEATURES_MAX];
    uint8_t  table[DUL_FEATURES_MAX]; /* dul_feature_table */
} dul_features;

/* Letters and upper-case letters of a normalised form. */
typedef struct {
    uint32_t n_letters, n_upper;
    bool     first_upper;
} dul_letters;

dul_letters dul_letters_count(dul_str norm);

/* The last byte of the case class: 'L', 'U' or 'M', from the letters of a whole sentence. */
char dul_letters_class(uint64_t n_letters, uint64_t n_upper);

/* The features of a token; sentence_class from dul_letters_class. */
void dul_features_find(dul_str norm, dul_str lower, dul_letters letters, bool first, char sentence_class, dul_features *out);

#endif
