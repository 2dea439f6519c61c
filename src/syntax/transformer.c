/*
 * transformer.c -- windows of pieces in batches, and the layers over them.
 *
 * A batch is some windows, one behind the other: to the products they are rows, whatever sentence they come from; only attention looks at one window at a
 * time. No result depends on what else is in the batch.
 *
 * What a batch needs is laid out once, for the longest window, and reused for ever. The feed-forward part is four times as wide as all the rest, so it runs
 * over some rows at a time and its numbers stay near the processor.
 */
#include "syntax/transformer.h"

#include "base/layout.h"

#include <math.h>
#include <stdio.h>

#define WIDTH_MAX    4096
#define LAYERS_MAX   24
#define POSITION_MAX 65536
#define ROWS_GOOD    208 /* rows of a batch, where windows are short enough: full tiles of the kernels, and all of it fits into a core's cache */
#define FEED_ROWS    104 /* rows that go through the feed-forward part at a time                                                             */

/* A word of the batch: the rows of its pieces, and where its vector goes. */
typedef struct {
    uint32_t first, n;
    float   *out;
} batch_word;

typedef struct {
    uint32_t first, n; /* rows */
} batch_window;

struct dul_batch {
    uint32_t      n_next, n_next_words;
    uint32_t     *next;      /* [window] pieces of the window that is being gathered */
    batch_word   *next_word; /* [window] rows count from its first piece             */
    uint32_t      n_rows, n_words, n_windows;
    uint32_t     *piece; /* [rows]                                  */
    batch_word   *word;  /* [rows]                                  */
    batch_window *window;
    float        *h;      /* [rows][k]     what the layers change    */
    float        *qkv;    /* [rows][3 * k]                           */
    float        *y;      /* [rows][k]     what is added to h        */
    float        *feed;   /* [FEED_ROWS][k_feed]                     */
    float        *room;   /* of attention                            */
    uint8_t      *x;      /* [rows][k]     quantised                 */
    uint8_t      *x_feed; /* [FEED_ROWS][k_feed]                     */
    dul_scale8   *scale;  /* [rows]                                  */
    dul_scale8   *scale_feed;
};

/* ---- opening ---------------------------------------------------------------------------------------------------------------------------- */

static dulati_result transformer_matrix(const dul_weights *weights, size_t layer, const char *part, size_t n_out, float factor, dul_gemm *gemm, size_t first)
{
    char name[32];
    snprintf(name, sizeof name, "layer.%zu.%s", layer, part);
    return dul_weights_fill(weights, name, n_out, factor, gemm, first);
}

static dulati_result transformer_vector(const dul_weights *weights, size_t layer, const char *part, size_t n, const float **out)
{
    char name[32];
    snprintf(name, sizeof name, "layer.%zu.%s", layer, part);
    return dul_weights_floats(weights, name, n, out);
}

/* Shapes are checked first: so the size of the file bounds what is allocated. */
static dulati_result transformer_new_matrix(const dul_weights *weights, size_t layer, const char *part, size_t n_out, size_t n_in, dul_gemm *out)
{
    const dul_tensor *found;
    char              name[40];
    size_t            rows = part[0] == 'q' ? n_in : n_out; /* q, k and v of [n_in][n_in] each share one */
    snprintf(name, sizeof name, "layer.%zu.%s.weight", layer, part);
    DUL_TRY(dul_weights_tensor(weights, name, DUL_TENSOR_I8, rows, n_in, &found));
    return dul_gemm_new(weights->arena, n_out, n_in, out) ? DULATI_OK : dul_fail_memory(weights->err);
}

static dulati_result transformer_layer(const dul_weights *weights, const dul_transformer *t, size_t l, dul_transformer_layer *out)
{
    size_t k = t->k;
    DUL_TRY(transformer_new_matrix(weights, l, "q", 3 * k, k, &out->qkv));
    DUL_TRY(transformer_new_matrix(weights, l, "o", k, k, &out->o));
    DUL_TRY(transformer_new_matrix(weights, l, "up", t->k_feed, k, &out->up));
    DUL_TRY(transformer_new_matrix(weights, l, "down", k, t->k_feed, &out->down));
    DUL_TRY(transformer_matrix(weights, l, "q", k, 1.0f / sqrtf((float)DUL_ATTEND_WIDTH), &out->qkv, 0));
    DUL_TRY(transformer_matrix(weights, l, "k", k, 1, &out->qkv, k));
    DUL_TRY(transformer_matrix(weights, l, "v", k, 1, &out->qkv, 2 * k));
    DUL_TRY(transformer_matrix(weights, l, "o", k, 1, &out->o, 0));
    DUL_TRY(transformer_matrix(weights, l, "up", t->k_feed, 1, &out->up, 0));
    DUL_TRY(transformer_matrix(weights, l, "down", k, 1, &out->down, 0));
    DUL_TRY(transformer_vector(weights, l, "norm1.weight", k, &out->norm_weight[0]));
    DUL_TRY(transformer_vector(weights, l, "norm1.bias", k, &out->norm_bias[0]));
    DUL_TRY(transformer_vector(weights, l, "norm2.weight", k, &out->norm_weight[1]));
    return transformer_vector(weights, l, "norm2.bias", k, &out->norm_bias[1]);
}

