/*
 * event.c -- the event stage from trigger to event.
 *
 *   1  every word that heads a rule is a trigger; its frame is made and the heaviest rule found, first without the rules that ask for other events, then with
 *   2  what the rules of other triggers have swallowed, or what only names a topic, is dropped; two tellings of one act in a sentence become one
 *   3  status, parties, quantities, instruments, contexts, date, place, attribution
 *   4  clusters over the report
 */
#include "event/event.h"
#include "event/scene.h"

typedef struct {
    dul_frame    frame;
    dul_match    match;
    dul_standing standing;
    bool         dropped;
    bool         embedded; /* bound by a slot of another rule that speaks of it: "agreed to meet"         */
    dul_parties  actors, recipients;
    bool         lethal; /* the rule, or one merged into it, says that somebody dies                    */
    uint32_t     merged; /* the candidate that swallowed this one, or DUL_NONE                          */
    const char  *why;    /* constant text: why it was dropped                                           */
} event_candidate;

typedef struct {
    dul_scene        scene;
    event_candidate *item;
    uint32_t         n;
    size_t           capacity;
    uint32_t        *of_token; /* [n_tokens] candidate, or DUL_NONE                                        */
} event_run;

const char *dul_status_text(dul_status status)
{
    static const char *const names[] = {"actual", "historical", "future", "hypothetical", "negated"};
    return names[status];
}

static const char *event_form(const event_run *run, uint32_t token, char buffer[48])
{
    dul_str form = dul_token_form(run->scene.job, &run->scene.text->token[token]);
    size_t  len  = form.len < 47 ? form.len : 47;
    memcpy(buffer, form.at, len);
    buffer[len] = '\0';
    return buffer;
}

/* ---- triggers ------------------------------------------------------------------------------------------------------------------ */

static bool event_class(const dul_scene *scene, uint32_t token, dul_class *out)
{
    const dul_tree *tree = scene->tree;
    switch (tree->upos[token]) {
    case DUL_UPOS_VERB: *out = DUL_CLASS_VERB; return true;
    case DUL_UPOS_NOUN:
    case DUL_UPOS_PROPN:
    case DUL_UPOS_ADJ: {
        *out = tree->upos[token] == DUL_UPOS_ADJ ? DUL_CLASS_ADJ : DUL_CLASS_NOUN;
        /* With a subject and no copula it is a verb, whatever its tag says. */
        uint32_t sym = scene->sym[token];
        if (dul_tree_child(tree, token, DUL_REL_NSUBJ) != DUL_NONE && dul_tree_child(tree, token, DUL_REL_COP) == DUL_NONE &&
            scene->rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_VERB] != DUL_NONE)
            *out = DUL_CLASS_VERB;
        return true;
    }
    default: return false;
    }
}

/* Only running text and headlines are coded; datelines, captions and bylines are not. */
static bool event_readable(const dul_scene *scene, uint32_t token)
{
    dul_sentence_kind kind = scene->text->sentence[scene->text->token[token].sentence].kind;
    return kind == DUL_SENTENCE_TEXT || kind == DUL_SENTENCE_TITLE;
}

static dulati_result event_triggers(event_run *run)
{
    dul_scene       *scene = &run->scene;
    const dul_rules *rules = scene->rules;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t t = 0; t < scene->n; t++) {
            dul_class class;
            uint32_t sym = scene->sym[t];
            if (sym == DUL_SYM_NONE || scene->timed[t] || !event_class(scene, t, &class) || !event_readable(scene, t))
                continue;
            if (rules->first[(size_t)sym * DUL_N_CLASS + class] == DUL_NONE)
                continue;
            if (class == DUL_CLASS_ADJ && dul_tree_child(scene->tree, t, DUL_REL_COP) == DUL_NONE && scene->tree->rel[t] == DUL_REL_AMOD)
                continue;
            if (class == DUL_CLASS_VERB && scene->tree->rel[t] == DUL_REL_AMOD && !dul_frame_misread(scene, t))
                continue; /* "the detained reporters": background */
            event_candidate candidate = {.merged = DUL_NONE};
            dul_frame_make(scene, t, class, &candidate.frame);
            if (!dul_match_find(scene, &candidate.frame, pass == 1, &candidate.match))
                continue;
            if (pass == 0) {
                scene->early[t] = candidate.match.rule;
                continue;
            }
            if (candidate.match.rule->flags & DUL_FLAG_NOTHING) {
                char form[48];
                if (dul_job_traces(scene->job))
                    dul_job_trace(scene->job, "event", "'%s': %s says no event", event_form(run, t, form), candidate.match.rule->name);
                continue;
            }
            event_candidate *grown = dul_arena_grow(scene->job->scratch, run->item, run->n, &run->capacity, sizeof *grown);
            if (grown == NULL)
                return dul_fail_memory(scene->job->err);
            run->item        = grown;
            run->of_token[t] = run->n;
            grown[run->n++]  = candidate;
        }
    return DULATI_OK;
}

/* ---- parties ------------------------------------------------------------------------------------------------------------------- */

/* In text order; there are few. */
static void event_sort_parties(dul_parties *parties)
{
    for (uint32_t i = 1; i < parties->n; i++)
        for (uint32_t k = i; k > 0 && parties->item[k].head < parties->item[k - 1].head; k--) {
            dul_party other      = parties->item[k];
            parties->item[k]     = parties->item[k - 1];
            parties->item[k - 1] = other;
        }
}

static dulati_result event_parties(event_run *run, event_candidate *candidate)
{
    const dul_scene *scene  = &run->scene;
    bool             mutual = (candidate->match.rule->flags & DUL_FLAG_MUTUAL) != 0, ok = true;
    for (uint32_t i = 0; i < candidate->match.n_bind && ok; i++) {
        const dul_binding *bind = &candidate->match.bind[i];
        dul_parties       *side = bind->role == DUL_ROLE_ACTOR || (mutual && bind->role == DUL_ROLE_RECIPIENT) ? &candidate->actors
                                  : bind->role == DUL_ROLE_RECIPIENT                                           ? &candidate->recipients
                                                                                                               : NULL;
        if (side == NULL)
            continue;
        uint32_t before = side->n;
        ok              = dul_parties_add(scene, side, bind->token);
        /* "signed an agreement", "deployed along the border": what a slot asks for by its words is a party only when it is known as one. */
        if (bind->theme || mutual)
            for (uint32_t k = before; k < side->n;) {
                dul_parties one    = {&side->item[k], 1, 1};
                bool        inside = bind->theme && side->item[k].head != bind->token && scene->tree->rel[side->item[k].head] == DUL_REL_NMOD_POSS;
                if (!inside && dul_parties_coded(scene, &one))
                    k++;
                else
                    memmove(&side->item[k], &side->item[k + 1], (--side->n - k) * sizeof *side->item);
            }
    }
    event_sort_parties(&candidate->actors);
    event_sort_parties(&candidate->recipients);
    return ok ? DULATI_OK : dul_fail_memory(scene->job->err);
}

