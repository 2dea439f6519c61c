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
#include "speech/attribution.h"

#include "speech/cues.h"
#include "speech/quotation.h"

#include <stdlib.h>

#define SPEECH_PARTS    8 /* pieces of one content; a quotation that is interrupted more often is closed up     */
#define SPEECH_CLIMB    8 /* steps from a participle to the clause that has its subject                         */
#define SPEECH_REACH    6 /* tokens looked at beside a reporting clause for a quotation mark                    */
#define SPEECH_HEADLINE 8 /* tokens before the colon of "Minister: talks failed"                                */

#define BIT(rel) DUL_REL_BIT(DUL_REL_##rel)

#define SPEECH_SUBJECTS (BIT(NSUBJ) | BIT(NSUBJ_OUTER) | BIT(NSUBJ_PASS) | BIT(CSUBJ))

typedef struct {
    dul_range part[SPEECH_PARTS]; /* in text order, apart from each other */
    uint32_t  n;
} speech_set;

typedef struct {
    dul_range   source;
    uint32_t    source_head;
    dul_range   cue;
    uint32_t    cue_head;
    speech_set  content;
    uint32_t    line;
    uint8_t     kind;
    const char *how;    /* the construction, for the trace */
    bool        told;   /* a verb of saying with a clause or a quotation */
    uint32_t    beside; /* the cue that this one is coordinated with although it hangs in its content, or DUL_NONE */
    bool        quotes; /* the content ends in a quotation: quoted sentences that follow are its continuation */
} speech_item;

typedef struct {
    const dul_cues     *cues;
    const dul_job      *job;
    const dul_text     *text;
    const dul_tree     *tree;
    const dul_mentions *mentions;
    dul_quotations      quotations;
    speech_item        *item;
    uint32_t            n;
    size_t              capacity;
} speech;

/* ---- small questions ------------------------------------------------------------------------------------------------------------- */

static bool speech_is_form(const speech *s, uint32_t token, const char *lower)
{
    return token < s->text->n_tokens && dul_str_is(s->text->token[token].lower, lower);
}

static bool speech_is_comma(const speech *s, uint32_t token)
{
    return speech_is_form(s, token, ",") || speech_is_form(s, token, ":") || speech_is_form(s, token, ";") || speech_is_form(s, token, "-") ||
           speech_is_form(s, token, "--") || speech_is_form(s, token, ".");
}

static bool speech_is_nominal(const speech *s, uint32_t token)
{
    uint8_t upos = s->tree->upos[token];
    return upos == DUL_UPOS_NOUN || upos == DUL_UPOS_PROPN || upos == DUL_UPOS_PRON || upos == DUL_UPOS_NUM;
}

static dul_range speech_sentence(const speech *s, uint32_t token)
{
    return s->text->sentence[s->text->token[token].sentence].tokens;
}

static dul_range speech_subtree(const speech *s, uint32_t token)
{
    return (dul_range){s->tree->left[token], s->tree->right[token]};
}

static bool speech_has_form(const speech *s, uint32_t token, dul_rel rel, const char *lower)
{
    for (uint32_t c = dul_tree_child(s->tree, token, rel); c != DUL_NONE; c = dul_tree_next_in(s->tree, c, DUL_REL_BIT(rel)))
        if (speech_is_form(s, c, lower))
            return true;
    return false;
}

/* Is the clause an infinitive with "to"? */
static bool speech_is_infinitive(const speech *s, uint32_t token)
{
    return speech_has_form(s, token, DUL_REL_MARK, "to") || speech_has_form(s, token, DUL_REL_AUX, "to");
}

static bool speech_is_gerund(const speech *s, uint32_t token)
{
    return dul_str_is(s->tree->xpos[token], "VBG") || (s->tree->feat[token] & DUL_FEAT_GER) != 0;
}

static bool speech_is_passive(const speech *s, uint32_t token)
{
    const dul_tree *tree = s->tree;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++, token = tree->head[token]) {
        if (dul_tree_child_in(tree, token, BIT(AUX_PASS) | BIT(NSUBJ_PASS) | BIT(CSUBJ_PASS)) != DUL_NONE)
            return true;
        if (!dul_str_is(tree->xpos[token], "VBN") || dul_tree_child_in(tree, token, BIT(AUX) | BIT(NSUBJ)) != DUL_NONE)
            return false;
        if (tree->rel[token] != DUL_REL_CONJ || tree->head[token] == DUL_ROOT)
            return (DUL_REL_BIT(tree->rel[token]) & (BIT(ADVCL) | BIT(ACL) | BIT(PARATAXIS))) != 0; /* "asked whether ...", "when told that ..." */
    }
    return false;
}

/* The dictionary's chain for a token. A verb that the lemmatiser has not met may come with an "e" too few or too many ("conced", "toute", "slamme"). */
static uint32_t speech_lookup(const speech *s, uint32_t token)
{
    dul_str  lemma = s->tree->lemma[token];
    uint32_t found = dul_cues_find(s->cues, lemma);
    char     other[32];
    if (found != DUL_NONE || s->tree->upos[token] != DUL_UPOS_VERB || lemma.len < 4 || lemma.len + 1 >= sizeof other)
        return found;
    memcpy(other, lemma.at, lemma.len);
    other[lemma.len] = 'e';
    if (lemma.at[lemma.len - 1] != 'e')
        return dul_cues_find(s->cues, (dul_str){other, lemma.len + 1});
    found = dul_cues_find(s->cues, dul_str_slice(lemma, 0, lemma.len - 1));
    if (found == DUL_NONE && lemma.at[lemma.len - 2] == lemma.at[lemma.len - 3])
        found = dul_cues_find(s->cues, dul_str_slice(lemma, 0, lemma.len - 2));
    return found;
}

/* The entry of that kind of word with the second word, or without one, for a token's lemma; DUL_NONE. */
static uint32_t speech_entry(const speech *s, uint32_t token, dul_cue_class word_class, dul_str second)
{
    uint32_t e = speech_lookup(s, token);
    while (e != DUL_NONE && (s->cues->cue[e].word_class != word_class || !dul_str_equal(s->cues->cue[e].second, second)))
        e = s->cues->cue[e].next;
    return e;
}

static bool speech_has_frame(const speech *s, uint32_t token, dul_cue_class word_class, uint16_t frames)
{
    uint32_t e = speech_entry(s, token, word_class, (dul_str){NULL, 0});
    return e != DUL_NONE && (s->cues->cue[e].frames & frames) != 0;
}

/* Does a noun name something that speaks for its author: "statement", "letter", "report"? */
static bool speech_is_document(const speech *s, uint32_t token)
{
    uint32_t e = speech_entry(s, token, DUL_CUE_NOUN, (dul_str){NULL, 0});
    return e != DUL_NONE && s->cues->cue[e].kind == DUL_SPEECH_DOCUMENT;
}

/* ---- sets of tokens -------------------------------------------------------------------------------------------------------------- */

static bool speech_holds(const speech_set *set, uint32_t token)
{
    for (uint32_t i = 0; i < set->n; i++)
        if (set->part[i].first <= token && token < set->part[i].end)
            return true;
    return false;
}

/* Add a range, merging it with what it touches. */
static void speech_add(speech_set *set, dul_range range)
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

/* Take a range out. */
static void speech_cut(speech_set *set, dul_range range)
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
           !speech_is_form(s, token, "(") && !speech_is_form(s, token, ")") && !speech_is_form(s, token, "[") && !speech_is_form(s, token, "]");
}

static dul_range speech_trim(const speech *s, dul_range range)
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

/* Let the pieces begin and end at words, and with quotations whole; hull is the reporting clause, which they must not enter. A cue that is quoted itself cannot
 * claim the quotation that it stands in. */
