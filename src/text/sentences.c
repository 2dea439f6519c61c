/*
 * sentences.c -- cutting the words of a report into sentences.
 *
 * A stop is a candidate. It is an end unless the next word speaks against it: a name after "Mr.", a lower-case word after "?”", a word that is no usual
 * opener after "Inc.". Closing quotation marks and brackets that are glued to the stop belong to the sentence.
 */
#include "text/sentences.h"

#define CAPTION_MAX 14 /* words before "(Photo: ...)" that are its caption */

typedef struct {
    dul_arena      *scratch;
    dul_str         text;
    const dul_word *word; /* [n] */
    uint32_t        n;
    bool            lowercase; /* all in lower case                                               */
    bool            caseless;  /* all in lower case, or all in capitals: case says nothing        */
    bool            regular;   /* nearly every sentence begins with a capital: a small letter after a stop speaks against an end */
    dul_cuts        cuts;
    size_t          capacity;

    const dul_boundary *boundary; /* NULL: the rules alone                    */
    uint32_t            asked;    /* the last gap that it was asked about     */
} splitter;

static bool sentence_add(splitter *s, uint32_t first, dul_sentence_kind kind)
{
    if (s->cuts.n > 0 && s->cuts.item[s->cuts.n - 1].first == first) {
        s->cuts.item[s->cuts.n - 1].kind = kind;
        return true;
    }
    dul_cut *grown = dul_arena_grow(s->scratch, s->cuts.item, s->cuts.n, &s->capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    s->cuts.item       = grown;
    grown[s->cuts.n++] = (dul_cut){first, kind, first == 0 ? DUL_BREAK_PARAGRAPH : (dul_break)s->word[first].break_before};
    return true;
}

static bool sentence_glued(const splitter *s, uint32_t at)
{
    return at > 0 && s->word[at - 1].end == s->word[at].start;
}

/* How this report uses case. */
static void sentence_survey(splitter *s)
{
    uint32_t n_lower = 0, n_capital = 0, n_caps = 0, after_lower = 0, after_capital = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const dul_word *word = &s->word[i];
        if (word->class != DUL_WORD_WORD)
            continue;
        n_lower += (word->flags & DUL_WORD_LOWERCASE) != 0;
        n_capital += (word->flags & DUL_WORD_CAPITAL) != 0;
        n_caps += (word->flags & DUL_WORD_ALL_CAPS) != 0;
        if (i > 0 && s->word[i - 1].class == DUL_WORD_STOP) {
            after_lower += (word->flags & DUL_WORD_LOWERCASE) != 0;
            after_capital += (word->flags & DUL_WORD_CAPITAL) != 0;
        }
    }
    s->lowercase = n_capital * 50 < n_lower && n_lower > 20;
    s->caseless  = n_capital * 50 < n_lower || (n_caps > n_lower * 10 && n_caps > 20);
    s->regular   = after_capital >= 3 && after_lower * 4 <= after_capital;
}

static bool sentence_opener(const splitter *s, const dul_word *word)
{
    char buffer[32];
    return word->class == DUL_WORD_WORD && dul_opener_is(dul_word_lower(s->text, word, buffer));
}

/* "Why?" Karimov asked: a reporting verb close behind a quoted question takes it for its object, and the sentence goes on. */
static bool sentence_goes_on(const splitter *s, uint32_t next)
{
    static const char *const verb[] = {"said",     "says",    "say",     "asked",    "asks",    "replied",   "replies", "cried",     "shouted",
                                       "answered", "added",   "wrote",   "told",     "called",  "exclaimed", "yelled",  "whispered", "wondered",
                                       "demanded", "chanted", "tweeted", "recalled", "started", "screamed",  "read"};
    char                     buffer[32];
    for (uint32_t i = next; i < s->n && i < next + 5 && s->word[i].class == DUL_WORD_WORD && s->word[i].break_before == DUL_BREAK_NONE; i++) {
        dul_str lower = dul_word_lower(s->text, &s->word[i], buffer);
        for (size_t k = 0; k < sizeof verb / sizeof verb[0]; k++)
            if (dul_str_is(lower, verb[k]))
                return true;
    }
    return false;
}

