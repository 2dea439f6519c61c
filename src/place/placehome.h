/*
 * placehome.h -- where a report is at home: its outlet, the telephone numbers in it, and the words that only one country uses.
 *
 * A local paper writes "Athens" and means its own. What it is called or where it is hosted (dictionaries/places/outlets.txt), the area codes of the
 * telephone numbers that it prints (phones.txt) and words such as "sheriff", "crore" and "garda" (clues.txt) say which one that is.
 *
 * In      the report's source, url and tokens
 * Out     a home country, region and town, as far as known, and countries and regions with a weight
 * Memory  the allocator given at open; the files' names point into the pack
 * Tests   tests/unit/test_placehome.c, tests/cases/homes.txt
 */
#ifndef DUL_PLACEHOME_H
#define DUL_PLACEHOME_H

#include "base/hash.h"
#include "base/pack.h"

typedef struct {
    dul_str country;      /* alpha-3                                          */
    dul_str region, town; /* as the gazetteer calls them; either may be empty */
} dul_placehome;

typedef struct {
    dul_map        map; /* "@" host or name, "+" area code, word -> item */
    dul_arena      arena;
    dul_placehome *item; /* [n] */
    size_t         n, capacity;
} dul_placehomes;

/* Read the three files, as far as the pack has them; err names file and line of what is wrong. */
dulati_result dul_placehomes_open(const dul_pack *pack, const dulati_allocator *allocator, dul_placehomes *out, dulati_error *err);
void          dul_placehomes_close(dul_placehomes *homes);

/* Where the outlet is at home, by its name or host, then by the url's host; NULL when neither is known. */
const dul_placehome *dul_placehomes_of_outlet(const dul_placehomes *homes, dul_str source, dul_str url);

/* The two letters of the country that a host ends in ("uk"; not those that anybody may buy, such as "tv"); empty when there are none. */
dul_str dul_placehome_domain(dul_str source, dul_str url);

/* What a lower-cased word tells; NULL for nearly all. */
const dul_placehome *dul_placehomes_of_word(const dul_placehomes *homes, dul_str lower);

/* The next telephone number of ten digits at or after *at that has a known area code; *at moves behind it. NULL at the end. */
const dul_placehome *dul_placehomes_of_phone(const dul_placehomes *homes, dul_str text, size_t *at);

#endif