static void speech_repair(speech *s, speech_set *set, dul_range hull, uint32_t cue_head, int32_t owner)
{
    const uint32_t around   = s->quotations.of[cue_head];
    speech_set     repaired = {.n = 0};
    for (uint32_t i = 0; i < set->n; i++) {
        dul_range p = speech_trim(s, set->part[i]);
        if (p.first >= p.end || !speech_has_word(s, p))
            continue;
        uint32_t at = s->quotations.of[p.first];
        if (at != DUL_NONE && at == around) {
            speech_add(&repaired, p);
            continue;
        }
        if (at != DUL_NONE) {
            dul_quotation *run   = &s->quotations.run[at];
            uint32_t       first = run->marked.first;
            if (hull.first < p.first && first < hull.end) /* the reporting clause stands inside or before the quotation */
                first = hull.first >= first ? p.first : first;
            if (first < p.first && first < speech_sentence(s, p.first).first && run->owner >= 0 && run->owner != owner)
                first = speech_sentence(s, p.first).first;
            p.first = first < p.first ? first : p.first;
        } else if (p.first > 0 && p.first > hull.end && s->quotations.of[p.first - 1] != DUL_NONE &&
                   s->quotations.run[s->quotations.of[p.first - 1]].tokens.first == p.first) {
            p.first--;
        }
        at = s->quotations.of[p.end - 1];
        if (at == DUL_NONE && p.end < speech_sentence(s, p.end - 1).end && s->quotations.of[p.end] != DUL_NONE &&
            s->quotations.run[s->quotations.of[p.end]].marked.first == p.end && s->tree->upos[p.end] == DUL_UPOS_PUNCT && p.end != hull.first)
            at = s->quotations.of[p.end]; /* a quotation that goes on with the clause: a plan that "failed" */
        if (at != DUL_NONE) {
            dul_quotation *run = &s->quotations.run[at];
            uint32_t       end = run->marked.end;
            if (hull.first >= p.end && hull.first < end)
                end = hull.first;
            if (run->owner >= 0 && run->owner != owner && end > speech_sentence(s, p.end - 1).end)
                end = speech_sentence(s, p.end - 1).end;
            p.end = end > p.end ? end : p.end;
        }
        /* "said that ... and that ...": the second half may hang elsewhere. */
        while (p.end + 2 < s->text->n_tokens && s->tree->upos[p.end] == DUL_UPOS_CCONJ && speech_is_form(s, p.end + 1, "that") &&
               s->tree->upos[p.end + 1] == DUL_UPOS_SCONJ && s->tree->head[p.end + 1] != DUL_ROOT && s->tree->right[s->tree->head[p.end + 1]] > p.end + 2 &&
               p.end != hull.first)
            p.end = s->tree->right[s->tree->head[p.end + 1]];
        speech_add(&repaired, p);
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

/* ---- source ---------------------------------------------------------------------------------------------------------------------- */

static bool speech_is_day(const speech *s, uint32_t token)
{
    static const char *const day[] = {"monday", "tuesday",   "wednesday", "thursday", "friday", "saturday", "sunday",
                                      "today",  "yesterday", "tonight",   "earlier",  "later",  "also",     "meanwhile"};
    for (size_t i = 0; i < sizeof day / sizeof day[0]; i++)
        if (speech_is_form(s, token, day[i]))
            return true;
    return false;
}

static bool speech_is_named(const speech *s, uint32_t token)
{
    uint8_t upos = s->tree->upos[token];
    return (upos == DUL_UPOS_PROPN || upos == DUL_UPOS_NOUN || upos == DUL_UPOS_ADJ || upos == DUL_UPOS_DET || upos == DUL_UPOS_NUM ||
            speech_is_form(s, token, "'s")) &&
           s->quotations.of[token] == DUL_NONE && !speech_is_day(s, token);
}

/* Where a name begins that the tree has torn: "[Civil Watch] president Tom Foo", "[Dan Foo], the union's lawyer, has ...". */
static uint32_t speech_name_start(const speech *s, dul_range name, uint32_t cue)
{
    uint32_t floor = speech_sentence(s, name.first).first, first = name.first;
    if (first <= floor || first >= cue || s->tree->upos[first] == DUL_UPOS_PRON)
        return name.first;
    bool apposed = speech_is_form(s, first - 1, ",") && first >= floor + 3 && s->tree->upos[first] == DUL_UPOS_DET && cue > name.end;
    if (apposed)
        first--;
    while (first > floor && speech_is_named(s, first - 1) && (!apposed || s->tree->upos[first - 1] == DUL_UPOS_PROPN))
        first--;
    if (first == floor || (first < name.first && !apposed &&
                           (speech_is_comma(s, first - 1) || s->tree->upos[first - 1] == DUL_UPOS_CCONJ || s->tree->upos[first - 1] == DUL_UPOS_SCONJ ||
                            s->quotations.of[first - 1] != DUL_NONE)))
        return first;
    return name.first;
}

/* The subject's whole phrase, with apposition and relative clause, but never the cue itself. */
static dul_range speech_phrase(const speech *s, uint32_t head, uint32_t cue)
{
    dul_range p = speech_subtree(s, head);
    if (p.first <= cue && cue < p.end) {
        if (cue > head)
            p.end = cue;
        else
            p.first = cue + 1;
    }
    p       = speech_trim(s, p);
    p.first = speech_name_start(s, p, cue);
    /* "the spokesman on Thursday": the day belongs to the saying. */
    while (p.end > p.first + 1 && p.end - 1 > head && speech_is_day(s, p.end - 1)) {
        p.end--;
        if (p.end > p.first + 1 && p.end - 1 > head &&
            (speech_is_form(s, p.end - 1, "on") || speech_is_form(s, p.end - 1, "last") || speech_is_form(s, p.end - 1, "late") ||
             speech_is_form(s, p.end - 1, "early")))
            p.end--;
        p = speech_trim(s, p);
    }
    return p;
}

static bool speech_is_dummy(const speech *s, uint32_t token)
{
    return s->tree->rel[token] == DUL_REL_EXPL || (speech_is_form(s, token, "there") && s->tree->upos[token] == DUL_UPOS_PRON);
}

/* By whom, in the passive; some parses call the agent a plain oblique. */
static uint32_t speech_agent(const speech *s, uint32_t verb)
{
    uint32_t agent = dul_tree_child(s->tree, verb, DUL_REL_OBL_AGENT);
    for (uint32_t c = dul_tree_child(s->tree, verb, DUL_REL_OBL); c != DUL_NONE && agent == DUL_NONE; c = dul_tree_next_in(s->tree, c, BIT(OBL)))
        if (dul_tree_case(s->tree, c) != DUL_NONE && speech_is_form(s, dul_tree_case(s->tree, c), "by"))
            agent = c;
    return agent;
}

/* The subject of a verb that is not quoted itself: a parse that runs over quotation marks gives the reporting verb the subject of what is said, too. The nearest
 * of several. */
static uint32_t speech_subject(const speech *s, uint32_t verb, uint64_t rels)
{
    uint32_t best = DUL_NONE, around = s->quotations.of[verb];
    for (uint32_t c = dul_tree_child_in(s->tree, verb, rels); c != DUL_NONE; c = dul_tree_next_in(s->tree, c, rels)) {
        uint32_t at = s->quotations.of[c];
        if (at != DUL_NONE && at != around && s->quotations.run[at].tokens.end - s->quotations.run[at].tokens.first > 4)
            continue;
        if (best == DUL_NONE || c < verb)
            best = c;
    }
    return best;
}

/* "The mayor said the bridge was closed and added ...": the second verb of saying may hang on the content of the first, but bridges add nothing. The first verb
 * of saying, or DUL_NONE when the tree may be right. */
static uint32_t speech_matrix(const speech *s, uint32_t verb)
{
    const dul_tree *tree = s->tree;
    uint32_t        said = tree->head[verb], matrix = said == DUL_ROOT ? DUL_NONE : tree->head[said];
    if (matrix == DUL_NONE || matrix == DUL_ROOT || tree->rel[said] != DUL_REL_CCOMP || matrix > verb || !dul_str_equal(tree->xpos[matrix], tree->xpos[verb]))
        return DUL_NONE;
    uint32_t first = speech_lookup(s, matrix), second = speech_lookup(s, verb);
    if (first == DUL_NONE || second == DUL_NONE || s->cues->cue[first].kind != DUL_SPEECH_SAID || s->cues->cue[second].kind != DUL_SPEECH_SAID)
        return DUL_NONE;
    uint32_t subject = dul_tree_child_in(tree, said, SPEECH_SUBJECTS);
    bool     speaks  = subject == DUL_NONE || tree->upos[subject] == DUL_UPOS_PRON || tree->upos[subject] == DUL_UPOS_PROPN;
    return speaks && !dul_tree_lemma_is(tree, verb, "add") ? DUL_NONE : matrix;
}

/* Head of the source of a verb, or DUL_NONE. *lender is the verb whose subject it is. */
static uint32_t speech_source(const speech *s, uint32_t verb, uint32_t *lender)
{
    const dul_tree *tree = s->tree;
    uint32_t        at   = verb;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++) {
        *lender           = at;
        bool     passive  = speech_is_passive(s, at);
        uint32_t subject  = speech_subject(s, at, BIT(NSUBJ) | BIT(NSUBJ_OUTER));
        uint32_t affected = dul_tree_child(tree, at, DUL_REL_NSUBJ_PASS);
        if (at == verb && passive && !speech_is_gerund(s, at)) {
            return speech_agent(s, at);
        }
        if (subject == DUL_NONE && at != verb)
            subject = affected;
        if (subject != DUL_NONE)
            return speech_is_dummy(s, subject) ? DUL_NONE : subject;
        uint32_t up = tree->head[at];
        if (up == DUL_ROOT)
            return DUL_NONE;
        switch (tree->rel[at]) {
        case DUL_REL_ACL:
        case DUL_REL_ACL_RELCL: return speech_is_nominal(s, up) ? up : DUL_NONE;
        case DUL_REL_XCOMP: {
            uint32_t object = dul_tree_child_in(tree, up, BIT(OBJ) | BIT(IOBJ));
            if (object != DUL_NONE && object < at && at == verb && !speech_is_gerund(s, at))
                return object; /* "urged him to say" */
            at = up;
            break;
        }
        case DUL_REL_CONJ: {
            uint32_t matrix = at == verb ? speech_matrix(s, verb) : DUL_NONE;
            at              = matrix != DUL_NONE ? matrix : up;
            break;
        }
        case DUL_REL_ADVCL:
        case DUL_REL_PARATAXIS:
        case DUL_REL_CCOMP:
        case DUL_REL_DEP: at = up; break;
        default: return DUL_NONE;
        }
        if (tree->upos[at] != DUL_UPOS_VERB && tree->upos[at] != DUL_UPOS_AUX && dul_tree_child_in(tree, at, SPEECH_SUBJECTS) == DUL_NONE &&
            speech_is_nominal(s, at) && tree->rel[at] != DUL_REL_ROOT && tree->rel[at] != DUL_REL_CONJ)
            return DUL_NONE;
    }
    return DUL_NONE;
}

/* A name right beside the cue, when the tree shows no subject: "said Foo", "Foo said". */
static uint32_t speech_neighbour(const speech *s, dul_range cue, bool right)
{
    dul_range sentence = speech_sentence(s, cue.first);
    uint32_t  at       = right ? cue.end : cue.first - 1;
    if (right ? at >= sentence.end : cue.first <= sentence.first)
        return DUL_NONE;
    if (right)
        while (at + 1 < sentence.end && (s->tree->upos[at] == DUL_UPOS_DET || s->tree->upos[at] == DUL_UPOS_ADJ))
            at++;
    if (!speech_is_nominal(s, at) || s->quotations.of[at] != DUL_NONE)
        return DUL_NONE;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++) {
        uint32_t up = s->tree->head[at];
        if (up == DUL_ROOT || !speech_is_nominal(s, up) || (right ? up < cue.end : up >= cue.first) || s->quotations.of[up] != DUL_NONE ||
            (DUL_REL_BIT(s->tree->rel[at]) & (SPEECH_SUBJECTS | BIT(OBJ) | BIT(OBL) | BIT(PARATAXIS) | BIT(ACL) | BIT(ACL_RELCL))))
            break;
        at = up;
    }
    return at;
}

