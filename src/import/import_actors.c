/* import_actors.c -- names with dated codes and synonyms, and role nouns with plurals and sets. */
#include "import/import.h"

#include "time/calendar.h"

#include <stdio.h>

#define ACTORS_CODES     64  /* of one actor                               */
#define ACTORS_SPELLINGS 512 /* of one actor                               */
#define AGENTS_SETS      32  /* !MARKERS! of a file                        */
#define AGENTS_MEMBERS   32  /* words of one                               */

typedef struct {
    dul_str code;
    dul_day from, to; /* half-open; DUL_DAY_NONE: open */
} actors_term;

typedef struct {
    const char *spelling[ACTORS_SPELLINGS];
    size_t      n_spellings;
    actors_term term[ACTORS_CODES];
    size_t      n_terms;
    uint32_t    line;
    dul_str     raw;
} actors_record;

/* ---- spellings ----------------------------------------------------------------------------------------------------------------- */

/* "HAMID_KARZAI_" -> "Hamid Karzai". Those files know no small letters, and ours use capitals to tell names from words and acronyms from both. */
static bool actors_spell(dul_str phrase, char out[128])
{
    static const char small[] = " of the and for in on de la du van von der den bin al el to with ";
    char              lower[128], word[40];
    if (!dul_import_lower(phrase, lower))
        return false;
    dul_str rest  = dul_str_of(lower);
    bool    first = true, alone = strchr(lower, ' ') == NULL;
    size_t  n = 0;
    while (rest.at != NULL) {
        dul_str part  = dul_str_cut(&rest, ' ');
        bool    vowel = false, plain = true;
        if (first && dul_str_is(part, "the") && rest.at != NULL)
            continue;
        for (size_t i = 0; i < part.len; i++) {
            vowel = vowel || strchr("aeiouy", part.at[i]) != NULL || (unsigned char)part.at[i] >= 0x80;
            plain = plain && part.at[i] != '.' && (part.at[i] < '0' || part.at[i] > '9');
        }
        snprintf(word, sizeof word, " %.*s ", (int)(part.len < 36 ? part.len : 36), part.at);
        bool keep = !first && strstr(small, word) != NULL, capitals = !vowel || !plain || (alone && part.len <= 3);
        if (!first)
            out[n++] = ' ';
        for (size_t i = 0; i < part.len; i++) {
            char c   = part.at[i];
            bool up  = c >= 'a' && c <= 'z' && !keep && (capitals || i == 0 || (part.at[i - 1] == '-'));
            out[n++] = up ? (char)(c - 32) : c;
        }
        first = false;
    }
    out[n] = '\0';
    return n > 0;
}

/* Whether a spelling is new; those that came before keep their code, as the first entry does in the files' own programs. */
static void actors_add_spelling(dul_import *import, actors_record *record, dul_str phrase)
{
    char spelling[128], key[128];
    if (!actors_spell(phrase, spelling) || !dul_import_lower(dul_str_of(spelling), key)) {
        dul_import_leave(import, "bad-word", "the phrase is empty, longer than 120 bytes, or has a character that dulati's dictionaries cannot hold", phrase);
    } else if (record->n_spellings == ACTORS_SPELLINGS) {
        dul_import_leave(import, "too-long", "more than 512 spellings of one name", phrase);
    } else if (!dul_import_see(import, 'n', dul_str_of(key))) {
        dul_import_leave(import, "duplicate", "the spelling stood on an earlier line", phrase);
    } else {
        const char *copy  = dul_arena_copy(&import->arena, dul_str_of(spelling));
        import->no_memory = import->no_memory || copy == NULL;
        if (copy != NULL)
            record->spelling[record->n_spellings++] = copy;
    }
}

/* ---- dates --------------------------------------------------------------------------------------------------------------------- */

/* YYMMDD or YYYYMMDD; years to 30 are of this century. */
static bool actors_date(dul_str text, dul_day *out)
{
    int64_t number;
    if ((text.len != 6 && text.len != 8) || text.at[0] < '0' || text.at[0] > '9' || !dul_str_int(text, &number))
        return false;
    int32_t year = (int32_t)(number / 10000), month = (int32_t)(number / 100 % 100), day = (int32_t)(number % 100);
    if (text.len == 6)
        year += year <= 30 ? 2000 : 1900;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > dul_days_in_month(year, month))
        return false;
    *out = dul_day_of((dul_date){year, month, day});
    return true;
}

