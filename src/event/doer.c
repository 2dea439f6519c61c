/* doer.c -- who did it, where the clause of the trigger names nobody; see the header. */
#include "event/doer.h"

#define RECALL_SENTENCES 4  /* sentences back to what "the firing" means                */
#define RECALL_STEPS     40 /* candidates back; keeps long sentences linear             */
#define POLICE_STEPS     60 /* mentions back to the police of the report                */

static uint32_t doer_sentence(const dul_event_run *run, uint32_t index)
{
    return run->scene.text->token[run->item[index].frame.trigger].sentence;
}

static dulati_result doer_take(const dul_event_run *run, dul_candidate *candidate, const dul_parties *from)
{
    for (uint32_t i = 0; i < from->n; i++)
        if (!dul_parties_add(&run->scene, &candidate->actors, from->item[i].head))
            return dul_fail_memory(run->scene.job->err);
    return DULATI_OK;
}

/* ---- "the firing" -------------------------------------------------------------------------------------------------------------- */

/* "The firing", not "the Gilan killings": what says more names an act of its own. */
static bool doer_definite(const dul_scene *scene, uint32_t noun)
{
    static const char *const words[] = {"the", "this", "that", "these", "those", NULL};
    const uint64_t           more    = DUL_REL_BIT(DUL_REL_COMPOUND) | DUL_REL_BIT(DUL_REL_AMOD) | DUL_REL_BIT(DUL_REL_NMOD_POSS) | DUL_REL_BIT(DUL_REL_NMOD);
    uint32_t                 det     = dul_tree_child(scene->tree, noun, DUL_REL_DET);
    if (dul_tree_child_in(scene->tree, noun, more) != DUL_NONE)
        return false;
    return det != DUL_NONE && dul_sift_lemma_in(scene->tree, det, words);
}

/* Does an earlier candidate tell of the act that the noun names: by its mode, its own word, or a word of its clause ("resorted to firing")? */
static bool doer_means(const dul_event_run *run, const dul_candidate *noun, const dul_candidate *earlier)
{
    const dul_type_row *row = noun->match.rule->row, *other = earlier->match.rule->row;
    if (row->type != other->type || !dul_parties_coded(&run->scene, &earlier->actors))
        return false;
    uint32_t sym = run->scene.sym[noun->frame.trigger];
    if ((row->mode != NULL && row->mode == other->mode) || sym == run->scene.sym[earlier->frame.trigger])
        return true;
    for (uint32_t b = 0; b < earlier->match.n_bind; b++)
        if (sym == run->scene.sym[earlier->match.bind[b].token])
            return true;
    return false;
}

dulati_result dul_doer_recall(dul_event_run *run)
{
    for (uint32_t i = 1; i < run->n; i++) {
        dul_candidate *candidate = &run->item[i];
        if (candidate->frame.class != DUL_CLASS_NOUN || candidate->actors.n > 0 || candidate->match.rule->row->type != DUL_TYPE_ASSAULT ||
            !doer_definite(&run->scene, candidate->frame.trigger))
            continue;
        for (uint32_t j = i; j-- > 0 && i - j <= RECALL_STEPS && doer_sentence(run, i) - doer_sentence(run, j) <= RECALL_SENTENCES;)
            if (doer_means(run, candidate, &run->item[j])) {
                DUL_TRY(doer_take(run, candidate, &run->item[j].actors));
                break;
            }
    }
    return DULATI_OK;
}

/* ---- "when soldiers opened fire" ----------------------------------------------------------------------------------------------- */

static bool doer_same_side(const dul_event_run *run, const dul_parties *a, const dul_parties *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (a->item[i].mention != DUL_NONE && dul_sift_same_party(&run->scene, b, a->item[i].mention))
            return true;
    return false;
}

static bool doer_is_cause(const dul_scene *scene, uint32_t clause)
{
    static const char *const words[] = {"when", "as", "after", "while", "where", NULL};
    const uint64_t           marks   = DUL_REL_BIT(DUL_REL_MARK) | DUL_REL_BIT(DUL_REL_ADVMOD) | DUL_REL_BIT(DUL_REL_CASE);
    for (uint32_t c = dul_tree_child_in(scene->tree, clause, marks); c != DUL_NONE && c < clause; c = dul_tree_next_in(scene->tree, c, marks))
        if (dul_sift_lemma_in(scene->tree, c, words))
            return true;
    return false;
}

