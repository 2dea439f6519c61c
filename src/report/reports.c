/*
 * reports.c -- opening a file of reports, guessing its format, and handing its reports out one by one.
 */
#include "report/reports.h"

#include "base/utf8.h"
#include "time/calendar.h"

/* ---- boxes ----------------------------------------------------------------------------------------------------------------------- */

dul_report_box *dul_report_box_new(const dulati_allocator *allocator)
{
    dul_report_box *box = dul_alloc(allocator, sizeof *box);
    if (box == NULL)
        return NULL;
    *box = (dul_report_box){.allocator = *allocator};
    dul_arena_init(&box->arena, &box->allocator);
    return box;
}

void dul_report_box_free(dul_report_box *box)
{
    if (box == NULL)
        return;
    dulati_allocator allocator = box->allocator;
    dul_arena_free(&box->arena);
    dul_free(&allocator, box);
}

void dulati_report_free(dulati_report *report)
{
    dul_report_box_free((dul_report_box *)report); /* its first member */
}

const char *dul_report_name(dul_arena *arena, dul_str text)
{
    size_t n_nul = 0, n = 0;
    for (size_t i = 0; i < text.len; i++)
        n_nul += text.at[i] == '\0';
    if (n_nul == 0)
        return dul_arena_copy(arena, text);
    char *copy = dul_arena_alloc(arena, text.len + 2 * n_nul + 1);
    for (size_t i = 0; copy != NULL && i < text.len; i++) {
        if (text.at[i] == '\0')
            n += dul_utf8_encode(DUL_REPLACEMENT, copy + n);
        else
            copy[n++] = text.at[i];
    }
    if (copy != NULL)
        copy[n] = '\0';
    return copy;
}

/* ---- formats --------------------------------------------------------------------------------------------------------------------- */

static bool reports_name_ends(dul_str name, const char *end)
{
    dul_str tail = dul_str_of(end);
    if (name.len < tail.len)
        return false;
    for (size_t i = 0; i < tail.len; i++)
        if (dul_utf8_lower((unsigned char)name.at[name.len - tail.len + i]) != (unsigned char)tail.at[i])
            return false;
    return true;
}

/* By the name; else by the first bytes, where CoNLL-U is known by its comments or its first word. */
static dulati_format reports_guess(dulati_reports *reports)
{
    dul_str name = dul_str_of(reports->name), head = dul_input_peek(&reports->input);
    if (reports_name_ends(name, ".jsonl") || reports_name_ends(name, ".ndjson") || reports_name_ends(name, ".json"))
        return DULATI_FORMAT_JSONL;
    if (reports_name_ends(name, ".conllu") || reports_name_ends(name, ".conll"))
        return DULATI_FORMAT_CONLLU;
    if (reports_name_ends(name, ".txt"))
        return DULATI_FORMAT_TEXT;
    head = dul_str_trim(head);
    if (head.len > 0 && head.at[0] == '{')
        return DULATI_FORMAT_JSONL;
    if (dul_str_starts(head, DUL_STR("# newdoc")) || dul_str_starts(head, DUL_STR("# sent_id")) || dul_str_starts(head, DUL_STR("# text = ")) ||
        dul_str_starts(head, DUL_STR("1\t")) || dul_str_starts(head, DUL_STR("1-2\t")))
        return DULATI_FORMAT_CONLLU;
    return DULATI_FORMAT_TEXT;
}

/* file NULL: open the path. */
static dulati_result reports_open(FILE *file, const char *path, dulati_format format, const dulati_allocator *allocator, dulati_reports **out,
                                  dulati_error *err)
{
    const dulati_allocator *from    = allocator == NULL ? &dul_allocator_libc : allocator;
    dulati_reports         *reports = dul_alloc(from, sizeof *reports);
    const char             *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    char                   *copy = reports == NULL ? NULL : dul_alloc(from, strlen(name) + 1);
    *out                         = NULL;
    if (copy == NULL) {
        dul_free(from, reports);
        if (file != NULL)
            fclose(file);
        return dul_fail_memory(err);
    }
    memcpy(copy, name, strlen(name) + 1);
    *reports = (dulati_reports){.allocator = *from, .format = format, .name = copy};
    dul_arena_init(&reports->arena, &reports->allocator);
    dulati_result result = file == NULL ? dul_input_open(&reports->input, path, &reports->allocator, err)
                                        : dul_input_start(&reports->input, file, true, path, &reports->allocator, err);
    if (result != DULATI_OK) {
        dul_free(from, copy);
        dul_free(from, reports);
        return result;
    }
    if (format == DULATI_FORMAT_AUTO)
        reports->format = reports_guess(reports);
    *out = reports;
    return DULATI_OK;
}

dulati_result dulati_reports_open(const char *path, dulati_format format, const dulati_allocator *allocator, dulati_reports **out, dulati_error *err)
{
    return reports_open(NULL, path, format, allocator, out, err);
}

dulati_result dul_reports_start(FILE *file, const char *name, dulati_format format, const dulati_allocator *allocator, dulati_reports **out, dulati_error *err)
{
    return reports_open(file, name, format, allocator, out, err);
}