/* Positions, which also say how long a window may be. */
static dulati_result transformer_positions(const dul_weights *weights, dul_transformer *out)
{
    const dul_tensor *found = dul_safetensors_find(weights->file, "emb.position");
    size_t            n     = found == NULL || found->n_dims == 0 ? 0 : found->shape[0];
    DUL_TRY(dul_weights_tensor(weights, "emb.position", DUL_TENSOR_F32, n, out->k, &found));
    if (n < 2 + DUL_PIECES_MAX || n > POSITION_MAX)
        return dul_weights_fail(weights, "positions for no word, or for too many", found->byte);
    out->position = found->data;
    out->window   = n - 2 < DUL_WINDOW_PIECES ? (uint32_t)(n - 2) : DUL_WINDOW_PIECES;
    return DULATI_OK;
}

dulati_result dul_transformer_open(const dul_weights *weights, dul_transformer *out)
{
    const dul_tensor *found;
    *out = (dul_transformer){0};
    DUL_TRY(dul_weights_size(weights, "n_layers", 1, LAYERS_MAX, &out->n_layers));
    DUL_TRY(dul_weights_size(weights, "k_model", DUL_ATTEND_WIDTH, WIDTH_MAX, &out->k));
    DUL_TRY(dul_weights_size(weights, "n_heads", 1, WIDTH_MAX, &out->n_heads));
    DUL_TRY(dul_weights_size(weights, "k_feed", DUL_ATTEND_WIDTH, WIDTH_MAX, &out->k_feed));
    if (out->n_heads * DUL_ATTEND_WIDTH != out->k)
        return dul_weights_fail(weights, "heads of attention must be 32 wide", 0);
    DUL_TRY(dul_wordpiece_open(dul_safetensors_about(weights->file, "wordpiece"), weights->path, weights->arena, &out->words, weights->err));
    DUL_TRY(dul_weights_tensor(weights, "emb.word", DUL_TENSOR_I8, out->words.n, out->k, &found));
    out->word = found->data;
    DUL_TRY(dul_weights_tensor(weights, "emb.word.scale", DUL_TENSOR_F16, out->words.n, 0, &found));
    out->word_scale = found->data;
    DUL_TRY(transformer_positions(weights, out));
    DUL_TRY(dul_weights_floats(weights, "emb.norm.weight", out->k, &out->norm_weight));
    DUL_TRY(dul_weights_floats(weights, "emb.norm.bias", out->k, &out->norm_bias));
    DUL_TRY(dul_weights_floats(weights, "mix", out->n_layers + 1, &out->mix));
    out->layer = dul_arena_calloc(weights->arena, out->n_layers, sizeof *out->layer);
    if (out->layer == NULL)
        return dul_fail_memory(weights->err);
    for (size_t l = 0; l < out->n_layers; l++)
        DUL_TRY(transformer_layer(weights, out, l, &out->layer[l]));
    return DULATI_OK;
}

/* ---- scratch ---------------------------------------------------------------------------------------------------------------------------- */

static size_t batch_rows(const dul_transformer *t)
{
    return t->window + 2 > ROWS_GOOD ? t->window + 2 : ROWS_GOOD;
}

