/*
 * reporting.c -- verbs as cues: what they take as content, by the tree first, by punctuation where the tree has nothing.
 *
 *     The union said the talks had failed.       clause: the complement
 *     The talks, the union said, had failed.     host: the clause that the reporting clause is set into
 *     The union urged them to stay.              infinitive, with its subject
 *     The union called the offer a joke.         object, with what is predicated of it
 *     "No," the union said.                       quotation: beside the reporting clause
 */
#include "speech/speech.h"

/* What a verb takes with its object: the clause or phrase that predicates something of it ("a farce", "as a farce", "of lying", "for lying", "to leave"). */
static uint32_t speech_tail(const speech *s, uint32_t verb, uint32_t end)
{
    const dul_tree *tree = s->tree;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c]) {
        if (tree->left[c] < end || tree->left[c] > end + 1)
            continue;
        uint32_t small = dul_tree_child_in(tree, c, BIT(CASE) | BIT(MARK));
        bool     link = small != DUL_NONE && (dul_speech_is_form(s, small, "of") || dul_speech_is_form(s, small, "for") || dul_speech_is_form(s, small, "as") ||
                                          dul_speech_is_form(s, small, "to") || dul_speech_is_form(s, small, "over") || dul_speech_is_form(s, small, "with"));
        if (tree->rel[c] == DUL_REL_XCOMP || tree->rel[c] == DUL_REL_CCOMP || (tree->rel[c] == DUL_REL_OBL && !dul_speech_is_day(s, c)) ||
            (link && tree->rel[c] == DUL_REL_ADVCL))
            end = tree->right[c];
    }
    return end;
}

