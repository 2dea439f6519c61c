/*
 * layout.h -- several arrays in one block of memory, each at a cache line.
 *
 *     dul_layout layout = {NULL, 0};                       first walk: base NULL, adds sizes up
 *     dul_layout layout = {dul_layout_align(room), 0};     second walk: the same calls hand out pointers
 *
 * Memory  the caller's: layout.used + DUL_LAYOUT_LINE bytes, so that the beginning can be moved to a line
 * Tests   tests/unit/test_base.c
 */
#ifndef DUL_LAYOUT_H
#define DUL_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#define DUL_LAYOUT_LINE ((size_t)64) /* bytes */

typedef struct {
    char  *base; /* at a multiple of DUL_LAYOUT_LINE, or NULL while sizes are added up */
    size_t used; /* bytes                                                              */
} dul_layout;

/* Bytes rounded up to whole lines. */
static inline size_t dul_layout_bytes(size_t n_bytes)
{
    return (n_bytes + DUL_LAYOUT_LINE - 1) & ~(DUL_LAYOUT_LINE - 1);
}

/* The first line in a block. */
static inline char *dul_layout_align(void *block)
{
    return (char *)block + (DUL_LAYOUT_LINE - (uintptr_t)block % DUL_LAYOUT_LINE) % DUL_LAYOUT_LINE;
}

/* Room for n items; NULL in the first walk. */
static inline void *dul_layout_place(dul_layout *layout, size_t n, size_t size)
{
    void *at = layout->base == NULL ? NULL : layout->base + layout->used;
    layout->used += dul_layout_bytes(n * size);
    return at;
}

#endif
