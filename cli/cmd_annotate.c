/*
 * cmd_annotate.c -- `annotate`, `code`, `parse` and `actors`: reports in, and four ways to write what was found.
 */
#include "run.h"
#include "table.h"

#include <string.h>

static bool annotate_add(cli_buffer *out, const char *text)
{
    return cli_buffer_add(out, text, strlen(text));
}

/* {"id": ..., "error": {"code": ..., "message": ...}} */
static bool annotate_write_error(const char *id, const dulati_error *error, cli_buffer *out)
{
    return annotate_add(out, "{\"id\": ") && (id == NULL ? annotate_add(out, "null") : cli_add_json(out, id)) &&
           annotate_add(out, ", \"error\": {\"code\": ") && cli_add_json(out, dulati_result_name(error->code)) && annotate_add(out, ", \"message\": ") &&
           cli_add_json(out, error->message) && annotate_add(out, "}}\n");
}

static bool annotate_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    if (document == NULL)
        return annotate_write_error(id, error, out);
    dulati_write_format format = options->tokens ? DULATI_WRITE_ANNOTATIONS_TOKENS : DULATI_WRITE_ANNOTATIONS;
    return dulati_document_write(document, format, cli_buffer_add, out) == DULATI_OK;
}

static bool code_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    (void)id;
    (void)error;
    if (document == NULL)
        return true; /* the reason goes to standard error; a row of events cannot carry it */
    if (options->format == FORMAT_TABLE)
        return cli_table_write(document, out);
    dulati_write_format format = options->format == FORMAT_CSV ? DULATI_WRITE_EVENTS_CSV : DULATI_WRITE_EVENTS_JSONL;
    return dulati_document_write(document, format, cli_buffer_add, out) == DULATI_OK;
}

static bool parse_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    (void)options;
    (void)id;
    (void)error;
    return document == NULL || dulati_document_write(document, DULATI_WRITE_CONLLU, cli_buffer_add, out) == DULATI_OK;
}

/* Of a phrase's entities the widest names it; among equals the first that has a code. */
static const dulati_entity *actors_best(const dulati_document *document)
{
    const dulati_entity *best = NULL;
    for (size_t i = 0; i < dulati_document_n_entities(document); i++) {
        const dulati_entity *entity = dulati_document_entity(document, i);
        if (entity->n_codes == 0)
            continue;
        if (best == NULL || entity->span.end - entity->span.start > best->span.end - best->span.start)
            best = entity;
    }
    return best;
}

static bool actors_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    (void)options;
    if (document == NULL)
        return annotate_write_error(id, error, out);
    const dulati_entity *best = actors_best(document);
    bool                 good = annotate_add(out, "{\"id\": ") && cli_add_json(out, id == NULL ? "" : id) && annotate_add(out, ", \"name\": ") &&
                (best == NULL ? annotate_add(out, "null") : cli_add_json(out, best->name)) && annotate_add(out, ", \"codes\": [");
    for (size_t i = 0; good && best != NULL && i < best->n_codes; i++)
        good = annotate_add(out, i == 0 ? "" : ", ") && cli_add_json(out, best->codes[i]);
    return good && annotate_add(out, "]}\n");
}

int cmd_annotate(const cli_options *options)
{
    return cli_run(options, DULATI_STAGES_ALL, NULL, annotate_write);
}

int cmd_code(const cli_options *options)
{
    return cli_run(options, DULATI_STAGES_ALL, options->format == FORMAT_CSV ? dulati_csv_header() : NULL, code_write);
}

int cmd_parse(const cli_options *options)
{
    return cli_run(options, DULATI_STAGES_SYNTAX, NULL, parse_write);
}

int cmd_actors(const cli_options *options)
{
    return cli_run(options, DULATI_STAGES_ALL, NULL, actors_write);
}
