/* fuzz_conllu.c -- any bytes as a CoNLL-U file: given tokens lie in the text, ascend, and are what the text stage takes. */
#define _POSIX_C_SOURCE 200809L
#include "report/reports.h"
#include "text/tokens.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

static void fuzz_take(const dulati_report *report)
{
    dul_arena arena, scratch;
    dul_text  text;
    dul_arena_init(&arena, &dul_allocator_libc);
    dul_arena_init(&scratch, &dul_allocator_libc);
    const dul_job job = {.arena = &arena, .scratch = &scratch, .text = {report->text, report->text_len}, .published = DUL_DAY_NONE};
    fuzz_require(dul_text_take(&job, report->tokens, report->n_tokens, &text) == DULATI_OK);
    fuzz_require(text.n_tokens == report->n_tokens && text.n_sentences > 0);
    dul_arena_free(&arena);
    dul_arena_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dulati_reports *reports;
    dulati_report  *report;
    dulati_error    error;
    FILE           *file = size == 0 ? NULL : fmemopen((void *)(uintptr_t)data, size, "rb");
    if (file == NULL || dul_reports_start(file, "fuzz.conllu", DULATI_FORMAT_CONLLU, NULL, &reports, &error) != DULATI_OK)
        return 0;
    for (size_t n = 0;; n++) {
        dulati_result result = dulati_reports_next(reports, &report, NULL, &error);
        fuzz_require(n <= 2 * size + 2);
        if (result == DULATI_OK && report == NULL)
            break;
        if (result == DULATI_OK)
            fuzz_take(report);
        else
            fuzz_require(result == DULATI_E_FORMAT || result == DULATI_E_TOO_LONG);
        dulati_report_free(report);
    }
    dulati_reports_close(reports);
    return 0;
}
