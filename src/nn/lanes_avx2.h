/* lanes_avx2.h -- sixteen lanes as two registers of AVX2; with DUL_LANES_VNNI, products of bytes by AVX-VNNI. */
#ifndef DUL_LANES_AVX2_H
#define DUL_LANES_AVX2_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define UNROLL _Pragma("GCC unroll 16") /* so that arrays of sums become registers */
#define LANES_TARGET
#if defined(DUL_LANES_VNNI)
#define LANES_NAME dul_kernels_avxvnni
#define LANES_TEXT "avxvnni"
#else
#define LANES_NAME dul_kernels_avx2
#define LANES_TEXT "avx2"
#endif
#define V4X_SHIFT 0
#if defined(DUL_LANES_VNNI)
#define TILE_ROWS 6 /* 12 sums, 2 weights, 1 input */
#else
#define TILE_ROWS 4
#endif
#define TILE_VECTORS 1
#define ATTEND_TILE  2
#define LANES_FN     static inline __attribute__((always_inline))

typedef struct {
    __m256 low, high;
} vf;
typedef struct {
    __m256i low, high;
} vi;

LANES_FN vf vf_load(const float *p)
{
    return (vf){_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)};
}
LANES_FN void vf_store(float *p, vf a)
{
    _mm256_storeu_ps(p, a.low);
    _mm256_storeu_ps(p + 8, a.high);
}
LANES_FN vf vf_set(float x)
{
    return (vf){_mm256_set1_ps(x), _mm256_set1_ps(x)};
}
LANES_FN vf vf_add(vf a, vf b)
{
    return (vf){_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high)};
}
LANES_FN vf vf_sub(vf a, vf b)
{
    return (vf){_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high)};
}
LANES_FN vf vf_mul(vf a, vf b)
{
    return (vf){_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high)};
}
LANES_FN vf vf_div(vf a, vf b)
{
    return (vf){_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high)};
}
LANES_FN vf vf_fma(vf a, vf b, vf c)
{
    return (vf){_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high)};
}
LANES_FN vf vf_max(vf a, vf b)
{
    return (vf){_mm256_max_ps(a.low, b.low), _mm256_max_ps(a.high, b.high)};
}
LANES_FN vf vf_min(vf a, vf b)
{
    return (vf){_mm256_min_ps(a.low, b.low), _mm256_min_ps(a.high, b.high)};
}
LANES_FN vf vf_load_half(const uint16_t *p)
{
    return (vf){_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)p)), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)(p + 8)))};
}
LANES_FN vf vf_of(vi a)
{
    return (vf){_mm256_cvtepi32_ps(a.low), _mm256_cvtepi32_ps(a.high)};
}
LANES_FN vi vf_round(vf a)
{
    return (vi){_mm256_cvtps_epi32(a.low), _mm256_cvtps_epi32(a.high)};
}
LANES_FN vi vi_set(int32_t x)
{
    return (vi){_mm256_set1_epi32(x), _mm256_set1_epi32(x)};
}
LANES_FN vf vi_exp2(vi a)
{
    __m256i bias = _mm256_set1_epi32(127);
    return (vf){_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(a.low, bias), 23)),
                _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(a.high, bias), 23))};
}
/* See lanes_avx512.h. */
LANES_FN void vi_settle(vi *sum)
{
    __asm__("" : "+x"(sum->low), "+x"(sum->high));
}
LANES_FN vi vi_load(const int32_t *p)
{
    return (vi){_mm256_loadu_si256((const __m256i *)(const void *)p), _mm256_loadu_si256((const __m256i *)(const void *)(p + 8))};
}
LANES_FN vi vi_sub(vi a, vi b)
{
    return (vi){_mm256_sub_epi32(a.low, b.low), _mm256_sub_epi32(a.high, b.high)};
}
LANES_FN vi vi_mul(vi a, vi b)
{
    return (vi){_mm256_mullo_epi32(a.low, b.low), _mm256_mullo_epi32(a.high, b.high)};
}
LANES_FN vf vf_load_s8(const int8_t *p)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    return (vf){_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(bytes, 8)))};
}
LANES_FN void vi_store_u8(uint8_t *p, vi a)
{
    __m256i words = _mm256_permute4x64_epi64(_mm256_packs_epi32(a.low, a.high), 0xD8);
    _mm_storeu_si128((__m128i *)(void *)p, _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1)));
}

#if defined(DUL_LANES_VNNI)
typedef __m256i v4x;
typedef vi      v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    return vi_load((const int32_t *)(const void *)w);
}
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(sum.low) : "x"(x), "x"(w.low));
    __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(sum.high) : "x"(x), "x"(w.high));
    return sum;
}
#else
/* Without VNNI: bytes as 16-bit numbers, the even ones and the odd ones; no sum of two products leaves 32 bits. */
typedef struct {
    __m256i even, odd;
} v4x;
typedef struct {
    v4x low, high;
} v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    __m256i all = _mm256_set1_epi32(four);
    return (v4x){_mm256_and_si256(all, _mm256_set1_epi16(0xFF)), _mm256_srli_epi16(all, 8)};
}
LANES_FN v4x v4w_load_half(const int8_t *w)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)w);
    return (v4x){_mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8), _mm256_srai_epi16(bytes, 8)};
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    return (v4w){v4w_load_half(w), v4w_load_half(w + 32)};
}
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    sum.low  = _mm256_add_epi32(sum.low, _mm256_add_epi32(_mm256_madd_epi16(x.even, w.low.even), _mm256_madd_epi16(x.odd, w.low.odd)));
    sum.high = _mm256_add_epi32(sum.high, _mm256_add_epi32(_mm256_madd_epi16(x.even, w.high.even), _mm256_madd_epi16(x.odd, w.high.odd)));
    return sum;
}
#endif
/* Sums and maxima of all lanes in a fixed tree: i with i + 8, then i + 4, i + 2, i + 1. */
LANES_FN float lanes_sum(vf a)
{
    __m256 half    = _mm256_add_ps(a.low, a.high);
    __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
    quarter        = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}
LANES_FN float lanes_max(vf a)
{
    __m256 half    = _mm256_max_ps(a.low, a.high);
    __m128 quarter = _mm_max_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
    quarter        = _mm_max_ps(quarter, _mm_movehl_ps(quarter, quarter));
    return _mm_cvtss_f32(_mm_max_ss(quarter, _mm_movehdup_ps(quarter)));
}

#endif
