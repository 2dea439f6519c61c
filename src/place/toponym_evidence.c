/*
 * toponym_evidence.c -- what stands around a mention and speaks for or against a place.
 *
 *     Mr. Washington said ...          title_before, say: a person
 *     in the southern city of Taraz    locate, class_before, hint town
 *     Paris, Texas                     contained; "Texas" is a container
 *     Boston Globe                     body_after
 *
 * Neighbouring tokens say most of it; the tree adds the grammatical function where there is one.
 */
#include "place/toponym_work.h"

static dul_str evidence_lower(const toponym_work *work, uint32_t token)
{
    return work->text->token[token].lower;
}

static bool evidence_is_upper(const toponym_work *work, uint32_t token)
{
    return (work->shape[token] & TOPONYM_SHAPE_UPPER) != 0;
}

static toponym_hint evidence_hint(uint32_t class)
{
    if (class & DUL_PLACEWORD_county)
        return TOPONYM_HINT_COUNTY;
    if (class & DUL_PLACEWORD_town)
        return TOPONYM_HINT_TOWN;
    if (class & DUL_PLACEWORD_area)
        return TOPONYM_HINT_AREA;
    if (class & DUL_PLACEWORD_water)
        return TOPONYM_HINT_WATER;
    return TOPONYM_HINT_NONE;
}

/* Back from the name over "the", "eastern", "city of", to the preposition. */
static void evidence_look_left(const toponym_work *work, toponym_mention *mention)
{
    const dul_range range = work->text->sentence[work->text->token[mention->tokens.first].sentence].tokens;
    uint32_t        at    = mention->tokens.first;
    for (uint32_t steps = 0; steps < 6 && at > range.first; steps++) {
        const dul_str word   = evidence_lower(work, at - 1);
        const uint32_t class = work->class[at - 1];
        if (dul_str_is(word, "the")) {
            if (at == mention->tokens.first)
                mention->seen |= TOPONYM_BIT(article);
            at--;
        } else if (dul_str_is(word, "of") && at - 1 > range.first && (work->class[at - 2] & (DUL_PLACEWORD_ANY_NOUN | DUL_PLACEWORD_part))) {
            if (at == mention->tokens.first && (work->class[at - 2] & DUL_PLACEWORD_ANY_NOUN)) {
                mention->seen |= TOPONYM_BIT(class_before);
                mention->hint = (uint8_t)evidence_hint(work->class[at - 2]);
            }
            if (work->class[at - 2] & DUL_PLACEWORD_part)
                mention->seen |= TOPONYM_BIT(locate);
            at -= 2;
        } else if (class & DUL_PLACEWORD_locate && !(class & DUL_PLACEWORD_part)) {
            mention->seen |= TOPONYM_BIT(locate);
            return;
        } else if (class & DUL_PLACEWORD_part) {
            at--;
            if (at > range.first && at - 1 == range.first)
                return;
        } else if (at == mention->tokens.first && !(work->class[at] & DUL_PLACEWORD_stop) &&
                   (class & (DUL_PLACEWORD_town | DUL_PLACEWORD_area | DUL_PLACEWORD_county | DUL_PLACEWORD_water))) {
            mention->seen |= TOPONYM_BIT(class_before);
            mention->hint = (uint8_t)evidence_hint(class);
            at--;
        } else if (work->has_tags && work->tree->upos[at - 1] == DUL_UPOS_ADJ && !evidence_is_upper(work, at - 1)) {
            at--;
        } else if (dul_str_is(word, "of")) {
            mention->seen |= TOPONYM_BIT(of);
            return;
        } else {
            return;
        }
    }
}

static bool evidence_is_initial(dul_str form)
{
    return (form.len == 1 || (form.len == 2 && form.at[1] == '.')) && form.at[0] >= 'A' && form.at[0] <= 'Z';
}

/* Is the first sense of a mention a town? */
static bool evidence_is_town(const toponym_work *work, uint32_t mention)
{
    return work->name[work->mention[mention].name].sense[0].kind == TOPONYM_POPULATED;
}

