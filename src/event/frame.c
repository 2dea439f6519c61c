/*
 * frame.c -- the clause around a trigger, in the active voice whatever its form.
 *
 *     police detained protesters                   SUBJ police   OBJ protesters
 *     protesters were detained by police           the same
 *     protesters detained by police                the same: the participle's noun is what it happens to
 *     police, who detained protesters, ...         the same: the relative pronoun stands for its noun
 *     police began to detain protesters            the same: the subject of "began" is shared
 *     police launched an attack on protesters      trigger "attack": SUBJ police, PREP on protesters
 *
 * A noun's parts keep their form (of, by, possessive, compound) since what they mean depends on the rule; match.c reads them.
 */
#include "event/scene.h"

#define SUBJECT_DEPTH_MAX 8 /* clauses between a predicate and its subject */

static bool frame_is_any(const dul_scene *scene, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (dul_tree_lemma_is(scene->tree, token, *words))
            return true;
    return false;
}

bool dul_scene_word_is(const dul_scene *scene, uint32_t token, uint32_t sym)
{
    return scene->sym[token] == sym || dul_rules_symbol(scene->rules, scene->text->token[token].lower) == sym;
}

/* The last part of a written word that is before byte *end ("counter-terror": "terror", then "counter"); *end becomes its start, less the hyphen. */
static dul_str frame_part(dul_str word, size_t *end)
{
    size_t start = *end;
    while (start > 0 && word.at[start - 1] != '-')
        start--;
    dul_str part = dul_str_slice(word, start, *end);
    *end         = start > 0 ? start - 1 : 0;
    return part;
}

bool dul_scene_words_before(const dul_scene *scene, uint32_t token, const uint32_t *words, uint32_t n)
{
    dul_str lower = scene->text->token[token].lower;
    size_t  end   = 0;
    /* A head such as "sit-in", known by its last part: the words before begin inside it. */
    if (n > 0 && lower.len > 2 && memchr(lower.at, '-', lower.len) != NULL && dul_rules_symbol(scene->rules, lower) == DUL_SYM_NONE) {
        end = lower.len;
        frame_part(lower, &end);
    }
    for (uint32_t i = n; i-- > 0;) {
        if (end == 0) {
            do
                if (token-- == 0)
                    return false;
            while (dul_str_is(scene->text->token[token].norm, "-"));
            lower       = scene->text->token[token].lower;
            end         = lower.len;
            bool joined = lower.len > 2 && memchr(lower.at, '-', lower.len) != NULL && dul_rules_symbol(scene->rules, lower) == DUL_SYM_NONE;
            if (!joined) {
                if (!dul_scene_word_is(scene, token, words[i]))
                    return false;
                end = 0;
                continue;
            }
        }
        if (dul_rules_symbol(scene->rules, frame_part(lower, &end)) != words[i])
            return false;
    }
    return true;
}

bool dul_scene_in_set(const dul_scene *scene, uint32_t index, uint32_t token)
{
    if (index == DUL_NONE || scene->sym[token] == DUL_SYM_NONE)
        return false;
    const dul_set *set = &scene->rules->set[index];
    uint32_t       low = 0, high = set->n_words;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (set->item[middle].head < scene->sym[token])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < set->n_words && set->item[low].head == scene->sym[token]; low++) {
        const dul_item *item = &set->item[low];
        bool            fits = true;
        uint32_t        at   = token;
        if (item->after) {
            for (uint32_t i = 0; fits && i < item->n_before; i++) {
                at++;
                fits = at < scene->n && scene->sym[at] == item->before[i];
            }
        } else {
            fits = dul_scene_words_before(scene, token, item->before, item->n_before);
        }
        if (fits)
            return true;
    }
    return false;
}

uint32_t dul_scene_content(const dul_scene *scene, uint32_t token)
{
    for (int depth = 0; depth < 3; depth++) {
        bool counts = scene->tree->upos[token] == DUL_UPOS_NUM || dul_scene_in_set(scene, scene->set_collective, token);
        if (!counts)
            return token;
        uint32_t child = dul_tree_child_in(scene->tree, token, DUL_REL_BIT(DUL_REL_NMOD) | DUL_REL_BIT(DUL_REL_OBL));
        while (child != DUL_NONE) {
            uint32_t prep = dul_tree_case(scene->tree, child);
            if (prep != DUL_NONE && dul_tree_lemma_is(scene->tree, prep, "of"))
                break;
            child = dul_tree_next_in(scene->tree, child, DUL_REL_BIT(DUL_REL_NMOD) | DUL_REL_BIT(DUL_REL_OBL));
        }
        if (child == DUL_NONE)
            return token;
        token = child;
    }
    return token;
}

/* ---- voice and subject --------------------------------------------------------------------------------------------------------- */

static bool frame_past_participle(const dul_tree *tree, uint32_t verb)
{
    return dul_str_is(tree->xpos[verb], "VBN") || ((tree->feat[verb] & DUL_FEAT_PART) && (tree->feat[verb] & DUL_FEAT_PAST));
}

