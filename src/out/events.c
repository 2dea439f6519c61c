/*
 * events.c -- events alone, one a line: JSON with everything resolved in place, and CSV for a spreadsheet or R.
 */
#include "out/formats.h"

#include "base/utf8.h"

size_t dul_cursor_byte(dul_cursor *cursor, uint32_t cp)
{
    if (cp < cursor->cp)
        cursor->byte = cursor->cp = 0;
    while (cursor->cp < cp && cursor->byte < cursor->text.len) {
        size_t len;
        dul_utf8_decode(cursor->text, cursor->byte, &len);
        cursor->byte += len;
        cursor->cp++;
    }
    return cursor->byte;
}

dul_str dul_cursor_text(dul_cursor *cursor, dulati_span span)
{
    size_t start = dul_cursor_byte(cursor, span.start);
    return dul_str_slice(cursor->text, start, dul_cursor_byte(cursor, span.end));
}

static dul_str events_sentence(const dulati_document *d, const dulati_event *event, dul_cursor *cursor)
{
    return event->sentence < d->n_sentences ? dul_cursor_text(cursor, d->sentence[event->sentence].span) : (dul_str){0};
}

/* ---- JSON Lines ------------------------------------------------------------------------------------------------------------------ */

static void events_place(dul_writer *writer, const dulati_place *place)
{
    dul_write_text(writer, "{\"text\": ");
    dul_write_json_text(writer, place->text);
    dul_write_key(writer, "name");
    dul_write_json_text(writer, place->name);
    dul_write_key(writer, "lat");
    dul_write_decimal(writer, place->lat, 5);
    dul_write_key(writer, "lon");
    dul_write_decimal(writer, place->lon, 5);
    dul_write_key(writer, "country");
    dul_write_json_text(writer, place->country);
    dul_write_key(writer, "feature");
    dul_write_json_text(writer, place->feature);
    dul_write_key(writer, "geonameid");
    if (place->geonameid < 0)
        dul_write_text(writer, "null");
    else
        dul_write_int(writer, place->geonameid);
    dul_write_key(writer, "confidence");
    dul_write_decimal(writer, place->confidence, 3);
    dul_write_key(writer, "precision");
    dul_write_json_text(writer, place->precision);
    dul_write_char(writer, '}');
}

void dul_events_write_json(dul_writer *writer, const dulati_document *d)
{
    dul_cursor cursor = {.text = {d->text, d->text_len}}, elsewhere = cursor;
    for (size_t i = 0; i < d->n_events; i++) {
        const dulati_event *event = &d->event[i];
        dul_write_text(writer, "{\"doc\": ");
        dul_write_json_text(writer, d->id);
        dul_write_key(writer, "published");
        dul_write_json_text(writer, d->date);
        dul_write_text(writer, ", ");
        dul_write_event_head(writer, event);
        dul_write_key(writer, "date_how");
        dul_write_json_text(writer, event->date_how);
        dul_write_key(writer, "place");
        if (event->n_places > 0)
            events_place(writer, &d->place[event->places[0]]);
        else
            dul_write_text(writer, "null");
        dul_write_text(writer, ", \"places\": [");
        for (size_t k = 0; k < event->n_places; k++) {
            if (k > 0)
                dul_write_text(writer, ", ");
            events_place(writer, &d->place[event->places[k]]);
        }
        dul_write_char(writer, ']');
        dul_write_key(writer, "place_how");
        dul_write_json_text(writer, event->place_how);
        dul_write_key(writer, "attribution");
        if (event->attribution < 0) {
            dul_write_text(writer, "null");
        } else {
            const dulati_attribution *a = &d->attribution[event->attribution];
            dul_write_text(writer, "{\"source\": ");
            if (a->has_source)
                dul_write_json(writer, dul_cursor_text(&elsewhere, a->source));
            else
                dul_write_text(writer, "null");
            dul_write_key(writer, "cue");
            if (a->cue.start < a->cue.end)
                dul_write_json(writer, dul_cursor_text(&elsewhere, a->cue));
            else
                dul_write_text(writer, "null");
            dul_write_char(writer, '}');
        }
        dul_write_event_tail(writer, event);
        dul_write_key(writer, "text");
        dul_write_json(writer, events_sentence(d, event, &cursor));
        dul_write_text(writer, "}\n");
    }
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------------- */

const char *dulati_csv_header(void)
{
    return "doc,event_id,published,date_start,date_end,date_how,type,mode,contexts,cameo,quad,score,status,actor,actor_codes,actor_kinds,recipient,recipient_"
           "codes,"
           "recipient_kinds,place,country,lat,lon,feature,geonameid,place_how,participants_min,participants_max,killed_min,killed_max,injured_min,injured_max,"
           "arrested_min,arrested_max,displaced_min,displaced_max,instruments,lethal,omission,acled,cluster,attribution_source,attribution_cue,trigger,"
           "sentence,start,"
           "end,text,rule\r\n";
}

static void csv_parties(dul_writer *writer, const dulati_party *party, size_t n)
{
    dul_csv_list list = {writer, false};
    for (size_t i = 0; i < n; i++)
        dul_csv_item(&list, party[i].name);
    dul_csv_list_end(&list);
    list.begun = false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < party[i].n_codes; k++)
            dul_csv_item(&list, party[i].codes[k]);
    dul_csv_list_end(&list);
    list.begun = false;
    for (size_t i = 0; i < n; i++)
        dul_csv_item(&list, party[i].kind);
    dul_csv_list_end(&list);
}

