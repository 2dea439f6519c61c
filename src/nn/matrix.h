/*
 * matrix.h -- weights as the kernels want them: quantised to 16 bits, 32 outputs side by side.
 *
 *     w[o][i] = round(weight[o][i] / scale[o])
 *
 * with the smallest scale[o] for which no sum can leave 32 bits: |w| <= 32767 and sum_i |w[o][i]| * 4096 < 2^31. That leaves weights of 256 inputs
 * about 14 bits, so the products are as good as those of half floats, and exact on every machine.
 *
 * Memory  an arena of the caller
 * Tests   tests/unit/test_kernels.c
 */
#ifndef DUL_MATRIX_H
#define DUL_MATRIX_H

#include "base/memory.h"
#include "nn/kernels.h"

/* Bytes for a matrix, and the matrix laid out in them (room is aligned to 64 bytes); everything is zero. n_in is a multiple of DUL_LANES. */
size_t     dul_matrix_bytes(size_t n_out, size_t n_in);
dul_matrix dul_matrix_in(void *room, size_t n_out, size_t n_in);

/* A matrix in an arena; false when memory ran out. */
bool dul_matrix_new(dul_arena *arena, size_t n_out, size_t n_in, dul_matrix *out);

/* Set the weights and the bias of an output. false when one of them is not a finite number. */
bool dul_matrix_set(dul_matrix *matrix, size_t out, const float *weight, float bias);

/* The same for weights that are quantised already. */
void dul_matrix_set_quantised(dul_matrix *matrix, size_t out, const int16_t *weight, float scale);

/* Outputs with the last panel filled up: the stride of what matmul writes. */
static inline size_t dul_matrix_width(const dul_matrix *matrix)
{
    return matrix->n_panels * DUL_PANEL;
}

#endif
