/*
 * background.c -- questions, habits, kinds of events, the past.
 */
#include "event/background.h"

#include "event/genre.h"
#include "event/sift.h"

/* Acts, as against words: what is said in the present tense is said now, what is done in it is done always. */
#define ACTS                                                                                                                                                \
    (1u << DUL_TYPE_ASSAULT | 1u << DUL_TYPE_COERCE | 1u << DUL_TYPE_MOBILIZE | 1u << DUL_TYPE_PROTEST | 1u << DUL_TYPE_SANCTION | 1u << DUL_TYPE_RETREAT | \
     1u << DUL_TYPE_AID | 1u << DUL_TYPE_COOPERATE)

#define CLIMB_MAX 12

static bool background_in(const dul_scene *scene, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (dul_tree_lemma_is(scene->tree, token, *words))
            return true;
    return false;
}

static void background_set(dul_standing *standing, dul_status status, const char *why)
{
    standing->status = status;
    standing->why    = why;
}

/* ---- questions ----------------------------------------------------------------------------------------------------------------- */

/* Does the trigger stand in what is asked, and not in a clause that the question takes for granted ("since he was arrested")? */
static bool background_asked(const dul_scene *scene, uint32_t at)
{
    static const char *const granted[] = {"why", "after", "since", "when", "because", "while", "as", "although", "though", NULL};
    const dul_tree          *tree      = scene->tree;
    const dul_sentence      *sentence  = &scene->text->sentence[scene->text->token[at].sentence];
    uint32_t                 last      = sentence->tokens.end;
    while (last > sentence->tokens.first && tree->upos[last - 1] == DUL_UPOS_PUNCT && !dul_str_is(scene->text->token[last - 1].norm, "?"))
        last--;
    if (last == sentence->tokens.first || !dul_str_is(scene->text->token[last - 1].norm, "?"))
        return false;
    for (int i = 0; i < CLIMB_MAX && at != DUL_ROOT; i++, at = tree->head[at]) {
        if (tree->rel[at] == DUL_REL_ACL_RELCL)
            return false;
        const uint64_t marks = DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_ADVMOD) | DUL_REL_BIT(DUL_REL_CASE);
        for (uint32_t c = dul_tree_child_in(tree, at, marks); c != DUL_NONE; c = dul_tree_next_in(tree, c, marks))
            if (c < at && background_in(scene, c, granted))
                return false;
    }
    return true;
}

/* ---- habits and kinds ---------------------------------------------------------------------------------------------------------- */

static bool background_plural(const dul_scene *scene, uint32_t noun)
{
    return dul_str_is(scene->tree->xpos[noun], "NNS") || dul_str_is(scene->tree->xpos[noun], "NNPS");
}

/* A noun that speaks of no one in particular: a bare plural, or "anybody". */
static bool background_bare(const dul_scene *scene, uint32_t noun)
{
    static const char *const any[] = {"anybody", "anyone", "someone", "somebody", "everyone", "everybody", "whoever", NULL};
    const dul_tree          *tree  = scene->tree;
    if (background_in(scene, noun, any))
        return true;
    const uint64_t definite = DUL_REL_BIT(DUL_REL_DET) | DUL_REL_BIT(DUL_REL_NUMMOD) | DUL_REL_BIT(DUL_REL_NMOD_POSS);
    if (tree->upos[noun] != DUL_UPOS_NOUN || !background_plural(scene, noun) || dul_tree_child_in(tree, noun, definite) != DUL_NONE)
        return false;
    const uint64_t names = DUL_REL_BIT(DUL_REL_AMOD) | DUL_REL_BIT(DUL_REL_COMPOUND) | DUL_REL_BIT(DUL_REL_NMOD) | DUL_REL_BIT(DUL_REL_APPOS);
    for (uint32_t c = dul_tree_child_in(tree, noun, names); c != DUL_NONE; c = dul_tree_next_in(tree, c, names))
        if (tree->upos[c] == DUL_UPOS_PROPN)
            return false; /* "Kazakh miners", "protesters in Taraz" */
    return true;
}

