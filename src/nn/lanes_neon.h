/* lanes_neon.h -- sixteen lanes as four registers of 64-bit ARM. */
#ifndef DUL_LANES_NEON_H
#define DUL_LANES_NEON_H

#include <arm_neon.h>
#include <stdint.h>
#include <string.h>

#define UNROLL     _Pragma("GCC unroll 16") /* so that arrays of sums become registers */
#define LANES_NAME dul_kernels_neon
#define LANES_TEXT "neon"
#define LANES_TARGET
#define ATTEND_TILE 2
#define LANES_FN    static inline __attribute__((always_inline))

typedef float32x4x4_t vf;
typedef int32x4x4_t   vi;

/* One expression of q for each of the four registers. */
#define EACH_QUARTER(type, expression) \
    type r;                            \
    for (int q = 0; q < 4; q++)        \
        r.val[q] = (expression);       \
    return r

LANES_FN vf vf_load(const float *p)
{
    EACH_QUARTER(vf, vld1q_f32(p + 4 * q));
}
LANES_FN void vf_store(float *p, vf a)
{
    for (int q = 0; q < 4; q++)
        vst1q_f32(p + 4 * q, a.val[q]);
}
LANES_FN vf vf_set(float x)
{
    EACH_QUARTER(vf, vdupq_n_f32(x));
}
LANES_FN vf vf_add(vf a, vf b)
{
    EACH_QUARTER(vf, vaddq_f32(a.val[q], b.val[q]));
}
LANES_FN vf vf_sub(vf a, vf b)
{
    EACH_QUARTER(vf, vsubq_f32(a.val[q], b.val[q]));
}
LANES_FN vf vf_mul(vf a, vf b)
{
    EACH_QUARTER(vf, vmulq_f32(a.val[q], b.val[q]));
}
LANES_FN vf vf_div(vf a, vf b)
{
    EACH_QUARTER(vf, vdivq_f32(a.val[q], b.val[q]));
}
LANES_FN vf vf_fma(vf a, vf b, vf c)
{
    EACH_QUARTER(vf, vfmaq_f32(c.val[q], a.val[q], b.val[q]));
}
/* b where a is not a number, which is not what ARM's own maximum gives */
LANES_FN vf vf_max(vf a, vf b)
{
    EACH_QUARTER(vf, vbslq_f32(vcgtq_f32(a.val[q], b.val[q]), a.val[q], b.val[q]));
}
LANES_FN vf vf_min(vf a, vf b)
{
    EACH_QUARTER(vf, vbslq_f32(vcltq_f32(a.val[q], b.val[q]), a.val[q], b.val[q]));
}
LANES_FN vf vf_load_half(const uint16_t *p)
{
    EACH_QUARTER(vf, vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p + 4 * q))));
}
LANES_FN vf vf_of(vi a)
{
    EACH_QUARTER(vf, vcvtq_f32_s32(a.val[q]));
}
LANES_FN vi vf_round(vf a)
{
    EACH_QUARTER(vi, vcvtnq_s32_f32(a.val[q]));
}
LANES_FN vi vi_set(int32_t x)
{
    EACH_QUARTER(vi, vdupq_n_s32(x));
}
LANES_FN vf vi_exp2(vi a)
{
    EACH_QUARTER(vf, vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(a.val[q], vdupq_n_s32(127)), 23)));
}
/* Behind a loop of products; other variants have something to say to the compiler here. */
LANES_FN void vi_settle(vi *sum)
{
    (void)sum;
}
LANES_FN vi vi_load(const int32_t *p)
{
    EACH_QUARTER(vi, vld1q_s32(p + 4 * q));
}
LANES_FN vi vi_sub(vi a, vi b)
{
    EACH_QUARTER(vi, vsubq_s32(a.val[q], b.val[q]));
}
LANES_FN vi vi_mul(vi a, vi b)
{
    EACH_QUARTER(vi, vmulq_s32(a.val[q], b.val[q]));
}
LANES_FN vf vf_load_s8(const int8_t *p)
{
    int8x16_t bytes = vld1q_s8(p);
    int16x8_t low = vmovl_s8(vget_low_s8(bytes)), high = vmovl_high_s8(bytes);
    return (vf){{vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))), vcvtq_f32_s32(vmovl_high_s16(low)), vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))),
                 vcvtq_f32_s32(vmovl_high_s16(high))}};
}
LANES_FN void vi_store_u8(uint8_t *p, vi a)
{
    uint16x8_t low = vcombine_u16(vqmovun_s32(a.val[0]), vqmovun_s32(a.val[1])), high = vcombine_u16(vqmovun_s32(a.val[2]), vqmovun_s32(a.val[3]));
    vst1q_u8(p, vcombine_u8(vqmovn_u16(low), vqmovn_u16(high)));
}