/* ---- which candidates are events ----------------------------------------------------------------------------------------------- */

static void event_drop(event_run *run, event_candidate *candidate, const char *why)
{
    if (candidate->dropped)
        return;
    candidate->dropped = true;
    candidate->why     = why;
    char form[48];
    if (dul_job_traces(run->scene.job))
        dul_job_trace(run->scene.job, "event", "'%s' (%s) is no event of its own: %s", event_form(run, candidate->frame.trigger, form),
                      candidate->match.rule->name, why);
}

static bool event_vetoed(const event_run *run, const event_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    const dul_rules *rules = scene->rules;
    const dul_tree  *tree  = scene->tree;
    if (rules->n_vetoes == 0)
        return false;
    uint32_t clause = candidate->frame.trigger, above;
    if (candidate->frame.class == DUL_CLASS_NOUN && (above = dul_tree_clause(tree, clause)) != DUL_NONE)
        clause = above;
    for (uint32_t t = tree->left[clause]; t < tree->right[clause]; t++) {
        if (scene->sym[t] == DUL_SYM_NONE)
            continue;
        const uint64_t *bits = &rules->sets_of[scene->sym[t] * rules->n_set_words];
        for (size_t v = 0; v < rules->n_vetoes; v++) {
            size_t bit = rules->n_contexts + v;
            if ((bits[bit / 64] >> (bit % 64) & 1) && (rules->veto[v].types >> candidate->match.rule->row->type & 1) &&
                dul_scene_in_set(scene, rules->veto[v].set, t))
                return true;
        }
    }
    return false;
}

/* Is a noun tied to the world: a party, a light or eventive verb, a place or a date of its own? */
static bool event_tied(const event_run *run, const event_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    if (candidate->match.rule->flags & DUL_FLAG_STRONG)
        return true;
    if (candidate->frame.tie != DUL_TIE_NONE || candidate->standing.status == DUL_STATUS_HISTORICAL)
        return true;
    uint32_t noun = candidate->frame.trigger, clause = dul_tree_clause(tree, noun);
    /* A capital inside running text is a name: "the Gulf War", "the Civil War". */
    bool title = scene->text->sentence[scene->text->token[noun].sentence].kind == DUL_SENTENCE_TITLE;
    if (tree->upos[noun] == DUL_UPOS_PROPN && !title && noun != scene->text->sentence[scene->text->token[noun].sentence].tokens.first)
        return false;
    /* Beside another event its mention is background, unless both sides are told. */
    bool beside = clause != DUL_NONE && run->of_token[clause] != DUL_NONE && !run->item[run->of_token[clause]].dropped;
    bool actor = dul_parties_coded(scene, &candidate->actors), recipient = dul_parties_coded(scene, &candidate->recipients);
    if (beside ? actor && recipient : actor || recipient)
        return true;
    if (beside)
        return false;
    if (scene->text->sentence[scene->text->token[noun].sentence].kind == DUL_SENTENCE_TITLE && tree->head[noun] == DUL_ROOT)
        return true;
    return false;
}

static bool event_lemma_in(const dul_tree *tree, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (dul_tree_lemma_is(tree, token, *words))
            return true;
    return false;
}

static const char *const event_kills[]   = {"kill",      "murder", "massacre", "execute", "assassinate", "slay", "die",  "behead",
                                            "slaughter", "lynch",  "killing",  "death",   "perish",      "hang", "dead", NULL};
static const char *const event_hurts[]   = {"injure", "wound", "hurt", "maim", NULL};
static const char *const event_arrests[] = {"arrest", "detain", "jail", "imprison", "apprehend", "arrest", "detention", NULL};
static const char *const event_moves[]   = {"displace", "flee", "evict", "uproot", NULL};

static const char *event_count_kind(const dul_tree *tree, uint32_t verb)
{
    if (event_lemma_in(tree, verb, event_kills))
        return "killed";
    if (event_lemma_in(tree, verb, event_hurts))
        return "injured";
    if (event_lemma_in(tree, verb, event_arrests))
        return "arrested";
    return event_lemma_in(tree, verb, event_moves) ? "displaced" : NULL;
}

/* How telling a mode is, for choosing between two tellings of one act: "bombing" says more than "killed". */
static int event_mode_rank(const dul_type_row *row)
{
    if (row->mode == NULL)
        return 0;
    return strcmp(row->mode, "targeted") == 0 || strcmp(row->mode, "beat") == 0 || strcmp(row->mode, "demo") == 0 ? 1 : 2;
}

/* Are all parties pronouns without a code? "It was destroyed" tells nothing that can be counted. */
static bool event_faceless(const event_run *run, const event_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    if (candidate->actors.n + candidate->recipients.n == 0 || dul_parties_coded(scene, &candidate->actors) || dul_parties_coded(scene, &candidate->recipients))
        return false;
    for (uint32_t i = 0; i < candidate->actors.n; i++)
        if (scene->tree->upos[candidate->actors.item[i].head] != DUL_UPOS_PRON)
            return false;
    for (uint32_t i = 0; i < candidate->recipients.n; i++)
        if (scene->tree->upos[candidate->recipients.item[i].head] != DUL_UPOS_PRON)
            return false;
    return true;
}

