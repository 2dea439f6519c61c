/*
 * parser.c -- running the network over a text, some thousand tokens at a time.
 *
 *     tokens -> embed -> x [n][k]        bytes, one scale a row
 *     per layer: x -> from_input [n][8 * k_hidden]; then step by step, all sentences at once, longest first, so that those which still run are the
 *                first rows; states go back into x. A transformer (transformer.h) stands in place of the layers where the model has one.
 *     per sentence: x -> heads -> tags; arc scores; tree; labels; lemmas
 *
 * No result depends on what else is in the chunk.
 */
#include "syntax/parser.h"

#include "base/layout.h"
#include "syntax/besttree.h"
#include "syntax/network.h"
#include "syntax/repair.h"

#include <math.h>

#define CHUNK_TOKENS 1024               /* as many as keep the gates (8 * k_hidden floats each) near the processor */
#define GROUP_TOKENS 128                /* for which the heads are computed at once                               */
#define TREE_MAX     4000               /* tokens: the arc scores of a longer "sentence" would not fit            */
#define PREFETCH     8                  /* tokens whose embeddings are fetched ahead                              */
#define SLAB_KEPT    ((size_t)32 << 20) /* bytes of scratch that are worth keeping */

struct dul_parser {
    const dulati_allocator *allocator;
    dul_network             network;
};

/* Tokens that are encoded together: a sentence, or a piece of an endless one. */
typedef struct {
    uint32_t first, n; /* first counts from the chunk's first token */
    bool     cut;      /* a piece: no tree is looked for            */
} parser_piece;

typedef struct {
    char  *at; /* aligned */
    void  *allocated;
    size_t size;
} parser_slab;

struct dul_parser_work {
    const dul_parser    *parser;
    parser_slab          chunk, group, tree, edmonds;
    dul_transformer_work transformer;
    parser_piece        *piece; /* [n_pieces] of the chunk */
    size_t               n_pieces, piece_capacity;
    void (*watch)(void *context, const dul_parser_sight *sight);
    void *watch_context;
};

/* ---- memory --------------------------------------------------------------------------------------------------------------------------- */

static bool parser_slab_reserve(const dulati_allocator *allocator, parser_slab *slab, size_t size)
{
    if (size <= slab->size)
        return true;
    if (size > SIZE_MAX / 2)
        return false;
    size += size / 4;
    dul_free(allocator, slab->allocated);
    *slab           = (parser_slab){0};
    slab->allocated = dul_alloc(allocator, size + DUL_LAYOUT_LINE);
    if (slab->allocated == NULL)
        return false;
    slab->at   = dul_layout_align(slab->allocated);
    slab->size = size;
    return true;
}

/* What one monstrous sentence needed is given back after it. */
static void parser_slab_trim(const dulati_allocator *allocator, parser_slab *slab)
{
    if (slab->size > SLAB_KEPT) {
        dul_free(allocator, slab->allocated);
        *slab = (parser_slab){0};
    }
}

/* ---- encoding ------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    size_t      n;          /* tokens                                                                              */
    size_t      x_stride;   /* the wider of k_embed and k                                                          */
    uint8_t    *x;          /* [n][x_stride]                                                                       */
    dul_scale8 *x_scale;    /* [n]            of the embeddings                                                    */
    float      *room;       /* [k_embed]                                                                           */
    float      *encoding;   /* [n][k]         of a transformer; what follows is an LSTM's                         */
    float      *from_input; /* [n][8 * k_hidden]                                                                   */
    uint32_t   *order;      /* [n_pieces]     longest first                                                        */
    uint32_t   *row;        /* [n_pieces]     the token that each sentence has reached                             */
    float      *from_state; /* [n_pieces][4 * k_hidden]                                                            */
    float      *cell;       /* [n_pieces][k_hidden]                                                                */
    uint8_t    *state;      /* [n_pieces][k_hidden]                                                                */
} parser_chunk;

