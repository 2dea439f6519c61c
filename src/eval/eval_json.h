/*
 * eval_json.h -- a JSON line as a tree, for the few places that compare whole objects: `dulati eval`.
 *
 * Memory  an arena of the caller
 */
#ifndef DUL_EVAL_JSON_H
#define DUL_EVAL_JSON_H

#include "base/memory.h"

typedef struct dul_json dul_json;

struct dul_json {
    char      kind;  /* '{' '[' '"' '0' 't' 'f' 'n'                        */
    dul_str   key;   /* of a member                                        */
    dul_str   text;  /* decoded string, or the digits of a number          */
    dul_json *child; /* first member or element                            */
    dul_json *next;
    size_t    n; /* members or elements                                */
};

/* Read one value that is the whole line. DULATI_E_FORMAT with a message and the byte when it is none. */
dulati_result dul_json_read(dul_arena *arena, dul_str line, const dul_json **out, dulati_error *err);

/* The member of that name; NULL when there is none, or it is null, or object is NULL. */
const dul_json *dul_json_get(const dul_json *object, const char *key);

/* The text of a string or number member, or the empty one. */
dul_str dul_json_text(const dul_json *object, const char *key);

/* Is the member there and true? */
bool dul_json_true(const dul_json *object, const char *key);

#endif
