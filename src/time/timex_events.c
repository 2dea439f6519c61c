/*
 * timex_events.c -- days that a report counts from its own events: "two days after the vote", "the day before the attack".
 *
 *     Voters went to the polls on March 3. Two days after the election, ...      the 5th
 *
 * The event is a noun behind "after" or "before"; its day is that of the nearest sentence before which tells one day and something that fits the noun: a word
 * of the same beginning, or one of the same kind of event.
 */
#include "time/timex_matchers.h"

#define EVENTS_BACK_MAX  8  /* expressions that are looked back over */
#define EVENTS_NOUN_MAX  6  /* tokens from "after" to the noun       */
#define EVENTS_WORDS_MAX 80 /* tokens of a sentence that are looked at */

/* Beginnings of words for the same kind of event. */
static const char *const events_kind[][8] = {
    {"vote", "voti", "elect", "poll", "referend", "ballot"},
    {"attack", "blast", "bomb", "explo", "shoot", "shot", "raid", "ambush"},
    {"protest", "demonstrat", "rall", "march", "riot", "unrest", "clash"},
    {"kill", "murder", "death", "die", "assassin"},
    {"quake", "earthquake", "tremor"},
    {"coup", "putsch", "overthr", "oust", "topple"},
    {"crash", "accident", "collision", "collid", "derail"},
    {"arrest", "detain", "detention", "captur"},
    {"talk", "summit", "meet", "met", "negotiat"},
    {"invasion", "invad", "offensive"},
    {"verdict", "convict", "sentenc", "ruling", "ruled", "trial"},
    {"ceasefire", "truce"},
    {"resign", "stepped"},
};

static bool events_begins(dul_str word, const char *with)
{
    return with != NULL && dul_str_starts(word, dul_str_of(with));
}

static bool events_fit(dul_str noun, dul_str word)
{
    size_t same = 0;
    while (same < noun.len && same < word.len && noun.at[same] == word.at[same])
        same++;
    if (same >= 4 && same + 2 >= noun.len)
        return true;
    for (size_t k = 0; k < sizeof events_kind / sizeof *events_kind; k++) {
        bool is_noun = false, is_word = false;
        for (size_t i = 0; i < 8; i++) {
            is_noun = is_noun || events_begins(noun, events_kind[k][i]);
            is_word = is_word || events_begins(word, events_kind[k][i]);
        }
        if (is_noun)
            return is_word;
    }
    return false;
}

/* The noun of the phrase that begins at a token: the last of the first run of nouns. DUL_NONE when there is none. */
static uint32_t events_noun(const timex_reader *r, uint32_t token)
{
    const dul_range range = r->text->sentence[r->text->token[token].sentence].tokens;
    for (uint32_t i = token; i < range.end && i < token + EVENTS_NOUN_MAX; i++) {
        const uint8_t upos = r->tree->upos[i];
        if (upos == DUL_UPOS_VERB || upos == DUL_UPOS_AUX || upos == DUL_UPOS_PUNCT || upos == DUL_UPOS_ADP || upos == DUL_UPOS_SCONJ)
            return DUL_NONE;
        if (upos == DUL_UPOS_NOUN && (i + 1 >= range.end || r->tree->upos[i + 1] != DUL_UPOS_NOUN))
            return i;
    }
    return DUL_NONE;
}

dul_day dul_timex_event_day(const timex_reader *r, const dul_timexes *found, uint32_t token)
{
    const uint32_t noun = events_noun(r, token);
    if (noun == DUL_NONE)
        return DUL_DAY_NONE;
    uint32_t last = DUL_NONE;
    for (uint32_t back = 0; back < EVENTS_BACK_MAX && back < found->n; back++) {
        const dul_timex *time     = &found->item[found->n - 1 - back];
        const uint32_t   sentence = r->text->token[time->tokens.first].sentence;
        if (time->first == DUL_DAY_NONE || time->first != time->last || time->type == DUL_TIMEX_SET || sentence == last)
            continue;
        last                  = sentence;
        const dul_range range = r->text->sentence[sentence].tokens;
        for (uint32_t i = range.first; i < range.end && i < range.first + EVENTS_WORDS_MAX && i < token; i++)
            if (events_fit(r->text->token[noun].lower, r->text->token[i].lower))
                return time->first;
    }
    return DUL_DAY_NONE;
}
