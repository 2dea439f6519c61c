/*
 * main.c -- the program: find the command, read its options, run it.
 */
#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THREADS_MAX 256

static const cli_command commands[] = {
    {"annotate", "[--tokens] [--text TEXT | FILE...]", "reports in, everything found in them out (JSON Lines)",
     "Writes one JSON object a report, in input order: sentences, entities, times, places, attributions,\n"
     "events. Offsets count code points of the text, so Python and R slices fit. A report that cannot be\n"
     "read gives a line with \"error\" and the run goes on.\n"
     "\n"
     "  dulati annotate reports.jsonl > annotations.jsonl\n"
     "  dulati annotate --tokens --date 2022-01-06 story.txt | jq .events\n",
     cmd_annotate, FORMAT_JSONL, .takes_text = true},
    {"code", "[--format jsonl|csv|table] [--text TEXT | FILE...]", "reports in, one event a row out",
     "Writes the events alone, each with its report's id, date, place, actors, quantities, who says so,\n"
     "the sentence, and the rule that coded it.\n"
     "\n"
     "  dulati code --format csv reports.jsonl > events.csv      a spreadsheet, or R: read.csv()\n"
     "  dulati code --format table --date 2022-01-06 story.txt   for reading in a terminal\n"
     "  zcat archive.jsonl.gz | dulati code > events.jsonl       any number of reports, constant memory\n",
     cmd_code, FORMAT_JSONL, .takes_text = true},
    {"places", "[--format table|jsonl|csv] [--explain] [--text TEXT | FILE...]", "a geoparser: the places that a text names, on the map",
     "Prints each place with its row of the gazetteer, how sure that is (0 to 1), and how exact its point:\n"
     "point, town, region or country, and how far that reaches. The data have up to three other places that\n"
     "the name could mean. --explain shows what spoke for and against each.\n"
     "\n"
     "  dulati places --text \"Flights from Paris, Texas, to Paris were cancelled.\"\n"
     "  dulati places --format csv reports.jsonl > places.csv\n"
     "  dulati places --explain --text \"Jordan scored twice in Georgia.\"\n",
     cmd_places, FORMAT_TABLE, .takes_text = true, .explains = true},
    {"times", "[--date DATE] [--format table|jsonl|csv] [--explain] [--text TEXT | FILE...]", "a temporal tagger: dates, times, durations as TIMEX3",
     "Prints each expression with its type, its TIMEX3 value, and the days that it denotes. --date is the day\n"
     "of publication, from which \"Tuesday\" is counted; without it values stay open (XXXX-WXX-2).\n"
     "\n"
     "  dulati times --date 2022-01-06 --text \"Two days later, on Tuesday night, it ended.\"\n"
     "  dulati times --format jsonl reports.jsonl > times.jsonl\n"
     "  dulati times --date 2022-01-06 --explain --text \"for the fourth day in a row\"\n",
     cmd_times, FORMAT_TABLE, .takes_text = true, .explains = true},
    {"explain", "[--text TEXT | FILE...]", "what each stage saw, and which rule coded what",
     "For people who want to know why. Shows sentences, trees, mentions, dates, places, attributions and\n"
     "events, and the decisions behind them with file and line of the dictionary entry.\n"
     "\n"
     "  dulati explain --date 2022-01-06 --text \"Police in Taraz arrested two reporters on Tuesday.\"\n",
     cmd_explain, FORMAT_TABLE, .takes_text = true},
    {"parse", "[--conllu] [--text TEXT | FILE...]", "text or CoNLL-U in, CoNLL-U trees out",
     "Universal Dependencies: tags, features, lemmas, heads; mentions in the last column (docs/output.md).\n"
     "With --conllu the input's tokens and sentences\n"
     "are kept and only the analysis is new.\n"
     "\n"
     "  dulati parse story.txt > story.conllu\n"
     "  dulati parse --conllu en_ewt-ud-dev.conllu > predicted.conllu\n",
     cmd_parse, FORMAT_JSONL, .takes_text = true},
    {"actors", "[FILE...]", "noun phrases in, actor codes out",
     "Each report's text is one phrase, such as \"Kazakh riot police\"; writes {\"id\",\"name\",\"codes\"}.\n"
     "\n"
     "  echo '{\"id\":\"1\",\"text\":\"Kazakh riot police\"}' | dulati actors\n",
     cmd_actors, FORMAT_JSONL, false, false},
    {"dict", "build|check|stats|unknown|import ...", "work with dictionaries: check, stats, unknown, import, build",
     "  dulati dict check [PATH...]     what is wrong with dictionaries, by file and line\n"
     "  dulati dict stats FILE...       how often each entry is hit in a corpus, and which never are\n"
     "  dulati dict unknown FILE...     the parties of a corpus that no dictionary knows\n"
     "  dulati dict import FORMAT ...   dictionaries of TABARI or PETRARCH2 become your own\n"
     "  dulati dict build FOLDER OUT    compile a whole folder into one file\n"
     "\n"
     "dulati dict COMMAND --help tells more. docs/working-with-rules.md shows them at work.\n",
     cmd_dict, FORMAT_JSONL, false, false},
    {"dict build", "FOLDER OUT", "check dictionaries and compile them into one file",
     "Stops at the first bad entry with its file and line.\n"
     "\n"
     "  dulati dict build dictionaries my.dict && dulati code --dict my.dict reports.jsonl\n",
     cmd_dict_build, FORMAT_JSONL, false, false},
    {"dict stats", "[--top N] [--format table|jsonl|csv] [FILE...]", "how often each dictionary entry is hit in a corpus",
     "Codes the reports and counts for each entry of rules and actors how many events or mentions it gave,\n"
     "with one of them. Entries that are never hit come last, with 0. Exceptions (=> none) are left out.\n"
     "\n"
     "  dulati dict stats --format csv reports.jsonl > hits.csv\n"
     "  dulati dict stats --dict mine.txt reports.jsonl | grep mine.txt\n",
     cmd_dict_stats, FORMAT_TABLE, false, false},
    {"dict unknown", "[--top N] [--format table|jsonl|csv] [FILE...]", "the parties of a corpus that no dictionary knows",
     "Codes the reports and lists actors and recipients of events that have no code, the most frequent first,\n"
     "with whom they acted and an example. The table is a draft of a dictionary, to be filled in.\n"
     "\n"
     "  dulati dict unknown --top 100 reports.jsonl > mine.txt\n",
     cmd_dict_unknown, FORMAT_TABLE, false, false},
    {"dict import", "tabari|petrarch2 [--verbs FILE] [--actors FILE] [--agents FILE] [--report FILE] --output FILE",
     "turn dictionaries of TABARI or PETRARCH2 into one of your own",
     "Writes one file for --dict: actors with their dates, role nouns, verbs and simple patterns as rules, with\n"
     "CAMEO codes as PLOVER's types and modes. Standard error counts, by reason, what has no counterpart;\n"
     "--report writes each such line (CSV: file, line, reason, message, text). `dict check` passes the result.\n"
     "\n"
     "  dulati dict import petrarch2 --verbs CAMEO.2.0.txt --agents Phoenix.agents.txt --output mine.txt\n"
     "  dulati code --dict mine.txt reports.jsonl\n",
     cmd_dict_import, FORMAT_JSONL, false, false},
    {"dict check", "[--notes] [--format table|jsonl|csv] [PATH...]", "everything that is wrong with dictionaries, by file and line",
     "A path is a text file or folder of your own, checked as it lies over the shipped dictionaries, or a\n"
     "whole folder of dictionaries; without one the shipped ones are checked. Finds entries that cannot be\n"
     "read, unknown codes, entries that are never reached, that say the same or contradict one another,\n"
     "dates that cross. A comment \"# on purpose: why\" on its line keeps a warning back. --notes shows also\n"
     "what the order of entries settles: two that fit the same words and weigh the same.\n"
     "Exit status: 0 nothing but notes, 1 errors or warnings, 2 a path that cannot be read.\n"
     "\n"
     "  dulati dict check mine.txt\n"
     "  dulati dict check dictionaries/\n",
     cmd_dict_check, FORMAT_TABLE, false, false},
    {"eval", "[--errors FILE] [--format table|jsonl] GOLD.jsonl [CODED.jsonl]", "score dulati on a sample that you coded yourself",
     "Each line of GOLD is a report with its events: {\"id\",\"text\",\"date\"?,\"complete\"?,\"events\":[{\"type\",\"mode\"?,\n"
     "\"cameo\"?,\"actors\":[{\"text\",\"codes\"}],\"recipients\":[...],\"status\"?,\"date\"?,\"place\"?}]}. Its texts are coded now,\n"
     "or taken from CODED, the output of `dulati annotate`. Prints precision, recall and F1 of types, modes,\n"
     "parties, CAMEO, status, dates and places, and the number of errors by kind; --errors writes each error with\n"
     "its text, the rule that fired and the near misses (JSON Lines).\n"
     "\n"
     "  dulati eval --errors errors.jsonl sample.jsonl\n"
     "  dulati eval --dict mine.txt sample.jsonl                 what a change of rules is worth\n",
     cmd_eval, FORMAT_TABLE, false, false},
    {"doctor", "", "are model and dictionaries there, whole and of the right version?", "", cmd_doctor, FORMAT_JSONL, false, false},
    {"version", "", "versions of program, output format, model and dictionaries", "", cmd_version, FORMAT_JSONL, false, false},
};

