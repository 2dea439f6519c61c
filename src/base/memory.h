/*
 * memory.h -- the allocator, the arena that a result lives in, and growable arrays.
 *
 * An arena hands out memory from blocks and takes it back all at once. A failed allocation leaves it as it was and is reported by NULL,
 * which every caller passes up as DULATI_E_MEMORY.
 *
 * Tests  tests/unit/test_base.c, tests/faults/
 */
#ifndef DUL_MEMORY_H
#define DUL_MEMORY_H

#include "base/result.h"
#include "base/str.h"

/* realloc and free of the C library. */
extern const dulati_allocator dul_allocator_libc;

static inline void *dul_realloc(const dulati_allocator *allocator, void *pointer, size_t size)
{
    return allocator->realloc(allocator->context, pointer, size);
}

static inline void *dul_alloc(const dulati_allocator *allocator, size_t size)
{
    return allocator->realloc(allocator->context, NULL, size == 0 ? 1 : size);
}

/* NULL is accepted, and const pointers too: what is constant to its readers is freed by its owner. */
static inline void dul_free(const dulati_allocator *allocator, const void *pointer)
{
    if (pointer != NULL)
        allocator->realloc(allocator->context, (void *)(uintptr_t)pointer, 0);
}

typedef struct dul_block dul_block;

typedef struct {
    const dulati_allocator *allocator; /* borrowed                                                      */
    dul_block              *block;     /* the one in use; earlier ones hang behind it                   */
    size_t                  used;      /* bytes of it                                                   */
    size_t                  total;     /* bytes of all blocks                                           */
} dul_arena;

void dul_arena_init(dul_arena *arena, const dulati_allocator *allocator);
void dul_arena_free(dul_arena *arena);

/* Forget everything but keep the largest block, for scratch that is used again and again. */
void dul_arena_reset(dul_arena *arena);

/* size bytes, aligned for any type, not cleared; NULL when memory ran out. */
void *dul_arena_alloc(dul_arena *arena, size_t size);

/* n elements of size bytes, cleared; NULL when memory ran out or the product overflows. */
void *dul_arena_calloc(dul_arena *arena, size_t n, size_t size);

/* A copy with a NUL after it; NULL when memory ran out. */
char *dul_arena_copy(dul_arena *arena, dul_str text);

/* printf into the arena; NULL when memory ran out. */
char *dul_arena_printf(dul_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for one more element in an array that lives in an arena: doubles *capacity when n == *capacity. The old array stays behind in the arena, so the cost
 * is at most as much again. Returns the array (moved or not), NULL when memory ran out (*capacity and the array are then unchanged). */
void *dul_arena_grow(dul_arena *arena, void *array, size_t n, size_t *capacity, size_t size);

/* The same for an array from an allocator. */
void *dul_grow(const dulati_allocator *allocator, void *array, size_t n, size_t *capacity, size_t size);

#endif
