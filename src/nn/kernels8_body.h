/*
 * kernels8_body.h -- the kernels for rows of bytes and for transformers, written once over sixteen lanes; included by kernels_body.h.
 */

/* ---- products ---------------------------------------------------------------------------------------------------------------------
 *
 * A tile of rows x (16 * vectors) sums stays in registers while the products run over the inputs, four at a time: what is loaded of the weights serves all
 * rows, what is loaded of a row all vectors. rows is a constant wherever this is inlined. */
LANES_FN void product_tile(size_t rows, const dul_gemm *w, size_t column, const uint8_t *x, size_t x_stride, const dul_scale8 *x_scale, float *out,
                           size_t out_stride)
{
    const int8_t *weight = w->panel + column / DUL_GEMM_PANEL * (w->n_in * DUL_GEMM_PANEL) + column % DUL_GEMM_PANEL * 4;
    vi            sum[TILE_ROWS][TILE_VECTORS];
    UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) sum[r][v] = vi_set(0);
    size_t n_fours                                                                                      = w->n_in / 4; /* 4 at least */
    do {
        v4w four[TILE_VECTORS];
        UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) four[v] = v4w_load(weight + v * 4 * DUL_LANES);
        UNROLL for (size_t r = 0; r < rows; r++)
        {
            v4x input                                                  = v4x_load(x + r * x_stride);
            UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) sum[r][v] = vi_dot4(sum[r][v], input, four[v]);
        }
        x += 4;
        weight += 4 * DUL_GEMM_PANEL;
    } while (--n_fours > 0);
    UNROLL for (size_t r = 0; r < rows; r++) UNROLL for (size_t v = 0; v < TILE_VECTORS; v++) vi_settle(&sum[r][v]);
    UNROLL for (size_t r = 0; r < rows; r++)
    {
        vf row_scale = vf_set(x_scale == NULL ? 1.0f / 127 : x_scale[r].scale);
        vi row_zero  = vi_set((x_scale == NULL ? 128 : x_scale[r].zero) - V4X_SHIFT);
        UNROLL for (size_t v = 0; v < TILE_VECTORS; v++)
        {
            size_t at    = column + v * DUL_LANES;
            vi     whole = vi_sub(sum[r][v], vi_mul(row_zero, vi_load(w->sum + at)));
            vf_store(out + r * out_stride + at, vf_fma(vf_mul(vf_of(whole), vf_load(w->scale + at)), row_scale, vf_load(w->bias + at)));
        }
    }
}

/* Column by column: the weights of one stay near the processor while all rows pass by. */
KERNEL void kernel_product(const dul_gemm *w, const uint8_t *x, size_t x_stride, const dul_scale8 *x_scale, size_t n, float *out, size_t out_stride)
{
    size_t n_tiles = (n + TILE_ROWS - 1) / TILE_ROWS;
    for (size_t column = 0; column < w->n_panels * DUL_GEMM_PANEL; column += TILE_VECTORS * DUL_LANES)
        for (size_t tile = 0, first = 0; tile < n_tiles; tile++) {
            size_t            rows       = (n - first) / (n_tiles - tile); /* 20 rows are better cut 10 + 10 than 13 + 7 */
            const uint8_t    *tile_x     = x + first * x_stride;
            const dul_scale8 *tile_scale = x_scale == NULL ? NULL : x_scale + first;
            float            *tile_out   = out + first * out_stride;
#define CASE(constant) \
    case constant: product_tile(constant, w, column, tile_x, x_stride, tile_scale, tile_out, out_stride); break;
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

/* ---- rows ---------------------------------------------------------------------------------------------------------------------------- */

/* A row of which the least and the largest number of each lane are known; wild when its numbers may be anything. */
LANES_FN dul_scale8 row_quantise(const float *x, size_t k, vf least, vf largest, bool wild, uint8_t *out)
{
    float max = lanes_max(vf_max(largest, vf_set(0.0f))), min = -lanes_max(vf_max(vf_sub(vf_set(0.0f), least), vf_set(0.0f))), range = max - min;
    if (!(range > 1e-30f)) {
        memset(out, 0, k);
        return (dul_scale8){0.0f, 0};
    }
    float shift  = 12582912.0f; /* 1.5 * 2^23: leaves no room for a fraction */
    float zero   = (-min * (255 / range) + shift) - shift;
    vf    factor = vf_set(255 / range), from = vf_set(zero);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = vf_load(x + i);
        vi_store_u8(out + i, vf_round(vf_fma(wild ? lanes_tame(value) : value, factor, from)));
    }
    return (dul_scale8){range / 255, (int32_t)zero};
}

KERNEL dul_scale8 kernel_quantise8(const float *x, size_t k, uint8_t *out)
{
    vf least = vf_set(0.0f), largest = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = lanes_tame(vf_load(x + i));
        least    = vf_min(least, value);
        largest  = vf_max(largest, value);
    }
    return row_quantise(x, k, least, largest, true, out);
}

