/*
 * conllu_reader.c -- treebank files become reports with given tokens.
 *
 * The text is spelt again from the forms and SpaceAfter=No; sentences stand on lines of their own, paragraphs are parted by blank lines. A range line
 * ("1-2 don't") whose words spell it lends them its place; otherwise its words are set side by side. A report ends at "# newdoc" or after some hundred
 * sentences, so that memory stays bounded whatever the size of the file.
 */
#include "report/reports.h"

#define SENTENCES_MAX 200               /* of one report                          */
#define WORDS_MAX     2000              /* of one sentence, as DUL_SENTENCE_GIVEN_MAX */
#define TEXT_ENOUGH   ((size_t)4 << 20) /* bytes after which a report is given    */

static bool conllu_put(dul_conllu_half *half, dul_str bytes)
{
    if (half->n_text + bytes.len > half->text_capacity) {
        size_t capacity = half->text_capacity == 0 ? 4096 : half->text_capacity;
        while (capacity < half->n_text + bytes.len)
            capacity *= 2;
        char *grown = dul_arena_alloc(&half->box->arena, capacity);
        if (grown == NULL)
            return false;
        if (half->n_text > 0)
            memcpy(grown, half->text, half->n_text);
        half->text          = grown;
        half->text_capacity = capacity;
    }
    if (bytes.len > 0)
        memcpy(half->text + half->n_text, bytes.at, bytes.len);
    half->n_text += bytes.len;
    return true;
}

