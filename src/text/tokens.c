/*
 * tokens.c -- the stage as a whole: lines, words, sentences, then the tokens that later stages see.
 */
#include "text/tokens.h"

#include "text/normalise.h"
#include "text/sentences.h"

static const char *const kind_text[] = {"text", "title", "dateline", "caption", "byline"};

static dulati_result tokens_no_memory(const dul_job *job)
{
    return dul_fail_memory(job->err);
}

/*
 * Mark what stands inside double quotation marks. A quotation of several paragraphs has an opening mark at each and one closing mark, so a paragraph that
 * begins with a mark goes on by itself. A mark that nothing closes before a paragraph that does not begin with one is a slip: it holds to its sentence's end.
 */
static void tokens_quote(const dul_words *words, const dul_cuts *cuts, dul_text *out)
{
    bool     inside = false;
    uint32_t opened = 0;
    for (uint32_t i = 0; i < words->n; i++) {
        dul_word_class class = (dul_word_class)words->item[i].class;
        bool paragraph       = words->item[i].break_before == DUL_BREAK_PARAGRAPH;
        if (inside && paragraph) {
            inside = false;
            if (class != DUL_WORD_QUOTE_OPEN)
                for (uint32_t k = cuts->n > out->token[opened].sentence + 1u ? out->sentence[out->token[opened].sentence].tokens.end : i; k < i; k++)
                    out->token[k].flags &= ~(uint32_t)DUL_TOKEN_QUOTED;
        }
        if (class == DUL_WORD_QUOTE_OPEN) {
            inside = true;
            opened = i;
        } else if (class == DUL_WORD_QUOTE_CLOSE) {
            inside = false;
        } else if (inside) {
            out->token[i].flags |= DUL_TOKEN_QUOTED;
        }
    }
}

static void tokens_trace(const dul_job *job, const dul_text *text)
{
    for (uint32_t i = 0; dul_job_traces(job) && i < text->n_sentences; i++) {
        const dul_sentence *sentence = &text->sentence[i];
        if (sentence->tokens.first == sentence->tokens.end)
            continue;
        uint32_t start = text->token[sentence->tokens.first].span.start, end = text->token[sentence->tokens.end - 1].span.end;
        dul_job_trace(job, "text", "sentence %u (%s, paragraph %u, %u tokens): %.*s", i, kind_text[sentence->kind], sentence->paragraph,
                      sentence->tokens.end - sentence->tokens.first, (int)(end - start > 3000 ? 3000 : end - start), job->text.at + start);
    }
}

dulati_result dul_text_find(const dul_job *job, dul_text *out)
{
    dul_lines lines;
    dul_words words;
    dul_cuts  cuts;
    *out = (dul_text){0};
    if (!dul_lines_find(job->scratch, job->text, &lines) || !dul_words_find(job->scratch, job->text, &lines, &words) ||
        !dul_sentences_find(job->scratch, job->text, &words, job->boundary, &cuts))
        return tokens_no_memory(job);
    out->n_tokens    = words.n;
    out->n_sentences = (uint32_t)cuts.n;
    out->token       = dul_arena_calloc(job->arena, words.n, sizeof *out->token);
    out->sentence    = dul_arena_calloc(job->arena, cuts.n, sizeof *out->sentence);
    if (out->token == NULL || out->sentence == NULL)
        return tokens_no_memory(job);
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < cuts.n; i++) {
        uint32_t first = cuts.item[i].first, end = i + 1 < cuts.n ? cuts.item[i + 1].first : words.n;
        paragraph += i > 0 && cuts.item[i].before == DUL_BREAK_PARAGRAPH;
        out->sentence[i] = (dul_sentence){{first, end}, cuts.item[i].kind, paragraph};
        for (uint32_t t = first; t < end; t++) {
            const dul_word *word  = &words.item[t];
            dul_token      *token = &out->token[t];
            token->span           = (dul_span){word->start, word->end};
            token->sentence       = i;
            token->flags =
                (word->flags & DUL_WORD_SPACE_AFTER ? DUL_TOKEN_SPACE_AFTER : 0) | (word->flags & DUL_WORD_CLITIC && t > first ? DUL_TOKEN_CLITIC : 0);
            if (!dul_normalise(job->arena, dul_token_form(job, token), &token->norm, &token->lower))
                return tokens_no_memory(job);
        }
    }
    tokens_quote(&words, &cuts, out);
    tokens_trace(job, out);
    return DULATI_OK;
}

