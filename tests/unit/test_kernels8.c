/*
 * test_kernels8.c -- the arithmetic of bytes and of transformers: the plain variant against whole numbers, doubles and the C library, all other variants
 * against the plain one, to the bit.
 */
#include "nn/kernels.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

static uint64_t random_state;

static uint32_t random_bits(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(random_state >> 32);
}

static float random_number(float size)
{
    return (float)(int32_t)random_bits() / 2147483648.0f * size;
}

static void assert_same_bits(const void *a, const void *b, size_t size, const dul_kernels *variant, const char *what)
{
    if (memcmp(a, b, size) != 0)
        fail_msg("%s of %s differs from ref", what, variant->name);
}

static void assert_same_scale(dul_scale8 a, dul_scale8 b)
{
    assert_true(a.scale == b.scale);
    assert_int_equal(a.zero, b.zero);
}

/* ---- products ------------------------------------------------------------------------------------------------------------------------- */

/* Every tile height, panels that are full and such that are not. */
static const size_t shapes[][3] = {{1, 1, 16},    {2, 31, 16},   {3, 32, 32},  {4, 64, 48},  {5, 33, 48},    {6, 17, 32},
                                   {7, 100, 128}, {13, 64, 256}, {14, 17, 16}, {27, 65, 64}, {40, 672, 256}, {31, 384, 1536}};

static void products_are_whole_numbers(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        size_t    n = shapes[s][0], n_out = shapes[s][1], k = shapes[s][2], stride = k + 7;
        dul_arena arena;
        dul_gemm  gemm;
        dul_arena_init(&arena, &dul_allocator_libc);
        assert_true(dul_gemm_new(&arena, n_out, k, &gemm));
        assert_int_equal((uintptr_t)gemm.panel % 64, 0);
        assert_true(dul_gemm_width(&gemm) >= n_out && dul_gemm_width(&gemm) < n_out + DUL_GEMM_PANEL);
        size_t      width  = dul_gemm_width(&gemm);
        int8_t     *weight = malloc(n_out * k);
        uint8_t    *x      = malloc(n * stride);
        dul_scale8 *scale  = malloc(n * sizeof *scale);
        float      *out = malloc(n * width * sizeof *out), *fast = malloc(n * width * sizeof *fast);
        for (size_t i = 0; i < n_out * k; i++)
            weight[i] = (int8_t)(random_bits() >> 8);
        for (size_t i = 0; i < n * stride; i++)
            x[i] = (uint8_t)(random_bits() >> 8);
        if (s % 2 == 0) { /* the largest sums */
            memset(weight, -128, k);
            memset(x, 255, k);
        }
        for (size_t o = 0; o < n_out; o++)
            dul_gemm_set(&gemm, o, weight + o * k, 1.0f, o == 0 ? 0.5f : 0.0f);
        for (size_t r = 0; r < n; r++)
            scale[r] = (dul_scale8){r == 1 ? 0.25f : 1.0f, r == 2 ? 128 : (int32_t)(random_bits() % 256)};
        for (int with_scale = 0; with_scale < 2; with_scale++) {
            const dul_scale8 *given = with_scale ? scale : NULL;
            dul_kernels_ref.product(&gemm, x, stride, given, n, out, width);
            for (size_t r = 0; r < n; r++)
                for (size_t o = 0; o < n_out; o++) {
                    int64_t sum = 0;
                    for (size_t i = 0; i < k; i++)
                        sum += (x[r * stride + i] - (with_scale ? scale[r].zero : 128)) * weight[o * k + i];
                    double want = (double)sum * (with_scale ? (double)scale[r].scale : 1.0 / 127) + (o == 0 ? 0.5 : 0);
                    if (fabs(want - (double)out[r * width + o]) > 2e-7 * fabs(want))
                        fail_msg("%zu x %zu x %zu: %f, not %f", n, n_out, k, (double)out[r * width + o], want);
                }
            for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
                memset(fast, 0, n * width * sizeof *fast);
                dul_kernels_get(v)->product(&gemm, x, stride, given, n, fast, width);
                assert_same_bits(out, fast, n * width * sizeof *out, dul_kernels_get(v), "a product");
            }
        }
        free(weight), free(x), free(scale), free(out), free(fast);
        dul_arena_free(&arena);
    }
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------------------- */

enum { K_MAX = 272 };

typedef struct {
    float      h[K_MAX];
    uint8_t    byte[K_MAX];
    dul_scale8 scale;
} row;

