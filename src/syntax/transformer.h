/*
 * transformer.h -- words in their sentence as vectors: a small BERT (Devlin et al., NAACL 2019), in bytes.
 *
 *     pieces -> embedding + position -> LayerNorm -> h
 *     each layer:  h = LayerNorm(h + o(attention(q h, k h, v h)));  h = LayerNorm(h + down(GELU(up h)))
 *     word = sum over layers of mix[layer] * the mean of its pieces' h
 *
 * In      normalised forms of sentences' tokens
 * Out     k floats a token
 * Memory  weights in the arena of the network, laid out for the kernels; scratch in dul_transformer_work, bounded by the longest window, not by the text
 * Typical 1.35 pieces a word with what stands around a sentence; ten million products of bytes a piece
 * Method  docs/model-format.md, section 7
 * Tests   tests/unit/test_transformer.c (a tiny model against sums in doubles), tests/parity/, tests/fuzz/fuzz_model.c
 */
#ifndef DUL_TRANSFORMER_H
#define DUL_TRANSFORMER_H

#include "nn/kernels.h"
#include "nn/weights.h"
#include "syntax/wordpiece.h"
#include "text/tokens.h"

#define DUL_WINDOW_PIECES 510 /* at most, of a window; longer sentences are read in several */

typedef struct {
    dul_gemm     qkv, o, up, down; /* queries, keys and values side by side */
    const float *norm_weight[2], *norm_bias[2];
} dul_transformer_layer;

typedef struct {
    size_t                 n_layers, k, n_heads, k_feed;
    uint32_t               window; /* pieces at most, [CLS] and [SEP] not counted */
    dul_wordpiece          words;
    const int8_t          *word;       /* [words.n][k] in the mapped file           */
    const uint16_t        *word_scale; /* [words.n]    halves, there too            */
    const float           *position;   /* [window + 2][k]                           */
    const float           *norm_weight, *norm_bias;
    const float           *mix; /* [n_layers + 1]                            */
    dul_transformer_layer *layer;
} dul_transformer;

/* Read and check the tensors of an opened model file. */
dulati_result dul_transformer_open(const dul_weights *weights, dul_transformer *out);

/* One thread's scratch; starts as zeros. */
typedef struct {
    const dulati_allocator *allocator;
    void                   *allocated;
    struct dul_batch       *batch;
} dul_transformer_work;

bool dul_transformer_work_init(dul_transformer_work *work, const dul_transformer *transformer, const dulati_allocator *allocator);
void dul_transformer_work_free(dul_transformer_work *work);

/* Encode the tokens of a sentence into out[i], each stride floats behind the one before. Sentences are read in batches: results are there after
 * dul_transformer_finish, and `out` must stay until then. */
void dul_transformer_add(const dul_transformer *transformer, const dul_kernels *kernels, dul_transformer_work *work, const dul_token *token, uint32_t n,
                         float *out, size_t stride);
void dul_transformer_finish(const dul_transformer *transformer, const dul_kernels *kernels, dul_transformer_work *work);

#endif
