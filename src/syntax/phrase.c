/* phrase.c -- which children belong to a phrase; the relations speak, words only where relations do not. */
#include "syntax/phrase.h"

#include <stdlib.h>

#define BIT(name)  DUL_REL_BIT(DUL_REL_##name)
#define MARKS_SEEN 200 /* tokens of a phrase in which quotation marks are paired: so nested phrases cost no more than their number */

static bool phrase_is_punct(const dul_tree *tree, uint32_t token)
{
    return tree->upos[token] == DUL_UPOS_PUNCT;
}

static bool phrase_has(const dul_tree *tree, uint32_t token, uint64_t rels)
{
    return dul_tree_child_in(tree, token, rels) != DUL_NONE;
}

/* Does punctuation part it from what stands before? */
static bool phrase_is_apart(const dul_tree *tree, uint32_t child)
{
    uint32_t first = tree->left[child];
    return phrase_is_punct(tree, first) || (first > 0 && phrase_is_punct(tree, first - 1));
}

/* "about 500 miles", "only two weeks" */
static bool phrase_is_measure_adverb(const dul_text *text, uint32_t token)
{
    static const char *const words[] = {"about",  "almost", "approximately", "around", "at",   "even", "just", "least", "more", "most",
                                        "nearly", "only",   "over",          "quite",  "some", "so",   "up",   "very",  "well"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(text->token[token].lower, words[i]))
            return true;
    return false;
}

/* "wash-n-go", "validity and reliability of our work": one thing in two words. */
static bool phrase_joins(const dul_tree *tree, const dul_text *text, uint32_t head, uint32_t conjunct)
{
    uint32_t first = tree->left[conjunct];
    if (first > 0 && (dul_str_is(text->token[first - 1].norm, "-") || dul_str_is(text->token[first - 1].norm, "/")))
        return true;
    if (phrase_has(tree, conjunct, BIT(DET) | BIT(NMOD_POSS)))
        return false;
    bool opened = false, closed = false;
    for (uint32_t at = tree->first_child[head]; at != DUL_NONE; at = tree->next_sibling[at]) {
        uint64_t rel = DUL_REL_BIT(tree->rel[at]);
        opened |= at < head && (rel & (BIT(DET) | BIT(NMOD_POSS) | BIT(AMOD))) != 0;
        closed |= at > conjunct && (rel & (BIT(NMOD) | BIT(ACL) | BIT(ACL_RELCL))) != 0;
    }
    return opened && closed;
}

/* What stands before the head of a noun phrase without belonging to it. */
static const uint64_t outside_left = BIT(CASE) | BIT(CC) | BIT(CC_PRECONJ) | BIT(COP) | BIT(MARK) | BIT(NSUBJ) | BIT(NSUBJ_PASS) | BIT(NSUBJ_OUTER) |
                                     BIT(CSUBJ) | BIT(CSUBJ_PASS) | BIT(CSUBJ_OUTER) | BIT(DISCOURSE) | BIT(PARATAXIS) | BIT(LIST) | BIT(DEP) | BIT(OBL) |
                                     BIT(ADVCL) | BIT(VOCATIVE) | BIT(ORPHAN) | BIT(REPARANDUM) | BIT(EXPL) | BIT(DISLOCATED) | BIT(AUX) | BIT(AUX_PASS) |
                                     BIT(ADVMOD) | BIT(NMOD) | BIT(CONJ) | BIT(APPOS) | BIT(OBJ) | BIT(CCOMP) | BIT(XCOMP) | BIT(ACL) | BIT(ACL_RELCL);
/* And behind it. */
static const uint64_t outside_right = BIT(CC) | BIT(DISCOURSE) | BIT(PARATAXIS) | BIT(LIST) | BIT(DEP) | BIT(VOCATIVE) | BIT(ORPHAN) | BIT(REPARANDUM) |
                                      BIT(CSUBJ) | BIT(DISLOCATED) | BIT(COP) | BIT(NSUBJ) | BIT(ADVCL);
/* Marks of a predicate, and what then is the clause's and not the noun's. */
static const uint64_t of_predicate = BIT(COP) | BIT(NSUBJ) | BIT(NSUBJ_PASS) | BIT(NSUBJ_OUTER) | BIT(CSUBJ) | BIT(EXPL) | BIT(MARK) | BIT(AUX);
static const uint64_t of_clause = BIT(OBL) | BIT(ADVMOD) | BIT(OBJ) | BIT(XCOMP) | BIT(CCOMP) | BIT(ADVCL) | BIT(OBL_UNMARKED) | BIT(MARK) | BIT(ADVCL_RELCL);
/* Of a verb that stands for an event nearly everything belongs. */
static const uint64_t outside_verb = BIT(CC) | BIT(DISCOURSE) | BIT(PARATAXIS) | BIT(VOCATIVE) | BIT(LIST) | BIT(REPARANDUM) | BIT(DISLOCATED) | BIT(CSUBJ);

static bool phrase_ends_before(const dul_tree *tree, const dul_text *text, uint32_t head, uint32_t child, bool verb, bool predicate)
{
    uint64_t rel = DUL_REL_BIT(tree->rel[child]);
    if (verb)
        return (rel & outside_verb) != 0 || (rel == BIT(ADVCL) && phrase_is_apart(tree, child));
    if (predicate && (rel & of_clause) != 0)
        return true;
    switch (tree->rel[child]) {
    case DUL_REL_CONJ: return !phrase_joins(tree, text, head, child);
    case DUL_REL_APPOS: return tree->upos[head] != DUL_UPOS_PROPN || phrase_is_apart(tree, child);
    case DUL_REL_ACL: return phrase_is_apart(tree, child) && ((tree->feat[child] & DUL_FEAT_GER) != 0 || tree->upos[head] == DUL_UPOS_PROPN);
    case DUL_REL_NMOD: { /* "11-14" */
        uint32_t preposition = dul_tree_case(tree, child);
        return tree->upos[head] == DUL_UPOS_NUM && preposition != DUL_NONE && dul_str_is(text->token[preposition].norm, "-");
    }
    default: return (rel & outside_right) != 0;
    }
}

