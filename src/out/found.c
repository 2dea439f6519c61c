/*
 * found.c -- places and times alone, one a line: for those who want a geoparser or a temporal tagger.
 */
#include "out/formats.h"

static void found_field(dul_writer *writer, const char *key, const char *text)
{
    dul_write_key(writer, key);
    dul_write_json_text(writer, text);
}

static void found_span(dul_writer *writer, dulati_span span)
{
    dul_write_text(writer, "\"start\": ");
    dul_write_int(writer, span.start);
    dul_write_key(writer, "end");
    dul_write_int(writer, span.end);
}

static void found_point(dul_writer *writer, double lat, double lon)
{
    dul_write_key(writer, "lat");
    dul_write_decimal(writer, lat, 5);
    dul_write_key(writer, "lon");
    dul_write_decimal(writer, lon, 5);
}

static void found_geonameid(dul_writer *writer, int64_t geonameid)
{
    dul_write_key(writer, "geonameid");
    if (geonameid < 0)
        dul_write_text(writer, "null");
    else
        dul_write_int(writer, geonameid);
}

/* Kilometres as exact as they deserve: 0.5, 17.8, 1204. */
static void found_km(dul_writer *writer, double km)
{
    if (km < 100)
        dul_write_decimal(writer, km, 1);
    else
        dul_write_int(writer, (int64_t)(km + 0.5));
}

void dul_write_place(dul_writer *writer, const dulati_place *place)
{
    found_span(writer, place->span);
    found_field(writer, "text", place->text);
    found_field(writer, "name", place->name);
    found_point(writer, place->lat, place->lon);
    found_field(writer, "country", place->country);
    found_field(writer, "feature", place->feature);
    found_geonameid(writer, place->geonameid);
    found_field(writer, "admin1", place->admin1);
    dul_write_key(writer, "confidence");
    dul_write_decimal(writer, place->confidence, 3);
    found_field(writer, "precision", place->precision);
    dul_write_key(writer, "radius_km");
    found_km(writer, place->radius_km);
    dul_write_text(writer, ", \"candidates\": [");
    for (size_t i = 0; i < place->n_candidates; i++) {
        const dulati_place_candidate *other = &place->candidates[i];
        dul_write_text(writer, i > 0 ? ", {\"name\": " : "{\"name\": ");
        dul_write_json_text(writer, other->name);
        found_field(writer, "country", other->country);
        found_field(writer, "admin1", other->admin1);
        found_point(writer, other->lat, other->lon);
        found_geonameid(writer, other->geonameid);
        dul_write_key(writer, "prob");
        dul_write_decimal(writer, other->prob, 3);
        dul_write_char(writer, '}');
    }
    dul_write_char(writer, ']');
}

void dul_write_time(dul_writer *writer, const dulati_time *time)
{
    found_span(writer, time->span);
    found_field(writer, "text", time->text);
    found_field(writer, "type", time->type);
    found_field(writer, "value", time->value);
    dul_write_key(writer, "interval");
    if (time->has_interval) {
        dul_write_text(writer, "{\"start\": ");
        dul_write_json_text(writer, time->first);
        found_field(writer, "end", time->last);
        dul_write_char(writer, '}');
    } else {
        dul_write_text(writer, "null");
    }
    found_field(writer, "bound", time->bound);
}

/* {"doc": "...",  */
static void found_open(dul_writer *writer, const dulati_document *d)
{
    dul_write_text(writer, "{\"doc\": ");
    dul_write_json_text(writer, d->id);
    dul_write_text(writer, ", ");
}

void dul_places_write_json(dul_writer *writer, const dulati_document *d)
{
    for (size_t i = 0; i < d->n_places; i++) {
        found_open(writer, d);
        dul_write_place(writer, &d->place[i]);
        dul_write_text(writer, "}\n");
    }
}

