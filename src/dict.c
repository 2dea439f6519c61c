/*
 * dict.c -- from the folder dictionaries/ to one mapped file: collect, compile the gazetteer, check every entry, write.
 *
 * Text dictionaries (*.txt) go in as they are; the tables of places (places/ *.tsv) are compiled. Before the file is written it is opened as a reader would,
 * so that a bad entry stops the build with its file and line.
 */
#define _POSIX_C_SOURCE 200809L
#include "dict.h"

#include "base/hash.h"
#include "event/rules.h"
#include "names/actors.h"
#include "place/country.h"
#include "place/gazetteer.h"
#include "speech/attribution.h"
#include "syntax/parser.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#define GAZETTEER_NAME "places/gazetteer.bin"

typedef struct {
    dul_arena         arena;   /* names, and the contents of the files */
    dul_pack_section *section; /* [n] text dictionaries                */
    size_t            n, capacity;
    dul_pack_section *table; /* [n_tables] tables of places          */
    size_t            n_tables, table_capacity;
} dict_files;

static dulati_result dict_read(dict_files *files, const char *path, dul_str *out, dulati_error *err)
{
    dul_mapped file;
    DUL_TRY(dul_mapped_open(path, &file, err));
    char *copy = dul_arena_copy(&files->arena, file.bytes);
    *out       = (dul_str){copy, file.bytes.len};
    dul_mapped_close(&file);
    return copy == NULL ? dul_fail_memory(err) : DULATI_OK;
}

static dulati_result dict_add(dict_files *files, const char *path, const char *name, dulati_error *err)
{
    const dulati_allocator *allocator = files->arena.allocator;
    dul_str                 view      = dul_str_of(name);
    if (dul_str_ends(view, DUL_STR(".txt"))) {
        dul_pack_section *grown = dul_grow(allocator, files->section, files->n, &files->capacity, sizeof *grown);
        if (grown == NULL)
            return dul_fail_memory(err);
        files->section  = grown;
        grown[files->n] = (dul_pack_section){.name = view};
        return dict_read(files, path, &grown[files->n++].data, err);
    }
    if (dul_str_ends(view, DUL_STR(".tsv"))) {
        dul_pack_section *grown = dul_grow(allocator, files->table, files->n_tables, &files->table_capacity, sizeof *grown);
        if (grown == NULL)
            return dul_fail_memory(err);
        files->table           = grown;
        grown[files->n_tables] = (dul_pack_section){.name = view};
        return dict_read(files, path, &grown[files->n_tables++].data, err);
    }
    return DULATI_OK; /* READMEs and the like */
}

/* All files of the folder and of its subfolders; name is the path below dictionaries/, empty at the top. */
static dulati_result dict_collect(dict_files *files, const char *folder, const char *name, dulati_error *err)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return dul_fail(err, DULATI_E_IO, "cannot read the folder", folder, 0, 0);
    dulati_result        result = DULATI_OK;
    const struct dirent *entry;
    while (result == DULATI_OK && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        struct stat about;
        const char *path  = dul_arena_printf(&files->arena, "%s/%s", folder, entry->d_name);
        const char *below = dul_arena_printf(&files->arena, "%s%s%s", name, name[0] == '\0' ? "" : "/", entry->d_name);
        if (path == NULL || below == NULL)
            result = dul_fail_memory(err);
        else if (stat(path, &about) != 0)
            result = dul_fail(err, DULATI_E_IO, "cannot read the file", path, 0, 0);
        else
            result = S_ISDIR(about.st_mode) ? dict_collect(files, path, below, err) : dict_add(files, path, below, err);
    }
    closedir(dir);
    return result;
}

/* Open everything once, as a reader does: the check of the entries. */
static dulati_result dict_check(const dulati_allocator *allocator, const dul_pack *pack, dulati_error *err)
{
    dul_countries *countries = NULL;
    dul_gazetteer *gazetteer = NULL;
    dul_actors    *actors    = NULL;
    dul_cues      *cues      = NULL;
    dul_rules     *rules     = NULL;
    dulati_result  result    = dul_countries_open(pack, allocator, &countries, err);
    if (result == DULATI_OK)
        result = dul_gazetteer_open(pack, allocator, &gazetteer, err);
    if (result == DULATI_OK)
        result = dul_actors_open(pack, countries, allocator, &actors, err);
    if (result == DULATI_OK)
        result = dul_cues_open(pack, allocator, &cues, err);
    if (result == DULATI_OK)
        result = dul_rules_open(pack, allocator, &rules, err);
    dul_rules_close(rules);
    dul_cues_close(cues);
    dul_actors_close(actors);
    dul_gazetteer_close(gazetteer);
    dul_countries_close(countries);
    return result;
}

