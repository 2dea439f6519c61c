/*
 * rules.h -- the event rules, compiled: from dictionaries/events/ to what the matcher runs.
 *
 * A rule is written once, in the active voice; docs/dictionaries.md describes the language for a political scientist. Here every word has become a number
 * (a symbol), every set of words a sorted run of items, every entry one rule for each of its head words, and rules hang in lists by head word, so that the
 * cost of a report grows with the triggers in it and not with the number of rules.
 *
 * Memory  one arena of the rules; constant once open, shared by all threads
 * Tests   tests/unit/test_rules.c, tests/fuzz/fuzz_rules.c
 */
#ifndef DUL_RULES_H
#define DUL_RULES_H

#include "base/hash.h"
#include "base/pack.h"

#define DUL_PREPS_MAX 10 /* prepositions of one slot     */
#define DUL_SYM_NONE  DUL_NONE

#define DUL_GENRE_WORDS_MAX 12 /* different words of a genre that are counted */

typedef enum { DUL_CLASS_VERB, DUL_CLASS_NOUN, DUL_CLASS_ADJ, DUL_N_CLASS } dul_class;

typedef enum {
    DUL_ITEM_WORDS, /* a lemma, with lemmas before it                  */
    DUL_ITEM_CODE,  /* a sector or country: COP, KAZ                   */
    DUL_ITEM_ACTOR, /* :actor                                          */
    DUL_ITEM_KIND,  /* :person ...; value is a dul_kind                */
    DUL_ITEM_PLACE, /* :place                                          */
    DUL_ITEM_COUNTRY,
    DUL_ITEM_NUMBER,
    DUL_ITEM_EVENT, /* @TYPE.mode; value is the type or DUL_N_TYPE     */
} dul_item_kind;

typedef struct {
    uint8_t     kind;
    uint8_t     value;
    uint8_t     n_before;
    bool        after;  /* the other words stand after the head: "memorandum of understanding" */
    uint32_t    head;   /* symbol                                        */
    uint32_t   *before; /* [n_before] symbols of the other words, in text order */
    const char *text;   /* the code, or the mode                         */
} dul_item;

/* Items of words come first, sorted by head; n_words of them. */
typedef struct {
    dul_str   name;
    dul_item *item;
    uint32_t  n, n_words;
} dul_set;

typedef enum {
    DUL_SLOT_SUBJ,
    DUL_SLOT_OBJ,
    DUL_SLOT_PREP,
    DUL_SLOT_INF,
    DUL_SLOT_THAT,
    DUL_SLOT_ING,
    DUL_SLOT_MOD,
    DUL_SLOT_NEAR,
} dul_slot_kind;

typedef enum { DUL_ROLE_NONE, DUL_ROLE_ACTOR, DUL_ROLE_RECIPIENT, DUL_ROLE_INSTRUMENT, DUL_ROLE_PLACE } dul_role;

typedef struct {
    uint8_t     kind, role, n_preps;
    bool        negated, optional, own; /* own: the entry wrote its role             */
    uint32_t    prep[DUL_PREPS_MAX];
    uint32_t   *set; /* [n_sets] indices; none: the part need only be there      */
    uint32_t    n_sets;
    const char *text; /* as written, for people                                         */
} dul_slot;

#define DUL_TYPE_LIST(X) \
    X(AGREE)             \
    X(CONSULT)           \
    X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST) X(ACCUSE) X(REJECT) X(THREATEN) X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)

typedef enum {
#define X_(name) DUL_TYPE_##name,
    DUL_TYPE_LIST(X_)
#undef X_
        DUL_N_TYPE
} dul_type;

const char *dul_type_text(dul_type type);

/* A row of types.txt. */
typedef struct {
    dul_type    type;
    const char *mode; /* NULL: the type without mode */
    const char *quad, *cameo;
    double      score;
} dul_type_row;

enum {
    DUL_FLAG_INTRANSITIVE    = 1 << 0,
    DUL_FLAG_PATIENT         = 1 << 1,
    DUL_FLAG_MUTUAL          = 1 << 2,
    DUL_FLAG_LETHAL          = 1 << 3,
    DUL_FLAG_OMISSION        = 1 << 4,
    DUL_FLAG_NEEDS_ACTOR     = 1 << 5,
    DUL_FLAG_NEEDS_RECIPIENT = 1 << 6,
    DUL_FLAG_STRONG          = 1 << 7,
    DUL_FLAG_NOTHING         = 1 << 8,  /* => none                                             */
    DUL_FLAG_LATE            = 1 << 9,  /* asks for triggers of other events: second pass      */
    DUL_FLAG_ARMED           = 1 << 10, /* a figure of speech where no arms, armed people or victims are near */
    DUL_FLAG_POLICE          = 1 << 11, /* where nobody is named, the police of the report did it    */
    DUL_FLAG_DUTY            = 1 << 12, /* told as not done, it is an omission                       */
    DUL_FLAG_IDLE            = 1 << 13, /* the entry names the omission itself: "stood by"           */
};