static dulati_result event_merge(event_run *run, event_candidate *into, event_candidate *from)
{
    const dul_scene *scene = &run->scene;
    from->merged           = (uint32_t)(into - run->item);
    into->lethal           = into->lethal || from->lethal || ((into->match.rule->flags | from->match.rule->flags) & DUL_FLAG_LETHAL) != 0;
    event_drop(run, from, "the same act is told by another trigger");
    /* An act named as the subject ("the bombing killed two") is no actor. */
    for (uint32_t i = 0; i < into->match.n_bind; i++)
        if (into->match.bind[i].role == DUL_ROLE_ACTOR && dul_scene_content(scene, into->match.bind[i].token) == from->frame.trigger)
            into->actors.n = 0;
    bool ok = true;
    if (into->actors.n == 0)
        for (uint32_t i = 0; i < from->actors.n && ok; i++)
            ok = dul_parties_add(scene, &into->actors, from->actors.item[i].head);
    if (into->recipients.n == 0)
        for (uint32_t i = 0; i < from->recipients.n && ok; i++)
            ok = dul_parties_add(scene, &into->recipients, from->recipients.item[i].head);
    if (event_mode_rank(from->match.rule->row) > event_mode_rank(into->match.rule->row)) {
        dul_match match  = into->match;
        match.rule       = from->match.rule;
        into->match.rule = match.rule;
    }
    return ok ? DULATI_OK : dul_fail_memory(scene->job->err);
}

/* Two tellings of one act in a sentence: the same type, and one hangs on the other as its subject, oblique or participle. */
static dulati_result event_fold(event_run *run)
{
    const dul_tree *tree = run->scene.tree;
    for (uint32_t i = 0; i < run->n; i++) {
        event_candidate *inner = &run->item[i];
        uint32_t         at = inner->frame.trigger, above = tree->head[at];
        if (inner->dropped || above == DUL_ROOT)
            continue;
        if (inner->frame.class == DUL_CLASS_NOUN && inner->frame.governor != DUL_NONE && inner->frame.governor != at)
            above = inner->frame.governor;
        for (int step = 0; step < 3 && above != DUL_ROOT; step++, above = tree->head[above]) {
            if (step > 0 && inner->frame.class == DUL_CLASS_NOUN && tree->rel[above] == DUL_REL_ACL_RELCL && run->of_token[above] == DUL_NONE)
                break;
            uint32_t o       = run->of_token[above];
            bool     outcome = o != DUL_NONE && tree->rel[at] == DUL_REL_CONJ && inner->frame.class != DUL_CLASS_NOUN &&
                           dul_tree_child_in(tree, at, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS)) == DUL_NONE &&
                           (event_count_kind(tree, at) != NULL || event_count_kind(tree, above) != NULL); /* "killed five and wounded ten" */
            for (int hops = 0; o != DUL_NONE && run->item[o].merged != DUL_NONE && hops < 4; hops++)
                o = run->item[o].merged;
            if (o == DUL_NONE || run->item[o].dropped || o == i)
                continue;
            event_candidate *outer = &run->item[o];
            if (outer->match.rule->row->type != inner->match.rule->row->type)
                break; /* another act stands between */
            dul_rel rel  = (dul_rel)tree->rel[at];
            bool    noun = inner->frame.class == DUL_CLASS_NOUN &&
                        (rel == DUL_REL_NSUBJ || rel == DUL_REL_OBL || rel == DUL_REL_OBJ || rel == DUL_REL_NMOD || rel == DUL_REL_OBL_AGENT ||
                         rel == DUL_REL_NSUBJ_PASS || rel == DUL_REL_COMPOUND || rel == DUL_REL_APPOS);
            bool clause = inner->frame.class != DUL_CLASS_NOUN &&
                          (rel == DUL_REL_ADVCL || rel == DUL_REL_ACL || rel == DUL_REL_XCOMP || rel == DUL_REL_ACL_RELCL) &&
                          dul_tree_child(tree, at, DUL_REL_NSUBJ) == DUL_NONE;
            if (noun || clause || outcome)
                DUL_TRY(event_merge(run, outer, inner));
            break;
        }
    }
    return DULATI_OK;
}

/* Types whose words say toward whom, if not in an argument then deeper in the clause: "threatened to cut off gas to Poland". */
#define SEEK_TYPES                                                                                                                                       \
    (1u << DUL_TYPE_AGREE | 1u << DUL_TYPE_REQUEST | 1u << DUL_TYPE_ACCUSE | 1u << DUL_TYPE_REJECT | 1u << DUL_TYPE_THREATEN | 1u << DUL_TYPE_SANCTION | \
     1u << DUL_TYPE_CONCEDE | 1u << DUL_TYPE_SUPPORT | 1u << DUL_TYPE_AID | 1u << DUL_TYPE_COOPERATE | 1u << DUL_TYPE_PROTEST | 1u << DUL_TYPE_RETREAT | \
     1u << DUL_TYPE_COERCE)
/* Those where the place of the deed is also its recipient: "eased emergency rule in the province". */
#define SEEK_PLACE_TYPES \
    (1u << DUL_TYPE_SANCTION | 1u << DUL_TYPE_CONCEDE | 1u << DUL_TYPE_AID | 1u << DUL_TYPE_COERCE | 1u << DUL_TYPE_THREATEN | 1u << DUL_TYPE_REJECT)
#define SEEK_QUEUE 96

static bool event_same_party(const dul_scene *scene, const dul_parties *parties, uint32_t mention)
{
    const dul_mention *m = &scene->found->mentions->item[mention];
    for (uint32_t i = 0; i < parties->n; i++) {
        uint32_t other = parties->item[i].mention;
        if (other == DUL_NONE)
            continue;
        const dul_mention *o = &scene->found->mentions->item[other];
        if (other == mention || (m->coref >= 0 && m->coref == o->coref) || (m->n_codes > 0 && o->n_codes > 0 && strcmp(m->code[0], o->code[0]) == 0))
            return true;
    }
    return false;
}

/* A recipient for an event whose rule named none: the nearest actor below the trigger that is not the actor itself, breadth first. Relative clauses and
 * time are left out, and what merely says where, but for types that act upon places. */
