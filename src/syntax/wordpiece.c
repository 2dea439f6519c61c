/*
 * wordpiece.c -- a vocabulary as a hash table, and words cut by it.
 *
 * A piece that continues a word is written ##piece. Its hash begins at another basis and leaves the two marks out, so that the hashes of all beginnings of
 * what is left of a word are one walk over its bytes, whether it begins the word or continues it.
 */
#include "syntax/wordpiece.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/wordpiece_table.h"

#define PIECES_MAX ((uint32_t)1 << 20) /* of a vocabulary                                                                          */
#define PART_MAX   100                 /* code points of a part; a longer one is unknown                                           */
#define PIECE_MAX  256                 /* bytes: longer pieces of a vocabulary are never found, which bounds the cost of each step */

#define BASIS_FIRST DUL_FNV_BASIS
#define BASIS_NEXT  (DUL_FNV_BASIS ^ UINT64_C(0x2323))

/* ---- the vocabulary -------------------------------------------------------------------------------------------------------------------- */

static dul_str wordpiece_text(const dul_wordpiece *w, uint32_t piece)
{
    return dul_str_slice(w->text, w->start[piece], w->start[piece + 1] - 1); /* without the end of the line */
}

static bool wordpiece_continues(dul_str piece)
{
    return piece.len > 2 && piece.at[0] == '#' && piece.at[1] == '#';
}

static uint32_t wordpiece_slot(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t wordpiece_find(const dul_wordpiece *w, uint64_t hash, bool continues, dul_str text)
{
    for (uint32_t at = wordpiece_slot(hash);; at++) {
        uint32_t piece = w->slot[at & (w->n_slots - 1)];
        if (piece == DUL_NONE)
            return DUL_NONE;
        dul_str known = wordpiece_text(w, piece);
        if (wordpiece_continues(known) == continues && dul_str_equal(continues ? dul_str_slice(known, 2, known.len) : known, text))
            return piece;
    }
}

static uint32_t wordpiece_find_special(const dul_wordpiece *w, const char *name)
{
    return wordpiece_find(w, dul_hash_more(BASIS_FIRST, name, strlen(name)), false, dul_str_of(name));
}

/* false when the piece is known already: many of the same would make a long walk of each insertion. */
static bool wordpiece_put(dul_wordpiece *w, uint32_t piece)
{
    dul_str text      = wordpiece_text(w, piece);
    bool    continues = wordpiece_continues(text);
    if (text.len > w->longest)
        w->longest = text.len < PIECE_MAX ? (uint32_t)text.len : PIECE_MAX;
    if (continues)
        text = dul_str_slice(text, 2, text.len);
    uint64_t hash = dul_hash_more(continues ? BASIS_NEXT : BASIS_FIRST, text.at, text.len);
    if (wordpiece_find(w, hash, continues, text) != DUL_NONE)
        return false;
    uint32_t at = wordpiece_slot(hash);
    while (w->slot[at & (w->n_slots - 1)] != DUL_NONE)
        at++;
    w->slot[at & (w->n_slots - 1)] = piece;
    return true;
}

dulati_result dul_wordpiece_open(dul_str vocabulary, const char *path, dul_arena *arena, dul_wordpiece *out, dulati_error *err)
{
    *out     = (dul_wordpiece){.text = vocabulary};
    size_t n = vocabulary.len > 0;
    for (size_t i = 0; i < vocabulary.len; i++)
        n += vocabulary.at[i] == '\n' && i + 1 < vocabulary.len; /* the last line may have an end or none */
    if (n == 0 || n > PIECES_MAX || vocabulary.len >= UINT32_MAX)
        return dul_fail(err, DULATI_E_FORMAT, "a vocabulary without pieces, or with too many", path, 0, 0);
    out->n = (uint32_t)n;
    for (out->n_slots = 2; out->n_slots < 2 * out->n;)
        out->n_slots *= 2;
    out->start = dul_arena_calloc(arena, n + 1, sizeof *out->start);
    out->slot  = dul_arena_alloc(arena, out->n_slots * sizeof *out->slot);
    if (out->start == NULL || out->slot == NULL)
        return dul_fail_memory(err);
    memset(out->slot, 0xFF, out->n_slots * sizeof *out->slot);
    uint32_t line = 0;
    for (size_t i = 0; i < vocabulary.len; i++)
        if (vocabulary.at[i] == '\n' && line + 1 < out->n)
            out->start[++line] = (uint32_t)i + 1;
    bool ended         = vocabulary.at[vocabulary.len - 1] == '\n';
    out->start[out->n] = (uint32_t)(vocabulary.len + (ended ? 0 : 1));
    for (uint32_t i = 0; i < out->n; i++)
        if (!wordpiece_put(out, i))
            return dul_fail(err, DULATI_E_FORMAT, "a piece that stands twice in the vocabulary", path, 0, 0);
    out->unknown = wordpiece_find_special(out, "[UNK]");
    out->first   = wordpiece_find_special(out, "[CLS]");
    out->last    = wordpiece_find_special(out, "[SEP]");
    if (out->unknown == DUL_NONE || out->first == DUL_NONE || out->last == DUL_NONE)
        return dul_fail(err, DULATI_E_FORMAT, "the vocabulary lacks [UNK], [CLS] or [SEP]", path, 0, 0);
    return DULATI_OK;
}

/* ---- code points ------------------------------------------------------------------------------------------------------------------------ */

static bool wordpiece_in(const dul_wordpiece_range *range, size_t n, uint32_t cp)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (range[middle].last < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && range[low].first <= cp;
}

/* A Hangul syllable is two or three letters, in order of its number. */
static uint32_t wordpiece_hangul(uint32_t cp, uint32_t out[3])
{
    uint32_t syllable = cp - 0xAC00;
    out[0]            = 0x1100 + syllable / 588;
    out[1]            = 0x1161 + syllable % 588 / 28;
    out[2]            = 0x11A7 + syllable % 28;
    return syllable % 28 == 0 ? 2 : 3;
}

/* What becomes of a code point beyond ASCII: lower case, decomposed, without marks; returns how many it becomes. */
static uint32_t wordpiece_plain(uint32_t cp, uint32_t out[3])
{
    if (cp >= 0xAC00 && cp <= 0xD7A3)
        return wordpiece_hangul(cp, out);
    size_t low = 0, high = dul_wordpiece_n_runs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dul_wordpiece_runs[middle].last < cp)
            low = middle + 1;
        else
            high = middle;
    }
    const dul_wordpiece_run *run = &dul_wordpiece_runs[low];
    out[0]                       = cp;
    if (low < dul_wordpiece_n_runs && run->first <= cp && (cp - run->first) % run->step == 0) {
        out[0] = (uint32_t)((int32_t)cp + run->way);
        return 1;
    }
    for (size_t i = 0; i < dul_wordpiece_n_longer; i++)
        if (dul_wordpiece_longer[i].from == cp) {
            memcpy(out, dul_wordpiece_longer[i].to, sizeof dul_wordpiece_longer[i].to);
            return out[2] == 0 ? 2 : 3;
        }
    return wordpiece_in(dul_wordpiece_dropped, dul_wordpiece_n_dropped, cp) ? 0 : 1;
}

