/*
 * kernels.c -- how near the inner loops come to what the processor can do: products of bytes and steps of an LSTM, in operations per nanosecond and per cycle.
 *
 * The processor's cycle is measured by a chain of dependent additions, one a cycle, between the runs; so a clock that changes, or another program on the same
 * core, spoils one run and not the best of many. One multiply-add counts as one operation.
 */
#define _POSIX_C_SOURCE 200809L
#include "nn/kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 60

static double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Nanoseconds of a cycle. */
static double bench_cycle(void)
{
    enum { N = 200000 };
    uint64_t sum   = (uint64_t)rand();
    double   start = bench_now();
    for (int i = 0; i < N; i++) {
        sum += 3;
        __asm__ volatile("" : "+r"(sum));
    }
    return (bench_now() - start) / N;
}

static void bench_product(const dul_kernels *kernels, size_t n, size_t k, size_t n_out, double cycle)
{
    dul_arena arena;
    dul_gemm  gemm;
    dul_arena_init(&arena, &dul_allocator_libc);
    uint8_t *x   = malloc(n * k);
    float   *out = malloc(n * (n_out + DUL_GEMM_PANEL) * sizeof *out);
    int8_t  *row = malloc(k);
    if (x == NULL || out == NULL || row == NULL || !dul_gemm_new(&arena, n_out, k, &gemm))
        exit(1);
    for (size_t i = 0; i < n * k; i++)
        x[i] = (uint8_t)rand();
    for (size_t o = 0; o < n_out; o++) {
        for (size_t i = 0; i < k; i++)
            row[i] = (int8_t)rand();
        dul_gemm_set(&gemm, o, row, 0.01f, 0.0f);
    }
    double best = 1e30;
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_now();
        kernels->product(&gemm, x, k, NULL, n, out, dul_gemm_width(&gemm));
        double took = bench_now() - start;
        best        = took < best ? took : best;
    }
    double operations = (double)n * (double)k * (double)n_out / best;
    printf("%-8s product %4zu rows x %4zu inputs x %4zu outputs %8.1f a ns %8.1f a cycle\n", kernels->name, n, k, n_out, operations, operations * cycle);
    free(x), free(out), free(row);
    dul_arena_free(&arena);
}

static void bench_step(const dul_kernels *kernels, size_t n, size_t k, double cycle)
{
    float    *input = calloc(n * 4 * k, sizeof *input), *before = calloc(n * 4 * k, sizeof *before), *cell = calloc(n * k, sizeof *cell);
    uint8_t  *state = malloc(n * k), *out = malloc(n * k);
    uint32_t *row = calloc(n, sizeof *row);
    if (input == NULL || before == NULL || cell == NULL || state == NULL || out == NULL || row == NULL)
        exit(1);
    for (size_t i = 0; i < n * 4 * k; i++)
        input[i] = (float)(rand() % 2000) * 0.001f - 1.0f;
    double best = 1e30;
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_now();
        kernels->lstm_step(&(dul_lstm_step){n, k, input, 4 * k, row, before, cell, state, out, k});
        double took = bench_now() - start;
        best        = took < best ? took : best;
    }
    printf("%-8s step of an LSTM %4zu rows x %4zu units %8.2f ns for 16 units %8.1f cycles\n", kernels->name, n, k, best * 16 / (double)(n * k),
           best * 16 / (double)(n * k) / cycle);
    free(input), free(before), free(cell), free(state), free(out), free(row);
}

int main(void)
{
    double cycle = 1e30;
    for (int round = 0; round < ROUNDS; round++) {
        double one = bench_cycle();
        cycle      = one < cycle ? one : cycle;
    }
    printf("%.2f cycles a ns\n", 1 / cycle);
    for (size_t v = 0; dul_kernels_get(v) != NULL && dul_kernels_get(v) != &dul_kernels_ref; v++) {
        const dul_kernels *kernels = dul_kernels_get(v);
        bench_product(kernels, 1024, 384, 1536, cycle); /* input of the second layer    */
        bench_product(kernels, 40, 192, 768, cycle);    /* recurrent step, 40 sentences */
        bench_product(kernels, 4, 192, 768, cycle);     /* the last few long sentences  */
        bench_product(kernels, 25, 128, 32, cycle);     /* arc scores                   */
        bench_step(kernels, 40, 192, cycle);
    }
    return 0;
}
