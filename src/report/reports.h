/*
 * reports.h -- what the readers of the formats share.
 *
 * A report that is handed out owns its memory: it is the head of a box with an arena, so that it outlives the file it came from.
 *
 * Tests  tests/unit/test_reports.c
 */
#ifndef DUL_REPORTS_H
#define DUL_REPORTS_H

#include "report/input.h"

typedef struct {
    dulati_report    report; /* first: the caller holds its address */
    dulati_allocator allocator;
    dul_arena        arena;
} dul_report_box;

/* A report of a CoNLL-U file in the making; everything in the box's arena. */
typedef struct {
    dul_report_box     *box;  /* NULL: none has been begun                                        */
    char               *text; /* [text_capacity]                                                  */
    size_t              n_text, text_capacity;
    dulati_given_token *token; /* [token_capacity]                                                 */
    size_t              n_tokens, token_capacity;
    uint32_t            n_sentences;
    size_t              kept_text, kept_tokens; /* up to the end of the last whole sentence              */
    int64_t             last;                   /* number of the last word of the sentence in hand, 0 before any    */
    int64_t             range_end;              /* last word of the range in hand ("1-2 don't"), 0 outside          */
    bool                space, range_space;     /* does a blank follow the last word, the range?              */
    bool                range_first;            /* no word of the range has been read                         */
    bool                newpar;                 /* a paragraph begins before the next sentence                      */
    bool                skipping;               /* the sentence in hand had a fault: pass over it                   */
} dul_conllu_half;

struct dulati_reports {
    dulati_allocator allocator;
    dul_input        input;
    dulati_format    format;
    char            *name;  /* of the file, without folders                                             */
    dul_arena        arena; /* the id of a bad line; forgotten at each call                             */
    bool             done;  /* a file that is one report has been given                                 */
    dul_conllu_half  half;
    char            *doc_id;  /* from "# newdoc id", or NULL                                              */
    uint32_t         n_parts; /* reports of this document that were given already                         */
};

/* dulati_reports_open() from a file that is open, which is closed with the reports (and on error); name stands for its path. For tests. */
dulati_result dul_reports_start(FILE *file, const char *name, dulati_format format, const dulati_allocator *allocator, dulati_reports **out, dulati_error *err);

/* NULL when memory ran out. */
dul_report_box *dul_report_box_new(const dulati_allocator *allocator);

/* A copy with a NUL behind it and none inside: those become U+FFFD, since names are C strings. */
const char *dul_report_name(dul_arena *arena, dul_str text);

/* One line of JSON into the box. *id is the id as soon as it is known. */
dulati_result dul_jsonl_read(dulati_reports *reports, dul_str line, dul_report_box *box, const char **id, dulati_error *err);

/* The next report of a CoNLL-U file; *out NULL at its end. */
dulati_result dul_conllu_read(dulati_reports *reports, dul_report_box **out, dulati_error *err);

void dul_report_box_free(dul_report_box *box);

#endif
