/*
 * dict.h -- a folder of dictionaries becomes one pack.
 */
#ifndef DUL_DICT_H
#define DUL_DICT_H

#include "base/pack.h"

/* All *.txt of the folder and the compiled tables of places, as the bytes of a pack, from the allocator. The entries are not checked but for those of the
 * tables. lint may be NULL. */
dulati_result dul_dict_make(const dulati_allocator *allocator, const char *folder, const dul_lint *lint, dul_str *out, dulati_error *err);

#endif
