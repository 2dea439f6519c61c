/*
 * tokens.h -- a report's text becomes sentences and tokens.
 *
 * News comes with datelines ("ALMATY, Jan 5 (Agency) --"), captions ("(Image: social media)"), bylines, embedded posts, curly quotes, missing
 * blanks and quotations over several sentences. The words of all of these stay, at their offsets; what is not running text is marked by
 * its sentence's kind, so that later stages are not fooled by it. Words are syntactic words, as in the treebanks: "don't" is two tokens, "do" and "n't".
 *
 * In      the report's text; or tokens and sentences that the caller gives
 * Out     sentences and tokens in text order; every token lies in one sentence
 * Memory  the document's arena
 * Tests   tests/unit/test_tokens.c, tests/cases/sentences.txt
 */
#ifndef DUL_TOKENS_H
#define DUL_TOKENS_H

#include "base/job.h"

typedef enum {
    DUL_SENTENCE_TEXT,
    DUL_SENTENCE_TITLE,    /* a headline or subheading: no final stop, stands alone on its line           */
    DUL_SENTENCE_DATELINE, /* "ALMATY, January 5 (Agency) --", " date 2022-01-06 Brussels 06.01.2022"     */
    DUL_SENTENCE_CAPTION,  /* "(Image: social media)"                                                     */
    DUL_SENTENCE_BYLINE,   /* "By Our Correspondent", "Reporting by ...; editing by ..."                  */
} dul_sentence_kind;

typedef struct {
    dul_range         tokens;
    dul_sentence_kind kind;
    uint32_t          paragraph; /* counted from 0; blank lines separate paragraphs                        */
} dul_sentence;

enum {
    DUL_TOKEN_SPACE_AFTER = 1 << 0, /* white space or the end of the text follows                           */
    DUL_TOKEN_QUOTED      = 1 << 1, /* stands inside double quotation marks (the marks themselves do not)   */
    DUL_TOKEN_CLITIC      = 1 << 2, /* continues the token before it as one written word: "n't", "'s"       */
};

typedef struct {
    dul_span span;
    uint32_t sentence;
    uint32_t flags;
    dul_str  norm;  /* the form with plain quotation marks, hyphens and dots, as docs/model-format.md has it  */
    dul_str  lower; /* norm in lower case (digits stay)                                                       */
} dul_token;

typedef struct {
    uint32_t      n_sentences, n_tokens;
    dul_sentence *sentence; /* [n_sentences] */
    dul_token    *token;    /* [n_tokens]    */
} dul_text;

/* The longest sentence, in tokens: a longer one is cut at the best place before this length, since tree building is quadratic. */
#define DUL_SENTENCE_MAX 400

/* The same for sentences that the caller gives, which are refused rather than cut: later stages may recurse as deep as a tree. */
#define DUL_SENTENCE_GIVEN_MAX 2000

/* Find sentences and tokens in job->text. DULATI_E_MEMORY or DULATI_OK. */
dulati_result dul_text_find(const dul_job *job, dul_text *out);

/* The same from tokens that the caller gives: spans and sentence numbers are checked (DULATI_E_ARGUMENT, DULATI_E_TOO_LONG), never changed. */
dulati_result dul_text_take(const dul_job *job, const dulati_given_token *given, size_t n_given, dul_text *out);

/* The token's form as it stands in the text. */
static inline dul_str dul_token_form(const dul_job *job, const dul_token *token)
{
    return (dul_str){job->text.at + token->span.start, token->span.end - token->span.start};
}

#endif
