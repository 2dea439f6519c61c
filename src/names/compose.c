/*
 * compose.c -- the meaning of a phrase from the meanings of its parts: country and sectors.
 *
 *     riot policemen from the Kazakh interior ministry              head policeman: COP, fixed
 *       |            \                                              ministry: GOV; Kazakh: KAZ
 *       entry         from: ministry <- Kazakh                      country by "from": KAZCOP
 *
 *     the leader of the miners' union in Karaganda                  head leader: weak, takes LAB of its complement; country by "in"
 *
 * The sector belongs to the head noun. Weak heads (leader, spokesman, office) take that of what they lead, speak for or house; parts and numbers (a group of,
 * thousands of) take everything. The country is looked for from the nearest to the farthest: the entry's own, nationality and other modifiers, possessor,
 * of-phrase, title and apposition, then the place where it acts.
 *
 * Every token is composed once and remembered; a recursion goes down the tree, never up, and trees are at most DUL_SENTENCE_MAX deep.
 */
#include "names/names_inner.h"

#include <stdio.h>

#define COMPOSE_ENTRY_TOKENS 12 /* tokens of an entry whose dependents are looked at */

typedef enum { PART_NONE, PART_BEFORE, PART_OWNER, PART_OF, PART_FOR, PART_FROM, PART_IN, PART_APPOSED, PART_OTHER } compose_part;

#define COMPOSE_PARTS_MAX 24

typedef struct {
    compose_part      part;
    uint32_t          token;
    const names_comp *comp;
} compose_child;

typedef struct {
    compose_child item[COMPOSE_PARTS_MAX]; /* in text order */
    uint32_t      n;
} compose_children;

/* How a dependent adds to the meaning of its head. */
static compose_part compose_part_of(const names_work *work, uint32_t head, uint32_t child)
{
    const dul_tree *tree = work->tree;
    switch ((dul_rel)tree->rel[child]) {
    case DUL_REL_COMPOUND:
    case DUL_REL_AMOD:
    case DUL_REL_NMOD_DESC:
    case DUL_REL_NMOD_UNMARKED:
    case DUL_REL_DET:
    case DUL_REL_DEP: return child < head ? PART_BEFORE : PART_APPOSED;
    case DUL_REL_NMOD_POSS: return PART_OWNER;
    case DUL_REL_FLAT:
    case DUL_REL_FLAT_FOREIGN:
    case DUL_REL_APPOS:
    case DUL_REL_LIST: return PART_APPOSED;
    case DUL_REL_NMOD:
    case DUL_REL_OBL: {
        uint32_t word = dul_tree_case(tree, child);
        if (word == DUL_NONE)
            return child < head ? PART_BEFORE : PART_OTHER;
        if (dul_names_word_in(work->text->token[word].lower, "of"))
            return PART_OF;
        bool helper = dul_names_word_in(work->text->token[word].lower, "to") &&
                      dul_names_word_in(work->text->token[head].lower, "adviser advisers advisor advisors aide aides assistant deputy counsel");
        if (helper || dul_names_word_in(work->text->token[word].lower, "for on"))
            return PART_FOR;
        if (dul_names_word_in(work->text->token[word].lower, "from"))
            return PART_FROM;
        if (dul_names_word_in(work->text->token[word].lower, "in at near throughout across inside outside around within between over"))
            return PART_IN;
        if (dul_names_word_in(work->text->token[word].lower, "'s '"))
            return PART_OWNER;
        return PART_OTHER;
    }
    default: return PART_NONE;
    }
}

static void compose_children_of(names_work *work, uint32_t token, uint32_t head, dul_range entry, compose_children *out)
{
    const dul_tree *tree = work->tree;
    for (uint32_t child = tree->first_child[token]; child != DUL_NONE && out->n < COMPOSE_PARTS_MAX; child = tree->next_sibling[child]) {
        if (child >= entry.first && child < entry.end)
            continue;
        compose_part part = compose_part_of(work, head, child);
        if (part == PART_NONE && tree->rel[child] == DUL_REL_ACL) { /* "rebels based in Syria": the place hangs on the participle */
            for (uint32_t below = tree->first_child[child]; below != DUL_NONE && out->n < COMPOSE_PARTS_MAX; below = tree->next_sibling[below])
                if (tree->rel[below] == DUL_REL_OBL && compose_part_of(work, child, below) >= PART_FROM && compose_part_of(work, child, below) <= PART_IN)
                    out->item[out->n++] = (compose_child){compose_part_of(work, child, below), below, dul_names_compose(work, below)};
            continue;
        }
        if (part != PART_NONE)
            out->item[out->n++] = (compose_child){part, child, dul_names_compose(work, child)};
    }
}