/* The words right beside the name. of_token says which tokens belong to other mentions. */
static void evidence_look_beside(const toponym_work *work, toponym_mention *mention, const uint32_t *of_token)
{
    const uint32_t  first = mention->tokens.first, end = mention->tokens.end;
    const dul_range range = work->text->sentence[work->text->token[first].sentence].tokens;
    const bool      shout = (work->shape[first] & TOPONYM_SHAPE_SHOUT) != 0;
    if (first > range.first && evidence_is_upper(work, first - 1)) {
        const uint32_t class = work->class[first - 1];
        if (class & DUL_PLACEWORD_title)
            mention->seen |= TOPONYM_BIT(title_before);
        else if ((class & DUL_PLACEWORD_given) || evidence_is_initial(evidence_lower(work, first - 1)) ||
                 evidence_is_initial(dul_token_form(work->job, &work->text->token[first - 1])))
            mention->seen |= TOPONYM_BIT(given_before);
        else if (!shout && of_token[first - 1] == DUL_NONE && !(class & (DUL_PLACEWORD_ANY_NOUN | DUL_PLACEWORD_part | DUL_PLACEWORD_locate)) &&
                 !(first - 1 == range.first && (class & DUL_PLACEWORD_stop)) && !dul_str_is(evidence_lower(work, first - 1), "the"))
            mention->seen |= TOPONYM_BIT(cap_before);
    }
    uint32_t after = end;
    if (after >= range.end || !(work->shape[after] & TOPONYM_SHAPE_WORD))
        mention->seen |= TOPONYM_BIT(at_end);
    if (after < range.end && dul_str_is(evidence_lower(work, after), "'s")) {
        mention->seen |= TOPONYM_BIT(possessive);
        return;
    }
    if (after >= range.end)
        return;
    const uint32_t class = work->class[after];
    if (class & (DUL_PLACEWORD_town | DUL_PLACEWORD_area | DUL_PLACEWORD_county | DUL_PLACEWORD_water)) {
        mention->seen |= TOPONYM_BIT(class_after);
        if (mention->hint == TOPONYM_HINT_NONE)
            mention->hint = (uint8_t)evidence_hint(class);
    }
    if (class & DUL_PLACEWORD_local)
        mention->seen |= TOPONYM_BIT(local_after);
    if (class & DUL_PLACEWORD_site)
        mention->seen |= TOPONYM_BIT(site_after);
    if ((class & DUL_PLACEWORD_body) && evidence_is_upper(work, after))
        mention->seen |= TOPONYM_BIT(body_after);
    else if (evidence_is_upper(work, after) && (class & DUL_PLACEWORD_title) && !(class & DUL_PLACEWORD_given))
        mention->seen |= TOPONYM_BIT(title_after);
    else if (evidence_is_upper(work, after) && !shout && !(class & (DUL_PLACEWORD_ANY_NOUN | DUL_PLACEWORD_local))) {
        /* "Paris Hilton": a town called Hilton explains the second word no better than a surname does; a state would ("Charlotte North Carolina"). */
        const bool explained = of_token[after] != DUL_NONE && !evidence_is_town(work, of_token[after]);
        if (of_token[after] == DUL_NONE)
            mention->seen |= TOPONYM_BIT(cap_after);
        if (!explained && end - first == 1 && (work->class[first] & DUL_PLACEWORD_given))
            mention->seen |= TOPONYM_BIT(given_run);
    }
    if ((work->class[after] & DUL_PLACEWORD_say) && !evidence_is_upper(work, after))
        mention->seen |= TOPONYM_BIT(say);
}

