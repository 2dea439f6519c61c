/*
 * parser.h -- one small neural network gives every token its tag, features, lemma and head.
 *
 * The network, its features and its file are drawn in docs/model-format.md: hashed embeddings, a bidirectional LSTM, linear heads, biaffine arcs, the best
 * single-root tree.
 *
 * In      sentences and tokens
 * Out     dul_tree, linked
 * Memory  results in the document's arena; scratch in dul_parser_work, grown between sentences, reused for ever
 * Tests   tests/unit/test_parser.c, tests/parity/
 */
#ifndef DUL_PARSER_H
#define DUL_PARSER_H

#include "nn/gemm.h"
#include "nn/safetensors.h"
#include "syntax/tree.h"

typedef struct dul_parser      dul_parser;      /* the model: constant, shared by threads */
typedef struct dul_parser_work dul_parser_work; /* one thread's scratch                   */

/* bytes is a mapped model file that outlives the parser; path is for errors. */
dulati_result dul_parser_open(dul_str bytes, const char *path, const dulati_allocator *allocator, dul_parser **out, dulati_error *err);
void          dul_parser_close(dul_parser *parser);

/* The model file, for what else lies in it (text/boundary.h). */
const dul_safetensors *dul_parser_file(const dul_parser *parser);

/* Metadata of the model file by key ("name", "trained", ...), NUL-terminated; "" when there is none. "kernel" names the variant of the arithmetic. */
const char *dul_parser_about(const dul_parser *parser, const char *key);

/* Use another variant than the best ("ref", "avx2", "avx512"); false when this processor does not run it. Results are the same. For tests and measurements. */
bool dul_parser_choose_kernel(dul_parser *parser, const char *name);

dulati_result dul_parser_work_new(const dul_parser *parser, dul_parser_work **out, dulati_error *err);
void          dul_parser_work_free(dul_parser_work *work);

/* What the network made of one sentence, for parity tests: encoding[i], counted from scale[i].zero in steps of scale[i].scale (scale NULL: 128, 1 / 127), is [n][k];
 * score [n][1 + n] with the root in column 0. */
typedef struct {
    dul_range         tokens;
    const uint8_t    *encoding;
    size_t            k, encoding_stride;
    const dul_scale8 *scale;
    const float      *score;
    size_t            score_stride;
} dul_parser_sight;

/* Show each sentence to watch before its tree is looked for; NULL: to nobody. */
void dul_parser_work_watch(dul_parser_work *work, void (*watch)(void *context, const dul_parser_sight *sight), void *context);

/* Read all sentences of the text. */
dulati_result dul_parser_run(const dul_parser *parser, dul_parser_work *work, const dul_job *job, const dul_text *text, dul_tree *out);

#endif
