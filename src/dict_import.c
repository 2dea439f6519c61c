/*
 * dict_import.c -- dulati_dict_import(): foreign dictionaries are read, written as a layer, and looked through as `dict check` does; what that finds fault with
 * is taken out again, with its reason, until nothing is left to find.
 */
#include "event/rules_check.h"
#include "import/import.h"
#include "layers.h"
#include "names/actors_check.h"
#include "reader.h"

#include "base/lint.h"
#include "base/mapped.h"

#include "dict.h"

#define DICT_ROUNDS 40 /* a fault that is taken out may lay bare another */
#define DICT_SHOWN  "imported.txt"

typedef struct {
    const dulati_allocator *allocator;
    dul_import              import;
    dul_arena               scratch; /* of one round */
    char                   *dict_path;
    dul_mapped              file;
    dul_str                 made;
    dul_pack                pack;
    dul_countries          *countries;
    dul_actors             *shipped;
    uint32_t               *index; /* [n_lines] */
    size_t                  n_lines, n_faults;
    bool                    no_memory;
} dict_import;

/* A finding names another entry by its line in the layer, which nobody has seen: "imported.txt:7" becomes "verbs.txt:12". */
static char *dict_import_say(dict_import *run, const char *message)
{
    const char *at   = strstr(message, DICT_SHOWN ":");
    const char *tail = at == NULL ? NULL : at + strlen(DICT_SHOWN ":");
    size_t      line = 0;
    while (tail != NULL && *tail >= '0' && *tail <= '9' && line <= run->n_lines)
        line = line * 10 + (size_t)(*tail++ - '0');
    if (line < 1 || line > run->n_lines || run->index[line - 1] == DUL_NONE)
        return dul_arena_copy(&run->import.arena, dul_str_of(message));
    const dul_import_entry *other = &run->import.entry[run->index[line - 1]];
    return dul_arena_printf(&run->import.arena, "%.*s%s:%u%s", (int)(at - message), message, other->file, other->line, tail);
}

static void dict_import_take(const dul_lint *lint, const dul_lint_place *place, const char *message)
{
    dict_import *run  = lint->context;
    dul_str      file = dul_str_of(place->file), shown = DUL_STR(DICT_SHOWN ":");
    int64_t      line = (int64_t)place->line;
    if (strcmp(place->level, "note") == 0 || !dul_str_starts(file, dul_str_slice(shown, 0, shown.len - 1)))
        return;
    if (line == 0 && (!dul_str_starts(file, shown) || !dul_str_int(dul_str_slice(file, shown.len, file.len), &line)))
        return;
    if (line < 1 || (size_t)line > run->n_lines || run->index[line - 1] == DUL_NONE)
        return;
    dul_import_entry *entry = &run->import.entry[run->index[line - 1]];
    if (entry->dropped)
        return;
    entry->dropped   = true;
    run->import.file = entry->file;
    run->import.line = entry->line;
    char *reason     = dul_arena_copy(&run->import.arena, dul_str_of(place->check));
    char *said       = dict_import_say(run, message);
    run->no_memory   = run->no_memory || reason == NULL || said == NULL;
    run->n_faults += 1;
    if (!run->no_memory)
        dul_import_leave(&run->import, reason, said, dul_str_of(entry->text));
}

static dulati_result dict_import_look(dict_import *run, dulati_error *err)
{
    const dul_lint lint   = {dict_import_take, run};
    dul_actors    *actors = NULL;
    dul_rules     *rules  = NULL;
    run->pack.lint        = &lint;
    dulati_result result  = dul_actors_open(&run->pack, run->countries, run->allocator, &actors, err);
    if (result == DULATI_OK) {
        dul_actors_check(actors, &lint);
        result = dul_rules_open(&run->pack, run->allocator, &rules, err);
    }
    if (result == DULATI_OK)
        dul_rules_check(rules, run->countries, &lint);
    dul_rules_close(rules);
    dul_actors_close(actors);
    run->pack.lint = NULL;
    return run->no_memory ? dul_fail_memory(err) : result;
}

/* One rendering, looked through. */
static dulati_result dict_import_round(dict_import *run, dul_str *text, dulati_error *err)
{
    dul_layers layers;
    dul_arena_reset(&run->scratch);
    *text = dul_import_render(&run->import, &run->scratch, &run->index, &run->n_lines);
    if (text->at == NULL)
        return dul_fail_memory(err);
    run->n_faults = 0;
    dul_layers_init(&layers, run->allocator);
    dulati_result result = dul_layers_take(&layers, DICT_SHOWN, *text, err);
    if (result == DULATI_OK) {
        run->pack.layer    = layers.item;
        run->pack.n_layers = layers.n;
        result             = dict_import_look(run, err);
        run->pack.layer    = NULL;
        run->pack.n_layers = 0;
    }
    dul_layers_close(&layers);
    return result;
}

