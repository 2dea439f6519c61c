/*
 * safetensors.c -- a strict reader of the header.
 *
 * The header is JSON of one known shape, so the parser knows no more JSON than that: objects of fixed depth, strings, and whole numbers. It moves one
 * cursor forward and stops at the first byte that does not fit.
 */
#include "nn/safetensors.h"

#include "base/utf8.h"

#define HEADER_MAX   ((uint64_t)64 << 20) /* bytes; real headers have some ten thousand */
#define TENSORS_MAX  1024
#define ABOUT_MAX    256
#define ELEMENTS_MAX ((size_t)1 << 40)

typedef struct {
    dul_str     header; /* the JSON                               */
    size_t      at;
    const char *message; /* NULL while all is well                */
    size_t      bad_at;
    bool        no_memory;
    dul_arena  *arena;
} header_reader;

static bool header_fail(header_reader *r, const char *message, size_t at)
{
    if (r->message == NULL) {
        r->message = message;
        r->bad_at  = at;
    }
    return false;
}

static void header_skip_blanks(header_reader *r)
{
    while (r->at < r->header.len && strchr(" \t\r\n", r->header.at[r->at]) != NULL && r->header.at[r->at] != '\0')
        r->at++;
}

/* Take the character if it is next. */
static bool header_take(header_reader *r, char c)
{
    header_skip_blanks(r);
    if (r->at >= r->header.len || r->header.at[r->at] != c)
        return false;
    r->at++;
    return true;
}

static bool header_expect(header_reader *r, char c)
{
    return header_take(r, c) || header_fail(r, "the header is not well-formed JSON", r->at);
}

