/*
 * names_scan.c -- the dictionaries laid over the text: from left to right, the longest entry at each place.
 *
 * Words are matched as a folded key (name_key.h), over hyphens and the possessive 's but over no other punctuation, so that "the rebels' leader" is a rebel
 * leader and "police, army" is not one thing. Each place costs a few look-ups: the first word tells how long an entry can become.
 */
#include "names/names_inner.h"

#include "base/utf8.h"

#define SCAN_COUNTRY_WORDS 6 /* "the Democratic People's Republic of Korea" without its article */

bool dul_names_capital(const names_work *work, uint32_t token)
{
    dul_str form = dul_token_form(work->job, &work->text->token[token]);
    size_t  len;
    return form.len > 0 && dul_utf8_is_upper(dul_utf8_decode(form, 0, &len));
}

bool dul_names_word_in(dul_str lower, const char *list)
{
    dul_str rest = dul_str_of(list);
    while (rest.at != NULL && rest.len > 0)
        if (dul_str_equal(dul_str_cut(&rest, ' '), lower))
            return true;
    return false;
}

/* Are all letters of the token capitals? "U.N.", "IRA", "MPs" (a small s at the end is a plural) */
static bool scan_all_capitals(const names_work *work, uint32_t token)
{
    dul_str form      = dul_token_form(work->job, &work->text->token[token]);
    size_t  n_capital = 0;
    for (size_t at = 0, len; at < form.len; at += len) {
        uint32_t cp = dul_utf8_decode(form, at, &len);
        if (dul_utf8_is_upper(cp))
            n_capital++;
        else if (dul_utf8_is_lower(cp) && !(cp == 's' && at + 1 == form.len && n_capital > 1))
            return false;
    }
    return n_capital > 0;
}

/* Acronyms that are words too: in a report without capitals they are taken for the word. */
static bool scan_is_word(dul_str lower)
{
    static const char *const words[] = {"aid", "as", "eta", "is", "it", "life", "mend", "pace", "pas", "pm", "pri", "un", "us", "who"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(lower, words[i]))
            return true;
    return false;
}

bool dul_names_use_fits(const names_work *work, const dul_actor_key *record, dul_range tokens)
{
    uint32_t last    = tokens.end - 1;
    bool     capital = dul_names_capital(work, tokens.first) || (last > tokens.first && dul_names_capital(work, last));
    dul_str  lower   = work->text->token[tokens.first].lower;
    switch ((dul_key_use)record->use) {
    case DUL_KEY_ANY: return true;
    case DUL_KEY_CAPITAL: return capital || work->small;
    case DUL_KEY_ACRONYM:
        if (work->small)
            return lower.len >= 2 && !scan_is_word(lower);
        return scan_all_capitals(work, tokens.first) || (capital && lower.len >= 4 && !scan_is_word(lower));
    case DUL_KEY_SHORT: return work->small ? lower.len >= 5 : capital && work->tree->upos[last] != DUL_UPOS_VERB;
    }
    return false;
}

static bool scan_fits(const names_work *work, uint32_t record, dul_range tokens)
{
    for (; record != DUL_NONE; record = dul_actors_key(work->actors, record)->next)
        if (dul_names_use_fits(work, dul_actors_key(work->actors, record), tokens))
            return true;
    return false;
}

/* The highest token of a range; the last one when several stick out, or when the tagger takes the highest for a verb ("wanted persons"). */
static uint32_t scan_head(const dul_tree *tree, dul_range tokens)
{
    uint32_t best = tokens.end - 1;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        uint32_t head    = tree->head[i];
        bool     outside = head == DUL_ROOT || head < tokens.first || head >= tokens.end;
        if (outside && tree->right[i] - tree->left[i] > 0 && tree->rel[i] != DUL_REL_PUNCT && tree->rel[i] != DUL_REL_CASE) {
            best = i;
            if (tree->left[i] <= tokens.first && tree->right[i] >= tokens.end)
                break;
        }
    }
    bool verb = tree->upos[best] == DUL_UPOS_VERB || tree->upos[best] == DUL_UPOS_AUX || tree->upos[best] == DUL_UPOS_ADV;
    return verb ? tokens.end - 1 : best;
}

