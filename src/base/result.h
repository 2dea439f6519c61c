/*
 * result.h -- what can fail and how it says so: DUL_TRY, DUL_ASSERT, filling a dulati_error.
 */
#ifndef DUL_RESULT_H
#define DUL_RESULT_H

#include "dulati.h"

#include <assert.h>

/* Pass a failure up to the caller. */
#define DUL_TRY(call)                   \
    do {                                \
        dulati_result result_ = (call); \
        if (result_ != DULATI_OK)       \
            return result_;             \
    } while (0)

/* What the code relies on; never about input. Checked in debug builds, free in release. */
#define DUL_ASSERT(condition) assert(condition)

/* Fill err (which may be NULL) and return the code. message is constant text; file may be NULL; line and byte 0 when unknown. */
dulati_result dul_fail(dulati_error *err, dulati_result code, const char *message, const char *file, uint64_t line, uint64_t byte);

/* The commonest failure. */
dulati_result dul_fail_memory(dulati_error *err);

#endif
