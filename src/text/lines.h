/*
 * lines.h -- which line ends of a report are breaks, and which only wrap a paragraph.
 *
 * Archives hold all manners: a paragraph a line, paragraphs parted by blank lines, text wrapped at 70 columns, headings on lines of their own. A blank
 * line always parts. A single line end is judged by the lengths of all lines: in wrapped text a line is as long as the next word allows.
 *
 * Memory  scratch
 * Tests   tests/unit/test_tokens.c
 */
#ifndef DUL_LINES_H
#define DUL_LINES_H

#include "base/memory.h"

typedef enum {
    DUL_BREAK_NONE,
    DUL_BREAK_LINE,      /* a sentence cannot go on over it             */
    DUL_BREAK_PARAGRAPH, /* a blank line, or a line that is a paragraph */
} dul_break;

typedef struct {
    uint32_t at;   /* byte of the line end */
    uint32_t kind; /* dul_break            */
} dul_line_break;

typedef struct {
    uint32_t        n;
    dul_line_break *item; /* [n] ascending, only those that are breaks */
} dul_lines;

/* false when memory ran out. */
bool dul_lines_find(dul_arena *scratch, dul_str text, dul_lines *out);

#endif
