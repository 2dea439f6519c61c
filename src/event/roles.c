/*
 * roles.c -- who and what an attack is made of: doers that are means, means that hide in words, what was hit, who claims it.
 *
 *     the bomb killed two                      the bomb is no actor: instrument bomb
 *     a grenade attack killed ten              the attack is no actor: instrument grenade, its own doers act
 *     a bomb exploded in front of the bank     recipient the bank
 *     they attacked the post, using mortars    instrument mortars
 *     the ELN claimed responsibility for ...   actor the ELN
 *
 * Rules say which words tell of an attack; these parts are the same for all of them, so the engine finds them.
 */
#include "event/sift.h"

static const char *const roles_claims[]   = {"claim", "take", "admit", "acknowledge", "assume", "accept", NULL};
static const char *const roles_credits[]  = {"responsibility", "credit", "authorship", NULL};
static const char *const roles_blames[]   = {"blame", "accuse", "suspect", "charge", "implicate", "link", "attribute", NULL};
static const char *const roles_wields[]   = {"use", "employ", "wield", "fire", "throw", "hurl", "lob", "toss", "detonate", "carry", NULL};
static const char *const roles_fronts[]   = {"front", "side",      "entrance", "door",  "gate", "vicinity", "back",
                                             "rear",  "outskirts", "meter",    "metre", "yard", NULL};
static const char *const roles_by_place[] = {"at",     "in", "near",   "outside",  "against", "on", "under", "inside",
                                             "beside", "by", "behind", "opposite", "from",    "of", NULL};

static bool roles_is_weapon(const dul_scene *scene, uint32_t token)
{
    return dul_scene_in_set(scene, scene->set_weapon, token);
}

/* A means and what it is joined with: "rifles and grenades". */
static void roles_tool(const dul_scene *scene, dul_candidate *candidate, uint32_t token)
{
    uint32_t content = dul_scene_content(scene, token);
    if (!roles_is_weapon(scene, content))
        return;
    for (uint32_t i = 0; i < candidate->n_tools; i++)
        if (candidate->tool[i] == content)
            return;
    if (candidate->n_tools < DUL_TOOLS_MAX)
        candidate->tool[candidate->n_tools++] = content;
    for (uint32_t c = dul_tree_child(scene->tree, content, DUL_REL_CONJ); c != DUL_NONE && candidate->n_tools < DUL_TOOLS_MAX;
         c          = dul_tree_next_in(scene->tree, c, DUL_REL_BIT(DUL_REL_CONJ)))
        if (roles_is_weapon(scene, c))
            candidate->tool[candidate->n_tools++] = c;
}

/* Weapons among the modifiers of a noun that tells of the attack: "a dynamite attack". */
static void roles_modifiers(const dul_scene *scene, dul_candidate *candidate, uint32_t noun)
{
    const uint64_t rels = DUL_REL_BIT(DUL_REL_COMPOUND) | DUL_REL_BIT(DUL_REL_AMOD);
    for (uint32_t c = dul_tree_child_in(scene->tree, noun, rels); c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, rels))
        roles_tool(scene, candidate, c);
}

/* Actors that do nothing: means become instruments, acts hand on their own doers. */
static dulati_result roles_doers(dul_event_run *run, dul_candidate *candidate)
{
    const dul_scene *scene  = &run->scene;
    dul_parties      others = {0};
    bool             ok     = true;
    for (uint32_t i = 0; i < candidate->actors.n;) {
        dul_parties one  = {&candidate->actors.item[i], 1, 1};
        uint32_t    head = dul_scene_content(scene, candidate->actors.item[i].head), other = run->of_token[head];
        bool        act   = other != DUL_NONE && run->item[other].match.rule->row->type == DUL_TYPE_ASSAULT;
        bool        means = !dul_parties_coded(scene, &one) && roles_is_weapon(scene, head);
        if (!act && !means) {
            i++;
            continue;
        }
        roles_tool(scene, candidate, head);
        roles_modifiers(scene, candidate, head);
        for (uint32_t k = 0; act && k < run->item[other].actors.n && ok; k++)
            if (run->item[other].actors.item[k].head != head)
                ok = dul_parties_add(scene, &others, run->item[other].actors.item[k].head);
        memmove(&candidate->actors.item[i], &candidate->actors.item[i + 1], (--candidate->actors.n - i) * sizeof candidate->actors.item[0]);
    }
    for (uint32_t k = 0; k < others.n && ok; k++)
        ok = dul_parties_add(scene, &candidate->actors, others.item[k].head);
    return ok ? DULATI_OK : dul_fail_memory(scene->job->err);
}

