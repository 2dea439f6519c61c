/*
 * event.c -- the event stage from trigger to event.
 *
 *   1  every word that heads a rule is a trigger; its frame is made and the heaviest rule found, first without the rules that ask for other events, then with
 *   2  what the rules of other triggers have swallowed, or what only names a topic, is dropped; two tellings of one act in a sentence become one
 *   3  status, parties, quantities, instruments, contexts, date, place, attribution
 *   4  clusters over the report
 */
#include "event/event.h"
#include "event/sift.h"

const char *dul_status_text(dul_status status)
{
    static const char *const names[] = {"actual", "historical", "future", "hypothetical", "negated"};
    return names[status];
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

static dulati_result event_triggers(dul_event_run *run)
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
            dul_candidate candidate = {.merged = DUL_NONE};
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
                    dul_job_trace(scene->job, "event", "'%s': %s says no event", dul_sift_form(run, t, form), candidate.match.rule->name);
                continue;
            }
            dul_candidate *grown = dul_arena_grow(scene->job->scratch, run->item, run->n, &run->capacity, sizeof *grown);
            if (grown == NULL)
                return dul_fail_memory(scene->job->err);
            run->item        = grown;
            run->of_token[t] = run->n;
            grown[run->n++]  = candidate;
        }
    return DULATI_OK;
}

/* ---- from candidate to event --------------------------------------------------------------------------------------------------- */

static dulati_result event_instruments(const dul_event_run *run, const dul_candidate *candidate, dul_event *event)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    uint32_t         found[8], n = 0;
    for (uint32_t i = 0; i < candidate->match.n_bind && n < 8; i++)
        if (candidate->match.bind[i].role == DUL_ROLE_INSTRUMENT)
            found[n++] = candidate->match.bind[i].token;
    for (uint32_t i = 0; i < candidate->n_tools && n < 8; i++) {
        bool known = false;
        for (uint32_t k = 0; k < n; k++)
            known = known || found[k] == candidate->tool[i];
        if (!known)
            found[n++] = candidate->tool[i];
    }
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
    for (uint32_t i = 0; i < n; i++) {
        dul_range      phrase = dul_tree_phrase(tree, scene->text, found[i]);
        const uint64_t away   = DUL_REL_BIT(DUL_REL_NMOD) | DUL_REL_BIT(DUL_REL_OBL);
        for (uint32_t c = dul_tree_child_in(tree, found[i], away); c != DUL_NONE; c = dul_tree_next_in(tree, c, away)) {
            uint32_t prep = dul_tree_case(tree, c); /* "hurled grenades at the police": whatever the tree says, the target is no part of the means */
            if (prep != DUL_NONE && prep > found[i] && prep < phrase.end && !dul_tree_lemma_is(tree, prep, "of"))
                phrase.end = prep;
        }
        bool known = false; /* "dynamite" in "a dynamite charge" */
        for (uint32_t k = 0; k < event->n_instruments; k++)
            known = known || (found[i] >= event->instruments[k].first && found[i] < event->instruments[k].end);
        if (!known)
            event->instruments[event->n_instruments++] = phrase;
    }
    return DULATI_OK;
}

static dulati_result event_contexts(const dul_event_run *run, const dul_candidate *candidate, dul_event *event)
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

static void event_count(const dul_event_run *run, uint32_t token, const char *kind, event_counts *counts)
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
static void event_count_at(const dul_event_run *run, uint32_t verb, event_counts *counts)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    const char      *kind  = dul_sift_count_kind(tree, verb);
    if (kind == NULL)
        return;
    dul_frame frame;
    dul_frame_make(scene, verb, tree->upos[verb] == DUL_UPOS_NOUN ? DUL_CLASS_NOUN : DUL_CLASS_VERB, &frame);
    bool dies = dul_tree_lemma_is(tree, verb, "die") || dul_tree_lemma_is(tree, verb, "perish") || dul_tree_lemma_is(tree, verb, "flee") ||
                dul_tree_lemma_is(tree, verb, "dead");
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

