/*
 * dulati.h -- the public interface of libdulati: a news report goes in, its events come out.
 *
 * Three lifetimes. A reader holds models and dictionaries; it is opened once, constant, and shared by any number of threads. A work
 * is the scratch memory of one thread. A document is the result for one report; it owns everything that its functions return.
 *
 *     dulati_reader *reader;  dulati_work *work;  dulati_document *document;  dulati_error error;
 *     dulati_reader_open(&(dulati_reader_options){.data_dir = "/usr/share/dulati"}, &reader, &error);
 *     dulati_work_new(reader, &work, &error);
 *     dulati_annotate(reader, work, &(dulati_report){.text = text, .text_len = len, .date = "2022-01-06"}, &document, &error);
 *     for (size_t i = 0; i < dulati_document_n_events(document); i++)
 *         puts(dulati_document_event(document, i)->type);
 *
 * All text is UTF-8. All spans are half-open and count Unicode code points of the report's text. Strings in results end in a NUL and
 * live as long as the document. Result structs are reached as pointers to const, so that a later version may append fields to them.
 */
#ifndef DULATI_H
#define DULATI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DULATI_API __attribute__((visibility("default")))
#else
#define DULATI_API
#endif

#define DULATI_VERSION        "0.1.0"
#define DULATI_OUTPUT_VERSION 1                  /* of the annotations that the writers of this header produce          */
#define DULATI_TEXT_MAX       ((size_t)16 << 20) /* bytes of one report's text; a longer one gives DULATI_E_TOO_LONG     */

/* ---- errors, allocation ---------------------------------------------------------------------------------------------------------- */

typedef enum {
    DULATI_OK = 0,
    DULATI_E_MEMORY,   /* an allocation failed                                                                  */
    DULATI_E_TOO_LONG, /* the text, a line or a sentence is longer than the library takes                       */
    DULATI_E_IO,       /* a file could not be opened, read or written                                           */
    DULATI_E_FORMAT,   /* the input is not what it should be: broken JSON, a damaged model, a bad entry         */
    DULATI_E_VERSION,  /* a model or dictionary of another version                                              */
    DULATI_E_ARGUMENT, /* the caller's arguments contradict the documentation                                   */
} dulati_result;

typedef struct {
    dulati_result code;
    const char   *message;   /* constant text, English, no final stop                                             */
    char          file[256]; /* the file at fault, or empty                                                       */
    uint64_t      line;      /* counted from 1; 0 when no line is at fault                                        */
    uint64_t      byte;      /* position in the text or the file; 0 when unknown                                  */
} dulati_error;

/** The name of a result as CONTRACT-stable text: "ok", "memory", "too_long", "io", "format", "version", "argument". */
DULATI_API const char *dulati_result_name(dulati_result result);

/** Where memory comes from. realloc(context, NULL, n) allocates, realloc(context, p, 0) frees and returns NULL. */
typedef struct {
    void *(*realloc)(void *context, void *pointer, size_t size);
    void *context;
} dulati_allocator;

/* ---- reader and work ------------------------------------------------------------------------------------------------------------- */

typedef struct dulati_reader   dulati_reader;
typedef struct dulati_work     dulati_work;
typedef struct dulati_document dulati_document;

typedef struct {
    const char             *data_dir;    /* holds dulati.dict and the model; NULL: the folder of the installation        */
    const char             *model_path;  /* a model file or, without slash and dot, a model's name in data_dir: "accurate" or "english-accurate"
                                            is english-accurate.safetensors there; NULL: "english-fast"                 */
    const char             *dict_path;   /* a compiled dictionary file, or a folder to be compiled now; NULL: dulati.dict in data_dir */
    const dulati_allocator *allocator;   /* borrowed until the reader is closed; NULL: realloc and free                  */
    const char             *places_path; /* the user's own places, laid over the gazetteer (docs/places.md); NULL: none  */
    const char *const      *own;         /* [n_own] the user's own dictionaries, text files or folders, laid over the others in this order */
    size_t                  n_own;       /* (docs/working-with-rules.md)                                                 */
} dulati_reader_options;