static size_t parser_chunk_lay_out(const dul_network *net, size_t n, size_t n_pieces, char *base, parser_chunk *out)
{
    dul_layout layout = {base, 0};
    size_t     k      = net->k_hidden;
    out->n            = n;
    out->x_stride     = net->k_embed > net->k ? net->k_embed : net->k;
    out->x            = dul_layout_place(&layout, n * out->x_stride, sizeof *out->x);
    out->x_scale      = dul_layout_place(&layout, n, sizeof *out->x_scale);
    if (net->transformer != NULL) {
        out->encoding = dul_layout_place(&layout, n * net->k, sizeof *out->encoding);
        return layout.used;
    }
    out->room       = dul_layout_place(&layout, net->k_embed, sizeof *out->room);
    out->from_input = dul_layout_place(&layout, n * 8 * k, sizeof *out->from_input);
    out->order      = dul_layout_place(&layout, n_pieces, sizeof *out->order);
    out->row        = dul_layout_place(&layout, n_pieces, sizeof *out->row);
    out->from_state = dul_layout_place(&layout, n_pieces * 4 * k, sizeof *out->from_state);
    out->cell       = dul_layout_place(&layout, n_pieces * k, sizeof *out->cell);
    out->state      = dul_layout_place(&layout, n_pieces * k, sizeof *out->state);
    return layout.used;
}

/* The embedding rows of a token and their scales, and a hint to the processor to fetch the rows. */
typedef struct {
    const int8_t *row[DUL_FEATURES_MAX];
    uint16_t      scale[DUL_LANES];
    uint32_t      n;
} parser_rows;

static void parser_find_rows(const dul_network *net, const dul_features *features, parser_rows *out)
{
    *out = (parser_rows){.n = features->n};
    for (uint32_t i = 0; i < features->n; i++) {
        size_t table = features->table[i], index = features->hash[i] % net->embed[table].n_rows;
        out->row[i]   = net->embed[table].whole + index * net->k_embed;
        out->scale[i] = net->embed[table].scale[index];
        for (size_t at = 0; at < net->k_embed; at += 64)
            __builtin_prefetch(out->row[i] + at);
    }
}

/* Embeddings as bytes into chunk->x; as floats into room, each room_stride behind the one before. */
static void parser_embed(const dul_network *net, const dul_parser_work *work, const dul_token *token, parser_chunk *chunk, float *room, size_t room_stride)
{
    parser_rows rows[PREFETCH];
    for (size_t p = 0; p < work->n_pieces; p++) {
        const parser_piece *piece     = &work->piece[p];
        uint64_t            n_letters = 0, n_upper = 0;
        for (uint32_t i = piece->first; i < piece->first + piece->n; i++) {
            dul_letters letters = dul_letters_count(token[i].norm);
            n_letters += letters.n_letters;
            n_upper += letters.n_upper;
        }
        char sentence_class = dul_letters_class(n_letters, n_upper);
        for (uint32_t done = 0; done < piece->n;) {
            uint32_t n = piece->n - done < PREFETCH ? piece->n - done : PREFETCH, first = piece->first + done;
            for (uint32_t i = 0; i < n; i++) {
                const dul_token *one = &token[first + i];
                dul_features     features;
                dul_features_find(one->norm, one->lower, dul_letters_count(one->norm), done + i == 0, sentence_class, &features);
                parser_find_rows(net, &features, &rows[i]);
            }
            for (uint32_t i = 0; i < n; i++)
                chunk->x_scale[first + i] =
                    net->kernels->embed(rows[i].row, rows[i].scale, rows[i].n, net->k_embed, 1.0f / sqrtf((float)rows[i].n), net->norm_weight, net->norm_bias,
                                        room + (first + i) * room_stride, chunk->x + (first + i) * chunk->x_stride);
            done += n;
        }
    }
}

/* Longest first; sentences are few and lengths small numbers, so a heap sort in place will do. */
static void parser_sift(const parser_piece *piece, uint32_t *order, size_t at, size_t n)
{
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && piece[order[child + 1]].n < piece[order[child]].n)
            child++;
        if (piece[order[at]].n <= piece[order[child]].n)
            return;
        uint32_t other = order[at];
        order[at]      = order[child];
        order[child]   = other;
    }
}

static void parser_sort(const parser_piece *piece, uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    for (size_t i = n / 2; i-- > 0;)
        parser_sift(piece, order, i, n);
    for (size_t end = n; end-- > 1;) {
        uint32_t other = order[0];
        order[0]       = order[end];
        order[end]     = other;
        parser_sift(piece, order, 0, end);
    }
}

