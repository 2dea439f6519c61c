/*
 * run.c -- a ring of reports between one reading and writing thread and the workers.
 *
 *     read -> [waiting] [working] [done] [done] ... -> write
 *              newest                     oldest
 *
 * The main thread fills free slots with reports and writes finished ones, oldest first, so output keeps input order and is the same for any number of
 * threads. Workers take waiting slots in order. The ring holds a few reports a thread: memory is bounded by the longest reports, not by the corpus.
 */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "run.h"

#include "progress.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define SLOTS_PER_THREAD 8
#define BUFFER_KEEP      ((size_t)4 << 20) /* a larger output buffer is given back after use */

typedef enum { SLOT_FREE, SLOT_WAITING, SLOT_WORKING, SLOT_DONE } slot_state;

typedef struct {
    slot_state     state;
    dulati_report *report; /* NULL: a bad line, error says why */
    char          *id;     /* of a bad line, or NULL           */
    dulati_error   error;
    cli_buffer     out;
    size_t         n_tokens, n_events;
    bool           failed, lost; /* the report could not be read; its output could not be made for want of memory */
} slot;

typedef struct {
    const cli_options   *options;
    const dulati_reader *reader;
    dulati_stages        stages;
    cli_writer           writer;
    slot                *ring;                                /* [n_slots] */
    size_t               n_slots, n_read, n_taken, n_written; /* reports since the start */
    bool                 closing;
    pthread_mutex_t      lock;
    pthread_cond_t       work_waits, slot_done;
    FILE                *output;
    cli_progress         progress;
    dulati_report        text; /* the report of --text */
    bool                 some_failed, unreadable, write_failed;
    uint64_t             open_ns;
    dulati_work        **work; /* [n_threads] */
} run;

bool cli_buffer_add(void *context, const char *bytes, size_t n_bytes)
{
    cli_buffer *buffer = context;
    if (n_bytes == 0)
        return true;
    if (n_bytes > buffer->capacity - buffer->len) {
        size_t wanted = buffer->len + n_bytes, capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
        while (capacity < wanted)
            capacity *= 2;
        char *grown = realloc(buffer->bytes, capacity);
        if (grown == NULL)
            return false;
        buffer->bytes    = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->len, bytes, n_bytes);
    buffer->len += n_bytes;
    return true;
}

static uint64_t run_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

typedef struct {
    const char *stage;
    cli_buffer *out;
    bool        failed;
} run_trace;

static void run_take_trace(void *context, const char *stage, const char *text)
{
    run_trace *trace = context;
    if (strcmp(stage, trace->stage) == 0)
        trace->failed = trace->failed || !cli_buffer_add(trace->out, text, strlen(text)) || !cli_buffer_add(trace->out, "\n", 1);
}

/* Annotate the slot's report and write its output; the worker's part. */
static void run_do(const run *r, dulati_work *work, slot *s)
{
    dulati_document *document = NULL;
    s->out.len                = 0;
    s->lost                   = false;
    if (s->report != NULL) {
        dulati_report report = *s->report;
        report.stages        = r->stages;
        if (report.date == NULL || report.date[0] == '\0')
            report.date = r->options->date;
        if (report.source == NULL)
            report.source = r->options->source;
        run_trace trace = {.stage = r->options->explain_stage, .out = &s->out};
        if (trace.stage != NULL)
            dulati_work_set_trace(work, run_take_trace, &trace);
        dulati_annotate(r->reader, work, &report, &document, &s->error);
        dulati_work_set_trace(work, NULL, NULL);
        s->lost = trace.failed || (s->out.len > 0 && !cli_buffer_add(&s->out, "\n", 1));
    }
    s->failed = document == NULL;
    s->lost   = s->lost || !r->writer(r->options, document, s->report != NULL ? s->report->id : s->id, &s->error, &s->out);
    if (document != NULL) {
        s->n_tokens = dulati_document_n_tokens(document);
        s->n_events = dulati_document_n_events(document);
    }
    dulati_document_free(document);
}

typedef struct {
    run         *r;
    dulati_work *work;
} worker;

static void *run_worker(void *context)
{
    worker *self = context;
    run    *r    = self->r;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->closing && r->n_taken == r->n_read)
            pthread_cond_wait(&r->work_waits, &r->lock);
        if (r->n_taken == r->n_read)
            break;
        slot *s  = &r->ring[r->n_taken++ % r->n_slots];
        s->state = SLOT_WORKING;
        pthread_mutex_unlock(&r->lock);
        run_do(r, self->work, s);
        pthread_mutex_lock(&r->lock);
        s->state = SLOT_DONE;
        pthread_cond_signal(&r->slot_done);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Write out a finished slot and free it; the main thread's part. */
