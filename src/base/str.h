/*
 * str.h -- views of bytes: the strings of libdulati, which end where they say and not at a NUL.
 *
 * Memory  a view owns nothing; it lives as long as the text, file or arena that it looks into
 * Tests   tests/unit/test_base.c
 */
#ifndef DUL_STR_H
#define DUL_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *at;
    size_t      len; /* bytes */
} dul_str;

typedef struct {
    uint32_t start, end; /* bytes of the report's text, half-open */
} dul_span;

typedef struct {
    uint32_t first, end; /* token indices in the document, half-open */
} dul_range;

#define DUL_NONE UINT32_MAX /* no token, no index */

/* The view of a literal, without counting at run time. */
#define DUL_STR(literal) ((dul_str){(literal), sizeof(literal) - 1})

static inline dul_str dul_str_of(const char *text)
{
    return (dul_str){text, text == NULL ? 0 : strlen(text)};
}

static inline bool dul_str_equal(dul_str a, dul_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool dul_str_is(dul_str a, const char *text)
{
    return dul_str_equal(a, dul_str_of(text));
}

static inline bool dul_str_starts(dul_str a, dul_str head)
{
    return a.len >= head.len && (head.len == 0 || memcmp(a.at, head.at, head.len) == 0);
}

static inline bool dul_str_ends(dul_str a, dul_str tail)
{
    return a.len >= tail.len && (tail.len == 0 || memcmp(a.at + a.len - tail.len, tail.at, tail.len) == 0);
}

static inline int dul_str_compare(dul_str a, dul_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int    order   = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline dul_str dul_str_slice(dul_str a, size_t start, size_t end)
{
    if (end > a.len)
        end = a.len;
    if (start > end)
        start = end;
    return (dul_str){a.at + start, end - start};
}

/* Without blanks, tabs and line ends at either side. */
dul_str dul_str_trim(dul_str a);

/* Cut the part before the first separator off *rest and return it; the whole rest when there is none, leaving *rest with at == NULL. */
dul_str dul_str_cut(dul_str *rest, char separator);

/* The first line of *rest, without its line end (LF or CRLF), cut off; false at the end. */
bool dul_str_line(dul_str *rest, dul_str *line);

/* A whole decimal number, nothing else; false otherwise or on overflow. */
bool dul_str_int(dul_str a, int64_t *out);

#endif