/**
 * Open models and dictionaries.
 *
 * Both files are mapped read-only, so processes share them and opening costs little. The reader must outlive every work and document made with it.
 *
 * @param options  May be NULL for the defaults. Its strings are not kept.
 * @param out      Receives the reader; release it with dulati_reader_close(). NULL on error.
 * @param err      Receives code, message, file and line; may be NULL.
 * @return         DULATI_OK, or DULATI_E_IO, _FORMAT, _VERSION, _MEMORY.
 */
DULATI_API dulati_result dulati_reader_open(const dulati_reader_options *options, dulati_reader **out, dulati_error *err);
DULATI_API void          dulati_reader_close(dulati_reader *reader);

/** What a reader stands on; strings live as long as the reader. */
typedef struct {
    const char *library_version;
    const char *model_path, *model_name, *model_trained;
    const char *kernel; /* the arithmetic chosen for this processor                        */
    const char *dict_path, *dict_version;
    size_t      n_rules, n_actors, n_places; /* entries of the dictionaries                                     */
} dulati_reader_info;

/** Fill *out; cheap, never fails. */
DULATI_API void dulati_reader_get_info(const dulati_reader *reader, dulati_reader_info *out);

/** An entry of the dictionaries that a reader stands on. */
typedef struct {
    const char *name; /* "events/assault.txt:17", as events and entities give it                                   */
    const char *kind; /* "rule" "exception" "actor"                                                                */
    const char *word; /* its first head word or spelling; not ended by a NUL: word_len bytes                       */
    size_t      word_len;
} dulati_entry;

/** The entry of that index, rules first, then actors; false past the end. An entry with several words comes once for each of them. */
DULATI_API bool dulati_reader_get_entry(const dulati_reader *reader, size_t index, dulati_entry *out);

/** A thread's scratch memory: made once, used for any number of reports, one call at a time. */
DULATI_API dulati_result dulati_work_new(const dulati_reader *reader, dulati_work **out, dulati_error *err);
DULATI_API void          dulati_work_free(dulati_work *work);

/** Receives one line of what a stage saw and decided; text is valid during the call. */
typedef void (*dulati_trace)(void *context, const char *stage, const char *text);

/** Have every later call with this work explain itself; NULL switches it off. Explaining is slow and meant for people. */
DULATI_API void dulati_work_set_trace(dulati_work *work, dulati_trace trace, void *context);

/** Nanoseconds that the stages have taken with this work since it was made, by name; NULL past the last stage. */
DULATI_API const char *dulati_work_stage(const dulati_work *work, size_t index, uint64_t *nanoseconds);

/* ---- a report goes in ------------------------------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t start_byte, end_byte; /* in text                                                                       */
    uint32_t sentence;             /* counted from 0, never falling                                                 */
    bool     clitic;               /* continues the token before it as one written word; told by its form when no token says so */
} dulati_given_token;

typedef enum {
    DULATI_STAGES_ALL = 0,
    DULATI_STAGES_SYNTAX, /* sentences, tokens and trees alone, as `dulati parse` wants them               */
    DULATI_STAGES_TIME,   /* up to times: a temporal tagger                                                */
    DULATI_STAGES_PLACE,  /* up to places, times included: a geoparser                                     */
} dulati_stages;

typedef struct {
    const char               *id;       /* may be NULL                                                                            */
    const char               *text;     /* UTF-8; each malformed byte reads as U+FFFD                                             */
    size_t                    text_len; /* bytes, at most DULATI_TEXT_MAX                                                         */
    const char               *title;    /* may be NULL                                                                            */
    const char               *date;     /* day of publication, "YYYY-MM-DD"; NULL: relative dates keep open values                */
    const char               *source;   /* the outlet; may be NULL                                                                */
    const char               *url;      /* may be NULL                                                                            */
    const dulati_given_token *tokens;   /* [n_tokens] when the caller has tokenised already; else NULL               */
    size_t                    n_tokens;
    dulati_stages             stages;
} dulati_report;

