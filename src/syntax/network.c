/* network.c -- from tensors by name to matrices ready for use. */
#include "syntax/network.h"

#include <math.h>
#include <stdio.h>

#define FORMAT          "dulati-model 2"
#define WIDTH_MAX       (DUL_GEMM_IN_MAX / 2)
#define LABELS_MAX      65536
#define TENSOR_NAME_MAX 64 /* bytes of a tensor's name */

typedef struct {
    dul_network  *network;
    const char   *path;
    dulati_error *err;
    dul_weights   weights;
} network_opening;

static dulati_result network_fail(const network_opening *o, const char *message, uint64_t byte)
{
    return dul_fail(o->err, DULATI_E_FORMAT, message, o->path, 0, byte);
}

/* ---- metadata ----------------------------------------------------------------------------------------------------------------------- */

/* A width of the network: a multiple of the lanes. */
static dulati_result network_size(const network_opening *o, const char *key, int64_t multiple, int64_t max, size_t *out)
{
    int64_t value;
    dul_str text = dul_safetensors_about(&o->network->file, key);
    if (text.at == NULL || !dul_str_int(text, &value) || value < 1 || value > max || value % multiple != 0)
        return network_fail(o, "k_embed, k_hidden, k_arc, k_rel must be multiples of 16 up to 4096, n_layers 1 to 8", 0);
    *out = (size_t)value;
    return DULATI_OK;
}

/* Labels, one a line; an empty line is a label, too. */
static dulati_result network_labels(const network_opening *o, const char *key, dul_label_table *out)
{
    dul_str text = dul_safetensors_about(&o->network->file, key);
    if (text.at == NULL || text.len == 0)
        return network_fail(o, "the model lacks labels", 0);
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++)
        n += text.at[i] == '\n';
    if (n > LABELS_MAX)
        return network_fail(o, "too many labels", 0);
    out->n     = n;
    out->text  = dul_arena_calloc(&o->network->arena, n, sizeof *out->text);
    char *copy = dul_arena_copy(&o->network->arena, text);
    if (out->text == NULL || copy == NULL)
        return dul_fail_memory(o->err);
    for (size_t i = 0; i < n; i++) {
        char *end    = copy + strcspn(copy, "\n");
        out->text[i] = (dul_str){copy, (size_t)(end - copy)};
        *end         = '\0';
        copy         = end + 1;
    }
    return DULATI_OK;
}

static dulati_result network_map_labels(const network_opening *o)
{
    dul_network *net = o->network;
    net->upos_of     = dul_arena_calloc(&net->arena, net->upos.n, 1);
    net->rel_of      = dul_arena_calloc(&net->arena, net->rels.n, 1);
    net->script      = dul_arena_calloc(&net->arena, net->lemma.n, sizeof *net->script);
    net->feat_of     = dul_arena_calloc(&net->arena, net->feats.n, sizeof *net->feat_of);
    net->mention_of  = dul_arena_calloc(&net->arena, net->mention.n, 1);
    if (net->mention_of == NULL || net->upos_of == NULL || net->feat_of == NULL || net->rel_of == NULL || net->script == NULL)
        return dul_fail_memory(o->err);
    for (size_t i = 0; i < net->upos.n; i++) {
        dul_upos upos = dul_upos_find(net->upos.text[i]);
        if (upos == DUL_N_UPOS)
            return network_fail(o, "a universal tag that is not known", 0);
        net->upos_of[i] = (uint8_t)upos;
    }
    for (size_t i = 0; i < net->mention.n; i++) {
        dul_mention_class mention = dul_mention_class_find(net->mention.text[i]);
        if (mention == DUL_N_MENTION_CLASSES)
            return network_fail(o, "a class of mentions that is not known", 0);
        net->mention_of[i] = (uint8_t)mention;
    }
    for (size_t i = 0; i < net->feats.n; i++)
        net->feat_of[i] = dul_feats_bits(net->feats.text[i]);
    net->rel_is_root = net->rels.n;
    for (size_t i = 0; i < net->rels.n; i++) {
        dul_rel rel    = dul_rel_find(net->rels.text[i]);
        net->rel_of[i] = (uint8_t)(rel == DUL_N_REL ? DUL_REL_DEP : rel); /* a later release of the guidelines may add some */
        if (dul_str_is(net->rels.text[i], "root"))
            net->rel_is_root = i;
    }
    if (net->rel_is_root == net->rels.n)
        return network_fail(o, "the model has no relation \"root\"", 0);
    for (size_t i = 0; i < net->lemma.n; i++)
        if (!dul_lemma_script_read(net->lemma.text[i], &net->script[i]))
            return network_fail(o, "a lemma script that is none", 0);
    return DULATI_OK;
}