/* ---- which entry ---------------------------------------------------------------------------------------------------------------------- */

static bool compose_covers(const dul_actor *entry, dul_day day)
{
    return (entry->from == DUL_DAY_NONE || entry->from <= day) && (entry->to == DUL_DAY_NONE || day < entry->to);
}

/* Of two entries that fit equally well: the later office of a person; of a group, what it has been for longer. */
static bool compose_prefers(const dul_actor *entry, const dul_actor *other)
{
    if (entry->entry_class != other->entry_class)
        return false;
    if (entry->from == DUL_DAY_NONE || other->from == DUL_DAY_NONE) /* what it still is */
        return entry->to == DUL_DAY_NONE && other->to != DUL_DAY_NONE;
    if (entry->entry_class == DUL_ACTOR_LEADER)
        return entry->from > other->from;
    const int64_t open = 20500; /* some day of 2026: still so */
    int64_t       mine = (entry->to == DUL_DAY_NONE ? open : entry->to) - (int64_t)entry->from;
    return mine > (other->to == DUL_DAY_NONE ? open : other->to) - (int64_t)other->from;
}

/*
 * Of the entries with these words, the one that is meant. A country in the phrase outweighs everything ("the Nigerian Congress" is not that of the United
 * States), then being in office on the day, then the latest. Surnames without a country or an office on the day are left alone when several persons bear them.
 */
static uint32_t compose_choose(const names_work *work, const names_match *match, const char *country, bool alone)
{
    uint32_t best = DUL_NONE, person = DUL_NONE;
    int      best_score = -100;
    bool     several    = false;
    dul_day  day        = work->job->published;
    for (uint32_t at = match->record; at != DUL_NONE; at = dul_actors_key(work->actors, at)->next) {
        const dul_actor_key *key   = dul_actors_key(work->actors, at);
        const dul_actor     *entry = dul_actors_get(work->actors, key->actor);
        if (!dul_names_use_fits(work, key, match->tokens))
            continue;
        int score = 0;
        if (entry->flags & DUL_ACTOR_PLURAL) {
            if (!(work->tree->feat[match->head] & DUL_FEAT_PLURAL))
                continue;
            score += 1;
        }
        if (entry->entry_class != DUL_ACTOR_AGENT)
            score += 2;
        if (entry->country[0] != '\0' && country[0] != '\0') {
            bool same  = memcmp(entry->country, country, 3) == 0;
            bool group = dul_group_known(dul_str_of(entry->country)) || entry->kind == DUL_KIND_PERSON;
            score += same ? 8 : entry->entry_class == DUL_ACTOR_LEADER ? -20 : group && match->tokens.end - match->tokens.first < 3 ? -6 : -3;
        }
        if (entry->entry_class == DUL_ACTOR_LEADER && key->use == DUL_KEY_SHORT) {
            if (!alone)
                continue;
            score--;
            if (day != DUL_DAY_NONE && entry->from != DUL_DAY_NONE && day < entry->from - 400)
                score -= 12;
            several = several || (person != DUL_NONE && person != entry->person);
            person  = entry->person;
        }
        if (day != DUL_DAY_NONE && entry->entry_class != DUL_ACTOR_AGENT)
            score += compose_covers(entry, day) ? 6 : entry->from != DUL_DAY_NONE && entry->from > day ? -2 : 1;
        uint32_t index = key->actor;
        if (score > best_score || (score == best_score && compose_prefers(entry, dul_actors_get(work->actors, best)))) {
            best       = index;
            best_score = score;
        }
    }
    return best_score < -2 ? DUL_NONE : best;
}

/* ---- pieces of a composition ----------------------------------------------------------------------------------------------------------- */

static void compose_take_country(names_comp *comp, const names_comp *from)
{
    if (comp->country[0] != '\0' || from->country[0] == '\0')
        return;
    memcpy(comp->country, from->country, 4);
    memcpy(comp->extra, from->extra, sizeof comp->extra);
    comp->n_extra = from->n_extra;
}

