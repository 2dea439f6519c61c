/*
 * acled.c -- which of ACLED's sub-events an event is, and which kind of report the whole is.
 *
 * acled.txt has the sub-events in the order of their rank, each with its conditions; the first line that fits an event names it. What did not happen (negated,
 * future, hypothetical) is none. The report takes the kind of its leading events: among those of the first sentence that tells one, the highest in rank.
 */
#include "event/scene.h"

#define STORY_REACH 2 /* sentences around an event in which story{...} looks for another */

/* The first event of every sentence, so that neighbours are found without looking at all. */
typedef struct {
    const dul_scene  *scene;
    const dul_events *events;
    uint32_t         *first; /* [n_sentences + 1] */
} acled_work;

static bool acled_parties(const dul_scene *scene, const dul_slot *slot, const dul_party *party, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (dul_match_token(scene, slot, party[i].head))
            return true;
    return false;
}

/* Modifiers of a word, and those of what they count: "a grenade attack", "a series of grenade attacks". */
static bool acled_modified(const dul_scene *scene, const dul_slot *slot, uint32_t token)
{
    const uint64_t rels    = DUL_REL_BIT(DUL_REL_COMPOUND) | DUL_REL_BIT(DUL_REL_AMOD);
    uint32_t       content = dul_scene_content(scene, token);
    for (uint32_t c = dul_tree_child_in(scene->tree, content, rels); c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, rels))
        if (dul_match_token(scene, slot, c))
            return true;
    return false;
}

/* The parts of the trigger's clause: its subject, objects and obliques. */
#define ACLED_PARTS                                                                                                                                   \
    (DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS) | DUL_REL_BIT(DUL_REL_OBJ) | DUL_REL_BIT(DUL_REL_OBL) | DUL_REL_BIT(DUL_REL_NMOD) | \
     DUL_REL_BIT(DUL_REL_OBL_AGENT))

static bool acled_part(const dul_scene *scene, const dul_slot *slot, const dul_event *event)
{
    uint32_t head = event->trigger_head;
    if (acled_modified(scene, slot, head))
        return true;
    for (uint32_t c = dul_tree_child_in(scene->tree, head, ACLED_PARTS); c != DUL_NONE; c = dul_tree_next_in(scene->tree, c, ACLED_PARTS))
        if (dul_match_token(scene, slot, c) || acled_modified(scene, slot, c))
            return true;
    return false;
}

/* The means: what was found as an instrument, the words of the trigger, and what the clause's parts are made of: "a grenade attack killed ten". */
static bool acled_tool(const dul_scene *scene, const dul_slot *slot, const dul_event *event)
{
    if (slot->n_sets == 0)
        return event->n_instruments > 0;
    for (uint32_t i = 0; i < event->n_instruments; i++)
        for (uint32_t t = event->instruments[i].first; t < event->instruments[i].end; t++)
            if (dul_match_token(scene, slot, t))
                return true;
    for (uint32_t t = event->trigger.first; t < event->trigger.end; t++)
        if (dul_match_token(scene, slot, t))
            return true;
    return acled_part(scene, slot, event);
}

static bool acled_near(const dul_scene *scene, const dul_slot *slot, uint32_t sentence)
{
    const dul_sentence *s = &scene->text->sentence[sentence];
    for (uint32_t t = s->tokens.first; t < s->tokens.end; t++)
        if (dul_match_token(scene, slot, t))
            return true;
    return false;
}

/* Is another event that happened told close by? */
static bool acled_story(const acled_work *work, const dul_slot *slot, uint32_t index)
{
    const dul_scene *scene = work->scene;
    const dul_event *event = &work->events->item[index];
    uint32_t         from  = event->sentence < STORY_REACH ? 0 : event->sentence - STORY_REACH;
    uint32_t         to    = event->sentence + STORY_REACH < scene->text->n_sentences ? event->sentence + STORY_REACH + 1 : scene->text->n_sentences;
    for (uint32_t i = work->first[from]; i < work->first[to]; i++)
        if (i != index && work->events->item[i].status <= DUL_STATUS_HISTORICAL && dul_match_token(scene, slot, work->events->item[i].trigger_head))
            return true;
    return false;
}