#if defined(__ARM_FEATURE_DOTPROD)
/* Signed bytes by signed bytes: 128 is taken from the inputs. */
#define V4X_SHIFT    128
#define TILE_ROWS    6 /* 24 sums, 4 weights, 1 input */
#define TILE_VECTORS 1

typedef int8x16_t   v4x;
typedef int8x16x4_t v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    uint32_t four;
    memcpy(&four, x, sizeof four);
    return vreinterpretq_s8_u32(vdupq_n_u32(four ^ 0x80808080u));
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    EACH_QUARTER(v4w, vld1q_s8(w + 16 * q));
}
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    EACH_QUARTER(vi, vdotq_s32(sum.val[q], w.val[q], x));
}
#else
/* Bytes as 16-bit numbers; the load puts the first weights of all outputs together, the second ones, ... */
#define V4X_SHIFT    0
#define TILE_ROWS    4 /* 16 sums, 8 weights, 1 input */
#define TILE_VECTORS 1

typedef int16x4_t v4x;
typedef struct {
    int16x8_t low[4], high[4];
} v4w;

LANES_FN v4x v4x_load(const uint8_t *x)
{
    uint32_t four;
    memcpy(&four, x, sizeof four);
    return vget_low_s16(vreinterpretq_s16_u16(vmovl_u8(vreinterpret_u8_u32(vdup_n_u32(four)))));
}
LANES_FN v4w v4w_load(const int8_t *w)
{
    int8x16x4_t by_input = vld4q_s8(w);
    v4w         r;
    for (int i = 0; i < 4; i++) {
        r.low[i]  = vmovl_s8(vget_low_s8(by_input.val[i]));
        r.high[i] = vmovl_high_s8(by_input.val[i]);
    }
    return r;
}
#define EACH_INPUT(i)                                                       \
    sum.val[0] = vmlal_lane_s16(sum.val[0], vget_low_s16(w.low[i]), x, i);  \
    sum.val[1] = vmlal_high_lane_s16(sum.val[1], w.low[i], x, i);           \
    sum.val[2] = vmlal_lane_s16(sum.val[2], vget_low_s16(w.high[i]), x, i); \
    sum.val[3] = vmlal_high_lane_s16(sum.val[3], w.high[i], x, i)
LANES_FN vi vi_dot4(vi sum, v4x x, v4w w)
{
    EACH_INPUT(0);
    EACH_INPUT(1);
    EACH_INPUT(2);
    EACH_INPUT(3);
    return sum;
}
#endif
/* Sums and maxima of all lanes in a fixed tree: i with i + 8, then i + 4, i + 2, i + 1. */
LANES_FN float lanes_sum(vf a)
{
    float32x4_t quarter = vaddq_f32(vaddq_f32(a.val[0], a.val[2]), vaddq_f32(a.val[1], a.val[3]));
    float32x2_t two     = vadd_f32(vget_low_f32(quarter), vget_high_f32(quarter));
    return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
}
LANES_FN float lanes_max(vf a)
{
    float       lane[4];
    float32x4_t low = vbslq_f32(vcgtq_f32(a.val[0], a.val[2]), a.val[0], a.val[2]), high = vbslq_f32(vcgtq_f32(a.val[1], a.val[3]), a.val[1], a.val[3]);
    vst1q_f32(lane, vbslq_f32(vcgtq_f32(low, high), low, high));
    float even = lane[0] > lane[2] ? lane[0] : lane[2], odd = lane[1] > lane[3] ? lane[1] : lane[3];
    return even > odd ? even : odd;
}

#endif
