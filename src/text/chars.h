/*
 * chars.h -- what a character is to the tokenizer and the sentence splitter: one small class, by table for ASCII and by a switch for the rest.
 */
#ifndef DUL_CHARS_H
#define DUL_CHARS_H

#include "base/utf8.h"

typedef enum {
    DUL_CHAR_SYMBOL, /* everything else                                        */
    DUL_CHAR_SPACE,  /* blanks and controls, line ends too                     */
    DUL_CHAR_LOWER,  /* a letter                                               */
    DUL_CHAR_UPPER,  /* a letter                                               */
    DUL_CHAR_LETTER, /* a letter of a script without case, a combining mark    */
    DUL_CHAR_DIGIT,  /* 0 to 9                                                 */
    DUL_CHAR_UNDERSCORE,
    DUL_CHAR_STOP,     /* .                                                      */
    DUL_CHAR_EXCLAIM,  /* ! ?                                                    */
    DUL_CHAR_ELLIPSIS, /* U+2026                                                 */
    DUL_CHAR_COMMA,
    DUL_CHAR_COLON,
    DUL_CHAR_SEMICOLON,
    DUL_CHAR_HYPHEN,      /* - and U+2010, U+2011                                   */
    DUL_CHAR_DASH,        /* U+2012 to U+2015                                       */
    DUL_CHAR_APOSTROPHE,  /* ' U+2019 U+2032 U+00B4: also closes a single quotation */
    DUL_CHAR_BACKQUOTE,   /* ` U+2018 U+201B: opens one, and stands for an apostrophe */
    DUL_CHAR_QUOTE,       /* "                                                      */
    DUL_CHAR_QUOTE_OPEN,  /* U+201C « „                                             */
    DUL_CHAR_QUOTE_CLOSE, /* U+201D »                                               */
    DUL_CHAR_OPEN,        /* ( [ {                                                  */
    DUL_CHAR_CLOSE,       /* ) ] }                                                  */
    DUL_CHAR_CURRENCY,    /* $ £ € ¥                                                */
    DUL_CHAR_BROKEN,      /* U+FFFD, also a malformed byte                          */
} dul_char;

extern const unsigned char dul_char_ascii[128]; /* dul_char */

dul_char dul_char_wide(uint32_t cp); /* of a code point beyond ASCII */

/*
 * UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again: "â€™" for an apostrophe. Archives are full of it. When text[at], an "â", begins such
 * a sequence, its length in bytes and the code point that was meant; else 0.
 */
size_t dul_char_garbled(dul_str text, size_t at, uint32_t *meant);

/* The class of the character at text[at], and its length in bytes. at < text.len. */
static inline dul_char dul_char_at(dul_str text, size_t at, size_t *len)
{
    unsigned char byte = (unsigned char)text.at[at];
    if (byte < 0x80) {
        *len = 1;
        return (dul_char)dul_char_ascii[byte];
    }
    uint32_t cp = dul_utf8_decode(text, at, len), meant;
    size_t   garbled;
    if (cp == 0xE2 && (garbled = dul_char_garbled(text, at, &meant)) > 0) {
        *len = garbled;
        cp   = meant;
    }
    return dul_char_wide(cp);
}

static inline bool dul_char_is_letter(dul_char c)
{
    return c == DUL_CHAR_LOWER || c == DUL_CHAR_UPPER || c == DUL_CHAR_LETTER;
}

static inline bool dul_char_is_word(dul_char c)
{
    return c >= DUL_CHAR_LOWER && c <= DUL_CHAR_UNDERSCORE;
}

#endif
