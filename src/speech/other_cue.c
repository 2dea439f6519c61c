/* other_cue.c -- cues that are no verbs: "according to", "reportedly", "the claim that", "critical of", and the colon of a headline. */
#include "speech/speech.h"

dulati_result dul_speech_according(speech *s, uint32_t token, uint32_t end, const dul_cue *cue)
{
    const dul_tree *tree     = s->tree;
    dul_range       sentence = dul_speech_sentence(s, token);
    if (end >= sentence.end)
        return DULATI_OK;
    speech_item item = {.cue = {token, end}, .cue_head = token, .file = cue->file, .line = cue->line, .kind = cue->kind, .how = "clause", .beside = DUL_NONE};
    uint32_t    head = tree->head[token]; /* of the source, when the words are its case */
    if (head == DUL_ROOT || head < end || !dul_speech_is_nominal(s, head)) {
        head = end; /* the words are read as a participle: the noun phrase behind them */
        while (head + 1 < sentence.end && !dul_speech_is_nominal(s, head))
            head++;
        for (uint32_t step = 0; step < SPEECH_CLIMB && tree->head[head] != DUL_ROOT && tree->head[head] >= end && dul_speech_is_nominal(s, tree->head[head]);
             step++)
            head = tree->head[head];
    }
    item.source_head    = head;
    uint32_t source_end = tree->right[head] > end ? tree->right[head] : end + 1;
    while (source_end < sentence.end && tree->upos[source_end] != DUL_UPOS_PUNCT && tree->upos[source_end] != DUL_UPOS_AUX &&
           s->quotations.of[source_end] == DUL_NONE && !(tree->upos[source_end] == DUL_UPOS_VERB && (tree->feat[source_end] & DUL_FEAT_FIN)) &&
           !dul_speech_is_form(s, source_end, "and"))
        source_end++;
    if (token <= sentence.first + 1) /* at the start a comma ends it */
        for (uint32_t t = head + 1; t < source_end; t++)
            if (dul_speech_is_form(s, t, ","))
                source_end = t;
    item.source      = dul_speech_trim(s, (dul_range){end, source_end});
    dul_range phrase = {token, item.source.end};
    uint32_t  up     = tree->head[head];
    if (up != DUL_ROOT && up >= token && up < phrase.end) /* still inside: "according" is the head */
        up = tree->head[up];
    while (up != DUL_ROOT && !dul_tree_is_predicate(tree, up) && tree->head[up] != DUL_ROOT)
        up = tree->head[up];
    bool      edge   = phrase.first <= sentence.first + 1 || phrase.end + 1 >= sentence.end;
    dul_range clause = up == DUL_ROOT || edge ? sentence : dul_speech_subtree(s, up);
    if (clause.end - clause.first < 3)
        clause = sentence;
    dul_speech_add(&item.content, clause);
    dul_speech_cut(&item.content, phrase);
    int32_t owner = (int32_t)s->n;
    if (phrase.first == sentence.first || dul_speech_quote_before(s, phrase.first) != DUL_NONE) {
        uint32_t run = dul_speech_quote_before(s, phrase.first);
        if (run != DUL_NONE)
            dul_speech_add_run(s, &item.content, run, owner);
    }
    dul_speech_repair(s, &item.content, phrase, token, owner);
    if (item.content.n == 0)
        return DULATI_OK;
    return dul_speech_push(s, &item);
}

dulati_result dul_speech_adverb(speech *s, uint32_t token)
{
    const dul_tree *tree = s->tree;
    uint32_t        oblique, small;
    const dul_cue  *cue = dul_speech_match(s, token, DUL_CUE_ADVERB, &oblique, &small);
    if (cue == NULL)
        return DULATI_OK;
    uint32_t up = tree->head[token];
    while (up != DUL_ROOT && !dul_tree_is_predicate(tree, up) && tree->head[up] != DUL_ROOT)
        up = tree->head[up];
    if (up == DUL_ROOT)
        return DULATI_OK;
    speech_item item = {.cue         = {token, token + 1},
                        .cue_head    = token,
                        .file        = cue->file,
                        .line        = cue->line,
                        .kind        = cue->kind,
                        .source_head = DUL_NONE,
                        .how         = "clause",
                        .beside      = DUL_NONE};
    dul_speech_add(&item.content, dul_speech_subtree(s, up));
    dul_speech_cut(&item.content, item.cue);
    dul_speech_repair(s, &item.content, item.cue, token, (int32_t)s->n);
    return item.content.n == 0 ? DULATI_OK : dul_speech_push(s, &item);
}

