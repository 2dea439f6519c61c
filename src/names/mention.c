/*
 * mention.c -- from composed phrases to mentions: which nominals are actors, how far their phrase reaches, and the order of the whole stage.
 *
 * A nominal becomes a mention when it is the head of an argument (not a modifier inside one) and means somebody: a code, a person's name, a pronoun.
 */
#include "names/mention.h"

#include "names/names_inner.h"

const char *dul_entity_type_text(dul_entity_type type)
{
    static const char *const texts[] = {"PER", "ORG", "GPE", "LOC", "NORP", "ROLE", "MISC"};
    return texts[type];
}

const char *dul_kind_text(dul_kind kind)
{
    static const char *const texts[] = {"person", "group", "organisation", "place", "object"};
    return texts[kind];
}

static bool mention_is_argument(dul_rel rel)
{
    switch (rel) {
    case DUL_REL_NSUBJ:
    case DUL_REL_NSUBJ_PASS:
    case DUL_REL_NSUBJ_OUTER:
    case DUL_REL_OBJ:
    case DUL_REL_IOBJ:
    case DUL_REL_OBL:
    case DUL_REL_OBL_AGENT:
    case DUL_REL_NMOD:
    case DUL_REL_NMOD_POSS:
    case DUL_REL_APPOS:
    case DUL_REL_ROOT:
    case DUL_REL_CONJ:
    case DUL_REL_VOCATIVE:
    case DUL_REL_DISLOCATED:
    case DUL_REL_PARATAXIS:
    case DUL_REL_LIST:
    case DUL_REL_XCOMP:
    case DUL_REL_ORPHAN: return true;
    default: return false;
    }
}

/* Is the token a modifier inside a nominal, and so no phrase of its own? */
static bool mention_is_inside(dul_rel rel)
{
    switch (rel) {
    case DUL_REL_COMPOUND:
    case DUL_REL_COMPOUND_PRT:
    case DUL_REL_FLAT:
    case DUL_REL_FLAT_FOREIGN:
    case DUL_REL_AMOD:
    case DUL_REL_DET:
    case DUL_REL_DET_PREDET:
    case DUL_REL_NUMMOD:
    case DUL_REL_NMOD_DESC:
    case DUL_REL_FIXED:
    case DUL_REL_GOESWITH:
    case DUL_REL_CASE:
    case DUL_REL_CC:
    case DUL_REL_CC_PRECONJ:
    case DUL_REL_MARK:
    case DUL_REL_AUX:
    case DUL_REL_AUX_PASS:
    case DUL_REL_COP:
    case DUL_REL_ADVMOD:
    case DUL_REL_PUNCT:
    case DUL_REL_EXPL: return true;
    default: return false;
    }
}

/* A sentence that is one entry and nothing else, which the tagger took for a verb: "occupiers". */
static bool mention_stands_alone(const names_work *work, uint32_t token)
{
    dul_range own = work->match[work->match_of[token]].tokens, sentence = work->text->sentence[work->text->token[token].sentence].tokens;
    return own.first <= sentence.first + 1 && own.end + 1 >= sentence.end;
}

/* "Army shelling", "a police raid": a force before a noun that is no actor did what the noun tells. */
static bool mention_is_armed_compound(const names_work *work, uint32_t token, const dul_actor *actor)
{
    static const char *const armed[] = {"COP", "MIL", "REB", "UAF", "PRM", NULL};
    uint32_t                 head    = work->tree->head[token];
    if (head == DUL_ROOT || head != token + 1 || work->match_of[head] != DUL_NONE || work->nation_of[head] != DUL_NONE)
        return false;
    bool gerund = work->tree->upos[head] == DUL_UPOS_VERB && dul_str_ends(work->text->token[head].lower, DUL_STR("ing")); /* "firing", taken for a verb */
    if (work->tree->upos[head] != DUL_UPOS_NOUN && !gerund)
        return false;
    for (const char *const *a = armed; *a != NULL; a++)
        if (strncmp(actor->sectors, *a, 3) == 0)
            return true;
    return false;
}

/* A proper name inside a nominal that is an actor of its own: "the CSTO states", "a Security Council resolution". */
static bool mention_is_inner(const names_work *work, uint32_t token, dul_rel rel)
{
    uint32_t at = work->match_of[token], nation = work->nation_of[token];
    if (rel != DUL_REL_COMPOUND && rel != DUL_REL_NMOD_UNMARKED)
        return false;
    if (at != DUL_NONE) {
        const dul_actor *actor = dul_actors_get(work->actors, dul_actors_key(work->actors, work->match[at].record)->actor);
        return actor->entry_class != DUL_ACTOR_AGENT || mention_is_armed_compound(work, token, actor);
    }
    return nation != DUL_NONE && work->nation[nation].country && !work->nation[nation].adjective;
}

