/*
 * status.c -- did it happen? From a trigger upwards through the clauses that hold it.
 *
 *     police did not fire                negated        "not" at the verb
 *     police may fire                    hypothetical   modal
 *     police will fire                   future         "will", "is to", "plans to"
 *     police began to fire               actual         the verbs that imply their infinitive
 *     police were asked to fire          hypothetical   all other infinitives
 *     police denied that they fired      negated        verbs of denial over a clause
 *     officials fear an attack           hypothetical   nouns under verbs that do not presuppose them
 *
 * The nearest decision wins; a clause that speaks for itself (relative clause, "while ...") ends the climb.
 */
#include "event/scene.h"

#define CLIMB_MAX 12

static bool status_is(const dul_scene *scene, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (dul_tree_lemma_is(scene->tree, token, *words))
            return true;
    return false;
}

static const char *const implies[] = {"begin", "start",  "continue", "manage", "proceed", "come",   "help",  "force",  "cause",  "get",   "go",    "resume",
                                      "keep",  "remain", "seem",     "appear", "happen",  "compel", "allow", "enable", "prompt", "lead",  "serve", "rush",
                                      "join",  "use",    "stop",     "return", "move",    "finish", "able",  "dare",   "turn",   "quick", "swift", "prompt",
                                      "lucky", "prove",  "drive",    "let",    "see",     "hear",   "find",  "watch",  "be",     "have",  NULL};
static const char *const ahead[]   = {"plan",    "vow",       "pledge",     "promise", "agree",   "decide",    "schedule", "expect",    "prepare",
                                      "due",     "set",       "about",      "ready",   "likely",  "poised",    "commit",   "slate",     "undertake",
                                      "offer",   "announce",  "determined", "arrange", "willing", "swear",     "confirm",  "certain",   "sure",
                                      "bind",    "mean",      "resolve",    "opt",     "choose",  "volunteer", "decision", "agreement", "pledge",
                                      "promise", "intention", "commitment", "vow",     NULL};
static const char *const denies[]  = {"deny", "refute", "reject", "dismiss", "fail",   "refuse", "decline", "avoid",   "prevent", "refrain", "stop",
                                      "keep", "block",  "cease",  "foil",    "thwart", "cancel", "avert",   "abstain", "neglect", "balk",    NULL};
static const char *const weakens[] = {
    "want",     "hope",      "fear",        "demand",     "insist",   "urge",     "suggest",  "propose",  "doubt",     "wish",        "wonder",    "ask",
    "request",  "recommend", "imagine",     "suppose",    "require",  "call",     "threaten", "warn",     "consider",  "contemplate", "favour",    "favor",
    "advocate", "oppose",    "try",         "attempt",    "seek",     "accuse",   "suspect",  "discuss",  "allow",     "order",       "authorise", "authorize",
    "permit",   "prohibit",  "ban",         "forbid",     "predict",  "expect",   "mull",     "need",     "support",   "back",        "justify",   "deserve",
    "face",     "risk",      "await",       "anticipate", "allege",   "charge",   "instruct", "invite",   "encourage", "convict",     "prepare",   "plan",
    "debate",   "propose",   "investigate", "probe",      "simulate", "rehearse", "practise", "practice", "envision",  "envisage",    "mimic",     NULL};
static const char *const remote[]     = {"fear",        "threat",     "risk",    "danger",     "possibility", "prospect",    "plan",   "call",
                                         "demand",      "proposal",   "idea",    "accusation", "suspicion",   "charge",      "talk",   "warning",
                                         "plot",        "conspiracy", "attempt", "bid",        "effort",      "request",     "right",  "law",
                                         "bill",        "ban",        "need",    "appeal",     "allegation",  "claim",       "rumour", "rumor",
                                         "possibility", "potential",  "chance",  "hope",       "intent",      "preparation", NULL};
static const char *const possible[]   = {"possible", "potential", "planned",      "alleged",     "attempted", "failed",   "threatened", "proposed",
                                         "future",   "imminent",  "hypothetical", "foiled",      "averted",   "would-be", "supposed",   "likely",
                                         "further",  "abortive",  "upcoming",     "forthcoming", "new",       NULL};
static const char *const tells[]      = {"report", "say", "know", "understand", "learn", "record", NULL};
static const char *const permits[]    = {"allow", "enable", "let", NULL};
static const char *const future_adj[] = {"planned", "future", "upcoming", "forthcoming", "imminent", "scheduled", NULL};