#define N_COMMANDS (sizeof commands / sizeof commands[0])

static void main_print_options(FILE *to)
{
    fputs("Options\n"
          "  --threads N      threads to use (default: all cores); the output is the same for any number\n"
          "  --output FILE    write there instead of standard output\n"
          "  --date DATE      day of publication for reports that have none (YYYY-MM-DD)\n"
          "  --source NAME    outlet for reports that have none\n"
          "  --text TEXT      this text instead of files: one report with the id \"text\"\n"
          "  --input FORMAT   jsonl, text or conllu (default: by the file's name or its first byte)\n"
          "  --data FOLDER    folder with model and dictionaries (also: environment DULATI_DATA)\n"
          "  --model NAME     fast (the default), accurate (better trees, a seventh of the speed), or a model file\n"
          "  --dict PATH      your own dictionaries, a text file or a folder, laid over the shipped ones; may be\n"
          "                   given again (docs/working-with-rules.md). A compiled file or a whole folder of\n"
          "                   dictionaries stands in place of the shipped ones\n"
          "  --places FILE    your own places, laid over the gazetteer (docs/places.md)\n"
          "  --stats          at the end, one JSON line on standard error: counts, time of each stage, memory\n"
          "  --quiet          no progress on standard error\n",
          to);
}

static void main_print_help(FILE *to)
{
    fputs("dulati reads news reports and writes event data: who did what to whom, where, when, how many,\n"
          "whether it really happened, and according to whom.\n"
          "\n"
          "usage: dulati COMMAND [OPTIONS] [FILE...]       dulati COMMAND --help tells more\n"
          "\n"
          "Commands\n",
          to);
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strchr(commands[i].name, ' ') == NULL) /* "dict check" stands under "dict" */
            fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\n", to);
    main_print_options(to);
    fputs("\n"
          "Input: JSON Lines, one report a line: {\"id\",\"text\",\"title\"?,\"date\"?: \"YYYY-MM-DD\",\"source\"?,\"url\"?};\n"
          "or plain text files, one report each; or standard input.\n"
          "Exit status: 0 all reports were read, 1 some were not (their lines say why), 2 wrong usage or an\n"
          "unreadable file.\n",
          to);
}

