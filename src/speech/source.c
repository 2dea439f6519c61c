/* source.c -- who says so: the subject of a cue, of the clause that lends it its subject, or the name beside it; and how far source and cue reach. */
#include "speech/speech.h"

bool dul_speech_is_day(const speech *s, uint32_t token)
{
    static const char *const day[] = {"monday", "tuesday",   "wednesday", "thursday", "friday", "saturday", "sunday",
                                      "today",  "yesterday", "tonight",   "earlier",  "later",  "also",     "meanwhile"};
    for (size_t i = 0; i < sizeof day / sizeof day[0]; i++)
        if (dul_speech_is_form(s, token, day[i]))
            return true;
    return false;
}

bool dul_speech_is_named(const speech *s, uint32_t token)
{
    uint8_t upos = s->tree->upos[token];
    return (upos == DUL_UPOS_PROPN || upos == DUL_UPOS_NOUN || upos == DUL_UPOS_ADJ || upos == DUL_UPOS_DET || upos == DUL_UPOS_NUM ||
            dul_speech_is_form(s, token, "'s")) &&
           s->quotations.of[token] == DUL_NONE && !dul_speech_is_day(s, token);
}

/* Where a name begins that the tree has torn: "[Civil Watch] president Tom Foo", "[Dan Foo], the union's lawyer, has ...". */
static uint32_t speech_name_start(const speech *s, dul_range name, uint32_t cue)
{
    uint32_t floor = dul_speech_sentence(s, name.first).first, first = name.first;
    if (first <= floor || first >= cue || s->tree->upos[first] == DUL_UPOS_PRON)
        return name.first;
    bool apposed = dul_speech_is_form(s, first - 1, ",") && first >= floor + 2 && s->tree->upos[first] == DUL_UPOS_DET && cue > name.end;
    if (apposed)
        first--;
    while (first > floor && dul_speech_is_named(s, first - 1) && (!apposed || s->tree->upos[first - 1] == DUL_UPOS_PROPN))
        first--;
    if (first == floor || (first < name.first && !apposed &&
                           (dul_speech_is_comma(s, first - 1) || s->tree->upos[first - 1] == DUL_UPOS_CCONJ || s->tree->upos[first - 1] == DUL_UPOS_SCONJ ||
                            s->quotations.of[first - 1] != DUL_NONE)))
        return first;
    return name.first;
}

/* "the minister, citing the figures, said", "the minister, in a letter to the union, said": goes with the saying. "The mayor, from the left, said" does not. */
static bool speech_is_aside_opening(const speech *s, uint32_t token)
{
    return dul_speech_is_gerund(s, token) || (s->tree->upos[token] == DUL_UPOS_ADP && !dul_speech_is_form(s, token, "of") &&
                                              !dul_speech_is_form(s, token, "from") && !dul_speech_is_form(s, token, "with"));
}

dul_range dul_speech_phrase(const speech *s, uint32_t head, uint32_t cue)
{
    dul_range p = dul_speech_subtree(s, head);
    if (p.first <= cue && cue < p.end) {
        if (cue > head)
            p.end = cue;
        else
            p.first = cue + 1;
    }
    p       = dul_speech_trim(s, p);
    p.first = speech_name_start(s, p, cue);
    while (p.first < head && p.first + 1 < p.end && /* "with Senator Foo saying", "while some say" */
           ((s->tree->upos[p.first] == DUL_UPOS_CCONJ && s->tree->rel[p.first] != DUL_REL_CC_PRECONJ) || s->tree->upos[p.first] == DUL_UPOS_SCONJ ||
            (s->tree->upos[p.first] == DUL_UPOS_ADP && s->tree->head[p.first] == head)))
        p.first++;
    for (uint32_t t = head + 1; t + 2 < p.end; t++)
        if (dul_speech_is_form(s, t, ",") && speech_is_aside_opening(s, t + 1) && s->quotations.of[t] == DUL_NONE) {
            p.end = t;
            break;
        }
    /* "the spokesman on Thursday": the day belongs to the saying. */
    while (p.end > p.first + 1 && p.end - 1 > head && dul_speech_is_day(s, p.end - 1)) {
        p.end--;
        if (p.end > p.first + 1 && p.end - 1 > head &&
            (dul_speech_is_form(s, p.end - 1, "on") || dul_speech_is_form(s, p.end - 1, "last") || dul_speech_is_form(s, p.end - 1, "late") ||
             dul_speech_is_form(s, p.end - 1, "early")))
            p.end--;
        p = dul_speech_trim(s, p);
    }
    return p;
}