static void run_write(run *r, slot *s)
{
    if (s->failed || s->lost) {
        r->some_failed = true;
        if (s->lost)
            s->error = (dulati_error){.code = DULATI_E_MEMORY, .message = "out of memory while writing a report"};
        cli_progress_clear(&r->progress);
        cli_complain(&s->error);
    }
    if (!r->write_failed && s->out.len > 0 && fwrite(s->out.bytes, 1, s->out.len, r->output) != s->out.len) {
        fprintf(stderr, "dulati: %s: %s\n", r->options->output_path == NULL ? "standard output" : r->options->output_path, strerror(errno));
        r->write_failed = true;
    }
    r->progress.n_reports++;
    r->progress.n_tokens += s->n_tokens;
    r->progress.n_events += s->n_events;
    if (s->report != &r->text)
        dulati_report_free(s->report);
    free(s->id);
    s->report   = NULL;
    s->id       = NULL;
    s->n_tokens = s->n_events = 0;
    s->state                  = SLOT_FREE;
    if (s->out.capacity > BUFFER_KEEP) {
        free(s->out.bytes);
        s->out = (cli_buffer){0};
    }
}

/* Write what is finished, oldest first; wait for the oldest when all is set or the ring is full. */
static void run_drain(run *r, bool all)
{
    pthread_mutex_lock(&r->lock);
    while (r->n_written < r->n_read) {
        slot *s    = &r->ring[r->n_written % r->n_slots];
        bool  full = r->n_read - r->n_written == r->n_slots;
        while (s->state != SLOT_DONE && (all || full))
            pthread_cond_wait(&r->slot_done, &r->lock);
        if (s->state != SLOT_DONE)
            break;
        pthread_mutex_unlock(&r->lock);
        run_write(r, s);
        pthread_mutex_lock(&r->lock);
        r->n_written++;
    }
    pthread_mutex_unlock(&r->lock);
}

/* Hand a report (or a bad line) to the workers; with one thread, do it at once. */
static void run_submit(run *r, dulati_report *report, const char *id, const dulati_error *error)
{
    slot *s   = &r->ring[r->n_read % r->n_slots];
    s->report = report;
    s->id     = id == NULL ? NULL : strdup(id);
    if (report == NULL)
        s->error = *error;
    if (r->options->n_threads == 1) {
        run_do(r, r->work[0], s);
        s->state = SLOT_DONE;
        r->n_read++;
        run_drain(r, true);
        return;
    }
    pthread_mutex_lock(&r->lock);
    s->state = SLOT_WAITING;
    r->n_read++;
    pthread_cond_signal(&r->work_waits);
    pthread_mutex_unlock(&r->lock);
    run_drain(r, false);
}

static void run_file(run *r, const char *path)
{
    dulati_reports *reports;
    dulati_error    error;
    if (dulati_reports_open(path, r->options->input_format, NULL, &reports, &error) != DULATI_OK) {
        cli_complain(&error);
        r->unreadable = true;
        return;
    }
    while (!r->write_failed) {
        dulati_report *report;
        const char    *id     = NULL;
        dulati_result  result = dulati_reports_next(reports, &report, &id, &error);
        if (result == DULATI_OK && report == NULL)
            break;
        if (result != DULATI_OK && result != DULATI_E_FORMAT && result != DULATI_E_TOO_LONG) {
            cli_progress_clear(&r->progress);
            cli_complain(&error);
            r->unreadable = true;
            break;
        }
        run_submit(r, result == DULATI_OK ? report : NULL, id, &error);
        dulati_reports_get_progress(reports, &r->progress.file_read, &r->progress.file_size);
        cli_progress_show(&r->progress);
    }
    dulati_reports_close(reports);
}

static void run_all(run *r)
{
    if (r->options->text != NULL) {
        r->text = (dulati_report){.id = "text", .text = r->options->text, .text_len = strlen(r->options->text)};
        run_submit(r, &r->text, NULL, NULL);
    } else if (r->options->n_files == 0) {
        run_file(r, "-");
    }
    for (int i = 0; i < r->options->n_files && !r->write_failed; i++) {
        r->progress.file_index = i;
        run_file(r, r->options->file[i]);
    }
    run_drain(r, true);
}

