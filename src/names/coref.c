/*
 * coref.c -- which mentions are the same, inside one report.
 *
 * A report introduces its actors by their full names and goes on with less: surnames, offices, role nouns with "the", pronouns. So each mention looks back:
 * names by their words, offices by who holds them, definite role nouns by their head, pronouns by number, kind and nearness, subjects first. Tables by words
 * make the first three constant in time; pronouns look at no more than COREF_WINDOW mentions.
 *
 * In the end codes and names are handed along each chain, and what still lacks a country gets that of its clause, of the story or of its sentence.
 */
#include "names/names_inner.h"

#define COREF_WINDOW    24 /* mentions that a pronoun looks back over  */
#define COREF_SENTENCES 3  /* sentences before its own                 */

typedef struct {
    uint32_t    first, last; /* mentions                                                */
    uint32_t    n;
    char        country[4];
    char        sectors[13];
    dul_str     name;
    dul_kind    kind;
    const char *rule;
    bool        named, female, male, many;
    bool        inferred; /* the country comes from the story */
} coref_entity;

typedef struct {
    names_work   *work;
    dul_mentions *mentions;
    coref_entity *entity; /* [n]                                                   */
    uint32_t      n;
    uint32_t     *entity_of; /* [mentions->n] or DUL_NONE                             */
    dul_map       by_key;    /* text of a name, of an office, of a head -> entity     */
} coref_work;

/* The map asks an allocator; scratch memory serves as one that never frees. */
static void *coref_realloc(void *context, void *pointer, size_t size)
{
    (void)pointer;
    return size == 0 ? NULL : dul_arena_alloc(context, size);
}

static dulati_result coref_put(coref_work *coref, char sort, dul_str text, uint32_t entity)
{
    char *key = dul_arena_alloc(coref->work->job->scratch, text.len + 1);
    if (key == NULL)
        return dul_fail_memory(coref->work->job->err);
    key[0] = sort;
    memcpy(key + 1, text.at, text.len);
    return dul_map_put(&coref->by_key, (dul_str){key, text.len + 1}, entity) ? DULATI_OK : dul_fail_memory(coref->work->job->err);
}

static uint32_t coref_get(const coref_work *coref, char sort, dul_str text)
{
    char key[DUL_KEY_BYTES + 16];
    if (text.len + 1 > sizeof key)
        return DUL_NONE;
    key[0] = sort;
    memcpy(key + 1, text.at, text.len);
    return dul_map_find(&coref->by_key, (dul_str){key, text.len + 1});
}

static const names_comp *coref_comp(const coref_work *coref, uint32_t mention)
{
    return &coref->work->comp[coref->mentions->item[mention].head];
}

/* ---- entities ------------------------------------------------------------------------------------------------------------------------- */

/* The mention joins the entity; its codes are added to what is known. */
static void coref_join(coref_work *coref, uint32_t m, uint32_t e)
{
    dul_mention      *mention = &coref->mentions->item[m];
    coref_entity     *entity  = &coref->entity[e];
    const names_comp *comp    = coref_comp(coref, m);
    coref->entity_of[m]       = e;
    entity->last              = m;
    entity->n++;
    if (mention->pronoun)
        return;
    bool named = (comp->how & (NAMES_NAMED | NAMES_PERSON_NAME)) != 0 && comp->via == DUL_NONE;
    if (entity->country[0] == '\0')
        memcpy(entity->country, comp->country, sizeof entity->country);
    if (entity->sectors[0] == '\0') {
        memcpy(entity->sectors, comp->sectors, sizeof entity->sectors);
        entity->rule = comp->rule;
    }
    if ((named && !entity->named) || (named == entity->named && mention->name.len > entity->name.len && named)) {
        entity->name  = mention->name;
        entity->named = true;
    }
}

static dulati_result coref_new(coref_work *coref, uint32_t m, uint32_t *out)
{
    const dul_mention *mention = &coref->mentions->item[m];
    const names_comp  *comp    = coref_comp(coref, m);
    const dul_tree    *tree    = coref->work->tree;
    *out                       = coref->n++;
    coref_entity *entity       = &coref->entity[*out];
    *entity                    = (coref_entity){.first = m, .name = mention->name, .kind = mention->kind};
    bool plural                = tree->feat[mention->head] & DUL_FEAT_PLURAL && mention->type != DUL_ENTITY_GPE; /* "the United States" is one */
    entity->many               = mention->kind == DUL_KIND_GROUP || plural || comp->flags & DUL_ACTOR_PART;
    coref_join(coref, m, *out);
    return DULATI_OK;
}

/* ---- names ---------------------------------------------------------------------------------------------------------------------------- */

static void coref_key(dul_key *key, dul_str text)
{
    key->len = key->n_words = 0;
    if (!dul_key_add(key, text)) {
        key->len = key->n_words = 0;
    }
}

static dul_str coref_last_word(dul_str key)
{
    dul_str rest = key, word = key;
    while (rest.at != NULL && rest.len > 0)
        word = dul_str_cut(&rest, ' ');
    return word;
}