/* "called the offer a joke": the parser often loses the second half. Everything up to the next break belongs to the naming. */
static uint32_t speech_naming(const speech *s, uint32_t verb, uint32_t end)
{
    static const char *const naming[] = {"call", "dub", "label", "brand", "nickname", "term"};
    bool                     names    = false;
    for (size_t i = 0; i < sizeof naming / sizeof naming[0]; i++)
        names = names || dul_tree_lemma_is(s->tree, verb, naming[i]);
    uint32_t stop = dul_speech_sentence(s, verb).end;
    while (names && end < stop) {
        uint32_t run  = s->quotations.of[end];
        uint8_t  upos = s->tree->upos[end];
        if (run != DUL_NONE) {
            end = s->quotations.run[run].marked.end < stop ? s->quotations.run[run].marked.end : stop;
            break;
        }
        if (upos != DUL_UPOS_DET && upos != DUL_UPOS_ADJ && upos != DUL_UPOS_NOUN && upos != DUL_UPOS_PROPN && upos != DUL_UPOS_ADV && upos != DUL_UPOS_NUM &&
            !(upos == DUL_UPOS_ADP && dul_speech_is_form(s, end, "of")))
            break;
        end++;
    }
    return end;
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
        if ((DUL_REL_BIT(tree->rel[c]) & small) && c != content && s->quotations.of[tree->left[c]] == DUL_NONE && s->quotations.of[c] == DUL_NONE) {
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
    bool busy   = dul_tree_child_in(tree, verb, BIT(OBJ) | BIT(XCOMP)) != DUL_NONE && !dul_speech_has_frame(s, verb, DUL_CUE_VERB, DUL_FRAME_INFINITIVE);
    bool before = up < verb;
    bool comma  = tree->left[verb] > 0 && (dul_speech_is_comma(s, tree->left[verb] - 1) || dul_speech_is_comma(s, tree->left[verb]) ||
                                          s->quotations.of[tree->left[verb] - 1] != DUL_NONE || s->quotations.of[tree->left[verb]] != DUL_NONE);
    switch (tree->rel[verb]) {
    case DUL_REL_PARATAXIS: return before || tree->right[verb] <= up;
    case DUL_REL_ADVCL:
        return (dul_speech_has_form(s, verb, DUL_REL_MARK, "as") || dul_speech_has_form(s, verb, DUL_REL_ADVMOD, "as") ||
                (own && !busy && before && comma && dul_tree_child(tree, verb, DUL_REL_MARK) == DUL_NONE));
    case DUL_REL_CONJ: return own && !busy && before && comma && dul_tree_child(tree, verb, DUL_REL_CC) == DUL_NONE;
    default: return false;
    }
}

typedef struct {
    const dul_cue *cue;
    uint32_t       verb, oblique, small;
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
        dul_range range = dul_speech_subtree(s, r->oblique);
        if (range.first <= r->small)
            range.first = r->small + 1;
        range.end = speech_tail(s, verb, range.end);
        dul_speech_add(&r->content, range);
        return;
    }
    uint32_t object = dul_tree_child(tree, verb, DUL_REL_OBJ);
    if (frames & (DUL_FRAME_CLAUSE | DUL_FRAME_QUOTE)) {
        uint32_t best = DUL_NONE;
        for (uint32_t c = dul_tree_child_in(tree, verb, BIT(CCOMP)); c != DUL_NONE; c = dul_tree_next_in(tree, c, BIT(CCOMP)))
            if (best == DUL_NONE || (best < verb && c > verb && (s->quotations.of[best] == DUL_NONE || s->quotations.of[c] != DUL_NONE)))
                best = c;
        if (best == DUL_NONE) /* a verbless or small clause after the verb */
            for (uint32_t c = dul_tree_child_in(tree, verb, BIT(PARATAXIS)); c != DUL_NONE && best == DUL_NONE; c = dul_tree_next_in(tree, c, BIT(PARATAXIS)))
                best = c > verb && (dul_speech_is_form(s, tree->left[c], ":") ||
                                    (tree->left[c] > 0 && (dul_speech_is_form(s, tree->left[c] - 1, ":") || s->quotations.of[tree->left[c]] != DUL_NONE)))
                           ? c
                           : DUL_NONE;
        if (best != DUL_NONE && !(best > verb && dul_speech_is_infinitive(s, best) && !(frames & DUL_FRAME_INFINITIVE) &&
                                  !(dul_tree_child(tree, best, DUL_REL_ADVMOD) != DUL_NONE || dul_tree_child(tree, best, DUL_REL_OBJ) != DUL_NONE))) {
            r->child        = best;
            r->how          = "clause";
            dul_range range = dul_speech_subtree(s, best);
            if (best > verb) /* "said they would resist, vowing ...": the vow is another saying */
                for (uint32_t t = best + 1; t + 1 < range.end; t++)
                    if (s->quotations.of[t] == DUL_NONE && dul_speech_is_form(s, t, ",") && dul_speech_is_gerund(s, t + 1) &&
                        dul_speech_lookup(s, t + 1) != DUL_NONE) {
                        range.end = t;
                        break;
                    }
            for (uint32_t c = dul_tree_next_in(tree, best, BIT(CCOMP)); c != DUL_NONE && best > verb; c = dul_tree_next_in(tree, c, BIT(CCOMP)))
                range.end = tree->right[c] > range.end ? tree->right[c] : range.end; /* two where there can be but one: a parse of halves */
            dul_speech_add(&r->content, range);
            return;
        }
        if (object != DUL_NONE && object > verb && tree->xpos[object].len > 0 && tree->xpos[object].at[0] == 'W' && tree->right[object] > object + 1) {
            r->child = object; /* "refused to say where he was", read as a free relative */
            r->how   = "clause";
            dul_speech_add(&r->content, dul_speech_subtree(s, object));
            return;
        }
        uint32_t host;
        if ((r->cue->kind == DUL_SPEECH_SAID || (frames & DUL_FRAME_TEXT) || dul_speech_has_form(s, verb, DUL_REL_MARK, "as")) && speech_host(s, verb, &host)) {
            r->hosted = true;
            r->how    = "host";
            r->child  = host;
            return;
        }
    }
    if (frames & (DUL_FRAME_INFINITIVE | DUL_FRAME_GERUND | DUL_FRAME_PASSIVE | DUL_FRAME_RAISED)) {
        const uint64_t rels = BIT(XCOMP) | BIT(ADVCL) | BIT(CCOMP) | BIT(CSUBJ);
        for (uint32_t c = dul_tree_child_in(tree, verb, rels); c != DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
            bool infinitive = dul_speech_is_infinitive(s, c);
            if (c < verb || !((infinitive && (frames & (DUL_FRAME_INFINITIVE | DUL_FRAME_PASSIVE | DUL_FRAME_RAISED))) ||
                              (tree->rel[c] != DUL_REL_ADVCL && (frames & DUL_FRAME_RAISED)) ||
                              (frames & DUL_FRAME_GERUND && dul_speech_is_gerund(s, c) && tree->rel[c] != DUL_REL_ADVCL)))
                continue;
            dul_range range = dul_speech_subtree(s, c);
            uint32_t  whom  = object != DUL_NONE ? object : dul_tree_child(tree, verb, DUL_REL_IOBJ);
            if (whom != DUL_NONE && whom > verb && whom < c)
                range.first = tree->left[whom] < range.first ? tree->left[whom] : range.first;
            if (range.first <= verb)
                range.first = verb + 1;
            r->child  = c;
            r->how    = infinitive ? "infinitive" : "gerund";
            r->raised = (frames & DUL_FRAME_RAISED) != 0 || (r->passive && (frames & DUL_FRAME_PASSIVE) != 0);
            if (r->passive && !r->raised && !(frames & DUL_FRAME_INFINITIVE))
                continue;
            dul_speech_add(&r->content, range);
            return;
        }
    }
    if (frames & DUL_FRAME_INFINITIVE && !r->passive) {
        uint32_t whom = object != DUL_NONE ? object : dul_tree_child(tree, verb, DUL_REL_IOBJ);
        uint32_t what = whom == DUL_NONE ? DUL_NONE : dul_tree_child(tree, whom, DUL_REL_ACL);
        if (what != DUL_NONE && whom > verb && dul_speech_is_infinitive(s, what)) {
            r->child = whom; /* "urged the crowd to go", read as "the crowd to go" */
            r->how   = "infinitive";
            dul_speech_add(&r->content, dul_speech_subtree(s, whom));
            return;
        }
    }
    if (frames & DUL_FRAME_OBJECT) {
        if (object != DUL_NONE && object > verb) {
            dul_range range = {tree->left[object] > verb ? tree->left[object] : verb + 1, tree->right[object]};
            range.end       = speech_naming(s, verb, speech_tail(s, verb, range.end));
            if (dul_tree_lemma_is(tree, verb, "call") && range.end == tree->right[object] && s->quotations.of[range.end - 1] == DUL_NONE &&
                dul_tree_child(tree, verb, DUL_REL_IOBJ) == DUL_NONE && s->quotations.of[object] == DUL_NONE)
                return; /* "called a strike" names nothing */
            r->child = object;
            r->how   = "object";
            dul_speech_add(&r->content, range);
            return;
        }
        uint32_t affected = dul_tree_child(tree, verb, DUL_REL_NSUBJ_PASS);
        if (r->passive && affected != DUL_NONE && affected < verb) {
            r->child = affected;
            r->how   = "passive object";
            dul_speech_add(&r->content, dul_speech_subtree(s, affected));
            uint32_t end = speech_tail(s, verb, verb + 1);
            dul_speech_add(&r->content, (dul_range){verb + 1, end});
            return;
        }
        if (tree->rel[verb] == DUL_REL_ACL && !dul_speech_is_gerund(s, verb) && dul_speech_agent(s, verb) != DUL_NONE && tree->head[verb] != DUL_ROOT &&
            tree->head[verb] < verb) {
            r->how   = "participle";
            r->child = tree->head[verb]; /* "a plan criticised by all sides" */
            dul_speech_add(&r->content, (dul_range){tree->left[r->child], verb});
            return;
        }
    }
}

