/* phrase_type.c -- dictionaries decide what the network's class leaves open. */
#include "names/phrase_type.h"

#include "names/mention.h"
#include "names/name_key.h"
#include "place/placename.h"

#define NAME_TOKENS 6 /* of a name that is looked up */

typedef struct {
    const dul_actors    *actors;
    const dul_countries *countries;
    const dul_gazetteer *gazetteer;
    const dul_text      *text;
    const dul_tree      *tree;
} typing;

/* The words of a name in lower case, joined by blanks; empty when they are too long. */
static dul_str type_name(const typing *t, dul_range tokens, char room[DUL_PLACENAME_MAX])
{
    size_t len = 0;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        dul_str lower = t->text->token[i].lower;
        if (len + lower.len + 1 > DUL_PLACENAME_MAX)
            return (dul_str){room, 0};
        if (len > 0)
            room[len++] = ' ';
        memcpy(room + len, lower.at, lower.len);
        len += lower.len;
    }
    return (dul_str){room, len};
}

/* The proper nouns around the head, without what only stands beside them. */
static dul_range type_name_range(const typing *t, const dul_phrase *phrase)
{
    dul_range name = {phrase->head, phrase->head + 1};
    while (name.first > phrase->tokens.first && t->tree->upos[name.first - 1] == DUL_UPOS_PROPN && name.end - name.first < NAME_TOKENS)
        name.first--;
    while (name.end < phrase->tokens.end && t->tree->upos[name.end] == DUL_UPOS_PROPN && name.end - name.first < NAME_TOKENS)
        name.end++;
    return name;
}

/* A country, or a region or town of the gazetteer; seas, mountains and the like are none. */
static bool type_is_geopolitical(const typing *t, const dul_phrase *phrase)
{
    char            room[DUL_PLACENAME_MAX];
    dul_country_use use;
    dul_str         name = type_name(t, type_name_range(t, phrase), room);
    uint32_t        n_rows;
    if (name.len == 0)
        return false;
    if (dul_countries_find(t->countries, name, &use) != NULL && use == DUL_COUNTRY_NAME)
        return true;
    const uint32_t *rows = dul_gazetteer_find(t->gazetteer, name, &n_rows);
    if (n_rows == 0)
        return false;
    dul_str feature = dul_gazetteer_get(t->gazetteer, rows[0]).feature;
    return feature.len > 1 && (feature.at[0] == 'P' || feature.at[0] == 'A') && !dul_str_is(feature, "AREA");
}

static bool type_is_country(const typing *t, const dul_phrase *phrase)
{
    char            room[DUL_PLACENAME_MAX];
    dul_country_use use;
    dul_str         name = type_name(t, type_name_range(t, phrase), room);
    return name.len > 0 && dul_countries_find(t->countries, name, &use) != NULL && use == DUL_COUNTRY_NAME;
}

/* "Kazakhs", "the British", "Kazakh": with a capital, and not a name in other uses. */
static bool type_is_demonym(const typing *t, uint32_t token)
{
    dul_str         lower = t->text->token[token].lower, norm = t->text->token[token].norm;
    dul_country_use use;
    if (dul_str_equal(lower, norm))
        return false;
    if (dul_countries_find(t->countries, lower, &use) != NULL)
        return use == DUL_COUNTRY_ADJECTIVE;
    if (lower.len > 4 && lower.at[lower.len - 1] == 's')
        return dul_countries_find(t->countries, (dul_str){lower.at, lower.len - 1}, &use) != NULL && use == DUL_COUNTRY_ADJECTIVE;
    return false;
}

