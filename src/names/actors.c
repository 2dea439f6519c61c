/*
 * actors.c -- reading the actor dictionaries.
 *
 * A line is cut at '|' into columns, the first column at ';' into spellings. Everything is checked here, so that the stages may trust an entry: sectors and
 * countries exist, dates are dates and in order, the office of a leader is a role noun of the agents. Agents are read first, since leaders refer to them.
 */
#include "names/actors.h"

#include "names/mention.h"
#include "time/calendar.h"

#define ACTORS_COLUMNS_MAX 6

struct dul_actors {
    const dulati_allocator *allocator;
    const dul_countries    *countries;
    const dul_lint         *lint;  /* NULL: nobody checks                                 */
    dul_arena               arena; /* folded keys and rule texts                          */
    dul_actor              *entry; /* [n]                                                 */
    size_t                  n, capacity;
    dul_actor_key          *key; /* [n_keys]                                            */
    size_t                  n_keys, key_capacity;
    dul_map                 by_key;      /* folded key to its first record                      */
    dul_map                 by_first;    /* first word to the most words                        */
    dul_map                 by_name;     /* spelling of leaders to their first entry            */
    dul_map                 by_office;   /* "KAZ|17" to the first leader of that office         */
    uint32_t               *next_holder; /* [n] next leader of the same office, or DUL_NONE  */
    size_t                  holder_capacity;
};

typedef struct {
    dul_actors   *actors;
    const char   *file; /* with a NUL, for errors and rules */
    uint64_t      line;
    uint32_t      layer; /* 0: a shipped dictionary */
    dulati_error *err;
    dul_str       column[ACTORS_COLUMNS_MAX];
    size_t        n_columns;
} actors_line;

static dulati_result actors_fail(const actors_line *line, const char *message)
{
    return dul_fail(line->err, DULATI_E_FORMAT, message, line->file, line->line, 0);
}

bool dul_sector_known(dul_str code)
{
    static const char sectors[] = "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL LAB LEG ELI UAF UNK REF SOC REL AGR PRE PRM JRN ";
    for (const char *at = sectors; code.len == 3 && *at != '\0'; at += 4)
        if (memcmp(at, code.at, 3) == 0)
            return true;
    return false;
}

bool dul_group_known(dul_str code)
{
    static const char groups[] = "IGO UNO EUR NGO ISM IMG MNC ";
    for (const char *at = groups; code.len == 3 && *at != '\0'; at += 4)
        if (memcmp(at, code.at, 3) == 0)
            return true;
    return false;
}

/* ---- columns ------------------------------------------------------------------------------------------------------------------------ */

static dulati_result actors_sectors(const actors_line *line, dul_str text, char out[13])
{
    memset(out, 0, 13);
    if (dul_str_is(text, "-"))
        return DULATI_OK;
    size_t n = 0;
    while (text.len > 0) {
        dul_str sector = dul_str_slice(text, 0, 3);
        if (n == 12 || !dul_sector_known(sector))
            return actors_fail(line, "no such sector");
        memcpy(out + n, sector.at, 3);
        n += 3;
        text = dul_str_trim(dul_str_slice(text, 3, text.len));
    }
    return DULATI_OK;
}

static dulati_result actors_country(const actors_line *line, dul_str text, char out[4])
{
    memset(out, 0, 4);
    bool capitals = text.len == 3;
    for (size_t i = 0; capitals && i < 3; i++)
        capitals = text.at[i] >= 'A' && text.at[i] <= 'Z';
    if (!capitals)
        return actors_fail(line, "a country is three capitals");
    const dul_countries *countries = line->actors->countries;
    if (!dul_group_known(text) && countries != NULL && dul_countries_count(countries) > 0 && dul_countries_by_code(countries, text) == NULL)
        return actors_fail(line, "no such country");
    memcpy(out, text.at, 3);
    return DULATI_OK;
}

static dulati_result actors_kind(const actors_line *line, dul_str text, uint8_t *out)
{
    for (int kind = DUL_KIND_PERSON; kind <= DUL_KIND_OBJECT; kind++)
        if (dul_str_is(text, dul_kind_text((dul_kind)kind))) {
            *out = (uint8_t)kind;
            return DULATI_OK;
        }
    return actors_fail(line, "no such kind: person, group, organisation, place or object");
}