/* Content by punctuation, where the tree has none: "said [...] that ...", and the sentence before ", NP said". */
static void speech_read_flat(const speech *s, speech_reading *r, dul_range cue, dul_range source)
{
    const dul_tree *tree     = s->tree;
    dul_range       sentence = dul_speech_sentence(s, r->verb);
    uint32_t        stop     = tree->right[r->verb] < sentence.end ? tree->right[r->verb] : sentence.end;
    for (uint32_t t = cue.end; t < stop && t < cue.end + 24; t++)
        if (dul_speech_is_form(s, t, "that") && tree->upos[t] == DUL_UPOS_SCONJ && tree->head[t] != DUL_ROOT && tree->head[t] > t) {
            dul_speech_add(&r->content, (dul_range){t, tree->right[tree->head[t]]});
            r->how = "that";
            return;
        } else if (s->quotations.of[t] != DUL_NONE) {
            break;
        }
    for (uint32_t t = cue.end; t < sentence.end && t < cue.end + 8 && tree->upos[t] != DUL_UPOS_PUNCT; t++) {
        uint32_t head = tree->head[t];
        if ((DUL_REL_BIT(tree->rel[t]) & (SPEECH_SUBJECTS | BIT(NSUBJ_PASS))) && head != DUL_ROOT && head > t && tree->left[head] >= cue.end &&
            head != r->verb && !(source.first <= t && t < source.end)) {
            bool whole = dul_speech_is_named(s, cue.end) && s->tree->rel[cue.end] != DUL_REL_OBJ && s->tree->rel[cue.end] != DUL_REL_OBL_UNMARKED;
            dul_speech_add(&r->content, (dul_range){whole ? cue.end : tree->left[head], tree->right[head]});
            r->how = "following clause";
            return;
        }
    }
    if (source.first >= source.end || s->text->token[source.first].sentence != s->text->token[r->verb].sentence ||
        dul_speech_quote_after(s, cue.end) != DUL_NONE)
        return;
    dul_range clause = dul_speech_join(cue, source);
    if (clause.first <= sentence.first + 1 || !dul_speech_is_break(s, clause.first) || clause.end > cue.end + (source.end - source.first) + 1)
        return;
    bool closed = clause.end >= sentence.end || tree->upos[clause.end] == DUL_UPOS_PUNCT || tree->upos[clause.end] == DUL_UPOS_ADP ||
                  tree->upos[clause.end] == DUL_UPOS_PROPN || dul_speech_is_break(s, clause.end);
    if (!closed)
        return;
    uint32_t first = sentence.first;
    if (tree->upos[first] == DUL_UPOS_CCONJ && first + 1 < clause.first)
        first++;
    dul_speech_add(&r->content, (dul_range){first, clause.first});
    r->how = "punctuation";
}

