/*
 * cmd_explain.c -- `explain`: what each stage saw, what came out, and the decisions between, for people who want to know why.
 */
#include "table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    cli_buffer lines; /* the trace, stage by stage */
    char       stage[32];
} explain_trace;

static void explain_take(void *context, const char *stage, const char *text)
{
    explain_trace *trace = context;
    if (strncmp(trace->stage, stage, sizeof trace->stage - 1) != 0) {
        snprintf(trace->stage, sizeof trace->stage, "%s", stage);
        cli_print(&trace->lines, "\n%s\n", stage);
    }
    cli_print(&trace->lines, "  %s\n", text);
}

static void explain_text(cli_buffer *out, const dulati_document *document, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const dulati_token *token = dulati_document_token(document, i);
        cli_print(out, "%s%s", token->form, token->space_after && i + 1 < end ? " " : "");
    }
}

#define TREE_DEPTH_MAX 40

/* The tree, turned on its side: a token's dependents stand below it, indented, with their relation. An explicit stack, since trees may be deep. */
static void explain_tree(cli_buffer *out, const dulati_document *document, const dulati_sentence *sentence)
{
    size_t first = sentence->first_token, n = sentence->end_token - first;
    struct {
        size_t token, next;
    } *stack = malloc((n + 1) * sizeof *stack);
    if (stack == NULL)
        return;
    for (size_t root = 0; root < n; root++) {
        if (dulati_document_token(document, first + root)->head != DULATI_ROOT)
            continue;
        size_t depth   = 1;
        stack[0].token = root;
        stack[0].next  = 0;
        while (depth > 0) {
            size_t              at    = stack[depth - 1].token;
            const dulati_token *token = dulati_document_token(document, first + at);
            if (stack[depth - 1].next == 0) {
                int indent = (int)(depth < TREE_DEPTH_MAX ? depth : TREE_DEPTH_MAX) * 2;
                int column = 44 - indent;
                int width  = (int)strlen(token->form);
                cli_print(out, "  %4zu%*s%s%*s %-11s %-6s %-5s %s\n", first + at, indent, "", token->form, column > width ? column - width : 0, "",
                          token->deprel, token->upos, token->xpos, token->lemma);
            }
            size_t child = stack[depth - 1].next;
            while (child < n && dulati_document_token(document, first + child)->head != first + at)
                child++;
            stack[depth - 1].next = child + 1;
            if (child < n) {
                stack[depth].token = child;
                stack[depth].next  = 0;
                depth++;
            } else {
                depth--;
            }
        }
    }
    free(stack);
}

static void explain_codes(cli_buffer *out, const char *const *codes, size_t n_codes)
{
    for (size_t i = 0; i < n_codes; i++)
        cli_print(out, " %s", codes[i]);
}

static void explain_document(cli_buffer *out, const dulati_document *document)
{
    for (size_t i = 0; i < dulati_document_n_sentences(document); i++) {
        const dulati_sentence *sentence = dulati_document_sentence(document, i);
        cli_print(out, "sentence %zu, %s: ", i, sentence->kind);
        explain_text(out, document, sentence->first_token, sentence->end_token);
        cli_print(out, "\n");
        explain_tree(out, document, sentence);
        cli_print(out, "\n");
    }
    cli_print(out, "entities\n");
    for (size_t i = 0; i < dulati_document_n_entities(document); i++) {
        const dulati_entity *entity = dulati_document_entity(document, i);
        cli_print(out, "  %u..%u %s %s \"%s\" -> %s", entity->span.start, entity->span.end, entity->type, entity->kind, entity->text, entity->name);
        explain_codes(out, entity->codes, entity->n_codes);
        if (entity->coref >= 0)
            cli_print(out, " (same as all of number %d)", entity->coref);
        cli_print(out, "\n");
    }
    cli_print(out, "times\n");
    for (size_t i = 0; i < dulati_document_n_times(document); i++) {
        const dulati_time *time = dulati_document_time(document, i);
        cli_print(out, "  %u..%u %s \"%s\" -> %s\n", time->span.start, time->span.end, time->type, time->text, time->value);
    }
    cli_print(out, "places\n");
    for (size_t i = 0; i < dulati_document_n_places(document); i++) {
        const dulati_place *place = dulati_document_place(document, i);
        cli_print(out, "  %u..%u \"%s\" -> %s, %s, %s %.2f %.2f, sure %.2f\n", place->span.start, place->span.end, place->text, place->name, place->country,
                  place->feature, place->lat, place->lon, place->confidence);
    }
    cli_print(out, "attributions\n");
    for (size_t i = 0; i < dulati_document_n_attributions(document); i++) {
        const dulati_attribution *attribution = dulati_document_attribution(document, i);
        cli_print(out, "  source %u..%u, cue %u..%u, content %u..%u\n", attribution->source.start, attribution->source.end, attribution->cue.start,
                  attribution->cue.end, attribution->content.start, attribution->content.end);
    }
    cli_print(out, "\n");
    cli_table_write(document, out);
}

