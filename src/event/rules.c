/*
 * rules.c -- reading the event dictionaries.
 *
 * A line is cut into chunks at blanks outside of braces. A chunk with a brace is a slot; "/", "=>" and a trailing comma are marks; the rest are words. That
 * is the whole grammar; docs/dictionaries.md tells it from the writer's side. Every fault stops with its file and line.
 */
#include "event/rules_inner.h"

#include <stdlib.h>

#define HEADS_MAX  48 /* verbs or nouns of one entry                             */
#define WORDS_MAX  8  /* words of one head or item                               */
#define SYMBOL_MAX 64 /* bytes of a symbol; a longer lemma is no dictionary word */
#define SET_MAX    200000

dulati_result dul_rules_fail(const dul_rules_file *file, const char *message)
{
    return dul_fail(file->err, DULATI_E_FORMAT, message, file->file, file->line, 0);
}

static dulati_result rules_memory(const dul_rules_file *file)
{
    return dul_fail_memory(file->err);
}

/* ---- symbols ------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *british, *american;
} rules_spelling;

/* One spelling for both: the ends that differ. Whatever else they touch ("rise" becomes "rize") is touched on both sides alike. */
static const rules_spelling rules_spellings[] = {
    {"isation", "ization"}, {"ise", "ize"}, {"yse", "yze"}, {"ence", "ense"}, {"tre", "ter"}, {"our", "or"}, {"ogue", "og"}, {"mme", "m"},
};

/* Write the normal form of a lemma: lower case, one spelling. Its length, or 0 when it is too long for a dictionary word. */
static size_t rules_normalise(dul_str lemma, char out[SYMBOL_MAX])
{
    if (lemma.len == 0 || lemma.len >= SYMBOL_MAX - 8)
        return 0;
    for (size_t i = 0; i < lemma.len; i++)
        out[i] = lemma.at[i] >= 'A' && lemma.at[i] <= 'Z' ? (char)(lemma.at[i] + 32) : lemma.at[i];
    size_t len = lemma.len;
    for (size_t i = 0; i < sizeof rules_spellings / sizeof rules_spellings[0]; i++) {
        dul_str tail = dul_str_of(rules_spellings[i].british);
        if (len > tail.len + 2 && memcmp(out + len - tail.len, tail.at, tail.len) == 0) {
            dul_str other = dul_str_of(rules_spellings[i].american);
            memcpy(out + len - tail.len, other.at, other.len);
            return len - tail.len + other.len;
        }
    }
    return len;
}

uint32_t dul_rules_symbol(const dul_rules *rules, dul_str lemma)
{
    char   buffer[SYMBOL_MAX];
    size_t len = rules_normalise(lemma, buffer);
    return len == 0 ? DUL_SYM_NONE : dul_map_find(&rules->symbols, (dul_str){buffer, len});
}

/* The symbol of a word of a dictionary, made when new. */
static dulati_result rules_intern(const dul_rules_file *file, dul_str word, uint32_t *out)
{
    dul_rules *rules = file->rules;
    char       buffer[SYMBOL_MAX];
    size_t     len = rules_normalise(word, buffer);
    if (len == 0)
        return dul_rules_fail(file, "the word is empty or too long");
    *out = dul_map_find(&rules->symbols, (dul_str){buffer, len});
    if (*out != DUL_NONE)
        return DULATI_OK;
    const char *copy = dul_arena_copy(&rules->arena, (dul_str){buffer, len});
    if (copy == NULL || !dul_map_put(&rules->symbols, (dul_str){copy, len}, rules->n_symbols))
        return rules_memory(file);
    *out = rules->n_symbols++;
    return DULATI_OK;
}

/* Words parted by blanks or hyphens become symbols. */
static dulati_result rules_words(const dul_rules_file *file, dul_str text, uint32_t out[WORDS_MAX], uint32_t *n)
{
    *n = 0;
    while (text.len > 0) {
        size_t end = 0;
        while (end < text.len && text.at[end] != ' ' && text.at[end] != '-' && text.at[end] != '\t')
            end++;
        if (end > 0) {
            if (*n == WORDS_MAX)
                return dul_rules_fail(file, "too many words in one phrase");
            DUL_TRY(rules_intern(file, dul_str_slice(text, 0, end), &out[(*n)++]));
        }
        text = dul_str_slice(text, end + 1, text.len);
    }
    return *n == 0 ? dul_rules_fail(file, "a word is missing") : DULATI_OK;
}

static uint32_t *rules_copy(const dul_rules_file *file, const uint32_t *from, uint32_t n)
{
    uint32_t *copy = dul_arena_calloc(&file->rules->arena, n + 1, sizeof *copy);
    if (copy != NULL && n > 0)
        memcpy(copy, from, n * sizeof *copy);
    return copy;
}

/* ---- types --------------------------------------------------------------------------------------------------------------------- */

static const char *const rules_type_names[] = {
#define X_(name) #name,
    DUL_TYPE_LIST(X_)
#undef X_
};

const char *dul_type_text(dul_type type)
{
    return rules_type_names[type];
}

dul_type dul_rules_type(dul_str name)
{
    uint32_t type = 0;
    while (type < DUL_N_TYPE && !dul_str_is(name, rules_type_names[type]))
        type++;
    return (dul_type)type;
}

static const dul_type_row *rules_row_find(const dul_rules *rules, dul_type type, dul_str mode)
{
    for (size_t i = 0; i < rules->n_rows; i++)
        if (rules->row[i].type == type && (rules->row[i].mode == NULL ? mode.len == 0 : dul_str_is(mode, rules->row[i].mode)))
            return &rules->row[i];
    return NULL;
}

const dul_type_row *dul_rules_row(const dul_rules *rules, dul_type type, const char *mode)
{
    const dul_type_row *row = rules_row_find(rules, type, dul_str_of(mode));
    return row != NULL ? row : rules_row_find(rules, type, DUL_STR(""));
}

/* ---- chunks of a line ---------------------------------------------------------------------------------------------------------- */

dulati_result dul_rules_cut(const dul_rules_file *file, dul_str line, dul_rules_chunks *out)
{
    out->n = 0;
    for (size_t i = 0; i < line.len;) {
        if (line.at[i] == ' ' || line.at[i] == '\t') {
            i++;
            continue;
        }
        size_t start = i;
        int    depth = 0;
        if (line.at[i] == ',') {
            i++;
        } else {
            while (i < line.len && (depth > 0 || (line.at[i] != ' ' && line.at[i] != '\t' && line.at[i] != ','))) {
                if (line.at[i] == '{')
                    depth++;
                if (line.at[i] == '}' && --depth < 0)
                    return dul_rules_fail(file, "a } without its {");
                i++;
            }
        }
        if (depth != 0)
            return dul_rules_fail(file, "a { without its }");
        if (out->n == DUL_RULES_CHUNKS_MAX)
            return dul_rules_fail(file, "the entry is too long");
        out->at[out->n++] = dul_str_slice(line, start, i);
    }
    return DULATI_OK;
}

