/* weights.c -- looking tensors up, and what is asked of them. */
#include "nn/weights.h"

#include <math.h>
#include <stdio.h>

#define NAME_MAX_ 64 /* bytes of a tensor's name */

dulati_result dul_weights_fail(const dul_weights *weights, const char *message, uint64_t byte)
{
    return dul_fail(weights->err, DULATI_E_FORMAT, message, weights->path, 0, byte);
}

dulati_result dul_weights_size(const dul_weights *weights, const char *key, size_t multiple, size_t max, size_t *out)
{
    int64_t value;
    dul_str text = dul_safetensors_about(weights->file, key);
    if (text.at == NULL || !dul_str_int(text, &value) || value < 1 || (uint64_t)value > max || (size_t)value % multiple != 0)
        return dul_weights_fail(weights, "a size of the network that is missing or not allowed (docs/model-format.md, section 5)", 0);
    *out = (size_t)value;
    return DULATI_OK;
}

dulati_result dul_weights_tensor(const dul_weights *weights, const char *name, dul_tensor_type type, size_t rows, size_t columns, const dul_tensor **out)
{
    const dul_tensor *tensor = dul_safetensors_find(weights->file, name);
    *out                     = tensor;
    if (tensor == NULL)
        return dul_weights_fail(weights, "the model lacks a tensor", 0);
    if (tensor->n_dims != (columns == 0 ? 1u : 2u) || tensor->shape[0] != rows || (columns != 0 && tensor->shape[1] != columns))
        return dul_weights_fail(weights, "a tensor of another shape than the metadata say", tensor->byte);
    if (tensor->type != type)
        return dul_weights_fail(weights, "a tensor of another element type than its place asks for", tensor->byte);
    return DULATI_OK;
}

dulati_result dul_weights_floats(const dul_weights *weights, const char *name, size_t n, const float **out)
{
    const dul_tensor *tensor;
    DUL_TRY(dul_weights_tensor(weights, name, DUL_TENSOR_F32, n, 0, &tensor));
    *out = tensor->data;
    for (size_t i = 0; i < n; i++)
        if (!(fabsf((*out)[i]) < 1e30f))
            return dul_weights_fail(weights, "a weight that is not a finite number", tensor->byte);
    return DULATI_OK;
}

dulati_result dul_weights_fill(const dul_weights *weights, const char *name, size_t rows, float factor, dul_gemm *gemm, size_t first)
{
    const dul_tensor *tensor;
    const float      *scale, *bias;
    char              part[NAME_MAX_];
    snprintf(part, sizeof part, "%s.weight", name);
    DUL_TRY(dul_weights_tensor(weights, part, DUL_TENSOR_I8, rows, gemm->n_in, &tensor));
    snprintf(part, sizeof part, "%s.scale", name);
    DUL_TRY(dul_weights_floats(weights, part, rows, &scale));
    snprintf(part, sizeof part, "%s.bias", name);
    DUL_TRY(dul_weights_floats(weights, part, rows, &bias));
    const int8_t *row = tensor->data;
    for (size_t r = 0; r < rows; r++, row += gemm->n_in)
        dul_gemm_set(gemm, first + r, row, scale[r] * factor, bias[r] * factor);
    return DULATI_OK;
}