static bool status_modal(const dul_scene *scene, uint32_t verb, dul_standing *out, bool *decided)
{
    static const char *const will[]  = {"will", "shall", "wo", "'ll", "ll", NULL};
    static const char *const must[]  = {"should", "must", "ought", NULL};
    static const char *const could[] = {"would", "could", "may", "might", "can", "ca", "'d", NULL};
    const dul_tree          *tree    = scene->tree;
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_AUX); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_AUX))) {
        if (status_is(scene, c, will)) {
            out->status = DUL_STATUS_FUTURE;
            out->why    = "will";
        } else if (status_is(scene, c, must)) {
            out->status  = DUL_STATUS_HYPOTHETICAL;
            out->deontic = verb;
            out->why     = "should or must";
        } else if (status_is(scene, c, could) && tree->upos[c] == DUL_UPOS_AUX) {
            bool had = dul_str_is(tree->lemma[c], "'d");
            if (had)
                continue;
            out->status = DUL_STATUS_HYPOTHETICAL;
            out->why    = "modal";
            /* "said it would release": the future as seen from a past report. */
            if (dul_tree_lemma_is(tree, c, "would") && tree->rel[verb] == DUL_REL_CCOMP && tree->head[verb] != DUL_ROOT &&
                ((tree->feat[tree->head[verb]] & DUL_FEAT_PAST) || dul_tree_child(tree, tree->head[verb], DUL_REL_AUX) != DUL_NONE)) {
                out->status = DUL_STATUS_FUTURE;
                out->why    = "would, reported";
            }
        } else {
            continue;
        }
        *decided = true;
        return true;
    }
    return false;
}

static bool status_negated_at(const dul_scene *scene, uint32_t token)
{
    static const char *const no[] = {"not", "never", "n't", "no", "neither", "nor", "without", "hardly", "nobody", "none", NULL};
    const dul_tree          *tree = scene->tree;
    for (uint32_t c = tree->first_child[token]; c != DUL_NONE; c = tree->next_sibling[c]) {
        if (tree->rel[c] == DUL_REL_ADVMOD || tree->rel[c] == DUL_REL_DET || tree->rel[c] == DUL_REL_CASE || tree->rel[c] == DUL_REL_MARK ||
            tree->rel[c] == DUL_REL_CC_PRECONJ || tree->rel[c] == DUL_REL_CC) {
            if (!status_is(scene, c, no))
                continue;
            uint32_t next = c + 1; /* "not only", "no fewer than" deny nothing */
            if (next < scene->n && (dul_tree_lemma_is(tree, next, "only") || dul_tree_lemma_is(tree, next, "just") || dul_tree_lemma_is(tree, next, "few") ||
                                    dul_tree_lemma_is(tree, next, "less")))
                continue;
            return true;
        }
        if ((tree->rel[c] == DUL_REL_NSUBJ || tree->rel[c] == DUL_REL_NSUBJ_PASS || tree->rel[c] == DUL_REL_OBJ) &&
            (dul_tree_lemma_is(tree, c, "nobody") || dul_tree_lemma_is(tree, c, "none"))) {
            return true;
        }
        if (tree->rel[c] == DUL_REL_NSUBJ || tree->rel[c] == DUL_REL_NSUBJ_PASS || tree->rel[c] == DUL_REL_OBJ) {
            uint32_t det = dul_tree_child(tree, c, DUL_REL_DET);
            if (det != DUL_NONE && dul_tree_lemma_is(tree, det, "no"))
                return true;
        }
    }
    return false;
}

static bool status_marked(const dul_scene *scene, uint32_t verb, const char *mark)
{
    const dul_tree *tree = scene->tree;
    const uint64_t  rels = DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE);
    for (uint32_t c = dul_tree_child_in(tree, verb, rels); c != DUL_NONE; c = dul_tree_next_in(tree, c, rels))
        if (dul_tree_lemma_is(tree, c, mark))
            return true;
    return false;
}

static bool status_is_infinitive(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_MARK); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_MARK)))
        if (dul_tree_lemma_is(tree, c, "to"))
            return !dul_str_is(tree->xpos[verb], "VBG") && !(tree->feat[verb] & DUL_FEAT_GER); /* "resorted to throwing" */
    return false;
}