/* "AFGGOV 331108-730717": both days belong to the term. */
static void actors_add_term(dul_import *import, actors_record *record, dul_str inside)
{
    actors_term term  = {.from = DUL_DAY_NONE, .to = DUL_DAY_NONE};
    dul_str     dates = dul_str_trim(inside);
    size_t      end   = 0;
    while (end < dates.len && dates.at[end] != ' ' && dates.at[end] != '\t' && dates.at[end] != '<' && dates.at[end] != '>')
        end++;
    term.code = dul_str_slice(dates, 0, end);
    dates     = dul_str_trim(dul_str_slice(dates, end, dates.len));
    bool good = true;
    if (dates.len > 0 && dates.at[0] == '<') {
        if (dates.at[dates.len - 1] == '>') /* <860101>, a slip for either */
            good = false;
        good = good && actors_date(dul_str_trim(dul_str_slice(dates, 1, dates.len)), &term.to);
        term.to += good;
    } else if (dates.len > 0 && dates.at[0] == '>') {
        good = actors_date(dul_str_trim(dul_str_slice(dates, 1, dates.len)), &term.from);
    } else if (dates.len > 0) {
        dul_str rest = dates, first = dul_str_trim(dul_str_cut(&rest, '-'));
        good = rest.at != NULL && actors_date(first, &term.from) && actors_date(dul_str_trim(rest), &term.to) && term.from <= term.to;
        term.to += good;
    }
    if (!good)
        dul_import_leave(import, "bad-date", "the dates of the code are no days, or cross: it is left out", import->raw);
    else if (record->n_terms == ACTORS_CODES)
        dul_import_leave(import, "too-long", "more than 64 codes of one name", import->raw);
    else
        record->term[record->n_terms++] = term;
}

static void actors_add_terms(dul_import *import, actors_record *record, dul_str text)
{
    while (text.len > 0) {
        const char *open = memchr(text.at, '[', text.len);
        if (open == NULL)
            break;
        text              = dul_str_slice(text, (size_t)(open - text.at) + 1, text.len);
        const char *close = memchr(text.at, ']', text.len);
        if (close == NULL) {
            dul_import_leave(import, "bad-code", "the bracket of the code is not closed", import->raw);
            break;
        }
        size_t at = (size_t)(close - text.at);
        actors_add_term(import, record, dul_str_slice(text, 0, at));
        text = dul_str_slice(text, at + 1, text.len);
    }
}

/* ---- a record becomes entries -------------------------------------------------------------------------------------------------- */

static const char *actors_kind(const actors_record *record, const char *country, const char *sectors)
{
    static const char *const bodies[]  = {"ministry", "party", "army",   "force",   "union",   "council", "court",   "police",      "committee", "organi",
                                          "agency",   "bank",  "office", "company", "command", "front",   "service", "association", "movement",  "university"};
    static const char        persons[] = "GOV ELI LEG ";
    char                     lower[128];
    if (!dul_import_lower(dul_str_of(record->spelling[0]), lower))
        return "organisation";
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (strstr(lower, bodies[i]) != NULL)
            return "organisation";
    for (size_t i = 0; i < record->n_terms; i++)
        if (record->term[i].from != DUL_DAY_NONE || record->term[i].to != DUL_DAY_NONE)
            return "person";
    if (sectors[0] == '\0' && !dul_group_known((dul_str){country, 3}))
        return country[0] == '-' ? "object" : "place";
    char first[5] = {sectors[0], sectors[1], sectors[2], ' ', '\0'};
    return sectors[0] != '\0' && strstr(persons, first) != NULL && strchr(lower, ' ') != NULL ? "person" : "organisation";
}

