/*
 * attribution.c -- from cue words to attributions, over trees and quotation marks.
 *
 *     Talks failed, the minister said on Monday, adding that "nobody is to blame."
 *     content ----- source ----- cue             cue    content ------------------
 *
 * Every word of the cue dictionary is looked at once. Its entry says in which constructions it takes a content; the tree shows which of them is there; the
 * quotation marks repair what the tree got wrong, since a small parser is least sure where a quotation meets its reporting clause. The source is the subject
 * of the cue, or of the clause that lends a participle its subject. At the end, quoted sentences without a source of their own are given to the last speaker.
 */
#include "speech/speech.h"

#include <stdlib.h>

dulati_result dul_speech_push(speech *s, const speech_item *item)
{
    void *grown = dul_arena_grow(s->job->scratch, s->item, s->n, &s->capacity, sizeof *s->item);
    if (grown == NULL)
        return dul_fail_memory(s->job->err);
    s->item         = grown;
    s->item[s->n++] = *item;
    return DULATI_OK;
}

/* Keep the items that are not marked, and hand the quotations out anew. */
static void speech_compact(speech *s, const bool *dropped)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (!dropped[i])
            s->item[kept++] = s->item[i];
    s->n = kept;
    for (uint32_t i = 0; i < s->quotations.n; i++)
        s->quotations.run[i].owner = -1;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t p = 0; p < s->item[i].content.n; p++) {
            dul_range part = s->item[i].content.part[p];
            for (uint32_t t = part.first; t < part.end;) {
                uint32_t at = s->quotations.of[t];
                if (at != DUL_NONE && s->quotations.run[at].owner < 0)
                    s->quotations.run[at].owner = (int32_t)i;
                t = at != DUL_NONE && s->quotations.run[at].marked.end > t ? s->quotations.run[at].marked.end : t + 1;
            }
        }
}

typedef struct {
    uint32_t size, index;
} speech_order;

static int speech_compare(const void *a, const void *b)
{
    const speech_order *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Items from the widest content to the narrowest; NULL when memory ran out. */
static speech_order *speech_sort(const speech *s)
{
    speech_order *order = dul_arena_calloc(s->job->scratch, (size_t)s->n + 1, sizeof *order);
    if (order == NULL)
        return NULL;
    for (uint32_t i = 0; i < s->n; i++) {
        order[i].index = i;
        for (uint32_t p = 0; p < s->item[i].content.n; p++)
            order[i].size += s->item[i].content.part[p].end - s->item[i].content.part[p].first;
    }
    qsort(order, s->n, sizeof *order, speech_compare);
    return order;
}

static void speech_paint(const speech_set *content, int32_t *of_token, int32_t value)
{
    for (uint32_t p = 0; p < content->n; p++)
        for (uint32_t t = content->part[p].first; t < content->part[p].end; t++)
            of_token[t] = value;
}

/* A verb that only leads to a cue ("refused to say") is part of that cue and none of its own. Within a content only what somebody says is told apart: "the paper
 * reported that the minister said ..." are two claims, but what a speaker says that others want or think stays the speaker's. */
static dulati_result speech_prune(speech *s, int32_t *of_token)
{
    speech_order *order   = speech_sort(s);
    bool         *dropped = dul_arena_calloc(s->job->scratch, (size_t)s->n + 1, sizeof *dropped);
    if (order == NULL || dropped == NULL)
        return dul_fail_memory(s->job->err);
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t j = i + 1; j < s->n && j < i + 3 && !dropped[i]; j++)
            dropped[i] =
                s->item[j].cue.first <= s->item[i].cue_head && s->item[i].cue_head < s->item[j].cue_head && s->tree->upos[s->item[i].cue_head] == DUL_UPOS_VERB;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t j = i; s->item[i].beside != DUL_NONE && j-- > 0 && j + 4 > i;)
            if (s->item[j].cue_head == s->item[i].beside) {
                uint32_t first = s->item[i].cue.first;
                if (first > 0 && s->tree->upos[first - 1] == DUL_UPOS_CCONJ)
                    first--;
                dul_speech_cut(&s->item[j].content, (dul_range){first, s->tree->right[s->item[i].cue_head]});
                dropped[j] = dropped[j] || s->item[j].content.n == 0;
            }
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t           i    = order[k].index;
        const speech_item *item = &s->item[i];
        bool               told = item->kind == DUL_SPEECH_SAID && item->told && item->source_head != DUL_NONE;
        if (!dropped[i] && of_token[item->cue_head] >= 0 && !told)
            dropped[i] = true;
        if (!dropped[i])
            speech_paint(&item->content, of_token, (int32_t)i);
    }
    speech_compact(s, dropped);
    for (uint32_t t = 0; t < s->text->n_tokens; t++)
        of_token[t] = -1;
    return DULATI_OK;
}