static bool sentence_is_asked(const splitter *s, uint32_t stop, uint32_t next)
{
    return next < s->n && s->text.at[s->word[stop].start] != '.' && s->word[next - 1].class == DUL_WORD_QUOTE_CLOSE && sentence_goes_on(s, next);
}

/* "2. What", "Figure 1. Map", "A. Aims": a number or letter that opens a sentence is part of it. */
static bool sentence_is_number(const splitter *s, uint32_t first, uint32_t stop)
{
    static const char *const noun[] = {"figure", "fig.", "table", "chapter", "section", "part", "box", "map", "step", "article"};
    char                     buffer[32];
    if (stop == first)
        return s->word[first].abbreviation == DUL_ABBREVIATION_INITIAL;
    if (s->word[stop - 1].class != DUL_WORD_NUMBER || s->word[stop - 1].end - s->word[stop - 1].start > 3 || s->text.at[s->word[stop].start] != '.')
        return false;
    if (stop == first + 1)
        return true;
    dul_str lower = dul_word_lower(s->text, &s->word[first], buffer);
    for (size_t k = 0; stop == first + 2 && k < sizeof noun / sizeof noun[0]; k++)
        if (dul_str_is(lower, noun[k]))
            return true;
    return false;
}

/* Behind a stop: the first word after "[12]" and ":)", which belong to the sentence they follow; at when there is none. */
static uint32_t sentence_trailer(const splitter *s, uint32_t at)
{
    for (;;) {
        const dul_word *word = &s->word[at];
        if (at + 2 < s->n && word->class == DUL_WORD_OPEN && s->text.at[word->start] == '[' && word[1].class == DUL_WORD_NUMBER &&
            word[2].class == DUL_WORD_CLOSE && word->break_before == DUL_BREAK_NONE)
            at += 3;
        else if (at < s->n && word->class == DUL_WORD_SYMBOL && word->end - word->start >= 2 && (strchr(":;=", s->text.at[word->start]) != NULL) &&
                 s->text.at[word->start + 1] != s->text.at[word->start] && word->break_before == DUL_BREAK_NONE)
            at++;
        else
            return at;
    }
}

/* Does a sentence end before word `next`, whose predecessor `stop` is a stop or a word with a stop, closing marks between them? */
static bool sentence_ends(const splitter *s, uint32_t stop, uint32_t next, bool closed)
{
    const dul_word *mark = &s->word[stop], *word = &s->word[next];
    char            first  = s->text.at[mark->start];
    uint32_t        opener = next; /* the first word behind opening marks */
    bool            quoted = false;
    while (opener + 1 < s->n && (s->word[opener].class == DUL_WORD_QUOTE_OPEN || s->word[opener].class == DUL_WORD_SINGLE_OPEN ||
                                 s->word[opener].class == DUL_WORD_OPEN || s->word[opener].class == DUL_WORD_ELLIPSIS)) {
        quoted = quoted || s->word[opener].class != DUL_WORD_ELLIPSIS;
        opener++;
    }
    const dul_word *begin   = &s->word[opener];
    bool            capital = (begin->flags & DUL_WORD_CAPITAL) != 0, lower = (begin->flags & DUL_WORD_LOWERCASE) != 0;

    if (word->class == DUL_WORD_COMMA || word->class == DUL_WORD_SEMICOLON || word->class == DUL_WORD_COLON || word->class == DUL_WORD_CLOSE ||
        word->class == DUL_WORD_QUOTE_CLOSE || word->class == DUL_WORD_SINGLE_CLOSE || word->class == DUL_WORD_STOP || word->class == DUL_WORD_HYPHEN)
        return false;
    if (word->class == DUL_WORD_ELLIPSIS && opener == next)
        return false;
    if (word->class == DUL_WORD_DASH) { /* "... he said. -- The army ..."; but `"No." - Ann Roe` is one */
        uint32_t end = next;
        while (end < s->n && end < next + 7 && (end == next || s->word[end].break_before == DUL_BREAK_NONE))
            end++;
        return first == '.' && mark->class == DUL_WORD_STOP && !lower && (!closed || end == next + 7);
    }
    if (word->flags & DUL_WORD_CLITIC)
        return false;
    if (mark->class == DUL_WORD_ELLIPSIS) {
        if (s->caseless)
            return sentence_opener(s, begin) && !sentence_glued(s, next);
        return capital && !sentence_glued(s, next);
    }
    if (mark->abbreviation != DUL_ABBREVIATION_NONE) {
        switch (mark->abbreviation) {
        case DUL_ABBREVIATION_TITLE: /* "10 Downing St. The house" */
            if (mark->end - mark->start == 3 && memcmp(s->text.at + mark->start, "St.", 3) == 0 && stop > 0 && (mark[-1].flags & DUL_WORD_CAPITAL) && capital &&
                sentence_opener(s, begin))
                return true;
            return closed && capital;
        case DUL_ABBREVIATION_LATIN: return closed && capital;
        default: break;
        }
        if (closed)
            return capital || quoted;
        if (quoted && word->class != DUL_WORD_OPEN)
            return capital;
        if (mark->abbreviation == DUL_ABBREVIATION_INITIAL && (s->caseless || !sentence_opener(s, begin)))
            return false;
        return (capital || s->caseless) && sentence_opener(s, begin);
    }
    if (closed && sentence_is_asked(s, stop, next))
        return false;
    if (s->caseless)
        return !sentence_glued(s, next) || (begin->class == DUL_WORD_WORD && first == '.');
    if (lower) {
        if (closed || (first != '.' && s->regular))
            return false;
        if (sentence_glued(s, next)) /* "ended.the": a missing blank, unless this is no text */
            return !s->regular;
        return !s->regular || sentence_opener(s, begin);
    }
    if (sentence_glued(s, next) && !capital && !quoted)
        return false;
    return true;
}

