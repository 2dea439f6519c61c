/*
 * options.h -- the options that all commands share, read once by main.c.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "dulati.h"

#include <stdio.h>

/* Exit statuses of CONTRACT: every report read; some not; wrong usage or an unreadable file. */
enum { EXIT_ALL = 0, EXIT_SOME = 1, EXIT_WRONG = 2 };

typedef enum { FORMAT_JSONL, FORMAT_CSV, FORMAT_TABLE } cli_format;

#define CLI_OWN_MAX 32

typedef struct {
    const char   *command;
    const char   *data_dir, *model_path, *dict_path, *places_path;
    size_t        top;           /* how many are shown; 0: as many as is usual          */
    void         *collector;     /* of commands that count over a corpus                */
    const char   *errors_path;   /* of eval, or NULL                                    */
    const char   *import[3];     /* of dict import: verbs, actors, agents; or NULL      */
    const char   *report_path;   /* of dict import, or NULL                             */
    const char   *output_path;   /* NULL: standard output                               */
    const char   *date, *source; /* for reports that have none of their own             */
    const char   *text;          /* a report given on the command line, or NULL         */
    cli_format    format;
    dulati_format input_format;
    unsigned      n_threads;
    const char   *explain_stage; /* whose trace goes before each report's output, or NULL */
    bool          tokens, quiet, stats, explain, notes;
    const char   *own[CLI_OWN_MAX]; /* [n_own] the user's dictionaries of --dict */
    size_t        n_own;
    char        **file; /* [n_files]; none: standard input                     */
    int           n_files;
} cli_options;

typedef struct {
    const char *name, *arguments, *summary, *help; /* help: what follows the usage line                  */
    int (*run)(const cli_options *options);
    cli_format format; /* when the options name none                            */
    bool       takes_text, explains;
} cli_command;

int cmd_annotate(const cli_options *options);
int cmd_code(const cli_options *options);
int cmd_places(const cli_options *options);
int cmd_times(const cli_options *options);
int cmd_parse(const cli_options *options);
int cmd_actors(const cli_options *options);
int cmd_explain(const cli_options *options);
int cmd_dict(const cli_options *options);
int cmd_dict_build(const cli_options *options);
int cmd_dict_check(const cli_options *options);
int cmd_dict_unknown(const cli_options *options);
int cmd_dict_import(const cli_options *options);
int cmd_dict_stats(const cli_options *options);
int cmd_eval(const cli_options *options);
int cmd_doctor(const cli_options *options);
int cmd_version(const cli_options *options);

/* Open the reader that the options name; on failure the reason is on standard error and NULL returned. */
dulati_reader *cli_open_reader(const cli_options *options);

/* Take a value of --dict: compiled dictionaries (or a whole folder of them) in place of the shipped ones, or the user's own, laid over. false: too many. */
bool cli_take_dict(cli_options *options, const char *path);

/* What the options say, as the library wants it. */
dulati_reader_options cli_reader_options(const cli_options *options);

/* The folder with model and dictionaries: --data, $DULATI_DATA, beside the program, the installation's. */
const char *cli_data_dir(const cli_options *options);

/* "dulati: file:line: message" on standard error. */
void cli_complain(const dulati_error *error);

#endif