static void main_print_command_help(FILE *to, const cli_command *command)
{
    size_t      len  = strlen(command->summary);
    const char *stop = command->summary[len - 1] == '?' ? "" : ".";
    fprintf(to, "usage: dulati %s%s%s\n\n%s%s\n%s%s\n", command->name, command->arguments[0] == '\0' ? "" : " ", command->arguments, command->summary, stop,
            command->help[0] == '\0' ? "" : "\n", command->help);
    main_print_options(to);
}

static int main_usage_error(const char *command, const char *what, const char *value)
{
    fprintf(stderr, "dulati: %s%s%s\n", what, value == NULL ? "" : ": ", value == NULL ? "" : value);
    fprintf(stderr, "try: dulati %s%s--help\n", command, command[0] == '\0' ? "" : " ");
    return EXIT_WRONG;
}

enum {
    OPT_THREADS = 256,
    OPT_OUTPUT,
    OPT_DATE,
    OPT_SOURCE,
    OPT_INPUT,
    OPT_DATA,
    OPT_MODEL,
    OPT_DICT,
    OPT_PLACES,
    OPT_STATS,
    OPT_QUIET,
    OPT_FORMAT,
    OPT_TOKENS,
    OPT_CONLLU,
    OPT_TEXT,
    OPT_EXPLAIN,
    OPT_NOTES,
    OPT_ERRORS,
    OPT_TOP,
    OPT_VERBS,
    OPT_ACTORS,
    OPT_AGENTS,
    OPT_REPORT,
    OPT_HELP
};