static void assert_same_row(const row *plain, const row *fast, size_t k, const dul_kernels *variant, const char *what)
{
    assert_same_scale(plain->scale, fast->scale);
    assert_same_bits(plain->h, fast->h, k * sizeof *plain->h, variant, what);
    assert_same_bits(plain->byte, fast->byte, k, variant, what);
}

/* The bytes are the numbers h to half a step. */
static void assert_quantised(const row *r, size_t k)
{
    float largest = 0;
    for (size_t i = 0; i < k; i++) {
        assert_float_equal((float)(r->byte[i] - r->scale.zero) * r->scale.scale, r->h[i], 0.502f * r->scale.scale);
        largest = fabsf(r->h[i]) > largest ? fabsf(r->h[i]) : largest;
    }
    assert_true(r->scale.scale * 255 <= 2.001f * largest);
    assert_in_range(r->scale.zero, 0, 255);
}

static void rows_are_quantised(void **state)
{
    (void)state;
    for (size_t k = 16; k <= K_MAX; k += 64)
        for (int kind = 0; kind < 4; kind++) { /* of both signs; none negative; none positive; zeros */
            row plain, fast;
            for (size_t i = 0; i < k; i++)
                plain.h[i] = kind == 3 ? 0 : kind == 0 ? random_number(10) : fabsf(random_number(3)) * (kind == 1 ? 1.0f : -1.0f);
            plain.scale = dul_kernels_ref.quantise8(plain.h, k, plain.byte);
            assert_quantised(&plain, k);
            if (kind == 1)
                assert_int_equal(plain.scale.zero, 0);
            if (kind == 2)
                assert_int_equal(plain.scale.zero, 255);
            for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
                memcpy(fast.h, plain.h, sizeof fast.h);
                fast.scale = dul_kernels_get(v)->quantise8(fast.h, k, fast.byte);
                assert_same_row(&plain, &fast, k, dul_kernels_get(v), "a quantised row");
            }
        }
}

static void gelu_is_that_of_the_c_library(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        row   plain, fast;
        float x[K_MAX];
        for (size_t i = 0; i < K_MAX; i++)
            x[i] = random_number(round < 10 ? 6.0f : 60.0f);
        x[3] = 0;
        memcpy(plain.h, x, sizeof x);
        plain.scale = dul_kernels_ref.gelu(plain.h, K_MAX, plain.byte);
        for (size_t i = 0; i < K_MAX; i++)
            assert_float_equal(plain.h[i], (float)((double)x[i] * (1 + erf((double)x[i] / sqrt(2))) / 2), 3e-6f + 5e-7f * fabsf(x[i]));
        assert_quantised(&plain, K_MAX);
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            memcpy(fast.h, x, sizeof x);
            fast.scale = dul_kernels_get(v)->gelu(fast.h, K_MAX, fast.byte);
            assert_same_row(&plain, &fast, K_MAX, dul_kernels_get(v), "GELU");
        }
    }
}

static void norms_are_those_of_doubles(void **state)
{
    (void)state;
    for (size_t k = 16; k <= K_MAX; k += 64) {
        float  a[K_MAX], b[K_MAX], weight[K_MAX], bias[K_MAX];
        int8_t byte[K_MAX];
        for (size_t i = 0; i < k; i++) {
            a[i]      = random_number(4);
            b[i]      = random_number(2) + 1;
            weight[i] = random_number(2);
            bias[i]   = random_number(1);
            byte[i]   = (int8_t)(random_bits() >> 8);
        }
        for (int embed = 0; embed < 2; embed++) {
            row    plain, fast;
            double x[K_MAX], mean = 0, variance = 0;
            for (size_t i = 0; i < k; i++) {
                x[i] = embed ? (double)byte[i] * (double)0.03f + (double)b[i] : (double)a[i] + (double)b[i];
                mean += x[i] / (double)k;
            }
            for (size_t i = 0; i < k; i++)
                variance += (x[i] - mean) * (x[i] - mean) / (double)k;
            memcpy(plain.h, a, sizeof a);
            plain.scale = embed ? dul_kernels_ref.embed8(byte, 0.03f, b, k, weight, bias, plain.h, plain.byte)
                                : dul_kernels_ref.add_norm(plain.h, b, k, weight, bias, plain.byte);
            for (size_t i = 0; i < k; i++)
                assert_float_equal(plain.h[i], (float)((x[i] - mean) / sqrt(variance) * (double)weight[i] + (double)bias[i]), 1e-5f);
            assert_quantised(&plain, k);
            for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
                memcpy(fast.h, a, sizeof a);
                fast.scale = embed ? dul_kernels_get(v)->embed8(byte, 0.03f, b, k, weight, bias, fast.h, fast.byte)
                                   : dul_kernels_get(v)->add_norm(fast.h, b, k, weight, bias, fast.byte);
                assert_same_row(&plain, &fast, k, dul_kernels_get(v), "LayerNorm");
            }
        }
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            float sum[K_MAX];
            memcpy(sum, a, sizeof sum);
            dul_kernels_get(v)->add(sum, b, 0.3f, k);
            for (size_t i = 0; i < k; i++)
                assert_true(sum[i] == fmaf(b[i], 0.3f, a[i]));
        }
    }
}

