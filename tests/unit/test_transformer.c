/*
 * test_transformer.c -- a tiny transformer of random weights: against the same layers in doubles, rounded where the runtime rounds; alone and in company; in
 * windows; with every variant of the arithmetic.
 */
#include "syntax/transformer.h"
#include "testing_model.h"

#include <math.h>

enum { K = TEST_MODEL_K, FEED = TEST_MODEL_FEED, LAYERS = 3, POSITIONS = 24, HEADS = 2, W = DUL_ATTEND_WIDTH, TOKENS_MAX = 64 };

typedef struct {
    char                *bytes;
    dul_arena            arena;
    dul_safetensors      file;
    dul_transformer      transformer;
    dul_transformer_work work;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    size_t   size;
    assert_non_null(f);
    f->bytes = test_model_make_transformer(LAYERS, POSITIONS, &size);
    dul_arena_init(&f->arena, &dul_allocator_libc);
    dulati_error err = {0};
    if (dul_safetensors_open((dul_str){f->bytes, size}, "tiny", &f->arena, &f->file, &err) != DULATI_OK ||
        dul_transformer_open(&(dul_weights){&f->file, "tiny", &f->arena, &err}, &f->transformer) != DULATI_OK)
        fail_msg("%s (byte %llu)", err.message, (unsigned long long)err.byte);
    assert_true(dul_transformer_work_init(&f->work, &f->transformer, &dul_allocator_libc));
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    dul_transformer_work_free(&f->work);
    dul_arena_free(&f->arena);
    free(f->bytes);
    free(f);
    return 0;
}

static uint32_t tokens_of(const char *text, dul_token token[TOKENS_MAX])
{
    uint32_t n    = 0;
    dul_str  rest = dul_str_of(text);
    while (rest.at != NULL) {
        assert_true(n < TOKENS_MAX);
        token[n++] = (dul_token){.norm = dul_str_cut(&rest, ' ')};
    }
    return n;
}

/* ---- in doubles ------------------------------------------------------------------------------------------------------------------------ */

static const void *tensor(const fixture *f, const char *format, size_t layer, const char *part)
{
    char name[64];
    snprintf(name, sizeof name, format, layer, part);
    const dul_tensor *found = dul_safetensors_find(&f->file, name);
    assert_non_null(found);
    return found->data;
}

/* Rounded to bytes, as the input of a product is. */
static void plain_round(double *x, size_t k)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < k; i++) {
        low  = fmin(low, x[i]);
        high = fmax(high, x[i]);
    }
    double scale = (high - low) / 255, zero = rint(-low / scale);
    for (size_t i = 0; i < k; i++)
        x[i] = (fmin(fmax(rint(x[i] / scale + zero), 0), 255) - zero) * scale;
}

static void plain_linear(const fixture *f, size_t layer, const char *part, const double *x, size_t n_in, size_t n_out, double *out)
{
    double rounded[FEED > K ? FEED : K];
    memcpy(rounded, x, n_in * sizeof *x);
    plain_round(rounded, n_in);
    const int8_t *weight = tensor(f, "layer.%zu.%s.weight", layer, part);
    const float  *scale = tensor(f, "layer.%zu.%s.scale", layer, part), *bias = tensor(f, "layer.%zu.%s.bias", layer, part);
    for (size_t o = 0; o < n_out; o++) {
        out[o] = (double)bias[o];
        for (size_t i = 0; i < n_in; i++)
            out[o] += rounded[i] * weight[o * n_in + i] * (double)scale[o];
    }
}

static void plain_norm(double *x, const float *weight, const float *bias)
{
    double mean = 0, variance = 0;
    for (size_t i = 0; i < K; i++)
        mean += x[i] / K;
    for (size_t i = 0; i < K; i++)
        variance += (x[i] - mean) * (x[i] - mean) / K;
    for (size_t i = 0; i < K; i++)
        x[i] = (x[i] - mean) / sqrt(variance + 1e-12) * (double)weight[i] + (double)bias[i];
}

