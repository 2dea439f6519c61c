/*
 * toponym_resolve.c -- which row a name means in this report.
 *
 *     score(sense) = prior + what its mentions say + what the other names say
 *
 *     prior      the logarithm of its people, more for capitals, less for names that are not the main one; countries stand above all
 *     mentions   a class noun ("the city of"), a container ("Paris, Texas") that the sense lies in or is
 *     others     support for its country and its region by the other names' senses, weighted by how probable those are; places close by
 *
 * Support is computed twice, so that what the containers decide reaches the rest. The weights are explained in docs/places.md.
 */
#include "place/toponym_work.h"

#include <math.h>

#define RESOLVE_AREAS_MAX   96 /* countries or regions whose support is counted; a report with more is a list of the world */
#define RESOLVE_ANCHORS_MAX 48 /* places to be near to */
#define RESOLVE_NEAR_KM     120.0
#define RESOLVE_SHARPNESS   1.6  /* of the softmax over senses: ten times the people weigh e^1.6 times as much */
#define RESOLVE_HOME        3.0f /* for the outlet's own town                */
#define RESOLVE_HOME_REGION 2.0f /* for the region in which that lies       */
#define RESOLVE_HOME_WEIGHT 2.0  /* of the outlet's town as an anchor      */
#define RESOLVE_NEVER       (-100.0)

typedef struct {
    dul_str country, admin1; /* admin1.at == NULL: the country as a whole */
    double  support;
} resolve_area;

typedef struct {
    uint32_t name;
    double   lat, lon, weight;
} resolve_anchor;

typedef struct {
    resolve_area   area[RESOLVE_AREAS_MAX];
    size_t         n_areas;
    resolve_anchor anchor[RESOLVE_ANCHORS_MAX];
    size_t         n_anchors;
} resolve_context;

double dul_toponym_km(double lat1, double lon1, double lat2, double lon2)
{
    const double degree = 0.017453292519943295, a = lat1 * degree, b = lat2 * degree;
    const double h = pow(sin((b - a) / 2), 2) + cos(a) * cos(b) * pow(sin((lon2 - lon1) * degree / 2), 2);
    return 12742.0 * asin(fmin(1.0, sqrt(h)));
}

static double resolve_prior(const toponym_sense *sense)
{
    const double people = log10(sense->people + 10);
    double       prior  = 0;
    switch ((toponym_kind)sense->kind) {
    case TOPONYM_COUNTRY:
    case TOPONYM_ADJECTIVE: prior = 9; break;
    case TOPONYM_REGION: prior = people - 0.8; break;
    case TOPONYM_COUNTY: prior = people - 1.3; break;
    case TOPONYM_AREA: prior = sense->people > 0 ? people : 6.5; break;
    case TOPONYM_POPULATED: prior = people + (sense->capital ? 1.5 : sense->seat ? 0.4 : 0); break;
    }
    if (sense->only.len > 0)
        return RESOLVE_NEVER; /* until the story's country is known: resolve_own() */
    return prior - (sense->alternate ? 1.2 : 0);
}

/* "Athens" in the Athens Banner-Herald, "Georgia" in a paper of that state; but "Washington" and "Mexico" stay what they are for the whole country. */
static void resolve_home(const toponym_work *work, toponym_name *name)
{
    const dul_place_row home        = dul_gazetteer_get(work->gazetteer, work->home);
    bool                is_national = false;
    for (uint32_t s = 0; s < name->n_senses; s++)
        is_national =
            is_national || ((name->sense[s].capital || name->sense[s].kind == TOPONYM_COUNTRY) && dul_str_equal(name->sense[s].country, home.country));
    for (uint32_t s = 0; s < name->n_senses; s++) {
        toponym_sense *sense = &name->sense[s];
        if (sense->nation != NULL || sense->alternate)
            continue;
        if (sense->row == work->home)
            sense->prior += RESOLVE_HOME;
        else if (!is_national && sense->kind == TOPONYM_REGION && dul_str_equal(sense->country, home.country) && dul_str_equal(sense->name, home.admin1))
            sense->prior += RESOLVE_HOME_REGION;
    }
}