/* A noun that may name a kind: without article, number or owner. */
static bool background_mass(const dul_scene *scene, uint32_t noun)
{
    const uint64_t definite = DUL_REL_BIT(DUL_REL_DET) | DUL_REL_BIT(DUL_REL_NUMMOD) | DUL_REL_BIT(DUL_REL_NMOD_POSS);
    return scene->text->sentence[scene->text->token[noun].sentence].kind == DUL_SENTENCE_TEXT && dul_tree_child_in(scene->tree, noun, definite) == DUL_NONE;
}

/* "several instances of arrest": events that are counted did happen. */
static bool background_counted(const dul_scene *scene, uint32_t noun)
{
    static const char *const cases[] = {"instance", "case", "incident", "episode", "wave", "spate", "series", "string", NULL};
    for (int i = 0; i < 3 && scene->tree->head[noun] != DUL_ROOT && (scene->tree->rel[noun] == DUL_REL_NMOD || scene->tree->rel[noun] == DUL_REL_CONJ); i++) {
        noun = scene->tree->head[noun];
        if (background_in(scene, noun, cases))
            return true;
    }
    return false;
}

/* "40 of these deaths have taken place due to ...": the verb whose subject is deaths. */
static bool background_counted_deaths(const dul_scene *scene, uint32_t verb)
{
    uint32_t subject = dul_tree_child_in(scene->tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    return subject != DUL_NONE && dul_sift_count_kind(scene->tree, dul_scene_content(scene, subject)) != NULL;
}

/* "A youth perished in police firing", "40 deaths due to army shelling": of what somebody died there was one. */
static bool background_deadly(const dul_scene *scene, uint32_t noun)
{
    const dul_tree *tree = scene->tree;
    uint32_t        head = tree->head[noun];
    for (int i = 0; i < 2 && head != DUL_ROOT; i++, head = tree->head[head])
        if (dul_sift_count_kind(tree, head) != NULL || background_counted_deaths(scene, head))
            return true;
    return false;
}

/* Are all parties nobody in particular? There must be one. */
static bool background_nobody(const dul_scene *scene, const dul_parties *actors, const dul_parties *recipients)
{
    static const char *const mass[] = {"police", NULL};
    const dul_parties       *side[] = {actors, recipients};
    uint32_t                 n      = 0;
    for (size_t s = 0; s < 2; s++)
        for (uint32_t i = 0; i < side[s]->n; i++, n++)
            if (!background_bare(scene, side[s]->item[i].head) &&
                !(background_in(scene, side[s]->item[i].head, mass) && background_mass(scene, side[s]->item[i].head)))
                return false;
    return n > 0;
}

/* Is the subtree tied to a day or a place? */
static bool background_placed(const dul_scene *scene, uint32_t at)
{
    const dul_places *places = scene->found->places;
    if (scene->tree->rel[at] == DUL_REL_ACL_RELCL) /* "in Almaty, where police fired" */
        at = scene->tree->head[at];
    for (uint32_t t = scene->tree->left[at]; t < scene->tree->right[at]; t++)
        if (scene->timed[t] || (places != NULL && places->of_token != NULL && places->of_token[t] != DUL_NONE))
            return true;
    return false;
}

static bool background_habit_word(const dul_scene *scene, uint32_t verb)
{
    static const char *const often[] = {"often",  "usually",   "frequently", "typically", "sometimes",  "always",   "rarely",       "routinely",
                                        "seldom", "regularly", "generally",  "normally",  "habitually", "commonly", "occasionally", NULL};
    for (uint32_t c = dul_tree_child(scene->tree, verb, DUL_REL_ADVMOD); c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, DUL_REL_BIT(DUL_REL_ADVMOD)))
        if (background_in(scene, c, often))
            return true;
    return false;
}

