/*
 * rules_inner.h -- what the readers of the event dictionaries share: the file being read, a line in chunks, faults, the items in braces.
 *
 * In      a line of a dictionary, without its comment
 * Out     chunks; sets and slots in the rules
 * Memory  the arena of the rules
 * Tests   tests/unit/test_rules.c
 */
#ifndef DUL_RULES_INNER_H
#define DUL_RULES_INNER_H

#include "event/rules.h"

#define DUL_RULES_CHUNKS_MAX 96 /* chunks of one line */
#define DUL_RULES_SLOTS_MAX  16 /* slots of one entry */

typedef struct {
    dul_rules    *rules;
    const char   *file; /* "events/assault.txt"                                     */
    uint64_t      line;
    uint32_t      layer; /* 0: a shipped dictionary                                  */
    dulati_error *err;
    /* The headings that hold. */
    bool                has_type;
    dul_type            type;
    const dul_type_row *row;
    const char         *cameo;
    const char        **contexts;
    uint32_t            n_contexts, flags;
    dul_slot            also[DUL_RULES_SLOTS_MAX];
    uint32_t            n_also;
} dul_rules_file;

typedef struct {
    dul_str  at[DUL_RULES_CHUNKS_MAX];
    uint32_t n;
} dul_rules_chunks;

dulati_result dul_rules_fail(const dul_rules_file *file, const char *message);

/* Cut at blanks outside of braces; a comma ends its chunk and is a chunk of its own. */
dulati_result dul_rules_cut(const dul_rules_file *file, dul_str line, dul_rules_chunks *out);

/* The sets that the items between a slot's braces make; with no items, none. */
dulati_result dul_rules_braces(const dul_rules_file *file, dul_str items, dul_slot *out);

dul_type dul_rules_type(dul_str name);

/* acled_rules.c: a line of acled.txt. */
dulati_result dul_rules_read_acled(dul_rules_file *file, dul_str line);

#endif
