/*
 * scene.h -- what the files of the event stage share: the report as the rules see it, the clause around a trigger, and an event in the making.
 *
 *     "riot police in Taraz fired tear gas at several hundred miners"
 *
 *     frame of "fired"    SUBJ police   OBJ gas   PREP at: miners
 *     rule                fire obj{&crowd_weapon}>instrument at{}?>recipient
 *     roles               actor police, instrument gas, recipient miners
 *
 * Memory  the work's scratch, but for what ends up in dul_events
 */
#ifndef DUL_SCENE_H
#define DUL_SCENE_H

#include "event/event.h"

/* What genre.c knows of the report. */
typedef struct {
    uint32_t list, sym; /* which list of genres.txt, which of its words */
} dul_genre_hit;

typedef struct {
    uint8_t       *armed;     /* [n_sentences] words of arms, armed people and victims, at most 9          */
    uint8_t       *spoken;    /* [n_sentences] words of debate and campaign, at most 9                     */
    dul_genre_hit *hit;       /* in text order                                                             */
    uint32_t      *first_hit; /* [n_sentences + 1]                                                         */
    uint64_t      *holds;     /* [n_sentences] bits of the genres that hold there                          */
    bool          *asked;     /* [n_sentences] holds is known                                              */
    uint64_t       report;    /* bits of the genres of the whole report                                    */
    uint64_t       barred;    /* bits of the genres that a word of the report forbids                      */
} dul_genre;

typedef struct {
    const dul_rules    *rules;
    const dul_job      *job;
    const dul_findings *found;
    const dul_text     *text;
    const dul_tree     *tree;
    uint32_t            n;           /* tokens                                                              */
    uint32_t           *sym;         /* [n] symbol of the lemma, or DUL_SYM_NONE                            */
    const dul_rule    **early;       /* [n] the best rule of the first pass, or NULL                        */
    bool               *timed;       /* [n] the token belongs to a time expression                          */
    uint32_t           *entity_head; /* [n_entities] head token of the first full mention of a coref number */
    uint32_t            n_entities;
    /* Symbols and sets that the engine itself asks for; DUL_NONE when no dictionary has them. */
    uint32_t  s_to, s_by, s_of, s_with;
    uint32_t  set_light, set_light_on, set_occur, set_weapon, set_collective, set_armed, set_spoken, set_building, set_undergone;
    dul_genre genre;
} dul_scene;

/* ---- scene.c ------------------------------------------------------------------------------------------------------------------- */

dulati_result dul_scene_make(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_scene *out);

/* ---- frame.c: the clause around a trigger -------------------------------------------------------------------------------------- */

typedef enum { DUL_ARG_SUBJ, DUL_ARG_OBJ, DUL_ARG_PREP, DUL_ARG_INF, DUL_ARG_THAT, DUL_ARG_ING, DUL_ARG_MOD, DUL_ARG_POSS, DUL_ARG_COMP } dul_arg_kind;

typedef struct {
    uint8_t  kind;
    bool     shared; /* from the light verb, the object's own prepositions, a coordinated clause            */
    uint32_t prep;   /* symbol                                                                              */
    uint32_t token;
} dul_arg;

#define DUL_ARGS_MAX 40

typedef enum { DUL_TIE_NONE, DUL_TIE_LIGHT, DUL_TIE_OCCUR } dul_tie;

typedef struct {
    uint32_t trigger;
    uint8_t class;
    bool     passive;
    uint32_t governor; /* the light or eventive verb of a noun trigger, or DUL_NONE                         */
    dul_tie  tie;
    dul_arg  arg[DUL_ARGS_MAX];
    uint32_t n_args;
} dul_frame;

void dul_frame_make(const dul_scene *scene, uint32_t trigger, dul_class class, dul_frame *out);

/* The token that acts as subject of a predicate, through control, coordination and relative clauses; DUL_NONE when nobody is named. */
uint32_t dul_frame_subject(const dul_scene *scene, uint32_t verb);

bool dul_frame_passive(const dul_scene *scene, uint32_t verb);

/* Is a verb that the tree takes for an attribute rather the predicate: "Serbia eased emergency measures", read as a noun phrase? */
bool dul_frame_misread(const dul_scene *scene, uint32_t verb);

/* Is the token that word, by its lemma or as it is written ("peacekeeping", whose lemma may be "peacekeep")? */
bool dul_scene_word_is(const dul_scene *scene, uint32_t token, uint32_t sym);

/* Do these words stand right before the token, hyphens aside? "counter-terror" as one written word counts as two. */
bool dul_scene_words_before(const dul_scene *scene, uint32_t token, const uint32_t *words, uint32_t n);

/* Is the lemma's symbol a head word (of one word) of that set, or the token the head of one of its phrases? */
bool dul_scene_in_set(const dul_scene *scene, uint32_t set, uint32_t token);

