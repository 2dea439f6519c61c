/*
 * boundary.c -- features of a gap between two words, and the sum over them.
 */
#include "text/boundary.h"

#include "base/hash.h"

#define NEAR 5     /* words on each side that have a key                    */
#define FAR  40    /* words that are counted to the next stop               */
#define PAD  0xFFu /* the class of what lies beyond the paragraph           */

typedef struct {
    uint32_t coarse; /* class, case, abbreviation */
    uint32_t exact;  /* hash of the lower-case form, digits as 0 */
    uint32_t tail;   /* hash of its last three bytes */
} boundary_word;

/* Of the word at `at`, which lies in the question's paragraph or, when `inside` is false, beyond it. */
static boundary_word boundary_describe(const dul_boundary_question *q, uint32_t at, bool inside)
{
    if (!inside)
        return (boundary_word){PAD, PAD, PAD};
    const dul_word *word = &q->word[at];
    char            buffer[32];
    dul_str         lower = dul_word_lower(q->text, word, buffer);
    uint32_t        bytes = word->end - word->start, kind = 0;
    for (size_t i = 0; i < lower.len; i++)
        if (buffer[i] >= '0' && buffer[i] <= '9')
            buffer[i] = '0';
    switch (word->class) {
    case DUL_WORD_WORD: kind = bytes < 3 ? bytes : 3; break;
    case DUL_WORD_NUMBER: kind = bytes < 5 ? bytes : 5; break;
    case DUL_WORD_STOP:
    case DUL_WORD_DASH:
    case DUL_WORD_SYMBOL:
    case DUL_WORD_ELLIPSIS: kind = (uint32_t)(unsigned char)buffer[0] | (bytes > 1 ? 0x100u : 0) | (bytes > 3 ? 0x200u : 0); break;
    default: break;
    }
    uint32_t letters = word->flags & DUL_WORD_ALL_CAPS ? 3u : word->flags & DUL_WORD_CAPITAL ? 2u : word->flags & DUL_WORD_LOWERCASE ? 1u : 0u;
    size_t   cut     = lower.len > 3 ? lower.len - 3 : 0;
    uint32_t clitic  = word->flags & DUL_WORD_CLITIC ? 1u : 0u;
    return (boundary_word){
        .coarse = (uint32_t)word->class | letters << 5 | (uint32_t)word->abbreviation << 7 | clitic << 11 | kind << 12,
        .exact  = (uint32_t)dul_hash(lower),
        .tail   = (uint32_t)dul_hash((dul_str){lower.at + cut, lower.len - cut}),
    };
}

static uint32_t boundary_bucket(uint32_t n)
{
    return n < 6 ? n : n < 9 ? 6 : n < 13 ? 7 : n < 20 ? 8 : n < 30 ? 9 : 10;
}

static uint32_t boundary_row(uint32_t n_rows, uint32_t feature, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    uint64_t hash = DUL_FNV_BASIS ^ feature;
    hash          = (hash ^ a) * DUL_FNV_PRIME;
    hash          = (hash ^ hash >> 29 ^ b) * DUL_FNV_PRIME;
    hash          = (hash ^ hash >> 29 ^ c) * DUL_FNV_PRIME;
    hash          = (hash ^ hash >> 29 ^ d) * DUL_FNV_PRIME;
    return (uint32_t)(hash >> 32 ^ hash) & (n_rows - 1);
}

/* Words of a class before or behind a gap, up to the paragraph's ends. */
typedef struct {
    uint32_t to_stop, to_end; /* words up to the next stop and up to the paragraph's end, at most FAR */
    uint32_t since_stop;
    uint32_t capitals_before, capitals_behind; /* words with a capital in a row */
    bool     stopped;                          /* the paragraph's end, when near, has a stop */
    bool     quote, bracket;                   /* open since the sentence began */
} boundary_span;

static boundary_span boundary_look(const dul_boundary_question *q)
{
    boundary_span span = {.to_stop = FAR, .to_end = FAR};
    uint32_t      end  = q->gap;
    while (end < q->n && end < q->gap + FAR && (end == q->gap || q->word[end].break_before == DUL_BREAK_NONE)) {
        if (q->word[end].class == DUL_WORD_STOP && span.to_stop == FAR)
            span.to_stop = end - q->gap;
        end++;
    }
    if (end < q->gap + FAR) {
        span.to_end = end - q->gap;
        for (uint32_t back = end; back > q->gap && back + 3 > end; back--)
            span.stopped = span.stopped || q->word[back - 1].class == DUL_WORD_STOP;
    }
    for (uint32_t i = q->gap; i < end && q->word[i].flags & DUL_WORD_CAPITAL; i++)
        span.capitals_behind++;
    uint32_t back = q->gap;
    while (back > q->first && q->word[back - 1].flags & DUL_WORD_CAPITAL && span.capitals_before < FAR) {
        span.capitals_before++;
        back--;
    }
    uint32_t from = q->gap - q->first > FAR ? q->gap - FAR : q->first;
    for (uint32_t i = from; i < q->gap; i++) {
        uint8_t class = q->word[i].class;
        span.quote    = class == DUL_WORD_QUOTE_OPEN || (span.quote && class != DUL_WORD_QUOTE_CLOSE);
        span.bracket  = class == DUL_WORD_OPEN || (span.bracket && class != DUL_WORD_CLOSE);
        span.since_stop++;
        if (i + 1 < q->gap && class == DUL_WORD_STOP)
            span.since_stop = 0;
    }
    return span;
}