/* Explain one report; false when it could not be annotated or written. */
static bool explain_report(const cli_options *options, const dulati_reader *reader, dulati_work *work, const dulati_report *given)
{
    dulati_report    report = *given;
    dulati_document *document;
    dulati_error     error;
    explain_trace    trace = {0};
    cli_buffer       out   = {0};
    if (report.date == NULL || report.date[0] == '\0')
        report.date = options->date;
    dulati_work_set_trace(work, explain_take, &trace);
    bool good = dulati_annotate(reader, work, &report, &document, &error) == DULATI_OK;
    if (good) {
        explain_document(&out, document);
        cli_print(&out, "how it came about\n");
        good = cli_buffer_add(&out, trace.lines.bytes == NULL ? "" : trace.lines.bytes, trace.lines.len) && cli_buffer_add(&out, "\n", 1);
        if (fwrite(out.bytes, 1, out.len, stdout) != out.len) {
            fprintf(stderr, "dulati: standard output: %s\n", strerror(errno));
            good = false;
        }
    } else {
        cli_complain(&error);
    }
    dulati_document_free(document);
    free(trace.lines.bytes);
    free(out.bytes);
    return good;
}

static int explain_file(const cli_options *options, const dulati_reader *reader, dulati_work *work, const char *path)
{
    dulati_reports *reports;
    dulati_error    error;
    int             status = EXIT_ALL;
    if (dulati_reports_open(path, options->input_format, NULL, &reports, &error) != DULATI_OK) {
        cli_complain(&error);
        return EXIT_WRONG;
    }
    for (;;) {
        dulati_report *report;
        dulati_result  result = dulati_reports_next(reports, &report, NULL, &error);
        if (result == DULATI_OK && report == NULL)
            break;
        if (result != DULATI_OK) {
            cli_complain(&error);
            status = EXIT_SOME;
            if (result == DULATI_E_FORMAT || result == DULATI_E_TOO_LONG)
                continue;
            status = EXIT_WRONG;
            break;
        }
        if (!explain_report(options, reader, work, report))
            status = EXIT_SOME;
        dulati_report_free(report);
    }
    dulati_reports_close(reports);
    return status;
}

int cmd_explain(const cli_options *options)
{
    dulati_reader *reader = cli_open_reader(options);
    dulati_work   *work   = NULL;
    dulati_error   error;
    int            status = EXIT_ALL;
    if (reader == NULL)
        return EXIT_WRONG;
    if (dulati_work_new(reader, &work, &error) != DULATI_OK) {
        cli_complain(&error);
        status = EXIT_WRONG;
    } else if (options->text != NULL) {
        const dulati_report report = {.id = "text", .text = options->text, .text_len = strlen(options->text), .source = options->source};
        status                     = explain_report(options, reader, work, &report) ? EXIT_ALL : EXIT_SOME;
    } else if (options->n_files == 0) {
        status = explain_file(options, reader, work, "-");
    }
    for (int i = 0; work != NULL && options->text == NULL && i < options->n_files; i++) {
        int one = explain_file(options, reader, work, options->file[i]);
        status  = one > status ? one : status;
    }
    dulati_work_free(work);
    dulati_reader_close(reader);
    return status;
}