/* Cut [first, end) into pieces of at most DUL_SENTENCE_MAX words, at the best punctuation of the later half of each piece. */
static bool sentence_cut_long(splitter *s, uint32_t first, uint32_t end, dul_sentence_kind kind)
{
    while (end - first > DUL_SENTENCE_MAX) {
        uint32_t best = first + DUL_SENTENCE_MAX, best_rank = 0;
        for (uint32_t i = first + DUL_SENTENCE_MAX / 2; i < first + DUL_SENTENCE_MAX; i++) {
            uint8_t class = s->word[i - 1].class;
            uint32_t rank = s->word[i].flags & DUL_WORD_CLITIC                                                   ? 0
                            : class == DUL_WORD_STOP || class == DUL_WORD_ELLIPSIS                               ? 4
                            : class == DUL_WORD_SEMICOLON                                                        ? 3
                            : class == DUL_WORD_COLON || class == DUL_WORD_DASH || class == DUL_WORD_QUOTE_CLOSE ? 2
                            : class == DUL_WORD_COMMA || class == DUL_WORD_CLOSE                                 ? 1
                                                                                                                 : 0;
            if (rank > 0 && rank >= best_rank) {
                best      = i;
                best_rank = rank;
            }
        }
        if (best_rank == 0)
            while (best > first + 1 && (s->word[best].flags & DUL_WORD_CLITIC))
                best--;
        if (!sentence_add(s, best, kind))
            return false;
        first = best;
    }
    return true;
}

/* A sentence is complete: words [first, end). Classify it, part it from a caption inside, cut it when it is too long. */
static bool sentence_close(splitter *s, uint32_t first, uint32_t end)
{
    const dul_words words    = {s->n, (dul_word *)(uintptr_t)s->word};
    bool            own_line = (first == 0 || s->word[first].break_before != DUL_BREAK_NONE) && (end == s->n || s->word[end].break_before != DUL_BREAK_NONE);
    if (first >= end)
        return true;
    dul_sentence_kind kind = dul_furniture_kind(s->text, &words, first, end, own_line);
    return sentence_add(s, first, kind) && sentence_cut_long(s, first, end, kind);
}

/* What the network makes of the rules' proposal to end the sentence that began at first before word next. */
static bool sentence_decide(splitter *s, uint32_t first, uint32_t next, bool rule)
{
    const dul_boundary_question question = {s->text, s->word, s->n, first, next, rule, s->caseless, s->regular};
    if (s->boundary == NULL || next <= s->asked || !dul_boundary_open_question(&question))
        return rule;
    s->asked = next;
    return dul_boundary_decide(s->boundary, &question);
}