bool dul_speech_is_dummy(const speech *s, uint32_t token)
{
    return s->tree->rel[token] == DUL_REL_EXPL || (dul_speech_is_form(s, token, "there") && s->tree->upos[token] == DUL_UPOS_PRON);
}

uint32_t dul_speech_agent(const speech *s, uint32_t verb)
{
    uint32_t agent = dul_tree_child(s->tree, verb, DUL_REL_OBL_AGENT);
    for (uint32_t c = dul_tree_child(s->tree, verb, DUL_REL_OBL); c != DUL_NONE && agent == DUL_NONE; c = dul_tree_next_in(s->tree, c, BIT(OBL)))
        if (dul_tree_case(s->tree, c) != DUL_NONE && dul_speech_is_form(s, dul_tree_case(s->tree, c), "by"))
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

uint32_t dul_speech_matrix(const speech *s, uint32_t verb)
{
    const dul_tree *tree = s->tree;
    uint32_t        said = tree->head[verb], matrix = said == DUL_ROOT ? DUL_NONE : tree->head[said];
    if (matrix == DUL_NONE || matrix == DUL_ROOT || tree->rel[said] != DUL_REL_CCOMP || matrix > verb || !dul_str_equal(tree->xpos[matrix], tree->xpos[verb]))
        return DUL_NONE;
    uint32_t first = dul_speech_lookup(s, matrix), second = dul_speech_lookup(s, verb);
    if (first == DUL_NONE || second == DUL_NONE || s->cues->cue[first].kind != DUL_SPEECH_SAID || s->cues->cue[second].kind != DUL_SPEECH_SAID)
        return DUL_NONE;
    uint32_t subject = dul_tree_child_in(tree, said, SPEECH_SUBJECTS);
    bool     speaks  = subject == DUL_NONE || tree->upos[subject] == DUL_UPOS_PRON || tree->upos[subject] == DUL_UPOS_PROPN;
    return speaks && !dul_tree_lemma_is(tree, verb, "add") ? DUL_NONE : matrix;
}

/* A participle behind a comma: it goes with the clause, even where the tree hangs it on the last noun. */
static bool speech_is_aside(const speech *s, uint32_t verb)
{
    uint8_t rel = s->tree->rel[verb];
    return (rel == DUL_REL_ADVCL || rel == DUL_REL_ACL) && dul_speech_is_gerund(s, verb) && verb > dul_speech_sentence(s, verb).first &&
           dul_speech_is_break(s, verb);
}

static bool speech_is_saying(const speech *s, uint32_t verb)
{
    uint32_t cue = dul_speech_lookup(s, verb);
    return cue != DUL_NONE && s->cues->cue[cue].kind == DUL_SPEECH_SAID;
}

uint32_t dul_speech_source(const speech *s, uint32_t verb, uint32_t *lender)
{
    const dul_tree *tree = s->tree;
    uint32_t        at   = verb;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++) {
        *lender           = at;
        bool     passive  = dul_speech_is_passive(s, at);
        uint32_t subject  = speech_subject(s, at, BIT(NSUBJ) | BIT(NSUBJ_OUTER));
        uint32_t affected = dul_tree_child(tree, at, DUL_REL_NSUBJ_PASS);
        if (at == verb && passive && !dul_speech_is_gerund(s, at)) {
            return dul_speech_agent(s, at);
        }
        if (subject == DUL_NONE && (at != verb || !passive))
            subject = affected;
        if (subject != DUL_NONE)
            return dul_speech_is_dummy(s, subject) ? DUL_NONE : subject;
        uint32_t up = tree->head[at];
        if (up == DUL_ROOT)
            return DUL_NONE;
        if (at == verb && speech_is_aside(s, verb)) {
            uint32_t clause = dul_speech_is_nominal(s, up) && dul_tree_child(tree, up, DUL_REL_COP) == DUL_NONE ? dul_tree_clause(tree, up) : up;
            if (clause != DUL_NONE && tree->rel[clause] == DUL_REL_CCOMP && tree->head[clause] != DUL_ROOT && tree->head[clause] < verb &&
                speech_is_saying(s, tree->head[clause]))
                clause = tree->head[clause]; /* "he said they would resist, adding ...": he adds */
            if (clause != DUL_NONE && clause != verb) {
                at = clause;
                continue;
            }
        }
        switch (tree->rel[at]) {
        case DUL_REL_ACL:
        case DUL_REL_ACL_RELCL: return dul_speech_is_nominal(s, up) ? up : DUL_NONE;
        case DUL_REL_XCOMP: {
            uint32_t object = dul_tree_child_in(tree, up, BIT(OBJ) | BIT(IOBJ));
            if (object != DUL_NONE && object < at && at == verb && !dul_speech_is_gerund(s, at))
                return object; /* "urged him to say" */
            at = up;
            break;
        }
        case DUL_REL_CONJ: {
            uint32_t matrix = at == verb ? dul_speech_matrix(s, verb) : DUL_NONE;
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
            dul_speech_is_nominal(s, at) && tree->rel[at] != DUL_REL_ROOT && tree->rel[at] != DUL_REL_CONJ)
            return DUL_NONE;
    }
    return DUL_NONE;
}

uint32_t dul_speech_neighbour(const speech *s, dul_range cue, bool right)
{
    dul_range sentence = dul_speech_sentence(s, cue.first);
    uint32_t  at       = right ? cue.end : cue.first - 1;
    if (right ? at >= sentence.end : cue.first <= sentence.first)
        return DUL_NONE;
    if (right)
        while (at + 1 < sentence.end && (s->tree->upos[at] == DUL_UPOS_DET || s->tree->upos[at] == DUL_UPOS_ADJ))
            at++;
    if (!dul_speech_is_nominal(s, at) || s->quotations.of[at] != DUL_NONE)
        return DUL_NONE;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++) {
        uint32_t up = s->tree->head[at];
        if (up == DUL_ROOT || !dul_speech_is_nominal(s, up) || (right ? up < cue.end : up >= cue.first) || s->quotations.of[up] != DUL_NONE ||
            (DUL_REL_BIT(s->tree->rel[at]) & (SPEECH_SUBJECTS | BIT(OBJ) | BIT(OBL) | BIT(PARATAXIS) | BIT(ACL) | BIT(ACL_RELCL))))
            break;
        at = up;
    }
    return at;
}

