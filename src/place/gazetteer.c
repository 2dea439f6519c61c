/*
 * gazetteer.c -- the table of places, compiled once and used where it lies.
 *
 * The compiled section, all numbers little-endian u32 unless said otherwise, offsets from its start:
 *
 *     offset  size       meaning
 *     0       8          "DULGAZ01"
 *     8       4          0x01020304, to tell a host of the other byte order
 *     12      4          n rows
 *     16      4          n slots, a power of two
 *     20      4          words of the longest name
 *     24      4 x 4      where rows, slots, names and strings start (multiples of 4)
 *     40      4          size of the whole section
 *     44      4 x 2      where the radii of countries start, and their number
 *     52      12         zero
 *     64      32 n       rows: id (2^32-1: none), name, region, feature (offsets into strings), latitude and longitude (i32, 1e-5 degrees),
 *                        population, country (three letters or NULs), radius (u8, dul_gazetteer_byte_km)
 *     ...     8 n slots  hash table with linear probing: upper half of the key's FNV-1a hash, then the name's offset in names, plus one (0: free)
 *     ...                names: key length u16, number of rows u16, then row numbers (most populous first), then the key, padded to 4
 *     ...     4 each     countries: three letters, radius (u8)
 *     ...                strings: length u8, then the bytes
 *
 * A look-up touches the slot's page, the name's page and the pages of the rows that the caller asks for. Opening reads the header only, so every offset
 * that comes from the file is checked where it is used; a damaged file gives empty answers, never a crash.
 */
#include "place/gazetteer.h"

#include "base/hash.h"
#include "place/own_places.h"
#include "place/placename.h"

#include <math.h>
#include <stdlib.h>

#define GAZETTEER_SECTION "places/gazetteer.bin"
#define GAZETTEER_MAGIC   "DULGAZ01"
#define GAZETTEER_HEADER  ((size_t)64)
#define GAZETTEER_ROW     ((size_t)32)
#define GAZETTEER_ORDER   0x01020304u

typedef struct {
    uint32_t key, own;
} gazetteer_pair;

struct dul_gazetteer {
    const dulati_allocator *allocator;
    dul_str                 bytes;
    uint32_t                n_rows, n_slots, words_max;
    uint32_t                rows, slots, names, strings; /* offsets */
    uint32_t                countries, n_countries;
    dul_placewords          words;
    dul_placehomes          homes;
    dul_toponym_weights     weights;
    dul_gazetteer          *own; /* the user's table, or NULL */
    dul_own_places          own_places;
    gazetteer_pair         *replaced; /* [n_replaced] base row and own row, sorted */
    size_t                  n_replaced;
};

static uint32_t gazetteer_u32(dul_str bytes, size_t at)
{
    uint32_t value;
    memcpy(&value, bytes.at + at, sizeof value);
    return value;
}

static dulati_result gazetteer_open_bytes(dul_gazetteer *gazetteer, dul_str bytes, dulati_error *err)
{
    if (bytes.len < GAZETTEER_HEADER || memcmp(bytes.at, GAZETTEER_MAGIC, 8) != 0)
        return dul_fail(err, DULATI_E_FORMAT, "not a table of places of this version", GAZETTEER_SECTION, 0, 0);
    if (gazetteer_u32(bytes, 8) != GAZETTEER_ORDER)
        return dul_fail(err, DULATI_E_VERSION, "the table of places is for machines of the other byte order", GAZETTEER_SECTION, 0, 8);
    gazetteer->bytes        = bytes;
    gazetteer->n_rows       = gazetteer_u32(bytes, 12);
    gazetteer->n_slots      = gazetteer_u32(bytes, 16);
    gazetteer->words_max    = gazetteer_u32(bytes, 20);
    gazetteer->rows         = gazetteer_u32(bytes, 24);
    gazetteer->slots        = gazetteer_u32(bytes, 28);
    gazetteer->names        = gazetteer_u32(bytes, 32);
    gazetteer->strings      = gazetteer_u32(bytes, 36);
    gazetteer->countries    = gazetteer_u32(bytes, 44);
    gazetteer->n_countries  = gazetteer_u32(bytes, 48);
    const uint64_t rows_end = gazetteer->rows + (uint64_t)gazetteer->n_rows * GAZETTEER_ROW, slots_end = gazetteer->slots + (uint64_t)gazetteer->n_slots * 8;
    if (gazetteer_u32(bytes, 40) != bytes.len || rows_end > bytes.len || slots_end > bytes.len || gazetteer->names > bytes.len ||
        gazetteer->strings > bytes.len || gazetteer->countries + 4 * (uint64_t)gazetteer->n_countries > bytes.len ||
        (gazetteer->rows | gazetteer->slots | gazetteer->names) % 4 != 0 || gazetteer->n_slots == 0 || (gazetteer->n_slots & (gazetteer->n_slots - 1)) != 0)
        return dul_fail(err, DULATI_E_FORMAT, "the table of places is damaged", GAZETTEER_SECTION, 0, 12);
    return DULATI_OK;
}