/* "killed and wounded dozens": does a conjunct have an object that the verb shares? */
static bool frame_shares_object(const dul_tree *tree, uint32_t verb)
{
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_CONJ); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
        if (dul_tree_child(tree, c, DUL_REL_OBJ) != DUL_NONE && dul_tree_child(tree, c, DUL_REL_NSUBJ) == DUL_NONE)
            return true;
    return tree->rel[verb] == DUL_REL_CONJ && tree->head[verb] != DUL_ROOT && dul_tree_child(tree, tree->head[verb], DUL_REL_OBJ) != DUL_NONE;
}

bool dul_frame_passive(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    if (dul_tree_child(tree, verb, DUL_REL_AUX_PASS) != DUL_NONE)
        return true;
    if (!frame_past_participle(tree, verb) || dul_tree_child(tree, verb, DUL_REL_AUX) != DUL_NONE)
        return false; /* has detained */
    bool subject = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS)) != DUL_NONE;
    bool object  = dul_tree_child(tree, verb, DUL_REL_OBJ) != DUL_NONE;
    /* "One killed in police firing": verbs that nobody does without an undergoer have no active clause without an object. */
    bool undergone = dul_scene_in_set(scene, scene->set_undergone, verb) ||
                     (dul_tree_lemma_is(tree, verb, "shoot") && verb + 1 < scene->n && dul_tree_lemma_is(tree, verb + 1, "dead"));
    if (!object && subject && undergone && !frame_shares_object(tree, verb) && tree->rel[verb] != DUL_REL_ACL_RELCL &&
        dul_tree_child(tree, verb, DUL_REL_OBL_AGENT) == DUL_NONE)
        return true;
    bool title = scene->text->sentence[scene->text->token[verb].sentence].kind == DUL_SENTENCE_TITLE;
    switch (tree->rel[verb]) {
    case DUL_REL_ACL:
    case DUL_REL_AMOD:
    case DUL_REL_XCOMP: return true;
    case DUL_REL_ADVCL: return !object && !subject;
    case DUL_REL_CONJ:
        if (tree->head[verb] != DUL_ROOT && !subject && !object && dul_tree_child(tree, tree->head[verb], DUL_REL_AUX_PASS) != DUL_NONE)
            return true;
        break;
    default: break;
    }
    /* Running English has no passive clause with a subject and without an auxiliary: such a participle is a past tense misread. Headlines leave the auxiliary
     * out: "Three held in Taraz". */
    return title && !object && (!subject || dul_tree_child(tree, verb, DUL_REL_NSUBJ_PASS) != DUL_NONE || (tree->feat[verb] & DUL_FEAT_PASSIVE));
}

bool dul_frame_misread(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    uint32_t        noun = tree->head[verb];
    if (tree->rel[verb] != DUL_REL_AMOD || noun == DUL_ROOT || noun < verb || verb == 0 || tree->upos[verb] != DUL_UPOS_VERB)
        return false;
    if (tree->feat[verb] & DUL_FEAT_GER || dul_str_is(tree->xpos[verb], "VBG"))
        return false;
    uint32_t before = verb - 1;
    if (scene->text->token[before].sentence != scene->text->token[verb].sentence)
        return false;
    /* "have tortured scores of ...": the auxiliary was taken for the predicate. */
    if (tree->head[noun] == before && tree->rel[noun] == DUL_REL_OBJ && dul_tree_lemma_is(tree, before, "have"))
        return true;
    /* "accepted the offer and opened talks", read as "the offer and [opened talks]": after a noun with its article a bare participle begins a clause. */
    uint32_t first = tree->rel[noun] == DUL_REL_CONJ ? tree->head[noun] : DUL_NONE;
    if (tree->upos[before] == DUL_UPOS_CCONJ && first != DUL_NONE && first != DUL_ROOT && tree->rel[first] == DUL_REL_OBJ && first < verb &&
        dul_tree_child_in(tree, first, DUL_REL_BIT(DUL_REL_DET) | DUL_REL_BIT(DUL_REL_NMOD_POSS)) != DUL_NONE &&
        dul_tree_child_in(tree, noun, DUL_REL_BIT(DUL_REL_DET) | DUL_REL_BIT(DUL_REL_NMOD_POSS)) == DUL_NONE)
        return true;
    /* A name and a participle before a noun that nothing governs: no attribute follows a name without a hyphen. */
    return tree->head[noun] == DUL_ROOT && tree->head[before] == noun && (tree->rel[before] == DUL_REL_COMPOUND || tree->rel[before] == DUL_REL_NSUBJ) &&
           (tree->upos[before] == DUL_UPOS_PROPN || tree->upos[before] == DUL_UPOS_NOUN);
}

static bool frame_relative_pronoun(const dul_scene *scene, uint32_t token)
{
    static const char *const words[] = {"who", "which", "that", "whom", NULL};
    const dul_tree          *tree    = scene->tree;
    return (tree->feat[token] & DUL_FEAT_REL) || (tree->upos[token] == DUL_UPOS_PRON && frame_is_any(scene, token, words));
}

