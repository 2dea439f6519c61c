/*
 * sift.c -- from triggers to events of their own.
 *
 * First each candidate gets its parties and its standing. Then what another rule has taken up is dropped or merged into it, tellings of one act in a sentence are
 * folded together, and what names no more than a topic goes. Last, events without a recipient look for one deeper in their clause.
 */
#include "event/doer.h"

#include "event/background.h"
#include "event/genre.h"

const char *dul_sift_form(const dul_event_run *run, uint32_t token, char buffer[48])
{
    dul_str form = dul_token_form(run->scene.job, &run->scene.text->token[token]);
    size_t  len  = form.len < 47 ? form.len : 47;
    memcpy(buffer, form.at, len);
    buffer[len] = '\0';
    return buffer;
}

/* ---- parties ------------------------------------------------------------------------------------------------------------------- */

/* In text order; there are few. */
static void sift_sort_parties(dul_parties *parties)
{
    for (uint32_t i = 1; i < parties->n; i++)
        for (uint32_t k = i; k > 0 && parties->item[k].head < parties->item[k - 1].head; k--) {
            dul_party other      = parties->item[k];
            parties->item[k]     = parties->item[k - 1];
            parties->item[k - 1] = other;
        }
}

/* Does one of the parties bear a name, of a person, an organisation, a people or a place, or is it counted ("killed 11")? */
static bool sift_names_somebody(const dul_scene *scene, const dul_parties *parties)
{
    for (uint32_t i = 0; i < parties->n; i++) {
        uint32_t m = parties->item[i].mention, head = parties->item[i].head;
        if (scene->tree->upos[head] == DUL_UPOS_NUM || dul_tree_child(scene->tree, head, DUL_REL_NUMMOD) != DUL_NONE)
            return true;
        if (dul_parties_named(scene, &(dul_parties){&parties->item[i], 1, 1}))
            return true;
        if (m == DUL_NONE || scene->found->mentions->item[m].pronoun || scene->found->mentions->item[m].generic)
            continue;
        dul_entity_type type = scene->found->mentions->item[m].type;
        if (type == DUL_ENTITY_PER || type == DUL_ENTITY_ORG || type == DUL_ENTITY_GPE || type == DUL_ENTITY_NORP)
            return true;
    }
    return false;
}

static bool sift_has_head(const dul_parties *parties, uint32_t head)
{
    for (uint32_t i = 0; i < parties->n; i++)
        if (parties->item[i].head == head)
            return true;
    return false;
}

/* The same where two tellings became one. */
static void sift_part(dul_candidate *candidate)
{
    for (uint32_t i = candidate->actors.n; i-- > 0;)
        if (sift_has_head(&candidate->recipients, candidate->actors.item[i].head))
            memmove(&candidate->actors.item[i], &candidate->actors.item[i + 1], (--candidate->actors.n - i) * sizeof *candidate->actors.item);
}