/* First letters of a name's capitalised words, small: "Collective Security Treaty Organization" gives "csto". */
static dul_str coref_initials(dul_str name, char *out, size_t size)
{
    size_t n     = 0;
    bool   start = true;
    for (size_t i = 0; i < name.len && n < size; i++) {
        char c = name.at[i];
        if (start && c >= 'A' && c <= 'Z')
            out[n++] = (char)(c - 'A' + 'a');
        start = c == ' ' || c == '-';
    }
    return (dul_str){out, n};
}

/* Register what a name may be called by from here on. */
static dulati_result coref_learn(coref_work *coref, uint32_t m, uint32_t e)
{
    const dul_mention *mention = &coref->mentions->item[m];
    const names_comp  *comp    = coref_comp(coref, m);
    dul_key            key;
    char               initials[8];
    coref_key(&key, mention->name);
    if (key.n_words == 0)
        return DULATI_OK;
    DUL_TRY(coref_put(coref, 'n', dul_key_str(&key), e));
    if (comp->how & NAMES_PERSON_NAME && key.n_words > 1)
        DUL_TRY(coref_put(coref, 's', coref_last_word(dul_key_str(&key)), e));
    dul_str acronym = coref_initials(mention->name, initials, sizeof initials);
    if (!(comp->how & NAMES_PERSON_NAME) && acronym.len >= 2 && acronym.len >= key.n_words - 2)
        DUL_TRY(coref_put(coref, 'n', acronym, e));
    return DULATI_OK;
}

/* "KAZ" and the agent entry, as a key. */
static dul_str coref_office_key(const char *country, uint32_t agent, char out[16])
{
    size_t n = 0;
    for (; country[n] != '\0'; n++)
        out[n] = country[n];
    do
        out[n++] = (char)('0' + agent % 10);
    while ((agent /= 10) > 0 && n < 15);
    return (dul_str){out, n};
}

/* A person whose office is known may be called by it. */
static dulati_result coref_learn_office(coref_work *coref, uint32_t m, uint32_t e)
{
    const names_comp *comp   = coref_comp(coref, m);
    const dul_actors *actors = coref->work->actors;
    char              key[16];
    uint32_t          agent = comp->title;
    if (agent == DUL_NONE && comp->how & NAMES_NAMED && comp->actor != DUL_NONE && !(comp->how & NAMES_OVER))
        agent = dul_actors_get(actors, comp->actor)->office;
    if (agent == DUL_NONE)
        return DULATI_OK;
    const char *country = comp->country[0] != '\0' ? comp->country : coref->entity[e].country;
    DUL_TRY(coref_put(coref, 'o', coref_office_key(country, agent, key), e));
    return coref_put(coref, 'o', coref_office_key("", agent, key), e);
}

static dulati_result coref_name(coref_work *coref, uint32_t m)
{
    const dul_mention *mention = &coref->mentions->item[m];
    const names_comp  *comp    = coref_comp(coref, m);
    dul_key            key;
    uint32_t           e = DUL_NONE;
    coref_key(&key, mention->name);
    if (key.n_words > 0) {
        e = coref_get(coref, 'n', dul_key_str(&key));
        if (e == DUL_NONE && key.n_words == 1 && !(comp->how & NAMES_NATION))
            e = coref_get(coref, 's', dul_key_str(&key)); /* a bare surname */
        else if (e == DUL_NONE && comp->how & NAMES_PERSON_NAME && comp->how & NAMES_UNKNOWN) {
            e = coref_get(coref, 's', coref_last_word(dul_key_str(&key))); /* "Mr Petrov", "Col. Petrov" after "Ivan Petrov" */
            if (e != DUL_NONE && key.n_words > 1) {
                dul_key known;
                coref_key(&known, coref->entity[e].name);
                if (known.n_words > 1 && known.len > 0 && known.at[0] != key.at[0])
                    e = DUL_NONE; /* another given name: a relative */
            }
        }
    }
    if (e == DUL_NONE)
        DUL_TRY(coref_new(coref, m, &e));
    else
        coref_join(coref, m, e);
    DUL_TRY(coref_learn(coref, m, e));
    return coref_learn_office(coref, m, e);
}

/* ---- role nouns ----------------------------------------------------------------------------------------------------------------------- */

static bool coref_is_definite(const names_work *work, const dul_mention *mention)
{
    dul_str lower = work->text->token[mention->tokens.first].lower;
    return dul_str_is(lower, "the") || dul_str_is(lower, "this") || dul_str_is(lower, "these") || dul_str_is(lower, "those") || dul_str_is(lower, "that") ||
           dul_tree_child(work->tree, mention->head, DUL_REL_NMOD_POSS) != DUL_NONE;
}

/* The folded words of the entry that a role noun was found by, or its lemma. */
static void coref_head_key(const names_work *work, const dul_mention *mention, dul_key *key)
{
    uint32_t at = work->match_of[mention->head];
    key->len = key->n_words = 0;
    if (at == DUL_NONE) {
        coref_key(key, work->text->token[mention->head].lower);
        return;
    }
    for (uint32_t i = work->match[at].tokens.first; i < work->match[at].tokens.end; i++)
        if (!dul_key_add(key, work->text->token[i].lower))
            return;
}

