/*
 * annotate.c -- the whole of libdulati in one function: a report goes through the stages in order and becomes a document.
 *
 *     text -> syntax -> time -> place -> names -> speech -> event
 *
 * Each stage reads what earlier ones found and adds its own. Places come before names, because codes compose: "the Almaty commandant's office" takes its
 * country from Almaty.
 */
#define _POSIX_C_SOURCE 200809L
#include "document.h"
#include "reader.h"

#include <time.h>

#define SCRATCH_KEPT ((size_t)4 << 20) /* bytes that are worth keeping from stage to stage: a book's are given back */

static uint64_t annotate_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* A stage is done: its scratch is the next one's, and the time since *since is booked under it. */
static void annotate_lap(dulati_work *work, dul_stage stage, uint64_t *since)
{
    dul_arena_reset(&work->scratch);
    if (work->scratch.total > SCRATCH_KEPT)
        dul_arena_free(&work->scratch);
    uint64_t now = annotate_clock();
    work->nanoseconds[stage] += now - *since;
    *since = now;
}

static dulati_result annotate_run(const dulati_reader *reader, dulati_work *work, const dulati_report *report, const dul_job *job, dulati_document *document)
{
    dul_text         text         = {0};
    dul_tree         tree         = {0};
    dul_timexes      times        = {0};
    dul_places       places       = {0};
    dul_mentions     mentions     = {0};
    dul_attributions attributions = {0};
    dul_events       events       = {0};
    dul_phrases      phrases      = {0};
    uint64_t         since        = annotate_clock();

    if (report->tokens != NULL)
        DUL_TRY(dul_text_take(job, report->tokens, report->n_tokens, &text));
    else
        DUL_TRY(dul_text_find(job, &text));
    annotate_lap(work, DUL_STAGE_TEXT, &since);
    DUL_TRY(dul_parser_run(reader->parser, work->parser, job, &text, &tree));
    DUL_TRY(dul_phrase_find_typed(reader->actors, reader->countries, reader->gazetteer, job, &text, &tree, &phrases));
    annotate_lap(work, DUL_STAGE_SYNTAX, &since);
    if (report->stages == DULATI_STAGES_SYNTAX)
        return dul_document_publish(document, job, &(dul_findings){.text = &text, .tree = &tree, .phrases = &phrases}, NULL);

    DUL_TRY(dul_timex_find(job, &text, &tree, &times));
    annotate_lap(work, DUL_STAGE_TIME, &since);
    if (report->stages == DULATI_STAGES_TIME)
        return dul_document_publish(document, job, &(dul_findings){.text = &text, .tree = &tree, .times = &times}, NULL);
    DUL_TRY(dul_toponym_find(reader->gazetteer, reader->countries, job, &text, &tree, &places));
    dul_timex_fiscal(&times, places.story_country);
    annotate_lap(work, DUL_STAGE_PLACE, &since);
    if (report->stages == DULATI_STAGES_PLACE)
        return dul_document_publish(document, job, &(dul_findings){.text = &text, .tree = &tree, .times = &times, .places = &places}, NULL);
    DUL_TRY(dul_mention_find(reader->actors, reader->countries, job, &text, &tree, &places, &mentions));
    annotate_lap(work, DUL_STAGE_NAMES, &since);
    DUL_TRY(dul_attribution_find(reader->cues, job, &text, &tree, &mentions, &attributions));
    annotate_lap(work, DUL_STAGE_SPEECH, &since);
    const dul_findings found = {&text, &tree, &times, &places, &mentions, &attributions, &phrases};
    DUL_TRY(dul_event_find(reader->rules, job, &found, &events));
    annotate_lap(work, DUL_STAGE_EVENT, &since);
    return dul_document_publish(document, job, &found, &events);
}

dulati_result dulati_annotate(const dulati_reader *reader, dulati_work *work, const dulati_report *report, dulati_document **out, dulati_error *err)
{
    *out = NULL;
    if (report->text_len > DULATI_TEXT_MAX)
        return dul_fail(err, DULATI_E_TOO_LONG, "the text is longer than 16 MiB", NULL, 0, DULATI_TEXT_MAX);
    dul_day published = DUL_DAY_NONE;
    if (report->date != NULL && report->date[0] != '\0') {
        dul_date date;
        if (!dul_date_parse(dul_str_of(report->date), &date))
            return dul_fail(err, DULATI_E_ARGUMENT, "the date is not of the form YYYY-MM-DD", NULL, 0, 0);
        published = dul_day_of(date);
    }
    dulati_document *document = dul_alloc(&reader->allocator, sizeof *document);
    if (document == NULL)
        return dul_fail_memory(err);
    memset(document, 0, sizeof *document);
    dul_arena_init(&document->arena, &reader->allocator);
    dul_arena_reset(&work->scratch);

    char *text   = dul_arena_copy(&document->arena, (dul_str){report->text, report->text_len});
    bool  copied = text != NULL;
    if (copied && report->id != NULL)
        copied = (document->id = dul_arena_copy(&document->arena, dul_str_of(report->id))) != NULL;
    if (copied && published != DUL_DAY_NONE) {
        char *date = dul_arena_alloc(&document->arena, 11);
        if ((copied = date != NULL))
            dul_date_format(dul_date_of(published), date);
        document->date = date;
    }
    document->text     = text;
    document->text_len = report->text_len;
    dul_job job        = {
               .arena         = &document->arena,
               .scratch       = &work->scratch,
               .text          = {text, report->text_len},
               .title         = dul_str_of(report->title),
               .source        = dul_str_of(report->source),
               .url           = dul_str_of(report->url),
               .boundary      = reader->boundary.table != NULL ? &reader->boundary : NULL,
               .published     = published,
               .trace         = work->trace,
               .trace_context = work->trace_context,
               .err           = err,
    };
    dulati_result result = copied ? annotate_run(reader, work, report, &job, document) : dul_fail_memory(err);
    if (result != DULATI_OK) {
        dulati_document_free(document);
        return result;
    }
    *out = document;
    return DULATI_OK;
}