static dulati_result event_seek_recipient(event_run *run, uint32_t index)
{
    const dul_scene *scene     = &run->scene;
    const dul_tree  *tree      = scene->tree;
    event_candidate *candidate = &run->item[index];
    dul_type         type      = candidate->match.rule->row->type;
    if (scene->found->mentions == NULL || !(SEEK_TYPES >> type & 1) || (candidate->match.rule->flags & DUL_FLAG_MUTUAL && type != DUL_TYPE_AGREE) ||
        dul_parties_coded(scene, &candidate->recipients))
        return DULATI_OK;
    uint32_t queue[SEEK_QUEUE], n = 0, place = DUL_NONE;
    uint32_t root = candidate->frame.governor != DUL_NONE ? candidate->frame.governor : candidate->frame.trigger;
    queue[n++]    = root;
    for (uint32_t q = 0; q < n; q++) {
        for (uint32_t c = tree->first_child[queue[q]]; c != DUL_NONE && n < SEEK_QUEUE; c = tree->next_sibling[c]) {
            dul_rel rel = (dul_rel)tree->rel[c];
            bool    top = queue[q] == root || queue[q] == candidate->frame.trigger;
            if (rel == DUL_REL_ACL_RELCL || rel == DUL_REL_PUNCT || rel == DUL_REL_PARATAXIS || scene->timed[c])
                continue;
            if (top && (rel == DUL_REL_NSUBJ || rel == DUL_REL_NSUBJ_PASS || rel == DUL_REL_OBL_AGENT || rel == DUL_REL_CONJ || rel == DUL_REL_NMOD_POSS))
                continue; /* the actor's own words, and other clauses */
            if (rel == DUL_REL_CCOMP && queue[q] == root && type != DUL_TYPE_REQUEST && type != DUL_TYPE_AGREE && type != DUL_TYPE_THREATEN &&
                type != DUL_TYPE_ACCUSE)
                continue;
            queue[n++] = c;
        }
        uint32_t token = queue[q], m = dul_scene_mention(scene, token);
        if (tree->rel[token] == DUL_REL_NMOD_POSS && tree->upos[token] == DUL_UPOS_PRON)
            continue;
        if (q == 0 || m == DUL_NONE || scene->found->mentions->item[m].n_codes == 0 || event_same_party(scene, &candidate->actors, m))
            continue;
        /* "in Oran, Annaba and Constantine": the preposition stands before the first */
        uint32_t first = token;
        while (tree->rel[first] == DUL_REL_CONJ && tree->head[first] != DUL_ROOT)
            first = tree->head[first];
        uint32_t prep = dul_tree_case(tree, first);
        bool where = prep != DUL_NONE && (dul_tree_lemma_is(tree, prep, "in") || dul_tree_lemma_is(tree, prep, "at") || dul_tree_lemma_is(tree, prep, "near"));
        if (where) {
            place = place == DUL_NONE ? token : place;
            continue;
        }
        return dul_parties_add(scene, &candidate->recipients, token) ? DULATI_OK : dul_fail_memory(scene->job->err);
    }
    if (place != DUL_NONE && (SEEK_PLACE_TYPES >> type & 1) && !dul_parties_add(scene, &candidate->recipients, place))
        return dul_fail_memory(scene->job->err);
    return DULATI_OK;
}

/* "... rallied, demanding that he resign": the codebook codes the protest alone. */
static bool event_is_demand_of_protest(const event_run *run, const event_candidate *candidate)
{
    const dul_tree *tree = run->scene.tree;
    uint32_t        at   = candidate->frame.trigger;
    if (candidate->match.rule->row->type != DUL_TYPE_REQUEST || candidate->frame.class != DUL_CLASS_VERB)
        return false;
    for (int step = 0; step < 4 && tree->head[at] != DUL_ROOT; step++) {
        dul_rel rel = (dul_rel)tree->rel[at];
        if (rel != DUL_REL_ADVCL && rel != DUL_REL_ACL && rel != DUL_REL_XCOMP && rel != DUL_REL_ACL_RELCL && rel != DUL_REL_OBJ && rel != DUL_REL_OBL &&
            step == 0)
            return false;
        at         = tree->head[at];
        uint32_t o = run->of_token[at];
        if (o == DUL_NONE) { /* "began a hunger strike to demand ..." */
            uint32_t object = dul_tree_child(tree, at, DUL_REL_OBJ);
            o               = object == DUL_NONE ? DUL_NONE : run->of_token[object];
        }
        if (o != DUL_NONE)
            return run->item[o].match.rule->row->type == DUL_TYPE_PROTEST;
    }
    return false;
}

static dulati_result event_sift(event_run *run)
{
    const dul_scene *scene = &run->scene;
    for (uint32_t i = 0; i < run->n; i++) {
        event_candidate *candidate = &run->item[i];
        DUL_TRY(event_parties(run, candidate));
        candidate->standing = dul_status_find(scene, &candidate->frame);
    }
    for (uint32_t i = 0; i < run->n; i++) {
        event_candidate *candidate = &run->item[i];
        /* What this rule has taken up is no event beside it. */
        for (uint32_t b = 0; b < candidate->match.n_bind; b++) {
            const dul_binding *bind    = &candidate->match.bind[b];
            uint32_t           content = dul_scene_content(scene, bind->token), o = run->of_token[content];
            if (o == DUL_NONE && scene->tree->upos[bind->token] == DUL_UPOS_VERB) {
                uint32_t object = dul_tree_child(scene->tree, bind->token, DUL_REL_OBJ);
                o               = object == DUL_NONE ? DUL_NONE : run->of_token[object];
            }
            if (o == DUL_NONE || o == i)
                continue;
            event_candidate *inner = &run->item[o];
            bool             noun  = inner->frame.class == DUL_CLASS_NOUN;
            if (inner->match.rule->row->type == candidate->match.rule->row->type && bind->role == DUL_ROLE_NONE && !inner->dropped && !candidate->dropped)
                DUL_TRY(event_merge(run, candidate, inner)); /* "died in police firing" */
            else if (inner->match.rule->row->type == candidate->match.rule->row->type && bind->role != DUL_ROLE_ACTOR)
                event_drop(run, inner, "part of the event above it");
            else if (bind->firm && noun)
                event_drop(run, inner, "object of the event above it");
            else if (bind->role == DUL_ROLE_NONE || !noun)
                inner->embedded = true;
        }
    }
    DUL_TRY(event_fold(run));
    for (uint32_t i = 0; i < run->n; i++) {
        event_candidate *candidate = &run->item[i];
        uint32_t         flags     = candidate->match.rule->flags;
        if (candidate->dropped)
            continue;
        if ((flags & DUL_FLAG_OMISSION) && (candidate->standing.status != DUL_STATUS_NEGATED || candidate->standing.refused))
            event_drop(run, candidate, "what was due was done");
        else if (event_vetoed(run, candidate))
            event_drop(run, candidate, "the clause is about something else");
        else if ((flags & DUL_FLAG_NEEDS_ACTOR) && !dul_parties_coded(scene, &candidate->actors))
            event_drop(run, candidate, "the rule needs an actor");
        else if ((flags & DUL_FLAG_NEEDS_RECIPIENT) && !dul_parties_coded(scene, &candidate->recipients))
            event_drop(run, candidate, "the rule needs a recipient");
        else if (candidate->frame.class == DUL_CLASS_NOUN && !event_tied(run, candidate))
            event_drop(run, candidate, "a bare noun");
        else if (event_faceless(run, candidate))
            event_drop(run, candidate, "only pronouns that stand for nobody known");
        else if (candidate->frame.class == DUL_CLASS_VERB && candidate->actors.n == 0 && candidate->recipients.n == 0 && candidate->match.rule->n_slots == 0)
            event_drop(run, candidate, "nobody is named");
    }
    for (uint32_t i = 0; i < run->n; i++)
        if (!run->item[i].dropped && event_is_demand_of_protest(run, &run->item[i]))
            event_drop(run, &run->item[i], "what a protest demands is no request of its own");
    for (uint32_t i = 0; i < run->n; i++)
        if (!run->item[i].dropped)
            DUL_TRY(event_seek_recipient(run, i));
    return DULATI_OK;
}

