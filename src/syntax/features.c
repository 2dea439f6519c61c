/* features.c -- hashes of words, affixes and shapes. */
#include "syntax/features.h"

#include "base/hash.h"
#include "base/utf8.h"

#define PREFIX_MAX 4 /* code points */
#define SUFFIX_MAX 5
#define SHAPE_MAX  12 /* characters; a run is cut to RUN_MAX before */
#define RUN_MAX    3

dul_letters dul_letters_count(dul_str norm)
{
    dul_letters found = {0};
    size_t      len;
    for (size_t at = 0; at < norm.len; at += len) {
        uint32_t cp    = dul_utf8_decode(norm, at, &len);
        bool     upper = dul_utf8_is_upper(cp);
        found.n_upper += upper;
        found.n_letters += upper || dul_utf8_is_lower(cp);
        if (at == 0)
            found.first_upper = upper;
    }
    return found;
}

char dul_letters_class(uint64_t n_letters, uint64_t n_upper)
{
    return n_upper == 0 ? 'L' : 10 * n_upper > 6 * n_letters ? 'U' : 'M';
}

static void features_add(dul_features *features, dul_feature_table table, uint64_t hash)
{
    features->hash[features->n]    = hash;
    features->table[features->n++] = (uint8_t)table;
}

static uint64_t features_byte(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * DUL_FNV_PRIME;
}

/* The bytes of text, each digit as '0'. */
static uint64_t features_hash(uint64_t hash, dul_str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = features_byte(hash, dul_utf8_is_digit((unsigned char)text.at[i]) ? '0' : text.at[i]);
    return hash;
}

static uint64_t features_shape(dul_str norm)
{
    uint64_t hash = features_byte(DUL_FNV_BASIS, 'x');
    char     last = '\0';
    size_t   run = 0, n = 0, len;
    for (size_t at = 0; at < norm.len && n < SHAPE_MAX; at += len) {
        uint32_t cp   = dul_utf8_decode(norm, at, &len);
        char     mark = dul_utf8_is_upper(cp) ? 'X' : dul_utf8_is_lower(cp) ? 'x' : dul_utf8_is_digit(cp) ? 'd' : cp < 0x80 ? (char)cp : '?';
        run           = mark == last && n > 0 ? run + 1 : 1;
        last          = mark;
        if (run > RUN_MAX)
            continue;
        hash = features_byte(hash, mark);
        n++;
    }
    return hash;
}

void dul_features_find(dul_str norm, dul_str lower, dul_letters letters, bool first, char sentence_class, dul_features *out)
{
    out->n = 0;
    features_add(out, DUL_FEATURE_WORD, features_hash(features_byte(DUL_FNV_BASIS, 'w'), lower));
    features_add(out, DUL_FEATURE_WORD, features_hash(features_byte(DUL_FNV_BASIS, 'W'), lower));

    uint64_t prefix = features_byte(DUL_FNV_BASIS, 'p');
    size_t   at     = 0;
    for (size_t n = 0, len; n < PREFIX_MAX && at < lower.len; n++, at += len) {
        dul_utf8_decode(lower, at, &len);
        prefix = features_hash(prefix, dul_str_slice(lower, at, at + len));
        features_add(out, DUL_FEATURE_SUB, prefix);
    }
    /* Code points from the end: the starts of the last few, found by reading forward from a place that is surely early enough. */
    size_t start[SUFFIX_MAX], n_seen = 0, len;
    at = lower.len > SUFFIX_MAX * 4 ? lower.len - SUFFIX_MAX * 4 : 0;
    while (at > 0 && ((unsigned char)lower.at[at] & 0xC0) == 0x80)
        at--;
    for (; at < lower.len; at += len, n_seen++) {
        dul_utf8_decode(lower, at, &len);
        start[n_seen % SUFFIX_MAX] = at;
    }
    for (size_t n = 1; n <= SUFFIX_MAX && n <= n_seen; n++)
        features_add(out, DUL_FEATURE_SUB, features_hash(features_byte(DUL_FNV_BASIS, 's'), dul_str_slice(lower, start[(n_seen - n) % SUFFIX_MAX], lower.len)));

    features_add(out, DUL_FEATURE_SHAPE, features_shape(norm));
    char     letter = letters.n_upper == 0 ? 'l' : letters.n_upper == letters.n_letters && letters.n_letters >= 2 ? 'A' : letters.first_upper ? 'T' : 'm';
    uint64_t hash   = features_byte(features_byte(DUL_FNV_BASIS, 'c'), letter);
    features_add(out, DUL_FEATURE_SHAPE, features_byte(features_byte(hash, first ? '1' : '0'), sentence_class));
}
