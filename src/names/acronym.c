/*
 * acronym.c -- acronyms mean what the report makes of them.
 *
 *     the Rapid Support Forces ... RSF leader        "RSF" is theirs here, whatever else the dictionary knows under these letters
 *     the Front for Rural Renewal (FRR)              no dictionary knows it: then "FRR" is nobody that the dictionary knows
 *
 * Full names are read first, wherever in the report they stand; then every acronym with the initials of one of them is given that name's entry. At most
 * ACRONYM_MAX names are remembered, so a hostile text costs no more than a long one.
 */
#include "names/names_inner.h"

#define ACRONYM_MAX     64
#define ACRONYM_LETTERS 8
#define ACRONYM_WORDS   12 /* of a full name, small words included */

typedef struct {
    char     letters[ACRONYM_LETTERS]; /* capitals                                              */
    size_t   n;
    uint32_t record; /* of the full name, or DUL_NONE: the dictionaries do not have it */
} acronym_entry;

typedef struct {
    acronym_entry item[ACRONYM_MAX];
    size_t        n;
} acronym_list;

static bool acronym_is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static const acronym_entry *acronym_find(const acronym_list *list, dul_str letters)
{
    for (size_t i = 0; i < list->n; i++)
        if (dul_str_equal((dul_str){list->item[i].letters, list->item[i].n}, letters))
            return &list->item[i];
    return NULL;
}

/* The first full name keeps its letters. */
static void acronym_learn(acronym_list *list, const char *letters, size_t n, uint32_t record)
{
    if (n < 2 || list->n == ACRONYM_MAX || acronym_find(list, (dul_str){letters, n}) != NULL)
        return;
    acronym_entry *entry = &list->item[list->n++];
    memcpy(entry->letters, letters, n);
    entry->n      = n;
    entry->record = record;
}

/* Initials of the capitalised words of a range; 0 when there are too many. */
static size_t acronym_initials(const names_work *work, dul_range tokens, char letters[ACRONYM_LETTERS])
{
    size_t n = 0;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        dul_str form = dul_token_form(work->job, &work->text->token[i]);
        if (form.len < 2 || !acronym_is_capital(form.at[0]))
            continue;
        if (n == ACRONYM_LETTERS)
            return 0;
        letters[n++] = form.at[0];
    }
    return n;
}

/* An acronym as written: two to ACRONYM_LETTERS capitals and nothing else. */
static bool acronym_is(const names_work *work, uint32_t token)
{
    dul_str form = dul_token_form(work->job, &work->text->token[token]);
    if (form.len < 2 || form.len > ACRONYM_LETTERS)
        return false;
    for (size_t i = 0; i < form.len; i++)
        if (!acronym_is_capital(form.at[i]))
            return false;
    return true;
}

/* The name before "(FRR)": as many words back as it takes to spell the letters; its first token, or DUL_NONE. */
static uint32_t acronym_spelt_before(const names_work *work, uint32_t bracket, dul_str letters)
{
    uint32_t floor = work->text->sentence[work->text->token[bracket].sentence].tokens.first;
    size_t   left  = letters.len;
    for (uint32_t i = bracket; i > floor && bracket - i < ACRONYM_WORDS && left > 0;) {
        dul_str form = dul_token_form(work->job, &work->text->token[--i]);
        if (!acronym_is_capital(form.at[0])) {
            if (form.len > 4 || form.at[0] < 'a' || form.at[0] > 'z') /* "of", "for", "and", "del" go by */
                return DUL_NONE;
            continue;
        }
        if (form.at[0] != letters.at[--left])
            return DUL_NONE;
        if (left == 0)
            return i;
    }
    return DUL_NONE;
}

static void acronym_read(const names_work *work, acronym_list *list)
{
    const dul_token *token = work->text->token;
    char             letters[ACRONYM_LETTERS];
    for (uint32_t i = 1; i + 1 < work->text->n_tokens; i++) { /* said in so many words */
        if (!dul_str_is(token[i - 1].lower, "(") || !dul_str_is(token[i + 1].lower, ")") || !acronym_is(work, i))
            continue;
        dul_str  form  = dul_token_form(work->job, &token[i]);
        uint32_t first = acronym_spelt_before(work, i - 1, form);
        if (first == DUL_NONE)
            continue;
        uint32_t at     = work->match_of[first];
        bool     whole  = at != DUL_NONE && work->match[at].tokens.first == first && work->match[at].tokens.end == i - 1;
        uint32_t record = whole ? work->match[at].record : DUL_NONE;
        acronym_learn(list, form.at, form.len, record);
    }
    for (uint32_t m = 0; m < work->n_matches; m++) { /* to be guessed: names of three words and more */
        const names_match *match = &work->match[m];
        size_t             n     = acronym_initials(work, match->tokens, letters);
        const dul_actor   *entry = dul_actors_get(work->actors, dul_actors_key(work->actors, match->record)->actor);
        if (n >= 3 && entry->entry_class == DUL_ACTOR_NAME && entry->kind != DUL_KIND_PERSON)
            acronym_learn(list, letters, n, match->record);
    }
}

/* Are both records names of one entry? */
static bool acronym_same(const names_work *work, uint32_t a, uint32_t b)
{
    uint32_t actor = dul_actors_key(work->actors, a)->actor;
    for (; b != DUL_NONE; b = dul_actors_key(work->actors, b)->next)
        if (dul_actors_key(work->actors, b)->actor == actor)
            return true;
    return false;
}

dulati_result dul_names_acronyms(names_work *work)
{
    acronym_list list;
    list.n = 0;
    acronym_read(work, &list);
    for (uint32_t i = 0; list.n > 0 && i < work->text->n_tokens; i++) {
        if (!acronym_is(work, i))
            continue;
        const acronym_entry *known = acronym_find(&list, dul_token_form(work->job, &work->text->token[i]));
        uint32_t             at    = work->match_of[i];
        bool                 alone = at != DUL_NONE && work->match[at].tokens.end - work->match[at].tokens.first == 1;
        if (known == NULL || (at != DUL_NONE && !alone) || (alone && known->record != DUL_NONE && acronym_same(work, known->record, work->match[at].record)))
            continue;
        if (known->record == DUL_NONE) {
            work->match_of[i] = DUL_NONE;
            continue;
        }
        if (!alone)
            DUL_TRY(dul_names_add_match(work, (dul_range){i, i + 1}, known->record));
        else
            work->match[at].record = known->record;
    }
    return DULATI_OK;
}