static bool rules_has(dul_str text, char c)
{
    return text.len > 0 && memchr(text.at, c, text.len) != NULL;
}

/* ---- items and sets ------------------------------------------------------------------------------------------------------------ */

static bool rules_is_code(dul_str text)
{
    if (text.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (text.at[i] < 'A' || text.at[i] > 'Z')
            return false;
    return true;
}

static dulati_result rules_item_event(const dul_rules_file *file, dul_str text, dul_item *out)
{
    dul_str mode = text, name = dul_str_cut(&mode, '.');
    out->kind  = DUL_ITEM_EVENT;
    out->value = DUL_N_TYPE;
    if (name.len == 0)
        return DULATI_OK;
    dul_type type = dul_rules_type(name);
    if (type == DUL_N_TYPE)
        return dul_rules_fail(file, "no such event type after @");
    out->value = (uint8_t)type;
    if (mode.at != NULL) {
        const dul_type_row *row = rules_row_find(file->rules, type, mode);
        if (row == NULL || mode.len == 0)
            return dul_rules_fail(file, "the event type after @ has no such mode in types.txt");
        out->text = row->mode;
    }
    return DULATI_OK;
}

static dulati_result rules_item(const dul_rules_file *file, dul_str text, dul_item *out)
{
    static const struct {
        const char *name;
        uint8_t     kind, value;
    } named[] = {
        {":actor", DUL_ITEM_ACTOR, 0}, {":person", DUL_ITEM_KIND, 0},     {":group", DUL_ITEM_KIND, 1},    {":organisation", DUL_ITEM_KIND, 2},
        {":place", DUL_ITEM_PLACE, 0}, {":country", DUL_ITEM_COUNTRY, 0}, {":number", DUL_ITEM_NUMBER, 0},
    };
    *out = (dul_item){.head = DUL_SYM_NONE};
    if (text.at[0] == '@')
        return rules_item_event(file, dul_str_slice(text, 1, text.len), out);
    if (text.at[0] == ':') {
        for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
            if (dul_str_is(text, named[i].name)) {
                out->kind  = named[i].kind;
                out->value = named[i].value;
                return DULATI_OK;
            }
        return dul_rules_fail(file, "no such kind after the colon");
    }
    if (rules_is_code(text)) {
        out->kind = DUL_ITEM_CODE;
        out->text = dul_arena_copy(&file->rules->arena, text);
        return out->text == NULL ? rules_memory(file) : DULATI_OK;
    }
    uint32_t words[WORDS_MAX], n;
    for (size_t i = 0; i < text.len; i++)
        if (strchr("{}!?>=+/@:\"", text.at[i]) != NULL)
            return dul_rules_fail(file, "a word with a mark in it");
    DUL_TRY(rules_words(file, text, words, &n));
    DUL_ASSERT(n > 0);
    uint32_t of = dul_map_find(&file->rules->symbols, DUL_STR("of"));
    for (uint32_t i = 1; i + 1 < n; i++)
        if (of != DUL_NONE && words[i] == of)
            out->after = true;
    out->kind     = DUL_ITEM_WORDS;
    out->head     = out->after ? words[0] : words[n - 1];
    out->n_before = (uint8_t)(n - 1);
    out->before   = rules_copy(file, out->after ? words + 1 : words, n - 1);
    return out->before == NULL ? rules_memory(file) : DULATI_OK;
}

static int rules_item_compare(const void *a, const void *b)
{
    const dul_item *x = a, *y = b;
    if ((x->kind == DUL_ITEM_WORDS) != (y->kind == DUL_ITEM_WORDS))
        return x->kind == DUL_ITEM_WORDS ? -1 : 1;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return (int)y->n_before - (int)x->n_before;
}

static uint32_t rules_set_find(const dul_rules *rules, dul_str name)
{
    if (name.len > 0)
        for (uint32_t i = 0; i < rules->n_sets; i++)
            if (dul_str_equal(rules->set[i].name, name))
                return i;
    return DUL_NONE;
}

uint32_t dul_rules_set(const dul_rules *rules, const char *name)
{
    return rules_set_find(rules, dul_str_of(name));
}

typedef struct {
    dul_item *item;
    size_t    n, capacity;
} rules_items;

/* The items in the text (parted by commas) come behind those that are there; references to other sets are filled in. */
static dulati_result rules_items_add(const dul_rules_file *file, dul_str text, rules_items *to)
{
    dul_rules *rules = file->rules;
    while (text.at != NULL) {
        dul_str part = dul_str_trim(dul_str_cut(&text, ','));
        if (part.len == 0) {
            if (text.at == NULL && to->n > 0)
                break; /* a comma at the end */
            return dul_rules_fail(file, "an item is missing");
        }
        const dul_item *more   = NULL;
        dul_item        single = {0};
        size_t          n_more = 1;
        if (part.at[0] == '&') {
            uint32_t other = rules_set_find(rules, dul_str_slice(part, 1, part.len));
            if (other == DUL_NONE)
                return dul_rules_fail(file, "no such set in sets.txt");
            more   = rules->set[other].item;
            n_more = rules->set[other].n;
        } else {
            DUL_TRY(rules_item(file, part, &single));
            more = &single;
        }
        if (to->n + n_more > SET_MAX)
            return dul_rules_fail(file, "the set is too large");
        for (size_t i = 0; i < n_more; i++) {
            dul_item *grown = dul_arena_grow(&rules->arena, to->item, to->n, &to->capacity, sizeof *grown);
            if (grown == NULL)
                return rules_memory(file);
            to->item       = grown;
            grown[to->n++] = more[i];
        }
    }
    return DULATI_OK;
}

/* What users add to the set: "&name += items". A fault in it is theirs. */
static dulati_result rules_items_more(const dul_rules_file *file, dul_str name, rules_items *to)
{
    for (size_t i = 0; name.len > 0 && i < file->rules->n_more; i++) {
        dul_set_more *more = &file->rules->more[i];
        if (!dul_str_equal(more->name, name))
            continue;
        dul_rules_file theirs = *file;
        theirs.file           = more->file;
        theirs.line           = more->line;
        more->used            = true;
        dulati_result result  = rules_items_add(&theirs, more->items, to);
        if (result != DULATI_OK && !dul_lint_hears(file->rules->lint, result, file->err))
            return result;
    }
    return DULATI_OK;
}

/* Add a set of the items in the text. */
static dulati_result rules_set_add(const dul_rules_file *file, dul_str name, dul_str text, uint32_t *index)
{
    dul_rules  *rules = file->rules;
    rules_items all   = {NULL, 0, 0};
    DUL_TRY(rules_items_add(file, text, &all));
    DUL_TRY(rules_items_more(file, name, &all));
    dul_item *items = all.item;
    size_t    n     = all.n;
    if (n > 1)
        qsort(items, n, sizeof *items, rules_item_compare);
    uint32_t n_words = 0;
    while (n_words < n && items[n_words].kind == DUL_ITEM_WORDS)
        n_words++;
    dul_set *grown = dul_arena_grow(&rules->arena, rules->set, rules->n_sets, &rules->set_capacity, sizeof *grown);
    if (grown == NULL)
        return rules_memory(file);
    rules->set             = grown;
    *index                 = (uint32_t)rules->n_sets;
    grown[rules->n_sets++] = (dul_set){.name = name, .item = items, .n = (uint32_t)n, .n_words = n_words};
    return DULATI_OK;
}

/* ---- slots --------------------------------------------------------------------------------------------------------------------- */

static dulati_result rules_slot_role(const dul_rules_file *file, dul_str name, dul_slot *out)
{
    static const char *const roles[] = {"none", "actor", "recipient", "instrument", "place"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (dul_str_is(name, roles[i])) {
            out->role = (uint8_t)i;
            out->own  = true;
            return DULATI_OK;
        }
    return dul_rules_fail(file, "no such role after >");
}

static dulati_result rules_slot_name(const dul_rules_file *file, dul_str name, dul_slot *out)
{
    static const char *const kinds[] = {"subj", "obj", "", "inf", "that", "ing", "mod", "near"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (i != DUL_SLOT_PREP && dul_str_is(name, kinds[i])) {
            out->kind = (uint8_t)i;
            out->role = i == DUL_SLOT_SUBJ ? DUL_ROLE_ACTOR : i == DUL_SLOT_OBJ ? DUL_ROLE_RECIPIENT : DUL_ROLE_NONE;
            return DULATI_OK;
        }
    out->kind = DUL_SLOT_PREP;
    while (name.at != NULL) {
        dul_str prep = dul_str_cut(&name, '|');
        if (out->n_preps == DUL_PREPS_MAX)
            return dul_rules_fail(file, "too many prepositions in one slot");
        for (size_t i = 0; i < prep.len; i++)
            if (prep.at[i] < 'a' || prep.at[i] > 'z')
                return dul_rules_fail(file, "no such slot, and no preposition");
        DUL_TRY(rules_intern(file, prep, &out->prep[out->n_preps++]));
    }
    return DULATI_OK;
}

/* The items of a slot: named sets are referred to, the rest becomes a set without name. */
dulati_result dul_rules_braces(const dul_rules_file *file, dul_str items, dul_slot *out)
{
    uint32_t sets[WORDS_MAX], n_sets = 0;
    dul_str  rest  = items;
    bool     loose = false;
    while (rest.at != NULL) {
        dul_str part = dul_str_trim(dul_str_cut(&rest, ','));
        if (part.len == 0 || part.at[0] != '&') {
            loose = true;
            continue;
        }
        if (n_sets == WORDS_MAX - 1)
            return dul_rules_fail(file, "too many sets in one slot");
        if ((sets[n_sets++] = rules_set_find(file->rules, dul_str_slice(part, 1, part.len))) == DUL_NONE)
            return dul_rules_fail(file, "no such set in sets.txt");
    }
    if (loose) {
        char  *buffer = dul_arena_alloc(&file->rules->arena, items.len + 1);
        size_t len    = 0;
        if (buffer == NULL)
            return rules_memory(file);
        for (rest = items; rest.at != NULL;) {
            dul_str part = dul_str_trim(dul_str_cut(&rest, ','));
            if (part.len == 0)
                return dul_rules_fail(file, "an item is missing in the braces");
            if (part.at[0] == '&')
                continue;
            if (len > 0)
                buffer[len++] = ',';
            memcpy(buffer + len, part.at, part.len);
            len += part.len;
        }
        DUL_TRY(rules_set_add(file, (dul_str){NULL, 0}, (dul_str){buffer, len}, &sets[n_sets++]));
    }
    out->set    = rules_copy(file, sets, n_sets);
    out->n_sets = n_sets;
    return out->set == NULL ? rules_memory(file) : DULATI_OK;
}

/* "[!]name{items}[?][>role]" */
static dulati_result rules_slot(const dul_rules_file *file, dul_str text, dul_slot *out)
{
    *out = (dul_slot){.text = dul_arena_copy(&file->rules->arena, text)};
    if (out->text == NULL)
        return rules_memory(file);
    if (text.at[0] == '!') {
        out->negated = true;
        text         = dul_str_slice(text, 1, text.len);
    }
    const char *open = memchr(text.at, '{', text.len), *close = text.len > 0 ? memchr(text.at, '}', text.len) : NULL;
    if (open == NULL || close == NULL || close < open)
        return dul_rules_fail(file, "a slot looks like name{...}");
    dul_str name  = dul_str_slice(text, 0, (size_t)(open - text.at));
    dul_str items = dul_str_trim(dul_str_slice(text, (size_t)(open - text.at) + 1, (size_t)(close - text.at)));
    dul_str tail  = dul_str_slice(text, (size_t)(close - text.at) + 1, text.len);
    DUL_TRY(rules_slot_name(file, name, out));
    if (tail.len > 0 && tail.at[0] == '?') {
        out->optional = true;
        tail          = dul_str_slice(tail, 1, tail.len);
    }
    if (tail.len > 0) {
        if (tail.at[0] != '>')
            return dul_rules_fail(file, "after a slot stand only ? and >role");
        DUL_TRY(rules_slot_role(file, dul_str_slice(tail, 1, tail.len), out));
    }
    if (out->negated && (out->optional || out->own))
        return dul_rules_fail(file, "a slot with ! has neither ? nor role");
    if (out->kind == DUL_SLOT_NEAR && items.len == 0)
        return dul_rules_fail(file, "near{} wants words");
    if (items.len == 0)
        return DULATI_OK;

    return dul_rules_braces(file, items, out);
}

/* What a slot adds to the weight of its rule, and whether it asks for other events. */
static uint32_t rules_slot_weight(const dul_rules *rules, const dul_slot *slot, bool *late)
{
    uint32_t weight = 0;
    for (uint32_t s = 0; s < slot->n_sets; s++) {
        const dul_set *set = &rules->set[slot->set[s]];
        for (uint32_t i = 0; i < set->n; i++) {
            uint32_t w = 2;
            switch ((dul_item_kind)set->item[i].kind) {
            case DUL_ITEM_WORDS: w = 4; break;
            case DUL_ITEM_CODE: w = 3; break;
            case DUL_ITEM_EVENT:
                w     = 3;
                *late = true;
                break;
            case DUL_ITEM_ACTOR:
            case DUL_ITEM_KIND:
            case DUL_ITEM_PLACE:
            case DUL_ITEM_COUNTRY:
            case DUL_ITEM_NUMBER: break;
            }
            weight = w > weight ? w : weight;
        }
    }
    if (slot->optional)
        return 0;
    return weight == 0 || slot->negated || slot->kind == DUL_SLOT_NEAR ? 1 : weight;
}

/* ---- outcomes and headings ----------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_type            type;
    bool                has_mode; /* the mode was written, or taken over from the headings */
    const dul_type_row *row;
    const char         *cameo;
    const char        **contexts;
    uint32_t            n_contexts, flags;
} rules_outcome;

static dulati_result rules_contexts(const dul_rules_file *file, const dul_rules_chunks *chunks, uint32_t *at, rules_outcome *out)
{
    const char **list     = NULL;
    size_t       capacity = 0;
    uint32_t     n        = 0;
    while (*at < chunks->n) {
        list = dul_arena_grow(&file->rules->arena, list, n, &capacity, sizeof *list);
        if (list == NULL || (list[n++] = dul_arena_copy(&file->rules->arena, chunks->at[(*at)++])) == NULL)
            return rules_memory(file);
        if (*at >= chunks->n || !dul_str_is(chunks->at[*at], ","))
            break;
        ++*at;
    }
    if (n == 0)
        return dul_rules_fail(file, "a context is missing");
    out->contexts   = list;
    out->n_contexts = n;
    return DULATI_OK;
}

static dulati_result rules_flag(const dul_rules_file *file, dul_str name, uint32_t *flags)
{
    static const struct {
        const char *name;
        uint32_t    flag;
    } known[] = {
        {"intransitive", DUL_FLAG_INTRANSITIVE},
        {"patient", DUL_FLAG_PATIENT},
        {"mutual", DUL_FLAG_MUTUAL},
        {"lethal", DUL_FLAG_LETHAL},
        {"omission", DUL_FLAG_OMISSION},
        {"needs-actor", DUL_FLAG_NEEDS_ACTOR},
        {"strong", DUL_FLAG_STRONG},
        {"armed", DUL_FLAG_ARMED},
        {"police", DUL_FLAG_POLICE},
        {"duty", DUL_FLAG_DUTY},
        {"idle", DUL_FLAG_IDLE},
        {"needs-recipient", DUL_FLAG_NEEDS_RECIPIENT},
        {"none", DUL_FLAG_NOTHING},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (dul_str_is(name, known[i].name)) {
            *flags |= known[i].flag;
            return DULATI_OK;
        }
    return dul_rules_fail(file, "no such type, word or flag");
}

/* "[TYPE] [mode M] [cameo N] [context A,B] flags": what stands after => and, but for the type, in a heading. */
static dulati_result rules_outcome_read(const dul_rules_file *file, const dul_rules_chunks *chunks, uint32_t at, rules_outcome *out)
{
    while (at < chunks->n) {
        dul_str  word = chunks->at[at++];
        dul_type type = dul_rules_type(word);
        if (type != DUL_N_TYPE) {
            out->type  = type;
            out->row   = rules_row_find(file->rules, type, DUL_STR(""));
            out->cameo = NULL;
            if (out->row == NULL)
                return dul_rules_fail(file, "the type has no row in types.txt");
        } else if (dul_str_is(word, "mode")) {
            if (at >= chunks->n)
                return dul_rules_fail(file, "a mode is missing");
            dul_str mode = chunks->at[at++];
            out->row     = rules_row_find(file->rules, out->type, dul_str_is(mode, "-") ? DUL_STR("") : mode);
            out->cameo   = NULL;
            if (out->row == NULL)
                return dul_rules_fail(file, "the type has no such mode in types.txt");
        } else if (dul_str_is(word, "cameo")) {
            int64_t number;
            if (at >= chunks->n || !dul_str_int(chunks->at[at], &number) || chunks->at[at].len > 4)
                return dul_rules_fail(file, "cameo wants a code of two to four digits");
            if ((out->cameo = dul_arena_copy(&file->rules->arena, chunks->at[at++])) == NULL)
                return rules_memory(file);
        } else if (dul_str_is(word, "context")) {
            DUL_TRY(rules_contexts(file, chunks, &at, out));
        } else {
            DUL_TRY(rules_flag(file, word, &out->flags));
        }
    }
    return DULATI_OK;
}

static dulati_result rules_heading(dul_rules_file *file, const dul_rules_chunks *chunks)
{
    dul_str word = chunks->at[0];
    if (dul_str_is(word, "also")) {
        file->n_also = 0;
        for (uint32_t i = 1; i < chunks->n; i++) {
            if (file->n_also == DUL_RULES_SLOTS_MAX)
                return dul_rules_fail(file, "too many slots");
            DUL_TRY(rules_slot(file, chunks->at[i], &file->also[file->n_also++]));
        }
        return DULATI_OK;
    }
    rules_outcome outcome = {.type = file->type};
    uint32_t      at      = 0;
    if (dul_str_is(word, "type")) {
        if (chunks->n < 2 || (outcome.type = dul_rules_type(chunks->at[1])) == DUL_N_TYPE)
            return dul_rules_fail(file, "no such event type");
        outcome.row = rules_row_find(file->rules, outcome.type, DUL_STR(""));
        at          = 2;
        if (outcome.row == NULL)
            return dul_rules_fail(file, "the type has no row in types.txt");
    } else if (!file->has_type) {
        return dul_rules_fail(file, "a type heading must come first");
    }
    DUL_TRY(rules_outcome_read(file, chunks, at, &outcome));
    file->has_type   = true; /* only now: a checker reads on after a heading that failed */
    file->type       = outcome.type;
    file->row        = outcome.row;
    file->cameo      = outcome.cameo;
    file->contexts   = outcome.contexts;
    file->n_contexts = outcome.n_contexts;
    file->flags      = outcome.flags;
    file->n_also     = 0;
    return DULATI_OK;
}

/* ---- entries ------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t head[HEADS_MAX];
    uint32_t words[HEADS_MAX][WORDS_MAX], n_words[HEADS_MAX];
    uint32_t n;
    dul_slot slot[DUL_RULES_SLOTS_MAX];
    uint32_t n_slots;
} rules_side; /* the verbs or the nouns of an entry, with their slots */

/* One head: "arrest", "call +off", "hunger strike". */
static dulati_result rules_head(const dul_rules_file *file, const dul_rules_chunks *chunks, uint32_t first, uint32_t end, dul_class class, rules_side *side)
{
    uint32_t words[WORDS_MAX] = {0}, n = 0, plus = DUL_NONE;
    if (side->n == HEADS_MAX)
        return dul_rules_fail(file, "too many words in one entry");
    for (uint32_t i = first; i < end; i++) {
        dul_str chunk = chunks->at[i];
        if (chunk.at[0] == '+') {
            if (plus != DUL_NONE || n == 0)
                return dul_rules_fail(file, "one + after the verb, please");
            plus  = n;
            chunk = dul_str_slice(chunk, 1, chunk.len);
        }
        if (dul_str_is(chunk, "-"))
            continue;
        uint32_t more[WORDS_MAX] = {0}, n_more = 0;
        for (size_t k = 0; k < chunk.len; k++)
            if (strchr("{}!?>=+/@:&|", chunk.at[k]) != NULL)
                return dul_rules_fail(file, "a head word with a mark in it");
        DUL_TRY(rules_words(file, chunk, more, &n_more));
        for (uint32_t k = 0; k < n_more; k++) {
            if (n == WORDS_MAX)
                return dul_rules_fail(file, "too many words in one phrase");
            words[n++] = more[k];
        }
    }
    if (n == 0)
        return dul_rules_fail(file, "a head word is missing");
    uint32_t at = side->n++;
    if (class == DUL_CLASS_VERB) {
        if (plus == DUL_NONE ? n != 1 : plus != 1)
            return dul_rules_fail(file, "a verb is one word; mark what follows it with +");
        side->head[at]    = words[0];
        side->n_words[at] = n - 1;
        memcpy(side->words[at], words + 1, (n - 1) * sizeof words[0]);
    } else {
        if (plus != DUL_NONE)
            return dul_rules_fail(file, "only verbs have a +");
        side->head[at]    = words[n - 1];
        side->n_words[at] = n - 1;
        memcpy(side->words[at], words, (n - 1) * sizeof words[0]);
    }
    return DULATI_OK;
}

/* Heads, then slots, up to "/", "=>" or the end. */
static dulati_result rules_side_read(const dul_rules_file *file, const dul_rules_chunks *chunks, uint32_t *at, dul_class class, rules_side *side)
{
    uint32_t first = *at;
    for (; *at < chunks->n; ++*at) {
        dul_str chunk = chunks->at[*at];
        bool    slot = rules_has(chunk, '{'), mark = dul_str_is(chunk, "/") || dul_str_is(chunk, "=>"), comma = dul_str_is(chunk, ",");
        if (slot || mark || comma) {
            if (first != DUL_NONE) {
                DUL_TRY(rules_head(file, chunks, first, *at, class, side));
                first = comma ? *at + 1 : DUL_NONE;
            } else if (comma) {
                return dul_rules_fail(file, "a comma after a slot");
            }
        } else if (first == DUL_NONE) {
            return dul_rules_fail(file, "a word after a slot");
        }
        if (mark)
            return DULATI_OK;
        if (slot) {
            if (side->n_slots == DUL_RULES_SLOTS_MAX)
                return dul_rules_fail(file, "too many slots");
            DUL_TRY(rules_slot(file, chunk, &side->slot[side->n_slots++]));
        }
    }
    return first == DUL_NONE ? DULATI_OK : rules_head(file, chunks, first, *at, class, side);
}

static dulati_result rules_add(const dul_rules_file *file, const rules_side *side, dul_class class, const dul_slot *slots, uint32_t n_slots,
                               const rules_outcome *outcome)
{
    if (outcome->row == NULL && !(outcome->flags & DUL_FLAG_NOTHING))
        return dul_rules_fail(file, "types.txt has no row for the type");
    dul_rules *rules  = file->rules;
    dul_slot  *shared = dul_arena_calloc(&rules->arena, n_slots + 1, sizeof *shared);
    char      *name   = dul_arena_printf(&rules->arena, "%s:%llu", file->file, (unsigned long long)file->line);
    if (shared == NULL || name == NULL)
        return rules_memory(file);
    if (n_slots > 0)
        memcpy(shared, slots, n_slots * sizeof *shared);
    bool     late   = false;
    uint32_t weight = 0;
    for (uint32_t i = 0; i < n_slots; i++)
        weight += rules_slot_weight(rules, &slots[i], &late);
    for (uint32_t i = 0; i < side->n; i++) {
        dul_rule *grown = dul_arena_grow(&rules->arena, rules->rule, rules->n_rules, &rules->rule_capacity, sizeof *grown);
        if (grown == NULL)
            return rules_memory(file);
        rules->rule             = grown;
        grown[rules->n_rules++] = (dul_rule){
            .class      = (uint8_t) class,
            .head       = side->head[i],
            .word       = rules_copy(file, side->words[i], side->n_words[i]),
            .n_words    = side->n_words[i],
            .slot       = shared,
            .n_slots    = n_slots,
            .weight     = weight + 4 * side->n_words[i] + (outcome->flags & DUL_FLAG_ARMED ? 1 : 0),
            .flags      = outcome->flags | (late ? (uint32_t)DUL_FLAG_LATE : 0),
            .row        = outcome->row,
            .cameo      = outcome->cameo != NULL || outcome->row == NULL ? outcome->cameo : outcome->row->cameo,
            .contexts   = outcome->contexts,
            .n_contexts = outcome->n_contexts,
            .name       = name,
            .layer      = file->layer,
            .next       = DUL_NONE,
        };
        if (grown[rules->n_rules - 1].word == NULL)
            return rules_memory(file);
    }
    return DULATI_OK;
}

static dulati_result rules_entry(const dul_rules_file *file, const dul_rules_chunks *chunks)
{
    if (!file->has_type)
        return dul_rules_fail(file, "a type heading must come first");
    rules_side verbs = {0}, nouns = {0};
    uint32_t   at   = 0;
    dul_class class = DUL_CLASS_VERB;
    if (chunks->n > 1 && (dul_str_is(chunks->at[0], "n") || dul_str_is(chunks->at[0], "a"))) {
        class = chunks->at[0].at[0] == 'n' ? DUL_CLASS_NOUN : DUL_CLASS_ADJ;
        at    = 1;
    }
    DUL_TRY(rules_side_read(file, chunks, &at, class, &verbs));
    if (at < chunks->n && dul_str_is(chunks->at[at], "/")) {
        if (class != DUL_CLASS_VERB)
            return dul_rules_fail(file, "only verbs have nouns after a /");
        at++;
        DUL_TRY(rules_side_read(file, chunks, &at, DUL_CLASS_NOUN, &nouns));
        if (nouns.n == 0)
            return dul_rules_fail(file, "nouns are missing after the /");
    }
    rules_outcome outcome = {
        .type = file->type, .row = file->row, .cameo = file->cameo, .contexts = file->contexts, .n_contexts = file->n_contexts, .flags = file->flags};
    if (at < chunks->n) {
        if (!dul_str_is(chunks->at[at], "=>"))
            return dul_rules_fail(file, "a second /");
        if (at + 1 == chunks->n)
            return dul_rules_fail(file, "an outcome is missing after =>");
        DUL_TRY(rules_outcome_read(file, chunks, at + 1, &outcome));
    }
    dul_slot slots[3 * DUL_RULES_SLOTS_MAX];
    uint32_t n = 0;
    for (uint32_t i = 0; i < verbs.n_slots; i++)
        slots[n++] = verbs.slot[i];
    for (uint32_t i = 0; i < file->n_also; i++)
        slots[n++] = file->also[i];
    DUL_TRY(rules_add(file, &verbs, class, slots, n, &outcome));
    for (uint32_t i = 0; i < nouns.n_slots; i++)
        slots[n++] = nouns.slot[i];
    return nouns.n == 0 ? DULATI_OK : rules_add(file, &nouns, DUL_CLASS_NOUN, slots, n, &outcome);
}

/* ---- files --------------------------------------------------------------------------------------------------------------------- */

/* The next line with something on it, without its comment; lines that end in a comma go on in the next one. */
static bool rules_line(dul_rules_file *file, dul_str *rest, dul_str *out, dulati_result *result)
{
    dul_str line, whole = {NULL, 0};
    *result = DULATI_OK;
    while (dul_str_line(rest, &line)) {
        file->line++;
        const char *hash = line.len > 0 ? memchr(line.at, '#', line.len) : NULL;
        if (hash != NULL)
            line.len = (size_t)(hash - line.at);
        line = dul_str_trim(line);
        if (whole.len == 0) {
            whole = line;
        } else if (line.len > 0) {
            const char *joined = dul_arena_printf(&file->rules->arena, "%.*s %.*s", (int)whole.len, whole.at, (int)line.len, line.at);
            if (joined == NULL) {
                *result = rules_memory(file);
                return false;
            }
            whole = dul_str_of(joined);
        }
        if (whole.len > 0 && whole.at[whole.len - 1] != ',') {
            *out = whole;
            return true;
        }
        if (whole.len > 65536) {
            *result = dul_rules_fail(file, "the line goes on for too long");
            return false;
        }
    }
    if (whole.len > 0)
        *result = dul_rules_fail(file, "the file ends after a comma");
    return false;
}

/* ---- switching shipped entries off --------------------------------------------------------------------------------------------- */

static bool rules_has_head(const dul_rule *rule, int class, uint32_t head, const uint32_t *words, uint32_t n)
{
    return rule->head == head && (class < 0 || rule->class == class) && (n == 0 || (n == rule->n_words && memcmp(words, rule->word, n * sizeof *words) == 0));
}

/* "off events/assault.txt:17", "off events/assault.txt:17 fire" (only when that entry is about "fire"), "off fire", "off n war": entries that were read before. */
static dulati_result rules_off(const dul_rules_file *file, const dul_rules_chunks *chunks)
{
    dul_rules *rules  = file->rules;
    dul_str    wanted = chunks->n > 1 ? chunks->at[1] : (dul_str){NULL, 0};
    bool       lined = rules_has(wanted, ':'), found = false, other = false;
    if (file->layer == 0)
        return dul_rules_fail(file, "off stands in a dictionary of your own, laid over the shipped ones");
    rules_side side = {0};
    int class       = -1;
    uint32_t first  = lined ? 2 : 1;
    if (first + 1 < chunks->n && chunks->at[first].len == 1 && strchr("vna", chunks->at[first].at[0]) != NULL)
        class = (int)(strchr("vna", chunks->at[first++].at[0]) - "vna");
    if (first < chunks->n)
        DUL_TRY(rules_head(file, chunks, first, chunks->n, class == DUL_CLASS_NOUN || class == DUL_CLASS_ADJ ? (dul_class) class : DUL_CLASS_VERB, &side));
    else if (!lined)
        return dul_rules_fail(file, "off wants a word or the file and line of an entry");
    for (size_t i = 0; i < rules->n_rules; i++) {
        dul_rule *rule = &rules->rule[i];
        if (rule->layer >= file->layer || (lined && !dul_str_is(wanted, rule->name)))
            continue;
        if (side.n > 0 && !rules_has_head(rule, class, side.head[0], side.words[0], side.n_words[0])) {
            other = lined;
            continue;
        }
        rule->off = found = true;
    }
    /* A line's number holds for one release; the word after it makes sure that it still means the same entry. */
    return found ? DULATI_OK : dul_rules_fail(file, other ? "the entry at that line has another word" : "no such entry to switch off");
}

static dulati_result rules_read_rules(dul_rules_file *file, dul_str line)
{
    dul_rules_chunks chunks;
    DUL_TRY(dul_rules_cut(file, line, &chunks));
    if (chunks.n > 0 && dul_str_is(chunks.at[0], "off"))
        return rules_off(file, &chunks);
    if (chunks.n > 0 && (dul_str_is(chunks.at[0], "type") || dul_str_is(chunks.at[0], "mode") || dul_str_is(chunks.at[0], "also")) &&
        (chunks.n == 1 || !rules_has(chunks.at[1], '{') || dul_str_is(chunks.at[0], "also")))
        return rules_heading(file, &chunks);
    return rules_entry(file, &chunks);
}

/* "&name = items"; "&name += items" was kept before (rules_read_more). */
static dulati_result rules_read_set(dul_rules_file *file, dul_str line)
{
    dul_str name = dul_str_trim(dul_str_cut(&line, '='));
    if (line.at == NULL || name.len < 2 || name.at[0] != '&')
        return dul_rules_fail(file, "a set looks like &name = item, item");
    name = dul_str_slice(name, 1, name.len);
    if (name.at[name.len - 1] == '+') {
        if (file->layer == 0)
            return dul_rules_fail(file, "+= stands in a dictionary of your own, laid over the shipped ones");
        name = dul_str_trim(dul_str_slice(name, 0, name.len - 1));
        return rules_set_find(file->rules, name) != DUL_NONE ? DULATI_OK : dul_rules_fail(file, "no such set to add to");
    }
    if (rules_set_find(file->rules, name) != DUL_NONE)
        return dul_rules_fail(file, "a set of this name was there before");
    uint32_t index;
    return rules_set_add(file, name, line, &index);
}

/* "future TYPE TYPE cameo", "refused TYPE TYPE mode cameo", "announced TYPE TYPE mode cameo": what an event that lies ahead, is refused, or is announced by its
 * own actor counts as. */
static dulati_result rules_read_turn(dul_rules_file *file, const dul_rules_chunks *chunks, const dul_type_row **table)
{
    dul_rules          *rules = file->rules;
    dul_type            from = dul_rules_type(chunks->at[1]), to = chunks->n > 2 ? dul_rules_type(chunks->at[2]) : DUL_N_TYPE;
    dul_str             mode  = chunks->n == 5 && !dul_str_is(chunks->at[3], "-") ? chunks->at[3] : DUL_STR("");
    const dul_type_row *plain = to == DUL_N_TYPE ? NULL : rules_row_find(rules, to, mode);
    if (from == DUL_N_TYPE || plain == NULL)
        return dul_rules_fail(file, "no such type or mode, or no row for it yet");
    dul_type_row *row = dul_arena_calloc(&rules->arena, 1, sizeof *row);
    if (row == NULL)
        return rules_memory(file);
    *row       = *plain;
    row->cameo = dul_arena_copy(&rules->arena, chunks->at[chunks->n - 1]);
    if (row->cameo == NULL)
        return rules_memory(file);
    table[from] = row;
    return DULATI_OK;
}

/* "TYPE mode quad score cameo", or a turn. */
static dulati_result rules_read_type(dul_rules_file *file, dul_str line)
{
    dul_rules       *rules = file->rules;
    dul_rules_chunks chunks;
    DUL_TRY(dul_rules_cut(file, line, &chunks));
    if (chunks.n == 4 && dul_str_is(chunks.at[0], "future"))
        return rules_read_turn(file, &chunks, rules->future);
    if (chunks.n == 5 && dul_str_is(chunks.at[0], "refused"))
        return rules_read_turn(file, &chunks, rules->refused);
    if (chunks.n == 5 && dul_str_is(chunks.at[0], "announced"))
        return rules_read_turn(file, &chunks, rules->announced);
    if (chunks.n != 5)
        return dul_rules_fail(file, "a row has type, mode, quad, score, cameo");
    dul_type_row row = {.type = dul_rules_type(chunks.at[0])};
    if (row.type == DUL_N_TYPE)
        return dul_rules_fail(file, "no such event type");
    if (rules_row_find(rules, row.type, dul_str_is(chunks.at[1], "-") ? DUL_STR("") : chunks.at[1]) != NULL)
        return dul_rules_fail(file, "this type and mode have a row already");
    char       *quad  = dul_arena_copy(&rules->arena, chunks.at[2]);
    const char *score = dul_arena_copy(&rules->arena, chunks.at[3]);
    row.cameo         = dul_str_is(chunks.at[4], "-") ? NULL : dul_arena_copy(&rules->arena, chunks.at[4]);
    row.mode          = dul_str_is(chunks.at[1], "-") ? NULL : dul_arena_copy(&rules->arena, chunks.at[1]);
    if (quad == NULL || score == NULL || (row.cameo == NULL && !dul_str_is(chunks.at[4], "-")) || (row.mode == NULL && !dul_str_is(chunks.at[1], "-")))
        return rules_memory(file);
    for (char *c = quad; *c != '\0'; c++)
        *c = *c == '-' ? ' ' : *c;
    row.quad  = quad;
    char *end = NULL;
    row.score = strtod(score, &end);
    if (*end != '\0' || row.score < -10 || row.score > 10)
        return dul_rules_fail(file, "the score is no number from -10 to 10");
    dul_type_row *grown = dul_arena_grow(&rules->arena, rules->row, rules->n_rows, &rules->row_capacity, sizeof *grown);
    if (grown == NULL)
        return rules_memory(file);
    rules->row             = grown;
    grown[rules->n_rows++] = row;
    return DULATI_OK;
}

/* What may stand between the name of a list and its colon: TYPES; of genres also "sentence 2", "actor &armed" and so on. */
static dulati_result rules_list_head(const dul_rules_file *file, const dul_rules_chunks *chunks, bool genre, dul_word_list *out)
{
    const struct {
        const char *name;
        uint32_t   *count, *set;
    } keys[] = {
        {"sentence", &out->in_sentence, NULL}, {"passage", &out->in_passage, NULL}, {"report", &out->in_report, NULL}, {"actor", NULL, &out->actor},
        {"recipient", NULL, &out->recipient},  {"unless", NULL, &out->unless},      {"nowhere", NULL, &out->nowhere},
    };
    for (uint32_t i = 1; i < chunks->n; i++) {
        dul_type type = dul_rules_type(chunks->at[i]);
        size_t   k    = 0;
        if (type != DUL_N_TYPE) {
            out->types |= 1u << type;
            continue;
        }
        while (genre && k < sizeof keys / sizeof keys[0] && !dul_str_is(chunks->at[i], keys[k].name))
            k++;
        if (genre && dul_str_is(chunks->at[i], "historical")) {
            out->historical = true;
        } else if (genre && dul_str_is(chunks->at[i], "always")) {
            out->always = true;
        } else if (genre && dul_str_is(chunks->at[i], "single")) {
            out->single = true;
        } else if (!genre || k == sizeof keys / sizeof keys[0] || i + 1 == chunks->n) {
            return dul_rules_fail(file, genre ? "no such event type or word of a genre" : "no such event type");
        } else if (keys[k].count != NULL) {
            int64_t number;
            if (!dul_str_int(chunks->at[++i], &number) || number < 1 || number > DUL_GENRE_WORDS_MAX)
                return dul_rules_fail(file, "a genre wants a number from 1 to 12");
            *keys[k].count = (uint32_t)number;
        } else {
            dul_str name = chunks->at[++i];
            *keys[k].set = name.at[0] == '&' ? rules_set_find(file->rules, dul_str_slice(name, 1, name.len)) : DUL_NONE;
            if (*keys[k].set == DUL_NONE)
                return dul_rules_fail(file, "no such set in sets.txt");
        }
    }
    if (genre && !out->always && out->in_sentence + out->in_passage + out->in_report == 0)
        return dul_rules_fail(file, "a genre wants always, or sentence, passage or report with a number");
    return DULATI_OK;
}

/* "name [TYPE ...]: items" */
static dulati_result rules_read_list(dul_rules_file *file, dul_str line, bool genre, dul_word_list **list, size_t *n, size_t *capacity)
{
    dul_str          head = dul_str_cut(&line, ':');
    dul_rules_chunks chunks;
    DUL_TRY(dul_rules_cut(file, head, &chunks));
    if (line.at == NULL || chunks.n == 0)
        return dul_rules_fail(file, "a list looks like name: item, item");
    dul_word_list item = {
        .name = dul_arena_copy(&file->rules->arena, chunks.at[0]), .actor = DUL_NONE, .recipient = DUL_NONE, .unless = DUL_NONE, .nowhere = DUL_NONE};
    if (genre && *n == 64)
        return dul_rules_fail(file, "at most 64 genres");
    DUL_TRY(rules_list_head(file, &chunks, genre, &item));
    if (item.types == 0)
        item.types = (1u << DUL_N_TYPE) - 1;
    DUL_TRY(rules_set_add(file, (dul_str){NULL, 0}, line, &item.set));
    dul_word_list *grown = dul_arena_grow(&file->rules->arena, *list, *n, capacity, sizeof *grown);
    if (grown == NULL || item.name == NULL)
        return rules_memory(file);
    grown[(*n)++] = item;
    *list         = grown;
    return DULATI_OK;
}

/* What a line of sets adds to a set, kept for when that is read: sets take copies of those they name, so it must be whole by then. */
static dulati_result rules_read_more(dul_rules_file *file, dul_str line)
{
    dul_rules *rules = file->rules;
    dul_str    name  = dul_str_trim(dul_str_cut(&line, '='));
    if (line.at == NULL || name.len < 3 || name.at[0] != '&' || name.at[name.len - 1] != '+')
        return DULATI_OK;
    dul_set_more *grown = dul_arena_grow(&rules->arena, rules->more, rules->n_more, &rules->more_capacity, sizeof *grown);
    if (grown == NULL)
        return rules_memory(file);
    rules->more            = grown;
    grown[rules->n_more++] = (dul_set_more){.name = dul_str_trim(dul_str_slice(name, 1, name.len - 1)), .items = line, .file = file->file, .line = file->line};
    return DULATI_OK;
}

typedef enum { RULES_MORE, RULES_TYPES, RULES_SETS, RULES_CONTEXTS, RULES_VETOES, RULES_GENRES, RULES_ACLED, RULES_RULES, RULES_N_KIND } rules_kind;

static rules_kind rules_kind_of(dul_str name)
{
    static const char *const special[RULES_RULES] = {
        [RULES_TYPES] = "events/types.txt",   [RULES_SETS] = "events/sets.txt",     [RULES_CONTEXTS] = "events/contexts.txt",
        [RULES_VETOES] = "events/vetoes.txt", [RULES_GENRES] = "events/genres.txt", [RULES_ACLED] = "events/acled.txt"};
    for (int i = RULES_TYPES; i < RULES_RULES; i++)
        if (dul_str_is(name, special[i]))
            return (rules_kind)i;
    return RULES_RULES;
}

static dulati_result rules_read_file(dul_rules *rules, const dul_pack *pack, size_t index, rules_kind kind, dulati_error *err)
{
    dul_str name, data;
    dul_pack_get(pack, index, &name, &data);
    const dul_pack_layer *layer = dul_pack_layer_at(pack, index);
    dul_rules_file        file  = {.rules = rules, .file = dul_arena_copy(&rules->arena, layer != NULL ? dul_str_of(layer->shown) : name), .err = err};
    if (file.file == NULL)
        return rules_memory(&file);
    file.line  = layer != NULL ? layer->line : 0;
    file.layer = layer != NULL ? (uint32_t)(layer - pack->layer) + 1 : 0;
    dul_str       line;
    dulati_result result;
    while (rules_line(&file, &data, &line, &result)) {
        switch (kind) {
        case RULES_MORE: result = rules_read_more(&file, line); break;
        case RULES_TYPES: result = rules_read_type(&file, line); break;
        case RULES_SETS: result = rules_read_set(&file, line); break;
        case RULES_CONTEXTS: result = rules_read_list(&file, line, false, &rules->context, &rules->n_contexts, &rules->context_capacity); break;
        case RULES_VETOES: result = rules_read_list(&file, line, false, &rules->veto, &rules->n_vetoes, &rules->veto_capacity); break;
        case RULES_GENRES: result = rules_read_list(&file, line, true, &rules->genre, &rules->n_genres, &rules->genre_capacity); break;
        case RULES_ACLED: result = dul_rules_read_acled(&file, line); break;
        case RULES_RULES:
        case RULES_N_KIND: result = rules_read_rules(&file, line); break;
        }
        if (result != DULATI_OK && !dul_lint_hears(rules->lint, result, err))
            return result;
        result = DULATI_OK;
    }
    return dul_lint_hears(rules->lint, result, err) ? DULATI_OK : result;
}

/* Hang the rules on their head words, first line first, and mark which words open a context, a veto or a genre. */
static dulati_result rules_index(dul_rules *rules, dulati_error *err)
{
    size_t n_lists     = rules->n_contexts + rules->n_vetoes + rules->n_genres;
    rules->n_set_words = (n_lists + 63) / 64;
    rules->first       = dul_arena_alloc(&rules->arena, ((size_t)rules->n_symbols * DUL_N_CLASS + 1) * sizeof *rules->first);
    rules->sets_of     = dul_arena_calloc(&rules->arena, (size_t)rules->n_symbols * rules->n_set_words + 1, sizeof *rules->sets_of);
    if (rules->first == NULL || rules->sets_of == NULL)
        return dul_fail_memory(err);
    for (size_t i = 0; i < (size_t)rules->n_symbols * DUL_N_CLASS; i++)
        rules->first[i] = DUL_NONE;
    for (size_t i = rules->n_rules; i-- > 0;) {
        if (rules->rule[i].off)
            continue;
        uint32_t *first     = &rules->first[(size_t)rules->rule[i].head * DUL_N_CLASS + rules->rule[i].class];
        rules->rule[i].next = *first;
        *first              = (uint32_t)i;
    }
    for (size_t l = 0; l < n_lists; l++) {
        const dul_word_list *list = l < rules->n_contexts                     ? &rules->context[l]
                                    : l < rules->n_contexts + rules->n_vetoes ? &rules->veto[l - rules->n_contexts]
                                                                              : &rules->genre[l - rules->n_contexts - rules->n_vetoes];
        const dul_set       *set  = &rules->set[list->set];
        for (uint32_t i = 0; i < set->n_words; i++)
            rules->sets_of[set->item[i].head * rules->n_set_words + l / 64] |= UINT64_C(1) << (l % 64);
    }
    return DULATI_OK;
}

static dulati_result rules_read_all(const dul_pack *pack, dul_rules *rules, dulati_error *err)
{
    rules->lint = pack->lint;
    for (int kind = RULES_MORE; kind < RULES_N_KIND; kind++) {
        dul_str name, data;
        for (size_t i = 0; dul_pack_get(pack, i, &name, &data); i++) {
            if (!dul_str_starts(name, DUL_STR("events/")) || !dul_str_ends(name, DUL_STR(".txt")))
                continue;
            bool more = kind == RULES_MORE && rules_kind_of(name) == RULES_SETS && dul_pack_layer_at(pack, i) != NULL;
            if (more || (int)rules_kind_of(name) == kind)
                DUL_TRY(rules_read_file(rules, pack, i, (rules_kind)kind, err));
        }
    }
    return rules_index(rules, err);
}

dulati_result dul_rules_open(const dul_pack *pack, const dulati_allocator *allocator, dul_rules **out, dulati_error *err)
{
    *out             = NULL;
    dul_rules *rules = dul_alloc(allocator, sizeof *rules);
    if (rules == NULL)
        return dul_fail_memory(err);
    *rules = (dul_rules){0};
    dul_arena_init(&rules->arena, allocator);
    dul_map_init(&rules->symbols, allocator);
    dulati_result result = rules_read_all(pack, rules, err);
    if (result != DULATI_OK) {
        dul_rules_close(rules);
        return result;
    }
    *out = rules;
    return DULATI_OK;
}

bool dul_rules_wins(const dul_rules *rules, const dul_rule *a, const dul_rule *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    if (a->layer != b->layer)
        return a->layer > b->layer;
    bool a_none = (a->flags & DUL_FLAG_NOTHING) != 0, b_none = (b->flags & DUL_FLAG_NOTHING) != 0;
    return a_none != b_none ? a_none : a - rules->rule < b - rules->rule;
}

void dul_rules_close(dul_rules *rules)
{
    if (rules == NULL)
        return;
    const dulati_allocator *allocator = rules->arena.allocator;
    dul_map_free(&rules->symbols);
    dul_arena_free(&rules->arena);
    dul_free(allocator, rules);
}

size_t dul_rules_count(const dul_rules *rules)
{
    return rules == NULL ? 0 : rules->n_rules;
}
