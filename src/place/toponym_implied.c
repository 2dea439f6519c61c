/*
 * toponym_implied.c -- capitals and countries that a report does not call by name.
 *
 *     shots were heard in the capital        the capital of the country that the story is about
 *     in the Kazakh capital                  of that nation
 *     in the capital of Kazakhstan           of that country
 *     in Kazakhstan's capital
 *     protests across the country            the country that the story is about
 *
 * Where the name follows ("the capital, Astana"; "the capital city of Astana") nothing is implied. Only a phrase of place counts: "capital" is money, too.
 */
#include "place/toponym_work.h"

static dul_str implied_lower(const toponym_work *work, uint32_t token)
{
    return work->text->token[token].lower;
}

/* The place that the token belongs to, of those found by name; NULL when there is none. */
static const toponym_mention *implied_mention_at(const toponym_work *work, uint32_t token)
{
    size_t low = 0, high = work->n_mentions;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (work->mention[middle].tokens.end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    const bool inside = low < work->n_mentions && work->mention[low].tokens.first <= token && work->mention[low].is_place;
    return inside ? &work->mention[low] : NULL;
}

static dul_str implied_country_at(const toponym_work *work, uint32_t token)
{
    const toponym_mention *mention = implied_mention_at(work, token);
    if (mention == NULL)
        return (dul_str){"", 0};
    const toponym_name *name = &work->name[mention->name];
    return name->sense[mention->sense].nation != NULL ? name->sense[mention->sense].country : (dul_str){"", 0};
}

/* The country whose capital the word at a token means, empty when it means none or its name follows. */
static dul_str implied_country(const toponym_work *work, uint32_t at)
{
    const dul_range range = work->text->sentence[work->text->token[at].sentence].tokens;
    const dul_str   none  = {"", 0};
    uint32_t        left = at, right = at + 1;
    dul_str         country = none;
    if (right < range.end && dul_str_is(implied_lower(work, right), "city"))
        right++;
    if (right + 1 < range.end && dul_str_is(implied_lower(work, right), "of")) {
        country = implied_country_at(work, right + 1);
        if (country.len == 0)
            return none;
    } else if (right < range.end && (implied_mention_at(work, right) != NULL || (work->shape[right] & TOPONYM_SHAPE_UPPER))) {
        return none;
    } else if (right + 1 < range.end && !(work->shape[right] & TOPONYM_SHAPE_WORD) && implied_mention_at(work, right + 1) != NULL &&
               implied_country_at(work, right + 1).len == 0) {
        return none; /* "the capital, Astana" */
    } else if (right < range.end && work->has_tags && work->tree->upos[right] == DUL_UPOS_NOUN) {
        return none; /* "the capital market" */
    }
    if (country.len == 0 && left > range.first && !(work->shape[left - 1] & TOPONYM_SHAPE_UPPER) && dul_str_is(implied_lower(work, left - 1), "'s")) {
        left--;
        if (left > range.first)
            country = implied_country_at(work, left - 1);
        if (country.len == 0)
            country = left > range.first && dul_str_is(implied_lower(work, left - 1), "country") ? work->story_country : none;
        if (country.len == 0)
            return none;
        return country;
    }
    if (country.len == 0 && left > range.first)
        country = implied_country_at(work, left - 1);
    if (country.len > 0)
        return country;
    if (left < range.first + 2 || !dul_str_is(implied_lower(work, left - 1), "the") || !(work->class[left - 2] & DUL_PLACEWORD_locate))
        return none;
    return work->story_country;
}

/* "across the country", "throughout the nation": the country that the story is about. */
static bool implied_is_whole_country(const toponym_work *work, uint32_t at)
{
    static const char *const over[] = {"across", "throughout", "around", "over"};
    if (at < work->text->sentence[work->text->token[at].sentence].tokens.first + 2 || !dul_str_is(implied_lower(work, at - 1), "the"))
        return false;
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        if (dul_str_is(implied_lower(work, at - 2), over[i]))
            return true;
    return false;
}

bool dul_toponym_is_implied(dul_str lower)
{
    return dul_str_is(lower, "capital") || dul_str_is(lower, "country") || dul_str_is(lower, "nation");
}

bool dul_toponym_imply(const toponym_work *work, uint32_t token, dul_place *out)
{
    const dul_str word = implied_lower(work, token);
    if (!dul_toponym_is_implied(word) || implied_mention_at(work, token) != NULL)
        return false;
    const bool         is_capital = dul_str_is(word, "capital");
    const dul_str      code       = is_capital ? implied_country(work, token) : implied_is_whole_country(work, token) ? work->story_country : (dul_str){"", 0};
    const dul_country *country    = code.len > 0 ? dul_countries_by_code(work->countries, code) : NULL;
    if (country == NULL || (is_capital && country->capital.len == 0))
        return false;
    *out = (dul_place){
        .tokens    = {token, token + 1},
        .head      = token,
        .name      = country->name,
        .lat       = country->lat,
        .lon       = country->lon,
        .country   = country->code,
        .feature   = country->geonameid < 0 ? DUL_STR("PCLH") : DUL_STR("PCLI"),
        .geonameid = country->geonameid,
        .score     = 1,
    };
    if (!is_capital)
        return true;
    uint32_t        n_rows;
    const uint32_t *rows = dul_gazetteer_find(work->gazetteer, country->capital, &n_rows);
    for (uint32_t i = 0; i < n_rows; i++) {
        const dul_place_row row = dul_gazetteer_get(work->gazetteer, rows[i]);
        if (!dul_str_equal(row.country, code) || !dul_str_starts(row.feature, DUL_STR("PPL")))
            continue;
        out->name      = row.name;
        out->lat       = row.lat;
        out->lon       = row.lon;
        out->feature   = row.feature;
        out->geonameid = row.geonameid;
        return true;
    }
    return false;
}
