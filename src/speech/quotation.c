/* quotation.c -- from flags of tokens to runs. */
#include "speech/quotation.h"

bool dul_quotation_is_mark(const dul_token *token)
{
    return dul_str_is(token->norm, "\"") || dul_str_is(token->norm, "''") || dul_str_is(token->norm, "``");
}

static bool quotation_is_quoted(const dul_text *text, uint32_t token)
{
    return (text->token[token].flags & DUL_TOKEN_QUOTED) != 0;
}

static uint32_t quotation_paragraph(const dul_text *text, uint32_t token)
{
    return text->sentence[text->token[token].sentence].paragraph;
}

dulati_result dul_quotation_find(const dul_job *job, const dul_text *text, dul_quotations *out)
{
    const uint32_t n = text->n_tokens;

    *out    = (dul_quotations){0};
    out->of = dul_arena_alloc(job->scratch, ((size_t)n + 1) * sizeof *out->of);
    if (out->of == NULL)
        return dul_fail_memory(job->err);
    size_t   capacity = 0;
    uint32_t open     = DUL_NONE; /* the latest run, when no mark has closed it */
    for (uint32_t first = 0, end; first < n; first = end) {
        end            = first + 1;
        out->of[first] = DUL_NONE;
        if (!quotation_is_quoted(text, first))
            continue;
        while (end < n && quotation_is_quoted(text, end) && !(dul_quotation_is_mark(&text->token[end])))
            end++;
        void *grown = dul_arena_grow(job->scratch, out->run, out->n, &capacity, sizeof *out->run);
        if (grown == NULL)
            return dul_fail_memory(job->err);
        out->run           = grown;
        dul_quotation *run = &out->run[out->n];
        *run               = (dul_quotation){{first, end}, {first, end}, DUL_NONE, -1};
        if (first > 0 && out->of[first - 1] == DUL_NONE && dul_quotation_is_mark(&text->token[first - 1]))
            run->marked.first--;
        bool closed = end < n && dul_quotation_is_mark(&text->token[end]) && quotation_paragraph(text, end) == quotation_paragraph(text, end - 1);
        if (closed)
            run->marked.end++;
        if (open != DUL_NONE && out->run[open].marked.end == run->marked.first)
            run->continues = open;
        open = closed ? DUL_NONE : out->n;
        for (uint32_t i = run->marked.first; i < end; i++)
            out->of[i] = out->n;
        if (closed)
            out->of[end++] = out->n;
        out->n++;
    }
    return DULATI_OK;
}
