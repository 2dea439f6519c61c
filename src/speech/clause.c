/* clause.c -- small questions about tokens and clauses, and which cue entry stands where. */
#include "speech/speech.h"

bool dul_speech_is_form(const speech *s, uint32_t token, const char *lower)
{
    return token < s->text->n_tokens && dul_str_is(s->text->token[token].lower, lower);
}

bool dul_speech_is_comma(const speech *s, uint32_t token)
{
    return dul_speech_is_form(s, token, ",") || dul_speech_is_form(s, token, ":") || dul_speech_is_form(s, token, ";") || dul_speech_is_form(s, token, "-") ||
           dul_speech_is_form(s, token, "--") || dul_speech_is_form(s, token, ".");
}

bool dul_speech_is_nominal(const speech *s, uint32_t token)
{
    uint8_t upos = s->tree->upos[token];
    return upos == DUL_UPOS_NOUN || upos == DUL_UPOS_PROPN || upos == DUL_UPOS_PRON || upos == DUL_UPOS_NUM;
}

dul_range dul_speech_sentence(const speech *s, uint32_t token)
{
    return s->text->sentence[s->text->token[token].sentence].tokens;
}

dul_range dul_speech_subtree(const speech *s, uint32_t token)
{
    return (dul_range){s->tree->left[token], s->tree->right[token]};
}

bool dul_speech_has_form(const speech *s, uint32_t token, dul_rel rel, const char *lower)
{
    for (uint32_t c = dul_tree_child(s->tree, token, rel); c != DUL_NONE; c = dul_tree_next_in(s->tree, c, DUL_REL_BIT(rel)))
        if (dul_speech_is_form(s, c, lower))
            return true;
    return false;
}

bool dul_speech_is_infinitive(const speech *s, uint32_t token)
{
    return dul_speech_has_form(s, token, DUL_REL_MARK, "to") || dul_speech_has_form(s, token, DUL_REL_AUX, "to");
}

bool dul_speech_is_gerund(const speech *s, uint32_t token)
{
    return dul_str_is(s->tree->xpos[token], "VBG") || (s->tree->feat[token] & DUL_FEAT_GER) != 0;
}

bool dul_speech_is_passive(const speech *s, uint32_t token)
{
    const dul_tree *tree = s->tree;
    for (uint32_t step = 0; step < SPEECH_CLIMB; step++, token = tree->head[token]) {
        if (dul_tree_child(tree, token, DUL_REL_AUX_PASS) != DUL_NONE)
            return true;
        if (dul_tree_child_in(tree, token, BIT(NSUBJ_PASS) | BIT(CSUBJ_PASS)) != DUL_NONE) /* a finite verb is none, whatever its subject is called */
            return dul_str_is(tree->xpos[token], "VBN");
        if (!dul_str_is(tree->xpos[token], "VBN") || dul_tree_child_in(tree, token, BIT(AUX) | BIT(NSUBJ)) != DUL_NONE)
            return false;
        if (tree->rel[token] != DUL_REL_CONJ || tree->head[token] == DUL_ROOT)
            return (DUL_REL_BIT(tree->rel[token]) & (BIT(ADVCL) | BIT(ACL) | BIT(PARATAXIS) | BIT(CCOMP) | BIT(DEP))) !=
                   0; /* "asked whether ...", "when told that ..." */
    }
    return false;
}

uint32_t dul_speech_lookup(const speech *s, uint32_t token)
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
    uint32_t e = dul_speech_lookup(s, token);
    while (e != DUL_NONE && (s->cues->cue[e].word_class != word_class || !dul_str_equal(s->cues->cue[e].second, second)))
        e = s->cues->cue[e].next;
    return e;
}

bool dul_speech_has_frame(const speech *s, uint32_t token, dul_cue_class word_class, uint16_t frames)
{
    uint32_t e = speech_entry(s, token, word_class, (dul_str){NULL, 0});
    return e != DUL_NONE && (s->cues->cue[e].frames & frames) != 0;
}

bool dul_speech_is_document(const speech *s, uint32_t token)
{
    uint32_t e = speech_entry(s, token, DUL_CUE_NOUN, (dul_str){NULL, 0});
    return e != DUL_NONE && s->cues->cue[e].kind == DUL_SPEECH_DOCUMENT;
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

/* Does a clause with "that" depend on the word? */
static bool speech_has_that(const speech *s, uint32_t word)
{
    uint32_t clause = dul_tree_child(s->tree, word, DUL_REL_CCOMP);
    return clause != DUL_NONE && dul_speech_has_form(s, clause, DUL_REL_MARK, "that");
}

const dul_cue *dul_speech_match(const speech *s, uint32_t token, dul_cue_class word_class, uint32_t *oblique, uint32_t *small)
{
    *oblique = *small = DUL_NONE;
    for (uint32_t e = dul_speech_lookup(s, token); e != DUL_NONE; e = s->cues->cue[e].next) {
        const dul_cue *cue = &s->cues->cue[e];
        if (cue->word_class != word_class)
            continue;
        if (cue->second.len == 0)
            return cue;
        if (cue->frames & DUL_FRAME_OBLIQUE) {
            *oblique = speech_oblique(s, token, cue->second, small);
            if (*oblique != DUL_NONE && !(speech_has_that(s, token) && (DUL_REL_BIT(s->tree->rel[*oblique]) & (BIT(OBL) | BIT(NMOD)))))
                return cue; /* "insisted on radio that ..." is no insisting on radio */
            *oblique = *small = DUL_NONE;
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

bool dul_speech_is_break(const speech *s, uint32_t token)
{
    return token > dul_speech_sentence(s, token).first &&
           (dul_speech_is_comma(s, token - 1) || (s->quotations.of[token - 1] != DUL_NONE && s->quotations.of[token - 1] != s->quotations.of[token]));
}