/* x (1 + erf(x / sqrt 2)) / 2. erf(z / sqrt 2) / 2 = z p(z^2) on [-5, 5], p a polynomial of degree 12 in 2 z^2 / 25 - 1, which runs from -1 to 1, fitted for the
 * least error of the whole (1.4e-6; without a division, which takes as long as all the rest). */
LANES_FN vf row_gelu(vf x)
{
    vf z = vf_min(vf_max(x, vf_set(-5.0f)), vf_set(5.0f));
    vf u = vf_fma(vf_mul(z, z), vf_set(0.08f), vf_set(-1.0f));
    vf p = vf_set(4.929573042e-04f);
    p    = vf_fma(p, u, vf_set(-1.514143078e-03f));
    p    = vf_fma(p, u, vf_set(2.001889050e-03f));
    p    = vf_fma(p, u, vf_set(-2.915697638e-03f));
    p    = vf_fma(p, u, vf_set(6.165405735e-03f));
    p    = vf_fma(p, u, vf_set(-1.097321138e-02f));
    p    = vf_fma(p, u, vf_set(1.649766602e-02f));
    p    = vf_fma(p, u, vf_set(-2.333673835e-02f));
    p    = vf_fma(p, u, vf_set(3.142622858e-02f));
    p    = vf_fma(p, u, vf_set(-4.043294862e-02f));
    p    = vf_fma(p, u, vf_set(5.152142048e-02f));
    p    = vf_fma(p, u, vf_set(-7.029665262e-02f));
    p    = vf_fma(p, u, vf_set(1.413637847e-01f));
    return vf_mul(x, vf_fma(z, p, vf_set(0.5f)));
}

KERNEL dul_scale8 kernel_gelu(float *x, size_t k, uint8_t *out)
{
    vf least = vf_set(0.0f), largest = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = row_gelu(lanes_tame(vf_load(x + i)));
        vf_store(x + i, value);
        least   = vf_min(least, value);
        largest = vf_max(largest, value);
    }
    return row_quantise(x, k, least, largest, false, out);
}

/* LayerNorm of h, whose numbers add up to total; epsilon as in BERT. */
LANES_FN dul_scale8 row_norm(float *h, vf total, size_t k, const float *weight, const float *bias, uint8_t *out)
{
    vf mean = vf_set(lanes_sum(total) / (float)k), variance = vf_set(0.0f), least = vf_set(0.0f), largest = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf from_mean = vf_sub(vf_load(h + i), mean);
        variance     = vf_fma(from_mean, from_mean, variance);
    }
    vf shrink = vf_set(1.0f / sqrtf(lanes_sum(variance) / (float)k + 1e-12f));
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = vf_fma(vf_mul(vf_sub(vf_load(h + i), mean), shrink), vf_load(weight + i), vf_load(bias + i));
        value    = lanes_tame(value);
        vf_store(h + i, value);
        least   = vf_min(least, value);
        largest = vf_max(largest, value);
    }
    return row_quantise(h, k, least, largest, false, out);
}

KERNEL dul_scale8 kernel_embed8(const int8_t *a, float a_scale, const float *b, size_t k, const float *weight, const float *bias, float *h, uint8_t *out)
{
    vf total = vf_set(0.0f), factor = vf_set(a_scale);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = lanes_tame(vf_fma(vf_load_s8(a + i), factor, vf_load(b + i)));
        vf_store(h + i, value);
        total = vf_add(total, value);
    }
    return row_norm(h, total, k, weight, bias, out);
}

KERNEL dul_scale8 kernel_add_norm(float *h, const float *x, size_t k, const float *weight, const float *bias, uint8_t *out)
{
    vf total = vf_set(0.0f);
    for (size_t i = 0; i < k; i += DUL_LANES) {
        vf value = lanes_tame(vf_add(vf_load(h + i), vf_load(x + i)));
        vf_store(h + i, value);
        total = vf_add(total, value);
    }
    return row_norm(h, total, k, weight, bias, out);
}

KERNEL void kernel_add(float *sum, const float *x, float factor, size_t k)
{
    for (size_t i = 0; i < k; i += DUL_LANES)
        vf_store(sum + i, vf_fma(vf_load(x + i), vf_set(factor), vf_load(sum + i)));
}