/* Is everything in the sentence quoted, but for a few words that lead in ("Moreover,")? *first is where the quotation begins. */
static bool speech_is_quoted(const speech *s, dul_range sentence, uint32_t *first)
{
    uint32_t i = sentence.first, lead = 0, quoted = 0;
    for (; i < sentence.end && s->quotations.of[i] == DUL_NONE; i++)
        if (s->tree->upos[i] != DUL_UPOS_PUNCT) {
            uint8_t upos = s->tree->upos[i];
            if (++lead > 2 || (upos != DUL_UPOS_ADV && upos != DUL_UPOS_CCONJ && upos != DUL_UPOS_SCONJ && upos != DUL_UPOS_ADP && upos != DUL_UPOS_INTJ))
                return false;
        }
    *first = i;
    for (; i < sentence.end; i++) {
        if (s->quotations.of[i] == DUL_NONE && s->tree->upos[i] != DUL_UPOS_PUNCT && s->tree->upos[i] != DUL_UPOS_CCONJ)
            return false;
        quoted += s->quotations.of[i] != DUL_NONE && s->tree->upos[i] != DUL_UPOS_PUNCT;
    }
    return quoted >= (lead > 0 ? 4u : 2u);
}

/* Quoted sentences without a source of their own belong to the last speaker who was quoted, in the same paragraph or the one before. */
static void speech_continue(speech *s)
{
    int32_t  speaker   = -1;
    uint32_t paragraph = 0, next = 0; /* where the speaker was last heard; the next item by cue */
    for (uint32_t k = 0; k < s->text->n_sentences; k++) {
        const dul_sentence *sentence = &s->text->sentence[k];
        uint32_t            first;
        bool                own = false, own_quotes = false;
        for (; next < s->n && s->item[next].cue_head < sentence->tokens.end; next++) {
            own = true;
            if (s->item[next].quotes || (s->item[next].told && s->item[next].kind == DUL_SPEECH_SAID && !(own_quotes && speaker >= 0)))
                speaker = (int32_t)next;
            own_quotes = own_quotes || s->item[next].quotes;
            paragraph  = sentence->paragraph;
        }
        if (own || speaker < 0 || sentence->paragraph > paragraph + 1 || sentence->tokens.first >= sentence->tokens.end)
            continue;
        if (!speech_is_quoted(s, sentence->tokens, &first))
            continue;
        int32_t owner = s->quotations.run[s->quotations.of[first]].owner;
        if (owner >= 0 && owner != speaker)
            continue;
        speech_set *set = &s->item[speaker].content;
        if (s->item[speaker].cue_head >= sentence->tokens.first)
            continue;
        if (!s->item[speaker].quotes && sentence->paragraph != paragraph)
            continue;
        dul_speech_add(set, (dul_range){first, sentence->tokens.end});
        for (uint32_t t = first; t < sentence->tokens.end; t++)
            if (s->quotations.of[t] != DUL_NONE)
                s->quotations.run[s->quotations.of[t]].owner = speaker;
        s->item[speaker].quotes = true;
        paragraph               = sentence->paragraph;
    }
}

/* Results into the document's arena; nesting from the widest content to the narrowest. */
static dulati_result speech_publish(const speech *s, dul_attributions *out)
{
    dul_arena    *arena = s->job->arena;
    speech_order *order = speech_sort(s);
    out->item           = dul_arena_calloc(arena, (size_t)s->n + 1, sizeof *out->item);
    if (order == NULL || out->item == NULL)
        return dul_fail_memory(s->job->err);
    out->n = s->n;
    for (uint32_t i = 0; i < s->n; i++) {
        const speech_item *item = &s->item[i];
        dul_attribution   *a    = &out->item[i];
        *a                      = (dul_attribution){.source      = item->source,
                                                    .source_head = item->source_head,
                                                    .cue         = item->cue,
                                                    .cue_head    = item->cue_head,
                                                    .within      = -1,
                                                    .file        = item->file,
                                                    .line        = item->line,
                                                    .kind        = item->kind};
        a->content              = (dul_range){item->content.part[0].first, item->content.part[item->content.n - 1].end};
        if (item->content.n > 1) {
            a->part = dul_arena_calloc(arena, item->content.n, sizeof *a->part);
            if (a->part == NULL)
                return dul_fail_memory(s->job->err);
            memcpy(a->part, item->content.part, item->content.n * sizeof *a->part);
            a->n_parts = item->content.n;
        }
    }
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t           i    = order[k].index;
        const speech_item *item = &s->item[i];
        /* Only wider contents are painted by now, so that no two can hold each other. */
        out->item[i].within = out->of_token[item->cue_head];
        speech_paint(&item->content, out->of_token, (int32_t)i);
    }
    return DULATI_OK;
}