static void compose_take_sectors(names_comp *comp, const names_comp *from)
{
    memcpy(comp->sectors, from->sectors, sizeof comp->sectors);
    if (comp->rule == NULL || comp->sectors[0] != '\0')
        comp->rule = comp->rule != NULL ? comp->rule : from->rule;
}

static bool compose_has_sector(const names_comp *comp, const char *sector)
{
    for (size_t i = 0; comp->sectors[i] != '\0'; i += 3)
        if (memcmp(comp->sectors + i, sector, 3) == 0)
            return true;
    return false;
}

static bool compose_is_group_code(const names_comp *comp)
{
    return comp->country[0] != '\0' && dul_group_known(dul_str_of(comp->country));
}

/* First child of that part with a country, counted from the head outwards, for those before it. */
static const names_comp *compose_country_from(const compose_children *children, compose_part part)
{
    for (uint32_t i = 0; i < children->n; i++) {
        const compose_child *child = &children->item[part == PART_BEFORE ? children->n - 1 - i : i];
        if (child->part == part && child->comp->country[0] != '\0' && !(child->comp->how & NAMES_LOOSE && part == PART_BEFORE && false))
            return child->comp;
    }
    return NULL;
}

static const names_comp *compose_sectors_from(const compose_children *children, compose_part part)
{
    for (uint32_t i = 0; i < children->n; i++) {
        const compose_child *child = &children->item[part == PART_BEFORE ? children->n - 1 - i : i];
        bool                 place = (child->comp->how & NAMES_NATION) != 0 || (part == PART_IN && child->comp->kind == DUL_KIND_PLACE);
        if (child->part == part && child->comp->sectors[0] != '\0' && !place && !(child->comp->flags & DUL_ACTOR_FORMER))
            return child->comp;
    }
    return NULL;
}

/* The country of a phrase, from the nearest source to the farthest. */
static void compose_country(names_comp *comp, const compose_children *children)
{
    static const compose_part usual[]  = {PART_BEFORE, PART_OWNER, PART_OF, PART_APPOSED, PART_FOR, PART_FROM, PART_IN};
    static const compose_part moving[] = {PART_BEFORE, PART_FROM, PART_OWNER, PART_OF, PART_APPOSED, PART_IN, PART_NONE};
    static const compose_part home[]   = {PART_BEFORE, PART_OWNER, PART_OF, PART_FROM, PART_APPOSED, PART_NONE, PART_NONE};
    const compose_part       *order    = comp->flags & DUL_ACTOR_HOME ? home : compose_has_sector(comp, "REF") ? moving : usual;
    for (size_t i = 0; i < 7 && comp->country[0] == '\0' && order[i] != PART_NONE; i++) {
        const names_comp *from = compose_country_from(children, order[i]);
        if (from != NULL)
            compose_take_country(comp, from);
    }
}

static bool compose_has_former(const compose_children *children)
{
    for (uint32_t i = 0; i < children->n; i++)
        if (children->item[i].comp->flags & DUL_ACTOR_FORMER)
            return true;
    return false;
}

/* A former office makes a member of the elite; former rebels stay what they were. */
static void compose_former(names_comp *comp)
{
    static const char *const offices[] = {"GOV", "LEG", "SPY", "JUD", "PTY", "MIL", "COP"};
    if (comp->kind != DUL_KIND_PERSON)
        return;
    for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++)
        if (compose_has_sector(comp, offices[i])) {
            memset(comp->sectors, 0, sizeof comp->sectors);
            memcpy(comp->sectors, "ELI", 3);
            return;
        }
}

/* ---- heads of each sort ------------------------------------------------------------------------------------------------------------------ */

uint32_t dul_names_top(const names_work *work, uint32_t token)
{
    const dul_tree *tree = work->tree;
    uint32_t        at = work->match_of[token], nation = work->nation_of[token];
    if (at == DUL_NONE && nation == DUL_NONE)
        return token;
    dul_range own = at != DUL_NONE ? work->match[at].tokens : work->nation[nation].tokens;
    while (tree->head[token] != DUL_ROOT && tree->head[token] >= own.first && tree->head[token] < own.end)
        token = tree->head[token];
    return token;
}

