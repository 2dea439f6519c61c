/*
 * test_kernels.c -- the arithmetic of LSTMs: the plain variant against doubles and the C library, all other variants against the plain one, to the bit.
 */
#include "nn/kernels.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

static uint64_t random_state;

static float random_number(float size)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (float)(int32_t)(random_state >> 32) / 2147483648.0f * size;
}

static void assert_same_bits(const void *a, const void *b, size_t size, const char *variant, const char *what)
{
    if (memcmp(a, b, size) != 0)
        fail_msg("%s of %s differs from ref", what, variant);
}

static void assert_same_scale(dul_scale8 a, dul_scale8 b)
{
    assert_true(a.scale == b.scale);
    assert_int_equal(a.zero, b.zero);
}

enum { N = 5, K = 48, ROWS = 9 };

typedef struct {
    float   input[ROWS][4 * K + 3], before[N][4 * K], cell[N][K];
    uint8_t state[N][K], out[ROWS][2 * K];
} cells;

static double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

static void step_with(const dul_kernels *kernels, cells *c)
{
    static const uint32_t row[N] = {8, 0, 3, 3, 1};
    kernels->lstm_step(&(dul_lstm_step){.n          = N,
                                        .k          = K,
                                        .from_input = c->input[0],
                                        .in_stride  = 4 * K + 3,
                                        .row        = row,
                                        .from_state = c->before[0],
                                        .cell       = c->cell[0],
                                        .state      = c->state[0],
                                        .out        = c->out[0],
                                        .out_stride = 2 * K});
}

static void cells_are_those_of_the_c_library(void **state)
{
    (void)state;
    static cells          start, plain, fast;
    static const uint32_t row[N] = {8, 0, 3, 3, 1};
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < 4 * K; i++)
            start.input[r][i] = random_number(i % 5 == 0 ? 30.0f : 3.0f);
    for (size_t r = 0; r < N; r++) {
        for (size_t i = 0; i < 4 * K; i++)
            start.before[r][i] = random_number(2);
        for (size_t i = 0; i < K; i++)
            start.cell[r][i] = random_number(i % 7 == 0 ? 50.0f : 2.0f);
    }
    plain = start;
    step_with(&dul_kernels_ref, &plain);
    for (size_t r = 0; r < N; r++)
        for (size_t u = 0; u < K; u++) {
            double gate[4];
            for (size_t g = 0; g < 4; g++) {
                size_t at = u / 16 * 64 + g * 16 + u % 16;
                gate[g]   = (double)start.input[row[r]][at] + (double)start.before[r][at];
            }
            double c = sigmoid(gate[1]) * (double)start.cell[r][u] + sigmoid(gate[0]) * tanh(gate[2]), h = sigmoid(gate[3]) * tanh(c);
            assert_float_equal(plain.cell[r][u], (float)c, (float)(2e-6 * (1 + fabs((double)start.cell[r][u]))));
            assert_float_equal(plain.state[r][u], (float)(h * 127 + 128), 0.51f);
            if (r != 2) /* row 3 is written twice */
                assert_int_equal(plain.out[row[r]][u], plain.state[r][u]);
        }
    for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
        fast = start;
        step_with(dul_kernels_get(v), &fast);
        assert_same_bits(&plain, &fast, sizeof plain, dul_kernels_get(v)->name, "a step of an LSTM");
    }
}

