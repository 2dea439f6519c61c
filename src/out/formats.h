/*
 * formats.h -- a document as bytes, one function a format; dulati_document_write() chooses among them.
 */
#ifndef DUL_FORMATS_H
#define DUL_FORMATS_H

#include "document.h"
#include "out/writer.h"

void dul_annotations_write(dul_writer *writer, const dulati_document *document, bool tokens);
void dul_events_write_json(dul_writer *writer, const dulati_document *document);
void dul_events_write_csv(dul_writer *writer, const dulati_document *document);
void dul_conllu_write(dul_writer *writer, const dulati_document *document);
void dul_places_write_json(dul_writer *writer, const dulati_document *document);
void dul_places_write_csv(dul_writer *writer, const dulati_document *document);
void dul_times_write_json(dul_writer *writer, const dulati_document *document);
void dul_times_write_csv(dul_writer *writer, const dulati_document *document);

/* The text of a span of code points, and the same for many spans in text order at the cost of one pass. */
typedef struct {
    dul_str  text;
    size_t   byte;
    uint32_t cp;
} dul_cursor;

/* The byte of a code point offset; walks from where the cursor stands, or from the start when that lies behind. */
size_t  dul_cursor_byte(dul_cursor *cursor, uint32_t cp);
dul_str dul_cursor_text(dul_cursor *cursor, dulati_span span);

/* Pieces that JSON formats share. */
void dul_write_key(dul_writer *writer, const char *key); /* ,"key":  (without the comma after an opening brace) */
void dul_write_codes(dul_writer *writer, const char *const *codes, size_t n);
void dul_write_parties(dul_writer *writer, const dulati_party *party, size_t n);
void dul_write_event_head(dul_writer *writer, const dulati_event *event); /* "id" to "recipients" and "date"                     */
void dul_write_event_tail(dul_writer *writer, const dulati_event *event); /* "quantities" to "rule"                              */

/* Fields of "places" and "times", from "start" on, without the brace that closes them; what they hold is the same in all formats. */
void dul_write_place(dul_writer *writer, const dulati_place *place);
void dul_write_time(dul_writer *writer, const dulati_time *time);

/* Fields of CSV, each with the comma after it. Line ends and other controls become blanks: many readers cannot take a row of several lines. */
void dul_csv_bytes(dul_writer *writer, dul_str text); /* what stands between quotes */
void dul_csv_field(dul_writer *writer, dul_str text);
void dul_csv_text(dul_writer *writer, const char *text);

/* Several values in one field, joined by ';', which inside a value becomes ','. */
typedef struct {
    dul_writer *writer;
    bool        begun;
} dul_csv_list;

void dul_csv_item(dul_csv_list *list, const char *text);
void dul_csv_list_end(dul_csv_list *list);

#endif
