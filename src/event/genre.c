/*
 * genre.c -- words of arms and words of genres, counted by sentence, passage and report.
 */
#include "event/genre.h"

#define ARMED_AROUND 2 /* sentences on either side that may speak of arms */

/* ---- the report, once ---------------------------------------------------------------------------------------------------------- */

static void genre_count(uint8_t *counter)
{
    if (*counter < 9)
        ++*counter;
}

/* The first bit of a genre in rules->sets_of. */
static size_t genre_bit(const dul_rules *rules)
{
    return rules->n_contexts + rules->n_vetoes;
}

static dulati_result genre_collect(dul_scene *scene)
{
    const dul_rules *rules    = scene->rules;
    dul_genre       *genre    = &scene->genre;
    size_t           capacity = 0;
    uint32_t         n        = 0;
    for (uint32_t s = 0; s < scene->text->n_sentences; s++) {
        dul_range tokens    = scene->text->sentence[s].tokens;
        genre->first_hit[s] = n;
        for (uint32_t t = tokens.first; t < tokens.end; t++) {
            if (scene->sym[t] == DUL_SYM_NONE)
                continue;
            if (dul_scene_in_set(scene, scene->set_armed, t))
                genre_count(&genre->armed[s]);
            if (dul_scene_in_set(scene, scene->set_spoken, t))
                genre_count(&genre->spoken[s]);
            const uint64_t *bits = &rules->sets_of[scene->sym[t] * rules->n_set_words];
            for (uint32_t g = 0; g < rules->n_genres; g++) {
                size_t bit = genre_bit(rules) + g;
                if (!(bits[bit / 64] >> (bit % 64) & 1) || !dul_scene_in_set(scene, rules->genre[g].set, t))
                    continue;
                dul_genre_hit *grown = dul_arena_grow(scene->job->scratch, genre->hit, n, &capacity, sizeof *grown);
                if (grown == NULL)
                    return dul_fail_memory(scene->job->err);
                genre->hit = grown;
                grown[n++] = (dul_genre_hit){g, scene->sym[t]};
            }
        }
    }
    genre->first_hit[scene->text->n_sentences] = n;
    return DULATI_OK;
}

/* How many different words of each genre stand in the sentences [first, end): counts[g] up to DUL_GENRE_WORDS_MAX. */
static void genre_different(const dul_scene *scene, uint32_t first, uint32_t end, uint32_t counts[64], uint32_t *total)
{
    uint32_t         seen[64][DUL_GENRE_WORDS_MAX];
    const dul_genre *genre = &scene->genre;
    for (size_t g = 0; g < scene->rules->n_genres; g++) {
        counts[g] = 0;
        if (total != NULL)
            total[g] = 0;
    }
    for (uint32_t h = genre->first_hit[first]; h < genre->first_hit[end]; h++) {
        uint32_t g = genre->hit[h].list, k = 0;
        if (total != NULL)
            total[g]++;
        while (k < counts[g] && seen[g][k] != genre->hit[h].sym)
            k++;
        if (k == counts[g] && k < DUL_GENRE_WORDS_MAX)
            seen[g][counts[g]++] = genre->hit[h].sym;
    }
}

static dul_range genre_around(const dul_scene *scene, uint32_t sentence, uint32_t reach)
{
    uint32_t first = sentence > reach ? sentence - reach : 0, end = sentence + reach + 1;
    return (dul_range){first, end < scene->text->n_sentences ? end : scene->text->n_sentences};
}

/* Does a word of the set stand in the passage? */
static bool genre_speaks(const dul_scene *scene, dul_range sentences, uint32_t set)
{
    for (uint32_t t = scene->text->sentence[sentences.first].tokens.first; t < scene->text->sentence[sentences.end - 1].tokens.end; t++)
        if (dul_scene_in_set(scene, set, t))
            return true;
    return false;
}

dulati_result dul_genre_make(dul_scene *scene)
{
    uint32_t   n_sentences = scene->text->n_sentences;
    dul_genre *genre       = &scene->genre;
    dul_arena *scratch     = scene->job->scratch;
    genre->armed           = dul_arena_calloc(scratch, (size_t)n_sentences + 1, sizeof *genre->armed);
    genre->spoken          = dul_arena_calloc(scratch, (size_t)n_sentences + 1, sizeof *genre->spoken);
    genre->first_hit       = dul_arena_calloc(scratch, (size_t)n_sentences + 1, sizeof *genre->first_hit);
    genre->holds           = dul_arena_calloc(scratch, (size_t)n_sentences + 1, sizeof *genre->holds);
    genre->asked           = dul_arena_calloc(scratch, (size_t)n_sentences + 1, sizeof *genre->asked);
    if (genre->armed == NULL || genre->spoken == NULL || genre->first_hit == NULL || genre->holds == NULL || genre->asked == NULL)
        return dul_fail_memory(scene->job->err);
    DUL_TRY(genre_collect(scene));
    uint32_t different[64], total[64];
    genre_different(scene, 0, n_sentences, different, total);
    /* In a long report a word in two hundred is asked for, too. */
    for (size_t g = 0; g < scene->rules->n_genres; g++)
        if (scene->rules->genre[g].in_report > 0 && different[g] >= scene->rules->genre[g].in_report && (uint64_t)total[g] * 200 >= scene->n)
            genre->report |= UINT64_C(1) << g;
    for (size_t g = 0; g < scene->rules->n_genres && n_sentences > 0; g++) {
        const dul_word_list *list = &scene->rules->genre[g];
        bool                 same = g > 0 && list->nowhere == list[-1].nowhere; /* neighbours in the file often ask for the same words */
        if (list->nowhere != DUL_NONE && (same ? (genre->barred >> (g - 1) & 1) != 0 : genre_speaks(scene, (dul_range){0, n_sentences}, list->nowhere)))
            genre->barred |= UINT64_C(1) << g;
    }
    return DULATI_OK;
}