/* "The troops are to leave": an infinitive that is itself the finite predicate. */
static bool status_is_to(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    uint32_t        aux  = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_COP));
    return aux != DUL_NONE && dul_tree_lemma_is(tree, aux, "be") && status_is_infinitive(scene, verb) && !(tree->feat[verb] & DUL_FEAT_PART);
}

static void status_set(dul_standing *out, dul_status status, const char *why, bool *decided)
{
    out->status = status;
    out->why    = why;
    *decided    = true;
}

/* A noun under its governor: is it presupposed? Sets *next to the token to climb on from, or DUL_ROOT. */
static void status_of_noun(const dul_scene *scene, uint32_t noun, dul_standing *out, bool *decided, uint32_t *next)
{
    const dul_tree *tree = scene->tree;
    *next                = DUL_ROOT;
    if (status_negated_at(scene, noun)) {
        status_set(out, DUL_STATUS_NEGATED, "negated noun", decided);
        return;
    }
    for (uint32_t c = tree->first_child[noun]; c != DUL_NONE; c = tree->next_sibling[c])
        if ((tree->rel[c] == DUL_REL_AMOD || tree->rel[c] == DUL_REL_COMPOUND) && status_is(scene, c, possible) && !dul_tree_lemma_is(tree, c, "new") &&
            !dul_tree_lemma_is(tree, c, "further")) {
            status_set(out, status_is(scene, c, future_adj) ? DUL_STATUS_FUTURE : DUL_STATUS_HYPOTHETICAL, "adjective", decided);
            return;
        }
    uint32_t head = tree->head[noun];
    if (head == DUL_ROOT)
        return;
    uint32_t prep = dul_tree_case(tree, noun);
    if (prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "without")) {
        status_set(out, DUL_STATUS_NEGATED, "without", decided);
        return;
    }
    if (prep != DUL_NONE && (dul_tree_lemma_is(tree, prep, "ahead") || dul_tree_lemma_is(tree, prep, "before") || dul_tree_lemma_is(tree, prep, "until"))) {
        status_set(out, DUL_STATUS_FUTURE, "ahead of", decided);
        return;
    }
    if (tree->rel[noun] == DUL_REL_CONJ || tree->rel[noun] == DUL_REL_APPOS) {
        *next = head;
        return;
    }
    if (tree->upos[head] == DUL_UPOS_NOUN || tree->upos[head] == DUL_UPOS_PROPN) {
        if (dul_tree_lemma_is(tree, head, "anniversary"))
            status_set(out, DUL_STATUS_HISTORICAL, "anniversary", decided);
        else if (status_is(scene, head, remote))
            status_set(out, DUL_STATUS_HYPOTHETICAL, "under a noun of possibility", decided);
        return;
    }
    if (tree->upos[head] != DUL_UPOS_VERB && tree->upos[head] != DUL_UPOS_ADJ)
        return;
    bool object = tree->rel[noun] == DUL_REL_OBJ || tree->rel[noun] == DUL_REL_NSUBJ_PASS;
    if (object && status_is(scene, head, denies))
        status_set(out, DUL_STATUS_NEGATED, "object of a verb of denial", decided);
    else if (object && status_is(scene, head, weakens))
        status_set(out, DUL_STATUS_HYPOTHETICAL, "object of a verb that does not presuppose it", decided);
    else if (object && (dul_tree_lemma_is(tree, head, "promise") || dul_tree_lemma_is(tree, head, "pledge") || dul_tree_lemma_is(tree, head, "announce") ||
                        dul_tree_lemma_is(tree, head, "schedule") || dul_tree_lemma_is(tree, head, "vow")))
        status_set(out, DUL_STATUS_FUTURE, "object of a verb of promise", decided);
    else if (tree->rel[noun] == DUL_REL_OBL && prep != DUL_NONE && (status_is(scene, head, weakens) || dul_tree_lemma_is(tree, head, "protest")) &&
             (dul_tree_lemma_is(tree, prep, "for") || dul_tree_lemma_is(tree, prep, "of") || dul_tree_lemma_is(tree, prep, "about") ||
              dul_tree_lemma_is(tree, prep, "with") || dul_tree_lemma_is(tree, prep, "against")) &&
             !dul_tree_lemma_is(tree, head, "accuse") && !dul_tree_lemma_is(tree, head, "charge"))
        status_set(out, DUL_STATUS_HYPOTHETICAL, "oblique of a verb that does not presuppose it", decided);
    else if (tree->rel[noun] == DUL_REL_NSUBJ && dul_tree_child(tree, head, DUL_REL_COP) != DUL_NONE && dul_tree_child(tree, noun, DUL_REL_DET) != DUL_NONE &&
             !status_is(scene, head, possible))
        return; /* "the arrests were not valid": there were some */
    else if (object || tree->rel[noun] == DUL_REL_NSUBJ)
        *next = head; /* lives and dies with its clause */
}