static void run_print_stats(const run *r, uint64_t coding_ns)
{
    struct rusage      usage;
    dulati_reader_info info;
    getrusage(RUSAGE_SELF, &usage);
    dulati_reader_get_info(r->reader, &info);
    uint64_t processor_us = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    fprintf(stderr,
            "{\"model\": \"%s\", \"arithmetic\": \"%s\", \"reports\": %llu, \"tokens\": %llu, \"events\": %llu, \"threads\": %u, \"open_ns\": %llu, "
            "\"coding_ns\": %llu, \"processor_ns\": %llu, \"peak_kib\": %ld, \"stages_ns\": {",
            info.model_name, info.kernel, (unsigned long long)r->progress.n_reports, (unsigned long long)r->progress.n_tokens,
            (unsigned long long)r->progress.n_events, r->options->n_threads, (unsigned long long)r->open_ns, (unsigned long long)coding_ns,
            (unsigned long long)processor_us * 1000, usage.ru_maxrss);
    uint64_t    ns;
    const char *name;
    for (size_t i = 0; (name = dulati_work_stage(r->work[0], i, &ns)) != NULL; i++) {
        uint64_t total = 0;
        for (unsigned k = 0; k < r->options->n_threads; k++) {
            dulati_work_stage(r->work[k], i, &ns);
            total += ns;
        }
        fprintf(stderr, "%s\"%s\": %llu", i == 0 ? "" : ", ", name, (unsigned long long)total);
    }
    fputs("}}\n", stderr);
}

/* Make the works, run with or without threads, take everything down. */
static bool run_threads(run *r)
{
    unsigned   n_threads = r->options->n_threads, n_started = 0;
    pthread_t *thread = calloc(n_threads, sizeof *thread);
    worker    *self   = calloc(n_threads, sizeof *self);
    bool       ready  = thread != NULL && self != NULL;
    for (unsigned i = 0; ready && i < n_threads; i++) {
        dulati_error error;
        if (dulati_work_new(r->reader, &r->work[i], &error) != DULATI_OK) {
            cli_complain(&error);
            ready = false;
        }
    }
    for (; ready && n_threads > 1 && n_started < n_threads; n_started++) {
        self[n_started] = (worker){r, r->work[n_started]};
        if (pthread_create(&thread[n_started], NULL, run_worker, &self[n_started]) != 0) {
            fputs("dulati: cannot start a thread\n", stderr);
            ready = false;
            break;
        }
    }
    uint64_t start = run_clock();
    if (ready)
        run_all(r);
    pthread_mutex_lock(&r->lock);
    r->closing = true;
    pthread_cond_broadcast(&r->work_waits);
    pthread_mutex_unlock(&r->lock);
    for (unsigned i = 0; i < n_started; i++)
        pthread_join(thread[i], NULL);
    cli_progress_clear(&r->progress);
    if (ready && r->options->stats)
        run_print_stats(r, run_clock() - start);
    for (unsigned i = 0; i < n_threads; i++)
        dulati_work_free(r->work[i]);
    free(thread);
    free(self);
    return ready;
}

int cli_run(const cli_options *options, dulati_stages stages, const char *header, cli_writer writer)
{
    uint64_t       start  = run_clock();
    dulati_reader *reader = cli_open_reader(options);
    if (reader == NULL)
        return EXIT_WRONG;
    run r = {
        .options = options,
        .reader  = reader,
        .stages  = stages,
        .writer  = writer,
        .n_slots = (size_t)options->n_threads * SLOTS_PER_THREAD,
        .open_ns = run_clock() - start,
        .output  = options->output_path == NULL ? stdout : fopen(options->output_path, "wb"),
    };
    if (r.output == NULL)
        fprintf(stderr, "dulati: %s: %s\n", options->output_path, strerror(errno));
    r.ring = calloc(r.n_slots, sizeof *r.ring);
    r.work = calloc(options->n_threads, sizeof *r.work);
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.work_waits, NULL);
    pthread_cond_init(&r.slot_done, NULL);
    cli_progress_init(&r.progress, options);
    bool ready = r.ring != NULL && r.work != NULL && r.output != NULL;
    if (ready) {
        if (header != NULL)
            fputs(header, r.output);
        ready = run_threads(&r);
    }
    /* A full disk shows itself only when the last bytes go out. */
    if (r.output != NULL && (fflush(r.output) != 0 || (r.output != stdout && fclose(r.output) != 0)) && !r.write_failed) {
        fprintf(stderr, "dulati: %s: %s\n", options->output_path == NULL ? "standard output" : options->output_path, strerror(errno));
        r.write_failed = true;
    }
    for (size_t i = 0; r.ring != NULL && i < r.n_slots; i++) {
        dulati_report_free(r.ring[i].report);
        free(r.ring[i].id);
        free(r.ring[i].out.bytes);
    }
    free(r.ring);
    free(r.work);
    pthread_cond_destroy(&r.work_waits);
    pthread_cond_destroy(&r.slot_done);
    pthread_mutex_destroy(&r.lock);
    dulati_reader_close(reader);
    if (!ready || r.unreadable || r.write_failed)
        return EXIT_WRONG;
    return r.some_failed ? EXIT_SOME : EXIT_ALL;
}