dul_range dul_speech_cue_range(const speech *s, uint32_t verb, bool chain)
{
    const dul_tree *tree       = s->tree;
    dul_range       cue        = {verb, verb + 1};
    uint32_t        floor      = dul_speech_sentence(s, verb).first;
    uint32_t        first_verb = verb; /* of a chain */
    for (;;) {
        uint32_t before = cue.first - 1;
        if (cue.first == floor)
            break;
        uint32_t up   = tree->head[before];
        uint8_t  rel  = tree->rel[before];
        bool     mine = up != DUL_ROOT && up >= cue.first && up < cue.end;
        if (mine && (rel == DUL_REL_AUX || rel == DUL_REL_AUX_PASS || rel == DUL_REL_COP || tree->upos[before] == DUL_UPOS_PART ||
                     (rel == DUL_REL_ADVMOD && tree->upos[before] == DUL_UPOS_ADV && !dul_speech_is_form(s, before, "when") &&
                      !dul_speech_is_form(s, before, "how") && !dul_speech_is_form(s, before, "why") && !dul_speech_is_form(s, before, "where")))) {
            cue.first = before;
            continue;
        }
        /* A chain of verbs: "went on to say". */
        if (chain && tree->upos[before] == DUL_UPOS_VERB && tree->rel[first_verb] == DUL_REL_XCOMP && tree->head[first_verb] == before) {
            cue.first  = before;
            first_verb = before;
            continue;
        }
        break;
    }
    while (cue.first < verb && tree->upos[cue.first] == DUL_UPOS_PART && dul_speech_is_form(s, cue.first, "to"))
        cue.first++;
    uint32_t particle = dul_tree_child(tree, verb, DUL_REL_COMPOUND_PRT);
    if (particle == verb + 1)
        cue.end++;
    return cue;
}

uint32_t dul_speech_flat_source(const speech *s, dul_range cue, bool inverted)
{
    uint32_t left = dul_speech_neighbour(s, cue, false);
    if (left != DUL_NONE) {
        uint32_t first = s->tree->left[left] < left ? s->tree->left[left] : left;
        if (dul_speech_is_break(s, first) || dul_speech_is_break(s, left))
            return left;
    }
    return inverted && dul_speech_is_break(s, cue.first) ? dul_speech_neighbour(s, cue, true) : DUL_NONE;
}