/* ---- cue ------------------------------------------------------------------------------------------------------------------------- */

/* The verb with what is written before it: "has also said", "did not confirm", "refused to say". */
static dul_range speech_cue_range(const speech *s, uint32_t verb, bool chain, uint32_t *first_verb)
{
    const dul_tree *tree  = s->tree;
    dul_range       cue   = {verb, verb + 1};
    uint32_t        floor = speech_sentence(s, verb).first;
    *first_verb           = verb;
    for (;;) {
        uint32_t before = cue.first - 1;
        if (cue.first == floor)
            break;
        uint32_t up   = tree->head[before];
        uint8_t  rel  = tree->rel[before];
        bool     mine = up != DUL_ROOT && up >= cue.first && up < cue.end;
        if (mine && (rel == DUL_REL_AUX || rel == DUL_REL_AUX_PASS || rel == DUL_REL_COP || tree->upos[before] == DUL_UPOS_PART ||
                     (rel == DUL_REL_ADVMOD && tree->upos[before] == DUL_UPOS_ADV && !speech_is_form(s, before, "when") && !speech_is_form(s, before, "how") &&
                      !speech_is_form(s, before, "why") && !speech_is_form(s, before, "where")))) {
            cue.first = before;
            continue;
        }
        /* A chain of verbs: "went on to say". */
        if (chain && tree->upos[before] == DUL_UPOS_VERB && tree->rel[*first_verb] == DUL_REL_XCOMP && tree->head[*first_verb] == before) {
            cue.first   = before;
            *first_verb = before;
            continue;
        }
        break;
    }
    while (cue.first < verb && tree->upos[cue.first] == DUL_UPOS_PART && speech_is_form(s, cue.first, "to"))
        cue.first++;
    uint32_t particle = dul_tree_child(tree, verb, DUL_REL_COMPOUND_PRT);
    if (particle == verb + 1)
        cue.end++;
    return cue;
}

/* ---- content --------------------------------------------------------------------------------------------------------------------- */

/* What a verb takes with its object: the clause or phrase that predicates something of it ("a farce", "as a farce", "of lying", "for lying", "to leave"). */
static uint32_t speech_tail(const speech *s, uint32_t verb, uint32_t end)
{
    const dul_tree *tree = s->tree;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c]) {
        if (tree->left[c] < end || tree->left[c] > end + 1)
            continue;
        uint32_t small = dul_tree_child_in(tree, c, BIT(CASE) | BIT(MARK));
        bool     link  = small != DUL_NONE && (speech_is_form(s, small, "of") || speech_is_form(s, small, "for") || speech_is_form(s, small, "as") ||
                                          speech_is_form(s, small, "to") || speech_is_form(s, small, "over") || speech_is_form(s, small, "with"));
        if (tree->rel[c] == DUL_REL_XCOMP || tree->rel[c] == DUL_REL_CCOMP || (link && (DUL_REL_BIT(tree->rel[c]) & (BIT(OBL) | BIT(ADVCL)))))
            end = tree->right[c];
    }
    return end;
}