void dul_times_write_json(dul_writer *writer, const dulati_document *d)
{
    for (size_t i = 0; i < d->n_times; i++) {
        found_open(writer, d);
        dul_write_time(writer, &d->time[i]);
        dul_write_text(writer, "}\n");
    }
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------------- */

const char *dulati_csv_header_of(dulati_write_format format)
{
    switch (format) {
    case DULATI_WRITE_EVENTS_CSV: return dulati_csv_header();
    case DULATI_WRITE_PLACES_CSV: return "doc,start,end,text,name,country,admin1,feature,lat,lon,geonameid,confidence,precision,radius_km,candidates\r\n";
    case DULATI_WRITE_TIMES_CSV: return "doc,start,end,text,type,value,date_start,date_end,bound\r\n";
    default: return NULL;
    }
}

static void found_csv_span(dul_writer *writer, const dulati_document *d, dulati_span span)
{
    dul_csv_text(writer, d->id);
    dul_write_int(writer, span.start);
    dul_write_char(writer, ',');
    dul_write_int(writer, span.end);
    dul_write_char(writer, ',');
}

/* "Paris, USA, Texas, 4717560, 0.031; ...": the last field of the row. */
static void found_csv_candidates(dul_writer *writer, const dulati_place *place)
{
    if (place->n_candidates > 0)
        dul_write_char(writer, '"');
    for (size_t i = 0; i < place->n_candidates; i++) {
        const dulati_place_candidate *other   = &place->candidates[i];
        const char *const             field[] = {other->name, other->country, other->admin1};
        dul_write_text(writer, i > 0 ? ";" : "");
        for (size_t k = 0; k < sizeof field / sizeof *field; k++) {
            dul_str rest = dul_str_of(field[k]);
            while (rest.at != NULL) { /* ';' parts the candidates */
                dul_csv_bytes(writer, dul_str_cut(&rest, ';'));
                dul_write_text(writer, rest.at != NULL ? "," : "");
            }
            dul_write_text(writer, ", ");
        }
        if (other->geonameid >= 0)
            dul_write_int(writer, other->geonameid);
        dul_write_text(writer, ", ");
        dul_write_decimal(writer, other->prob, 3);
    }
    if (place->n_candidates > 0)
        dul_write_char(writer, '"');
}

void dul_places_write_csv(dul_writer *writer, const dulati_document *d)
{
    for (size_t i = 0; i < d->n_places; i++) {
        const dulati_place *place = &d->place[i];
        found_csv_span(writer, d, place->span);
        dul_csv_text(writer, place->text);
        dul_csv_text(writer, place->name);
        dul_csv_text(writer, place->country);
        dul_csv_text(writer, place->admin1);
        dul_csv_text(writer, place->feature);
        dul_write_decimal(writer, place->lat, 5);
        dul_write_char(writer, ',');
        dul_write_decimal(writer, place->lon, 5);
        dul_write_char(writer, ',');
        if (place->geonameid >= 0)
            dul_write_int(writer, place->geonameid);
        dul_write_char(writer, ',');
        dul_write_decimal(writer, place->confidence, 3);
        dul_write_char(writer, ',');
        dul_csv_text(writer, place->precision);
        found_km(writer, place->radius_km);
        dul_write_char(writer, ',');
        found_csv_candidates(writer, place);
        dul_write_text(writer, "\r\n");
    }
}

void dul_times_write_csv(dul_writer *writer, const dulati_document *d)
{
    for (size_t i = 0; i < d->n_times; i++) {
        const dulati_time *time = &d->time[i];
        found_csv_span(writer, d, time->span);
        dul_csv_text(writer, time->text);
        dul_csv_text(writer, time->type);
        dul_csv_text(writer, time->value);
        dul_csv_text(writer, time->has_interval ? time->first : NULL);
        dul_csv_text(writer, time->has_interval ? time->last : NULL);
        dul_write_text(writer, time->bound == NULL ? "" : time->bound);
        dul_write_text(writer, "\r\n");
    }
}
