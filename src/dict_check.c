/*
 * dict_check.c -- `dulati dict check`: every stage opens its dictionaries with a lint that hears of each fault, then looks at what it could read.
 *
 * Findings are collected, put in order of file and line, and handed over. When only additions to the shipped dictionaries are checked, what the shipped ones
 * have among themselves is nobody's business.
 */
#include "dict.h"
#include "event/rules_check.h"
#include "names/actors_check.h"
#include "place/gazetteer.h"
#include "reader.h"
#include "speech/attribution.h"

#include <stdlib.h>

#define CHECK_PURPOSE "on purpose" /* a comment that keeps a warning back */

typedef struct {
    const char *level, *check, *file, *message, *other;
    uint64_t    line;
    size_t      order; /* of arrival */
} check_finding;

typedef struct {
    dul_arena       arena;
    const dul_pack *pack;
    const char     *root; /* the folder before names of sections; NULL: these are not asked about */
    dul_lint        lint;
    check_finding  *item; /* [n] */
    size_t          n, capacity;
    bool            full; /* memory ran out */
} check_run;

/* ---- collecting ---------------------------------------------------------------------------------------------------------------- */

static bool check_is_section(const check_run *run, dul_str file)
{
    dul_str name, data;
    for (size_t i = 0; i < run->pack->n_sections && dul_pack_get(run->pack, i, &name, &data); i++)
        if (dul_str_equal(name, file))
            return true;
    return dul_str_starts(file, DUL_STR("places/")) && dul_str_ends(file, DUL_STR(".tsv"));
}

/* "events/a.txt:3" -> "dictionaries/events/a.txt:3" for what stands in the folder. */
static const char *check_shown(check_run *run, const char *file)
{
    dul_str     rest = dul_str_of(file), name = dul_str_cut(&rest, ':');
    bool        section = check_is_section(run, name);
    const char *shown   = section && run->root != NULL ? dul_arena_printf(&run->arena, "%s%s%s", run->root, run->root[0] == '\0' ? "" : "/", file)
                                                       : dul_arena_copy(&run->arena, dul_str_of(file));
    run->full           = run->full || shown == NULL;
    return shown;
}

static void check_take(const dul_lint *lint, const dul_lint_place *place, const char *message)
{
    check_run *run = lint->context;
    if (place->file == NULL || (run->root == NULL && check_is_section(run, dul_str_of(place->file))))
        return;
    check_finding *grown = dul_arena_grow(&run->arena, run->item, run->n, &run->capacity, sizeof *grown);
    if ((run->full = run->full || grown == NULL))
        return;
    run->item     = grown;
    grown[run->n] = (check_finding){.level   = place->level,
                                    .check   = place->check,
                                    .file    = check_shown(run, place->file),
                                    .message = dul_arena_copy(&run->arena, dul_str_of(message)),
                                    .other   = place->other == NULL ? NULL : check_shown(run, place->other),
                                    .line    = place->line,
                                    .order   = run->n};
    run->full     = run->full || grown[run->n].message == NULL;
    run->n++;
}

