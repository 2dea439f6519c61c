/*
 * rules.h -- the event rules, compiled: from dictionaries/events/ to what the matcher runs.
 *
 * A rule is written once, in the active voice; docs/dictionaries.md describes the language for a political scientist.
 */
#ifndef DUL_RULES_H
#define DUL_RULES_H

#include "base/hash.h"
#include "base/pack.h"

typedef struct dul_rules dul_rules;

/* Read all dictionaries/events/ of the pack; err names file and line of the first fault. */
dulati_result dul_rules_open(const dul_pack *pack, const dulati_allocator *allocator, dul_rules **out, dulati_error *err);
void          dul_rules_close(dul_rules *rules);
size_t        dul_rules_count(const dul_rules *rules);

#endif