bool dul_names_acting(const names_work *work, uint32_t head)
{
    const dul_tree *tree = work->tree;
    if (work->text->sentence[work->text->token[head].sentence].kind == DUL_SENTENCE_DATELINE)
        return false; /* "NAIROBI, July 9 (Agency) -" */
    head          = dul_names_top(work, head);
    uint32_t word = dul_tree_case(tree, head);
    for (uint32_t up = head; word == DUL_NONE && tree->rel[up] == DUL_REL_CONJ && tree->head[up] != DUL_ROOT;) {
        up   = tree->head[up];
        word = dul_tree_case(tree, up);
        if (tree->rel[up] != DUL_REL_CONJ) {
            head = up;
            break;
        }
    }
    switch ((dul_rel)tree->rel[head]) {
    case DUL_REL_NSUBJ:
    case DUL_REL_NSUBJ_PASS:
    case DUL_REL_NSUBJ_OUTER:
    case DUL_REL_OBJ:
    case DUL_REL_IOBJ:
    case DUL_REL_OBL_AGENT:
    case DUL_REL_NMOD_POSS:
    case DUL_REL_ROOT:
    case DUL_REL_VOCATIVE: return word == DUL_NONE || tree->rel[head] != DUL_REL_ROOT;
    case DUL_REL_CONJ: return word == DUL_NONE;
    case DUL_REL_OBL:
    case DUL_REL_NMOD:
        if (word == DUL_NONE)
            return false;
        return dul_tree_lemma_is(tree, word, "by") || dul_tree_lemma_is(tree, word, "with") || dul_tree_lemma_is(tree, word, "between") ||
               dul_tree_lemma_is(tree, word, "against");
    default: return false;
    }
}

static void compose_set_sectors(names_comp *comp, const char *sectors)
{
    memset(comp->sectors, 0, sizeof comp->sectors);
    memcpy(comp->sectors, sectors, strlen(sectors));
}

/* A country, a town, a people. */
static void compose_nation(names_work *work, uint32_t head, const names_nation *nation, const compose_children *children, names_comp *comp)
{
    memcpy(comp->country, nation->code, 4);
    comp->how |= NAMES_NATION;
    comp->kind = DUL_KIND_PLACE;
    comp->type = DUL_ENTITY_GPE;
    comp->rule = nation->adjective ? "a nationality" : nation->country ? "a country" : "a place in the gazetteer";
    if (nation->adjective) { /* "Kazakhs", "ordinary Kazakhs", "ethnic Kazakhs" */
        comp->kind               = DUL_KIND_GROUP;
        comp->type               = DUL_ENTITY_NORP;
        const names_comp *before = compose_sectors_from(children, PART_BEFORE);
        if (before != NULL)
            memcpy(comp->sectors, before->sectors, sizeof comp->sectors);
        for (uint32_t i = 0; i < children->n; i++) {
            const compose_child *child = &children->item[i];
            if (child->part == PART_BEFORE && child->comp->country[0] != '\0' && memcmp(child->comp->country, nation->code, 3) != 0) { /* "Swedish Turks" */
                memcpy(comp->country, child->comp->country, 4);
                compose_set_sectors(comp, "CVL");
            } else if ((child->part == PART_IN || child->part == PART_OF) && child->comp->how & NAMES_NATION && child->comp->country[0] != '\0') {
                memcpy(comp->country, child->comp->country, 4); /* "the Albanians of southern Serbia" */
                if (comp->sectors[0] == '\0')
                    compose_set_sectors(comp, "CVL");
            }
        }
        return;
    }
    if (!dul_names_acting(work, head))
        return;
    comp->kind = DUL_KIND_ORGANISATION;
    if (nation->capital && work->brussels && memcmp(nation->code, "BEL", 3) == 0) {
        memcpy(comp->country, "EUR", 4);
        comp->rule = "Brussels, where the report speaks of the Union and not of Belgium";
        return;
    }
    if (nation->capital) { /* the capital stands for the government, another town for its people */
        compose_set_sectors(comp, "GOV");
        comp->rule = "a capital that stands for its government";
    } else if (!nation->country) {
        compose_set_sectors(comp, "CVL");
        comp->kind = DUL_KIND_PLACE;
        comp->rule = "a place that stands for its people";
    }
}