/* "The firing left two dead and five injured": a count is the object beside "dead". */
static void event_count_left(const dul_event_run *run, uint32_t verb, event_counts *counts)
{
    const dul_tree *tree  = run->scene.tree;
    const uint64_t  parts = DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_XCOMP);
    if (!dul_tree_lemma_is(tree, verb, "leave"))
        return;
    for (uint32_t c = dul_tree_child_in(tree, verb, parts); c != DUL_NONE; c = dul_tree_next_in(tree, c, parts))
        if (dul_tree_lemma_is(tree, c, "dead"))
            for (uint32_t o = dul_tree_child(tree, verb, DUL_REL_OBJ); o != DUL_NONE; o = dul_tree_next_in(tree, o, DUL_REL_BIT(DUL_REL_OBJ)))
                event_count(run, o, "killed", counts);
}

/* Candidates stand in text order, so those of a sentence are neighbours. */
static uint32_t event_sentence_of(const dul_event_run *run, uint32_t index)
{
    return run->scene.found->text->token[run->item[index].frame.trigger].sentence;
}

static dulati_result event_quantities(const dul_event_run *run, const dul_candidate *candidate, uint32_t index, dul_event *event)
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
    event_count_left(run, base, &counts);
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_ACL_RELCL); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ACL_RELCL)))
        event_count_left(run, c, &counts); /* "the firing that left one dead" */
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
static bool event_told_by_actor(const dul_event_run *run, const dul_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    if (candidate->standing.told == DUL_NONE || scene->found->mentions == NULL)
        return false;
    uint32_t speaker = dul_frame_subject(scene, candidate->standing.told), m = speaker == DUL_NONE ? DUL_NONE : dul_scene_mention(scene, speaker);
    return m != DUL_NONE && dul_sift_same_party(scene, &candidate->actors, m);
}