static void plain_layer(const fixture *f, size_t l, double (*h)[K], size_t n)
{
    static double q[POSITIONS][K], k[POSITIONS][K], v[POSITIONS][K];
    for (size_t i = 0; i < n; i++) {
        plain_linear(f, l, "q", h[i], K, K, q[i]);
        plain_linear(f, l, "k", h[i], K, K, k[i]);
        plain_linear(f, l, "v", h[i], K, K, v[i]);
    }
    for (size_t i = 0; i < n; i++) {
        double seen[K], added[K], wide[FEED];
        for (size_t head = 0; head < HEADS; head++) {
            double p[POSITIONS], sum = 0;
            for (size_t j = 0; j < n; j++) {
                double score = 0;
                for (size_t d = head * W; d < (head + 1) * W; d++)
                    score += q[i][d] * k[j][d];
                sum += p[j] = exp(score / sqrt(W));
            }
            for (size_t d = head * W; d < (head + 1) * W; d++) {
                seen[d] = 0;
                for (size_t j = 0; j < n; j++)
                    seen[d] += p[j] / sum * v[j][d];
            }
        }
        plain_linear(f, l, "o", seen, K, K, added);
        for (size_t d = 0; d < K; d++)
            h[i][d] += added[d];
        plain_norm(h[i], tensor(f, "layer.%zu.norm1.%s", l, "weight"), tensor(f, "layer.%zu.norm1.%s", l, "bias"));
        plain_linear(f, l, "up", h[i], K, FEED, wide);
        for (size_t d = 0; d < FEED; d++)
            wide[d] = wide[d] * (1 + erf(wide[d] / sqrt(2))) / 2;
        plain_linear(f, l, "down", wide, FEED, K, added);
        for (size_t d = 0; d < K; d++)
            h[i][d] += added[d];
        plain_norm(h[i], tensor(f, "layer.%zu.norm2.%s", l, "weight"), tensor(f, "layer.%zu.norm2.%s", l, "bias"));
    }
}

/* The scales of embeddings in the tiny model are halves between 2^-7 and 2^-6. */
static double plain_half(uint16_t half)
{
    assert_int_equal(half >> 10, 8);
    return ldexp(1024 + (half & 0x3FF), -17);
}

/* pieces [n] with the first and the last one around them; sum [n][K] of all layers, each times its share. */
static void plain_encode(const fixture *f, const uint32_t *piece, size_t n, double (*sum)[K])
{
    static double h[POSITIONS][K];
    const float  *mix = tensor(f, "mix", 0, "");
    for (size_t i = 0; i < n; i++) {
        const int8_t *word = (const int8_t *)tensor(f, "emb.word", 0, "") + piece[i] * K;
        for (size_t d = 0; d < K; d++)
            h[i][d] = word[d] * plain_half(((const uint16_t *)tensor(f, "emb.word.scale", 0, ""))[piece[i]]) +
                      (double)((const float *)tensor(f, "emb.position", 0, ""))[i * K + d];
        plain_norm(h[i], tensor(f, "emb.norm.weight", 0, ""), tensor(f, "emb.norm.bias", 0, ""));
        for (size_t d = 0; d < K; d++)
            sum[i][d] = (double)mix[0] * h[i][d];
    }
    for (size_t l = 0; l < LAYERS; l++) {
        plain_layer(f, l, h, n);
        for (size_t i = 0; i < n; i++)
            for (size_t d = 0; d < K; d++)
                sum[i][d] += (double)mix[l + 1] * h[i][d];
    }
}