void dulati_reports_close(dulati_reports *reports)
{
    if (reports == NULL)
        return;
    dulati_allocator allocator = reports->allocator;
    dul_input_close(&reports->input);
    dul_report_box_free(reports->half.box);
    dul_arena_free(&reports->arena);
    dul_free(&allocator, reports->name);
    dul_free(&allocator, reports->doc_id);
    dul_free(&allocator, reports);
}

void dulati_reports_get_progress(const dulati_reports *reports, uint64_t *read_bytes, uint64_t *size_bytes)
{
    *read_bytes = reports->input.n_read - (reports->input.chunk_n - reports->input.chunk_at);
    *size_bytes = reports->input.size;
}

/* ---- reading --------------------------------------------------------------------------------------------------------------------- */

/* A date that the file's name begins with: "2022-01-06-almaty.txt". NULL when there is none, or memory ran out. */
static const char *reports_name_date(const dulati_reports *reports, dul_arena *arena)
{
    dul_str  name = dul_str_of(reports->name);
    dul_date date;
    if (name.len < 10 || (name.len > 10 && name.at[10] >= '0' && name.at[10] <= '9') || !dul_date_parse(dul_str_slice(name, 0, 10), &date))
        return NULL;
    return dul_arena_copy(arena, dul_str_slice(name, 0, 10));
}

static dulati_result reports_read_text(dulati_reports *reports, dul_report_box *box, const char **id, dulati_error *err)
{
    dul_str          text;
    dul_input       *input = &reports->input;
    dul_input_result got   = dul_input_rest(input, DULATI_TEXT_MAX, &text);
    reports->done          = true;
    if (got == DUL_INPUT_MEMORY || (*id = dul_report_name(&reports->arena, dul_str_of(reports->name))) == NULL)
        return dul_fail_memory(err);
    if (got == DUL_INPUT_ERROR)
        return dul_fail(err, DULATI_E_IO, "the file cannot be read", input->path, 0, 0);
    if (got == DUL_INPUT_LONG)
        return dul_fail(err, DULATI_E_TOO_LONG, "the text is longer than 16 MiB", input->path, 0, DULATI_TEXT_MAX);
    box->report.id       = dul_report_name(&box->arena, dul_str_of(reports->name));
    box->report.text     = dul_arena_copy(&box->arena, text);
    box->report.text_len = text.len;
    box->report.date     = reports_name_date(reports, &box->arena);
    return box->report.id == NULL || box->report.text == NULL ? dul_fail_memory(err) : DULATI_OK;
}

/* The next line that is not empty, into the box; *none at the end of the file. */
static dulati_result reports_read_jsonl(dulati_reports *reports, dul_report_box *box, bool *none, const char **id, dulati_error *err)
{
    dul_input *input = &reports->input;
    for (;;) {
        dul_str line;
        switch (dul_input_line(input, &line)) {
        case DUL_INPUT_END: *none = true; return DULATI_OK;
        case DUL_INPUT_ERROR: return dul_fail(err, DULATI_E_IO, "the file cannot be read", input->path, input->n_lines, 0);
        case DUL_INPUT_MEMORY: return dul_fail_memory(err);
        case DUL_INPUT_LONG: {
            dulati_error ignored; /* the beginning may hold the id */
            dul_jsonl_read(reports, dul_str_slice(line, 0, 4096), box, id, &ignored);
            return dul_fail(err, DULATI_E_TOO_LONG, "the line is longer than 64 MiB", input->path, input->n_lines, input->line_start);
        }
        case DUL_INPUT_LINE:
            if (dul_str_trim(line).len > 0)
                return dul_jsonl_read(reports, line, box, id, err);
        }
    }
}

dulati_result dulati_reports_next(dulati_reports *reports, dulati_report **out, const char **id, dulati_error *err)
{
    const char *bad_id = NULL;
    *out               = NULL;
    if (id != NULL)
        *id = NULL;
    dul_arena_reset(&reports->arena);
    if (reports->done)
        return DULATI_OK;
    if (reports->format == DULATI_FORMAT_CONLLU) {
        dul_report_box *box;
        dulati_result   result = dul_conllu_read(reports, &box, err);
        *out                   = box == NULL ? NULL : &box->report;
        return result;
    }
    dul_report_box *box  = dul_report_box_new(&reports->allocator);
    bool            none = false;
    if (box == NULL)
        return dul_fail_memory(err);
    dul_str head = dul_input_peek(&reports->input);
    if (reports->format == DULATI_FORMAT_TEXT && head.len == 0 && !ferror(reports->input.file))
        none = reports->done = true; /* an empty file gives no report */
    dulati_result result = none                                    ? DULATI_OK
                           : reports->format == DULATI_FORMAT_TEXT ? reports_read_text(reports, box, &bad_id, err)
                                                                   : reports_read_jsonl(reports, box, &none, &bad_id, err);
    if (result == DULATI_OK && !none) {
        *out = &box->report;
        return DULATI_OK;
    }
    dul_report_box_free(box);
    if (id != NULL && result != DULATI_OK)
        *id = bad_id;
    return result;
}