static double resolve_hint(const toponym_sense *sense, uint8_t hint)
{
    const uint8_t kind = sense->kind;
    switch ((toponym_hint)hint) {
    case TOPONYM_HINT_TOWN: return kind == TOPONYM_POPULATED ? 1.5 : kind == TOPONYM_COUNTRY ? -1 : -2;
    case TOPONYM_HINT_AREA: return kind == TOPONYM_REGION ? 2.5 : kind == TOPONYM_AREA ? 2 : 0;
    case TOPONYM_HINT_COUNTY: return kind == TOPONYM_COUNTY ? 2.5 : 0;
    case TOPONYM_HINT_WATER: return kind == TOPONYM_AREA ? 3 : 0;
    case TOPONYM_HINT_NONE: break;
    }
    return 0;
}

/* "Almaty region" beside "Almaty": mentions with a class noun other than that of a town become a name of their own when some sense is of that class. */
static bool resolve_split(toponym_work *work)
{
    const size_t n_hints = TOPONYM_HINT_WATER + 1, n_before = work->n_names;
    uint32_t    *twin = dul_arena_calloc(work->job->scratch, n_before * n_hints + 1, sizeof *twin); /* index + 1, or 0 */
    if (twin == NULL)
        return false;
    for (size_t n = 0; n < n_before; n++) {
        work->name[n].first_mention = DUL_NONE;
        work->name[n].n_mentions    = 0;
    }
    for (size_t m = work->n_mentions; m-- > 0;) {
        toponym_mention *mention = &work->mention[m];
        if (mention->hint == TOPONYM_HINT_AREA || mention->hint == TOPONYM_HINT_COUNTY || mention->hint == TOPONYM_HINT_WATER) {
            uint32_t           *mine = &twin[mention->name * n_hints + mention->hint];
            const toponym_name *base = &work->name[mention->name];
            bool                fits = false;
            uint32_t            more = 0;
            const uint32_t     *rows = mention->hint == TOPONYM_HINT_COUNTY && *mine == 0 && base->sense[0].kind != TOPONYM_COUNTY
                                           ? dul_toponym_counties(work, base->key, &more)
                                           : NULL;
            for (uint32_t s = 0; s < base->n_senses && *mine == 0; s++)
                fits = fits || resolve_hint(&base->sense[s], mention->hint) > 0;
            fits = fits || more > 0;
            if (fits) {
                toponym_name *grown = dul_arena_grow(work->job->scratch, work->name, work->n_names, &work->name_capacity, sizeof *grown);
                if (grown == NULL)
                    return false;
                work->name           = grown;
                toponym_name   name  = grown[mention->name];
                toponym_sense *sense = dul_arena_alloc(work->job->scratch, (name.n_senses + (size_t)more) * sizeof *sense);
                if (sense == NULL)
                    return false;
                memcpy(sense, name.sense, name.n_senses * sizeof *sense);
                for (uint32_t i = 0; i < more; i++) {
                    toponym_sense *county = &sense[name.n_senses++];
                    *county               = dul_toponym_sense_of(work, rows[i], name.key, false);
                    county->alternate     = false;
                    county->prior         = (float)resolve_prior(county);
                }
                name.sense           = sense;
                name.twin_of         = mention->name;
                name.first_mention   = DUL_NONE;
                name.n_mentions      = 0;
                grown[work->n_names] = name;
                *mine                = (uint32_t)++work->n_names;
            }
            if (*mine != 0)
                mention->name = *mine - 1;
        }
        mention->next                           = work->name[mention->name].first_mention;
        work->name[mention->name].first_mention = (uint32_t)m;
        work->name[mention->name].n_mentions++;
    }
    return true;
}