/* Means told beside the verb: "using rockets", "hurling grenades", "with machine guns", "men armed with rifles". */
static void roles_means(const dul_scene *scene, dul_candidate *candidate, uint32_t clause)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[clause]; c != DUL_NONE; c = tree->next_sibling[c]) {
        dul_rel rel = (dul_rel)tree->rel[c];
        if ((rel == DUL_REL_ADVCL || rel == DUL_REL_ACL || rel == DUL_REL_CONJ) && dul_sift_lemma_in(tree, c, roles_wields)) {
            uint32_t object = dul_tree_child(tree, c, DUL_REL_OBJ);
            if (object != DUL_NONE)
                roles_tool(scene, candidate, object);
        } else if (rel == DUL_REL_OBL || rel == DUL_REL_NMOD) {
            uint32_t prep = dul_tree_case(tree, c);
            if (prep != DUL_NONE && dul_tree_lemma_is(tree, prep, "with"))
                roles_tool(scene, candidate, c);
        }
    }
}

static void roles_armed(const dul_scene *scene, dul_candidate *candidate)
{
    const dul_tree *tree = scene->tree;
    const uint64_t  rels = DUL_REL_BIT(DUL_REL_ACL) | DUL_REL_BIT(DUL_REL_AMOD);
    for (uint32_t i = 0; i < candidate->actors.n; i++)
        for (uint32_t c = dul_tree_child_in(tree, candidate->actors.item[i].head, rels); c != DUL_NONE; c = dul_tree_next_in(tree, c, rels)) {
            bool     armed  = dul_tree_lemma_is(tree, c, "arm") || dul_tree_lemma_is(tree, c, "armed");
            bool     bears  = dul_tree_lemma_is(tree, c, "carry") || dul_tree_lemma_is(tree, c, "wield");
            uint32_t object = armed ? dul_tree_child(tree, c, DUL_REL_OBL) : bears ? dul_tree_child(tree, c, DUL_REL_OBJ) : DUL_NONE;
            if (object != DUL_NONE)
                roles_tool(scene, candidate, object);
        }
}

/* What stands where the blast was: "exploded in front of the bank", "at the offices of ...". A town is a place, not a target. */
static dulati_result roles_targets(const dul_scene *scene, dul_candidate *candidate, uint32_t clause)
{
    const dul_tree *tree = scene->tree;
    for (uint32_t c = tree->first_child[clause]; c != DUL_NONE; c = tree->next_sibling[c]) {
        uint32_t prep = tree->rel[c] == DUL_REL_OBL || tree->rel[c] == DUL_REL_NMOD ? dul_tree_case(tree, c) : DUL_NONE;
        if (prep == DUL_NONE || scene->timed[c] || !dul_sift_lemma_in(tree, prep, roles_by_place))
            continue;
        uint32_t at = c;
        if (dul_sift_lemma_in(tree, c, roles_fronts)) {
            uint32_t of = dul_tree_child(tree, c, DUL_REL_NMOD);
            if (of == DUL_NONE)
                continue;
            at = of;
        } else if (dul_tree_lemma_is(tree, prep, "from") || dul_tree_lemma_is(tree, prep, "of")) {
            continue;
        }
        if (dul_scene_in_set(scene, scene->set_building, at) && !dul_parties_add(scene, &candidate->recipients, at))
            return dul_fail_memory(scene->job->err);
    }
    return DULATI_OK;
}

