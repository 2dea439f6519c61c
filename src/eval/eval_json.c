/* eval_json.c -- JSON lines as trees. */
#include "eval/eval_json.h"

#include "report/jsonpull.h"

#define JSON_DEPTH 24 /* what annotations and samples need is 6 */

static dulati_result json_value(dul_arena *arena, dul_jsonpull *pull, int depth, dul_json *out, dulati_error *err);

static dulati_result json_fail(const dul_jsonpull *pull, dulati_error *err)
{
    return pull->fault == NULL ? dul_fail_memory(err) : dul_fail(err, DULATI_E_FORMAT, pull->fault, NULL, 0, pull->at);
}

static dulati_result json_members(dul_arena *arena, dul_jsonpull *pull, int depth, dul_json *out, dulati_error *err)
{
    char       open = out->kind, close = open == '{' ? '}' : ']';
    dul_json **tail = &out->child;
    dul_jsonpull_take(pull, open);
    if (dul_jsonpull_peek(pull) == close)
        return dul_jsonpull_take(pull, close) ? DULATI_OK : json_fail(pull, err);
    for (;;) {
        dul_json *item = dul_arena_calloc(arena, 1, sizeof *item);
        if (item == NULL)
            return dul_fail_memory(err);
        if (open == '{' && (!dul_jsonpull_string(pull, arena, &item->key) || !dul_jsonpull_take(pull, ':')))
            return json_fail(pull, err);
        DUL_TRY(json_value(arena, pull, depth + 1, item, err));
        *tail = item;
        tail  = &item->next;
        out->n++;
        if (dul_jsonpull_peek(pull) == close)
            return dul_jsonpull_take(pull, close) ? DULATI_OK : json_fail(pull, err);
        if (!dul_jsonpull_take(pull, ','))
            return json_fail(pull, err);
    }
}

static dulati_result json_value(dul_arena *arena, dul_jsonpull *pull, int depth, dul_json *out, dulati_error *err)
{
    if (depth > JSON_DEPTH)
        return dul_fail(err, DULATI_E_FORMAT, "the JSON is nested too deeply", NULL, 0, pull->at);
    out->kind = dul_jsonpull_peek(pull);
    if (out->kind == '{' || out->kind == '[')
        return json_members(arena, pull, depth, out, err);
    if (out->kind == '"')
        return dul_jsonpull_string(pull, arena, &out->text) ? DULATI_OK : json_fail(pull, err);
    if (!dul_jsonpull_skip(pull, &out->text))
        return json_fail(pull, err);
    if (out->kind != 't' && out->kind != 'f' && out->kind != 'n')
        out->kind = '0';
    return DULATI_OK;
}

dulati_result dul_json_read(dul_arena *arena, dul_str line, const dul_json **out, dulati_error *err)
{
    dul_jsonpull pull = {.text = line};
    dul_json    *root = dul_arena_calloc(arena, 1, sizeof *root);
    if (root == NULL)
        return dul_fail_memory(err);
    DUL_TRY(json_value(arena, &pull, 0, root, err));
    if (!dul_jsonpull_end(&pull))
        return dul_fail(err, DULATI_E_FORMAT, pull.fault != NULL ? pull.fault : "something stands behind the JSON value", NULL, 0, pull.at);
    *out = root;
    return DULATI_OK;
}

const dul_json *dul_json_get(const dul_json *object, const char *key)
{
    if (object == NULL || object->kind != '{')
        return NULL;
    for (const dul_json *item = object->child; item != NULL; item = item->next)
        if (dul_str_is(item->key, key))
            return item->kind == 'n' ? NULL : item;
    return NULL;
}

dul_str dul_json_text(const dul_json *object, const char *key)
{
    const dul_json *item = dul_json_get(object, key);
    return item == NULL || (item->kind != '"' && item->kind != '0') ? (dul_str){"", 0} : item->text;
}

bool dul_json_true(const dul_json *object, const char *key)
{
    const dul_json *item = dul_json_get(object, key);
    return item != NULL && item->kind == 't';
}
