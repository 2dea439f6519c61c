/*
 * setting.c -- when and where: the times and places that the tree ties to a trigger.
 *
 *     "Two days later, riots erupted in Almaty where police used stun grenades and also in other cities, in particular, in Atyrau ..."
 *
 *     erupted    time "two days later" of its own clause; places Almaty, Atyrau ...: the oblique and all that is coordinated with it
 *     used       no place of its own; the relative clause hangs on Almaty
 *
 * For each of both the ways are tried from near to far: the trigger's own phrase, its clause, the clauses around it in the sentence, the story so far, and, for
 * time alone, the day of publication. How it was found is kept with the event.
 */
#include "event/scene.h"

#define PLACES_MAX  32
#define UP_MAX      6
#define CARRIED_MAX 6 /* sentences over which a place is inherited */

/* Tokens from the trigger upwards that belong to its clause, and then to the clauses around it. */
static uint32_t setting_up(const dul_scene *scene, uint32_t token)
{
    return scene->tree->head[token];
}

/* ---- when ---------------------------------------------------------------------------------------------------------------------- */

static bool setting_usable(const dul_timex *time)
{
    return time->first != DUL_DAY_NONE && time->type != DUL_TIMEX_SET;
}

/* The best time that hangs on the token (a child, or inside an oblique or modifier of it), but for those below another clause; DUL_NONE when there is none. */
static uint32_t setting_time_at(const dul_scene *scene, uint32_t token, uint32_t except)
{
    const dul_tree    *tree  = scene->tree;
    const dul_timexes *times = scene->found->times;
    uint32_t           best  = DUL_NONE;
    if (times == NULL)
        return DUL_NONE;
    uint32_t low = 0, high = times->n;
    while (low < high) { /* the first time that does not end before the token's subtree */
        uint32_t middle = (low + high) / 2;
        if (times->item[middle].tokens.end <= tree->left[token])
            low = middle + 1;
        else
            high = middle;
    }
    int best_depth = 4;
    for (; low < times->n && times->item[low].tokens.first < tree->right[token]; low++) {
        const dul_timex *time = &times->item[low];
        if (!setting_usable(time))
            continue;
        uint32_t at    = time->head;
        int      depth = 0;
        bool     fits  = false;
        for (; depth < 4 && at != DUL_ROOT; depth++, at = tree->head[at]) {
            if (at == token) {
                fits = true;
                break;
            }
            if (at == except)
                break;
            if (depth > 0 &&
                (tree->upos[at] == DUL_UPOS_VERB || tree->rel[at] == DUL_REL_ACL_RELCL || tree->rel[at] == DUL_REL_ADVCL || tree->rel[at] == DUL_REL_CCOMP))
                break; /* it belongs to that clause */
        }
        if (fits && depth < best_depth) {
            best_depth = depth;
            best       = low;
        }
    }
    return best;
}

/* A clause below the predicate that tells of the same hour: "killed when shells struck ...", "was shot as he left ...". */
static bool setting_same_hour(const dul_scene *scene, uint32_t clause)
{
    static const char *const words[] = {"when", "as", "while", "after", NULL};
    const dul_tree          *tree    = scene->tree;
    if (tree->rel[clause] != DUL_REL_ADVCL)
        return false;
    const uint64_t openers = DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_ADVMOD);
    for (uint32_t c = dul_tree_child_in(tree, clause, openers); c != DUL_NONE; c = dul_tree_next_in(tree, c, openers))
        for (const char *const *w = words; *w != NULL; w++)
            if (c < clause && dul_tree_lemma_is(tree, c, *w))
                return true;
    return false;
}

/* Is it a verb of the same row, so that the time at the end of the row is that of all: "one was killed and ten were hurt on Sunday"? */
static bool setting_same_row(const dul_scene *scene, uint32_t clause)
{
    return scene->tree->rel[clause] == DUL_REL_CONJ && scene->tree->upos[clause] == DUL_UPOS_VERB;
}