/* ---- tensors ------------------------------------------------------------------------------------------------------------------------ */

/* A copy of n floats in the arena. */
static dulati_result network_vector(const network_opening *o, const char *name, size_t n, float **out)
{
    const float *found;
    DUL_TRY(dul_weights_floats(&o->weights, name, n, &found));
    *out = dul_arena_calloc(&o->network->arena, n, sizeof **out);
    if (*out == NULL)
        return dul_fail_memory(o->err);
    memcpy(*out, found, n * sizeof **out);
    return DULATI_OK;
}

/* "upos.weight" has its scales in "upos.scale", "embed.word" in "embed.word.scale". */
static void network_scale_name(const char *name, char out[TENSOR_NAME_MAX])
{
    const char *tail = strstr(name, ".weight");
    snprintf(out, TENSOR_NAME_MAX, "%.*s.scale", (int)(tail == NULL ? strlen(name) : (size_t)(tail - name)), name);
}

/* Where row r of a tensor goes in its matrix. */
typedef size_t (*network_place)(const dul_network *network, size_t r);

static size_t network_place_same(const dul_network *network, size_t r)
{
    (void)network;
    return r;
}

/* PyTorch's gates i, f, g, o, each k_hidden wide, in groups of 16 units. */
static size_t network_place_gate(const dul_network *network, size_t r)
{
    size_t gate = r / network->k_hidden, unit = r % network->k_hidden;
    return unit / DUL_LANES * 4 * DUL_LANES + gate * DUL_LANES + unit % DUL_LANES;
}

/* Put [rows][matrix->n_in] weights and, when bias_name is not NULL, biases into the matrix from output `first` on. */
static dulati_result network_fill(const network_opening *o, const char *name, const char *bias_name, size_t rows, dul_gemm *matrix, size_t first,
                                  network_place place)
{
    const dul_tensor *weight;
    const float      *scale, *bias = NULL;
    char              scale_name[TENSOR_NAME_MAX];
    network_scale_name(name, scale_name);
    DUL_TRY(dul_weights_tensor(&o->weights, name, DUL_TENSOR_I8, rows, matrix->n_in, &weight));
    DUL_TRY(dul_weights_floats(&o->weights, scale_name, rows, &scale));
    if (bias_name != NULL)
        DUL_TRY(dul_weights_floats(&o->weights, bias_name, rows, &bias));
    const int8_t *whole = weight->data;
    for (size_t r = 0; r < rows; r++, whole += matrix->n_in) {
        size_t at = first + place(o->network, r);
        dul_gemm_set(matrix, at, whole, scale[r], bias == NULL ? 0.0f : bias[r]);
    }
    return DULATI_OK;
}

static dulati_result network_embeddings(const network_opening *o)
{
    static const char *const names[DUL_N_FEATURE_TABLES] = {"embed.word", "embed.sub", "embed.shape"};
    dul_network             *net                         = o->network;
    for (size_t i = 0; i < DUL_N_FEATURE_TABLES; i++) {
        const dul_tensor *whole  = dul_safetensors_find(&net->file, names[i]), *scale;
        size_t            n_rows = whole == NULL || whole->n_dims == 0 ? 0 : whole->shape[0];
        char              scale_name[TENSOR_NAME_MAX];
        network_scale_name(names[i], scale_name);
        DUL_TRY(dul_weights_tensor(&o->weights, names[i], DUL_TENSOR_I8, n_rows, net->k_embed, &whole));
        if (n_rows == 0 || n_rows > UINT32_MAX)
            return network_fail(o, "a table of embeddings without rows", whole->byte);
        DUL_TRY(dul_weights_tensor(&o->weights, scale_name, DUL_TENSOR_F16, n_rows, 0, &scale));
        net->embed[i].whole  = whole->data;
        net->embed[i].scale  = scale->data;
        net->embed[i].n_rows = n_rows;
    }
    DUL_TRY(network_vector(o, "embed.norm.weight", net->k_embed, &net->norm_weight));
    return network_vector(o, "embed.norm.bias", net->k_embed, &net->norm_bias);
}