static size_t batch_lay_out(const dul_transformer *t, char *base, struct dul_batch **out)
{
    dul_layout       layout = {base, 0};
    size_t           rows   = batch_rows(t);
    struct dul_batch none, *b = dul_layout_place(&layout, 1, sizeof *b);
    *out      = b;
    b         = b == NULL ? &none : b;
    b->n_next = b->n_next_words = b->n_rows = b->n_words = b->n_windows = 0;
    b->next                                                             = dul_layout_place(&layout, t->window, sizeof *b->next);
    b->next_word                                                        = dul_layout_place(&layout, t->window, sizeof *b->next_word);
    b->piece                                                            = dul_layout_place(&layout, rows, sizeof *b->piece);
    b->word                                                             = dul_layout_place(&layout, rows, sizeof *b->word);
    b->window                                                           = dul_layout_place(&layout, rows, sizeof *b->window);
    b->h                                                                = dul_layout_place(&layout, rows * t->k, sizeof *b->h);
    b->qkv                                                              = dul_layout_place(&layout, rows * 3 * t->k, sizeof *b->qkv);
    b->y                                                                = dul_layout_place(&layout, rows * t->k, sizeof *b->y);
    b->feed                                                             = dul_layout_place(&layout, FEED_ROWS * t->k_feed, sizeof *b->feed);
    b->room                                                             = dul_layout_place(&layout, dul_attend_room(t->window + 2), sizeof *b->room);
    b->x                                                                = dul_layout_place(&layout, rows * t->k, sizeof *b->x);
    b->x_feed                                                           = dul_layout_place(&layout, FEED_ROWS * t->k_feed, sizeof *b->x_feed);
    b->scale                                                            = dul_layout_place(&layout, rows, sizeof *b->scale);
    b->scale_feed                                                       = dul_layout_place(&layout, FEED_ROWS, sizeof *b->scale_feed);
    return layout.used;
}

bool dul_transformer_work_init(dul_transformer_work *work, const dul_transformer *transformer, const dulati_allocator *allocator)
{
    struct dul_batch *batch;
    size_t            size = batch_lay_out(transformer, NULL, &batch);
    char             *room = dul_alloc(allocator, size + DUL_LAYOUT_LINE);
    *work                  = (dul_transformer_work){.allocator = allocator, .allocated = room};
    if (room == NULL)
        return false;
    batch_lay_out(transformer, dul_layout_align(room), &work->batch);
    return true;
}

void dul_transformer_work_free(dul_transformer_work *work)
{
    if (work->allocated != NULL)
        dul_free(work->allocator, work->allocated);
    *work = (dul_transformer_work){0};
}

/* ---- the layers ------------------------------------------------------------------------------------------------------------------------- */

static float transformer_of_half(uint16_t half)
{
    float    fraction = (float)(half & 0x3FF);
    unsigned exponent = half >> 10 & 31;
    float    value    = exponent == 0 ? ldexpf(fraction, -24) : exponent == 31 ? 0.0f : ldexpf(fraction + 1024.0f, (int)exponent - 25);
    return (half & 0x8000) != 0 ? -value : value;
}

static void transformer_embed(const dul_transformer *t, const dul_kernels *kernels, struct dul_batch *b)
{
    for (uint32_t w = 0; w < b->n_windows; w++)
        for (uint32_t i = 0; i < b->window[w].n; i++) {
            uint32_t row = b->window[w].first + i, piece = b->piece[row];
            b->scale[row] = kernels->embed8(t->word + piece * t->k, transformer_of_half(t->word_scale[piece]), t->position + i * t->k, t->k, t->norm_weight,
                                            t->norm_bias, b->h + row * t->k, b->x + row * t->k);
        }
}

static void transformer_attend(const dul_transformer *t, const dul_kernels *kernels, const dul_transformer_layer *layer, struct dul_batch *b)
{
    size_t k = t->k;
    kernels->product(&layer->qkv, b->x, k, b->scale, b->n_rows, b->qkv, 3 * k);
    for (uint32_t w = 0; w < b->n_windows; w++)
        for (size_t head = 0; head < t->n_heads; head++) {
            const float *q = b->qkv + b->window[w].first * 3 * k + head * DUL_ATTEND_WIDTH;
            kernels->attend(&(dul_attention){.n          = b->window[w].n,
                                             .q          = q,
                                             .k          = q + k,
                                             .v          = q + 2 * k,
                                             .stride     = 3 * k,
                                             .out        = b->y + b->window[w].first * k + head * DUL_ATTEND_WIDTH,
                                             .out_stride = k,
                                             .room       = b->room});
        }
    for (size_t row = 0; row < b->n_rows; row++)
        b->scale[row] = kernels->quantise8(b->y + row * k, k, b->x + row * k);
    kernels->product(&layer->o, b->x, k, b->scale, b->n_rows, b->y, k);
    for (size_t row = 0; row < b->n_rows; row++)
        b->scale[row] = kernels->add_norm(b->h + row * k, b->y + row * k, k, layer->norm_weight[0], layer->norm_bias[0], b->x + row * k);
}