static int check_compare(const void *a, const void *b)
{
    const check_finding *x = a, *y = b;
    int                  order = x->file == NULL || y->file == NULL ? 0 : strcmp(x->file, y->file);
    if (order != 0)
        return order;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* The line of a text, without its end. */
static dul_str check_nth(dul_str data, uint64_t number)
{
    dul_str line = {NULL, 0};
    for (uint64_t i = 0; i < number; i++)
        if (!dul_str_line(&data, &line))
            return (dul_str){"", 0};
    return line;
}

/* The line as it is written: from the layer that has it, or the section. */
static const char *check_text(check_run *run, const check_finding *finding)
{
    dul_str name, data, line = {"", 0};
    size_t  root = run->root == NULL ? 0 : strlen(run->root);
    for (size_t i = 0; finding->line > 0 && dul_pack_get(run->pack, i, &name, &data); i++) {
        const dul_pack_layer *layer = dul_pack_layer_at(run->pack, i);
        dul_str               file  = dul_str_of(finding->file);
        if (layer == NULL ? (root > 0 && dul_str_starts(file, dul_str_of(run->root)) && dul_str_equal(dul_str_slice(file, root + 1, file.len), name)) ||
                                (root == 0 && dul_str_equal(file, name))
                          : dul_str_is(file, layer->shown) && finding->line > layer->line)
            line = check_nth(data, finding->line - (layer == NULL ? 0 : layer->line));
    }
    const char *text = dul_arena_copy(&run->arena, dul_str_trim(line));
    run->full        = run->full || text == NULL;
    return text == NULL ? "" : text;
}

static void check_hand_over(check_run *run, dulati_take_finding take, void *context)
{
    check_finding *all = run->item;
    if (all == NULL)
        return; /* nothing was found */
    if (run->n > 1)
        qsort(all, run->n, sizeof *all, check_compare);
    for (size_t i = 0; i < run->n && !run->full; i++) {
        const check_finding *item = &all[i];
        const check_finding *last = i == 0 ? NULL : &all[i - 1];
        if (last != NULL && last->line == item->line && strcmp(last->file, item->file) == 0 && strcmp(last->message, item->message) == 0)
            continue;
        const char *text = check_text(run, item), *comment = strchr(text, '#');
        if (strcmp(item->level, "error") != 0 && comment != NULL && strstr(comment, CHECK_PURPOSE) != NULL)
            continue;
        take(context, &(dulati_finding){.level   = item->level,
                                        .check   = item->check,
                                        .file    = item->file,
                                        .line    = item->line,
                                        .message = item->message,
                                        .other   = item->other,
                                        .text    = text});
    }
}

/* ---- looking ------------------------------------------------------------------------------------------------------------------- */

/* A dictionary that stops at its first fault: that is the finding, and the rest goes without it. */
static dulati_result check_one(check_run *run, dulati_result result, dulati_error *err)
{
    if (result != DULATI_E_FORMAT)
        return result;
    dul_lint_add(&run->lint, (dul_lint_place){.level = "error", .check = "format", .file = err->file, .line = err->line}, "%s", err->message);
    return DULATI_OK;
}

static dulati_result check_stages(check_run *run, const dul_layers *layers, dulati_error *err)
{
    const dulati_allocator *allocator = run->arena.allocator;
    const dul_pack         *pack      = run->pack;
    dul_countries          *countries = NULL;
    dul_gazetteer          *gazetteer = NULL;
    dul_actors             *actors    = NULL;
    dul_cues               *cues      = NULL;
    dul_rules              *rules     = NULL;
    dulati_result           result    = check_one(run, dul_countries_open(pack, allocator, &countries, err), err);
    if (result == DULATI_OK)
        result = check_one(run, dul_gazetteer_open(pack, allocator, &gazetteer, err), err);
    if (result == DULATI_OK && gazetteer != NULL && layers->places.at != NULL)
        result = check_one(run, dul_gazetteer_lay_over(gazetteer, countries, layers->places, layers->places_file, err), err);
    if (result == DULATI_OK)
        result = check_one(run, dul_actors_open(pack, countries, allocator, &actors, err), err);
    if (result == DULATI_OK)
        result = check_one(run, dul_cues_open(pack, allocator, &cues, err), err);
    if (result == DULATI_OK)
        result = check_one(run, dul_rules_open(pack, allocator, &rules, err), err);
    if (result == DULATI_OK && actors != NULL)
        dul_actors_check(actors, &run->lint);
    if (result == DULATI_OK && rules != NULL)
        dul_rules_check(rules, countries, &run->lint);
    dul_rules_close(rules);
    dul_cues_close(cues);
    dul_actors_close(actors);
    dul_gazetteer_close(gazetteer);
    dul_countries_close(countries);
    return result;
}

typedef struct {
    char      *dict_path; /* of the options      */
    dul_mapped file;
    dul_str    made;
    dul_pack   pack;
    dul_layers layers;
} check_base;

static dulati_result check_run_all(check_run *run, check_base *base, const dulati_reader_options *options, const char *const *path, size_t n_paths,
                                   dulati_error *err)
{
    const dulati_allocator *allocator = run->arena.allocator;
    bool                    whole     = n_paths > 0 && dul_layers_is_whole(path[0]);
    const char             *folder    = whole ? path[0] : NULL;
    if (folder == NULL) {
        if ((base->dict_path = dul_reader_dict_path(options, allocator)) == NULL)
            return dul_fail_memory(err);
        folder = dul_layers_is_whole(base->dict_path) ? base->dict_path : NULL;
    }
    run->pack = &base->pack;
    run->root = whole ? path[0] : n_paths + options->n_own == 0 ? (folder != NULL ? folder : "") : NULL;
    if (folder != NULL) {
        DUL_TRY(dul_dict_make(allocator, folder, &run->lint, &base->made, err));
        DUL_TRY(dul_pack_open(base->made, folder, false, &base->pack, err));
    } else {
        DUL_TRY(dul_mapped_open(base->dict_path, &base->file, err));
        DUL_TRY(dul_pack_open(base->file.bytes, base->dict_path, true, &base->pack, err));
    }
    const char **own = dul_arena_calloc(&run->arena, options->n_own + n_paths + 1, sizeof *own);
    size_t       n   = 0;
    if (own == NULL)
        return dul_fail_memory(err);
    for (size_t i = 0; i < options->n_own; i++)
        own[n++] = options->own[i];
    for (size_t i = whole; i < n_paths; i++)
        own[n++] = path[i];
    DUL_TRY(check_one(run, dul_layers_open(allocator, own, n, &base->layers, err), err));
    base->pack.layer    = base->layers.item;
    base->pack.n_layers = base->layers.n;
    base->pack.lint     = &run->lint;
    return check_stages(run, &base->layers, err);
}

dulati_result dulati_dict_check(const dulati_reader_options *options, const char *const *path, size_t n_paths, dulati_take_finding take, void *context,
                                dulati_error *err)
{
    const dulati_reader_options defaults = {0};
    dulati_error                own_err  = {0};
    if (options == NULL)
        options = &defaults;
    if (err == NULL)
        err = &own_err;
    const dulati_allocator *allocator = options->allocator != NULL ? options->allocator : &dul_allocator_libc;
    check_run               run       = {.n = 0};
    check_base              base      = {.dict_path = NULL};
    dul_arena_init(&run.arena, allocator);
    run.lint             = (dul_lint){check_take, &run};
    dulati_result result = check_run_all(&run, &base, options, path, n_paths, err);
    if (result == DULATI_OK)
        check_hand_over(&run, take, context);
    if (result == DULATI_OK && run.full)
        result = dul_fail_memory(err);
    dul_layers_close(&base.layers);
    dul_mapped_close(&base.file);
    dul_free(allocator, base.made.at);
    dul_free(allocator, base.dict_path);
    dul_arena_free(&run.arena);
    return result;
}
