/* gemm.c -- laying out weights of 8 bits. */
#include "nn/gemm.h"

#define ALIGNMENT ((size_t)64)

static size_t gemm_panels(size_t n_out)
{
    return (n_out + DUL_GEMM_PANEL - 1) / DUL_GEMM_PANEL;
}

size_t dul_gemm_bytes(size_t n_out, size_t n_in)
{
    size_t width = gemm_panels(n_out) * DUL_GEMM_PANEL;
    return width * n_in + 2 * width * sizeof(float) + width * sizeof(int32_t); /* each a multiple of the alignment */
}

dul_gemm dul_gemm_in(void *room, size_t n_out, size_t n_in)
{
    char  *at    = room;
    size_t width = gemm_panels(n_out) * DUL_GEMM_PANEL, weights = width * n_in, numbers = width * sizeof(float);
    memset(room, 0, dul_gemm_bytes(n_out, n_in));
    return (dul_gemm){
        .n_out    = n_out,
        .n_in     = n_in,
        .n_panels = width / DUL_GEMM_PANEL,
        .panel    = room,
        .scale    = (float *)(void *)(at + weights),
        .bias     = (float *)(void *)(at + weights + numbers),
        .sum      = (int32_t *)(void *)(at + weights + 2 * numbers),
    };
}

bool dul_gemm_new(dul_arena *arena, size_t n_out, size_t n_in, dul_gemm *out)
{
    char *room = dul_arena_alloc(arena, dul_gemm_bytes(n_out, n_in) + ALIGNMENT);
    if (room == NULL)
        return false;
    *out = dul_gemm_in(room + (ALIGNMENT - (uintptr_t)room % ALIGNMENT) % ALIGNMENT, n_out, n_in);
    return true;
}

void dul_gemm_set(dul_gemm *gemm, size_t out, const int8_t *weight, float scale, float bias)
{
    int8_t *at  = gemm->panel + out / DUL_GEMM_PANEL * (gemm->n_in * DUL_GEMM_PANEL) + out % DUL_GEMM_PANEL * 4;
    int32_t sum = 0;
    for (size_t i = 0; i < gemm->n_in; i += 4, at += 4 * DUL_GEMM_PANEL)
        memcpy(at, weight + i, 4);
    for (size_t i = 0; i < gemm->n_in; i++)
        sum += weight[i];
    gemm->scale[out] = scale;
    gemm->bias[out]  = bias;
    gemm->sum[out]   = sum;
}