/**
 * Annotate one report: find everything dulati can find in it.
 *
 * The stages run in order: sentences, tokens, trees, times, places, mentions, attributions, events. The result is whole or absent: on
 * error *out is NULL and there is nothing to free.
 *
 * @param reader  Models and dictionaries. Never written to.
 * @param work    Scratch memory of the calling thread; one call at a time.
 * @param report  Borrowed until the call returns; the document keeps its own copy of what it needs.
 * @param out     Receives the document, owned by the caller; release it with dulati_document_free().
 * @param err     Receives code, message and byte position; may be NULL.
 * @return        DULATI_OK, DULATI_E_MEMORY, DULATI_E_TOO_LONG or DULATI_E_ARGUMENT (a date that is none).
 *
 * Time grows linearly with the text and quadratically with the longest sentence (arc scores).
 */
DULATI_API dulati_result dulati_annotate(const dulati_reader *reader, dulati_work *work, const dulati_report *report, dulati_document **out, dulati_error *err);
/** Release a document and everything that its functions returned. NULL is accepted. */
DULATI_API void dulati_document_free(dulati_document *document);

/* ---- what comes out -------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t start, end; /* code points of the text, half-open                                                      */
} dulati_span;

typedef struct {
    dulati_span span;
    const char *kind; /* "text", "title", "dateline", "caption", "byline"                                        */
    uint32_t    first_token, end_token;
} dulati_sentence;

#define DULATI_ROOT UINT32_MAX

typedef struct {
    dulati_span span;
    uint32_t    sentence;
    const char *form, *lemma, *upos, *xpos, *feats; /* feats is "_" when empty                                     */
    uint32_t    head;                               /* index of the head token in the document, or DULATI_ROOT                                 */
    const char *deprel;
    bool        space_after;
    bool        clitic; /* continues the token before it as one written word: "n't", "'s"                     */
    /* How sure the reader is, 0 to 1: of upos; of head, among all tokens of the sentence; of deprel, given the head. */
    float prob_upos, prob_head, prob_deprel;
} dulati_token;

/* A phrase that stands for something, whether it names an actor or not; phrases nest. */
typedef struct {
    dulati_span span;
    uint32_t    first_token, end_token, head; /* head: the token that the phrase depends on                        */
    const char *type;                         /* person organisation geopolitical location nationality role other   */
    const char *gum;                          /* class in the GUM corpus: person organization place object event time substance animal abstract plant; none */
    float       prob;                         /* of that class, 0 to 1                                              */
} dulati_mention;

typedef struct {
    dulati_span        span;
    const char        *text, *name;
    const char        *type;  /* PER ORG GPE LOC NORP ROLE MISC                                                  */
    const char        *kind;  /* person group organisation place object                                          */
    const char *const *codes; /* [n_codes]                                                                       */
    size_t             n_codes;
    int32_t            coref; /* entities with the same number are the same; -1: alone                           */
    const char        *rule;  /* file and line of the entry that gave the code, or what was inferred; may be NULL */
} dulati_entity;

typedef struct {
    dulati_span span;
    const char *text, *type, *value; /* TIMEX3                                                                     */
    bool        has_interval;
    char        first[12], last[12]; /* the days that it denotes, inclusive                                        */
    const char *bound;               /* the preposition before it: "since" "until" "by" "before" "after" "from"; NULL: none    */
} dulati_time;

/** What else the name of a place could mean. */
typedef struct {
    const char *name, *country, *admin1;
    double      lat, lon;
    int64_t     geonameid; /* -1: none                                                                              */
    double      prob;
} dulati_place_candidate;

typedef struct {
    dulati_span                   span;
    const char                   *text, *name;
    double                        lat, lon;
    const char                   *country;    /* ISO 3166-1 alpha-3, or empty                                                          */
    const char                   *feature;    /* GeoNames feature code: PPL, ADM1, PCLI ...                                            */
    int64_t                       geonameid;  /* -1: none                                                                              */
    const char                   *admin1;     /* name of the first-level region, or empty                                              */
    double                        confidence; /* 0 to 1: that the words mean a place, and this one                                     */
    const char                   *precision;  /* "point" "town" "region" "country": what the point is the middle of                    */
    double                        radius_km;  /* how far that reaches, roughly                                                         */
    const dulati_place_candidate *candidates; /* [n_candidates] the next likeliest, at most three                  */
    size_t                        n_candidates;
} dulati_place;