dulati_result dul_speech_noun(speech *s, uint32_t noun, dul_cue_class word_class)
{
    const dul_tree *tree = s->tree;
    uint32_t        oblique, small, child = DUL_NONE;
    const dul_cue  *cue = dul_speech_match(s, noun, word_class, &oblique, &small);
    if (cue == NULL || cue->frames == 0)
        return DULATI_OK;
    speech_item item = {.cue         = {noun, noun + 1},
                        .cue_head    = noun,
                        .file        = cue->file,
                        .line        = cue->line,
                        .kind        = cue->kind,
                        .source_head = DUL_NONE,
                        .how         = "clause",
                        .beside      = DUL_NONE};
    if (oblique != DUL_NONE) {
        child           = oblique;
        dul_range range = {small + 1, tree->right[oblique]};
        if (small == noun + 1)
            item.cue.end++;
        dul_speech_add(&item.content, range);
    } else {
        const uint64_t rels = BIT(ACL) | BIT(ACL_RELCL) | BIT(CCOMP) | BIT(XCOMP) | BIT(ADVCL);
        for (uint32_t c = dul_tree_child_in(tree, noun, rels); c != DUL_NONE && child == DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
            if (c < noun)
                continue;
            bool infinitive = dul_speech_is_infinitive(s, c);
            bool that       = dul_speech_has_form(s, c, DUL_REL_MARK, "that") ||
                        (tree->rel[c] == DUL_REL_ACL_RELCL && dul_speech_is_form(s, tree->left[c], "that") && tree->upos[tree->left[c]] == DUL_UPOS_SCONJ) ||
                        (word_class == DUL_CUE_ADJECTIVE && tree->rel[c] == DUL_REL_CCOMP);
            if ((infinitive && (cue->frames & DUL_FRAME_INFINITIVE)) || (that && (cue->frames & DUL_FRAME_CLAUSE)))
                child = c;
        }
        if (child == DUL_NONE)
            return DULATI_OK;
        dul_speech_add(&item.content, (dul_range){tree->left[child] > noun ? tree->left[child] : noun + 1, tree->right[child]});
    }
    uint32_t source = DUL_NONE;
    if (word_class == DUL_CUE_ADJECTIVE) {
        uint32_t lender;
        uint32_t maker = tree->rel[noun] == DUL_REL_XCOMP ? tree->head[noun] : DUL_NONE;
        if (maker != DUL_NONE && !dul_tree_lemma_is(tree, maker, "make")) /* "made it clear that" */
            maker = DUL_NONE;
        source         = dul_speech_source(s, maker != DUL_NONE ? maker : noun, &lender);
        item.cue.first = dul_speech_cue_range(s, maker != DUL_NONE ? maker : noun, false).first;
    } else {
        source = dul_tree_child(tree, noun, DUL_REL_NMOD_POSS);
        for (uint32_t c = dul_tree_child(tree, noun, DUL_REL_NMOD); c != DUL_NONE && source == DUL_NONE; c = dul_tree_next_in(tree, c, BIT(NMOD))) {
            uint32_t by = dul_tree_case(tree, c);
            if (c != child && by != DUL_NONE &&
                (dul_speech_is_form(s, by, "by") || dul_speech_is_form(s, by, "from") || (dul_speech_is_form(s, by, "of") && oblique == DUL_NONE)))
                source = c;
        }
        if (source == DUL_NONE && tree->head[noun] != DUL_ROOT && tree->rel[noun] == DUL_REL_OBJ && tree->head[noun] < noun &&
            tree->upos[tree->head[noun]] == DUL_UPOS_VERB && dul_speech_has_frame(s, tree->head[noun], DUL_CUE_VERB, DUL_FRAME_CARRIER)) {
            uint32_t lender;
            source         = dul_speech_source(s, tree->head[noun], &lender);
            item.cue.first = dul_speech_cue_range(s, tree->head[noun], false).first;
        }
    }
    item.told = oblique == DUL_NONE && (cue->frames & DUL_FRAME_CLAUSE) && source != DUL_NONE;
    if (source == DUL_NONE && (cue->frames & DUL_FRAME_SPEAKER))
        return DULATI_OK;
    if (source != DUL_NONE) {
        item.source_head = source;
        item.source      = dul_speech_phrase(s, source, noun);
        uint32_t by      = dul_tree_case(tree, source);
        if (by == item.source.first)
            item.source.first++;
        if (item.source.first <= item.cue.first && item.cue.first < item.source.end)
            item.source.end = item.cue.first;
    }
    dul_speech_cut(&item.content, item.cue);
    if (item.source.first < item.source.end)
        dul_speech_cut(&item.content, item.source);
    dul_speech_repair(s, &item.content, item.cue, noun, (int32_t)s->n);
    return item.content.n == 0 ? DULATI_OK : dul_speech_push(s, &item);
}

dulati_result dul_speech_colon(speech *s, uint32_t colon)
{
    const dul_sentence *sentence = &s->text->sentence[s->text->token[colon].sentence];
    uint32_t            first    = colon;
    bool                title = sentence->kind == DUL_SENTENCE_TITLE || sentence->tokens.first == 0, name = false, shout = true;
    if (colon + 2 >= sentence->tokens.end || s->quotations.of[colon] != DUL_NONE)
        return DULATI_OK;
    for (; first > sentence->tokens.first && colon - first <= SPEECH_HEADLINE; first--) {
        uint8_t upos = s->tree->upos[first - 1];
        dul_str form = s->text->token[first - 1].norm;
        if (upos == DUL_UPOS_VERB || upos == DUL_UPOS_AUX || upos == DUL_UPOS_PRON || upos == DUL_UPOS_CCONJ || dul_speech_is_comma(s, first - 1))
            break;
        name  = name || upos == DUL_UPOS_PROPN || (s->mentions->n > 0 && s->mentions->of_head[first - 1] != DUL_NONE);
        shout = shout && form.len > 1 && dul_str_equal(form, s->text->token[first - 1].lower) == false && form.at[form.len - 1] >= 'A' &&
                form.at[form.len - 1] <= 'Z';
    }
    if (!name || (first > sentence->tokens.first && !dul_speech_is_comma(s, first - 1)))
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
    uint32_t who = s->mentions->n > 0 ? s->mentions->of_head[item.source_head] : DUL_NONE;
    if (!quoted && who != DUL_NONE && s->mentions->item[who].type == DUL_ENTITY_GPE)
        return DULATI_OK; /* "Ruritania: two dead in clashes": where it happens, not who says so */
    dul_speech_add(&item.content, (dul_range){colon + 1, sentence->tokens.end});
    dul_speech_repair(s, &item.content, (dul_range){first, colon + 1}, colon, (int32_t)s->n);
    item.quotes = quoted;
    return item.content.n == 0 ? DULATI_OK : dul_speech_push(s, &item);
}
