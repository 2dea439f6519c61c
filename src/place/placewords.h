/*
 * placewords.h -- words near a name that tell whether it is a place, and of which kind: dictionaries/places/words.txt.
 *
 * Memory  the allocator given at open
 * Tests   tests/unit/test_toponym.c
 */
#ifndef DUL_PLACEWORDS_H
#define DUL_PLACEWORDS_H

#include "base/hash.h"
#include "base/pack.h"

/* Classes of words.txt; a word may be of several. */
#define DUL_PLACEWORD_LIST(X) \
    X(stop) X(title) X(given) X(town) X(area) X(county) X(water) X(site) X(body) X(say) X(locate) X(part) X(local) X(building) X(road) X(enter) X(never)

enum {
#define X_(name) DUL_PLACEWORD_INDEX_##name,
    DUL_PLACEWORD_LIST(X_)
#undef X_
        DUL_N_PLACEWORDS
};
enum {
#define X_(name) DUL_PLACEWORD_##name = 1 << DUL_PLACEWORD_INDEX_##name,
    DUL_PLACEWORD_LIST(X_)
#undef X_
};

/* Class nouns of any kind of place. */
#define DUL_PLACEWORD_ANY_NOUN (DUL_PLACEWORD_town | DUL_PLACEWORD_area | DUL_PLACEWORD_county | DUL_PLACEWORD_water | DUL_PLACEWORD_site)

typedef struct {
    dul_map   map;   /* word -> classes             */
    dul_arena arena; /* phrases of the class never  */
} dul_placewords;

/* Read places/words.txt of the pack, where it has one; err names the line of an unknown class. */
dulati_result dul_placewords_open(const dul_pack *pack, const dulati_allocator *allocator, dul_placewords *out, dulati_error *err);
void          dul_placewords_close(dul_placewords *words);

/* The classes of a lower-cased word, or'ed; 0 for a word that is not listed. */
static inline uint32_t dul_placewords_of(const dul_placewords *words, dul_str lower)
{
    uint32_t classes = dul_map_find(&words->map, lower);
    return classes == DUL_NONE ? 0 : classes;
}

#endif
