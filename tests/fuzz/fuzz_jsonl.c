/* fuzz_jsonl.c -- any bytes as a file of JSON Lines: reports and errors, a finite number of them, and every report whole. */
#define _POSIX_C_SOURCE 200809L
#include "report/reports.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dulati_reports *reports;
    dulati_report  *report;
    dulati_error    error;
    const char     *id;
    FILE           *file = size == 0 ? NULL : fmemopen((void *)(uintptr_t)data, size, "rb");
    if (file == NULL || dul_reports_start(file, "fuzz.jsonl", DULATI_FORMAT_JSONL, NULL, &reports, &error) != DULATI_OK)
        return 0;
    size_t n_lines = 1;
    for (size_t i = 0; i < size; i++)
        n_lines += data[i] == '\n';
    for (size_t n = 0;; n++) {
        dulati_result result = dulati_reports_next(reports, &report, &id, &error);
        fuzz_require(n <= n_lines && (report == NULL || result == DULATI_OK));
        if (result == DULATI_OK && report == NULL)
            break;
        if (result == DULATI_OK) {
            fuzz_require(report->id != NULL && report->text != NULL && report->text_len <= size);
            fuzz_require(report->date == NULL || strlen(report->date) == 10);
            fuzz_require(report->text[report->text_len] == '\0');
        } else {
            fuzz_require(result == DULATI_E_FORMAT && error.line >= 1 && error.line <= n_lines && error.byte <= size);
        }
        dulati_report_free(report);
    }
    dulati_reports_close(reports);
    return 0;
}