/* ---- which genres hold --------------------------------------------------------------------------------------------------------- */

static uint64_t genre_holds(const dul_scene *scene, uint32_t sentence)
{
    const dul_rules *rules = scene->rules;
    const dul_genre *genre = &scene->genre;
    if (genre->asked[sentence])
        return genre->holds[sentence];
    uint32_t  here[64], near[64];
    uint64_t  holds  = genre->report;
    dul_range around = genre_around(scene, sentence, DUL_GENRE_AROUND);
    genre_different(scene, sentence, sentence + 1, here, NULL);
    genre_different(scene, around.first, around.end, near, NULL);
    for (size_t g = 0; g < rules->n_genres; g++) {
        const dul_word_list *list = &rules->genre[g];
        if (list->always || (list->in_sentence > 0 && here[g] >= list->in_sentence) || (list->in_passage > 0 && near[g] >= list->in_passage))
            holds |= UINT64_C(1) << g;
        if ((holds >> g & 1) && list->unless != DUL_NONE && genre_speaks(scene, around, list->unless))
            holds &= ~(UINT64_C(1) << g);
    }
    holds &= ~genre->barred;
    genre->holds[sentence] = holds;
    genre->asked[sentence] = true;
    return holds;
}

/* One person, and nobody beside: no plural, no number, no second party. */
static bool genre_single(const dul_scene *scene, const dul_parties *parties)
{
    if (parties->n != 1)
        return parties->n == 0;
    uint32_t head = parties->item[0].head;
    return !dul_str_is(scene->tree->xpos[head], "NNS") && !dul_str_is(scene->tree->xpos[head], "NNPS") && scene->tree->upos[head] != DUL_UPOS_NUM &&
           !(scene->tree->feat[head] & DUL_FEAT_PLURAL) && !dul_tree_lemma_is(scene->tree, head, "people");
}

static bool genre_spared(const dul_scene *scene, uint32_t set, const dul_parties *parties)
{
    for (uint32_t i = 0; set != DUL_NONE && i < parties->n; i++)
        if (dul_match_in_set(scene, set, parties->item[i].head))
            return true;
    return false;
}

const dul_word_list *dul_genre_of(const dul_scene *scene, uint32_t trigger, dul_type type, const dul_parties *actors, const dul_parties *recipients,
                                  bool historical)
{
    const dul_rules *rules = scene->rules;
    if (rules->n_genres == 0)
        return NULL;
    uint64_t holds = genre_holds(scene, scene->text->token[trigger].sentence);
    for (size_t g = 0; g < rules->n_genres; g++) {
        const dul_word_list *list = &rules->genre[g];
        if ((holds >> g & 1) && list->historical == historical && (list->types >> type & 1) && (!list->single || genre_single(scene, recipients)) &&
            !genre_spared(scene, list->actor, actors) && !genre_spared(scene, list->recipient, recipients))
            return list;
    }
    return NULL;
}

/* ---- arms ---------------------------------------------------------------------------------------------------------------------- */

typedef enum { GENRE_NOBODY, GENRE_THING, GENRE_POLITICIAN, GENRE_PERSON, GENRE_PEOPLE, GENRE_STATE, GENRE_ARMED } genre_bearing;

static bool genre_has_sector(const dul_mention *mention, const char *const *sectors)
{
    for (uint32_t i = 0; i < mention->n_codes; i++)
        for (size_t at = 0; at + 3 <= strlen(mention->code[i]); at += 3)
            for (const char *const *s = sectors; *s != NULL; s++)
                if (memcmp(mention->code[i] + at, *s, 3) == 0)
                    return true;
    return false;
}