/* One direction of one layer: step t reads token t of every sentence that has one, from its start or, backward, from its end. */
static void parser_lstm(const dul_network *net, const dul_parser_work *work, const dul_lstm_layer *layer, bool back, parser_chunk *chunk)
{
    size_t k = net->k_hidden, n = work->n_pieces;
    memset(chunk->from_state, 0, n * 4 * k * sizeof *chunk->from_state);
    memset(chunk->cell, 0, n * k * sizeof *chunk->cell);
    for (uint32_t t = 0;; t++) {
        while (n > 0 && work->piece[chunk->order[n - 1]].n <= t)
            n--;
        if (n == 0)
            return;
        for (size_t r = 0; r < n; r++) {
            const parser_piece *piece = &work->piece[chunk->order[r]];
            chunk->row[r]             = piece->first + (back ? piece->n - 1 - t : t);
        }
        if (t > 0)
            net->kernels->product(&layer->from_state[back], chunk->state, k, NULL, n, chunk->from_state, 4 * k);
        net->kernels->lstm_step(&(dul_lstm_step){
            .n          = n,
            .k          = k,
            .from_input = chunk->from_input + (back ? 4 * k : 0),
            .in_stride  = 8 * k,
            .row        = chunk->row,
            .from_state = chunk->from_state,
            .cell       = chunk->cell,
            .state      = chunk->state,
            .out        = chunk->x + (back ? k : 0),
            .out_stride = chunk->x_stride,
        });
    }
}

/* The vectors of a transformer with the embeddings behind them. */
static void parser_transform(const dul_network *net, dul_parser_work *work, const dul_token *token, parser_chunk *chunk)
{
    parser_embed(net, work, token, chunk, chunk->encoding + net->transformer->k, net->k);
    for (size_t p = 0; p < work->n_pieces; p++)
        dul_transformer_add(net->transformer, net->kernels, &work->transformer, token + work->piece[p].first, work->piece[p].n,
                            chunk->encoding + work->piece[p].first * net->k, net->k);
    dul_transformer_finish(net->transformer, net->kernels, &work->transformer);
    for (size_t i = 0; i < chunk->n; i++)
        chunk->x_scale[i] = net->kernels->quantise8(chunk->encoding + i * net->k, net->k, chunk->x + i * chunk->x_stride);
}

/* The encodings of all tokens of the chunk into chunk->x; what their scale is goes into chunk->x_scale or, for states of an LSTM, is known. */
static void parser_encode(const dul_network *net, dul_parser_work *work, const dul_token *token, parser_chunk *chunk)
{
    if (net->transformer != NULL) {
        parser_transform(net, work, token, chunk);
        return;
    }
    parser_embed(net, work, token, chunk, chunk->room, 0);
    parser_sort(work->piece, chunk->order, work->n_pieces);
    for (size_t l = 0; l < net->n_layers; l++) {
        net->kernels->product(&net->layer[l].from_input, chunk->x, chunk->x_stride, l == 0 ? chunk->x_scale : NULL, chunk->n, chunk->from_input,
                              8 * net->k_hidden);
        parser_lstm(net, work, &net->layer[l], false, chunk);
        parser_lstm(net, work, &net->layer[l], true, chunk);
    }
}

/* ---- reading the encoding ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    size_t      stride;      /* of heads                                                                                    */
    float      *heads;       /* [n][stride] for a group of sentences                                                        */
    size_t      wide;        /* the widest of what one sentence's rows hold                                                 */
    uint8_t    *whole;       /* [n][wide]   quantised dependents, then queries, then hidden of labels                       */
    dul_scale8 *scale;       /* [n]                                                                                         */
    float      *real;        /* [n][wide]   queries, then label scores                                                      */
    float      *room;        /* [wide]                                                                                      */
    uint8_t    *one;         /* [wide]                                                                                      */
    uint32_t   *head, *mark; /* [n]                                                                                    */
} parser_group;

static size_t parser_group_lay_out(const dul_network *net, size_t n, char *base, parser_group *out)
{
    dul_layout layout = {base, 0};
    out->stride       = dul_gemm_width(&net->heads);
    out->wide         = dul_gemm_width(&net->arc);
    if (out->wide < dul_gemm_width(&net->rel))
        out->wide = dul_gemm_width(&net->rel);
    if (out->wide < net->k_rel)
        out->wide = net->k_rel;
    out->heads = dul_layout_place(&layout, n * out->stride, sizeof *out->heads);
    out->whole = dul_layout_place(&layout, n * out->wide, sizeof *out->whole);
    out->scale = dul_layout_place(&layout, n, sizeof *out->scale);
    out->real  = dul_layout_place(&layout, n * out->wide, sizeof *out->real);
    out->room  = dul_layout_place(&layout, out->wide, sizeof *out->room);
    out->one   = dul_layout_place(&layout, out->wide, sizeof *out->one);
    out->head  = dul_layout_place(&layout, n, sizeof *out->head);
    out->mark  = dul_layout_place(&layout, n, sizeof *out->mark);
    return layout.used;
}

