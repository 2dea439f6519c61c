/* hash.c -- the map from strings to numbers. */
#include "base/hash.h"

void dul_map_init(dul_map *map, const dulati_allocator *allocator)
{
    *map = (dul_map){.allocator = allocator};
}

void dul_map_free(dul_map *map)
{
    if (map->allocator != NULL)
        dul_free(map->allocator, map->slot);
    *map = (dul_map){.allocator = map->allocator};
}

/* The slot that holds the key or, failing that, the free one where it belongs. The table is never full. */
static dul_map_slot *map_slot(const dul_map *map, dul_str key)
{
    uint64_t hash = dul_hash(key);
    for (size_t i = (size_t)(hash ^ hash >> 32);; i++) {
        dul_map_slot *slot = &map->slot[i & (map->n_slots - 1)];
        if (slot->key.at == NULL || dul_str_equal(slot->key, key))
            return slot;
    }
}

static bool map_grow(dul_map *map)
{
    dul_map wider = {.allocator = map->allocator, .n_slots = map->n_slots == 0 ? 64 : map->n_slots * 2, .n = map->n};
    wider.slot    = dul_alloc(map->allocator, wider.n_slots * sizeof *wider.slot);
    if (wider.slot == NULL)
        return false;
    memset(wider.slot, 0, wider.n_slots * sizeof *wider.slot);
    for (size_t i = 0; i < map->n_slots; i++)
        if (map->slot[i].key.at != NULL)
            *map_slot(&wider, map->slot[i].key) = map->slot[i];
    dul_free(map->allocator, map->slot);
    *map = wider;
    return true;
}

bool dul_map_put(dul_map *map, dul_str key, uint32_t value)
{
    if (key.at == NULL)
        key.at = "";
    if (map->n * 2 >= map->n_slots && !map_grow(map))
        return false;
    dul_map_slot *slot = map_slot(map, key);
    map->n += slot->key.at == NULL;
    *slot = (dul_map_slot){key, value};
    return true;
}

uint32_t dul_map_find(const dul_map *map, dul_str key)
{
    if (map->n == 0)
        return DUL_NONE;
    const dul_map_slot *slot = map_slot(map, key);
    return slot->key.at == NULL ? DUL_NONE : slot->value;
}
