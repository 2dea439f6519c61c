/*
 * placename.h -- names of places as keys: what must be equal for two writings of one name to meet.
 *
 * "Nur-Sultan", "NUR SULTAN" and "Nur‑Sultan" are one name, and so are "Kyzylorda" and "Kyzylordá", "St. Louis" and "Saint Louis". A key is the name in lower
 * case without marks on Latin letters, apostrophes and stops, with hyphens and slashes as blanks, single blanks between words; "st", "mt" and "ft" before
 * another word are written out. Letters of other scripts stay as they are.
 *
 * Tests  tests/unit/test_gazetteer.c
 */
#ifndef DUL_PLACENAME_H
#define DUL_PLACENAME_H

#include "base/str.h"

#define DUL_PLACENAME_MAX 120 /* bytes of a key; longer names have none */

/* Write the key of a name; returns its length, 0 when the name is empty or too long. */
size_t dul_placename_key(dul_str name, char out[DUL_PLACENAME_MAX]);

#endif