/* "Had the soldiers fired, many would have died": the auxiliary before its subject, and no question. */
static bool status_inverted(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree    = scene->tree;
    uint32_t        aux     = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_AUX_PASS));
    uint32_t        subject = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    if (aux == DUL_NONE || subject == DUL_NONE || aux > subject || !(dul_tree_lemma_is(tree, aux, "have") || dul_tree_lemma_is(tree, aux, "should")))
        return false;
    uint32_t last = verb;
    while (last + 1 < scene->n && scene->text->token[last + 1].sentence == scene->text->token[verb].sentence)
        last++;
    return !dul_str_is(scene->text->token[last].norm, "?") &&
           dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_MARK)) == DUL_NONE; /* "than had the soldiers ..." compares */
}

/* The same, with "had" taken for the predicate: a sentence that begins "Had the soldiers [fired]" and names nobody who has them. */
static bool status_inverted_have(const dul_scene *scene, uint32_t participle)
{
    const dul_tree *tree = scene->tree;
    uint32_t        noun = tree->head[participle], have = noun == DUL_ROOT ? DUL_ROOT : tree->head[noun];
    return have != DUL_ROOT && have < noun && tree->rel[noun] == DUL_REL_OBJ && dul_tree_lemma_is(tree, have, "have") &&
           dul_tree_child(tree, have, DUL_REL_NSUBJ) == DUL_NONE && tree->left[have] == have;
}

/* "Have yet to arrest": not so far. */
static bool status_yet(const dul_scene *scene, uint32_t have, uint32_t infinitive)
{
    for (uint32_t t = have + 1; t < infinitive && t <= have + 3; t++)
        if (dul_tree_lemma_is(scene->tree, t, "yet"))
            return true;
    return false;
}

/* Did they try: not "if they tried", "may try", "did not try"? */
static bool status_tried(const dul_scene *scene, uint32_t verb)
{
    dul_standing ignored = {0};
    bool         decided = false;
    return !status_negated_at(scene, verb) && !status_modal(scene, verb, &ignored, &decided) && !status_marked(scene, verb, "if") &&
           !status_marked(scene, verb, "unless") && !status_marked(scene, verb, "whether");
}

