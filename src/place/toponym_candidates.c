/*
 * toponym_candidates.c -- tokens become mentions: at every capitalised word the longest span that countries or gazetteer know.
 *
 * The key of a span is made from the text between its tokens, so it does not matter whether "Nur-Sultan" is one token or three. A look-up is one hash probe;
 * spans grow only over capitalised words and the small words that stand inside names ("Rio de Janeiro"), so a text of n words costs at most 6 n probes.
 */
#include "place/toponym_work.h"

#include "base/utf8.h"

#define CANDIDATE_TOKENS_MAX 7
#define CANDIDATE_SENSES_MAX 160 /* rows of one name that are weighed, the most populous ones */

static bool candidates_is_inner(dul_str lower)
{
    static const char *const inner[] = {"-",   "al",  "and", "ar", "as",  "ash", "at",  "az",    "d'",   "da",  "das", "de", "del", "der", "des", "di",
                                        "do",  "dos", "du",  "e",  "ed",  "el",  "en",  "er",    "es",   "ez",  "in",  "la", "las", "le",  "les", "los",
                                        "nad", "ne",  "of",  "on", "sur", "the", "und", "under", "upon", "van", "von", "y",  "'s",  "'",   ".",   "&"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (dul_str_is(lower, inner[i]))
            return true;
    return false;
}

static uint8_t candidates_shape(dul_str form)
{
    uint8_t shape = 0;
    size_t  len, n_upper = 0, n_letters = 0;
    for (size_t at = 0; at < form.len; at += len) {
        uint32_t cp = dul_utf8_decode(form, at, &len);
        if (!dul_utf8_is_letter(cp))
            continue;
        bool upper = dul_utf8_is_upper(cp);
        if (n_letters == 0 && upper)
            shape |= TOPONYM_SHAPE_UPPER;
        n_letters++;
        n_upper += upper;
    }
    if (n_letters > 0)
        shape |= TOPONYM_SHAPE_WORD;
    if (n_letters > 1 && n_upper == n_letters)
        shape |= TOPONYM_SHAPE_CAPS;
    return shape;
}

/* Classes and shapes of all tokens; sentences in which nearly every long word has a capital say nothing by their capitals. */
static void candidates_look(toponym_work *work)
{
    const dul_text *text = work->text;
    for (uint32_t s = 0; s < text->n_sentences; s++) {
        const dul_range range  = text->sentence[s].tokens;
        uint32_t        n_long = 0, n_upper = 0;
        for (uint32_t i = range.first; i < range.end; i++) {
            const dul_token *token = &text->token[i];
            work->shape[i]         = candidates_shape(dul_token_form(work->job, token));
            work->class[i]         = dul_placewords_of(work->words, token->lower);
            if ((work->shape[i] & TOPONYM_SHAPE_WORD) && token->lower.len >= 4) {
                n_long++;
                n_upper += (work->shape[i] & TOPONYM_SHAPE_UPPER) != 0;
            }
        }
        if (n_long >= 4 && n_upper * 10 >= n_long * 8)
            for (uint32_t i = range.first; i < range.end; i++)
                work->shape[i] |= TOPONYM_SHAPE_SHOUT;
    }
}

static toponym_kind candidates_kind(dul_str feature)
{
    if (dul_str_starts(feature, DUL_STR("PPL")))
        return TOPONYM_POPULATED;
    if (dul_str_is(feature, "ADM1"))
        return TOPONYM_REGION;
    if (dul_str_is(feature, "ADM2"))
        return TOPONYM_COUNTY;
    return TOPONYM_AREA;
}

toponym_sense dul_toponym_sense_of(const toponym_work *work, uint32_t row, dul_str key, bool adjective)
{
    const dul_place_row place = dul_gazetteer_get(work->gazetteer, row);
    char                own[DUL_PLACENAME_MAX];
    const dul_str       own_key  = {own, dul_placename_key(place.name, own)};
    const bool          is_union = dul_str_is(place.feature, "ZN"); /* "the EU": called by its letters as countries are */
    return (toponym_sense){
        .is_union  = is_union,
        .row       = row,
        .kind      = (uint8_t)candidates_kind(place.feature),
        .capital   = dul_str_is(place.feature, "PPLC"),
        .seat      = dul_str_is(place.feature, "PPLA"),
        .building  = dul_str_is(place.feature, "BLDG") || dul_str_is(place.feature, "ST"),
        .alternate = !adjective && !(row & DUL_GAZETTEER_OWN) && !is_union && !dul_str_equal(own_key, key),
        .only      = dul_gazetteer_only(work->gazetteer, row),
        .adjective = adjective,
        .name      = place.name,
        .country   = place.country,
        .admin1    = place.admin1,
        .lat       = place.lat,
        .lon       = place.lon,
        .people    = (double)place.population,
    };
}

/* The rows of "Barrow County" for "Barrow and Jackson counties"; NULL when there are none. */
const uint32_t *dul_toponym_counties(const toponym_work *work, dul_str key, uint32_t *n_rows)
{
    static const char county[] = " county";
    char              buffer[DUL_PLACENAME_MAX];
    if (key.len + strlen(county) > sizeof buffer)
        return NULL;
    memcpy(buffer, key.at, key.len);
    memcpy(buffer + key.len, county, strlen(county));
    return dul_gazetteer_find_key(work->gazetteer, (dul_str){buffer, key.len + strlen(county)}, n_rows);
}

/* What the tables have for a key. */
typedef struct {
    const dul_country *country;
    dul_country_use    use;
    const uint32_t    *rows, *own; /* own: the user's, without DUL_GAZETTEER_OWN */
    uint32_t           n_rows, n_own;
    bool               adjective;
} candidates_found;

static candidates_found candidates_find(const toponym_work *work, dul_str key, bool may_be_adjective)
{
    candidates_found found = {.use = DUL_COUNTRY_NAME};
    found.own              = dul_gazetteer_find_own(work->gazetteer, key, &found.n_own);
    for (uint32_t i = 0; i < found.n_own; i++) {
        const uint32_t row = found.own[i] | DUL_GAZETTEER_OWN;
        if (dul_gazetteer_only(work->gazetteer, row).len == 0 && !dul_gazetteer_is_instead(work->gazetteer, row))
            return found; /* the user's place wins over all others of its name */
    }
    found.country = dul_countries_find(work->countries, key, &found.use);
    found.rows    = dul_gazetteer_find_key(work->gazetteer, key, &found.n_rows);
    if (found.country != NULL || found.rows != NULL || found.own != NULL || !may_be_adjective)
        return found;
    char buffer[DUL_PLACENAME_MAX + 1];
    buffer[0] = DUL_GAZETTEER_ADJECTIVE;
    memcpy(buffer + 1, key.at, key.len);
    found.rows      = dul_gazetteer_find_key(work->gazetteer, (dul_str){buffer, key.len + 1}, &found.n_rows);
    found.adjective = found.rows != NULL;
    if (found.rows == NULL)
        found.rows = dul_toponym_counties(work, key, &found.n_rows);
    return found;
}

/* The senses of a key into a new name; false when memory ran out. */
static bool candidates_add_name(toponym_work *work, dul_str key, const candidates_found *found)
{
    const dul_country *country = found->country;
    uint32_t           n_rows = found->n_rows, n_own = found->n_own < CANDIDATE_SENSES_MAX ? found->n_own : CANDIDATE_SENSES_MAX;
    toponym_name      *grown = dul_arena_grow(work->job->scratch, work->name, work->n_names, &work->name_capacity, sizeof *grown);
    if (grown == NULL)
        return false;
    work->name = grown;
    if (country != NULL && found->use == DUL_COUNTRY_ADJECTIVE)
        n_rows = 0; /* "Polish" is not the village of that name */
    if (n_rows > CANDIDATE_SENSES_MAX)
        n_rows = CANDIDATE_SENSES_MAX;
    const uint32_t n_senses = n_rows + n_own + (country != NULL);
    toponym_name   name     = {.first_mention = DUL_NONE, .twin_of = DUL_NONE};
    char          *copy     = dul_arena_copy(work->job->scratch, key);
    name.sense              = dul_arena_calloc(work->job->scratch, n_senses, sizeof *name.sense);
    if (copy == NULL || name.sense == NULL)
        return false;
    name.key = (dul_str){copy, key.len};
    if (country != NULL)
        name.sense[name.n_senses++] = (toponym_sense){
            .nation    = country,
            .only      = {"", 0},
            .kind      = found->use == DUL_COUNTRY_NAME ? TOPONYM_COUNTRY : TOPONYM_ADJECTIVE,
            .adjective = found->use == DUL_COUNTRY_ADJECTIVE,
            .name      = country->name,
            .country   = country->code,
            .lat       = country->lat,
            .lon       = country->lon,
            .people    = (double)country->population,
        };
    for (uint32_t i = 0; found->rows != NULL && i < n_rows; i++)
        name.sense[name.n_senses++] = dul_toponym_sense_of(work, found->rows[i], key, found->adjective);
    for (uint32_t i = 0; i < n_own; i++) {
        const toponym_sense own   = dul_toponym_sense_of(work, found->own[i] | DUL_GAZETTEER_OWN, key, false);
        bool                known = false; /* it stands in place of a row of the same name */
        for (uint32_t s = 0; s < name.n_senses && own.only.len == 0; s++)
            known = known || (dul_str_equal(name.sense[s].name, own.name) && dul_toponym_km(name.sense[s].lat, name.sense[s].lon, own.lat, own.lon) < 0.01);
        if (!known)
            name.sense[name.n_senses++] = own;
    }
    grown[work->n_names] = name;
    if (!dul_map_put(&work->by_key, name.key, (uint32_t)work->n_names))
        return false;
    work->n_names++;
    return true;
}

/* "US" is a country, "us" and "Us" are not. */
static bool candidates_acronym_fits(const dul_country *country, dul_country_use use, dul_str key, dul_str form)
{
    if (use != DUL_COUNTRY_NAME || key.len > 4)
        return true;
    char name[DUL_PLACENAME_MAX];
    if (dul_str_equal((dul_str){name, dul_placename_key(country->name, name)}, key))
        return true;
    return (candidates_shape(form) & TOPONYM_SHAPE_CAPS) != 0 || memchr(form.at, '.', form.len) != NULL;
}

/* "IN", "Ind.", "NSW" and "EU" are written so; "In" and "Ms." are words. Codes of two letters stand for states behind a comma only ("Austin, TX"). */
static bool candidates_short_fits(const toponym_work *work, uint32_t first, dul_str form, uint8_t kind)
{
    if (work->class[first] & DUL_PLACEWORD_title)
        return false;
    if (memchr(form.at, '.', form.len) != NULL)
        return true;
    const bool follows = first > 0 && (dul_str_is(work->text->token[first - 1].lower, ",") || dul_str_is(work->text->token[first - 1].lower, "("));
    return (work->shape[first] & TOPONYM_SHAPE_CAPS) != 0 && (form.len > 2 || kind == TOPONYM_AREA || follows);
}

/* "South" alone is no place, but "South region" and "West province" are. */
static bool candidates_compass_fits(const toponym_work *work, uint32_t end)
{
    return end < work->text->n_tokens && (work->class[end] & (DUL_PLACEWORD_area | DUL_PLACEWORD_county)) != 0;
}

/* The name of a span; DUL_NONE when no table knows it, *never when the phrase is known to be something else. */
static dulati_result candidates_name(toponym_work *work, uint32_t first, uint32_t end, uint32_t *out, bool *never)
{
    const dul_token *token = work->text->token;
    const dul_str    form  = dul_str_slice(work->job->text, token[first].span.start, token[end - 1].span.end);
    char             buffer[DUL_PLACENAME_MAX + 1];
    *out = DUL_NONE;
    if (form.len > DUL_PLACENAME_MAX)
        return DULATI_OK;
    dul_str key = {buffer + 1, dul_placename_key(form, buffer + 1)};
    if (key.len < 2)
        return DULATI_OK;
    if (dul_placewords_of(work->words, key) & DUL_PLACEWORD_never) {
        *never = true;
        return DULATI_OK;
    }
    const candidates_found found = candidates_find(work, key, end - first <= 3);
    if (found.country != NULL && !candidates_acronym_fits(found.country, found.use, key, form))
        return DULATI_OK;
    if (end - first == 1 && (work->class[first] & DUL_PLACEWORD_part) && !candidates_compass_fits(work, end))
        return DULATI_OK;
    const bool is_short = end - first == 1 && key.len <= 3 && found.country == NULL && found.own == NULL;
    *out                = dul_map_find(&work->by_key, key);
    if (*out != DUL_NONE) {
        const toponym_sense *sense = work->name[*out].sense;
        if (is_short && sense->alternate && !candidates_short_fits(work, first, form, sense->kind))
            *out = DUL_NONE;
        return DULATI_OK;
    }
    if (found.country == NULL && found.rows == NULL && found.own == NULL)
        return DULATI_OK;
    if (is_short) {
        const toponym_sense sense = dul_toponym_sense_of(work, found.rows[0], key, found.adjective);
        if (sense.alternate && !candidates_short_fits(work, first, form, sense.kind))
            return DULATI_OK;
    }
    if (!candidates_add_name(work, key, &found))
        return dul_fail_memory(work->job->err);
    *out = (uint32_t)work->n_names - 1;
    return DULATI_OK;
}

static dulati_result candidates_add(toponym_work *work, uint32_t first, uint32_t end, uint32_t name)
{
    toponym_mention *grown = dul_arena_grow(work->job->scratch, work->mention, work->n_mentions, &work->mention_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(work->job->err);
    work->mention = grown;
    grown[work->n_mentions] =
        (toponym_mention){.tokens = {first, end}, .name = name, .next = work->name[name].first_mention, .contained_by = DUL_NONE, .hint = TOPONYM_HINT_NONE};
    work->name[name].first_mention = (uint32_t)work->n_mentions++;
    work->name[name].n_mentions++;
    return DULATI_OK;
}

/* Without capitals anywhere (feeds, transcripts) only what can hardly be something else: countries, capitals, very large cities. */
static bool candidates_lower_fits(const toponym_work *work, uint32_t first, uint32_t end, uint32_t name)
{
    const toponym_sense *sense = work->name[name].sense;
    if (end - first == 1 && (work->class[first] & (DUL_PLACEWORD_stop | DUL_PLACEWORD_given)))
        return false;
    if (end - first == 1 && work->text->token[first].lower.len < 4)
        return false;
    return sense->nation != NULL || sense->capital || sense->people >= 1e6;
}

static dulati_result candidates_at(toponym_work *work, uint32_t first, uint32_t limit, bool lower, uint32_t *next)
{
    uint32_t longest = first + 1;
    while (longest < limit && longest - first < CANDIDATE_TOKENS_MAX) {
        const bool capital = (work->shape[longest] & TOPONYM_SHAPE_UPPER) != 0 || (work->text->token[longest].flags & DUL_TOKEN_CLITIC);
        if (!capital && !lower && !candidates_is_inner(work->text->token[longest].lower))
            break;
        longest++;
    }
    for (uint32_t end = longest; end > first; end--) {
        if (end - first > 1 &&
            (dul_str_is(work->text->token[end - 1].lower, "'s") || !(work->shape[end - 1] & (lower ? TOPONYM_SHAPE_WORD : TOPONYM_SHAPE_UPPER))))
            continue;
        uint32_t name;
        bool     never = false;
        DUL_TRY(candidates_name(work, first, end, &name, &never));
        if (never) {
            *next = end;
            return DULATI_OK;
        }
        if (name == DUL_NONE || (lower && !candidates_lower_fits(work, first, end, name)))
            continue;
        *next = end;
        return candidates_add(work, first, end, name);
    }
    *next = first + 1;
    return DULATI_OK;
}

dulati_result dul_toponym_candidates(toponym_work *work)
{
    candidates_look(work);
    uint32_t n_words = 0, n_upper = 0;
    for (uint32_t i = 0; i < work->text->n_tokens; i++) {
        n_words += (work->shape[i] & TOPONYM_SHAPE_WORD) != 0;
        n_upper += (work->shape[i] & TOPONYM_SHAPE_UPPER) != 0;
    }
    const bool lower = n_upper * 60 < n_words;
    for (uint32_t s = 0; s < work->text->n_sentences; s++) {
        const dul_range range = work->text->sentence[s].tokens;
        for (uint32_t i = range.first, next; i < range.end; i = next) {
            next = i + 1;
            if ((work->shape[i] & TOPONYM_SHAPE_UPPER) || (lower && (work->shape[i] & TOPONYM_SHAPE_WORD)))
                DUL_TRY(candidates_at(work, i, range.end, lower, &next));
        }
    }
    return DULATI_OK;
}
