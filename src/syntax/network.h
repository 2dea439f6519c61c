/*
 * network.h -- the opened model: the tensors of docs/model-format.md, checked, named and laid out for the kernels; labels mapped to enums.
 *
 * Embeddings stay in the mapped file. All other weights (a few million numbers) are laid out anew in matrices, those that share an input side by side in one.
 *
 * Memory  its own arena, from the reader's allocator
 * Tests   tests/unit/test_parser.c, tests/fuzz/fuzz_model.c
 */
#ifndef DUL_NETWORK_H
#define DUL_NETWORK_H

#include "nn/kernels.h"
#include "nn/safetensors.h"
#include "syntax/features.h"
#include "syntax/lemma.h"
#include "syntax/transformer.h"

#define DUL_LAYERS_MAX 8

/* The heads that read an encoding lie side by side in one matrix; each begins at a multiple of DUL_LANES. */
typedef enum {
    DUL_HEAD_UPOS,
    DUL_HEAD_XPOS,
    DUL_HEAD_FEATS,
    DUL_HEAD_LEMMA,
    DUL_HEAD_MENTION,
    DUL_HEAD_ARC_DEP,
    DUL_HEAD_ARC_HEAD,
    DUL_HEAD_REL_DEP,
    DUL_HEAD_REL_HEAD,
    DUL_N_HEADS,
} dul_head;

typedef struct {
    dul_str *text; /* [n] NUL-terminated */
    size_t   n;
} dul_label_table;

typedef struct {
    dul_gemm from_input;    /* 2 * 4 * k_hidden outputs: forward, then backward; gates grouped as dul_lstm_step has them */
    dul_gemm from_state[2]; /* forward, backward                                                                        */
} dul_lstm_layer;

typedef struct {
    dul_arena          arena;
    const dul_kernels *kernels;
    dul_safetensors    file;
    size_t             k_embed, n_layers, k_hidden, k_arc, k_rel;
    size_t             k; /* of an encoding: 2 * k_hidden, or the transformer's k and k_embed */
    struct {
        const int8_t   *whole; /* [n_rows][k_embed] in the mapped file */
        const uint16_t *scale; /* [n_rows]          halves, there too  */
        size_t          n_rows;
    } embed[DUL_N_FEATURE_TABLES];
    float               *norm_weight, *norm_bias; /* [k_embed]                    */
    dul_lstm_layer      *layer;                   /* [n_layers]                   */
    dul_transformer     *transformer;             /* in place of the layers, or NULL */
    dul_gemm             heads;                   /* k inputs                     */
    size_t               head_at[DUL_N_HEADS], head_n[DUL_N_HEADS];
    dul_gemm             arc, rel;
    float               *arc_root, *rel_root; /* [k_arc], [k_rel]             */
    dul_label_table      upos, xpos, feats, lemma, rels;
    dul_label_table      mention;     /* empty when the model has no such head */
    uint8_t             *upos_of;     /* [upos.n] dul_upos            */
    uint32_t            *feat_of;     /* [feats.n] DUL_FEAT_ bits     */
    uint8_t             *mention_of;  /* [mention.n] dul_mention_class */
    uint8_t             *rel_of;      /* [rels.n] dul_rel             */
    size_t               rel_is_root; /* index of "root" in rels      */
    dul_lemma_script    *script;      /* [lemma.n]                    */
    dul_lemma_exceptions exceptions;
} dul_network;

/* Read and check all. On failure everything is freed. */
dulati_result dul_network_open(dul_str bytes, const char *path, const dulati_allocator *allocator, dul_network *out, dulati_error *err);
void          dul_network_close(dul_network *network);

#endif