/* "rebels attack", "who attack": the simple present of running text; headlines tell what happened in it. */
static bool background_simple_present(const dul_scene *scene, uint32_t verb, dul_type type)
{
    static const char *const past[] = {"beat", "hit", "cut", "put", "set", "shut", "hurt", "burst", "spread", "cast", "quit", "rid", "bid", "split", NULL};
    const dul_tree          *tree   = scene->tree;
    /* The first sentence of a report may be its headline. */
    if (scene->text->token[verb].sentence == 0 || scene->text->sentence[scene->text->token[verb].sentence].kind != DUL_SENTENCE_TEXT)
        return false;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c])
        if (scene->timed[c])
            return false; /* "on Tuesday" */
    for (int i = 0; i < 4 && tree->rel[verb] == DUL_REL_CONJ && tree->head[verb] != DUL_ROOT && dul_tree_child(tree, verb, DUL_REL_NSUBJ) == DUL_NONE; i++)
        verb = tree->head[verb];
    /* "beat", "hit": the past looks the same */
    bool     alike  = background_in(scene, verb, past) || !dul_str_equal(scene->text->token[verb].lower, tree->lemma[verb]);
    bool     finite = dul_str_is(tree->xpos[verb], "VBZ") || (dul_str_is(tree->xpos[verb], "VBP") && !alike);
    uint32_t aux    = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_AUX_PASS) | DUL_REL_BIT(DUL_REL_COP));
    if (aux == DUL_NONE)
        return finite;
    /* "are raped and beaten"; but "is banned", "are detained" tell of a state that holds */
    return type == DUL_TYPE_ASSAULT && tree->rel[aux] == DUL_REL_AUX_PASS && (dul_str_is(tree->xpos[aux], "VBZ") || dul_str_is(tree->xpos[aux], "VBP")) &&
           dul_tree_lemma_is(tree, aux, "be") && dul_tree_child(tree, verb, DUL_REL_AUX) == DUL_NONE;
}

/* "the issue of", "an epidemic of": what stands under it is a kind. */
static bool background_topic(const dul_scene *scene, uint32_t at)
{
    static const char *const topics[] = {"issue",      "problem", "topic",      "question",   "debate", "history", "epidemic",   "culture",
                                         "subject",    "theme",   "definition", "phenomenon", "notion", "concept", "idea",       "kind",
                                         "sort",       "type",    "form",       "incidence",  "rate",   "risk",    "prevention", "study",
                                         "statistics", "law",     "opponent",   "victim",     NULL};
    const dul_tree          *tree     = scene->tree;
    uint32_t                 head     = tree->head[at];
    if (head == DUL_ROOT || (tree->rel[at] != DUL_REL_NMOD && tree->rel[at] != DUL_REL_ACL))
        return false;
    return background_in(scene, head, topics);
}

/* "see police violence as a problem" */
static bool background_regarded(const dul_scene *scene, uint32_t noun)
{
    static const char *const regard[] = {"see", "view", "regard", "consider", "perceive", "define", "treat", "rank", "cite", NULL};
    const dul_tree          *tree     = scene->tree;
    uint32_t                 verb     = tree->head[noun];
    if (verb == DUL_ROOT || tree->rel[noun] != DUL_REL_OBJ || !background_in(scene, verb, regard))
        return false;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c]) {
        uint32_t prep = dul_tree_case(tree, c);
        if ((prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "as")) || tree->rel[c] == DUL_REL_XCOMP)
            return true;
    }
    return false;
}

/* "90 people a day", "82 percent of murders": a rate, a share. */
static bool background_statistic(const dul_scene *scene, const dul_frame *frame)
{
    static const char *const spans[] = {"day", "week", "month", "year", "hour", "minute", NULL};
    static const char *const each[]  = {"a", "an", "each", "every", "per", NULL};
    const dul_tree          *tree    = scene->tree;
    uint32_t                 head    = tree->head[frame->trigger];
    if (frame->class == DUL_CLASS_NOUN && head != DUL_ROOT && dul_tree_lemma_is(tree, head, "percent"))
        return true;
    for (uint32_t i = 0; i < frame->n_args; i++) {
        uint32_t token = frame->arg[i].token;
        if (frame->arg[i].kind != DUL_ARG_SUBJ && frame->arg[i].kind != DUL_ARG_OBJ)
            continue;
        if (dul_tree_lemma_is(tree, token, "percent"))
            return true;
        for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
            uint32_t det = dul_tree_child_in(tree, c, DUL_REL_BIT(DUL_REL_DET) | DUL_REL_BIT(DUL_REL_CASE));
            if (c > token && background_in(scene, c, spans) && det != DUL_NONE && background_in(scene, det, each))
                return true;
        }
    }
    return false;
}