static bool wordpiece_is_alone(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= 33 && cp <= 47) || (cp >= 58 && cp <= 64) || (cp >= 91 && cp <= 96) || (cp >= 123 && cp <= 126);
    return wordpiece_in(dul_wordpiece_alone, dul_wordpiece_n_alone, cp);
}

static bool wordpiece_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 0x80 && wordpiece_in(dul_wordpiece_spaces, dul_wordpiece_n_spaces, cp));
}

/* ---- words ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    const dul_wordpiece *w;
    uint32_t             n; /* pieces found */
    uint32_t            *piece;
    uint32_t             n_points;               /* of the part; PART_MAX + 1: too many */
    uint16_t             point[PART_MAX + 1];    /* where its code points begin         */
    char                 text[PART_MAX * 4 + 4]; /* its bytes                           */
} wordpiece_cutter;

/* The longest piece that begins at code point `at`; *end is the code point behind it. */
static uint32_t wordpiece_longest(const wordpiece_cutter *c, uint32_t at, uint32_t *end)
{
    uint64_t hash[PART_MAX], now = at == 0 ? BASIS_FIRST : BASIS_NEXT;
    uint32_t n = at;
    for (; n < c->n_points && (uint32_t)(c->point[n + 1] - c->point[at]) <= c->w->longest; n++)
        hash[n] = now = dul_hash_more(now, c->text + c->point[n], (size_t)(c->point[n + 1] - c->point[n]));
    for (; n > at; n--) {
        uint32_t found = wordpiece_find(c->w, hash[n - 1], at > 0, (dul_str){c->text + c->point[at], (size_t)(c->point[n] - c->point[at])});
        if (found != DUL_NONE) {
            *end = n;
            return found;
        }
    }
    return DUL_NONE;
}

/* The part is complete. */
static void wordpiece_end_part(wordpiece_cutter *c)
{
    uint32_t piece[PART_MAX], n = 0;
    if (c->n_points == 0)
        return;
    if (c->n_points > PART_MAX)
        piece[n++] = c->w->unknown;
    for (uint32_t at = 0, end = 0; c->n_points <= PART_MAX && at < c->n_points; at = end) {
        piece[n] = wordpiece_longest(c, at, &end);
        if (piece[n++] == DUL_NONE) {
            piece[0] = c->w->unknown;
            n        = 1;
            break;
        }
    }
    for (uint32_t i = 0; i < n && c->n < DUL_PIECES_MAX; i++)
        c->piece[c->n++] = piece[i];
    c->n_points = 0;
}

static void wordpiece_add_point(wordpiece_cutter *c, uint32_t cp)
{
    if (wordpiece_is_space(cp)) {
        wordpiece_end_part(c);
        return;
    }
    bool alone = wordpiece_is_alone(cp);
    if (alone)
        wordpiece_end_part(c);
    if (c->n_points < PART_MAX) {
        uint16_t at             = c->point[c->n_points];
        c->point[++c->n_points] = (uint16_t)(at + dul_utf8_encode(cp, c->text + at));
    } else {
        c->n_points = PART_MAX + 1;
    }
    if (alone)
        wordpiece_end_part(c);
}

uint32_t dul_wordpiece_cut(const dul_wordpiece *vocabulary, dul_str norm, uint32_t piece[DUL_PIECES_MAX])
{
    wordpiece_cutter c;
    c.w        = vocabulary;
    c.n        = 0;
    c.piece    = piece;
    c.n_points = 0;
    c.point[0] = 0;
    size_t len;
    for (size_t at = 0; at < norm.len && c.n < DUL_PIECES_MAX; at += len) {
        uint32_t cp = dul_utf8_decode(norm, at, &len), plain[3] = {cp, 0, 0};
        uint32_t n = 1;
        if (cp >= 0x80)
            n = wordpiece_plain(cp, plain);
        else if (cp < 32 || cp == 127)
            continue;
        else if (cp >= 'A' && cp <= 'Z')
            plain[0] += 'a' - 'A';
        for (uint32_t i = 0; i < n; i++)
            wordpiece_add_point(&c, plain[i]);
    }
    wordpiece_end_part(&c);
    if (c.n == 0)
        piece[c.n++] = vocabulary->unknown;
    return c.n;
}
