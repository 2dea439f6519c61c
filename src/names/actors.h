/*
 * actors.h -- the actor dictionaries: who is what, and when.
 *
 * dictionaries/actors/ holds three kinds of files, told apart by the beginning of their names: agents*.txt (role nouns: "riot police" COP), leaders*.txt
 * (who held which office, dated), and all others (organisations, agencies, groups, persons: names with a whole code). A README there gives the formats.
 *
 *     riot police              | COP     | group                             agents
 *     CSTO; Collective ...     | IGOMIL  | organisation                      names
 *     Kassym-Jomart Tokayev    | KAZ     | president | 2019-03-20 |          leaders
 *
 * Every entry is found by its folded key (name_key.h). Several entries may share a key: persons of one surname, an organisation before and after a
 * change; the caller chooses by date and context.
 *
 * Memory  the allocator given at open; views look into the pack, which must outlive the dictionaries
 * Typical 4,000 entries, 8,000 keys, a few milliseconds to open
 * Tests   tests/unit/test_actors.c
 */
#ifndef DUL_ACTORS_H
#define DUL_ACTORS_H

#include "base/hash.h"
#include "base/job.h"
#include "base/pack.h"
#include "names/name_key.h"
#include "place/country.h"

typedef enum {
    DUL_ACTOR_AGENT,  /* a role noun; its country comes from elsewhere           */
    DUL_ACTOR_NAME,   /* a name with a code of its own                           */
    DUL_ACTOR_LEADER, /* a person in an office from one day to another           */
} dul_actor_class;

enum {
    DUL_ACTOR_WEAK   = 1 << 0, /* takes the sectors of what it belongs to: "leader" of a union is LAB                         */
    DUL_ACTOR_PART   = 1 << 1, /* a part or number of what follows: "a group of miners"                                       */
    DUL_ACTOR_HINT   = 1 << 2, /* an adjective that gives a sector to the noun it stands before: "military", never a mention  */
    DUL_ACTOR_FORMER = 1 << 3, /* "former", "ousted": makes ELI of an office                                                  */
    DUL_ACTOR_OFFICE = 1 << 4, /* one person at a time holds it in a country: "the president" has a name                      */
    DUL_ACTOR_TITLE  = 1 << 5, /* stands before a person's name: "Mr", "General"                                              */
    DUL_ACTOR_HOME   = 1 << 6, /* its own country counts before the place where it acts: "ambassador to Poland"               */
    DUL_ACTOR_ETHNIC = 1 << 7, /* "ethnic": what follows is a people, CVL                                                     */
    DUL_ACTOR_PLURAL = 1 << 8, /* only in the plural: "forces", not "force"                                                   */
    DUL_ACTOR_OTHER  = 1 << 9, /* "other": of another country than its possessor: "Ruritania's ally"                          */
};

typedef struct {
    dul_str     name;        /* the first spelling                                                        */
    char        country[4];  /* empty for agents                                                          */
    char        sectors[13]; /* "GOVMIL"; empty: none                                                     */
    uint8_t     entry_class; /* dul_actor_class                                                           */
    uint8_t     kind;        /* dul_kind (mention.h)                                                      */
    uint16_t    flags;       /* DUL_ACTOR_                                                                */
    dul_day     from, to;    /* half-open; DUL_DAY_NONE: open at that side                                */
    uint32_t    office;      /* leaders: index of the agent entry of the office; else DUL_NONE            */
    uint32_t    person;      /* index of the first entry with the same name: offices of one person share it */
    const char *rule;        /* "actors/leaders.txt:17"                                                   */
    uint32_t    layer;       /* 0: shipped; else of the user, whose spellings replace the shipped ones    */
    bool        off;         /* switched off by a user                                                    */
} dul_actor;

typedef enum {
    DUL_KEY_ANY,     /* written small in the dictionary: found in any case                              */
    DUL_KEY_CAPITAL, /* a capital in the dictionary: wants one in the text                              */
    DUL_KEY_ACRONYM, /* capitals alone: wants them in the text ("WHO")                                   */
    DUL_KEY_SHORT,   /* a surname: wants a capital, and stands for a person whose full name is another   */
} dul_key_use;

typedef struct {
    dul_str  text;        /* the folded key                                                    */
    uint32_t actor, next; /* index of the entry; next key record of the same text, or DUL_NONE */
    uint8_t  use;         /* dul_key_use                                                       */
} dul_actor_key;

typedef struct dul_actors dul_actors;

/* Read all actor dictionaries of the pack; err names file and line. countries may be NULL: country codes are then checked for their form alone. */
dulati_result dul_actors_open(const dul_pack *pack, const dul_countries *countries, const dulati_allocator *allocator, dul_actors **out, dulati_error *err);
void          dul_actors_close(dul_actors *actors);
size_t        dul_actors_count(const dul_actors *actors);

const dul_actor *dul_actors_get(const dul_actors *actors, uint32_t index);

/* The key records in the order in which they were read, to go through all of them. */
size_t dul_actors_n_keys(const dul_actors *actors);

/* First key record of a folded key, or DUL_NONE; records hang together by next, in the order of the dictionaries. */
uint32_t             dul_actors_find(const dul_actors *actors, dul_str key);
const dul_actor_key *dul_actors_key(const dul_actors *actors, uint32_t record);

/* The most words of any key that begins with that folded word; 0: none does. */
uint32_t dul_actors_words_max(const dul_actors *actors, dul_str first_word);

/* Who held the office (an agent entry with DUL_ACTOR_OFFICE) in the country on the day (DUL_DAY_NONE: last), or DUL_NONE. */
uint32_t dul_actors_holder(const dul_actors *actors, dul_str country, uint32_t office, dul_day day);

/* Another leader of the same country and office, each pair in one direction; DUL_NONE at the end. */
uint32_t dul_actors_next_holder(const dul_actors *actors, uint32_t index);

/* Is the text a code of PLOVER's sectors ("GOV"), of international groups ("IGO")? */
bool dul_sector_known(dul_str code);
bool dul_group_known(dul_str code);

#endif