/* "dozens of protesters", "a wave of attacks": the noun that a counting or collecting noun is about, else the token itself. */
uint32_t dul_scene_content(const dul_scene *scene, uint32_t token);

/* The mention whose head the token is, or DUL_NONE. */
static inline uint32_t dul_scene_mention(const dul_scene *scene, uint32_t token)
{
    const dul_mentions *m = scene->found->mentions;
    return m == NULL || m->of_head == NULL ? DUL_NONE : m->of_head[token];
}

/* "We have arrested five", inside what somebody says: the head token of the one who says it; DUL_NONE for other words and where nobody is named. */
static inline uint32_t dul_scene_speaker(const dul_scene *scene, uint32_t token)
{
    const dul_attributions *said = scene->found->attributions;
    if (scene->tree->upos[token] != DUL_UPOS_PRON || said == NULL || said->of_token == NULL || said->of_token[token] < 0 ||
        !(dul_tree_lemma_is(scene->tree, token, "we") || dul_tree_lemma_is(scene->tree, token, "I")))
        return DUL_NONE;
    return said->item[said->of_token[token]].source_head;
}

/* ---- match.c: rules against frames --------------------------------------------------------------------------------------------- */

#define DUL_BINDINGS_MAX 24

typedef struct {
    uint32_t token;
    uint8_t  role;
    bool     firm;  /* the slot had to be there                                                             */
    bool     theme; /* an object that the rule asks for by its words: what it is about, rather than a party */
} dul_binding;

typedef struct {
    const dul_rule *rule;
    dul_binding     bind[DUL_BINDINGS_MAX];
    uint32_t        n_bind;
    uint32_t        particle; /* the token of the word after the +, or DUL_NONE                             */
} dul_match;

/* Does a part fit the slot: itself, what it counts ("dozens of protesters"), what it is coordinated with, or whom the pronoun means? */
bool dul_match_token(const dul_scene *scene, const dul_slot *slot, uint32_t token);

/* The heaviest rule that fits the frame; false when none does. late: also rules that ask for other triggers. */
bool dul_match_find(const dul_scene *scene, const dul_frame *frame, bool late, dul_match *out);

/* Is its code that of a country or an organisation alone, without sector? */
bool dul_match_is_state(const dul_mention *mention);

/* Does the token, or what it stands for (what it counts, is coordinated with, or refers to), fit an item of the set? */
bool dul_match_in_set(const dul_scene *scene, uint32_t set, uint32_t token);

/* The event rule at a token, a light verb's object, or the noun behind a collective; NULL when there is none. */
const dul_rule *dul_match_event_at(const dul_scene *scene, uint32_t token);

/* ---- status.c ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    dul_status  status;
    uint32_t    deontic; /* the verb under should or must, or DUL_NONE                                      */
    bool        attempt;
    bool        refused; /* "will not", "would not"                                                         */
    uint32_t    told;    /* the verb of saying under which a future clause stands, or DUL_NONE              */
    bool        modal;   /* "would not", "may not", "must not": no report of what was not done               */
    bool        failed;  /* "failed to": an omission where one was expected to act                          */
    const char *why;     /* constant text for the trace                                                     */
} dul_standing;

dul_standing dul_status_find(const dul_scene *scene, const dul_frame *frame);

/* ---- parties.c ----------------------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_party *item;
    uint32_t   n, capacity;
} dul_parties;

/* Add the party at a token and those coordinated with it; false when memory ran out. */
bool dul_parties_add(const dul_scene *scene, dul_parties *parties, uint32_t token);

/* Is one of the parties a person who is named? */
bool dul_parties_named(const dul_scene *scene, const dul_parties *parties);

/* Has one of the parties a code? */
bool dul_parties_coded(const dul_scene *scene, const dul_parties *parties);

/* ---- quantity.c ---------------------------------------------------------------------------------------------------------------- */

/* The quantity of a nominal ("at least 12 soldiers", "two of whom"); false when it names none. */
bool dul_quantity_of(const dul_scene *scene, uint32_t token, dul_quantity *out);

/* ---- setting.c: when and where ------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_day  story_first, story_last; /* the running date of the narration */
    uint32_t story_place;             /* place index of the last clause that had one, or DUL_NONE */
    uint32_t story_sentence;          /* the sentence of that clause                              */
} dul_story;

void          dul_setting_date(const dul_scene *scene, const dul_frame *frame, const dul_story *story, dul_event *event);
dulati_result dul_setting_place(const dul_scene *scene, const dul_frame *frame, const dul_story *story, dul_event *event);

/* ---- acled.c ------------------------------------------------------------------------------------------------------------------- */

/* Name the ACLED sub-event of every event, and the kind of the report. */
dulati_result dul_acled_find(const dul_scene *scene, dul_events *events);

/* ---- cluster.c ----------------------------------------------------------------------------------------------------------------- */

dulati_result dul_cluster_find(const dul_scene *scene, dul_events *events);

#endif
