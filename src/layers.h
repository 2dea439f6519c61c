/*
 * layers.h -- the user's own dictionaries, laid over the shipped ones when a reader is opened: docs/working-with-rules.md.
 *
 *     [rules]                                    a file with headings, each followed by lines of that kind
 *     type PROTEST
 *     mode demo cameo 141
 *     picket obj{}?>recipient
 *     [actors]
 *     Zhana Zhol | KAZPTY | organisation
 *
 *     mine/events/rules.txt                      or a folder that looks like dictionaries/
 *     mine/actors/names.txt
 *
 * In      paths that the user named; nobody has looked at the files
 * Out     layers for dul_pack, in the order named, in a folder by name; and at most one table of places
 * Memory  one arena, which holds copies of the files
 * Tests   tests/unit/test_layers.c, tests/fuzz/fuzz_layers.c
 */
#ifndef DUL_LAYERS_H
#define DUL_LAYERS_H

#include "base/pack.h"

typedef struct {
    dul_arena       arena;
    dul_pack_layer *item; /* [n] */
    size_t          n, capacity;
    dul_str         places;      /* a table for dul_gazetteer_lay_over(); at == NULL: none */
    const char     *places_file; /* where it stands                                        */
    char            version[17]; /* hash of all layers, in hex                             */
} dul_layers;

/* Read all files. On error nothing is left open. */
dulati_result dul_layers_open(const dulati_allocator *allocator, const char *const *path, size_t n_paths, dul_layers *out, dulati_error *err);
void          dul_layers_close(dul_layers *layers);

/* The same from one text, as if it were the file of that name. Call dul_layers_init() first and dul_layers_close() at the end, whatever happens. */
void          dul_layers_init(dul_layers *layers, const dulati_allocator *allocator);
dulati_result dul_layers_take(dul_layers *layers, const char *shown, dul_str text, dulati_error *err);

/* Is the folder a whole set of dictionaries, which stands for itself, rather than additions to one? */
bool dul_layers_is_whole(const char *folder);

#endif