/* A name of the dictionaries: whole code, and what a title or "former" changes in it. */
static void compose_named(const names_work *work, const dul_actor *entry, const compose_children *children, names_comp *comp)
{
    dul_day day = work->job->published;
    memcpy(comp->country, entry->country, sizeof comp->country);
    memcpy(comp->sectors, entry->sectors, sizeof comp->sectors);
    comp->how |= NAMES_NAMED;
    comp->kind = entry->kind;
    comp->type = entry->kind == DUL_KIND_PERSON ? DUL_ENTITY_PER : entry->kind == DUL_KIND_PLACE ? DUL_ENTITY_GPE : DUL_ENTITY_ORG;
    comp->rule = entry->rule;
    if (entry->kind == DUL_KIND_PERSON)
        comp->how |= NAMES_PERSON_NAME;
    for (uint32_t i = 0; i < children->n; i++) {
        const names_comp *title = children->item[i].comp;
        if ((children->item[i].part == PART_BEFORE || children->item[i].part == PART_APPOSED) && title->how & NAMES_AGENT && title->actor != DUL_NONE &&
            dul_actors_get(work->actors, title->actor)->kind == DUL_KIND_PERSON)
            comp->title = title->actor;
    }
    const names_comp *title = comp->title == DUL_NONE ? NULL : compose_sectors_from(children, PART_BEFORE);
    if (entry->entry_class != DUL_ACTOR_LEADER || (day != DUL_DAY_NONE && compose_covers(entry, day)))
        return;
    if (day == DUL_DAY_NONE) {                                  /* the report does not say when: the title it uses knows best ("Senator") */
        if (title != NULL && !compose_has_sector(title, "MIL")) /* a rank says nothing about an office */
            memcpy(comp->sectors, title->sectors, sizeof comp->sectors);
        return;
    }
    if (entry->from != DUL_DAY_NONE && day < entry->from) { /* before the office: what the title says, or nothing */
        memset(comp->sectors, 0, sizeof comp->sectors);
        if (title != NULL)
            memcpy(comp->sectors, title->sectors, sizeof comp->sectors);
    } else if (title == NULL) {
        compose_set_sectors(comp, "ELI");
        comp->how |= NAMES_OVER;
    }
}

/* "Ruritania's ally": whoever that is, it is not Ruritania. */
static compose_children compose_without_owner(const compose_children *children)
{
    compose_children out = *children;
    for (uint32_t i = 0; i < out.n; i++)
        if ((out.item[i].part == PART_OWNER || out.item[i].part == PART_OF) && out.item[i].comp->how & NAMES_NATION)
            out.item[i].part = PART_OTHER;
    return out;
}

/* A role noun. */
static void compose_agent(names_work *work, uint32_t head, const dul_actor *entry, const compose_children *all, names_comp *comp)
{
    const compose_children  others   = entry->flags & DUL_ACTOR_OTHER ? compose_without_owner(all) : (compose_children){.n = 0};
    const compose_children *children = entry->flags & DUL_ACTOR_OTHER ? &others : all;
    const dul_tree         *tree     = work->tree;
    memcpy(comp->sectors, entry->sectors, sizeof comp->sectors);
    comp->how |= NAMES_AGENT;
    comp->flags = entry->flags;
    comp->kind  = entry->kind;
    comp->rule  = entry->rule;
    if (comp->kind == DUL_KIND_PERSON && tree->feat[head] & DUL_FEAT_PLURAL)
        comp->kind = DUL_KIND_GROUP;
    comp->type = entry->kind == DUL_KIND_PERSON ? DUL_ENTITY_ROLE : entry->kind == DUL_KIND_ORGANISATION ? DUL_ENTITY_ORG : DUL_ENTITY_MISC;
    if (entry->flags & (DUL_ACTOR_WEAK | DUL_ACTOR_PART)) {
        static const compose_part order[] = {PART_OF, PART_FOR, PART_OWNER, PART_BEFORE, PART_FROM, PART_IN};
        const names_comp         *from    = NULL;
        for (size_t i = 0; i < sizeof order / sizeof order[0] && from == NULL; i++)
            from = compose_sectors_from(children, order[i]);
        bool own_stays = from != NULL && entry->sectors[0] != '\0' && compose_is_group_code(from); /* "the NATO chief": GOV of IGO */
        if (from != NULL && from->flags & DUL_ACTOR_ETHNIC && compose_has_sector(comp, "GOV"))     /* "Yoruba leaders" govern nobody */
            compose_set_sectors(comp, "ELI");
        else if (from != NULL && !own_stays) {
            compose_take_sectors(comp, from);
            if (comp->country[0] == '\0' && from->how & NAMES_NAMED)
                compose_take_country(comp, from);
        }
    } else {
        /* "Hamas militants", "FARC rebels", "Hezbollah weapons depots": an armed group's own code says more than the noun. */
        const names_comp *named = compose_country_from(children, PART_BEFORE);
        if (named != NULL && named->how & NAMES_NAMED && named->sectors[0] != '\0' &&
            (entry->kind == DUL_KIND_OBJECT || entry->kind == DUL_KIND_PLACE || compose_has_sector(comp, "REB") || compose_has_sector(comp, "PRM") ||
             compose_has_sector(comp, "UAF") || compose_has_sector(comp, "CRM")))
            memcpy(comp->sectors, named->sectors, sizeof comp->sectors);
    }
    compose_country(comp, children);
}