static dulati_result actors_flags(const actors_line *line, dul_str text, uint16_t *out)
{
    static const struct {
        const char *word;
        uint16_t    flag;
    } known[] = {
        {"weak", DUL_ACTOR_WEAK},   {"part", DUL_ACTOR_PART}, {"hint", DUL_ACTOR_HINT},     {"former", DUL_ACTOR_FORMER}, {"office", DUL_ACTOR_OFFICE},
        {"title", DUL_ACTOR_TITLE}, {"home", DUL_ACTOR_HOME}, {"ethnic", DUL_ACTOR_ETHNIC}, {"plural", DUL_ACTOR_PLURAL}, {"other", DUL_ACTOR_OTHER},
    };
    *out = 0;
    while (text.len > 0) {
        dul_str word = dul_str_trim(dul_str_cut(&text, ' '));
        bool    good = word.len == 0;
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            if (dul_str_is(word, known[i].word)) {
                *out |= known[i].flag;
                good = true;
            }
        if (!good)
            return actors_fail(line, "no such use: weak, part, hint, former, office, title, home, ethnic or plural");
    }
    return DULATI_OK;
}

/* A day, or nothing. "2019" alone is the first of January. */
static dulati_result actors_day(const actors_line *line, dul_str text, dul_day *out)
{
    *out = DUL_DAY_NONE;
    if (text.len == 0)
        return DULATI_OK;
    dul_date date = {0, 1, 1};
    int64_t  year = 0;
    if (text.len == 4 && dul_str_int(text, &year))
        date.year = (int32_t)year;
    else if (text.len != 10 || !dul_date_parse(text, &date))
        return actors_fail(line, "a date is written 2019-03-20 or 2019");
    *out = dul_day_of(date);
    return DULATI_OK;
}

static dulati_result actors_days(const actors_line *line, size_t column, dul_actor *entry)
{
    entry->from = entry->to = DUL_DAY_NONE;
    if (line->n_columns > column)
        DUL_TRY(actors_day(line, line->column[column], &entry->from));
    if (line->n_columns > column + 1)
        DUL_TRY(actors_day(line, line->column[column + 1], &entry->to));
    if (entry->from != DUL_DAY_NONE && entry->to != DUL_DAY_NONE && entry->to < entry->from)
        return actors_fail(line, "the end lies before the beginning");
    return DULATI_OK;
}

/* ---- entries and keys --------------------------------------------------------------------------------------------------------------- */

static dul_key_use actors_use(dul_str spelling)
{
    bool   capital = false, small = false;
    size_t n_words = 1;
    for (size_t at = 0, len; at < spelling.len; at += len) {
        uint32_t cp = (unsigned char)spelling.at[at];
        len         = 1;
        if (cp >= 'A' && cp <= 'Z')
            capital = true;
        else if (cp >= 'a' && cp <= 'z')
            small = true;
        else if (cp >= 0x80)
            small = true;
        else if (cp == ' ')
            n_words++;
    }
    return !capital ? DUL_KEY_ANY : small || n_words > 1 ? DUL_KEY_CAPITAL : DUL_KEY_ACRONYM;
}