static uint8_t parser_byte(float probability)
{
    return probability > 0 && probability <= 1 ? (uint8_t)lrintf(probability * 255) : 0;
}

/* The probability of the best of n scores. */
static uint8_t parser_sure(const dul_kernels *kernels, const float *score, size_t n, size_t best)
{
    return parser_byte(1 / kernels->sum_exp(score, n, score[best]));
}

/* ln x of a positive number; not the C library's, whose last bits differ between systems. x = 2^e m, ln m = 2 artanh((m - 1) / (m + 1)). */
static double parser_log(double x)
{
    int    e;
    double m = frexp(x, &e);
    if (m < 0.70710678118654752) {
        m *= 2;
        e--;
    }
    double z = (m - 1) / (m + 1), square = z * z;
    return e * 0.69314718055994531 + 2 * z * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square * (1.0 / 9 + square / 11)))));
}

/* Arc scores of one sentence (Dozat and Manning, ICLR 2017):
 *
 *     score[d][h] = (dep[d] . W + bias) . head[h]          column 0 is the root
 *
 * The left factor does not depend on h, so it is computed once for each row (query); the heads become a matrix, and all is one more product. */
static void parser_arc_scores(const dul_network *net, const parser_group *g, const float *heads, size_t n, dul_gemm *by_head, float *score)
{
    const dul_kernels *kernels = net->kernels;
    size_t             k       = net->k_arc;
    for (size_t d = 0; d < n; d++)
        g->scale[d] = kernels->relu(heads + d * g->stride + net->head_at[DUL_HEAD_ARC_DEP], NULL, k, 255, g->room, g->whole + d * k);
    kernels->product(&net->arc, g->whole, k, g->scale, n, g->real, dul_gemm_width(&net->arc));
    for (size_t d = 0; d < n; d++)
        g->scale[d] = kernels->quantise(g->real + d * dul_gemm_width(&net->arc), k, g->whole + d * k);
    float scale = kernels->quantise(net->arc_root, k, g->one).scale;
    for (size_t i = 0; i < k; i++)
        g->one[i] ^= 128; /* from bytes around 128 to signed ones */
    dul_gemm_set(by_head, 0, (const int8_t *)g->one, scale, 0.0f);
    for (size_t h = 0; h < n; h++) { /* never negative, so that 127 is as far as signed bytes go */
        scale = kernels->relu(heads + h * g->stride + net->head_at[DUL_HEAD_ARC_HEAD], NULL, k, 127, g->room, g->one).scale;
        dul_gemm_set(by_head, h + 1, (const int8_t *)g->one, scale, 0.0f);
    }
    size_t stride = dul_gemm_width(by_head);
    kernels->product(by_head, g->whole, k, g->scale, n, score, stride);
    for (size_t d = 0; d < n; d++)
        score[d * stride + d + 1] = -INFINITY;
}

/* Heads and their log probabilities. sight tells what is read. false when memory ran out. */
static bool parser_find_tree(dul_parser_work *work, const parser_group *g, const float *heads, size_t n, dul_parser_sight sight, float *log_prob,
                             dul_sure *sure)
{
    const dul_network *net    = &work->parser->network;
    size_t             matrix = dul_gemm_bytes(n + 1, net->k_arc), stride = (n + 1 + DUL_GEMM_PANEL - 1) / DUL_GEMM_PANEL * DUL_GEMM_PANEL;
    size_t             scores = dul_layout_bytes(n * stride * sizeof(float));
    if (!parser_slab_reserve(work->parser->allocator, &work->tree, matrix + scores))
        return false;
    dul_gemm by_head = dul_gemm_in(work->tree.at, n + 1, net->k_arc);
    float   *score   = (float *)(void *)(work->tree.at + matrix);
    parser_arc_scores(net, g, heads, n, &by_head, score);
    if (work->watch != NULL) {
        sight.score        = score;
        sight.score_stride = stride;
        work->watch(work->watch_context, &sight);
    }
    for (size_t d = 0; d < n; d++) {
        const float *row  = score + d * stride;
        size_t       best = net->kernels->argmax(row, n + 1);
        g->head[d]        = best == 0 ? DUL_BESTTREE_ROOT : (uint32_t)best - 1;
        log_prob[d]       = (float)(row[best] + parser_log((double)net->kernels->sum_exp(row, n + 1, row[best]))); /* of all heads */
    }
    if (!dul_besttree_is_tree(g->head, n, g->mark)) {
        if (!parser_slab_reserve(work->parser->allocator, &work->edmonds, dul_besttree_bytes(n)))
            return false;
        dul_besttree_find(score, stride, n, work->edmonds.at, g->head);
    }
    for (size_t d = 0; d < n; d++) {
        size_t column = g->head[d] == DUL_BESTTREE_ROOT ? 0 : g->head[d] + 1;
        float  chosen = score[d * stride + column] - log_prob[d];
        sure[d].head  = parser_byte(net->kernels->sum_exp(score + d * stride + column, 1, log_prob[d]));
        log_prob[d]   = chosen <= 0 ? (chosen > -1e6f ? chosen : -1e6f) : 0;
    }
    return true;
}

