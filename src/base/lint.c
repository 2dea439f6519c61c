/* lint.c -- handing findings over. */
#include "base/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINT_MESSAGE_MAX 1000

void dul_lint_add(const dul_lint *lint, dul_lint_place place, const char *format, ...)
{
    if (lint == NULL)
        return;
    char    message[LINT_MESSAGE_MAX], file[LINT_MESSAGE_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const char *colon = place.file == NULL ? NULL : strrchr(place.file, ':');
    if (place.line == 0 && colon != NULL && (size_t)(colon - place.file) < sizeof file) {
        place.line = strtoull(colon + 1, NULL, 10);
        memcpy(file, place.file, (size_t)(colon - place.file));
        file[colon - place.file] = '\0';
        place.file               = file;
    }
    lint->take(lint, &place, message);
}

bool dul_lint_hears(const dul_lint *lint, dulati_result result, const dulati_error *err)
{
    if (lint == NULL || err == NULL || result != DULATI_E_FORMAT || err->line == 0)
        return false;
    dul_lint_add(lint, (dul_lint_place){.level = "error", .check = "format", .file = err->file, .line = err->line}, "%s", err->message);
    return true;
}