/* What a twin is speaks for the senses of the plain name that lie in it. */
static void resolve_join(toponym_work *work)
{
    for (uint32_t n = 0; n < work->n_names; n++) {
        if (work->name[n].twin_of == DUL_NONE)
            continue;
        const toponym_sense *best = &work->name[n].sense[work->name[n].best];
        toponym_name        *base = &work->name[work->name[n].twin_of];
        for (uint32_t s = 0; s < base->n_senses; s++)
            if (best->kind == TOPONYM_REGION && dul_str_equal(base->sense[s].country, best->country) && dul_str_equal(base->sense[s].admin1, best->admin1) &&
                base->sense[s].bonus < 2)
                base->sense[s].bonus = 2;
    }
}

static void resolve_hints(toponym_work *work)
{
    for (uint32_t n = 0; n < work->n_names; n++) {
        toponym_name *name  = &work->name[n];
        uint32_t      hints = 0;
        for (uint32_t m = name->first_mention; m != DUL_NONE; m = work->mention[m].next)
            hints |= 1u << work->mention[m].hint;
        for (uint32_t s = 0; s < name->n_senses; s++) {
            double best = hints & 1u << TOPONYM_HINT_NONE || hints == 0 ? 0 : -9;
            for (unsigned hint = TOPONYM_HINT_TOWN; hint <= TOPONYM_HINT_WATER; hint++)
                if (hints & 1u << hint)
                    best = fmax(best, resolve_hint(&name->sense[s], (uint8_t)hint));
            name->sense[s].prior += (float)best;
        }
    }
}

/* How much a name may say about the others: what is surely a place more than what may be a person. */
static double resolve_weight(const toponym_work *work, const toponym_name *name)
{
    uint64_t seen = 0;
    for (uint32_t m = name->first_mention, n = 0; m != DUL_NONE && n < 50; m = work->mention[m].next, n++)
        seen |= work->mention[m].seen;
    double weight = 0.35;
    if (seen & (TOPONYM_BIT(locate) | TOPONYM_BIT(dateline) | TOPONYM_BIT(contained) | TOPONYM_BIT(container) | TOPONYM_BIT(class_before) | TOPONYM_BIT(obl)))
        weight = 1;
    else if (name->sense[0].nation != NULL)
        weight = 0.8;
    if (seen & (TOPONYM_BIT(title_before) | TOPONYM_BIT(given_before) | TOPONYM_BIT(surname) | TOPONYM_BIT(stop) | TOPONYM_BIT(given_run)))
        weight *= seen & TOPONYM_BIT(contained) ? 0.5 : 0.15;
    return weight * (name->n_mentions > 2 ? 1.5 : name->n_mentions > 1 ? 1.25 : 1);
}

static resolve_area *resolve_area_of(resolve_context *context, dul_str country, dul_str admin1, bool add)
{
    for (size_t i = 0; i < context->n_areas; i++)
        if (dul_str_equal(context->area[i].country, country) && dul_str_equal(context->area[i].admin1, admin1))
            return &context->area[i];
    if (!add || context->n_areas == RESOLVE_AREAS_MAX)
        return NULL;
    context->area[context->n_areas] = (resolve_area){country, admin1, 0};
    return &context->area[context->n_areas++];
}

/* The sense with the highest score, and its share among all. */
static void resolve_choose(toponym_name *name)
{
    name->best = 0;
    for (uint32_t s = 1; s < name->n_senses; s++)
        if (name->sense[s].score > name->sense[name->best].score)
            name->best = s;
    double sum = 0;
    for (uint32_t s = 0; s < name->n_senses; s++)
        sum += exp(RESOLVE_SHARPNESS * (name->sense[s].score - name->sense[name->best].score));
    name->prob = (float)(1 / sum);
}

float dul_toponym_share(const toponym_name *name, uint32_t sense)
{
    return name->prob * (float)exp(RESOLVE_SHARPNESS * (name->sense[sense].score - name->sense[name->best].score));
}