bool dul_sentences_find(dul_arena *scratch, dul_str text, const dul_words *words, const dul_boundary *boundary, dul_cuts *out)
{
    splitter s     = {.scratch = scratch, .text = text, .word = words->item, .n = words->n, .boundary = boundary};
    uint32_t first = 0, paragraph_end = 0, n_paragraphs = 0;
    sentence_survey(&s);
    for (uint32_t i = 0; i < s.n; i++) {
        if (i == first && (i == 0 || s.word[i].break_before != DUL_BREAK_NONE)) {
            n_paragraphs++;
            for (paragraph_end = i + 1; paragraph_end < s.n && s.word[paragraph_end].break_before == DUL_BREAK_NONE && paragraph_end < i + 60;)
                paragraph_end++;
            uint32_t after = dul_furniture_dateline(text, words, i, paragraph_end, n_paragraphs <= 4 && s.lowercase, n_paragraphs <= 3);
            if (after > i) {
                if (!sentence_add(&s, i, DUL_SENTENCE_DATELINE))
                    return false;
                first = i = after;
                if (i >= s.n)
                    break;
            }
        }
        const dul_word *word = &s.word[i];
        if (word->class == DUL_WORD_OPEN) {
            uint32_t after = dul_furniture_caption(text, words, i, s.n);
            if (after > i) {
                bool stopped =
                    i > first && (word[-1].class == DUL_WORD_STOP || word[-1].class == DUL_WORD_QUOTE_CLOSE || word[-1].abbreviation != DUL_ABBREVIATION_NONE);
                if (!sentence_close(&s, first, i))
                    return false;
                if (i > first && !stopped && i - first <= CAPTION_MAX) /* "Miners in Aktobe (Photo: ...)" */
                    s.cuts.item[s.cuts.n - 1].kind = DUL_SENTENCE_CAPTION;
                if (!sentence_add(&s, i, DUL_SENTENCE_CAPTION))
                    return false;
                first = after;
                i     = after - 1;
                continue;
            }
        }
        if (i > first && dul_furniture_credit(text, words, i)) { /* "Miners in the square Image: A. Bek" */
            bool caption = i - first <= CAPTION_MAX && word[-1].class != DUL_WORD_STOP;
            if (!sentence_close(&s, first, i))
                return false;
            if (caption)
                s.cuts.item[s.cuts.n - 1].kind = DUL_SENTENCE_CAPTION;
            first = i;
        }
        uint32_t next = i + 1;
        bool     ends = next >= s.n || s.word[next].break_before != DUL_BREAK_NONE;
        if (ends && next < s.n && s.word[next].break_before == DUL_BREAK_LINE && word->abbreviation == DUL_ABBREVIATION_TITLE)
            ends = false; /* no line of a text ends in "Mr." */
        if (!ends && (word->class == DUL_WORD_STOP || word->class == DUL_WORD_ELLIPSIS || word->abbreviation != DUL_ABBREVIATION_NONE)) {
            bool closed = false;
            if (word->class == DUL_WORD_ELLIPSIS && i == first) /* "... and so on": nothing ends yet */
                continue;
            while (next < s.n && s.word[next].break_before == DUL_BREAK_NONE &&
                   (s.word[next].class == DUL_WORD_QUOTE_CLOSE || s.word[next].class == DUL_WORD_SINGLE_CLOSE || s.word[next].class == DUL_WORD_CLOSE) &&
                   (sentence_glued(&s, next) || s.word[next].class == DUL_WORD_QUOTE_CLOSE)) {
                closed = true;
                next++;
            }
            next = sentence_trailer(&s, next);
            if (closed && sentence_is_asked(&s, i, next)) /* of that the network is not sure enough */
                s.asked = next;
            ends = next >= s.n || s.word[next].break_before != DUL_BREAK_NONE ||
                   sentence_decide(&s, first, next, sentence_ends(&s, i, next, closed) && !sentence_is_number(&s, first, i));
        } else if (!ends) {
            ends = sentence_decide(&s, first, next, false);
        }
        if (ends) {
            if (!sentence_close(&s, first, next))
                return false;
            first = next;
            i     = next - 1;
        }
    }
    if (first < s.n && !sentence_close(&s, first, s.n))
        return false;
    *out = s.cuts;
    return true;
}