static dulati_result actors_add_key(const actors_line *line, dul_str spelling, dul_key_use use, uint32_t entry)
{
    dul_actors *actors = line->actors;
    dul_key     key    = {.len = 0};
    if (!dul_key_add(&key, spelling) || key.n_words == 0)
        return actors_fail(line, "a spelling is empty or too long");
    const char    *kept  = dul_arena_copy(&actors->arena, dul_key_str(&key));
    dul_actor_key *grown = dul_grow(actors->allocator, actors->key, actors->n_keys, &actors->key_capacity, sizeof *grown);
    if (kept == NULL || grown == NULL)
        return dul_fail_memory(line->err);
    actors->key     = grown;
    uint32_t record = (uint32_t)actors->n_keys++;
    grown[record]   = (dul_actor_key){.text = {kept, key.len}, .actor = entry, .next = DUL_NONE, .use = (uint8_t)use};
    dul_str  text   = {kept, key.len};
    uint32_t at     = dul_map_find(&actors->by_key, text);
    if (at == DUL_NONE) {
        if (!dul_map_put(&actors->by_key, text, record))
            return dul_fail_memory(line->err);
    } else { /* at the end of the chain, which is short: keeps the order of the dictionaries */
        while (grown[at].next != DUL_NONE)
            at = grown[at].next;
        if (grown[at].actor == entry && grown[at].use == grown[record].use) { /* two spellings fold to one key */
            actors->n_keys--;
            return DULATI_OK;
        }
        grown[at].next = record;
    }
    dul_str  rest  = text;
    dul_str  first = dul_str_cut(&rest, ' ');
    uint32_t known = dul_map_find(&actors->by_first, first);
    if (known == DUL_NONE || known < key.n_words)
        if (!dul_map_put(&actors->by_first, first, key.n_words))
            return dul_fail_memory(line->err);
    return DULATI_OK;
}