/* The noun of the relative clause that the predicate heads or hangs in, or DUL_NONE. */
static uint32_t frame_antecedent(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    for (int depth = 0; depth < SUBJECT_DEPTH_MAX && verb != DUL_ROOT; depth++) {
        if (tree->rel[verb] == DUL_REL_ACL_RELCL || tree->rel[verb] == DUL_REL_ACL)
            return tree->head[verb];
        if (tree->rel[verb] != DUL_REL_CONJ && tree->rel[verb] != DUL_REL_XCOMP && tree->rel[verb] != DUL_REL_CCOMP)
            return DUL_NONE;
        verb = tree->head[verb];
    }
    return DUL_NONE;
}

static bool frame_infinitive(const dul_tree *tree, uint32_t verb)
{
    if (tree->feat[verb] & DUL_FEAT_INF) {
        uint32_t mark = dul_tree_child(tree, verb, DUL_REL_MARK);
        return mark == DUL_NONE || dul_tree_lemma_is(tree, mark, "to");
    }
    for (uint32_t mark = dul_tree_child(tree, verb, DUL_REL_MARK); mark != DUL_NONE; mark = dul_tree_next_in(tree, mark, DUL_REL_BIT(DUL_REL_MARK)))
        if (dul_tree_lemma_is(tree, mark, "to") && tree->upos[mark] == DUL_UPOS_PART)
            return true;
    return false;
}

/* Verbs whose subject, not object, is meant to do the infinitive: "used tear gas to disperse", "promised the union to pay". */
static const char *const frame_subject_control[] = {"use",    "promise", "vow",  "pledge", "threaten", "deploy", "take",
                                                    "employ", "fire",    "need", "swear",  "make",     NULL};

static const char *const frame_object_control[] = {"urge",   "ask",       "order", "tell",     "force",    "allow",   "persuade", "invite",
                                                   "warn",   "encourage", "beg",   "request",  "instruct", "permit",  "enable",   "help",
                                                   "compel", "call",      "press", "pressure", "require",  "command", NULL};

/* Verbs whose object did what a gerund behind them tells: "accused the army of shelling", "jailed a man for throwing stones". */
static const char *const frame_blaming[] = {"accuse",    "blame", "suspect",  "charge",    "convict",  "criticise", "criticize", "condemn", "denounce",
                                            "sentence",  "jail",  "imprison", "arrest",    "detain",   "fine",      "punish",    "praise",  "commend",
                                            "applaud",   "slam",  "blast",    "book",      "censure",  "flay",      "suspend",   "sack",    "dismiss",
                                            "castigate", "thank", "indict",   "prosecute", "sanction", "rebuke",    "fault",     NULL};

static uint32_t frame_blamed(const dul_scene *scene, uint32_t verb)
{
    const dul_tree *tree = scene->tree;
    uint32_t        head = tree->head[verb], mark = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE));
    if (mark == DUL_NONE || !dul_str_is(tree->xpos[verb], "VBG") || !frame_is_any(scene, head, frame_blaming))
        return DUL_NONE;
    bool deed = dul_tree_lemma_is(tree, mark, "of") || dul_tree_lemma_is(tree, mark, "for") || dul_tree_lemma_is(tree, mark, "over") ||
                dul_tree_lemma_is(tree, mark, "with");
    return deed ? dul_tree_child(tree, head, DUL_REL_OBJ) : DUL_NONE;
}