dulati_result dul_gazetteer_open(const dul_pack *pack, const dulati_allocator *allocator, dul_gazetteer **out, dulati_error *err)
{
    *out                     = NULL;
    dul_gazetteer *gazetteer = dul_alloc(allocator, sizeof *gazetteer);
    if (gazetteer == NULL)
        return dul_fail_memory(err);
    *gazetteer           = (dul_gazetteer){.allocator = allocator};
    dul_str       bytes  = dul_pack_find(pack, GAZETTEER_SECTION);
    dulati_result result = bytes.len == 0 ? DULATI_OK : gazetteer_open_bytes(gazetteer, bytes, err); /* dictionaries without places are allowed */
    if (result == DULATI_OK)
        result = dul_toponym_weights_open(pack, &gazetteer->weights, err);
    if (result == DULATI_OK)
        result = dul_placewords_open(pack, allocator, &gazetteer->words, err);
    if (result == DULATI_OK && (result = dul_placehomes_open(pack, allocator, &gazetteer->homes, err)) != DULATI_OK)
        dul_placewords_close(&gazetteer->words);
    if (result != DULATI_OK) {
        dul_free(allocator, gazetteer);
        return result;
    }
    *out = gazetteer;
    return DULATI_OK;
}

void dul_gazetteer_close(dul_gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    dul_placewords_close(&gazetteer->words);
    dul_placehomes_close(&gazetteer->homes);
    dul_own_places_free(gazetteer->allocator, &gazetteer->own_places);
    dul_free(gazetteer->allocator, gazetteer->replaced);
    dul_free(gazetteer->allocator, gazetteer->own);
    dul_free(gazetteer->allocator, gazetteer);
}

const dul_placewords *dul_gazetteer_words(const dul_gazetteer *gazetteer)
{
    return &gazetteer->words;
}

const dul_placehomes *dul_gazetteer_homes(const dul_gazetteer *gazetteer)
{
    return &gazetteer->homes;
}

const dul_toponym_weights *dul_gazetteer_weights(const dul_gazetteer *gazetteer)
{
    return &gazetteer->weights;
}

size_t dul_gazetteer_count(const dul_gazetteer *gazetteer)
{
    return gazetteer->n_rows;
}

uint32_t dul_gazetteer_words_max(const dul_gazetteer *gazetteer)
{
    return gazetteer->words_max;
}

static dul_str gazetteer_string(const dul_gazetteer *gazetteer, uint32_t offset)
{
    uint64_t at = (uint64_t)gazetteer->strings + offset;
    if (at >= gazetteer->bytes.len)
        return (dul_str){"", 0};
    size_t len = (unsigned char)gazetteer->bytes.at[at];
    if (len > gazetteer->bytes.len - at - 1)
        return (dul_str){"", 0};
    return (dul_str){gazetteer->bytes.at + at + 1, len};
}

