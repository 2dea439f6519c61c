/*
 * weights.h -- tensors of a model file by name, each checked before it is used: type, shape, finite numbers.
 *
 * Memory  views of the mapped file; matrices in the arena given
 * Tests   tests/fuzz/fuzz_model.c
 */
#ifndef DUL_WEIGHTS_H
#define DUL_WEIGHTS_H

#include "nn/gemm.h"
#include "nn/safetensors.h"

typedef struct {
    const dul_safetensors *file;
    const char            *path; /* for errors */
    dul_arena             *arena;
    dulati_error          *err;
} dul_weights;

dulati_result dul_weights_fail(const dul_weights *weights, const char *message, uint64_t byte);

/* A whole number of the metadata: a multiple of `multiple`, from there to max. */
dulati_result dul_weights_size(const dul_weights *weights, const char *key, size_t multiple, size_t max, size_t *out);

/* A tensor of that type and shape (columns 0: one dimension). */
dulati_result dul_weights_tensor(const dul_weights *weights, const char *name, dul_tensor_type type, size_t rows, size_t columns, const dul_tensor **out);

/* n floats, each of them finite. */
dulati_result dul_weights_floats(const dul_weights *weights, const char *name, size_t n, const float **out);

/* NAME.weight [rows][gemm->n_in], NAME.scale and NAME.bias [rows] become outputs of the matrix from `first` on; all of them times factor. */
dulati_result dul_weights_fill(const dul_weights *weights, const char *name, size_t rows, float factor, dul_gemm *gemm, size_t first);

#endif
