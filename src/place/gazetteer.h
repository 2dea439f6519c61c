/*
 * gazetteer.h -- the places of the world in one mapped table.
 *
 * Rows come from GeoNames (CC BY 4.0) by way of a package, made by tools/make_gazetteer.py into dictionaries/places/gazetteer.tsv, and compiled by
 * dul_gazetteer_compile() (gazetteer_compile.c) into the section places/gazetteer.bin, which is used where it lies; gazetteer.c draws its layout.
 * Well-known regions, seas and the like come from regions.tsv, further names from names.tsv, both our own.
 *
 * Tests  tests/unit/test_gazetteer.c (against a linear scan)
 */
#ifndef DUL_GAZETTEER_H
#define DUL_GAZETTEER_H

#include "base/pack.h"
#include "place/country.h"
#include "place/placehome.h"
#include "place/placewords.h"
#include "place/toponym_features.h"

typedef struct dul_gazetteer dul_gazetteer;

typedef struct {
    int64_t geonameid; /* -1: none                                                                  */
    dul_str name;      /* the main name                                                             */
    dul_str country;   /* alpha-3                                                                   */
    dul_str admin1;    /* name of the first-level region, may be empty                              */
    dul_str feature;   /* PPL, PPLC, PPLA, ADM1, PCLI, RGN, SEA ...                                 */
    double  lat, lon;
    int64_t population;
    float   radius_km; /* regions: within it nine of ten of its towns lie; 0: not known             */
} dul_place_row;

/* Tables of places to the compiled section; *out from the allocator. err names file and line.
 * Tables are those of rows (gazetteer.tsv, regions.tsv) and those whose name ends in "names.tsv", which give rows further names; see README.md there. */
dulati_result dul_gazetteer_compile(const dulati_allocator *allocator, const dul_pack_section *tables, size_t n_tables, dul_str *out, dulati_error *err);

dulati_result dul_gazetteer_open(const dul_pack *pack, const dulati_allocator *allocator, dul_gazetteer **out, dulati_error *err);
void          dul_gazetteer_close(dul_gazetteer *gazetteer);

size_t        dul_gazetteer_count(const dul_gazetteer *gazetteer);
dul_place_row dul_gazetteer_get(const dul_gazetteer *gazetteer, uint32_t row);

/* Rows with that name (its words joined by single blanks; case, marks and hyphens do not matter), most populous first: pointer into the mapped table and
 * their number (0: none). dul_gazetteer_get() takes each, also one from a damaged table. */
const uint32_t *dul_gazetteer_find(const dul_gazetteer *gazetteer, dul_str lower, uint32_t *n_rows);

/* Adjectives of regions and towns ("Siberian", "Londoners") stand under their key with this before it. */
#define DUL_GAZETTEER_ADJECTIVE '~'

/* The same for a key that dul_placename_key() made. */
const uint32_t *dul_gazetteer_find_key(const dul_gazetteer *gazetteer, dul_str key, uint32_t *n_rows);

/* The radius of a country by its alpha-3 code, measured as that of a region, but around the middle of its towns; 0: not known. */
float dul_gazetteer_country_km(const dul_gazetteer *gazetteer, dul_str country);

/* Radii are kept as one byte, in steps of a sixteenth of an octave: the byte of a radius, and back. */
uint8_t dul_gazetteer_km_byte(double km);
float   dul_gazetteer_byte_km(uint8_t byte);

/* The words that speak for and against places. */
const dul_placewords *dul_gazetteer_words(const dul_gazetteer *gazetteer);

/* The weights of what speaks for and against places. */
const dul_toponym_weights *dul_gazetteer_weights(const dul_gazetteer *gazetteer);

/* What tells where a report is at home. */
const dul_placehomes *dul_gazetteer_homes(const dul_gazetteer *gazetteer);

/* ---- the user's own places (own_places.h) ----------------------------------------------------------------------------------------- */

/* Rows with this bit are the user's; dul_gazetteer_get() takes them, too, and gives the user's row for one that it stands in place of in all stories. */
#define DUL_GAZETTEER_OWN 0x80000000u

/* Lay the text of a table over the gazetteer, once. err names file and line. */
dulati_result dul_gazetteer_lay_over(dul_gazetteer *gazetteer, const dul_countries *countries, dul_str text, const char *file, dulati_error *err);

/* The user's rows with that name, without the bit. */
const uint32_t *dul_gazetteer_find_own(const dul_gazetteer *gazetteer, dul_str key, uint32_t *n_rows);

/* The user's row, with the bit, that stands in place of a row in stories of that country only; DUL_NONE when there is none. */
uint32_t dul_gazetteer_instead(const dul_gazetteer *gazetteer, uint32_t row, dul_str country);

/* The country of the stories in which a row stands; empty: in all. */
dul_str dul_gazetteer_only(const dul_gazetteer *gazetteer, uint32_t row);

/* Does a user's row, with the bit, stand in place of another? */
bool dul_gazetteer_is_instead(const dul_gazetteer *gazetteer, uint32_t row);

/* The longest name, in words, that the table holds. */
uint32_t dul_gazetteer_words_max(const dul_gazetteer *gazetteer);

#endif
