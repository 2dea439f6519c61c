/*
 * import.h -- from the dictionaries of other event coders, TABARI and PETRARCH, to a layer of dulati's own: docs/working-with-rules.md.
 *
 *     BLACKSMITH_UNION_  [KAZLAB 990101-031231]         Blacksmith Union | KAZLAB | organisation | 1999-01-01 | 2004-01-01
 *     LAMP!PERSON! [~LAB]                               lampman; lampwoman | LAB | person
 *     - * {TRADE TALKS} (WITH &ENVOY) [046]             hold obj{trade talk}>none with{&imp_envoy}>recipient
 *
 * In      the text of such a file; nobody has looked at it
 * Out     entries, each with the line that it comes from; and findings: what has no counterpart, with line and reason. Nothing is lost without one.
 * Memory  one arena
 * Tests   tests/unit/test_import.c, tests/cli/import.case, tests/fuzz/fuzz_import.c
 */
#ifndef DUL_IMPORT_H
#define DUL_IMPORT_H

#include "base/hash.h"
#include "base/memory.h"
#include "base/result.h"
#include "event/cameo.h"
#include "names/actors.h"

typedef enum { DUL_IMPORT_TABARI, DUL_IMPORT_PETRARCH2 } dul_import_format;
typedef enum { DUL_IMPORT_SETS, DUL_IMPORT_RULES, DUL_IMPORT_ACTORS, DUL_IMPORT_AGENTS } dul_import_section;

typedef struct {
    dul_import_section section;
    const char        *text;
    const dul_cameo   *means; /* rules: the type and mode that they stand under */
    const char        *code;  /* rules: the CAMEO code; "": an exception        */
    const char        *file;
    uint32_t           line; /* from 1 */
    bool               dropped;
} dul_import_entry;

typedef struct {
    const char *reason; /* one word, to count by */
    const char *message, *file, *text;
    uint32_t    line;
} dul_import_left;

#define DUL_IMPORT_LINE 8000 /* bytes of an entry */

typedef struct {
    char   at[DUL_IMPORT_LINE];
    size_t len;
    bool   full; /* something did not fit */
} dul_import_text;

typedef struct {
    dul_arena            arena;
    dul_import_format    format;
    const dul_countries *countries; /* may be NULL: codes of countries are then checked for their form alone */
    const dul_actors    *shipped;   /* may be NULL                                                           */
    dul_map              seen;      /* spellings, sets and verbs that were met, each behind a letter         */
    dul_import_entry    *entry;     /* [n] */
    size_t               n, capacity;
    dul_import_left     *left; /* [n_left] */
    size_t               n_left, left_capacity;
    const char          *file; /* being read */
    uint32_t             line;
    dul_str              raw; /* the line as it stands */
    dul_import_text      out; /* the entry being written */
    bool                 no_memory;
} dul_import;

/* Call dul_import_close() at the end, whatever happens. */
void dul_import_init(dul_import *import, dul_import_format format, const dul_countries *countries, const dul_actors *shipped,
                     const dulati_allocator *allocator);
void dul_import_close(dul_import *import);

/* Read the text of one file, called so. False when memory ran out. */
bool dul_import_verbs(dul_import *import, const char *file, dul_str text);
bool dul_import_actors(dul_import *import, const char *file, dul_str text);
bool dul_import_agents(dul_import *import, const char *file, dul_str text);

/* All entries that are not dropped as a file with headings. index: [lines of it] the entry of each line from 1 on, or DUL_NONE. at == NULL: out of memory. */
dul_str dul_import_render(dul_import *import, dul_arena *arena, uint32_t **index, size_t *n_lines);

/* ---- between the files of this folder -------------------------------------------------------------------------------------------- */

/* The next line into import->line and import->raw. */
bool dul_import_next(dul_import *import, dul_str *rest);

/* What the current line says and nobody carries over. */
void dul_import_leave(dul_import *import, const char *reason, const char *message, dul_str what);

/* Remember a word of that class; false when it was known. */
bool dul_import_see(dul_import *import, char class_letter, dul_str word);
bool dul_import_saw(const dul_import *import, char class_letter, dul_str word);

/* import->out, which becomes an entry of the current line or is left when it is too long. */
void dul_import_begin(dul_import *import);
void dul_import_add(dul_import *import, dul_str text);
bool dul_import_end(dul_import *import, dul_import_section section, const char *code, const dul_cameo *means);

/* "KAZGOVMIL" -> country "KAZ" (or a group, or "---") and sectors "GOVMIL" as PLOVER writes them; parts that it has not are left with a finding.
 * False when nothing remains. agent: a code without a country. */
bool dul_import_code(dul_import *import, dul_str code, bool agent, char country[4], char sectors[13]);

/* Without what follows # or ; outside brackets. */
dul_str dul_import_uncomment(dul_str line);

/* "TRADE_UNION_" -> "trade union"; false when a character of it cannot stand in a dictionary of ours. */
bool dul_import_lower(dul_str phrase, char out[128]);

#endif
