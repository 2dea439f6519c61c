/* import.c -- what the readers of foreign dictionaries share: findings, codes, words, and the file that comes out. */
#include "import/import.h"

#include <stdio.h>
#include <stdlib.h>

void dul_import_init(dul_import *import, dul_import_format format, const dul_countries *countries, const dul_actors *shipped, const dulati_allocator *allocator)
{
    memset(import, 0, sizeof *import);
    dul_arena_init(&import->arena, allocator);
    dul_map_init(&import->seen, allocator);
    import->format    = format;
    import->countries = countries;
    import->shipped   = shipped;
}

void dul_import_close(dul_import *import)
{
    dul_map_free(&import->seen);
    dul_arena_free(&import->arena);
}

bool dul_import_next(dul_import *import, dul_str *rest)
{
    if (import->no_memory || import->line == UINT32_MAX - 1 || !dul_str_line(rest, &import->raw))
        return false;
    import->line++;
    return true;
}

void dul_import_leave(dul_import *import, const char *reason, const char *message, dul_str what)
{
    dul_import_left *grown = dul_arena_grow(&import->arena, import->left, import->n_left, &import->left_capacity, sizeof *grown);
    const char      *text  = dul_arena_copy(&import->arena, dul_str_slice(dul_str_trim(what), 0, 500));
    import->no_memory      = import->no_memory || grown == NULL || text == NULL;
    if (import->no_memory)
        return;
    import->left            = grown;
    grown[import->n_left++] = (dul_import_left){.reason = reason, .message = message, .file = import->file, .text = text, .line = import->line};
}

/* ---- words that were met ------------------------------------------------------------------------------------------------------- */

static dul_str import_seen_key(char class_letter, dul_str word, char out[136])
{
    word   = dul_str_slice(word, 0, 130);
    out[0] = class_letter;
    if (word.len > 0)
        memcpy(out + 1, word.at, word.len);
    return (dul_str){out, word.len + 1};
}

bool dul_import_saw(const dul_import *import, char class_letter, dul_str word)
{
    char key[136];
    return dul_map_find(&import->seen, import_seen_key(class_letter, word, key)) != DUL_NONE;
}

bool dul_import_see(dul_import *import, char class_letter, dul_str word)
{
    char    bytes[136];
    dul_str key = import_seen_key(class_letter, word, bytes);
    if (dul_map_find(&import->seen, key) != DUL_NONE)
        return false;
    const char *copy  = dul_arena_copy(&import->arena, key);
    import->no_memory = import->no_memory || copy == NULL || !dul_map_put(&import->seen, (dul_str){copy, key.len}, import->line);
    return true;
}

/* ---- entries ------------------------------------------------------------------------------------------------------------------- */

void dul_import_begin(dul_import *import)
{
    import->out.len  = 0;
    import->out.full = false;
}

void dul_import_add(dul_import *import, dul_str text)
{
    dul_import_text *out = &import->out;
    if (text.len > sizeof out->at - out->len) {
        out->full = true;
    } else if (text.len > 0) {
        memcpy(out->at + out->len, text.at, text.len);
        out->len += text.len;
    }
}

bool dul_import_end(dul_import *import, dul_import_section section, const char *code, const dul_cameo *means)
{
    if (import->out.full) {
        dul_import_leave(import, "too-long", "the entry grows longer than 8,000 bytes", import->raw);
        return false;
    }
    dul_import_entry *grown = dul_arena_grow(&import->arena, import->entry, import->n, &import->capacity, sizeof *grown);
    const char       *text  = dul_arena_copy(&import->arena, (dul_str){import->out.at, import->out.len});
    const char       *copy  = code == NULL ? "" : dul_arena_copy(&import->arena, dul_str_of(code));
    import->no_memory       = import->no_memory || grown == NULL || text == NULL || copy == NULL;
    if (import->no_memory)
        return false;
    import->entry      = grown;
    grown[import->n++] = (dul_import_entry){.section = section, .text = text, .code = copy, .means = means, .file = import->file, .line = import->line};
    return true;
}

/* ---- codes --------------------------------------------------------------------------------------------------------------------- */

