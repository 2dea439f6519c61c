/* lanes_avx512.h -- sixteen lanes as one register of AVX-512, products of 16-bit integers by VNNI. */
#ifndef DUL_LANES_AVX512_H
#define DUL_LANES_AVX512_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define UNROLL       _Pragma("GCC unroll 16") /* so that arrays of sums become registers */
#define LANES_NAME   dul_kernels_avx512
#define LANES_TEXT   "avx512"
#define LANES_TARGET __attribute__((target("avx512vnni")))
#define TILE_ROWS    13
#define TILE_VECTORS 2
#define ATTEND_TILE  8
#define V4X_SHIFT    0
#define LANES_FN     static inline __attribute__((always_inline)) LANES_TARGET

typedef __m512  vf;
typedef __m512i vi;

LANES_FN vf vf_load(const float *p)
{
    return _mm512_loadu_ps(p);
}
LANES_FN void vf_store(float *p, vf a)
{
    _mm512_storeu_ps(p, a);
}
LANES_FN vf vf_set(float x)
{
    return _mm512_set1_ps(x);
}
LANES_FN vf vf_add(vf a, vf b)
{
    return _mm512_add_ps(a, b);
}
LANES_FN vf vf_sub(vf a, vf b)
{
    return _mm512_sub_ps(a, b);
}
LANES_FN vf vf_mul(vf a, vf b)
{
    return _mm512_mul_ps(a, b);
}
LANES_FN vf vf_div(vf a, vf b)
{
    return _mm512_div_ps(a, b);
}
LANES_FN vf vf_fma(vf a, vf b, vf c)
{
    return _mm512_fmadd_ps(a, b, c);
}
LANES_FN vf vf_max(vf a, vf b)
{
    return _mm512_max_ps(a, b);
}
LANES_FN vf vf_min(vf a, vf b)
{
    return _mm512_min_ps(a, b);
}
LANES_FN vf vf_load_half(const uint16_t *p)
{
    return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(const void *)p));
}
LANES_FN vf vf_of(vi a)
{
    return _mm512_cvtepi32_ps(a);
}
LANES_FN vi vf_round(vf a)
{
    return _mm512_cvtps_epi32(a);
}
LANES_FN vi vi_set(int32_t x)
{
    return _mm512_set1_epi32(x);
}
LANES_FN vf vi_exp2(vi a)
{
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_add_epi32(a, _mm512_set1_epi32(127)), 23));
}
/* gcc 12 gives a sum two registers, one before and one after each step, and then runs out of them: the loop takes half as long again. Assembly in place of
 * the built-in function, and this statement behind the loop, keep it to one. */
LANES_FN void vi_settle(vi *sum)
{
    __asm__("" : "+v"(*sum));
}
LANES_FN vi vi_load(const int32_t *p)
{
    return _mm512_loadu_si512(p);
}
LANES_FN vi vi_sub(vi a, vi b)
{
    return _mm512_sub_epi32(a, b);
}
LANES_FN vi vi_mul(vi a, vi b)
{
    return _mm512_mullo_epi32(a, b);
}
LANES_FN vf vf_load_s8(const int8_t *p)
{
    return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(const void *)p)));
}
LANES_FN void vi_store_u8(uint8_t *p, vi a)
{
    _mm_storeu_si128((__m128i *)(void *)p, _mm512_cvtusepi32_epi8(_mm512_max_epi32(a, _mm512_setzero_si512())));
}

typedef __m512i v4x;
typedef __m512i v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm512_set1_epi32(four);
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    return _mm512_loadu_si512(w);
}
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    return sum;
}
/* Sums and maxima of all lanes in a fixed tree: i with i + 8, then i + 4, i + 2, i + 1. */
LANES_FN float lanes_sum(vf a)
{
    __m256 half    = _mm256_add_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1));
    __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
    quarter        = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}
LANES_FN float lanes_max(vf a)
{
    __m256 half    = _mm256_max_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1));
    __m128 quarter = _mm_max_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
    quarter        = _mm_max_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_max_ss(quarter, _mm_movehdup_ps(quarter)));
}

#endif
