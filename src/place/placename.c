/* placename.c -- from a name as written to the key under which it is looked up; placename.h says what a key is. */
#include "place/placename.h"

#include "base/utf8.h"

/* Base letters of U+00C0..U+00FF and U+0100..U+017F, after lower-casing; '*' stands for two letters, '-' for itself. */
static const char placename_latin1[] = "aaaaaa*ceeeeiiiidnooooo-ouuuuy**aaaaaa*ceeeeiiiidnooooo-ouuuuy*y";
static const char placename_latin_a[] =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnn*nnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static const char *placename_two_letters(uint32_t cp)
{
    switch (cp) {
    case 0xC6:
    case 0xE6: return "ae";
    case 0xDE:
    case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0x132:
    case 0x133: return "ij";
    case 0x149: return "n";
    case 0x152:
    case 0x153: return "oe";
    default: return NULL;
    }
}

/* Letters of Latin Extended Additional and B that place names use. */
static char placename_rare(uint32_t cp)
{
    static const struct {
        uint16_t first, last;
        char     base;
    } runs[] = {
        {0x0181, 0x0185, 'b'}, {0x0187, 0x0188, 'c'}, {0x0189, 0x018C, 'd'}, {0x0198, 0x0199, 'k'}, {0x01A0, 0x01A1, 'o'}, {0x01AF, 0x01B0, 'u'},
        {0x01B3, 0x01B4, 'y'}, {0x01CD, 0x01CE, 'a'}, {0x01CF, 0x01D0, 'i'}, {0x01D1, 0x01D2, 'o'}, {0x01D3, 0x01DC, 'u'}, {0x01E6, 0x01E7, 'g'},
        {0x0218, 0x0219, 's'}, {0x021A, 0x021B, 't'}, {0x0253, 0x0253, 'b'}, {0x0257, 0x0257, 'd'}, {0x0259, 0x0259, 'e'}, {0x1E00, 0x1E01, 'a'},
        {0x1E02, 0x1E07, 'b'}, {0x1E08, 0x1E09, 'c'}, {0x1E0A, 0x1E13, 'd'}, {0x1E14, 0x1E1D, 'e'}, {0x1E1E, 0x1E1F, 'f'}, {0x1E20, 0x1E21, 'g'},
        {0x1E22, 0x1E2B, 'h'}, {0x1E2C, 0x1E2F, 'i'}, {0x1E30, 0x1E35, 'k'}, {0x1E36, 0x1E3D, 'l'}, {0x1E3E, 0x1E43, 'm'}, {0x1E44, 0x1E4B, 'n'},
        {0x1E4C, 0x1E53, 'o'}, {0x1E54, 0x1E57, 'p'}, {0x1E58, 0x1E5F, 'r'}, {0x1E60, 0x1E69, 's'}, {0x1E6A, 0x1E71, 't'}, {0x1E72, 0x1E7B, 'u'},
        {0x1E7C, 0x1E7F, 'v'}, {0x1E80, 0x1E89, 'w'}, {0x1E8A, 0x1E8D, 'x'}, {0x1E8E, 0x1E8F, 'y'}, {0x1E90, 0x1E95, 'z'}, {0x1EA0, 0x1EB7, 'a'},
        {0x1EB8, 0x1EC7, 'e'}, {0x1EC8, 0x1ECB, 'i'}, {0x1ECC, 0x1EE3, 'o'}, {0x1EE4, 0x1EF1, 'u'}, {0x1EF2, 0x1EF9, 'y'},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (cp >= runs[i].first && cp <= runs[i].last)
            return runs[i].base;
    return 0;
}

static bool placename_is_dropped(uint32_t cp)
{
    return cp == '\'' || cp == '.' || cp == '`' || cp == 0xB4 || cp == 0x2018 || cp == 0x2019 || (cp >= 0x02B9 && cp <= 0x02BF) || cp == 0x02C8 ||
           (cp >= 0x0300 && cp <= 0x036F) || cp == 0x00AD;
}

static bool placename_is_gap(uint32_t cp)
{
    return cp == '-' || cp == '/' || (cp >= 0x2010 && cp <= 0x2015) || dul_utf8_is_space(cp);
}

/* Letters of one code point into out (at most 4 bytes); returns how many. */
static size_t placename_letter(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
        return 1;
    }
    const char *two = placename_two_letters(cp);
    if (two != NULL) {
        size_t n = strlen(two);
        memcpy(out, two, n);
        return n;
    }
    char base = 0;
    if (cp >= 0xC0 && cp <= 0xFF)
        base = placename_latin1[cp - 0xC0];
    else if (cp >= 0x100 && cp < 0x180)
        base = placename_latin_a[cp - 0x100];
    else if (cp < 0x2000)
        base = placename_rare(cp);
    if (base != 0 && base != '-' && base != '*') {
        out[0] = base;
        return 1;
    }
    return dul_utf8_encode(dul_utf8_lower(cp), out);
}

/* "st", "ste", "mt" and "ft" as the last word of key: written out; returns the new length, or SIZE_MAX when there is no room. */
static size_t placename_write_out(char *key, size_t word, size_t n)
{
    static const char *const pairs[][2] = {{"st", "saint"}, {"ste", "sainte"}, {"mt", "mount"}, {"ft", "fort"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t from = strlen(pairs[i][0]), to = strlen(pairs[i][1]);
        if (n - word == from && memcmp(key + word, pairs[i][0], from) == 0) {
            if (word + to >= DUL_PLACENAME_MAX)
                return SIZE_MAX;
            memcpy(key + word, pairs[i][1], to);
            return word + to;
        }
    }
    return n;
}

size_t dul_placename_key(dul_str name, char out[DUL_PLACENAME_MAX])
{
    size_t n = 0, word = 0, len;
    bool   gap = false;
    for (size_t at = 0; at < name.len; at += len) {
        uint32_t cp = dul_utf8_decode(name, at, &len);
        if (placename_is_dropped(cp))
            continue;
        if (placename_is_gap(cp)) {
            gap = n > 0;
            continue;
        }
        if (gap) {
            n = placename_write_out(out, word, n);
            if (n >= DUL_PLACENAME_MAX - 1)
                return 0;
            out[n++] = ' ';
            word     = n;
            gap      = false;
        }
        char   letters[4];
        size_t n_letters = placename_letter(cp, letters);
        if (n + n_letters > DUL_PLACENAME_MAX)
            return 0;
        memcpy(out + n, letters, n_letters);
        n += n_letters;
    }
    return n;
}