/* A noun without an entry: a person's name with a title, a thing with a nationality. */
static void compose_unknown(names_work *work, uint32_t head, const compose_children *children, names_comp *comp)
{
    const dul_tree *tree   = work->tree;
    bool            named  = work->person_of[head] != DUL_NONE;
    bool            proper = named || tree->upos[head] == DUL_UPOS_PROPN;
    bool            person = named;
    uint32_t        n_name = 1;
    for (uint32_t i = 0; i < children->n && proper; i++) {
        const compose_child *child  = &children->item[i];
        bool                 beside = child->part == PART_BEFORE || child->part == PART_APPOSED;
        if (!beside)
            continue;
        if (child->comp->how & NAMES_AGENT && child->comp->actor != DUL_NONE) {
            const dul_actor *entry = dul_actors_get(work->actors, child->comp->actor);
            if (entry->kind == DUL_KIND_PERSON || entry->flags & DUL_ACTOR_TITLE) {
                person      = true;
                comp->title = child->comp->actor;
                if (comp->sectors[0] == '\0')
                    compose_take_sectors(comp, child->comp);
                compose_take_country(comp, child->comp);
            }
        } else if (tree->upos[child->token] == DUL_UPOS_PROPN && !(child->comp->how & NAMES_NATION))
            n_name++;
    }
    const dul_places *places = work->places;
    if (proper && !named && places != NULL && places->of_token[head] != DUL_NONE &&
        !places->item[places->of_token[head]].adjectival) { /* "Africa", "the Pacific" */
        comp->how |= NAMES_UNKNOWN;
        comp->kind = DUL_KIND_PLACE;
        comp->type = DUL_ENTITY_LOC;
        comp->rule = "a place without a country";
        return;
    }
    if (proper) {
        bool article = dul_tree_child(tree, head, DUL_REL_DET) != DUL_NONE; /* "the Red Lamp" is nobody's given name and surname */
        person       = person || (n_name >= 2 && n_name <= 4 && !article);
        comp->how |= NAMES_UNKNOWN | (person ? NAMES_PERSON_NAME : 0);
        comp->kind = person ? DUL_KIND_PERSON : DUL_KIND_ORGANISATION;
        comp->type = person ? DUL_ENTITY_PER : DUL_ENTITY_MISC;
        if (comp->rule == NULL)
            comp->rule = person ? "a person's name" : "a name that no dictionary knows";
        compose_country(comp, children);
        return;
    }
    const names_comp *before = compose_country_from(children, PART_BEFORE);
    if (before == NULL)
        before = compose_country_from(children, PART_OWNER);
    comp->how |= NAMES_LOOSE;
    comp->kind = DUL_KIND_OBJECT;
    comp->type = DUL_ENTITY_MISC;
    comp->rule = "a thing with a nationality";
    if (before != NULL) {
        compose_take_country(comp, before);
        if (before->how & NAMES_NAMED && before->kind != DUL_KIND_PERSON) /* "an al-Shabaab attack": the group's */
            memcpy(comp->sectors, before->sectors, sizeof comp->sectors);
    } else if (tree->head[head] == DUL_ROOT && !dul_tree_is_predicate(tree, head)) /* "targets in Syria" as a whole text */
        compose_country(comp, children);
    if (tree->upos[head] != DUL_UPOS_NOUN && tree->upos[head] != DUL_UPOS_ADJ)
        memset(comp->country, 0, sizeof comp->country);
}