static bool conllu_token(dul_conllu_half *half, dul_str form, bool clitic)
{
    dulati_given_token *grown = dul_arena_grow(&half->box->arena, half->token, half->n_tokens, &half->token_capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    uint32_t start          = (uint32_t)half->n_text;
    half->token             = grown;
    grown[half->n_tokens++] = (dulati_given_token){start, start + (uint32_t)form.len, half->n_sentences, clitic};
    return conllu_put(half, form);
}

static bool conllu_no_space(dul_str misc)
{
    while (misc.at != NULL)
        if (dul_str_is(dul_str_cut(&misc, '|'), "SpaceAfter=No"))
            return true;
    return false;
}

typedef enum { LINE_FINE, LINE_NO_MEMORY, LINE_COLUMNS, LINE_NUMBER, LINE_FORM, LINE_MANY, LINE_LONG } line_result;

/* A word line or a range line. */
static line_result conllu_line(dul_conllu_half *half, dul_str line)
{
    dul_str column[10], rest = line;
    size_t  n = 0;
    while (rest.at != NULL && n < 10)
        column[n++] = dul_str_cut(&rest, '\t');
    if (n < 10 || rest.at != NULL)
        return LINE_COLUMNS;
    if (memchr(column[0].at, '.', column[0].len) != NULL) /* an empty node of the enhanced graph */
        return LINE_FINE;
    dul_str second = column[0], first = dul_str_cut(&second, '-');
    int64_t id, end                   = 0;
    if (!dul_str_int(first, &id) || id != half->last + 1 ||
        (second.at != NULL && (!dul_str_int(second, &end) || end < id || end - id > 20 || half->range_end > 0)))
        return LINE_NUMBER;
    if (column[1].len == 0)
        return LINE_FORM;
    bool space = !conllu_no_space(column[9]);
    if (second.at != NULL) {
        half->range_end   = end;
        half->range_first = true;
        half->range_space = space;
        return LINE_FINE;
    }
    if (id > WORDS_MAX)
        return LINE_MANY;
    dul_str between = id > 1                   ? (half->space ? DUL_STR(" ") : DUL_STR(""))
                      : half->n_sentences == 0 ? DUL_STR("")
                      : half->newpar           ? DUL_STR("\n\n")
                                               : DUL_STR("\n");
    if (!conllu_put(half, between) || !conllu_token(half, column[1], half->range_end > 0 && !half->range_first))
        return LINE_NO_MEMORY;
    half->last        = id;
    half->space       = space;
    half->range_first = false;
    if (half->range_end > 0) {
        half->space = id == half->range_end && half->range_space;
        if (id == half->range_end)
            half->range_end = 0;
    }
    return LINE_FINE;
}

static dulati_result conllu_fault(const dulati_reports *reports, line_result fault, dulati_error *err)
{
    static const char *const message[] = {"",
                                          "",
                                          "a line of CoNLL-U has not ten columns",
                                          "a word of CoNLL-U does not follow the number before it",
                                          "a word of CoNLL-U has no form",
                                          "a sentence has more than 2,000 words",
                                          "the line is longer than 64 MiB"};
    if (fault == LINE_NO_MEMORY)
        return dul_fail_memory(err);
    return dul_fail(err, fault >= LINE_MANY ? DULATI_E_TOO_LONG : DULATI_E_FORMAT, message[fault], reports->input.path, reports->input.n_lines,
                    reports->input.line_start);
}

/* The sentence in hand has ended well: keep it. */
static void conllu_keep(dul_conllu_half *half)
{
    if (half->last > 0) {
        half->n_sentences++;
        half->newpar = false;
    }
    half->kept_text   = half->n_text;
    half->kept_tokens = half->n_tokens;
    half->last = half->range_end = 0;
    half->skipping               = false;
}

/* Forget the sentence in hand, and pass over what is left of it. */
static void conllu_drop(dul_conllu_half *half)
{
    half->n_text   = half->kept_text;
    half->n_tokens = half->kept_tokens;
    half->last = half->range_end = 0;
    half->skipping               = true;
}

/* The report in the making is complete: name it and hand it out. */
static dulati_result conllu_finish(dulati_reports *reports, dul_report_box **out, dulati_error *err)
{
    dul_conllu_half *half = &reports->half;
    dul_report_box  *box  = half->box;
    const char      *name = reports->doc_id == NULL ? reports->name : reports->doc_id;
    reports->n_parts++;
    box->report.id = reports->n_parts == 1 ? dul_report_name(&box->arena, dul_str_of(name)) : dul_arena_printf(&box->arena, "%s#%u", name, reports->n_parts);
    if (box->report.id == NULL)
        return dul_fail_memory(err);
    box->report.text     = half->text;
    box->report.text_len = half->n_text;
    box->report.tokens   = half->token;
    box->report.n_tokens = half->n_tokens;
    *out                 = box;
    *half                = (dul_conllu_half){0};
    return DULATI_OK;
}

/* The name of the document that begins with this "# newdoc" comment. */
static bool conllu_rename(dulati_reports *reports, dul_str comment)
{
    dul_str name = comment;
    dul_str_cut(&name, '=');
    dul_free(&reports->allocator, reports->doc_id);
    reports->doc_id  = NULL;
    reports->n_parts = 0;
    name             = name.at == NULL ? name : dul_str_trim(name);
    if (name.at == NULL || name.len == 0)
        return true;
    reports->doc_id = dul_alloc(&reports->allocator, name.len + 1);
    if (reports->doc_id == NULL)
        return false;
    memcpy(reports->doc_id, name.at, name.len);
    reports->doc_id[name.len] = '\0';
    return true;
}

/* A sentence with a fault is dropped and reported; what was read before it stays in the half-made report, and the next call reads on behind it. */
dulati_result dul_conllu_read(dulati_reports *reports, dul_report_box **out, dulati_error *err)
{
    dul_conllu_half *half = &reports->half;
    dul_str          line;
    *out = NULL;
    for (;;) {
        if (half->box == NULL && (half->box = dul_report_box_new(&reports->allocator)) == NULL)
            return dul_fail_memory(err);
        dul_input_result got = dul_input_line(&reports->input, &line);
        if (got == DUL_INPUT_MEMORY)
            return dul_fail_memory(err);
        if (got == DUL_INPUT_ERROR)
            return dul_fail(err, DULATI_E_IO, "the file cannot be read", reports->input.path, reports->input.n_lines, 0);
        if (got == DUL_INPUT_END) {
            if (half->range_end > 0)
                conllu_drop(half);
            conllu_keep(half);
            return half->n_sentences > 0 ? conllu_finish(reports, out, err) : DULATI_OK;
        }
        if (line.len == 0) {
            conllu_keep(half);
            if (half->n_sentences >= SENTENCES_MAX || half->n_text >= TEXT_ENOUGH)
                return conllu_finish(reports, out, err);
            continue;
        }
        if (line.at[0] == '#' && half->last == 0) {
            dul_str comment = dul_str_trim(dul_str_slice(line, 1, line.len));
            bool    newdoc  = dul_str_starts(comment, DUL_STR("newdoc"));
            half->newpar    = half->newpar || newdoc || dul_str_starts(comment, DUL_STR("newpar"));
            if (!newdoc)
                continue;
            if (half->n_sentences > 0)
                DUL_TRY(conllu_finish(reports, out, err));
            if (!conllu_rename(reports, comment)) {
                dul_report_box_free(*out);
                *out = NULL;
                return dul_fail_memory(err);
            }
            if (*out != NULL)
                return DULATI_OK;
            continue;
        }
        if (half->skipping)
            continue;
        line_result fault = got == DUL_INPUT_LONG ? LINE_LONG : conllu_line(half, line);
        if (fault != LINE_FINE) {
            conllu_drop(half);
            return conllu_fault(reports, fault, err);
        }
    }
}
