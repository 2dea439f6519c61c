/*
 * testing_text.h -- sentences for tests of stages after the tokenizer: tokens are added one by one, as a treebank has them.
 */
#ifndef TESTING_TEXT_H
#define TESTING_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mapped.h"
#include "base/utf8.h"
#include "text/tokens.h"

#include <stdlib.h>

typedef struct {
    dul_arena arena, scratch;
    dul_job   job;
    dul_text  text;
    char     *buffer; /* the report: forms with blanks between */
    size_t    used;
    size_t    token_capacity, sentence_capacity;
    uint32_t  sentence_first;
} test_text;

#define TEST_TEXT_MAX ((size_t)8 << 20)

static inline void test_text_open(test_text *t)
{
    *t = (test_text){0};
    dul_arena_init(&t->arena, &dul_allocator_libc);
    dul_arena_init(&t->scratch, &dul_allocator_libc);
    t->buffer = malloc(TEST_TEXT_MAX);
    assert_non_null(t->buffer);
}

static inline void test_text_close(test_text *t)
{
    dul_arena_free(&t->arena);
    dul_arena_free(&t->scratch);
    free(t->buffer);
}

/* The plain form of docs/model-format.md, or its lower case. */
static inline dul_str test_text_norm(dul_arena *arena, dul_str form, bool lower)
{
    char  *out = dul_arena_alloc(arena, form.len * 3 + 4);
    size_t n   = 0, len;
    for (size_t at = 0; at < form.len; at += len) {
        uint32_t cp = dul_utf8_decode(form, at, &len);
        if (cp == 0x2018 || cp == 0x2019 || cp == 0x201A || cp == 0x2032 || cp == '`' || cp == 0xB4)
            cp = '\'';
        else if (cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB || cp == 0xBB)
            cp = '"';
        else if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
            cp = '-';
        if (cp == 0x2026) {
            memcpy(out + n, "...", 3);
            n += 3;
        } else {
            n += dul_utf8_encode(lower ? dul_utf8_lower(cp) : cp, out + n);
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool two    = out[i] == '\'' && i + 1 < n && out[i + 1] == '\'';
        out[kept++] = two ? '"' : out[i];
        i += two;
    }
    out[kept] = '\0';
    return (dul_str){out, kept};
}

static inline void test_text_add(test_text *t, dul_str form)
{
    assert_true(t->used + form.len + 1 < TEST_TEXT_MAX);
    memcpy(t->buffer + t->used, form.at, form.len);
    dul_token *grown = dul_arena_grow(&t->arena, t->text.token, t->text.n_tokens, &t->token_capacity, sizeof *grown);
    assert_non_null(grown);
    t->text.token                     = grown;
    t->text.token[t->text.n_tokens++] = (dul_token){
        .span     = {(uint32_t)t->used, (uint32_t)(t->used + form.len)},
        .sentence = t->text.n_sentences,
        .flags    = DUL_TOKEN_SPACE_AFTER,
        .norm     = test_text_norm(&t->arena, form, false),
        .lower    = test_text_norm(&t->arena, form, true),
    };
    t->used += form.len;
    t->buffer[t->used++] = ' ';
}

static inline void test_text_end_sentence(test_text *t)
{
    if (t->sentence_first == t->text.n_tokens)
        return;
    dul_sentence *grown = dul_arena_grow(&t->arena, t->text.sentence, t->text.n_sentences, &t->sentence_capacity, sizeof *grown);
    assert_non_null(grown);
    t->text.sentence                        = grown;
    t->text.sentence[t->text.n_sentences++] = (dul_sentence){.tokens = {t->sentence_first, t->text.n_tokens}};
    t->sentence_first                       = t->text.n_tokens;
}

/* Tokens apart by one blank, as one sentence. */
static inline void test_text_add_line(test_text *t, const char *line)
{
    dul_str rest = dul_str_of(line);
    while (rest.at != NULL && rest.len > 0)
        test_text_add(t, dul_str_cut(&rest, ' '));
    test_text_end_sentence(t);
}

static inline const dul_job *test_text_job(test_text *t)
{
    t->job = (dul_job){.arena = &t->arena, .scratch = &t->scratch, .text = {t->buffer, t->used}, .published = DUL_DAY_NONE};
    return &t->job;
}

#endif