static uint32_t setting_time_below(const dul_scene *scene, uint32_t trigger)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[trigger]; c != DUL_NONE; c = tree->next_sibling[c])
        if (setting_same_hour(scene, c) || setting_same_row(scene, c)) {
            uint32_t time = setting_time_at(scene, c, DUL_NONE);
            if (time != DUL_NONE)
                return time;
        }
    return DUL_NONE;
}

static bool setting_is_report(const dul_scene *scene, uint32_t verb)
{
    static const char *const cues[] = {"say", "report", "announce", "tell", "state", "add", "write", "claim", "confirm", "declare", "note", "quote", NULL};
    for (const char *const *w = cues; *w != NULL; w++)
        if (dul_tree_lemma_is(scene->tree, verb, *w))
            return true;
    return false;
}

void dul_setting_date(const dul_scene *scene, const dul_frame *frame, const dul_story *story, dul_event *event)
{
    const dul_tree *tree = scene->tree;
    uint32_t        at = frame->trigger, below = DUL_NONE, found = DUL_NONE, fallback = DUL_NONE;
    event->date_how = DUL_HOW_NONE;
    for (int i = 0; i < UP_MAX && at != DUL_ROOT && found == DUL_NONE; i++) {
        uint32_t time = setting_time_at(scene, at, below);
        if (time != DUL_NONE) {
            if (i > 0 && setting_is_report(scene, at) && tree->upos[at] == DUL_UPOS_VERB && at != frame->trigger)
                fallback = fallback == DUL_NONE ? time : fallback; /* it dates the telling */
            else
                found = time;
            if (found != DUL_NONE)
                event->date_how = i == 0 || (i == 1 && frame->class == DUL_CLASS_NOUN) ? DUL_HOW_CLAUSE : DUL_HOW_SENTENCE;
        }
        if (found == DUL_NONE && fallback == DUL_NONE && i == 0 && event->status == DUL_STATUS_ACTUAL && (found = setting_time_below(scene, at)) != DUL_NONE)
            event->date_how = DUL_HOW_SENTENCE;
        below = at;
        at    = setting_up(scene, at);
    }
    const dul_timexes      *times        = scene->found->times;
    const dul_attributions *attributions = scene->found->attributions;
    if (found == DUL_NONE && fallback == DUL_NONE && attributions != NULL && attributions->of_token != NULL && attributions->of_token[frame->trigger] >= 0) {
        uint32_t cue = attributions->item[attributions->of_token[frame->trigger]].cue_head; /* "..., the office reported on Wednesday" */
        if (cue != DUL_NONE && scene->text->token[cue].sentence == scene->text->token[frame->trigger].sentence)
            fallback = setting_time_at(scene, cue, DUL_NONE);
    }
    if (found == DUL_NONE && fallback != DUL_NONE && event->status == DUL_STATUS_ACTUAL) {
        found           = fallback;
        event->date_how = DUL_HOW_SENTENCE;
    }
    if (found != DUL_NONE) {
        event->first = times->item[found].first;
        event->last  = times->item[found].last;
    } else if (story->story_first != DUL_DAY_NONE && event->status == DUL_STATUS_ACTUAL) {
        event->first    = story->story_first;
        event->last     = story->story_last;
        event->date_how = DUL_HOW_STORY;
    } else if (scene->job->published != DUL_DAY_NONE && (event->status == DUL_STATUS_ACTUAL)) {
        event->first    = scene->job->published;
        event->last     = scene->job->published;
        event->date_how = DUL_HOW_PUBLICATION;
    } else {
        event->first = event->last = DUL_DAY_NONE;
    }
    /* What ended more than a year before the report is history. */
    if (event->status == DUL_STATUS_ACTUAL && (event->date_how == DUL_HOW_CLAUSE || event->date_how == DUL_HOW_SENTENCE) &&
        scene->job->published != DUL_DAY_NONE && event->last != DUL_DAY_NONE && event->last < scene->job->published - 366)
        event->status = DUL_STATUS_HISTORICAL;
}

