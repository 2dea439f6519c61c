/* str.c -- cutting views into lines and fields: every dictionary is read through these few functions. */
#include "base/str.h"

static bool str_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

dul_str dul_str_trim(dul_str a)
{
    while (a.len > 0 && str_is_blank(a.at[0])) {
        a.at++;
        a.len--;
    }
    while (a.len > 0 && str_is_blank(a.at[a.len - 1]))
        a.len--;
    return a;
}

dul_str dul_str_cut(dul_str *rest, char separator)
{
    const char *hit  = rest->len == 0 ? NULL : memchr(rest->at, separator, rest->len);
    dul_str     head = *rest;
    if (hit == NULL) {
        *rest = (dul_str){NULL, 0};
        return head;
    }
    head.len = (size_t)(hit - rest->at);
    *rest    = (dul_str){hit + 1, rest->len - head.len - 1};
    return head;
}

bool dul_str_line(dul_str *rest, dul_str *line)
{
    if (rest->at == NULL || rest->len == 0)
        return false;
    *line = dul_str_cut(rest, '\n');
    if (line->len > 0 && line->at[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool dul_str_int(dul_str a, int64_t *out)
{
    bool    negative = a.len > 0 && a.at[0] == '-';
    int64_t value    = 0;
    size_t  i        = negative ? 1 : 0;
    if (i == a.len)
        return false;
    for (; i < a.len; i++) {
        if (a.at[i] < '0' || a.at[i] > '9' || value > (INT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (a.at[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}