static bool coref_same_country(const char *a, const char *b)
{
    return a[0] == '\0' || b[0] == '\0' || memcmp(a, b, 3) == 0;
}

/* The office that the role noun names: its own entry, and "head of state" for "the head of the Kazakh state". */
static uint32_t coref_office_of(const coref_work *coref, uint32_t m)
{
    const names_work  *work    = coref->work;
    const dul_tree    *tree    = work->tree;
    const dul_mention *mention = &coref->mentions->item[m];
    const names_comp  *comp    = coref_comp(coref, m);
    uint32_t           below   = dul_tree_child(tree, mention->head, DUL_REL_NMOD);
    if (!dul_tree_lemma_is(tree, mention->head, "head") || below == DUL_NONE)
        return comp->actor;
    bool     state  = dul_tree_lemma_is(tree, below, "state");
    uint32_t record = state ? dul_actors_find(work->actors, DUL_STR("head of state")) : DUL_NONE;
    return record == DUL_NONE ? comp->actor : dul_actors_key(work->actors, record)->actor;
}

/* "the president": who holds the office in this country, as the report or the dictionary has it. */
static dulati_result coref_office(coref_work *coref, uint32_t m, uint32_t *out)
{
    const names_work *work = coref->work;
    const names_comp *comp = coref_comp(coref, m);
    char              key[16];
    const char       *country  = comp->country;
    uint32_t          office   = coref_office_of(coref, m);
    char              story[4] = {0};
    *out                       = coref_get(coref, 'o', coref_office_key(country, office, key));
    if (*out != DUL_NONE || !(dul_actors_get(work->actors, office)->flags & DUL_ACTOR_OFFICE))
        return DULATI_OK;
    if (country[0] == '\0' && work->places != NULL && work->places->story_country.len == 3) {
        memcpy(story, work->places->story_country.at, 3);
        country = story;
    }
    uint32_t holder = country[0] == '\0' || work->job->published == DUL_DAY_NONE
                          ? DUL_NONE
                          : dul_actors_holder(work->actors, dul_str_of(country), office, work->job->published);
    if (holder == DUL_NONE)
        return DULATI_OK;
    const dul_actor *leader = dul_actors_get(work->actors, holder);
    dul_key          name;
    coref_key(&name, leader->name);
    *out = coref_get(coref, 'n', dul_key_str(&name));
    if (*out == DUL_NONE) { /* the dictionary knows more than the report says */
        DUL_TRY(coref_new(coref, m, out));
        coref->entity[*out].name  = leader->name;
        coref->entity[*out].named = true;
        if (coref->entity[*out].country[0] == '\0')
            memcpy(coref->entity[*out].country, leader->country, 4);
        DUL_TRY(coref_put(coref, 'n', dul_key_str(&name), *out));
        DUL_TRY(coref_put(coref, 's', coref_last_word(dul_key_str(&name)), *out));
    } else
        coref_join(coref, m, *out);
    return coref_put(coref, 'o', coref_office_key(leader->country, office, key), *out);
}

/* The entity of a possessive pronoun before the role noun, or DUL_NONE. */
static uint32_t coref_owner(const coref_work *coref, uint32_t m)
{
    const dul_tree *tree  = coref->work->tree;
    uint32_t        child = dul_tree_child(tree, coref->mentions->item[m].head, DUL_REL_NMOD_POSS);
    if (child == DUL_NONE || tree->upos[child] != DUL_UPOS_PRON)
        return DUL_NONE;
    uint32_t at = coref->mentions->of_head[child];
    return at == DUL_NONE ? DUL_NONE : coref->entity_of[at];
}

/* ---- "the country", "both sides", "the group" ------------------------------------------------------------------------------------------- */

bool dul_names_is_land(const names_work *work, uint32_t token)
{
    dul_key key;
    coref_key(&key, work->text->token[token].lower);
    return dul_names_word_in(dul_key_str(&key), "country nation kingdom republic state homeland");
}

/* Countries named shortly before, the nearest first, at most three; how many. Of several, who acts upon them in the same clause is none. */
static uint32_t coref_recent_countries(const coref_work *coref, uint32_t m, bool several, char out[3][4])
{
    const dul_token *token  = coref->work->text->token;
    uint32_t         clause = dul_tree_clause(coref->work->tree, coref->mentions->item[m].head);
    uint32_t         n      = 0;
    for (uint32_t back = 1; back <= COREF_WINDOW && back <= m && n < 3; back++) {
        const dul_mention *other = &coref->mentions->item[m - back];
        const names_comp  *comp  = coref_comp(coref, m - back);
        if (token[coref->mentions->item[m].head].sentence - token[other->head].sentence > COREF_SENTENCES)
            break;
        if (comp->country[0] == '\0' || dul_group_known(dul_str_of(comp->country)) || other->pronoun)
            continue;
        if (several && other->kind == DUL_KIND_PLACE && !dul_names_acting(coref->work, other->head))
            continue; /* only where it happens */
        if (several && clause != DUL_NONE && other->head != coref->mentions->item[m].head && dul_tree_clause(coref->work->tree, other->head) == clause)
            continue;
        bool known = false;
        for (uint32_t i = 0; i < n; i++)
            known = known || memcmp(out[i], comp->country, 3) == 0;
        if (!known)
            memcpy(out[n++], comp->country, 4);
        for (uint32_t e = 0; e < comp->n_extra && n < 3; e++)
            memcpy(out[n++], comp->extra[e], 4);
    }
    return n;
}