static void actors_put_day(dul_import *import, dul_day day)
{
    char text[24] = " | ";
    if (day != DUL_DAY_NONE) {
        dul_date date = dul_date_of(day);
        snprintf(text, sizeof text, " | %04d-%02u-%02u", (int)date.year, (unsigned)date.month % 100, (unsigned)date.day % 100);
    }
    dul_import_add(import, dul_str_of(text));
}

static void actors_write(dul_import *import, const actors_record *record, const char *country, const char *sectors, const char *kind, dul_day from, dul_day to)
{
    dul_import_begin(import);
    for (size_t i = 0; i < record->n_spellings; i++) {
        if (i > 0)
            dul_import_add(import, DUL_STR("; "));
        dul_import_add(import, dul_str_of(record->spelling[i]));
    }
    dul_import_add(import, DUL_STR(" | "));
    dul_import_add(import, dul_str_of(country));
    dul_import_add(import, dul_str_of(sectors));
    dul_import_add(import, DUL_STR(" | "));
    dul_import_add(import, dul_str_of(kind));
    if (from != DUL_DAY_NONE || to != DUL_DAY_NONE) {
        actors_put_day(import, from);
        if (to != DUL_DAY_NONE)
            actors_put_day(import, to);
    }
    dul_import_end(import, DUL_IMPORT_ACTORS, NULL, NULL);
}

/* What remains of a term when earlier ones took their days: of two codes for one day the first holds, and a code without dates holds between the others. */
static void actors_write_rest(dul_import *import, const actors_record *record, const actors_term *const order[], size_t n_before, size_t k, dul_day from,
                              dul_day to, const char *country, const char *sectors, const char *kind)
{
    for (; k < n_before; k++) {
        const actors_term *other  = order[k];
        bool               before = to != DUL_DAY_NONE && other->from != DUL_DAY_NONE && to <= other->from,
             after                = from != DUL_DAY_NONE && other->to != DUL_DAY_NONE && other->to <= from;
        if (before || after)
            continue;
        if (other->from != DUL_DAY_NONE && (from == DUL_DAY_NONE || from < other->from))
            actors_write_rest(import, record, order, n_before, k + 1, from, other->from, country, sectors, kind);
        if (other->to == DUL_DAY_NONE || (to != DUL_DAY_NONE && to <= other->to))
            return;
        from = other->to;
    }
    actors_write(import, record, country, sectors, kind, from, to);
}

/* The countries of the world and their people are known already; an entry would only hide what is known of them. */
static void actors_drop_known(dul_import *import, actors_record *record)
{
    size_t kept = 0;
    for (size_t i = 0; i < record->n_spellings; i++) {
        char               lower[128];
        const dul_country *country = import->countries != NULL && dul_import_lower(dul_str_of(record->spelling[i]), lower)
                                         ? dul_countries_find(import->countries, dul_str_of(lower), NULL)
                                         : NULL;
        if (country != NULL && dul_str_equal(country->code, record->term[0].code))
            dul_import_leave(import, "known", "dulati knows the country by this name", dul_str_of(record->spelling[i]));
        else
            record->spelling[kept++] = record->spelling[i];
    }
    record->n_spellings = kept;
}

