/*
 * reread.h -- what only the event words can tell about a tree: a gerund that is a noun.
 *
 *     "killed in police firing"      the parser: killed in police, firing       here: killed in firing, of the police
 *
 * A participle in -ing behind a bare party noun, without an object, an auxiliary or a subject of its own, is the noun that the dictionaries know ("firing",
 * "shelling", "bombing"); the party before it is its compound. The report keeps the parser's tree; only the event stage reads the other.
 *
 * In      the tree, the mentions, the rules
 * Out     a tree for the event stage: the same one, or a copy with some heads, relations and tags changed
 * Memory  the copy lies in the work's scratch
 * Evidence  bench/accuracy.csv, india: four of five "police firing" are read as verbs
 * Tests   tests/cases/events_police.txt
 */
#ifndef DUL_REREAD_H
#define DUL_REREAD_H

#include "event/rules.h"
#include "names/mention.h"
#include "syntax/tree.h"

/* Sets *out to tree or to a changed copy. */
dulati_result dul_reread_tree(const dul_rules *rules, const dul_job *job, const dul_text *text, const dul_tree *tree, const dul_mentions *mentions,
                              const dul_tree **out);

#endif
