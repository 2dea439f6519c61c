/*
 * kernels_body.h -- the kernels, written once over sixteen lanes; included by one file for each variant after its lanes_*.h.
 *
 * Not a header in the usual sense: it defines the functions and the table LANES_NAME.
 */
#include "nn/kernels.h"
#include "nn/lanes_math.h"

#define KERNEL static LANES_TARGET

/* ---- activations --------------------------------------------------------------------------------------------------------------------
 *
 * tanh x = top / bottom, a rational minimax approximation on [-7.9, 7.9] (the coefficients of Eigen's ptanh, good to a few units in the last place).
 * sigmoid x = (1 + tanh(x / 2)) / 2. Quotients are kept apart so that a whole cell needs two divisions instead of five. */
typedef struct {
    vf top, bottom;
} kernel_quotient;

LANES_FN kernel_quotient kernel_tanh(vf x)
{
    x         = vf_min(vf_max(x, vf_set(-7.90531110763549805f)), vf_set(7.90531110763549805f));
    vf square = vf_mul(x, x);
    vf top    = vf_fma(square, vf_set(-2.76076847742355e-16f), vf_set(2.00018790482477e-13f));
    top       = vf_fma(square, top, vf_set(-8.60467152213735e-11f));
    top       = vf_fma(square, top, vf_set(5.12229709037114e-08f));
    top       = vf_fma(square, top, vf_set(1.48572235717979e-05f));
    top       = vf_fma(square, top, vf_set(6.37261928875436e-04f));
    top       = vf_fma(square, top, vf_set(4.89352455891786e-03f));
    vf bottom = vf_fma(square, vf_set(1.19825839466702e-06f), vf_set(1.18534705686654e-04f));
    bottom    = vf_fma(square, bottom, vf_set(2.26843463243900e-03f));
    bottom    = vf_fma(square, bottom, vf_set(4.89352518554385e-03f));
    return (kernel_quotient){vf_mul(x, top), bottom};
}

/* top / (2 bottom) is the sigmoid. */
LANES_FN kernel_quotient kernel_sigmoid(vf x)
{
    kernel_quotient half = kernel_tanh(vf_mul(x, vf_set(0.5f)));
    return (kernel_quotient){vf_add(half.bottom, half.top), half.bottom};
}

KERNEL void kernel_lstm_step(const dul_lstm_step *step)
{
    size_t k = step->k;
    for (size_t r = 0; r < step->n; r++) {
        const float *input = step->from_input + step->row[r] * step->in_stride, *before = step->from_state + r * 4 * k;
        float       *cell  = step->cell + r * k;
        uint8_t     *state = step->state + r * k, *out = step->out + step->row[r] * step->out_stride;
        for (size_t u = 0; u < k; u += DUL_LANES, input += 4 * DUL_LANES, before += 4 * DUL_LANES) {
            kernel_quotient i = kernel_sigmoid(vf_add(vf_load(input), vf_load(before)));
            kernel_quotient f = kernel_sigmoid(vf_add(vf_load(input + 16), vf_load(before + 16)));
            kernel_quotient g = kernel_tanh(vf_add(vf_load(input + 32), vf_load(before + 32)));
            kernel_quotient o = kernel_sigmoid(vf_add(vf_load(input + 48), vf_load(before + 48)));
            /* c' = f c + i g, over the common denominator 2 * f.bottom * i.bottom * g.bottom */
            vf bottom = vf_mul(i.bottom, g.bottom);
            vf kept   = vf_mul(vf_mul(f.top, vf_load(cell + u)), bottom);
            vf sum    = vf_fma(vf_mul(i.top, g.top), f.bottom, kept);
            vf c      = vf_div(sum, vf_mul(vf_mul(f.bottom, bottom), vf_set(2.0f)));
            vf_store(cell + u, c);
            kernel_quotient shown = kernel_tanh(c);
            vf              h     = vf_div(vf_mul(o.top, shown.top), vf_mul(vf_mul(o.bottom, shown.bottom), vf_set(2.0f)));
            vi              whole = vf_round(vf_fma(h, vf_set(127.0f), vf_set(128.0f)));
            vi_store_u8(state + u, whole);
            vi_store_u8(out + u, whole);
        }
    }
}

/* ---- rows ---------------------------------------------------------------------------------------------------------------------------- */

/* The largest number of a row without its sign. */
LANES_FN float kernel_largest(const float *x, size_t k)
{
    vf largest = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = lanes_tame(vf_load(x + i));
        largest  = vf_max(largest, vf_max(value, vf_sub(vf_set(0.0f), value)));
    }
    return lanes_max(largest);
}