static bool mention_is_nominal(const names_work *work, uint32_t token)
{
    if (work->person_of[token] != DUL_NONE) /* of a title the name is part, and claimed by it */
        return work->person[work->person_of[token]].head == token && work->tree->upos[token] != DUL_UPOS_VERB;
    const dul_tree *tree = work->tree;
    uint32_t        at   = work->match_of[token];
    uint32_t        top  = dul_names_top(work, token);
    while (tree->rel[top] == DUL_REL_CONJ && tree->head[top] != DUL_ROOT) /* "the Turkish and Greek sides": what holds for the first holds for the others */
        top = tree->head[top];
    dul_rel rel = (dul_rel)tree->rel[top];
    if (at != DUL_NONE ? work->match[at].head != token : work->nation_of[token] != DUL_NONE && work->nation[work->nation_of[token]].head != token)
        return false;
    if (mention_is_inside(rel))
        return mention_is_inner(work, token, rel);
    switch ((dul_upos)tree->upos[token]) {
    case DUL_UPOS_NOUN:
    case DUL_UPOS_PROPN:
    case DUL_UPOS_PRON: return true;
    case DUL_UPOS_NUM:
    case DUL_UPOS_ADJ:
    case DUL_UPOS_DET:
    case DUL_UPOS_SYM: return mention_is_argument(rel);
    case DUL_UPOS_VERB: /* "the injured", when the tagger sees a participle */
        return mention_is_argument(rel) && at != DUL_NONE &&
               (dul_tree_child(tree, token, DUL_REL_DET) != DUL_NONE || mention_stands_alone(work, token) ||
                work->match[at].tokens.end - work->match[at].tokens.first > 1);
    default: return rel == DUL_REL_ROOT && (work->match_of[token] != DUL_NONE || work->nation_of[token] != DUL_NONE);
    }
}

/* Does a relative pronoun's clause hang on an actor? */
static bool mention_has_antecedent(const dul_tree *tree, uint32_t token, const uint32_t *of_head)
{
    for (uint32_t up = token, steps = 0; up != DUL_ROOT && steps < 6; up = tree->head[up], steps++)
        if (tree->rel[up] == DUL_REL_ACL_RELCL && tree->head[up] != DUL_ROOT)
            return of_head[tree->head[up]] != DUL_NONE;
    return false;
}

/* Third-person pronouns that can stand for an actor, and relative ones. First and second persons belong to whoever speaks. */
static bool mention_is_pronoun(const names_work *work, uint32_t token, const uint32_t *of_head)
{
    const dul_tree          *tree    = work->tree;
    const dul_token         *word    = &work->text->token[token];
    static const char *const words[] = {"he",   "she",   "they",  "it",   "him",  "her",    "them",    "his",     "their",      "its",   "who",
                                        "whom", "whose", "which", "that", "hers", "theirs", "himself", "herself", "themselves", "itself"};
    if (tree->upos[token] != DUL_UPOS_PRON || tree->rel[token] == DUL_REL_EXPL || work->match_of[token] != DUL_NONE)
        return false; /* "WHO" in capitals is no pronoun */
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(word->lower, words[i])) {
            bool relative = dul_str_starts(word->lower, DUL_STR("wh")) || dul_str_is(word->lower, "that");
            return !relative || mention_has_antecedent(tree, token, of_head);
        }
    return false;
}

/* Months and days are proper nouns, and nobody. */
static bool mention_is_calendar(dul_str lower)
{
    static const char *const words[] = {"january", "february", "march",    "april",   "may",       "june",      "july",     "august", "september",
                                        "october", "november", "december", "monday",  "tuesday",   "wednesday", "thursday", "friday", "saturday",
                                        "sunday",  "jan",      "feb",      "mar",     "apr",       "jun",       "jul",      "aug",    "sep",
                                        "sept",    "oct",      "nov",      "dec",     "mon",       "tue",       "wed",      "thu",    "fri",
                                        "sat",     "sun",      "gmt",      "ramadan", "christmas", "easter",    "internet"};
    if (lower.len > 0 && lower.at[lower.len - 1] == '.')
        lower.len--;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(lower, words[i]))
            return true;
    return false;
}

