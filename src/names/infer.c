/*
 * infer.c -- the country of somebody of whom the phrase says none: that of the clause's place, of the other member of a row, of who counts the victims, of the
 * story, of the sentence; in this order.
 */
#include "names/names_inner.h"

/* The one country that a sentence speaks of, or empty: that of its places and nationalities or, failing these, of its named actors. */
void dul_names_sentence_countries(const names_work *work, const dul_mentions *mentions, char (*out)[4])
{
    enum { NOTHING, NAMES, PLACES, SEVERAL };
    uint8_t *known = dul_arena_calloc(work->job->scratch, (size_t)work->text->n_sentences + 1, sizeof *known);
    for (uint32_t i = 0; known != NULL && i < work->n_nations + mentions->n; i++) {
        bool        place = i < work->n_nations;
        uint32_t    token = place ? work->nation[i].tokens.first : mentions->item[i - work->n_nations].head;
        const char *code  = place ? work->nation[i].code : work->comp[token].country;
        uint32_t    s     = work->text->token[token].sentence;
        if (code[0] == '\0' || dul_group_known(dul_str_of(code)) || (!place && (known[s] == PLACES || !(work->comp[token].how & NAMES_NAMED))))
            continue;
        if (known[s] == NOTHING) {
            memcpy(out[s], code, 4);
            known[s] = place ? PLACES : NAMES;
        } else if (memcmp(out[s], code, 3) != 0) {
            known[s] = SEVERAL;
            memset(out[s], 0, 4);
        }
    }
}

/* A place in the clause of the token: "In Taraz, police used ...". Where a body of many countries acts, its seat says nothing of those it acts upon: "In Geneva,
 * the United Nations urged the government ...". */
static const char *infer_clause_country(const names_work *work, uint32_t head)
{
    const dul_tree *tree = work->tree;
    uint32_t        verb = dul_tree_clause(tree, head);
    if (verb == DUL_NONE)
        return NULL;
    uint32_t subject = dul_tree_child(tree, verb, DUL_REL_NSUBJ);
    if (subject != DUL_NONE && subject != head && work->comp[subject].done && dul_group_known(dul_str_of(work->comp[subject].country)))
        return NULL;
    for (uint32_t child = dul_tree_child(tree, verb, DUL_REL_OBL); child != DUL_NONE; child = dul_tree_next_in(tree, child, DUL_REL_BIT(DUL_REL_OBL))) {
        uint32_t word = dul_tree_case(tree, child);
        bool     in = word != DUL_NONE && (dul_tree_lemma_is(tree, word, "in") || dul_tree_lemma_is(tree, word, "at") || dul_tree_lemma_is(tree, word, "near"));
        if (in && work->comp[child].done && work->comp[child].how & NAMES_NATION && work->comp[child].country[0] != '\0')
            return work->comp[child].country;
    }
    return NULL;
}

/* Does the phrase name police, physicians or rescuers? */
static bool infer_counts_victims(const names_work *work, uint32_t head)
{
    const char *sectors = work->comp[head].sectors;
    if (strstr(sectors, "COP") != NULL || strstr(sectors, "MED") != NULL)
        return true;
    for (uint32_t i = work->tree->left[head]; i <= head; i++)
        if (dul_names_word_in(work->text->token[i].lower, "health interior emergency emergencies rescue hospital hospitals medical civil"))
            return true;
    return false;
}

/* "The Ruritanian health ministry said six people were killed": whom the police and the hospitals of a country count are its people. */
static const char *infer_counted_by(const names_work *work, uint32_t head)
{
    const dul_tree *tree = work->tree;
    uint32_t        verb = dul_tree_clause(tree, head);
    for (uint32_t step = 0; verb != DUL_NONE && step < 4; step++, verb = dul_tree_clause(tree, verb)) {
        uint32_t speaker = dul_tree_child(tree, verb, DUL_REL_NSUBJ);
        bool     content = tree->rel[verb] == DUL_REL_CCOMP || tree->rel[verb] == DUL_REL_PARATAXIS;
        if (speaker != DUL_NONE && speaker != head && work->comp[speaker].done && !dul_tree_dominates(tree, speaker, head)) {
            const names_comp *comp = &work->comp[speaker];
            bool              own  = comp->country[0] != '\0' && !dul_group_known(dul_str_of(comp->country)) && !(comp->how & NAMES_LOOSE);
            if (step > 0 && own && infer_counts_victims(work, speaker))
                return comp->country;
        }
        if (!content)
            break;
    }
    return NULL;
}

/* "Israeli helicopters and tanks": a bare second conjunct shares the first one's country. */
static const char *infer_joined_country(const names_work *work, uint32_t head)
{
    const dul_tree *tree = work->tree;
    uint32_t        top  = dul_names_top(work, head);
    if (tree->rel[top] != DUL_REL_CONJ || tree->head[top] == DUL_ROOT || dul_tree_child(tree, head, DUL_REL_DET) != DUL_NONE)
        return NULL;
    const names_comp *first = &work->comp[tree->head[top]];
    bool              place = first->how & NAMES_NATION;
    return first->done && !place && first->country[0] != '\0' && !dul_group_known(dul_str_of(first->country)) ? first->country : NULL;
}

const char *dul_names_country_inferred(const names_work *work, const dul_mention *mention, char (*sentence_country)[4], char story[4])
{
    const char *country = infer_clause_country(work, mention->head);
    if (country != NULL)
        return country;
    const char *joined = infer_joined_country(work, mention->head);
    if (joined != NULL)
        return joined;
    const char *counted = infer_counted_by(work, mention->head);
    if (counted != NULL)
        return counted;
    if (story[0] != '\0')
        return story;
    uint32_t sentence = work->text->token[mention->head].sentence;
    return sentence_country[sentence];
}