typedef struct {
    bool               has_source;
    dulati_span        source, cue, content;
    const dulati_span *parts; /* [n_parts] pieces of an interrupted content, in text order; none when it is whole   */
    size_t             n_parts;
} dulati_attribution;

typedef struct {
    dulati_span        span;
    const char        *text, *name, *kind;
    const char *const *codes;
    size_t             n_codes;
    int32_t            entity;   /* index into the entities, or -1                                                  */
    bool               inferred; /* the event's own words name nobody; the party was taken from the report        */
} dulati_party;

typedef struct {
    const char *kind;     /* participants killed injured arrested displaced other                                   */
    int64_t     min, max; /* max -1: open                                                                           */
    const char *text;
} dulati_quantity;

typedef struct {
    dulati_span span;
    const char *text;
} dulati_instrument;

typedef struct {
    const char              *id; /* hash of report id, span and type: the same input gives the same id          */
    uint32_t                 sentence;
    dulati_span              span; /* the trigger                                                              */
    const char              *trigger;
    const char              *type, *mode; /* PLOVER; mode may be NULL                                        */
    const char *const       *contexts;
    size_t                   n_contexts;
    const char              *cameo; /* the most specific CAMEO code that holds, or NULL                         */
    const char              *quad;
    double                   score;
    const char              *status; /* actual historical future hypothetical negated                           */
    const dulati_party      *actors, *recipients;
    size_t                   n_actors, n_recipients;
    bool                     has_date;
    char                     date_start[12], date_end[12];
    const char              *date_how; /* what gave the date: "clause", "sentence", "story", "publication"; NULL without date  */
    const uint32_t          *places;   /* indices into the document's places                                       */
    size_t                   n_places;
    const char              *place_how;   /* "clause", "sentence", "story"; NULL without place                        */
    int32_t                  attribution; /* index, or -1                                                   */
    const dulati_quantity   *quantities;
    size_t                   n_quantities;
    const dulati_instrument *instruments;
    size_t                   n_instruments;
    bool                     lethal, omission;
    const char              *acled;   /* may be NULL                                                              */
    int32_t                  cluster; /* events with the same number are reports of one event                     */
    const char              *rule;    /* file and line of the entry that coded it                                 */
} dulati_event;

DULATI_API const char *dulati_document_id(const dulati_document *document);
DULATI_API const char *dulati_document_date(const dulati_document *document); /* NULL when unknown */

/** What the report as a whole tells of: the code of an ACLED sub-event ("SUIC_BOMB"; docs/dictionaries.md), "OTHER", or NULL without dictionaries. */
DULATI_API const char *dulati_document_acled(const dulati_document *document);

DULATI_API size_t dulati_document_n_sentences(const dulati_document *document);
DULATI_API size_t dulati_document_n_tokens(const dulati_document *document);
DULATI_API size_t dulati_document_n_entities(const dulati_document *document);
DULATI_API size_t dulati_document_n_times(const dulati_document *document);
DULATI_API size_t dulati_document_n_places(const dulati_document *document);
DULATI_API size_t dulati_document_n_attributions(const dulati_document *document);
DULATI_API size_t dulati_document_n_events(const dulati_document *document);
DULATI_API size_t dulati_document_n_mentions(const dulati_document *document);

/** The item of that index, in text order; NULL past the end. */
DULATI_API const dulati_sentence    *dulati_document_sentence(const dulati_document *document, size_t index);
DULATI_API const dulati_token       *dulati_document_token(const dulati_document *document, size_t index);
DULATI_API const dulati_entity      *dulati_document_entity(const dulati_document *document, size_t index);
DULATI_API const dulati_time        *dulati_document_time(const dulati_document *document, size_t index);
DULATI_API const dulati_place       *dulati_document_place(const dulati_document *document, size_t index);
DULATI_API const dulati_attribution *dulati_document_attribution(const dulati_document *document, size_t index);
DULATI_API const dulati_event       *dulati_document_event(const dulati_document *document, size_t index);
DULATI_API const dulati_mention     *dulati_document_mention(const dulati_document *document, size_t index);