static void actors_flush(dul_import *import, actors_record *record)
{
    uint32_t           line = import->line;
    dul_str            raw  = import->raw;
    const actors_term *order[ACTORS_CODES];
    size_t             n = 0;
    if (record->line == 0)
        return;
    import->line = record->line;
    import->raw  = record->raw;
    if (record->n_terms == 0 && record->n_spellings > 0)
        dul_import_leave(import, "no-code", "the name has no code", record->raw);
    bool undated = record->n_terms == 1 && record->term[0].from == DUL_DAY_NONE && record->term[0].to == DUL_DAY_NONE;
    if (undated && record->term[0].code.len == 3 && record->term[0].code.at[0] != '-')
        actors_drop_known(import, record);
    for (size_t i = 0; i < record->n_terms; i++)
        if (record->term[i].from != DUL_DAY_NONE || record->term[i].to != DUL_DAY_NONE)
            order[n++] = &record->term[i];
    for (size_t i = 0; i < record->n_terms; i++)
        if (record->term[i].from == DUL_DAY_NONE && record->term[i].to == DUL_DAY_NONE) {
            order[n++] = &record->term[i];
            for (size_t k = i + 1; k < record->n_terms; k++)
                if (record->term[k].from == DUL_DAY_NONE && record->term[k].to == DUL_DAY_NONE)
                    dul_import_leave(import, "duplicate", "a second code without dates never holds", record->raw);
            break;
        }
    for (size_t i = 0; record->n_spellings > 0 && i < n; i++) {
        char    country[4], sectors[13];
        dul_str code = order[i]->code;
        bool    null = dul_str_is(code, "---") || code.len == 0;
        if (dul_str_is(code, "###")) {
            dul_import_leave(import, "discard-code", "a name that discards the whole sentence has no counterpart", record->raw);
        } else if (null && undated) {
            actors_write(import, record, "---", "", "object", DUL_DAY_NONE, DUL_DAY_NONE);
        } else if (!null && dul_import_code(import, code, false, country, sectors)) {
            actors_write_rest(import, record, order, i, 0, order[i]->from, order[i]->to, country, sectors, actors_kind(record, country, sectors));
        }
    }
    import->line = line;
    import->raw  = raw;
    record->line = 0;
}

bool dul_import_actors(dul_import *import, const char *file, dul_str text)
{
    actors_record *record = dul_arena_calloc(&import->arena, 1, sizeof *record);
    import->file          = dul_arena_copy(&import->arena, dul_str_of(file));
    import->line          = 0;
    if (record == NULL || import->file == NULL)
        return false;
    while (dul_import_next(import, &text)) {
        dul_str line = dul_import_uncomment(import->raw), phrase = line;
        if (line.len == 0 || dul_str_starts(line, DUL_STR("<!")))
            continue;
        phrase = dul_str_trim(dul_str_cut(&phrase, '['));
        if (line.at[0] == '[' || line.at[0] == '+') {
            if (record->line == 0) {
                dul_import_leave(import, "no-name", "a code or synonym without a name before it", import->raw);
                continue;
            }
            if (line.at[0] == '+')
                actors_add_spelling(import, record, dul_str_slice(phrase, 1, phrase.len));
            actors_add_terms(import, record, line);
            continue;
        }
        actors_flush(import, record);
        record->line        = import->line;
        record->raw         = import->raw;
        record->n_spellings = record->n_terms = 0;
        actors_add_spelling(import, record, phrase);
        actors_add_terms(import, record, line);
    }
    actors_flush(import, record);
    return !import->no_memory;
}

/* ---- agents -------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_str name, member[AGENTS_MEMBERS];
    size_t  n;
} agents_set;

typedef struct {
    agents_set set[AGENTS_SETS];
    size_t     n_sets;
    char       spelling[AGENTS_MEMBERS + 2][128];
    size_t     n_spellings;
} agents_run;

/* "!PERSON! = MAN, MEN, WOMAN" */
static void agents_set_line(dul_import *import, agents_run *run, dul_str line)
{
    dul_str name = dul_str_trim(dul_str_cut(&line, '='));
    if (run->n_sets == AGENTS_SETS || name.len < 3) {
        dul_import_leave(import, "bad-set", "a set without a name, or one too many (32)", import->raw);
        return;
    }
    agents_set *set = &run->set[run->n_sets++];
    *set            = (agents_set){.name = name};
    while (line.at != NULL) {
        dul_str member = dul_str_trim(dul_str_cut(&line, ','));
        if (member.len > 0 && set->n < AGENTS_MEMBERS)
            set->member[set->n++] = member;
        else if (member.len > 0)
            dul_import_leave(import, "too-long", "more than 32 words in a set", member);
    }
}

static void agents_spell(dul_import *import, agents_run *run, dul_str phrase)
{
    if (run->n_spellings == AGENTS_MEMBERS + 2 || !dul_import_lower(phrase, run->spelling[run->n_spellings]))
        dul_import_leave(import, "bad-word", "the phrase is empty, longer than 120 bytes, or has a character that dulati's dictionaries cannot hold", phrase);
    else if (!dul_import_see(import, 'a', dul_str_of(run->spelling[run->n_spellings])))
        dul_import_leave(import, "duplicate", "the spelling stood on an earlier line", phrase);
    else
        run->n_spellings++;
}