static bool header_hex4(header_reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        char c = r->at < r->header.len ? r->header.at[r->at] : '\0';
        int  digit;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        else
            return header_fail(r, "a broken \\u escape", r->at);
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

/* What follows a backslash, as UTF-8. */
static bool header_escape(header_reader *r, char *out, size_t *len)
{
    static const char plain[] = "\"\\/bfnrt", meaning[] = "\"\\/\b\f\n\r\t";
    size_t            start = r->at;
    char              c     = r->at < r->header.len ? r->header.at[r->at++] : '\0';
    const char       *found = c == '\0' ? NULL : strchr(plain, c);
    if (found != NULL) {
        out[(*len)++] = meaning[found - plain];
        return true;
    }
    uint32_t cp;
    if (c != 'u')
        return header_fail(r, "an unknown escape", start);
    if (!header_hex4(r, &cp))
        return false;
    if (cp >= 0xD800 && cp < 0xDC00) {
        uint32_t low = 0;
        if (r->at + 2 > r->header.len || r->header.at[r->at] != '\\' || r->header.at[r->at + 1] != 'u')
            return header_fail(r, "half a surrogate pair", start);
        r->at += 2;
        if (!header_hex4(r, &low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return header_fail(r, "half a surrogate pair", start);
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    } else if (cp == 0 || (cp >= 0xDC00 && cp <= 0xDFFF)) {
        return header_fail(r, "a code point that has no place in a text", start);
    }
    *len += dul_utf8_encode(cp, out + *len); /* at most 4 bytes where 6 or 12 stood */
    return true;
}

/* A string, unescaped into the arena, with a NUL behind it. */
static bool header_string(header_reader *r, dul_str *out)
{
    if (!header_expect(r, '"'))
        return false;
    size_t end = r->at;
    while (end < r->header.len && r->header.at[end] != '"')
        end += r->header.at[end] == '\\' ? 2 : 1;
    if (end >= r->header.len)
        return header_fail(r, "a string without an end", r->at);
    char *text = dul_arena_alloc(r->arena, end - r->at + 1);
    if (text == NULL) {
        r->no_memory = true;
        return header_fail(r, "out of memory", r->at);
    }
    size_t len = 0;
    while (r->at < end) {
        char c = r->header.at[r->at];
        if ((unsigned char)c < 0x20)
            return header_fail(r, "a control character in a string", r->at);
        r->at++;
        if (c != '\\')
            text[len++] = c;
        else if (!header_escape(r, text, &len))
            return false;
    }
    if (r->at != end)
        return header_fail(r, "a broken \\u escape", end);
    r->at     = end + 1;
    text[len] = '\0';
    *out      = (dul_str){text, len};
    return true;
}

static bool header_number(header_reader *r, size_t *out)
{
    header_skip_blanks(r);
    size_t start = r->at;
    *out         = 0;
    for (; r->at < r->header.len && dul_utf8_is_digit((unsigned char)r->header.at[r->at]); r->at++) {
        size_t digit = (size_t)(r->header.at[r->at] - '0');
        if (*out > (SIZE_MAX - digit) / 10)
            return header_fail(r, "a number that is too large", start);
        *out = *out * 10 + digit;
    }
    return r->at > start || header_fail(r, "a whole number is expected", start);
}

/* [1, 2, ...]: at most max numbers. */
static bool header_numbers(header_reader *r, size_t *number, size_t max, size_t *n)
{
    *n = 0;
    if (!header_expect(r, '['))
        return false;
    if (header_take(r, ']'))
        return true;
    do {
        if (*n == max)
            return header_fail(r, "a list that is too long", r->at);
        if (!header_number(r, &number[(*n)++]))
            return false;
    } while (header_take(r, ','));
    return header_expect(r, ']');
}

static const size_t tensor_element_bytes[] = {[DUL_TENSOR_F32] = 4, [DUL_TENSOR_F16] = 2, [DUL_TENSOR_I32] = 4, [DUL_TENSOR_I8] = 1};

static bool header_type(header_reader *r, dul_tensor_type *out)
{
    static const char *const names[] = {[DUL_TENSOR_F32] = "F32", [DUL_TENSOR_F16] = "F16", [DUL_TENSOR_I32] = "I32", [DUL_TENSOR_I8] = "I8"};
    size_t                   at      = r->at;
    dul_str                  name;
    if (!header_string(r, &name))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dul_str_is(name, names[i])) {
            *out = (dul_tensor_type)i;
            return true;
        }
    return header_fail(r, "an element type that is not known", at);
}

/* {"dtype": ..., "shape": ..., "data_offsets": ...}; data is where the tensors' bytes begin in the file. */
static bool header_tensor(header_reader *r, dul_str bytes, size_t data, dul_tensor *out)
{
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4 };
    unsigned seen       = 0;
    size_t   offsets[2] = {0, 0}, n_offsets = 0, n_dims = 0, start = r->at;
    if (!header_expect(r, '{'))
        return false;
    do {
        dul_str  key;
        size_t   at = r->at;
        unsigned which;
        if (!header_string(r, &key) || !header_expect(r, ':'))
            return false;
        if (dul_str_is(key, "dtype")) {
            which = DTYPE;
            if (!header_type(r, &out->type))
                return false;
        } else if (dul_str_is(key, "shape")) {
            which = SHAPE;
            if (!header_numbers(r, out->shape, DUL_TENSOR_DIMS, &n_dims))
                return false;
        } else if (dul_str_is(key, "data_offsets")) {
            which = OFFSETS;
            if (!header_numbers(r, offsets, 2, &n_offsets))
                return false;
        } else {
            return header_fail(r, "a key that is not known", at);
        }
        if (seen & which)
            return header_fail(r, "a key that stands twice", at);
        seen |= which;
    } while (header_take(r, ','));
    if (!header_expect(r, '}'))
        return false;
    if (seen != (DTYPE | SHAPE | OFFSETS) || n_offsets != 2)
        return header_fail(r, "a tensor without type, shape or offsets", start);

    out->n_dims     = (uint32_t)n_dims;
    out->n_elements = 1;
    for (size_t i = 0; i < n_dims; i++) {
        if (out->shape[i] != 0 && out->n_elements > ELEMENTS_MAX / out->shape[i])
            return header_fail(r, "a shape that is too large", start);
        out->n_elements *= out->shape[i];
    }
    size_t element = tensor_element_bytes[out->type];
    if (offsets[0] > offsets[1] || offsets[1] > bytes.len - data)
        return header_fail(r, "a tensor beyond the end of the file", start);
    if ((offsets[1] - offsets[0]) / element != out->n_elements || (offsets[1] - offsets[0]) % element != 0)
        return header_fail(r, "shape and offsets of a tensor disagree", start);
    out->start = data + offsets[0];
    out->end   = data + offsets[1];
    if (((uintptr_t)bytes.at + out->start) % element != 0)
        return header_fail(r, "a misaligned tensor", start);
    out->data = bytes.at + out->start;
    return true;
}

static bool header_about(header_reader *r, dul_safetensors *out)
{
    if (!header_expect(r, '{'))
        return false;
    if (header_take(r, '}'))
        return true;
    do {
        size_t            at = r->at;
        dul_tensor_about *one;
        if (out->n_about == ABOUT_MAX)
            return header_fail(r, "too many metadata", at);
        one = &out->about[out->n_about];
        if (!header_string(r, &one->key) || !header_expect(r, ':') || !header_string(r, &one->value))
            return false;
        for (size_t i = 0; i < out->n_about; i++)
            if (dul_str_equal(out->about[i].key, one->key))
                return header_fail(r, "a key that stands twice", at);
        out->n_about++;
    } while (header_take(r, ','));
    return header_expect(r, '}');
}

static bool header_read(header_reader *r, dul_str bytes, size_t data, dul_safetensors *out)
{
    bool about_seen = false;
    if (!header_expect(r, '{'))
        return false;
    if (!header_take(r, '}')) {
        do {
            size_t  at = r->at;
            dul_str name;
            if (!header_string(r, &name) || !header_expect(r, ':'))
                return false;
            if (dul_str_is(name, "__metadata__")) {
                if (about_seen)
                    return header_fail(r, "a key that stands twice", at);
                about_seen = true;
                if (!header_about(r, out))
                    return false;
                continue;
            }
            if (dul_safetensors_find(out, name.at) != NULL)
                return header_fail(r, "a tensor that stands twice", at);
            if (out->n_tensors == TENSORS_MAX)
                return header_fail(r, "too many tensors", at);
            dul_tensor *tensor = &out->tensor[out->n_tensors];
            *tensor            = (dul_tensor){.name = name, .byte = 8 + at};
            if (!header_tensor(r, bytes, data, tensor))
                return false;
            out->n_tensors++;
        } while (header_take(r, ','));
        if (!header_expect(r, '}'))
            return false;
    }
    header_skip_blanks(r);
    return r->at == r->header.len || header_fail(r, "bytes after the header's end", r->at);
}

/* Tensors may neither overlap nor leave gaps; order is room for their indices. */
static bool header_check_cover(header_reader *r, const dul_safetensors *file, size_t data, size_t size, uint32_t *order)
{
    for (size_t i = 0; i < file->n_tensors; i++) {
        size_t at = i;
        for (; at > 0 && (file->tensor[order[at - 1]].start > file->tensor[i].start ||
                          (file->tensor[order[at - 1]].start == file->tensor[i].start && file->tensor[order[at - 1]].end > file->tensor[i].end));
             at--)
            order[at] = order[at - 1];
        order[at] = (uint32_t)i;
    }
    size_t end = data;
    for (size_t i = 0; i < file->n_tensors; i++) {
        const dul_tensor *tensor = &file->tensor[order[i]];
        if (tensor->start < end)
            return header_fail(r, "tensors that overlap", (size_t)tensor->byte - 8);
        if (tensor->start > end)
            return header_fail(r, "a gap before a tensor", (size_t)tensor->byte - 8);
        end = tensor->end;
    }
    return end == size || header_fail(r, "bytes that belong to no tensor", r->header.len);
}

dulati_result dul_safetensors_open(dul_str bytes, const char *path, dul_arena *arena, dul_safetensors *out, dulati_error *err)
{
    *out = (dul_safetensors){0};
    if (bytes.len < 8)
        return dul_fail(err, DULATI_E_FORMAT, "too short for a safetensors file", path, 0, bytes.len);
    uint64_t length = 0;
    for (int i = 8; i-- > 0;)
        length = length << 8 | (unsigned char)bytes.at[i];
    if (length > bytes.len - 8 || length > HEADER_MAX)
        return dul_fail(err, DULATI_E_FORMAT, "the header's length goes beyond the file", path, 0, 0);
    size_t    data  = 8 + (size_t)length;
    uint32_t *order = dul_arena_calloc(arena, TENSORS_MAX, sizeof *order);
    out->tensor     = dul_arena_calloc(arena, TENSORS_MAX, sizeof *out->tensor);
    out->about      = dul_arena_calloc(arena, ABOUT_MAX, sizeof *out->about);
    if (order == NULL || out->tensor == NULL || out->about == NULL)
        return dul_fail_memory(err);
    header_reader reader = {.header = {bytes.at + 8, (size_t)length}, .arena = arena};
    if (header_read(&reader, bytes, data, out) && header_check_cover(&reader, out, data, bytes.len, order))
        return DULATI_OK;
    return reader.no_memory ? dul_fail_memory(err) : dul_fail(err, DULATI_E_FORMAT, reader.message, path, 0, 8 + reader.bad_at);
}

const dul_tensor *dul_safetensors_find(const dul_safetensors *file, const char *name)
{
    dul_str wanted = dul_str_of(name);
    for (size_t i = 0; i < file->n_tensors; i++)
        if (dul_str_equal(file->tensor[i].name, wanted))
            return &file->tensor[i];
    return NULL;
}

dul_str dul_safetensors_about(const dul_safetensors *file, const char *key)
{
    for (size_t i = 0; i < file->n_about; i++)
        if (dul_str_is(file->about[i].key, key))
            return file->about[i].value;
    return (dul_str){NULL, 0};
}
