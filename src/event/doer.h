/*
 * doer.h -- who did it, where the clause of the trigger names nobody.
 *
 *     "two were killed when soldiers opened fire"       the clause of the cause: one act, and the soldiers did it
 *     "one man died in the firing"                      a definite noun means the firing told before, and its doer
 *     "teargas shells were lobbed"                      flag police: what none but police does was done by the police of the report
 *
 * In      candidates with their parties
 * Out     the same, some with actors; candidates that tell the same act are merged
 * Tests   tests/cases/events_police.txt
 */
#ifndef DUL_DOER_H
#define DUL_DOER_H

#include "event/sift.h"

/* Before the candidates are folded: definite nouns take the parties of what they mean. */
dulati_result dul_doer_recall(dul_event_run *run);

/* After it: causes in clauses of their own, and the police of the report. */
dulati_result dul_doer_find(dul_event_run *run);

#endif
