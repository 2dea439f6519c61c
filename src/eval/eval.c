/*
 * eval.c -- a sample that people coded against what dulati codes: docs/working-with-rules.md.
 *
 * Events of one report are paired one to one by the assignment of largest weight (the Hungarian algorithm; Kuhn 1955, Munkres 1957): the most pairs of one
 * type, then agreement of actors, recipients, modes. All figures follow from the pairs. Rules of comparison are those of the project's scorer for public
 * records, so that figures agree with it to the digit: roles of older codes are read as PLOVER's sectors, bodies like the United Nations as IGO, a party
 * without code is compared by its words.
 */
#include "eval/eval_json.h"

#include "base/hash.h"

#include <stdarg.h>
#include <stdio.h>

#define EVAL_EVENTS_MAX 400 /* events of one report that are compared */
#define EVAL_ROLES_MAX  6

typedef struct {
    long long tp, gold, pred;
} eval_tally;

enum { EVAL_TYPE, EVAL_MODE, EVAL_COUNTRY, EVAL_CODE, EVAL_BOTH, EVAL_CODES, EVAL_CAMEO, EVAL_STATUS, EVAL_DATE, EVAL_PLACE, EVAL_N };

static const char *const eval_names[EVAL_N] = {"type",           "type+mode",  "type+country", "type+act.code", "type+act+rec",
                                               "type+codes+rec", "cameo-root", "status",       "date",          "place"};

static const char *const eval_types[] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                         "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
#define EVAL_N_TYPE (sizeof eval_types / sizeof eval_types[0])

enum { KIND_MISSED, KIND_FALSE, KIND_EXTRA, KIND_TYPE, KIND_MODE, KIND_ACTOR, KIND_RECIPIENT, KIND_STATUS, KIND_DATE, KIND_PLACE, KIND_N };

static const char *const eval_kinds[KIND_N] = {
    "missed event", "false event", "extra event, gold incomplete", "wrong type", "wrong mode", "wrong actor", "wrong recipient", "wrong status",
    "wrong date",   "wrong place"};

typedef struct {
    dul_arena   arena; /* predictions, for the whole run */
    dul_arena   line;  /* one gold case                  */
    dul_map     preds; /* id -> index of line            */
    dul_str    *pred;
    size_t      n_preds, capacity;
    eval_tally  tally[EVAL_N], per_type[EVAL_N_TYPE];
    long long   n_cases, n_complete, n_covered, kinds[KIND_N];
    dulati_sink sink, errors;
    void       *context, *errors_context;
    bool        failed; /* a sink could not take it */
} eval_run;

/* ---- codes --------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    char country[4]; /* empty: none */
    char role[EVAL_ROLES_MAX][4];
    int  n_roles;
} eval_code;

static bool eval_in(const char *list, const char *code)
{
    for (const char *at = list; *at != '\0'; at += 4)
        if (strncmp(at, code, 3) == 0)
            return true;
    return false;
}

static const char eval_role_only[] = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC CIV PPL INS SEP RAD ";

static const char *eval_role(const char *role)
{
    static const char *const map[][2] = {{"INS", "REB"}, {"SEP", "REB"}, {"RAD", "REB"}, {"CIV", "CVL"}, {"PPL", "CVL"}, {"FRM", "GOV"}, {"PRS", "GOV"},
                                         {"MED", "JRN"}, {"HLH", "JRN"}, {"INT", ""},    {"TOP", ""},    {"MID", ""},    {"HAR", ""},    {"MOD", ""}};
    for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
        if (strcmp(role, map[i][0]) == 0)
            return map[i][1];
    return role;
}

