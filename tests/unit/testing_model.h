/*
 * testing_model.h -- a tiny model of random weights, written as a safetensors file into memory, so that tests need no trained one.
 */
#ifndef TESTING_MODEL_H
#define TESTING_MODEL_H

#include "testing.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char    *header, *data;
    size_t   header_len, data_len;
    uint64_t random;
    float    size; /* of the weights that follow, 1 as a rule */
} test_model;

#define TEST_MODEL_ROOM ((size_t)1 << 20)

static inline void test_model_put(test_model *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void test_model_put(test_model *m, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(m->header + m->header_len, TEST_MODEL_ROOM - m->header_len, format, args);
    va_end(args);
    m->header_len += (size_t)n;
}

/* A number in -1..1; the same ones in every run. */
static inline float test_model_number(test_model *m)
{
    m->random = m->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (float)(int32_t)(m->random >> 32) / 2147483648.0f;
}

static inline void test_model_say(test_model *m, const char *name, const char *type, size_t rows, size_t columns, size_t start)
{
    test_model_put(m, ",\"%s\":{\"dtype\":\"%s\",\"shape\":[%zu", name, type, rows);
    if (columns != 0)
        test_model_put(m, ",%zu", columns);
    test_model_put(m, "],\"data_offsets\":[%zu,%zu]}", start, m->data_len);
}

static inline void test_model_vector(test_model *m, const char *name, size_t n)
{
    size_t start = m->data_len;
    for (size_t i = 0; i < n; i++, m->data_len += 4) {
        float value = test_model_number(m);
        memcpy(m->data + m->data_len, &value, 4);
    }
    test_model_say(m, name, "F32", n, 0, start);
}

/* Whole numbers from -127 to 127, and scales about 1/127: floats or, with half, halves. The rows' bytes are a multiple of 16, so that what follows lies right. */
static inline void test_model_matrix(test_model *m, const char *name, const char *scale_name, size_t rows, size_t columns, bool half)
{
    size_t start = m->data_len;
    for (size_t i = 0; i < rows * columns; i++)
        m->data[m->data_len++] = (char)(signed char)(test_model_number(m) * 127.0f);
    test_model_say(m, name, "I8", rows, columns, start);
    start = m->data_len;
    for (size_t i = 0; i < rows; i++) {
        float    scale = (1.5f + test_model_number(m)) / 127.0f * m->size;
        uint16_t bits  = (uint16_t)(0x2000 | (m->random >> 40 & 0x3FF)); /* 2^-7 to 2^-6 */
        memcpy(m->data + m->data_len, half ? (const void *)&bits : (const void *)&scale, half ? 2 : 4);
        m->data_len += half ? 2 : 4;
    }
    test_model_say(m, scale_name, half ? "F16" : "F32", rows, 0, start);
}

static inline void test_model_linear(test_model *m, const char *name, size_t rows, size_t columns)
{
    char full[64], scale[64];
    snprintf(full, sizeof full, "%s.weight", name);
    snprintf(scale, sizeof scale, "%s.scale", name);
    test_model_matrix(m, full, scale, rows, columns, false);
    snprintf(full, sizeof full, "%s.bias", name);
    test_model_vector(m, full, rows);
}

#define TEST_MODEL_K_EMBED 16

/* Metadata, with those of the encoder between, and the tables of embeddings. */
static inline void test_model_begin(test_model *m, const char *format, const char *about, size_t k_arc, bool mentions)
{
    *m        = (test_model){.random = 7, .size = 1};
    m->header = malloc(TEST_MODEL_ROOM);
    m->data   = malloc(TEST_MODEL_ROOM);
    assert_non_null(m->header);
    assert_non_null(m->data);
    test_model_put(
        m,
        "{\"__metadata__\":{\"format\":\"%s\",\"name\":\"tiny\",%s,%s\"k_embed\":\"16\",\"k_arc\":\"%zu\","
        "\"k_rel\":\"16\",\"upos\":\"ADJ\\nADP\\nADV\\nAUX\\nCCONJ\\nDET\\nINTJ\\nNOUN\\nNUM\\nPART\\nPRON\\nPROPN\\nPUNCT\\nSCONJ\\nSYM\\nVERB\\nX\","
        "\"xpos\":\"NN\\nVB\\n\\u002e\",\"feats\":\"_\\nNumber=Plur\",\"lemma\":\"l|0|\\nk|0|\\nt|0|\\nl|1|y\\n=be|0|\\nl|3|ies\","
        "\"rel\":\"punct\\ncase\\ndet\\nroot\\nnsubj\\nobj\\nobl\\nconj\\nnmod\\ncompound\\ncc\\nmark\\naux\\ncop\\nnew:thing\\nadvcl\\nxcomp\\nflat\","
        "\"lemma_exceptions\":\"went\\tVERB\\tgo\\nwent\\tNOUN\\twend\"}",
        format, about, mentions ? "\"mention\":\"none\\nperson\\norganization\\nplace\"," : "", k_arc);
    test_model_matrix(m, "embed.word", "embed.word.scale", 64, TEST_MODEL_K_EMBED, true);
    test_model_matrix(m, "embed.sub", "embed.sub.scale", 32, TEST_MODEL_K_EMBED, true);
    test_model_matrix(m, "embed.shape", "embed.shape.scale", 16, TEST_MODEL_K_EMBED, true);
    test_model_vector(m, "embed.norm.weight", TEST_MODEL_K_EMBED);
    test_model_vector(m, "embed.norm.bias", TEST_MODEL_K_EMBED);
}

/* The heads that read encodings of width k, and the whole as bytes of a file, from malloc. */
static inline char *test_model_end(test_model *m, size_t k, size_t k_arc, bool mentions, size_t *size)
{
    enum { XPOS = 3, FEATS = 2, LEMMA = 6, REL = 18, MENTION = 4, K_REL = 16 };
    test_model_linear(m, "upos", 17, k);
    test_model_linear(m, "xpos", XPOS, k);
    test_model_linear(m, "feats", FEATS, k);
    test_model_linear(m, "lemma", LEMMA, k);
    if (mentions)
        test_model_linear(m, "mention", MENTION, k);
    test_model_linear(m, "arc_dep", k_arc, k);
    test_model_linear(m, "arc_head", k_arc, k);
    test_model_vector(m, "arc_root", k_arc);
    test_model_linear(m, "arc", k_arc, k_arc);
    test_model_linear(m, "rel_dep", K_REL, k);
    test_model_linear(m, "rel_head", K_REL, k);
    test_model_vector(m, "rel_root", K_REL);
    test_model_linear(m, "rel", REL, K_REL);
    test_model_put(m, "}");
    while ((8 + m->header_len) % 64 != 0)
        test_model_put(m, " ");
    *size      = 8 + m->header_len + m->data_len;
    char *file = malloc(*size);
    assert_non_null(file);
    for (int i = 0; i < 8; i++)
        file[i] = (char)(m->header_len >> (8 * i) & 0xFF);
    memcpy(file + 8, m->header, m->header_len);
    memcpy(file + 8 + m->header_len, m->data, m->data_len);
    free(m->header);
    free(m->data);
    return file;
}

/* A model with an LSTM; format is usually "dulati-model 2". k_arc is a multiple of 16; everything else is as small as it can be. */
static inline char *test_model_make(const char *format, size_t n_layers, size_t k_arc, bool mentions, size_t *size)
{
    enum { K = 16 };
    test_model m;
    char       about[96];
    snprintf(about, sizeof about, "\"encoder\":\"lstm\",\"n_layers\":\"%zu\",\"k_hidden\":\"16\"", n_layers);
    test_model_begin(&m, format, about, k_arc, mentions);
    for (size_t l = 0; l < n_layers; l++)
        for (int back = 0; back < 2; back++) {
            char name[64], scale[64];
            snprintf(name, sizeof name, "lstm.%zu.%c.w_in", l, "fb"[back]);
            snprintf(scale, sizeof scale, "lstm.%zu.%c.w_in.scale", l, "fb"[back]);
            test_model_matrix(&m, name, scale, 4 * K, l == 0 ? TEST_MODEL_K_EMBED : 2 * K, false);
            snprintf(name, sizeof name, "lstm.%zu.%c.w_rec", l, "fb"[back]);
            snprintf(scale, sizeof scale, "lstm.%zu.%c.w_rec.scale", l, "fb"[back]);
            test_model_matrix(&m, name, scale, 4 * K, K, false);
            snprintf(name, sizeof name, "lstm.%zu.%c.bias", l, "fb"[back]);
            test_model_vector(&m, name, 4 * K);
        }
    return test_model_end(&m, 2 * K, k_arc, mentions, size);
}

/* A model with a transformer of two heads of attention, and a vocabulary of eighteen pieces. */
#define TEST_MODEL_K      64
#define TEST_MODEL_FEED   96
#define TEST_MODEL_PIECES 18
static inline char *test_model_make_transformer(size_t n_layers, size_t n_positions, size_t *size)
{
    test_model m;
    char       about[512], name[32];
    snprintf(
        about, sizeof about,
        "\"encoder\":\"transformer\",\"n_layers\":\"%zu\",\"k_model\":\"64\",\"n_heads\":\"2\",\"k_feed\":\"96\",\"wordpiece\":\"[PAD]\\n[UNK]\\n[CLS]\\n[SEP]"
        "\\nthe\\nmin\\n##ister\\nwent\\nto\\nvel\\n##mar\\n.\\nrebels\\n##s\\nshot\\npro\\n##test\\n##ers\"",
        n_layers);
    test_model_begin(&m, "dulati-model 2", about, 16, false);
    test_model_matrix(&m, "emb.word", "emb.word.scale", TEST_MODEL_PIECES, TEST_MODEL_K, true);
    test_model_vector(&m, "emb.norm.weight", TEST_MODEL_K);
    test_model_vector(&m, "emb.norm.bias", TEST_MODEL_K);
    test_model_vector(&m, "mix", n_layers + 1);
    size_t start = m.data_len;
    for (size_t i = 0; i < n_positions * TEST_MODEL_K; i++, m.data_len += 4) {
        float value = test_model_number(&m);
        memcpy(m.data + m.data_len, &value, 4);
    }
    test_model_say(&m, "emb.position", "F32", n_positions, TEST_MODEL_K, start);
    m.size = 0.15f;
    for (size_t l = 0; l < n_layers; l++) {
        static const char *const square[] = {"q", "k", "v", "o"};
        for (size_t i = 0; i < 4; i++) {
            snprintf(name, sizeof name, "layer.%zu.%s", l, square[i]);
            test_model_linear(&m, name, TEST_MODEL_K, TEST_MODEL_K);
        }
        snprintf(name, sizeof name, "layer.%zu.up", l);
        test_model_linear(&m, name, TEST_MODEL_FEED, TEST_MODEL_K);
        snprintf(name, sizeof name, "layer.%zu.down", l);
        test_model_linear(&m, name, TEST_MODEL_K, TEST_MODEL_FEED);
        for (int norm = 1; norm <= 2; norm++) {
            snprintf(name, sizeof name, "layer.%zu.norm%d.weight", l, norm);
            test_model_vector(&m, name, TEST_MODEL_K);
            snprintf(name, sizeof name, "layer.%zu.norm%d.bias", l, norm);
            test_model_vector(&m, name, TEST_MODEL_K);
        }
    }
    m.size = 1;
    return test_model_end(&m, TEST_MODEL_K + TEST_MODEL_K_EMBED, 16, false, size);
}

#endif