/* ---- where --------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t item[PLACES_MAX];
    uint32_t n;
} setting_places;

static void setting_put(setting_places *list, uint32_t place)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (list->item[i] == place)
            return;
    if (list->n < PLACES_MAX)
        list->item[list->n++] = place;
}

static uint32_t setting_place_of(const dul_scene *scene, uint32_t token)
{
    const dul_places *places = scene->found->places;
    if (places == NULL || places->of_token == NULL)
        return DUL_NONE;
    uint32_t p = places->of_token[token];
    return p == DUL_NONE || places->item[p].adjectival ? DUL_NONE : p;
}

/* "in Almaty, where police fired, and also in Taraz and Uralsk": what follows the relative clause with "and in" goes on with its noun, though trees tend to
 * hang it inside. */
static void setting_collect_after(const dul_scene *scene, uint32_t clause, setting_places *near)
{
    const dul_tree *tree = scene->tree;
    uint32_t        t    = clause;
    for (; t + 1 < tree->right[clause]; t++) {
        if (tree->upos[t] != DUL_UPOS_CCONJ)
            continue;
        uint32_t next = t + 1;
        while (next < tree->right[clause] && tree->upos[next] == DUL_UPOS_ADV)
            next++;
        if (next < tree->right[clause] && tree->upos[next] == DUL_UPOS_ADP && (dul_tree_lemma_is(tree, next, "in") || dul_tree_lemma_is(tree, next, "at")))
            break;
    }
    if (t + 1 >= tree->right[clause])
        return;
    for (; t < tree->right[clause]; t++) {
        uint32_t place = setting_place_of(scene, t);
        if (place != DUL_NONE)
            setting_put(near, place);
    }
}

static void setting_collect(const dul_scene *scene, uint32_t token, int depth, setting_places *near, setting_places *around);

/* The places in which the nominal and its conjuncts are said to be; not those that they are. */
static void setting_collect_beside(const dul_scene *scene, uint32_t token, int depth, setting_places *near, setting_places *around)
{
    const dul_tree *tree = scene->tree;
    if (depth > 6)
        return;
    for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
        uint32_t prep = dul_tree_case(tree, c);
        bool in = prep != DUL_NONE && (dul_tree_lemma_is(tree, prep, "in") || dul_tree_lemma_is(tree, prep, "at") || dul_tree_lemma_is(tree, prep, "near") ||
                                       dul_tree_lemma_is(tree, prep, "outside"));
        if (tree->rel[c] == DUL_REL_CONJ)
            setting_collect_beside(scene, c, depth + 1, near, around);
        else if (in && (tree->rel[c] == DUL_REL_NMOD || tree->rel[c] == DUL_REL_OBL))
            setting_collect(scene, c, depth + 1, near, around);
    }
}

/* The places that a nominal names: itself, what it is "of" ("the cities of A and B", "the capital of X"), its compound ("Almaty region"), its conjuncts and
 * the phrases that go on with "in particular, in ...". Places that hold others follow those. */
