/*
 * sift.h -- which triggers are events: candidates, and what is dropped or folded together.
 *
 * "The bombing of the market killed nine": two triggers, one event. "Agreed to hold talks": the talks are what was agreed. "The history of protest": a topic.
 *
 * In      triggers with their frames and rules
 * Out     the same, with parties and standing; those that are no events of their own are marked as dropped, with the reason
 * Tests   tests/unit/test_event.c, tests/cases/events.txt
 */
#ifndef DUL_SIFT_H
#define DUL_SIFT_H

#include "event/scene.h"

#define DUL_TOOLS_MAX 8 /* means of one event */

typedef struct {
    dul_frame    frame;
    dul_match    match;
    dul_standing standing;
    bool         dropped;
    bool         embedded; /* bound by a slot of another rule that speaks of it: "agreed to meet"         */
    dul_parties  actors, recipients;
    bool         told_twice;                   /* its rule came from another trigger, whose demands do not concern it              */
    bool         background;                   /* told only as what another event is about                                */
    bool         lethal;                       /* the rule, or one merged into it, says that somebody dies                    */
    uint32_t     merged;                       /* the candidate that swallowed this one, or DUL_NONE                          */
    uint32_t     tool[DUL_TOOLS_MAX], n_tools; /* means that roles.c found                               */
    const char  *why;                          /* constant text: why it was dropped                                           */
} dul_candidate;

typedef struct {
    dul_scene      scene;
    dul_candidate *item;
    uint32_t       n;
    size_t         capacity;
    uint32_t      *of_token; /* [n_tokens] candidate, or DUL_NONE                                        */
} dul_event_run;

dulati_result dul_sift_run(dul_event_run *run);

/* Two candidates tell one act: from is dropped, and what into lacks comes from it. */
dulati_result dul_sift_merge(dul_event_run *run, dul_candidate *into, dul_candidate *from);

/* roles.c: the parties and means of an attack. */
dulati_result dul_roles_settle(dul_event_run *run, uint32_t index);

/* The token's form as a C string, for the trace. */
const char *dul_sift_form(const dul_event_run *run, uint32_t token, char buffer[48]);

bool dul_sift_lemma_in(const dul_tree *tree, uint32_t token, const char *const *words);

/* "killed", "injured", "arrested", "displaced": what the undergoers of the predicate are counted as; NULL for others. */
const char *dul_sift_count_kind(const dul_tree *tree, uint32_t verb);

/* political.c: does politics concern any of the parties, in an event of this type? Yes where there are none, or where nobody was looked for. */
bool dul_political(const dul_scene *scene, dul_type type, const dul_parties *actors, const dul_parties *recipients);

/* Is the mention one of the parties, by coreference or code? */
bool dul_sift_same_party(const dul_scene *scene, const dul_parties *parties, uint32_t mention);

#endif