static void transformer_feed(const dul_transformer *t, const dul_kernels *kernels, const dul_transformer_layer *layer, struct dul_batch *b)
{
    size_t k = t->k, k_feed = t->k_feed, n_parts = (b->n_rows + FEED_ROWS - 1) / FEED_ROWS;
    for (size_t part = 0, first = 0, n; part < n_parts; part++, first += n) {
        n = (b->n_rows - first) / (n_parts - part);
        kernels->product(&layer->up, b->x + first * k, k, b->scale + first, n, b->feed, k_feed);
        for (size_t row = 0; row < n; row++)
            b->scale_feed[row] = kernels->gelu(b->feed + row * k_feed, k_feed, b->x_feed + row * k_feed);
        kernels->product(&layer->down, b->x_feed, k_feed, b->scale_feed, n, b->y + first * k, k);
    }
    for (size_t row = 0; row < b->n_rows; row++)
        b->scale[row] = kernels->add_norm(b->h + row * k, b->y + row * k, k, layer->norm_weight[1], layer->norm_bias[1], b->x + row * k);
}

/* The share of a layer in the words' vectors. */
static void transformer_mix(const dul_transformer *t, const dul_kernels *kernels, float mix, const struct dul_batch *b)
{
    for (uint32_t w = 0; w < b->n_words; w++)
        for (uint32_t i = 0; i < b->word[w].n; i++)
            kernels->add(b->word[w].out, b->h + (b->word[w].first + i) * t->k, mix / (float)b->word[w].n, t->k);
}

void dul_transformer_finish(const dul_transformer *transformer, const dul_kernels *kernels, dul_transformer_work *work)
{
    struct dul_batch *b = work->batch;
    if (b->n_rows == 0)
        return;
    transformer_embed(transformer, kernels, b);
    for (uint32_t w = 0; w < b->n_words; w++)
        memset(b->word[w].out, 0, transformer->k * sizeof *b->word[w].out);
    transformer_mix(transformer, kernels, transformer->mix[0], b);
    for (size_t l = 0; l < transformer->n_layers; l++) {
        transformer_attend(transformer, kernels, &transformer->layer[l], b);
        transformer_feed(transformer, kernels, &transformer->layer[l], b);
        transformer_mix(transformer, kernels, transformer->mix[l + 1], b);
    }
    b->n_rows = b->n_words = b->n_windows = 0;
}

/* ---- windows ---------------------------------------------------------------------------------------------------------------------------- */

/* The window that was gathered joins the batch; when that is full, it goes first. */
static void transformer_end_window(const dul_transformer *t, const dul_kernels *kernels, dul_transformer_work *work)
{
    struct dul_batch *b = work->batch;
    uint32_t          n = b->n_next + 2;
    if (b->n_rows > 0 && b->n_rows + n > ROWS_GOOD)
        dul_transformer_finish(t, kernels, work);
    b->window[b->n_windows++] = (batch_window){b->n_rows, n};
    for (uint32_t i = 0; i < b->n_next_words; i++) {
        batch_word word = b->next_word[i];
        word.first += b->n_rows + 1;
        b->word[b->n_words++] = word;
    }
    b->piece[b->n_rows++] = t->words.first;
    memcpy(b->piece + b->n_rows, b->next, b->n_next * sizeof *b->next);
    b->n_rows += b->n_next;
    b->piece[b->n_rows++] = t->words.last;
    b->n_next = b->n_next_words = 0;
}

void dul_transformer_add(const dul_transformer *transformer, const dul_kernels *kernels, dul_transformer_work *work, const dul_token *token, uint32_t n,
                         float *out, size_t stride)
{
    struct dul_batch *b = work->batch;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t piece[DUL_PIECES_MAX], n_pieces = dul_wordpiece_cut(&transformer->words, token[i].norm, piece);
        if (b->n_next + n_pieces > transformer->window)
            transformer_end_window(transformer, kernels, work);
        b->next_word[b->n_next_words++] = (batch_word){b->n_next, n_pieces, out + i * stride};
        memcpy(b->next + b->n_next, piece, n_pieces * sizeof *piece);
        b->n_next += n_pieces;
    }
    if (b->n_next > 0)
        transformer_end_window(transformer, kernels, work);
}