/* ---- from candidate to event --------------------------------------------------------------------------------------------------- */

static dulati_result event_instruments(const event_run *run, const event_candidate *candidate, dul_event *event)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    uint32_t         found[8], n = 0;
    for (uint32_t i = 0; i < candidate->match.n_bind && n < 8; i++)
        if (candidate->match.bind[i].role == DUL_ROLE_INSTRUMENT)
            found[n++] = candidate->match.bind[i].token;
    for (uint32_t i = 0; i < candidate->frame.n_args && n < 8; i++) {
        const dul_arg *arg  = &candidate->frame.arg[i];
        uint32_t       prep = arg->kind == DUL_ARG_PREP ? dul_tree_case(tree, arg->token) : DUL_NONE;
        bool with = prep != DUL_NONE && (dul_tree_lemma_is(tree, prep, "with") || dul_tree_lemma_is(tree, prep, "by") || dul_tree_lemma_is(tree, prep, "in"));
        uint32_t token = arg->token;
        if (tree->rel[token] == DUL_REL_ADVCL && dul_tree_lemma_is(tree, token, "use")) { /* "attacked the post, using rockets" */
            token = dul_tree_child(tree, token, DUL_REL_OBJ);
            with  = token != DUL_NONE;
        }
        bool known = false;
        for (uint32_t k = 0; k < n; k++)
            known = known || found[k] == token;
        if (with && !known && dul_scene_in_set(scene, scene->set_weapon, token))
            found[n++] = token;
    }
    if (n == 0)
        return DULATI_OK;
    /* "tear gas and water cannon" */
    for (uint32_t i = 0; i < n && n < 8; i++)
        for (uint32_t c = dul_tree_child(tree, found[i], DUL_REL_CONJ); c != DUL_NONE && n < 8; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
            if (dul_scene_in_set(scene, scene->set_weapon, c))
                found[n++] = c;
    event->instruments = dul_arena_calloc(scene->job->arena, n, sizeof *event->instruments);
    if (event->instruments == NULL)
        return dul_fail_memory(scene->job->err);
    for (uint32_t i = 0; i < n; i++)
        event->instruments[event->n_instruments++] = dul_tree_phrase(tree, scene->text, found[i]);
    return DULATI_OK;
}

static dulati_result event_contexts(const event_run *run, const event_candidate *candidate, dul_event *event)
{
    const dul_scene *scene  = &run->scene;
    const dul_rules *rules  = scene->rules;
    const dul_tree  *tree   = scene->tree;
    uint32_t         clause = candidate->frame.trigger, above;
    if (candidate->frame.class == DUL_CLASS_NOUN && (above = dul_tree_clause(tree, clause)) != DUL_NONE)
        clause = above;
    size_t       max  = rules->n_contexts + candidate->match.rule->n_contexts;
    const char **list = dul_arena_calloc(scene->job->arena, max + 1, sizeof *list);
    if (list == NULL)
        return dul_fail_memory(scene->job->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < candidate->match.rule->n_contexts; i++)
        list[n++] = candidate->match.rule->contexts[i];
    for (uint32_t t = tree->left[clause]; t < tree->right[clause]; t++) {
        if (scene->sym[t] == DUL_SYM_NONE || rules->n_contexts == 0)
            continue;
        const uint64_t *bits = &rules->sets_of[scene->sym[t] * rules->n_set_words];
        for (size_t c = 0; c < rules->n_contexts; c++) {
            if (!(bits[c / 64] >> (c % 64) & 1) || !dul_scene_in_set(scene, rules->context[c].set, t))
                continue;
            bool known = false;
            for (uint32_t k = 0; k < n; k++)
                known = known || strcmp(list[k], rules->context[c].name) == 0;
            if (!known)
                list[n++] = rules->context[c].name;
        }
    }
    event->contexts   = list;
    event->n_contexts = n;
    return DULATI_OK;
}

typedef struct {
    dul_quantity item[8];
    uint32_t     n;
} event_counts;

static void event_count(const event_run *run, uint32_t token, const char *kind, event_counts *counts)
{
    dul_quantity quantity;
    if (counts->n >= 8 || !dul_quantity_of(&run->scene, token, &quantity))
        return;
    for (uint32_t i = 0; i < counts->n; i++)
        if (counts->item[i].tokens.first == quantity.tokens.first && strcmp(counts->item[i].kind, kind) == 0)
            return;
    quantity.kind             = kind;
    counts->item[counts->n++] = quantity;
}