/* The clause above "killed", "injured" or "died" that names nobody, and below it the one that tells who attacked whom. */
static dulati_result doer_cause_at(dul_event_run *run, dul_candidate *outcome, uint32_t verb)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_ADVCL); c != DUL_NONE; c = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_ADVCL))) {
        uint32_t o = run->of_token[c];
        if (!doer_is_cause(scene, c))
            continue;
        if (o == DUL_NONE || run->item[o].dropped || run->item[o].match.rule->row->type != DUL_TYPE_ASSAULT) { /* "when police chased and shot them" */
            uint32_t conj = dul_tree_child(tree, c, DUL_REL_CONJ);
            o             = conj == DUL_NONE ? DUL_NONE : run->of_token[conj];
        }
        if (o == DUL_NONE || run->item[o].dropped || run->item[o].match.rule->row->type != DUL_TYPE_ASSAULT)
            continue;
        dul_candidate *cause = &run->item[o];
        if (cause->standing.status != DUL_STATUS_ACTUAL || !dul_parties_coded(scene, &cause->actors))
            continue;
        /* "Two officers were killed when police clashed with gunmen": the other side. */
        bool own = doer_same_side(run, &outcome->recipients, &cause->actors);
        if (own && !dul_parties_coded(scene, &cause->recipients))
            continue;
        if (own)
            return doer_take(run, outcome, &cause->recipients);
        return dul_sift_merge(run, outcome, cause);
    }
    return DULATI_OK;
}