/* Where is the quotation that opens behind a token, past a comma, colon or "that"? */
static uint32_t speech_quote_after(const speech *s, uint32_t token)
{
    for (uint32_t step = 0; step < 4 && token < s->text->n_tokens; step++, token++) {
        uint32_t at = s->quotations.of[token];
        if (at != DUL_NONE)
            return s->quotations.run[at].marked.first == token ? at : DUL_NONE;
        if (!speech_is_comma(s, token) && !speech_is_form(s, token, "that") && !speech_is_form(s, token, "..."))
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
    return a + 1 == b && s->text->sentence[a].paragraph == s->text->sentence[b].paragraph && mark > 0 && !speech_is_form(s, mark - 1, ".") &&
           s->text->sentence[b].tokens.end - s->text->sentence[b].tokens.first <= 12;
}

/* Which quotation ends before a token, past a comma? */
static uint32_t speech_quote_before(const speech *s, uint32_t token)
{
    const uint32_t before = token;
    for (uint32_t step = 0; step < 3 && token-- > 0; step++) {
        uint32_t at = s->quotations.of[token];
        if (at != DUL_NONE)
            return s->quotations.run[at].marked.end == token + 1 && speech_is_near(s, token, before) ? at : DUL_NONE;
        if (!speech_is_comma(s, token))
            return DUL_NONE;
    }
    return DUL_NONE;
}

/* A run and the open paragraphs before it that it carries on. */
static void speech_add_run(speech *s, speech_set *set, uint32_t at, int32_t owner)
{
    while (at != DUL_NONE && s->quotations.run[at].owner < 0) {
        s->quotations.run[at].owner = owner;
        speech_add(set, s->quotations.run[at].marked);
        at = s->quotations.run[at].continues;
    }
}

/* The reporting clause without its content: the cue, its subject and its small change. */
static dul_range speech_hull(const speech *s, uint32_t verb, dul_range cue, dul_range source, uint32_t content)
{
    const dul_tree *tree = s->tree;
    dul_range       hull = cue;
    if (source.first < source.end && s->text->token[source.first].sentence == s->text->token[verb].sentence) {
        hull.first = source.first < hull.first ? source.first : hull.first;
        hull.end   = source.end > hull.end ? source.end : hull.end;
    }
    const uint64_t small = SPEECH_SUBJECTS | BIT(OBL) | BIT(OBL_UNMARKED) | BIT(OBL_AGENT) | BIT(OBJ) | BIT(IOBJ) | BIT(ADVMOD) | BIT(AUX) | BIT(AUX_PASS) |
                           BIT(COMPOUND_PRT) | BIT(MARK) | BIT(CC);
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c])
        if ((DUL_REL_BIT(tree->rel[c]) & small) && c != content && s->quotations.of[tree->left[c]] == DUL_NONE && s->quotations.of[c] == DUL_NONE &&
            (content == DUL_NONE || tree->right[c] <= tree->left[content] || tree->left[c] >= tree->right[content] || !(tree->left[c] > tree->left[content]) ||
             true)) {
            if (tree->left[c] < hull.first && hull.first - tree->left[c] <= 12)
                hull.first = tree->left[c];
            if (tree->right[c] > hull.end && tree->left[c] <= hull.end + 1)
                hull.end = tree->right[c];
        }
    return hull;
}

/* The clause that a reporting clause is set into or behind: the sentence's or the governor's subtree without it. */
static bool speech_host(const speech *s, uint32_t verb, uint32_t *host)
{
    const dul_tree *tree = s->tree;
    uint32_t        up   = tree->head[verb];
    if (up == DUL_ROOT)
        return false;
    *host       = up;
    bool own    = dul_tree_child_in(tree, verb, BIT(NSUBJ)) != DUL_NONE;
    bool busy   = dul_tree_child_in(tree, verb, BIT(OBJ) | BIT(XCOMP)) != DUL_NONE && !speech_has_frame(s, verb, DUL_CUE_VERB, DUL_FRAME_INFINITIVE);
    bool before = up < verb;
    bool comma  = tree->left[verb] > 0 && (speech_is_comma(s, tree->left[verb] - 1) || speech_is_comma(s, tree->left[verb]) ||
                                          s->quotations.of[tree->left[verb] - 1] != DUL_NONE || s->quotations.of[tree->left[verb]] != DUL_NONE);
    switch (tree->rel[verb]) {
    case DUL_REL_PARATAXIS: return before || tree->right[verb] <= up;
    case DUL_REL_ADVCL:
        return (speech_has_form(s, verb, DUL_REL_MARK, "as") || speech_has_form(s, verb, DUL_REL_ADVMOD, "as") ||
                (own && !busy && before && comma && dul_tree_child(tree, verb, DUL_REL_MARK) == DUL_NONE));
    case DUL_REL_CONJ: return own && !busy && before && comma && dul_tree_child(tree, verb, DUL_REL_CC) == DUL_NONE;
    default: return false;
    }
}

static dul_range speech_join(dul_range a, dul_range b)
{
    return (dul_range){a.first < b.first ? a.first : b.first, a.end > b.end ? a.end : b.end};
}

/* ---- one cue --------------------------------------------------------------------------------------------------------------------- */

static dulati_result speech_push(speech *s, const speech_item *item)
{
    void *grown = dul_arena_grow(s->job->scratch, s->item, s->n, &s->capacity, sizeof *s->item);
    if (grown == NULL)
        return dul_fail_memory(s->job->err);
    s->item         = grown;
    s->item[s->n++] = *item;
    return DULATI_OK;
}

/* The child of a word that begins with the entry's second word, as a preposition or a conjunction; *small is that word. */
static uint32_t speech_oblique(const speech *s, uint32_t word, dul_str second, uint32_t *small)
{
    const dul_tree *tree = s->tree;
    const uint64_t  rels = BIT(OBL) | BIT(NMOD) | BIT(ADVCL) | BIT(CCOMP) | BIT(XCOMP) | BIT(ACL) | BIT(OBJ) | BIT(OBL_AGENT);
    for (uint32_t c = dul_tree_child_in(tree, word, rels); c != DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
        if (c < word)
            continue;
        for (uint32_t m = dul_tree_child_in(tree, c, BIT(CASE) | BIT(MARK)); m != DUL_NONE; m = dul_tree_next_in(tree, m, BIT(CASE) | BIT(MARK)))
            if (dul_str_equal(s->text->token[m].lower, second)) {
                *small = m;
                return c;
            }
    }
    return DUL_NONE;
}

/* Which entry of a word's chain stands here? */
static const dul_cue *speech_match(const speech *s, uint32_t token, dul_cue_class word_class, uint32_t *oblique, uint32_t *small)
{
    *oblique = *small = DUL_NONE;
    for (uint32_t e = speech_lookup(s, token); e != DUL_NONE; e = s->cues->cue[e].next) {
        const dul_cue *cue = &s->cues->cue[e];
        if (cue->word_class != word_class)
            continue;
        if (cue->second.len == 0)
            return cue;
        if (cue->frames & DUL_FRAME_OBLIQUE) {
            *oblique = speech_oblique(s, token, cue->second, small);
            if (*oblique != DUL_NONE)
                return cue;
        } else {
            uint32_t particle = dul_tree_child(s->tree, token, DUL_REL_COMPOUND_PRT);
            if (particle == DUL_NONE && token + 1 < s->text->n_tokens && s->tree->upos[token + 1] != DUL_UPOS_NOUN)
                particle = token + 1;
            if (particle != DUL_NONE && dul_str_equal(s->text->token[particle].lower, cue->second)) {
                *small = particle;
                return cue;
            }
        }
    }
    return NULL;
}

typedef struct {
    const dul_cue *cue;
    uint32_t       verb, oblique, small, first_verb;
    bool           passive;
    uint32_t       child;  /* the head of the content in the tree, or DUL_NONE            */
    bool           hosted; /* the content is the clause that the reporting clause hangs on */
    bool           raised; /* the subject belongs to the content                          */
    const char    *how;
    speech_set     content;
} speech_reading;

