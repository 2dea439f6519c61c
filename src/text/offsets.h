/*
 * offsets.h -- the single crossing from bytes (inside the library) to code points (in everything it returns).
 *
 * Memory  an arena: one entry per 64 bytes of text
 * Tests   tests/unit/test_offsets.c (against a linear count)
 */
#ifndef DUL_OFFSETS_H
#define DUL_OFFSETS_H

#include "base/memory.h"

typedef struct {
    dul_str         text;
    const uint32_t *before; /* [len/64 + 1] for each multiple of 64 bytes: code points that begin before it, and in the top two bits how many bytes
                               further the next one begins; NULL for a text of ASCII alone                                                    */
} dul_offsets;

/* false when memory ran out. */
bool dul_offsets_init(dul_offsets *offsets, dul_arena *arena, dul_str text);

/* The code point offset of a byte offset that lies at the start of a code point or at the end of the text. */
uint32_t dul_offsets_cp(const dul_offsets *offsets, uint32_t byte);

#endif