static dulati_result dict_import_open(dict_import *run, const dulati_reader_options *options, dulati_error *err)
{
    if ((run->dict_path = dul_reader_dict_path(options, run->allocator)) == NULL)
        return dul_fail_memory(err);
    if (dul_layers_is_whole(run->dict_path)) {
        DUL_TRY(dul_dict_make(run->allocator, run->dict_path, NULL, &run->made, err));
        DUL_TRY(dul_pack_open(run->made, run->dict_path, false, &run->pack, err));
    } else {
        DUL_TRY(dul_mapped_open(run->dict_path, &run->file, err));
        DUL_TRY(dul_pack_open(run->file.bytes, run->dict_path, true, &run->pack, err));
    }
    DUL_TRY(dul_countries_open(&run->pack, run->allocator, &run->countries, err));
    return dul_actors_open(&run->pack, run->countries, run->allocator, &run->shipped, err);
}

static dulati_result dict_import_file(dict_import *run, const char *path, bool (*read)(dul_import *, const char *, dul_str), dulati_error *err)
{
    dul_mapped file;
    if (path == NULL)
        return DULATI_OK;
    DUL_TRY(dul_mapped_open(path, &file, err));
    const char *slash = strrchr(path, '/');
    const char *bytes = dul_arena_copy(&run->import.arena, file.bytes); /* findings look into it */
    dul_str     text  = {bytes, file.bytes.len};
    dul_mapped_close(&file);
    if (bytes == NULL)
        return dul_fail_memory(err);
    if (memchr(text.at, '\0', text.len) != NULL)
        return dul_fail(err, DULATI_E_FORMAT, "not a text file", path, 0, 0);
    if (dul_str_starts(text, DUL_STR("\xEF\xBB\xBF")))
        text = dul_str_slice(text, 3, text.len);
    return read(&run->import, slash == NULL ? path : slash + 1, text) ? DULATI_OK : dul_fail_memory(err);
}

static dulati_result dict_import_run(dict_import *run, const dulati_import *import, dulati_take_finding take, void *context, dulati_sink sink,
                                     void *sink_context, dulati_error *err)
{
    dul_str text;
    DUL_TRY(dict_import_file(run, import->verbs, dul_import_verbs, err));
    DUL_TRY(dict_import_file(run, import->actors, dul_import_actors, err));
    DUL_TRY(dict_import_file(run, import->agents, dul_import_agents, err));
    for (int i = 0; i < DICT_ROUNDS; i++) {
        DUL_TRY(dict_import_round(run, &text, err));
        if (run->n_faults == 0)
            break;
    }
    for (size_t i = 0; take != NULL && i < run->import.n_left; i++) {
        const dul_import_left *left = &run->import.left[i];
        take(context, &(dulati_finding){
                          .level = "warning", .check = left->reason, .file = left->file, .line = left->line, .message = left->message, .text = left->text});
    }
    return sink(sink_context, text.at, text.len) ? DULATI_OK : dul_fail(err, DULATI_E_IO, "cannot write", NULL, 0, 0);
}

dulati_result dulati_dict_import(const dulati_reader_options *options, const dulati_import *import, dulati_take_finding take, void *context, dulati_sink sink,
                                 void *sink_context, dulati_error *err)
{
    const dulati_reader_options defaults = {0};
    dulati_error                own_err  = {0};
    options                              = options == NULL ? &defaults : options;
    err                                  = err == NULL ? &own_err : err;
    bool tabari                          = import->format != NULL && strcmp(import->format, "tabari") == 0;
    if (!tabari && (import->format == NULL || strcmp(import->format, "petrarch2") != 0))
        return dul_fail(err, DULATI_E_ARGUMENT, "the format is tabari or petrarch2", NULL, 0, 0);
    dict_import run = {.allocator = options->allocator != NULL ? options->allocator : &dul_allocator_libc};
    dul_arena_init(&run.scratch, run.allocator);
    dulati_result result = dict_import_open(&run, options, err);
    dul_import_init(&run.import, tabari ? DUL_IMPORT_TABARI : DUL_IMPORT_PETRARCH2, run.countries, run.shipped, run.allocator);
    if (result == DULATI_OK)
        result = dict_import_run(&run, import, take, context, sink, sink_context, err);
    dul_import_close(&run.import);
    dul_arena_free(&run.scratch);
    dul_actors_close(run.shipped);
    dul_countries_close(run.countries);
    dul_mapped_close(&run.file);
    dul_free(run.allocator, run.made.at);
    dul_free(run.allocator, run.dict_path);
    return result;
}
