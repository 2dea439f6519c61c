/* placewords.c -- reading dictionaries/places/words.txt. */
#include "place/placewords.h"

#define PLACEWORDS_FILE "places/words.txt"

/* "west_nile" stands for the key "west nile". */
static bool placewords_unite(dul_placewords *words, dul_str *word)
{
    char *copy = dul_arena_copy(&words->arena, *word);
    if (copy == NULL)
        return false;
    for (size_t i = 0; i < word->len; i++)
        if (copy[i] == '_')
            copy[i] = ' ';
    word->at = copy;
    return true;
}

static dulati_result placewords_read_line(dul_placewords *words, dul_str line, uint64_t number, dulati_error *err)
{
    static const char *const names[] = {
#define X_(name) #name,
        DUL_PLACEWORD_LIST(X_)
#undef X_
    };
    dul_str name   = dul_str_cut(&line, ' ');
    uint32_t class = 0;
    while (class < DUL_N_PLACEWORDS && !dul_str_is(name, names[class]))
        class ++;
    if (class == DUL_N_PLACEWORDS)
        return dul_fail(err, DULATI_E_FORMAT, "a line begins with a class of words; this one is unknown", PLACEWORDS_FILE, number, 0);
    while (line.at != NULL) {
        dul_str word = dul_str_trim(dul_str_cut(&line, ' '));
        if (class == DUL_PLACEWORD_INDEX_never && word.len > 0 && !placewords_unite(words, &word))
            return dul_fail_memory(err);
        if (word.len > 0 && !dul_map_put(&words->map, word, dul_placewords_of(words, word) | 1u << class))
            return dul_fail_memory(err);
    }
    return DULATI_OK;
}

dulati_result dul_placewords_open(const dul_pack *pack, const dulati_allocator *allocator, dul_placewords *out, dulati_error *err)
{
    dul_map_init(&out->map, allocator);
    dul_arena_init(&out->arena, allocator);
    dul_str       rest   = dul_pack_find(pack, PLACEWORDS_FILE), line;
    dulati_result result = DULATI_OK;
    for (uint64_t number = 1; result == DULATI_OK && dul_str_line(&rest, &line); number++) {
        line = dul_str_trim(line);
        if (line.len > 0 && line.at[0] != '#')
            result = placewords_read_line(out, line, number, err);
    }
    if (result != DULATI_OK)
        dul_placewords_close(out);
    return result;
}

void dul_placewords_close(dul_placewords *words)
{
    dul_map_free(&words->map);
    dul_arena_free(&words->arena);
}