/* ---- reports from files ---------------------------------------------------------------------------------------------------------- */

typedef struct dulati_reports dulati_reports;

typedef enum {
    DULATI_FORMAT_AUTO = 0, /* by the name: .jsonl .ndjson .json, .conllu, else by the first byte: '{' is JSON Lines          */
    DULATI_FORMAT_JSONL,
    DULATI_FORMAT_TEXT,   /* the whole file is one report, its name the id                                               */
    DULATI_FORMAT_CONLLU, /* the whole file is one report with given tokens                                              */
} dulati_format;

/**
 * Read reports one after the other from a file, in memory bounded by the longest report.
 *
 * @param path  A file's path, or "-" for standard input (its one text report has the id "-").
 */
DULATI_API dulati_result dulati_reports_open(const char *path, dulati_format format, const dulati_allocator *allocator, dulati_reports **out,
                                             dulati_error *err);

/**
 * The next report. *out is NULL at the end of the file.
 *
 * On DULATI_E_FORMAT and DULATI_E_TOO_LONG one line was bad: err names file, line and reason, *id (when it could be read) its id, and the next call
 * reads on. Other errors end the file.
 *
 * @param out  Receives a report owned by the caller; release it with dulati_report_free().
 * @param id   Receives the id of a bad line's report, NULL when there is none; valid until the next call; may be NULL.
 */
DULATI_API dulati_result dulati_reports_next(dulati_reports *reports, dulati_report **out, const char **id, dulati_error *err);
DULATI_API void          dulati_reports_close(dulati_reports *reports);

/** Bytes read so far, and the size of the file (0 when it is a pipe): for progress. */
DULATI_API void dulati_reports_get_progress(const dulati_reports *reports, uint64_t *read_bytes, uint64_t *size_bytes);

/** Release a report made by dulati_reports_next(). */
DULATI_API void dulati_report_free(dulati_report *report);

/* ---- documents to files ---------------------------------------------------------------------------------------------------------- */

/** Takes bytes; returns false when it could not, which ends the writing with DULATI_E_IO. */
typedef bool (*dulati_sink)(void *context, const char *bytes, size_t n_bytes);

typedef enum {
    DULATI_WRITE_ANNOTATIONS,        /* one JSON object with everything, and a newline (CONTRACT: `dulati annotate`)        */
    DULATI_WRITE_ANNOTATIONS_TOKENS, /* the same with tokens                                                                */
    DULATI_WRITE_EVENTS_JSONL,       /* one JSON object an event, with "doc"                                                */
    DULATI_WRITE_EVENTS_CSV,         /* one row an event, RFC 4180, without header (dulati_csv_header gives it)             */
    DULATI_WRITE_CONLLU,
    DULATI_WRITE_PLACES_JSONL, /* one JSON object a place, with "doc"                                                 */
    DULATI_WRITE_PLACES_CSV,   /* one row a place; dulati_csv_header_of gives the header                              */
    DULATI_WRITE_TIMES_JSONL,  /* one JSON object a time, with "doc"                                                  */
    DULATI_WRITE_TIMES_CSV,
} dulati_write_format;

/**
 * Write what was found, in one of the formats.
 *
 * @param sink  Called with pieces of up to 64 KiB, in order; context is handed to it.
 * @return      DULATI_OK, DULATI_E_IO when the sink could not take a piece, DULATI_E_MEMORY.
 */
DULATI_API dulati_result dulati_document_write(const dulati_document *document, dulati_write_format format, dulati_sink sink, void *context);

/** The header row of DULATI_WRITE_EVENTS_CSV, with its line end. */
DULATI_API const char *dulati_csv_header(void);

/** The header row of any CSV format, with its line end; NULL for formats that have none. */
DULATI_API const char *dulati_csv_header_of(dulati_write_format format);