/* "SYRREB" -> SYR, REB; "---REB" -> REB alone; "IGOUNO" -> IGO. */
static eval_code eval_split(dul_str text)
{
    char      part[EVAL_ROLES_MAX + 1][4];
    int       n    = 0;
    eval_code code = {.n_roles = 0};
    text           = dul_str_trim(text);
    for (size_t at = 0; at < text.len && n <= EVAL_ROLES_MAX; at += 3, n++) {
        dul_str three = dul_str_slice(text, at, at + 3);
        memset(part[n], 0, sizeof part[n]);
        for (size_t i = 0; i < three.len; i++)
            part[n][i] = three.at[i] >= 'a' && three.at[i] <= 'z' ? (char)(three.at[i] - 32) : three.at[i];
    }
    if (n == 0)
        return code;
    int first = 1;
    if (strcmp(part[0], "UNO") == 0 || strcmp(part[0], "EUR") == 0 || strcmp(part[0], "EEC") == 0)
        memcpy(code.country, "IGO", 4);
    else if (strcmp(part[0], "NGM") == 0)
        memcpy(code.country, "NGO", 4);
    else if (n == 1 && eval_in(eval_role_only, part[0]))
        first = 0;
    else if (strcmp(part[0], "---") != 0)
        memcpy(code.country, part[0], 4);
    bool group = code.country[0] != '\0' && eval_in("IGO NGO IMG MNC ", code.country);
    for (int i = first; i < n; i++) {
        const char *role = eval_role(part[i]);
        if (role[0] != '\0' && (!group || (strlen(role) == 3 && eval_in(eval_role_only, role))))
            memcpy(code.role[code.n_roles++ % EVAL_ROLES_MAX], role, 4);
    }
    return code;
}

