/*
 * reader.c -- opening what a reader stands on, and the scratch memory of a thread.
 */
#include "reader.h"

#include "dict.h"

#include <stdio.h>

#ifndef DULATI_DATA_DIR
#define DULATI_DATA_DIR "/usr/share/dulati"
#endif
#define MODEL_NAME "fast"
#define LANGUAGE   "english-"
#define MODEL_TAIL ".safetensors"
#define DICT_NAME  "dulati.dict"

/* The path of the model. A text with neither slash nor dot is a name: "english-accurate", or "accurate" for short, is a file of the data folder. */
static char *reader_model_path(const dulati_allocator *allocator, const char *given, const char *folder)
{
    const char *name  = given != NULL ? given : MODEL_NAME;
    bool        known = strpbrk(name, "/.") == NULL;
    size_t      size  = strlen(folder) + 1 + strlen(LANGUAGE) + strlen(name) + strlen(MODEL_TAIL) + 1;
    char       *path  = dul_alloc(allocator, size);
    if (path == NULL)
        return NULL;
    if (known)
        snprintf(path, size, "%s/%s%s" MODEL_TAIL, folder, strchr(name, '-') == NULL ? LANGUAGE : "", name);
    else
        snprintf(path, size, "%s", name);
    return path;
}

/* The path that the caller gave or, failing that, the file of that name in the data folder; from the allocator. */
static char *reader_path(const dulati_allocator *allocator, const char *given, const char *folder, const char *name)
{
    size_t      folder_len = given != NULL ? 0 : strlen(folder) + 1;
    const char *tail       = given != NULL ? given : name;
    size_t      tail_len   = strlen(tail) + 1;
    char       *path       = dul_alloc(allocator, folder_len + tail_len);
    if (path == NULL)
        return NULL;
    if (folder_len > 0) {
        memcpy(path, folder, folder_len - 1);
        path[folder_len - 1] = '/';
    }
    memcpy(path + folder_len, tail, tail_len);
    return path;
}

char *dul_reader_dict_path(const dulati_reader_options *options, const dulati_allocator *allocator)
{
    return reader_path(allocator, options->dict_path, options->data_dir != NULL ? options->data_dir : DULATI_DATA_DIR, DICT_NAME);
}

/* The dictionaries, and the user's over them. */
static dulati_result reader_open_pack(dulati_reader *reader, const dulati_reader_options *options, dulati_error *err)
{
    const dulati_allocator *allocator = &reader->allocator;
    if (dul_layers_is_whole(reader->dict_path)) {
        DUL_TRY(dul_dict_make(allocator, reader->dict_path, NULL, &reader->dict_made, err));
        DUL_TRY(dul_pack_open(reader->dict_made, reader->dict_path, false, &reader->pack, err));
    } else {
        DUL_TRY(dul_mapped_open(reader->dict_path, &reader->dict_file, err));
        DUL_TRY(dul_pack_open(reader->dict_file.bytes, reader->dict_path, false, &reader->pack, err));
    }
    snprintf(reader->dict_version, sizeof reader->dict_version, "%s", reader->pack.version);
    if (options->n_own == 0)
        return DULATI_OK;
    DUL_TRY(dul_layers_open(allocator, options->own, options->n_own, &reader->layers, err));
    reader->pack.layer    = reader->layers.item;
    reader->pack.n_layers = reader->layers.n;
    snprintf(reader->dict_version, sizeof reader->dict_version, "%s+%s", reader->pack.version, reader->layers.version);
    return DULATI_OK;
}

static dulati_result reader_open_all(dulati_reader *reader, const dulati_reader_options *options, dulati_error *err)
{
    const dulati_allocator *allocator   = &reader->allocator;
    const char             *places_path = options->places_path;
    DUL_TRY(dul_mapped_open(reader->model_path, &reader->model_file, err));
    DUL_TRY(dul_parser_open(reader->model_file.bytes, reader->model_path, allocator, &reader->parser, err));
    DUL_TRY(dul_boundary_open(dul_parser_file(reader->parser), reader->model_path, &reader->boundary, err));
    DUL_TRY(reader_open_pack(reader, options, err));
    DUL_TRY(dul_countries_open(&reader->pack, allocator, &reader->countries, err));
    DUL_TRY(dul_gazetteer_open(&reader->pack, allocator, &reader->gazetteer, err));
    if (places_path != NULL && reader->layers.places.at != NULL)
        return dul_fail(err, DULATI_E_FORMAT, "your own places stand in one table, and another was named beside it", reader->layers.places_file, 0, 0);
    if (reader->layers.places.at != NULL)
        DUL_TRY(dul_gazetteer_lay_over(reader->gazetteer, reader->countries, reader->layers.places, reader->layers.places_file, err));
    if (places_path != NULL) {
        DUL_TRY(dul_mapped_open(places_path, &reader->places_file, err));
        DUL_TRY(dul_gazetteer_lay_over(reader->gazetteer, reader->countries, reader->places_file.bytes, places_path, err));
    }
    DUL_TRY(dul_actors_open(&reader->pack, reader->countries, allocator, &reader->actors, err));
    DUL_TRY(dul_cues_open(&reader->pack, allocator, &reader->cues, err));
    return dul_rules_open(&reader->pack, allocator, &reader->rules, err);
}

