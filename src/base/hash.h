/*
 * hash.h -- FNV-1a, and a map from strings to numbers.
 *
 * The map is open-addressed, at most half full, never shrinks, and keeps the caller's key views: dictionaries look words up in it.
 * FNV-1a is also what the model hashes its features with (docs/model-format.md), so it may not change.
 *
 * Memory  the allocator given at the start, or an arena of the caller
 * Tests   tests/unit/test_base.c
 */
#ifndef DUL_HASH_H
#define DUL_HASH_H

#include "base/memory.h"

#define DUL_FNV_BASIS UINT64_C(14695981039346656037)
#define DUL_FNV_PRIME UINT64_C(1099511628211)

static inline uint64_t dul_hash_more(uint64_t hash, const void *bytes, size_t n_bytes)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n_bytes; i++)
        hash = (hash ^ at[i]) * DUL_FNV_PRIME;
    return hash;
}

static inline uint64_t dul_hash(dul_str text)
{
    return dul_hash_more(DUL_FNV_BASIS, text.at, text.len);
}

typedef struct {
    dul_str  key; /* at == NULL: free */
    uint32_t value;
} dul_map_slot;

typedef struct {
    const dulati_allocator *allocator;
    dul_map_slot           *slot; /* [n_slots], a power of two */
    size_t                  n_slots, n;
} dul_map;

void dul_map_init(dul_map *map, const dulati_allocator *allocator);
void dul_map_free(dul_map *map);

/* Set key to value; the key's bytes must outlive the map. false when memory ran out. */
bool dul_map_put(dul_map *map, dul_str key, uint32_t value);

/* The value of a key, or DUL_NONE. */
uint32_t dul_map_find(const dul_map *map, dul_str key);

#endif