static uint32_t frame_subject_at(const dul_scene *scene, uint32_t verb, int depth)
{
    const dul_tree *tree = scene->tree;
    if (verb == DUL_ROOT || depth > SUBJECT_DEPTH_MAX)
        return DUL_NONE;
    uint32_t subject = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS) | DUL_REL_BIT(DUL_REL_NSUBJ_OUTER));
    if (subject != DUL_NONE) {
        uint32_t noun = frame_relative_pronoun(scene, subject) ? frame_antecedent(scene, verb) : DUL_NONE;
        return noun != DUL_NONE ? noun : subject;
    }
    uint32_t head = tree->head[verb];
    if (head == DUL_ROOT)
        return DUL_NONE;
    switch (tree->rel[verb]) {
    case DUL_REL_CONJ: return frame_subject_at(scene, head, depth + 1);
    case DUL_REL_CCOMP: {
        /* A finite clause has a subject of its own. Where the tree hung it under the words of saying ("As the paper says, supporters have caused ..."), the
         * subject is the one of the clause above those. */
        bool finite = (tree->feat[verb] & DUL_FEAT_FIN) || dul_tree_child(tree, verb, DUL_REL_AUX) != DUL_NONE;
        if (!finite)
            return frame_subject_at(scene, head, depth + 1);
        if ((tree->rel[head] == DUL_REL_ADVCL || tree->rel[head] == DUL_REL_PARATAXIS) && tree->head[head] != DUL_ROOT)
            return frame_subject_at(scene, tree->head[head], depth + 1);
        return DUL_NONE;
    }
    case DUL_REL_OBL:
    case DUL_REL_NMOD: /* a gerund that the tree takes for a noun: "condemned them for shooting at ..." */
        if (tree->upos[verb] != DUL_UPOS_VERB || !dul_str_is(tree->xpos[verb], "VBG"))
            return DUL_NONE;
        /* fall through */
    case DUL_REL_ADVCL: {
        /* "Troops entered after being told ...": the matrix subject. In the passive the doer of the purpose is the agent, when named. */
        if (tree->upos[head] == DUL_UPOS_NOUN || tree->upos[head] == DUL_UPOS_PROPN) {
            uint32_t own = frame_subject_at(scene, head, depth + 1);
            return own != DUL_NONE ? own : head;
        }
        uint32_t blamed = frame_blamed(scene, verb);
        return blamed != DUL_NONE ? blamed : frame_subject_at(scene, head, depth + 1);
    }
    case DUL_REL_PARATAXIS: /* "Seventeen men, who tried to flee, were arrested", cut at the comma */
        return tree->upos[head] == DUL_UPOS_NOUN && head < verb && dul_tree_child(tree, verb, DUL_REL_AUX_PASS) != DUL_NONE &&
                       dul_tree_child_in(tree, head, DUL_REL_BIT(DUL_REL_COP) | DUL_REL_BIT(DUL_REL_NSUBJ)) == DUL_NONE
                   ? head
                   : DUL_NONE;
    case DUL_REL_ACL_RELCL: return dul_tree_child(tree, verb, DUL_REL_ADVMOD) != DUL_NONE ? DUL_NONE : head;
    case DUL_REL_ACL:
        if (!frame_infinitive(tree, verb))
            return head;
        if (tree->rel[head] == DUL_REL_OBJ && tree->head[head] != DUL_ROOT && frame_is_any(scene, tree->head[head], frame_object_control))
            return head; /* "urged the rebels to release", hung on the rebels */
        /* "Russia's plan to attack", "Russia made a decision to attack", "the failure of the police to act", "police failure to act". */
        subject = dul_tree_child(tree, head, DUL_REL_NMOD_POSS);
        if (subject == DUL_NONE && (dul_tree_lemma_is(tree, head, "failure") || dul_tree_lemma_is(tree, head, "inability"))) {
            subject = dul_tree_child_in(tree, head, DUL_REL_BIT(DUL_REL_NMOD) | DUL_REL_BIT(DUL_REL_COMPOUND));
        }
        if (subject != DUL_NONE)
            return subject;
        if (tree->head[head] != DUL_ROOT && (tree->rel[head] == DUL_REL_OBJ || tree->rel[head] == DUL_REL_OBL))
            return frame_subject_at(scene, tree->head[head], depth + 1);
        return DUL_NONE;
    case DUL_REL_XCOMP: {
        uint32_t object = dul_tree_child_in(tree, head, DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_IOBJ));
        if (object != DUL_NONE && object < verb && !frame_is_any(scene, head, frame_subject_control))
            return object;
        if (object == DUL_NONE && (dul_tree_lemma_is(tree, head, "call") || dul_tree_lemma_is(tree, head, "appeal"))) {
            uint32_t whom = dul_tree_child(tree, head, DUL_REL_OBL); /* "called on residents to remain calm" */
            if (whom != DUL_NONE)
                return whom;
        }
        return frame_subject_at(scene, head, depth + 1);
    }
    default: return DUL_NONE;
    }
}

uint32_t dul_frame_subject(const dul_scene *scene, uint32_t verb)
{
    return frame_subject_at(scene, verb, 0);
}

/* ---- collecting the parts ------------------------------------------------------------------------------------------------------ */

/* "bombed what it called rebel bases": the bases. */
static uint32_t frame_called(const dul_scene *scene, uint32_t what)
{
    const dul_tree *tree = scene->tree;
    if (!dul_tree_lemma_is(tree, what, "what"))
        return what;
    const uint64_t clauses = DUL_REL_BIT(DUL_REL_ACL_RELCL) | DUL_REL_BIT(DUL_REL_ACL);
    uint32_t       verb    = dul_tree_child_in(tree, what, clauses);
    if (verb == DUL_NONE && tree->head[what] != DUL_ROOT && tree->rel[what] == DUL_REL_OBJ)
        verb = tree->head[what];
    if (verb == DUL_NONE || !(dul_tree_lemma_is(tree, verb, "call") || dul_tree_lemma_is(tree, verb, "describe") || dul_tree_lemma_is(tree, verb, "term")))
        return what;
    uint32_t named = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_XCOMP) | DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_OBL));
    while (named != DUL_NONE && named == what)
        named = dul_tree_next_in(tree, named, DUL_REL_BIT(DUL_REL_XCOMP) | DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_OBL));
    return named != DUL_NONE ? named : what;
}

static void frame_add(dul_frame *frame, dul_arg_kind kind, uint32_t prep, uint32_t token, bool shared)
{
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->arg[i].token == token && frame->arg[i].kind == (uint8_t)kind && frame->arg[i].prep == prep)
            return;
    if (frame->n_args < DUL_ARGS_MAX && token != frame->trigger)
        frame->arg[frame->n_args++] = (dul_arg){(uint8_t)kind, shared, prep, token};
}