/* A verb under its governor. */
static void status_of_verb(const dul_scene *scene, uint32_t verb, dul_standing *out, bool *decided, uint32_t *next)
{
    static const char *const conditional[] = {"if", "unless", "whether", "lest", "until", NULL};
    const dul_tree          *tree          = scene->tree;
    *next                                  = DUL_ROOT;
    if (status_negated_at(scene, verb)) {
        status_set(out, DUL_STATUS_NEGATED, "negated", decided);
        dul_standing modal = *out;
        bool         other = false;
        if (status_modal(scene, verb, &modal, &other)) {
            out->deontic = modal.deontic; /* "must not attack" asks, too */
            out->refused = modal.status == DUL_STATUS_FUTURE;
            for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_AUX); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_AUX)))
                out->modal = out->modal || (!dul_tree_lemma_is(tree, c, "could") && !dul_tree_lemma_is(tree, c, "can") && !dul_tree_lemma_is(tree, c, "ca") &&
                                            !dul_tree_lemma_is(tree, c, "do") && !dul_tree_lemma_is(tree, c, "have"));
            if (out->refused)
                out->why = "will not";
        }
        return;
    }
    if (status_modal(scene, verb, out, decided))
        return;
    if (status_is_to(scene, verb)) {
        status_set(out, DUL_STATUS_FUTURE, "is to", decided);
        return;
    }
    if ((tree->feat[verb] & DUL_FEAT_IMP) && dul_frame_subject(scene, verb) == DUL_NONE) {
        status_set(out, DUL_STATUS_HYPOTHETICAL, "imperative", decided);
        return;
    }
    if (status_marked(scene, verb, "instead") || status_marked(scene, verb, "rather")) { /* "instead of cracking down" */
        status_set(out, DUL_STATUS_NEGATED, "instead of", decided);
        return;
    }
    if (status_inverted(scene, verb)) {
        status_set(out, DUL_STATUS_HYPOTHETICAL, "conditional by inversion", decided);
        return;
    }
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_MARK); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_MARK)))
        if (status_is(scene, c, conditional)) {
            status_set(out, DUL_STATUS_HYPOTHETICAL, "conditional", decided);
            return;
        }
    uint32_t head = tree->head[verb];
    if (head == DUL_ROOT)
        return;
    bool infinitive = status_is_infinitive(scene, verb);
    switch (tree->rel[verb]) {
    case DUL_REL_CONJ:
        /* "will attack and destroy": what stands before the first holds for the second, unless that has its own. */
        if (dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_AUX) | DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_AUX_PASS)) == DUL_NONE)
            *next = head;
        return;
    case DUL_REL_XCOMP:
        if (dul_tree_lemma_is(tree, head, "fail") || dul_tree_lemma_is(tree, head, "neglect") || dul_tree_lemma_is(tree, head, "unable") ||
            dul_tree_lemma_is(tree, head, "powerless")) {
            status_set(out, DUL_STATUS_NEGATED, "failed to", decided);
            out->failed = true;
        } else if (dul_tree_lemma_is(tree, head, "go") && (tree->feat[head] & DUL_FEAT_PART) && infinitive) {
            status_set(out, DUL_STATUS_FUTURE, "going to", decided);
        } else if (!infinitive && tree->rel[head] == DUL_REL_ADVCL && tree->left[head] == head && dul_tree_lemma_is(tree, head, "have")) {
            status_set(out, DUL_STATUS_HYPOTHETICAL, "conditional by inversion", decided); /* "Had [the soldiers fired]" */
        } else if (infinitive && dul_tree_lemma_is(tree, head, "have") && status_yet(scene, head, verb)) {
            status_set(out, DUL_STATUS_NEGATED, "have yet to", decided);
        } else if (infinitive && status_is(scene, head, tells) && dul_frame_passive(scene, head)) {
            *next = head; /* "are reported to have been hurt" */
        } else if (infinitive && status_is(scene, head, permits) && (tree->feat[head] & DUL_FEAT_PRES)) {
            status_set(out, DUL_STATUS_HYPOTHETICAL, "permitted", decided); /* "the law allows police to arrest"; "they allowed them to leave" happened */
        } else if (status_is(scene, head, ahead)) {
            status_set(out, DUL_STATUS_FUTURE, "planned", decided);
        } else if (status_is(scene, head, implies) || (!infinitive && !status_is(scene, head, denies) && !status_is(scene, head, weakens))) {
            *next = head;
        } else if (status_is(scene, head, denies)) {
            status_set(out, DUL_STATUS_NEGATED, "refused or prevented", decided);
        } else {
            status_set(out, DUL_STATUS_HYPOTHETICAL, "infinitive", decided);
            out->attempt = (dul_tree_lemma_is(tree, head, "try") || dul_tree_lemma_is(tree, head, "attempt")) && status_tried(scene, head);
        }
        return;
    case DUL_REL_CCOMP:
    case DUL_REL_CSUBJ:
    case DUL_REL_CSUBJ_PASS:
        if (tree->upos[head] == DUL_UPOS_NOUN && status_is(scene, head, remote)) { /* "its demand that Israel ease ..." */
            status_set(out, DUL_STATUS_HYPOTHETICAL, "clause of a noun of possibility", decided);
            return;
        }
        if (dul_tree_lemma_is(tree, head, "deny"))
            status_set(out, DUL_STATUS_NEGATED, "denied", decided);
        else if (status_is(scene, head, weakens) && !dul_tree_lemma_is(tree, head, "warn"))
            status_set(out, DUL_STATUS_HYPOTHETICAL, "clause under a verb that does not assert it", decided);
        else if (infinitive)
            status_set(out, DUL_STATUS_HYPOTHETICAL, "infinitive clause", decided);
        return;
    case DUL_REL_ADVCL:
        if (infinitive) {
            if (dul_tree_lemma_is(tree, head, "use"))
                *next = head; /* "used tear gas to disperse" */
            else
                status_set(out, DUL_STATUS_HYPOTHETICAL, "purpose", decided);
            return;
        }
        for (uint32_t c = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE)); c != DUL_NONE;
             c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE))) {
            if (dul_tree_lemma_is(tree, c, "at") && dul_tree_lemma_is(tree, head, "aim"))
                status_set(out, DUL_STATUS_HYPOTHETICAL, "aimed at", decided);
            else if (dul_tree_lemma_is(tree, c, "before") && (tree->feat[verb] & DUL_FEAT_PRES) && !(tree->feat[head] & DUL_FEAT_PAST))
                status_set(out, DUL_STATUS_FUTURE, "before, in the present", decided);
            else if (dul_tree_lemma_is(tree, c, "from") && status_is(scene, head, denies))
                status_set(out, DUL_STATUS_NEGATED, "prevented from", decided);
            else if (dul_tree_lemma_is(tree, c, "of") || (dul_tree_lemma_is(tree, c, "for") && !status_is(scene, head, implies)))
                if (status_is(scene, head, weakens))
                    status_set(out, DUL_STATUS_HYPOTHETICAL, "alleged", decided);
        }
        return;
    case DUL_REL_ACL:
        if (status_inverted_have(scene, verb))
            status_set(out, DUL_STATUS_HYPOTHETICAL, "conditional by inversion", decided);
        else if (infinitive && (dul_tree_lemma_is(tree, head, "failure") || dul_tree_lemma_is(tree, head, "inability"))) {
            status_set(out, DUL_STATUS_NEGATED, "failure to", decided);
            out->failed = true;
        } else if (infinitive)
            status_set(out, DUL_STATUS_HYPOTHETICAL, "infinitive of a noun", decided);
        else if (status_marked(scene, verb, "of") && tree->head[head] != DUL_ROOT && status_is(scene, tree->head[head], weakens))
            status_set(out, DUL_STATUS_HYPOTHETICAL, "alleged", decided); /* "accused the rebels of attacking", hung on the rebels */
        else if (status_is(scene, head, remote) && dul_tree_child(tree, verb, DUL_REL_MARK) != DUL_NONE)
            status_set(out, DUL_STATUS_HYPOTHETICAL, "clause of a noun of possibility", decided);
        return;
    default: return;
    }
}