static void speech_trace(const speech *s, const dul_attributions *out)
{
    for (uint32_t i = 0; i < out->n && dul_job_traces(s->job); i++) {
        const dul_attribution *a      = &out->item[i];
        const dul_token       *t      = s->text->token;
        dul_str                source = {"nobody", 6}, cue, content;
        if (a->source.first < a->source.end)
            source = dul_str_slice(s->job->text, t[a->source.first].span.start, t[a->source.end - 1].span.end);
        cue     = dul_str_slice(s->job->text, t[a->cue.first].span.start, t[a->cue.end - 1].span.end);
        content = dul_str_slice(s->job->text, t[a->content.first].span.start, t[a->content.end - 1].span.end);
        dul_job_trace(s->job, "speech", "%u: \"%.*s\" of %.*s: \"%.*s\"%s (%s, %s, %s:%u)%s", (unsigned)i, (int)cue.len, cue.at, (int)source.len, source.at,
                      (int)(content.len > 300 ? 300 : content.len), content.at, a->n_parts > 1 ? " in parts" : "",
                      dul_speech_kind_text((dul_speech_kind)a->kind), s->item[i].how, a->file == NULL ? "punctuation" : a->file, (unsigned)a->line,
                      a->within >= 0 ? " within another" : "");
    }
}

dulati_result dul_attribution_find(const dul_cues *cues, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions,
                                   dul_attributions *out)
{
    speech s      = {.cues = cues, .job = job, .text = text, .tree = tree, .mentions = mentions};
    *out          = (dul_attributions){0};
    out->of_token = dul_arena_alloc(job->arena, ((size_t)text->n_tokens + 1) * sizeof *out->of_token);
    if (out->of_token == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t i = 0; i < text->n_tokens; i++)
        out->of_token[i] = -1;
    if (cues == NULL || tree->n_tokens < text->n_tokens)
        return DULATI_OK;
    DUL_TRY(dul_quotation_find(job, text, &s.quotations));
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        if (s.quotations.of[i] != DUL_NONE) /* what is quoted is its speaker's, whatever else it says about others */
            continue;
        switch (tree->upos[i]) {
        case DUL_UPOS_PUNCT:
            if (dul_speech_is_form(&s, i, ":"))
                DUL_TRY(dul_speech_colon(&s, i));
            continue;
        case DUL_UPOS_NOUN: DUL_TRY(dul_speech_noun(&s, i, DUL_CUE_NOUN)); break;
        case DUL_UPOS_ADJ: DUL_TRY(dul_speech_noun(&s, i, DUL_CUE_ADJECTIVE)); break;
        case DUL_UPOS_ADV: DUL_TRY(dul_speech_adverb(&s, i)); break;
        default: break;
        }
        uint32_t preposition = dul_cues_find(cues, text->token[i].lower);
        for (; preposition != DUL_NONE; preposition = cues->cue[preposition].next)
            if (cues->cue[preposition].word_class == DUL_CUE_PREPOSITION &&
                (cues->cue[preposition].second.len == 0 || (i + 1 < text->n_tokens && dul_str_equal(text->token[i + 1].lower, cues->cue[preposition].second))))
                break;
        if (preposition != DUL_NONE)
            DUL_TRY(dul_speech_according(&s, i, i + 1 + (cues->cue[preposition].second.len > 0), &cues->cue[preposition]));
        else if (tree->upos[i] == DUL_UPOS_VERB)
            DUL_TRY(dul_speech_verb(&s, i));
    }
    DUL_TRY(speech_prune(&s, out->of_token));
    speech_continue(&s);
    DUL_TRY(speech_publish(&s, out));
    speech_trace(&s, out);
    return DULATI_OK;
}