/* Add what a name's senses say about countries and regions, times sign. Only likely senses count. */
static void resolve_support(resolve_context *context, const toponym_name *name, double weight, bool add)
{
    const toponym_sense *best = &name->sense[name->best];
    for (uint32_t s = 0; s < name->n_senses; s++) {
        const toponym_sense *sense = &name->sense[s];
        const double         prob  = name->prob * exp(RESOLVE_SHARPNESS * (sense->score - best->score));
        if (prob < 0.05 || sense->country.len == 0 || sense->only.len > 0)
            continue;
        const double  share   = add ? weight * prob : -weight * prob;
        resolve_area *country = resolve_area_of(context, sense->country, (dul_str){NULL, 0}, add);
        if (country != NULL)
            country->support += share;
        resolve_area *region = sense->admin1.len > 0 ? resolve_area_of(context, sense->country, sense->admin1, add) : NULL;
        if (region != NULL)
            region->support += share;
    }
}

static double resolve_support_of(const resolve_context *context, dul_str country, dul_str admin1)
{
    for (size_t i = 0; i < context->n_areas; i++)
        if (dul_str_equal(context->area[i].country, country) && dul_str_equal(context->area[i].admin1, admin1))
            return fmax(0, context->area[i].support);
    return 0;
}

static void resolve_gather(toponym_work *work, resolve_context *context)
{
    context->n_areas = context->n_anchors = 0;
    for (size_t i = 0; i < work->n_clues; i++) {
        const toponym_clue *clue = &work->clue[i];
        resolve_area       *area = resolve_area_of(context, clue->country, clue->region.len > 0 ? clue->region : (dul_str){NULL, 0}, true);
        if (area != NULL)
            area->support += clue->weight;
    }
    if (work->home != DUL_NONE) {
        const dul_place_row home              = dul_gazetteer_get(work->gazetteer, work->home);
        context->anchor[context->n_anchors++] = (resolve_anchor){DUL_NONE, home.lat, home.lon, RESOLVE_HOME_WEIGHT};
    }
    for (uint32_t n = 0; n < work->n_names; n++) {
        const toponym_name  *name   = &work->name[n];
        const double         weight = resolve_weight(work, name);
        const toponym_sense *best   = &name->sense[name->best];
        resolve_support(context, name, weight, true);
        if (best->nation != NULL || weight * name->prob < 0.3)
            continue;
        resolve_anchor anchor = {n, best->lat, best->lon, weight * name->prob};
        if (context->n_anchors < RESOLVE_ANCHORS_MAX) {
            context->anchor[context->n_anchors++] = anchor;
            continue;
        }
        size_t least = 0;
        for (size_t i = 1; i < context->n_anchors; i++)
            if (context->anchor[i].weight < context->anchor[least].weight)
                least = i;
        if (anchor.weight > context->anchor[least].weight)
            context->anchor[least] = anchor;
    }
}

static double resolve_near(const resolve_context *context, uint32_t self, const toponym_sense *sense)
{
    double near = 0;
    for (size_t i = 0; i < context->n_anchors; i++) {
        const resolve_anchor *anchor = &context->anchor[i];
        if (anchor->name == self || fabs(anchor->lat - sense->lat) > 1.2)
            continue;
        if (dul_toponym_km(anchor->lat, anchor->lon, sense->lat, sense->lon) < RESOLVE_NEAR_KM)
            near += anchor->weight;
    }
    return near;
}

static void resolve_round(toponym_work *work, resolve_context *context)
{
    resolve_gather(work, context);
    for (uint32_t n = 0; n < work->n_names; n++) {
        toponym_name *name = &work->name[n];
        if (name->n_senses == 1)
            continue;
        const double weight = resolve_weight(work, name);
        resolve_support(context, name, weight, false);
        for (uint32_t s = 0; s < name->n_senses; s++) {
            toponym_sense *sense = &name->sense[s];
            double         score = sense->prior + sense->bonus;
            if (sense->country.len > 0) {
                score += 1.0 * fmin(2.2, log1p(resolve_support_of(context, sense->country, (dul_str){NULL, 0})));
                if (sense->admin1.len > 0)
                    score += 1.1 * fmin(2.0, log1p(resolve_support_of(context, sense->country, sense->admin1)));
            }
            if (sense->nation == NULL)
                score += 0.8 * fmin(2.0, log1p(resolve_near(context, n, sense)));
            sense->next_score = (float)score;
        }
        resolve_support(context, name, weight, true);
    }
    for (uint32_t n = 0; n < work->n_names; n++) {
        toponym_name *name = &work->name[n];
        if (name->n_senses == 1)
            continue;
        for (uint32_t s = 0; s < name->n_senses; s++)
            name->sense[s].score = name->sense[s].next_score;
        resolve_choose(name);
    }
}

