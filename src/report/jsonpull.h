/*
 * jsonpull.h -- a strict reader of JSON (RFC 8259) that the caller pulls values from, without a tree and without recursion.
 *
 * Malformed UTF-8 inside strings is let pass as it is: texts from the wire hold it, and later stages read it as U+FFFD.
 *
 * Tests  tests/unit/test_reports.c, tests/fuzz/fuzz_jsonl.c
 */
#ifndef DUL_JSONPULL_H
#define DUL_JSONPULL_H

#include "base/memory.h"

#define DUL_JSON_DEPTH 512

typedef struct {
    dul_str     text;
    size_t      at;
    const char *fault; /* constant text once something is wrong; `at` is then where */
} dul_jsonpull;

/* The next character that is no blank, without taking it; '\0' at the end. */
char dul_jsonpull_peek(dul_jsonpull *json);

/* Take one punctuation character; false with a fault when something else stands there. */
bool dul_jsonpull_take(dul_jsonpull *json, char c);

/* Take a string and decode it into the arena. Lone surrogates become U+FFFD. false with a fault ("out of memory" has fault NULL). */
bool dul_jsonpull_string(dul_jsonpull *json, dul_arena *arena, dul_str *out);

/* Take any value; *raw, unless NULL, becomes its bytes. */
bool dul_jsonpull_skip(dul_jsonpull *json, dul_str *raw);

/* Is nothing left but blanks? */
bool dul_jsonpull_end(dul_jsonpull *json);

#endif
