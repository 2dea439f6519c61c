/*
 * country.h -- the countries of the world: names, adjectives and demonyms, capitals, codes.
 *
 * Read from dictionaries/places/countries.txt. Dissolved states have a row of their own with the code they had (SUN, YUG, CSK ...).
 * Names meet by their keys (placename.h), so "Côte d'Ivoire" and "cote d'ivoire" are one.
 *
 * Memory  the allocator given at open; names and capitals are views into the pack
 * Tests   tests/unit/test_country.c
 */
#ifndef DUL_COUNTRY_H
#define DUL_COUNTRY_H

#include "base/hash.h"
#include "base/pack.h"

typedef struct {
    dul_str code;     /* ISO 3166-1 alpha-3; "XKX" reads as PLOVER's KOS                       */
    dul_str code2;    /* alpha-2, may be empty                                                 */
    dul_str name;     /* the usual English name                                                */
    dul_str capital;  /* may be empty                                                          */
    double  lat, lon; /* of the country                                                        */
    int64_t geonameid, population;
} dul_country;

typedef enum {
    DUL_COUNTRY_NAME,      /* "Kazakhstan", "the Republic of Kazakhstan", "UK"                  */
    DUL_COUNTRY_ADJECTIVE, /* "Kazakh", "British": also the people ("Kazakhs", "the British")  */
} dul_country_use;

typedef struct dul_countries dul_countries;

/* Read dictionaries/places/countries.txt; err names its line. */
dulati_result dul_countries_open(const dul_pack *pack, const dulati_allocator *allocator, dul_countries **out, dulati_error *err);
void          dul_countries_close(dul_countries *countries);

size_t             dul_countries_count(const dul_countries *countries);
const dul_country *dul_countries_get(const dul_countries *countries, size_t index);

/* By a lower-cased name, adjective or demonym of one or more words joined by single blanks; NULL when there is none.
 * "us" is a name, and so are "turkey" and "pole": whoever asks looks at the capitals first. use may be NULL. */
const dul_country *dul_countries_find(const dul_countries *countries, dul_str lower, dul_country_use *use);

/* The country whose capital (seat of government) has that name, or NULL. */
const dul_country *dul_countries_by_capital(const dul_countries *countries, dul_str name);

/* By alpha-3 or alpha-2 code. */
const dul_country *dul_countries_by_code(const dul_countries *countries, dul_str code);

#endif