typedef struct {
    uint8_t class;
    uint32_t            head; /* symbol                                                   */
    uint32_t           *word; /* [n_words] nouns: words before; verbs: after the +        */
    uint32_t            n_words;
    const dul_slot     *slot; /* [n_slots]                                                */
    uint32_t            n_slots;
    uint32_t            weight;
    uint32_t            flags;
    const dul_type_row *row;      /* NULL with DUL_FLAG_NOTHING                               */
    const char         *cameo;    /* the entry's own or the row's; may be NULL                */
    const char *const  *contexts; /* [n_contexts]                                             */
    uint32_t            n_contexts;
    const char         *name;  /* "events/assault.txt:17"                                  */
    uint32_t            layer; /* 0: shipped; else of the user, whose entries win ties     */
    bool                off;   /* switched off by an entry of the user                     */
    uint32_t            next;  /* rule of the same head and class, or DUL_NONE             */
} dul_rule;

typedef struct {
    const char *name; /* of the context, the veto or the genre */
    uint32_t    set;
    uint32_t    types; /* bits of dul_type that a veto or genre concerns */
    /* A genre holds where so many different words of it stand; 0: that is not asked. */
    uint32_t in_sentence, in_passage, in_report;
    uint32_t actor, recipient, unless, nowhere; /* sets, or DUL_NONE: parties that spare an event; words against it, in the passage, in the report */
    bool     historical;                        /* the event is kept, as history                                    */
    bool     always, single;                    /* holds everywhere; concerns events with one single recipient      */
} dul_word_list;

/* "&name += items" of a user's dictionary, until the set is read. */
typedef struct {
    dul_str     name, items;
    const char *file;
    uint64_t    line;
    bool        used;
} dul_set_more;

/* acled.txt: the sub-events in the order of the file, which is their rank, and when an event is one. */
typedef struct {
    const char *code, *name; /* "SUIC_BOMB", "Suicide bomb"                              */
    bool        counted;     /* one of ACLED's own; else only a kind of report           */
} dul_subevent;

typedef enum {
    DUL_ACLED_ACTOR,
    DUL_ACLED_RECIPIENT,
    DUL_ACLED_TOOL,
    DUL_ACLED_PART,
    DUL_ACLED_TRIGGER,
    DUL_ACLED_NEAR,
    DUL_ACLED_STORY,
    DUL_N_ACLED
} dul_acled_slot;

typedef struct {
    uint32_t    subevent;
    uint32_t    types; /* bits of dul_type                                          */
    const char *mode;  /* NULL: any                                                 */
    bool        hurt;  /* somebody was killed or injured                            */
    dul_slot   *slot;  /* [n_slots] kind is a dul_acled_slot                        */
    uint32_t    n_slots;
    const char *name; /* "events/acled.txt:17"                                     */
} dul_acled_line;

typedef struct dul_rules {
    dul_arena           arena;
    const dul_lint     *lint;    /* NULL: nobody checks                                        */
    dul_map             symbols; /* normalised lemma -> symbol                                  */
    uint32_t            n_symbols;
    dul_rule           *rule;
    size_t              n_rules, rule_capacity;
    uint32_t           *first; /* [n_symbols * DUL_N_CLASS] rule, or DUL_NONE                 */
    dul_set            *set;
    size_t              n_sets, set_capacity;
    dul_set_more       *more;
    size_t              n_more, more_capacity;
    dul_type_row       *row;
    size_t              n_rows, row_capacity;
    const dul_type_row *future[DUL_N_TYPE];    /* what a future event of the type is, or NULL            */
    const dul_type_row *refused[DUL_N_TYPE];   /* ... one that its actor says will not be ("will not meet") */
    const dul_type_row *announced[DUL_N_TYPE]; /* ... a future one that its own actor announces          */
    dul_word_list      *context, *veto, *genre;
    size_t              n_contexts, context_capacity, n_vetoes, veto_capacity, n_genres, genre_capacity;
    dul_subevent       *subevent;
    dul_acled_line     *acled;
    size_t              n_subevents, subevent_capacity, n_acled, acled_capacity;
    uint64_t           *sets_of; /* [n_symbols * n_set_words] which of these hold the word as a head: contexts, vetoes, genres */
    size_t              n_set_words;
} dul_rules;

/* Read all dictionaries/events/ of the pack; err names file and line of the first fault. */
dulati_result dul_rules_open(const dul_pack *pack, const dulati_allocator *allocator, dul_rules **out, dulati_error *err);
void          dul_rules_close(dul_rules *rules);
size_t        dul_rules_count(const dul_rules *rules);

/* The symbol of a lemma (any case, either spelling), or DUL_SYM_NONE when no dictionary entry has it. */
uint32_t dul_rules_symbol(const dul_rules *rules, dul_str lemma);

/* Does rule a win where both fit? The heavier does, on a tie the user's, then the exception, then the earlier line. */
bool dul_rules_wins(const dul_rules *rules, const dul_rule *a, const dul_rule *b);

/* The set of that name (without &), or DUL_NONE. */
uint32_t dul_rules_set(const dul_rules *rules, const char *name);

/* The row of a type and mode; the type's own row when it has no such mode; NULL when the type has none. */
const dul_type_row *dul_rules_row(const dul_rules *rules, dul_type type, const char *mode);

#endif