static bool frame_has(const dul_frame *frame, dul_arg_kind kind)
{
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->arg[i].kind == (uint8_t)kind)
            return true;
    return false;
}

/* A nominal with each of its prepositions: "out of the country" is both "out" and "of". */
static void frame_add_prep(const dul_scene *scene, dul_frame *frame, uint32_t token, bool shared)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = dul_tree_child(tree, token, DUL_REL_CASE); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CASE))) {
        frame_add(frame, DUL_ARG_PREP, scene->sym[c], token, shared);
        for (uint32_t f = dul_tree_child(tree, c, DUL_REL_FIXED); f != DUL_NONE; f = dul_tree_next_in(tree, f, DUL_REL_BIT(DUL_REL_FIXED)))
            frame_add(frame, DUL_ARG_PREP, scene->sym[f], token, shared);
    }
}

static void frame_add_clause(const dul_scene *scene, dul_frame *frame, uint32_t token, bool shared)
{
    const dul_tree *tree = scene->tree;
    if (frame_infinitive(tree, token)) {
        frame_add(frame, DUL_ARG_INF, DUL_SYM_NONE, token, shared);
        return;
    }
    bool     gerund = dul_str_is(tree->xpos[token], "VBG") || (tree->feat[token] & DUL_FEAT_GER);
    uint32_t mark   = dul_tree_child_in(tree, token, DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_CASE));
    if (mark == DUL_NONE && gerund) { /* "killed in police firing", read as "in police" that fires */
        uint32_t subject = dul_tree_child(tree, token, DUL_REL_NSUBJ);
        mark             = subject == DUL_NONE ? DUL_NONE : dul_tree_case(tree, subject);
    }
    if (mark != DUL_NONE && scene->sym[mark] != DUL_SYM_NONE)
        frame_add(frame, DUL_ARG_PREP, scene->sym[mark], token, shared);
    if (mark != DUL_NONE && dul_tree_lemma_is(tree, mark, "that"))
        frame_add(frame, DUL_ARG_THAT, DUL_SYM_NONE, token, shared);
    if (gerund && mark == DUL_NONE && tree->rel[token] != DUL_REL_ADVCL && tree->rel[token] != DUL_REL_ACL)
        frame_add(frame, DUL_ARG_ING, DUL_SYM_NONE, token, shared);
    else if (tree->rel[token] == DUL_REL_CCOMP || tree->rel[token] == DUL_REL_XCOMP)
        frame_add(frame, DUL_ARG_THAT, DUL_SYM_NONE, token, shared);
}

/* What an object brings along: "fired tear gas at protesters" with the phrase hung on "gas", "expressed willingness to meet". */
static void frame_add_of_object(const dul_scene *scene, dul_frame *frame, uint32_t object)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[object]; c != DUL_NONE; c = tree->next_sibling[c]) {
        if (tree->rel[c] == DUL_REL_NMOD || tree->rel[c] == DUL_REL_OBL) {
            uint32_t prep = dul_tree_case(tree, c);
            if (prep != DUL_NONE && !dul_tree_lemma_is(tree, prep, "of"))
                frame_add_prep(scene, frame, c, true);
        } else if (tree->rel[c] == DUL_REL_CONJ && tree->upos[c] != DUL_UPOS_VERB) {
            for (uint32_t g = dul_tree_child(tree, c, DUL_REL_NMOD); g != DUL_NONE; g = dul_tree_next_in(tree, g, DUL_REL_BIT(DUL_REL_NMOD))) {
                uint32_t prep = dul_tree_case(tree, g); /* "ambulances and other aid from Kuwait" */
                if (prep != DUL_NONE && !dul_tree_lemma_is(tree, prep, "of"))
                    frame_add_prep(scene, frame, g, true);
            }
        } else if ((tree->rel[c] == DUL_REL_ACL || tree->rel[c] == DUL_REL_ADVCL) && frame_infinitive(tree, c)) {
            frame_add(frame, DUL_ARG_INF, DUL_SYM_NONE, c, true);
        }
    }
}

/* Is the preposition part of a number: "at least 12", "up to 20", "about 300"? Then its phrase is no oblique. */
static bool frame_counts(const dul_scene *scene, uint32_t prep)
{
    const dul_tree *tree = scene->tree;
    if (prep + 1 >= scene->n)
        return false;
    dul_str next = scene->text->token[prep + 1].lower;
    if (dul_tree_lemma_is(tree, prep, "at"))
        return dul_str_is(next, "least") || dul_str_is(next, "most");
    if (dul_tree_lemma_is(tree, prep, "up"))
        return dul_str_is(next, "to");
    if (dul_tree_lemma_is(tree, prep, "to") && prep > 0 && dul_str_is(scene->text->token[prep - 1].lower, "up"))
        return true;
    if (dul_tree_lemma_is(tree, prep, "than") && prep > 0)
        return dul_tree_lemma_is(tree, prep - 1, "few") || dul_tree_lemma_is(tree, prep - 1, "fewer") || dul_tree_lemma_is(tree, prep - 1, "more") ||
               dul_tree_lemma_is(tree, prep - 1, "less");
    return (dul_tree_lemma_is(tree, prep, "about") || dul_tree_lemma_is(tree, prep, "around") || dul_tree_lemma_is(tree, prep, "over")) &&
           tree->upos[prep + 1] == DUL_UPOS_NUM;
}

