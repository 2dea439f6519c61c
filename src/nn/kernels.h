/*
 * kernels.h -- the arithmetic of the network: few functions, once for each kind of processor, chosen when a model is opened.
 *
 * All variants give the same bits. Products of matrices are sums of bytes' products in 32 bits, which no order of adding can change; what
 * remains in floats is elementwise, or summed over 16 lanes in a fixed tree, and multiplies and adds are fused (IEEE fusedMultiplyAdd) in
 * each variant or in none. So a text reads the same on every machine. kernels_body.h is the one source of all variants; lanes_*.h say
 * what sixteen lanes are made of.
 *
 * Quantised numbers are bytes with a scale and a zero for each row (gemm.h).
 *
 * Tests  tests/unit/test_kernels.c, tests/unit/test_kernels8.c, tests/parity/
 */
#ifndef DUL_KERNELS_H
#define DUL_KERNELS_H

#include "nn/gemm.h"

#define DUL_LANES 16 /* widths of the network are multiples of this */

/* A step of an LSTM for n sentences at once, k units. Gates stand in groups of 16 units: i[16] f[16] g[16] o[16]. */
typedef struct {
    size_t          n, k;
    const float    *from_input; /* [.][in_stride]  at row[r]: what the input adds to the gates             */
    size_t          in_stride;
    const uint32_t *row;        /* [n]                                                                     */
    const float    *from_state; /* [n][4 * k]      what the state adds                                     */
    float          *cell;       /* [n][k]          changed                                                 */
    uint8_t        *state;      /* [n][k]          changed: 127 times the state, and 128                   */
    uint8_t        *out;        /* [.][out_stride] at row[r]: the state again                              */
    size_t          out_stride;
} dul_lstm_step;

#define DUL_ATTEND_WIDTH 32 /* numbers of a query, key or value of one attention head  */
#define DUL_ATTEND_ROWS  8  /* queries that are looked at together                     */

/* One head of attention over a sequence of n places: out[i] = sum_j softmax_j(q[i] . k[j]) v[j]; what queries are divided by is in their weights. */
typedef struct {
    size_t       n;
    const float *q, *k, *v; /* [n][stride], of which DUL_ATTEND_WIDTH numbers are used */
    size_t       stride;
    float       *out; /* [n][out_stride]                                        */
    size_t       out_stride;
    float       *room; /* dul_attend_room(n) numbers                             */
} dul_attention;

static inline size_t dul_attend_room(size_t n)
{
    return (n + DUL_LANES - 1) / DUL_LANES * DUL_LANES * (DUL_ATTEND_WIDTH + DUL_ATTEND_ROWS);
}

typedef struct {
    const char *name;

    void (*lstm_step)(const dul_lstm_step *step);

    /* Sum of n <= DUL_LANES rows of k whole numbers, each times its scale (half a float) and factor; LayerNorm; quantised as by `quantise`. room is [k]. */
    dul_scale8 (*embed)(const int8_t *const *row, const uint16_t scale[DUL_LANES], size_t n, size_t k, float factor, const float *weight, const float *bias,
                        float *room, uint8_t *out);

    /* max(x, 0) of x = a (+ b, when not NULL), quantised to 0..limit (<= 255), counted from zero 0. room is [k]. */
    dul_scale8 (*relu)(const float *a, const float *b, size_t k, float limit, float *room, uint8_t *out);

    /* To 127 on either side of 128. */
    dul_scale8 (*quantise)(const float *x, size_t k, uint8_t *out);

    /* The first index of the largest of n numbers. */
    size_t (*argmax)(const float *x, size_t n);

    /* sum_i exp(x[i] - max) */
    float (*sum_exp)(const float *x, size_t n, float max);

    /* ---- rows of bytes, x = x_scale.scale * (byte - x_scale.zero): kernels8_body.h ---- */

    /* out[r][o] = x_scale[r].scale * scale[o] * sum_i (x[r][i] - x_scale[r].zero) w[o][i] + bias[o], for whole panels of o. x_scale NULL: 1 / 127 and 128 for
     * all rows. */
    void (*product)(const dul_gemm *w, const uint8_t *x, size_t x_stride, const dul_scale8 *x_scale, size_t n, float *out, size_t out_stride);

    /* From the least to the largest number of the row, zero included. */
    dul_scale8 (*quantise8)(const float *x, size_t k, uint8_t *out);

    /* x becomes GELU(x) = x (1 + erf(x / sqrt 2)) / 2, quantised. */
    dul_scale8 (*gelu)(float *x, size_t k, uint8_t *out);

    /* h = LayerNorm(a * a_scale + b), quantised. */
    dul_scale8 (*embed8)(const int8_t *a, float a_scale, const float *b, size_t k, const float *weight, const float *bias, float *h, uint8_t *out);

    /* h = LayerNorm(h + x), quantised. */
    dul_scale8 (*add_norm)(float *h, const float *x, size_t k, const float *weight, const float *bias, uint8_t *out);

    void (*attend)(const dul_attention *attention);

    /* sum += x * factor */
    void (*add)(float *sum, const float *x, float factor, size_t k);
} dul_kernels;

extern const dul_kernels dul_kernels_ref; /* plain C */
#if defined(__x86_64__)
extern const dul_kernels dul_kernels_avx2;    /* AVX2, FMA, F16C          */
extern const dul_kernels dul_kernels_avxvnni; /* the same with VNNI       */
extern const dul_kernels dul_kernels_avx512;  /* AVX-512 F, BW, VL, VNNI  */
#elif defined(__aarch64__)
extern const dul_kernels dul_kernels_neon;
#endif

/* The variants that this processor can run, best first; NULL at the end. */
const dul_kernels *dul_kernels_get(size_t index);

#endif
