/*
 * background.h -- what is told as actual by its form, and is not: questions, habits, kinds of events, and what lies in the past.
 *
 *     "Did you shoot him?"                               hypothetical   a question
 *     "rebels often attack the villages along the road"  hypothetical   a habit; in the past tense history
 *     "the issue of police killings of black men"        hypothetical   a kind of event, not one event
 *     "there is no evidence that they blew up the dam"   hypothetical   no evidence
 *     "captured in the Second World War"                 historical     a genre of genres.txt
 *
 * In      a trigger that stands as actual, its parties
 * Out     its standing, changed where one of these holds
 * Tests   tests/cases/events_genre.txt
 */
#ifndef DUL_BACKGROUND_H
#define DUL_BACKGROUND_H

#include "event/scene.h"

void dul_background_find(const dul_scene *scene, const dul_frame *frame, dul_type type, const dul_parties *actors, const dul_parties *recipients,
                         dul_standing *standing);

#endif
