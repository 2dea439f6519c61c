/*
 * attribution.h -- according to whom: source, cue and content of what is said.
 *
 *     The commandant's office also reported that "the extremists are on a looting spree."
 *     source ------------------      cue        content ------------------------------------
 *
 * In      tokens (quotation marks), trees, mentions; dictionaries/speech/cues.txt
 * Out     attributions in text order of their cues; nested ones are items of their own
 * Memory  the document's arena
 * Tests   tests/unit/test_attribution.c, tests/cases/attributions.txt
 */
#ifndef DUL_ATTRIBUTION_H
#define DUL_ATTRIBUTION_H

#include "base/pack.h"
#include "names/mention.h"

typedef struct dul_cues dul_cues;

typedef enum { DUL_SPEECH_SAID, DUL_SPEECH_THOUGHT, DUL_SPEECH_INTENT, DUL_SPEECH_JUDGEMENT, DUL_SPEECH_DOCUMENT } dul_speech_kind;

/* "speech", "thought", "intent", "judgement", "document"; empty for none of them. */
const char *dul_speech_kind_text(dul_speech_kind kind);

/* Read dictionaries/speech/; err names file and line. */
dulati_result dul_cues_open(const dul_pack *pack, const dulati_allocator *allocator, dul_cues **out, dulati_error *err);
void          dul_cues_close(dul_cues *cues);

typedef struct {
    dul_range   source;      /* empty (first == end) when nobody is named                                    */
    uint32_t    source_head; /* head token of the source, or DUL_NONE                                        */
    dul_range   cue;
    uint32_t    cue_head; /* the verb, noun or preposition                                                */
    dul_range   content;  /* from the first to the last token of what is said                             */
    dul_range  *part;     /* [n_parts] its pieces when it is interrupted; n_parts is 0 when it is whole   */
    uint32_t    n_parts;
    int32_t     within; /* the attribution whose content holds this one, or -1                          */
    uint32_t    line;   /* of the entry; 0 for a colon                                                  */
    const char *file;   /* of the entry, or NULL                                                        */
    uint8_t     kind;   /* dul_speech_kind                                                              */
} dul_attribution;

typedef struct {
    uint32_t         n;
    dul_attribution *item;     /* [n]                                                                     */
    int32_t         *of_token; /* [n_tokens] innermost attribution whose content holds the token, or -1   */
} dul_attributions;

dulati_result dul_attribution_find(const dul_cues *cues, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions,
                                   dul_attributions *out);

#endif
