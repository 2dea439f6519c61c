/* lanes_avx2.h -- sixteen lanes as two registers of AVX2. */
#ifndef DUL_LANES_AVX2_H
#define DUL_LANES_AVX2_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define UNROLL     _Pragma("GCC unroll 16") /* so that arrays of sums become registers */
#define LANES_NAME dul_kernels_avx2
#define LANES_TEXT "avx2"
#define LANES_TARGET
#define TILE_ROWS    4 /* 8 sums, 2 weights, 1 input, and room: with 6 gcc 12 loses a fifth */
#define TILE_VECTORS 1
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
LANES_FN vf vf_load_8(const int8_t *p)
{
    return (vf){_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)p))),
                _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)(p + 8))))};
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
LANES_FN void vi_store_16(int16_t *p, vi a)
{
    __m256i mixed = _mm256_packs_epi32(a.low, a.high); /* works on halves of 128 bits */
    _mm256_storeu_si256((__m256i *)(void *)p, _mm256_permute4x64_epi64(mixed, 0xD8));
}
/* See lanes_avx512.h. */
LANES_FN void vi_settle(vi *sum)
{
    __asm__("" : "+x"(sum->low), "+x"(sum->high));
}
LANES_FN vi vi_dot(vi sum, vi x, const int16_t *w)
{
    const __m256i *weight = (const __m256i *)(const void *)w;
    return (vi){_mm256_add_epi32(sum.low, _mm256_madd_epi16(x.low, _mm256_loadu_si256(weight))),
                _mm256_add_epi32(sum.high, _mm256_madd_epi16(x.low, _mm256_loadu_si256(weight + 1)))};
}

#endif
