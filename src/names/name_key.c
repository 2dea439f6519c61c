/* name_key.c -- folding of words for look-up. */
#include "names/name_key.h"

#include "base/utf8.h"

/* The plain letters behind the accented ones of U+00C0 to U+017F; '*' where there are two (see key_plain). */
static const char key_latin[] = "aaaaaa*ceeeeiiiidnooooo ouuuuyt*aaaaaa*ceeeeiiiidnooooo ouuuuyty"
                                "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
                                "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Write a lower-case code point in plain letters; returns how many bytes. */
static size_t key_plain(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp == 0xDF || cp == 0xE6 || cp == 0x153) {
        memcpy(out, cp == 0xDF ? "ss" : cp == 0xE6 ? "ae" : "oe", 2);
        return 2;
    }
    if (cp == 0x259 || cp == 0x1DD) { /* schwa, as in Azerbaijani names */
        out[0] = 'a';
        return 1;
    }
    if (cp >= 0x218 && cp <= 0x21B) {
        out[0] = cp <= 0x219 ? 's' : 't';
        return 1;
    }
    if (cp >= 0xC0 && cp - 0xC0 < sizeof key_latin - 1 && key_latin[cp - 0xC0] >= 'a') {
        out[0] = key_latin[cp - 0xC0];
        return 1;
    }
    return dul_utf8_encode(cp, out);
}

static bool key_ends(const char *word, size_t len, const char *tail)
{
    size_t tail_len = strlen(tail);
    return len >= tail_len && memcmp(word + len - tail_len, tail, tail_len) == 0;
}

/* Take the plural off a word; returns its new length. It never grows. */
static size_t key_singular(char *word, size_t len)
{
    static const char *const keep[] = {"news", "arms", "customs", "always", "times", "means"};
    for (size_t i = 0; i < sizeof keep / sizeof keep[0]; i++)
        if (len == strlen(keep[i]) && memcmp(word, keep[i], len) == 0)
            return len;
    if (len == 8 && memcmp(word, "children", 8) == 0)
        return 5;
    if (len == 5 && memcmp(word, "buses", 5) == 0)
        return 3;
    if (len >= 3 && key_ends(word, len, "men")) {
        word[len - 2] = 'a';
        return len;
    }
    if (len < 4 || word[len - 1] != 's' || key_ends(word, len, "ss") || key_ends(word, len, "us") || key_ends(word, len, "is"))
        return len;
    if (len > 4 && key_ends(word, len, "ies")) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (key_ends(word, len, "ieves")) {
        word[len - 3] = 'f';
        return len - 2;
    }
    if (key_ends(word, len, "sses") || key_ends(word, len, "shes") || key_ends(word, len, "ches") || key_ends(word, len, "xes"))
        return len - 2;
    return len - 1;
}

/* Close the word that began at byte start; false when it has grown too long to be kept. */
static void key_close(dul_key *key, uint32_t start, bool after_apostrophe)
{
    size_t len = key->len - start;
    if (len == 0 || (after_apostrophe && len == 1 && key->at[start] == 's')) {
        key->len = start > 0 ? start - 1 : 0; /* with the blank before it */
        return;
    }
    key->len = start + (uint32_t)key_singular(key->at + start, len);
    key->n_words++;
}

bool dul_key_add(dul_key *key, dul_str text)
{
    const dul_key before           = {.len = key->len, .n_words = key->n_words};
    uint32_t      start            = 0;
    bool          open             = false;
    bool          after_apostrophe = false;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t cp         = dul_utf8_lower(dul_utf8_decode(text, at, &len));
        bool     apostrophe = cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC;
        bool     separator  = apostrophe || cp == '-' || cp == '/' || cp == '"' || cp == ',' || (cp >= 0x2010 && cp <= 0x201F) || dul_utf8_is_space(cp);
        if (separator) {
            if (open)
                key_close(key, start, after_apostrophe);
            open             = false;
            after_apostrophe = apostrophe;
            continue;
        }
        if (cp == '.' || cp == '(' || cp == ')')
            continue;
        if (key->len + 6 > DUL_KEY_BYTES) {
            key->len     = before.len;
            key->n_words = before.n_words;
            return false;
        }
        if (!open) {
            if (key->len > 0)
                key->at[key->len++] = ' ';
            start = key->len;
            open  = true;
        }
        key->len += (uint32_t)key_plain(cp, key->at + key->len);
    }
    if (open)
        key_close(key, start, after_apostrophe);
    return true;
}
