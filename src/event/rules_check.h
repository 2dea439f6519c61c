/*
 * rules_check.h -- event rules that can be read and yet cannot be meant: for `dulati dict check`.
 *
 * Finds codes that CAMEO, ACLED or the lists of countries and sectors do not have, contexts that contexts.txt lacks, entries that another one always beats,
 * entries that say the same or that differ only in what they code, verbs in an inflected form, sets that nothing uses.
 *
 * In      rules opened with a lint; countries, which may be NULL
 * Tests   tests/unit/test_dict_check.c
 */
#ifndef DUL_RULES_CHECK_H
#define DUL_RULES_CHECK_H

#include "event/rules.h"
#include "place/country.h"

void dul_rules_check(const dul_rules *rules, const dul_countries *countries, const dul_lint *lint);

#endif
