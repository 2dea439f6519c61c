/*
 * pack.h -- many dictionaries in one mapped file, dulati.dict.
 *
 * Sections have a name (the path under dictionaries/, "events/assault.txt", or that of a compiled table, "places/gazetteer.bin") and bytes. Text sections
 * are kept as written, so that every entry can be shown with its file and line; tables are laid out to be used where they lie.
 *
 *     offset  size  meaning
 *     0       8     "DULDICT1"
 *     8       4     n sections
 *     12      4     zero
 *     16      8     size of the file
 *     24      40    "version" text, NUL-padded: a hash of all sections, in hex
 *     64      n*48  directory, sorted by name: name offset u32, name length u32, data offset u64, data size u64, FNV-1a of the data u64, zero u64 x2
 *     ...           names, then data, each section at a multiple of 64
 *
 * All numbers little-endian. Offsets count from the start of the file; the reader checks each one before it trusts it.
 *
 * Tests  tests/unit/test_pack.c, tests/fuzz/fuzz_dict.c
 */
#ifndef DUL_PACK_H
#define DUL_PACK_H

#include "base/lint.h"
#include "base/mapped.h"
#include "base/memory.h"

/* A dictionary of the user, laid over the sections: read after them by whoever reads sections of its name. */
typedef struct {
    dul_str     name;  /* "events/own.txt": decides who reads it                                          */
    dul_str     data;  /* a whole file, or a part of one                                                  */
    const char *shown; /* the file as its owner knows it                                                  */
    uint64_t    line;  /* lines of the file before the data                                               */
} dul_pack_layer;

typedef struct {
    dul_str               bytes; /* the whole file */
    size_t                n_sections;
    char                  version[41];
    const dul_pack_layer *layer; /* [n_layers] borrowed; none after dul_pack_open() */
    size_t                n_layers;
    const dul_lint       *lint; /* NULL: the first fault ends the reading of a dictionary */
} dul_pack;

/* Check header and directory; the data's checksums only when verify is set. bytes must outlive the pack and be aligned to 8 bytes. path is for errors. */
dulati_result dul_pack_open(dul_str bytes, const char *path, bool verify, dul_pack *out, dulati_error *err);

/* A section's bytes; at == NULL when there is none of that name. */
dul_str dul_pack_find(const dul_pack *pack, const char *name);

/* The section of that index in the order of names, then the layers in theirs; false past the end. */
bool dul_pack_get(const dul_pack *pack, size_t index, dul_str *name, dul_str *data);

/* The layer of that index of dul_pack_get(), or NULL when it is a section of the file. */
const dul_pack_layer *dul_pack_layer_at(const dul_pack *pack, size_t index);

typedef struct {
    dul_str name, data; /* borrowed */
} dul_pack_section;

/* Lay sections out as a pack. They are sorted in place; two of one name are an error. *out is from the allocator. */
dulati_result dul_pack_build(const dulati_allocator *allocator, dul_pack_section *section, size_t n, dul_str *out, dulati_error *err);

#endif
