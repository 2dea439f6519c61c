/*
 * content.c -- contents as sets of ranges, and how quotation marks mend them.
 *
 * A small parser is least sure where a quotation meets its reporting clause. So a piece that begins or ends inside a quotation gets all of it, and a quotation on
 * either side of the reporting clause belongs to it. Each quotation is given away once, which keeps the whole linear.
 */
#include "speech/speech.h"

bool dul_speech_holds(const speech_set *set, uint32_t token)
{
    for (uint32_t i = 0; i < set->n; i++)
        if (set->part[i].first <= token && token < set->part[i].end)
            return true;
    return false;
}

void dul_speech_add(speech_set *set, dul_range range)
{
    if (range.first >= range.end)
        return;
    uint32_t at = 0;
    while (at < set->n && set->part[at].end < range.first)
        at++;
    uint32_t stop = at;
    for (; stop < set->n && set->part[stop].first <= range.end; stop++) {
        range.first = set->part[stop].first < range.first ? set->part[stop].first : range.first;
        range.end   = set->part[stop].end > range.end ? set->part[stop].end : range.end;
    }
    if (stop == at && set->n == SPEECH_PARTS) { /* full: the last piece is stretched */
        dul_range *last = &set->part[set->n - 1];
        last->end       = range.end > last->end ? range.end : last->end;
        return;
    }
    memmove(&set->part[at + 1], &set->part[stop], (set->n - stop) * sizeof set->part[0]);
    set->n        = set->n - (stop - at) + 1;
    set->part[at] = range;
}

void dul_speech_cut(speech_set *set, dul_range range)
{
    if (range.first >= range.end)
        return;
    speech_set kept = {.n = 0};
    for (uint32_t i = 0; i < set->n; i++) {
        dul_range p = set->part[i];
        if (range.first <= p.first && p.first < range.end)
            p.first = range.end;
        if (range.first < p.end && p.end <= range.end)
            p.end = range.first;
        if (p.first < range.first && range.end < p.end && kept.n + 1 < SPEECH_PARTS) {
            kept.part[kept.n++] = (dul_range){p.first, range.first};
            p.first             = range.end;
        }
        if (p.first < p.end && kept.n < SPEECH_PARTS)
            kept.part[kept.n++] = p;
    }
    *set = kept;
}

static bool speech_is_edge(const speech *s, uint32_t token)
{
    return s->tree->upos[token] == DUL_UPOS_PUNCT && s->quotations.of[token] == DUL_NONE && !dul_quotation_is_mark(&s->text->token[token]) &&
           !dul_speech_is_form(s, token, "(") && !dul_speech_is_form(s, token, ")") && !dul_speech_is_form(s, token, "[") && !dul_speech_is_form(s, token, "]");
}

dul_range dul_speech_trim(const speech *s, dul_range range)
{
    while (range.first < range.end && speech_is_edge(s, range.first))
        range.first++;
    while (range.end > range.first && speech_is_edge(s, range.end - 1))
        range.end--;
    return range;
}

/* Is there a word in the range? */
static bool speech_has_word(const speech *s, dul_range range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (s->tree->upos[i] != DUL_UPOS_PUNCT)
            return true;
    return false;
}