static void parser_find_labels(const dul_network *net, const parser_group *g, const float *heads, size_t n, uint8_t *rel, dul_sure *sure)
{
    size_t k = net->k_rel, stride = dul_gemm_width(&net->rel);
    for (size_t d = 0; d < n; d++) {
        const float *dep  = heads + d * g->stride + net->head_at[DUL_HEAD_REL_DEP];
        const float *head = g->head[d] == DUL_BESTTREE_ROOT ? net->rel_root : heads + g->head[d] * g->stride + net->head_at[DUL_HEAD_REL_HEAD];
        g->scale[d]       = net->kernels->relu(dep, head, k, 255, g->room, g->whole + d * k);
    }
    net->kernels->product(&net->rel, g->whole, k, g->scale, n, g->real, stride);
    for (size_t d = 0; d < n; d++) {
        g->real[d * stride + net->rel_is_root] = -INFINITY; /* only the root is called root */
        size_t best                            = net->kernels->argmax(g->real + d * stride, net->rels.n);
        bool   root                            = g->head[d] == DUL_BESTTREE_ROOT;
        rel[d]                                 = root ? DUL_REL_ROOT : net->rel_of[best];
        sure[d].rel                            = root ? 255 : parser_sure(net->kernels, g->real + d * stride, net->rels.n, best);
    }
}

static bool parser_find_tags(const dul_network *net, const dul_job *job, const float *heads, const dul_token *token, uint32_t at, dul_tree *tree)
{
    const dul_kernels *kernels = net->kernels;
    size_t             upos    = kernels->argmax(heads + net->head_at[DUL_HEAD_UPOS], net->head_n[DUL_HEAD_UPOS]);
    size_t             xpos    = kernels->argmax(heads + net->head_at[DUL_HEAD_XPOS], net->head_n[DUL_HEAD_XPOS]);
    size_t             feats   = kernels->argmax(heads + net->head_at[DUL_HEAD_FEATS], net->head_n[DUL_HEAD_FEATS]);
    size_t             script  = kernels->argmax(heads + net->head_at[DUL_HEAD_LEMMA], net->head_n[DUL_HEAD_LEMMA]);
    tree->upos[at]             = net->upos_of[upos];
    tree->sure[at].upos        = parser_sure(kernels, heads + net->head_at[DUL_HEAD_UPOS], net->head_n[DUL_HEAD_UPOS], upos);
    if (net->mention.n > 0) {
        const float *score     = heads + net->head_at[DUL_HEAD_MENTION];
        size_t       mention   = kernels->argmax(score, net->mention.n);
        tree->mention[at]      = net->mention_of[mention];
        tree->sure[at].mention = parser_sure(kernels, score, net->mention.n, mention);
    }
    tree->xpos[at]  = net->xpos.text[xpos];
    tree->feats[at] = net->feats.text[feats];
    tree->feat[at]  = net->feat_of[feats];
    dul_str lemma   = dul_lemma_exceptions_find(&net->exceptions, token->lower, (dul_upos)tree->upos[at]);
    if (lemma.at == NULL)
        lemma = dul_lemma_make(&net->script[script], token->norm, token->lower, job->arena);
    tree->lemma[at] = lemma;
    return lemma.at != NULL;
}

/* A tree for tokens that nobody can read: number j hangs on j without its last digit to the base 64 that is not 0, so that neither depth nor the number of
 * children grows with the text. */
