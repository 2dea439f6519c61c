/*
 * lemma.h -- lemmas by edit scripts and a table of exceptions: docs/model-format.md, section 4.
 *
 *     "l|3|y"   policies -> polic + y        "=be|0|"   is -> be
 *
 * Tests  tests/unit/test_lemma.c
 */
#ifndef DUL_LEMMA_H
#define DUL_LEMMA_H

#include "base/hash.h"
#include "syntax/labels.h"

typedef struct {
    char     mode; /* 'l', 'k', 't' or '='                                  */
    uint32_t cut;  /* code points from the end                              */
    dul_str  add;  /* what is appended; the whole lemma when mode is '='    */
} dul_lemma_script;

/* Read "case|cut|add"; false when it is none. add is a view of text. */
bool dul_lemma_script_read(dul_str text, dul_lemma_script *out);

/* The lemma of a form (norm and norm in lower case), NUL-terminated in the arena or a view of the inputs; at == NULL when memory ran out. */
dul_str dul_lemma_make(const dul_lemma_script *script, dul_str norm, dul_str lower, dul_arena *arena);

/* The exceptions, "lower TAB upos TAB lemma" a line, and their index. */
typedef struct {
    dul_str text;
    dul_map map; /* "lower TAB upos" to the offset of the lemma in text */
} dul_lemma_exceptions;

/* Index the table; text must outlive it. DULATI_E_FORMAT with the line when one is broken. */
dulati_result dul_lemma_exceptions_open(dul_str text, const char *path, const dulati_allocator *allocator, dul_lemma_exceptions *out, dulati_error *err);
void          dul_lemma_exceptions_close(dul_lemma_exceptions *table);

/* The lemma of an exception; at == NULL when there is none. */
dul_str dul_lemma_exceptions_find(const dul_lemma_exceptions *table, dul_str lower, dul_upos upos);

#endif