/* The country that most mentions speak of; those at the beginning count double. Asked twice: before it is decided which mentions are places, and after. */
void dul_toponym_story(toponym_work *work, bool decided)
{
    resolve_context context = {.n_areas = 0};
    work->story_country     = (dul_str){"", 0};
    for (uint32_t m = 0; m < work->n_mentions; m++) {
        const toponym_mention *mention = &work->mention[m];
        const toponym_name    *name    = &work->name[mention->name];
        const toponym_sense   *best    = &name->sense[name->best];
        if (best->country.len == 0 || best->only.len > 0 || (decided && !mention->is_place) ||
            (mention->seen & (TOPONYM_BIT(title_before) | TOPONYM_BIT(given_before) | TOPONYM_BIT(given_run) | TOPONYM_BIT(surname) | TOPONYM_BIT(stop))))
            continue;
        double weight = best->kind == TOPONYM_COUNTRY || best->capital ? 1 : best->kind == TOPONYM_ADJECTIVE ? 0.8 : best->people >= 15000 ? 0.7 : 0.3;
        if (work->text->token[mention->tokens.first].sentence < 2)
            weight *= 2;
        resolve_area *area = resolve_area_of(&context, best->country, (dul_str){NULL, 0}, true);
        if (area != NULL)
            area->support += weight;
    }
    double most = 0.9;
    for (size_t i = 0; i < context.n_areas; i++)
        if (context.area[i].support > most) {
            most                = context.area[i].support;
            work->story_country = context.area[i].country;
        }
}