/* What a party is, as far as blows are concerned. */
static genre_bearing genre_bearing_of(const dul_scene *scene, uint32_t token)
{
    static const char *const armed[]  = {"MIL", "REB", "UAF", "PRM", "COP", "CRM", "SPY", NULL};
    static const char *const words[]  = {"PTY", "LEG", "ELI", "JRN", "OPP", "GOV", "BUS", "SOC", "NGO", "JUD", "LAB", NULL};
    static const char *const office[] = {"PTY", "LEG", "ELI", "JRN", "GOV", "JUD", NULL};
    token                             = dul_scene_content(scene, token);
    uint32_t m                        = dul_scene_mention(scene, token);
    if (m == DUL_NONE)
        return GENRE_THING;
    const dul_mention *mention = &scene->found->mentions->item[m];
    if (genre_has_sector(mention, armed))
        return GENRE_ARMED;
    if (mention->generic && mention->kind == DUL_KIND_GROUP && !genre_has_sector(mention, office))
        return mention->n_codes > 0 ? GENRE_PEOPLE : GENRE_PERSON;
    bool named = !mention->generic && (mention->type == DUL_ENTITY_PER || mention->type == DUL_ENTITY_ORG);
    if (mention->kind == DUL_KIND_PERSON && (named || mention->pronoun || genre_has_sector(mention, words)))
        return GENRE_POLITICIAN;
    if (mention->n_codes > 0 && (mention->kind == DUL_KIND_PLACE || dul_match_is_state(mention)) && !mention->pronoun)
        return mention->kind == DUL_KIND_PERSON ? GENRE_PERSON : GENRE_STATE;
    if (genre_has_sector(mention, (const char *const[]){"GOV", NULL}) && mention->kind != DUL_KIND_PERSON)
        return GENRE_STATE;
    if (genre_has_sector(mention, words))
        return GENRE_POLITICIAN;
    return mention->kind == DUL_KIND_OBJECT || mention->kind == DUL_KIND_PLACE ? GENRE_THING : mention->n_codes > 0 ? GENRE_PEOPLE : GENRE_PERSON;
}

bool dul_genre_armed(const dul_scene *scene, const dul_frame *frame)
{
    if (scene->set_armed == DUL_NONE || scene->found->mentions == NULL)
        return true; /* no dictionary asks */
    uint32_t  sentence = scene->text->token[frame->trigger].sentence;
    uint32_t  here = scene->genre.armed[sentence], near = 0;
    bool      spoken = scene->genre.spoken[sentence] > 0;
    dul_range around = genre_around(scene, sentence, ARMED_AROUND);
    for (uint32_t s = around.first; s < around.end; s++)
        near += s == sentence ? 0 : scene->genre.armed[s];
    if (here > 0 && dul_scene_in_set(scene, scene->set_armed, frame->trigger))
        here--;
    genre_bearing actor = GENRE_NOBODY, other = GENRE_NOBODY;
    bool          building = false;
    for (uint32_t i = 0; i < frame->n_args; i++) {
        const dul_arg *arg = &frame->arg[i];
        if (arg->kind == DUL_ARG_INF || arg->kind == DUL_ARG_THAT || arg->kind == DUL_ARG_ING || arg->kind == DUL_ARG_MOD || scene->timed[arg->token])
            continue;
        bool doer  = arg->kind == DUL_ARG_SUBJ || arg->prep == scene->s_by || (arg->kind == DUL_ARG_POSS && frame->class == DUL_CLASS_NOUN);
        bool where = arg->kind == DUL_ARG_PREP && arg->prep != scene->s_with && arg->prep != scene->s_of &&
                     arg->prep != dul_rules_symbol(scene->rules, DUL_STR("on")) && arg->prep != dul_rules_symbol(scene->rules, DUL_STR("against")) &&
                     arg->prep != dul_rules_symbol(scene->rules, DUL_STR("between"));
        if (where && !doer)
            continue;
        genre_bearing bearing = genre_bearing_of(scene, arg->token);
        building              = building || (!doer && dul_scene_in_set(scene, scene->set_building, dul_scene_content(scene, arg->token)));
        if (doer)
            actor = bearing > actor ? bearing : actor;
        else
            other = bearing > other ? bearing : other;
    }
    if (actor == GENRE_ARMED)
        return true;
    if (actor == GENRE_POLITICIAN)
        return !spoken && other != GENRE_POLITICIAN && here > 0 && here + near > 1;
    if (other == GENRE_ARMED)
        return !spoken || here > 1;
    if (actor == GENRE_STATE && other == GENRE_STATE)
        return !spoken;
    if (((actor == GENRE_PEOPLE && building) || ((actor == GENRE_PEOPLE || actor == GENRE_NOBODY) && (other == GENRE_PEOPLE || other == GENRE_PERSON))) &&
        !spoken)
        return true;
    if (actor == GENRE_NOBODY && building && !spoken && here + near > 0)
        return true;
    if (actor == GENRE_STATE || actor == GENRE_NOBODY || actor == GENRE_PEOPLE)
        return (here > 0 || near > 2) && (!spoken || here > 1);
    return here > 0 && (!spoken || here > 2);
}