static dulati_result network_lstm_sizes(const network_opening *o)
{
    dul_network *net = o->network;
    DUL_TRY(network_size(o, "n_layers", 1, DUL_LAYERS_MAX, &net->n_layers));
    DUL_TRY(network_size(o, "k_hidden", DUL_LANES, WIDTH_MAX, &net->k_hidden));
    net->k = 2 * net->k_hidden;
    return DULATI_OK;
}

static dulati_result network_lstm(const network_opening *o)
{
    dul_network *net   = o->network;
    size_t       gates = 4 * net->k_hidden;
    net->layer         = dul_arena_calloc(&net->arena, net->n_layers, sizeof *net->layer);
    if (net->layer == NULL)
        return dul_fail_memory(o->err);
    for (size_t l = 0; l < net->n_layers; l++) {
        dul_lstm_layer *layer = &net->layer[l];
        size_t          k_in  = l == 0 ? net->k_embed : 2 * net->k_hidden;
        for (size_t back = 0; back < 2; back++) {
            const dul_tensor *found;
            char              input[] = "lstm.0.f.w_in", state[] = "lstm.0.f.w_rec", bias[] = "lstm.0.f.bias";
            input[5] = state[5] = bias[5] = (char)('0' + l);
            input[7] = state[7] = bias[7] = "fb"[back];
            /* Shapes first: the file's size then bounds what is allocated. */
            DUL_TRY(dul_weights_tensor(&o->weights, input, DUL_TENSOR_I8, gates, k_in, &found));
            DUL_TRY(dul_weights_tensor(&o->weights, state, DUL_TENSOR_I8, gates, net->k_hidden, &found));
            if (back == 0 && !dul_gemm_new(&net->arena, 2 * gates, k_in, &layer->from_input))
                return dul_fail_memory(o->err);
            if (!dul_gemm_new(&net->arena, gates, net->k_hidden, &layer->from_state[back]))
                return dul_fail_memory(o->err);
            DUL_TRY(network_fill(o, input, bias, gates, &layer->from_input, back * gates, network_place_gate));
            DUL_TRY(network_fill(o, state, NULL, gates, &layer->from_state[back], 0, network_place_gate));
        }
    }
    return DULATI_OK;
}

static dulati_result network_encoder(const network_opening *o)
{
    dul_network *net     = o->network;
    dul_str      encoder = dul_safetensors_about(&net->file, "encoder");
    if (dul_str_is(encoder, "lstm")) {
        DUL_TRY(network_lstm_sizes(o));
        return network_lstm(o);
    }
    if (!dul_str_is(encoder, "transformer"))
        return network_fail(o, "an encoder that is not known", 0);
    net->transformer = dul_arena_calloc(&net->arena, 1, sizeof *net->transformer);
    if (net->transformer == NULL)
        return dul_fail_memory(o->err);
    DUL_TRY(dul_transformer_open(&o->weights, net->transformer));
    net->k = net->transformer->k + net->k_embed;
    return DULATI_OK;
}