/* "the group", "its members", "both countries": who is meant was said before. */
static bool mention_points_back(const names_work *work, uint32_t head)
{
    const dul_tree *tree = work->tree;
    for (uint32_t child = tree->first_child[head]; child != DUL_NONE; child = tree->next_sibling[child]) {
        dul_str lower = work->text->token[child].lower;
        if (tree->rel[child] == DUL_REL_NMOD_POSS)
            return true;
        if ((tree->rel[child] == DUL_REL_DET || tree->rel[child] == DUL_REL_DET_PREDET) &&
            (dul_str_is(lower, "the") || dul_str_is(lower, "this") || dul_str_is(lower, "these") || dul_str_is(lower, "both")))
            return true;
    }
    return false;
}

/* Does the nominal mean somebody? A bare weak head ("the building") does not, unless nothing else stands in the sentence. */
static bool mention_is_actor(const names_work *work, uint32_t head, const names_comp *comp)
{
    const dul_tree *tree = work->tree;
    if (comp->how == 0 || comp->flags & DUL_ACTOR_HINT)
        return false;
    if (comp->actor != DUL_NONE && comp->how & NAMES_AGENT && comp->sectors[0] == '\0' && comp->kind == DUL_KIND_OBJECT)
        return false; /* "state of emergency" */
    dul_sentence_kind kind = work->text->sentence[work->text->token[head].sentence].kind;
    if (comp->how & (NAMES_UNKNOWN | NAMES_LOOSE) && (kind == DUL_SENTENCE_DATELINE || kind == DUL_SENTENCE_CAPTION))
        return false;
    if (comp->how & NAMES_AGENT && kind == DUL_SENTENCE_DATELINE)
        return false; /* "(Agency)" */
    if (comp->how & NAMES_UNKNOWN)
        return !mention_is_calendar(work->text->token[head].lower) && (dul_names_capital(work, head) || work->small);
    if (comp->how & NAMES_LOOSE)
        return comp->country[0] != '\0' && tree->upos[head] == DUL_UPOS_NOUN;
    if (comp->how & NAMES_AGENT && comp->flags & (DUL_ACTOR_WEAK | DUL_ACTOR_PART) && comp->sectors[0] == '\0' && comp->country[0] == '\0')
        return comp->kind == DUL_KIND_PERSON || (comp->kind != DUL_KIND_OBJECT && (comp->kind != DUL_KIND_PLACE || dul_names_is_land(work, head)) &&
                                                 mention_points_back(work, head)); /* "the group" has a name somewhere */
    return comp->sectors[0] != '\0' || comp->country[0] != '\0';
}

/* The first token of the nominal and of the entry that it belongs to. */
static uint32_t mention_left(const names_work *work, uint32_t head)
{
    uint32_t left = work->tree->left[head], at = work->match_of[head];
    return at != DUL_NONE && work->match[at].tokens.first < left ? work->match[at].tokens.first : left;
}

/* The phrase, with the entry that it was found by and, for "thousands of miners", the of-phrase. */
static dul_range mention_phrase(const names_work *work, uint32_t head)
{
    dul_range phrase = dul_tree_phrase(work->tree, work->text, head);
    uint32_t  at     = work->match_of[head] != DUL_NONE ? work->match_of[head] : DUL_NONE;
    dul_range own    = at != DUL_NONE ? work->match[at].tokens : work->nation_of[head] != DUL_NONE ? work->nation[work->nation_of[head]].tokens : phrase;
    if (own.first < phrase.first)
        phrase.first = own.first;
    while (dul_names_stray_before(work, phrase.first, head, &phrase.first) != DUL_NONE)
        ;
    if (own.end > phrase.end)
        phrase.end = own.end;
    if (work->person_of[head] != DUL_NONE) { /* the name, with the titles before it */
        dul_range name = work->person[work->person_of[head]].tokens;
        phrase         = (dul_range){phrase.first < name.first ? phrase.first : name.first, name.end};
    }
    return phrase;
}

bool dul_mention_add_code(dul_mention *mention, const char *country, const char *sectors)
{
    if (mention->n_codes == DUL_CODES_MAX || (country[0] == '\0' && sectors[0] == '\0'))
        return false;
    char  *code = mention->code[mention->n_codes];
    size_t n    = strlen(country);
    memset(code, 0, DUL_CODE_MAX);
    memcpy(code, country, n);
    memcpy(code + n, sectors, strlen(sectors));
    mention->n_codes++;
    return true;
}

void dul_mention_recode(dul_mention *mention, const char *country, const char *sectors)
{
    mention->n_codes = 0;
    dul_mention_add_code(mention, country, sectors);
}