static void parser_hang(uint32_t sentence_first, uint32_t first, uint32_t n, dul_tree *tree)
{
    for (uint32_t i = first; i < first + n; i++) {
        uint64_t j = i - sentence_first, step = 64;
        while (j != 0 && j % step == 0)
            step *= 64;
        tree->head[i] = j == 0 ? DUL_ROOT : sentence_first + (uint32_t)(j - j % step);
        tree->rel[i]  = j == 0 ? DUL_REL_ROOT : DUL_REL_DEP;
    }
}

/* Pieces first..end of the work, whose tokens stand together. chunk_first is the chunk's first token in the document. */
static dulati_result parser_read_group(dul_parser_work *work, const dul_job *job, const dul_text *text, const parser_chunk *chunk, uint32_t chunk_first,
                                       size_t first, size_t end, dul_tree *tree)
{
    const dul_network *net   = &work->parser->network;
    uint32_t           start = work->piece[first].first, n = work->piece[end - 1].first + work->piece[end - 1].n - start;
    parser_group       g;
    if (!parser_slab_reserve(work->parser->allocator, &work->group, parser_group_lay_out(net, n, NULL, &g)))
        return dul_fail_memory(job->err);
    parser_group_lay_out(net, n, work->group.at, &g);
    const dul_scale8 *scale = net->transformer == NULL ? NULL : chunk->x_scale + start;
    net->kernels->product(&net->heads, chunk->x + start * chunk->x_stride, chunk->x_stride, scale, n, g.heads, g.stride);
    for (uint32_t i = 0; i < n; i++)
        if (!parser_find_tags(net, job, g.heads + i * g.stride, &text->token[chunk_first + start + i], chunk_first + start + i, tree))
            return dul_fail_memory(job->err);
    for (size_t p = first; p < end; p++) {
        const parser_piece *piece = &work->piece[p];
        uint32_t            at    = chunk_first + piece->first;
        const float        *heads = g.heads + (piece->first - start) * g.stride;
        if (piece->cut) {
            parser_hang(text->sentence[text->token[at].sentence].tokens.first, at, piece->n, tree);
            continue;
        }
        const dul_parser_sight sight = {
            .tokens          = {at, at + piece->n},
            .encoding        = chunk->x + piece->first * chunk->x_stride,
            .k               = net->k,
            .encoding_stride = chunk->x_stride,
            .scale           = scale == NULL ? NULL : scale + (piece->first - start),
        };
        if (!parser_find_tree(work, &g, heads, piece->n, sight, tree->score + at, tree->sure + at))
            return dul_fail_memory(job->err);
        parser_find_labels(net, &g, heads, piece->n, tree->rel + at, tree->sure + at);
        for (uint32_t i = 0; i < piece->n; i++)
            tree->head[at + i] = g.head[i] == DUL_BESTTREE_ROOT ? DUL_ROOT : at + g.head[i];
    }
    return DULATI_OK;
}

/* ---- a text --------------------------------------------------------------------------------------------------------------------------- */

/* The pieces in work, n tokens from chunk_first on. */
static dulati_result parser_run_chunk(dul_parser_work *work, const dul_job *job, const dul_text *text, uint32_t chunk_first, uint32_t n, dul_tree *tree)
{
    const dul_network *net = &work->parser->network;
    parser_chunk       chunk;
    if (!parser_slab_reserve(work->parser->allocator, &work->chunk, parser_chunk_lay_out(net, n, work->n_pieces, NULL, &chunk)))
        return dul_fail_memory(job->err);
    parser_chunk_lay_out(net, n, work->n_pieces, work->chunk.at, &chunk);
    parser_encode(net, work, text->token + chunk_first, &chunk);
    for (size_t first = 0, end; first < work->n_pieces; first = end) {
        uint32_t in_group = 0;
        for (end = first; end < work->n_pieces && (end == first || in_group + work->piece[end].n <= GROUP_TOKENS); end++)
            in_group += work->piece[end].n;
        DUL_TRY(parser_read_group(work, job, text, &chunk, chunk_first, first, end, tree));
    }
    work->n_pieces = 0;
    return DULATI_OK;
}

