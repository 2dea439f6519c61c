/*
 * speech.h -- what the files of this stage share: a report on its way, contents as sets of ranges, and the questions asked of trees and quotations.
 *
 * Only the files of src/speech include it.
 */
#ifndef DUL_SPEECH_H
#define DUL_SPEECH_H

#include "speech/attribution.h"
#include "speech/cues.h"
#include "speech/quotation.h"

#define SPEECH_PARTS    8 /* pieces of one content; a quotation that is interrupted more often is closed up     */
#define SPEECH_CLIMB    8 /* steps from a participle to the clause that has its subject                         */
#define SPEECH_HEADLINE 8 /* tokens before the colon of "Minister: talks failed"                                */

#define BIT(rel) DUL_REL_BIT(DUL_REL_##rel)

#define SPEECH_SUBJECTS (BIT(NSUBJ) | BIT(NSUBJ_OUTER) | BIT(NSUBJ_PASS) | BIT(CSUBJ))

typedef struct {
    dul_range part[SPEECH_PARTS]; /* in text order, apart from each other */
    uint32_t  n;
} speech_set;

typedef struct {
    dul_range   source;
    uint32_t    source_head;
    dul_range   cue;
    uint32_t    cue_head;
    speech_set  content;
    uint32_t    line;
    const char *file;
    uint8_t     kind;
    const char *how;    /* the construction, for the trace */
    bool        told;   /* a verb of saying with a clause or a quotation */
    uint32_t    beside; /* the cue that this one is coordinated with although it hangs in its content, or DUL_NONE */
    bool        quotes; /* the content ends in a quotation: quoted sentences that follow are its continuation */
} speech_item;

typedef struct {
    const dul_cues     *cues;
    const dul_job      *job;
    const dul_text     *text;
    const dul_tree     *tree;
    const dul_mentions *mentions;
    dul_quotations      quotations;
    speech_item        *item;
    uint32_t            n;
    size_t              capacity;
} speech;

/* ---- clause.c --------------------------------------------------------------------------------------------------------------------------- */

bool      dul_speech_is_form(const speech *s, uint32_t token, const char *lower);
bool      dul_speech_is_comma(const speech *s, uint32_t token);
bool      dul_speech_is_nominal(const speech *s, uint32_t token);
dul_range dul_speech_sentence(const speech *s, uint32_t token);
dul_range dul_speech_subtree(const speech *s, uint32_t token);
bool      dul_speech_has_form(const speech *s, uint32_t token, dul_rel rel, const char *lower);
/* Is the clause an infinitive with "to"? */
bool dul_speech_is_infinitive(const speech *s, uint32_t token);
bool dul_speech_is_gerund(const speech *s, uint32_t token);
bool dul_speech_is_passive(const speech *s, uint32_t token);
/* The dictionary's chain for a token. A verb that the lemmatiser has not met may come with an "e" too few or too many ("conced", "toute", "slamme"). */
uint32_t dul_speech_lookup(const speech *s, uint32_t token);
bool     dul_speech_has_frame(const speech *s, uint32_t token, dul_cue_class word_class, uint16_t frames);
/* Does a noun name something that speaks for its author: "statement", "letter", "report"? */
bool dul_speech_is_document(const speech *s, uint32_t token);
/* Which entry of a word's chain stands here? */
const dul_cue *dul_speech_match(const speech *s, uint32_t token, dul_cue_class word_class, uint32_t *oblique, uint32_t *small);
/* Is there a break between clauses before a token: a comma, a dash, the end of a quotation? */
bool dul_speech_is_break(const speech *s, uint32_t token);

/* ---- content.c -------------------------------------------------------------------------------------------------------------------------- */

bool dul_speech_holds(const speech_set *set, uint32_t token);
/* Add a range, merging it with what it touches. */
void dul_speech_add(speech_set *set, dul_range range);
/* Take a range out. */
void      dul_speech_cut(speech_set *set, dul_range range);
dul_range dul_speech_trim(const speech *s, dul_range range);
/* Let the pieces begin and end at words, and with quotations whole; hull is the reporting clause, which they must not enter. A cue that is quoted itself cannot
 * claim the quotation that it stands in. */
void dul_speech_repair(speech *s, speech_set *set, dul_range hull, uint32_t cue_head, int32_t owner);
/* Where is the quotation that opens behind a token, past a comma, colon or "that"? */
uint32_t dul_speech_quote_after(const speech *s, uint32_t token);
/* Which quotation ends before a token, past a comma? */
uint32_t dul_speech_quote_before(const speech *s, uint32_t token);
/* A run and the open paragraphs before it that it carries on. */
void      dul_speech_add_run(speech *s, speech_set *set, uint32_t at, int32_t owner);
dul_range dul_speech_join(dul_range a, dul_range b);

/* ---- source.c --------------------------------------------------------------------------------------------------------------------------- */

/* "Thursday", "today", and what else stands between a name and its verb without belonging to the name. */
bool dul_speech_is_day(const speech *s, uint32_t token);
bool dul_speech_is_named(const speech *s, uint32_t token);
/* The subject's whole phrase, with apposition and relative clause, but never the cue itself. */
dul_range dul_speech_phrase(const speech *s, uint32_t head, uint32_t cue);
bool      dul_speech_is_dummy(const speech *s, uint32_t token);
/* By whom, in the passive; some parses call the agent a plain oblique. */
uint32_t dul_speech_agent(const speech *s, uint32_t verb);
/* "The mayor said the bridge was closed and added ...": the second verb of saying may hang on the content of the first, but bridges add nothing. The first verb
 * of saying, or DUL_NONE when the tree may be right. */
uint32_t dul_speech_matrix(const speech *s, uint32_t verb);
/* Head of the source of a verb, or DUL_NONE. *lender is the verb whose subject it is. */
uint32_t dul_speech_source(const speech *s, uint32_t verb, uint32_t *lender);
/* A name right beside the cue, when the tree shows no subject: "said Foo", "Foo said". */
uint32_t dul_speech_neighbour(const speech *s, dul_range cue, bool right);
/* The verb with what is written before it: "has also said", "did not confirm"; with chain also the verbs that lead to it: "refused to say". */
dul_range dul_speech_cue_range(const speech *s, uint32_t verb, bool chain);
/* The noun phrase beside a cue that punctuation makes its subject, whatever the tree says: [content], NP said; [content], said NP. */
uint32_t dul_speech_flat_source(const speech *s, dul_range cue, bool inverted);

/* ---- reporting.c ------------------------------------------------------------------------------------------------------------------------ */

dulati_result dul_speech_verb(speech *s, uint32_t verb);

/* ---- other_cue.c ------------------------------------------------------------------------------------------------------------------------ */

/* "according to X": the source follows, the content is the clause around it. */
dulati_result dul_speech_according(speech *s, uint32_t token, uint32_t end, const dul_cue *cue);
/* "reportedly": nobody is named, the content is the clause. */
dulati_result dul_speech_adverb(speech *s, uint32_t token);
/* "the minister's claim that ...", "a promise to ...", "criticism of ...". */
dulati_result dul_speech_noun(speech *s, uint32_t noun, dul_cue_class word_class);
/* "Minister: talks failed", a headline or the label of a transcript. */
dulati_result dul_speech_colon(speech *s, uint32_t colon);

/* ---- attribution.c ---------------------------------------------------------------------------------------------------------------------- */

dulati_result dul_speech_push(speech *s, const speech_item *item);

#endif