/* The words of the name: the head and what is flat or compounded with it, without titles. */
static dul_str mention_name(const names_work *work, uint32_t head, const names_comp *comp, dul_range phrase)
{
    if (comp->how & NAMES_NAMED && comp->actor != DUL_NONE && comp->via == DUL_NONE)
        return dul_actors_get(work->actors, comp->actor)->name;
    const dul_tree  *tree  = work->tree;
    const dul_token *token = work->text->token;
    uint32_t         first = phrase.first, end = phrase.end;
    if (work->person_of[head] != DUL_NONE && comp->via == DUL_NONE) {
        first = work->person[work->person_of[head]].tokens.first;
        end   = work->person[work->person_of[head]].tokens.end;
    } else if (comp->how & (NAMES_UNKNOWN | NAMES_NATION) && comp->via == DUL_NONE) {
        first = head;
        end   = head + 1;
        while (first > phrase.first && tree->upos[first - 1] == DUL_UPOS_PROPN && work->match_of[first - 1] == DUL_NONE &&
               work->nation_of[first - 1] == DUL_NONE)
            first--;
        while (end < phrase.end && tree->upos[end] == DUL_UPOS_PROPN)
            end++;
        if (work->nation_of[head] != DUL_NONE) {
            first = work->nation[work->nation_of[head]].tokens.first;
            end   = work->nation[work->nation_of[head]].tokens.end;
        }
    } else
        while (first < head && (tree->upos[first] == DUL_UPOS_DET || dul_str_is(token[first].lower, "the")))
            first++;
    return (dul_str){work->job->text.at + token[first].span.start, token[end - 1].span.end - token[first].span.start};
}

static void mention_fill(const names_work *work, uint32_t head, const names_comp *comp, dul_mention *mention)
{
    *mention         = (dul_mention){.tokens = mention_phrase(work, head), .head = head, .coref = -1};
    mention->type    = (dul_entity_type)comp->type;
    mention->kind    = (dul_kind)comp->kind;
    mention->generic = !(comp->how & (NAMES_NAMED | NAMES_NATION | NAMES_UNKNOWN));
    mention->rule    = comp->rule;
    mention->name    = mention_name(work, head, comp, mention->tokens);
    dul_mention_add_code(mention, comp->country, comp->sectors);
    for (size_t i = 0; i < comp->n_extra; i++)
        dul_mention_add_code(mention, comp->extra[i], comp->sectors);
}

static void mention_fill_pronoun(const names_work *work, uint32_t head, dul_mention *mention)
{
    const dul_token *token = &work->text->token[head];
    *mention               = (dul_mention){.tokens = {head, head + 1}, .head = head, .coref = -1, .pronoun = true};
    dul_str lower          = token->lower;
    bool    person = dul_str_is(lower, "he") || dul_str_is(lower, "she") || dul_str_starts(lower, DUL_STR("hi")) || dul_str_starts(lower, DUL_STR("her"));
    bool    many   = dul_str_starts(lower, DUL_STR("the"));
    mention->kind  = person ? DUL_KIND_PERSON : many ? DUL_KIND_GROUP : DUL_KIND_ORGANISATION;
    mention->type  = person ? DUL_ENTITY_PER : DUL_ENTITY_MISC;
    mention->name  = dul_token_form(work->job, token);
    mention->rule  = "a pronoun";
}

/* Every head inside a mention that means the same: what a part is part of, a title, the rest of a name. */
static void mention_claim(const names_work *work, uint32_t head, uint32_t index, uint32_t *of_head)
{
    const dul_tree *tree = work->tree;
    of_head[head]        = index;
    for (uint32_t via = work->comp[head].via; via != DUL_NONE; via = work->comp[via].via)
        of_head[via] = index;
    uint32_t at = work->match_of[head];
    if (at != DUL_NONE)
        for (uint32_t i = work->match[at].tokens.first; i < work->match[at].tokens.end; i++)
            if (of_head[i] == DUL_NONE)
                of_head[i] = index;
    uint32_t person = work->person_of[head];
    if (person != DUL_NONE)
        for (uint32_t i = work->person[person].tokens.first; i < work->person[person].tokens.end; i++)
            if (of_head[i] == DUL_NONE)
                of_head[i] = index;
    uint32_t left = mention_left(work, head);
    for (uint32_t stray; (stray = dul_names_stray_before(work, left, head, &left)) != DUL_NONE;)
        of_head[stray] = index;
    const uint64_t name = DUL_REL_BIT(DUL_REL_FLAT) | DUL_REL_BIT(DUL_REL_NMOD_DESC);
    for (uint32_t child = dul_tree_child_in(tree, head, name); child != DUL_NONE; child = dul_tree_next_in(tree, child, name))
        if (of_head[child] == DUL_NONE)
            of_head[child] = index;
}

