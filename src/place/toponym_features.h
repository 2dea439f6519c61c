/*
 * toponym_features.h -- what is seen at a mention, and the weights by which that decides whether it is a place.
 *
 * Weights are read from dictionaries/places/weights.txt, which train/toponyms.py writes; a feature that is not named there weighs nothing.
 *
 * Memory  none
 * Tests   tests/unit/test_toponym.c
 */
#ifndef DUL_TOPONYM_FEATURES_H
#define DUL_TOPONYM_FEATURES_H

#include "base/pack.h"

/* What is seen at a mention. Each is 0 or 1 in the linear score that decides whether it is a place; docs/places.md. */
#define DUL_TOPONYM_FEATURE_LIST(X)                                                                                                        \
    X(locate)       /* "in Taraz": a preposition of place before it, perhaps over "the city of", "eastern"                              */ \
    X(of)           /* "of Taraz"                                                                                                       */ \
    X(class_before) /* "the city of Taraz", "Lake Balkhash"                                                                            */  \
    X(class_after)  /* "Almaty region", "Fulton County"                                                                                 */ \
    X(class_inside) /* the name itself ends or begins with a class noun                                                                */  \
    X(contained)    /* ", Kazakhstan" follows, and fits                                                                                 */ \
    X(misfit)       /* ", Kazakhstan" follows, but no sense fits                                                                        */ \
    X(container)    /* follows a place and a comma, and fits it                                                                         */ \
    X(dateline)     /* in a dateline                                                                                                    */ \
    X(list)         /* joined by "and" or commas to another candidate                                                                   */ \
    X(title_before) /* "Mr. Washington", "President Jordan"                                                                            */  \
    X(given_before) /* "Jack London": a given name before it                                                                           */  \
    X(is_given)     /* the name is a given name                                                                                         */ \
    X(given_run)    /* ... and a capitalised word follows: "Paris Hilton"                                                               */ \
    X(cap_before)   /* an unexplained capitalised word before it                                                                        */ \
    X(cap_after)    /* ... after it                                                                                                     */ \
    X(body_after)   /* "Boston Globe"                                                                                                   */ \
    X(site_after)   /* "Boston University", "Taraz airport"                                                                             */ \
    X(local_after)  /* "Paris police", "Troy residents"                                                                                 */ \
    X(net_place)    /* the network takes the phrase that it heads for a place                                                           */ \
    X(net_person)   /* ... a person                                                                                                    */  \
    X(net_other)    /* ... something else: an organisation, a thing                                                                    */  \
    X(surname)      /* the last word of a person's name elsewhere in the report                                                         */ \
    X(stop)         /* a common word                                                                                                    */ \
    X(stop_initial) /* ... at the start of a sentence                                                                                  */  \
    X(initial)      /* at the start of a sentence                                                                                       */ \
    X(lower)        /* not capitalised                                                                                                  */ \
    X(caps)         /* all capitals                                                                                                     */ \
    X(caps_around)  /* in a headline in which everything is capitalised                                                                 */ \
    X(say)          /* subject of "said"                                                                                                */ \
    X(possessive)   /* 's follows                                                                                                       */ \
    X(modifier)     /* a noun follows: "the Almaty protests"                                                                            */ \
    X(propn)        /* the tagger says proper noun                                                                                      */ \
    X(common)       /* the tagger says verb, adverb, function word                                                                      */ \
    X(flat)         /* inside a flat name that is larger than it                                                                        */ \
    X(subject)      /* nsubj of a verb                                                                                                  */ \
    X(obl)          /* obl or nmod with a case of place                                                                                 */ \
    X(article)      /* an article stands before it                                                                                      */ \
    X(repeated)     /* the name occurs more than once                                                                                   */ \
    X(adjective)    /* an adjective or people of a country                                                                              */ \
    X(country)      /* the best sense is a country                                                                                      */ \
    X(region)       /* ... a first-level region                                                                                         */ \
    X(county)       /* ... a district                                                                                                   */ \
    X(area)         /* ... a sea, continent or well-known region                                                                        */ \
    X(capital)      /* ... a capital                                                                                                    */ \
    X(alternate)    /* ... has another main name                                                                                        */ \
    X(story)        /* ... lies in the story's country                                                                                  */ \
    X(near)         /* ... is near another place of the report                                                                          */ \
    X(same_region)  /* ... is in the first-level region of another place of the report                                                  */ \
    X(million)      /* ... has a million people                                                                                         */ \
    X(city)         /* ... 100,000                                                                                                      */ \
    X(town)         /* ... 15,000                                                                                                       */ \
    X(village)      /* ... fewer                                                                                                        */ \
    X(many_words)   /* two words or more                                                                                                */ \
    X(short)        /* three letters or fewer                                                                                           */ \
    X(abbreviation) /* "Mass.", "TX"                                                                                                   */  \
    X(acronym)      /* five capitals or fewer amid other text: "NATO"                                                                   */ \
    X(title_after)  /* "Kazakhstan President"                                                                                           */ \
    X(at_end)       /* the last word before a stop, comma or bracket                                                                    */ \
    X(unenglish)    /* ... a town in the story's country where towns are not called like English surnames                           */

enum {
#define X_(name) TOPONYM_##name,
    DUL_TOPONYM_FEATURE_LIST(X_)
#undef X_
        TOPONYM_N_FEATURES
};

#define TOPONYM_BIT(name) (UINT64_C(1) << TOPONYM_##name)

typedef struct {
    float constant;
    float of[TOPONYM_N_FEATURES];
} dul_toponym_weights;

/* Read places/weights.txt of the pack, where it has one; err names the line that is wrong. */
dulati_result dul_toponym_weights_open(const dul_pack *pack, dul_toponym_weights *out, dulati_error *err);

/* The name of a feature, as weights and explanations write it. */
const char *dul_toponym_feature_name(size_t feature);

#endif