/* Who says so, into the item. Head of the source, or DUL_NONE; *lender is the verb whose subject it is. */
static uint32_t speech_who(const speech *s, const speech_reading *r, speech_item *item, uint32_t *lender)
{
    const dul_tree *tree   = s->tree;
    const uint32_t  verb   = r->verb;
    uint32_t        source = dul_speech_source(s, verb, lender);
    if (r->raised || (source != DUL_NONE && (source == r->child || ((r->cue->frames & DUL_FRAME_RAISED) && dul_speech_is_form(s, source, "it")))))
        source = DUL_NONE;
    uint32_t object = dul_tree_child(tree, verb, DUL_REL_OBJ);
    if (r->cue->frames & DUL_FRAME_QUOTE && !r->passive) {
        bool own = *lender == verb && source != DUL_NONE;
        if (!own && !dul_speech_is_gerund(s, verb)) {
            uint32_t beside = DUL_NONE;
            if ((r->child == DUL_NONE || r->child < verb || r->hosted) && object != DUL_NONE && object > verb &&
                dul_speech_quote_before(s, item->cue.first) != DUL_NONE)
                beside = object; /* inverted, and read as an object: "...", said Foo */
            if (beside == DUL_NONE && (dul_speech_quote_before(s, item->cue.first) != DUL_NONE || (r->child != DUL_NONE && r->child < verb)))
                beside = dul_speech_neighbour(s, item->cue, true);
            if (beside == DUL_NONE && source == DUL_NONE)
                beside = dul_speech_neighbour(s, item->cue, false);
            if (beside != DUL_NONE) {
                source  = beside;
                *lender = verb;
            }
        } else if (own && item->cue.first == verb && source < verb && r->child == DUL_NONE) {
            uint32_t flat = dul_speech_flat_source(s, item->cue, false);
            if (flat != DUL_NONE && flat != source && !dul_tree_dominates(tree, source, flat))
                source = flat;
        }
    }
    if (source == DUL_NONE && !r->passive && !r->raised && !(r->cue->frames & DUL_FRAME_RAISED) && !dul_speech_is_gerund(s, verb) &&
        !dul_speech_is_infinitive(s, verb) && tree->rel[verb] != DUL_REL_XCOMP) {
        source = dul_speech_neighbour(s, item->cue, false);
        if (source != DUL_NONE)
            *lender = verb;
    }
    /* "issued a statement saying": the issuer speaks, and the cue begins with the issuing. */
    if (source != DUL_NONE && tree->rel[verb] == DUL_REL_ACL && source == tree->head[verb] && dul_speech_is_document(s, source) &&
        tree->head[source] != DUL_ROOT && tree->rel[source] == DUL_REL_OBJ && dul_speech_has_frame(s, tree->head[source], DUL_CUE_VERB, DUL_FRAME_CARRIER)) {
        uint32_t carrier = tree->head[source], issuer = dul_speech_source(s, carrier, lender);
        if (issuer != DUL_NONE) {
            source          = issuer;
            item->cue.first = dul_speech_cue_range(s, carrier, false).first;
        }
    }
    if (source != DUL_NONE) {
        item->source_head = source;
        item->source      = dul_speech_phrase(s, source, source < verb ? item->cue.first : verb);
        if (tree->rel[source] == DUL_REL_OBL_AGENT || tree->rel[source] == DUL_REL_OBL) {
            uint32_t by = dul_tree_case(tree, source);
            if (by == item->source.first)
                item->source.first++;
        }
    }
    return source;
}

