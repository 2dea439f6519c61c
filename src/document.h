/*
 * document.h -- the result of one report, as the public functions show it: everything in one arena, spans in code points.
 */
#ifndef DUL_DOCUMENT_H
#define DUL_DOCUMENT_H

#include "base/memory.h"
#include "event/event.h"

struct dulati_document {
    dul_arena           arena;
    const char         *id, *date; /* NULL when unknown */
    const char         *text;      /* a copy of the report's text, text_len bytes */
    size_t              text_len;
    dulati_sentence    *sentence;
    dulati_token       *token;
    dulati_entity      *entity;
    dulati_time        *time;
    dulati_place       *place;
    dulati_attribution *attribution;
    dulati_event       *event;
    dulati_mention     *mention;
    const char         *acled; /* the kind of the report, or NULL */
    size_t              n_sentences, n_tokens, n_entities, n_times, n_places, n_attributions, n_events, n_mentions;
};

/* Copy what the stages found into the public structs. Everything but text and tree may be NULL. */
dulati_result dul_document_publish(dulati_document *document, const dul_job *job, const dul_findings *found, const dul_events *events);

#endif
