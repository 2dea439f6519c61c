/*
 * lines.c -- line ends that are breaks.
 *
 * Wrapped text is told by this: where a line ends, the first word of the next line would not have fitted. We take the width of the text to be that of
 * nearly its longest line, and call it wrapped when seven in ten single line ends are forced in this sense.
 */
#include "text/lines.h"

#include "text/chars.h"

#define WIDTH_MIN 35  /* narrower columns are lists                                      */
#define WIDTH_MAX 120 /* nobody wraps wider                                              */
#define TITLE_MAX 120 /* characters of a heading                                         */
#define WIDTH_TOP 250 /* lines beyond this are counted together                          */

typedef struct {
    uint32_t start, end; /* bytes, without blanks at either side                           */
    uint32_t line_end;   /* byte of its line end                                           */
    uint16_t width;      /* characters, at most WIDTH_TOP                                  */
    uint16_t first_word; /* characters of its first word                                   */
    uint16_t indent;     /* blanks before it, at most WIDTH_TOP                            */
    bool     blank_before, complete, opens, bullet;
    bool     indented; /* more than the leftmost lines: in wrapped text a paragraph begins */
} line_info;

/* Does the line end as a sentence does, closing marks aside? */
static bool line_is_complete(dul_str text, uint32_t start, uint32_t end)
{
    while (end > start) {
        unsigned char c = (unsigned char)text.at[end - 1];
        if (c == '.' || c == '!' || c == '?' || c == ':')
            return true;
        if (c == '"' || c == '\'' || c == ')' || c == ']')
            end--;
        else if (end - start >= 3 && (memcmp(text.at + end - 3, "\xE2\x80\x9D", 3) == 0 || memcmp(text.at + end - 3, "\xE2\x80\x99", 3) == 0))
            end -= 3;
        else
            return end - start >= 3 && memcmp(text.at + end - 3, "\xE2\x80\xA6", 3) == 0;
    }
    return false;
}