/* Take back a content that the tree has put on the wrong side of the reporting clause. */
static void speech_take_back(const speech *s, speech_reading *r, const speech_item *item, bool own)
{
    const uint32_t verb = r->verb;
    if (r->child != DUL_NONE && !r->hosted && r->child > verb && own && item->source.first >= item->cue.end && item->source.first <= item->cue.end + 1 &&
        dul_speech_quote_before(s, item->cue.first) != DUL_NONE && s->quotations.of[r->child] == DUL_NONE) {
        r->child   = DUL_NONE; /* "...", said Foo, who ...: what follows the name belongs to the name */
        r->content = (speech_set){.n = 0};
    }
    if (r->child != DUL_NONE && !r->hosted && r->how != NULL && dul_str_is(dul_str_of(r->how), "clause")) {
        uint32_t next = item->cue.end;
        bool added = r->child > verb && dul_speech_is_form(s, next, ",") && next + 1 < dul_speech_sentence(s, verb).end && dul_speech_is_gerund(s, next + 1) &&
                     dul_speech_lookup(s, next + 1) != DUL_NONE; /* "..., he said, adding": what follows is the addition */
        bool opens = r->child < verb && s->quotations.of[r->child] == DUL_NONE && dul_speech_quote_after(s, next) != DUL_NONE &&
                     dul_speech_is_comma(s, next); /* "Asked about it, he said: ..." */
        if (added || opens) {
            r->child   = DUL_NONE;
            r->how     = NULL;
            r->content = (speech_set){.n = 0};
        }
    }
}