static void vectors_are_those_of_doubles(void **state)
{
    fixture *f = *state;
    /* [CLS] the min ##ister went to vel ##mar . [SEP]; and an unknown word */
    static const uint32_t pieces[] = {2, 4, 5, 6, 7, 8, 9, 10, 11, 1, 3};
    dul_token             token[TOKENS_MAX];
    static double         sum[POSITIONS][K];
    float                 out[7][K];
    assert_int_equal(tokens_of("The minister went to Velmar . Tarvo", token), 7);
    dul_transformer_add(&f->transformer, &dul_kernels_ref, &f->work, token, 7, out[0], K);
    dul_transformer_finish(&f->transformer, &dul_kernels_ref, &f->work);
    plain_encode(f, pieces, 11, sum);
    static const size_t first[] = {1, 2, 4, 5, 6, 8, 9, 10};
    double              error = 0, size = 0;
    for (size_t w = 0; w < 7; w++)
        for (size_t d = 0; d < K; d++) {
            double want = 0;
            for (size_t i = first[w]; i < first[w + 1]; i++)
                want += sum[i][d] / (double)(first[w + 1] - first[w]);
            error += (want - (double)out[w][d]) * (want - (double)out[w][d]);
            size += want * want;
        }
    print_message("relative error %.6f\n", sqrt(error / size));
    assert_true(sqrt(error / size) < 2e-3); /* a number between two bytes may fall to the other one */
}

/* ---- windows and batches ---------------------------------------------------------------------------------------------------------------- */

static void company_changes_nothing(void **state)
{
    fixture                 *f      = *state;
    static const char *const text[] = {"Rebels shot protesters .", "the", "The minister went to Velmar .", "x x x x",
                                       "Protesters went to the minister . . . Rebels shot"};
    enum { N = sizeof text / sizeof text[0], REPEAT = 40, STRIDE = K + 5 };
    float(*alone)[STRIDE] = calloc(N * TOKENS_MAX, sizeof *alone), (*together)[STRIDE] = calloc(N * TOKENS_MAX * REPEAT, sizeof *together);
    dul_token token[N][TOKENS_MAX];
    uint32_t  n[N];
    for (size_t s = 0; s < N; s++) {
        n[s] = tokens_of(text[s], token[s]);
        dul_transformer_add(&f->transformer, dul_kernels_get(0), &f->work, token[s], n[s], alone[s * TOKENS_MAX], STRIDE);
        dul_transformer_finish(&f->transformer, dul_kernels_get(0), &f->work);
    }
    for (size_t v = 0; dul_kernels_get(v) != NULL; v++) {
        for (size_t i = 0; i < REPEAT * N; i++)
            dul_transformer_add(&f->transformer, dul_kernels_get(v), &f->work, token[i % N], n[i % N], together[i * TOKENS_MAX], STRIDE);
        dul_transformer_finish(&f->transformer, dul_kernels_get(v), &f->work);
        for (size_t i = 0; i < REPEAT * N; i++)
            for (uint32_t w = 0; w < n[i % N]; w++) {
                if (memcmp(together[i * TOKENS_MAX + w], alone[i % N * TOKENS_MAX + w], K * sizeof(float)) != 0)
                    fail_msg("%s: word %u of sentence %zu differs", dul_kernels_get(v)->name, w, i);
                for (size_t d = K; d < STRIDE; d++)
                    assert_true(together[i * TOKENS_MAX + w][d] == 0); /* what is between the vectors is not touched */
            }
        memset(together, 0, N * TOKENS_MAX * REPEAT * sizeof *together);
    }
    free(alone);
    free(together);
}