/*
 * "the country" is the one that was named last; "both countries", "the two sides" are the two that were. The mention's codes are set at once, since these are no
 * sectors to be handed along.
 */
static bool coref_countries(coref_work *coref, uint32_t m)
{
    const names_work *work    = coref->work;
    const dul_tree   *tree    = work->tree;
    dul_mention      *mention = &coref->mentions->item[m];
    dul_key           key;
    char              country[3][4];
    coref_key(&key, work->text->token[mention->head].lower);
    bool land  = dul_names_is_land(work, mention->head);
    bool party = dul_names_word_in(dul_key_str(&key), "side government leader minister president neighbour neighbor capital");
    bool two   = false;
    for (uint32_t child = tree->first_child[mention->head]; child != DUL_NONE; child = tree->next_sibling[child])
        two = two || (child < mention->head && dul_names_word_in(work->text->token[child].lower, "two both three"));
    bool many = tree->feat[mention->head] & DUL_FEAT_PLURAL;
    if ((!land && !(party && two)) || (many && !two) || coref_comp(coref, m)->country[0] != '\0')
        return false;
    uint32_t n = coref_recent_countries(coref, m, many, country);
    if (n < (many ? 2u : 1u)) {
        if (many || work->places == NULL || work->places->story_country.len != 3)
            return false;
        memset(country[0], 0, 4);
        memcpy(country[0], work->places->story_country.at, 3);
        n = 1;
    }
    bool three = many && n > 2 && dul_names_word_in(work->text->token[mention->tokens.first].lower, "three");
    dul_mention_recode(mention, country[0], coref_comp(coref, m)->sectors);
    for (uint32_t i = 1; many && i < (three ? 3u : 2u); i++)
        dul_mention_add_code(mention, country[i], coref_comp(coref, m)->sectors);
    if (land && dul_names_acting(work, mention->head))
        mention->kind = DUL_KIND_ORGANISATION;
    mention->inferred = true;
    mention->rule     = many ? "the countries named before" : "the country named before";
    return true;
}

/* "the group", "the organisation": the named one that was spoken of last. */
static uint32_t coref_organisation(const coref_work *coref, uint32_t m)
{
    const names_work  *work    = coref->work;
    const dul_mention *mention = &coref->mentions->item[m];
    dul_key            key;
    coref_key(&key, work->text->token[mention->head].lower);
    bool body  = dul_names_word_in(dul_key_str(&key), "organisation organization bloc alliance body agency party company firm institution association union");
    bool armed = dul_names_word_in(dul_key_str(&key), "group movement faction network front organisation organization militia");
    if ((!body && !armed) || work->tree->feat[mention->head] & DUL_FEAT_PLURAL)
        return DUL_NONE;
    for (uint32_t back = 1; back <= COREF_WINDOW && back <= m; back++) {
        const dul_mention *other = &coref->mentions->item[m - back];
        const names_comp  *comp  = coref_comp(coref, m - back);
        if (work->text->token[mention->head].sentence - work->text->token[other->head].sentence > COREF_SENTENCES)
            break;
        bool named = comp->how & (NAMES_NAMED | NAMES_UNKNOWN) && !(comp->how & NAMES_PERSON_NAME) && comp->via == DUL_NONE;
        bool group = other->kind == DUL_KIND_GROUP && armed, organisation = other->kind == DUL_KIND_ORGANISATION;
        if (named && (group || organisation) && coref->entity_of[m - back] != DUL_NONE)
            return coref->entity_of[m - back];
    }
    return DUL_NONE;
}

static bool coref_is_subject(const dul_tree *tree, uint32_t token)
{
    return tree->rel[token] == DUL_REL_NSUBJ || tree->rel[token] == DUL_REL_NSUBJ_PASS;
}

/* Are the mention's sectors but those of its noun, which would take better ones from what it belongs to ("the committee", "officers")? */
static bool coref_is_default(const coref_work *coref, const names_comp *comp)
{
    return comp->how & NAMES_AGENT && comp->flags & DUL_ACTOR_WEAK && comp->actor != DUL_NONE && comp->via == DUL_NONE &&
           strcmp(comp->sectors, dul_actors_get(coref->work->actors, comp->actor)->sectors) == 0;
}

/* "Police opened fire. Officers then ...": of the force that was named last. */
static void coref_force(const coref_work *coref, uint32_t m, coref_entity *entity)
{
    const names_comp *comp = coref_comp(coref, m);
    if (!coref_is_default(coref, comp) || !dul_tree_lemma_is(coref->work->tree, coref->mentions->item[m].head, "officer"))
        return;
    for (uint32_t back = 1; back <= COREF_WINDOW && back <= m; back++) {
        const char *sectors = coref_comp(coref, m - back)->sectors;
        bool        police  = memcmp(sectors, "COP", 3) == 0;
        if (police)
            memcpy(entity->sectors, "COP", 4);
        if (police || memcmp(sectors, "MIL", 3) == 0)
            return;
    }
}

