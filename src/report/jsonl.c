/*
 * jsonl.c -- one line, one report.
 *
 * The fields are those of CONTRACT; other collectors' names for them are accepted as well (NGEC: event_text, headline, pub_date, publisher; Event
 * Registry: body, dateTime; news-please: maintext, date_publish; trafilatura: raw_text). The own name wins when both are there. Unknown fields are
 * checked for being JSON, and passed over.
 */
#include "report/jsonpull.h"
#include "report/reports.h"
#include "time/calendar.h"

typedef enum { FIELD_ID, FIELD_TEXT, FIELD_TITLE, FIELD_DATE, FIELD_SOURCE, FIELD_URL, N_FIELDS } field;

static const struct {
    const char *key;
    field       field;
    int         rank; /* the lower wins */
} field_keys[] = {
    {"id", FIELD_ID, 0},         {"text", FIELD_TEXT, 0},        {"event_text", FIELD_TEXT, 1},   {"maintext", FIELD_TEXT, 2},
    {"raw_text", FIELD_TEXT, 3}, {"body", FIELD_TEXT, 4},        {"title", FIELD_TITLE, 0},       {"headline", FIELD_TITLE, 1},
    {"date", FIELD_DATE, 0},     {"pub_date", FIELD_DATE, 1},    {"date_publish", FIELD_DATE, 2}, {"dateTime", FIELD_DATE, 3},
    {"source", FIELD_SOURCE, 0}, {"publisher", FIELD_SOURCE, 1}, {"url", FIELD_URL, 0},
};

static const char *const field_not_string[] = {
    "the field \"id\" is neither a string nor a number",
    "the field \"text\" is not a string",
    "the field \"title\" is not a string",
    "the field \"date\" is not a string",
    "the field \"source\" is not a string",
    "the field \"url\" is not a string",
};

typedef struct {
    dul_str value[N_FIELDS]; /* at == NULL: not there */
    int     rank[N_FIELDS];
} fields;

static bool jsonl_is_number(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

/* A date of publication as YYYY-MM-DD: the form of CONTRACT, also with a time behind it, and the compact 20220106. */
static bool jsonl_date(dul_arena *arena, dul_str text, const char **out)
{
    dul_date date;
    int64_t  compact;
    bool     good = dul_date_parse(text, &date);
    if (!good && text.len == 8 && dul_str_int(text, &compact) && compact > 0) {
        date = (dul_date){(int32_t)(compact / 10000), (int32_t)(compact / 100 % 100), (int32_t)(compact % 100)};
        good = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= dul_days_in_month(date.year, date.month);
    }
    if (!good)
        return false;
    char *copy = dul_arena_alloc(arena, 11);
    if (copy != NULL)
        dul_date_format(date, copy);
    *out = copy;
    return true;
}

/* One member of the object, key and value. *fault is set when the value of a known field is of the wrong type; reading goes on, for the id may follow. */
static bool jsonl_member(dul_jsonpull *json, dul_arena *arena, fields *f, const char **fault, size_t *fault_at)
{
    dul_str key, raw;
    if (!dul_jsonpull_string(json, arena, &key) || !dul_jsonpull_take(json, ':'))
        return false;
    char   first = dul_jsonpull_peek(json);
    size_t start = json->at, k = 0;
    while (k < sizeof field_keys / sizeof field_keys[0] && !dul_str_is(key, field_keys[k].key))
        k++;
    if (k == sizeof field_keys / sizeof field_keys[0])
        return dul_jsonpull_skip(json, NULL);
    field which = field_keys[k].field;
    bool  wins  = f->value[which].at == NULL || field_keys[k].rank <= f->rank[which];
    if (first == '"' && wins) {
        f->rank[which] = field_keys[k].rank;
        return dul_jsonpull_string(json, arena, &f->value[which]);
    }
    if (!dul_jsonpull_skip(json, &raw))
        return false;
    if (which == FIELD_ID && jsonl_is_number(first))
        f->value[which] = raw;
    else if (first != '"' && first != 'n' && field_keys[k].rank == 0 && *fault == NULL) { /* null is as good as nothing */
        *fault    = field_not_string[which];
        *fault_at = start;
    }
    return true;
}

dulati_result dul_jsonl_read(dulati_reports *reports, dul_str line, dul_report_box *box, const char **id, dulati_error *err)
{
    dul_jsonpull json     = {.text = line};
    fields       f        = {0};
    const char  *fault    = NULL;
    size_t       fault_at = 0;
    dul_input   *input    = &reports->input;
    dul_arena   *arena    = &box->arena;
    bool         whole    = dul_jsonpull_take(&json, '{');
    if (whole && dul_jsonpull_peek(&json) == '}') {
        json.at++;
    } else if (whole) {
        while ((whole = jsonl_member(&json, arena, &f, &fault, &fault_at)) && dul_jsonpull_peek(&json) == ',')
            json.at++;
        whole = whole && dul_jsonpull_take(&json, '}');
    }
    whole = whole && dul_jsonpull_end(&json);
    if (f.value[FIELD_ID].at != NULL && (*id = dul_report_name(&reports->arena, f.value[FIELD_ID])) == NULL)
        return dul_fail_memory(err);
    if (!whole && json.fault == NULL)
        return dul_fail_memory(err);
    if (!whole)
        return dul_fail(err, DULATI_E_FORMAT, json.fault, input->path, input->n_lines, input->line_start + json.at);
    if (fault != NULL)
        return dul_fail(err, DULATI_E_FORMAT, fault, input->path, input->n_lines, input->line_start + fault_at);
    if (f.value[FIELD_TEXT].at == NULL)
        return dul_fail(err, DULATI_E_FORMAT, "the field \"text\" is missing", input->path, input->n_lines, input->line_start);
    if (f.value[FIELD_TEXT].len > DULATI_TEXT_MAX)
        return dul_fail(err, DULATI_E_TOO_LONG, "the text is longer than 16 MiB", input->path, input->n_lines, input->line_start);

    dulati_report *report          = &box->report;
    report->text                   = f.value[FIELD_TEXT].at;
    report->text_len               = f.value[FIELD_TEXT].len;
    report->id                     = f.value[FIELD_ID].at != NULL ? dul_report_name(arena, f.value[FIELD_ID])
                                                                  : dul_arena_printf(arena, "%s:%llu", reports->name, (unsigned long long)input->n_lines);
    const char **text_of[N_FIELDS] = {[FIELD_TITLE] = &report->title, [FIELD_SOURCE] = &report->source, [FIELD_URL] = &report->url};
    for (int i = 0; i < N_FIELDS; i++)
        if (text_of[i] != NULL && f.value[i].len > 0 && (*text_of[i] = dul_report_name(arena, f.value[i])) == NULL)
            return dul_fail_memory(err);
    if (f.value[FIELD_DATE].len > 0 && !jsonl_date(arena, dul_str_trim(f.value[FIELD_DATE]), &report->date))
        return dul_fail(err, DULATI_E_FORMAT, "the field \"date\" is not of the form YYYY-MM-DD", input->path, input->n_lines, input->line_start);
    if (report->id == NULL || (f.value[FIELD_DATE].len > 0 && report->date == NULL))
        return dul_fail_memory(err);
    return DULATI_OK;
}