static void setting_collect(const dul_scene *scene, uint32_t token, int depth, setting_places *near, setting_places *around)
{
    const dul_tree *tree = scene->tree;
    if (depth > 6)
        return;
    uint32_t own = setting_place_of(scene, token);
    if (own != DUL_NONE)
        setting_put(near, own);
    for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
        switch (tree->rel[c]) {
        case DUL_REL_NMOD:
        case DUL_REL_NMOD_UNMARKED:
        case DUL_REL_NMOD_DESC:
        case DUL_REL_OBL: {
            uint32_t prep = dul_tree_case(tree, c);
            bool     of   = prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "of");
            if (own == DUL_NONE && of)
                setting_collect(scene, c, depth + 1, near, around);
            else if (prep == DUL_NONE || of || dul_tree_lemma_is(tree, prep, "in") || dul_tree_lemma_is(tree, prep, "near") ||
                     dul_tree_lemma_is(tree, prep, "at") || dul_tree_lemma_is(tree, prep, "outside"))
                setting_collect(scene, c, depth + 1, own == DUL_NONE && near->n == 0 ? near : around, around);
            else if (own == DUL_NONE && near->n == 0 && dul_tree_lemma_is(tree, prep, "between")) /* "clashes between miners and police in Taraz" */
                setting_collect_beside(scene, c, depth + 1, near, around);
            break;
        }
        case DUL_REL_COMPOUND:
        case DUL_REL_NMOD_POSS:
        case DUL_REL_AMOD:
            if (own == DUL_NONE)
                setting_collect(scene, c, depth + 1, near, around);
            break;
        case DUL_REL_APPOS:
        case DUL_REL_LIST: setting_collect(scene, c, depth + 1, own == DUL_NONE ? near : around, around); break;
        case DUL_REL_CONJ:
        case DUL_REL_PARATAXIS:
            if (tree->upos[c] != DUL_UPOS_VERB)
                setting_collect(scene, c, depth + 1, near, around);
            break;
        case DUL_REL_ACL_RELCL: setting_collect_after(scene, c, near); break;
        default: break;
        }
    }
}

static bool setting_preposition(const dul_scene *scene, uint32_t token)
{
    static const char *const where[] = {"in",   "at",   "near",    "outside", "on",     "across",  "throughout", "inside", "around", "from", "to",
                                        "into", "over", "through", "of",      "within", "towards", "toward",     "along",  "off",    "onto", NULL};
    uint32_t                 prep    = dul_tree_case(scene->tree, token);
    if (prep == DUL_NONE)
        return false;
    for (const char *const *w = where; *w != NULL; w++)
        if (dul_tree_lemma_is(scene->tree, prep, *w))
            return true;
    return false;
}

static bool setting_counterparty(const dul_scene *scene, uint32_t token)
{
    uint32_t prep = dul_tree_case(scene->tree, token);
    return prep != DUL_NONE &&
           (dul_tree_lemma_is(scene->tree, prep, "with") || dul_tree_lemma_is(scene->tree, prep, "against") || dul_tree_lemma_is(scene->tree, prep, "by"));
}

/* Places hung on a predicate or an eventive noun. strict: only with prepositions of place; else subjects and objects, too. */
static void setting_places_at(const dul_scene *scene, uint32_t token, bool strict, bool verbal, setting_places *near, setting_places *around)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
        switch (tree->rel[c]) {
        case DUL_REL_OBL:
        case DUL_REL_NMOD:
            if (setting_preposition(scene, c))
                setting_collect(scene, c, 0, near, around);
            else if (setting_counterparty(scene, c)) /* "clashed with police in Taraz" */
                setting_collect_beside(scene, c, 0, near, around);
            break;
        case DUL_REL_OBL_UNMARKED:
        case DUL_REL_ADVMOD:
            if (setting_place_of(scene, c) != DUL_NONE)
                setting_collect(scene, c, 0, near, around);
            break;
        case DUL_REL_CONJ: /* "... in Almaty and also in other cities, in particular, in Atyrau ...": a conjunct that is itself a phrase of place */
            if (tree->upos[c] != DUL_UPOS_VERB && setting_preposition(scene, c))
                setting_collect(scene, c, 0, near, around);
            break;
        case DUL_REL_NSUBJ:
        case DUL_REL_NSUBJ_PASS:
        case DUL_REL_OBJ:
        case DUL_REL_OBL_AGENT:
        case DUL_REL_COMPOUND:
        case DUL_REL_NMOD_POSS:
            /* "Germany praised Kenya" happened in neither; "the minister of Peru resigned" in Peru, "troops took Gao" in Gao. */
            if (!strict && !(setting_place_of(scene, c) != DUL_NONE && (verbal || tree->rel[c] != DUL_REL_OBJ)))
                setting_collect(scene, c, 0, near, around);
            break;
        default: break;
        }
    }
}

