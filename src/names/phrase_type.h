/*
 * phrase_type.h -- what a phrase is to political events: person, organisation, geopolitical, location, nationality, role, other.
 *
 *     class (network)   what else is looked at                                                                     type
 *     person            a demonym of a country ("the Kazakhs")                                                     nationality
 *                       a common noun that is a role in dictionaries/actors ("the president", "a police officer")  role
 *                       any other                                                                                  person
 *     organization      the name of a country ("Kazakhstan said")                                                  geopolitical
 *                       any other                                                                                  organisation
 *     place             a name of a country, region or town, a noun like "city", "province"                        geopolitical
 *                       any other                                                                                  location
 *     none              an adjective of a country or region ("the Kazakh police")                                  nationality
 *     any other class                                                                                              other
 *
 * Reads   countries, the gazetteer and its words, the actor dictionaries
 * Tests   tests/unit/test_phrase.c; bench/mentions.py
 */
#ifndef DUL_PHRASE_TYPE_H
#define DUL_PHRASE_TYPE_H

#include "names/actors.h"
#include "place/gazetteer.h"
#include "syntax/phrase.h"

/* Find the phrases of a text and their types; adjectives of nationality are added. */
dulati_result dul_phrase_find_typed(const dul_actors *actors, const dul_countries *countries, const dul_gazetteer *gazetteer, const dul_job *job,
                                    const dul_text *text, const dul_tree *tree, dul_phrases *out);

#endif
