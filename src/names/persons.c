/*
 * persons.c -- names of persons in a report that is written in capitals throughout.
 *
 * Where every word is a capital the tagger takes surnames for nouns and the parser hangs the pieces of a name on this and that. A given name is a better guide:
 * what follows it, up to the next word that is no name, is one person.
 *
 *     MAYOR CARLOS JULIO TORRADO WAS KILLED          given, given, proper noun: a run, whose head is the piece that hangs on a word outside
 *
 * The given names are those of places/words.txt, which the place stage has looked up already.
 */
#include "names/names_inner.h"

#define PERSON_TOKENS_MAX 6

static bool persons_given(const names_work *work, uint32_t token)
{
    return work->places != NULL && work->places->given != NULL && work->places->given[token];
}

/* A word that stands inside names: "de la Rosa". */
static bool persons_particle(dul_str lower)
{
    static const char *const words[] = {"de", "del", "la", "las", "los", "da", "dos", "do", "von", "van", "der", "bin", "ibn", "al", "el", "di"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dul_str_is(lower, words[i]))
            return true;
    return false;
}

/* Could the token go on with the name that began at first? */
static bool persons_continues(const names_work *work, uint32_t first, uint32_t token)
{
    const dul_tree *tree = work->tree;
    uint32_t        at   = work->match_of[token];
    if (at != DUL_NONE && !persons_given(work, token) && /* a surname that somebody in the dictionaries has, too, is one */
        (work->match[at].tokens.end - work->match[at].tokens.first > 1 ||
         dul_actors_get(work->actors, dul_actors_key(work->actors, work->match[at].record)->actor)->entry_class == DUL_ACTOR_AGENT))
        return false;
    if (persons_given(work, token) || tree->upos[token] == DUL_UPOS_PROPN)
        return true;
    return tree->upos[token] == DUL_UPOS_NOUN && tree->rel[token] == DUL_REL_FLAT && tree->head[token] >= first && tree->head[token] < token;
}

static uint32_t persons_end(const names_work *work, uint32_t first, uint32_t limit)
{
    uint32_t end = first + 1;
    if (limit > first + PERSON_TOKENS_MAX)
        limit = first + PERSON_TOKENS_MAX;
    while (end < limit) {
        uint32_t next = end;
        while (next < limit && next < end + 2 && persons_particle(work->text->token[next].lower))
            next++;
        if (next == limit || !persons_continues(work, first, next))
            break;
        end = next + 1;
    }
    return end;
}

dulati_result dul_names_persons(names_work *work)
{
    const dul_tree *tree = work->tree;
    uint32_t        n    = work->text->n_tokens;
    work->person_of      = dul_arena_alloc(work->job->scratch, ((size_t)n + 1) * sizeof *work->person_of);
    if (work->person_of == NULL)
        return dul_fail_memory(work->job->err);
    for (uint32_t t = 0; t < n; t++)
        work->person_of[t] = DUL_NONE;
    size_t capacity = 0;
    for (uint32_t s = 0; work->loud && s < work->text->n_sentences; s++) {
        dul_range sentence = work->text->sentence[s].tokens;
        for (uint32_t t = sentence.first; t < sentence.end; t++) {
            uint32_t at = work->match_of[t];
            if (!persons_given(work, t) || tree->upos[t] == DUL_UPOS_VERB || (at != DUL_NONE && work->match[at].tokens.end - work->match[at].tokens.first > 1))
                continue;
            names_person person = {.tokens = {t, persons_end(work, t, sentence.end)}, .head = t};
            if (person.tokens.end - t < 2 && (tree->upos[t] != DUL_UPOS_PROPN || work->nation_of[t] != DUL_NONE))
                continue;
            for (uint32_t k = t; k < person.tokens.end; k++)
                if (tree->head[k] == DUL_ROOT || tree->head[k] < t || tree->head[k] >= person.tokens.end) {
                    person.head = k;
                    break;
                }
            names_person *grown = dul_arena_grow(work->job->scratch, work->person, work->n_persons, &capacity, sizeof *grown);
            if (grown == NULL)
                return dul_fail_memory(work->job->err);
            work->person = grown;
            for (uint32_t k = t; k < person.tokens.end; k++) {
                work->person_of[k] = work->n_persons;
                work->nation_of[k] = DUL_NONE; /* a surname, whatever town is called so */
                work->match_of[k]  = DUL_NONE;
            }
            grown[work->n_persons++] = person;
            t                        = person.tokens.end - 1;
        }
    }
    return DULATI_OK;
}