/* ---- attention ------------------------------------------------------------------------------------------------------------------------ */

static void attention_is_that_of_doubles(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 2, 7, 8, 9, 15, 16, 17, 33, 40, 100, 512};
    enum { STRIDE = 3 * DUL_ATTEND_WIDTH, W = DUL_ATTEND_WIDTH };
    for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
        size_t  n = lengths[l];
        float  *x = malloc(n * STRIDE * sizeof *x), *plain = malloc(n * W * sizeof *plain), *fast = malloc(n * W * sizeof *fast);
        float  *room = malloc(dul_attend_room(n) * sizeof *room);
        double *p    = malloc(n * sizeof *p);
        for (size_t i = 0; i < n * STRIDE; i++)
            x[i] = random_number(i % 96 < 32 && i / STRIDE % 3 == 0 ? 5.0f : 1.0f);
        dul_attention a = {.n = n, .q = x, .k = x + W, .v = x + 2 * W, .stride = STRIDE, .out = plain, .out_stride = W, .room = room};
        dul_kernels_ref.attend(&a);
        for (size_t i = 0; i < n; i++) {
            double sum = 0;
            for (size_t j = 0; j < n; j++) {
                double score = 0;
                for (size_t d = 0; d < W; d++)
                    score += (double)x[i * STRIDE + d] * (double)x[j * STRIDE + W + d];
                sum += p[j] = exp(score);
            }
            for (size_t d = 0; d < W; d++) {
                double want = 0;
                for (size_t j = 0; j < n; j++)
                    want += p[j] / sum * (double)x[j * STRIDE + 2 * W + d];
                assert_float_equal(plain[i * W + d], (float)want, 1e-5f);
            }
        }
        a.out = fast;
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            memset(fast, 0, n * W * sizeof *fast);
            dul_kernels_get(v)->attend(&a);
            assert_same_bits(plain, fast, n * W * sizeof *plain, dul_kernels_get(v), "attention");
        }
        free(x), free(plain), free(fast), free(room), free(p);
    }
}

/* What a hostile model makes of numbers may be anything but must be defined, and the same everywhere. */
static void odd_numbers_are_tamed(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        static const float odd[] = {NAN, INFINITY, -INFINITY, 0, 3e38f, -3e38f, 1e-40f, 1, -3};
        float              x[96], room[16 * (DUL_ATTEND_WIDTH + DUL_ATTEND_ROWS)], out[DUL_ATTEND_WIDTH];
        row                plain, fast;
        for (size_t i = 0; i < 96; i++)
            x[i] = round == 0 ? 0 : odd[random_bits() % 9];
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            const dul_kernels *kernels = dul_kernels_get(v);
            assert_same_scale(dul_kernels_ref.quantise8(x, 32, plain.byte), kernels->quantise8(x, 32, fast.byte));
            assert_same_bits(plain.byte, fast.byte, 32, kernels, "a quantised row");
            for (int what = 0; what < 2; what++) {
                memcpy(plain.h, x, sizeof x);
                memcpy(fast.h, x, sizeof x);
                plain.scale = what ? dul_kernels_ref.gelu(plain.h, 32, plain.byte) : dul_kernels_ref.add_norm(plain.h, x + 32, 32, x + 48, x + 64, plain.byte);
                fast.scale  = what ? kernels->gelu(fast.h, 32, fast.byte) : kernels->add_norm(fast.h, x + 32, 32, x + 48, x + 64, fast.byte);
                assert_same_row(&plain, &fast, 32, kernels, what ? "GELU" : "LayerNorm");
                assert_true(isfinite(fast.scale.scale));
            }
            kernels->attend(&(dul_attention){.n = 1, .q = x, .k = x + 32, .v = x + 64, .stride = 96, .out = out, .out_stride = 32, .room = room});
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_whole_numbers), cmocka_unit_test(rows_are_quantised),           cmocka_unit_test(gelu_is_that_of_the_c_library),
        cmocka_unit_test(norms_are_those_of_doubles), cmocka_unit_test(attention_is_that_of_doubles), cmocka_unit_test(odd_numbers_are_tamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