/* The first pair of a key, or one past the pairs before it. */
static size_t gazetteer_pair_find(const gazetteer_pair *pair, size_t n, uint32_t key)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pair[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The user's row, without the bit, that stands in place of a row in all stories; DUL_NONE when there is none. */
static uint32_t gazetteer_replacement(const dul_gazetteer *gazetteer, uint32_t row)
{
    for (size_t i = gazetteer_pair_find(gazetteer->replaced, gazetteer->n_replaced, row); i < gazetteer->n_replaced && gazetteer->replaced[i].key == row; i++)
        if (gazetteer->own_places.item[gazetteer->replaced[i].own].only[0] == '\0')
            return gazetteer->replaced[i].own;
    return DUL_NONE;
}

dul_place_row dul_gazetteer_get(const dul_gazetteer *gazetteer, uint32_t row)
{
    if (gazetteer->own != NULL) {
        const uint32_t own = row & DUL_GAZETTEER_OWN ? row & ~DUL_GAZETTEER_OWN : gazetteer_replacement(gazetteer, row);
        if (own != DUL_NONE)
            return dul_gazetteer_get(gazetteer->own, own);
    }
    const dul_str empty = {"", 0};
    if (row >= gazetteer->n_rows)
        return (dul_place_row){-1, empty, empty, empty, empty, 0, 0, 0, 0};
    const size_t   at      = gazetteer->rows + (size_t)row * GAZETTEER_ROW;
    const uint32_t id      = gazetteer_u32(gazetteer->bytes, at);
    const char    *country = gazetteer->bytes.at + at + 28;
    return (dul_place_row){
        .geonameid  = id == UINT32_MAX ? -1 : (int64_t)id,
        .name       = gazetteer_string(gazetteer, gazetteer_u32(gazetteer->bytes, at + 4)),
        .admin1     = gazetteer_string(gazetteer, gazetteer_u32(gazetteer->bytes, at + 8)),
        .feature    = gazetteer_string(gazetteer, gazetteer_u32(gazetteer->bytes, at + 12)),
        .lat        = (int32_t)gazetteer_u32(gazetteer->bytes, at + 16) / 1e5,
        .lon        = (int32_t)gazetteer_u32(gazetteer->bytes, at + 20) / 1e5,
        .population = gazetteer_u32(gazetteer->bytes, at + 24),
        .country    = {country, country[0] == '\0' ? 0 : 3},
        .radius_km  = dul_gazetteer_byte_km((uint8_t)country[3]),
    };
}

float dul_gazetteer_country_km(const dul_gazetteer *gazetteer, dul_str country)
{
    for (uint32_t i = 0; country.len == 3 && i < gazetteer->n_countries; i++) {
        const char *entry = gazetteer->bytes.at + gazetteer->countries + (size_t)i * 4;
        if (memcmp(entry, country.at, 3) == 0)
            return dul_gazetteer_byte_km((uint8_t)entry[3]);
    }
    return 0;
}

uint8_t dul_gazetteer_km_byte(double km)
{
    const double step = 1 + 16 * log2(fmax(km, 1));
    return km > 0 ? (uint8_t)fmin(step + 0.5, 255) : 0;
}

float dul_gazetteer_byte_km(uint8_t byte)
{
    return byte == 0 ? 0 : (float)exp2((byte - 1) / 16.0);
}

const uint32_t *dul_gazetteer_find_key(const dul_gazetteer *gazetteer, dul_str key, uint32_t *n_rows)
{
    *n_rows = 0;
    if (gazetteer->n_slots == 0 || key.len == 0 || key.len > DUL_PLACENAME_MAX + 1)
        return NULL;
    const uint64_t hash  = dul_hash(key);
    const uint32_t check = (uint32_t)(hash >> 32), mask = gazetteer->n_slots - 1;
    const uint64_t names = gazetteer->names, size = gazetteer->bytes.len;
    uint32_t       i = (uint32_t)(hash ^ hash >> 29) & mask;
    for (uint32_t probe = 0; probe <= mask; probe++, i = (i + 1) & mask) {
        const size_t   slot = gazetteer->slots + (size_t)i * 8;
        const uint32_t name = gazetteer_u32(gazetteer->bytes, slot + 4);
        if (name == 0)
            return NULL;
        if (gazetteer_u32(gazetteer->bytes, slot) != check)
            continue;
        const uint64_t at = names + name - 1;
        if (at % 4 != 0 || at + 4 > size)
            return NULL;
        const uint32_t lengths = gazetteer_u32(gazetteer->bytes, (size_t)at), len = lengths & 0xFFFF, n = lengths >> 16;
        if (at + 4 + 4 * (uint64_t)n + len > size)
            return NULL;
        const char *rows = gazetteer->bytes.at + at + 4;
        if (len == key.len && memcmp(rows + 4 * (size_t)n, key.at, len) == 0) {
            *n_rows = n;
            return (const uint32_t *)(const void *)rows;
        }
    }
    return NULL;
}

const uint32_t *dul_gazetteer_find(const dul_gazetteer *gazetteer, dul_str lower, uint32_t *n_rows)
{
    char key[DUL_PLACENAME_MAX];
    return dul_gazetteer_find_key(gazetteer, (dul_str){key, dul_placename_key(lower, key)}, n_rows);
}

/* ---- the user's own places -------------------------------------------------------------------------------------------------------- */

static int gazetteer_pair_compare(const void *a, const void *b)
{
    const gazetteer_pair *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : (x->own > y->own) - (x->own < y->own);
}

/* Which row each place stands in place of: one pass over the ids of all rows. */
static dulati_result gazetteer_find_replaced(dul_gazetteer *gazetteer, const char *file, dulati_error *err)
{
    dul_own_places *own    = &gazetteer->own_places;
    gazetteer_pair *wanted = dul_alloc(gazetteer->allocator, own->n * sizeof *wanted);
    size_t          n      = 0;
    gazetteer->replaced    = wanted;
    if (wanted == NULL)
        return dul_fail_memory(err);
    for (size_t i = 0; i < own->n; i++)
        if (own->item[i].instead >= 0)
            wanted[n++] = (gazetteer_pair){(uint32_t)own->item[i].instead, (uint32_t)i};
    qsort(wanted, n, sizeof *wanted, gazetteer_pair_compare);
    for (uint32_t row = 0; n > 0 && row < gazetteer->n_rows; row++) {
        const uint32_t id = gazetteer_u32(gazetteer->bytes, gazetteer->rows + (size_t)row * GAZETTEER_ROW);
        for (size_t i = gazetteer_pair_find(wanted, n, id); i < n && wanted[i].key == id; i++)
            own->item[wanted[i].own].base_row = row;
    }
    for (size_t i = 0; i < n; i++) {
        wanted[i].key = own->item[wanted[i].own].base_row;
        if (wanted[i].key == DUL_NONE)
            return dul_fail(err, DULATI_E_FORMAT, "no town or region has the GeoNames id of the tenth field", file, own->item[wanted[i].own].line, 0);
    }
    qsort(wanted, n, sizeof *wanted, gazetteer_pair_compare);
    gazetteer->n_replaced = n;
    return DULATI_OK;
}

dulati_result dul_gazetteer_lay_over(dul_gazetteer *gazetteer, const dul_countries *countries, dul_str text, const char *file, dulati_error *err)
{
    DUL_TRY(dul_own_places_compile(gazetteer->allocator, countries, text, file, &gazetteer->own_places, err));
    dul_gazetteer *own = dul_alloc(gazetteer->allocator, sizeof *own);
    if (own == NULL)
        return dul_fail_memory(err);
    *own           = (dul_gazetteer){.allocator = gazetteer->allocator};
    gazetteer->own = own;
    DUL_TRY(gazetteer_open_bytes(own, gazetteer->own_places.bytes, err));
    return gazetteer_find_replaced(gazetteer, file, err);
}

const uint32_t *dul_gazetteer_find_own(const dul_gazetteer *gazetteer, dul_str key, uint32_t *n_rows)
{
    *n_rows = 0;
    return gazetteer->own == NULL ? NULL : dul_gazetteer_find_key(gazetteer->own, key, n_rows);
}

uint32_t dul_gazetteer_instead(const dul_gazetteer *gazetteer, uint32_t row, dul_str country)
{
    for (size_t i = gazetteer_pair_find(gazetteer->replaced, gazetteer->n_replaced, row); i < gazetteer->n_replaced && gazetteer->replaced[i].key == row; i++)
        if (country.len > 0 && dul_str_is(country, gazetteer->own_places.item[gazetteer->replaced[i].own].only))
            return gazetteer->replaced[i].own | DUL_GAZETTEER_OWN;
    return DUL_NONE;
}

static const dul_own_place *gazetteer_own_place(const dul_gazetteer *gazetteer, uint32_t row)
{
    const uint32_t own = row & ~DUL_GAZETTEER_OWN;
    return row & DUL_GAZETTEER_OWN && own < gazetteer->own_places.n ? &gazetteer->own_places.item[own] : NULL;
}

dul_str dul_gazetteer_only(const dul_gazetteer *gazetteer, uint32_t row)
{
    const dul_own_place *place = gazetteer_own_place(gazetteer, row);
    return place == NULL ? (dul_str){"", 0} : dul_str_of(place->only);
}

bool dul_gazetteer_is_instead(const dul_gazetteer *gazetteer, uint32_t row)
{
    const dul_own_place *place = gazetteer_own_place(gazetteer, row);
    return place != NULL && place->instead >= 0;
}