/* CAMEO's roles that PLOVER writes otherwise. MED is media there and medicine here. */
static const char import_roles[][2][4] = {
    {"MED", "JRN"}, {"HLH", "MED"}, {"INS", "REB"}, {"SEP", "REB"}, {"ROP", "OPP"}, {"SET", "CVL"}, {"PPL", "CVL"}, {"CHR", "REL"}, {"MOS", "REL"},
    {"JEW", "REL"}, {"BUD", "REL"}, {"HIN", "REL"}, {"SIK", "REL"}, {"CTH", "REL"}, {"SHI", "REL"}, {"SUN", "REL"}, {"JRN", "JRN"}, {"TER", "UAF"},
};

static bool import_is_country(const dul_import *import, dul_str part)
{
    static const char *const no_country[] = {"---", "AFR", "ASA", "EEU", "LAM", "MEA", "NAF", "NAM", "SAM", "SAS", "SEA",
                                             "WAF", "WST", "CAS", "CAU", "CFR", "EAF", "SAF", "CEU", "BLK", "SCN", "BAL"};
    for (size_t i = 0; i < sizeof no_country / sizeof no_country[0]; i++)
        if (dul_str_is(part, no_country[i]))
            return false;
    return import->countries == NULL || dul_countries_by_code(import->countries, part) != NULL;
}

static dul_str import_role(dul_str part)
{
    for (size_t i = 0; i < sizeof import_roles / sizeof import_roles[0]; i++)
        if (dul_str_is(part, import_roles[i][0]))
            return dul_str_of(import_roles[i][1]);
    return part;
}

bool dul_import_code(dul_import *import, dul_str code, bool agent, char country[4], char sectors[13])
{
    size_t n = 0;
    memcpy(country, "---", 4);
    memset(sectors, 0, 13);
    for (size_t i = 0; i < code.len; i++)
        if (code.at[i] < 'A' || code.at[i] > 'Z') {
            bool two = code.at[i] == '/';
            dul_import_leave(import, two ? "two-codes" : "bad-code", two ? "several codes at once have no counterpart" : "not a code of capital letters",
                             import->raw);
            return false;
        }
    for (size_t i = 0; i < code.len; i += 3) {
        dul_str part = dul_str_slice(code, i, i + 3), role = import_role(part);
        bool    group = dul_group_known(part), place = country[0] == '-';
        if (part.len < 3) {
            dul_import_leave(import, "bad-code", "the code is not made of parts of three letters; the last is left out", code);
        } else if (group && !agent && (place || memcmp(country, "IGO", 3) == 0)) {
            memcpy(country, part.at, 3); /* IGOUNO is UNO */
        } else if (i == 0 && !agent && !dul_sector_known(role) && import_is_country(import, part)) {
            memcpy(country, part.at, 3);
        } else if (dul_sector_known(role) && n < 12) {
            bool known = false;
            for (size_t k = 0; k < n; k += 3)
                known = known || memcmp(sectors + k, role.at, 3) == 0;
            if (!known) {
                memcpy(sectors + n, role.at, 3);
                n += 3;
            }
        } else {
            dul_import_leave(import, "code-part", "a part of the code is no country, group or sector of PLOVER; the entry goes without it", code);
        }
    }
    if (country[0] != '-' || n > 0)
        return true;
    dul_import_leave(import, "unknown-code", "no part of the code is known", import->raw);
    return false;
}

/* ---- words --------------------------------------------------------------------------------------------------------------------- */

dul_str dul_import_uncomment(dul_str line)
{
    bool inside = false;
    for (size_t i = 0; i < line.len; i++) {
        inside = line.at[i] == '[' || (inside && line.at[i] != ']');
        if (!inside && (line.at[i] == '#' || line.at[i] == ';'))
            return dul_str_trim(dul_str_slice(line, 0, i));
    }
    return dul_str_trim(line);
}

