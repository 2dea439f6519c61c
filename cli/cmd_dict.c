/* cmd_dict.c -- `dict build` and `dict check`: dictionaries from text to the compiled file, and what is wrong with them. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

int cmd_dict(const cli_options *options)
{
    if (options->n_files > 0)
        fprintf(stderr, "dulati: no such command: dict %s\n", options->file[0]);
    fputs("usage: dulati dict build|check|stats|unknown|import ...\ntry: dulati dict --help\n", stderr);
    return EXIT_WRONG;
}

int cmd_dict_build(const cli_options *options)
{
    if (options->n_files != 2) {
        fputs("usage: dulati dict build FOLDER OUT\n", stderr);
        return EXIT_WRONG;
    }
    dulati_error error;
    if (dulati_dict_build(options->file[0], options->file[1], &error) == DULATI_OK)
        return EXIT_ALL;
    cli_complain(&error);
    return EXIT_WRONG;
}

typedef struct {
    cli_format format;
    bool       notes; /* show them, too */
    cli_buffer out;
    size_t     n_errors, n_warnings, n_notes;
    bool       failed;
} dict_findings;

static void dict_take(void *context, const dulati_finding *finding)
{
    dict_findings *found = context;
    bool           error = strcmp(finding->level, "error") == 0, warning = strcmp(finding->level, "warning") == 0, good;
    found->n_errors += error;
    found->n_warnings += warning;
    found->n_notes += !error && !warning;
    if (!error && !warning && !found->notes)
        return;
    if (found->format == FORMAT_JSONL) {
        good = cli_print(&found->out, "{\"file\": ") && cli_add_json(&found->out, finding->file) &&
               cli_print(&found->out, ", \"line\": %llu, \"level\": \"%s\", \"check\": \"%s\", \"message\": ", (unsigned long long)finding->line,
                         finding->level, finding->check) &&
               cli_add_json(&found->out, finding->message) && cli_print(&found->out, ", \"other\": ") &&
               (finding->other == NULL ? cli_print(&found->out, "null") : cli_add_json(&found->out, finding->other)) &&
               cli_print(&found->out, ", \"text\": ") && cli_add_json(&found->out, finding->text) && cli_print(&found->out, "}\n");
    } else if (found->format == FORMAT_CSV) {
        good = cli_add_csv(&found->out, finding->file) &&
               cli_print(&found->out, ",%llu,%s,%s,", (unsigned long long)finding->line, finding->level, finding->check) &&
               cli_add_csv(&found->out, finding->message) && cli_print(&found->out, ",") &&
               cli_add_csv(&found->out, finding->other == NULL ? "" : finding->other) && cli_print(&found->out, ",") &&
               cli_add_csv(&found->out, finding->text) && cli_print(&found->out, "\r\n");
    } else {
        good = cli_print(&found->out, "%s:", finding->file) && (finding->line == 0 || cli_print(&found->out, "%llu:", (unsigned long long)finding->line)) &&
               cli_print(&found->out, " %s: %s [%s]\n", finding->level, finding->message, finding->check) &&
               (finding->text[0] == '\0' || cli_print(&found->out, "    %.200s\n", finding->text));
    }
    found->failed = found->failed || !good;
}

int cmd_dict_check(const cli_options *options)
{
    dict_findings         found  = {.format = options->format, .notes = options->notes};
    dulati_reader_options wanted = cli_reader_options(options);
    dulati_error          error;
    if (options->format == FORMAT_CSV)
        found.failed = !cli_print(&found.out, "file,line,level,check,message,other,text\r\n");
    dulati_result result = dulati_dict_check(&wanted, (const char *const *)options->file, (size_t)options->n_files, dict_take, &found, &error);
    if (result != DULATI_OK)
        cli_complain(&error);
    bool good = result == DULATI_OK && cli_write_out(options, &found.out) && !found.failed;
    free(found.out.bytes);
    if (!good)
        return EXIT_WRONG;
    if (!options->quiet)
        fprintf(stderr, "dulati: %zu errors, %zu warnings, %zu notes%s\n", found.n_errors, found.n_warnings, found.n_notes,
                found.n_notes > 0 && !options->notes ? " (--notes shows them)" : "");
    return found.n_errors + found.n_warnings > 0 ? EXIT_SOME : EXIT_ALL;
}