/* "Clinton", "Norbury" and "Jamison" are towns there, and surnames everywhere. */
static bool resolve_is_anglo(dul_str country)
{
    static const char *const codes[] = {"USA", "GBR", "CAN", "AUS", "IRL", "NZL"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (dul_str_is(country, codes[i]))
            return true;
    return false;
}

/* The user's places that stand in stories of one country only, now that it is known: by a name of their own they win, in place of a row they are that row. */
static void resolve_own(toponym_work *work)
{
    const dul_str everywhere = {"", 0};
    for (uint32_t n = 0; n < work->n_names; n++) {
        toponym_name *name    = &work->name[n];
        bool          changed = false;
        for (uint32_t s = 0; s < name->n_senses; s++) {
            toponym_sense *sense = &name->sense[s];
            if (sense->only.len > 0 && dul_str_equal(sense->only, work->story_country)) {
                sense->score = fmaxf(0, name->sense[name->best].score) + 3;
                sense->only  = everywhere;
                changed      = true;
            }
            const uint32_t own = sense->nation != NULL ? DUL_NONE : dul_gazetteer_instead(work->gazetteer, sense->row, work->story_country);
            if (own == DUL_NONE)
                continue;
            const float score = sense->score;
            *sense            = dul_toponym_sense_of(work, own, name->key, sense->adjective);
            sense->score      = score;
            sense->only       = everywhere;
        }
        if (changed)
            resolve_choose(name);
    }
}

/* What the chosen sense says for the mentions of a name, as features. */
static uint64_t resolve_seen(const toponym_work *work, const resolve_context *context, uint32_t n)
{
    const toponym_name  *name = &work->name[n];
    const toponym_sense *best = &name->sense[name->best];
    uint64_t             seen = 0;
    switch ((toponym_kind)best->kind) {
    case TOPONYM_COUNTRY: seen |= TOPONYM_BIT(country); break;
    case TOPONYM_ADJECTIVE: break;
    case TOPONYM_REGION: seen |= TOPONYM_BIT(region); break;
    case TOPONYM_COUNTY: seen |= TOPONYM_BIT(county); break;
    case TOPONYM_AREA: seen |= best->is_union ? TOPONYM_BIT(country) : TOPONYM_BIT(area); break;
    case TOPONYM_POPULATED:
        seen |= best->row & DUL_GAZETTEER_OWN || best->row == work->home ? TOPONYM_BIT(city) /* users name what they look for, however small */
                : best->people >= 1e6                                    ? TOPONYM_BIT(million)
                : best->people >= 1e5                                    ? TOPONYM_BIT(city)
                : best->people >= 15000                                  ? TOPONYM_BIT(town)
                                                                         : TOPONYM_BIT(village);
        break;
    }
    if (best->adjective)
        seen |= TOPONYM_BIT(adjective);
    if (best->capital)
        seen |= TOPONYM_BIT(capital);
    if (best->alternate)
        seen |= TOPONYM_BIT(alternate);
    if (best->nation != NULL)
        return seen;
    if (work->story_country.len > 0 && dul_str_equal(best->country, work->story_country))
        seen |= TOPONYM_BIT(story) | (best->kind == TOPONYM_POPULATED && !resolve_is_anglo(best->country) ? TOPONYM_BIT(unenglish) : 0);
    if (resolve_near(context, n, best) > 0.3)
        seen |= TOPONYM_BIT(near);
    if (best->admin1.len > 0 && resolve_support_of(context, best->country, best->admin1) - resolve_weight(work, name) * name->prob > 0.3)
        seen |= TOPONYM_BIT(same_region);
    return seen;
}

/* "Hyderabad, Sindh, and Hyderabad, Telangana": where a mention's own container contradicts the name's best sense, the container wins for that mention. */
static void resolve_mentions(toponym_work *work)
{
    for (size_t m = 0; m < work->n_mentions; m++) {
        toponym_mention    *mention = &work->mention[m];
        const toponym_name *name    = &work->name[mention->name];
        mention->sense              = name->best;
        if (mention->contained_by == DUL_NONE || mention->tie < 2)
            continue;
        const toponym_mention *container = &work->mention[mention->contained_by];
        const toponym_sense   *around    = &work->name[container->name].sense[work->name[container->name].best];
        if (around->kind == TOPONYM_POPULATED || dul_toponym_lies_in(&name->sense[name->best], around))
            continue;
        uint32_t inside = DUL_NONE;
        for (uint32_t s = 0; s < name->n_senses; s++)
            if (dul_toponym_lies_in(&name->sense[s], around) && (inside == DUL_NONE || name->sense[s].score > name->sense[inside].score))
                inside = s;
        if (inside != DUL_NONE)
            mention->sense = inside;
    }
}

dulati_result dul_toponym_resolve(toponym_work *work)
{
    resolve_context *context = dul_arena_calloc(work->job->scratch, 1, sizeof *context);
    if (context == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t n = 0; n < work->n_names; n++) {
        for (uint32_t s = 0; s < work->name[n].n_senses; s++)
            work->name[n].sense[s].prior = (float)resolve_prior(&work->name[n].sense[s]);
        if (work->home != DUL_NONE)
            resolve_home(work, &work->name[n]);
    }
    if (!resolve_split(work))
        return dul_fail_memory(work->job->err);
    resolve_hints(work);
    dul_toponym_ties(work);
    for (uint32_t n = 0; n < work->n_names; n++) {
        for (uint32_t s = 0; s < work->name[n].n_senses; s++)
            work->name[n].sense[s].score = work->name[n].sense[s].prior + work->name[n].sense[s].bonus;
        resolve_choose(&work->name[n]);
    }
    resolve_join(work);
    resolve_round(work, context);
    resolve_round(work, context);
    resolve_gather(work, context);
    dul_toponym_story(work, false);
    resolve_own(work);
    resolve_mentions(work);
    for (uint32_t n = 0; n < work->n_names; n++) {
        const uint64_t seen = resolve_seen(work, context, n);
        for (uint32_t m = work->name[n].first_mention; m != DUL_NONE; m = work->mention[m].next)
            work->mention[m].seen |= seen;
    }
    return DULATI_OK;
}