void dul_boundary_rows(const dul_boundary_question *q, uint32_t n_rows, uint32_t row[DUL_BOUNDARY_FEATURES])
{
    boundary_word p[NEAR], n[NEAR]; /* before the gap, behind it; the nearest first */
    bool          inside = true;
    for (uint32_t i = 0; i < NEAR; i++) {
        inside = inside && q->gap >= i + 1 && (i == 0 || q->word[q->gap - i].break_before == DUL_BREAK_NONE);
        p[i]   = boundary_describe(q, q->gap - i - 1, inside);
    }
    inside = true;
    for (uint32_t i = 0; i < NEAR; i++) {
        inside = inside && q->gap + i < q->n && (i == 0 || q->word[q->gap + i].break_before == DUL_BREAK_NONE);
        n[i]   = boundary_describe(q, q->gap + i, inside);
    }
    const boundary_span span = boundary_look(q);
    const uint32_t      rule = q->rule ? 1 : 0, use = (q->caseless ? 1u : 0) | (q->regular ? 2u : 0);
    const uint32_t      glued  = q->word[q->gap - 1].end == q->word[q->gap].start ? 1 : 0;
    const uint32_t      length = boundary_bucket(q->gap - q->first), ahead = boundary_bucket(span.to_stop), rest = boundary_bucket(span.to_end);
    const uint32_t      open = (span.quote ? 1u : 0) | (span.bracket ? 2u : 0), own = rule | use << 1 | glued << 3;
    const uint32_t      capitals = (span.capitals_before < 4 ? span.capitals_before : 4) * 5 + (span.capitals_behind < 4 ? span.capitals_behind : 4);
    uint32_t            at       = 0;
#define FEATURE(a, b, c, d) (row[at] = boundary_row(n_rows, at, a, b, c, d), at++)
    FEATURE(own, 0, 0, 0);
    FEATURE(p[0].exact, 0, 0, 0);
    FEATURE(p[1].exact, 0, 0, 0);
    FEATURE(p[2].exact, 0, 0, 0);
    FEATURE(n[0].exact, 0, 0, 0);
    FEATURE(n[1].exact, 0, 0, 0);
    FEATURE(n[2].exact, 0, 0, 0);
    FEATURE(p[0].coarse, n[0].coarse, own, 0);
    FEATURE(p[1].coarse, p[0].coarse, n[0].coarse, 0);
    FEATURE(p[0].coarse, n[0].coarse, n[1].coarse, 0);
    FEATURE(p[1].coarse, p[0].coarse, n[0].coarse, n[1].coarse);
    FEATURE(p[2].coarse, p[1].coarse, p[0].coarse, 0);
    FEATURE(n[0].coarse, n[1].coarse, n[2].coarse, n[3].coarse);
    FEATURE(p[0].exact, n[0].coarse, 0, 0);
    FEATURE(p[0].coarse, n[0].exact, 0, 0);
    FEATURE(p[0].exact, n[0].exact, 0, 0);
    FEATURE(p[1].exact, p[0].exact, 0, 0);
    FEATURE(n[0].exact, n[1].exact, 0, 0);
    FEATURE(p[1].exact, p[0].coarse, n[0].coarse, 0);
    FEATURE(p[0].tail, n[0].coarse, 0, 0);
    FEATURE(n[0].tail, p[0].coarse, 0, 0);
    FEATURE(rule, length, p[0].coarse & 31u, n[0].coarse & 127u);
    FEATURE(rule, ahead, n[0].coarse & 127u, span.stopped);
    FEATURE(rule, rest, p[0].coarse & 31u, n[0].coarse & 127u);
    FEATURE(own, open, p[0].coarse & 31u, n[0].coarse & 127u);
    FEATURE(capitals, p[0].coarse & 127u, n[0].coarse & 127u, 0);
    FEATURE(capitals, length, use, 0);
    FEATURE(q->word[q->first].class == DUL_WORD_WORD ? boundary_describe(q, q->first, true).exact : q->word[q->first].class, p[0].coarse & 31u, 0, 0);
    FEATURE(length, ahead, rest, rule);
    FEATURE(p[0].coarse, p[1].coarse & 31u, p[2].coarse & 31u, p[3].coarse & 31u);
    FEATURE(n[0].exact, rule, n[1].coarse & 127u, use);
    FEATURE(boundary_bucket(span.since_stop), p[0].coarse & 31u, n[0].coarse & 127u, rule);
#undef FEATURE
    DUL_ASSERT(at == DUL_BOUNDARY_FEATURES);
}