dul_standing dul_status_find(const dul_scene *scene, const dul_frame *frame)
{
    const dul_tree *tree     = scene->tree;
    dul_standing    out      = {.status = DUL_STATUS_ACTUAL, .deontic = DUL_NONE, .told = DUL_NONE, .why = "stated"};
    bool            decided  = false;
    uint32_t        at       = frame->trigger;
    bool            governed = frame->class == DUL_CLASS_NOUN && frame->governor != DUL_NONE && frame->governor != at;
    if (governed && status_negated_at(scene, at))
        status_set(&out, DUL_STATUS_NEGATED, "negated noun", &decided);
    if (governed && frame->tie == DUL_TIE_LIGHT &&
        (dul_tree_lemma_is(tree, frame->governor, "plan") || dul_tree_lemma_is(tree, frame->governor, "prepare") ||
         dul_tree_lemma_is(tree, frame->governor, "announce") || dul_tree_lemma_is(tree, frame->governor, "call") ||
         dul_tree_lemma_is(tree, frame->governor, "order")))
        status_set(&out, DUL_STATUS_FUTURE, "planned", &decided);
    if (governed)
        at = frame->governor;
    /* "an attempt to kill him": a noun that stands for the verb. */
    if (frame->class == DUL_CLASS_VERB && tree->rel[at] == DUL_REL_ACL && tree->head[at] != DUL_ROOT &&
        (dul_tree_lemma_is(tree, tree->head[at], "attempt") || dul_tree_lemma_is(tree, tree->head[at], "bid")))
        out.attempt = true;
    for (int i = 0; i < CLIMB_MAX && !decided && at != DUL_ROOT; i++) {
        uint32_t next = DUL_ROOT;
        if (tree->upos[at] == DUL_UPOS_VERB || tree->upos[at] == DUL_UPOS_AUX || (at == frame->trigger && frame->class == DUL_CLASS_VERB) ||
            dul_tree_child(tree, at, DUL_REL_COP) != DUL_NONE)
            status_of_verb(scene, at, &out, &decided, &next);
        else
            status_of_noun(scene, at, &out, &decided, &next);
        if (decided && out.status == DUL_STATUS_FUTURE && tree->rel[at] == DUL_REL_CCOMP)
            out.told = tree->head[at];
        at = next;
    }
    return out;
}