/* The phrase, once for each word of the set that it names. */
static void agents_expand(dul_import *import, agents_run *run, dul_str phrase)
{
    const char *open = memchr(phrase.at, '!', phrase.len);
    if (open == NULL) {
        agents_spell(import, run, phrase);
        return;
    }
    size_t      start = (size_t)(open - phrase.at);
    dul_str     tail  = dul_str_slice(phrase, start + 1, phrase.len);
    const char *close = memchr(tail.at, '!', tail.len);
    size_t      end   = close == NULL ? 0 : start + 2 + (size_t)(close - tail.at);
    for (size_t i = run->n_sets; close != NULL && i-- > 0;)
        if (dul_str_equal(run->set[i].name, dul_str_slice(phrase, start, end))) {
            for (size_t k = 0; k < run->set[i].n; k++) {
                char whole[128];
                int  n = snprintf(whole, sizeof whole, "%.*s%.*s%.*s", (int)(start < 100 ? start : 100), phrase.at, (int)run->set[i].member[k].len % 100,
                                  run->set[i].member[k].at, (int)((phrase.len - end) % 100), phrase.at + end);
                agents_spell(import, run, n > 0 && (size_t)n < sizeof whole ? dul_str_of(whole) : DUL_STR(""));
            }
            return;
        }
    dul_import_leave(import, "bad-set", "no such !SET!", import->raw);
}

static const char *agents_kind(const char *spelling)
{
    static const char *const bodies[] = {"ministry", "party",  "council", "committee", "agency", "department", "company", "office",     "court", "bank",
                                         "union",    "bureau", "board",   "corp",      "school", "college",    "service", "university", "media", "association"};
    static const char *const groups[] = {"police", "forces",    "force",      "troops", "army", "people", "gang",
                                         "mob",    "community", "population", "unit",   "men",  "women"};
    const char              *last     = strrchr(spelling, ' ');
    last                              = last == NULL ? spelling : last + 1;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (strcmp(last, bodies[i]) == 0)
            return "organisation";
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (strcmp(last, groups[i]) == 0)
            return "group";
    return "person";
}

static const dul_actor *agents_shipped(const dul_import *import, const char *spelling)
{
    dul_key key = {.len = 0};
    if (import->shipped == NULL || !dul_key_add(&key, dul_str_of(spelling)))
        return NULL;
    for (uint32_t at = dul_actors_find(import->shipped, dul_key_str(&key)); at != DUL_NONE; at = dul_actors_key(import->shipped, at)->next) {
        const dul_actor *actor = dul_actors_get(import->shipped, dul_actors_key(import->shipped, at)->actor);
        if (actor->entry_class == DUL_ACTOR_AGENT)
            return actor;
    }
    return NULL;
}

