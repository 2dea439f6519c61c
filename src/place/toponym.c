/*
 * toponym.c -- the place stage: candidates, evidence, resolution, and the decision which names are places at all.
 */
#include "place/toponym_work.h"

#define TOPONYM_SITE_PROB 0.8f /* that a building or street is where its town is thought to be */

/* The rows that the name did not mean, the likeliest three of them. */
static void toponym_trace_others(const toponym_work *work, const toponym_name *name)
{
    uint32_t before = name->best;
    for (int k = 0; k < 3; k++) {
        uint32_t next = DUL_NONE;
        for (uint32_t s = 0; s < name->n_senses; s++) {
            const float score = name->sense[s].score, last = name->sense[before].score;
            if ((score < last || (score <= last && s > before)) && s != name->best && (next == DUL_NONE || score > name->sense[next].score))
                next = s;
        }
        if (next == DUL_NONE)
            return;
        const toponym_sense *sense = &name->sense[next];
        dul_job_trace(work->job, "place", "    rather than %.*s %.*s/%.*s people %.0f, sense %.2f", (int)sense->name.len, sense->name.at,
                      (int)sense->country.len, sense->country.at, (int)sense->admin1.len, sense->admin1.at, sense->people, (double)sense->score);
        before = next;
    }
}

static void toponym_trace(const toponym_work *work, const toponym_mention *mention)
{
    const toponym_name  *name  = &work->name[mention->name];
    const toponym_sense *best  = &name->sense[mention->sense];
    const dul_token     *token = work->text->token;
    char                 seen[900];
    size_t               len = 0;
    for (size_t f = 0; f < TOPONYM_N_FEATURES; f++)
        if (mention->seen >> f & 1) {
            size_t n = strlen(dul_toponym_feature_name(f));
            if (len + n + 2 > sizeof seen)
                break;
            seen[len++] = ' ';
            memcpy(seen + len, dul_toponym_feature_name(f), n);
            len += n;
        }
    seen[len]          = '\0';
    const dul_str form = dul_str_slice(work->job->text, token[mention->tokens.first].span.start, token[mention->tokens.end - 1].span.end);
    dul_job_trace(work->job, "place", "[%u,%u) \"%.*s\" -> %.*s %.*s/%.*s people %.0f, sense %.2f of %u (share %.2f), %s %.2f:%s",
                  token[mention->tokens.first].span.start, token[mention->tokens.end - 1].span.end, (int)form.len, form.at, (int)best->name.len, best->name.at,
                  (int)best->country.len, best->country.at, (int)best->admin1.len, best->admin1.at, best->people, (double)best->score, name->n_senses,
                  (double)name->prob, mention->is_place ? "place" : "no place", (double)mention->score, seen);
}

static void toponym_decide(toponym_work *work)
{
    const dul_toponym_weights *weights = dul_gazetteer_weights(work->gazetteer);
    for (size_t m = 0; m < work->n_mentions; m++) {
        toponym_mention *mention = &work->mention[m];
        float            score   = weights->constant;
        const uint64_t   twice   = TOPONYM_BIT(country) | TOPONYM_BIT(is_given) | TOPONYM_BIT(net_person);
        if (mention->seen & (TOPONYM_BIT(given_run) | TOPONYM_BIT(body_after)))
            mention->seen &= ~TOPONYM_BIT(net_place); /* "Paris Hilton", "the Boston Globe": the network speaks of the word, not of the name */
        if ((mention->seen & twice) == twice)
            mention->seen &= ~TOPONYM_BIT(net_person); /* "Chad accused Niger": that it is a given name counts once */
        for (size_t f = 0; f < TOPONYM_N_FEATURES; f++)
            if (mention->seen >> f & 1)
                score += weights->of[f];
        /* "The Kremlin said" speaks of a government. */
        if (work->name[mention->name].sense[mention->sense].building && !(mention->seen & (TOPONYM_BIT(locate) | TOPONYM_BIT(obl))))
            score = -1;
        if (work->name[mention->name].sense[mention->sense].only.len > 0)
            score = -1; /* a user's place that does not stand in this story */
        mention->score    = score;
        mention->is_place = score > 0;
    }
    dul_toponym_story(work, true);
    if (!dul_job_traces(work->job))
        return;
    for (size_t m = 0; m < work->n_mentions; m++) {
        toponym_trace(work, &work->mention[m]);
        if (work->mention[m].is_place)
            toponym_trace_others(work, &work->name[work->mention[m].name]);
    }
    dul_job_trace(work->job, "place", "story country: %.*s", (int)work->story_country.len, work->story_country.at);
}

static uint32_t toponym_head(const dul_tree *tree, dul_range tokens)
{
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        if (tree->head[i] == DUL_ROOT || tree->head[i] < tokens.first || tree->head[i] >= tokens.end)
            return i;
    return tokens.first;
}

static dul_place toponym_place(const toponym_work *work, const toponym_mention *mention)
{
    const toponym_name  *name  = &work->name[mention->name];
    const toponym_sense *best  = &name->sense[mention->sense];
    dul_place            place = {
                   .tokens     = mention->tokens,
                   .head       = toponym_head(work->tree, mention->tokens),
                   .name       = best->name,
                   .lat        = best->lat,
                   .lon        = best->lon,
                   .country    = best->country,
                   .score      = mention->score,
                   .adjectival = best->adjective || (mention->seen & TOPONYM_BIT(body_after)) != 0, /* "the Boston Globe" */
                   .container  = (mention->seen & TOPONYM_BIT(container)) != 0,
    };
    if (best->nation != NULL) {
        place.feature   = best->nation->geonameid < 0 ? DUL_STR("PCLH") : DUL_STR("PCLI");
        place.geonameid = best->nation->geonameid;
    } else {
        const dul_place_row row = dul_gazetteer_get(work->gazetteer, best->row);
        place.feature           = row.feature;
        place.geonameid         = row.geonameid;
    }
    return place;
}

