/* lanes_ref.h -- sixteen lanes in plain C: slow, and the measure of the others. */
#ifndef DUL_LANES_REF_H
#define DUL_LANES_REF_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define UNROLL     /* here it would do harm */
#define LANES_NAME dul_kernels_ref
#define LANES_TEXT "ref"
#define LANES_TARGET
#define TILE_ROWS    2
#define TILE_VECTORS 1
#define ATTEND_TILE  1 /* queries, likewise */
#define V4X_SHIFT    0 /* what is taken from a byte before it is multiplied */

typedef struct {
    float at[16];
} vf;
typedef struct {
    int32_t at[16];
} vi;

#define EACH_LANE for (int i = 0; i < 16; i++)
#define LANES_FN  static inline

LANES_FN vf vf_load(const float *p)
{
    vf r;
    memcpy(r.at, p, sizeof r.at);
    return r;
}
LANES_FN void vf_store(float *p, vf a)
{
    memcpy(p, a.at, sizeof a.at);
}
LANES_FN vf vf_set(float x)
{
    vf        r;
    EACH_LANE r.at[i] = x;
    return r;
}
LANES_FN vf vf_add(vf a, vf b)
{
    EACH_LANE a.at[i] += b.at[i];
    return a;
}
LANES_FN vf vf_sub(vf a, vf b)
{
    EACH_LANE a.at[i] -= b.at[i];
    return a;
}
LANES_FN vf vf_mul(vf a, vf b)
{
    EACH_LANE a.at[i] *= b.at[i];
    return a;
}
LANES_FN vf vf_div(vf a, vf b)
{
    EACH_LANE a.at[i] /= b.at[i];
    return a;
}
/* a * b + c with one rounding */
LANES_FN vf vf_fma(vf a, vf b, vf c)
{
    EACH_LANE a.at[i] = fmaf(a.at[i], b.at[i], c.at[i]);
    return a;
}
/* b where a is not a number */
LANES_FN vf vf_max(vf a, vf b)
{
    EACH_LANE a.at[i] = a.at[i] > b.at[i] ? a.at[i] : b.at[i];
    return a;
}
LANES_FN vf vf_min(vf a, vf b)
{
    EACH_LANE a.at[i] = a.at[i] < b.at[i] ? a.at[i] : b.at[i];
    return a;
}
LANES_FN float lanes_of_half(uint16_t half)
{
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, exponent = half >> 10 & 31, fraction = half & 0x3FF, bits;
    float    value;
    if (exponent == 0) { /* zero and what lies below the smallest normal number: fraction * 2^-24 */
        value = (float)fraction * 0x1p-24f;
        return sign != 0 ? -value : value;
    }
    bits = sign | (exponent == 31 ? 0x7F800000u : (exponent + 112) << 23) | fraction << 13;
    if (exponent == 31 && fraction != 0)
        bits |= 0x400000; /* a quiet NaN */
    memcpy(&value, &bits, sizeof value);
    return value;
}
LANES_FN vf vf_load_half(const uint16_t *p)
{
    vf        r;
    EACH_LANE r.at[i] = lanes_of_half(p[i]);
    return r;
}
LANES_FN vf vf_of(vi a)
{
    vf        r;
    EACH_LANE r.at[i] = (float)a.at[i];
    return r;
}
/* To the nearest whole number, ties to even; |a| below 2^22. */
LANES_FN vi vf_round(vf a)
{
    const float shift = 12582912.0f; /* 1.5 * 2^23: leaves no room for a fraction */
    vi          r;
    EACH_LANE   r.at[i] = (int32_t)((a.at[i] + shift) - shift);
    return r;
}
LANES_FN vi vi_set(int32_t x)
{
    vi        r;
    EACH_LANE r.at[i] = x;
    return r;
}
/* 2^a for whole a from -126 to 127 */
LANES_FN vf vi_exp2(vi a)
{
    vf r;
    EACH_LANE
    {
        uint32_t bits = (uint32_t)(a.at[i] + 127) << 23;
        memcpy(&r.at[i], &bits, sizeof bits);
    }
    return r;
}
/* Behind a loop of products; other variants have something to say to the compiler here. */
LANES_FN void vi_settle(vi *sum)
{
    (void)sum;
}
LANES_FN vi vi_load(const int32_t *p)
{
    vi r;
    memcpy(r.at, p, sizeof r.at);
    return r;
}
LANES_FN vi vi_sub(vi a, vi b)
{
    EACH_LANE a.at[i] -= b.at[i];
    return a;
}
LANES_FN vi vi_mul(vi a, vi b)
{
    EACH_LANE a.at[i] *= b.at[i];
    return a;
}
LANES_FN vf vf_load_s8(const int8_t *p)
{
    vf        r;
    EACH_LANE r.at[i] = p[i];
    return r;
}
/* As bytes; what goes beyond becomes 0 or 255. */
LANES_FN void vi_store_u8(uint8_t *p, vi a)
{
    EACH_LANE p[i] = (uint8_t)(a.at[i] < 0 ? 0 : a.at[i] > 255 ? 255 : a.at[i]);
}
/* Four inputs of a row, for all lanes; four weights of each of sixteen outputs. */
typedef struct {
    uint8_t at[4];
} v4x;
typedef struct {
    const int8_t *at;
} v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    return (v4x){{x[0], x[1], x[2], x[3]}};
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    return (v4w){w};
}
/* sum + x[0] w[.][0] + x[1] w[.][1] + x[2] w[.][2] + x[3] w[.][3] */
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    EACH_LANE sum.at[i] += x.at[0] * w.at[4 * i] + x.at[1] * w.at[4 * i + 1] + x.at[2] * w.at[4 * i + 2] + x.at[3] * w.at[4 * i + 3];
    return sum;
}
/* Sums and maxima of all lanes in a fixed tree: i with i + 8, then i + 4, i + 2, i + 1. */
LANES_FN float lanes_sum(vf a)
{
    for (int half = 8; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            a.at[i] += a.at[i + half];
    return a.at[0];
}
LANES_FN float lanes_max(vf a)
{
    for (int half = 8; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            a.at[i] = a.at[i] > a.at[i + half] ? a.at[i] : a.at[i + half];
    return a.at[0];
}

#endif