static void rows_are_the_same_in_all_variants(void **state)
{
    (void)state;
    for (size_t k = 16; k <= 272; k += 64) {
        float         a[272], b[272], weight[272], room[272];
        uint8_t       plain[272], fast[272];
        uint16_t      scale[DUL_LANES] = {0};
        int8_t       *rows             = malloc(13 * k);
        const int8_t *row[13];
        for (size_t i = 0; i < 13 * k; i++)
            rows[i] = (int8_t)random_number(127.9f);
        for (size_t r = 0; r < 13; r++) {
            row[r] = rows + r * k;
            random_number(1);
            scale[r] = (uint16_t)(random_state >> 45);
            if ((scale[r] & 0x7C00) == 0x7C00) /* neither infinity nor NaN */
                scale[r] &= 0x83FF;
        }
        for (size_t i = 0; i < k; i++) {
            a[i]      = random_number(10);
            b[i]      = random_number(10);
            weight[i] = random_number(1);
        }
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            const dul_kernels *kernels = dul_kernels_get(v);
            for (size_t n = 1; n <= 13; n += 3) {
                dul_scale8 want = dul_kernels_ref.embed(row, scale, n, k, 0.5f, weight, b, room, plain);
                assert_same_scale(kernels->embed(row, scale, n, k, 0.5f, weight, b, room, fast), want);
                assert_same_bits(plain, fast, k * sizeof *plain, kernels->name, "an embedding");
            }
            for (int with_b = 0; with_b < 2; with_b++) {
                dul_scale8 want = dul_kernels_ref.relu(a, with_b ? b : NULL, k, 255, room, plain);
                assert_same_scale(kernels->relu(a, with_b ? b : NULL, k, 255, room, fast), want);
                assert_same_bits(plain, fast, k * sizeof *plain, kernels->name, "a ReLU");
                for (size_t i = 0; i < k; i++) {
                    float x = with_b ? a[i] + b[i] : a[i];
                    assert_float_equal((float)plain[i] * want.scale, x > 0 ? x : 0, 0.51f * want.scale);
                }
            }
            dul_scale8 of_a = dul_kernels_ref.quantise(a, k, plain);
            assert_same_scale(kernels->quantise(a, k, fast), of_a);
            assert_same_bits(plain, fast, k * sizeof *plain, kernels->name, "quantised");
            assert_int_equal(of_a.zero, 128);
            for (size_t i = 0; i < k; i++)
                assert_float_equal((float)(plain[i] - 128) * of_a.scale, a[i], 0.51f * of_a.scale);
            for (size_t n = 1; n <= k; n += 5) {
                size_t best = 0;
                double sum  = 0;
                for (size_t i = 1; i < n; i++)
                    best = a[i] > a[best] ? i : best;
                for (size_t i = 0; i < n; i++)
                    sum += exp((double)a[i] - (double)a[best]);
                assert_int_equal(kernels->argmax(a, n), best);
                assert_float_equal(kernels->sum_exp(a, n, a[best]), (float)sum, (float)(2e-6 * sum));
                assert_true(kernels->sum_exp(a, n, a[best]) == dul_kernels_ref.sum_exp(a, n, a[best]));
            }
        }
        free(rows);
    }
}

/* Layer normalisation against doubles, of a sum of unit vectors whose scales are halves of known values. */
static void embeddings_are_normalised(void **state)
{
    (void)state;
    uint16_t      half[16]  = {0x3C00, 0xBC00, 0x0001, 0x4000, 0x3555, 0x0000, 0x8000, 0x7BFF, 0x0400, 0x3800, 0x4248, 0xC500, 0x3C01, 0x2E66, 0x5640, 0xD640};
    double        value[16] = {1, -1, 0x1p-24, 2, 0.333251953125, 0, 0, 65504, 0x1p-14, 0.5, 3.140625, -5, 1.0009765625, 0.0999755859375, 100, -100};
    float         weight[16], bias[16], room[16];
    double        mean = 0, variance = 0;
    uint8_t       out[16];
    int8_t        unit[16][16] = {{0}};
    const int8_t *row[16];
    for (size_t i = 0; i < 16; i++) {
        unit[i][i] = 1;
        row[i]     = unit[i];
        weight[i]  = 1.5f;
        bias[i]    = 0.25f;
        mean += value[i] / 16;
    }
    for (size_t i = 0; i < 16; i++)
        variance += (value[i] - mean) * (value[i] - mean) / 16;
    for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
        dul_scale8 scale = dul_kernels_get(v)->embed(row, half, 16, 16, 1, weight, bias, room, out);
        for (size_t i = 0; i < 16; i++)
            assert_float_equal((float)(out[i] - scale.zero) * scale.scale, (float)((value[i] - mean) / sqrt(variance + 1e-5) * 1.5 + 0.25),
                               0.51f * scale.scale);
    }
}

/* What a hostile model makes of numbers may be anything but must be defined, and the same everywhere. */
static void odd_numbers_are_tamed(void **state)
{
    (void)state;
    float   x[32], room[32];
    uint8_t plain[32], fast[32];
    for (int round = 0; round < 200; round++) {
        const float odd[] = {NAN, INFINITY, -INFINITY, 0, 1e38f, -1e38f, 1e-40f, 1, -3};
        for (size_t i = 0; i < 32; i++)
            x[i] = odd[(size_t)(random_number(4.49f) + 4.5f)];
        if (round == 0)
            memset(x, 0, sizeof x);
        for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
            const dul_kernels *kernels = dul_kernels_get(v);
            assert_same_scale(dul_kernels_ref.quantise(x, 32, plain), kernels->quantise(x, 32, fast));
            assert_same_bits(plain, fast, sizeof plain, kernels->name, "quantised");
            dul_kernels_ref.relu(x, x, 32, 127, room, plain);
            kernels->relu(x, x, 32, 127, room, fast);
            assert_same_bits(plain, fast, sizeof plain, kernels->name, "a ReLU");
            assert_true(kernels->argmax(x, 32) < 32);
            for (size_t i = 0; i < 32; i++)
                assert_true(plain[i] <= 127);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_those_of_the_c_library),
        cmocka_unit_test(rows_are_the_same_in_all_variants),
        cmocka_unit_test(embeddings_are_normalised),
        cmocka_unit_test(odd_numbers_are_tamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
