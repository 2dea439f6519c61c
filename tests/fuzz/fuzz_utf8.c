/* fuzz_utf8.c -- any bytes as text: decoding steps through all of it, offsets agree with a count, tokens lie in it and have plain forms that are UTF-8. */
#include "base/utf8.h"
#include "text/offsets.h"
#include "text/tokens.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

/* Well-formed: no byte of it reads as U+FFFD of one byte. */
static void fuzz_require_utf8(dul_str text)
{
    size_t len;
    for (size_t at = 0; at < text.len; at += len)
        fuzz_require(dul_utf8_decode(text, at, &len) != DUL_REPLACEMENT || len == 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_str     text = {(const char *)data, size};
    dul_arena   arena, scratch;
    dul_offsets offsets;
    dul_text    found;
    size_t      len;
    uint32_t    n = 0, before = 0;
    dul_arena_init(&arena, &dul_allocator_libc);
    dul_arena_init(&scratch, &dul_allocator_libc);
    fuzz_require(dul_offsets_init(&offsets, &arena, text));
    for (size_t at = 0; at < size; at += len, n++) {
        char     again[4];
        uint32_t cp = dul_utf8_decode(text, at, &len);
        fuzz_require(len >= 1 && len <= 4 && at + len <= size);
        fuzz_require(dul_offsets_cp(&offsets, (uint32_t)at) == n);
        fuzz_require(cp == DUL_REPLACEMENT || (dul_utf8_encode(cp, again) == len && memcmp(again, data + at, len) == 0));
    }
    fuzz_require(n == dul_utf8_count(text));
    const dul_job job = {.arena = &arena, .scratch = &scratch, .text = text, .published = DUL_DAY_NONE};
    fuzz_require(dul_text_find(&job, &found) == DULATI_OK);
    for (uint32_t i = 0; i < found.n_tokens; i++) {
        const dul_token *token = &found.token[i];
        fuzz_require(token->span.start >= before && token->span.end > token->span.start && token->span.end <= size && token->sentence < found.n_sentences);
        fuzz_require_utf8(token->norm);
        fuzz_require_utf8(token->lower);
        before = token->span.end;
    }
    dul_arena_free(&arena);
    dul_arena_free(&scratch);
    return 0;
}