/* "One was killed and six were injured when police fired": the outcomes share their cause, wherever the tree has hung it. */
static dulati_result doer_cause(dul_event_run *run, dul_candidate *outcome)
{
    const dul_tree *tree = run->scene.tree;
    uint32_t        verb = outcome->frame.trigger;
    DUL_TRY(doer_cause_at(run, outcome, verb));
    if (dul_sift_count_kind(tree, verb) == NULL)
        return DULATI_OK;
    for (uint32_t c = dul_tree_child(tree, verb, DUL_REL_CONJ); c != DUL_NONE && outcome->actors.n == 0;
         c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
        if (dul_sift_count_kind(tree, c) != NULL)
            DUL_TRY(doer_cause_at(run, outcome, c));
    uint32_t first = tree->rel[verb] == DUL_REL_CONJ ? run->of_token[tree->head[verb]] : DUL_NONE; /* the first has taken it */
    if (outcome->actors.n == 0 && first != DUL_NONE && !run->item[first].dropped && dul_sift_count_kind(tree, tree->head[verb]) != NULL &&
        run->item[first].match.rule->row->type == DUL_TYPE_ASSAULT)
        return doer_take(run, outcome, &run->item[first].actors);
    return DULATI_OK;
}

/* "40 deaths have taken place due to police firing": a noun below deaths, or below the verb of which they are the subject. */
static void doer_deaths(const dul_event_run *run, dul_candidate *cause)
{
    const dul_tree *tree = run->scene.tree;
    uint32_t        head = tree->head[cause->frame.trigger];
    if (head == DUL_ROOT || cause->frame.class != DUL_CLASS_NOUN || cause->standing.status != DUL_STATUS_ACTUAL)
        return;
    const char *kind    = dul_sift_count_kind(tree, head);
    uint32_t    subject = dul_tree_child_in(tree, head, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    if (kind == NULL && subject != DUL_NONE)
        kind = dul_sift_count_kind(tree, subject);
    if (kind != NULL && strcmp(kind, "killed") == 0 && (tree->upos[head] == DUL_UPOS_NOUN || subject != DUL_NONE))
        cause->lethal = true;
}

/* "Three died when police opened fire": the attack is lethal, and who died suffered it. */
static dulati_result doer_deadly(dul_event_run *run, dul_candidate *cause)
{
    static const char *const dies[] = {"die", "perish", NULL};
    const dul_scene         *scene  = &run->scene;
    uint32_t                 clause = cause->frame.trigger, above = scene->tree->head[clause];
    if (scene->tree->rel[clause] != DUL_REL_ADVCL || above == DUL_ROOT || run->of_token[above] != DUL_NONE || !dul_sift_lemma_in(scene->tree, above, dies) ||
        !doer_is_cause(scene, clause) || cause->standing.status != DUL_STATUS_ACTUAL)
        return DULATI_OK;
    uint32_t dead = dul_frame_subject(scene, above);
    cause->lethal = true;
    if (dead != DUL_NONE && cause->recipients.n == 0 && !dul_parties_add(scene, &cause->recipients, dead))
        return dul_fail_memory(scene->job->err);
    return DULATI_OK;
}

/* "Police opened fire and two people were killed": a passive clause after the one that tells who fired. */
static dulati_result doer_sequel(dul_event_run *run, dul_candidate *outcome)
{
    const dul_tree *tree = run->scene.tree;
    uint32_t        verb = outcome->frame.trigger, o = tree->rel[verb] == DUL_REL_CONJ ? run->of_token[tree->head[verb]] : DUL_NONE;
    if (o == DUL_NONE || !outcome->frame.passive)
        return DULATI_OK;
    const dul_candidate *cause = &run->item[o];
    if (cause->dropped || cause->frame.passive || cause->match.rule->row->type != DUL_TYPE_ASSAULT || cause->match.rule->row->mode == NULL ||
        cause->standing.status != DUL_STATUS_ACTUAL || doer_same_side(run, &outcome->recipients, &cause->actors))
        return DULATI_OK;
    return doer_take(run, outcome, &cause->actors);
}

/* ---- the police of the report -------------------------------------------------------------------------------------------------- */

static bool doer_is_police(const dul_mention *mention)
{
    if (mention->pronoun || mention->kind == DUL_KIND_PLACE || mention->kind == DUL_KIND_OBJECT)
        return false;
    for (uint32_t c = 0; c < mention->n_codes; c++)
        if (strstr(mention->code[c], "COP") != NULL)
            return true;
    return false;
}

/* The police named last before the trigger's sentence ends, or else next, other than those it is done to; DUL_NONE when the report names none. */
static uint32_t doer_police(const dul_event_run *run, const dul_candidate *candidate)
{
    const dul_scene    *scene    = &run->scene;
    const dul_mentions *mentions = scene->found->mentions;
    uint32_t            sentence = scene->text->token[candidate->frame.trigger].sentence, low = 0, high = mentions->n;
    while (low < high) { /* mentions stand in text order */
        uint32_t middle = (low + high) / 2;
        if (scene->text->token[mentions->item[middle].head].sentence <= sentence)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t steps = 0, i = low; i > 0 && steps < POLICE_STEPS; steps++) {
        const dul_mention *mention = &mentions->item[--i];
        if (doer_is_police(mention) && !dul_sift_same_party(scene, &candidate->recipients, i))
            return mention->head;
    }
    for (uint32_t steps = 0, i = low; i < mentions->n && steps < POLICE_STEPS; steps++, i++) /* a lead names them later */
        if (doer_is_police(&mentions->item[i]) && !dul_sift_same_party(scene, &candidate->recipients, i))
            return mentions->item[i].head;
    return DUL_NONE;
}

dulati_result dul_doer_find(dul_event_run *run)
{
    for (uint32_t i = 0; i < run->n; i++) {
        dul_candidate *candidate = &run->item[i];
        if (!candidate->dropped && candidate->match.rule->row->type == DUL_TYPE_ASSAULT && candidate->actors.n > 0) {
            DUL_TRY(doer_deadly(run, candidate));
            doer_deaths(run, candidate);
        }
        if (candidate->dropped || candidate->actors.n > 0)
            continue;
        if (candidate->match.rule->row->type == DUL_TYPE_ASSAULT && candidate->frame.class == DUL_CLASS_VERB) {
            DUL_TRY(doer_cause(run, candidate));
            if (candidate->actors.n == 0)
                DUL_TRY(doer_sequel(run, candidate));
        }
        if (candidate->actors.n == 0 && (candidate->match.rule->flags & DUL_FLAG_POLICE) && run->scene.found->mentions != NULL) {
            uint32_t police = doer_police(run, candidate);
            if (police != DUL_NONE && !dul_parties_add(&run->scene, &candidate->actors, police))
                return dul_fail_memory(run->scene.job->err);
            for (uint32_t a = 0; a < candidate->actors.n; a++)
                candidate->actors.item[a].inferred = true;
        }
    }
    return DULATI_OK;
}
