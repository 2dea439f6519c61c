/*
 * toponym_home.c -- where the report is at home, as support for countries, regions and one town.
 *
 *     its outlet       theparisnews.com: the USA, Texas, Paris
 *     else its domain  .co.uk: the United Kingdom
 *     telephone        903-555-0100: Texas
 *     words            "sheriff", "crore", "garda"
 */
#include "place/toponym_work.h"

#define HOME_OUTLET     2.0 /* for the outlet's country, and as much for its region */
#define HOME_DOMAIN     1.0
#define HOME_WORD       0.4 /* each time that such a word stands there, up to HOME_WORDS */
#define HOME_WORDS      1.2
#define HOME_PHONE      0.5 /* the country; the region half as much again */
#define HOME_PHONES     1.5
#define HOME_PHONES_MAX 8

static void home_add(toponym_work *work, dul_str country, dul_str region, double weight, double most)
{
    if (country.len == 0)
        return;
    size_t at = 0;
    while (at < work->n_clues && !(dul_str_equal(work->clue[at].country, country) && dul_str_equal(work->clue[at].region, region)))
        at++;
    if (at == TOPONYM_CLUES_MAX)
        return;
    if (at == work->n_clues)
        work->clue[work->n_clues++] = (toponym_clue){country, region, 0};
    toponym_clue *clue = &work->clue[at];
    if (clue->weight < most)
        clue->weight = clue->weight + weight < most ? clue->weight + weight : most;
}

/* The most populous town of the home's name in its country and region. */
static uint32_t home_town(const toponym_work *work, const dul_placehome *home)
{
    uint32_t        n_rows;
    char            key[DUL_PLACENAME_MAX];
    const size_t    len  = dul_placename_key(home->town, key);
    const uint32_t *rows = len == 0 ? NULL : dul_gazetteer_find_key(work->gazetteer, (dul_str){key, len}, &n_rows);
    for (uint32_t i = 0; rows != NULL && i < n_rows; i++) {
        const dul_place_row row = dul_gazetteer_get(work->gazetteer, rows[i]);
        if (dul_str_equal(row.country, home->country) && (home->region.len == 0 || dul_str_equal(row.admin1, home->region)) &&
            dul_str_starts(row.feature, DUL_STR("PPL")))
            return rows[i];
    }
    return DUL_NONE;
}

static void home_of_outlet(toponym_work *work)
{
    const dul_str        none = {"", 0};
    const dul_placehome *home = dul_placehomes_of_outlet(dul_gazetteer_homes(work->gazetteer), work->job->source, work->job->url);
    if (home != NULL) {
        home_add(work, home->country, none, HOME_OUTLET, HOME_OUTLET);
        if (home->town.len > 0)
            work->home = home_town(work, home);
        const dul_str region = work->home != DUL_NONE ? dul_gazetteer_get(work->gazetteer, work->home).admin1 : home->region;
        if (region.len > 0)
            home_add(work, home->country, region, HOME_OUTLET, HOME_OUTLET);
        dul_job_trace(work->job, "place", "outlet at home in %.*s/%.*s/%.*s", (int)home->country.len, home->country.at, (int)region.len, region.at,
                      (int)home->town.len, home->town.at);
        return;
    }
    const dul_str end = dul_placehome_domain(work->job->source, work->job->url);
    if (end.len != 2)
        return;
    char               code[2] = {(char)(end.at[0] & ~0x20), (char)(end.at[1] & ~0x20)};
    const dul_country *country = dul_countries_by_code(work->countries, dul_str_is(end, "uk") ? DUL_STR("GB") : (dul_str){code, 2});
    if (country != NULL)
        home_add(work, country->code, none, HOME_DOMAIN, HOME_DOMAIN);
}

void dul_toponym_home(toponym_work *work)
{
    const dul_placehomes *homes = dul_gazetteer_homes(work->gazetteer);
    const dul_str         none  = {"", 0};
    const dul_placehome  *home;
    work->home = DUL_NONE;
    home_of_outlet(work);
    for (uint32_t i = 0; i < work->text->n_tokens; i++)
        if ((work->shape[i] & TOPONYM_SHAPE_WORD) && (home = dul_placehomes_of_word(homes, work->text->token[i].lower)) != NULL)
            home_add(work, home->country, none, HOME_WORD, HOME_WORDS);
    size_t at = 0;
    for (int n = 0; n < HOME_PHONES_MAX && (home = dul_placehomes_of_phone(homes, work->job->text, &at)) != NULL; n++) {
        home_add(work, home->country, none, HOME_PHONE, HOME_PHONES);
        home_add(work, home->country, home->region, HOME_PHONE * 1.5, HOME_PHONES);
    }
}
