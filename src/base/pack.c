/* pack.c -- reading and laying out dulati.dict; the layout is drawn in pack.h. */
#include "base/pack.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

#define PACK_MAGIC   "DULDICT1"
#define PACK_HEADER  ((size_t)64)
#define PACK_ENTRY   ((size_t)48)
#define PACK_ALIGN   ((size_t)64)
#define PACK_VERSION ((size_t)24) /* where the version text stands */

static uint64_t pack_read(dul_str bytes, size_t at, size_t n_bytes)
{
    uint64_t value = 0;
    for (size_t i = n_bytes; i-- > 0;)
        value = value << 8 | (unsigned char)bytes.at[at + i];
    return value;
}

static void pack_write(char *at, uint64_t value, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++, value >>= 8)
        at[i] = (char)(value & 0xFF);
}

const dul_pack_layer *dul_pack_layer_at(const dul_pack *pack, size_t index)
{
    return index >= pack->n_sections && index - pack->n_sections < pack->n_layers ? &pack->layer[index - pack->n_sections] : NULL;
}

bool dul_pack_get(const dul_pack *pack, size_t index, dul_str *name, dul_str *data)
{
    const dul_pack_layer *layer = dul_pack_layer_at(pack, index);
    if (layer != NULL) {
        *name = layer->name;
        *data = layer->data;
        return true;
    }
    if (index >= pack->n_sections)
        return false;
    size_t entry = PACK_HEADER + index * PACK_ENTRY;
    *name        = (dul_str){pack->bytes.at + pack_read(pack->bytes, entry, 4), (size_t)pack_read(pack->bytes, entry + 4, 4)};
    *data        = (dul_str){pack->bytes.at + pack_read(pack->bytes, entry + 8, 8), (size_t)pack_read(pack->bytes, entry + 16, 8)};
    return true;
}

static bool pack_lies_within(dul_str bytes, uint64_t offset, uint64_t size)
{
    return offset <= bytes.len && size <= bytes.len - offset;
}

dulati_result dul_pack_open(dul_str bytes, const char *path, bool verify, dul_pack *out, dulati_error *err)
{
    *out = (dul_pack){.bytes = bytes};
    if (bytes.len < 8 || memcmp(bytes.at, PACK_MAGIC, 7) != 0)
        return dul_fail(err, DULATI_E_FORMAT, "not a dictionary file of dulati", path, 0, 0);
    if (bytes.at[7] != PACK_MAGIC[7])
        return dul_fail(err, DULATI_E_VERSION, "a dictionary file of another version", path, 0, 7);
    if (bytes.len < PACK_HEADER || pack_read(bytes, 16, 8) != bytes.len)
        return dul_fail(err, DULATI_E_FORMAT, "the dictionary file is cut short or has grown", path, 0, 16);
    size_t n = (size_t)pack_read(bytes, 8, 4);
    if (n > (bytes.len - PACK_HEADER) / PACK_ENTRY)
        return dul_fail(err, DULATI_E_FORMAT, "the directory does not fit the dictionary file", path, 0, 8);
    for (size_t i = 0; i < n; i++) {
        size_t entry = PACK_HEADER + i * PACK_ENTRY;
        if (!pack_lies_within(bytes, pack_read(bytes, entry, 4), pack_read(bytes, entry + 4, 4)) ||
            !pack_lies_within(bytes, pack_read(bytes, entry + 8, 8), pack_read(bytes, entry + 16, 8)) || pack_read(bytes, entry + 8, 8) % PACK_ALIGN != 0)
            return dul_fail(err, DULATI_E_FORMAT, "a section lies outside the dictionary file", path, 0, entry);
    }
    out->n_sections = n;
    memcpy(out->version, bytes.at + PACK_VERSION, sizeof out->version - 1);
    dul_str name = {NULL, 0}, data = {NULL, 0}, before = {NULL, 0};
    for (size_t i = 0; dul_pack_get(out, i, &name, &data); i++) {
        if (i > 0 && dul_str_compare(before, name) >= 0)
            return dul_fail(err, DULATI_E_FORMAT, "the sections are not in order", path, 0, PACK_HEADER + i * PACK_ENTRY);
        before = name;
        if (verify && dul_hash(data) != pack_read(bytes, PACK_HEADER + i * PACK_ENTRY + 24, 8))
            return dul_fail(err, DULATI_E_FORMAT, "a section's checksum is wrong: the file is damaged", path, 0, (uint64_t)(data.at - bytes.at));
    }
    return DULATI_OK;
}

dul_str dul_pack_find(const dul_pack *pack, const char *name)
{
    dul_str wanted = dul_str_of(name), found = {NULL, 0}, data = {NULL, 0};
    size_t  low = 0, high = pack->n_sections;
    while (low < high) {
        size_t middle = (low + high) / 2;
        dul_pack_get(pack, middle, &found, &data);
        int order = dul_str_compare(found, wanted);
        if (order == 0)
            return data;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (dul_str){NULL, 0};
}

static int pack_compare(const void *a, const void *b)
{
    return dul_str_compare(((const dul_pack_section *)a)->name, ((const dul_pack_section *)b)->name);
}

static size_t pack_align(size_t at)
{
    return (at + PACK_ALIGN - 1) & ~(PACK_ALIGN - 1);
}

dulati_result dul_pack_build(const dulati_allocator *allocator, dul_pack_section *section, size_t n, dul_str *out, dulati_error *err)
{
    *out = (dul_str){NULL, 0};
    if (n > 0)
        qsort(section, n, sizeof *section, pack_compare);
    size_t   names = PACK_HEADER + n * PACK_ENTRY, size = names;
    uint64_t version = DUL_FNV_BASIS;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && dul_str_equal(section[i - 1].name, section[i].name))
            return dul_fail(err, DULATI_E_ARGUMENT, "two sections of one name", NULL, 0, 0);
        size += section[i].name.len;
    }
    for (size_t i = 0; i < n; i++)
        size = pack_align(size) + section[i].data.len;
    char *bytes = dul_alloc(allocator, size);
    if (bytes == NULL)
        return dul_fail_memory(err);
    memset(bytes, 0, size);
    memcpy(bytes, PACK_MAGIC, 8);
    pack_write(bytes + 8, n, 4);
    pack_write(bytes + 16, size, 8);
    size_t data = names;
    for (size_t i = 0; i < n; i++)
        data += section[i].name.len;
    for (size_t i = 0; i < n; i++) {
        char *entry = bytes + PACK_HEADER + i * PACK_ENTRY;
        data        = pack_align(data);
        pack_write(entry, names, 4);
        pack_write(entry + 4, section[i].name.len, 4);
        pack_write(entry + 8, data, 8);
        pack_write(entry + 16, section[i].data.len, 8);
        pack_write(entry + 24, dul_hash(section[i].data), 8);
        memcpy(bytes + names, section[i].name.at, section[i].name.len);
        if (section[i].data.len > 0)
            memcpy(bytes + data, section[i].data.at, section[i].data.len);
        names += section[i].name.len;
        data += section[i].data.len;
        version = dul_hash_more(version, section[i].name.at, section[i].name.len);
        version = dul_hash_more(version, entry + 24, 8);
    }
    snprintf(bytes + PACK_VERSION, 40, "%016llx", (unsigned long long)version);
    *out = (dul_str){bytes, size};
    return DULATI_OK;
}