/* Numbers at one predicate: its undergoer's. "two of whom were hurt" counts at the relative clause's own subject. */
static void event_count_at(const event_run *run, uint32_t verb, event_counts *counts)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    const char      *kind  = event_count_kind(tree, verb);
    if (kind == NULL)
        return;
    dul_frame frame;
    dul_frame_make(scene, verb, tree->upos[verb] == DUL_UPOS_NOUN ? DUL_CLASS_NOUN : DUL_CLASS_VERB, &frame);
    bool dies = dul_tree_lemma_is(tree, verb, "die") || dul_tree_lemma_is(tree, verb, "perish") || dul_tree_lemma_is(tree, verb, "flee");
    for (uint32_t i = 0; i < frame.n_args; i++) {
        const dul_arg *arg       = &frame.arg[i];
        bool           undergoes = arg->kind == DUL_ARG_OBJ || (dies && arg->kind == DUL_ARG_SUBJ) ||
                         (frame.class == DUL_CLASS_NOUN && arg->kind == DUL_ARG_PREP && arg->prep == scene->s_of);
        if (!undergoes)
            continue;
        event_count(run, arg->token, kind, counts);
        for (uint32_t c = dul_tree_child(tree, arg->token, DUL_REL_CONJ); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
            if (tree->upos[c] == DUL_UPOS_NOUN || tree->upos[c] == DUL_UPOS_NUM)
                event_count(run, c, kind, counts);
    }
}

/* Candidates stand in text order, so those of a sentence are neighbours. */
static uint32_t event_sentence_of(const event_run *run, uint32_t index)
{
    return run->scene.found->text->token[run->item[index].frame.trigger].sentence;
}

static dulati_result event_quantities(const event_run *run, const event_candidate *candidate, uint32_t index, dul_event *event)
{
    const dul_scene *scene  = &run->scene;
    const dul_tree  *tree   = scene->tree;
    event_counts     counts = {.n = 0};
    uint32_t         verb   = candidate->frame.trigger;
    event_count_at(run, verb, &counts);
    /* What was merged into it stands in the same sentence. */
    uint32_t first = index, end = index + 1;
    while (first > 0 && event_sentence_of(run, first - 1) == event_sentence_of(run, index))
        first--;
    while (end < run->n && event_sentence_of(run, end) == event_sentence_of(run, index))
        end++;
    for (uint32_t i = first; i < end; i++)
        if (run->item[i].merged == index)
            event_count_at(run, run->item[i].frame.trigger, &counts);
    /* Outcomes that hang on the clause or on its parties: "..., killing at least 12", "miners, two of whom were hurt". */
    uint32_t base = candidate->frame.governor != DUL_NONE ? candidate->frame.governor : verb;
    for (uint32_t c = tree->first_child[base]; c != DUL_NONE; c = tree->next_sibling[c]) {
        uint32_t own = run->of_token[c];
        if (own != DUL_NONE && !run->item[own].dropped)
            continue; /* an event with numbers of its own */
        if (tree->rel[c] == DUL_REL_ADVCL || tree->rel[c] == DUL_REL_CONJ || tree->rel[c] == DUL_REL_XCOMP || tree->rel[c] == DUL_REL_PARATAXIS) {
            event_count_at(run, c, &counts);
            for (uint32_t g = dul_tree_child(tree, c, DUL_REL_CONJ); g != DUL_NONE; g = dul_tree_next_in(tree, g, DUL_REL_BIT(DUL_REL_CONJ)))
                event_count_at(run, g, &counts);
        }
    }
    for (uint32_t i = 0; i < candidate->match.n_bind; i++) {
        uint32_t party = candidate->match.bind[i].token;
        for (uint32_t c = dul_tree_child(tree, party, DUL_REL_ACL_RELCL); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ACL_RELCL)))
            event_count_at(run, c, &counts);
        for (uint32_t g = dul_tree_child(tree, party, DUL_REL_NMOD); g != DUL_NONE; g = dul_tree_next_in(tree, g, DUL_REL_BIT(DUL_REL_NMOD)))
            for (uint32_t c = dul_tree_child(tree, g, DUL_REL_ACL_RELCL); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ACL_RELCL)))
                event_count_at(run, c, &counts); /* "miners in Taraz, two of whom were hurt", hung on Taraz */
    }
    dul_type type = candidate->match.rule->row->type;
    if (type == DUL_TYPE_PROTEST)
        for (uint32_t i = 0; i < candidate->match.n_bind; i++)
            if (candidate->match.bind[i].role == DUL_ROLE_ACTOR)
                event_count(run, candidate->match.bind[i].token, "participants", &counts);
    if (type == DUL_TYPE_ASSAULT && candidate->match.rule->row->mode != NULL && strcmp(candidate->match.rule->row->mode, "crowd-control") == 0)
        for (uint32_t i = 0; i < candidate->match.n_bind; i++)
            if (candidate->match.bind[i].role == DUL_ROLE_RECIPIENT)
                event_count(run, candidate->match.bind[i].token, "participants", &counts);
    event->lethal =
        (candidate->lethal || (candidate->match.rule->flags & DUL_FLAG_LETHAL) != 0) && event->status == DUL_STATUS_ACTUAL && !candidate->standing.attempt;
    for (uint32_t i = 0; i < counts.n; i++)
        if (strcmp(counts.item[i].kind, "killed") == 0 && (counts.item[i].max < 0 || counts.item[i].max > 0))
            event->lethal = true;
    if (counts.n == 0)
        return DULATI_OK;
    event->quantities = dul_arena_calloc(scene->job->arena, counts.n, sizeof *event->quantities);
    if (event->quantities == NULL)
        return dul_fail_memory(scene->job->err);
    memcpy(event->quantities, counts.item, counts.n * sizeof counts.item[0]);
    event->n_quantities = counts.n;
    return DULATI_OK;
}

/* "The party said it will boycott the vote": does the one who speaks announce its own deed? */
static bool event_told_by_actor(const event_run *run, const event_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    if (candidate->standing.told == DUL_NONE || scene->found->mentions == NULL)
        return false;
    uint32_t speaker = dul_frame_subject(scene, candidate->standing.told), m = speaker == DUL_NONE ? DUL_NONE : dul_scene_mention(scene, speaker);
    return m != DUL_NONE && event_same_party(scene, &candidate->actors, m);
}