/* The type after the codebook's rule on what lies ahead: a promised visit is AGREE. */
static const dul_type_row *event_row(const dul_event_run *run, const dul_candidate *candidate, dul_event *event)
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
    for (int32_t a = event->attribution; attributions != NULL && a >= 0 && a > event->attribution - 8; a--) {
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
static bool event_is_omission(const dul_event_run *run, const dul_candidate *candidate)
{
    uint32_t flags = candidate->match.rule->flags;
    if (flags & DUL_FLAG_OMISSION)
        return true;
    bool undone =
        (flags & DUL_FLAG_DUTY) != 0 && candidate->standing.status == DUL_STATUS_NEGATED && !candidate->standing.refused && !candidate->standing.modal;
    bool idle = (flags & DUL_FLAG_IDLE) != 0 && candidate->standing.status == DUL_STATUS_ACTUAL;
    if (!candidate->standing.failed && !undone && !idle)
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

static dulati_result event_fill(dul_event_run *run, uint32_t index, const dul_story *story, dul_event *event)
{
    const dul_scene     *scene     = &run->scene;
    const dul_candidate *candidate = &run->item[index];
    uint32_t             trigger   = candidate->frame.trigger;
    *event                         = (dul_event){
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
    if (candidate->background && event->status == DUL_STATUS_ACTUAL)
        event->status = DUL_STATUS_HISTORICAL;
    /* "Would be ready to host talks" is the offer itself. */
    if (candidate->frame.class == DUL_CLASS_ADJ && candidate->match.rule->row->type == DUL_TYPE_AGREE &&
        (event->status == DUL_STATUS_HYPOTHETICAL || event->status == DUL_STATUS_FUTURE) &&
        (strcmp(candidate->standing.why, "modal") == 0 || strcmp(candidate->standing.why, "would, reported") == 0))
        event->status = DUL_STATUS_ACTUAL;
    /* Violence and force that were attempted are coded as what was tried, as the codebook does with assassinations. */
    if (candidate->standing.attempt && (candidate->match.rule->row->type == DUL_TYPE_ASSAULT || candidate->match.rule->row->type == DUL_TYPE_COERCE))
        event->status = DUL_STATUS_ACTUAL;
    /* A phrase's words belong to the trigger: "hunger strike". */
    if (candidate->match.rule->class == DUL_CLASS_NOUN && candidate->frame.class == DUL_CLASS_NOUN)
        event->trigger.first = trigger >= candidate->match.rule->n_words ? trigger - candidate->match.rule->n_words : 0;
    dul_setting_date(scene, &candidate->frame, story, event);
    const dul_type_row *row = event_row(run, candidate, event);
    if (event->omission) { /* who was expected to act and did not, has refused */
        const dul_type_row *reject = dul_rules_row(scene->rules, DUL_TYPE_REJECT, NULL);
        row                        = reject != NULL ? reject : row;
        event->cameo               = row->cameo;
        event->status              = DUL_STATUS_ACTUAL;
    }
    event->type_number = row->type;
    event->type        = dul_type_text(row->type);
    event->mode        = row->mode;
    event->quad        = row->quad;
    event->score       = row->score;
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
        dul_job_trace(scene->job, "event", "'%s': %s %s %s by %s (%s); date %s, place %s", dul_sift_form(run, trigger, form), event->type,
                      event->mode == NULL ? "" : event->mode, dul_status_text(event->status), event->rule, candidate->standing.why,
                      (const char *[]){"none", "clause", "sentence", "story", "publication"}[event->date_how],
                      (const char *[]){"none", "clause", "sentence", "story", "publication"}[event->place_how]);
    }
    return DULATI_OK;
}

/* ---- requests in "should" and "must" ------------------------------------------------------------------------------------------- */

/* "Authorities should refrain from using force": whoever says it asks the subject to change. Is the subject somebody known? */
static bool event_is_asked(const dul_event_run *run, uint32_t verb)
{
    const dul_scene *scene   = &run->scene;
    uint32_t         subject = dul_tree_child_in(scene->tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    if (subject == DUL_NONE)
        return false;
    uint32_t m = dul_scene_mention(scene, subject);
    return m != DUL_NONE && scene->found->mentions->item[m].n_codes > 0 && !scene->found->mentions->item[m].pronoun;
}

static dulati_result event_requests(dul_event_run *run, const dul_story *story, dul_events *out, size_t *capacity)
{
    static const char *const must[] = {"should", "must", "ought", NULL};
    const dul_scene         *scene  = &run->scene;
    const dul_tree          *tree   = scene->tree;
    for (uint32_t t = 0; t < scene->n; t++) {
        if (tree->upos[t] != DUL_UPOS_AUX || tree->rel[t] != DUL_REL_AUX || tree->head[t] == DUL_ROOT || !dul_sift_lemma_in(tree, t, must) ||
            !event_readable(scene, t))
            continue;
        uint32_t      verb      = tree->head[t];
        dul_candidate candidate = {.merged = DUL_NONE};
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
                      .type_number  = DUL_TYPE_REQUEST,
                      .type         = "REQUEST",
                      .mode         = row->mode,
                      .cameo        = row->cameo,
                      .quad         = row->quad,
                      .score        = row->score,
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
static dulati_result event_order(const dul_event_run *run, dul_events *events)
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

static dulati_result event_publish(dul_event_run *run, dul_events *out)
{
    dul_scene *scene    = &run->scene;
    dul_story  story    = {DUL_DAY_NONE, DUL_DAY_NONE, DUL_NONE, 0};
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
        if (event->n_places > 0 && event->status == DUL_STATUS_ACTUAL && event->place_how != DUL_HOW_STORY) {
            story.story_place    = event->places[0];
            story.story_sentence = scene->text->token[event->trigger_head].sentence;
        }
    }
    DUL_TRY(event_requests(run, &story, out, &capacity));
    DUL_TRY(event_order(run, out));
    DUL_TRY(dul_acled_find(scene, out));
    return dul_cluster_find(scene, out);
}

dulati_result dul_event_find(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_events *out)
{
    *out = (dul_events){0};
    if (rules == NULL || rules->n_rules == 0 || found->tree->n_tokens == 0)
        return DULATI_OK;
    dul_event_run run = {.n = 0};
    DUL_TRY(dul_scene_make(rules, job, found, &run.scene));
    run.of_token = dul_arena_alloc(job->scratch, ((size_t)run.scene.n + 1) * sizeof *run.of_token);
    if (run.of_token == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t t = 0; t < run.scene.n; t++)
        run.of_token[t] = DUL_NONE;
    DUL_TRY(event_triggers(&run));
    DUL_TRY(dul_sift_run(&run));
    return event_publish(&run, out);
}
