/*
 * genre.h -- what kind of text a trigger stands in: words that tell of politics elsewhere tell of something else in a film review or on a sports page.
 *
 *     "attacked the governor's record in a debate"       a figure of speech: no arms, no armed people, no victims near
 *     "shot twice in an attempted robbery, detectives ..."   a crime report: private people on both sides
 *     "captured at the Battle of ..., in the Civil War"  history
 *
 * Two questions. Are arms near? Rules with the flag `armed` fit only where they are. Which genres hold here? Each is a line of dictionaries/events/genres.txt: its words,
 * how many different ones must stand in the sentence, in the passage around it, or in the whole report, and which parties spare an event from it.
 *
 * In      the report as the rules see it
 * Out     for a sentence: how many words of arms; which genres
 * Memory  the work's scratch
 * Typical linear in the words of the dictionary that the report holds; a passage is nine sentences
 * Tests   tests/unit/test_genre.c, tests/cases/events_genre.txt
 */
#ifndef DUL_GENRE_H
#define DUL_GENRE_H

#include "event/scene.h"

#define DUL_GENRE_AROUND 4 /* sentences on either side that belong to a passage */

/* Look through the report once; fills scene->genre. */
dulati_result dul_genre_make(dul_scene *scene);

/* Is the clause about arms, armed people or victims, so that "attack", "battle" or "war" mean what they say? */
bool dul_genre_armed(const dul_scene *scene, const dul_frame *frame);

/* The genre that the event with these parties belongs to, or NULL. historical: those that keep it as history, else those that drop it. */
const dul_word_list *dul_genre_of(const dul_scene *scene, uint32_t trigger, dul_type type, const dul_parties *actors, const dul_parties *recipients,
                                  bool historical);

#endif