/* Prepositions and clauses of a verb. */
static void frame_add_obliques(const dul_scene *scene, dul_frame *frame, uint32_t verb, bool passive, bool shared)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c]) {
        switch (tree->rel[c]) {
        case DUL_REL_OBL_AGENT:
        case DUL_REL_OBL:
        case DUL_REL_NMOD: {
            uint32_t prep = dul_tree_case(tree, c);
            if (tree->rel[c] == DUL_REL_OBL_AGENT && (prep == DUL_NONE || dul_tree_lemma_is(tree, prep, "by"))) { /* "after activists ..." is no agent */
                frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, c, shared);
                break;
            }
            bool bare = prep == DUL_NONE && !scene->timed[c] && tree->rel[c] == DUL_REL_OBL && c > verb && !frame_has(frame, DUL_ARG_OBJ) && !passive &&
                        (tree->upos[c] == DUL_UPOS_NOUN || tree->upos[c] == DUL_UPOS_PROPN || tree->upos[c] == DUL_UPOS_NUM);
            if (bare || (prep != DUL_NONE && frame_counts(scene, prep))) {
                frame_add(frame, passive ? DUL_ARG_SUBJ : DUL_ARG_OBJ, DUL_SYM_NONE, c, shared);
                break;
            }
            if (passive && prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "by"))
                frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, c, shared);
            frame_add_prep(scene, frame, c, shared);
            if (prep != DUL_NONE && (dul_tree_lemma_is(tree, prep, "to") || dul_tree_lemma_is(tree, prep, "on") || dul_tree_lemma_is(tree, prep, "for")))
                for (uint32_t g = tree->first_child[c]; g != DUL_NONE; g = tree->next_sibling[g])
                    if ((tree->rel[g] == DUL_REL_ACL || tree->rel[g] == DUL_REL_ADVCL) && frame_infinitive(tree, g))
                        frame_add(frame, DUL_ARG_INF, DUL_SYM_NONE, g, true); /* "called on the troops to leave" hung on the troops */
            break;
        }
        case DUL_REL_XCOMP:
        case DUL_REL_CCOMP:
        case DUL_REL_ADVCL: frame_add_clause(scene, frame, c, shared); break;
        default: break;
        }
    }
}

static void frame_of_verb(const dul_scene *scene, dul_frame *frame)
{
    const dul_tree *tree    = scene->tree;
    uint32_t        verb    = frame->trigger;
    uint32_t        subject = dul_frame_subject(scene, verb);
    uint32_t        object  = dul_tree_child(tree, verb, DUL_REL_OBJ);
    while (object != DUL_NONE && scene->timed[object] && dul_tree_next_in(tree, object, DUL_REL_BIT(DUL_REL_OBJ)) != DUL_NONE)
        object = dul_tree_next_in(tree, object, DUL_REL_BIT(DUL_REL_OBJ)); /* "lifted Friday a blockade" */
    if (object != DUL_NONE && scene->timed[object])
        object = DUL_NONE;
    if (object != DUL_NONE)
        object = frame_called(scene, object);
    uint32_t to    = dul_tree_child(tree, verb, DUL_REL_IOBJ);
    frame->passive = frame->class == DUL_CLASS_VERB && dul_frame_passive(scene, verb);
    if (frame->class == DUL_CLASS_VERB && dul_frame_misread(scene, verb)) {
        frame->passive  = false;
        object          = tree->head[verb];
        uint32_t before = verb - 1;
        if (tree->upos[before] == DUL_UPOS_CCONJ)
            subject = dul_frame_subject(scene, tree->head[tree->head[object]]);
        else
            subject = tree->head[before] == object ? before : dul_frame_subject(scene, before);
        if (subject != DUL_NONE)
            frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, subject, false);
        frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, object, false);
        frame_add_of_object(scene, frame, object);
        return;
    }
    /* An object that is a relative pronoun, or was left out before a relative clause with its own subject, is the antecedent. */
    if (object != DUL_NONE && frame_relative_pronoun(scene, object)) {
        uint32_t noun = frame_antecedent(scene, verb);
        object        = noun != DUL_NONE ? noun : object;
    } else if (object == DUL_NONE && tree->rel[verb] == DUL_REL_ACL_RELCL && !frame->passive && subject != DUL_NONE && subject != tree->head[verb] &&
               dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_CCOMP) | DUL_REL_BIT(DUL_REL_XCOMP)) == DUL_NONE) {
        bool where = false;
        for (uint32_t c = tree->first_child[verb]; c != DUL_NONE; c = tree->next_sibling[c])
            if (tree->rel[c] == DUL_REL_ADVMOD && (dul_tree_lemma_is(tree, c, "where") || dul_tree_lemma_is(tree, c, "when")))
                where = true;
        if (!where)
            object = tree->head[verb];
    }
    if (frame->passive) {
        if (subject != DUL_NONE && object != DUL_NONE)
            frame_add(frame, DUL_ARG_PREP, scene->s_to, subject, false); /* "was given aid" */
        else if (subject != DUL_NONE)
            frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, subject, false);
        if (object != DUL_NONE)
            frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, object, false);
    } else {
        if (subject != DUL_NONE)
            frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, subject, false);
        for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_NSUBJ); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_NSUBJ)))
            if (!frame_relative_pronoun(scene, c) && c < verb) /* a long name may be cut in two subjects */
                frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, c, false);
        if (object == DUL_NONE && to != DUL_NONE)
            frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, to, false);
        else if (to != DUL_NONE)
            frame_add(frame, DUL_ARG_PREP, scene->s_to, to, false);
        if (object != DUL_NONE)
            frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, object, false);
    }
    frame_add_obliques(scene, frame, verb, frame->passive, false);
    if (object != DUL_NONE)
        frame_add_of_object(scene, frame, object);
    else if (frame->passive && subject != DUL_NONE)
        frame_add_of_object(scene, frame, subject);

    /* "police beat and arrested protesters", "police arrested protesters and beat with clubs": objects are shared between conjuncts. */
    if (!frame_has(frame, DUL_ARG_OBJ) && frame->class == DUL_CLASS_VERB && !frame->passive) {
        uint32_t other = DUL_NONE;
        for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_CONJ); c != DUL_NONE && other == DUL_NONE;
             c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
            if (dul_tree_child(tree, c, DUL_REL_NSUBJ) == DUL_NONE && tree->upos[c] == DUL_UPOS_VERB && c - verb <= 3)
                other = dul_tree_child(tree, c, DUL_REL_OBJ);
        if (other != DUL_NONE)
            frame_add(frame, DUL_ARG_OBJ, DUL_SYM_NONE, other, true);
    }
    if (tree->rel[verb] == DUL_REL_CONJ && tree->head[verb] != DUL_ROOT && dul_tree_child(tree, verb, DUL_REL_NSUBJ) == DUL_NONE)
        for (uint32_t c = tree->first_child[tree->head[verb]]; c != DUL_NONE; c = tree->next_sibling[c])
            if (tree->rel[c] == DUL_REL_OBL_AGENT && frame->passive)
                frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, c, true);
}