static void evidence_look_at(const toponym_work *work, toponym_mention *mention)
{
    const uint32_t      first = mention->tokens.first, end = mention->tokens.end;
    const dul_sentence *sentence = &work->text->sentence[work->text->token[first].sentence];
    uint32_t            all      = UINT32_MAX;
    for (uint32_t i = first; i < end; i++)
        all &= work->class[i];
    if (all & DUL_PLACEWORD_stop)
        mention->seen |= TOPONYM_BIT(stop);
    if (first == sentence->tokens.first || (first == sentence->tokens.first + 1 && !(work->shape[first - 1] & TOPONYM_SHAPE_WORD)))
        mention->seen |= all & DUL_PLACEWORD_stop ? TOPONYM_BIT(stop_initial) | TOPONYM_BIT(initial) : TOPONYM_BIT(initial);
    if (end - first == 1 && (work->class[first] & DUL_PLACEWORD_given))
        mention->seen |= TOPONYM_BIT(is_given);
    if (end - first > 1) {
        mention->seen |= TOPONYM_BIT(many_words);
        if ((work->class[end - 1] | work->class[first]) & DUL_PLACEWORD_ANY_NOUN)
            mention->seen |= TOPONYM_BIT(class_inside);
    }
    if (sentence->kind == DUL_SENTENCE_DATELINE)
        mention->seen |= TOPONYM_BIT(dateline);
    if (!evidence_is_upper(work, first))
        mention->seen |= TOPONYM_BIT(lower);
    if (work->shape[first] & TOPONYM_SHAPE_CAPS)
        mention->seen |= TOPONYM_BIT(caps);
    if (work->shape[first] & TOPONYM_SHAPE_SHOUT)
        mention->seen |= TOPONYM_BIT(caps_around);
    const toponym_name *name = &work->name[mention->name];
    if ((work->shape[first] & TOPONYM_SHAPE_CAPS) && !(work->shape[first] & TOPONYM_SHAPE_SHOUT) && end - first == 1 && name->key.len <= 5 &&
        name->sense[0].kind == TOPONYM_POPULATED && sentence->kind == DUL_SENTENCE_TEXT && first > sentence->tokens.first)
        mention->seen |= TOPONYM_BIT(acronym);
    if (name->key.len <= 3 && name->sense[0].kind == TOPONYM_POPULATED)
        mention->seen |= TOPONYM_BIT(short);
    if (name->n_mentions > 1)
        mention->seen |= TOPONYM_BIT(repeated);
    const dul_str form = dul_token_form(work->job, &work->text->token[end - 1]);
    if (name->sense[0].nation == NULL && name->sense[0].alternate &&
        ((form.len > 2 && form.at[form.len - 1] == '.') || (end - first == 1 && form.len <= 3 && (work->shape[first] & TOPONYM_SHAPE_CAPS))))
        mention->seen |= TOPONYM_BIT(abbreviation);
}

/* The highest token of a span in the tree. */
static uint32_t evidence_head(const toponym_work *work, dul_range tokens)
{
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        if (work->tree->head[i] == DUL_ROOT || work->tree->head[i] < tokens.first || work->tree->head[i] >= tokens.end)
            return i;
    return tokens.first;
}

static void evidence_look_up(const toponym_work *work, toponym_mention *mention)
{
    if (!work->has_tags)
        return;
    const dul_tree *tree = work->tree;
    const uint32_t  head = evidence_head(work, mention->tokens), over = tree->head[head];
    const uint8_t   upos = tree->upos[head];
    if (upos == DUL_UPOS_PROPN)
        mention->seen |= TOPONYM_BIT(propn);
    else if (upos != DUL_UPOS_NOUN && upos != DUL_UPOS_ADJ && upos != DUL_UPOS_X)
        mention->seen |= TOPONYM_BIT(common);
    if (tree->mention[head] == DUL_MENTION_PLACE)
        mention->seen |= TOPONYM_BIT(net_place);
    else if (tree->mention[head] == DUL_MENTION_PERSON)
        mention->seen |= TOPONYM_BIT(net_person);
    else if (tree->mention[head] != DUL_MENTION_NONE)
        mention->seen |= TOPONYM_BIT(net_other);
    const uint8_t rel = tree->rel[head];
    if (rel == DUL_REL_NSUBJ || rel == DUL_REL_NSUBJ_PASS) {
        mention->seen |= TOPONYM_BIT(subject);
        if (over != DUL_ROOT && (work->class[over] & DUL_PLACEWORD_say))
            mention->seen |= TOPONYM_BIT(say);
    }
    if (rel == DUL_REL_COMPOUND || rel == DUL_REL_AMOD)
        mention->seen |= TOPONYM_BIT(modifier);
    if (rel == DUL_REL_FLAT)
        mention->seen |= TOPONYM_BIT(flat);
    for (uint32_t child = tree->first_child[head]; child != DUL_NONE; child = tree->next_sibling[child])
        if (tree->rel[child] == DUL_REL_FLAT && (child < mention->tokens.first || child >= mention->tokens.end))
            mention->seen |= TOPONYM_BIT(flat);
    if (rel == DUL_REL_OBJ && over != DUL_ROOT && (work->class[over] & DUL_PLACEWORD_enter))
        mention->seen |= TOPONYM_BIT(obl); /* "rebels entered Bria" */
    if (rel == DUL_REL_OBL || rel == DUL_REL_NMOD) {
        uint32_t preposition = dul_tree_case(tree, head);
        if (preposition != DUL_NONE && (work->class[preposition] & DUL_PLACEWORD_locate))
            mention->seen |= TOPONYM_BIT(obl);
    }
}

