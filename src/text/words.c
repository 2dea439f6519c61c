/*
 * words.c -- from characters to words.
 *
 * The scanner stands at the first character that belongs to no word yet. Letters and digits begin a word that grows over joiners (a hyphen after "non", an
 * apostrophe before a letter, a full stop in "U.S.") as long as the treebanks keep it whole; everything else is a mark of its own.
 */
#include "text/words.h"

#include "text/chars.h"

#define WORD_MAX 256 /* bytes of a word: a longer run is cut, so that no later stage sees a word of a megabyte */
#define LINK_MAX 2048
#define LOOK_MAX 100 /* bytes of looking ahead                                                                 */

typedef struct {
    dul_arena       *scratch;
    dul_str          text;
    const dul_lines *lines;
    uint32_t         next_line;
    size_t           at;
    dul_word        *word;
    size_t           n, capacity;
    uint8_t          break_before;
    bool             quote_open, low_quote, single_open; /* marks that are open in this paragraph */
    bool             full;                               /* memory ran out                        */
} scanner;

static char words_lower_byte(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static dul_str words_lower(dul_str text, size_t start, size_t end, char buffer[32])
{
    size_t n = end - start < 31 ? end - start : 31;
    for (size_t i = 0; i < n; i++)
        buffer[i] = words_lower_byte(text.at[start + i]);
    return (dul_str){buffer, n};
}

dul_str dul_word_lower(dul_str text, const dul_word *word, char buffer[32])
{
    return words_lower(text, word->start, word->end, buffer);
}

static dul_char words_class(const scanner *s, size_t at, size_t *len)
{
    if (at >= s->text.len) {
        *len = 0;
        return DUL_CHAR_SPACE;
    }
    return dul_char_at(s->text, at, len);
}

static dul_word *words_add(scanner *s, size_t start, size_t end, dul_word_class class)
{
    dul_word *grown = dul_arena_grow(s->scratch, s->word, s->n, &s->capacity, sizeof *s->word);
    if (grown == NULL) {
        s->full = true;
        s->at   = s->text.len;
        return NULL;
    }
    DUL_ASSERT(end > start && start >= s->at);
    s->word         = grown;
    dul_word *word  = &s->word[s->n++];
    *word           = (dul_word){.start = (uint32_t)start, .end = (uint32_t)end, .class = (uint8_t) class, .break_before = s->break_before};
    s->break_before = DUL_BREAK_NONE;
    s->at           = end;
    return word;
}

/* ---- links ---------------------------------------------------------------------------------------------------------------------- */

static bool words_starts(const scanner *s, const char *head)
{
    size_t i = 0;
    for (; head[i] != '\0'; i++)
        if (s->at + i >= s->text.len || words_lower_byte(s->text.at[s->at + i]) != head[i])
            return false;
    return true;
}

static bool words_is_link_byte(char c)
{
    return (unsigned char)c > ' ' && c != '<' && c != '>' && c != '"' && c != '`' && c != 0x7F && (unsigned char)c < 0x80;
}

/* The end of a link that begins at start: up to a blank, without the punctuation that belongs to the sentence. */
static size_t words_link_end(const scanner *s, size_t start)
{
    size_t end = start, depth = 0;
    while (end < s->text.len && end - start < LINK_MAX && words_is_link_byte(s->text.at[end])) {
        if (s->text.at[end] == '(')
            depth++;
        else if (s->text.at[end] == ')' && depth-- == 0)
            break;
        end++;
    }
    while (end > start && strchr(".,;:!?'", s->text.at[end - 1]) != NULL)
        end--;
    return end;
}

static bool words_link(scanner *s)
{
    char c = words_lower_byte(s->text.at[s->at]);
    if (c != 'h' && c != 'w' && c != 'f' && c != 'm')
        return false;
    if (!words_starts(s, "http://") && !words_starts(s, "https://") && !words_starts(s, "www.") && !words_starts(s, "ftp://") && !words_starts(s, "mailto:"))
        return false;
    size_t end = words_link_end(s, s->at);
    if (end < s->at + 5)
        return false;
    words_add(s, s->at, end, DUL_WORD_LINK);
    return true;
}

/* At an @ after letters: the end of an e-mail address, or 0. */
static size_t words_mail_end(const scanner *s, size_t at)
{
    size_t end = at + 1, limit = s->text.len < end + LOOK_MAX ? s->text.len : end + LOOK_MAX;
    while (end < limit) {
        char c = s->text.at[end];
        if (!((words_lower_byte(c) >= 'a' && words_lower_byte(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
            break;
        end++;
    }
    while (end > at + 1 && (s->text.at[end - 1] == '.' || s->text.at[end - 1] == '-'))
        end--;
    return end > at + 1 ? end : 0;
}

/* At a full stop inside letters: does a host or file name run through it ("example.com/news", "report.pdf")? Its end, or 0. */
static size_t words_host_end(const scanner *s, size_t start, size_t stop)
{
    size_t limit = s->text.len < start + LOOK_MAX ? s->text.len : start + LOOK_MAX, end = stop, label = stop + 1;
    while (end < limit) {
        char c = s->text.at[end];
        if (c == '.' && end + 1 < s->text.len &&
            ((words_lower_byte(s->text.at[end + 1]) >= 'a' && words_lower_byte(s->text.at[end + 1]) <= 'z') ||
             (s->text.at[end + 1] >= '0' && s->text.at[end + 1] <= '9')))
            label = end + 1;
        else if (c == '.' || !((words_lower_byte(c) >= 'a' && words_lower_byte(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            break;
        end++;
    }
    char buffer[32];
    if (end < limit && s->text.at[end] == '@') {
        size_t mail = words_mail_end(s, end);
        return mail > end + 1 ? mail : 0;
    }
    if (end - label > 5 || end - label < 2 || !dul_suffix_is(words_lower(s->text, label, end, buffer)))
        return 0;
    if (end < s->text.len && (s->text.at[end] == '/' || s->text.at[end] == '?'))
        return words_link_end(s, end);
    return end;
}

/* ---- inside a word -------------------------------------------------------------------------------------------------------------- */

static bool words_is_digits(const scanner *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (s->text.at[i] < '0' || s->text.at[i] > '9')
            return false;
    return end > start;
}

static size_t words_digits(const scanner *s, size_t at)
{
    size_t end = at;
    while (end < s->text.len && end - at < WORD_MAX && s->text.at[end] >= '0' && s->text.at[end] <= '9')
        end++;
    return end - at;
}

/* A number goes on over '-' in telephone numbers and in dates ("713-853-3989", "2022-01-06", "345-9945"), not in ranges ("5-10", "1988-1993"). */
static size_t words_hyphen_number_end(const scanner *s, size_t start, size_t hyphen)
{
    if (!words_is_digits(s, start, hyphen))
        return 0;
    size_t first = hyphen - start, second = words_digits(s, hyphen + 1), end = hyphen + 1 + second;
    size_t third  = end < s->text.len && s->text.at[end] == '-' ? words_digits(s, end + 1) : 0;
    size_t fourth = third > 0 && end + 1 + third < s->text.len && s->text.at[end + 1 + third] == '-' ? words_digits(s, end + 2 + third) : 0;
    if (second == 0 || first > 4 || second > 4 || third > 4 || fourth > 4)
        return 0;
    if (fourth > 0)
        return end + 2 + third + fourth;
    if (third > 0)
        return end + 1 + third;
    return first == 3 && second == 4 ? end : 0;
}

/* What follows an apostrophe: the bytes of a clitic ("s", "ll", "ve", "re", "m", "d") that a word boundary ends, or 0. */
static size_t words_clitic(const scanner *s, size_t at)
{
    char   a = at < s->text.len ? words_lower_byte(s->text.at[at]) : '\0', b = at + 1 < s->text.len ? words_lower_byte(s->text.at[at + 1]) : '\0';
    size_t n = (a == 'l' && b == 'l') || (a == 'v' && b == 'e') || (a == 'r' && b == 'e') ? 2 : a == 's' || a == 'm' || a == 'd' ? 1 : 0, len;
    if (n == 0)
        return 0;
    dul_char next = words_class(s, at + n, &len);
    return dul_char_is_word(next) ? 0 : n;
}

static bool words_letter_at(const scanner *s, size_t at)
{
    size_t len;
    return at < s->text.len && dul_char_is_letter(words_class(s, at, &len));
}

/* "km" in "65km", "pm" in "5pm", "p.m." in "5p.m.": a unit of its own behind a number. */
static bool words_is_unit(const scanner *s, size_t at)
{
    size_t end = at, len;
    while (end < s->text.len && end - at < 6 && dul_char_is_letter(words_class(s, end, &len)))
        end += len;
    if (end < s->text.len && end - at == 1 && s->text.at[end] == '.' && words_letter_at(s, end + 1)) /* p.m */
        return (s->text.at[at] | 32) == 'p' || (s->text.at[at] | 32) == 'a';
    if (end - at >= 6 || (end < s->text.len && dul_char_is_word(words_class(s, end, &len))))
        return false;
    return dul_unit_is((dul_str){s->text.at + at, end - at});
}

/* The number that begins at start, with its inner commas, stops, colons and slashes. */
static size_t words_number_end(const scanner *s, size_t start)
{
    size_t end = start + words_digits(s, start), group = end - start;
    while (end + 1 < s->text.len && end - start < WORD_MAX) {
        char   c    = s->text.at[end];
        size_t more = words_digits(s, end + 1);
        if (more == 0 || !(c == '.' || c == ':' || c == '/' || (c == ',' && group <= 3 && more == 3)))
            break;
        end += 1 + more;
        group = c == ',' ? 3 : more;
    }
    return end;
}

static void words_describe(scanner *s, dul_word *word)
{
    size_t   len, n_upper = 0, n_lower = 0;
    dul_char first = dul_char_at(s->text, word->start, &len);
    if (first == DUL_CHAR_APOSTROPHE || first == DUL_CHAR_BACKQUOTE)
        first = words_class(s, word->start + len, &len);
    for (size_t at = word->start; at < word->end; at += len) {
        dul_char c = dul_char_at(s->text, at, &len);
        n_upper += c == DUL_CHAR_UPPER;
        n_lower += c == DUL_CHAR_LOWER;
    }
    word->flags |= first == DUL_CHAR_UPPER ? DUL_WORD_CAPITAL : first == DUL_CHAR_LOWER ? DUL_WORD_LOWERCASE : 0;
    if (n_upper >= 2 && n_lower == 0)
        word->flags |= DUL_WORD_ALL_CAPS;
}

static void words_add_word(scanner *s, size_t start, size_t end, bool clitic, dul_abbreviation abbreviation)
{
    dul_char first;
    size_t   len;
    first          = dul_char_at(s->text, start, &len);
    dul_word *word = words_add(s, start, end, first == DUL_CHAR_DIGIT || (first == DUL_CHAR_STOP && end > start + 1) ? DUL_WORD_NUMBER : DUL_WORD_WORD);
    if (word == NULL)
        return;
    word->abbreviation = (uint8_t)abbreviation;
    word->flags        = clitic ? DUL_WORD_CLITIC : 0;
    words_describe(s, word);
}

/* "U.S", "p.m", "a.k.a": single letters with stops between. */
static bool words_is_acronym(const scanner *s, size_t start, size_t end)
{
    size_t len, at = start;
    if (end - start < 3)
        return false;
    for (;;) {
        if (!words_letter_at(s, at))
            return false;
        words_class(s, at, &len);
        at += len;
        if (at >= end)
            return at == end;
        if (s->text.at[at] != '.')
            return false;
        at++;
    }
}

/* The abbreviation that ends in the full stop at `stop`, of the word that begins at start. */
static dul_abbreviation words_abbreviation(const scanner *s, size_t start, size_t stop)
{
    char            buffer[32];
    size_t          len, after = stop + 1, first_len;
    dul_char        first  = words_class(s, start, &first_len);
    const dul_word *before = s->n > 0 ? &s->word[s->n - 1] : NULL;
    if (stop - start > 10)
        return DUL_ABBREVIATION_NONE;
    if (words_is_acronym(s, start, stop)) {
        dul_abbreviation known = dul_abbreviation_find(words_lower(s->text, start, stop, buffer));
        return known == DUL_ABBREVIATION_LATIN ? known : DUL_ABBREVIATION_PLAIN;
    }
    if (start + first_len == stop && first == DUL_CHAR_UPPER) {
        /* "I" is a pronoun unless a name stands before it */
        if (s->text.at[start] == 'I' && (before == NULL || !(before->flags & DUL_WORD_CAPITAL)))
            return DUL_ABBREVIATION_NONE;
        return DUL_ABBREVIATION_INITIAL;
    }
    dul_abbreviation kind = dul_abbreviation_find(words_lower(s->text, start, stop, buffer));
    if (kind == DUL_ABBREVIATION_NONE)
        return kind;
    while (after < s->text.len && (s->text.at[after] == ' ' || s->text.at[after] == '\t'))
        after++;
    dul_char next = words_class(s, after, &len);
    switch (kind) {
    case DUL_ABBREVIATION_PLAIN: /* the treebanks leave the stop that ends a sentence off "etc" */
        return dul_str_is((dul_str){buffer, stop - start}, "etc") && (next == DUL_CHAR_UPPER || next == DUL_CHAR_SPACE) ? DUL_ABBREVIATION_NONE : kind;
    case DUL_ABBREVIATION_NUMBER: return next == DUL_CHAR_DIGIT ? DUL_ABBREVIATION_TITLE : DUL_ABBREVIATION_NONE;
    case DUL_ABBREVIATION_CAPITAL: return first == DUL_CHAR_UPPER ? DUL_ABBREVIATION_PLAIN : DUL_ABBREVIATION_NONE;
    case DUL_ABBREVIATION_COMMA:
        return first == DUL_CHAR_UPPER && before != NULL && before->class == DUL_WORD_COMMA ? DUL_ABBREVIATION_PLAIN : DUL_ABBREVIATION_NONE;
    case DUL_ABBREVIATION_TITLE:
        /* "est", "pt": in lower case some are words; a title has a name behind it, or at least a capital */
        return first == DUL_CHAR_UPPER || next == DUL_CHAR_UPPER ? kind : DUL_ABBREVIATION_NONE;
    default: return kind;
    }
}

/* Cut the clitic off [start, end) and add both parts: "don't" has its apostrophe at `apostrophe`, two bytes or more before the end. */
static void words_word(scanner *s)
{
    size_t           start = s->at, end = start, len = 1;
    dul_abbreviation abbreviation = DUL_ABBREVIATION_NONE;
    size_t           clitic       = 0; /* where the next word begins as a clitic */
    dul_char         c            = words_class(s, end, &len);
    if (c == DUL_CHAR_DIGIT || (c == DUL_CHAR_STOP)) {
        end = c == DUL_CHAR_STOP ? words_number_end(s, start + 1) : words_number_end(s, start);
        if (words_letter_at(s, end) && words_is_unit(s, end)) {
            words_add_word(s, start, end, false, abbreviation);
            return;
        }
    }
    while (end < s->text.len && end - start < WORD_MAX && clitic == 0) {
        size_t next_len;
        c = words_class(s, end, &len);
        if (dul_char_is_word(c)) {
            end += len;
            continue;
        }
        dul_char next = words_class(s, end + len, &next_len);
        if (c == DUL_CHAR_APOSTROPHE || c == DUL_CHAR_BACKQUOTE || c == DUL_CHAR_BROKEN) {
            if (!dul_char_is_word(next)) {
                char last = words_lower_byte(s->text.at[end - 1]);
                if (c == DUL_CHAR_APOSTROPHE && !s->single_open && end > start + 1 && last == 'n' && words_lower_byte(s->text.at[end - 2]) == 'i' &&
                    end - start >= 4)
                    end += len; /* goin' */
                break;
            }
            if (next == DUL_CHAR_DIGIT)
                break;
            bool n_t = words_lower_byte(s->text.at[end - 1]) == 'n' && words_lower_byte(s->text.at[end + len]) == 't' && end - start >= 2;
            if (n_t && !dul_char_is_word(words_class(s, end + len + 1, &next_len)))
                clitic = end - 1;
            else if (words_clitic(s, end + len) > 0)
                clitic = end;
            else
                end += len;
            continue;
        }
        if (c == DUL_CHAR_STOP) {
            if (dul_char_is_letter(next)) {
                size_t host;
                /* one letter, stop, one letter: an acronym in the making */
                size_t before_len = end - start;
                bool   single     = (before_len == 1 || words_is_acronym(s, start, end)) && !dul_char_is_word(words_class(s, end + 1 + next_len, &len));
                if (single) {
                    end += 1 + next_len;
                    if (end < s->text.len && s->text.at[end] == '.')
                        continue;
                    break;
                }
                if ((host = words_host_end(s, start, end)) > 0) {
                    words_add(s, start, host, DUL_WORD_LINK);
                    return;
                }
                if (end - start == 2 && (s->text.at[start] | 32) == 'p' && (s->text.at[start + 1] | 32) == 'h' && (s->text.at[end + 1] | 32) == 'd') {
                    end += 2; /* Ph.D. */
                    continue;
                }
            } else if (next == DUL_CHAR_DIGIT && words_letter_at(s, start)) {
                size_t host = words_host_end(s, start, end);
                if (host > 0) {
                    words_add(s, start, host, DUL_WORD_LINK);
                    return;
                }
            }
            abbreviation = words_abbreviation(s, start, end);
            if (abbreviation != DUL_ABBREVIATION_NONE && next != DUL_CHAR_STOP)
                end++;
            else
                abbreviation = DUL_ABBREVIATION_NONE;
            break;
        }
        if (c == DUL_CHAR_HYPHEN && dul_char_is_word(next)) {
            char   buffer[32];
            size_t number = words_hyphen_number_end(s, start, end);
            if (number > 0)
                end = number;
            else if (end - start <= 8 && (next != DUL_CHAR_DIGIT || end - start == 3) && dul_prefix_is(words_lower(s->text, start, end, buffer)))
                end += len;
            else
                break;
            continue;
        }
        if (s->text.at[end] == '(' && end + 3 <= s->text.len && s->text.at[end + 1] == 's' && s->text.at[end + 2] == ')') {
            end += 3; /* suspect(s) */
            break;
        }
        if (s->text.at[end] == '@' && dul_char_is_word(next)) {
            size_t mail = words_mail_end(s, end);
            if (mail > 0) {
                words_add(s, start, mail, DUL_WORD_LINK);
                return;
            }
        }
        if (s->text.at[end] == '&' && next == DUL_CHAR_UPPER && end - start <= 4 && s->text.at[end - 1] >= 'A' && s->text.at[end - 1] <= 'Z') {
            end += len;
            continue;
        }
        if (s->text.at[end] == '$' && end - start <= 3 && words_is_digits(s, end + 1, end + 2 <= s->text.len ? end + 2 : end + 1)) {
            bool upper = true;
            for (size_t i = start; i < end; i++)
                upper = upper && s->text.at[i] >= 'A' && s->text.at[i] <= 'Z';
            if (upper)
                end++; /* US$ */
        }
        break;
    }
    if (clitic > 0) {
        if (clitic > start)
            words_add_word(s, start, clitic, false, DUL_ABBREVIATION_NONE);
        size_t apostrophe_len;
        if (words_class(s, clitic, &apostrophe_len) == DUL_CHAR_LOWER || words_class(s, clitic, &apostrophe_len) == DUL_CHAR_UPPER) { /* n't */
            words_class(s, clitic + 1, &apostrophe_len);
            words_add_word(s, clitic, clitic + 1 + apostrophe_len + 1, clitic > start, DUL_ABBREVIATION_NONE);
        } else {
            words_add_word(s, clitic, clitic + apostrophe_len + words_clitic(s, clitic + apostrophe_len), true, DUL_ABBREVIATION_NONE);
        }
        return;
    }
    /* "dont", "cannot", "gonna" */
    if (end - start <= 8 && end - start >= 2 && abbreviation == DUL_ABBREVIATION_NONE) {
        char   buffer[32];
        size_t cut  = dul_contraction_find(words_lower(s->text, start, end, buffer));
        bool   name = end - start == 2 && s->text.at[start + 1] == 'M'; /* "IM" */
        if (cut > 0 && !name) {
            words_add_word(s, start, start + cut, false, DUL_ABBREVIATION_NONE);
            words_add_word(s, start + cut, end, true, DUL_ABBREVIATION_NONE);
            return;
        }
    }
    /* A cut at WORD_MAX falls between characters: before one that reaches beyond it. */
    for (size_t back = 1; back <= 3 && start + back < end; back++) {
        size_t reach;
        dul_utf8_decode(s->text, end - back, &reach);
        if (reach > back) {
            end -= back;
            break;
        }
    }
    words_add_word(s, start, end, false, abbreviation);
}

/* ---- marks ---------------------------------------------------------------------------------------------------------------------- */

/* Length of a run of one byte. */
static size_t words_run(const scanner *s, size_t at, const char *set)
{
    size_t end = at;
    while (end < s->text.len && end - at < WORD_MAX && s->text.at[end] != '\0' && strchr(set, s->text.at[end]) != NULL)
        end++;
    return end - at;
}

static bool words_glued_left(const scanner *s)
{
    return s->n > 0 && s->word[s->n - 1].end == s->at && s->break_before == DUL_BREAK_NONE;
}

static void words_quote(scanner *s, size_t len, dul_char kind)
{
    size_t   next_len;
    dul_char next = words_class(s, s->at + len, &next_len);
    bool     open;
    if (kind == DUL_CHAR_QUOTE_OPEN) {
        bool low     = len == 3 && memcmp(s->text.at + s->at, "\xE2\x80\x9E", 3) == 0; /* „ */
        open         = low || !(s->low_quote && next == DUL_CHAR_SPACE);               /* „…“ */
        s->low_quote = low;
    } else if (kind == DUL_CHAR_QUOTE_CLOSE) {
        /* »…« of German; and a closing mark typed for an opening one */
        open = !words_glued_left(s) && next != DUL_CHAR_SPACE && !s->quote_open;
    } else {
        bool left = words_glued_left(s) && s->word[s->n - 1].class != DUL_WORD_OPEN && s->word[s->n - 1].class != DUL_WORD_DASH &&
                    s->word[s->n - 1].class != DUL_WORD_SINGLE_OPEN;
        bool right = next != DUL_CHAR_SPACE;
        open       = left == right ? !s->quote_open : right;
        if (left && right && !s->quote_open)
            open = dul_char_is_word(next) || next == DUL_CHAR_OPEN || next == DUL_CHAR_CURRENCY; /* said,"We */
    }
    s->quote_open = open;
    words_add(s, s->at, s->at + len, open ? DUL_WORD_QUOTE_OPEN : DUL_WORD_QUOTE_CLOSE);
}

/* At an apostrophe or backquote that no word has taken. */
static void words_apostrophe(scanner *s, size_t len, dul_char kind)
{
    size_t   next_len;
    dul_char next = words_class(s, s->at + len, &next_len);
    if (next == kind && next_len == len) { /* '' and `` and ‘‘ */
        words_quote(s, 2 * len, kind == DUL_CHAR_BACKQUOTE ? DUL_CHAR_QUOTE_OPEN : DUL_CHAR_QUOTE);
        return;
    }
    bool left = words_glued_left(s);
    if (left) {
        const dul_word *before = &s->word[s->n - 1];
        char            last   = words_lower_byte(s->text.at[s->at - 1]);
        if (before->class <= DUL_WORD_NUMBER && kind == DUL_CHAR_APOSTROPHE) {
            size_t clitic = words_clitic(s, s->at + len);
            if (clitic > 0) { /* after a number or a cut word: "1990's", "U.S.'s" */
                words_add_word(s, s->at, s->at + len + clitic, true, DUL_ABBREVIATION_NONE);
                return;
            }
            if (!dul_char_is_word(next) && !s->single_open && (last == 's' || last == 'z' || last == 'x') && before->end - before->start > 1) {
                words_add_word(s, s->at, s->at + len, true, DUL_ABBREVIATION_NONE);
                return;
            }
        }
        s->single_open = false;
        words_add(s, s->at, s->at + len, DUL_WORD_SINGLE_CLOSE);
        return;
    }
    if (next == DUL_CHAR_DIGIT) { /* '72 */
        size_t end = s->at + len + words_digits(s, s->at + len);
        if (end - s->at - len == 2) {
            if (end < s->text.len && s->text.at[end] == 's')
                end++;
            words_add_word(s, s->at, end, false, DUL_ABBREVIATION_NONE);
            return;
        }
    }
    if (kind == DUL_CHAR_APOSTROPHE && next != DUL_CHAR_SPACE) {
        static const char *const elided[] = {"em", "til", "cause", "cuz", "tis", "twas", "n", "bout", "round"};
        size_t                   end      = s->at + len, word_len;
        char                     buffer[32];
        while (end < s->text.len && end - s->at < 12 && dul_char_is_letter(words_class(s, end, &word_len)))
            end += word_len;
        dul_str lower = words_lower(s->text, s->at + len, end, buffer);
        for (size_t i = 0; i < sizeof elided / sizeof elided[0]; i++)
            if (dul_str_is(lower, elided[i])) {
                if (lower.len == 1 && words_class(s, end, &word_len) == DUL_CHAR_APOSTROPHE) /* 'n' */
                    end += word_len;
                words_add_word(s, s->at, end, false, DUL_ABBREVIATION_NONE);
                return;
            }
        size_t clitic = words_clitic(s, s->at + len);
        if (clitic > 0) { /* "Kazakhstan 's" */
            words_add_word(s, s->at, s->at + len + clitic, false, DUL_ABBREVIATION_NONE);
            return;
        }
    }
    bool open      = next != DUL_CHAR_SPACE;
    s->single_open = open;
    words_add(s, s->at, s->at + len, open ? DUL_WORD_SINGLE_OPEN : DUL_WORD_SINGLE_CLOSE);
}

static void words_stop(scanner *s)
{
    size_t stops = words_run(s, s->at, "."), all = words_run(s, s->at, ".!?");
    if (stops == 1 && all == 1 && words_digits(s, s->at + 1) > 0 && !words_glued_left(s)) { /* .5 */
        words_word(s);
        return;
    }
    if (stops == 1 && s->at + 1 < s->text.len && !words_glued_left(s) && words_letter_at(s, s->at + 1)) { /* .doc */
        size_t host = words_host_end(s, s->at, s->at);
        if (host > 0) {
            words_add(s, s->at, host, DUL_WORD_LINK);
            return;
        }
    }
    /* U+2026 with more stops behind it is handled where it begins */
    words_add(s, s->at, s->at + all, stops == all && stops >= 2 ? DUL_WORD_ELLIPSIS : DUL_WORD_STOP);
}

static bool words_smiley(scanner *s)
{
    static const char *const face[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":)", ":(", ";)", ":D", ":P", "=)", "(:", "<3"};
    if (words_glued_left(s) && s->text.at[s->at] != ':' && s->text.at[s->at] != ';')
        return false;
    for (size_t i = 0; i < sizeof face / sizeof face[0]; i++) {
        size_t n = strlen(face[i]), len;
        if (s->at + n <= s->text.len && memcmp(s->text.at + s->at, face[i], n) == 0) {
            dul_char after = words_class(s, s->at + n, &len);
            if (after != DUL_CHAR_SPACE && after != DUL_CHAR_STOP)
                return false;
            words_add(s, s->at, s->at + n, DUL_WORD_SYMBOL);
            return true;
        }
    }
    return false;
}

static void words_mark(scanner *s, dul_char c, size_t len)
{
    size_t   next_len;
    dul_char next = words_class(s, s->at + len, &next_len);
    size_t   end  = s->at + len, run;
    char     byte = s->text.at[s->at];
    switch (c) {
    case DUL_CHAR_STOP: words_stop(s); return;
    case DUL_CHAR_EXCLAIM: words_add(s, s->at, len > 1 ? end : s->at + words_run(s, s->at, ".!?"), DUL_WORD_STOP); return;
    case DUL_CHAR_ELLIPSIS: words_add(s, s->at, end + words_run(s, end, "."), DUL_WORD_ELLIPSIS); return;
    case DUL_CHAR_COMMA: words_add(s, s->at, end, DUL_WORD_COMMA); return;
    case DUL_CHAR_SEMICOLON:
    case DUL_CHAR_COLON:
        if (!words_smiley(s))
            words_add(s, s->at, end, c == DUL_CHAR_COLON ? DUL_WORD_COLON : DUL_WORD_SEMICOLON);
        return;
    case DUL_CHAR_HYPHEN:
        run = byte == '-' ? words_run(s, s->at, "-") : 1;
        if (run > 1)
            words_add(s, s->at, s->at + run, DUL_WORD_DASH);
        else
            words_add(s, s->at, end, words_glued_left(s) || next != DUL_CHAR_SPACE ? DUL_WORD_HYPHEN : DUL_WORD_DASH);
        return;
    case DUL_CHAR_DASH: words_add(s, s->at, end, DUL_WORD_DASH); return;
    case DUL_CHAR_QUOTE:
    case DUL_CHAR_QUOTE_OPEN:
    case DUL_CHAR_QUOTE_CLOSE: words_quote(s, len, c); return;
    case DUL_CHAR_APOSTROPHE:
    case DUL_CHAR_BACKQUOTE: words_apostrophe(s, len, c); return;
    case DUL_CHAR_OPEN:
        if (byte == '[' && s->at + 5 <= s->text.len && memcmp(s->text.at + s->at, "[...]", 5) == 0)
            words_add(s, s->at, s->at + 5, DUL_WORD_ELLIPSIS);
        else if (!words_smiley(s))
            words_add(s, s->at, end, DUL_WORD_OPEN);
        return;
    case DUL_CHAR_CLOSE: words_add(s, s->at, end, DUL_WORD_CLOSE); return;
    case DUL_CHAR_CURRENCY: words_add(s, s->at, end, DUL_WORD_SYMBOL); return;
    default: break;
    }
    if ((byte == '@' && dul_char_is_word(next)) || (byte == '#' && dul_char_is_letter(next))) {
        size_t word_len;
        while (end < s->text.len && end - s->at < WORD_MAX && dul_char_is_word(words_class(s, end, &word_len)))
            end += word_len;
        words_add(s, s->at, end, DUL_WORD_LINK);
        return;
    }
    if (byte == '+' && words_digits(s, end) > 0 && !words_glued_left(s)) {
        words_add(s, s->at, end + words_digits(s, end), DUL_WORD_NUMBER);
        return;
    }
    if (byte == '=' && words_smiley(s))
        return;
    if (strchr("*=~_<>+|#^", byte) != NULL && byte != '\0') {
        char set[2] = {byte, '\0'};
        words_add(s, s->at, s->at + words_run(s, s->at, set), DUL_WORD_SYMBOL);
        return;
    }
    words_add(s, s->at, end, DUL_WORD_SYMBOL);
}

/* ---- the pass ------------------------------------------------------------------------------------------------------------------- */

static void words_space(scanner *s, size_t len)
{
    while (s->next_line < s->lines->n && s->lines->item[s->next_line].at <= s->at) {
        uint8_t kind = (uint8_t)s->lines->item[s->next_line++].kind;
        if (kind > s->break_before)
            s->break_before = kind;
        if (kind == DUL_BREAK_PARAGRAPH)
            s->quote_open = s->low_quote = s->single_open = false;
    }
    if (s->n > 0 && s->word[s->n - 1].end == s->at)
        s->word[s->n - 1].flags |= DUL_WORD_SPACE_AFTER;
    s->at += len;
}

bool dul_words_find(dul_arena *scratch, dul_str text, const dul_lines *lines, dul_words *out)
{
    scanner s  = {.scratch = scratch, .text = text, .lines = lines};
    s.capacity = text.len / 5 + 16;
    s.word     = dul_arena_alloc(scratch, s.capacity * sizeof *s.word);
    if (s.word == NULL)
        return false;
    while (s.at < text.len) {
        size_t   len;
        dul_char c = dul_char_at(text, s.at, &len);
        if (c == DUL_CHAR_SPACE)
            words_space(&s, len);
        else if (c == DUL_CHAR_BROKEN && !words_letter_at(&s, s.at + len))
            words_add(&s, s.at, s.at + len, DUL_WORD_SYMBOL);
        else if (!dul_char_is_word(c))
            words_mark(&s, c == DUL_CHAR_BROKEN ? DUL_CHAR_SYMBOL : c, len);
        else if (!words_link(&s))
            words_word(&s);
    }
    if (s.n > 0)
        s.word[s.n - 1].flags |= DUL_WORD_SPACE_AFTER;
    out->n    = (uint32_t)s.n;
    out->item = s.word;
    return !s.full;
}
