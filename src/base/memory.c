/*
 * memory.c -- arenas and growable arrays.
 *
 * Blocks start at 16 KiB and double up to 1 MiB, so that a short report costs one allocation or two and a long one few.
 */
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK_MIN ((size_t)16 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#define ALIGNMENT ((size_t)16)

struct dul_block {
    dul_block *next;
    size_t     size; /* bytes after this header */
};

#define BLOCK_HEADER ((sizeof(dul_block) + ALIGNMENT - 1) & ~(ALIGNMENT - 1))

static void *memory_libc_realloc(void *context, void *pointer, size_t size)
{
    (void)context;
    if (size == 0) {
        free(pointer);
        return NULL;
    }
    return realloc(pointer, size);
}

const dulati_allocator dul_allocator_libc = {memory_libc_realloc, NULL};

void dul_arena_init(dul_arena *arena, const dulati_allocator *allocator)
{
    *arena = (dul_arena){.allocator = allocator};
}

static void arena_free_blocks(dul_arena *arena, dul_block *block)
{
    while (block != NULL) {
        dul_block *next = block->next;
        arena->total -= block->size;
        dul_free(arena->allocator, block);
        block = next;
    }
}

void dul_arena_free(dul_arena *arena)
{
    if (arena == NULL || arena->allocator == NULL)
        return;
    arena_free_blocks(arena, arena->block);
    arena->block = NULL;
    arena->used  = 0;
}

void dul_arena_reset(dul_arena *arena)
{
    /* The newest block is the largest but for single oversized ones, which are not worth keeping. */
    if (arena->block != NULL) {
        arena_free_blocks(arena, arena->block->next);
        arena->block->next = NULL;
    }
    arena->used = 0;
}

void *dul_arena_alloc(dul_arena *arena, size_t size)
{
    if (size > SIZE_MAX - 2 * BLOCK_MAX)
        return NULL;
    size_t need = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    if (need == 0)
        need = ALIGNMENT;
    if (arena->block == NULL || arena->block->size - arena->used < need) {
        size_t room = arena->block == NULL ? BLOCK_MIN : arena->block->size * 2;
        if (room > BLOCK_MAX)
            room = BLOCK_MAX;
        if (room < need)
            room = need;
        dul_block *block = dul_alloc(arena->allocator, BLOCK_HEADER + room);
        if (block == NULL)
            return NULL;
        block->next  = arena->block;
        block->size  = room;
        arena->block = block;
        arena->used  = 0;
        arena->total += room;
    }
    void *pointer = (char *)arena->block + BLOCK_HEADER + arena->used;
    arena->used += need;
    return pointer;
}

void *dul_arena_calloc(dul_arena *arena, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    void *pointer = dul_arena_alloc(arena, n * size);
    if (pointer != NULL)
        memset(pointer, 0, n * size);
    return pointer;
}

char *dul_arena_copy(dul_arena *arena, dul_str text)
{
    char *copy = dul_arena_alloc(arena, text.len + 1);
    if (copy == NULL)
        return NULL;
    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    return copy;
}

char *dul_arena_printf(dul_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        return NULL;
    char *text = dul_arena_alloc(arena, (size_t)len + 1);
    if (text == NULL)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}

/* The next capacity, or 0 when the array would overflow. */
static size_t memory_next_capacity(size_t capacity, size_t size)
{
    size_t next = capacity < 8 ? 8 : capacity * 2;
    return next < capacity || next > SIZE_MAX / size ? 0 : next;
}

void *dul_arena_grow(dul_arena *arena, void *array, size_t n, size_t *capacity, size_t size)
{
    if (n < *capacity)
        return array;
    size_t next  = memory_next_capacity(*capacity, size);
    void  *grown = next == 0 ? NULL : dul_arena_alloc(arena, next * size);
    if (grown == NULL)
        return NULL;
    if (n > 0)
        memcpy(grown, array, n * size);
    *capacity = next;
    return grown;
}

void *dul_grow(const dulati_allocator *allocator, void *array, size_t n, size_t *capacity, size_t size)
{
    if (n < *capacity)
        return array;
    size_t next  = memory_next_capacity(*capacity, size);
    void  *grown = next == 0 ? NULL : dul_realloc(allocator, array, next * size);
    if (grown == NULL)
        return NULL;
    *capacity = next;
    return grown;
}
