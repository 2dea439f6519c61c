/*
 * kernels_body.h -- the kernels, written once over sixteen lanes; included by one file for each variant after its lanes_*.h.
 *
 * Not a header in the usual sense: it defines the functions and the table LANES_NAME.
 */
#include "nn/kernels.h"
#include "nn/lanes_math.h"

#define KERNEL static LANES_TARGET

/* ---- products ---------------------------------------------------------------------------------------------------------------------
 *
 * A tile of rows x (16 * vectors) sums stays in registers while the products run over all pairs of inputs: each pair of weights that is loaded serves
 * all rows, each pair of inputs all vectors. rows is a constant wherever this is inlined. */
LANES_FN void kernel_tile(size_t rows, const dul_matrix *w, size_t column, const int16_t *x, size_t x_stride, const float *x_scale, float *out,
                          size_t out_stride)
{
    const int16_t *weight = w->panel + column / DUL_PANEL * (w->n_in * DUL_PANEL) + column % DUL_PANEL * 2;
    vi             sum[TILE_ROWS][TILE_VECTORS];
    UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) sum[r][v] = vi_set(0);
    size_t n_pairs                                                                                      = w->n_in / 2; /* 8 at least */
    do {
        UNROLL for (size_t r = 0; r < rows; r++)
        {
            int32_t two;
            memcpy(&two, x + r * x_stride, sizeof two);
            UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) sum[r][v] = vi_dot(sum[r][v], vi_set(two), weight + v * 2 * DUL_LANES);
        }
        x += 2;
        weight += 2 * DUL_PANEL;
    } while (--n_pairs > 0);
    UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) vi_settle(&sum[r][v]);
    UNROLL for (size_t r = 0; r < rows; r++)
    {
        vf row_scale = vf_set(x_scale == NULL ? 1.0f / DUL_X_MAX : x_scale[r]);
        UNROLL for (size_t v = 0; v < TILE_VECTORS; v++)
        {
            vf scale = vf_load(w->scale + column + v * DUL_LANES), bias = vf_load(w->bias + column + v * DUL_LANES);
            vf_store(out + r * out_stride + column + v * DUL_LANES, vf_fma(vf_mul(vf_of(sum[r][v]), scale), row_scale, bias));
        }
    }
}

KERNEL void kernel_matmul(const dul_matrix *w, const int16_t *x, size_t x_stride, const float *x_scale, size_t n, float *out, size_t out_stride)
{
    size_t n_tiles = (n + TILE_ROWS - 1) / TILE_ROWS;
    for (size_t tile = 0, first = 0; tile < n_tiles; tile++) {
        size_t         rows       = (n - first) / (n_tiles - tile); /* 20 rows are better cut 10 + 10 than 13 + 7 */
        const int16_t *tile_x     = x + first * x_stride;
        const float   *tile_scale = x_scale == NULL ? NULL : x_scale + first;
        float         *tile_out   = out + first * out_stride;
#define CASE(constant)                                                                                \
    case constant:                                                                                    \
        for (size_t column = 0; column < w->n_panels * DUL_PANEL; column += TILE_VECTORS * DUL_LANES) \
            kernel_tile(constant, w, column, tile_x, x_stride, tile_scale, tile_out, out_stride);     \
        break;
        switch (rows) {
            CASE(1)
            CASE(2)
#if TILE_ROWS >= 4
            CASE(3)
            CASE(4)
#endif
#if TILE_ROWS >= 6
            CASE(5)
            CASE(6)
#endif
#if TILE_ROWS >= 13
            /* clang-format off */
                CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12) CASE(13)
            /* clang-format on */
#endif
        }
#undef CASE
        first += rows;
    }
}

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
        int16_t     *state = step->state + r * k, *out = step->out + step->row[r] * step->out_stride;
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
            vi              whole = vf_round(vf_mul(h, vf_set(DUL_X_MAX)));
            vi_store_16(state + u, whole);
            vi_store_16(out + u, whole);
        }
    }
}

/* ---- rows ---------------------------------------------------------------------------------------------------------------------------- */

LANES_FN float kernel_quantise_row(const float *x, size_t k, float limit, int16_t *out)
{
    vf largest = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = lanes_tame(vf_load(x + i));
        largest  = vf_max(largest, vf_max(value, vf_sub(vf_set(0.0f), value)));
    }
    float max = lanes_max(largest);
    if (!(max > 1e-30f)) {
        memset(out, 0, k * sizeof *out);
        return 0.0f;
    }
    vf factor = vf_set(limit / max);
    for (size_t i = 0; i < k; i += DUL_LANES)
        vi_store_16(out + i, vf_round(vf_mul(lanes_tame(vf_load(x + i)), factor)));
    return max / limit;
}

KERNEL float kernel_quantise(const float *x, size_t k, float limit, int16_t *out)
{
    return kernel_quantise_row(x, k, limit, out);
}

KERNEL float kernel_relu(const float *a, const float *b, size_t k, float limit, float *room, int16_t *out)
{
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf x = vf_load(a + i);
        if (b != NULL)
            x = vf_add(x, vf_load(b + i));
        vf_store(room + i, vf_max(x, vf_set(0.0f)));
    }
    return kernel_quantise_row(room, k, limit, out);
}

KERNEL float kernel_embed(const int8_t *const *row, const uint16_t scale[DUL_LANES], size_t n, size_t k, float factor, const float *weight, const float *bias,
                          float *room, int16_t *out)
{
    float size[DUL_LANES];
    vf_store(size, vf_mul(vf_load_half(scale), vf_set(factor)));
    vf total = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf sum = vf_set(0.0f);
        for (size_t r = 0; r < n; r++)
            sum = vf_fma(vf_load_8(row[r] + i), vf_set(size[r]), sum);
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
    return kernel_quantise_row(room, k, DUL_X_MAX, out);
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
    .matmul    = kernel_matmul,
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