/* Content by the tree. */
static void speech_read_tree(const speech *s, speech_reading *r)
{
    const dul_tree *tree   = s->tree;
    const uint16_t  frames = r->cue->frames;
    const uint32_t  verb   = r->verb;
    r->child               = DUL_NONE;
    if (r->oblique != DUL_NONE) {
        r->child        = r->oblique;
        r->how          = "oblique";
        dul_range range = speech_subtree(s, r->oblique);
        if (range.first <= r->small)
            range.first = r->small + 1;
        range.end = speech_tail(s, verb, range.end);
        speech_add(&r->content, range);
        return;
    }
    uint32_t object = dul_tree_child(tree, verb, DUL_REL_OBJ);
    if (frames & (DUL_FRAME_CLAUSE | DUL_FRAME_QUOTE)) {
        uint32_t best = DUL_NONE;
        for (uint32_t c = dul_tree_child_in(tree, verb, BIT(CCOMP)); c != DUL_NONE; c = dul_tree_next_in(tree, c, BIT(CCOMP)))
            if (best == DUL_NONE || (best < verb && c > verb))
                best = c;
        if (best == DUL_NONE) /* a verbless or small clause after the verb */
            for (uint32_t c = dul_tree_child_in(tree, verb, BIT(PARATAXIS)); c != DUL_NONE && best == DUL_NONE; c = dul_tree_next_in(tree, c, BIT(PARATAXIS)))
                best = c > verb && (speech_is_form(s, tree->left[c], ":") ||
                                    (tree->left[c] > 0 && (speech_is_form(s, tree->left[c] - 1, ":") || s->quotations.of[tree->left[c]] != DUL_NONE)))
                           ? c
                           : DUL_NONE;
        if (best != DUL_NONE && !(best > verb && speech_is_infinitive(s, best) && !(frames & DUL_FRAME_INFINITIVE) &&
                                  !(dul_tree_child(tree, best, DUL_REL_ADVMOD) != DUL_NONE || dul_tree_child(tree, best, DUL_REL_OBJ) != DUL_NONE))) {
            r->child        = best;
            r->how          = "clause";
            dul_range range = speech_subtree(s, best);
            for (uint32_t c = dul_tree_next_in(tree, best, BIT(CCOMP)); c != DUL_NONE && best > verb; c = dul_tree_next_in(tree, c, BIT(CCOMP)))
                range.end = tree->right[c] > range.end ? tree->right[c] : range.end; /* two where there can be but one: a parse of halves */
            speech_add(&r->content, range);
            return;
        }
        if (object != DUL_NONE && object > verb && tree->xpos[object].len > 0 && tree->xpos[object].at[0] == 'W' && tree->right[object] > object + 1) {
            r->child = object; /* "refused to say where he was", read as a free relative */
            r->how   = "clause";
            speech_add(&r->content, speech_subtree(s, object));
            return;
        }
        uint32_t host;
        if ((r->cue->kind == DUL_SPEECH_SAID || (frames & DUL_FRAME_TEXT) || speech_has_form(s, verb, DUL_REL_MARK, "as")) && speech_host(s, verb, &host)) {
            r->hosted = true;
            r->how    = "host";
            r->child  = host;
            return;
        }
    }
    if (frames & (DUL_FRAME_INFINITIVE | DUL_FRAME_GERUND | DUL_FRAME_PASSIVE | DUL_FRAME_RAISED)) {
        const uint64_t rels = BIT(XCOMP) | BIT(ADVCL) | BIT(CCOMP) | BIT(CSUBJ);
        for (uint32_t c = dul_tree_child_in(tree, verb, rels); c != DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
            bool infinitive = speech_is_infinitive(s, c);
            if (c < verb || !((infinitive && (frames & (DUL_FRAME_INFINITIVE | DUL_FRAME_PASSIVE | DUL_FRAME_RAISED))) ||
                              (tree->rel[c] != DUL_REL_ADVCL && (frames & DUL_FRAME_RAISED)) ||
                              (frames & DUL_FRAME_GERUND && speech_is_gerund(s, c) && tree->rel[c] != DUL_REL_ADVCL)))
                continue;
            dul_range range = speech_subtree(s, c);
            if (object != DUL_NONE && object > verb && object < c)
                range.first = tree->left[object] < range.first ? tree->left[object] : range.first;
            if (range.first <= verb)
                range.first = verb + 1;
            r->child  = c;
            r->how    = infinitive ? "infinitive" : "gerund";
            r->raised = (frames & DUL_FRAME_RAISED) != 0 || (r->passive && (frames & DUL_FRAME_PASSIVE) != 0);
            if (r->passive && !r->raised && !(frames & DUL_FRAME_INFINITIVE))
                continue;
            speech_add(&r->content, range);
            return;
        }
    }
    if (frames & DUL_FRAME_INFINITIVE && !r->passive) {
        uint32_t whom = object != DUL_NONE ? object : dul_tree_child(tree, verb, DUL_REL_IOBJ);
        uint32_t what = whom == DUL_NONE ? DUL_NONE : dul_tree_child(tree, whom, DUL_REL_ACL);
        if (what != DUL_NONE && whom > verb && speech_is_infinitive(s, what)) {
            r->child = whom; /* "urged the crowd to go", read as "the crowd to go" */
            r->how   = "infinitive";
            speech_add(&r->content, speech_subtree(s, whom));
            return;
        }
    }
    if (frames & DUL_FRAME_OBJECT) {
        if (object != DUL_NONE && object > verb) {
            dul_range range = {tree->left[object] > verb ? tree->left[object] : verb + 1, tree->right[object]};
            range.end       = speech_tail(s, verb, range.end);
            r->child        = object;
            r->how          = "object";
            speech_add(&r->content, range);
            return;
        }
        uint32_t affected = dul_tree_child(tree, verb, DUL_REL_NSUBJ_PASS);
        if (r->passive && affected != DUL_NONE && affected < verb) {
            r->child = affected;
            r->how   = "passive object";
            speech_add(&r->content, speech_subtree(s, affected));
            uint32_t end = speech_tail(s, verb, verb + 1);
            speech_add(&r->content, (dul_range){verb + 1, end});
            return;
        }
        if (tree->rel[verb] == DUL_REL_ACL && !speech_is_gerund(s, verb) && speech_agent(s, verb) != DUL_NONE && tree->head[verb] != DUL_ROOT &&
            tree->head[verb] < verb) {
            r->how   = "participle";
            r->child = tree->head[verb]; /* "a plan criticised by all sides" */
            speech_add(&r->content, (dul_range){tree->left[r->child], verb});
            return;
        }
    }
}

/* Is there a break between clauses before a token: a comma, a dash, the end of a quotation? */
static bool speech_is_break(const speech *s, uint32_t token)
{
    return token > speech_sentence(s, token).first &&
           (speech_is_comma(s, token - 1) || (s->quotations.of[token - 1] != DUL_NONE && s->quotations.of[token - 1] != s->quotations.of[token]));
}

/* The noun phrase beside a cue that punctuation makes its subject, whatever the tree says: [content], NP said; [content], said NP. */
static uint32_t speech_flat_source(const speech *s, dul_range cue, bool inverted)
{
    uint32_t left = speech_neighbour(s, cue, false);
    if (left != DUL_NONE) {
        uint32_t first = s->tree->left[left] < left ? s->tree->left[left] : left;
        if (speech_is_break(s, first) || speech_is_break(s, left))
            return left;
    }
    return inverted && speech_is_break(s, cue.first) ? speech_neighbour(s, cue, true) : DUL_NONE;
}

/* Content by punctuation, where the tree has none: "said [...] that ...", and the sentence before ", NP said". */
static void speech_read_flat(const speech *s, speech_reading *r, dul_range cue, dul_range source)
{
    const dul_tree *tree     = s->tree;
    dul_range       sentence = speech_sentence(s, r->verb);
    uint32_t        stop     = tree->right[r->verb] < sentence.end ? tree->right[r->verb] : sentence.end;
    for (uint32_t t = cue.end; t < stop && t < cue.end + 24; t++)
        if (speech_is_form(s, t, "that") && tree->upos[t] == DUL_UPOS_SCONJ && tree->head[t] != DUL_ROOT && tree->head[t] > t) {
            speech_add(&r->content, (dul_range){t, tree->right[tree->head[t]]});
            r->how = "that";
            return;
        } else if (s->quotations.of[t] != DUL_NONE) {
            break;
        }
    for (uint32_t t = cue.end; t < sentence.end && t < cue.end + 8 && tree->upos[t] != DUL_UPOS_PUNCT; t++) {
        uint32_t head = tree->head[t];
        if ((DUL_REL_BIT(tree->rel[t]) & (SPEECH_SUBJECTS | BIT(NSUBJ_PASS))) && head != DUL_ROOT && head > t && tree->left[head] >= cue.end &&
            head != r->verb && !(source.first <= t && t < source.end)) {
            bool whole = speech_is_named(s, cue.end) && s->tree->rel[cue.end] != DUL_REL_OBJ && s->tree->rel[cue.end] != DUL_REL_OBL_UNMARKED;
            speech_add(&r->content, (dul_range){whole ? cue.end : tree->left[head], tree->right[head]});
            r->how = "following clause";
            return;
        }
    }
    if (source.first >= source.end || s->text->token[source.first].sentence != s->text->token[r->verb].sentence || speech_quote_after(s, cue.end) != DUL_NONE)
        return;
    dul_range clause = speech_join(cue, source);
    if (clause.first <= sentence.first + 1 || !speech_is_break(s, clause.first) || clause.end > cue.end + (source.end - source.first) + 1)
        return;
    bool closed = clause.end >= sentence.end || tree->upos[clause.end] == DUL_UPOS_PUNCT || tree->upos[clause.end] == DUL_UPOS_ADP ||
                  tree->upos[clause.end] == DUL_UPOS_PROPN || speech_is_break(s, clause.end);
    if (!closed)
        return;
    uint32_t first = sentence.first;
    if (tree->upos[first] == DUL_UPOS_CCONJ && first + 1 < clause.first)
        first++;
    speech_add(&r->content, (dul_range){first, clause.first});
    r->how = "punctuation";
}

