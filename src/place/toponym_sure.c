/*
 * toponym_sure.c -- how sure and how exact a place is, and what else its name could mean.
 *
 *     prob = P(the mention is a place) * P(the name means this row)
 *
 * The first factor is the logistic of the mention's score, whose weights are those of a logistic regression; the second is the row's share in the softmax over
 * the name's rows. docs/places.md tells how well the product keeps its promise.
 */
#include "place/toponym_work.h"

#include <math.h>

#define SURE_LEAST       0.005f /* other rows below it are not worth showing                            */
#define SURE_CONTAINED   0.9f   /* of a row that a mention's own container picks against the name's best */
#define SURE_PER_KM2     2000.0 /* people: built-up areas hold one to five thousand                     */
#define SURE_CAPITAL_KM  15.0f  /* a capital that is not called by name                                 */
#define SURE_DISTRICT_KM 25.0f  /* second-level regions: towns do not tell theirs                       */
#define SURE_REGION_KM   100.0f /* first-level regions without towns in the table                       */
#define SURE_COUNTRY_KM  300.0f /* dissolved states, and countries without towns                        */

/* Features other than towns and regions of administration, with what is middling for them. */
static const struct {
    const char *feature;
    bool        is_point;
    float       radius_km;
} sure_feature[] = {
    {"BLDG", true, 0.5f}, {"SITE", true, 2},    {"ST", true, 0.5f},    {"SQR", true, 0.5f},  {"PRK", true, 5},     {"PASS", true, 5},
    {"MT", true, 10},     {"HLL", true, 2},     {"CAPE", true, 10},    {"CNL", false, 100},  {"ISL", false, 50},   {"ISLS", false, 150},
    {"LK", false, 80},    {"LKS", false, 150},  {"BAY", false, 300},   {"GULF", false, 400}, {"STRT", false, 100}, {"CHN", false, 200},
    {"SEA", false, 500},  {"OCN", false, 4000}, {"CONT", false, 3000}, {"DSRT", false, 500}, {"PEN", false, 300},  {"VAL", false, 100},
    {"MTS", false, 400},  {"STM", false, 400},  {"ISTH", false, 50},   {"DLTA", false, 100}, {"REEF", false, 50},  {"SHOL", false, 50},
};

/* row: NULL for countries and for what is not called by name. */
static void sure_exact(const toponym_work *work, const dul_place_row *row, dul_place *place)
{
    const float known = row == NULL ? 0 : row->radius_km;
    if (dul_str_starts(place->feature, DUL_STR("PCL"))) {
        const float km   = dul_gazetteer_country_km(work->gazetteer, place->country);
        place->precision = DUL_PRECISION_COUNTRY;
        place->radius_km = km > 0 ? km : SURE_COUNTRY_KM;
        return;
    }
    if (dul_str_starts(place->feature, DUL_STR("PPL"))) {
        place->precision = DUL_PRECISION_TOWN;
        place->radius_km = row == NULL ? SURE_CAPITAL_KM : (float)fmax(1, sqrt((double)row->population / (SURE_PER_KM2 * 3.14159265)));
        return;
    }
    place->precision = DUL_PRECISION_REGION;
    place->radius_km = known > 0 ? known : dul_str_is(place->feature, "ADM2") ? SURE_DISTRICT_KM : SURE_REGION_KM;
    for (size_t i = 0; i < sizeof sure_feature / sizeof *sure_feature; i++)
        if (dul_str_is(place->feature, sure_feature[i].feature)) {
            place->precision = sure_feature[i].is_point ? DUL_PRECISION_POINT : DUL_PRECISION_REGION;
            place->radius_km = known > 0 ? known : sure_feature[i].radius_km;
        }
}

/* The likeliest senses besides the chosen one, the likeliest first. */
static uint32_t sure_next_best(const toponym_name *name, uint32_t chosen, uint32_t best[DUL_PLACE_OTHERS_MAX])
{
    uint32_t n = 0;
    for (uint32_t s = 0; s < name->n_senses; s++) {
        if (s == chosen)
            continue;
        uint32_t at = n;
        while (at > 0 && name->sense[best[at - 1]].score < name->sense[s].score)
            at--;
        if (at == DUL_PLACE_OTHERS_MAX)
            continue;
        n += n < DUL_PLACE_OTHERS_MAX;
        memmove(best + at + 1, best + at, (n - at - 1) * sizeof *best);
        best[at] = s;
    }
    return n;
}

/* rest: the probability that one of the others is meant, shared out among them by their shares. */
static dulati_result sure_others(const toponym_work *work, const toponym_name *name, uint32_t chosen, float rest, dul_place *place)
{
    uint32_t         next[DUL_PLACE_OTHERS_MAX];
    const uint32_t   n      = sure_next_best(name, chosen, next);
    const float      all    = 1 - dul_toponym_share(name, chosen);
    dul_place_other *others = n == 0 ? NULL : dul_arena_calloc(work->job->arena, n, sizeof *others);
    if (n > 0 && others == NULL)
        return dul_fail_memory(work->job->err);
    place->others = others;
    for (uint32_t i = 0; i < n; i++) {
        const toponym_sense *sense = &name->sense[next[i]];
        const float          prob  = all > 0 ? rest * dul_toponym_share(name, next[i]) / all : 0;
        if (prob < SURE_LEAST)
            break;
        others[place->n_others++] = (dul_place_other){
            .name      = sense->name,
            .country   = sense->country,
            .admin1    = sense->admin1,
            .lat       = sense->lat,
            .lon       = sense->lon,
            .geonameid = sense->nation != NULL ? sense->nation->geonameid : dul_gazetteer_get(work->gazetteer, sense->row).geonameid,
            .prob      = prob,
        };
    }
    return DULATI_OK;
}

dulati_result dul_toponym_sure(const toponym_work *work, const toponym_mention *mention, dul_place *place)
{
    const float is_place = 1 / (1 + expf(-place->score));
    place->prob          = is_place;
    if (mention == NULL) {
        sure_exact(work, NULL, place);
        return DULATI_OK;
    }
    const toponym_name  *name  = &work->name[mention->name];
    const toponym_sense *sense = &name->sense[mention->sense];
    const float          share = mention->sense == name->best ? name->prob : SURE_CONTAINED;
    place->admin1              = sense->admin1;
    place->prob                = is_place * share;
    if (sense->nation != NULL) {
        sure_exact(work, NULL, place);
    } else {
        const dul_place_row row = dul_gazetteer_get(work->gazetteer, sense->row);
        sure_exact(work, &row, place);
    }
    return sure_others(work, name, mention->sense, is_place * (1 - share), place);
}