/* Who says that it did it, or of whom others say so: "claimed responsibility for the attack", "blamed the rebels for the murder". */
static uint32_t roles_claimant(const dul_scene *scene, uint32_t act)
{
    const dul_tree *tree = scene->tree;
    uint32_t        at   = act;
    for (int step = 0; step < 3 && tree->head[at] != DUL_ROOT; step++) {
        dul_rel rel = (dul_rel)tree->rel[at];
        if (rel != DUL_REL_OBL && rel != DUL_REL_NMOD && rel != DUL_REL_OBJ && rel != DUL_REL_ADVCL && rel != DUL_REL_ACL && rel != DUL_REL_CONJ)
            return DUL_NONE;
        at = tree->head[at];
        if (dul_sift_lemma_in(tree, at, roles_claims)) {
            uint32_t object = dul_tree_child(tree, at, DUL_REL_OBJ);
            if (object != DUL_NONE && dul_sift_lemma_in(tree, object, roles_credits))
                return dul_frame_subject(scene, at);
        }
        if (tree->upos[at] == DUL_UPOS_VERB && dul_sift_lemma_in(tree, at, roles_blames)) {
            bool     passive = dul_frame_passive(scene, at);
            uint32_t object =
                passive ? dul_tree_child_in(tree, at, DUL_REL_BIT(DUL_REL_NSUBJ_PASS) | DUL_REL_BIT(DUL_REL_NSUBJ)) : dul_tree_child(tree, at, DUL_REL_OBJ);
            if (object == DUL_NONE && passive && tree->rel[at] == DUL_REL_ACL && tree->head[at] != DUL_ROOT)
                object = tree->head[at]; /* "the men accused of the murder" */
            return object == act ? DUL_NONE : object;
        }
        if (tree->upos[at] == DUL_UPOS_ADJ && dul_tree_lemma_is(tree, at, "responsible"))
            return dul_tree_child(tree, at, DUL_REL_NSUBJ) != DUL_NONE             ? dul_tree_child(tree, at, DUL_REL_NSUBJ)
                   : tree->rel[at] == DUL_REL_AMOD || tree->rel[at] == DUL_REL_ACL ? tree->head[at]
                                                                                   : DUL_NONE;
    }
    return DUL_NONE;
}

static bool roles_blasts(const dul_candidate *candidate)
{
    const char *mode = candidate->match.rule->row->mode;
    return mode != NULL && (strcmp(mode, "explosives") == 0 || strcmp(mode, "suicide-attack") == 0 || strcmp(mode, "heavy-weapons") == 0);
}

dulati_result dul_roles_settle(dul_event_run *run, uint32_t index)
{
    const dul_scene *scene     = &run->scene;
    dul_candidate   *candidate = &run->item[index];
    if (candidate->match.rule->row->type != DUL_TYPE_ASSAULT)
        return DULATI_OK;
    uint32_t trigger = candidate->frame.trigger, clause = candidate->frame.governor != DUL_NONE ? candidate->frame.governor : trigger;
    DUL_TRY(roles_doers(run, candidate));
    if (candidate->frame.class == DUL_CLASS_NOUN)
        roles_modifiers(scene, candidate, trigger);
    for (uint32_t i = index < 8 ? 0 : index - 8; i < run->n && i < index + 8; i++) /* what was merged into it stands close by */
        if (run->item[i].merged == index) {
            roles_modifiers(scene, candidate, run->item[i].frame.trigger);
            roles_means(scene, candidate, run->item[i].frame.trigger);
        }
    roles_means(scene, candidate, trigger);
    if (clause != trigger)
        roles_means(scene, candidate, clause);
    if (candidate->actors.n == 0) {
        uint32_t claimant = roles_claimant(scene, trigger);
        if (claimant != DUL_NONE && !dul_parties_add(scene, &candidate->actors, claimant))
            return dul_fail_memory(scene->job->err);
    }
    roles_armed(scene, candidate);
    if (roles_blasts(candidate)) {
        DUL_TRY(roles_targets(scene, candidate, trigger));
        if (clause != trigger)
            DUL_TRY(roles_targets(scene, candidate, clause));
    }
    return DULATI_OK;
}