/* Where the parties are: "riot police in Taraz fired", "shells struck a bus in Taraz". */
static void setting_places_of_parties(const dul_scene *scene, uint32_t verb, bool verbal, setting_places *near, setting_places *around)
{
    const uint64_t parties = DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS);
    for (uint32_t c = dul_tree_child_in(scene->tree, verb, parties); near->n == 0 && c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, parties))
        setting_places_at(scene, c, true, verbal, near, around);
}

static dulati_result setting_keep(const dul_scene *scene, const setting_places *near, const setting_places *around, dul_how how, dul_event *event)
{
    uint32_t n    = near->n + around->n;
    event->places = dul_arena_calloc(scene->job->arena, n + 1, sizeof *event->places);
    if (event->places == NULL)
        return dul_fail_memory(scene->job->err);
    for (uint32_t i = 0; i < near->n; i++)
        event->places[event->n_places++] = near->item[i];
    for (uint32_t i = 0; i < around->n; i++) {
        bool known = false;
        for (uint32_t k = 0; k < near->n; k++)
            known = known || near->item[k] == around->item[i];
        if (!known)
            event->places[event->n_places++] = around->item[i];
    }
    event->place_how = how;
    return DULATI_OK;
}

static bool setting_same_country(const dul_place *a, const dul_place *b)
{
    return a->country.len == 0 || b->country.len == 0 || dul_str_equal(a->country, b->country);
}

/* Does the text carry the place of an earlier clause on to this sentence? It does so for a few sentences, not over a heading or a new dateline (headlines under
 * each other tell of different things; the first heads its report), nor past other countries, nor into a sentence that speaks of other countries alone. */
static bool setting_carries(const dul_scene *scene, const dul_story *story, uint32_t token)
{
    const dul_text   *text   = scene->text;
    const dul_places *places = scene->found->places;
    const dul_place  *from   = &places->item[story->story_place];
    const uint32_t    here   = text->token[token].sentence;
    if (here == story->story_sentence)
        return true;
    if (here < story->story_sentence || here - story->story_sentence > CARRIED_MAX || text->sentence[here].kind == DUL_SENTENCE_TITLE)
        return false;
    for (uint32_t s = story->story_sentence; s < here; s++)
        if ((s > 0 && text->sentence[s].kind == DUL_SENTENCE_TITLE) || (s > story->story_sentence && text->sentence[s].kind == DUL_SENTENCE_DATELINE))
            return false;
    bool other = false, same = false;
    for (uint32_t p = story->story_place + 1; p < places->n && text->token[places->item[p].tokens.first].sentence <= here; p++) {
        const dul_place *place = &places->item[p];
        const bool       is    = setting_same_country(place, from);
        if (text->token[place->tokens.first].sentence == here) {
            same  = same || is;
            other = other || !is;
        } else if (!is && !place->adjectival && place->precision != DUL_PRECISION_COUNTRY) {
            return false; /* a town or region of another country was named in between */
        }
    }
    return same || !other;
}

/* "There": the last place named before, in this sentence or the two in front; DUL_NONE without that word or without a place. */
static uint32_t setting_there(const dul_scene *scene, uint32_t token)
{
    const dul_tree   *tree   = scene->tree;
    const dul_places *places = scene->found->places;
    for (uint32_t c = dul_tree_child(tree, token, DUL_REL_ADVMOD); places != NULL && c != DUL_NONE;
         c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ADVMOD))) {
        if (!dul_str_is(scene->text->token[c].lower, "there"))
            continue;
        uint32_t low = 0, high = places->n;
        while (low < high) { /* the first place behind "there" */
            const uint32_t middle = (low + high) / 2;
            if (places->item[middle].tokens.first < c)
                low = middle + 1;
            else
                high = middle;
        }
        while (low-- > 0 && scene->text->token[c].sentence - scene->text->token[places->item[low].tokens.first].sentence <= 2)
            if (!places->item[low].adjectival && !places->item[low].container)
                return low;
    }
    return DUL_NONE;
}

