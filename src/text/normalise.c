/*
 * normalise.c -- plain forms of tokens.
 *
 * Nearly every token is plain already; the first loop finds that out and nothing is copied.
 */
#include "text/normalise.h"

#include "text/chars.h"

static size_t normalise_put(uint32_t cp, char *out)
{
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x2032:
    case 0x60:
    case 0xB4: out[0] = '\''; return 1;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB: out[0] = '"'; return 1;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: out[0] = '-'; return 1;
    case 0x2026: memcpy(out, "...", 3); return 3;
    default: return dul_utf8_encode(cp, out);
    }
}

bool dul_normalise(dul_arena *arena, dul_str form, dul_str *norm, dul_str *lower)
{
    bool plain = true, upper = false;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.at[i];
        plain           = plain && c < 0x80 && c != '`' && !(c == '\'' && i > 0 && form.at[i - 1] == '\'');
        upper           = upper || (c >= 'A' && c <= 'Z');
    }
    *norm = *lower = form;
    if (plain && !upper)
        return true;
    if (!plain) {
        /* a malformed byte becomes the three bytes of U+FFFD */
        char *out = dul_arena_alloc(arena, form.len * 3 + 4);
        if (out == NULL)
            return false;
        size_t n = 0, len;
        for (size_t at = 0; at < form.len; at += len) {
            uint32_t cp      = dul_utf8_decode(form, at, &len), meant;
            size_t   garbled = cp == 0xE2 ? dul_char_garbled(form, at, &meant) : 0;
            if (garbled > 0) {
                cp  = meant;
                len = garbled;
            }
            n += normalise_put(cp, out + n);
        }
        size_t kept = 0;
        for (size_t i = 0; i < n; i++) {
            bool pair   = out[i] == '\'' && i + 1 < n && out[i + 1] == '\'';
            out[kept++] = pair ? '"' : out[i];
            i += pair;
        }
        if (kept == form.len && memcmp(out, form.at, kept) == 0)
            *norm = form;
        else
            *norm = (dul_str){out, kept};
    }
    /* the longest change is two bytes to three (U+023A); U+1E9E shrinks */
    char *low = dul_arena_alloc(arena, norm->len * 2 + 4);
    if (low == NULL)
        return false;
    size_t n = 0, len;
    for (size_t at = 0; at < norm->len; at += len)
        n += dul_utf8_encode(dul_utf8_lower(dul_utf8_decode(*norm, at, &len)), low + n);
    *lower = n == norm->len && memcmp(low, norm->at, n) == 0 ? *norm : (dul_str){low, n};
    return true;
}