/* Quotations on either side of the reporting clause. */
static void speech_add_quotations(speech *s, speech_reading *r, const speech_item *item, dul_range hull, bool own, int32_t owner)
{
    const dul_tree *tree = s->tree;
    const uint32_t  verb = r->verb;
    if (!(r->cue->frames & DUL_FRAME_QUOTE) || (r->content.n == 0 && r->cue->kind != DUL_SPEECH_SAID && !(r->cue->frames & DUL_FRAME_TEXT)))
        return;
    dul_range before = item->cue.first < item->source.first || item->source.end == 0 ? item->cue : dul_speech_join(item->source, item->cue);
    uint32_t  run    = dul_speech_quote_before(s, before.first);
    if (run == DUL_NONE && hull.first < before.first)
        run = dul_speech_quote_before(s, hull.first);
    if (run != DUL_NONE && !dul_speech_holds(&r->content, s->quotations.run[run].tokens.first) && (own || r->content.n == 0)) {
        dul_range lead = {dul_speech_sentence(s, verb).first, s->quotations.run[run].marked.first};
        if (r->content.n == 0 && lead.first < lead.end && !dul_speech_is_comma(s, lead.end - 1) && s->quotations.run[run].owner < 0)
            dul_speech_add(&r->content, lead); /* The plan "is dead," he said */
        dul_speech_add_run(s, &r->content, run, owner);
    } else if (run != DUL_NONE && own)
        dul_speech_add_run(s, &r->content, run, owner);
    uint32_t after = dul_speech_quote_after(s, item->cue.end);
    if (after == DUL_NONE && item->source.end > item->cue.end)
        after = dul_speech_quote_after(s, item->source.end);
    if (after == DUL_NONE)
        after = dul_speech_quote_after(s, hull.end);
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE && after == DUL_NONE; c = tree->next_sibling[c])
        if (c > verb && s->quotations.of[c] == DUL_NONE)
            after = dul_speech_quote_after(s, tree->right[c]);
    if (after != DUL_NONE && run != DUL_NONE && !dul_speech_is_comma(s, s->quotations.run[after].marked.first - 1))
        after = DUL_NONE; /* "...," she told "Morning Talk" */
    if (after != DUL_NONE && s->quotations.run[after].marked.first < dul_speech_sentence(s, verb).end)
        dul_speech_add_run(s, &r->content, after, owner);
    /* "The office reported:" and a new paragraph. */
    dul_range sentence = dul_speech_sentence(s, verb);
    if (r->content.n == 0 && dul_speech_is_form(s, sentence.end - 1, ":") && sentence.end < s->text->n_tokens && hull.end + 1 >= sentence.end)
        dul_speech_add(&r->content, dul_speech_sentence(s, sentence.end));
}

