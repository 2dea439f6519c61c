/*
 * offsets.c -- counts of code points, one for each 64 bytes of text, so that any offset costs at most 64 steps.
 *
 * A text of ASCII alone, which is common, needs no table: both counts are the same.
 */
#include "text/offsets.h"

#include "base/utf8.h"

#define STRIDE     64
#define SKIP_SHIFT 30 /* a text has fewer than 2^30 bytes, so two bits are free */

bool dul_offsets_init(dul_offsets *offsets, dul_arena *arena, dul_str text)
{
    *offsets     = (dul_offsets){.text = text};
    size_t plain = 0;
    while (plain < text.len && (unsigned char)text.at[plain] < 0x80)
        plain++;
    if (plain == text.len)
        return true;
    uint32_t *before = dul_arena_alloc(arena, (text.len / STRIDE + 1) * sizeof *before);
    if (before == NULL)
        return false;
    size_t n = 0, len, next = 0, at = 0;
    for (; at < text.len; at += len, n++) {
        for (; next <= at; next += STRIDE)
            before[next / STRIDE] = (uint32_t)(n | (at - next) << SKIP_SHIFT);
        dul_utf8_decode(text, at, &len);
    }
    for (; next <= text.len; next += STRIDE) /* the last mark may lie in the last code point, or at the end */
        before[next / STRIDE] = (uint32_t)(n | (at - next) << SKIP_SHIFT);
    offsets->before = before;
    return true;
}

uint32_t dul_offsets_cp(const dul_offsets *offsets, uint32_t byte)
{
    if (offsets->before == NULL)
        return byte;
    uint32_t entry = offsets->before[byte / STRIDE], n = entry & ((UINT32_C(1) << SKIP_SHIFT) - 1);
    size_t   len;
    for (size_t at = byte / STRIDE * STRIDE + (entry >> SKIP_SHIFT); at < byte; at += len, n++)
        dul_utf8_decode(offsets->text, at, &len);
    return n;
}
