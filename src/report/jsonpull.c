/* jsonpull.c -- JSON values one by one. */
#include "report/jsonpull.h"

#include "base/utf8.h"

static bool json_fail(dul_jsonpull *json, const char *fault)
{
    if (json->fault == NULL)
        json->fault = fault;
    return false;
}

char dul_jsonpull_peek(dul_jsonpull *json)
{
    while (json->at < json->text.len) {
        char c = json->text.at[json->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
        json->at++;
    }
    return '\0';
}

bool dul_jsonpull_end(dul_jsonpull *json)
{
    dul_jsonpull_peek(json);
    return json->at == json->text.len || json_fail(json, "something stands behind the JSON object");
}

bool dul_jsonpull_take(dul_jsonpull *json, char c)
{
    if (dul_jsonpull_peek(json) != c || json->at >= json->text.len) {
        switch (c) {
        case '{': return json_fail(json, "a JSON object is expected here");
        case ':': return json_fail(json, "a colon is missing behind a JSON key");
        default: return json_fail(json, "a comma or a closing bracket is missing in JSON");
        }
    }
    json->at++;
    return true;
}

static int json_hex4(const dul_jsonpull *json, size_t at)
{
    int value = 0;
    if (json->text.len - at < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        char c     = json->text.at[at + i];
        int  digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* An escape behind its backslash, decoded into out (at most four bytes). Returns how many, 0 with a fault. */
static size_t json_escape(dul_jsonpull *json, char out[4])
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (json->at >= json->text.len) {
        json_fail(json, "a JSON string has no end");
        return 0;
    }
    char        c   = json->text.at[json->at++];
    const char *hit = c == '\0' ? NULL : strchr(from, c);
    if (hit != NULL) {
        out[0] = to[hit - from];
        return 1;
    }
    int high = c == 'u' ? json_hex4(json, json->at) : -1;
    if (high < 0) {
        json->at--;
        json_fail(json, "an unknown escape in a JSON string");
        return 0;
    }
    json->at += 4;
    uint32_t cp = (uint32_t)high;
    if (cp >= 0xD800 && cp < 0xDC00 && json->text.len - json->at >= 6 && json->text.at[json->at] == '\\' && json->text.at[json->at + 1] == 'u') {
        int low = json_hex4(json, json->at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
            json->at += 6;
        }
    }
    return dul_utf8_encode(cp, out);
}

/* Pass over a string; out, unless NULL, receives it decoded and has room for it. *n_out its bytes. */
static bool json_string(dul_jsonpull *json, char *out, size_t *n_out)
{
    size_t n = 0;
    if (dul_jsonpull_peek(json) != '"')
        return json_fail(json, "a JSON string is expected here");
    json->at++;
    while (json->at < json->text.len) {
        unsigned char c = (unsigned char)json->text.at[json->at];
        if (c == '"') {
            json->at++;
            *n_out = n;
            return true;
        }
        if (c < 0x20)
            return json_fail(json, "a control character stands unescaped in a JSON string");
        json->at++;
        if (c == '\\') {
            char   decoded[4];
            size_t len = json_escape(json, decoded);
            if (len == 0)
                return false;
            if (out != NULL)
                memcpy(out + n, decoded, len);
            n += len;
        } else {
            if (out != NULL)
                out[n] = (char)c;
            n++;
        }
    }
    return json_fail(json, "a JSON string has no end");
}

bool dul_jsonpull_string(dul_jsonpull *json, dul_arena *arena, dul_str *out)
{
    dul_jsonpull ahead = *json;
    size_t       n;
    if (!json_string(&ahead, NULL, &n)) {
        *json = ahead;
        return false;
    }
    char *copy = dul_arena_alloc(arena, n + 1);
    if (copy == NULL)
        return false;
    json_string(json, copy, &n);
    copy[n] = '\0';
    *out    = (dul_str){copy, n};
    return true;
}

static size_t json_digits(dul_jsonpull *json)
{
    size_t n = 0;
    for (; json->at < json->text.len && json->text.at[json->at] >= '0' && json->text.at[json->at] <= '9'; n++)
        json->at++;
    return n;
}

static bool json_number(dul_jsonpull *json)
{
    dul_str text = json->text;
    if (json->at < text.len && text.at[json->at] == '-')
        json->at++;
    size_t start = json->at, n = json_digits(json);
    if (n == 0 || (n > 1 && text.at[start] == '0'))
        return json_fail(json, "a JSON value is expected here");
    if (json->at < text.len && text.at[json->at] == '.') {
        json->at++;
        if (json_digits(json) == 0)
            return json_fail(json, "a JSON number has no digits behind its point");
    }
    if (json->at < text.len && (text.at[json->at] | 32) == 'e') {
        json->at++;
        if (json->at < text.len && (text.at[json->at] == '+' || text.at[json->at] == '-'))
            json->at++;
        if (json_digits(json) == 0)
            return json_fail(json, "a JSON number has no exponent behind its e");
    }
    return true;
}

static bool json_word(dul_jsonpull *json, const char *word)
{
    size_t len = strlen(word);
    if (json->text.len - json->at < len || memcmp(json->text.at + json->at, word, len) != 0)
        return json_fail(json, "a JSON value is expected here");
    json->at += len;
    return true;
}

/* A value that is neither object nor array. */
static bool json_scalar(dul_jsonpull *json, char c)
{
    size_t n;
    switch (c) {
    case '"': return json_string(json, NULL, &n);
    case 't': return json_word(json, "true");
    case 'f': return json_word(json, "false");
    case 'n': return json_word(json, "null");
    default: return json_number(json);
    }
}

/* "key": */
static bool json_key(dul_jsonpull *json)
{
    size_t n;
    return json_string(json, NULL, &n) && dul_jsonpull_take(json, ':');
}

bool dul_jsonpull_skip(dul_jsonpull *json, dul_str *raw)
{
    char   open[DUL_JSON_DEPTH]; /* the closing brackets that are waited for */
    size_t depth = 0, start;
    dul_jsonpull_peek(json);
    start = json->at;
    do {
        char c     = dul_jsonpull_peek(json);
        bool empty = true; /* no value begins: a bracket was closed */
        if (c == '{' || c == '[') {
            if (depth == DUL_JSON_DEPTH)
                return json_fail(json, "JSON is nested too deeply");
            open[depth++] = c == '{' ? '}' : ']';
            json->at++;
            empty = dul_jsonpull_peek(json) == open[depth - 1];
            if (empty) {
                json->at++;
                depth--;
            } else {
                if (c == '{' && !json_key(json))
                    return false;
                continue;
            }
        } else if (!json_scalar(json, c)) {
            return false;
        }
        /* behind a value: close brackets, then a comma leads to the next value */
        while (depth > 0) {
            c = dul_jsonpull_peek(json);
            if (c == open[depth - 1] && json->at < json->text.len) {
                json->at++;
                depth--;
                continue;
            }
            if (!dul_jsonpull_take(json, ','))
                return false;
            if (open[depth - 1] == '}' && !json_key(json))
                return false;
            break;
        }
    } while (depth > 0);
    if (raw != NULL)
        *raw = dul_str_slice(json->text, start, json->at);
    return true;
}
