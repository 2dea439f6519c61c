/*
 * mapped.h -- a file mapped read-only: models and dictionaries cost page faults, not copies, and processes share them.
 */
#ifndef DUL_MAPPED_H
#define DUL_MAPPED_H

#include "base/result.h"
#include "base/str.h"

typedef struct {
    dul_str bytes; /* at == NULL for an empty or closed file */
} dul_mapped;

/* Map a whole file. DULATI_E_IO with the file's name on error. */
dulati_result dul_mapped_open(const char *path, dul_mapped *out, dulati_error *err);
void          dul_mapped_close(dul_mapped *mapped);

#endif
