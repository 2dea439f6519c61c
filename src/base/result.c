/* result.c -- filling errors, and the names of results. */
#include "base/result.h"

#include <string.h>

dulati_result dul_fail(dulati_error *err, dulati_result code, const char *message, const char *file, uint64_t line, uint64_t byte)
{
    if (err != NULL) {
        *err = (dulati_error){.code = code, .message = message, .line = line, .byte = byte};
        if (file != NULL) {
            /* Of a path that is too long the end says more than the beginning. */
            size_t len = strlen(file), room = sizeof err->file - 1;
            size_t skip = len > room ? len - room : 0;
            memcpy(err->file, file + skip, len - skip + 1);
        }
    }
    return code;
}

dulati_result dul_fail_memory(dulati_error *err)
{
    return dul_fail(err, DULATI_E_MEMORY, "out of memory", NULL, 0, 0);
}

const char *dulati_result_name(dulati_result result)
{
    switch (result) {
    case DULATI_OK: return "ok";
    case DULATI_E_MEMORY: return "memory";
    case DULATI_E_TOO_LONG: return "too_long";
    case DULATI_E_IO: return "io";
    case DULATI_E_FORMAT: return "format";
    case DULATI_E_VERSION: return "version";
    case DULATI_E_ARGUMENT: return "argument";
    }
    return "unknown";
}