static bool acled_hurt(const dul_event *event)
{
    bool hurt = event->lethal;
    for (uint32_t i = 0; i < event->n_quantities; i++)
        hurt =
            hurt || ((strcmp(event->quantities[i].kind, "killed") == 0 || strcmp(event->quantities[i].kind, "injured") == 0) && event->quantities[i].max != 0);
    return hurt;
}

static bool acled_slot_fits(const acled_work *work, const dul_slot *slot, uint32_t index)
{
    const dul_scene *scene = work->scene;
    const dul_event *event = &work->events->item[index];
    switch ((dul_acled_slot)slot->kind) {
    case DUL_ACLED_ACTOR: return acled_parties(scene, slot, event->actors, event->n_actors);
    case DUL_ACLED_RECIPIENT: return acled_parties(scene, slot, event->recipients, event->n_recipients);
    case DUL_ACLED_TOOL: return acled_tool(scene, slot, event);
    case DUL_ACLED_PART: return acled_part(scene, slot, event);
    case DUL_ACLED_TRIGGER: return dul_match_token(scene, slot, event->trigger_head);
    case DUL_ACLED_NEAR: return acled_near(scene, slot, event->sentence);
    case DUL_ACLED_STORY: return acled_story(work, slot, index);
    case DUL_N_ACLED: break;
    }
    return false;
}

static bool acled_line_fits(const acled_work *work, const dul_acled_line *line, uint32_t index)
{
    const dul_event *event = &work->events->item[index];
    if (!(line->types >> event->type_number & 1) || (line->mode != NULL && line->mode != event->mode) || (line->hurt && !acled_hurt(event)))
        return false;
    for (uint32_t s = 0; s < line->n_slots; s++)
        if (acled_slot_fits(work, &line->slot[s], index) == line->slot[s].negated)
            return false;
    return true;
}

/* The kind of a report whose first sentence tells no event that is one: by its words alone. */
static uint32_t acled_by_words(const acled_work *work)
{
    const dul_rules *rules = work->scene->rules;
    for (uint32_t sentence = 0; sentence < 2 && sentence < work->scene->text->n_sentences; sentence++)
        for (size_t l = 0; l < rules->n_acled; l++) {
            const dul_acled_line *line = &rules->acled[l];
            bool                  fits = line->types == 0;
            for (uint32_t s = 0; s < line->n_slots && fits; s++)
                fits = acled_near(work->scene, &line->slot[s], sentence) != line->slot[s].negated;
            if (fits)
                return line->subevent;
        }
    return DUL_NONE;
}

dulati_result dul_acled_find(const dul_scene *scene, dul_events *events)
{
    const dul_rules *rules = scene->rules;
    uint32_t         n     = scene->text->n_sentences;
    acled_work       work  = {scene, events, dul_arena_alloc(scene->job->scratch, ((size_t)n + 1) * sizeof *work.first)};
    if (work.first == NULL)
        return dul_fail_memory(scene->job->err);
    for (uint32_t s = 0, i = 0; s <= n; s++) {
        while (i < events->n && events->item[i].sentence < s)
            i++;
        work.first[s] = i;
    }
    uint32_t best = DUL_NONE, best_sentence = DUL_NONE;
    for (uint32_t i = 0; i < events->n; i++) {
        dul_event *event = &events->item[i];
        if (event->status > DUL_STATUS_HISTORICAL)
            continue;
        for (size_t l = 0; l < rules->n_acled; l++) {
            const dul_acled_line *line = &rules->acled[l];
            if (line->types == 0 || !acled_line_fits(&work, line, i))
                continue;
            if (rules->subevent[line->subevent].counted)
                event->acled = rules->subevent[line->subevent].name;
            if (event->status == DUL_STATUS_ACTUAL && (best == DUL_NONE || (event->sentence == best_sentence && line->subevent < best))) {
                best          = line->subevent;
                best_sentence = event->sentence;
            }
            if (dul_job_traces(scene->job))
                dul_job_trace(scene->job, "event", "  sub-event %s by %s", rules->subevent[line->subevent].code, line->name);
            break;
        }
    }
    if (best == DUL_NONE && rules->n_subevents > 0)
        best = acled_by_words(&work);
    events->acled = rules->n_subevents == 0 ? NULL : best == DUL_NONE ? "OTHER" : rules->subevent[best].code;
    return DULATI_OK;
}