static dulati_result mention_collect(names_work *work, dul_mentions *out)
{
    size_t   capacity = 0;
    uint32_t n        = work->text->n_tokens;
    for (uint32_t head = 0; head < n; head++) {
        if (!mention_is_nominal(work, head) || out->of_head[head] != DUL_NONE || work->stray_of[head] != DUL_NONE)
            continue;
        bool              pronoun = mention_is_pronoun(work, head, out->of_head);
        const names_comp *comp    = dul_names_compose(work, head);
        if (!pronoun && work->tree->upos[head] == DUL_UPOS_PRON && comp->via == DUL_NONE && work->match_of[head] == DUL_NONE)
            continue;
        if (!pronoun && !mention_is_actor(work, head, comp))
            continue;
        dul_mention *grown = dul_arena_grow(work->job->arena, out->item, out->n, &capacity, sizeof *grown);
        if (grown == NULL)
            return dul_fail_memory(work->job->err);
        out->item = grown;
        if (pronoun)
            mention_fill_pronoun(work, head, &grown[out->n]);
        else
            mention_fill(work, head, comp, &grown[out->n]);
        mention_claim(work, head, out->n, out->of_head);
        out->n++;
    }
    return DULATI_OK;
}

/* Mentions into the order of their first tokens; insertion, since they are nearly sorted. of_head follows. */
static dulati_result mention_sort(const names_work *work, dul_mentions *mentions)
{
    uint32_t    *place = dul_arena_alloc(work->job->scratch, ((size_t)mentions->n + 1) * sizeof *place);
    uint32_t    *order = dul_arena_alloc(work->job->scratch, ((size_t)mentions->n + 1) * sizeof *order);
    dul_mention *copy  = dul_arena_alloc(work->job->scratch, ((size_t)mentions->n + 1) * sizeof *copy);
    if (place == NULL || order == NULL || copy == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t i = 0; i < mentions->n; i++) {
        uint32_t at = i;
        while (at > 0 && mentions->item[order[at - 1]].tokens.first > mentions->item[i].tokens.first) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
        copy[i]   = mentions->item[i];
    }
    for (uint32_t i = 0; i < mentions->n; i++) {
        mentions->item[i] = copy[order[i]];
        place[order[i]]   = i;
    }
    for (uint32_t t = 0; t < work->text->n_tokens; t++)
        if (mentions->of_head[t] != DUL_NONE)
            mentions->of_head[t] = place[mentions->of_head[t]];
    return DULATI_OK;
}

static void mention_trace(const names_work *work, const dul_mentions *mentions)
{
    if (!dul_job_traces(work->job))
        return;
    for (uint32_t i = 0; i < mentions->n; i++) {
        const dul_mention *mention = &mentions->item[i];
        const dul_token   *token   = work->text->token;
        uint32_t           start   = token[mention->tokens.first].span.start;
        int                len     = (int)(token[mention->tokens.end - 1].span.end - start);
        dul_job_trace(work->job, "names", "%.*s  %s %s %s%s%s  %s%s", len, work->job->text.at + start, dul_entity_type_text(mention->type),
                      dul_kind_text(mention->kind), mention->n_codes > 0 ? mention->code[0] : "-", mention->n_codes > 1 ? " " : "",
                      mention->n_codes > 1 ? mention->code[1] : "", mention->rule != NULL ? mention->rule : "no rule",
                      mention->inferred ? ", country inferred" : "");
    }
}

dulati_result dul_mention_find(const dul_actors *actors, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree,
                               const dul_places *places, dul_mentions *out)
{
    uint32_t n = text->n_tokens;
    *out       = (dul_mentions){.of_head = dul_arena_alloc(job->arena, ((size_t)n + 1) * sizeof *out->of_head)};
    if (out->of_head == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t i = 0; i < n; i++)
        out->of_head[i] = DUL_NONE;
    names_work work = {.actors = actors, .countries = countries, .job = job, .text = text, .tree = tree, .places = places};
    work.comp       = dul_arena_calloc(job->scratch, (size_t)n + 1, sizeof *work.comp);
    if (work.comp == NULL)
        return dul_fail_memory(job->err);
    DUL_TRY(dul_names_scan(&work));
    DUL_TRY(mention_collect(&work, out));
    DUL_TRY(mention_sort(&work, out));
    DUL_TRY(dul_names_coref(&work, out));
    mention_trace(&work, out);
    return DULATI_OK;
}