static bool eval_word_char(unsigned char c)
{
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static dul_str eval_word(dul_str *rest)
{
    size_t at = 0, end;
    while (at < rest->len && !eval_word_char((unsigned char)rest->at[at]))
        at++;
    end = at;
    while (end < rest->len && eval_word_char((unsigned char)rest->at[end]))
        end++;
    dul_str word = dul_str_slice(*rest, at, end);
    *rest        = dul_str_slice(*rest, end, rest->len);
    return word;
}

static bool eval_same_word(dul_str a, dul_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.at[i], y = b.at[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
        if (x != y)
            return false;
    }
    return true;
}

static bool eval_counts(dul_str word)
{
    static const char *const stop[] = {"the",  "and", "for",  "with", "from", "that", "this", "its", "his", "her", "their", "was", "were", "has",
                                       "have", "had", "into", "over", "said", "not",  "but",  "are", "who", "all", "new",   "two", "three"};
    size_t                   points = 0;
    for (size_t i = 0; i < word.len; i++)
        points += ((unsigned char)word.at[i] & 0xC0) != 0x80;
    for (size_t i = 0; i < sizeof stop / sizeof stop[0]; i++)
        if (eval_same_word(word, dul_str_of(stop[i])))
            return false;
    return points > 2;
}

/* Do the texts share a word of three letters or more? */
static bool eval_share(dul_str a, dul_str b)
{
    while (a.len > 0) {
        dul_str word = eval_word(&a), rest = b;
        if (!eval_counts(word))
            continue;
        while (rest.len > 0)
            if (eval_same_word(word, eval_word(&rest)))
                return true;
    }
    return false;
}

static bool eval_party_ok(const dul_json *gold, const dul_json *pred, bool role)
{
    const dul_json *codes = dul_json_get(gold, "codes"), *theirs = dul_json_get(pred, "codes");
    if (codes == NULL || codes->n == 0)
        return eval_share(dul_json_text(gold, "text"), dul_json_text(pred, "text")) || eval_share(dul_json_text(gold, "text"), dul_json_text(pred, "name"));
    for (const dul_json *a = codes->child; a != NULL; a = a->next) {
        eval_code one = eval_split(a->text);
        for (const dul_json *b = theirs == NULL ? NULL : theirs->child; b != NULL; b = b->next) {
            eval_code two    = eval_split(b->text);
            bool      shared = false, first = one.n_roles == 0;
            for (int i = 0; i < one.n_roles; i++)
                for (int k = 0; k < two.n_roles; k++)
                    if (strcmp(one.role[i], two.role[k]) == 0) {
                        shared = true;
                        first  = first || i == 0;
                    }
            if (one.country[0] != '\0' ? strcmp(one.country, two.country) != 0 : !shared)
                continue;
            if (!role || first)
                return true;
        }
    }
    return false;
}

static bool eval_any(const dul_json *gold, const dul_json *pred, const dul_json *more, bool role)
{
    for (const dul_json *g = gold == NULL ? NULL : gold->child; g != NULL; g = g->next) {
        for (const dul_json *p = pred == NULL ? NULL : pred->child; p != NULL; p = p->next)
            if (eval_party_ok(g, p, role))
                return true;
        for (const dul_json *p = more == NULL ? NULL : more->child; p != NULL; p = p->next)
            if (eval_party_ok(g, p, role))
                return true;
    }
    return false;
}

static bool eval_has(const dul_json *event, const char *key)
{
    const dul_json *list = dul_json_get(event, key);
    return list != NULL && list->n > 0;
}

static bool eval_actor(const dul_json *gold, const dul_json *pred, bool role)
{
    return eval_any(dul_json_get(gold, "actors"), dul_json_get(pred, "actors"), dul_json_true(gold, "reciprocal") ? dul_json_get(pred, "recipients") : NULL,
                    role);
}

static bool eval_recipient(const dul_json *gold, const dul_json *pred, bool role)
{
    return eval_any(dul_json_get(gold, "recipients"), dul_json_get(pred, "recipients"), NULL, role);
}

/* ---- pairing ------------------------------------------------------------------------------------------------------------------- */

static bool eval_type_ok(const dul_json *gold, const dul_json *pred)
{
    dul_str         type = dul_json_text(pred, "type");
    const dul_json *alt  = dul_json_get(gold, "type_alt");
    if (type.len == 0)
        return false;
    if (dul_str_equal(type, dul_json_text(gold, "type")))
        return true;
    for (const dul_json *a = alt == NULL ? NULL : alt->child; a != NULL; a = a->next)
        if (dul_str_equal(type, a->text))
            return true;
    return false;
}

static dul_str eval_root(const dul_json *event)
{
    dul_str code = dul_json_text(event, "cameo");
    return code.len >= 2 ? dul_str_slice(code, 0, 2) : (dul_str){NULL, 0};
}

static bool eval_root_ok(const dul_json *gold, const dul_json *pred)
{
    return dul_str_equal(eval_root(gold), eval_root(pred));
}

static bool eval_mode_same(const dul_json *gold, const dul_json *pred)
{
    dul_str mode = dul_json_text(gold, "mode");
    return mode.len > 0 && dul_str_equal(mode, dul_json_text(pred, "mode"));
}

static int eval_weight(const dul_json *g, const dul_json *p, bool (*ok)(const dul_json *, const dul_json *))
{
    if (!ok(g, p))
        return 0;
    int w = 1000 + !dul_json_true(g, "optional") + 100 * eval_actor(g, p, false) + 50 * eval_actor(g, p, true) + 5 * eval_mode_same(g, p);
    if (eval_has(g, "recipients"))
        w += 30 * eval_recipient(g, p, false) + 15 * eval_recipient(g, p, true);
    return w;
}

/* The assignment of largest weight of n rows to m columns, n <= m, w[i * m + j] >= 0; row_of[j] is the row of a column, counted from 1, or 0. */
static bool eval_assign(dul_arena *arena, const int *w, size_t n, size_t m, size_t *row_of)
{
    long *u = dul_arena_calloc(arena, n + 1, sizeof *u), *v = dul_arena_calloc(arena, m + 1, sizeof *v), *least = dul_arena_calloc(arena, m + 1, sizeof *least);
    size_t *way  = dul_arena_calloc(arena, m + 1, sizeof *way);
    bool   *used = dul_arena_calloc(arena, m + 1, sizeof *used);
    if (u == NULL || v == NULL || least == NULL || way == NULL || used == NULL)
        return false;
    for (size_t i = 1; i <= n; i++) {
        row_of[0] = i;
        size_t at = 0;
        for (size_t j = 0; j <= m; j++) {
            least[j] = 1L << 40;
            used[j]  = false;
        }
        do {
            used[at]   = true;
            size_t row = row_of[at], next = 0;
            long   delta = 1L << 40;
            for (size_t j = 1; j <= m; j++) {
                if (used[j])
                    continue;
                long cost = -(long)w[(row - 1) * m + j - 1] - u[row] - v[j];
                if (cost < least[j]) {
                    least[j] = cost;
                    way[j]   = at;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    next  = j;
                }
            }
            for (size_t j = 0; j <= m; j++) {
                if (used[j]) {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            at = next;
        } while (row_of[at] != 0);
        while (at != 0) {
            row_of[at] = row_of[way[at]];
            at         = way[at];
        }
    }
    return true;
}

typedef struct {
    const dul_json *item[EVAL_EVENTS_MAX];
    size_t          n;
} eval_events;

/* of[i]: the prediction of a gold event, or n of the predictions. */
static bool eval_pair(dul_arena *arena, const eval_events *gold, const eval_events *pred, bool (*ok)(const dul_json *, const dul_json *), size_t *of)
{
    size_t n = gold->n, m = pred->n;
    for (size_t i = 0; i < n; i++)
        of[i] = m;
    if (n == 0 || m == 0)
        return true;
    bool    turned = n > m;
    size_t  rows = turned ? m : n, columns = turned ? n : m;
    int    *w   = dul_arena_calloc(arena, rows * columns, sizeof *w);
    size_t *row = dul_arena_calloc(arena, columns + 1, sizeof *row);
    if (w == NULL || row == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            w[turned ? j * columns + i : i * columns + j] = eval_weight(gold->item[i], pred->item[j], ok);
    if (!eval_assign(arena, w, rows, columns, row))
        return false;
    for (size_t c = 1; c <= columns; c++)
        if (row[c] != 0 && w[(row[c] - 1) * columns + c - 1] > 0)
            of[turned ? c - 1 : row[c] - 1] = turned ? row[c] - 1 : c - 1;
    return true;
}

/* ---- output -------------------------------------------------------------------------------------------------------------------- */

static void eval_put(eval_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void eval_put(eval_run *run, const char *format, ...)
{
    char    line[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n > 0 && !run->sink(run->context, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1))
        run->failed = true;
}

static void eval_error_text(eval_run *run, dul_str text)
{
    static const char hex[] = "0123456789abcdef";
    char              out[8];
    bool              good = run->errors(run->errors_context, "\"", 1);
    for (size_t i = 0; i < text.len && good; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\') {
            out[0] = '\\';
            out[1] = (char)c;
            good   = run->errors(run->errors_context, out, 2);
        } else if (c < 0x20) {
            memcpy(out, "\\u00", 4);
            out[4] = hex[c >> 4];
            out[5] = hex[c & 15];
            good   = run->errors(run->errors_context, out, 6);
        } else {
            good = run->errors(run->errors_context, text.at + i, 1);
        }
    }
    run->failed = run->failed || !good || !run->errors(run->errors_context, "\"", 1);
}

static void eval_error_raw(eval_run *run, const char *text)
{
    run->failed = run->failed || !run->errors(run->errors_context, text, strlen(text));
}

static void eval_error_event(eval_run *run, const char *name, const dul_json *event)
{
    static const char *const keys[] = {"type", "mode", "cameo", "status", "trigger", "rule"};
    static const char *const list[] = {"actors", "recipients"};
    eval_error_raw(run, ", \"");
    eval_error_raw(run, name);
    eval_error_raw(run, "\": ");
    if (event == NULL) {
        eval_error_raw(run, "null");
        return;
    }
    eval_error_raw(run, "{");
    const char *comma = "\"";
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        dul_str text = dul_json_text(event, keys[i]);
        if (text.len == 0)
            continue;
        eval_error_raw(run, comma);
        eval_error_raw(run, keys[i]);
        eval_error_raw(run, "\": ");
        eval_error_text(run, text);
        comma = ", \"";
    }
    for (size_t i = 0; i < 2; i++) {
        eval_error_raw(run, comma);
        eval_error_raw(run, list[i]);
        eval_error_raw(run, "\": [");
        const dul_json *parties = dul_json_get(event, list[i]);
        for (const dul_json *p = parties == NULL ? NULL : parties->child; p != NULL; p = p->next) {
            const dul_json *codes = dul_json_get(p, "codes");
            eval_error_text(run, dul_json_text(p, "text"));
            for (const dul_json *c = codes == NULL ? NULL : codes->child; c != NULL; c = c->next) {
                eval_error_raw(run, ", ");
                eval_error_text(run, c->text);
            }
            eval_error_raw(run, p->next != NULL ? ", " : "");
        }
        eval_error_raw(run, "]");
        comma = ", \"";
    }
    eval_error_raw(run, "}");
}

/* One line of the error report: what went wrong, in which text, what was wanted, what came, and what the rules said on the way. */
static void eval_error(eval_run *run, int kind, const dul_json *gold_case, const dul_json *pred_case, const dul_json *gold, const dul_json *pred)
{
    run->kinds[kind]++;
    if (run->errors == NULL)
        return;
    eval_error_raw(run, "{\"kind\": \"");
    eval_error_raw(run, eval_kinds[kind]);
    eval_error_raw(run, "\", \"id\": ");
    eval_error_text(run, dul_json_text(gold_case, "id"));
    eval_error_raw(run, ", \"text\": ");
    eval_error_text(run, dul_str_slice(dul_json_text(gold_case, "text"), 0, 1000));
    eval_error_event(run, "gold", gold);
    eval_error_event(run, "coded", pred);
    const dul_json *trace = kind == KIND_MISSED || kind == KIND_TYPE ? dul_json_get(pred_case, "trace") : NULL;
    if (trace != NULL) {
        eval_error_raw(run, ", \"near_misses\": [");
        for (const dul_json *t = trace->child; t != NULL; t = t->next) {
            eval_error_text(run, t->text);
            eval_error_raw(run, t->next != NULL ? ", " : "");
        }
        eval_error_raw(run, "]");
    }
    eval_error_raw(run, "}\n");
}

/* ---- one case ------------------------------------------------------------------------------------------------------------------ */

static bool eval_status_counts(const dul_json *event)
{
    dul_str status = dul_json_text(event, "status");
    return status.len == 0 || dul_str_is(status, "actual") || dul_str_is(status, "historical") || dul_str_is(status, "future");
}

static eval_tally *eval_type_tally(eval_run *run, dul_str type)
{
    for (size_t i = 0; i < EVAL_N_TYPE; i++)
        if (dul_str_is(type, eval_types[i]))
            return &run->per_type[i];
    return NULL;
}

/* The first and last day of "date": "2022-01-05" or {"start","end"}; empty when there is none. */
static dul_str eval_day(const dul_json *event, const char *end)
{
    const dul_json *date = dul_json_get(event, "date");
    return date == NULL ? (dul_str){"", 0} : date->kind == '{' ? dul_json_text(date, end) : date->text;
}

/* The name of a place, which is a text, an object, or an index into the places of the report. */
static dul_str eval_place(const dul_json *report, const dul_json *event)
{
    const dul_json *place = dul_json_get(event, "place"), *places = dul_json_get(report, "places");
    int64_t         index;
    if (place == NULL)
        return (dul_str){"", 0};
    if (place->kind == '0' && dul_str_int(place->text, &index) && places != NULL) {
        place = places->child;
        while (place != NULL && index-- > 0)
            place = place->next;
    }
    return place == NULL ? (dul_str){"", 0} : place->kind == '{' ? dul_json_text(place, "name") : place->text;
}

static void eval_pair_errors(eval_run *run, const dul_json *gc, const dul_json *pc, const dul_json *g, const dul_json *p)
{
    if (dul_json_text(g, "mode").len > 0 && !eval_mode_same(g, p))
        eval_error(run, KIND_MODE, gc, pc, g, p);
    if (eval_has(g, "actors") && !eval_actor(g, p, true))
        eval_error(run, KIND_ACTOR, gc, pc, g, p);
    if (eval_has(g, "recipients") && !eval_recipient(g, p, true))
        eval_error(run, KIND_RECIPIENT, gc, pc, g, p);
    dul_str status = dul_json_text(g, "status"), from = eval_day(g, "start"), to = eval_day(g, "end"), first = eval_day(p, "start"), last = eval_day(p, "end");
    if (status.len > 0) {
        bool same = dul_str_equal(status, dul_json_text(p, "status"));
        run->tally[EVAL_STATUS].gold++;
        run->tally[EVAL_STATUS].pred++;
        run->tally[EVAL_STATUS].tp += same;
        if (!same)
            eval_error(run, KIND_STATUS, gc, pc, g, p);
    }
    if (from.len > 0) { /* days as text compare as days */
        bool meets = first.len > 0 && dul_str_compare(first, to.len > 0 ? to : from) <= 0 && dul_str_compare(from, last.len > 0 ? last : first) <= 0;
        run->tally[EVAL_DATE].gold++;
        run->tally[EVAL_DATE].pred += first.len > 0;
        run->tally[EVAL_DATE].tp += meets;
        if (!meets)
            eval_error(run, KIND_DATE, gc, pc, g, p);
    }
    dul_str place = eval_place(gc, g), theirs = eval_place(pc, p);
    if (place.len > 0) {
        bool same = eval_share(place, theirs);
        run->tally[EVAL_PLACE].gold++;
        run->tally[EVAL_PLACE].pred += theirs.len > 0;
        run->tally[EVAL_PLACE].tp += same;
        if (!same)
            eval_error(run, KIND_PLACE, gc, pc, g, p);
    }
}

static bool eval_collect(const dul_json *report, eval_events *gold, bool statuses)
{
    const dul_json *list = dul_json_get(report, "events");
    gold->n              = 0;
    for (const dul_json *e = list == NULL ? NULL : list->child; e != NULL; e = e->next) {
        if (statuses && !eval_status_counts(e))
            continue;
        if (gold->n == EVAL_EVENTS_MAX)
            return false;
        gold->item[gold->n++] = e;
    }
    return true;
}

static void eval_keep(eval_events *events, bool (*keep)(const dul_json *))
{
    size_t n = 0;
    for (size_t i = 0; i < events->n; i++)
        if (keep(events->item[i]))
            events->item[n++] = events->item[i];
    events->n = n;
}

static bool eval_has_type(const dul_json *event)
{
    return dul_json_text(event, "type").len > 0;
}

static bool eval_has_root(const dul_json *event)
{
    return eval_root(event).at != NULL;
}

static bool eval_has_cameo(const dul_json *event)
{
    return dul_json_text(event, "cameo").len > 0;
}

/* CAMEO roots, paired on their own. */
static bool eval_cameo(eval_run *run, const dul_json *gc, const dul_json *pc)
{
    eval_events *gold = dul_arena_calloc(&run->line, 1, sizeof *gold), *pred = dul_arena_calloc(&run->line, 1, sizeof *pred);
    size_t      *of = dul_arena_calloc(&run->line, EVAL_EVENTS_MAX + 1, sizeof *of);
    if (gold == NULL || pred == NULL || of == NULL)
        return false;
    eval_collect(gc, gold, false);
    eval_keep(gold, eval_has_cameo);
    if (gold->n == 0 && !(dul_json_true(gc, "complete") && dul_json_get(gc, "derived") != NULL && dul_json_get(gc, "derived")->kind != 'f'))
        return true;
    eval_collect(pc, pred, true);
    eval_keep(pred, eval_has_root);
    if (!eval_pair(&run->line, gold, pred, eval_root_ok, of))
        return false;
    eval_tally *t = &run->tally[EVAL_CAMEO];
    t->pred += (long long)pred->n;
    for (size_t i = 0; i < gold->n; i++) {
        bool paired = of[i] < pred->n, given = dul_json_true(gold->item[i], "hand_added");
        t->gold += !given;
        t->tp += paired && !given;
        t->pred -= paired && given;
    }
    return true;
}

static bool eval_scored(const dul_json *event)
{
    return eval_has_type(event) && !dul_json_true(event, "optional");
}

static bool eval_case(eval_run *run, const dul_json *gc, const dul_json *pc)
{
    eval_events *gold = dul_arena_calloc(&run->line, 1, sizeof *gold), *pred = dul_arena_calloc(&run->line, 1, sizeof *pred);
    size_t      *of = dul_arena_calloc(&run->line, EVAL_EVENTS_MAX + 1, sizeof *of), *by = dul_arena_calloc(&run->line, EVAL_EVENTS_MAX + 1, sizeof *by);
    if (gold == NULL || pred == NULL || of == NULL || by == NULL)
        return false;
    run->n_cases++;
    run->n_covered += pc != NULL;
    bool complete = dul_json_true(gc, "complete");
    run->n_complete += complete;
    eval_collect(gc, gold, false);
    eval_collect(pc, pred, true);
    eval_keep(pred, eval_has_type);
    if (!eval_pair(&run->line, gold, pred, eval_type_ok, of))
        return false;
    /* by[j]: the gold event of a prediction; one that is paired with an optional event is left out of all figures. */
    long long dropped = 0;
    for (size_t j = 0; j < pred->n; j++)
        by[j] = gold->n;
    for (size_t i = 0; i < gold->n; i++)
        if (of[i] < pred->n) {
            by[of[i]] = i;
            dropped += !eval_scored(gold->item[i]);
        }
    for (size_t i = 0; i < gold->n; i++) {
        const dul_json *g = gold->item[i];
        if (!eval_scored(g))
            continue;
        const dul_json *p      = of[i] < pred->n ? pred->item[of[i]] : NULL;
        bool            actors = eval_has(g, "actors"), alt = p != NULL && !dul_str_equal(dul_json_text(p, "type"), dul_json_text(g, "type"));
        bool            country = p != NULL && actors && eval_actor(g, p, false), code = p != NULL && actors && eval_actor(g, p, true);
        bool            rec = !eval_has(g, "recipients");
        run->tally[EVAL_TYPE].gold++;
        run->tally[EVAL_TYPE].tp += p != NULL;
        for (int k = EVAL_COUNTRY; k <= EVAL_CODES; k++) {
            run->tally[k].gold += actors;
            run->tally[k].pred -= p != NULL && !actors;
        }
        run->tally[EVAL_COUNTRY].tp += country;
        run->tally[EVAL_CODE].tp += code;
        run->tally[EVAL_BOTH].tp += country && (rec || eval_recipient(g, p, false));
        run->tally[EVAL_CODES].tp += code && (rec || eval_recipient(g, p, true));
        bool moded = dul_json_text(g, "mode").len > 0 && !alt;
        run->tally[EVAL_MODE].gold += moded;
        run->tally[EVAL_MODE].tp += moded && p != NULL && eval_mode_same(g, p);
        run->tally[EVAL_MODE].pred -= !moded && p != NULL && dul_json_text(p, "mode").len > 0;
        eval_tally *own = eval_type_tally(run, dul_json_text(g, "type"));
        if (own != NULL) {
            own->gold++;
            own->tp += p != NULL;
        }
        if (p != NULL)
            eval_pair_errors(run, gc, pc, g, p);
    }
    run->tally[EVAL_TYPE].pred += (long long)pred->n - dropped;
    for (int k = EVAL_COUNTRY; k <= EVAL_CODES; k++)
        run->tally[k].pred += (long long)pred->n - dropped;
    for (size_t j = 0; j < pred->n; j++) {
        bool paired = by[j] < gold->n, scored = paired && eval_scored(gold->item[by[j]]);
        if (paired && !scored)
            continue;
        run->tally[EVAL_MODE].pred += dul_json_text(pred->item[j], "mode").len > 0;
        eval_tally *own = eval_type_tally(run, dul_json_text(paired ? gold->item[by[j]] : pred->item[j], "type"));
        if (own != NULL)
            own->pred++;
    }
    /* What is left over on both sides: of the same act when a party or a word of the trigger is shared, then the type is wrong; else missed and false. */
    for (size_t i = 0; i < gold->n; i++) {
        const dul_json *g = gold->item[i];
        if (!eval_scored(g) || of[i] < pred->n)
            continue;
        size_t j = 0;
        while (j < pred->n &&
               (by[j] < gold->n || !(eval_actor(g, pred->item[j], false) || eval_share(dul_json_text(g, "trigger"), dul_json_text(pred->item[j], "trigger")))))
            j++;
        if (j < pred->n)
            by[j] = i;
        eval_error(run, j < pred->n ? KIND_TYPE : KIND_MISSED, gc, pc, g, j < pred->n ? pred->item[j] : NULL);
    }
    for (size_t j = 0; j < pred->n; j++)
        if (by[j] == gold->n)
            eval_error(run, complete ? KIND_FALSE : KIND_EXTRA, gc, pc, NULL, pred->item[j]);
    return eval_cameo(run, gc, pc);
}

/* ---- all ----------------------------------------------------------------------------------------------------------------------- */

static void eval_row(eval_run *run, const char *name, const eval_tally *t, bool json)
{
    double p = t->pred > 0 ? 100.0 * (double)t->tp / (double)t->pred : 0, r = t->gold > 0 ? 100.0 * (double)t->tp / (double)t->gold : 0;
    double f = t->gold > 0 ? 200.0 * (double)t->tp / (double)(t->pred + t->gold) : 0;
    eval_put(run,
             json ? "{\"figure\": \"%s\", \"precision\": %.4f, \"recall\": %.4f, \"f1\": %.4f, \"right\": %lld, \"gold\": %lld, \"coded\": %lld}\n"
                  : "%-15s  %5.1f  %5.1f  %5.1f   %6lld %6lld %6lld\n",
             name, p, r, f, t->tp, t->gold, t->pred);
}

static void eval_report(eval_run *run, bool json)
{
    if (!json) {
        eval_put(run, "%lld cases, %lld coded%s\n\n", run->n_cases, run->n_covered,
                 run->n_complete < run->n_cases ? "; the sample lists not every event, so precision and F1 are lower bounds" : "");
        eval_put(run, "%-15s  %5s  %5s  %5s   %6s %6s %6s\n", "", "P", "R", "F1", "right", "gold", "coded");
    }
    for (int k = 0; k < EVAL_N; k++)
        if (run->tally[k].gold > 0)
            eval_row(run, eval_names[k], &run->tally[k], json);
    if (!json)
        eval_put(run, "\n");
    for (size_t i = 0; i < EVAL_N_TYPE; i++)
        if (run->per_type[i].gold + run->per_type[i].pred > 0)
            eval_row(run, eval_types[i], &run->per_type[i], json);
    if (!json)
        eval_put(run, "\nerrors\n");
    for (int k = 0; k < KIND_N; k++)
        if (run->kinds[k] > 0)
            eval_put(run, json ? "{\"errors\": \"%s\", \"n\": %lld}\n" : "  %-30s %6lld\n", eval_kinds[k], run->kinds[k]);
}

static dulati_result eval_read_preds(eval_run *run, dul_str text, const char *file, dulati_error *err)
{
    dul_str  line;
    uint64_t number = 0;
    while (dul_str_line(&text, &line)) {
        const dul_json *object;
        dulati_error    inner = {0};
        number++;
        if (dul_str_trim(line).len == 0)
            continue;
        dul_arena_reset(&run->line);
        dulati_result result = dul_json_read(&run->line, line, &object, &inner);
        if (result != DULATI_OK)
            return dul_fail(err, result, inner.message, file, number, inner.byte);
        const char *id    = dul_arena_copy(&run->arena, dul_json_text(object, "id"));
        dul_str    *grown = dul_arena_grow(&run->arena, run->pred, run->n_preds, &run->capacity, sizeof *grown);
        if (id == NULL || grown == NULL || !dul_map_put(&run->preds, dul_str_of(id), (uint32_t)run->n_preds))
            return dul_fail_memory(err);
        run->pred                 = grown;
        run->pred[run->n_preds++] = line;
    }
    return DULATI_OK;
}

static dulati_result eval_read_gold(eval_run *run, dul_str text, const char *file, dulati_error *err)
{
    dul_str  line;
    uint64_t number = 0;
    while (dul_str_line(&text, &line)) {
        const dul_json *gold, *pred = NULL;
        dulati_error    inner = {0};
        number++;
        if (dul_str_trim(line).len == 0)
            continue;
        dul_arena_reset(&run->line);
        dulati_result result = dul_json_read(&run->line, line, &gold, &inner);
        if (result != DULATI_OK)
            return dul_fail(err, result, inner.message, file, number, inner.byte);
        if (dul_json_text(gold, "id").len == 0)
            return dul_fail(err, DULATI_E_FORMAT, "the field \"id\" is missing", file, number, 0);
        const dul_json *events = dul_json_get(gold, "events");
        if (events == NULL || events->kind != '[')
            return dul_fail(err, DULATI_E_FORMAT, "the field \"events\" is missing or no list", file, number, 0);
        if (events->n > EVAL_EVENTS_MAX)
            return dul_fail(err, DULATI_E_TOO_LONG, "more events than 400 in one report", file, number, 0);
        for (const dul_json *e = events->child; e != NULL; e = e->next)
            if (eval_has_type(e) && eval_type_tally(run, dul_json_text(e, "type")) == NULL)
                return dul_fail(err, DULATI_E_FORMAT, "no such event type; PLOVER's are in capitals: PROTEST, ASSAULT ...", file, number, 0);
        uint32_t index = dul_map_find(&run->preds, dul_json_text(gold, "id"));
        if (index != DUL_NONE && dul_json_read(&run->line, run->pred[index], &pred, err) != DULATI_OK)
            return DULATI_E_MEMORY;
        if (!eval_case(run, gold, pred))
            return dul_fail_memory(err);
    }
    return DULATI_OK;
}

dulati_result dulati_eval(const dulati_eval_input *input, bool json, dulati_sink sink, void *context, dulati_sink errors, void *errors_context,
                          dulati_error *err)
{
    eval_run run = {.sink = sink, .context = context, .errors = errors, .errors_context = errors_context};
    dul_arena_init(&run.arena, &dul_allocator_libc);
    dul_arena_init(&run.line, &dul_allocator_libc);
    dul_map_init(&run.preds, &dul_allocator_libc);
    dulati_result result = eval_read_preds(&run, (dul_str){input->coded, input->coded_len}, input->coded_file, err);
    if (result == DULATI_OK)
        result = eval_read_gold(&run, (dul_str){input->gold, input->gold_len}, input->gold_file, err);
    if (result == DULATI_OK)
        eval_report(&run, json);
    if (result == DULATI_OK && run.failed)
        result = dul_fail(err, DULATI_E_IO, "the figures could not be written", NULL, 0, 0);
    dul_map_free(&run.preds);
    dul_arena_free(&run.line);
    dul_arena_free(&run.arena);
    return result;
}