/* The type after the codebook's rule on what lies ahead: a promised visit is AGREE. */
static const dul_type_row *event_row(const event_run *run, const event_candidate *candidate, dul_event *event)
{
    const dul_type_row *row = candidate->match.rule->row;
    event->cameo            = candidate->match.rule->cameo;
    if (event->status == DUL_STATUS_FUTURE && !candidate->embedded && run->scene.rules->future[row->type] != NULL) {
        row           = run->scene.rules->future[row->type];
        event->status = DUL_STATUS_ACTUAL;
        event->cameo  = row->cameo;
    } else if (event->status == DUL_STATUS_NEGATED && candidate->standing.refused && run->scene.rules->refused[row->type] != NULL && candidate->actors.n > 0) {
        row           = run->scene.rules->refused[row->type];
        event->status = DUL_STATUS_ACTUAL;
        event->cameo  = row->cameo;
    } else if (event->status == DUL_STATUS_FUTURE && !candidate->embedded && run->scene.rules->announced[row->type] != NULL &&
               event_told_by_actor(run, candidate)) {
        row           = run->scene.rules->announced[row->type];
        event->status = DUL_STATUS_ACTUAL;
        event->cameo  = row->cameo;
    }
    return row;
}

/* The source of the event's attribution becomes its actor; "the statement" stands for whoever spoke before. */
static dulati_result event_actor_from_source(const dul_scene *scene, dul_event *event)
{
    const dul_attributions *attributions = scene->found->attributions;
    for (int32_t a = event->attribution; a >= 0 && a > event->attribution - 8; a--) {
        uint32_t head = attributions->item[a].source_head;
        if (head == DUL_NONE)
            continue;
        dul_parties actors = {0};
        if (!dul_parties_add(scene, &actors, head))
            return dul_fail_memory(scene->job->err);
        if (!dul_parties_coded(scene, &actors) && a > 0)
            continue;
        event->actors   = actors.item;
        event->n_actors = actors.n;
        return DULATI_OK;
    }
    return DULATI_OK;
}

/* "Police failed to stop the mob": did somebody fail to act of whom it was expected, that is, the state's own forces and offices? */
static bool event_is_omission(const event_run *run, const event_candidate *candidate)
{
    if (candidate->match.rule->flags & DUL_FLAG_OMISSION)
        return true;
    if (!candidate->standing.failed)
        return false;
    static const char *const duty[] = {"COP", "MIL", "GOV", NULL};
    for (uint32_t i = 0; i < candidate->actors.n; i++) {
        uint32_t m = candidate->actors.item[i].mention;
        if (m == DUL_NONE)
            continue;
        const dul_mention *mention = &run->scene.found->mentions->item[m];
        for (uint32_t c = 0; c < mention->n_codes; c++)
            for (const char *const *d = duty; *d != NULL; d++)
                if (strstr(mention->code[c], *d) != NULL)
                    return true;
    }
    return false;
}

static dulati_result event_fill(event_run *run, uint32_t index, const dul_story *story, dul_event *event)
{
    const dul_scene       *scene     = &run->scene;
    const event_candidate *candidate = &run->item[index];
    uint32_t               trigger   = candidate->frame.trigger;
    *event                           = (dul_event){
                                  .sentence     = scene->text->token[trigger].sentence,
                                  .trigger      = {trigger, trigger + 1},
                                  .trigger_head = trigger,
                                  .status       = candidate->standing.status,
                                  .omission     = event_is_omission(run, candidate),
                                  .attribution  = -1,
                                  .rule         = candidate->match.rule->name,
                                  .actors       = candidate->actors.item,
                                  .n_actors     = candidate->actors.n,
                                  .recipients   = candidate->recipients.item,
                                  .n_recipients = candidate->recipients.n,
    };
    if (candidate->embedded && event->status != DUL_STATUS_NEGATED)
        event->status = DUL_STATUS_HYPOTHETICAL;
    /* "Would be ready to host talks" is the offer itself. */
    if (candidate->frame.class == DUL_CLASS_ADJ && candidate->match.rule->row->type == DUL_TYPE_AGREE && event->status == DUL_STATUS_HYPOTHETICAL &&
        strcmp(candidate->standing.why, "modal") == 0)
        event->status = DUL_STATUS_ACTUAL;
    /* Violence and force that were attempted are coded as what was tried, as the codebook does with assassinations. */
    if (candidate->standing.attempt && (candidate->match.rule->row->type == DUL_TYPE_ASSAULT || candidate->match.rule->row->type == DUL_TYPE_COERCE))
        event->status = DUL_STATUS_ACTUAL;
    /* A phrase's words belong to the trigger: "hunger strike". */
    if (candidate->match.rule->class == DUL_CLASS_NOUN)
        event->trigger.first = trigger >= candidate->match.rule->n_words ? trigger - candidate->match.rule->n_words : 0;
    dul_setting_date(scene, &candidate->frame, story, event);
    const dul_type_row *row = event_row(run, candidate, event);
    if (event->omission) { /* who was expected to act and did not, has refused */
        const dul_type_row *reject = dul_rules_row(scene->rules, DUL_TYPE_REJECT, NULL);
        row                        = reject != NULL ? reject : row;
        event->cameo               = row->cameo;
        event->status              = DUL_STATUS_ACTUAL;
    }
    event->type  = dul_type_text(row->type);
    event->mode  = row->mode;
    event->quad  = row->quad;
    event->score = row->score;
    event->acled = row->acled;
    DUL_TRY(dul_setting_place(scene, &candidate->frame, story, event));
    DUL_TRY(event_instruments(run, candidate, event));
    DUL_TRY(event_contexts(run, candidate, event));
    DUL_TRY(event_quantities(run, candidate, index, event));
    const dul_attributions *attributions = scene->found->attributions;
    if (attributions != NULL && attributions->of_token != NULL)
        event->attribution = attributions->of_token[trigger];
    /* Who says it is who accuses. */
    if (event->n_actors == 0 && event->attribution >= 0 && strcmp(event->type, "ACCUSE") == 0)
        DUL_TRY(event_actor_from_source(scene, event));
    if (dul_job_traces(scene->job)) {
        char form[48];
        dul_job_trace(scene->job, "event", "'%s': %s %s %s by %s (%s); date %s, place %s", event_form(run, trigger, form), event->type,
                      event->mode == NULL ? "" : event->mode, dul_status_text(event->status), event->rule, candidate->standing.why,
                      (const char *[]){"none", "clause", "sentence", "story", "publication"}[event->date_how],
                      (const char *[]){"none", "clause", "sentence", "story", "publication"}[event->place_how]);
    }
    return DULATI_OK;
}

/* ---- requests in "should" and "must" ------------------------------------------------------------------------------------------- */