/* ---- dictionaries ---------------------------------------------------------------------------------------------------------------- */

/** Check the dictionaries in a folder and compile them into one file, as the build does. err names file and line of the first fault. */
DULATI_API dulati_result dulati_dict_build(const char *folder, const char *out_path, dulati_error *err);

/** What `dulati dict check` finds in a dictionary; strings are valid during the call that hands it over. */
typedef struct {
    const char *level;   /* "error": not usable as it stands; "warning": cannot be meant; "note"                    */
    const char *check;   /* "format" "code" "unreachable" "duplicate" "conflict" "date" "word" "flag"               */
    const char *file;    /* as the caller named it, or below the folder that the caller named                      */
    uint64_t    line;    /* 0: no line in particular                                                               */
    const char *message; /* English, no final stop                                                                 */
    const char *other;   /* "file:line" of the entry it collides with; NULL: none                                  */
    const char *text;    /* the line, or empty                                                                     */
} dulati_finding;

typedef void (*dulati_take_finding)(void *context, const dulati_finding *finding);

/**
 * Look for everything that is wrong with dictionaries: what cannot be read, unknown codes, entries that are never reached, that contradict one another, dates
 * that cross. Findings come by file and line. A warning or note on a line with the comment "# on purpose" is not handed over.
 *
 * @param options  Which dictionaries the paths are laid over; may be NULL. Its `own` comes before the paths.
 * @param path     [n_paths] A first path that is a whole folder of dictionaries stands in place of the others; what else is named is laid over them. None:
 *                 the dictionaries of the options are checked.
 */
DULATI_API dulati_result dulati_dict_check(const dulati_reader_options *options, const char *const *path, size_t n_paths, dulati_take_finding take,
                                           void *context, dulati_error *err);

/** Dictionaries of another event coder; a path may be NULL. */
typedef struct {
    const char *format; /* "tabari" or "petrarch2" */
    const char *verbs, *actors, *agents;
} dulati_import;

/**
 * Turn the dictionaries of TABARI or PETRARCH2 into one text file with headings, which dulati_dict_check() finds nothing wrong with.
 *
 * @param options  Which dictionaries the result will be laid over; may be NULL.
 * @param take     Called for each line, or part of one, that has no counterpart: check is the reason in one word, level "warning". May be NULL.
 * @param sink     Receives the file in one piece.
 * @return         DULATI_OK; DULATI_E_ARGUMENT for another format; DULATI_E_IO; DULATI_E_MEMORY; what opening the dictionaries gives.
 */
DULATI_API dulati_result dulati_dict_import(const dulati_reader_options *options, const dulati_import *import, dulati_take_finding take, void *context,
                                            dulati_sink sink, void *sink_context, dulati_error *err);

/** Whether a compiled dictionary file is whole: every checksum is recomputed. */
DULATI_API dulati_result dulati_dict_verify(const char *path, dulati_error *err);

/** Whether a model file is whole, checksum and all, and of this version. */
DULATI_API dulati_result dulati_model_verify(const char *path, dulati_error *err);

/* ---- measuring ------------------------------------------------------------------------------------------------------------------ */

/** Two texts of JSON Lines, with the names of their files for errors. */
typedef struct {
    const char *gold;
    size_t      gold_len;
    const char *gold_file;
    const char *coded; /* what `dulati annotate` writes, of the same ids; "trace": [...] may hold lines of the trace */
    size_t      coded_len;
    const char *coded_file;
} dulati_eval_input;

/**
 * Score coded events against a sample that people coded (docs/working-with-rules.md).
 *
 * @param json    Figures as JSON Lines rather than a table.
 * @param errors  Receives each error as a JSON object and a newline; NULL: nobody wants them.
 * @return        DULATI_OK, DULATI_E_FORMAT with file and line, _TOO_LONG, _IO when a sink could not take its piece, _MEMORY.
 */
DULATI_API dulati_result dulati_eval(const dulati_eval_input *input, bool json, dulati_sink sink, void *context, dulati_sink errors, void *errors_context,
                                     dulati_error *err);

#ifdef __cplusplus
}
#endif
#endif