/* May b name the region or country around a, by what stands between them? 2: "A, B" or "A (B)"; 1: "A in the B region", "B's A"; 0: no. */
static int evidence_between(const toponym_work *work, const toponym_mention *a, const toponym_mention *b)
{
    const uint32_t gap = b->tokens.first - a->tokens.end;
    if (!dul_toponym_same_sentence(work, a->tokens.first, b->tokens.first) || gap > 6)
        return 0;
    if (gap == 0)
        return 1;
    uint32_t      first = a->tokens.end;
    const dul_str next  = evidence_lower(work, first);
    if (gap > 1 && (work->class[first] & (DUL_PLACEWORD_area | DUL_PLACEWORD_county)))
        first++; /* "the Aktobe region of Kazakhstan" */
    const dul_str between = evidence_lower(work, first);
    if (gap == 1 && (dul_str_is(next, ",") || dul_str_is(next, "(") || dul_str_is(next, "/")))
        return 2;
    if (gap <= 5 && (dul_str_is(between, "in") || dul_str_is(between, "of") || dul_str_is(between, ",")))
        for (uint32_t i = first + 1; i < b->tokens.first; i++)
            if (!dul_str_is(evidence_lower(work, i), "the") && !dul_str_is(evidence_lower(work, i), "in") && !dul_str_is(evidence_lower(work, i), "of") &&
                !dul_str_is(evidence_lower(work, i), "'s") && !(work->class[i] & (DUL_PLACEWORD_part | DUL_PLACEWORD_ANY_NOUN)))
                return 0;
            else
                continue;
    else
        return 0;
    return 1;
}

/* Surnames: what follows a given name or a title anywhere in the report, also over an initial or a second given name ("Charles J. Fillmore"), and what stands
 * before an age ("Ana Lima, 45, of Troy"). */
static bool evidence_surnames(const toponym_work *work, dul_map *surnames)
{
    for (uint32_t i = 1; i < work->text->n_tokens; i++) {
        const dul_range range = work->text->sentence[work->text->token[i].sentence].tokens;
        if (i == range.first || !evidence_is_upper(work, i) || !evidence_is_upper(work, i - 1))
            continue;
        uint32_t before = i - 1;
        if (before > range.first && evidence_is_upper(work, before - 1) &&
            (evidence_is_initial(dul_token_form(work->job, &work->text->token[before])) || (work->class[before] & DUL_PLACEWORD_given)))
            before--;
        const bool shout    = (work->shape[i] & TOPONYM_SHAPE_SHOUT) != 0; /* "Police Chief Paris" may be a headline; "Ana Paris" is a person there, too */
        const bool is_named = (work->class[i - 1] | work->class[before]) & (shout ? DUL_PLACEWORD_given : DUL_PLACEWORD_given | DUL_PLACEWORD_title);
        const bool is_aged  = i + 3 < range.end && dul_str_is(evidence_lower(work, i + 1), ",") && dul_str_is(evidence_lower(work, i + 3), ",") &&
                             evidence_lower(work, i + 2).len == 2 && evidence_lower(work, i + 2).at[0] >= '1' && evidence_lower(work, i + 2).at[0] <= '9';
        if ((is_named || is_aged) && !dul_map_put(surnames, evidence_lower(work, i), i))
            return false;
    }
    return true;
}

