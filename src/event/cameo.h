/*
 * cameo.h -- the codes of CAMEO, and which type and mode of PLOVER each becomes.
 *
 *     141   PROTEST demo          02    nothing: PLOVER dropped it
 *
 * Tests   tests/unit/test_dict_check.c
 */
#ifndef DUL_CAMEO_H
#define DUL_CAMEO_H

#include "base/str.h"

typedef struct {
    const char *type, *mode; /* NULL: PLOVER has no such type; no mode */
} dul_cameo;

/* What a code of two to four digits stands for; NULL when CAMEO has no such code. */
const dul_cameo *dul_cameo_find(dul_str code);

#endif
