/*
 * acled_rules.c -- reading acled.txt: ACLED's sub-events, and when an event is one.
 *
 *     sub-event SUIC_BOMB Suicide bomb          a heading: code and name; its rank is its place in the file
 *     ASSAULT.suicide-attack                    an event of this type and mode is one
 *     ASSAULT tool{explosive belt}              ... or any assault with this means
 */
#include "event/rules_inner.h"

static dulati_result acled_heading(dul_rules_file *file, const dul_rules_chunks *chunks, dul_str line)
{
    dul_rules   *rules = file->rules;
    dul_subevent item  = {.counted = dul_str_is(chunks->at[0], "sub-event")};
    if (chunks->n < 2 || (item.counted && chunks->n < 3))
        return dul_rules_fail(file, "a heading has a code and the sub-event's name");
    const char *name    = chunks->at[chunks->n < 3 ? 1 : 2].at;
    item.code           = dul_arena_copy(&rules->arena, chunks->at[1]);
    item.name           = dul_arena_copy(&rules->arena, (dul_str){name, (size_t)(line.at + line.len - name)});
    dul_subevent *grown = dul_arena_grow(&rules->arena, rules->subevent, rules->n_subevents, &rules->subevent_capacity, sizeof *grown);
    if (grown == NULL || item.code == NULL || item.name == NULL)
        return dul_fail_memory(file->err);
    rules->subevent             = grown;
    grown[rules->n_subevents++] = item;
    return DULATI_OK;
}

/* "TYPE", "TYPE.mode", "@" for all types, "text" for the words alone. */
static dulati_result acled_type(const dul_rules_file *file, dul_str text, dul_acled_line *out)
{
    if (dul_str_is(text, "text"))
        return DULATI_OK;
    dul_str type = dul_str_cut(&text, '.');
    if (dul_str_is(type, "@")) {
        out->types = (1u << DUL_N_TYPE) - 1;
    } else {
        dul_type found = dul_rules_type(type);
        if (found == DUL_N_TYPE)
            return dul_rules_fail(file, "no such event type");
        out->types = 1u << found;
        if (text.at != NULL) {
            for (size_t i = 0; i < file->rules->n_rows; i++)
                if (file->rules->row[i].type == found && file->rules->row[i].mode != NULL && dul_str_is(text, file->rules->row[i].mode))
                    out->mode = file->rules->row[i].mode;
            if (out->mode == NULL)
                return dul_rules_fail(file, "no such mode in types.txt");
        }
    }
    return DULATI_OK;
}

static dulati_result acled_slot(const dul_rules_file *file, dul_str text, dul_slot *out)
{
    static const char *const names[] = {"actor", "recipient", "tool", "part", "trigger", "near", "story"};
    *out                             = (dul_slot){.kind = DUL_N_ACLED};
    if (text.at[0] == '!') {
        out->negated = true;
        text         = dul_str_slice(text, 1, text.len);
    }
    const char *open = text.len > 0 ? memchr(text.at, '{', text.len) : NULL;
    if (open == NULL || text.at[text.len - 1] != '}')
        return dul_rules_fail(file, "a condition looks like name{...}");
    dul_str name = dul_str_slice(text, 0, (size_t)(open - text.at));
    for (size_t i = 0; i < DUL_N_ACLED; i++)
        if (dul_str_is(name, names[i]))
            out->kind = (uint8_t)i;
    if (out->kind == DUL_N_ACLED)
        return dul_rules_fail(file, "a condition is actor, recipient, tool, part, trigger, near or story");
    dul_str items = dul_str_trim(dul_str_slice(text, name.len + 1, text.len - 1));
    if (items.len == 0 && out->kind != DUL_ACLED_ACTOR && out->kind != DUL_ACLED_RECIPIENT && out->kind != DUL_ACLED_TOOL)
        return dul_rules_fail(file, "the braces are empty");
    return dul_rules_braces(file, items, out);
}

dulati_result dul_rules_read_acled(dul_rules_file *file, dul_str line)
{
    dul_rules       *rules = file->rules;
    dul_rules_chunks chunks;
    DUL_TRY(dul_rules_cut(file, line, &chunks));
    if (dul_str_is(chunks.at[0], "sub-event") || dul_str_is(chunks.at[0], "kind"))
        return acled_heading(file, &chunks, line);
    if (rules->n_subevents == 0)
        return dul_rules_fail(file, "no sub-event was named before");
    dul_acled_line item = {.subevent = (uint32_t)rules->n_subevents - 1};
    DUL_TRY(acled_type(file, chunks.at[0], &item));
    item.name = dul_arena_printf(&rules->arena, "%s:%llu", file->file, (unsigned long long)file->line);
    item.slot = dul_arena_calloc(&rules->arena, chunks.n, sizeof *item.slot);
    if (item.name == NULL || item.slot == NULL)
        return dul_fail_memory(file->err);
    for (uint32_t i = 1; i < chunks.n; i++) {
        if (dul_str_is(chunks.at[i], "hurt"))
            item.hurt = true;
        else
            DUL_TRY(acled_slot(file, chunks.at[i], &item.slot[item.n_slots++]));
    }
    if (item.types == 0 && (item.n_slots == 0 || item.hurt))
        return dul_rules_fail(file, "\"text\" wants near{...}");
    for (uint32_t i = 0; item.types == 0 && i < item.n_slots; i++)
        if (item.slot[i].kind != DUL_ACLED_NEAR)
            return dul_rules_fail(file, "\"text\" knows near{...} alone");
    dul_acled_line *grown = dul_arena_grow(&rules->arena, rules->acled, rules->n_acled, &rules->acled_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(file->err);
    rules->acled            = grown;
    grown[rules->n_acled++] = item;
    return DULATI_OK;
}