/* "Suspected al-Shabaab fighters killed eight. The militants ...": armed people with the article are those that were spoken of last. */
static uint32_t coref_armed(const coref_work *coref, uint32_t m)
{
    static const char armed[] = "REBPRMUAF";
    const names_comp *comp    = coref_comp(coref, m);
    const dul_token  *token   = coref->work->text->token;
    const char       *sort    = strstr(armed, comp->sectors);
    if (strlen(comp->sectors) != 3 || sort == NULL || (sort - armed) % 3 != 0 || comp->via != DUL_NONE)
        return DUL_NONE;
    for (uint32_t back = 1; back <= COREF_WINDOW && back <= m; back++) {
        const dul_mention *other = &coref->mentions->item[m - back];
        if (token[coref->mentions->item[m].head].sentence - token[other->head].sentence > COREF_SENTENCES)
            break;
        uint32_t e = coref->entity_of[m - back];
        if (e == DUL_NONE || other->pronoun || coref->entity[e].country[0] == '\0' || other->kind == DUL_KIND_PERSON || strlen(coref->entity[e].sectors) < 3)
            continue;
        char        first[4] = {coref->entity[e].sectors[0], coref->entity[e].sectors[1], coref->entity[e].sectors[2], '\0'};
        const char *at       = strstr(armed, first);
        if (at != NULL && (at - armed) % 3 == 0)
            return e;
    }
    return DUL_NONE;
}

/* "Kenya's doctors signed a deal with the government": people of a country deal with their own. The country, or NULL. */
static const char *coref_own_government(const coref_work *coref, uint32_t m)
{
    static const char *const civil[]  = {"CVL", "LAB", "EDU", "MED", "AGR", "OPP", "LEG", "SOC", "BUS", "REL"};
    const names_work        *work     = coref->work;
    uint32_t                 sentence = work->text->token[coref->mentions->item[m].head].sentence;
    if (!dul_tree_lemma_is(work->tree, coref->mentions->item[m].head, "government"))
        return NULL;
    for (uint32_t back = 1; back <= m && work->text->token[coref->mentions->item[m - back].head].sentence == sentence; back++) {
        const names_comp *comp = coref_comp(coref, m - back);
        if (!coref_is_subject(work->tree, coref->mentions->item[m - back].head) || comp->country[0] == '\0' || dul_group_known(dul_str_of(comp->country)))
            continue;
        for (size_t i = 0; i < sizeof civil / sizeof civil[0]; i++)
            if (memcmp(comp->sectors, civil[i], 3) == 0)
                return comp->country;
    }
    return NULL;
}

static dulati_result coref_role(coref_work *coref, uint32_t m)
{
    const names_work  *work     = coref->work;
    const dul_mention *mention  = &coref->mentions->item[m];
    const names_comp  *comp     = coref_comp(coref, m);
    bool               definite = coref_is_definite(work, mention);
    uint32_t           owner    = coref_owner(coref, m);
    bool               one      = !(work->tree->feat[mention->head] & DUL_FEAT_PLURAL);
    dul_key            key;
    uint32_t           e = DUL_NONE;
    if (comp->how & NAMES_AGENT && comp->actor != DUL_NONE && one && (definite || comp->country[0] != '\0') && comp->kind == DUL_KIND_PERSON) {
        DUL_TRY(coref_office(coref, m, &e));
        if (e != DUL_NONE && coref->entity_of[m] == DUL_NONE && coref_same_country(comp->country, coref->entity[e].country))
            coref_join(coref, m, e);
    }
    coref_head_key(work, mention, &key);
    const char *ours = definite && comp->country[0] == '\0' ? coref_own_government(coref, m) : NULL;
    if (coref->entity_of[m] == DUL_NONE && definite && comp->country[0] == '\0' && !one) {
        e = coref_armed(coref, m);
        if (e != DUL_NONE)
            coref_join(coref, m, e);
    }
    if (coref->entity_of[m] == DUL_NONE && definite && key.n_words > 0) {
        e = coref_get(coref, 'h', dul_key_str(&key));
        if (e != DUL_NONE && ours != NULL && !coref_same_country(ours, coref->entity[e].country))
            e = DUL_NONE;
        if (e == DUL_NONE && key.n_words == 1)
            e = coref_get(coref, 'w', dul_key_str(&key)); /* "the office" after "the commandant's office" */
        if (e != DUL_NONE && coref_same_country(comp->country, coref->entity[e].country))
            coref_join(coref, m, e);
    }
    if (coref->entity_of[m] == DUL_NONE && definite && comp->country[0] == '\0' && owner == DUL_NONE) {
        e = coref_organisation(coref, m);
        if (e != DUL_NONE)
            coref_join(coref, m, e);
    }
    if (coref->entity_of[m] == DUL_NONE) {
        DUL_TRY(coref_new(coref, m, &e));
        coref_force(coref, m, &coref->entity[e]);
        if (ours != NULL) {
            memcpy(coref->entity[e].country, ours, 4);
            coref->entity[e].inferred = true;
        }
    }
    e           = coref->entity_of[m];
    bool others = comp->flags & DUL_ACTOR_OTHER && owner != DUL_NONE && coref->entity[owner].kind != DUL_KIND_PERSON; /* "its ally" */
    if (owner != DUL_NONE && owner != e && !others) { /* "its members", "his government": what belongs to the pronoun's entity */
        coref_entity       *own   = &coref->entity[e];
        const coref_entity *other = &coref->entity[owner];
        if (own->country[0] == '\0')
            memcpy(own->country, other->country, sizeof own->country);
        if (own->sectors[0] == '\0' && comp->flags & (DUL_ACTOR_WEAK | DUL_ACTOR_PART))
            memcpy(own->sectors, other->sectors, sizeof own->sectors);
    }
    if (key.n_words == 0)
        return DULATI_OK;
    DUL_TRY(coref_put(coref, 'h', dul_key_str(&key), e));
    return key.n_words > 1 ? coref_put(coref, 'w', coref_last_word(dul_key_str(&key)), e) : DULATI_OK;
}