/* "- item", "* item", "• item", "1. item", "2) item", "a) item" */
static bool line_is_bullet(dul_str text, uint32_t start, uint32_t end)
{
    uint32_t      at = start;
    size_t        len;
    unsigned char c = (unsigned char)text.at[at];
    if (c == '-' || c == '*' || c == '+' || c >= 0x80) {
        if (c >= 0x80) {
            uint32_t cp = dul_utf8_decode(text, at, &len);
            if (cp != 0x2022 && cp != 0x25CF && cp != 0x25AA && cp != 0xB7 && cp != 0x2013 && cp != 0x2014)
                return false;
            at += (uint32_t)len;
        } else {
            at++;
        }
        return at < end && (text.at[at] == ' ' || text.at[at] == '\t');
    }
    while (at < end && at - start < 3 && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    if (at == start && at < end && ((text.at[at] | 32) >= 'a' && (text.at[at] | 32) <= 'z'))
        at++;
    return at > start && at + 1 < end && (text.at[at] == '.' || text.at[at] == ')') && text.at[at + 1] == ' ' && (text.at[at] == ')' || text.at[start] <= '9');
}

static void line_describe(dul_str text, line_info *line)
{
    size_t len;
    bool   in_first = true;
    line->width = line->first_word = 0;
    for (size_t at = line->start; at < line->end && line->width < WIDTH_TOP; at += len) {
        dul_char c = dul_char_at(text, at, &len);
        if (at == line->start)
            line->opens = c == DUL_CHAR_UPPER || c == DUL_CHAR_DIGIT || c == DUL_CHAR_QUOTE || c == DUL_CHAR_QUOTE_OPEN || c == DUL_CHAR_OPEN ||
                          c == DUL_CHAR_BACKQUOTE || c == DUL_CHAR_APOSTROPHE || c == DUL_CHAR_LETTER;
        line->width++;
        if (c == DUL_CHAR_SPACE)
            in_first = false;
        line->first_word = (uint16_t)(line->first_word + in_first);
    }
    line->complete = line_is_complete(text, line->start, line->end);
    line->bullet   = line_is_bullet(text, line->start, line->end);
}

/* Paragraphs without blank lines begin further to the right. */
static void line_compare_indents(line_info *line, size_t n)
{
    uint16_t least = WIDTH_TOP;
    for (size_t i = 0; i < n; i++)
        least = line[i].indent < least ? line[i].indent : least;
    for (size_t i = 0; i < n; i++)
        line[i].indented = line[i].indent >= least + 2;
}

/* The width that the text is wrapped at, or 0. */
static uint32_t line_wrap_width(const line_info *line, size_t n)
{
    uint32_t count[WIDTH_TOP + 1] = {0}, n_single = 0, n_forced = 0, n_open = 0;
    for (size_t i = 0; i + 1 < n; i++)
        if (!line[i + 1].blank_before && !line[i + 1].indented) {
            count[line[i].width]++;
            n_single++;
            n_open += !line[i].complete;
        }
    if (n_single < 3)
        return 0;
    uint32_t width = WIDTH_TOP;
    for (uint32_t above = count[width]; width > 0 && above * 20 <= n_single; above += count[--width])
        ;
    if (width < WIDTH_MIN || width > WIDTH_MAX)
        return 0;
    for (size_t i = 0; i + 1 < n; i++)
        if (!line[i + 1].blank_before && !line[i + 1].indented)
            n_forced += line[i].width + 1u + line[i + 1].first_word + 2u > width;
    return n_forced * 10 >= n_single * 7 && n_open * 10 >= n_single * 3 ? width : 0;
}

static dul_break line_judge(const line_info *line, const line_info *next, uint32_t width, bool blanks)
{
    if (next->blank_before)
        return DUL_BREAK_PARAGRAPH;
    if (next->bullet)
        return DUL_BREAK_LINE;
    if (width > 0 && next->indented)
        return DUL_BREAK_PARAGRAPH;
    if (width > 0) /* a line that ends long before it had to */
        return line->width + 1u + next->first_word < width * 3 / 4 && next->opens ? DUL_BREAK_LINE : DUL_BREAK_NONE;
    if (line->complete || (next->opens && (line->width <= TITLE_MAX || line->width >= WIDTH_MAX)))
        return blanks ? DUL_BREAK_LINE : DUL_BREAK_PARAGRAPH;
    return DUL_BREAK_NONE;
}

bool dul_lines_find(dul_arena *scratch, dul_str text, dul_lines *out)
{
    *out            = (dul_lines){0};
    line_info *line = NULL;
    size_t     n = 0, capacity = 0, at = 0, n_blank = 0;
    bool       blank = false;
    while (at < text.len) {
        const char *hit   = memchr(text.at + at, '\n', text.len - at);
        size_t      end   = hit == NULL ? text.len : (size_t)(hit - text.at);
        size_t      start = at, stop = end, len;
        uint16_t    indent = 0;
        for (; start < stop && dul_char_at(text, start, &len) == DUL_CHAR_SPACE; start += len)
            indent = (uint16_t)(indent + (indent >= WIDTH_TOP ? 0 : text.at[start] == '\t' ? 4 : 1));
        while (stop > start && (unsigned char)text.at[stop - 1] <= ' ')
            stop--;
        at = end + 1;
        if (start >= stop) {
            n_blank += n > 0 && !blank;
            blank = true;
            continue;
        }
        line = dul_arena_grow(scratch, line, n, &capacity, sizeof *line);
        if (line == NULL)
            return false;
        line[n] = (line_info){.start = (uint32_t)start, .end = (uint32_t)stop, .line_end = (uint32_t)end, .indent = indent, .blank_before = blank};
        line_describe(text, &line[n++]);
        blank = false;
    }
    if (n < 2)
        return true;
    line_compare_indents(line, n);
    uint32_t width = line_wrap_width(line, n);
    out->item      = dul_arena_alloc(scratch, (n - 1) * sizeof *out->item);
    if (out->item == NULL)
        return false;
    for (size_t i = 0; i + 1 < n; i++) {
        dul_break kind = line_judge(&line[i], &line[i + 1], width, n_blank > 0);
        if (kind != DUL_BREAK_NONE)
            out->item[out->n++] = (dul_line_break){line[i].line_end, kind};
    }
    return true;
}