static dulati_result sift_parties(dul_event_run *run, dul_candidate *candidate)
{
    const dul_scene *scene  = &run->scene;
    bool             mutual = (candidate->match.rule->flags & DUL_FLAG_MUTUAL) != 0, ok = true;
    for (uint32_t i = 0; i < candidate->match.n_bind && ok; i++) {
        const dul_binding *bind = &candidate->match.bind[i];
        dul_parties       *side = bind->role == DUL_ROLE_ACTOR || (mutual && bind->role == DUL_ROLE_RECIPIENT) ? &candidate->actors
                                  : bind->role == DUL_ROLE_RECIPIENT                                           ? &candidate->recipients
                                                                                                               : NULL;
        if (side == NULL || (bind->role == DUL_ROLE_ACTOR && candidate->frame.passive && dul_scene_in_set(scene, scene->set_weapon, bind->token)))
            continue; /* "shot by his own rifle" */
        uint32_t before = side->n;
        ok              = dul_parties_add(scene, side, bind->token);
        /* "signed an agreement", "deployed along the border": what a slot asks for by its words is a party only when it is known as one. */
        if (bind->theme || mutual)
            for (uint32_t k = before; k < side->n;) {
                dul_parties one    = {&side->item[k], 1, 1};
                bool        inside = bind->theme && side->item[k].head != bind->token && scene->tree->rel[side->item[k].head] == DUL_REL_NMOD_POSS;
                bool        victim = bind->role == DUL_ROLE_RECIPIENT && (candidate->match.rule->flags & DUL_FLAG_PATIENT) && sift_names_somebody(scene, &one);
                if (!inside && (victim || dul_parties_coded(scene, &one) || dul_parties_named(scene, &one)))
                    k++;
                else
                    memmove(&side->item[k], &side->item[k + 1], (--side->n - k) * sizeof *side->item);
            }
    }
    /* Nobody does it to himself: "the soldier who was killed by a mine", "two more were arrested, taking the total to 64". */
    for (uint32_t i = candidate->actors.n; !mutual && i-- > 0;)
        if (sift_has_head(&candidate->recipients, candidate->actors.item[i].head))
            memmove(&candidate->actors.item[i], &candidate->actors.item[i + 1], (--candidate->actors.n - i) * sizeof *candidate->actors.item);
    sift_sort_parties(&candidate->actors);
    sift_sort_parties(&candidate->recipients);
    return ok ? DULATI_OK : dul_fail_memory(scene->job->err);
}

/* ---- which candidates are events ----------------------------------------------------------------------------------------------- */

static void sift_drop(dul_event_run *run, dul_candidate *candidate, const char *why)
{
    if (candidate->dropped)
        return;
    candidate->dropped = true;
    candidate->why     = why;
    char form[48];
    if (dul_job_traces(run->scene.job))
        dul_job_trace(run->scene.job, "event", "'%s' (%s) is no event of its own: %s", dul_sift_form(run, candidate->frame.trigger, form),
                      candidate->match.rule->name, why);
}

static bool sift_vetoed(const dul_event_run *run, const dul_candidate *candidate)
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

/* "Condemned the murder of the judge", "investigates the attack on the mission": what is judged has happened, and somebody is told to have suffered it. */
static bool sift_presupposed(const dul_event_run *run, const dul_candidate *outer, dul_candidate *inner)
{
    const char *mode  = outer->match.rule->row->mode;
    inner->background = inner->match.rule->row->type == DUL_TYPE_ASSAULT && outer->match.rule->row->type == DUL_TYPE_ACCUSE && mode != NULL &&
                        (strcmp(mode, "disapprove") == 0 || strcmp(mode, "investigate") == 0) &&
                        (sift_names_somebody(&run->scene, &inner->recipients) || dul_parties_coded(&run->scene, &inner->recipients));
    return inner->background;
}

/* Is a noun tied to the world: a party, a light or eventive verb, a place or a date of its own? */
static bool sift_tied(const dul_event_run *run, dul_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    const dul_tree  *tree  = scene->tree;
    if (candidate->match.rule->flags & DUL_FLAG_STRONG)
        return true;
    uint32_t noun = candidate->frame.trigger, clause = dul_tree_clause(tree, noun);
    /* A capital inside running text is a name: "the Gulf War", "the Civil War". */
    bool title = scene->text->sentence[scene->text->token[noun].sentence].kind == DUL_SENTENCE_TITLE;
    if (tree->upos[noun] == DUL_UPOS_PROPN && !title && candidate->frame.tie != DUL_TIE_LIGHT)
        return false;
    if (candidate->frame.tie != DUL_TIE_NONE || candidate->standing.status == DUL_STATUS_HISTORICAL)
        return true;
    /* Beside another event its mention is background, unless both sides are told. */
    bool beside = clause != DUL_NONE && run->of_token[clause] != DUL_NONE && !run->item[run->of_token[clause]].dropped;
    bool actor = dul_parties_coded(scene, &candidate->actors), recipient = dul_parties_coded(scene, &candidate->recipients);
    if (beside ? actor && recipient : actor || recipient)
        return true;
    if (beside && sift_presupposed(run, &run->item[run->of_token[clause]], candidate))
        return true;
    /* "The arrest of Azmal Khan has shown ...": whose arrest, killing or abduction is told by name or number. */
    if (!beside && (candidate->match.rule->flags & DUL_FLAG_PATIENT) && sift_names_somebody(scene, &candidate->recipients))
        return true;
    if (beside)
        return false;
    if (scene->text->sentence[scene->text->token[noun].sentence].kind == DUL_SENTENCE_TITLE && tree->head[noun] == DUL_ROOT)
        return true;
    return false;
}