/* ---- pronouns ------------------------------------------------------------------------------------------------------------------------- */

/* Who a relative pronoun stands for: the noun that its clause hangs on. */
static uint32_t coref_relative(const coref_work *coref, uint32_t head)
{
    const dul_tree *tree = coref->work->tree;
    for (uint32_t up = head, steps = 0; up != DUL_ROOT && steps < 6; up = tree->head[up], steps++)
        if (tree->rel[up] == DUL_REL_ACL_RELCL && tree->head[up] != DUL_ROOT) {
            uint32_t at = coref->mentions->of_head[tree->head[up]];
            return at == DUL_NONE ? DUL_NONE : coref->entity_of[at];
        }
    return DUL_NONE;
}

/* The head of the subject that a verb has or shares: "accused Ruritania and warned it", "fired to disperse them"; or DUL_NONE. */
static uint32_t coref_subject_of(const dul_tree *tree, uint32_t verb)
{
    for (uint32_t steps = 0; steps < 6; steps++) {
        uint32_t subject = dul_tree_child_in(tree, verb, DUL_REL_BIT(DUL_REL_NSUBJ) | DUL_REL_BIT(DUL_REL_NSUBJ_PASS));
        if (subject != DUL_NONE)
            return subject;
        dul_rel rel   = (dul_rel)tree->rel[verb];
        bool    bound = rel == DUL_REL_CONJ || rel == DUL_REL_XCOMP || (rel == DUL_REL_ADVCL && dul_str_is(tree->xpos[verb], "VB")) ||
                     (rel == DUL_REL_ADVCL && dul_str_is(tree->xpos[verb], "VBG"));
        uint32_t lends = tree->head[verb]; /* "urged Ruritania to free them": its object is who frees */
        if (!bound || lends == DUL_ROOT || (rel == DUL_REL_XCOMP && dul_tree_child_in(tree, lends, DUL_REL_BIT(DUL_REL_OBJ)) != DUL_NONE))
            return DUL_NONE;
        verb = lends;
    }
    return DUL_NONE;
}

/* How well an earlier mention fits the pronoun; below zero: not at all. */
static int coref_fit(const coref_work *coref, uint32_t pronoun, uint32_t other)
{
    const dul_tree     *tree   = coref->work->tree;
    const dul_token    *token  = coref->work->text->token;
    const dul_mention  *he     = &coref->mentions->item[pronoun];
    const dul_mention  *man    = &coref->mentions->item[other];
    const coref_entity *entity = &coref->entity[coref->entity_of[other]];
    dul_str             word   = token[he->head].lower;
    bool                female = dul_str_starts(word, DUL_STR("she")) || dul_str_starts(word, DUL_STR("her"));
    bool                person = he->kind == DUL_KIND_PERSON;
    bool                many   = he->kind == DUL_KIND_GROUP;
    uint32_t            before = token[he->head].sentence - token[man->head].sentence;
    if (before > COREF_SENTENCES || entity->kind == DUL_KIND_OBJECT || (entity->country[0] == '\0' && entity->sectors[0] == '\0' && !entity->named))
        return -1;
    if (person && (entity->kind != DUL_KIND_PERSON || entity->many || (female && entity->male) || (!female && entity->female)))
        return -1;
    if (many && !entity->many && entity->kind != DUL_KIND_ORGANISATION)
        return -1;
    bool several = entity->many && (tree->feat[man->head] & DUL_FEAT_PLURAL || entity->kind != DUL_KIND_GROUP); /* "the union and its members" */
    if (!person && !many && (entity->kind == DUL_KIND_PERSON || (several && !entity->named)))
        return -1;
    if (before == 0 && tree->head[he->head] == tree->head[man->head] && he->head != man->head)
        return -1; /* two arguments of one verb are two */
    bool undergoes = tree->rel[he->head] == DUL_REL_OBJ || tree->rel[he->head] == DUL_REL_OBL || tree->rel[he->head] == DUL_REL_IOBJ;
    if (before == 0 && undergoes && tree->head[he->head] != DUL_ROOT) {
        uint32_t subject = coref_subject_of(tree, tree->head[he->head]);
        uint32_t at      = subject == DUL_NONE ? DUL_NONE : coref->mentions->of_head[subject];
        if (at != DUL_NONE && (at == other || coref->entity_of[at] == coref->entity_of[other]))
            return -1; /* nor are the subject that a verb shares and what it acts upon one */
    }
    if (before == 0 && dul_tree_dominates(tree, man->head, he->head) && tree->rel[he->head] == DUL_REL_NMOD_POSS && tree->head[he->head] == man->head)
        return -1; /* "its members" */
    int fit = 10 - 3 * (int)before;
    if (coref_is_subject(tree, man->head))
        fit += undergoes ? 2 : 4;
    if (undergoes && tree->rel[man->head] == DUL_REL_OBJ)
        fit += 2;
    if (many && entity->many)
        fit += 3;
    if (entity->named && person)
        fit += 1;
    if (man->kind == DUL_KIND_PLACE)
        fit -= 8;
    else if (entity->kind == DUL_KIND_PLACE)
        fit -= 3;
    if (tree->rel[man->head] == DUL_REL_NMOD_POSS || tree->rel[man->head] == DUL_REL_NMOD)
        fit -= 2;
    if (entity->n > 2)
        fit += 1;
    return fit;
}

