/*
 * gemm.h -- weights of 8 bits as the kernels want them: 32 outputs side by side, four inputs of each together.
 *
 *     out[r][o] = sum_i x[r][i] w[o][i] + bias[o]      w = weight * scale[o], weight a signed byte;  x = byte * scale[r], counted from zero[r]
 *
 * The processor multiplies unsigned bytes by signed ones and adds four products at a time into 32 bits (vpdpbusd and its like). So the sums are whole
 * numbers, which no order of adding changes, and
 *
 *     sum_i (x[i] - zero) w[i]  =  sum_i x[i] w[i]  -  zero * sum_i w[i]
 *
 * where the last sum is known when a model is opened. A zero of its own for each row lets numbers that are never negative, or hardly (after ReLU, GELU),
 * use all of the byte.
 *
 *     panel   [n_panels][n_in / 4][DUL_GEMM_PANEL][4]   outputs beyond n_out are zero
 *
 * Memory  the caller's
 * Tests   tests/unit/test_kernels8.c
 */
#ifndef DUL_GEMM_H
#define DUL_GEMM_H

#include "base/memory.h"

#define DUL_GEMM_PANEL  32   /* outputs that lie side by side                                  */
#define DUL_GEMM_IN_MAX 8192 /* inputs at most: sums of 255 * 128 * 8192 stay within 32 bits   */

typedef struct {
    size_t   n_out, n_in; /* n_in a multiple of 16                    */
    size_t   n_panels;    /* of DUL_GEMM_PANEL outputs                */
    int8_t  *panel;       /* see above                                */
    float   *scale;       /* [n_panels * DUL_GEMM_PANEL]              */
    float   *bias;        /* [n_panels * DUL_GEMM_PANEL]              */
    int32_t *sum;         /* [n_panels * DUL_GEMM_PANEL] of an output's weights */
} dul_gemm;

/* x = scale * (byte - zero) */
typedef struct {
    float   scale;
    int32_t zero; /* 0 to 255 */
} dul_scale8;

/* Bytes for n_out outputs of n_in inputs, and the matrix laid out in them (room is aligned to 64 bytes); everything is zero. */
size_t   dul_gemm_bytes(size_t n_out, size_t n_in);
dul_gemm dul_gemm_in(void *room, size_t n_out, size_t n_in);

/* The same in an arena; false when memory ran out. */
bool dul_gemm_new(dul_arena *arena, size_t n_out, size_t n_in, dul_gemm *out);

/* Set an output: weight [n_in]. */
void dul_gemm_set(dul_gemm *gemm, size_t out, const int8_t *weight, float scale, float bias);

/* Outputs with the last panel filled up: the stride of what matmul writes. */
static inline size_t dul_gemm_width(const dul_gemm *gemm)
{
    return gemm->n_panels * DUL_GEMM_PANEL;
}

#endif