static void csv_quantity(dul_writer *writer, const dulati_event *event, const char *kind)
{
    for (size_t i = 0; i < event->n_quantities; i++)
        if (strcmp(event->quantities[i].kind, kind) == 0) {
            dul_write_int(writer, event->quantities[i].min);
            dul_write_char(writer, ',');
            if (event->quantities[i].max >= 0)
                dul_write_int(writer, event->quantities[i].max);
            dul_write_char(writer, ',');
            return;
        }
    dul_write_text(writer, ",,");
}

static void csv_place(dul_writer *writer, const dulati_document *d, const dulati_event *event)
{
    if (event->n_places == 0) {
        dul_write_text(writer, ",,,,,,");
        return;
    }
    const dulati_place *place = &d->place[event->places[0]];
    dul_csv_text(writer, place->name);
    dul_csv_text(writer, place->country);
    dul_write_decimal(writer, place->lat, 5);
    dul_write_char(writer, ',');
    dul_write_decimal(writer, place->lon, 5);
    dul_write_char(writer, ',');
    dul_csv_text(writer, place->feature);
    if (place->geonameid >= 0)
        dul_write_int(writer, place->geonameid);
    dul_write_char(writer, ',');
}

void dul_events_write_csv(dul_writer *writer, const dulati_document *d)
{
    static const char *const kind[] = {"participants", "killed", "injured", "arrested", "displaced"};
    dul_cursor               cursor = {.text = {d->text, d->text_len}}, elsewhere = cursor;
    for (size_t i = 0; i < d->n_events; i++) {
        const dulati_event *event = &d->event[i];
        dul_csv_list        list  = {writer, false};
        dul_csv_text(writer, d->id);
        dul_csv_text(writer, event->id);
        dul_csv_text(writer, d->date);
        dul_csv_text(writer, event->has_date ? event->date_start : NULL);
        dul_csv_text(writer, event->has_date ? event->date_end : NULL);
        dul_csv_text(writer, event->date_how);
        dul_csv_text(writer, event->type);
        dul_csv_text(writer, event->mode);
        for (size_t k = 0; k < event->n_contexts; k++)
            dul_csv_item(&list, event->contexts[k]);
        dul_csv_list_end(&list);
        dul_csv_text(writer, event->cameo);
        dul_csv_text(writer, event->quad);
        dul_write_decimal(writer, event->score, 1);
        dul_write_char(writer, ',');
        dul_csv_text(writer, event->status);
        csv_parties(writer, event->actors, event->n_actors);
        csv_parties(writer, event->recipients, event->n_recipients);
        csv_place(writer, d, event);
        dul_csv_text(writer, event->place_how);
        for (size_t k = 0; k < sizeof kind / sizeof kind[0]; k++)
            csv_quantity(writer, event, kind[k]);
        list.begun = false;
        for (size_t k = 0; k < event->n_instruments; k++)
            dul_csv_item(&list, event->instruments[k].text);
        dul_csv_list_end(&list);
        dul_csv_text(writer, event->lethal ? "true" : "false");
        dul_csv_text(writer, event->omission ? "true" : "false");
        dul_csv_text(writer, event->acled);
        if (event->cluster >= 0)
            dul_write_int(writer, event->cluster);
        dul_write_char(writer, ',');
        const dulati_attribution *a = event->attribution < 0 ? NULL : &d->attribution[event->attribution];
        dul_csv_field(writer, a != NULL && a->has_source ? dul_cursor_text(&elsewhere, a->source) : (dul_str){0});
        dul_csv_field(writer, a != NULL ? dul_cursor_text(&elsewhere, a->cue) : (dul_str){0});
        dul_csv_text(writer, event->trigger);
        dul_write_int(writer, event->sentence);
        dul_write_char(writer, ',');
        dul_write_int(writer, event->span.start);
        dul_write_char(writer, ',');
        dul_write_int(writer, event->span.end);
        dul_write_char(writer, ',');
        dul_csv_field(writer, events_sentence(d, event, &cursor));
        dul_write_char(writer, '"');
        dul_csv_bytes(writer, dul_str_of(event->rule));
        dul_write_text(writer, "\"\r\n");
    }
}
