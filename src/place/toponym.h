/*
 * toponym.h -- from a place name in the text to a row of the gazetteer.
 *
 * A report says "Georgia"; the gazetteer holds a country, a US state and many villages of that name. People and editors resolve it from context, and so
 * do we: containers ("Tbilisi, Georgia"), the dateline, other places and nationalities of the same report, population when nothing else speaks.
 *
 * In      tokens, trees; countries and gazetteer (read only)
 * Out     places in text order; a name with no row yields no place; "in the capital" and "across the country" yield what they mean
 * Memory  the document's arena
 * Method  candidates, features, one linear score; features and weights are in docs/places.md
 * Tests   tests/unit/test_toponym.c, tests/cases/places.txt
 */
#ifndef DUL_TOPONYM_H
#define DUL_TOPONYM_H

#include "place/country.h"
#include "place/gazetteer.h"
#include "syntax/tree.h"

/* How exact the point is: it is the place, or the middle of a town, a region (a sea, a continent), a country. */
typedef enum { DUL_PRECISION_POINT, DUL_PRECISION_TOWN, DUL_PRECISION_REGION, DUL_PRECISION_COUNTRY } dul_precision;

#define DUL_PLACE_OTHERS_MAX 3

/* What the name could have meant. */
typedef struct {
    dul_str name, country, admin1;
    double  lat, lon;
    int64_t geonameid; /* -1: none */
    float   prob;
} dul_place_other;

typedef struct {
    dul_range              tokens; /* the name alone, without preposition, article and class noun                      */
    uint32_t               head;   /* highest token of the name in the tree                                            */
    dul_str                name;   /* the row's main name                                                              */
    double                 lat, lon;
    dul_str                country;   /* alpha-3, or empty (seas, continents)                                             */
    dul_str                feature;   /* GeoNames feature code                                                            */
    int64_t                geonameid; /* -1: none                                                                         */
    float                  score;
    bool                   adjectival; /* "the Kazakh police", "the Boston Globe": gives a country but is no place where something happens */
    bool                   container;  /* names the region or country of the place before it ("Aktau, Kazakhstan")                       */
    dul_str                admin1;     /* name of the first-level region, or empty                                        */
    float                  prob;       /* 0 to 1: that this is meant as a place, and as this one                          */
    float                  radius_km;  /* how far it reaches around its point, roughly                                    */
    dul_precision          precision;
    const dul_place_other *others; /* [n_others] the next likeliest, the likeliest first                     */
    uint32_t               n_others;
} dul_place;

typedef struct {
    uint32_t   n;
    dul_place *item;          /* [n] in text order                                                             */
    uint32_t  *of_token;      /* [n_tokens] index of the place that the token belongs to, or DUL_NONE          */
    bool      *given;         /* [n_tokens] the token is a given name of persons                               */
    dul_str    story_country; /* alpha-3 of the country that the story is about, or empty                      */
} dul_places;

dulati_result dul_toponym_find(const dul_gazetteer *gazetteer, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree,
                               dul_places *out);

#endif
