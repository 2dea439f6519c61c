/*
 * names_inner.h -- what the files of this stage share: matches of the dictionaries, nationalities, and the composed meaning of each phrase.
 *
 *     "the Almaty commandant's office"
 *      dul_names_scan  finds    commandant office -> agents.txt, COP, weak       Almaty -> KAZ
 *      compose     says     head "office": sectors COP of the entry, country KAZ of its modifier
 *      mention     makes    a mention KAZCOP, organisation
 *      coref       links    "the office", two sentences on
 *
 * Memory  scratch of the work, except names and rules, which live in the document's arena or the dictionaries
 */
#ifndef DUL_NAMES_INNER_H
#define DUL_NAMES_INNER_H

#include "names/mention.h"

/* A stretch of tokens that stands in a dictionary. */
typedef struct {
    dul_range tokens;
    uint32_t  head;   /* its highest token                        */
    uint32_t  record; /* first key record of the folded text      */
} names_match;

/* A stretch of tokens that names a country or something in one. */
typedef struct {
    dul_range tokens;
    uint32_t  head;
    char      code[4];
    bool      adjective; /* "Kazakh"; also the people            */
    bool      country;   /* the country itself, not a town in it */
    bool      capital;   /* the seat of its government           */
} names_nation;

enum {
    NAMES_PERSON_NAME = 1 << 0, /* a person's own name                                    */
    NAMES_NAMED       = 1 << 1, /* stands in a dictionary of names                        */
    NAMES_AGENT       = 1 << 2, /* a role noun                                            */
    NAMES_NATION      = 1 << 3, /* a country, a town, a people                            */
    NAMES_UNKNOWN     = 1 << 4, /* a proper noun of which nothing is known                */
    NAMES_LOOSE       = 1 << 5, /* a common noun that only borrows a country              */
    NAMES_OVER        = 1 << 6, /* out of office on the day                               */
};

/* A person's name in a report without small letters. */
typedef struct {
    dul_range tokens;
    uint32_t  head; /* the first of its tokens that hangs on a word outside */
} names_person;

#define NAMES_EXTRA_MAX 3

/* What a nominal means, composed from itself and what hangs on it. */
typedef struct {
    bool        done;
    char        country[4];
    char        sectors[13];
    char        extra[NAMES_EXTRA_MAX][4]; /* further countries: "the Turkish and Greek sides" */
    uint8_t     n_extra;
    uint8_t     kind, type; /* dul_kind, dul_entity_type                                       */
    uint8_t     how;        /* NAMES_                                                          */
    uint16_t    flags;      /* DUL_ACTOR_ of the entry                                         */
    uint32_t    actor;      /* entry, or DUL_NONE                                              */
    uint32_t    via;        /* the token whose meaning a part takes over, or DUL_NONE          */
    char        origin[4];  /* of an ethnic group: the country it is called after, when no other is found */
    uint32_t    title;      /* agent entry of the person's title, or DUL_NONE                  */
    const char *rule;
} names_comp;

typedef struct {
    const dul_actors    *actors;
    const dul_countries *countries;
    const dul_job       *job;
    const dul_text      *text;
    const dul_tree      *tree;
    const dul_places    *places;
    bool                 brussels; /* stands for the European Union: the report names it, and not Belgium */
    bool                 small;    /* the report is written without capitals               */
    names_match         *match;
    uint32_t             n_matches;
    size_t               match_capacity;
    names_nation        *nation;
    uint32_t             n_nations;
    uint32_t            *match_of;  /* [n_tokens] or DUL_NONE                            */
    uint32_t            *nation_of; /* [n_tokens] or DUL_NONE                            */
    uint32_t            *stray_of;  /* [n_tokens] the head that a modifier belongs to which the parser hung beside it, or DUL_NONE */
    bool                 loud;      /* the report is written in capitals                 */
    names_person        *person;
    uint32_t             n_persons;
    uint32_t            *person_of; /* [n_tokens] or DUL_NONE                            */
    names_comp          *comp;      /* [n_tokens]                                        */
} names_work;

/* names_scan.c: fill match and nation. */
dulati_result dul_names_scan(names_work *work);
bool          dul_names_capital(const names_work *work, uint32_t token); /* does the token begin with a capital? */
bool          dul_names_word_in(dul_str lower, const char *list);        /* is it one of the words of the list, parted by blanks? */

dulati_result dul_names_add_match(names_work *work, dul_range tokens, uint32_t record);

/* acronym.c: give the acronyms of names that the report spells out these names' entries. */
dulati_result dul_names_acronyms(names_work *work);

/* The modifier of head that strayed (stray_of) and ends before the token left: its highest token and its first; DUL_NONE when there is none. */
uint32_t dul_names_stray_before(const names_work *work, uint32_t left, uint32_t head, uint32_t *first);

/* May the key record stand for these tokens, as they are written? */
bool dul_names_use_fits(const names_work *work, const dul_actor_key *record, dul_range tokens);

/* persons.c: fill person, where the report is loud. */
dulati_result dul_names_persons(names_work *work);

/* compose.c: the meaning of a nominal, made once. */
const names_comp *dul_names_compose(names_work *work, uint32_t head);
bool              dul_names_acting(const names_work *work, uint32_t head); /* an argument that can act, not a place of something */

/* The token of the same entry that hangs outside it: what the relation of the whole is read from. */
uint32_t dul_names_top(const names_work *work, uint32_t token);

/* "country", "nation", "kingdom": the word for a country, in either number. */
bool dul_names_is_land(const names_work *work, uint32_t token);

/* infer.c: the country of a mention whose phrase gives none; never NULL, empty when nothing tells it. sentence_country holds, for each sentence, the one country
 * that it speaks of (dul_names_sentence_countries fills it), story that of the story, or they are empty. */
const char *dul_names_country_inferred(const names_work *work, const dul_mention *mention, char (*sentence_country)[4], char story[4]);
void        dul_names_sentence_countries(const names_work *work, const dul_mentions *mentions, char (*out)[4]);

/* coref.c: link mentions, hand names and codes along, infer countries. comp_of[i] is the meaning of mention i. */
dulati_result dul_names_coref(names_work *work, dul_mentions *mentions);

#endif