dulati_result dulati_reader_open(const dulati_reader_options *options, dulati_reader **out, dulati_error *err)
{
    const dulati_reader_options defaults = {0};
    if (options == NULL)
        options = &defaults;
    const dulati_allocator *allocator = options->allocator != NULL ? options->allocator : &dul_allocator_libc;
    const char             *folder    = options->data_dir != NULL ? options->data_dir : DULATI_DATA_DIR;
    *out                              = NULL;
    dulati_reader *reader             = dul_alloc(allocator, sizeof *reader);
    if (reader == NULL)
        return dul_fail_memory(err);
    *reader              = (dulati_reader){.allocator = *allocator};
    reader->model_path   = reader_model_path(allocator, options->model_path, folder);
    reader->dict_path    = dul_reader_dict_path(options, allocator);
    dulati_result result = reader->model_path == NULL || reader->dict_path == NULL ? dul_fail_memory(err) : reader_open_all(reader, options, err);
    if (result != DULATI_OK) {
        dulati_reader_close(reader);
        return result;
    }
    *out = reader;
    return DULATI_OK;
}

void dulati_reader_close(dulati_reader *reader)
{
    if (reader == NULL)
        return;
    dul_rules_close(reader->rules);
    dul_cues_close(reader->cues);
    dul_actors_close(reader->actors);
    dul_gazetteer_close(reader->gazetteer);
    dul_countries_close(reader->countries);
    dul_parser_close(reader->parser);
    dul_layers_close(&reader->layers);
    dul_mapped_close(&reader->places_file);
    dul_mapped_close(&reader->dict_file);
    dul_mapped_close(&reader->model_file);
    const dulati_allocator allocator = reader->allocator;
    dul_free(&allocator, reader->dict_made.at);
    dul_free(&allocator, reader->dict_path);
    dul_free(&allocator, reader->model_path);
    dul_free(&allocator, reader);
}

void dulati_reader_get_info(const dulati_reader *reader, dulati_reader_info *out)
{
    *out = (dulati_reader_info){
        .library_version = DULATI_VERSION,
        .model_path      = reader->model_path,
        .model_name      = dul_parser_about(reader->parser, "name"),
        .model_trained   = dul_parser_about(reader->parser, "trained"),
        .kernel          = dul_parser_about(reader->parser, "kernel"),
        .dict_path       = reader->dict_path,
        .dict_version    = reader->dict_version,
        .n_rules         = dul_rules_count(reader->rules),
        .n_actors        = dul_actors_count(reader->actors),
        .n_places        = dul_gazetteer_count(reader->gazetteer),
    };
}

bool dulati_reader_get_entry(const dulati_reader *reader, size_t index, dulati_entry *out)
{
    size_t n_rules = dul_rules_count(reader->rules);
    if (index < n_rules) {
        const dul_rule *rule = &reader->rules->rule[index];
        *out                 = (dulati_entry){.name = rule->name, .kind = (rule->flags & DUL_FLAG_NOTHING) ? "exception" : "rule", .word = ""};
        return true;
    }
    if (index - n_rules >= dul_actors_count(reader->actors))
        return false;
    const dul_actor *actor = dul_actors_get(reader->actors, (uint32_t)(index - n_rules));
    *out                   = (dulati_entry){.name = actor->rule, .kind = "actor", .word = actor->name.at, .word_len = actor->name.len};
    return true;
}

dulati_result dulati_work_new(const dulati_reader *reader, dulati_work **out, dulati_error *err)
{
    *out              = NULL;
    dulati_work *work = dul_alloc(&reader->allocator, sizeof *work);
    if (work == NULL)
        return dul_fail_memory(err);
    *work = (dulati_work){.reader = reader};
    dul_arena_init(&work->scratch, &reader->allocator);
    dulati_result result = dul_parser_work_new(reader->parser, &work->parser, err);
    if (result != DULATI_OK) {
        dulati_work_free(work);
        return result;
    }
    *out = work;
    return DULATI_OK;
}

void dulati_work_free(dulati_work *work)
{
    if (work == NULL)
        return;
    dul_parser_work_free(work->parser);
    dul_arena_free(&work->scratch);
    dul_free(&work->reader->allocator, work);
}

void dulati_work_set_trace(dulati_work *work, dulati_trace trace, void *context)
{
    work->trace         = trace;
    work->trace_context = context;
}

const char *dulati_work_stage(const dulati_work *work, size_t index, uint64_t *nanoseconds)
{
    static const char *const names[DUL_N_STAGES] = {"text", "syntax", "time", "place", "names", "speech", "event"};
    if (index >= DUL_N_STAGES)
        return NULL;
    *nanoseconds = work->nanoseconds[index];
    return names[index];
}
