/*
 * layers.c -- reading the user's own dictionaries: folders, files with headings, and files whose name says what their lines are.
 */
#define _POSIX_C_SOURCE 200809L
#include "layers.h"

#include "base/hash.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LAYERS_FILE_MAX ((size_t)256 << 20) /* bytes of one file    */
#define LAYERS_DEPTH    8                   /* folders in folders   */
#define LAYERS_ENTRIES  10000               /* entries of a folder  */

#define PLACES_NAME "places/own.txt"

/* What a heading, or the beginning of a file's name, says about the lines: which dictionary they belong to. */
static const struct {
    const char *word, *name;
} layers_kinds[] = {
    {"rules", "events/own.txt"},         {"events", "events/own.txt"},    {"sets", "events/sets.txt"},     {"types", "events/types.txt"},
    {"contexts", "events/contexts.txt"}, {"vetoes", "events/vetoes.txt"}, {"agents", "actors/agents.txt"}, {"leaders", "actors/leaders.txt"},
    {"actors", "actors/own.txt"},        {"names", "actors/own.txt"},     {"persons", "actors/own.txt"},   {"groups", "actors/own.txt"},
    {"organisations", "actors/own.txt"}, {"agencies", "actors/own.txt"},  {"places", PLACES_NAME},         {"cues", "speech/cues.txt"},
};

#define LAYERS_N_KIND (sizeof layers_kinds / sizeof layers_kinds[0])

static const char layers_want[] = "what are these lines? a heading says it: [rules], [sets], [agents], [actors], [leaders], [places] or [cues]";

/* ---- one file ------------------------------------------------------------------------------------------------------------------ */

static dulati_result layers_add(dul_layers *layers, const char *name, const char *shown, dul_str data, uint64_t line, dulati_error *err)
{
    if (strcmp(name, PLACES_NAME) == 0) {
        if (layers->places.at != NULL)
            return dul_fail(err, DULATI_E_FORMAT, "your own places stand in one table, and there was one before", shown, line, 0);
        /* Empty lines before it, so that its faults are found where they are. */
        char *text = line > LAYERS_FILE_MAX ? NULL : dul_arena_alloc(&layers->arena, data.len + (size_t)line + 1);
        if (text == NULL)
            return dul_fail_memory(err);
        memset(text, '\n', (size_t)line);
        if (data.len > 0)
            memcpy(text + line, data.at, data.len);
        layers->places      = (dul_str){text, data.len + (size_t)line};
        layers->places_file = shown;
        return DULATI_OK;
    }
    dul_pack_layer *grown = dul_arena_grow(&layers->arena, layers->item, layers->n, &layers->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(err);
    layers->item       = grown;
    grown[layers->n++] = (dul_pack_layer){.name = dul_str_of(name), .data = data, .shown = shown, .line = line};
    return DULATI_OK;
}

/* "[rules]" -> "events/own.txt"; NULL when the line is no heading, "" when it is one that nobody knows. */
static const char *layers_heading(dul_str line)
{
    line = dul_str_trim(dul_str_cut(&line, '#'));
    if (line.len < 2 || line.at[0] != '[' || line.at[line.len - 1] != ']')
        return NULL;
    line = dul_str_trim(dul_str_slice(line, 1, line.len - 1));
    for (size_t i = 0; i < LAYERS_N_KIND; i++)
        if (dul_str_is(line, layers_kinds[i].word))
            return layers_kinds[i].name;
    return "";
}

/* "agents-mine.txt" -> "actors/agents.txt"; NULL when the name says nothing. */
static const char *layers_by_name(const char *shown)
{
    const char *slash = strrchr(shown, '/'), *base = slash == NULL ? shown : slash + 1;
    for (size_t i = 0; i < LAYERS_N_KIND; i++)
        if (strncmp(base, layers_kinds[i].word, strlen(layers_kinds[i].word)) == 0)
            return layers_kinds[i].name;
    return NULL;
}

dulati_result dul_layers_take(dul_layers *layers, const char *shown, dul_str text, dulati_error *err)
{
    if (dul_str_starts(text, DUL_STR("\xEF\xBB\xBF"))) /* the mark that some editors begin a file with */
        text = dul_str_slice(text, 3, text.len);
    const char *name = layers_by_name(shown);
    dul_str     rest = text, line, data = {text.at, 0};
    uint64_t    number = 0, before = 0;
    shown = dul_arena_copy(&layers->arena, dul_str_of(shown));
    if (shown == NULL)
        return dul_fail_memory(err);
    bool empty = true;
    while (dul_str_line(&rest, &line)) {
        number++;
        const char *heading = layers_heading(line);
        if (heading == NULL) {
            dul_str words = line, entry = dul_str_trim(dul_str_cut(&words, '#'));
            if (name == NULL && dul_str_starts(entry, DUL_STR("type ")) && memchr(entry.at, '|', entry.len) == NULL)
                name = "events/own.txt";
            if (name == NULL && entry.len > 0)
                return dul_fail(err, DULATI_E_FORMAT, layers_want, shown, number, 0);
            empty    = empty && entry.len == 0;
            data.len = (size_t)(line.at + line.len - data.at);
            continue;
        }
        if (heading[0] == '\0')
            return dul_fail(
                err, DULATI_E_FORMAT,
                "no such heading: [rules], [sets], [types], [contexts], [vetoes], [genres], [acled], [agents], [actors], [leaders], [places], [cues]", shown,
                number, 0);
        if (!empty)
            DUL_TRY(layers_add(layers, name, shown, data, before, err));
        name   = heading;
        before = number;
        data   = (dul_str){rest.at == NULL ? line.at + line.len : rest.at, 0};
        empty  = true;
    }
    return empty ? DULATI_OK : layers_add(layers, name, shown, data, before, err);
}

/* name: the path below a folder that looks like dictionaries/, or NULL. */
static dulati_result layers_file(dul_layers *layers, const char *path, const char *name, dulati_error *err)
{
    static const char *const folders[] = {"events/", "actors/", "speech/"};
    dul_mapped               file;
    DUL_TRY(dul_mapped_open(path, &file, err));
    const char *text = dul_arena_copy(&layers->arena, file.bytes);
    dul_str     copy = {text, file.bytes.len};
    dul_mapped_close(&file);
    if (text == NULL)
        return dul_fail_memory(err);
    if (copy.len > LAYERS_FILE_MAX)
        return dul_fail(err, DULATI_E_TOO_LONG, "the dictionary is longer than 256 MiB", path, 0, 0);
    if (memchr(copy.at, '\0', copy.len) != NULL)
        return dul_fail(err, DULATI_E_FORMAT, "not a text file", path, 0, 0);
    for (size_t i = 0; name != NULL && i < sizeof folders / sizeof folders[0]; i++)
        if (strncmp(name, folders[i], strlen(folders[i])) == 0)
            return layers_add(layers, name, path, copy, 0, err);
    if (name != NULL && strncmp(name, "places/", strlen("places/")) == 0)
        return layers_add(layers, PLACES_NAME, path, copy, 0, err);
    return dul_layers_take(layers, path, copy, err);
}

/* ---- folders ------------------------------------------------------------------------------------------------------------------- */

static int layers_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static dulati_result layers_path(dul_layers *layers, const char *path, const char *name, int depth, dulati_error *err);

/* The texts of a folder and of those in it, by name, so that the order is the same everywhere. */
static dulati_result layers_folder(dul_layers *layers, const char *folder, const char *name, int depth, dulati_error *err)
{
    if (depth == LAYERS_DEPTH)
        return dul_fail(err, DULATI_E_FORMAT, "folders in folders, too deep", folder, 0, 0);
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return dul_fail(err, DULATI_E_IO, "cannot read the folder", folder, 0, 0);
    const char         **found = NULL;
    size_t               n = 0, capacity = 0;
    const struct dirent *entry;
    bool                 full = false;
    while (!full && n < LAYERS_ENTRIES && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        const char **grown = dul_arena_grow(&layers->arena, found, n, &capacity, sizeof *grown);
        if ((full = grown == NULL || (grown[n] = dul_arena_copy(&layers->arena, dul_str_of(entry->d_name))) == NULL))
            break;
        found = grown;
        n++;
    }
    closedir(dir);
    if (full)
        return dul_fail_memory(err);
    if (n > 1)
        qsort(found, n, sizeof *found, layers_compare);
    size_t len = strlen(folder);
    for (size_t i = 0; i < n; i++) {
        const char *path  = dul_arena_printf(&layers->arena, "%s%s%s", folder, len > 0 && folder[len - 1] == '/' ? "" : "/", found[i]);
        const char *below = dul_arena_printf(&layers->arena, "%s%s%s", name, name[0] == '\0' ? "" : "/", found[i]);
        if (path == NULL || below == NULL)
            return dul_fail_memory(err);
        DUL_TRY(layers_path(layers, path, below, depth + 1, err));
    }
    return DULATI_OK;
}

/* name is empty for what the user named, else the path below the folder that the user named. */
static dulati_result layers_path(dul_layers *layers, const char *path, const char *name, int depth, dulati_error *err)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return dul_fail(err, DULATI_E_IO, "no such file or folder", path, 0, 0);
    if (S_ISDIR(about.st_mode))
        return layers_folder(layers, path, name, depth, err);
    if (name[0] != '\0' && !dul_str_ends(dul_str_of(path), DUL_STR(".txt")))
        return DULATI_OK; /* READMEs and the like */
    return layers_file(layers, path, name[0] == '\0' ? NULL : name, err);
}

