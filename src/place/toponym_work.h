/*
 * toponym_work.h -- what the files of the toponym stage share: mentions, the names behind them, and the senses of each name.
 *
 *     toponym_candidates.c   tokens -> mentions: every span that the tables know
 *     toponym_evidence.c     what stands around a mention: prepositions, titles, class nouns, containers
 *     toponym_home.c         where the report itself is at home
 *     toponym_resolve.c      which row each name means in this report, which country the report is about
 *     toponym_ties.c         containers, lists of regions
 *     toponym_sure.c         how sure and how exact a place is, and what else its name could mean
 *     toponym_implied.c      "in the capital", where no name is given
 *     toponym.c              the order of all this; which mentions are places at all
 *
 * A name is resolved once for the whole report, since reports hardly ever use one name for two places ("one sense per discourse", Gale, Church and
 * Yarowsky 1992); a container at one mention ("Paris, Texas") so decides for all.
 */
#ifndef DUL_TOPONYM_WORK_H
#define DUL_TOPONYM_WORK_H

#include "place/placename.h"
#include "place/toponym.h"

/* What is seen at a mention. Each is 0 or 1 in the linear score that decides whether it is a place; weights and their origin: docs/places.md. */
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

/* What a mention says about the kind of its place. */
typedef enum { TOPONYM_HINT_NONE, TOPONYM_HINT_TOWN, TOPONYM_HINT_AREA, TOPONYM_HINT_COUNTY, TOPONYM_HINT_WATER } toponym_hint;

typedef enum { TOPONYM_COUNTRY, TOPONYM_ADJECTIVE, TOPONYM_REGION, TOPONYM_COUNTY, TOPONYM_AREA, TOPONYM_POPULATED } toponym_kind;

typedef struct {
    dul_str            only;   /* a user's place: in stories of that country; else empty */
    const dul_country *nation; /* set for countries and their adjectives */
    uint32_t           row;    /* otherwise                              */
    uint8_t            kind;   /* toponym_kind                           */
    bool               capital, seat, alternate, adjective, building;
    dul_str            name, country, admin1;
    double             lat, lon;
    double             people;
    float              prior, bonus, score, next_score;
} toponym_sense;

typedef struct {
    dul_str        key;
    toponym_sense *sense; /* [n_senses] */
    uint32_t       n_senses, best;
    uint32_t       first_mention, n_mentions;
    uint32_t       twin_of; /* the name without the class noun ("Almaty region" beside "Almaty"), or DUL_NONE */
    float          prob;    /* of the best sense among all, 0 to 1 */
} toponym_name;

typedef struct {
    dul_range tokens;
    uint32_t  name;         /* index of its toponym_name                    */
    uint32_t  next;         /* the next mention of the name, or DUL_NONE     */
    uint32_t  sense;        /* of the name; its best, unless a container says otherwise */
    uint32_t  contained_by; /* mention, or DUL_NONE                          */
    uint64_t  seen;         /* TOPONYM_BIT()s                                */
    uint8_t   hint;         /* toponym_hint                                  */
    uint8_t   tie;          /* to contained_by: 2 by a comma, 1 by "in"      */
    bool      is_place;
    float     score;
} toponym_mention;

/* A country or region that the report is likely to be at home in. */
typedef struct {
    dul_str country, region; /* region.len == 0: the whole country */
    double  weight;
} toponym_clue;

#define TOPONYM_CLUES_MAX 16

typedef struct {
    const dul_gazetteer  *gazetteer;
    const dul_countries  *countries;
    const dul_placewords *words;
    const dul_job        *job;
    const dul_text       *text;
    const dul_tree       *tree;
    bool                  has_tags; /* the tree is more than roots */
    uint32_t *class;                /* [n_tokens] classes of the words */
    uint8_t         *shape;         /* [n_tokens] TOPONYM_SHAPE_ bits  */
    dul_map          by_key;        /* key -> name                     */
    toponym_name    *name;
    size_t           n_names, name_capacity;
    toponym_mention *mention;
    size_t           n_mentions, mention_capacity;
    dul_str          story_country;
    toponym_clue     clue[TOPONYM_CLUES_MAX];
    size_t           n_clues;
    uint32_t         home; /* the outlet's town, a row of the gazetteer, or DUL_NONE */
} toponym_work;

enum {
    TOPONYM_SHAPE_UPPER = 1, /* begins with a capital      */
    TOPONYM_SHAPE_CAPS  = 2, /* two letters or more, all capitals */
    TOPONYM_SHAPE_WORD  = 4, /* has a letter               */
    TOPONYM_SHAPE_SHOUT = 8, /* in a sentence in which nearly all words are capitalised */
};

dulati_result dul_toponym_candidates(toponym_work *work);
dulati_result dul_toponym_evidence(toponym_work *work);
void          dul_toponym_home(toponym_work *work);
void          dul_toponym_ties(toponym_work *work);
dulati_result dul_toponym_resolve(toponym_work *work);

/* Does sense a lie in sense b? */
bool dul_toponym_lies_in(const toponym_sense *a, const toponym_sense *b);

/* May the word stand for a place without a name, and does it here? Ask when the mentions are decided. */
bool dul_toponym_is_implied(dul_str lower);
bool dul_toponym_imply(const toponym_work *work, uint32_t token, dul_place *out);

/* What a row of the gazetteer can be meant as by a name of that key. */
toponym_sense dul_toponym_sense_of(const toponym_work *work, uint32_t row, dul_str key, bool adjective);

/* The rows that have "county" behind the key, NULL when there are none. */
const uint32_t *dul_toponym_counties(const toponym_work *work, dul_str key, uint32_t *n_rows);

/* The share of one sense among all of its name, 0 to 1. */
float dul_toponym_share(const toponym_name *name, uint32_t sense);

/* Fill in admin1, prob, precision, radius and others of a place that was made from a mention (NULL: one that is not called by name). */
dulati_result dul_toponym_sure(const toponym_work *work, const toponym_mention *mention, dul_place *place);

/* Great-circle distance in km. */
double dul_toponym_km(double lat1, double lon1, double lat2, double lon2);

static inline bool dul_toponym_same_sentence(const toponym_work *work, uint32_t a, uint32_t b)
{
    return work->text->token[a].sentence == work->text->token[b].sentence;
}

#endif