KERNEL dul_scale8 kernel_quantise(const float *x, size_t k, uint8_t *out)
{
    float max    = kernel_largest(x, k);
    vf    factor = vf_set(max > 1e-30f ? 127 / max : 0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES)
        vi_store_u8(out + i, vf_round(vf_fma(lanes_tame(vf_load(x + i)), factor, vf_set(128.0f))));
    return (dul_scale8){max > 1e-30f ? max / 127 : 0.0f, 128};
}

KERNEL dul_scale8 kernel_relu(const float *a, const float *b, size_t k, float limit, float *room, uint8_t *out)
{
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf x = vf_load(a + i);
        if (b != NULL)
            x = vf_add(x, vf_load(b + i));
        vf_store(room + i, vf_max(x, vf_set(0.0f)));
    }
    float max    = kernel_largest(room, k);
    vf    factor = vf_set(max > 1e-30f ? limit / max : 0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES)
        vi_store_u8(out + i, vf_round(vf_mul(lanes_tame(vf_load(room + i)), factor)));
    return (dul_scale8){max > 1e-30f ? max / limit : 0.0f, 0};
}

KERNEL dul_scale8 kernel_embed(const int8_t *const *row, const uint16_t scale[DUL_LANES], size_t n, size_t k, float factor, const float *weight,
                               const float *bias, float *room, uint8_t *out)
{
    float size[DUL_LANES];
    vf_store(size, vf_mul(vf_load_half(scale), vf_set(factor)));
    vf total = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf sum = vf_set(0.0f);
        for (size_t r = 0; r < n; r++)
            sum = vf_fma(vf_load_s8(row[r] + i), vf_set(size[r]), sum);
        vf_store(room + i, sum);
        total = vf_add(total, sum);
    }
    vf mean     = vf_set(lanes_sum(total) / (float)k);
    vf variance = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf from_mean = vf_sub(vf_load(room + i), mean);
        variance     = vf_fma(from_mean, from_mean, variance);
    }
    vf shrink = vf_set(1.0f / sqrtf(lanes_sum(variance) / (float)k + 1e-5f));
    for (size_t i = 0; i < k; i += DUL_LANES)
        vf_store(room + i, vf_fma(vf_mul(vf_sub(vf_load(room + i), mean), shrink), vf_load(weight + i), vf_load(bias + i)));
    return kernel_quantise(room, k, out);
}

KERNEL size_t kernel_argmax(const float *x, size_t n)
{
    size_t best = 0, i = 0;
    if (n >= DUL_LANES) {
        vf largest = vf_load(x);
        for (i = DUL_LANES; i + DUL_LANES <= n; i += DUL_LANES)
            largest = vf_max(vf_load(x + i), largest);
        float max = lanes_max(largest);
        for (; i < n; i++)
            max = x[i] > max ? x[i] : max;
        for (i = 0; i < n; i++)
            if (x[i] == max)
                return i;
        return 0; /* not a number among them */
    }
    for (i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}

KERNEL float kernel_sum_exp(const float *x, size_t n, float max)
{
    vf     sum = vf_set(0.0f), top = vf_set(max);
    size_t i = 0;
    for (; i + DUL_LANES <= n; i += DUL_LANES)
        sum = vf_add(sum, lanes_exp(vf_min(vf_sub(vf_load(x + i), top), vf_set(0.0f))));
    if (i < n) {
        float rest[DUL_LANES];
        for (size_t lane = 0; lane < DUL_LANES; lane++)
            rest[lane] = i + lane < n ? x[i + lane] : -INFINITY;
        float gone[DUL_LANES];
        vf_store(gone, lanes_exp(vf_min(vf_sub(vf_load(rest), top), vf_set(0.0f))));
        for (size_t lane = n - i; lane < DUL_LANES; lane++)
            gone[lane] = 0.0f;
        sum = vf_add(sum, vf_load(gone));
    }
    return lanes_sum(sum);
}

#include "nn/kernels8_body.h"

const dul_kernels LANES_NAME = {
    .name      = LANES_TEXT,
    .lstm_step = kernel_lstm_step,
    .embed     = kernel_embed,
    .relu      = kernel_relu,
    .quantise  = kernel_quantise,
    .argmax    = kernel_argmax,
    .sum_exp   = kernel_sum_exp,
    .product   = kernel_product,
    .quantise8 = kernel_quantise8,
    .gelu      = kernel_gelu,
    .embed8    = kernel_embed8,
    .add_norm  = kernel_add_norm,
    .attend    = kernel_attend,
    .add       = kernel_add,
};