/* ---- nouns --------------------------------------------------------------------------------------------------------------------- */

/* Is the verb, with its particle if the set asks for one, in a set of verbs ("carry out")? */
static bool frame_verb_in(const dul_scene *scene, uint32_t index, uint32_t verb)
{
    if (index == DUL_NONE || scene->sym[verb] == DUL_SYM_NONE)
        return false;
    if (dul_scene_in_set(scene, index, verb))
        return true;
    const dul_tree *tree = scene->tree;
    const uint64_t  with = DUL_REL_BIT(DUL_REL_COMPOUND_PRT) | DUL_REL_BIT(DUL_REL_ADVMOD) | DUL_REL_BIT(DUL_REL_OBJ); /* carry out; take place */
    for (uint32_t particle = dul_tree_child_in(tree, verb, with); particle != DUL_NONE; particle = dul_tree_next_in(tree, particle, with)) {
        const dul_set *set = &scene->rules->set[index];
        for (uint32_t i = 0; i < set->n_words; i++)
            if (set->item[i].n_before == 1 && set->item[i].head == scene->sym[particle] && set->item[i].before[0] == scene->sym[verb])
                return true;
    }
    return false;
}

static void frame_add_of_noun(const dul_scene *scene, dul_frame *frame, uint32_t noun, bool shared)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[noun]; c != DUL_NONE; c = tree->next_sibling[c]) {
        switch (tree->rel[c]) {
        case DUL_REL_NMOD:
        case DUL_REL_OBL: frame_add_prep(scene, frame, c, shared); break;
        case DUL_REL_NMOD_POSS: frame_add(frame, DUL_ARG_POSS, DUL_SYM_NONE, c, shared); break;
        case DUL_REL_COMPOUND:
        case DUL_REL_NMOD_UNMARKED:
            frame_add(frame, DUL_ARG_COMP, DUL_SYM_NONE, c, shared);
            frame_add(frame, DUL_ARG_MOD, DUL_SYM_NONE, c, shared);
            break;
        case DUL_REL_AMOD:
            frame_add(frame, DUL_ARG_COMP, DUL_SYM_NONE, c, shared);
            frame_add(frame, DUL_ARG_MOD, DUL_SYM_NONE, c, shared);
            break;
        case DUL_REL_NSUBJ: frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, c, shared); break; /* a predicate noun */
        case DUL_REL_ACL:
        case DUL_REL_ADVCL:
        case DUL_REL_CCOMP:
        case DUL_REL_XCOMP:
            frame_add_clause(scene, frame, c, shared);
            if (tree->rel[c] == DUL_REL_ACL && dul_frame_passive(scene, c)) { /* "an attack carried out by rebels" */
                uint32_t agent = dul_tree_child(tree, c, DUL_REL_OBL_AGENT);
                for (uint32_t o = dul_tree_child(tree, c, DUL_REL_OBL); agent == DUL_NONE && o != DUL_NONE;
                     o          = dul_tree_next_in(tree, o, DUL_REL_BIT(DUL_REL_OBL))) {
                    uint32_t prep = dul_tree_case(tree, o);
                    if (prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "by"))
                        agent = o;
                }
                bool light = frame_verb_in(scene, scene->set_light, c);
                if (agent != DUL_NONE && light)
                    frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, agent, shared);
                if (light && frame->tie == DUL_TIE_NONE && !shared) /* "arrests made in Gilan" */
                    frame->tie = DUL_TIE_LIGHT;
            }
            break;
        default: break;
        }
    }
}