/* A role noun that the shipped dictionaries have, too, keeps how it is used there: other entries lean on it ("president" of leaders.txt). */
static void agents_write(dul_import *import, agents_run *run, const char *sectors)
{
    static const char *const kinds[] = {"person", "group", "organisation", "place", "object"};
    static const char *const uses[]  = {"weak", "part", "hint", "former", "office", "title", "home", "ethnic", "plural", "other"};
    for (size_t i = 0; i < run->n_spellings; i++) {
        const dul_actor *shipped = agents_shipped(import, run->spelling[i]);
        bool             alone   = shipped != NULL;
        if (shipped != NULL && strcmp(shipped->sectors, sectors) == 0) {
            dul_import_leave(import, "known", "dulati has the same role noun with the same code", dul_str_of(run->spelling[i]));
            run->spelling[i][0] = '\0';
            continue;
        }
        if (!alone)
            continue;
        dul_import_begin(import);
        dul_import_add(import, dul_str_of(run->spelling[i]));
        dul_import_add(import, DUL_STR(" | "));
        dul_import_add(import, dul_str_of(sectors[0] == '\0' ? "-" : sectors));
        dul_import_add(import, DUL_STR(" | "));
        dul_import_add(import, dul_str_of(shipped->kind < 5 ? kinds[shipped->kind] : "person"));
        for (size_t k = 0, first = 1; k < sizeof uses / sizeof uses[0]; k++)
            if ((shipped->flags >> k & 1) != 0) {
                dul_import_add(import, first ? DUL_STR(" | ") : DUL_STR(" "));
                dul_import_add(import, dul_str_of(uses[k]));
                first = 0;
            }
        dul_import_end(import, DUL_IMPORT_AGENTS, NULL, NULL);
        run->spelling[i][0] = '\0';
    }
    const char *kind = NULL;
    dul_import_begin(import);
    for (size_t i = 0; i < run->n_spellings; i++) {
        if (run->spelling[i][0] == '\0')
            continue;
        if (kind != NULL)
            dul_import_add(import, DUL_STR("; "));
        dul_import_add(import, dul_str_of(run->spelling[i]));
        kind = kind == NULL ? agents_kind(run->spelling[i]) : kind;
    }
    if (kind == NULL)
        return;
    dul_import_add(import, DUL_STR(" | "));
    dul_import_add(import, dul_str_of(sectors[0] == '\0' ? "-" : sectors));
    dul_import_add(import, DUL_STR(" | "));
    dul_import_add(import, dul_str_of(sectors[0] == '\0' ? "object" : kind));
    dul_import_end(import, DUL_IMPORT_AGENTS, NULL, NULL);
}

static void agents_line(dul_import *import, agents_run *run, dul_str line)
{
    char        country[4], sectors[13] = "";
    const char *open = memchr(line.at, '[', line.len);
    if (open == NULL) {
        dul_import_leave(import, "no-code", "the role noun has no code", import->raw);
        return;
    }
    dul_str phrase = dul_str_slice(line, 0, (size_t)(open - line.at)), code = dul_str_slice(line, phrase.len + 1, line.len), plural = {"", 0};
    code = dul_str_trim(dul_str_cut(&code, ']'));
    if (code.len > 0 && code.at[code.len - 1] == '}') /* a common slip: [~LEG} */
        code = dul_str_slice(code, 0, code.len - 1);
    if (code.len > 0 && code.at[0] == '~')
        code = dul_str_slice(code, 1, code.len);
    else if (code.len > 0 && code.at[code.len - 1] == '~')
        code = dul_str_slice(code, 0, code.len - 1);
    const char *brace = memchr(phrase.at, '{', phrase.len);
    if (brace != NULL) {
        plural = dul_str_slice(phrase, (size_t)(brace - phrase.at) + 1, phrase.len);
        plural = dul_str_trim(dul_str_cut(&plural, '}'));
        phrase = dul_str_slice(phrase, 0, (size_t)(brace - phrase.at));
    }
    phrase = dul_str_trim(phrase);
    if (dul_str_is(code, "###")) {
        dul_import_leave(import, "discard-code", "a word that discards the whole sentence has no counterpart", import->raw);
        return;
    }
    bool null = code.len == 0 || dul_str_is(code, "---");
    if (!null && !dul_import_code(import, code, true, country, sectors))
        return;
    run->n_spellings = 0;
    agents_expand(import, run, phrase);
    if (plural.len > 0)
        agents_expand(import, run, plural);
    agents_write(import, run, sectors);
}

bool dul_import_agents(dul_import *import, const char *file, dul_str text)
{
    agents_run *run = dul_arena_calloc(&import->arena, 1, sizeof *run);
    import->file    = dul_arena_copy(&import->arena, dul_str_of(file));
    import->line    = 0;
    if (run == NULL || import->file == NULL)
        return false;
    while (dul_import_next(import, &text)) {
        dul_str line = dul_import_uncomment(import->raw);
        if (line.len == 0 || dul_str_starts(line, DUL_STR("<!")))
            continue;
        if (line.at[0] == '!' && memchr(line.at, '=', line.len) != NULL && memchr(line.at, '[', line.len) == NULL)
            agents_set_line(import, run, line);
        else
            agents_line(import, run, line);
    }
    return !import->no_memory;
}