static dulati_result actors_add(const actors_line *line, dul_actor entry, uint32_t *index)
{
    dul_actors *actors = line->actors;
    if (actors->n >= DUL_NONE - 1)
        return actors_fail(line, "too many entries");
    dul_actor *grown = dul_grow(actors->allocator, actors->entry, actors->n, &actors->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(line->err);
    actors->entry    = grown;
    uint32_t *holder = dul_grow(actors->allocator, actors->next_holder, actors->n, &actors->holder_capacity, sizeof *holder);
    if (holder == NULL)
        return dul_fail_memory(line->err);
    actors->next_holder = holder;
    entry.layer         = line->layer;
    entry.rule          = dul_arena_printf(&actors->arena, "%s:%llu", line->file, (unsigned long long)line->line);
    if (entry.rule == NULL)
        return dul_fail_memory(line->err);
    dul_str spellings  = line->column[0];
    entry.name         = dul_str_trim(dul_str_cut(&spellings, ';'));
    *index             = (uint32_t)actors->n;
    holder[*index]     = DUL_NONE;
    entry.person       = *index;
    grown[actors->n++] = entry;
    spellings          = line->column[0];
    while (spellings.at != NULL && spellings.len > 0) {
        dul_str spelling = dul_str_trim(dul_str_cut(&spellings, ';'));
        DUL_TRY(actors_add_key(line, spelling, actors_use(spelling), *index));
    }
    return DULATI_OK;
}

/* ---- the three kinds of lines ------------------------------------------------------------------------------------------------------- */

/* phrase; phrase | sectors | kind | use */
static dulati_result actors_agent(const actors_line *line)
{
    if (line->n_columns < 3)
        return actors_fail(line, "an agent has phrase, sectors and kind");
    dul_actor entry = {.entry_class = DUL_ACTOR_AGENT, .office = DUL_NONE, .from = DUL_DAY_NONE, .to = DUL_DAY_NONE};
    uint32_t  index;
    DUL_TRY(actors_sectors(line, line->column[1], entry.sectors));
    DUL_TRY(actors_kind(line, line->column[2], &entry.kind));
    if (line->n_columns > 3)
        DUL_TRY(actors_flags(line, line->column[3], &entry.flags));
    return actors_add(line, entry, &index);
}

/* name; name | code | kind | from | to */
static dulati_result actors_named(const actors_line *line)
{
    if (line->n_columns < 3 || line->column[1].len < 3)
        return actors_fail(line, "a name has spellings, code and kind");
    dul_actor entry = {.entry_class = DUL_ACTOR_NAME, .office = DUL_NONE};
    uint32_t  index;
    dul_str   code = line->column[1];
    if (!dul_str_starts(code, DUL_STR("---")))
        DUL_TRY(actors_country(line, dul_str_slice(code, 0, 3), entry.country));
    DUL_TRY(actors_sectors(line, dul_str_slice(code, 3, code.len), entry.sectors));
    DUL_TRY(actors_kind(line, line->column[2], &entry.kind));
    DUL_TRY(actors_days(line, 3, &entry));
    return actors_add(line, entry, &index);
}

/* The agent entry of an office, by its phrase; a user's before the shipped one. */
static uint32_t actors_office(const dul_actors *actors, dul_str phrase)
{
    dul_key key = {.len = 0};
    if (!dul_key_add(&key, phrase))
        return DUL_NONE;
    uint32_t best = DUL_NONE;
    for (uint32_t at = dul_actors_find(actors, dul_key_str(&key)); at != DUL_NONE; at = actors->key[at].next) {
        const dul_actor *entry = &actors->entry[actors->key[at].actor];
        if (entry->entry_class == DUL_ACTOR_AGENT && (best == DUL_NONE || entry->layer > actors->entry[best].layer))
            best = actors->key[at].actor;
    }
    return best;
}

/* Hang a leader behind the others of that country and office. */
static dulati_result actors_hold(const actors_line *line, uint32_t index)
{
    dul_actors      *actors = line->actors;
    const dul_actor *entry  = &actors->entry[index];
    const char      *text   = dul_arena_printf(&actors->arena, "%s|%u", entry->country, (unsigned)entry->office);
    if (text == NULL)
        return dul_fail_memory(line->err);
    uint32_t first             = dul_map_find(&actors->by_office, dul_str_of(text));
    actors->next_holder[index] = first; /* the newest line first */
    return dul_map_put(&actors->by_office, dul_str_of(text), index) ? DULATI_OK : dul_fail_memory(line->err);
}

/* name; spelling | country | office | from | to | short names */
static dulati_result actors_leader(const actors_line *line)
{
    if (line->n_columns < 4)
        return actors_fail(line, "a leader has name, country, office and a beginning");
    dul_actors *actors = line->actors;
    dul_actor   entry  = {.entry_class = DUL_ACTOR_LEADER, .kind = DUL_KIND_PERSON};
    uint32_t    index  = 0;
    DUL_TRY(actors_country(line, line->column[1], entry.country));
    DUL_TRY(actors_days(line, 3, &entry));
    entry.office = actors_office(actors, line->column[2]);
    if (entry.office == DUL_NONE)
        return actors_fail(line, "the office is no role noun of the agents");
    memcpy(entry.sectors, actors->entry[entry.office].sectors, sizeof entry.sectors);
    DUL_TRY(actors_add(line, entry, &index));
    dul_str  name  = actors->entry[index].name;
    uint32_t first = dul_map_find(&actors->by_name, name);
    if (first != DUL_NONE)
        actors->entry[index].person = first;
    else if (!dul_map_put(&actors->by_name, name, index))
        return dul_fail_memory(line->err);
    dul_str shorts = line->n_columns > 5 ? line->column[5] : (dul_str){NULL, 0};
    if (shorts.len == 0) { /* the last word of the name */
        for (shorts = name; memchr(shorts.at, ' ', shorts.len) != NULL;)
            dul_str_cut(&shorts, ' ');
        if (shorts.len == name.len)
            shorts = DUL_STR("-");
    }
    while (shorts.at != NULL && shorts.len > 0 && !dul_str_is(shorts, "-"))
        DUL_TRY(actors_add_key(line, dul_str_trim(dul_str_cut(&shorts, ';')), DUL_KEY_SHORT, index));
    return actors_hold(line, index);
}

/* "off Taliban": the entries that have this spelling are there no longer, under any of their spellings. */
static dulati_result actors_off(const actors_line *line, dul_str spelling)
{
    dul_actors *actors = line->actors;
    dul_key     key    = {.len = 0};
    bool        found  = false;
    if (line->layer == 0)
        return actors_fail(line, "off stands in a dictionary of your own, laid over the shipped ones");
    if (!dul_key_add(&key, spelling) || key.n_words == 0)
        return actors_fail(line, "off wants the spelling of an entry");
    for (uint32_t at = dul_actors_find(actors, dul_key_str(&key)); at != DUL_NONE; at = actors->key[at].next) {
        dul_actor *entry = &actors->entry[actors->key[at].actor];
        if (entry->layer < line->layer && actors->key[at].use != DUL_KEY_SHORT)
            entry->off = found = true;
    }
    return found ? DULATI_OK : actors_fail(line, "no such entry to switch off");
}

static dulati_result actors_take(actors_line *line, dul_str text, dulati_result (*take)(const actors_line *))
{
    line->n_columns = 0;
    while (text.at != NULL) {
        if (line->n_columns == ACTORS_COLUMNS_MAX)
            return actors_fail(line, "too many columns");
        line->column[line->n_columns++] = dul_str_trim(dul_str_cut(&text, '|'));
    }
    return take(line);
}

typedef enum { ACTORS_AGENTS, ACTORS_NAMES, ACTORS_LEADERS, ACTORS_OFF, ACTORS_N_PASS } actors_pass;

/* The lines of one file that the pass is about: entries, or those that switch others off. */
static dulati_result actors_read(dul_actors *actors, const char *file, const dul_pack_layer *layer, uint32_t n_layer, dul_str data, actors_pass pass,
                                 dulati_error *err)
{
    static dulati_result (*const take[])(const actors_line *) = {actors_agent, actors_named, actors_leader};
    actors_line line = {.actors = actors, .file = file, .line = layer == NULL ? 0 : layer->line, .layer = n_layer, .err = err};
    dul_str     text;
    while (dul_str_line(&data, &text)) {
        line.line++;
        dul_str comment = text;
        text            = dul_str_trim(dul_str_cut(&comment, '#'));
        bool off        = dul_str_starts(text, DUL_STR("off ")) && memchr(text.at, '|', text.len) == NULL;
        if (text.len == 0 || off != (pass == ACTORS_OFF))
            continue;
        dulati_result result = off ? actors_off(&line, dul_str_trim(dul_str_slice(text, 4, text.len))) : actors_take(&line, text, take[pass]);
        if (result != DULATI_OK && !dul_lint_hears(actors->lint, result, err))
            return result;
    }
    return DULATI_OK;
}

/* Of a key's records keep those of the last layer that spells it out. A surname alone replaces nothing: there may be others of that name. */
static bool actors_sieve(dul_actors *actors, dul_str key)
{
    uint32_t first = DUL_NONE, *tail = &first, layer = 0;
    for (uint32_t at = dul_actors_find(actors, key); at != DUL_NONE; at = actors->key[at].next) {
        const dul_actor *entry = &actors->entry[actors->key[at].actor];
        if (!entry->off && actors->key[at].use != DUL_KEY_SHORT && entry->layer > layer)
            layer = entry->layer;
    }
    for (uint32_t at = dul_actors_find(actors, key), next; at != DUL_NONE; at = next) {
        const dul_actor *entry = &actors->entry[actors->key[at].actor];
        next                   = actors->key[at].next;
        actors->key[at].next   = DUL_NONE;
        if (entry->off || entry->layer < layer)
            continue;
        *tail = at;
        tail  = &actors->key[at].next;
    }
    return dul_map_put(&actors->by_key, key, first);
}

/* A user's spelling stands in place of the shipped entries that have it; what is switched off goes. */
static dulati_result actors_replace(dul_actors *actors, dulati_error *err)
{
    for (size_t i = 0; i < actors->n_keys; i++)
        if (!actors_sieve(actors, actors->key[i].text))
            return dul_fail_memory(err);
    return DULATI_OK;
}

static dulati_result actors_read_all(dul_actors *actors, const dul_pack *pack, dulati_error *err)
{
    actors->lint = pack->lint;
    for (int pass = ACTORS_AGENTS; pass < ACTORS_N_PASS; pass++) {
        dul_str name, data;
        for (size_t i = 0; dul_pack_get(pack, i, &name, &data); i++) {
            if (!dul_str_starts(name, DUL_STR("actors/")) || !dul_str_ends(name, DUL_STR(".txt")))
                continue;
            int kind = dul_str_starts(name, DUL_STR("actors/agents"))    ? ACTORS_AGENTS
                       : dul_str_starts(name, DUL_STR("actors/leaders")) ? ACTORS_LEADERS
                                                                         : ACTORS_NAMES;
            if (kind != pass && pass != ACTORS_OFF)
                continue;
            const dul_pack_layer *layer = dul_pack_layer_at(pack, i);
            const char           *file  = dul_arena_copy(&actors->arena, layer != NULL ? dul_str_of(layer->shown) : name);
            if (file == NULL)
                return dul_fail_memory(err);
            DUL_TRY(actors_read(actors, file, layer, layer == NULL ? 0 : (uint32_t)(layer - pack->layer) + 1, data, (actors_pass)pass, err));
        }
    }
    return pack->n_layers == 0 ? DULATI_OK : actors_replace(actors, err);
}

/* ---- the functions of the header ---------------------------------------------------------------------------------------------------- */

dulati_result dul_actors_open(const dul_pack *pack, const dul_countries *countries, const dulati_allocator *allocator, dul_actors **out, dulati_error *err)
{
    *out               = NULL;
    dul_actors *actors = dul_alloc(allocator, sizeof *actors);
    if (actors == NULL)
        return dul_fail_memory(err);
    *actors = (dul_actors){.allocator = allocator, .countries = countries};
    dul_arena_init(&actors->arena, allocator);
    dul_map_init(&actors->by_key, allocator);
    dul_map_init(&actors->by_first, allocator);
    dul_map_init(&actors->by_name, allocator);
    dul_map_init(&actors->by_office, allocator);
    dulati_result result = actors_read_all(actors, pack, err);
    if (result != DULATI_OK) {
        dul_actors_close(actors);
        return result;
    }
    *out = actors;
    return DULATI_OK;
}

void dul_actors_close(dul_actors *actors)
{
    if (actors == NULL)
        return;
    const dulati_allocator *allocator = actors->allocator;
    dul_map_free(&actors->by_key);
    dul_map_free(&actors->by_first);
    dul_map_free(&actors->by_name);
    dul_map_free(&actors->by_office);
    dul_free(allocator, actors->key);
    dul_free(allocator, actors->entry);
    dul_free(allocator, actors->next_holder);
    dul_arena_free(&actors->arena);
    dul_free(allocator, actors);
}

size_t dul_actors_count(const dul_actors *actors)
{
    return actors == NULL ? 0 : actors->n;
}

size_t dul_actors_n_keys(const dul_actors *actors)
{
    return actors == NULL ? 0 : actors->n_keys;
}

const dul_actor *dul_actors_get(const dul_actors *actors, uint32_t index)
{
    return &actors->entry[index];
}

uint32_t dul_actors_find(const dul_actors *actors, dul_str key)
{
    return dul_map_find(&actors->by_key, key);
}

const dul_actor_key *dul_actors_key(const dul_actors *actors, uint32_t record)
{
    return &actors->key[record];
}

uint32_t dul_actors_words_max(const dul_actors *actors, dul_str first_word)
{
    uint32_t most = dul_map_find(&actors->by_first, first_word);
    return most == DUL_NONE ? 0 : most;
}

uint32_t dul_actors_next_holder(const dul_actors *actors, uint32_t index)
{
    return actors->next_holder[index];
}

uint32_t dul_actors_holder(const dul_actors *actors, dul_str country, uint32_t office, dul_day day)
{
    char   text[24];
    char   digits[12];
    size_t n = 0, n_digits = 0;
    if (country.len != 3)
        return DUL_NONE;
    memcpy(text, country.at, 3);
    n         = 3;
    text[n++] = '|';
    do
        digits[n_digits++] = (char)('0' + office % 10);
    while ((office /= 10) > 0);
    while (n_digits > 0)
        text[n++] = digits[--n_digits];
    uint32_t latest = DUL_NONE;
    for (uint32_t at = dul_map_find(&actors->by_office, (dul_str){text, n}); at != DUL_NONE; at = actors->next_holder[at]) {
        const dul_actor *entry = &actors->entry[at];
        if (entry->off)
            continue;
        if (day != DUL_DAY_NONE) {
            if ((entry->from == DUL_DAY_NONE || entry->from <= day) && (entry->to == DUL_DAY_NONE || day < entry->to))
                return at;
        } else if (latest == DUL_NONE || entry->from > actors->entry[latest].from)
            latest = at;
    }
    return latest;
}