/* Is "verb + preposition of the noun" one of &light_on? The set holds the verb's lemma and the preposition as one phrase, verb first. */
static bool frame_light_on(const dul_scene *scene, uint32_t verb, uint32_t noun)
{
    if (scene->set_light_on == DUL_NONE)
        return false;
    uint32_t prep = dul_tree_case(scene->tree, noun);
    if (prep == DUL_NONE || scene->sym[prep] == DUL_SYM_NONE || scene->sym[verb] == DUL_SYM_NONE)
        return false;
    const dul_set *set = &scene->rules->set[scene->set_light_on];
    for (uint32_t i = 0; i < set->n_words; i++) {
        const dul_item *item = &set->item[i];
        if (item->head == scene->sym[prep] && item->n_before > 0 && item->before[0] == scene->sym[verb])
            return true;
    }
    return false;
}

static void frame_of_noun(const dul_scene *scene, dul_frame *frame)
{
    const dul_tree *tree = scene->tree;
    uint32_t        noun = frame->trigger;
    frame_add_of_noun(scene, frame, noun, false);

    /* Outwards: "attacks and raids" share their verb; "a wave of attacks" stands where the wave stands. */
    uint32_t outer = noun;
    for (int depth = 0; depth < 4 && tree->head[outer] != DUL_ROOT; depth++) {
        uint32_t head = tree->head[outer];
        if (tree->rel[outer] == DUL_REL_CONJ && (tree->upos[head] == DUL_UPOS_NOUN || tree->upos[head] == DUL_UPOS_PROPN)) {
            outer = head;
        } else if (tree->rel[outer] == DUL_REL_NMOD && dul_scene_in_set(scene, scene->set_collective, head) && dul_scene_content(scene, head) == outer) {
            outer = head;
            frame_add_of_noun(scene, frame, outer, true);
        } else {
            break;
        }
    }
    uint32_t verb = tree->head[outer];
    if (verb == DUL_ROOT || (tree->upos[verb] != DUL_UPOS_VERB && tree->upos[verb] != DUL_UPOS_AUX)) {
        if (tree->rel[outer] == DUL_REL_CONJ || dul_tree_child(tree, outer, DUL_REL_COP) == DUL_NONE)
            return;
        /* A predicate noun: "the clashes were the worst fighting in years". */
        frame->governor = outer;
        frame->tie      = DUL_TIE_OCCUR;
        return;
    }
    bool passive = dul_frame_passive(scene, verb);
    bool object  = tree->rel[outer] == DUL_REL_OBJ || (passive && (tree->rel[outer] == DUL_REL_NSUBJ_PASS || tree->rel[outer] == DUL_REL_NSUBJ));
    bool subject = !passive && (tree->rel[outer] == DUL_REL_NSUBJ || tree->rel[outer] == DUL_REL_NSUBJ_PASS);
    if ((object && frame_verb_in(scene, scene->set_light, verb)) || (tree->rel[outer] == DUL_REL_OBL && frame_light_on(scene, verb, outer))) {
        frame->governor = verb;
        frame->tie      = DUL_TIE_LIGHT;
        uint32_t who    = passive && object ? DUL_NONE : dul_frame_subject(scene, verb);
        if (who != DUL_NONE && who != outer)
            frame_add(frame, DUL_ARG_SUBJ, DUL_SYM_NONE, who, true);
        frame_add_obliques(scene, frame, verb, passive, true);
    } else if (subject && frame_verb_in(scene, scene->set_occur, verb)) {
        frame->governor = verb;
        frame->tie      = DUL_TIE_OCCUR;
        frame_add_obliques(scene, frame, verb, false, true);
    } else if (tree->rel[verb] == DUL_REL_ACL_RELCL && subject) {
        frame->governor = verb;
    }
}

void dul_frame_make(const dul_scene *scene, uint32_t trigger, dul_class class, dul_frame *out)
{
    out->trigger  = trigger;
    out->class    = (uint8_t) class;
    out->passive  = false;
    out->governor = DUL_NONE;
    out->tie      = DUL_TIE_NONE;
    out->n_args   = 0;
    if (class == DUL_CLASS_NOUN)
        frame_of_noun(scene, out);
    else
        frame_of_verb(scene, out);
}