/* A noun that is a role of one person: any of its words up to the head that the dictionaries know as more than a civilian. */
static bool type_is_role(const typing *t, const dul_phrase *phrase)
{
    if (t->tree->upos[phrase->head] != DUL_UPOS_NOUN)
        return false;
    uint32_t first = phrase->head;
    while (first > phrase->tokens.first && phrase->head - first < NAME_TOKENS)
        first--;
    for (; first <= phrase->head; first++) {
        dul_key key  = {.len = 0};
        bool    fits = true;
        for (uint32_t i = first; i <= phrase->head; i++)
            fits = fits && dul_key_add(&key, t->text->token[i].norm);
        for (uint32_t record = fits && key.len > 0 ? dul_actors_find(t->actors, dul_key_str(&key)) : DUL_NONE; record != DUL_NONE;) {
            const dul_actor_key *one   = dul_actors_key(t->actors, record);
            const dul_actor     *actor = dul_actors_get(t->actors, one->actor);
            if (actor->entry_class == DUL_ACTOR_AGENT && actor->kind == DUL_KIND_PERSON && (actor->flags & (DUL_ACTOR_HINT | DUL_ACTOR_PART)) == 0 &&
                !actor->off && strcmp(actor->sectors, "CVL") != 0)
                return true;
            record = one->next;
        }
    }
    return false;
}

static dul_phrase_type type_of(const typing *t, const dul_phrase *phrase)
{
    uint32_t head   = phrase->head;
    bool     proper = t->tree->upos[head] == DUL_UPOS_PROPN;
    switch (phrase->mention) {
    case DUL_MENTION_PERSON: return type_is_demonym(t, head) ? DUL_PHRASE_NATIONALITY : type_is_role(t, phrase) ? DUL_PHRASE_ROLE : DUL_PHRASE_PERSON;
    case DUL_MENTION_ORGANIZATION: return proper && type_is_country(t, phrase) ? DUL_PHRASE_GEOPOLITICAL : DUL_PHRASE_ORGANISATION;
    case DUL_MENTION_PLACE:
        if (proper)
            return type_is_geopolitical(t, phrase) ? DUL_PHRASE_GEOPOLITICAL : DUL_PHRASE_LOCATION;
        return (dul_placewords_of(dul_gazetteer_words(t->gazetteer), t->tree->lemma[head]) &
                (DUL_PLACEWORD_town | DUL_PLACEWORD_area | DUL_PLACEWORD_county)) != 0
                   ? DUL_PHRASE_GEOPOLITICAL
                   : DUL_PHRASE_LOCATION;
    default: return DUL_PHRASE_OTHER;
    }
}

dulati_result dul_phrase_find_typed(const dul_actors *actors, const dul_countries *countries, const dul_gazetteer *gazetteer, const dul_job *job,
                                    const dul_text *text, const dul_tree *tree, dul_phrases *out)
{
    const typing t = {actors, countries, gazetteer, text, tree};
    dul_phrases  found;
    DUL_TRY(dul_phrase_find(job, text, tree, &found));
    *out = (dul_phrases){0};
    if (found.n == 0) /* the model has no such head, or the text nothing to say */
        return DULATI_OK;
    size_t capacity = found.n;
    for (uint32_t i = 0; i < tree->n_tokens; i++)
        capacity += tree->mention[i] == DUL_MENTION_NONE && tree->upos[i] == DUL_UPOS_ADJ;
    out->item = dul_arena_calloc(job->arena, capacity, sizeof *out->item);
    if (out->item == NULL)
        return dul_fail_memory(job->err);
    uint32_t at = 0;
    for (uint32_t i = 0; i <= found.n; i++) { /* both in text order */
        uint32_t next = i < found.n ? found.item[i].tokens.first : tree->n_tokens;
        for (; at < next; at++)
            if (tree->mention[at] == DUL_MENTION_NONE && tree->upos[at] == DUL_UPOS_ADJ && type_is_demonym(&t, at))
                out->item[out->n++] = (dul_phrase){.tokens = {at, at + 1}, .head = at, .type = DUL_PHRASE_NATIONALITY, .sure = tree->sure[at].upos};
        if (i == found.n)
            break;
        out->item[out->n]      = found.item[i];
        out->item[out->n].type = (uint8_t)type_of(&t, &found.item[i]);
        out->n++;
    }
    return DULATI_OK;
}