/* "Deporting parents is wrong", "his position on banning them", "forbidden from entering": the act as such, not one that was done. */
static bool background_as_such(const dul_scene *scene, uint32_t verb)
{
    static const char *const stance[] = {"position", "view",    "stance", "policy",  "talk",  "idea",     "proposal", "plan",     "discussion", "debate", "law",
                                         "bill",     "comment", "remark", "promise", "focus", "emphasis", "opinion",  "question", "thought",    NULL};
    static const char *const bars[]   = {"forbid", "bar", "ban", "prohibit", "deter", "dissuade", "discourage", "exclude", "exempt", "disqualify", NULL};
    const dul_tree          *tree     = scene->tree;
    uint32_t                 head     = tree->head[verb];
    bool                     gerund   = dul_str_is(tree->xpos[verb], "VBG") || (tree->feat[verb] & DUL_FEAT_GER) != 0;
    if (!gerund || head == DUL_ROOT)
        return false;
    if (tree->rel[verb] == DUL_REL_CSUBJ)
        return true;
    uint32_t mark = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE));
    if (mark == DUL_NONE)
        return false;
    return (tree->rel[verb] == DUL_REL_ACL && background_in(scene, head, stance)) ||
           (dul_tree_lemma_is(tree, mark, "from") && background_in(scene, head, bars));
}

/* ---- what is not held to be so ------------------------------------------------------------------------------------------------- */

static bool background_denied_at(const dul_scene *scene, uint32_t token)
{
    static const char *const no[] = {"no", "not", "never", "n't", "little", "without", "nor", NULL};
    for (uint32_t c = scene->tree->first_child[token]; c != DUL_NONE; c = scene->tree->next_sibling[c])
        if ((scene->tree->rel[c] == DUL_REL_DET || scene->tree->rel[c] == DUL_REL_ADVMOD || scene->tree->rel[c] == DUL_REL_AMOD ||
             scene->tree->rel[c] == DUL_REL_CASE) &&
            background_in(scene, c, no))
            return true;
    return false;
}

static bool background_conditional(const dul_scene *scene, uint32_t verb)
{
    static const char *const marks[]  = {"if", "unless", "whether", NULL};
    static const char *const modals[] = {"would", "could", "might", "may", "should", NULL};
    const dul_tree          *tree     = scene->tree;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c])
        if ((tree->rel[c] == DUL_REL_MARK && background_in(scene, c, marks)) || (tree->rel[c] == DUL_REL_AUX && background_in(scene, c, modals)))
            return true;
    return false;
}

/* "no evidence that", "do not believe that", "if there were proof that"; and the relative clause of an indefinite noun in such a clause. */
static bool background_unproven(const dul_scene *scene, uint32_t at)
{
    static const char *const proof[]    = {"evidence", "proof",  "indication", "sign",       "reason", "suggestion",  "hint",       "confirmation",
                                           "belief",   "rumour", "rumor",      "conspiracy", "myth",   "speculation", "impression", NULL};
    static const char *const hold[]     = {"believe",  "think", "see", "find",    "suggest",  "prove", "show", "mean",
                                           "indicate", "claim", "say", "confirm", "conclude", "imply", NULL};
    static const char *const fancy[]    = {"imagine", "pretend", "dream", "speculate", "assume", "suppose", "fantasize", "joke", NULL};
    static const char *const prospect[] = {"prospect", "risk", "threat", "danger", "possibility", "fear", "idea", "chance", "rumor", "rumour", "talk", NULL};
    const dul_tree          *tree       = scene->tree;
    bool                     clause     = false; /* climbed into the content of something held or said */
    for (int i = 0; i < CLIMB_MAX && at != DUL_ROOT; i++) {
        uint32_t head = tree->head[at];
        if (head == DUL_ROOT)
            break;
        switch (tree->rel[at]) {
        case DUL_REL_CCOMP:
        case DUL_REL_ACL:
        content:
            if ((dul_tree_lemma_is(tree, head, "event") || dul_tree_lemma_is(tree, head, "case")) && dul_tree_case(tree, head) != DUL_NONE &&
                dul_tree_lemma_is(tree, dul_tree_case(tree, head), "in"))
                return true; /* "in the event that" */
            if (background_in(scene, head, proof) && tree->upos[head] == DUL_UPOS_NOUN) {
                uint32_t verb = tree->head[head];
                if (background_denied_at(scene, head) || dul_tree_lemma_is(tree, head, "rumor") || dul_tree_lemma_is(tree, head, "rumour") ||
                    dul_tree_lemma_is(tree, head, "myth") || dul_tree_lemma_is(tree, head, "conspiracy") || dul_tree_lemma_is(tree, head, "speculation"))
                    return true;
                if (verb != DUL_ROOT && (background_denied_at(scene, verb) || background_conditional(scene, verb)))
                    return true;
            } else if (tree->rel[at] == DUL_REL_CCOMP &&
                       ((background_in(scene, head, hold) && background_denied_at(scene, head)) || background_in(scene, head, fancy))) {
                return true;
            }
            if (tree->rel[at] == DUL_REL_ACL && tree->rel[head] == DUL_REL_NMOD && tree->head[head] != DUL_ROOT &&
                background_in(scene, tree->head[head], prospect))
                return true; /* "the prospect of Iran developing ..." */
            clause = true;
            break;
        case DUL_REL_ACL_RELCL: {
            if (background_in(scene, head, proof)) /* "evidence that they ...", taken for a relative clause */
                goto content;
            uint32_t det = dul_tree_child(tree, head, DUL_REL_DET);
            if (det == DUL_NONE || !(dul_tree_lemma_is(tree, det, "a") || dul_tree_lemma_is(tree, det, "an") || dul_tree_lemma_is(tree, det, "any")))
                return false;
            clause = true;
            break;
        }
        case DUL_REL_PARATAXIS: return false;
        case DUL_REL_ADVCL: return background_conditional(scene, at);
        default: break;
        }
        if (clause && tree->upos[head] == DUL_UPOS_VERB && tree->rel[head] == DUL_REL_ADVCL && background_conditional(scene, head))
            return true;
        at = head;
    }
    return false;
}