/* "Becker, Clay and Otter Tail counties", "the Mangistau and Almaty regions": the class noun of the last name is that of all. Walks back through a list. */
static void evidence_share_class(const toponym_work *work)
{
    bool shared = false;
    for (uint32_t m = work->n_mentions == 0 ? 0 : (uint32_t)work->n_mentions - 1; m > 0; m--) {
        const toponym_mention *mention = &work->mention[m];
        toponym_mention       *before  = &work->mention[m - 1];
        const uint32_t         gap     = mention->tokens.first - before->tokens.end;
        const bool             was     = shared;
        shared                         = false;
        if (!(mention->seen & TOPONYM_BIT(class_after)) || mention->hint == TOPONYM_HINT_NONE || before->hint != TOPONYM_HINT_NONE || gap < 1 || gap > 2 ||
            !dul_toponym_same_sentence(work, before->tokens.first, mention->tokens.first))
            continue;
        const dul_str last = evidence_lower(work, mention->tokens.first - 1), noun = evidence_lower(work, mention->tokens.end);
        const bool    joins = dul_str_is(last, "and") || dul_str_is(last, "or") || dul_str_is(last, ",") || dul_str_is(last, "&");
        if (!joins || (!was && (noun.len < 2 || noun.at[noun.len - 1] != 's')))
            continue;
        before->hint = mention->hint;
        before->seen |= TOPONYM_BIT(class_after);
        before->contained_by = mention->contained_by;
        before->tie          = mention->tie;
        shared               = true;
    }
}

dulati_result dul_toponym_evidence(toponym_work *work)
{
    uint32_t *of_token = dul_arena_alloc(work->job->scratch, (work->text->n_tokens + (size_t)1) * sizeof *of_token);
    if (of_token == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t i = 0; i < work->text->n_tokens; i++)
        of_token[i] = DUL_NONE;
    for (uint32_t m = 0; m < work->n_mentions; m++)
        for (uint32_t i = work->mention[m].tokens.first; i < work->mention[m].tokens.end; i++)
            of_token[i] = m;
    dul_map surnames;
    dul_map_init(&surnames, work->job->scratch->allocator);
    if (!evidence_surnames(work, &surnames)) {
        dul_map_free(&surnames);
        return dul_fail_memory(work->job->err);
    }
    for (uint32_t m = 0; m < work->n_mentions; m++) {
        toponym_mention *mention = &work->mention[m];
        evidence_look_at(work, mention);
        evidence_look_left(work, mention);
        evidence_look_beside(work, mention, of_token);
        evidence_look_up(work, mention);
        if (mention->tokens.end - mention->tokens.first == 1 && dul_map_find(&surnames, evidence_lower(work, mention->tokens.first)) != DUL_NONE)
            mention->seen |= TOPONYM_BIT(surname);
        if (m == 0)
            continue;
        toponym_mention *before = &work->mention[m - 1];
        const int        tie    = evidence_between(work, before, mention);
        if (tie > 0) {
            before->contained_by = m;
            before->tie          = (uint8_t)tie;
        }
        const uint32_t gap = mention->tokens.first - before->tokens.end;
        if (dul_toponym_same_sentence(work, before->tokens.first, mention->tokens.first) && gap >= 1 && gap <= 2) {
            const dul_str last = evidence_lower(work, mention->tokens.first - 1), first = evidence_lower(work, before->tokens.end);
            const bool    joins = dul_str_is(last, "and") || dul_str_is(last, "or") || dul_str_is(last, ",") || dul_str_is(last, "&");
            if (joins && (gap == 1 || dul_str_is(first, ","))) {
                mention->seen |= TOPONYM_BIT(list) | (before->seen & (TOPONYM_BIT(locate) | TOPONYM_BIT(of)));
                before->seen |= TOPONYM_BIT(list);
                if (mention->hint == TOPONYM_HINT_NONE && (before->seen & TOPONYM_BIT(class_before)))
                    mention->hint = before->hint; /* "the cities of Zhanaozen and Aktau" */
            }
        }
    }
    dul_map_free(&surnames);
    evidence_share_class(work);
    return DULATI_OK;
}
