/*
 * words.h -- the tokenizer: text becomes words as the English treebanks EWT and GUM (release 2.16) cut them.
 *
 *     can|not   do|n't   Kazakhstan|'s   $|5|m   fuel|-|price   non-lethal   U.S.   9/11   12:30   2022-01-06   e-mail   AT&T
 *
 * One pass from left to right; what needs to look ahead looks at most a hundred bytes ahead, so time is linear in the text whatever it holds.
 *
 * Memory  scratch
 * Tests   tests/unit/test_tokens.c
 */
#ifndef DUL_WORDS_H
#define DUL_WORDS_H

#include "text/abbreviations.h"
#include "text/lines.h"

typedef enum {
    DUL_WORD_WORD,
    DUL_WORD_NUMBER,   /* begins with a digit                                      */
    DUL_WORD_LINK,     /* URL, host, e-mail address, @name, #tag                   */
    DUL_WORD_STOP,     /* . ! ? and runs of them                                   */
    DUL_WORD_ELLIPSIS, /* ... and U+2026                                           */
    DUL_WORD_COMMA,
    DUL_WORD_COLON,
    DUL_WORD_SEMICOLON,
    DUL_WORD_HYPHEN, /* one, glued to a word                                     */
    DUL_WORD_DASH,   /* --, U+2014, a hyphen between blanks                      */
    DUL_WORD_QUOTE_OPEN,
    DUL_WORD_QUOTE_CLOSE,
    DUL_WORD_SINGLE_OPEN, /* ‘                                                        */
    DUL_WORD_SINGLE_CLOSE,
    DUL_WORD_OPEN, /* ( [ {                                                    */
    DUL_WORD_CLOSE,
    DUL_WORD_SYMBOL,
} dul_word_class;

enum {
    DUL_WORD_SPACE_AFTER = 1 << 0,
    DUL_WORD_CLITIC      = 1 << 1,
    DUL_WORD_CAPITAL     = 1 << 2, /* begins with an upper-case letter                */
    DUL_WORD_LOWERCASE   = 1 << 3, /* begins with a lower-case letter                 */
    DUL_WORD_ALL_CAPS    = 1 << 4, /* at least two letters, none of lower case        */
};

typedef struct {
    uint32_t start, end; /* bytes                                                  */
    uint8_t class;       /* dul_word_class                                         */
    uint8_t flags;
    uint8_t abbreviation; /* dul_abbreviation, when the final stop is part of it    */
    uint8_t break_before; /* dul_break between the word before and this one         */
} dul_word;

typedef struct {
    uint32_t  n;
    dul_word *item; /* [n] */
} dul_words;

/* false when memory ran out. */
bool dul_words_find(dul_arena *scratch, dul_str text, const dul_lines *lines, dul_words *out);

/* The word in lower case (ASCII letters alone; curly apostrophes as they are), cut at 31 bytes. */
dul_str dul_word_lower(dul_str text, const dul_word *word, char buffer[32]);

#endif