/* Write beside the target and rename, so that a full disk leaves the old file whole. */
static dulati_result dict_write(dul_arena *arena, dul_str bytes, const char *out_path, dulati_error *err)
{
    const char *partial = dul_arena_printf(arena, "%s.partial", out_path);
    if (partial == NULL)
        return dul_fail_memory(err);
    FILE *file = fopen(partial, "wb");
    if (file == NULL)
        return dul_fail(err, DULATI_E_IO, "cannot write the file", partial, 0, 0);
    bool written = fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    written      = fclose(file) == 0 && written;
    if (!written || rename(partial, out_path) != 0) {
        remove(partial);
        return dul_fail(err, DULATI_E_IO, "cannot write the file", out_path, 0, 0);
    }
    return DULATI_OK;
}

static dulati_result dict_make(dict_files *files, const char *folder, const dul_lint *lint, dul_str *out, dulati_error *err)
{
    const dulati_allocator *allocator = files->arena.allocator;
    DUL_TRY(dict_collect(files, folder, "", err));
    dul_str       table  = {NULL, 0};
    dulati_result result = dul_gazetteer_compile(allocator, files->table, files->n_tables, &table, err);
    if (dul_lint_hears(lint, result, err)) /* the tables of places are one thing: without them the rest can still be looked at */
        result = dul_gazetteer_compile(allocator, NULL, 0, &table, err);
    DUL_TRY(result);
    dul_pack_section *grown = dul_grow(allocator, files->section, files->n, &files->capacity, sizeof *grown);
    if (grown == NULL) {
        result = dul_fail_memory(err);
    } else {
        files->section    = grown;
        grown[files->n++] = (dul_pack_section){DUL_STR(GAZETTEER_NAME), table};
        result            = dul_pack_build(allocator, files->section, files->n, out, err);
    }
    dul_free(allocator, table.at);
    return result;
}

dulati_result dul_dict_make(const dulati_allocator *allocator, const char *folder, const dul_lint *lint, dul_str *out, dulati_error *err)
{
    dict_files files = {0};
    *out             = (dul_str){NULL, 0};
    dul_arena_init(&files.arena, allocator);
    dulati_result result = dict_make(&files, folder, lint, out, err);
    dul_free(allocator, files.section);
    dul_free(allocator, files.table);
    dul_arena_free(&files.arena);
    return result;
}

dulati_result dulati_dict_build(const char *folder, const char *out_path, dulati_error *err)
{
    const dulati_allocator *allocator = &dul_allocator_libc;
    dul_str                 bytes;
    dul_pack                pack;
    dul_arena               arena;
    DUL_TRY(dul_dict_make(allocator, folder, NULL, &bytes, err));
    dul_arena_init(&arena, allocator);
    dulati_result result = dul_pack_open(bytes, folder, true, &pack, err);
    if (result == DULATI_OK)
        result = dict_check(allocator, &pack, err);
    if (result == DULATI_OK)
        result = dict_write(&arena, bytes, out_path, err);
    dul_arena_free(&arena);
    dul_free(allocator, bytes.at);
    return result;
}

dulati_result dulati_dict_verify(const char *path, dulati_error *err)
{
    dul_mapped file;
    dul_pack   pack;
    DUL_TRY(dul_mapped_open(path, &file, err));
    dulati_result result = dul_pack_open(file.bytes, path, true, &pack, err);
    if (result == DULATI_OK)
        result = dict_check(&dul_allocator_libc, &pack, err);
    dul_mapped_close(&file);
    return result;
}

/* The checksum that the model states of its tensors, against the bytes that are there. The header was found sound when the parser opened. */
static dulati_result dict_verify_tensors(dul_str bytes, const char *stated, const char *path, dulati_error *err)
{
    uint64_t header = 0;
    for (size_t i = 8; i-- > 0;)
        header = header << 8 | (unsigned char)bytes.at[i];
    char computed[17];
    snprintf(computed, sizeof computed, "%016llx", (unsigned long long)dul_hash(dul_str_slice(bytes, 8 + (size_t)header, bytes.len)));
    if (strcmp(computed, stated) != 0)
        return dul_fail(err, DULATI_E_FORMAT, "the checksum of the tensors is wrong: the file is damaged", path, 0, 8 + header);
    return DULATI_OK;
}

dulati_result dulati_model_verify(const char *path, dulati_error *err)
{
    dul_mapped  file;
    dul_parser *parser = NULL;
    DUL_TRY(dul_mapped_open(path, &file, err));
    dulati_result result = dul_parser_open(file.bytes, path, &dul_allocator_libc, &parser, err);
    if (result == DULATI_OK)
        result = dict_verify_tensors(file.bytes, dul_parser_about(parser, "checksum"), path, err);
    dul_parser_close(parser);
    dul_mapped_close(&file);
    return result;
}