/* "Almaty, where police used grenades": the noun over the clause is its place, whatever else the clause names. */
static bool setting_is_where(const dul_scene *scene, uint32_t token)
{
    const dul_tree *tree = scene->tree;
    if (tree->rel[token] != DUL_REL_ACL_RELCL || tree->head[token] == DUL_ROOT || setting_place_of(scene, tree->head[token]) == DUL_NONE)
        return false;
    for (uint32_t c = dul_tree_child(tree, token, DUL_REL_ADVMOD); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ADVMOD)))
        if (dul_str_is(scene->text->token[c].lower, "where"))
            return true;
    return false;
}

dulati_result dul_setting_place(const dul_scene *scene, const dul_frame *frame, const dul_story *story, dul_event *event)
{
    const dul_tree *tree   = scene->tree;
    bool            verbal = strncmp(event->quad, "verbal", 6) == 0 && strcmp(event->type, "CONSULT") != 0 && strcmp(event->type, "AGREE") != 0;
    for (int strict = 1; strict >= 0; strict--) {
        uint32_t at = frame->trigger;
        for (int i = 0; i < UP_MAX && at != DUL_ROOT; i++) {
            setting_places near = {.n = 0}, around = {.n = 0};
            if (i == 0 && setting_is_where(scene, at))
                setting_collect(scene, tree->head[at], 0, &near, &around);
            setting_places_at(scene, at, strict == 1, verbal, &near, &around);
            if (i == 0 && frame->governor != DUL_NONE && frame->governor != at)
                setting_places_at(scene, frame->governor, strict == 1, verbal, &near, &around);
            if (strict && near.n == 0)
                setting_places_of_parties(scene, at, verbal, &near, &around);
            /* "beat and arrested students in Almaty": the phrase at the end of the row serves all of it. */
            for (uint32_t c = dul_tree_child(tree, at, DUL_REL_CONJ); i == 0 && strict && near.n == 0 && c != DUL_NONE;
                 c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
                if (tree->upos[c] == DUL_UPOS_VERB && dul_tree_child(tree, c, DUL_REL_NSUBJ) == DUL_NONE) {
                             setting_places_at(scene, c, true, verbal, &near, &around);
                             uint32_t object = dul_tree_child(tree, c, DUL_REL_OBJ);
                             if (near.n == 0 && object != DUL_NONE)
                        setting_places_at(scene, object, true, verbal, &near, &around);
                }
            if (near.n + around.n > 0)
                return setting_keep(scene, &near, &around, i == 0 ? DUL_HOW_CLAUSE : DUL_HOW_SENTENCE, event);
            for (uint32_t c = tree->first_child[at]; i == 0 && strict && near.n == 0 && c != DUL_NONE; c = tree->next_sibling[c])
                if (setting_same_hour(scene, c)) {
                    setting_places_at(scene, c, true, verbal, &near, &around);
                    if (near.n == 0)
                        setting_places_of_parties(scene, c, verbal, &near, &around);
                }
            if (near.n + around.n > 0)
                return setting_keep(scene, &near, &around, DUL_HOW_SENTENCE, event);
            if (tree->rel[at] == DUL_REL_ACL_RELCL && tree->head[at] != DUL_ROOT) { /* "in Almaty, where ..." */
                setting_collect(scene, tree->head[at], 0, &near, &around);
                if (near.n + around.n > 0)
                    return setting_keep(scene, &near, &around, DUL_HOW_CLAUSE, event);
            }
            at = setting_up(scene, at);
        }
    }
    const uint32_t there = setting_there(scene, frame->trigger);
    if (there != DUL_NONE) {
        setting_places near = {.n = 0}, around = {.n = 0};
        setting_put(&near, there);
        return setting_keep(scene, &near, &around, DUL_HOW_STORY, event);
    }
    if (story->story_place != DUL_NONE && setting_carries(scene, story, frame->trigger)) {
        setting_places near = {.n = 0}, around = {.n = 0};
        setting_put(&near, story->story_place);
        return setting_keep(scene, &near, &around, DUL_HOW_STORY, event);
    }
    event->place_how = DUL_HOW_NONE;
    return DULATI_OK;
}