bool dul_sift_lemma_in(const dul_tree *tree, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (dul_tree_lemma_is(tree, token, *words))
            return true;
    return false;
}

static const char *const sift_kills[]   = {"kill",      "murder", "massacre", "execute", "assassinate", "slay", "die",  "behead",
                                           "slaughter", "lynch",  "killing",  "death",   "perish",      "hang", "dead", NULL};
static const char *const sift_hurts[]   = {"injure", "wound", "hurt", "maim", NULL};
static const char *const sift_arrests[] = {"arrest", "detain", "jail", "imprison", "apprehend", "arrest", "detention", NULL};
static const char *const sift_moves[]   = {"displace", "flee", "evict", "uproot", NULL};

const char *dul_sift_count_kind(const dul_tree *tree, uint32_t verb)
{
    if (dul_sift_lemma_in(tree, verb, sift_kills))
        return "killed";
    if (dul_sift_lemma_in(tree, verb, sift_hurts))
        return "injured";
    if (dul_sift_lemma_in(tree, verb, sift_arrests))
        return "arrested";
    return dul_sift_lemma_in(tree, verb, sift_moves) ? "displaced" : NULL;
}

static bool sift_is_person(const dul_scene *scene, uint32_t token)
{
    uint32_t m = dul_scene_mention(scene, token);
    return m != DUL_NONE && scene->found->mentions->item[m].head == token && scene->found->mentions->item[m].kind == DUL_KIND_PERSON;
}

/* How telling a mode is, for choosing between two tellings of one act: "bombing" says more than "killed". */
static int sift_mode_rank(const dul_type_row *row)
{
    if (row->mode == NULL)
        return 0;
    return strcmp(row->mode, "targeted") == 0 || strcmp(row->mode, "beat") == 0 || strcmp(row->mode, "demo") == 0 ? 1 : 2;
}

/* Is one of the parties a person or a group, be it by a name or pronoun that nothing more is known of? */
static bool sift_is_people(const dul_scene *scene, const dul_parties *parties)
{
    static const char *const people[] = {"those", "that", "other", "others", "duo", "trio", "pair", "accused", "suspect", "culprit", NULL};
    for (uint32_t i = 0; i < parties->n; i++) {
        uint32_t m = parties->item[i].mention, head = parties->item[i].head;
        if (m != DUL_NONE && scene->found->mentions->item[m].kind != DUL_KIND_PLACE && scene->found->mentions->item[m].kind != DUL_KIND_OBJECT &&
            !(scene->found->mentions->item[m].pronoun && scene->found->mentions->item[m].kind == DUL_KIND_ORGANISATION))
            return true;
        if (scene->tree->upos[head] == DUL_UPOS_PROPN || scene->tree->upos[head] == DUL_UPOS_NUM || dul_sift_lemma_in(scene->tree, head, people))
            return true;
    }
    return false;
}