static void toponym_trace_implied(const toponym_work *work, const dul_place *place)
{
    const dul_token *token = &work->text->token[place->tokens.first];
    dul_job_trace(work->job, "place", "[%u,%u) \"%.*s\" -> %.*s", token->span.start, token->span.end, (int)token->lower.len, token->lower.at,
                  (int)place->name.len, place->name.at);
}

static void toponym_add(dul_places *out, dul_place place)
{
    for (uint32_t i = place.tokens.first; i < place.tokens.end; i++)
        out->of_token[i] = out->n;
    out->item[out->n++] = place;
}

/* "Northside Memorial Hospital", at its town. */
static dulati_result toponym_publish_site(const toponym_work *work, const toponym_site *site, dul_places *out)
{
    const dul_token *token = work->text->token;
    dul_place        place;
    if (site->town != DUL_NONE) {
        const toponym_mention *town = &work->mention[site->town];
        place                       = toponym_place(work, town);
        DUL_TRY(dul_toponym_sure(work, town, &place));
    } else {
        const dul_place_row row = dul_gazetteer_get(work->gazetteer, work->home);
        place = (dul_place){.name = row.name, .lat = row.lat, .lon = row.lon, .country = row.country, .admin1 = row.admin1, .feature = row.feature, .score = 0};
        DUL_TRY(dul_toponym_sure(work, NULL, &place));
        place.admin1 = row.admin1;
    }
    place.tokens     = site->tokens;
    place.head       = toponym_head(work->tree, site->tokens);
    place.name       = dul_str_slice(work->job->text, token[site->tokens.first].span.start, token[site->tokens.end - 1].span.end);
    place.feature    = site->is_road ? DUL_STR("ST") : DUL_STR("BLDG");
    place.geonameid  = -1;
    place.prob       = place.prob * TOPONYM_SITE_PROB;
    place.adjectival = place.container = false;
    place.n_others                     = 0;
    toponym_add(out, place);
    return DULATI_OK;
}

/* Mentions are in text order; places without a name are found on the way. */
static dulati_result toponym_publish(const toponym_work *work, dul_places *out)
{
    size_t n = 0;
    for (size_t m = 0; m < work->n_mentions; m++)
        n += work->mention[m].is_place;
    for (uint32_t i = 0; i < work->text->n_tokens; i++)
        n += dul_toponym_is_implied(work->text->token[i].lower);
    out->item = dul_arena_calloc(work->job->arena, n + work->n_sites + 1, sizeof *out->item);
    if (out->item == NULL)
        return dul_fail_memory(work->job->err);
    size_t m = 0, s = 0;
    for (uint32_t i = 0; i < work->text->n_tokens; i++) {
        dul_place implied;
        if (s < work->n_sites && work->site[s].tokens.first == i) {
            while (m < work->n_mentions && work->mention[m].tokens.first < work->site[s].tokens.end)
                m++;
            DUL_TRY(toponym_publish_site(work, &work->site[s], out));
            i = work->site[s++].tokens.end - 1;
            continue;
        }
        if (m < work->n_mentions && work->mention[m].tokens.first == i) {
            if (work->mention[m].is_place) {
                dul_place place = toponym_place(work, &work->mention[m]);
                DUL_TRY(dul_toponym_sure(work, &work->mention[m], &place));
                toponym_add(out, place);
            }
            m++;
        } else if (dul_toponym_imply(work, i, &implied)) {
            toponym_trace_implied(work, &implied);
            DUL_TRY(dul_toponym_sure(work, NULL, &implied));
            toponym_add(out, implied);
        }
    }
    out->story_country = work->story_country;
    return DULATI_OK;
}

static dulati_result toponym_run(toponym_work *work, dul_places *out)
{
    const uint32_t n = work->text->n_tokens;
    work->class      = dul_arena_calloc(work->job->scratch, (size_t)n + 1, sizeof *work->class);
    work->shape      = dul_arena_calloc(work->job->scratch, (size_t)n + 1, sizeof *work->shape);
    out->of_token    = dul_arena_alloc(work->job->arena, ((size_t)n + 1) * sizeof *out->of_token);
    out->given       = dul_arena_calloc(work->job->arena, (size_t)n + 1, sizeof *out->given);
    if (work->class == NULL || work->shape == NULL || out->of_token == NULL || out->given == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t i = 0; i < n; i++) {
        out->of_token[i] = DUL_NONE;
        work->has_tags   = work->has_tags || work->tree->head[i] != DUL_ROOT;
    }
    DUL_TRY(dul_toponym_candidates(work));
    for (uint32_t i = 0; i < n; i++)
        out->given[i] = (work->class[i] & DUL_PLACEWORD_given) != 0;
    DUL_TRY(dul_toponym_evidence(work));
    dul_toponym_home(work);
    DUL_TRY(dul_toponym_resolve(work));
    toponym_decide(work);
    DUL_TRY(dul_toponym_sites(work));
    return toponym_publish(work, out);
}

dulati_result dul_toponym_find(const dul_gazetteer *gazetteer, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree,
                               dul_places *out)
{
    toponym_work work = {.gazetteer     = gazetteer,
                         .countries     = countries,
                         .words         = dul_gazetteer_words(gazetteer),
                         .job           = job,
                         .text          = text,
                         .tree          = tree,
                         .story_country = {"", 0}};
    *out              = (dul_places){.story_country = {"", 0}};
    dul_map_init(&work.by_key, job->scratch->allocator);
    dulati_result result = toponym_run(&work, out);
    dul_map_free(&work.by_key);
    return result;
}
