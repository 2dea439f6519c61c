/* utf8.c -- decoding, encoding and classes of code points. */
#include "base/utf8.h"

#include "base/case_table.h"

uint32_t dul_utf8_decode(dul_str text, size_t at, size_t *len)
{
    const unsigned char *s    = (const unsigned char *)text.at + at;
    size_t               left = text.len - at;
    *len                      = 1;
    if (s[0] < 0x80)
        return s[0];
    if (s[0] >= 0xC2 && s[0] <= 0xDF && left >= 2 && (s[1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3Fu);
    }
    if ((s[0] & 0xF0) == 0xE0 && left >= 3 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
        uint32_t cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3Fu);
        if (cp >= 0x800 && (cp < 0xD800 || cp > 0xDFFF)) {
            *len = 3;
            return cp;
        }
    }
    if (s[0] >= 0xF0 && s[0] <= 0xF4 && left >= 4 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 && (s[3] & 0xC0) == 0x80) {
        uint32_t cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3Fu);
        if (cp >= 0x10000 && cp <= 0x10FFFF) {
            *len = 4;
            return cp;
        }
    }
    return DUL_REPLACEMENT;
}

size_t dul_utf8_encode(uint32_t cp, char out[4])
{
    if ((cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF)
        cp = DUL_REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t dul_utf8_count(dul_str text)
{
    size_t n = 0, len;
    for (size_t at = 0; at < text.len; at += len, n++)
        dul_utf8_decode(text, at, &len);
    return n;
}

/* The generated table holds runs of code points that share a distance to their lower-case partner. */
static const dul_case_run *utf8_case_run(uint32_t cp)
{
    size_t low = 0, high = dul_case_n_runs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dul_case_runs[middle].last < cp)
            low = middle + 1;
        else
            high = middle;
    }
    const dul_case_run *run = low < dul_case_n_runs ? &dul_case_runs[low] : NULL;
    return run != NULL && cp >= run->first && (cp - run->first) % run->step == 0 ? run : NULL;
}

uint32_t dul_utf8_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    const dul_case_run *run = utf8_case_run(cp);
    return run == NULL ? cp : (uint32_t)((int64_t)cp + run->to_lower);
}

bool dul_utf8_is_upper(uint32_t cp)
{
    return dul_utf8_lower(cp) != cp;
}

bool dul_utf8_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    if (cp < 0xC0)
        return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
    if (cp == 0xD7 || cp == 0xF7)
        return false;
    if (cp >= 0x2000 && cp <= 0x2BFF) /* punctuation, symbols, arrows */
        return false;
    if (cp >= 0x2E00 && cp <= 0x2E7F)
        return false;
    if (cp >= 0x3000 && cp <= 0x303F)
        return cp >= 0x3005 && cp <= 0x3007;
    if (cp >= 0xE000 && cp <= 0xF8FF) /* private use */
        return false;
    if (cp >= 0xFE00 && cp <= 0xFE6F) /* variation selectors, small forms */
        return false;
    if (cp >= 0xFF00 && cp <= 0xFF20)
        return false;
    if (cp >= 0xFFF0 && cp <= 0xFFFF)
        return false;
    if (cp >= 0x1F000 && cp <= 0x1FAFF) /* emoji and tiles */
        return false;
    return cp < 0xE0000;
}

bool dul_utf8_is_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return cp < 0x590 && dul_utf8_is_letter(cp) && !dul_utf8_is_upper(cp);
}

bool dul_utf8_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}