void dul_speech_repair(speech *s, speech_set *set, dul_range hull, uint32_t cue_head, int32_t owner)
{
    const uint32_t around   = s->quotations.of[cue_head];
    speech_set     repaired = {.n = 0};
    for (uint32_t i = 0; i < set->n; i++) {
        dul_range p = dul_speech_trim(s, set->part[i]);
        if (p.first >= p.end || !speech_has_word(s, p))
            continue;
        uint32_t at = s->quotations.of[p.first];
        if (at != DUL_NONE && at == around) {
            dul_speech_add(&repaired, p);
            continue;
        }
        if (at != DUL_NONE) {
            dul_quotation *run   = &s->quotations.run[at];
            uint32_t       first = run->marked.first;
            if (hull.first < p.first && first < hull.end) /* the reporting clause stands inside or before the quotation */
                first = hull.first >= first ? p.first : first;
            if (first < p.first && first < dul_speech_sentence(s, p.first).first && run->owner >= 0 && run->owner != owner)
                first = dul_speech_sentence(s, p.first).first;
            p.first = first < p.first ? first : p.first;
        } else if (p.first > 0 && p.first > hull.end && s->quotations.of[p.first - 1] != DUL_NONE &&
                   s->quotations.run[s->quotations.of[p.first - 1]].tokens.first == p.first) {
            p.first--;
        }
        at = s->quotations.of[p.end - 1];
        if (at == DUL_NONE && p.end < dul_speech_sentence(s, p.end - 1).end && s->quotations.of[p.end] != DUL_NONE &&
            s->quotations.run[s->quotations.of[p.end]].marked.first == p.end && s->tree->upos[p.end] == DUL_UPOS_PUNCT && p.end != hull.first)
            at = s->quotations.of[p.end]; /* a quotation that goes on with the clause: a plan that "failed" */
        if (at != DUL_NONE) {
            dul_quotation *run = &s->quotations.run[at];
            uint32_t       end = run->marked.end;
            if (hull.first >= p.end && hull.first < end)
                end = hull.first;
            if (run->owner >= 0 && run->owner != owner && end > dul_speech_sentence(s, p.end - 1).end)
                end = dul_speech_sentence(s, p.end - 1).end;
            p.end = end > p.end ? end : p.end;
        }
        /* "said that ... and that ...": the second half may hang elsewhere. */
        while (p.end + 2 < s->text->n_tokens && s->tree->upos[p.end] == DUL_UPOS_CCONJ && dul_speech_is_form(s, p.end + 1, "that") &&
               s->tree->upos[p.end + 1] == DUL_UPOS_SCONJ && s->tree->head[p.end + 1] != DUL_ROOT && s->tree->right[s->tree->head[p.end + 1]] > p.end + 2 &&
               p.end != hull.first)
            p.end = s->tree->right[s->tree->head[p.end + 1]];
        dul_speech_add(&repaired, p);
    }
    for (uint32_t i = 0; i < repaired.n; i++)
        for (uint32_t t = repaired.part[i].first; t < repaired.part[i].end;) {
            uint32_t at = s->quotations.of[t];
            if (at != DUL_NONE && at != around && s->quotations.run[at].owner < 0)
                s->quotations.run[at].owner = owner;
            t = at != DUL_NONE && s->quotations.run[at].marked.end > t ? s->quotations.run[at].marked.end : t + 1;
        }
    *set = repaired;
}

uint32_t dul_speech_quote_after(const speech *s, uint32_t token)
{
    for (uint32_t step = 0; step < 4 && token < s->text->n_tokens; step++, token++) {
        uint32_t at = s->quotations.of[token];
        if (at != DUL_NONE)
            return s->quotations.run[at].marked.first == token ? at : DUL_NONE;
        if (!dul_speech_is_comma(s, token) && !dul_speech_is_form(s, token, "that") && !dul_speech_is_form(s, token, "..."))
            return DUL_NONE;
    }
    return DUL_NONE;
}

/* Do the end of a quotation and what follows it lie in one sentence? "Why?" and "Go!" may have been taken for sentences of their own. */
static bool speech_is_near(const speech *s, uint32_t mark, uint32_t follower)
{
    uint32_t a = s->text->token[mark].sentence, b = s->text->token[follower].sentence;
    if (a == b)
        return true;
    return a + 1 == b && s->text->sentence[a].paragraph == s->text->sentence[b].paragraph && mark > 0 && !dul_speech_is_form(s, mark - 1, ".") &&
           s->text->sentence[b].tokens.end - s->text->sentence[b].tokens.first <= 12;
}

uint32_t dul_speech_quote_before(const speech *s, uint32_t token)
{
    const uint32_t before = token;
    for (uint32_t step = 0; step < 3 && token-- > 0; step++) {
        uint32_t at = s->quotations.of[token];
        if (at != DUL_NONE)
            return s->quotations.run[at].marked.end == token + 1 && speech_is_near(s, token, before) ? at : DUL_NONE;
        if (!dul_speech_is_comma(s, token))
            return DUL_NONE;
    }
    return DUL_NONE;
}

void dul_speech_add_run(speech *s, speech_set *set, uint32_t at, int32_t owner)
{
    while (at != DUL_NONE && s->quotations.run[at].owner < 0) {
        s->quotations.run[at].owner = owner;
        dul_speech_add(set, s->quotations.run[at].marked);
        at = s->quotations.run[at].continues;
    }
}

dul_range dul_speech_join(dul_range a, dul_range b)
{
    return (dul_range){a.first < b.first ? a.first : b.first, a.end > b.end ? a.end : b.end};
}
