/*
 * name_key.h -- the form under which names and role nouns are looked up: lower case, no accents, no plurals, no hyphens.
 *
 *     "Al-Shabaab"  "al shabaab"        "riot policemen"  "riot policeman"        "Workers' Party"  "worker party"
 *
 * Dictionary and text go through the same folding, so it need not be right, only the same on both sides: a lemma that the tagger gets wrong does
 * no harm. What the folding conflates ("Los Zetas", "los zeta") is told apart by the capitals that an entry asks for (actors.h).
 *
 * Memory  a key is 160 bytes on the stack
 * Tests   tests/unit/test_actors.c
 */
#ifndef DUL_NAME_KEY_H
#define DUL_NAME_KEY_H

#include "base/str.h"

#define DUL_KEY_BYTES 156

typedef struct {
    char     at[DUL_KEY_BYTES];
    uint32_t len, n_words;
} dul_key;

/* Add the words of a token or of a whole phrase; false when the key would grow too long (the key is then as before). A token without words
 * ("-", "'s") adds none. */
bool dul_key_add(dul_key *key, dul_str text);

static inline dul_str dul_key_str(const dul_key *key)
{
    return (dul_str){key->at, key->len};
}

#endif