static dulati_result speech_verb(speech *s, uint32_t verb)
{
    const dul_tree *tree = s->tree;
    speech_reading  r    = {.verb = verb};
    r.cue                = speech_match(s, verb, DUL_CUE_VERB, &r.oblique, &r.small);
    if (r.cue == NULL || r.cue->frames == 0 || tree->rel[verb] == DUL_REL_AMOD || tree->rel[verb] == DUL_REL_COMPOUND || tree->rel[verb] == DUL_REL_CASE)
        return DULATI_OK;
    r.passive = speech_is_passive(s, verb);
    speech_read_tree(s, &r);

    speech_item item = {.cue_head = verb, .line = r.cue->line, .kind = r.cue->kind, .source_head = DUL_NONE};
    item.cue = speech_cue_range(s, verb, r.cue->kind == DUL_SPEECH_SAID && (r.cue->frames & DUL_FRAME_CLAUSE) != 0 && r.oblique == DUL_NONE, &r.first_verb);
    if (r.small != DUL_NONE && r.small >= item.cue.end && r.small <= item.cue.end + 1)
        item.cue.end = r.small + 1;

    /* The source. */
    uint32_t lender;
    uint32_t source = speech_source(s, verb, &lender);
    if (r.raised || (source != DUL_NONE && (source == r.child || ((r.cue->frames & DUL_FRAME_RAISED) && speech_is_form(s, source, "it")))))
        source = DUL_NONE;
    uint32_t object = dul_tree_child(tree, verb, DUL_REL_OBJ);
    if (r.cue->frames & DUL_FRAME_QUOTE && !r.passive) {
        bool own = lender == verb && source != DUL_NONE;
        if (!own && !speech_is_gerund(s, verb)) {
            uint32_t beside = DUL_NONE;
            if ((r.child == DUL_NONE || r.child < verb || r.hosted) && object != DUL_NONE && object > verb &&
                speech_quote_before(s, item.cue.first) != DUL_NONE)
                beside = object; /* inverted, and read as an object: "...", said Foo */
            if (beside == DUL_NONE && (speech_quote_before(s, item.cue.first) != DUL_NONE || (r.child != DUL_NONE && r.child < verb)))
                beside = speech_neighbour(s, item.cue, true);
            if (beside == DUL_NONE && source == DUL_NONE)
                beside = speech_neighbour(s, item.cue, false);
            if (beside != DUL_NONE) {
                source = beside;
                lender = verb;
            }
        } else if (own && item.cue.first == verb && source < verb && r.child == DUL_NONE) {
            uint32_t flat = speech_flat_source(s, item.cue, false);
            if (flat != DUL_NONE && flat != source && !dul_tree_dominates(tree, source, flat))
                source = flat;
        }
    }
    if (source == DUL_NONE && !r.passive && !r.raised && !(r.cue->frames & DUL_FRAME_RAISED) && !speech_is_gerund(s, verb) && !speech_is_infinitive(s, verb) &&
        tree->rel[verb] != DUL_REL_XCOMP) {
        source = speech_neighbour(s, item.cue, false);
        lender = source != DUL_NONE ? verb : lender;
    }
    /* "issued a statement saying": the issuer speaks, and the cue begins with the issuing. */
    if (source != DUL_NONE && tree->rel[verb] == DUL_REL_ACL && source == tree->head[verb] && speech_is_document(s, source) && tree->head[source] != DUL_ROOT &&
        tree->rel[source] == DUL_REL_OBJ && speech_has_frame(s, tree->head[source], DUL_CUE_VERB, DUL_FRAME_CARRIER)) {
        uint32_t carrier = tree->head[source], first, issuer = speech_source(s, carrier, &lender);
        if (issuer != DUL_NONE) {
            source         = issuer;
            item.cue.first = speech_cue_range(s, carrier, false, &first).first;
        }
    }
    if (source != DUL_NONE) {
        item.source_head = source;
        item.source      = speech_phrase(s, source, source < verb ? item.cue.first : verb);
        if (tree->rel[source] == DUL_REL_OBL_AGENT || tree->rel[source] == DUL_REL_OBL) {
            uint32_t by = dul_tree_case(tree, source);
            if (by == item.source.first)
                item.source.first++;
        }
    }
    if (r.cue->kind == DUL_SPEECH_DOCUMENT && r.how != NULL && dul_str_is(dul_str_of(r.how), "object") &&
        (source == DUL_NONE || !speech_is_document(s, source)))
        return DULATI_OK;
    if ((r.cue->frames & DUL_FRAME_TEXT) && (source == DUL_NONE || !speech_is_document(s, source)))
        return DULATI_OK;

    /* The content. */
    if (r.child != DUL_NONE && !r.hosted && r.child > verb && source != DUL_NONE && lender == verb && item.source.first >= item.cue.end &&
        item.source.first <= item.cue.end + 1 && speech_quote_before(s, item.cue.first) != DUL_NONE && s->quotations.of[r.child] == DUL_NONE) {
        r.child   = DUL_NONE; /* "...", said Foo, who ...: what follows the name belongs to the name */
        r.content = (speech_set){.n = 0};
    }
    if (r.child != DUL_NONE && !r.hosted && r.how != NULL && dul_str_is(dul_str_of(r.how), "clause")) {
        uint32_t next  = item.cue.end;
        bool     added = r.child > verb && speech_is_form(s, next, ",") && next + 1 < speech_sentence(s, verb).end && speech_is_gerund(s, next + 1) &&
                     speech_lookup(s, next + 1) != DUL_NONE; /* "..., he said, adding": what follows is the addition */
        bool opens = r.child < verb && s->quotations.of[r.child] == DUL_NONE && speech_quote_after(s, next) != DUL_NONE &&
                     speech_is_comma(s, next); /* "Asked about it, he said: ..." */
        if (added || opens) {
            r.child   = DUL_NONE;
            r.how     = NULL;
            r.content = (speech_set){.n = 0};
        }
    }
    int32_t   owner = (int32_t)s->n;
    dul_range hull  = speech_hull(s, verb, item.cue, lender == verb || r.hosted ? item.source : (dul_range){verb, verb + 1}, r.hosted ? DUL_NONE : r.child);
    if (r.raised) {
        uint32_t subject = dul_tree_child_in(tree, verb, SPEECH_SUBJECTS);
        if (subject != DUL_NONE && !speech_is_dummy(s, subject))
            speech_add(&r.content, speech_trim(s, speech_subtree(s, subject)));
    }
    if (r.content.n == 0 && !r.hosted && (r.cue->frames & DUL_FRAME_CLAUSE) && r.cue->kind == DUL_SPEECH_SAID && r.oblique == DUL_NONE &&
        dul_tree_child(tree, verb, DUL_REL_XCOMP) == DUL_NONE)
        speech_read_flat(s, &r, item.cue, item.source);
    if (r.hosted) {
        speech_add(&r.content, speech_subtree(s, r.child));
        speech_cut(&r.content, speech_join(hull, speech_subtree(s, verb)));
        dul_range own = speech_join(hull, speech_subtree(s, verb));
        if (speech_quote_before(s, hull.first) != DUL_NONE && own.end < speech_sentence(s, verb).end && s->quotations.of[own.end] == DUL_NONE &&
            !speech_is_comma(s, own.end))
            speech_cut(&r.content, (dul_range){own.end, speech_sentence(s, verb).end}); /* "...," he said when asked about it */
    }
    if (source != DUL_NONE && speech_holds(&r.content, item.source_head) && !r.raised && item.source.first < item.source.end)
        speech_cut(&r.content, speech_join(item.source, item.cue));
    speech_cut(&r.content, item.cue);
    if (!r.hosted && r.child != DUL_NONE && r.child < verb && !r.raised && r.oblique == DUL_NONE)
        speech_cut(&r.content, hull);
    if ((r.cue->frames & DUL_FRAME_QUOTE) && (r.content.n > 0 || r.cue->kind == DUL_SPEECH_SAID || (r.cue->frames & DUL_FRAME_TEXT))) {
        dul_range before = item.cue.first < item.source.first || item.source.end == 0 ? item.cue : speech_join(item.source, item.cue);
        uint32_t  run    = speech_quote_before(s, before.first);
        if (run == DUL_NONE && hull.first < before.first)
            run = speech_quote_before(s, hull.first);
        if (run != DUL_NONE && !speech_holds(&r.content, s->quotations.run[run].tokens.first) && (lender == verb || r.content.n == 0)) {
            dul_range lead = {speech_sentence(s, verb).first, s->quotations.run[run].marked.first};
            if (r.content.n == 0 && lead.first < lead.end && !speech_is_comma(s, lead.end - 1) && s->quotations.run[run].owner < 0)
                speech_add(&r.content, lead); /* The plan "is dead," he said */
            speech_add_run(s, &r.content, run, owner);
        } else if (run != DUL_NONE && lender == verb)
            speech_add_run(s, &r.content, run, owner);
        uint32_t after = speech_quote_after(s, item.cue.end);
        if (after == DUL_NONE && item.source.end > item.cue.end)
            after = speech_quote_after(s, item.source.end);
        if (after == DUL_NONE)
            after = speech_quote_after(s, hull.end);
        for (uint32_t c = tree->first_child[verb]; c != DUL_NONE && after == DUL_NONE; c = tree->next_sibling[c])
            if (c > verb && s->quotations.of[c] == DUL_NONE)
                after = speech_quote_after(s, tree->right[c]);
        if (after != DUL_NONE && run != DUL_NONE && !speech_is_comma(s, s->quotations.run[after].marked.first - 1))
            after = DUL_NONE; /* "...," she told "Morning Talk" */
        if (after != DUL_NONE && s->quotations.run[after].marked.first < speech_sentence(s, verb).end)
            speech_add_run(s, &r.content, after, owner);
        /* "The office reported:" and a new paragraph. */
        dul_range sentence = speech_sentence(s, verb);
        if (r.content.n == 0 && speech_is_form(s, sentence.end - 1, ":") && sentence.end < s->text->n_tokens && sentence.end - item.cue.end <= 12)
            speech_add(&r.content, speech_sentence(s, sentence.end));
    }
    speech_repair(s, &r.content, hull, verb, owner);
    if (r.content.n == 0)
        return DULATI_OK;
    item.beside   = tree->rel[verb] == DUL_REL_CONJ && dul_tree_child(tree, verb, DUL_REL_NSUBJ) == DUL_NONE ? speech_matrix(s, verb) : DUL_NONE;
    item.content  = r.content;
    item.told     = !r.raised && (r.hosted || r.how == NULL || dul_str_is(dul_str_of(r.how), "clause"));
    item.how      = r.raised ? "raised" : r.how != NULL ? r.how : "quotation";
    uint32_t last = s->quotations.of[r.content.part[r.content.n - 1].end - 1];
    item.quotes   = last != DUL_NONE;
    return speech_push(s, &item);
}

