/*
 * mention.h -- who is named: mentions of persons, organisations, groups and roles, what they are (codes), and which are the same.
 *
 * Codes compose. "the Almaty commandant's office" is a role (COP) in a place (Almaty) in a country: KAZCOP. "Kazakh riot police" is a nationality and an agent noun.
 * "crowds" is an agent noun (CVL) without a country of its own: the story's country is inferred. "Tokayev", "the president", "he" are one entity: coreference
 * hands codes and name along.
 *
 * In      tokens, trees, places; the day of publication (offices are dated)
 * Out     mentions in text order: every noun phrase that names or describes an actor, also pronouns that stand for one
 * Memory  the document's arena
 * Tests   tests/unit/test_mention.c, tests/cases/actors.txt
 */
#ifndef DUL_MENTION_H
#define DUL_MENTION_H

#include "names/actors.h"
#include "place/toponym.h"
#include "syntax/tree.h"

typedef enum { DUL_ENTITY_PER, DUL_ENTITY_ORG, DUL_ENTITY_GPE, DUL_ENTITY_LOC, DUL_ENTITY_NORP, DUL_ENTITY_ROLE, DUL_ENTITY_MISC } dul_entity_type;
typedef enum { DUL_KIND_PERSON, DUL_KIND_GROUP, DUL_KIND_ORGANISATION, DUL_KIND_PLACE, DUL_KIND_OBJECT } dul_kind;

#define DUL_CODE_MAX  16 /* bytes with the NUL: a country and up to four sectors */
#define DUL_CODES_MAX 4  /* codes of one mention                                 */

typedef struct {
    dul_range       tokens; /* the phrase, as a reader would underline it                                  */
    uint32_t        head;   /* its head token: arguments of events are found by it                         */
    dul_entity_type type;
    dul_kind        kind;
    dul_str         name; /* canonical: from the dictionary, or the longest form in the report           */
    uint32_t        n_codes;
    char            code[DUL_CODES_MAX][DUL_CODE_MAX];
    bool            inferred; /* the country comes from the story, not from the phrase                    */
    bool            pronoun;
    bool            generic; /* a bare agent noun ("police", "protesters"), no name                      */
    int32_t         coref;   /* mentions with the same number are the same entity; -1: alone             */
    const char     *rule;    /* file and line of the entry that gave the code, or what was inferred      */
} dul_mention;

typedef struct {
    uint32_t     n;
    dul_mention *item;    /* [n] in text order (by first token)                                           */
    uint32_t    *of_head; /* [n_tokens] index of the mention whose head the token is, or DUL_NONE         */
} dul_mentions;

dulati_result dul_mention_find(const dul_actors *actors, const dul_countries *countries, const dul_job *job, const dul_text *text, const dul_tree *tree,
                               const dul_places *places, dul_mentions *out);

/* Give the mention one code in place of those it has; none when both parts are empty. */
void dul_mention_recode(dul_mention *mention, const char *country, const char *sectors);

/* Give it one more; false when it has DUL_CODES_MAX already, or both parts are empty. */
bool dul_mention_add_code(dul_mention *mention, const char *country, const char *sectors);

const char *dul_entity_type_text(dul_entity_type type);
const char *dul_kind_text(dul_kind kind);

#endif