static const struct option long_options[] = {
    {"threads", required_argument, NULL, OPT_THREADS},
    {"output", required_argument, NULL, OPT_OUTPUT},
    {"date", required_argument, NULL, OPT_DATE},
    {"source", required_argument, NULL, OPT_SOURCE},
    {"input", required_argument, NULL, OPT_INPUT},
    {"data", required_argument, NULL, OPT_DATA},
    {"model", required_argument, NULL, OPT_MODEL},
    {"dict", required_argument, NULL, OPT_DICT},
    {"places", required_argument, NULL, OPT_PLACES},
    {"stats", no_argument, NULL, OPT_STATS},
    {"quiet", no_argument, NULL, OPT_QUIET},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"tokens", no_argument, NULL, OPT_TOKENS},
    {"conllu", no_argument, NULL, OPT_CONLLU},
    {"text", required_argument, NULL, OPT_TEXT},
    {"explain", no_argument, NULL, OPT_EXPLAIN},
    {"notes", no_argument, NULL, OPT_NOTES},
    {"errors", required_argument, NULL, OPT_ERRORS},
    {"top", required_argument, NULL, OPT_TOP},
    {"help", no_argument, NULL, OPT_HELP},
    {"verbs", required_argument, NULL, OPT_VERBS},
    {"actors", required_argument, NULL, OPT_ACTORS},
    {"agents", required_argument, NULL, OPT_AGENTS},
    {"report", required_argument, NULL, OPT_REPORT},
    {NULL, 0, NULL, 0},
};