/* "according to X": the source follows, the content is the clause around it. */
static dulati_result speech_according(speech *s, uint32_t token, uint32_t end, const dul_cue *cue)
{
    const dul_tree *tree     = s->tree;
    dul_range       sentence = speech_sentence(s, token);
    if (end >= sentence.end)
        return DULATI_OK;
    speech_item item = {.cue = {token, end}, .cue_head = token, .line = cue->line, .kind = cue->kind, .how = "clause", .beside = DUL_NONE};
    uint32_t    head = tree->head[token]; /* of the source, when the words are its case */
    if (head == DUL_ROOT || head < end || !speech_is_nominal(s, head)) {
        head = end; /* the words are read as a participle: the noun phrase behind them */
        while (head + 1 < sentence.end && !speech_is_nominal(s, head))
            head++;
        for (uint32_t step = 0; step < SPEECH_CLIMB && tree->head[head] != DUL_ROOT && tree->head[head] >= end && speech_is_nominal(s, tree->head[head]);
             step++)
            head = tree->head[head];
    }
    item.source_head    = head;
    uint32_t source_end = tree->right[head] > end ? tree->right[head] : end + 1;
    while (source_end < sentence.end && tree->upos[source_end] != DUL_UPOS_PUNCT && tree->upos[source_end] != DUL_UPOS_AUX &&
           s->quotations.of[source_end] == DUL_NONE && !(tree->upos[source_end] == DUL_UPOS_VERB && (tree->feat[source_end] & DUL_FEAT_FIN)) &&
           !speech_is_form(s, source_end, "and"))
        source_end++;
    if (token <= sentence.first + 1) /* at the start a comma ends it */
        for (uint32_t t = head + 1; t < source_end; t++)
            if (speech_is_form(s, t, ","))
                source_end = t;
    item.source      = speech_trim(s, (dul_range){end, source_end});
    dul_range phrase = {token, item.source.end};
    uint32_t  up     = tree->head[head];
    if (up != DUL_ROOT && up >= token && up < phrase.end) /* still inside: "according" is the head */
        up = tree->head[up];
    while (up != DUL_ROOT && !dul_tree_is_predicate(tree, up) && tree->head[up] != DUL_ROOT)
        up = tree->head[up];
    bool      edge   = phrase.first <= sentence.first + 1 || phrase.end + 1 >= sentence.end;
    dul_range clause = up == DUL_ROOT || edge ? sentence : speech_subtree(s, up);
    if (clause.end - clause.first < 3)
        clause = sentence;
    speech_add(&item.content, clause);
    speech_cut(&item.content, phrase);
    int32_t owner = (int32_t)s->n;
    if (phrase.first == sentence.first || speech_quote_before(s, phrase.first) != DUL_NONE) {
        uint32_t run = speech_quote_before(s, phrase.first);
        if (run != DUL_NONE)
            speech_add_run(s, &item.content, run, owner);
    }
    speech_repair(s, &item.content, phrase, token, owner);
    if (item.content.n == 0)
        return DULATI_OK;
    return speech_push(s, &item);
}

/* "reportedly": nobody is named, the content is the clause. */
static dulati_result speech_adverb(speech *s, uint32_t token)
{
    const dul_tree *tree = s->tree;
    uint32_t        oblique, small;
    const dul_cue  *cue = speech_match(s, token, DUL_CUE_ADVERB, &oblique, &small);
    if (cue == NULL)
        return DULATI_OK;
    uint32_t up = tree->head[token];
    while (up != DUL_ROOT && !dul_tree_is_predicate(tree, up) && tree->head[up] != DUL_ROOT)
        up = tree->head[up];
    if (up == DUL_ROOT)
        return DULATI_OK;
    speech_item item = {
        .cue = {token, token + 1}, .cue_head = token, .line = cue->line, .kind = cue->kind, .source_head = DUL_NONE, .how = "clause", .beside = DUL_NONE};
    speech_add(&item.content, speech_subtree(s, up));
    speech_cut(&item.content, item.cue);
    speech_repair(s, &item.content, item.cue, token, (int32_t)s->n);
    return item.content.n == 0 ? DULATI_OK : speech_push(s, &item);
}