static bool parser_add_piece(dul_parser_work *work, uint32_t first, uint32_t n, bool cut)
{
    parser_piece *grown = dul_grow(work->parser->allocator, work->piece, work->n_pieces, &work->piece_capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    work->piece                   = grown;
    work->piece[work->n_pieces++] = (parser_piece){first, n, cut};
    return true;
}

dulati_result dul_parser_run(const dul_parser *parser, dul_parser_work *work, const dul_job *job, const dul_text *text, dul_tree *out)
{
    (void)parser;
    DUL_TRY(dul_tree_new(job, text->n_tokens, out));
    uint32_t chunk_first = 0, n = 0;
    work->n_pieces = 0;
    for (uint32_t s = 0; s < text->n_sentences; s++) {
        dul_range tokens = text->sentence[s].tokens;
        bool      cut    = tokens.end - tokens.first > TREE_MAX;
        for (uint32_t at = tokens.first, len; at < tokens.end; at += len) {
            len = tokens.end - at < TREE_MAX ? tokens.end - at : TREE_MAX;
            if (n > 0 && n + len > CHUNK_TOKENS) {
                DUL_TRY(parser_run_chunk(work, job, text, chunk_first, n, out));
                n = 0;
            }
            if (n == 0)
                chunk_first = at;
            if (!parser_add_piece(work, at - chunk_first, len, cut))
                return dul_fail_memory(job->err);
            n += len;
        }
    }
    if (n > 0)
        DUL_TRY(parser_run_chunk(work, job, text, chunk_first, n, out));
    parser_slab_trim(work->parser->allocator, &work->chunk);
    parser_slab_trim(work->parser->allocator, &work->group);
    parser_slab_trim(work->parser->allocator, &work->tree);
    parser_slab_trim(work->parser->allocator, &work->edmonds);
    dul_tree_link(out);
    if (dul_tree_repair(out, text) > 0)
        dul_tree_link(out);
    return DULATI_OK;
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------------- */

dulati_result dul_parser_open(dul_str bytes, const char *path, const dulati_allocator *allocator, dul_parser **out, dulati_error *err)
{
    *out               = NULL;
    dul_parser *parser = dul_alloc(allocator, sizeof *parser);
    if (parser == NULL)
        return dul_fail_memory(err);
    parser->allocator    = allocator;
    dulati_result result = dul_network_open(bytes, path, allocator, &parser->network, err);
    if (result != DULATI_OK) {
        dul_free(allocator, parser);
        return result;
    }
    *out = parser;
    return DULATI_OK;
}

void dul_parser_close(dul_parser *parser)
{
    if (parser == NULL)
        return;
    dul_network_close(&parser->network);
    dul_free(parser->allocator, parser);
}

const dul_safetensors *dul_parser_file(const dul_parser *parser)
{
    return &parser->network.file;
}

const char *dul_parser_about(const dul_parser *parser, const char *key)
{
    if (strcmp(key, "kernel") == 0)
        return parser->network.kernels->name;
    const char *value = dul_safetensors_about(&parser->network.file, key).at;
    return value == NULL ? "" : value;
}

bool dul_parser_choose_kernel(dul_parser *parser, const char *name)
{
    const dul_kernels *kernels;
    for (size_t i = 0; (kernels = dul_kernels_get(i)) != NULL; i++)
        if (strcmp(kernels->name, name) == 0) {
            parser->network.kernels = kernels;
            return true;
        }
    return false;
}

dulati_result dul_parser_work_new(const dul_parser *parser, dul_parser_work **out, dulati_error *err)
{
    *out = dul_alloc(parser->allocator, sizeof **out);
    if (*out == NULL)
        return dul_fail_memory(err);
    **out = (dul_parser_work){.parser = parser};
    if (parser->network.transformer == NULL || dul_transformer_work_init(&(*out)->transformer, parser->network.transformer, parser->allocator))
        return DULATI_OK;
    dul_free(parser->allocator, *out);
    *out = NULL;
    return dul_fail_memory(err);
}

void dul_parser_work_watch(dul_parser_work *work, void (*watch)(void *context, const dul_parser_sight *sight), void *context)
{
    work->watch         = watch;
    work->watch_context = context;
}

void dul_parser_work_free(dul_parser_work *work)
{
    if (work == NULL)
        return;
    const dulati_allocator *allocator = work->parser->allocator;
    dul_free(allocator, work->chunk.allocated);
    dul_free(allocator, work->group.allocated);
    dul_free(allocator, work->tree.allocated);
    dul_free(allocator, work->edmonds.allocated);
    dul_free(allocator, work->piece);
    dul_transformer_work_free(&work->transformer);
    dul_free(allocator, work);
}
