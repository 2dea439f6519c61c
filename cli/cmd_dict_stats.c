/* cmd_dict_stats.c -- `dict stats`: hits of each dictionary entry over a corpus, those that are never hit at the end. */
#include "table.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#define STATS_SHOWN 100 /* bytes of an example */

typedef struct {
    pthread_mutex_t lock;
    cli_tally       entries;
    bool            failed;
} stats_run;

static bool stats_hit(stats_run *run, const char *entry, const char *example)
{
    char       shown[STATS_SHOWN];
    cli_count *count = entry == NULL || strchr(entry, ':') == NULL ? NULL : cli_tally_at(&run->entries, entry);
    if (count == NULL)
        return entry == NULL || strchr(entry, ':') == NULL; /* "a country" is no entry */
    count->n++;
    size_t n = 0;
    for (; n < sizeof shown - 1 && example[n] != '\0'; n++)
        shown[n] = example[n] == '\n' ? ' ' : example[n];
    shown[n] = '\0';
    return cli_count_example(count, shown);
}

static bool stats_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    stats_run *run = options->collector;
    (void)id;
    (void)error;
    (void)out;
    bool good = true;
    pthread_mutex_lock(&run->lock);
    for (size_t i = 0; document != NULL && i < dulati_document_n_events(document); i++)
        good = stats_hit(run, dulati_document_event(document, i)->rule, dulati_document_event(document, i)->trigger) && good;
    for (size_t i = 0; document != NULL && i < dulati_document_n_entities(document); i++)
        good = stats_hit(run, dulati_document_entity(document, i)->rule, dulati_document_entity(document, i)->text) && good;
    run->failed = run->failed || !good;
    pthread_mutex_unlock(&run->lock);
    return true;
}

static bool stats_row(const cli_options *options, const char *entry, size_t n, const char *example, cli_buffer *out)
{
    if (options->format == FORMAT_JSONL)
        return cli_print(out, "{\"entry\": ") && cli_add_json(out, entry) && cli_print(out, ", \"hits\": %zu, \"example\": ", n) &&
               cli_add_json(out, example) && cli_print(out, "}\n");
    if (options->format == FORMAT_CSV)
        return cli_add_csv(out, entry) && cli_print(out, ",%zu,", n) && cli_add_csv(out, example) && cli_print(out, "\r\n");
    return cli_print(out, "%8zu  %-40s  %s\n", n, entry, example);
}

/* Every entry of the dictionaries gets a row, so that those without hits show. */
static bool stats_add_all(const cli_options *options, cli_tally *entries)
{
    dulati_reader *reader = cli_open_reader(options);
    dulati_entry   entry;
    bool           good = reader != NULL;
    for (size_t i = 0; good && dulati_reader_get_entry(reader, i, &entry); i++)
        if (strcmp(entry.kind, "exception") != 0)
            good = cli_tally_at(entries, entry.name) != NULL;
    dulati_reader_close(reader);
    return good;
}

int cmd_dict_stats(const cli_options *options)
{
    stats_run   run  = {.failed = false};
    cli_options mine = *options;
    cli_buffer  out  = {0};
    mine.collector   = &run;
    mine.output_path = NULL;
    pthread_mutex_init(&run.lock, NULL);
    int         status = cli_run(&mine, DULATI_STAGES_ALL, NULL, stats_write);
    bool        good   = status != EXIT_WRONG && !run.failed && stats_add_all(options, &run.entries);
    size_t      n, top = options->top;
    cli_count **list = cli_tally_sorted(&run.entries, &n);
    if (options->format == FORMAT_CSV)
        good = cli_print(&out, "entry,hits,example\r\n") && good;
    for (size_t i = 0; good && i < n && (top == 0 || i < top); i++)
        good = stats_row(options, list[i]->key, list[i]->n, list[i]->example == NULL ? "" : list[i]->example, &out);
    good = good && cli_write_out(options, &out);
    free(list);
    free(out.bytes);
    cli_tally_free(&run.entries);
    pthread_mutex_destroy(&run.lock);
    return good ? status : EXIT_WRONG;
}