/* A token that a name may run across but not end with: a hyphen, a possessive 's. */
static bool scan_is_bridge(const dul_token *token)
{
    char first = token->lower.len > 0 ? token->lower.at[0] : ' ';
    return dul_str_is(token->lower, "-") || first == '\'' || dul_str_is(token->lower, "\xE2\x80\x99s") || dul_str_is(token->lower, "\xE2\x80\x99");
}

/* The longest entry that begins at the token; its end, or first when there is none. */
static uint32_t scan_longest(const names_work *work, uint32_t first, uint32_t end, uint32_t *record)
{
    dul_key  key  = {.len = 0};
    uint32_t best = first, most = 1;
    for (uint32_t i = first; i < end && key.n_words <= most; i++) {
        uint32_t before = key.n_words;
        if (!dul_key_add(&key, work->text->token[i].lower))
            break;
        if (key.n_words == before) {
            if (i == first || !scan_is_bridge(&work->text->token[i]))
                break;
            continue;
        }
        if (i == first) {
            dul_str rest = dul_key_str(&key);
            most         = dul_actors_words_max(work->actors, dul_str_cut(&rest, ' '));
            if (most == 0)
                break;
        }
        uint32_t found = dul_actors_find(work->actors, dul_key_str(&key));
        if (found != DUL_NONE && scan_fits(work, found, (dul_range){first, i + 1})) {
            best    = i + 1;
            *record = found;
        }
    }
    return best;
}

