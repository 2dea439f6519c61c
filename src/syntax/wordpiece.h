/*
 * wordpiece.h -- words as pieces of a vocabulary: what a pretrained encoder reads (docs/model-format.md, section 7).
 *
 *     Zhanaozen's  ->  zhanaozen's  ->  zhanaozen ' s  ->  zh ##ana ##oz ##en ' s
 *
 * As in BERT (Devlin et al., NAACL 2019): letters lower-case and without accents, punctuation and Chinese characters on their own; then, from left to right,
 * the longest piece of the vocabulary that fits. A part that cannot be covered is one unknown piece.
 *
 * In      a normalised form; the vocabulary as the model's metadata hold it, one piece a line
 * Out     indices of pieces, at least one
 * Memory  the arena of the network; the vocabulary's text is used where it lies
 * Typical 1.2 pieces a word; a word takes a fifth of a microsecond, against fifty in the encoder
 * Tests   tests/unit/test_wordpiece.c, tests/fuzz/fuzz_wordpiece.c, tests/parity/
 */
#ifndef DUL_WORDPIECE_H
#define DUL_WORDPIECE_H

#include "base/memory.h"

#define DUL_PIECES_MAX 8 /* of one word; what is behind them is not read */

typedef struct {
    dul_str   text;                 /* the vocabulary                                               */
    uint32_t *start;                /* [n + 1] where the lines begin                                */
    uint32_t *slot;                 /* [n_slots] index of a piece, or DUL_NONE; open addressing     */
    uint32_t  n, n_slots;           /* n_slots is a power of two                                    */
    uint32_t  longest;              /* bytes of the longest piece                                   */
    uint32_t  unknown, first, last; /* [UNK]; [CLS] and [SEP], which stand around a sentence        */
} dul_wordpiece;

dulati_result dul_wordpiece_open(dul_str vocabulary, const char *path, dul_arena *arena, dul_wordpiece *out, dulati_error *err);

/* The pieces of a word, given in its normalised form; returns their number, 1 to DUL_PIECES_MAX. */
uint32_t dul_wordpiece_cut(const dul_wordpiece *vocabulary, dul_str norm, uint32_t piece[DUL_PIECES_MAX]);

#endif
