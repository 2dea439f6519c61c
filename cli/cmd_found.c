/*
 * cmd_found.c -- `places` and `times`: dulati as a geoparser and as a temporal tagger, for people who need only that.
 */
#include "grid.h"
#include "table.h"

#include <string.h>

static bool found_head(const dulati_document *document, const char *what, size_t n, cli_buffer *out)
{
    const char *id = dulati_document_id(document), *date = dulati_document_date(document);
    return cli_print(out, "%s%s%s: %zu %s%s\n", id == NULL ? "report" : id, date == NULL ? "" : ", ", date == NULL ? "" : date, n, what, n == 1 ? "" : "s");
}

static bool places_table(const dulati_document *document, cli_buffer *out)
{
    static const char *const title[] = {"span", "text", "name", "country", "feature", "lat", "lon", "geonameid", "sure", "how exact"};
    const size_t             n = dulati_document_n_places(document), n_columns = sizeof title / sizeof *title;
    cli_grid                 grid = {.n_columns = n_columns, .right = {[5] = true, [6] = true, [7] = true}};
    for (size_t i = 0; n > 0 && i < n_columns; i++)
        cli_grid_add(&grid, "%s", title[i]);
    for (size_t i = 0; i < n; i++) {
        const dulati_place *place = dulati_document_place(document, i);
        cli_grid_add(&grid, "%u..%u", place->span.start, place->span.end);
        cli_grid_add(&grid, "%s", place->text);
        cli_grid_add(&grid, "%s", place->name);
        cli_grid_add(&grid, "%s", place->country);
        cli_grid_add(&grid, "%s", place->feature);
        cli_grid_add(&grid, "%.3f", place->lat);
        cli_grid_add(&grid, "%.3f", place->lon);
        if (place->geonameid < 0)
            cli_grid_add(&grid, "-");
        else
            cli_grid_add(&grid, "%lld", (long long)place->geonameid);
        cli_grid_add(&grid, "%.2f", place->confidence);
        cli_grid_add(&grid, "%s, %.*f km", place->precision, place->radius_km < 10 ? 1 : 0, place->radius_km);
    }
    return found_head(document, "place", n, out) && cli_grid_end(&grid, out) && cli_print(out, "\n");
}

static bool times_table(const dulati_document *document, cli_buffer *out)
{
    static const char *const title[] = {"span", "text", "type", "value", "interval"};
    const size_t             n = dulati_document_n_times(document), n_columns = sizeof title / sizeof *title;
    cli_grid                 grid = {.n_columns = n_columns};
    for (size_t i = 0; n > 0 && i < n_columns; i++)
        cli_grid_add(&grid, "%s", title[i]);
    for (size_t i = 0; i < n; i++) {
        const dulati_time *time  = dulati_document_time(document, i);
        const char        *bound = time->bound == NULL ? "" : time->bound, *blank = time->bound == NULL ? "" : " ";
        cli_grid_add(&grid, "%u..%u", time->span.start, time->span.end);
        cli_grid_add(&grid, "%s", time->text);
        cli_grid_add(&grid, "%s", time->type);
        cli_grid_add(&grid, "%s", time->value);
        if (!time->has_interval)
            cli_grid_add(&grid, "-");
        else if (strcmp(time->first, time->last) == 0)
            cli_grid_add(&grid, "%s%s%s", bound, blank, time->first);
        else
            cli_grid_add(&grid, "%s%s%s to %s", bound, blank, time->first, time->last);
    }
    return found_head(document, "time", n, out) && cli_grid_end(&grid, out) && cli_print(out, "\n");
}

static bool places_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    (void)id;
    (void)error;
    if (document == NULL)
        return true; /* the reason goes to standard error */
    if (options->format == FORMAT_TABLE)
        return places_table(document, out);
    return dulati_document_write(document, options->format == FORMAT_CSV ? DULATI_WRITE_PLACES_CSV : DULATI_WRITE_PLACES_JSONL, cli_buffer_add, out) ==
           DULATI_OK;
}

static bool times_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    (void)id;
    (void)error;
    if (document == NULL)
        return true;
    if (options->format == FORMAT_TABLE)
        return times_table(document, out);
    return dulati_document_write(document, options->format == FORMAT_CSV ? DULATI_WRITE_TIMES_CSV : DULATI_WRITE_TIMES_JSONL, cli_buffer_add, out) == DULATI_OK;
}

static int found_run(const cli_options *options, dulati_stages stages, const char *stage, dulati_write_format csv, cli_writer writer)
{
    cli_options mine = *options;
    if (options->explain && options->format != FORMAT_TABLE) {
        fprintf(stderr, "dulati: --explain is for people: it goes with --format table\n");
        return EXIT_WRONG;
    }
    mine.explain_stage = options->explain ? stage : NULL;
    return cli_run(&mine, stages, options->format == FORMAT_CSV ? dulati_csv_header_of(csv) : NULL, writer);
}

int cmd_places(const cli_options *options)
{
    return found_run(options, DULATI_STAGES_PLACE, "place", DULATI_WRITE_PLACES_CSV, places_write);
}

int cmd_times(const cli_options *options)
{
    return found_run(options, DULATI_STAGES_TIME, "time", DULATI_WRITE_TIMES_CSV, times_write);
}