/* 22 pieces are a window: "minister" has two, so eleven of them fill one, and a twelfth does not fit when a word of one piece came before. */
static void long_sentences_are_read_in_windows(void **state)
{
    fixture  *f = *state;
    dul_token token[TOKENS_MAX];
    float     whole[40][K], part[40][K];
    uint32_t  n = 0;
    token[n++]  = (dul_token){.norm = dul_str_of("the")};
    while (n < 40)
        token[n++] = (dul_token){.norm = dul_str_of("minister")};
    const dul_kernels *kernels = dul_kernels_get(0);
    dul_transformer_add(&f->transformer, kernels, &f->work, token, n, whole[0], K);
    dul_transformer_finish(&f->transformer, kernels, &f->work);
    static const uint32_t cut[] = {0, 11, 22, 33, 40}; /* 1 + 10 * 2 = 21 pieces, then 22 each */
    for (size_t i = 0; i + 1 < sizeof cut / sizeof cut[0]; i++)
        dul_transformer_add(&f->transformer, kernels, &f->work, token + cut[i], cut[i + 1] - cut[i], part[cut[i]], K);
    dul_transformer_finish(&f->transformer, kernels, &f->work);
    assert_memory_equal(whole, part, sizeof whole);
    assert_memory_not_equal(whole[1], whole[2], sizeof whole[1]); /* positions count */
    dul_transformer_add(&f->transformer, kernels, &f->work, token, 0, whole[0], K);
    dul_transformer_finish(&f->transformer, kernels, &f->work);
    assert_memory_equal(whole, part, sizeof whole);
}

/* ---- files ------------------------------------------------------------------------------------------------------------------------------- */

static void damaged_files_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *find, *replace, *message;
    } bad[] = {
        {"\"n_heads\":\"2\"", "\"n_heads\":\"1\"", "heads of attention must be 32 wide"},
        {"\"k_model\":\"64\"", "\"k_model\":\"65\"", "a size of the network that is missing or not allowed (docs/model-format.md, section 5)"},
        {"\"n_layers\":\"3\"", "\"n_layers\":\"4\"", "a tensor of another shape than the metadata say"},
        {"\"k_feed\":\"96\"", "\"k_feed\":\"64\"", "a tensor of another shape than the metadata say"},
        {"\"wordpiece\":\"[PAD]", "\"wordpieze\":\"[PAD]", "a vocabulary without pieces, or with too many"},
        {"[CLS]", "[CLZ]", "the vocabulary lacks [UNK], [CLS] or [SEP]"},
        {"min\\n##ister", "minmm##ister", "a tensor of another shape than the metadata say"},
        {"\"layer.1.o.weight\":{\"dtype\":\"I8\"", "\"layer.1.o.weighs\":{\"dtype\":\"I8\"", "the model lacks a tensor"},
        {"\"mix\"", "\"mux\"", "the model lacks a tensor"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        size_t          size;
        char           *bytes = test_model_make_transformer(LAYERS, POSITIONS, &size);
        dul_arena       arena;
        dul_safetensors file;
        dul_transformer out;
        dulati_error    err = {0};
        size_t          at  = 8;
        while (memcmp(bytes + at, bad[i].find, strlen(bad[i].find)) != 0)
            assert_true(++at + 100 < size);
        assert_int_equal(strlen(bad[i].find), strlen(bad[i].replace));
        memcpy(bytes + at, bad[i].replace, strlen(bad[i].replace));
        dul_arena_init(&arena, &dul_allocator_libc);
        assert_int_equal(dul_safetensors_open((dul_str){bytes, size}, "tiny", &arena, &file, &err), DULATI_OK);
        assert_int_equal(dul_transformer_open(&(dul_weights){&file, "tiny", &arena, &err}, &out), DULATI_E_FORMAT);
        assert_string_equal(err.message, bad[i].message);
        dul_arena_free(&arena);
        free(bytes);
    }
    size_t          size; /* positions for less than a word */
    char           *bytes = test_model_make_transformer(1, 9, &size);
    dul_arena       arena;
    dul_safetensors file;
    dul_transformer out;
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_int_equal(dul_safetensors_open((dul_str){bytes, size}, "tiny", &arena, &file, NULL), DULATI_OK);
    assert_int_equal(dul_transformer_open(&(dul_weights){&file, "tiny", &arena, NULL}, &out), DULATI_E_FORMAT);
    dul_arena_free(&arena);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_are_those_of_doubles),
        cmocka_unit_test(company_changes_nothing),
        cmocka_unit_test(long_sentences_are_read_in_windows),
        cmocka_unit_test(damaged_files_are_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
