/* cmd_dict_import.c -- `dict import`: dictionaries of TABARI and PETRARCH2 as a dictionary of one's own, and what of them has no counterpart. */
#include "table.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    cli_tally  reasons;
    cli_buffer report;
    bool       failed;
} import_run;

static void import_take(void *context, const dulati_finding *finding)
{
    import_run *run   = context;
    cli_count  *count = cli_tally_at(&run->reasons, finding->check);
    char        text[640];
    snprintf(text, sizeof text, "%s:%llu: %s", finding->file, (unsigned long long)finding->line, finding->message);
    run->failed = run->failed || count == NULL || (count->n == 0 && !cli_count_example(count, text));
    if (count != NULL)
        count->n++;
    run->failed = run->failed || !cli_add_csv(&run->report, finding->file) ||
                  !cli_print(&run->report, ",%llu,%s,", (unsigned long long)finding->line, finding->check) || !cli_add_csv(&run->report, finding->message) ||
                  !cli_print(&run->report, ",") || !cli_add_csv(&run->report, finding->text) || !cli_print(&run->report, "\r\n");
}

static void import_tell(const import_run *run)
{
    size_t      n, total = 0;
    cli_count **list = cli_tally_sorted(&run->reasons, &n);
    for (size_t i = 0; list != NULL && i < n; i++)
        total += list[i]->n;
    fprintf(stderr, "dulati: %zu lines or parts of lines were not carried over\n", total);
    for (size_t i = 0; list != NULL && i < n; i++)
        fprintf(stderr, "  %6zu  %-16s %s\n", list[i]->n, list[i]->key, list[i]->example == NULL ? "" : list[i]->example);
    free(list);
}

int cmd_dict_import(const cli_options *options)
{
    dulati_import import = {.verbs = options->import[0], .actors = options->import[1], .agents = options->import[2]};
    if (options->n_files != 1 || options->output_path == NULL || (import.verbs == NULL && import.actors == NULL && import.agents == NULL)) {
        fputs("usage: dulati dict import tabari|petrarch2 [--verbs FILE] [--actors FILE] [--agents FILE] --output FILE\n", stderr);
        return EXIT_WRONG;
    }
    import_run            run    = {.failed = false};
    cli_buffer            out    = {0};
    cli_options           report = *options;
    dulati_reader_options wanted = cli_reader_options(options);
    dulati_error          error;
    import.format      = options->file[0];
    report.output_path = options->report_path;
    run.failed         = !cli_print(&run.report, "file,line,reason,message,text\r\n");
    bool good          = dulati_dict_import(&wanted, &import, import_take, &run, cli_buffer_add, &out, &error) == DULATI_OK;
    if (!good)
        cli_complain(&error);
    good = good && !run.failed && cli_write_out(options, &out) && (options->report_path == NULL || cli_write_out(&report, &run.report));
    if (good && !options->quiet)
        import_tell(&run);
    cli_tally_free(&run.reasons);
    free(run.report.bytes);
    free(out.bytes);
    return good ? EXIT_ALL : EXIT_WRONG;
}
