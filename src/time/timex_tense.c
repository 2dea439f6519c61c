/* timex_tense.c -- whether a clause lies behind the day of publication or ahead of it: from its tree or, without one, from the words around. */
#include "time/timex_anchor.h"

static bool tense_lemma_in(dul_str lemma, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (dul_str_is(lemma, words[i]))
            return true;
    return false;
}

/* Verbs whose infinitives and participles lie ahead: "plans to meet", "scheduled for Friday". */
static const char *const tense_ahead[] = {"plan",    "expect", "schedule", "set",    "intend",   "hope",  "vow",     "pledge", "threaten",
                                          "prepare", "agree",  "promise",  "decide", "aim",      "seek",  "propose", "due",    "slate",
                                          "ready",   "call",   "urge",     "want",   "announce", "poise", "likely",  "order"};

#define TENSE_N(words) (sizeof(words) / sizeof *(words))

static bool tense_word_in(dul_str word, const char *const *words, size_t n)
{
    return tense_lemma_in(word, words, n);
}

/* The tense of one predicate with its auxiliaries: "will meet", "to be held", "has said", "were released". */
static timex_tense tense_predicate(const timex_reader *r, uint32_t verb, dul_timex_bound bound)
{
    static const char *const modals[] = {"will", "'ll", "shall", "wo", "would", "'d", "may", "should", "must", "can", "could", "might"};
    static const char *const behind[] = {"had", "was", "were", "did", "has"};
    const dul_tree          *tree     = r->tree;
    bool                     to = false, be = false, have = false, modal = false, past = false;
    for (uint32_t child = tree->first_child[verb]; child != DUL_NONE; child = tree->next_sibling[child]) {
        dul_str word = r->text->token[child].lower;
        switch ((dul_rel)tree->rel[child]) {
        case DUL_REL_AUX:
        case DUL_REL_AUX_PASS:
        case DUL_REL_COP:
            modal = modal || tense_word_in(word, modals, TENSE_N(modals));
            past  = past || tense_word_in(word, behind, TENSE_N(behind));
            have  = have || dul_str_is(word, "have") || dul_str_is(word, "'ve");
            be    = be || dul_str_is(word, "be");
            break;
        case DUL_REL_MARK: to = to || dul_str_is(word, "to"); break;
        default: break;
        }
    }
    if (modal)
        return have ? TIMEX_TENSE_OPEN : TIMEX_TENSE_FUTURE;
    if (past || have)
        return TIMEX_TENSE_PAST;
    uint32_t feat  = tree->feat[verb];
    dul_str  lemma = tree->lemma[verb];
    if (to && (be || (feat & DUL_FEAT_INF) != 0)) {
        uint32_t up = dul_tree_clause(tree, verb);
        if (up != DUL_NONE && tense_lemma_in(tree->lemma[up], tense_ahead, TENSE_N(tense_ahead)))
            return TIMEX_TENSE_FUTURE;
        /* "a meeting to be held on Friday", and headlines: "markets to remain closed" */
        return tree->rel[verb] == DUL_REL_ACL || tree->rel[verb] == DUL_REL_ROOT || up == DUL_NONE ? TIMEX_TENSE_FUTURE : TIMEX_TENSE_OPEN;
    }
    if ((feat & DUL_FEAT_PART) != 0) {
        if (tense_lemma_in(lemma, tense_ahead, 12))
            return TIMEX_TENSE_FUTURE;
        if (bound == DUL_TIMEX_UNTIL || tree->rel[verb] == DUL_REL_XCOMP)
            return TIMEX_TENSE_OPEN; /* "closed until Friday" says how long, not when it was done */
    }
    return (feat & DUL_FEAT_PAST) != 0 ? TIMEX_TENSE_PAST : TIMEX_TENSE_OPEN;
}

/* Without a tree: the words before and after, as far as the clause seems to reach. */
static timex_tense tense_words(const timex_reader *r, uint32_t first)
{
    const dul_text *text  = r->text;
    dul_range       range = text->sentence[text->token[first].sentence].tokens;
    uint32_t        from  = first > range.first + 14 ? first - 14 : range.first;
    for (uint32_t t = first; t-- > from;) {
        dul_str word = text->token[t].lower;
        if (dul_str_is(word, "will") || dul_str_is(word, "'ll") || dul_str_is(word, "would") || dul_str_is(word, "scheduled") || dul_str_is(word, "planned") ||
            dul_str_is(word, "expected") || dul_str_is(word, "due"))
            return TIMEX_TENSE_FUTURE;
        if (dul_str_is(word, "be") && t > from && dul_str_is(text->token[t - 1].lower, "to"))
            return TIMEX_TENSE_FUTURE;
        if (dul_str_is(word, "was") || dul_str_is(word, "were") || dul_str_is(word, "had") || dul_str_is(word, "said") ||
            (word.len > 4 && dul_str_ends(word, DUL_STR("ed"))))
            return TIMEX_TENSE_PAST;
        if (dul_str_is(word, ";") || dul_str_is(word, "\""))
            break;
    }
    uint32_t end = first + 12 < range.end ? first + 12 : range.end;
    for (uint32_t t = first; t < end; t++) {
        dul_str word = text->token[t].lower;
        if (dul_str_is(word, "will"))
            return TIMEX_TENSE_FUTURE;
        if (dul_str_is(word, "was") || dul_str_is(word, "were") || dul_str_is(word, "said") || (word.len > 4 && dul_str_ends(word, DUL_STR("ed"))))
            return TIMEX_TENSE_PAST;
    }
    return TIMEX_TENSE_OPEN;
}

timex_tense dul_timex_tense(const timex_reader *r, uint32_t head, uint32_t first, dul_timex_bound bound)
{
    const dul_tree *tree  = r->tree;
    timex_tense     tense = TIMEX_TENSE_OPEN;
    if (tree->head[head] == DUL_ROOT && tree->first_child[head] == DUL_NONE)
        tense = tense_words(r, first);
    else {
        uint32_t verb     = dul_tree_is_predicate(tree, head) ? head : dul_tree_clause(tree, head);
        uint32_t tense_of = verb == DUL_NONE ? head : verb;
        for (uint32_t step = 0; step < 4 && verb != DUL_NONE && tense == TIMEX_TENSE_OPEN; step++) {
            tense = tense_predicate(r, verb, bound);
            if (tense == TIMEX_TENSE_OPEN && (tree->feat[verb] & (DUL_FEAT_FIN | DUL_FEAT_PRES)) == (DUL_FEAT_FIN | DUL_FEAT_PRES))
                break; /* a present tense of its own says nothing, and neither does what governs it */
            if (step > 0 && tense == TIMEX_TENSE_PAST && (tree->feat[tense_of] & DUL_FEAT_INF) != 0)
                tense = TIMEX_TENSE_OPEN, step = 4; /* "he wanted to run in November": behind or ahead */
            verb = verb == DUL_NONE ? verb : dul_tree_clause(tree, verb);
        }
    }
    if ((bound == DUL_TIMEX_UNTIL || bound == DUL_TIMEX_BY) && tense == TIMEX_TENSE_OPEN)
        return TIMEX_TENSE_FUTURE;
    if (bound == DUL_TIMEX_SINCE)
        return TIMEX_TENSE_PAST;
    return tense;
}
