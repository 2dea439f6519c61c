/*
 * reader.h -- what a reader and a work hold.
 */
#ifndef DUL_READER_H
#define DUL_READER_H

#include "base/mapped.h"
#include "event/rules.h"
#include "layers.h"
#include "names/actors.h"
#include "place/country.h"
#include "place/gazetteer.h"
#include "speech/attribution.h"
#include "syntax/parser.h"
#include "text/boundary.h"

struct dulati_reader {
    dulati_allocator allocator;
    char            *model_path, *dict_path;
    dul_mapped       model_file, dict_file, places_file;
    dul_str          dict_made; /* when dict_path is a folder: what it was compiled to */
    dul_pack         pack;
    dul_layers       layers;
    char             dict_version[64]; /* that of the pack, "+" and that of the layers when there are any */
    dul_parser      *parser;
    dul_boundary     boundary; /* table NULL: the model has none */
    dul_countries   *countries;
    dul_gazetteer   *gazetteer;
    dul_actors      *actors;
    dul_cues        *cues;
    dul_rules       *rules;
};

typedef enum { DUL_STAGE_TEXT, DUL_STAGE_SYNTAX, DUL_STAGE_TIME, DUL_STAGE_PLACE, DUL_STAGE_NAMES, DUL_STAGE_SPEECH, DUL_STAGE_EVENT, DUL_N_STAGES } dul_stage;

struct dulati_work {
    const dulati_reader *reader;
    dul_parser_work     *parser;
    dul_arena            scratch; /* reset before each report */
    dulati_trace         trace;
    void                *trace_context;
    uint64_t             nanoseconds[DUL_N_STAGES];
};

/* Where the dictionaries of these options are; from the allocator, NULL when memory ran out. */
char *dul_reader_dict_path(const dulati_reader_options *options, const dulati_allocator *allocator);

#endif