bool dul_import_lower(dul_str phrase, char out[128])
{
    size_t n = 0;
    for (size_t i = 0; i < phrase.len; i++) {
        char c = phrase.at[i];
        if (strchr(",{}()[]|<>?!+#=@:&;%^$*~\"/\\", c) != NULL || ((unsigned char)c < ' ' && c != '\t') || n + 2 >= 128)
            return false;
        if (c == '_' || c == ' ' || c == '\t') {
            if (n > 0 && out[n - 1] != ' ')
                out[n++] = ' ';
        } else {
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return n > 0 && out[0] != '-' && out[0] != '.';
}

/* ---- the file that comes out --------------------------------------------------------------------------------------------------- */

typedef struct {
    dul_arena *arena;
    char      *at;
    size_t     len, capacity;
    uint32_t  *index;
    size_t     n_lines, index_capacity;
    bool       failed;
} import_file;

static void import_put(import_file *file, const char *text)
{
    size_t n = strlen(text);
    if (file->failed)
        return;
    if (file->len + n + 1 > file->capacity) {
        size_t wanted = (file->len + n + 1) * 2;
        char  *grown  = dul_arena_alloc(file->arena, wanted);
        file->failed  = grown == NULL;
        if (file->failed)
            return;
        if (file->len > 0)
            memcpy(grown, file->at, file->len);
        file->at       = grown;
        file->capacity = wanted;
    }
    memcpy(file->at + file->len, text, n);
    file->len += n;
}

static void import_line_end(import_file *file, uint32_t entry)
{
    import_put(file, "\n");
    uint32_t *grown = dul_arena_grow(file->arena, file->index, file->n_lines, &file->index_capacity, sizeof *grown);
    file->failed    = file->failed || grown == NULL;
    if (file->failed)
        return;
    file->index            = grown;
    grown[file->n_lines++] = entry;
}

static void import_line(import_file *file, const char *a, const char *b, const char *c)
{
    import_put(file, a);
    import_put(file, b);
    import_put(file, c);
    import_line_end(file, DUL_NONE);
}

static void import_entry_line(import_file *file, const dul_import *import, uint32_t index)
{
    const dul_import_entry *entry = &import->entry[index];
    char                    number[24];
    snprintf(number, sizeof number, ":%u", entry->line);
    import_put(file, entry->text);
    import_put(file, "  # ");
    import_put(file, entry->file);
    import_put(file, number);
    import_line_end(file, index);
}

typedef struct {
    const char *code;
    uint32_t    index;
} import_rule;

/* By code, then as they came: on a tie of two rules the earlier line wins, so the order within a code is kept. */
static int import_compare(const void *a, const void *b)
{
    const import_rule *x = a, *y = b;
    int                order = strcmp(x->code, y->code);
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static void import_rules(import_file *file, const dul_import *import)
{
    size_t       n    = 0;
    const char  *last = NULL;
    import_rule *rule = dul_arena_calloc(file->arena, import->n + 1, sizeof *rule);
    file->failed      = file->failed || rule == NULL;
    for (uint32_t i = 0; !file->failed && i < import->n; i++)
        if (import->entry[i].section == DUL_IMPORT_RULES && !import->entry[i].dropped)
            rule[n++] = (import_rule){import->entry[i].code, i};
    if (file->failed || n == 0)
        return;
    qsort(rule, n, sizeof *rule, import_compare);
    import_line(file, "", "", "");
    import_line(file, "[rules]", "", "");
    for (size_t i = 0; i < n; i++) {
        const dul_import_entry *entry = &import->entry[rule[i].index];
        if (last == NULL || strcmp(last, rule[i].code) != 0) {
            last = rule[i].code;
            import_line(file, "type ", last[0] == '\0' ? "PROTEST" : entry->means->type, last[0] == '\0' ? "  # exceptions only" : "");
            if (last[0] != '\0') {
                import_put(file, "mode ");
                import_put(file, entry->means->mode == NULL ? "-" : entry->means->mode);
                import_line(file, " cameo ", last, "");
            }
        }
        import_entry_line(file, import, rule[i].index);
    }
}

dul_str dul_import_render(dul_import *import, dul_arena *arena, uint32_t **index, size_t *n_lines)
{
    static const char *const headings[] = {"[sets]", "[rules]", "[actors]", "[agents]"};
    import_file              file       = {.arena = arena};
    import_line(&file, "# From the dictionaries of ", import->format == DUL_IMPORT_TABARI ? "TABARI" : "PETRARCH2",
                " by `dulati dict import`; the comments say from which line.");
    for (int section = DUL_IMPORT_SETS; section <= DUL_IMPORT_AGENTS; section++) {
        bool first = true;
        if (section == DUL_IMPORT_RULES) {
            import_rules(&file, import);
            continue;
        }
        for (uint32_t i = 0; i < import->n; i++) {
            if ((int)import->entry[i].section != section || import->entry[i].dropped)
                continue;
            if (first) {
                import_line(&file, "", "", "");
                import_line(&file, headings[section], "", "");
            }
            first = false;
            import_entry_line(&file, import, i);
        }
    }
    *index   = file.index;
    *n_lines = file.n_lines;
    return file.failed ? (dul_str){NULL, 0} : (dul_str){file.at, file.len};
}