/* One of the words, by its place in the list; -1 when it is none of them. */
static int main_choice(const char *value, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

/* YYYY-MM-DD, a day of the calendar: a slip in --date is told once and at once, not for each report. */
static bool main_is_date(const char *text)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    unsigned year = (unsigned)strtoul(text, NULL, 10), month = (unsigned)strtoul(text + 5, NULL, 10), day = (unsigned)strtoul(text + 8, NULL, 10);
    bool     leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return text[10] == '\0' && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

/* Take one option; false when its value is no good. */
static bool main_take_option(const cli_command *command, cli_options *options, int option, const char *value)
{
    static const char *const formats[] = {"jsonl", "csv", "table", NULL};
    static const char *const inputs[]  = {"auto", "jsonl", "text", "conllu", NULL};
    char                    *end       = NULL;
    int                      choice    = 0;
    switch (option) {
    case OPT_THREADS: {
        long n             = strtol(value, &end, 10);
        options->n_threads = (unsigned)n;
        return *value != '\0' && *end == '\0' && n >= 1 && n <= THREADS_MAX;
    }
    case OPT_FORMAT:
        choice          = main_choice(value, formats);
        options->format = (cli_format)choice;
        return choice >= 0;
    case OPT_INPUT:
        choice                = main_choice(value, inputs);
        options->input_format = (dulati_format)choice;
        return choice >= 0;
    case OPT_OUTPUT: options->output_path = value; return true;
    case OPT_DATE: options->date = value; return main_is_date(value);
    case OPT_SOURCE: options->source = value; return true;
    case OPT_DATA: options->data_dir = value; return true;
    case OPT_MODEL: options->model_path = value; return true;
    case OPT_DICT: return cli_take_dict(options, value);
    case OPT_PLACES: options->places_path = value; return true;
    case OPT_TEXT: options->text = value; return command->takes_text;
    case OPT_EXPLAIN: options->explain = true; return command->explains;
    case OPT_TOP: {
        long n       = strtol(value, &end, 10);
        options->top = (size_t)n;
        return *value != '\0' && *end == '\0' && n >= 1 && n <= 1000000;
    }
    case OPT_VERBS:
    case OPT_ACTORS:
    case OPT_AGENTS: options->import[option - OPT_VERBS] = value; return true;
    case OPT_REPORT: options->report_path = value; return true;
    case OPT_ERRORS: options->errors_path = value; return true;
    case OPT_NOTES: options->notes = true; return true;
    case OPT_STATS: options->stats = true; return true;
    case OPT_QUIET: options->quiet = true; return true;
    case OPT_TOKENS: options->tokens = true; return true;
    case OPT_CONLLU: options->input_format = DULATI_FORMAT_CONLLU; return true;
    default: return false;
    }
}

static unsigned main_count_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}

int main(int argc, char **argv)
{
    /* A reader that goes away is an error of writing, told as such, and not a silent death. */
    signal(SIGPIPE, SIG_IGN);
    const char *name = argc < 2 ? "" : argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        main_print_help(stdout);
        return EXIT_ALL;
    }
    if (strcmp(name, "--version") == 0)
        name = "version";
    char               both[64];
    const cli_command *command = NULL;
    int                first   = 2;
    snprintf(both, sizeof both, "%s %s", name, argc > 2 ? argv[2] : "");
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0 || strcmp(both, commands[i].name) == 0) {
            command = &commands[i];
            first   = strchr(commands[i].name, ' ') != NULL ? 3 : 2;
        }
    if (command == NULL) {
        if (argc < 2) {
            main_print_help(stderr);
            return EXIT_WRONG;
        }
        return main_usage_error("", "no such command", name);
    }

    cli_options options = {.command = command->name, .format = command->format, .n_threads = main_count_cores()};
    int         option, index = 0;
    optind = first;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":hq", long_options, &index)) != -1) {
        if (option == OPT_HELP || option == 'h') {
            main_print_command_help(stdout, command);
            return EXIT_ALL;
        }
        if (option == 'q')
            option = OPT_QUIET;
        if (option == '?')
            return main_usage_error(command->name, "no such option", argv[optind - 1]);
        if (option == ':')
            return main_usage_error(command->name, "the option wants a value", argv[optind - 1]);
        if (!main_take_option(command, &options, option, optarg))
            return main_usage_error(command->name, "not a value for this option", argv[optind - 1]);
    }
    options.file    = argv + optind;
    options.n_files = argc - optind;
    if (options.text != NULL && options.n_files > 0)
        return main_usage_error(command->name, "--text stands in place of files", options.file[0]);
    return command->run(&options);
}