/* ---- attention ------------------------------------------------------------------------------------------------------------------------
 *
 * A few queries at a time: their scores for all keys, sixteen keys a vector, so the keys are turned round first; exponentials; the sum of the values. */

LANES_FN void attend_scores(const float *const q[ATTEND_TILE], const float *turned, size_t width, size_t j, float *score)
{
    vf sum[ATTEND_TILE];
    UNROLL for (size_t r = 0; r < ATTEND_TILE; r++) sum[r] = vf_set(0.0f);
    for (size_t d = 0; d < DUL_ATTEND_WIDTH; d++) {
        vf keys                                                = vf_load(turned + d * width + j);
        UNROLL for (size_t r = 0; r < ATTEND_TILE; r++) sum[r] = vf_fma(vf_set(q[r][d]), keys, sum[r]);
    }
    UNROLL for (size_t r = 0; r < ATTEND_TILE; r++) vf_store(score + r * width + j, lanes_tame(sum[r]));
}

/* Scores become their exponentials; returns one over the sum. Behind n, up to width, there are zeros then. */
LANES_FN float attend_softmax(float *score, size_t n, size_t width)
{
    for (size_t j = n; j < width; j++)
        score[j] = -1e30f;
    vf largest = vf_load(score), sum = vf_set(0.0f);
    for (size_t j = DUL_LANES; j < width; j += DUL_LANES)
        largest = vf_max(largest, vf_load(score + j));
    vf top = vf_set(lanes_max(largest));
    for (size_t j = 0; j < width; j += DUL_LANES)
        vf_store(score + j, lanes_exp(vf_sub(vf_load(score + j), top)));
    for (size_t j = n; j < width; j++)
        score[j] = 0.0f;
    for (size_t j = 0; j < width; j += DUL_LANES)
        sum = vf_add(sum, vf_load(score + j));
    return 1.0f / lanes_sum(sum);
}

LANES_FN void attend_values(const dul_attention *a, const float *score, size_t width, const float share[ATTEND_TILE], float *const out[ATTEND_TILE])
{
    vf sum[ATTEND_TILE][2];
    UNROLL for (size_t r = 0; r < ATTEND_TILE; r++) sum[r][0] = sum[r][1] = vf_set(0.0f);
    const float *v                                                        = a->v;
    for (size_t j = 0; j < a->n; j++, v += a->stride) {
        vf low = vf_load(v), high = vf_load(v + DUL_LANES);
        UNROLL for (size_t r = 0; r < ATTEND_TILE; r++)
        {
            vf weight = vf_set(score[r * width + j]);
            sum[r][0] = vf_fma(weight, low, sum[r][0]);
            sum[r][1] = vf_fma(weight, high, sum[r][1]);
        }
    }
    UNROLL for (size_t r = 0; r < ATTEND_TILE; r++)
    {
        vf_store(out[r], vf_mul(sum[r][0], vf_set(share[r])));
        vf_store(out[r] + DUL_LANES, vf_mul(sum[r][1], vf_set(share[r])));
    }
}

KERNEL void kernel_attend(const dul_attention *a)
{
    size_t width  = (a->n + DUL_LANES - 1) / DUL_LANES * DUL_LANES;
    float *turned = a->room, *score = a->room + DUL_ATTEND_WIDTH * width; /* [DUL_ATTEND_WIDTH][width], [ATTEND_TILE][width] */
    for (size_t d = 0; d < DUL_ATTEND_WIDTH; d++) {
        for (size_t j = 0; j < a->n; j++)
            turned[d * width + j] = a->k[j * a->stride + d];
        for (size_t j = a->n; j < width; j++)
            turned[d * width + j] = 0.0f;
    }
    for (size_t first = 0; first < a->n; first += ATTEND_TILE) {
        const float *q[ATTEND_TILE];
        float       *out[ATTEND_TILE], share[ATTEND_TILE];
        for (size_t r = 0; r < ATTEND_TILE; r++) {
            size_t i = first + r < a->n ? first + r : a->n - 1; /* the last one again, in place of what is not there */
            q[r]     = a->q + i * a->stride;
            out[r]   = a->out + i * a->out_stride;
        }
        for (size_t j = 0; j < width; j += DUL_LANES)
            attend_scores(q, turned, width, j, score);
        for (size_t r = 0; r < ATTEND_TILE; r++)
            share[r] = attend_softmax(score + r * width, a->n, width);
        attend_values(a, score, width, share, out);
    }
}