bool dul_boundary_open_question(const dul_boundary_question *q)
{
    const dul_word *before = &q->word[q->gap - 1], *behind = &q->word[q->gap];
    if (behind->flags & DUL_WORD_CLITIC)
        return false;
    switch (behind->class) {
    case DUL_WORD_COMMA:
    case DUL_WORD_CLOSE:
    case DUL_WORD_QUOTE_CLOSE:
    case DUL_WORD_SINGLE_CLOSE:
    case DUL_WORD_STOP:
    case DUL_WORD_ELLIPSIS:
    case DUL_WORD_SEMICOLON:
    case DUL_WORD_COLON: return q->rule;
    default: break;
    }
    bool plain_before = before->class == DUL_WORD_WORD || before->class == DUL_WORD_COMMA || before->class == DUL_WORD_HYPHEN;
    bool plain_behind = behind->class == DUL_WORD_HYPHEN || (behind->class == DUL_WORD_WORD && behind->flags & DUL_WORD_LOWERCASE);
    return q->rule || !plain_before || !plain_behind;
}

bool dul_boundary_decide(const dul_boundary *boundary, const dul_boundary_question *q)
{
    if (boundary->ask != NULL)
        return boundary->ask(boundary->context, q);
    uint32_t row[DUL_BOUNDARY_FEATURES];
    int32_t  hidden[DUL_BOUNDARY_HIDDEN];
    int64_t  score = boundary->out[DUL_BOUNDARY_HIDDEN];
    dul_boundary_rows(q, boundary->n_rows, row);
    memcpy(hidden, boundary->bias, sizeof hidden);
    for (uint32_t f = 0; f < DUL_BOUNDARY_FEATURES; f++)
        for (uint32_t i = 0; i < DUL_BOUNDARY_HIDDEN; i++)
            hidden[i] += boundary->table[row[f] * DUL_BOUNDARY_HIDDEN + i];
    for (uint32_t i = 0; i < DUL_BOUNDARY_HIDDEN; i++)
        score += (int64_t)boundary->out[i] * (hidden[i] > 0 ? hidden[i] : 0);
    return score > (q->rule ? -(int64_t)boundary->out[DUL_BOUNDARY_HIDDEN + 1] : boundary->out[DUL_BOUNDARY_HIDDEN + 1]);
}

static const dul_tensor *boundary_tensor(const dul_safetensors *file, const char *name, dul_tensor_type type, size_t n_elements)
{
    const dul_tensor *tensor = dul_safetensors_find(file, name);
    return tensor != NULL && tensor->type == type && (n_elements == 0 || tensor->n_elements == n_elements) ? tensor : NULL;
}

dulati_result dul_boundary_open(const dul_safetensors *file, const char *path, dul_boundary *out, dulati_error *err)
{
    *out                   = (dul_boundary){0};
    const dul_tensor *seen = dul_safetensors_find(file, "ends.table");
    if (seen == NULL)
        return DULATI_OK;
    const dul_tensor *table = boundary_tensor(file, "ends.table", DUL_TENSOR_I8, 0);
    const dul_tensor *bias  = boundary_tensor(file, "ends.bias", DUL_TENSOR_I32, DUL_BOUNDARY_HIDDEN);
    const dul_tensor *sum   = boundary_tensor(file, "ends.out", DUL_TENSOR_I32, DUL_BOUNDARY_HIDDEN + 2);
    size_t            rows  = table != NULL && table->n_dims == 2 && table->shape[1] == DUL_BOUNDARY_HIDDEN ? table->shape[0] : 0;
    if (rows == 0 || rows > 1u << 24 || (rows & (rows - 1)) != 0 || bias == NULL || sum == NULL)
        return dul_fail(err, DULATI_E_FORMAT, "the network for sentence ends has other shapes than docs/model-format.md says", path, 0, seen->byte);
    *out = (dul_boundary){.table = table->data, .n_rows = (uint32_t)rows, .bias = bias->data, .out = sum->data};
    for (uint32_t i = 0; i < DUL_BOUNDARY_HIDDEN; i++) /* so that no sum overflows */
        if (out->bias[i] > 1 << 24 || out->bias[i] < -(1 << 24)) {
            *out = (dul_boundary){0};
            return dul_fail(err, DULATI_E_FORMAT, "the network for sentence ends has a bias beyond 2^24", path, 0, bias->byte);
        }
    return DULATI_OK;
}
