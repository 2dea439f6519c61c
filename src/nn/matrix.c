/* matrix.c -- quantising and laying out weights. */
#include "nn/matrix.h"

#include <math.h>

#define ALIGNMENT ((size_t)64)

static size_t matrix_round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

static size_t matrix_panels(size_t n_out)
{
    return (n_out + DUL_PANEL - 1) / DUL_PANEL;
}

size_t dul_matrix_bytes(size_t n_out, size_t n_in)
{
    size_t width = matrix_panels(n_out) * DUL_PANEL;
    return matrix_round_up(width * n_in * sizeof(int16_t)) + 2 * matrix_round_up(width * sizeof(float));
}

dul_matrix dul_matrix_in(void *room, size_t n_out, size_t n_in)
{
    char  *at    = room;
    size_t width = matrix_panels(n_out) * DUL_PANEL, weights = matrix_round_up(width * n_in * sizeof(int16_t));
    memset(room, 0, dul_matrix_bytes(n_out, n_in));
    return (dul_matrix){
        .n_out    = n_out,
        .n_in     = n_in,
        .n_panels = width / DUL_PANEL,
        .panel    = (int16_t *)(void *)at,
        .scale    = (float *)(void *)(at + weights),
        .bias     = (float *)(void *)(at + weights + matrix_round_up(width * sizeof(float))),
    };
}

bool dul_matrix_new(dul_arena *arena, size_t n_out, size_t n_in, dul_matrix *out)
{
    char *room = dul_arena_alloc(arena, dul_matrix_bytes(n_out, n_in) + ALIGNMENT);
    if (room == NULL)
        return false;
    *out = dul_matrix_in(room + (ALIGNMENT - (uintptr_t)room % ALIGNMENT) % ALIGNMENT, n_out, n_in);
    return true;
}

static int16_t *matrix_at(dul_matrix *matrix, size_t out)
{
    return matrix->panel + out / DUL_PANEL * (matrix->n_in * DUL_PANEL) + out % DUL_PANEL * 2;
}

bool dul_matrix_set(dul_matrix *matrix, size_t out, const float *weight, float bias)
{
    const double sum_max = (double)INT32_MAX / (DUL_X_MAX + 1);
    double       sum = 0, largest = 0;
    for (size_t i = 0; i < matrix->n_in; i++) {
        double size = fabs((double)weight[i]);
        sum += size;
        largest = size > largest ? size : largest;
    }
    if (!(sum < 1e30) || !(fabs((double)bias) < 1e30)) /* this is false for what is not a number */
        return false;
    matrix->bias[out] = bias;
    if (!(largest > 1e-30))
        return true;
    /* Rounding adds at most a half to each weight. */
    double   by_sum = (sum_max - 0.5 * (double)matrix->n_in) / sum, by_size = INT16_MAX / largest, factor = by_sum < by_size ? by_sum : by_size;
    int16_t *at = matrix_at(matrix, out);
    for (size_t i = 0; i < matrix->n_in; i++)
        at[i / 2 * (2 * DUL_PANEL) + i % 2] = (int16_t)rint(weight[i] * factor);
    matrix->scale[out] = (float)(1 / factor);
    return true;
}

void dul_matrix_set_quantised(dul_matrix *matrix, size_t out, const int16_t *weight, float scale)
{
    int16_t *at = matrix_at(matrix, out);
    for (size_t i = 0; i < matrix->n_in; i += 2, at += 2 * DUL_PANEL)
        memcpy(at, weight + i, 2 * sizeof *at);
    matrix->scale[out] = scale;
}
