/*
 * toponym_work.h -- what the files of the toponym stage share: mentions, the names behind them, and the senses of each name.
 *
 *     toponym_candidates.c   tokens -> mentions: every span that the tables know
 *     toponym_evidence.c     what stands around a mention: prepositions, titles, class nouns, containers
 *     toponym_home.c         where the report itself is at home
 *     toponym_resolve.c      which row each name means in this report, which country the report is about
 *     toponym_ties.c         containers, lists of regions
 *     toponym_sure.c         how sure and how exact a place is, and what else its name could mean
 *     toponym_sites.c        buildings and streets, at the point of their town
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
#include "place/toponym_features.h"

/* What a mention says about the kind of its place. */
typedef enum { TOPONYM_HINT_NONE, TOPONYM_HINT_TOWN, TOPONYM_HINT_AREA, TOPONYM_HINT_COUNTY, TOPONYM_HINT_WATER } toponym_hint;

typedef enum { TOPONYM_COUNTRY, TOPONYM_ADJECTIVE, TOPONYM_REGION, TOPONYM_COUNTY, TOPONYM_AREA, TOPONYM_POPULATED } toponym_kind;

typedef struct {
    dul_str            only;   /* a user's place: in stories of that country; else empty */
    const dul_country *nation; /* set for countries and their adjectives */
    uint32_t           row;    /* otherwise                              */
    uint8_t            kind;   /* toponym_kind                           */
    bool               capital, seat, alternate, adjective, building, is_union;
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

/* A building or street that no table knows. */
typedef struct {
    dul_range tokens;
    bool      is_road;
    uint32_t  town; /* mention, or DUL_NONE: the outlet's */
} toponym_site;

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
    toponym_site    *site; /* [n_sites] in text order, beside the mentions */
    size_t           n_sites, site_capacity;
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

/* Find the country that the story is about. */
void dul_toponym_story(toponym_work *work, bool decided);

/* Does sense a lie in sense b? */
bool dul_toponym_lies_in(const toponym_sense *a, const toponym_sense *b);

/* Buildings and streets; ask when the mentions are decided: those inside a street's name are no places then. */
dulati_result dul_toponym_sites(toponym_work *work);

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
