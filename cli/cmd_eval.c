/* cmd_eval.c -- `eval`: the user's own coded sample against what dulati codes, and every error by kind. */
#include "table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define EVAL_TRACE_MAX 12 /* near misses that are kept of one report */

static bool eval_slurp(const char *path, cli_buffer *out)
{
    char   piece[65536];
    size_t n;
    FILE  *file = fopen(path, "rb");
    bool   good = file != NULL;
    while (good && (n = fread(piece, 1, sizeof piece, file)) > 0)
        good = cli_buffer_add(out, piece, n);
    good = good && !ferror(file);
    if (!good)
        fprintf(stderr, "dulati: %s: %s\n", path, file == NULL && errno == ENOENT ? "no such file" : strerror(errno));
    if (file != NULL)
        fclose(file);
    return good;
}

typedef struct {
    cli_buffer lines; /* JSON strings, parted by commas */
    size_t     n;
} eval_trace;

/* Of the trace keep what tells why there is no event. */
static void eval_take(void *context, const char *stage, const char *text)
{
    eval_trace *trace = context;
    if (strcmp(stage, "event") != 0 || trace->n == EVAL_TRACE_MAX)
        return;
    if (strstr(text, "near miss") == NULL && strstr(text, "no event") == NULL && strstr(text, "figure of speech") == NULL)
        return;
    while (*text == ' ')
        text++;
    if (cli_print(&trace->lines, trace->n == 0 ? "" : ", ") && cli_add_json(&trace->lines, text))
        trace->n++;
}

/* Annotate one report; its line gets the near misses. */
static bool eval_annotate(const dulati_reader *reader, dulati_work *work, const dulati_report *report, cli_buffer *out)
{
    dulati_document *document;
    dulati_error     error;
    eval_trace       trace = {.n = 0};
    dulati_work_set_trace(work, eval_take, &trace);
    if (dulati_annotate(reader, work, report, &document, &error) != DULATI_OK) {
        cli_complain(&error);
        free(trace.lines.bytes);
        return true; /* no line: counts as no events */
    }
    bool good = dulati_document_write(document, DULATI_WRITE_ANNOTATIONS, cli_buffer_add, out) == DULATI_OK;
    if (good && out->len >= 2)
        out->len -= 2; /* "}\n" */
    good = good && cli_buffer_add(out, ", \"trace\": [", 12) && (trace.n == 0 || cli_buffer_add(out, trace.lines.bytes, trace.lines.len)) &&
           cli_buffer_add(out, "]}\n", 3);
    dulati_document_free(document);
    free(trace.lines.bytes);
    return good;
}

static bool eval_code(const cli_options *options, const char *path, cli_buffer *out)
{
    dulati_reader  *reader  = cli_open_reader(options);
    dulati_work    *work    = NULL;
    dulati_reports *reports = NULL;
    dulati_error    error;
    bool            good = reader != NULL;
    if (good && (dulati_work_new(reader, &work, &error) != DULATI_OK || dulati_reports_open(path, DULATI_FORMAT_JSONL, NULL, &reports, &error) != DULATI_OK)) {
        cli_complain(&error);
        good = false;
    }
    while (good) {
        dulati_report *report;
        dulati_result  result = dulati_reports_next(reports, &report, NULL, &error);
        if (result == DULATI_OK && report == NULL)
            break;
        if (result != DULATI_OK) {
            cli_complain(&error);
            good = result == DULATI_E_FORMAT || result == DULATI_E_TOO_LONG;
            continue;
        }
        if (report->date == NULL || report->date[0] == '\0') {
            dulati_report dated = *report;
            dated.date          = options->date;
            good                = eval_annotate(reader, work, &dated, out);
        } else {
            good = eval_annotate(reader, work, report, out);
        }
        dulati_report_free(report);
    }
    dulati_reports_close(reports);
    dulati_work_free(work);
    dulati_reader_close(reader);
    return good;
}

static bool eval_sink(void *context, const char *bytes, size_t n_bytes)
{
    return fwrite(bytes, 1, n_bytes, context) == n_bytes;
}

int cmd_eval(const cli_options *options)
{
    cli_buffer   gold = {0}, coded = {0}, figures = {0};
    dulati_error error;
    FILE        *errors = NULL;
    if (options->n_files < 1 || options->n_files > 2) {
        fputs("usage: dulati eval [--errors FILE] GOLD.jsonl [CODED.jsonl]\n", stderr);
        return EXIT_WRONG;
    }
    bool good =
        eval_slurp(options->file[0], &gold) && (options->n_files == 2 ? eval_slurp(options->file[1], &coded) : eval_code(options, options->file[0], &coded));
    if (good && options->errors_path != NULL && (errors = fopen(options->errors_path, "wb")) == NULL) {
        fprintf(stderr, "dulati: %s: %s\n", options->errors_path, strerror(errno));
        good = false;
    }
    const dulati_eval_input input = {.gold       = gold.bytes == NULL ? "" : gold.bytes,
                                     .gold_len   = gold.len,
                                     .gold_file  = options->file[0],
                                     .coded      = coded.bytes == NULL ? "" : coded.bytes,
                                     .coded_len  = coded.len,
                                     .coded_file = options->n_files == 2 ? options->file[1] : "dulati"};
    if (good &&
        dulati_eval(&input, options->format == FORMAT_JSONL, cli_buffer_add, &figures, errors == NULL ? NULL : eval_sink, errors, &error) != DULATI_OK) {
        cli_complain(&error);
        good = false;
    }
    good = good && cli_write_out(options, &figures);
    if (errors != NULL && fclose(errors) != 0 && good) {
        fprintf(stderr, "dulati: %s: %s\n", options->errors_path, strerror(errno));
        good = false;
    }
    free(gold.bytes);
    free(coded.bytes);
    free(figures.bytes);
    return good ? EXIT_ALL : EXIT_WRONG;
}