dulati_result dul_names_add_match(names_work *work, dul_range tokens, uint32_t record)
{
    names_match *grown = dul_arena_grow(work->job->scratch, work->match, work->n_matches, &work->match_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(work->job->err);
    work->match            = grown;
    grown[work->n_matches] = (names_match){tokens, scan_head(work->tree, tokens), record};
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        work->match_of[i] = work->n_matches;
    work->n_matches++;
    return DULATI_OK;
}

static dulati_result scan_matches(names_work *work)
{
    const dul_text *text = work->text;
    for (uint32_t s = 0; s < text->n_sentences; s++) {
        dul_range tokens = text->sentence[s].tokens;
        for (uint32_t i = tokens.first; i < tokens.end;) {
            uint32_t record = DUL_NONE;
            uint32_t end    = scan_longest(work, i, tokens.end, &record);
            if (end == i) {
                i++;
                continue;
            }
            DUL_TRY(dul_names_add_match(work, (dul_range){i, end}, record));
            i = end;
        }
    }
    return DULATI_OK;
}

/* ---- countries, towns, peoples ------------------------------------------------------------------------------------------------------ */

static dulati_result scan_add_nation(names_work *work, size_t *capacity, names_nation nation)
{
    names_nation *grown = dul_arena_grow(work->job->scratch, work->nation, work->n_nations, capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(work->job->err);
    work->nation           = grown;
    nation.head            = scan_head(work->tree, nation.tokens);
    grown[work->n_nations] = nation;
    for (uint32_t i = nation.tokens.first; i < nation.tokens.end; i++)
        work->nation_of[i] = work->n_nations;
    work->n_nations++;
    return DULATI_OK;
}

static void scan_copy_code(char out[4], dul_str code)
{
    memset(out, 0, 4);
    if (code.len == 3)
        memcpy(out, code.at, 3);
}

/* "Kazakhs", "Britons": the plural of a demonym; *lower is shortened in place. */
static const dul_country *scan_country(const names_work *work, char *lower, size_t len, dul_country_use *use)
{
    const dul_country *country = dul_countries_find(work->countries, (dul_str){lower, len}, use);
    if (country == NULL && len > 4 && lower[len - 1] == 's') {
        country = dul_countries_find(work->countries, (dul_str){lower, len - 1}, use);
        if (country != NULL && *use != DUL_COUNTRY_ADJECTIVE)
            country = NULL;
    }
    return country;
}

/* The longest name of a country or people that begins at the token. */
static uint32_t scan_country_at(const names_work *work, uint32_t first, uint32_t end, names_nation *out)
{
    char     lower[128];
    size_t   len  = 0;
    uint32_t best = first;
    for (uint32_t i = first; i < end && i < first + SCAN_COUNTRY_WORDS; i++) {
        dul_str word = work->text->token[i].lower;
        if (len + word.len + 2 > sizeof lower)
            break;
        if (len > 0 && !(work->text->token[i].flags & DUL_TOKEN_CLITIC))
            lower[len++] = ' ';
        memcpy(lower + len, word.at, word.len);
        len += word.len;
        dul_country_use    use     = DUL_COUNTRY_NAME;
        const dul_country *country = scan_country(work, lower, len, &use);
        if (country == NULL)
            continue;
        best = i + 1;
        *out = (names_nation){.tokens = {first, best}, .adjective = use == DUL_COUNTRY_ADJECTIVE, .country = true};
        scan_copy_code(out->code, country->code);
    }
    return best;
}

static bool scan_may_be_country(const names_work *work, uint32_t token)
{
    dul_str lower = work->text->token[token].lower;
    if (dul_names_capital(work, token))
        return true;
    static const char *const words[] = {"us", "polish", "turkey", "chad", "china", "jordan"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(lower, words[i]))
            return false;
    return work->small;
}

/* "pro-Ruritanian rebels", "anti-American protests", "the Pan-American Highway": what they are for or against is not whose they are. */
static bool scan_is_prefixed(const names_work *work, uint32_t token)
{
    static const char *const prefixes[] = {"pan", "anti", "pro", "trans", "non", "all"};
    if (token < 2 || !dul_str_is(work->text->token[token - 1].lower, "-") || work->text->token[token].sentence != work->text->token[token - 2].sentence ||
        work->text->token[token - 1].flags & DUL_TOKEN_SPACE_AFTER)
        return false;
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (dul_str_is(work->text->token[token - 2].lower, prefixes[i]))
            return true;
    return false;
}

static dulati_result scan_nations(names_work *work)
{
    size_t            capacity = 0;
    const dul_places *places   = work->places;
    for (uint32_t p = 0; places != NULL && p < places->n; p++) {
        const dul_place *place = &places->item[p];
        if (place->country.len != 3 || scan_is_prefixed(work, place->tokens.first) || place->tokens.first >= place->tokens.end ||
            place->tokens.end > work->text->n_tokens)
            continue;
        names_nation nation = {.tokens = place->tokens, .adjective = place->adjectival};
        nation.country      = dul_str_starts(place->feature, DUL_STR("PCL"));
        nation.capital      = dul_str_is(place->feature, "PPLC");
        scan_copy_code(nation.code, place->country);
        if (!nation.country && !nation.capital && !nation.adjective && work->countries != NULL) {
            const dul_country *country = dul_countries_by_code(work->countries, place->country);
            nation.capital             = country != NULL && country->capital.len > 0 && dul_str_equal(country->capital, place->name);
        }
        DUL_TRY(scan_add_nation(work, &capacity, nation));
    }
    for (uint32_t s = 0; work->countries != NULL && s < work->text->n_sentences; s++) {
        dul_range tokens = work->text->sentence[s].tokens;
        for (uint32_t i = tokens.first; i < tokens.end;) {
            names_nation nation;
            uint32_t     end = work->nation_of[i] == DUL_NONE && scan_may_be_country(work, i) && !scan_is_prefixed(work, i)
                                   ? scan_country_at(work, i, tokens.end, &nation)
                                   : i;
            for (uint32_t k = i; k < end; k++) /* a place may begin inside */
                if (work->nation_of[k] != DUL_NONE)
                    end = i;
            if (end > i)
                DUL_TRY(scan_add_nation(work, &capacity, nation));
            i = end > i ? end : i + 1;
        }
    }
    return DULATI_OK;
}

/* Where the entry or name at the token ends, and its highest token. */
static uint32_t scan_unit(const names_work *work, uint32_t token, uint32_t *head)
{
    uint32_t match = work->match_of[token], nation = work->nation_of[token];
    *head = match != DUL_NONE ? work->match[match].head : nation != DUL_NONE ? work->nation[nation].head : token;
    return match != DUL_NONE ? work->match[match].tokens.end : nation != DUL_NONE ? work->nation[nation].tokens.end : token + 1;
}

typedef enum { STRAY_NONE, STRAY_NATION, STRAY_TITLE, STRAY_NAME } scan_stray;

/* What the token could be to the nominal after it. */
static scan_stray scan_stray_sort(const names_work *work, uint32_t token)
{
    uint32_t match = work->match_of[token], nation = work->nation_of[token];
    if (match == DUL_NONE)
        return nation != DUL_NONE && work->nation[nation].country && work->nation[nation].head == token ? STRAY_NATION : STRAY_NONE;
    if (work->match[match].head != token || !dul_names_capital(work, token))
        return STRAY_NONE;
    const dul_actor *entry = dul_actors_get(work->actors, dul_actors_key(work->actors, work->match[match].record)->actor);
    if (entry->entry_class == DUL_ACTOR_NAME)
        return entry->kind == DUL_KIND_PERSON ? STRAY_NONE : STRAY_NAME;
    return entry->entry_class == DUL_ACTOR_AGENT && entry->flags & DUL_ACTOR_TITLE ? STRAY_TITLE : STRAY_NONE;
}

/*
 * "Kazakh President Tokayev declared": a parser that errs hangs nationality, title and name side by side on the verb. A nationality, a title or a group's
 * name that stands directly before a nominal of the same head, with nothing between them, is taken for its modifier all the same.
 */
static void scan_strays(names_work *work)
{
    const dul_tree *tree = work->tree;
    for (uint32_t i = 0; i + 1 < work->text->n_tokens; i++) {
        scan_stray sort = scan_stray_sort(work, i);
        uint32_t   head, next = scan_unit(work, i, &head);
        if (sort == STRAY_NONE || tree->head[i] == DUL_ROOT || next >= work->text->n_tokens || tree->right[i] > next ||
            work->text->token[next].sentence != work->text->token[i].sentence)
            continue;
        bool opens = tree->upos[next] == DUL_UPOS_NOUN || tree->upos[next] == DUL_UPOS_PROPN || tree->upos[next] == DUL_UPOS_ADJ ||
                     (work->match_of[next] != DUL_NONE && tree->upos[next] == DUL_UPOS_VERB);
        if (!opens || tree->feat[i] & DUL_FEAT_PLURAL) /* "Albanians in the hills": no modifier */
            continue;
        scan_unit(work, next, &head);
        while (tree->head[head] != DUL_ROOT && tree->head[head] > head && tree->head[head] != tree->head[i] && tree->left[tree->head[head]] == next)
            head = tree->head[head];
        scan_unit(work, head, &head);
        uint32_t unit   = work->match_of[head];
        bool     beside = tree->head[head] == tree->head[i];
        if (!beside && unit != DUL_NONE) /* hung on another word of the same entry */
            beside = tree->head[i] >= work->match[unit].tokens.first && tree->head[i] < work->match[unit].tokens.end;
        bool proper  = tree->upos[head] == DUL_UPOS_PROPN;
        bool nominal = proper || tree->upos[head] == DUL_UPOS_NOUN;
        bool same    = tree->rel[head] == tree->rel[i];
        bool fits    = same || (sort == STRAY_TITLE && proper) || (sort == STRAY_NATION && !proper);
        if (sort == STRAY_NAME) /* before a role noun alone: two names may be two actors */
            fits = same && !proper && work->match_of[head] != DUL_NONE;
        if (nominal && fits && head > i && beside && tree->rel[i] != DUL_REL_CONJ && tree->rel[head] != DUL_REL_CONJ)
            work->stray_of[i] = head;
    }
}

uint32_t dul_names_stray_before(const names_work *work, uint32_t left, uint32_t head, uint32_t *first)
{
    if (left == 0)
        return DUL_NONE;
    uint32_t at = left - 1, unit;
    scan_unit(work, at, &unit);
    if (work->stray_of[unit] != head)
        return DUL_NONE;
    uint32_t match = work->match_of[at], nation = work->nation_of[at];
    *first = match != DUL_NONE ? work->match[match].tokens.first : nation != DUL_NONE ? work->nation[nation].tokens.first : at;
    return unit;
}

/* Does the report speak of the European Union and not of Belgium, so that its "Brussels" is the Union's? */
static bool scan_means_union(const names_work *work)
{
    bool named = false;
    for (uint32_t m = 0; m < work->n_matches && !named; m++) {
        const dul_actor *entry = dul_actors_get(work->actors, dul_actors_key(work->actors, work->match[m].record)->actor);
        named                  = memcmp(entry->country, "EUR", 3) == 0;
    }
    for (uint32_t i = 0; i < work->n_nations && named; i++)
        if (memcmp(work->nation[i].code, "BEL", 3) == 0 && !work->nation[i].capital)
            named = false;
    return named;
}

/* Fewer than one letter in a hundred is a capital: somebody has lower-cased the report. */
static bool scan_is_small(dul_str text)
{
    size_t n_letters = 0, n_capitals = 0;
    for (size_t i = 0; i < text.len; i++) {
        n_capitals += text.at[i] >= 'A' && text.at[i] <= 'Z';
        n_letters += (text.at[i] >= 'a' && text.at[i] <= 'z') || (text.at[i] >= 'A' && text.at[i] <= 'Z');
    }
    return n_capitals * 200 < n_letters;
}

/* Nine letters in ten are capitals: a wire of the old kind. */
static bool scan_is_loud(dul_str text)
{
    size_t n_letters = 0, n_capitals = 0;
    for (size_t i = 0; i < text.len; i++) {
        n_capitals += text.at[i] >= 'A' && text.at[i] <= 'Z';
        n_letters += (text.at[i] >= 'a' && text.at[i] <= 'z') || (text.at[i] >= 'A' && text.at[i] <= 'Z');
    }
    return n_letters > 40 && n_capitals * 10 > n_letters * 9;
}

dulati_result dul_names_scan(names_work *work)
{
    uint32_t n      = work->text->n_tokens;
    work->match_of  = dul_arena_alloc(work->job->scratch, ((size_t)n + 1) * sizeof *work->match_of);
    work->nation_of = dul_arena_alloc(work->job->scratch, ((size_t)n + 1) * sizeof *work->nation_of);
    work->stray_of  = dul_arena_alloc(work->job->scratch, ((size_t)n + 1) * sizeof *work->stray_of);
    if (work->match_of == NULL || work->nation_of == NULL || work->stray_of == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t i = 0; i < n; i++)
        work->match_of[i] = work->nation_of[i] = work->stray_of[i] = DUL_NONE;
    work->small = scan_is_small(work->job->text);
    work->loud  = scan_is_loud(work->job->text);
    if (work->actors != NULL) {
        DUL_TRY(scan_matches(work));
        DUL_TRY(dul_names_acronyms(work));
    }
    DUL_TRY(scan_nations(work));
    work->brussels = scan_means_union(work);
    scan_strays(work);
    return dul_names_persons(work);
}