static dulati_result network_heads(const network_opening *o)
{
    static const char *const names[DUL_N_HEADS][2] = {
        {"upos.weight", "upos.bias"},         {"xpos.weight", "xpos.bias"},       {"feats.weight", "feats.bias"},
        {"lemma.weight", "lemma.bias"},       {"mention.weight", "mention.bias"}, {"arc_dep.weight", "arc_dep.bias"},
        {"arc_head.weight", "arc_head.bias"}, {"rel_dep.weight", "rel_dep.bias"}, {"rel_head.weight", "rel_head.bias"},
    };
    dul_network *net                = o->network;
    const size_t n_out[DUL_N_HEADS] = {net->upos.n, net->xpos.n, net->feats.n, net->lemma.n, net->mention.n, net->k_arc, net->k_arc, net->k_rel, net->k_rel};
    size_t       width              = 0;
    const dul_tensor *found;
    for (size_t h = 0; h < DUL_N_HEADS; h++) {
        net->head_n[h]  = n_out[h];
        net->head_at[h] = width;
        if (n_out[h] > 0)
            DUL_TRY(dul_weights_tensor(&o->weights, names[h][0], DUL_TENSOR_I8, n_out[h], net->k, &found));
        width += (n_out[h] + DUL_LANES - 1) / DUL_LANES * DUL_LANES;
    }
    if (!dul_gemm_new(&net->arena, width, net->k, &net->heads))
        return dul_fail_memory(o->err);
    for (size_t h = 0; h < DUL_N_HEADS; h++)
        if (n_out[h] > 0)
            DUL_TRY(network_fill(o, names[h][0], names[h][1], n_out[h], &net->heads, net->head_at[h], network_place_same));
    DUL_TRY(dul_weights_tensor(&o->weights, "arc.weight", DUL_TENSOR_I8, net->k_arc, net->k_arc, &found));
    if (!dul_gemm_new(&net->arena, net->k_arc, net->k_arc, &net->arc))
        return dul_fail_memory(o->err);
    DUL_TRY(network_fill(o, "arc.weight", "arc.bias", net->k_arc, &net->arc, 0, network_place_same));
    DUL_TRY(network_vector(o, "arc_root", net->k_arc, &net->arc_root));
    DUL_TRY(network_vector(o, "rel_root", net->k_rel, &net->rel_root));
    DUL_TRY(dul_weights_tensor(&o->weights, "rel.weight", DUL_TENSOR_I8, net->rels.n, net->k_rel, &found));
    if (!dul_gemm_new(&net->arena, net->rels.n, net->k_rel, &net->rel))
        return dul_fail_memory(o->err);
    return network_fill(o, "rel.weight", "rel.bias", net->rels.n, &net->rel, 0, network_place_same);
}

static dulati_result network_read(network_opening *o, dul_str bytes, const dulati_allocator *allocator)
{
    dul_network *net = o->network;
    DUL_TRY(dul_safetensors_open(bytes, o->path, &net->arena, &net->file, o->err));
    if (!dul_str_is(dul_safetensors_about(&net->file, "format"), FORMAT))
        return dul_fail(o->err, DULATI_E_VERSION, "not a model of format \"dulati-model 2\"", o->path, 0, 0);
    DUL_TRY(network_size(o, "k_embed", DUL_LANES, WIDTH_MAX, &net->k_embed));
    DUL_TRY(network_size(o, "k_arc", DUL_LANES, WIDTH_MAX, &net->k_arc));
    DUL_TRY(network_size(o, "k_rel", DUL_LANES, WIDTH_MAX, &net->k_rel));
    DUL_TRY(network_labels(o, "upos", &net->upos));
    DUL_TRY(network_labels(o, "xpos", &net->xpos));
    DUL_TRY(network_labels(o, "feats", &net->feats));
    DUL_TRY(network_labels(o, "lemma", &net->lemma));
    DUL_TRY(network_labels(o, "rel", &net->rels));
    if (dul_safetensors_about(&net->file, "mention").at != NULL)
        DUL_TRY(network_labels(o, "mention", &net->mention));
    DUL_TRY(network_map_labels(o));
    DUL_TRY(dul_lemma_exceptions_open(dul_safetensors_about(&net->file, "lemma_exceptions"), o->path, allocator, &net->exceptions, o->err));
    DUL_TRY(network_embeddings(o));
    DUL_TRY(network_encoder(o));
    return network_heads(o);
}

dulati_result dul_network_open(dul_str bytes, const char *path, const dulati_allocator *allocator, dul_network *out, dulati_error *err)
{
    *out = (dul_network){.kernels = dul_kernels_get(0)};
    dul_arena_init(&out->arena, allocator);
    network_opening o      = {.network = out, .path = path, .err = err, .weights = {&out->file, path, &out->arena, err}};
    dulati_result   result = network_read(&o, bytes, allocator);
    if (result != DULATI_OK)
        dul_network_close(out);
    return result;
}

void dul_network_close(dul_network *network)
{
    dul_lemma_exceptions_close(&network->exceptions);
    dul_arena_free(&network->arena);
}
