/* chars.c -- classes of characters. */
#include "text/chars.h"

#define SPACE DUL_CHAR_SPACE
#define LOWER DUL_CHAR_LOWER
#define UPPER DUL_CHAR_UPPER
#define DIGIT DUL_CHAR_DIGIT
#define OTHER DUL_CHAR_SYMBOL

/* clang-format off */
const unsigned char dul_char_ascii[128] = {
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, /* controls */
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE,
    SPACE, DUL_CHAR_EXCLAIM, DUL_CHAR_QUOTE, OTHER, DUL_CHAR_CURRENCY, OTHER, OTHER, DUL_CHAR_APOSTROPHE,           /*  !"#$%&' */
    DUL_CHAR_OPEN, DUL_CHAR_CLOSE, OTHER, OTHER, DUL_CHAR_COMMA, DUL_CHAR_HYPHEN, DUL_CHAR_STOP, OTHER,             /* ()*+,-./ */
    DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DUL_CHAR_COLON, DUL_CHAR_SEMICOLON, OTHER, OTHER, OTHER, DUL_CHAR_EXCLAIM,
    OTHER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, /* @A ... */
    UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, DUL_CHAR_OPEN, OTHER, DUL_CHAR_CLOSE, OTHER, DUL_CHAR_UNDERSCORE,
    DUL_CHAR_BACKQUOTE, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER,
    LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, DUL_CHAR_OPEN, OTHER, DUL_CHAR_CLOSE, OTHER, SPACE,
};
/* clang-format on */

dul_char dul_char_wide(uint32_t cp)
{
    if (cp < 0xC0) {
        switch (cp) {
        case 0xA2:
        case 0xA3:
        case 0xA5: return DUL_CHAR_CURRENCY;
        case 0xAB: return DUL_CHAR_QUOTE_OPEN;
        case 0xBB: return DUL_CHAR_QUOTE_CLOSE;
        case 0xB4: return DUL_CHAR_APOSTROPHE;
        case 0xAA:
        case 0xB5:
        case 0xBA:
        case 0xAD: return DUL_CHAR_LETTER; /* also the soft hyphen, which is no break */
        default: return cp <= 0xA0 ? DUL_CHAR_SPACE : DUL_CHAR_SYMBOL;
        }
    }
    if (cp >= 0x2000 && cp <= 0x20CF) {
        switch (cp) {
        case 0x2010:
        case 0x2011: return DUL_CHAR_HYPHEN;
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015: return DUL_CHAR_DASH;
        case 0x2018:
        case 0x201B: return DUL_CHAR_BACKQUOTE;
        case 0x2019:
        case 0x201A:
        case 0x2032: return DUL_CHAR_APOSTROPHE;
        case 0x201C:
        case 0x201E:
        case 0x201F: return DUL_CHAR_QUOTE_OPEN;
        case 0x201D: return DUL_CHAR_QUOTE_CLOSE;
        case 0x2026: return DUL_CHAR_ELLIPSIS;
        case 0x200C:
        case 0x200D: return DUL_CHAR_LETTER; /* joiners stay inside words */
        default: break;
        }
        if (cp >= 0x20A0)
            return DUL_CHAR_CURRENCY;
        return dul_utf8_is_space(cp) || (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ? DUL_CHAR_SPACE : DUL_CHAR_SYMBOL;
    }
    if (cp == DUL_REPLACEMENT)
        return DUL_CHAR_BROKEN;
    if (cp >= 0x2100 && dul_utf8_is_space(cp))
        return DUL_CHAR_SPACE;
    if (cp == 0xFE0F) /* the emoji selector: part of what stands before it */
        return DUL_CHAR_LETTER;
    if (cp >= 0x3001 && cp <= 0x3002)
        return cp == 0x3002 ? DUL_CHAR_EXCLAIM : DUL_CHAR_COMMA;
    if (cp == 0xFF01 || cp == 0xFF1F)
        return DUL_CHAR_EXCLAIM;
    if (dul_utf8_is_upper(cp))
        return DUL_CHAR_UPPER;
    if (dul_utf8_is_lower(cp))
        return DUL_CHAR_LOWER;
    if (dul_utf8_is_letter(cp))
        return DUL_CHAR_LETTER;
    return DUL_CHAR_SYMBOL;
}

size_t dul_char_garbled(dul_str text, size_t at, uint32_t *meant)
{
    /* the third byte of U+2010 to U+2026, as Windows-1252 shows it */
    static const struct {
        uint32_t shown, meant;
    } third[] = {{0x2DC, 0x2018},  {0x2122, 0x2019}, {0x153, 0x201C}, {0x9D, 0x201D}, {0x17E, 0x201E},
                 {0x201C, 0x2013}, {0x201D, 0x2014}, {0xA6, 0x2026},  {0x90, 0x2010}, {0x161, 0x201A}};
    if (text.len - at < 5 || memcmp(text.at + at, "\xC3\xA2\xE2\x82\xAC", 5) != 0)
        return 0;
    *meant = 0x201D; /* its third byte is no character of Windows-1252, and is often lost */
    if (text.len - at == 5)
        return 5;
    size_t   len;
    uint32_t cp = dul_utf8_decode(text, at + 5, &len);
    for (size_t i = 0; i < sizeof third / sizeof third[0]; i++)
        if (third[i].shown == cp) {
            *meant = third[i].meant;
            return 5 + len;
        }
    if (cp == DUL_REPLACEMENT) /* lost and marked as lost */
        return 5 + len;
    return cp <= 0x2C || dul_utf8_is_space(cp) ? 5 : 0;
}
