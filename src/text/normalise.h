/*
 * normalise.h -- a token's form as the model and the dictionaries see it (docs/model-format.md, section 1).
 */
#ifndef DUL_NORMALISE_H
#define DUL_NORMALISE_H

#include "base/memory.h"

/*
 * norm: curly quotation marks, hyphens and dots made plain. lower: norm in lower case, digits as they are. Both look into the text where it already reads
 * so, else into the arena. false when memory ran out.
 */
bool dul_normalise(dul_arena *arena, dul_str form, dul_str *norm, dul_str *lower);

#endif