/* "ethnic Albanian guerrillas": the nationality says what they are called, not which country they belong to; that is left to the place and the story. */
static void compose_ethnic(const names_work *work, const compose_children *children, names_comp *comp)
{
    bool ethnic = false;
    for (uint32_t i = 0; i < children->n; i++)
        ethnic = ethnic || children->item[i].comp->flags & DUL_ACTOR_ETHNIC || children->item[i].comp->origin[0] != '\0';
    if (!ethnic || comp->country[0] == '\0' || comp->how & NAMES_NAMED)
        return;
    bool own = comp->how & NAMES_NATION;
    for (uint32_t i = 0; i < children->n; i++) {
        const compose_child *child = &children->item[i];
        if ((child->part == PART_IN || child->part == PART_FROM) && child->comp->country[0] != '\0') {
            memcpy(comp->country, child->comp->country, 4);
            return;
        }
        own = own || (child->part == PART_BEFORE && child->comp->how & NAMES_NATION);
    }
    (void)work;
    if (own) {
        memcpy(comp->origin, comp->country, sizeof comp->origin);
        memset(comp->country, 0, sizeof comp->country);
    }
}

/* The of-phrase of a part or number, or DUL_NONE. */
static uint32_t compose_whole(const compose_children *children)
{
    for (uint32_t i = 0; i < children->n; i++)
        if (children->item[i].part == PART_OF && (children->item[i].comp->sectors[0] != '\0' || children->item[i].comp->country[0] != '\0'))
            return children->item[i].token;
    return DUL_NONE;
}

static void compose_part_from(names_work *work, uint32_t whole, names_comp *comp)
{
    const names_comp *from = dul_names_compose(work, whole);
    char              country[4];
    memcpy(country, comp->country, sizeof country);
    const names_comp own = *comp;
    *comp                = *from;
    comp->via            = whole;
    comp->how &= (uint8_t)~NAMES_NAMED;
    if (comp->kind == DUL_KIND_PERSON || comp->kind == DUL_KIND_PLACE)
        comp->kind = DUL_KIND_GROUP;
    if (comp->country[0] == '\0')
        memcpy(comp->country, country, sizeof country);
    if (comp->sectors[0] == '\0')
        memcpy(comp->sectors, own.sectors, sizeof comp->sectors);
    comp->done = true;
}

/* Nationalities joined by "and" before one head: "the Turkish and Greek sides". */
static void compose_joined(names_work *work, const compose_children *children, names_comp *comp)
{
    const dul_tree *tree = work->tree;
    for (uint32_t i = 0; i < children->n && comp->country[0] != '\0'; i++) {
        const compose_child *child = &children->item[i];
        if (memcmp(child->comp->country, comp->country, 4) != 0 || (child->part != PART_BEFORE && child->part != PART_OF && child->part != PART_OWNER))
            continue;
        for (uint32_t c = dul_tree_child(tree, child->token, DUL_REL_CONJ); c != DUL_NONE && comp->n_extra < NAMES_EXTRA_MAX;
             c          = dul_tree_next_in(tree, c, DUL_REL_BIT(DUL_REL_CONJ))) {
            const names_comp *other = dul_names_compose(work, c);
            if (other->how & NAMES_NATION && memcmp(other->country, comp->country, 4) != 0)
                memcpy(comp->extra[comp->n_extra++], other->country, 4);
        }
        return;
    }
}

static bool compose_is_number(const names_work *work, uint32_t head)
{
    return work->tree->upos[head] == DUL_UPOS_NUM;
}

