/* annotations.c -- a document as one line of JSON: what `dulati annotate` gives. The fields and their order are a contract with users' scripts. */
#include "out/formats.h"

static void annotations_open(dul_writer *writer, const char *name)
{
    dul_write_key(writer, name);
    dul_write_char(writer, '[');
}

/* {"start": 1, "end": 2 -- the caller goes on, or closes it */
static void annotations_span(dul_writer *writer, size_t index, dulati_span span)
{
    dul_write_text(writer, index > 0 ? ", {\"start\": " : "{\"start\": ");
    dul_write_int(writer, span.start);
    dul_write_key(writer, "end");
    dul_write_int(writer, span.end);
}

static void annotations_field(dul_writer *writer, const char *key, const char *text)
{
    dul_write_key(writer, key);
    dul_write_json_text(writer, text);
}

static void annotations_tokens(dul_writer *writer, const dulati_document *d)
{
    annotations_open(writer, "tokens");
    for (size_t i = 0; i < d->n_tokens; i++) {
        const dulati_token *token = &d->token[i];
        annotations_span(writer, i, token->span);
        dul_write_key(writer, "sentence");
        dul_write_int(writer, token->sentence);
        annotations_field(writer, "form", token->form);
        annotations_field(writer, "lemma", token->lemma);
        annotations_field(writer, "upos", token->upos);
        annotations_field(writer, "xpos", token->xpos);
        annotations_field(writer, "feats", token->feats);
        dul_write_key(writer, "head");
        if (token->head == DULATI_ROOT)
            dul_write_text(writer, "null");
        else
            dul_write_int(writer, token->head);
        annotations_field(writer, "deprel", token->deprel);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
}

static void annotations_found(dul_writer *writer, const dulati_document *d)
{
    annotations_open(writer, "entities");
    for (size_t i = 0; i < d->n_entities; i++) {
        const dulati_entity *entity = &d->entity[i];
        annotations_span(writer, i, entity->span);
        annotations_field(writer, "text", entity->text);
        annotations_field(writer, "type", entity->type);
        dul_write_key(writer, "codes");
        dul_write_codes(writer, entity->codes, entity->n_codes);
        dul_write_key(writer, "coref");
        if (entity->coref < 0)
            dul_write_text(writer, "null");
        else
            dul_write_int(writer, entity->coref);
        annotations_field(writer, "name", entity->name);
        annotations_field(writer, "kind", entity->kind);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
    annotations_open(writer, "times");
    for (size_t i = 0; i < d->n_times; i++) {
        dul_write_text(writer, i > 0 ? ", {" : "{");
        dul_write_time(writer, &d->time[i]);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
    annotations_open(writer, "places");
    for (size_t i = 0; i < d->n_places; i++) {
        dul_write_text(writer, i > 0 ? ", {" : "{");
        dul_write_place(writer, &d->place[i]);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
}

static void annotations_attributions(dul_writer *writer, const dulati_document *d)
{
    annotations_open(writer, "attributions");
    for (size_t i = 0; i < d->n_attributions; i++) {
        const dulati_attribution *a = &d->attribution[i];
        dul_write_text(writer, i > 0 ? ", {\"source\": " : "{\"source\": ");
        if (a->has_source) {
            annotations_span(writer, 0, a->source);
            dul_write_char(writer, '}');
        } else {
            dul_write_text(writer, "null");
        }
        dul_write_key(writer, "cue");
        if (a->cue.start < a->cue.end) {
            annotations_span(writer, 0, a->cue);
            dul_write_char(writer, '}');
        } else {
            dul_write_text(writer, "null");
        }
        dul_write_key(writer, "content");
        annotations_span(writer, 0, a->content);
        for (size_t k = 0; k < a->n_parts; k++) {
            dul_write_text(writer, k > 0 ? ", [" : ", \"parts\": [[");
            dul_write_int(writer, a->parts[k].start);
            dul_write_text(writer, ", ");
            dul_write_int(writer, a->parts[k].end);
            dul_write_text(writer, k + 1 < a->n_parts ? "]" : "]]");
        }
        dul_write_text(writer, "}}");
    }
    dul_write_char(writer, ']');
}

static void annotations_events(dul_writer *writer, const dulati_document *d)
{
    annotations_open(writer, "events");
    for (size_t i = 0; i < d->n_events; i++) {
        const dulati_event *event = &d->event[i];
        dul_write_text(writer, i > 0 ? ", {" : "{");
        dul_write_event_head(writer, event);
        dul_write_key(writer, "place");
        if (event->n_places > 0)
            dul_write_int(writer, event->places[0]);
        else
            dul_write_text(writer, "null");
        dul_write_text(writer, ", \"places\": [");
        for (size_t k = 0; k < event->n_places; k++) {
            if (k > 0)
                dul_write_text(writer, ", ");
            dul_write_int(writer, event->places[k]);
        }
        dul_write_char(writer, ']');
        annotations_field(writer, "date_how", event->date_how);
        annotations_field(writer, "place_how", event->place_how);
        dul_write_key(writer, "attribution");
        if (event->attribution < 0)
            dul_write_text(writer, "null");
        else
            dul_write_int(writer, event->attribution);
        dul_write_event_tail(writer, event);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
    if (dulati_document_acled(d) != NULL) {
        dul_write_text(writer, ", \"labels\": {\"acled\": ");
        dul_write_json_text(writer, dulati_document_acled(d));
        dul_write_char(writer, '}');
    }
}

void dul_annotations_write(dul_writer *writer, const dulati_document *d, bool tokens)
{
    dul_write_text(writer, "{\"id\": ");
    dul_write_json_text(writer, d->id);
    annotations_open(writer, "sentences");
    for (size_t i = 0; i < d->n_sentences; i++) {
        annotations_span(writer, i, d->sentence[i].span);
        annotations_field(writer, "kind", d->sentence[i].kind);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
    if (tokens)
        annotations_tokens(writer, d);
    annotations_found(writer, d);
    annotations_attributions(writer, d);
    annotations_events(writer, d);
    dul_write_text(writer, "}\n");
}
