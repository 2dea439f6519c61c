/* lemma.c -- applying edit scripts, and looking exceptions up. */
#include "syntax/lemma.h"

#include "base/utf8.h"

#define EXCEPTION_MAX 64 /* bytes of "lower TAB upos"; longer words are no exceptions */

bool dul_lemma_script_read(dul_str text, dul_lemma_script *out)
{
    /* The last two bars count: a whole lemma may be a bar itself. */
    size_t second = text.len, first;
    while (second > 0 && text.at[second - 1] != '|')
        second--;
    if (second < 2)
        return false;
    first = second - 1;
    while (first > 0 && text.at[first - 1] != '|')
        first--;
    if (first < 2)
        return false;
    dul_str how = dul_str_slice(text, 0, first - 1), cut = dul_str_slice(text, first, second - 1), add = dul_str_slice(text, second, text.len);
    int64_t n;
    if (!dul_str_int(cut, &n) || n < 0 || n > 1000)
        return false;
    if (how.at[0] == '=') {
        *out = (dul_lemma_script){.mode = '=', .add = dul_str_slice(how, 1, how.len)};
        return out->add.len > 0;
    }
    *out = (dul_lemma_script){.mode = how.at[0], .cut = (uint32_t)n, .add = add};
    return how.len == 1 && (how.at[0] == 'l' || how.at[0] == 'k' || how.at[0] == 't');
}

/* Bytes of text without its last n code points; false when it has fewer. */
static bool lemma_cut(dul_str text, uint32_t n, size_t *keep)
{
    size_t at = 0, len, n_points = n == 0 ? 0 : dul_utf8_count(text);
    *keep = text.len;
    if (n == 0)
        return true;
    if (n_points < n)
        return false;
    for (size_t left = n_points - n; left > 0; left--, at += len)
        dul_utf8_decode(text, at, &len);
    *keep = at;
    return true;
}

dul_str dul_lemma_make(const dul_lemma_script *script, dul_str norm, dul_str lower, dul_arena *arena)
{
    if (script->mode == '=')
        return script->add;
    dul_str base  = script->mode == 'k' ? norm : lower;
    bool    raise = script->mode == 't' && lower.len > 0 && lower.at[0] >= 'a' && lower.at[0] <= 'z';
    size_t  keep;
    if (!lemma_cut(base, script->cut, &keep) || keep + script->add.len == 0)
        return lower;
    if (script->add.len == 0 && !raise)
        return (dul_str){base.at, keep};
    char *text = dul_arena_alloc(arena, keep + script->add.len + 1);
    if (text == NULL)
        return (dul_str){NULL, 0};
    memcpy(text, base.at, keep);
    if (raise && keep > 0)
        text[0] = (char)(text[0] - 'a' + 'A');
    if (script->add.len > 0)
        memcpy(text + keep, script->add.at, script->add.len);
    text[keep + script->add.len] = '\0';
    return (dul_str){text, keep + script->add.len};
}

dulati_result dul_lemma_exceptions_open(dul_str text, const char *path, const dulati_allocator *allocator, dul_lemma_exceptions *out, dulati_error *err)
{
    dul_str line, rest = text;
    out->text = text;
    dul_map_init(&out->map, allocator);
    for (uint64_t n = 1; dul_str_line(&rest, &line); n++) {
        if (line.len == 0)
            continue;
        dul_str lemma = line, lower = dul_str_cut(&lemma, '\t'), upos = {NULL, 0};
        if (lemma.at != NULL)
            upos = dul_str_cut(&lemma, '\t');
        if (lower.len == 0 || upos.at == NULL || lemma.len == 0 || dul_upos_find(upos) == DUL_N_UPOS || text.len > UINT32_MAX / 2)
            return dul_fail(err, DULATI_E_FORMAT, "a broken line in lemma_exceptions", path, n, 0);
        if (!dul_map_put(&out->map, dul_str_slice(line, 0, lower.len + 1 + upos.len), (uint32_t)(lemma.at - text.at)))
            return dul_fail_memory(err);
    }
    return DULATI_OK;
}

void dul_lemma_exceptions_close(dul_lemma_exceptions *table)
{
    dul_map_free(&table->map);
}

dul_str dul_lemma_exceptions_find(const dul_lemma_exceptions *table, dul_str lower, dul_upos upos)
{
    char        key[EXCEPTION_MAX];
    const char *tag     = dul_upos_text(upos);
    size_t      tag_len = strlen(tag);
    if (lower.len == 0 || lower.len + 1 + tag_len > sizeof key)
        return (dul_str){NULL, 0};
    memcpy(key, lower.at, lower.len);
    key[lower.len] = '\t';
    memcpy(key + lower.len + 1, tag, tag_len);
    uint32_t at = dul_map_find(&table->map, (dul_str){key, lower.len + 1 + tag_len});
    if (at == DUL_NONE)
        return (dul_str){NULL, 0};
    dul_str rest = dul_str_slice(table->text, at, table->text.len), lemma = {NULL, 0};
    dul_str_line(&rest, &lemma);
    return lemma;
}