static void compose_make(names_work *work, uint32_t head, names_comp *comp)
{
    const dul_tree     *tree   = work->tree;
    uint32_t            at     = work->match_of[head];
    const names_match  *match  = at == DUL_NONE ? NULL : &work->match[at];
    const names_nation *nation = work->nation_of[head] == DUL_NONE ? NULL : &work->nation[work->nation_of[head]];
    dul_range           own    = match != NULL ? match->tokens : nation != NULL ? nation->tokens : (dul_range){head, head + 1};
    compose_children    children;
    children.n = 0;
    if (match != NULL && match->head != head) /* inside a longer entry: it speaks for itself no more */
        return;
    uint32_t left = tree->left[head] < own.first ? tree->left[head] : own.first;
    if (left > own.first)
        left = own.first;
    for (uint32_t stray; children.n < 4 && (stray = dul_names_stray_before(work, left, head, &left)) != DUL_NONE;)
        children.item[children.n++] = (compose_child){PART_BEFORE, stray, dul_names_compose(work, stray)};
    for (uint32_t i = own.first; i < own.end && i < own.first + COMPOSE_ENTRY_TOKENS; i++)
        compose_children_of(work, i, head, own, &children);

    uint32_t chosen = DUL_NONE;
    if (match != NULL) {
        const names_comp *near = compose_country_from(&children, PART_BEFORE);
        if (near == NULL)
            near = compose_country_from(&children, PART_OWNER);
        if (near == NULL)
            near = compose_country_from(&children, PART_OF);
        bool alone = true; /* a surname that a given name stands before is somebody else's */
        for (uint32_t i = 0; i < children.n; i++) {
            const compose_child *child  = &children.item[i];
            bool                 beside = child->part == PART_BEFORE || child->part == PART_APPOSED;
            if (beside && tree->upos[child->token] == DUL_UPOS_PROPN && tree->rel[child->token] != DUL_REL_APPOS &&
                !(child->comp->how & (NAMES_AGENT | NAMES_NATION | NAMES_NAMED)))
                alone = false;
        }
        if (tree->rel[head] == DUL_REL_FLAT || (tree->rel[head] == DUL_REL_COMPOUND && tree->head[head] != DUL_ROOT &&
                                                tree->upos[tree->head[head]] == DUL_UPOS_PROPN && work->match_of[tree->head[head]] == DUL_NONE))
            alone = tree->head[head] != DUL_ROOT && work->match_of[tree->head[head]] != DUL_NONE;
        chosen = compose_choose(work, match, near != NULL ? near->country : "", alone);
    }
    const dul_actor *entry = chosen == DUL_NONE ? NULL : dul_actors_get(work->actors, chosen);
    if (entry != NULL && nation != NULL && entry->entry_class == DUL_ACTOR_AGENT && nation->tokens.end - nation->tokens.first >= own.end - own.first)
        entry = NULL; /* "Georgia" is never a role */
    comp->actor = entry == NULL ? DUL_NONE : chosen;
    if (entry != NULL && entry->entry_class == DUL_ACTOR_AGENT)
        compose_agent(work, head, entry, &children, comp);
    else if (entry != NULL)
        compose_named(work, entry, &children, comp);
    else if (nation != NULL)
        compose_nation(work, head, nation, &children, comp);
    else if (!(tree->upos[head] == DUL_UPOS_VERB || tree->upos[head] == DUL_UPOS_PRON || tree->upos[head] == DUL_UPOS_DET || compose_is_number(work, head)))
        compose_unknown(work, head, &children, comp);

    compose_ethnic(work, &children, comp);
    bool part = comp->how & NAMES_AGENT ? (comp->flags & DUL_ACTOR_PART) != 0 : compose_is_number(work, head) && comp->how == 0;
    if (part) {
        uint32_t whole = compose_whole(&children);
        if (whole != DUL_NONE)
            compose_part_from(work, whole, comp);
    }
    if (compose_has_former(&children) && !(comp->flags & DUL_ACTOR_HINT))
        compose_former(comp);
    if (comp->flags & DUL_ACTOR_FORMER && !(comp->flags & DUL_ACTOR_HINT) && comp->kind == DUL_KIND_PERSON)
        compose_former(comp);
    compose_joined(work, &children, comp);
}

const names_comp *dul_names_compose(names_work *work, uint32_t head)
{
    names_comp *comp = &work->comp[head];
    if (!comp->done) {
        comp->done  = true; /* trees have no circles, so nothing asks again before this is filled */
        comp->actor = comp->via = comp->title = DUL_NONE;
        comp->type                            = DUL_ENTITY_MISC;
        comp->kind                            = DUL_KIND_OBJECT;
        compose_make(work, head, comp);
    }
    return comp;
}
