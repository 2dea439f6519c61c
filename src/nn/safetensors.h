/*
 * safetensors.h -- a mapped safetensors file: named tensors that are used where they lie, and metadata strings.
 *
 *     offset  size  meaning
 *     0       8     n, little-endian: bytes of the header
 *     8       n     JSON: {"__metadata__": {key: text, ...}, name: {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, ...}, blanks after it
 *     8 + n   ...   the data, without gaps
 *
 * The file is not trusted: lengths, offsets, shapes, alignment and overlaps are checked before anything is looked at.
 *
 * Memory  views of the file, and the caller's arena; both outlive the dul_safetensors
 * Tests   tests/unit/test_safetensors.c, tests/fuzz/fuzz_model.c
 */
#ifndef DUL_SAFETENSORS_H
#define DUL_SAFETENSORS_H

#include "base/memory.h"

#define DUL_TENSOR_DIMS 4

typedef enum {
    DUL_TENSOR_F32,
    DUL_TENSOR_F16,
    DUL_TENSOR_I32,
    DUL_TENSOR_I8,
} dul_tensor_type;

typedef struct {
    dul_str         name;
    dul_tensor_type type;
    uint32_t        n_dims;
    size_t          shape[DUL_TENSOR_DIMS];
    size_t          n_elements;
    const void     *data;  /* aligned to the size of an element */
    uint64_t        byte;  /* where the header speaks of it, for errors */
    size_t          start; /* its data's offset in the file */
    size_t          end;
} dul_tensor;

typedef struct {
    dul_str key, value; /* value.at[value.len] is NUL */
} dul_tensor_about;

typedef struct {
    size_t            n_tensors, n_about;
    dul_tensor       *tensor; /* [n_tensors] in the order of the header */
    dul_tensor_about *about;  /* [n_about]   metadata                   */
} dul_safetensors;

/* Read the header. bytes must be aligned to 8 bytes, as mapped files are. DULATI_E_FORMAT names the byte; path is for errors. */
dulati_result dul_safetensors_open(dul_str bytes, const char *path, dul_arena *arena, dul_safetensors *out, dulati_error *err);

/* The tensor of that name, or NULL. */
const dul_tensor *dul_safetensors_find(const dul_safetensors *file, const char *name);

/* A metadata string; at == NULL when there is none. */
dul_str dul_safetensors_about(const dul_safetensors *file, const char *key);

#endif