/* "Authorities should refrain from using force": whoever says it asks the subject to change. Is the subject somebody known? */
static bool event_is_asked(const event_run *run, uint32_t verb)
{
    const dul_scene *scene   = &run->scene;
    uint32_t         subject = dul_tree_child_in(scene->tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    if (subject == DUL_NONE)
        return false;
    uint32_t m = dul_scene_mention(scene, subject);
    return m != DUL_NONE && scene->found->mentions->item[m].n_codes > 0 && !scene->found->mentions->item[m].pronoun;
}

static dulati_result event_requests(event_run *run, const dul_story *story, dul_events *out, size_t *capacity)
{
    static const char *const must[] = {"should", "must", "ought", NULL};
    const dul_scene         *scene  = &run->scene;
    const dul_tree          *tree   = scene->tree;
    for (uint32_t t = 0; t < scene->n; t++) {
        if (tree->upos[t] != DUL_UPOS_AUX || tree->rel[t] != DUL_REL_AUX || tree->head[t] == DUL_ROOT || !event_lemma_in(tree, t, must) ||
            !event_readable(scene, t))
            continue;
        uint32_t        verb      = tree->head[t];
        event_candidate candidate = {.merged = DUL_NONE};
        if (!event_is_asked(run, verb))
            continue;
        const char     *mode  = "change";
        const dul_rule *asked = scene->early[verb];
        if (asked != NULL && asked->row != NULL)
            switch (asked->row->type) {
            case DUL_TYPE_RETREAT:
            case DUL_TYPE_CONCEDE: mode = "yield"; break;
            case DUL_TYPE_CONSULT: mode = "meet"; break;
            case DUL_TYPE_AID:
            case DUL_TYPE_SUPPORT:
            case DUL_TYPE_COOPERATE: mode = "assist"; break;
            default: break;
            }
        const dul_type_row *row = dul_rules_row(scene->rules, DUL_TYPE_REQUEST, mode);
        if (row == NULL)
            continue;
        dul_event *grown = dul_arena_grow(scene->job->arena, out->item, out->n, capacity, sizeof *grown);
        if (grown == NULL)
            return dul_fail_memory(scene->job->err);
        out->item        = grown;
        dul_event *event = &grown[out->n++];
        *event           = (dul_event){
                      .sentence     = scene->text->token[verb].sentence,
                      .trigger      = {t, t + 1},
                      .trigger_head = t,
                      .type         = "REQUEST",
                      .mode         = row->mode,
                      .cameo        = row->cameo,
                      .quad         = row->quad,
                      .score        = row->score,
                      .acled        = row->acled,
                      .status       = DUL_STATUS_ACTUAL,
                      .attribution  = -1,
                      .rule         = "engine: should or must",
        };
        dul_parties             recipients   = {0};
        uint32_t                subject      = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
        bool                    ok           = dul_parties_add(scene, &recipients, subject);
        const dul_attributions *attributions = scene->found->attributions;
        if (attributions != NULL && attributions->of_token != NULL)
            event->attribution = attributions->of_token[verb];
        if (!ok)
            return dul_fail_memory(scene->job->err);
        if (event->attribution >= 0)
            DUL_TRY(event_actor_from_source(scene, event));
        event->recipients   = recipients.item;
        event->n_recipients = recipients.n;
        dul_frame_make(scene, verb, DUL_CLASS_VERB, &candidate.frame);
        dul_setting_date(scene, &candidate.frame, story, event);
        DUL_TRY(dul_setting_place(scene, &candidate.frame, story, event));
    }
    return DULATI_OK;
}

/* ---- the stage ----------------------------------------------------------------------------------------------------------------- */

/* In text order; requests of "should" were added at the end. Insertion sort: nearly sorted. */
static dulati_result event_order(const event_run *run, dul_events *events)
{
    dul_event *sorted = dul_arena_alloc(run->scene.job->arena, ((size_t)events->n + 1) * sizeof *sorted);
    uint32_t  *from   = dul_arena_alloc(run->scene.job->scratch, ((size_t)run->scene.n + 1) * sizeof *from);
    if (sorted == NULL || from == NULL)
        return dul_fail_memory(run->scene.job->err);
    for (uint32_t t = 0; t < run->scene.n; t++)
        from[t] = DUL_NONE;
    for (uint32_t i = 0; i < events->n; i++)
        from[events->item[i].trigger_head] = i;
    uint32_t n = 0;
    for (uint32_t t = 0; t < run->scene.n; t++)
        if (from[t] != DUL_NONE)
            sorted[n++] = events->item[from[t]];
    events->item = sorted;
    events->n    = n;
    return DULATI_OK;
}

static dulati_result event_publish(event_run *run, dul_events *out)
{
    dul_scene *scene    = &run->scene;
    dul_story  story    = {DUL_DAY_NONE, DUL_DAY_NONE, DUL_NONE};
    size_t     capacity = 0;
    for (uint32_t i = 0; i < run->n; i++) {
        if (run->item[i].dropped)
            continue;
        dul_event *grown = dul_arena_grow(scene->job->arena, out->item, out->n, &capacity, sizeof *grown);
        if (grown == NULL)
            return dul_fail_memory(scene->job->err);
        out->item        = grown;
        dul_event *event = &grown[out->n];
        DUL_TRY(event_fill(run, i, &story, event));
        out->n++;
        if (event->n_places > 0 && event->status == DUL_STATUS_ACTUAL)
            story.story_place = event->places[0];
    }
    DUL_TRY(event_requests(run, &story, out, &capacity));
    DUL_TRY(event_order(run, out));
    return dul_cluster_find(scene, out);
}

dulati_result dul_event_find(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_events *out)
{
    *out = (dul_events){0};
    if (rules == NULL || rules->n_rules == 0 || found->tree->n_tokens == 0)
        return DULATI_OK;
    event_run run = {.n = 0};
    DUL_TRY(dul_scene_make(rules, job, found, &run.scene));
    run.of_token = dul_arena_alloc(job->scratch, ((size_t)run.scene.n + 1) * sizeof *run.of_token);
    if (run.of_token == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t t = 0; t < run.scene.n; t++)
        run.of_token[t] = DUL_NONE;
    DUL_TRY(event_triggers(&run));
    DUL_TRY(event_sift(&run));
    return event_publish(&run, out);
}