bool dul_layers_is_whole(const char *folder)
{
    char path[4096];
    int  n = snprintf(path, sizeof path, "%s/events/types.txt", folder);
    if (n < 0 || (size_t)n >= sizeof path || access(path, R_OK) != 0)
        return false;
    snprintf(path, sizeof path, "%s/places/countries.txt", folder);
    return access(path, R_OK) == 0;
}

/* ---- all ----------------------------------------------------------------------------------------------------------------------- */

void dul_layers_init(dul_layers *layers, const dulati_allocator *allocator)
{
    *layers = (dul_layers){.places = {NULL, 0}};
    dul_arena_init(&layers->arena, allocator);
}

dulati_result dul_layers_open(const dulati_allocator *allocator, const char *const *path, size_t n_paths, dul_layers *out, dulati_error *err)
{
    dul_layers_init(out, allocator);
    dulati_result result = DULATI_OK;
    for (size_t i = 0; result == DULATI_OK && i < n_paths; i++)
        result = layers_path(out, path[i], "", 0, err);
    uint64_t hash = DUL_FNV_BASIS;
    for (size_t i = 0; i < out->n; i++) {
        hash = dul_hash_more(hash, out->item[i].name.at, out->item[i].name.len);
        hash = dul_hash_more(hash, out->item[i].data.at, out->item[i].data.len);
    }
    hash = dul_hash_more(hash, out->places.at, out->places.len);
    snprintf(out->version, sizeof out->version, "%016llx", (unsigned long long)hash);
    if (result != DULATI_OK)
        dul_layers_close(out);
    return result;
}

void dul_layers_close(dul_layers *layers)
{
    if (layers->arena.allocator != NULL)
        dul_arena_free(&layers->arena);
    *layers = (dul_layers){.places = {NULL, 0}};
}
