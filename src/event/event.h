/*
 * event.h -- clauses become events: who did what to whom, where, when, how many, and whether it really happened.
 *
 * In      everything that the earlier stages found; the rules
 * Out     events in text order of their triggers; events of the report that are the same event share a cluster
 * Memory  the document's arena
 * Source  types, modes, contexts, scores: the PLOVER manual (CC BY-SA 4.0); codes: CAMEO by way of PLOVER's crosswalk
 * Tests   tests/unit/test_event.c, tests/cases/events*.txt
 */
#ifndef DUL_EVENT_H
#define DUL_EVENT_H

#include "event/rules.h"
#include "names/mention.h"
#include "names/phrase_type.h"
#include "place/toponym.h"
#include "speech/attribution.h"
#include "time/timex.h"

typedef enum { DUL_STATUS_ACTUAL, DUL_STATUS_HISTORICAL, DUL_STATUS_FUTURE, DUL_STATUS_HYPOTHETICAL, DUL_STATUS_NEGATED } dul_status;

typedef struct {
    uint32_t  head; /* head token of the phrase                                                          */
    dul_range tokens;
    uint32_t  mention;  /* index, or DUL_NONE for a phrase that names stage did not take for an actor        */
    bool      inferred; /* the clause names nobody; taken from the report                                   */
} dul_party;

typedef struct {
    const char *kind;     /* "participants" "killed" "injured" "arrested" "displaced" "other"               */
    int64_t     min, max; /* max -1: open                                                                   */
    dul_range   tokens;
} dul_quantity;

typedef enum { DUL_HOW_NONE, DUL_HOW_CLAUSE, DUL_HOW_SENTENCE, DUL_HOW_STORY, DUL_HOW_PUBLICATION } dul_how;

typedef struct {
    uint32_t           sentence;
    dul_range          trigger; /* tokens                                                              */
    uint32_t           trigger_head;
    dul_type           type_number;
    const char        *type, *mode; /* mode may be NULL                                                    */
    const char *const *contexts;
    uint32_t           n_contexts;
    const char        *cameo; /* may be NULL                                                         */
    const char        *quad;
    double             score;
    dul_status         status;
    dul_party         *actors, *recipients;
    uint32_t           n_actors, n_recipients;
    dul_day            first, last; /* inclusive, or DUL_DAY_NONE                                          */
    dul_how            date_how;
    uint32_t          *places; /* indices into the report's places, the nearest first                 */
    uint32_t           n_places;
    dul_how            place_how;
    int32_t            attribution; /* index, or -1                                                        */
    dul_quantity      *quantities;
    uint32_t           n_quantities;
    dul_range         *instruments;
    uint32_t           n_instruments;
    bool               lethal, omission;
    const char        *acled; /* may be NULL                                                         */
    int32_t            cluster;
    const char        *rule; /* "events/assault.txt:17"                                             */
} dul_event;

typedef struct {
    uint32_t    n;
    dul_event  *item;  /* [n] */
    const char *acled; /* the kind of the report, a code of acled.txt; NULL without that file */
} dul_events;

/* What earlier stages found, as the event stage sees it. */
typedef struct {
    const dul_text         *text;
    const dul_tree         *tree;
    const dul_timexes      *times;
    const dul_places       *places;
    const dul_mentions     *mentions;
    const dul_attributions *attributions;
    const dul_phrases      *phrases;
} dul_findings;

dulati_result dul_event_find(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_events *out);

const char *dul_status_text(dul_status status);

#endif