/* Double quotation marks of given tokens: their forms say which way they point, or they take turns. */
static void tokens_quote_given(dul_text *out)
{
    bool inside = false;
    for (uint32_t i = 0; i < out->n_tokens; i++) {
        if (dul_str_is(out->token[i].norm, "\""))
            inside = !inside;
        else if (inside)
            out->token[i].flags |= DUL_TOKEN_QUOTED;
    }
}

/* "'s", "n't" and their kin, written onto the token before. */
static bool tokens_is_clitic(const dulati_given_token *given, uint32_t at, dul_str lower)
{
    return at > 0 && given[at - 1].end_byte == given[at].start_byte && lower.len >= 2 && lower.len <= 3 && (lower.at[0] == '\'' || dul_str_is(lower, "n't"));
}

dulati_result dul_text_take(const dul_job *job, const dulati_given_token *given, size_t n_given, dul_text *out)
{
    *out = (dul_text){0};
    if (n_given >= UINT32_MAX)
        return dul_fail(job->err, DULATI_E_ARGUMENT, "too many tokens are given", NULL, 0, 0);
    uint32_t n_sentences = 0, n_words = 0, before = 0;
    bool     any_clitic = false;
    for (size_t i = 0; i < n_given; i++) {
        if (given[i].start_byte >= given[i].end_byte || given[i].end_byte > job->text.len || given[i].start_byte < before)
            return dul_fail(job->err, DULATI_E_ARGUMENT, "a given token does not lie in the text behind the one before it", NULL, 0, given[i].start_byte);
        if (i > 0 && given[i].sentence < given[i - 1].sentence)
            return dul_fail(job->err, DULATI_E_ARGUMENT, "the sentence numbers of given tokens fall", NULL, 0, given[i].start_byte);
        n_words = i == 0 || given[i].sentence != given[i - 1].sentence ? 1 : n_words + 1;
        if (n_words > DUL_SENTENCE_GIVEN_MAX)
            return dul_fail(job->err, DULATI_E_TOO_LONG, "a given sentence has more than 2,000 tokens", NULL, 0, given[i].start_byte);
        before     = given[i].end_byte;
        any_clitic = any_clitic || given[i].clitic;
        n_sentences += i == 0 || given[i].sentence != given[i - 1].sentence;
    }
    out->token    = dul_arena_calloc(job->arena, n_given, sizeof *out->token);
    out->sentence = dul_arena_calloc(job->arena, n_sentences, sizeof *out->sentence);
    if (out->token == NULL || out->sentence == NULL)
        return tokens_no_memory(job);
    out->n_tokens     = (uint32_t)n_given;
    out->n_sentences  = n_sentences;
    uint32_t sentence = 0, paragraph = 0;
    for (uint32_t i = 0; i < n_given; i++) {
        dul_token *token = &out->token[i];
        bool       opens = i == 0 || given[i].sentence != given[i - 1].sentence;
        if (i > 0 && opens)
            sentence++;
        if (opens) {
            dul_str gap = i == 0 ? (dul_str){0} : dul_str_slice(job->text, given[i - 1].end_byte, given[i].start_byte);
            for (size_t at = 0, n = 0; at < gap.len; at++)
                if (gap.at[at] == '\n' && ++n == 2)
                    paragraph++;
            out->sentence[sentence] = (dul_sentence){{i, i}, DUL_SENTENCE_TEXT, paragraph};
        }
        out->sentence[sentence].tokens.end = i + 1;
        token->span                        = (dul_span){given[i].start_byte, given[i].end_byte};
        token->sentence                    = sentence;
        if (i + 1 == n_given || given[i + 1].start_byte > given[i].end_byte)
            token->flags |= DUL_TOKEN_SPACE_AFTER;
        if (!dul_normalise(job->arena, dul_token_form(job, token), &token->norm, &token->lower))
            return tokens_no_memory(job);
        if (!opens && (any_clitic ? given[i].clitic : tokens_is_clitic(given, i, token->lower)))
            token->flags |= DUL_TOKEN_CLITIC;
    }
    tokens_quote_given(out);
    tokens_trace(job, out);
    return DULATI_OK;
}