static void coref_pronoun(coref_work *coref, uint32_t m)
{
    const dul_mention *mention  = &coref->mentions->item[m];
    const dul_tree    *tree     = coref->work->tree;
    dul_str            word     = coref->work->text->token[mention->head].lower;
    bool               relative = dul_str_starts(word, DUL_STR("wh")) || dul_str_is(word, "that");
    if (relative) {
        uint32_t e = coref_relative(coref, mention->head);
        if (e != DUL_NONE)
            coref_join(coref, m, e);
        return;
    }
    uint32_t verb = tree->head[mention->head], shared = DUL_NONE; /* "ambushed a bus and sprayed it": what both verbs act upon */
    if (tree->rel[mention->head] == DUL_REL_OBJ && verb != DUL_ROOT && tree->rel[verb] == DUL_REL_CONJ && dul_tree_child(tree, verb, DUL_REL_NSUBJ) == DUL_NONE)
        shared = dul_tree_child(tree, tree->head[verb], DUL_REL_OBJ);
    if (shared != DUL_NONE && mention->kind != DUL_KIND_PERSON) {
        uint32_t at = coref->mentions->of_head[shared];
        if (at != DUL_NONE && coref->entity_of[at] != DUL_NONE && (mention->kind == DUL_KIND_GROUP) == ((tree->feat[shared] & DUL_FEAT_PLURAL) != 0))
            coref_join(coref, m, coref->entity_of[at]);
        if (at == DUL_NONE || coref->entity_of[m] != DUL_NONE)
            return;
    }
    uint32_t best = DUL_NONE;
    int      high = 0;
    for (uint32_t back = 1; back <= COREF_WINDOW && back <= m; back++) {
        uint32_t other = m - back;
        if (coref->entity_of[other] == DUL_NONE || coref->mentions->item[other].head >= mention->head)
            continue;
        int fit = coref_fit(coref, m, other);
        if (fit > high) {
            best = other;
            high = fit;
        }
    }
    if (best == DUL_NONE)
        return;
    uint32_t      e      = coref->entity_of[best];
    coref_entity *entity = &coref->entity[e];
    if (mention->kind == DUL_KIND_PERSON) {
        bool female    = dul_str_starts(word, DUL_STR("she")) || dul_str_starts(word, DUL_STR("her"));
        entity->female = female;
        entity->male   = !female;
    }
    (void)tree;
    coref_join(coref, m, e);
}

/* ---- apposition ------------------------------------------------------------------------------------------------------------------------ */

/* "Ivan Petrov, a spokesman for the ministry": both are one, when both mean persons or neither does. */
static uint32_t coref_apposed(const coref_work *coref, uint32_t m)
{
    const dul_tree    *tree    = coref->work->tree;
    const dul_mention *mention = &coref->mentions->item[m];
    uint32_t           head    = tree->head[mention->head];
    if (tree->rel[mention->head] != DUL_REL_APPOS || head == DUL_ROOT)
        return DUL_NONE;
    uint32_t at = coref->mentions->of_head[head];
    if (at == DUL_NONE || at == m || coref->entity_of[at] == DUL_NONE)
        return DUL_NONE;
    const coref_entity *entity = &coref->entity[coref->entity_of[at]];
    bool                same   = (entity->kind == DUL_KIND_PERSON) == (mention->kind == DUL_KIND_PERSON);
    bool                place  = (coref_comp(coref, m)->how & NAMES_NATION) != 0 || entity->kind == DUL_KIND_PLACE;
    return same && !place ? coref->entity_of[at] : DUL_NONE;
}