/* ---- all of it ----------------------------------------------------------------------------------------------------------------- */

void dul_background_find(const dul_scene *scene, const dul_frame *frame, dul_type type, const dul_parties *actors, const dul_parties *recipients,
                         dul_standing *standing)
{
    const dul_tree *tree = scene->tree;
    uint32_t        at   = frame->trigger;
    if (standing->status == DUL_STATUS_FUTURE && background_asked(scene, at)) /* "Will you meet the president?" promises nothing */
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a question");
    if (standing->status != DUL_STATUS_ACTUAL)
        return;
    bool     noun    = frame->class == DUL_CLASS_NOUN;
    uint32_t clause  = noun && frame->governor != DUL_NONE ? frame->governor : at;
    uint32_t subject = tree->upos[clause] == DUL_UPOS_VERB ? dul_frame_subject(scene, clause) : DUL_NONE;
    if (background_asked(scene, at))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a question");
    else if (background_unproven(scene, at))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "not held to be so");
    else if ((ACTS >> type & 1) && background_statistic(scene, frame))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a rate");
    else if ((ACTS >> type & 1) && !noun && background_as_such(scene, at))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "an act as such");
    else if ((ACTS >> type & 1) && subject != DUL_NONE && dul_tree_lemma_is(tree, subject, "you"))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "anybody's act");
    else if ((ACTS >> type & 1) && tree->upos[clause] == DUL_UPOS_VERB && background_habit_word(scene, clause))
        background_set(standing, background_simple_present(scene, clause, type) ? DUL_STATUS_HYPOTHETICAL : DUL_STATUS_HISTORICAL, "a habit");
    else if ((ACTS >> type & 1) && frame->tie != DUL_TIE_OCCUR && tree->upos[clause] == DUL_UPOS_VERB && background_simple_present(scene, clause, type))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a habit, in the simple present");
    else if ((ACTS >> type & 1) && (background_topic(scene, at) || (noun && background_regarded(scene, at))) && !background_placed(scene, at))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a kind of event");
    else if (noun && (ACTS >> type & 1) && type != DUL_TYPE_MOBILIZE && frame->tie == DUL_TIE_NONE && background_mass(scene, at) &&
             !background_placed(scene, at) && background_nobody(scene, actors, recipients) && !background_counted(scene, at) && !background_deadly(scene, at))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a kind of event");
    else if (!noun && (ACTS >> type & 1) && tree->rel[at] == DUL_REL_ACL_RELCL && !background_placed(scene, at) && background_nobody(scene, actors, recipients))
        background_set(standing, DUL_STATUS_HYPOTHETICAL, "a kind of event");
    else if (dul_genre_of(scene, at, type, actors, recipients, true) != NULL)
        background_set(standing, DUL_STATUS_HISTORICAL, dul_genre_of(scene, at, type, actors, recipients, true)->name);
}