/* "Poisoned liquor killed", "a fire injured": is the doer a thing that is no arm, and no act? */
static bool sift_harmless(const dul_event_run *run, const dul_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    const char      *kind  = dul_sift_count_kind(scene->tree, candidate->frame.trigger);
    if (candidate->frame.class != DUL_CLASS_VERB || candidate->match.rule->row->type != DUL_TYPE_ASSAULT || scene->set_armed == DUL_NONE || kind == NULL ||
        (candidate->match.rule->flags & DUL_FLAG_INTRANSITIVE)) /* who dies does nothing */
        return false;
    for (uint32_t i = 0; i < candidate->frame.n_args; i++) {
        uint32_t token = candidate->frame.arg[i].token, m = dul_scene_mention(scene, token);
        if (candidate->frame.arg[i].kind != DUL_ARG_SUBJ || scene->tree->upos[token] != DUL_UPOS_NOUN || token == candidate->frame.trigger)
            continue;
        token        = dul_scene_content(scene, token);
        dul_str form = scene->text->token[token].norm;
        if (dul_str_is(form, "fire") || dul_str_is(form, "blaze"))
            return true;
        if (form.at[0] < 'a' || form.at[0] > 'z') /* a name, whatever its tag */
            continue;
        bool somebody = m != DUL_NONE && (scene->found->mentions->item[m].n_codes > 0 || scene->found->mentions->item[m].kind != DUL_KIND_OBJECT);
        if (!somebody && dul_scene_mention(scene, token) == DUL_NONE && run->of_token[token] == DUL_NONE && scene->early[token] == NULL &&
            !dul_scene_in_set(scene, scene->set_armed, token) && !dul_scene_in_set(scene, scene->set_weapon, token))
            return true;
    }
    return false;
}

/* Are all parties without code, name and number? "It was destroyed", "doubts assailed him", "the joke bombed": nothing that a political scientist counts. */
static bool sift_faceless(const dul_event_run *run, const dul_candidate *candidate)
{
    const dul_scene *scene = &run->scene;
    if (candidate->match.rule->row->type == DUL_TYPE_COERCE && candidate->match.rule->row->mode != NULL &&
        strcmp(candidate->match.rule->row->mode, "arrest") == 0 && sift_is_people(scene, &candidate->recipients))
        return false; /* whoever is arrested is arrested by the state */
    if (candidate->actors.n + candidate->recipients.n == 0 || dul_parties_coded(scene, &candidate->actors) || dul_parties_coded(scene, &candidate->recipients))
        return false;
    if (scene->found->mentions == NULL || scene->found->mentions->n == 0) /* nobody was looked for */
        return false;
    return !sift_names_somebody(scene, &candidate->actors) && !sift_names_somebody(scene, &candidate->recipients);
}

dulati_result dul_sift_merge(dul_event_run *run, dul_candidate *into, dul_candidate *from)
{
    const dul_scene *scene = &run->scene;
    if (into->standing.status == DUL_STATUS_NEGATED && from->standing.status == DUL_STATUS_ACTUAL && from->frame.class == DUL_CLASS_NOUN &&
        dul_sift_count_kind(scene->tree, into->frame.trigger) != NULL) {
        sift_drop(run, into, "nobody came to harm in it"); /* "no one was hurt in the firing": the firing was */
        return DULATI_OK;
    }
    from->merged = (uint32_t)(into - run->item);
    into->lethal = into->lethal || from->lethal || ((into->match.rule->flags | from->match.rule->flags) & DUL_FLAG_LETHAL) != 0;
    sift_drop(run, from, "the same act is told by another trigger");
    /* An act named as the subject ("the bombing killed two") is no actor. */
    for (uint32_t i = 0; i < into->match.n_bind; i++)
        if (into->match.bind[i].role == DUL_ROLE_ACTOR && dul_scene_content(scene, into->match.bind[i].token) == from->frame.trigger)
            into->actors.n = 0;
    bool ok = true;
    if (into->actors.n == 0)
        for (uint32_t i = 0; i < from->actors.n && ok; i++)
            if (!into->frame.passive || !sift_has_head(&into->recipients, from->actors.item[i].head))
                ok = dul_parties_add(scene, &into->actors, from->actors.item[i].head);
    if (into->recipients.n == 0)
        for (uint32_t i = 0; i < from->recipients.n && ok; i++)
            ok = dul_parties_add(scene, &into->recipients, from->recipients.item[i].head);
    if (sift_mode_rank(from->match.rule->row) > sift_mode_rank(into->match.rule->row)) {
        dul_match match  = into->match;
        match.rule       = from->match.rule;
        into->match.rule = match.rule;
        into->told_twice = true;
    }
    return ok ? DULATI_OK : dul_fail_memory(scene->job->err);
}