static dulati_result coref_link(coref_work *coref)
{
    for (uint32_t m = 0; m < coref->mentions->n; m++) {
        const dul_mention *mention = &coref->mentions->item[m];
        const names_comp  *comp    = coref_comp(coref, m);
        if (mention->pronoun) {
            coref_pronoun(coref, m);
            continue;
        }
        uint32_t apposed = coref_apposed(coref, m);
        if (apposed != DUL_NONE) {
            coref_join(coref, m, apposed);
            if (comp->how & (NAMES_NAMED | NAMES_UNKNOWN)) {
                DUL_TRY(coref_learn(coref, m, apposed));
                DUL_TRY(coref_learn_office(coref, m, apposed));
            }
            continue;
        }
        if (comp->how & (NAMES_NAMED | NAMES_UNKNOWN | NAMES_NATION) && comp->via == DUL_NONE && !(comp->how & NAMES_AGENT))
            DUL_TRY(coref_name(coref, m));
        else if (!coref_countries(coref, m))
            DUL_TRY(coref_role(coref, m));
    }
    return DULATI_OK;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------------- */

/* Hand codes, names and numbers to the mentions. */
static dulati_result coref_settle(coref_work *coref)
{
    names_work *work           = coref->work;
    char(*sentence_country)[4] = dul_arena_calloc(work->job->scratch, (size_t)work->text->n_sentences + 1, sizeof *sentence_country);
    if (sentence_country == NULL)
        return dul_fail_memory(work->job->err);
    dul_names_sentence_countries(work, coref->mentions, sentence_country);
    char story[4] = {0};
    if (work->places != NULL && work->places->story_country.len == 3)
        memcpy(story, work->places->story_country.at, 3);
    int32_t  next   = 0;
    int32_t *number = dul_arena_alloc(work->job->scratch, ((size_t)coref->n + 1) * sizeof *number);
    if (number == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t e = 0; e < coref->n; e++)
        number[e] = -1;
    for (uint32_t e = 0; e < coref->n; e++) { /* one country for the whole chain, from its first mention */
        coref_entity     *entity = &coref->entity[e];
        const names_comp *comp   = coref_comp(coref, entity->first);
        bool stray = dul_names_word_in(work->tree->lemma[coref->mentions->item[entity->first].head], "drone missile rocket shell mortar"); /* anybody's */
        if (entity->country[0] == '\0' && entity->sectors[0] != '\0' && !stray && !(comp->how & NAMES_NAMED)) {
            const char *country = dul_names_country_inferred(work, &coref->mentions->item[entity->first], sentence_country, story);
            if (country[0] == '\0')
                country = comp->origin;
            if (country[0] != '\0') {
                memcpy(entity->country, country, 4);
                entity->inferred = true;
            }
        }
    }
    for (uint32_t m = 0; m < coref->mentions->n; m++) {
        dul_mention *mention = &coref->mentions->item[m];
        uint32_t     e       = coref->entity_of[m];
        if (e == DUL_NONE)
            continue;
        const coref_entity *entity = &coref->entity[e];
        const names_comp   *comp   = coref_comp(coref, m);
        if (entity->n > 1) {
            if (number[e] < 0)
                number[e] = next++;
            mention->coref = number[e];
        }
        mention->inferred = entity->inferred && (mention->pronoun || comp->country[0] == '\0');
        if (mention->pronoun) {
            dul_mention_recode(mention, entity->country, entity->sectors);
            mention->name = entity->name;
            if (mention->kind == DUL_KIND_PERSON || entity->kind != DUL_KIND_PERSON)
                mention->kind = entity->kind;
            mention->type = coref->mentions->item[entity->first].type;
            continue;
        }
        if (comp->how & NAMES_UNKNOWN && entity->kind == DUL_KIND_PERSON && mention->kind != DUL_KIND_PERSON) { /* a bare surname */
            mention->kind = DUL_KIND_PERSON;
            mention->type = DUL_ENTITY_PER;
        }
        bool own_country = comp->country[0] != '\0';
        bool borrows     = strcmp(entity->sectors, comp->sectors) != 0 && entity->sectors[0] != '\0' && coref_is_default(coref, comp);
        bool own_sectors = comp->sectors[0] != '\0' && !borrows;
        bool nation      = (comp->how & NAMES_NATION) != 0 || mention->kind == DUL_KIND_PLACE;
        if (!(own_country && (own_sectors || nation)))
            if (!(comp->how & NAMES_LOOSE))
                dul_mention_recode(mention, own_country ? comp->country : entity->country, own_sectors ? comp->sectors : nation ? "" : entity->sectors);
        if (entity->named && !nation)
            mention->name = entity->name;
    }
    return DULATI_OK;
}

dulati_result dul_names_coref(names_work *work, dul_mentions *mentions)
{
    dulati_allocator scratch = {coref_realloc, work->job->scratch};
    coref_work       coref   = {.work = work, .mentions = mentions};
    coref.entity             = dul_arena_alloc(work->job->scratch, ((size_t)mentions->n + 1) * sizeof *coref.entity);
    coref.entity_of          = dul_arena_alloc(work->job->scratch, ((size_t)mentions->n + 1) * sizeof *coref.entity_of);
    if (coref.entity == NULL || coref.entity_of == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t i = 0; i < mentions->n; i++)
        coref.entity_of[i] = DUL_NONE;
    dul_map_init(&coref.by_key, &scratch);
    DUL_TRY(coref_link(&coref));
    return coref_settle(&coref);
}