dulati_result dul_speech_verb(speech *s, uint32_t verb)
{
    const dul_tree *tree = s->tree;
    speech_reading  r    = {.verb = verb};
    r.cue                = dul_speech_match(s, verb, DUL_CUE_VERB, &r.oblique, &r.small);
    if (r.cue == NULL || r.cue->frames == 0 || tree->rel[verb] == DUL_REL_AMOD || tree->rel[verb] == DUL_REL_COMPOUND || tree->rel[verb] == DUL_REL_CASE)
        return DULATI_OK;
    r.passive = dul_speech_is_passive(s, verb);
    speech_read_tree(s, &r);

    speech_item item = {.cue_head = verb, .file = r.cue->file, .line = r.cue->line, .kind = r.cue->kind, .source_head = DUL_NONE};
    item.cue         = dul_speech_cue_range(s, verb, r.cue->kind == DUL_SPEECH_SAID && (r.cue->frames & DUL_FRAME_CLAUSE) != 0 && r.oblique == DUL_NONE);
    if (r.small != DUL_NONE && r.small >= item.cue.end && r.small <= item.cue.end + 1)
        item.cue.end = r.small + 1;

    uint32_t lender, source = speech_who(s, &r, &item, &lender);
    if (source != DUL_NONE && dul_speech_has_form(s, source, DUL_REL_DET, "no"))
        return DULATI_OK; /* "no group claimed responsibility" */
    if (r.cue->kind == DUL_SPEECH_DOCUMENT && r.how != NULL && dul_str_is(dul_str_of(r.how), "object") &&
        (source == DUL_NONE || !dul_speech_is_document(s, source)))
        return DULATI_OK;
    if ((r.cue->frames & DUL_FRAME_TEXT) && (source == DUL_NONE || !dul_speech_is_document(s, source)))
        return DULATI_OK;

    /* The content. */
    speech_take_back(s, &r, &item, source != DUL_NONE && lender == verb);
    int32_t   owner = (int32_t)s->n;
    dul_range hull  = speech_hull(s, verb, item.cue, lender == verb || r.hosted ? item.source : (dul_range){verb, verb + 1}, r.hosted ? DUL_NONE : r.child);
    if (r.raised) {
        uint32_t subject = dul_tree_child_in(tree, verb, SPEECH_SUBJECTS);
        if (subject != DUL_NONE && !dul_speech_is_dummy(s, subject))
            dul_speech_add(&r.content, dul_speech_trim(s, dul_speech_subtree(s, subject)));
    }
    if (r.content.n == 0 && !r.hosted && (r.cue->frames & DUL_FRAME_CLAUSE) && r.cue->kind == DUL_SPEECH_SAID && r.oblique == DUL_NONE &&
        dul_tree_child(tree, verb, DUL_REL_XCOMP) == DUL_NONE)
        speech_read_flat(s, &r, item.cue, item.source);
    if (r.hosted) {
        dul_speech_add(&r.content, dul_speech_subtree(s, r.child));
        dul_speech_cut(&r.content, dul_speech_join(hull, dul_speech_subtree(s, verb)));
    }
    if (r.hosted || (r.child < verb && !r.raised)) {
        dul_range own = r.hosted ? dul_speech_join(hull, dul_speech_subtree(s, verb)) : hull;
        if (dul_speech_quote_before(s, hull.first) != DUL_NONE && own.end < dul_speech_sentence(s, verb).end && s->quotations.of[own.end] == DUL_NONE &&
            !dul_speech_is_comma(s, own.end))
            dul_speech_cut(&r.content, (dul_range){own.end, dul_speech_sentence(s, verb).end}); /* "...," he said when asked about it */
    }
    if (source != DUL_NONE && dul_speech_holds(&r.content, item.source_head) && !r.raised && item.source.first < item.source.end)
        dul_speech_cut(&r.content, dul_speech_join(item.source, item.cue));
    dul_speech_cut(&r.content, item.cue);
    if (!r.hosted && r.child != DUL_NONE && r.child < verb && !r.raised && r.oblique == DUL_NONE)
        dul_speech_cut(&r.content, hull);
    speech_add_quotations(s, &r, &item, hull, lender == verb, owner);
    dul_speech_repair(s, &r.content, hull, verb, owner);
    if (r.content.n == 0)
        return DULATI_OK;
    item.beside   = tree->rel[verb] == DUL_REL_CONJ && dul_tree_child(tree, verb, DUL_REL_NSUBJ) == DUL_NONE ? dul_speech_matrix(s, verb) : DUL_NONE;
    item.content  = r.content;
    item.told     = !r.raised && (r.hosted || r.how == NULL || dul_str_is(dul_str_of(r.how), "clause"));
    item.how      = r.raised ? "raised" : r.how != NULL ? r.how : "quotation";
    uint32_t last = s->quotations.of[r.content.part[r.content.n - 1].end - 1];
    item.quotes   = last != DUL_NONE;
    return dul_speech_push(s, &item);
}