/* Two tellings of one act in a sentence: the same type, and one hangs on the other as its subject, oblique or participle. */
static dulati_result sift_fold(dul_event_run *run)
{
    const dul_tree *tree = run->scene.tree;
    for (uint32_t i = 0; i < run->n; i++) {
        dul_candidate *inner = &run->item[i];
        uint32_t       at = inner->frame.trigger, above = tree->head[at];
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
                           (dul_sift_count_kind(tree, at) != NULL || dul_sift_count_kind(tree, above) != NULL) && /* "killed five and wounded ten" */
                           (inner->match.rule->row->type == DUL_TYPE_ASSAULT || inner->match.rule->row->mode == run->item[o].match.rule->row->mode);
            for (int hops = 0; o != DUL_NONE && run->item[o].merged != DUL_NONE && hops < 4; hops++)
                o = run->item[o].merged;
            if (o == DUL_NONE || run->item[o].dropped || o == i)
                continue;
            dul_candidate *outer = &run->item[o];
            if (outer->match.rule->row->type != inner->match.rule->row->type)
                break; /* another act stands between */
            dul_rel rel  = (dul_rel)tree->rel[at];
            bool    noun = inner->frame.class == DUL_CLASS_NOUN &&
                        (rel == DUL_REL_NSUBJ || rel == DUL_REL_OBL || rel == DUL_REL_OBJ || rel == DUL_REL_NMOD || rel == DUL_REL_OBL_AGENT ||
                         rel == DUL_REL_NSUBJ_PASS || rel == DUL_REL_COMPOUND || rel == DUL_REL_APPOS);
            bool clause = inner->frame.class != DUL_CLASS_NOUN &&
                          (rel == DUL_REL_ADVCL || rel == DUL_REL_ACL || rel == DUL_REL_XCOMP || (rel == DUL_REL_ACL_RELCL && step <= 1)) &&
                          dul_tree_child(tree, at, DUL_REL_NSUBJ) == DUL_NONE &&
                          (inner->frame.passive || dul_tree_child(tree, at, DUL_REL_NSUBJ_PASS) == DUL_NONE);
            if (noun || clause || outcome)
                DUL_TRY(dul_sift_merge(run, outer, inner));
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

bool dul_sift_same_party(const dul_scene *scene, const dul_parties *parties, uint32_t mention)
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
static dulati_result sift_seek_recipient(dul_event_run *run, uint32_t index)
{
    const dul_scene *scene     = &run->scene;
    const dul_tree  *tree      = scene->tree;
    dul_candidate   *candidate = &run->item[index];
    dul_type         type      = candidate->match.rule->row->type;
    if (scene->found->mentions == NULL || !(SEEK_TYPES >> type & 1) || (candidate->match.rule->flags & DUL_FLAG_MUTUAL && type != DUL_TYPE_AGREE) ||
        dul_parties_coded(scene, &candidate->recipients) || (type == DUL_TYPE_COERCE && sift_is_people(scene, &candidate->recipients)))
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
        if (q == 0 || m == DUL_NONE || scene->found->mentions->item[m].n_codes == 0 || dul_sift_same_party(scene, &candidate->actors, m))
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
static bool sift_is_demand_of_protest(const dul_event_run *run, const dul_candidate *candidate)
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

dulati_result dul_sift_run(dul_event_run *run)
{
    const dul_scene *scene = &run->scene;
    for (uint32_t i = 0; i < run->n; i++) {
        dul_candidate *candidate = &run->item[i];
        DUL_TRY(sift_parties(run, candidate));
        candidate->standing = dul_status_find(scene, &candidate->frame);
        dul_background_find(scene, &candidate->frame, candidate->match.rule->row->type, &candidate->actors, &candidate->recipients, &candidate->standing);
    }
    DUL_TRY(dul_doer_recall(run));
    for (uint32_t i = 0; i < run->n; i++) {
        dul_candidate *candidate = &run->item[i];
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
            dul_candidate *inner = &run->item[o];
            bool           noun  = inner->frame.class == DUL_CLASS_NOUN;
            if (inner->match.rule->row->type == candidate->match.rule->row->type && (bind->role == DUL_ROLE_NONE || (noun && bind->role == DUL_ROLE_ACTOR)) &&
                !inner->dropped && !candidate->dropped)
                DUL_TRY(dul_sift_merge(run, candidate, inner)); /* "died in police firing" */
            else if (inner->match.rule->row->type == candidate->match.rule->row->type && bind->role != DUL_ROLE_ACTOR)
                sift_drop(run, inner, "part of the event above it");
            else if (bind->firm && noun && !sift_presupposed(run, candidate, inner))
                sift_drop(run, inner, "object of the event above it");
            else if (bind->role == DUL_ROLE_NONE || !noun)
                inner->embedded = true;
        }
    }
    DUL_TRY(sift_fold(run));
    for (uint32_t i = 0; i < run->n; i++)
        sift_part(&run->item[i]);
    DUL_TRY(dul_doer_find(run));
    for (uint32_t i = 0; i < run->n; i++) {
        dul_candidate       *candidate = &run->item[i];
        uint32_t             flags     = candidate->match.rule->flags;
        const dul_word_list *genre;
        if (candidate->dropped)
            continue;
        if ((flags & DUL_FLAG_OMISSION) && (candidate->standing.status != DUL_STATUS_NEGATED || candidate->standing.refused || candidate->standing.modal))
            sift_drop(run, candidate, "what was due was done");
        else if (!candidate->standing.failed && (genre = dul_genre_of(scene, candidate->frame.trigger, candidate->match.rule->row->type, &candidate->actors,
                                                                      &candidate->recipients, false)) != NULL)
            sift_drop(run, candidate, genre->name);
        else if (sift_vetoed(run, candidate))
            sift_drop(run, candidate, "the clause is about something else");
        else if ((flags & DUL_FLAG_NEEDS_ACTOR) && !candidate->told_twice && !dul_parties_coded(scene, &candidate->actors))
            sift_drop(run, candidate, "the rule needs an actor");
        else if ((flags & DUL_FLAG_NEEDS_RECIPIENT) && !candidate->told_twice && !dul_parties_coded(scene, &candidate->recipients))
            sift_drop(run, candidate, "the rule needs a recipient");
        else if (candidate->frame.class == DUL_CLASS_NOUN && sift_is_person(scene, candidate->frame.trigger))
            sift_drop(run, candidate, "somebody, no event"); /* "the charge d'affaires" */
        else if (candidate->frame.class == DUL_CLASS_NOUN && !sift_tied(run, candidate))
            sift_drop(run, candidate, "a bare noun");
        else if (sift_harmless(run, candidate))
            sift_drop(run, candidate, "what does it is no arm and no actor");
        else if (sift_faceless(run, candidate))
            sift_drop(run, candidate, "no party that is anybody known");
        else if (!dul_political(scene, candidate->match.rule->row->type, &candidate->actors, &candidate->recipients))
            sift_drop(run, candidate, "private people among themselves");
        else if (candidate->frame.class == DUL_CLASS_VERB && candidate->actors.n == 0 && candidate->recipients.n == 0 && candidate->match.rule->n_slots == 0)
            sift_drop(run, candidate, "nobody is named");
    }
    for (uint32_t i = 0; i < run->n; i++)
        if (!run->item[i].dropped && sift_is_demand_of_protest(run, &run->item[i]))
            sift_drop(run, &run->item[i], "what a protest demands is no request of its own");
    for (uint32_t i = 0; i < run->n; i++)
        if (!run->item[i].dropped) {
            DUL_TRY(dul_roles_settle(run, i));
            DUL_TRY(sift_seek_recipient(run, i));
        }
    return DULATI_OK;
}