/* "the minister's claim that ...", "a promise to ...", "criticism of ...". */
static dulati_result speech_noun(speech *s, uint32_t noun, dul_cue_class word_class)
{
    const dul_tree *tree = s->tree;
    uint32_t        oblique, small, child = DUL_NONE;
    const dul_cue  *cue = speech_match(s, noun, word_class, &oblique, &small);
    if (cue == NULL || cue->frames == 0)
        return DULATI_OK;
    speech_item item = {
        .cue = {noun, noun + 1}, .cue_head = noun, .line = cue->line, .kind = cue->kind, .source_head = DUL_NONE, .how = "clause", .beside = DUL_NONE};
    if (oblique != DUL_NONE) {
        child           = oblique;
        dul_range range = {small + 1, tree->right[oblique]};
        if (small == noun + 1)
            item.cue.end++;
        speech_add(&item.content, range);
    } else {
        const uint64_t rels = BIT(ACL) | BIT(ACL_RELCL) | BIT(CCOMP) | BIT(XCOMP) | BIT(ADVCL);
        for (uint32_t c = dul_tree_child_in(tree, noun, rels); c != DUL_NONE && child == DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
            if (c < noun)
                continue;
            bool infinitive = speech_is_infinitive(s, c);
            bool that       = speech_has_form(s, c, DUL_REL_MARK, "that") || (tree->rel[c] == DUL_REL_ACL_RELCL && speech_is_form(s, tree->left[c], "that") && tree->upos[tree->left[c]] == DUL_UPOS_SCONJ) || (word_class == DUL_CUE_ADJECTIVE && tree->rel[c] == DUL_REL_CCOMP);
            if ((infinitive && (cue->frames & DUL_FRAME_INFINITIVE)) || (that && (cue->frames & DUL_FRAME_CLAUSE)))
                child = c;
        }
        if (child == DUL_NONE)
            return DULATI_OK;
        speech_add(&item.content, (dul_range){tree->left[child] > noun ? tree->left[child] : noun + 1, tree->right[child]});
    }
    uint32_t source = DUL_NONE;
    if (word_class == DUL_CUE_ADJECTIVE) {
        uint32_t lender;
        uint32_t first, maker = tree->rel[noun] == DUL_REL_XCOMP ? tree->head[noun] : DUL_NONE;
        if (maker != DUL_NONE && !dul_tree_lemma_is(tree, maker, "make")) /* "made it clear that" */
            maker = DUL_NONE;
        source         = speech_source(s, maker != DUL_NONE ? maker : noun, &lender);
        item.cue.first = speech_cue_range(s, maker != DUL_NONE ? maker : noun, false, &first).first;
    } else {
        source = dul_tree_child(tree, noun, DUL_REL_NMOD_POSS);
        for (uint32_t c = dul_tree_child(tree, noun, DUL_REL_NMOD); c != DUL_NONE && source == DUL_NONE; c = dul_tree_next_in(tree, c, BIT(NMOD))) {
            uint32_t by = dul_tree_case(tree, c);
            if (c != child && by != DUL_NONE &&
                (speech_is_form(s, by, "by") || speech_is_form(s, by, "from") || (speech_is_form(s, by, "of") && oblique == DUL_NONE)))
                source = c;
        }
        if (source == DUL_NONE && tree->head[noun] != DUL_ROOT && (DUL_REL_BIT(tree->rel[noun]) & (BIT(OBJ) | BIT(OBL) | BIT(XCOMP))) &&
            tree->upos[tree->head[noun]] == DUL_UPOS_VERB && speech_has_frame(s, tree->head[noun], DUL_CUE_VERB, DUL_FRAME_CARRIER)) {
            uint32_t lender, first;
            source         = speech_source(s, tree->head[noun], &lender);
            item.cue.first = speech_cue_range(s, tree->head[noun], false, &first).first;
        }
    }
    item.told = oblique == DUL_NONE && (cue->frames & DUL_FRAME_CLAUSE) && source != DUL_NONE;
    if (source == DUL_NONE && (cue->frames & DUL_FRAME_SPEAKER))
        return DULATI_OK;
    if (source != DUL_NONE) {
        item.source_head = source;
        item.source      = speech_phrase(s, source, noun);
        uint32_t by      = dul_tree_case(tree, source);
        if (by == item.source.first)
            item.source.first++;
        if (item.source.first <= item.cue.first && item.cue.first < item.source.end)
            item.source.end = item.cue.first;
    }
    speech_cut(&item.content, item.cue);
    if (item.source.first < item.source.end)
        speech_cut(&item.content, item.source);
    speech_repair(s, &item.content, item.cue, noun, (int32_t)s->n);
    return item.content.n == 0 ? DULATI_OK : speech_push(s, &item);
}

/* "Minister: talks failed", a headline or the label of a transcript. */
static dulati_result speech_colon(speech *s, uint32_t colon)
{
    const dul_sentence *sentence = &s->text->sentence[s->text->token[colon].sentence];
    uint32_t            first    = colon;
    bool                title = sentence->kind == DUL_SENTENCE_TITLE || sentence->tokens.first == 0, name = false, shout = true;
    if (colon + 2 >= sentence->tokens.end || s->quotations.of[colon] != DUL_NONE)
        return DULATI_OK;
    for (; first > sentence->tokens.first && colon - first <= SPEECH_HEADLINE; first--) {
        uint8_t upos = s->tree->upos[first - 1];
        dul_str form = s->text->token[first - 1].norm;
        if (upos == DUL_UPOS_VERB || upos == DUL_UPOS_AUX || upos == DUL_UPOS_PRON || upos == DUL_UPOS_CCONJ || speech_is_comma(s, first - 1))
            break;
        name  = name || upos == DUL_UPOS_PROPN || (s->mentions->n > 0 && s->mentions->of_head[first - 1] != DUL_NONE);
        shout = shout && form.len > 1 && dul_str_equal(form, s->text->token[first - 1].lower) == false && form.at[form.len - 1] >= 'A' &&
                form.at[form.len - 1] <= 'Z';
    }
    if (!name || (first > sentence->tokens.first && !speech_is_comma(s, first - 1)))
        return DULATI_OK;
    bool quoted = s->quotations.of[colon + 1] != DUL_NONE;
    if (!quoted && !(first == sentence->tokens.first && (title || shout)))
        return DULATI_OK;
    speech_item item = {.cue         = {colon, colon + 1},
                        .cue_head    = colon,
                        .source      = {first, colon},
                        .source_head = first,
                        .kind        = DUL_SPEECH_SAID,
                        .how         = "colon",
                        .beside      = DUL_NONE};
    for (uint32_t i = first; i < colon; i++)
        if (s->tree->head[i] == DUL_ROOT || s->tree->head[i] < first || s->tree->head[i] >= colon)
            item.source_head = i;
    speech_add(&item.content, (dul_range){colon + 1, sentence->tokens.end});
    speech_repair(s, &item.content, (dul_range){first, colon + 1}, colon, (int32_t)s->n);
    item.quotes = quoted;
    return item.content.n == 0 ? DULATI_OK : speech_push(s, &item);
}

/* ---- the whole report ------------------------------------------------------------------------------------------------------------ */

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
                speech_cut(&s->item[j].content, (dul_range){first, s->tree->right[s->item[i].cue_head]});
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
        speech_add(set, (dul_range){first, sentence->tokens.end});
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
        dul_job_trace(s->job, "speech", "%u: \"%.*s\" of %.*s: \"%.*s\"%s (%s, %s, speech/cues.txt:%u)%s", (unsigned)i, (int)cue.len, cue.at, (int)source.len,
                      source.at, (int)(content.len > 300 ? 300 : content.len), content.at, a->n_parts > 1 ? " in parts" : "",
                      dul_speech_kind_text((dul_speech_kind)a->kind), s->item[i].how, (unsigned)a->line, a->within >= 0 ? " within another" : "");
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
            if (speech_is_form(&s, i, ":"))
                DUL_TRY(speech_colon(&s, i));
            continue;
        case DUL_UPOS_NOUN: DUL_TRY(speech_noun(&s, i, DUL_CUE_NOUN)); break;
        case DUL_UPOS_ADJ: DUL_TRY(speech_noun(&s, i, DUL_CUE_ADJECTIVE)); break;
        case DUL_UPOS_ADV: DUL_TRY(speech_adverb(&s, i)); break;
        default: break;
        }
        uint32_t preposition = dul_cues_find(cues, text->token[i].lower);
        for (; preposition != DUL_NONE; preposition = cues->cue[preposition].next)
            if (cues->cue[preposition].word_class == DUL_CUE_PREPOSITION &&
                (cues->cue[preposition].second.len == 0 || (i + 1 < text->n_tokens && dul_str_equal(text->token[i + 1].lower, cues->cue[preposition].second))))
                break;
        if (preposition != DUL_NONE)
            DUL_TRY(speech_according(&s, i, i + 1 + (cues->cue[preposition].second.len > 0), &cues->cue[preposition]));
        else if (tree->upos[i] == DUL_UPOS_VERB)
            DUL_TRY(speech_verb(&s, i));
    }
    DUL_TRY(speech_prune(&s, out->of_token));
    speech_continue(&s);
    DUL_TRY(speech_publish(&s, out));
    speech_trace(&s, out);
    return DULATI_OK;
}
