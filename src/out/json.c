/* json.c -- what the JSON formats share: keys, parties, the head and the tail of an event. */
#include "out/formats.h"

void dul_write_key(dul_writer *writer, const char *key)
{
    dul_write_text(writer, ", \"");
    dul_write_text(writer, key);
    dul_write_text(writer, "\": ");
}

void dul_write_codes(dul_writer *writer, const char *const *codes, size_t n)
{
    dul_write_char(writer, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            dul_write_text(writer, ", ");
        dul_write_json_text(writer, codes[i]);
    }
    dul_write_char(writer, ']');
}

static void json_span(dul_writer *writer, dulati_span span)
{
    dul_write_text(writer, "{\"start\": ");
    dul_write_int(writer, span.start);
    dul_write_key(writer, "end");
    dul_write_int(writer, span.end);
}

void dul_write_parties(dul_writer *writer, const dulati_party *party, size_t n)
{
    dul_write_char(writer, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            dul_write_text(writer, ", ");
        json_span(writer, party[i].span);
        dul_write_key(writer, "text");
        dul_write_json_text(writer, party[i].text);
        dul_write_key(writer, "name");
        dul_write_json_text(writer, party[i].name);
        dul_write_key(writer, "codes");
        dul_write_codes(writer, party[i].codes, party[i].n_codes);
        dul_write_key(writer, "kind");
        dul_write_json_text(writer, party[i].kind);
        if (party[i].inferred) {
            dul_write_key(writer, "inferred");
            dul_write_text(writer, "true");
        }
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
}

void dul_write_event_head(dul_writer *writer, const dulati_event *event)
{
    dul_write_text(writer, "\"id\": ");
    dul_write_json_text(writer, event->id);
    dul_write_key(writer, "sentence");
    dul_write_int(writer, event->sentence);
    dul_write_key(writer, "start");
    dul_write_int(writer, event->span.start);
    dul_write_key(writer, "end");
    dul_write_int(writer, event->span.end);
    dul_write_key(writer, "trigger");
    dul_write_json_text(writer, event->trigger);
    dul_write_key(writer, "type");
    dul_write_json_text(writer, event->type);
    dul_write_key(writer, "mode");
    dul_write_json_text(writer, event->mode);
    dul_write_key(writer, "context");
    dul_write_codes(writer, event->contexts, event->n_contexts);
    dul_write_key(writer, "cameo");
    dul_write_json_text(writer, event->cameo);
    dul_write_key(writer, "quad");
    dul_write_json_text(writer, event->quad);
    dul_write_key(writer, "score");
    dul_write_decimal(writer, event->score, 1);
    dul_write_key(writer, "status");
    dul_write_json_text(writer, event->status);
    dul_write_key(writer, "actors");
    dul_write_parties(writer, event->actors, event->n_actors);
    dul_write_key(writer, "recipients");
    dul_write_parties(writer, event->recipients, event->n_recipients);
    dul_write_key(writer, "date");
    if (event->has_date) {
        dul_write_text(writer, "{\"start\": ");
        dul_write_json_text(writer, event->date_start);
        dul_write_key(writer, "end");
        dul_write_json_text(writer, event->date_end);
        dul_write_char(writer, '}');
    } else {
        dul_write_text(writer, "null");
    }
}

void dul_write_event_tail(dul_writer *writer, const dulati_event *event)
{
    dul_write_key(writer, "quantities");
    dul_write_char(writer, '[');
    for (size_t i = 0; i < event->n_quantities; i++) {
        const dulati_quantity *quantity = &event->quantities[i];
        dul_write_text(writer, i > 0 ? ", {\"kind\": " : "{\"kind\": ");
        dul_write_json_text(writer, quantity->kind);
        dul_write_key(writer, "min");
        dul_write_int(writer, quantity->min);
        dul_write_key(writer, "max");
        if (quantity->max < 0)
            dul_write_text(writer, "null");
        else
            dul_write_int(writer, quantity->max);
        dul_write_key(writer, "text");
        dul_write_json_text(writer, quantity->text);
        dul_write_char(writer, '}');
    }
    dul_write_text(writer, "], \"instruments\": [");
    for (size_t i = 0; i < event->n_instruments; i++) {
        if (i > 0)
            dul_write_text(writer, ", ");
        json_span(writer, event->instruments[i].span);
        dul_write_key(writer, "text");
        dul_write_json_text(writer, event->instruments[i].text);
        dul_write_char(writer, '}');
    }
    dul_write_text(writer, event->lethal ? "], \"lethal\": true" : "], \"lethal\": false");
    dul_write_text(writer, event->omission ? ", \"omission\": true" : ", \"omission\": false");
    dul_write_key(writer, "acled");
    dul_write_json_text(writer, event->acled);
    dul_write_key(writer, "cluster");
    if (event->cluster < 0)
        dul_write_text(writer, "null");
    else
        dul_write_int(writer, event->cluster);
    dul_write_key(writer, "rule");
    dul_write_json_text(writer, event->rule);
}
