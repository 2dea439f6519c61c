/*
 * own_places.h -- places that a user lays over the gazetteer: a text table, one place a line. Its format: docs/places.md.
 *
 * In      the text of the file, which nobody has checked
 * Out     a compiled table of the same layout as the gazetteer's, and for each of its rows when and in place of what it stands
 * Memory  the allocator given
 * Tests   tests/unit/test_own_places.c, tests/fuzz/fuzz_places.c
 */
#ifndef DUL_OWN_PLACES_H
#define DUL_OWN_PLACES_H

#include "place/country.h"

typedef struct {
    char     only[4];  /* the row stands in stories of that country only; empty: in all         */
    int64_t  instead;  /* GeoNames id of the row that it takes the place of, or -1              */
    uint32_t base_row; /* the gazetteer's row of that id; filled in by dul_gazetteer_lay_over() */
    uint32_t line;     /* of the file, from 1                                                   */
} dul_own_place;

typedef struct {
    dul_str        bytes; /* the compiled table */
    dul_own_place *item;  /* [n] by row         */
    size_t         n;
} dul_own_places;

/* err names the line at fault, and file as its file. countries may be NULL: then any three capital letters are a country. */
dulati_result dul_own_places_compile(const dulati_allocator *allocator, const dul_countries *countries, dul_str text, const char *file, dul_own_places *out,
                                     dulati_error *err);
void          dul_own_places_free(const dulati_allocator *allocator, dul_own_places *own);

#endif
