/*
 * cluster.c -- which events of a report are the same event.
 *
 * "The government resigned ... the president accepted the resignation": one event told twice. Pairs of events of kindred types are scored by what they share
 * (trigger, places, dates, countries, modes) and joined when the score is high enough; what contradicts (places or dates that are both the clause's own and
 * disjoint) forbids. Every event is compared with the last WINDOW of its report, so the cost stays linear.
 */
#include "event/scene.h"

#define WINDOW 64
#define ENOUGH 3

typedef struct {
    uint32_t *parent;
} cluster_union;

static uint32_t cluster_root(cluster_union *u, uint32_t i)
{
    while (u->parent[i] != i)
        i = u->parent[i] = u->parent[u->parent[i]];
    return i;
}

static bool cluster_kindred(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    static const char *const yielding[] = {"RETREAT", "CONCEDE", "AGREE", NULL};
    int                      both       = 0;
    for (const char *const *t = yielding; *t != NULL; t++)
        both += (strcmp(a, *t) == 0) + (strcmp(b, *t) == 0);
    return both == 2;
}

/* The stem that a verb and its noun share: "resign" and "resignation", "protest" and "protester". */
static bool cluster_stem(dul_str a, dul_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, n = 0;
    while (n < shorter && a.at[n] == b.at[n])
        n++;
    return n >= 4 && n + 3 >= shorter;
}

static bool cluster_shares_place(const dul_scene *scene, const dul_event *a, const dul_event *b, bool *contradict)
{
    const dul_places *places = scene->found->places;
    *contradict              = false;
    for (uint32_t i = 0; i < a->n_places; i++)
        for (uint32_t k = 0; k < b->n_places; k++) {
            const dul_place *p = &places->item[a->places[i]], *q = &places->item[b->places[k]];
            if (p->geonameid >= 0 ? p->geonameid == q->geonameid : dul_str_equal(p->name, q->name))
                return true;
        }
    if (a->n_places > 0 && b->n_places > 0 && a->place_how != DUL_HOW_STORY && b->place_how != DUL_HOW_STORY) {
        const dul_place *p = &places->item[a->places[0]], *q = &places->item[b->places[0]];
        *contradict = !dul_str_starts(p->feature, DUL_STR("PCL")) && !dul_str_starts(q->feature, DUL_STR("PCL"));
    }
    return false;
}

/* Do the triggers share a stem, or one with the other's object ("accepted the resignation")? */
static bool cluster_same_word(const dul_tree *tree, uint32_t a, uint32_t b)
{
    if (cluster_stem(tree->lemma[a], tree->lemma[b]))
        return true;
    uint32_t x = dul_tree_child_in(tree, a, DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS)),
             y = dul_tree_child_in(tree, b, DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
    return (x != DUL_NONE && cluster_stem(tree->lemma[x], tree->lemma[b])) || (y != DUL_NONE && cluster_stem(tree->lemma[a], tree->lemma[y]));
}

static const char *cluster_country(const dul_scene *scene, const dul_party *party, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (party[i].mention != DUL_NONE && scene->found->mentions->item[party[i].mention].n_codes > 0)
            return scene->found->mentions->item[party[i].mention].code[0];
    return NULL;
}

static int cluster_score(const dul_scene *scene, const dul_event *a, const dul_event *b)
{
    const dul_tree *tree = scene->tree;
    if (!cluster_kindred(a->type, b->type))
        return 0;
    if ((a->status == DUL_STATUS_NEGATED) != (b->status == DUL_STATUS_NEGATED))
        return 0;
    int  score = 0;
    bool contradict, stem = cluster_same_word(tree, a->trigger_head, b->trigger_head);
    if (a->sentence == b->sentence && !stem)
        return 0;
    score += stem ? 2 : strcmp(a->type, b->type) == 0 && (a->mode == b->mode || a->mode == NULL || b->mode == NULL) ? 1 : 0;
    if (a->mode != NULL && a->mode == b->mode)
        score++;
    if (a->mode != NULL && b->mode != NULL && a->mode != b->mode)
        score--;
    if (cluster_shares_place(scene, a, b, &contradict))
        score++;
    if (contradict)
        return 0;
    bool dated = (a->date_how == DUL_HOW_CLAUSE || a->date_how == DUL_HOW_SENTENCE) && (b->date_how == DUL_HOW_CLAUSE || b->date_how == DUL_HOW_SENTENCE);
    if (dated && (a->last < b->first || b->last < a->first))
        return 0;
    if (dated)
        score++;
    const char *p = cluster_country(scene, a->actors, a->n_actors), *q = cluster_country(scene, b->actors, b->n_actors);
    if (p == NULL)
        p = cluster_country(scene, a->recipients, a->n_recipients);
    if (q == NULL)
        q = cluster_country(scene, b->recipients, b->n_recipients);
    if (p != NULL && q != NULL)
        score += strncmp(p, q, 3) == 0 ? 1 : -3;
    return score;
}

dulati_result dul_cluster_find(const dul_scene *scene, dul_events *events)
{
    cluster_union u      = {dul_arena_alloc(scene->job->scratch, ((size_t)events->n + 1) * sizeof *u.parent)};
    int32_t      *number = dul_arena_alloc(scene->job->scratch, ((size_t)events->n + 1) * sizeof *number);
    if (u.parent == NULL || number == NULL)
        return dul_fail_memory(scene->job->err);
    for (uint32_t i = 0; i < events->n; i++) {
        u.parent[i] = i;
        number[i]   = -1;
        for (uint32_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++)
            if (cluster_score(scene, &events->item[k], &events->item[i]) >= ENOUGH)
                u.parent[cluster_root(&u, i)] = cluster_root(&u, k);
    }
    int32_t next = 0;
    for (uint32_t i = 0; i < events->n; i++) {
        uint32_t root = cluster_root(&u, i);
        if (number[root] < 0)
            number[root] = next++;
        events->item[i].cluster = number[root];
    }
    return DULATI_OK;
}
