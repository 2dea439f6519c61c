/*
 * toponym_sites.c -- buildings and streets that no table knows, at the point of their town.
 *
 *     was taken to Northside Memorial Hospital in Taraz         the hospital, at Taraz
 *     a fire on Hampton Avenue; nobody in Hampton was hurt      the street, at the town that the report speaks of; no town of Hampton here
 *
 * A run of capitalised words that ends in a noun of buildings or streets, behind a preposition of place (or, for streets, a house number). Its town is the next
 * one that the sentence names, else the last one before, else the outlet's. One pass over the tokens and the mentions.
 */
#include "place/toponym_work.h"

#define SITES_TOKENS_MAX 7
#define SITES_BACK_MAX   12 /* sentences back to the town */

static bool sites_is_inner(const toponym_work *work, uint32_t token)
{
    const dul_str lower = work->text->token[token].lower;
    return dul_str_is(lower, "of") || dul_str_is(lower, "'s") || dul_str_is(lower, "&") || dul_str_is(lower, "’s");
}

/* Where the run of capitalised words that ends before `end` begins. */
static uint32_t sites_first(const toponym_work *work, uint32_t from, uint32_t end)
{
    uint32_t first = end - 1;
    while (first > from && end - first < SITES_TOKENS_MAX) {
        if (work->shape[first - 1] & TOPONYM_SHAPE_UPPER)
            first--;
        else if (sites_is_inner(work, first - 1) && first - 1 > from && (work->shape[first - 2] & TOPONYM_SHAPE_UPPER))
            first -= 2;
        else
            break;
    }
    while (first + 1 < end && dul_str_is(work->text->token[first].lower, "the"))
        first++;
    return first;
}

static bool sites_is_number(dul_str form)
{
    return form.len > 0 && form.at[0] >= '0' && form.at[0] <= '9';
}

/* Does a preposition of place stand before the run, perhaps over "the" and a house number? */
static bool sites_is_located(const toponym_work *work, uint32_t from, uint32_t first, bool is_road)
{
    uint32_t at = first;
    if (at > from && dul_str_is(work->text->token[at - 1].lower, "the"))
        at--;
    if (is_road && at > from && sites_is_number(work->text->token[at - 1].lower))
        return true;
    if (at == from)
        return false;
    const dul_str word = work->text->token[at - 1].lower;
    return (work->class[at - 1] & DUL_PLACEWORD_locate) || (is_road && (dul_str_is(word, "on") || dul_str_is(word, "of") || dul_str_is(word, "along")));
}

static bool sites_is_town(const toponym_work *work, const toponym_mention *mention)
{
    return mention->is_place && work->name[mention->name].sense[mention->sense].kind == TOPONYM_POPULATED;
}

/* The town of a site: mention m is the first that begins behind the site, before the last town among those in front. DUL_NONE: none. */
static uint32_t sites_town(const toponym_work *work, uint32_t end, uint32_t m, uint32_t before)
{
    const uint32_t sentence = work->text->token[end - 1].sentence;
    for (; m < work->n_mentions && work->text->token[work->mention[m].tokens.first].sentence == sentence && work->mention[m].tokens.first < end + 8; m++)
        if (sites_is_town(work, &work->mention[m]))
            return m;
    if (before != DUL_NONE && sentence - work->text->token[work->mention[before].tokens.first].sentence > SITES_BACK_MAX)
        return DUL_NONE;
    return before;
}

static dulati_result sites_add(toponym_work *work, uint32_t first, uint32_t end, bool is_road, uint32_t town)
{
    toponym_site *grown = dul_arena_grow(work->job->scratch, work->site, work->n_sites, &work->site_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(work->job->err);
    work->site             = grown;
    grown[work->n_sites++] = (toponym_site){.tokens = {first, end}, .is_road = is_road, .town = town};
    dul_job_trace(work->job, "place", "[%u,%u) %s at its town", work->text->token[first].span.start, work->text->token[end - 1].span.end,
                  is_road ? "a street" : "a building");
    return DULATI_OK;
}

dulati_result dul_toponym_sites(toponym_work *work)
{
    uint32_t m = 0, town = DUL_NONE, n_towns = 0; /* m: the first mention that ends behind the run */
    for (uint32_t i = 0; i < work->text->n_tokens; i++) {
        const dul_range range = work->text->sentence[work->text->token[i].sentence].tokens;
        const bool      is_end =
            (work->shape[i] & TOPONYM_SHAPE_UPPER) && !(work->shape[i] & TOPONYM_SHAPE_SHOUT) &&
            (work->class[i] & (DUL_PLACEWORD_building | DUL_PLACEWORD_road)) &&
            !(i + 1 < range.end && (work->shape[i + 1] & TOPONYM_SHAPE_UPPER) && (work->class[i + 1] & (DUL_PLACEWORD_ANY_NOUN | DUL_PLACEWORD_local)));
        if (!is_end)
            continue;
        const bool     is_road = (work->class[i] & DUL_PLACEWORD_road) != 0;
        const uint32_t end = i + 1, first = sites_first(work, range.first, end);
        for (; m < work->n_mentions && work->mention[m].tokens.end <= first; m++)
            if (sites_is_town(work, &work->mention[m])) {
                town = m;
                n_towns++;
            }
        if (end - first < 2 || !sites_is_located(work, range.first, first, is_road))
            continue;
        uint32_t inside = 0, behind = m;
        bool     whole = false;
        for (; behind < work->n_mentions && work->mention[behind].tokens.first < end; behind++) {
            inside += work->mention[behind].is_place;
            whole = whole || (work->mention[behind].is_place && (work->mention[behind].tokens.first <= first || work->mention[behind].tokens.end > end) &&
                              work->mention[behind].tokens.end >= end);
        }
        if (whole || (inside > 0 && !is_road))
            continue;
        const uint32_t at = sites_town(work, end, behind, town);
        if (at == DUL_NONE && work->home == DUL_NONE)
            continue;
        for (uint32_t k = m; k < behind; k++)
            work->mention[k].is_place = false;
        DUL_TRY(sites_add(work, first, end, is_road, at));
    }
    return DULATI_OK;
}