/* The mark that opens what this one closes, '\0' when it closes nothing; the straight ones open, too. */
static char phrase_opener(char mark)
{
    return mark == ')' ? '(' : mark == ']' ? '[' : mark == '"' || mark == '\'' ? mark : '\0';
}

/* A mark that opens inside wants its partner, and at the beginning it goes when there is none. */
static void phrase_pair_marks(const dul_tree *tree, const dul_text *text, uint32_t head, uint32_t end_of_sentence, dul_range *phrase)
{
    char   open[4];
    size_t n = 0;
    if (phrase->end - phrase->first > MARKS_SEEN)
        return;
    for (uint32_t i = phrase->first; i < phrase->end; i++) {
        dul_str norm = text->token[i].norm;
        if (!phrase_is_punct(tree, i) || norm.len != 1)
            continue;
        char opener = phrase_opener(norm.at[0]);
        if (n > 0 && opener != '\0' && open[n - 1] == opener)
            n--;
        else if (n < sizeof open && (norm.at[0] == '(' || norm.at[0] == '[' || opener == norm.at[0]))
            open[n++] = norm.at[0];
    }
    for (uint32_t i = phrase->end; n > 0 && i < end_of_sentence && i < phrase->end + 2 && phrase_is_punct(tree, i); i++) {
        dul_str norm = text->token[i].norm;
        if (norm.len == 1 && phrase_opener(norm.at[0]) == open[n - 1]) {
            phrase->end = i + 1;
            n--;
        }
    }
    for (; n > 0 && phrase->first < head && phrase_is_punct(tree, phrase->first); n--)
        phrase->first++;
}

dul_range dul_phrase_span(const dul_tree *tree, const dul_text *text, uint32_t head)
{
    bool      verb      = tree->upos[head] == DUL_UPOS_VERB || tree->upos[head] == DUL_UPOS_AUX;
    bool      predicate = !verb && phrase_has(tree, head, of_predicate);
    dul_range phrase    = {head, head + 1};
    uint32_t  at        = tree->first_child[head];
    for (; at != DUL_NONE && at < head; at = tree->next_sibling[at]) {
        uint64_t rel = DUL_REL_BIT(tree->rel[at]);
        if (rel == BIT(PUNCT))
            continue;
        bool outside = verb ? (rel & (outside_verb | BIT(ADVCL))) != 0
                            : (rel & outside_left) != 0 && !(rel == BIT(ADVMOD) && !predicate && phrase_is_measure_adverb(text, at));
        if (outside)
            phrase.first = head; /* what stands before something foreign is foreign, too */
        else if (tree->left[at] < phrase.first)
            phrase.first = tree->left[at];
    }
    for (; at != DUL_NONE; at = tree->next_sibling[at]) {
        if (tree->rel[at] == DUL_REL_PUNCT)
            continue;
        if (phrase_ends_before(tree, text, head, at, verb, predicate))
            break;
        if (tree->right[at] > phrase.end)
            phrase.end = tree->right[at];
    }
    dul_str first = text->token[phrase.first].norm;
    while (phrase.first < head && phrase_is_punct(tree, phrase.first) && !(first.len == 1 && strchr("\"'([", first.at[0]) != NULL))
        first = text->token[++phrase.first].norm;
    while (phrase.end - 1 > head && phrase_is_punct(tree, phrase.end - 1))
        phrase.end--;
    phrase_pair_marks(tree, text, head, text->sentence[text->token[head].sentence].tokens.end, &phrase);
    return phrase;
}

static int phrase_compare(const void *a, const void *b)
{
    const dul_phrase *one = a, *other = b;
    if (one->tokens.first != other->tokens.first)
        return one->tokens.first < other->tokens.first ? -1 : 1;
    if (one->tokens.end != other->tokens.end)
        return one->tokens.end > other->tokens.end ? -1 : 1;
    return one->head < other->head ? -1 : one->head > other->head;
}

dulati_result dul_phrase_find(const dul_job *job, const dul_text *text, const dul_tree *tree, dul_phrases *out)
{
    *out = (dul_phrases){0};
    for (uint32_t i = 0; i < tree->n_tokens; i++)
        out->n += tree->mention[i] != DUL_MENTION_NONE;
    out->item = dul_arena_calloc(job->arena, out->n, sizeof *out->item);
    if (out->item == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t i = 0, n = 0; i < tree->n_tokens; i++)
        if (tree->mention[i] != DUL_MENTION_NONE)
            out->item[n++] = (dul_phrase){.tokens = dul_phrase_span(tree, text, i), .head = i, .mention = tree->mention[i], .sure = tree->sure[i].mention};
    qsort(out->item, out->n, sizeof *out->item, phrase_compare);
    return DULATI_OK;
}

const char *dul_phrase_type_text(dul_phrase_type type)
{
    static const char *const texts[DUL_N_PHRASE_TYPES] = {"other", "person", "organisation", "geopolitical", "location", "nationality", "role"};
    return texts[type];
}
