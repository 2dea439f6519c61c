/*
 * actors.h -- the actor dictionaries: who is what, and when.
 *
 * dictionaries/actors/: agents.txt (role nouns: "riot police" COP, "commandant" ...), offices.txt, leaders.txt (dated: who held which office), organisations.txt
 * (the CSTO, Amnesty International), groups.txt (armed groups, parties), ... A README there gives the format of an entry.
 */
#ifndef DUL_ACTORS_H
#define DUL_ACTORS_H

#include "base/hash.h"
#include "base/pack.h"
#include "place/country.h"

typedef struct dul_actors dul_actors;

/* Read all actor dictionaries of the pack; err names file and line. */
dulati_result dul_actors_open(const dul_pack *pack, const dul_countries *countries, const dulati_allocator *allocator, dul_actors **out, dulati_error *err);
void          dul_actors_close(dul_actors *actors);
size_t        dul_actors_count(const dul_actors *actors);

#endif
