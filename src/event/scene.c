/*
 * scene.c -- the report as the rules see it: every lemma a symbol, every entity its first full name, every time expression marked.
 */
#include "event/scene.h"
#include "event/genre.h"
#include "event/reread.h"

/* A verb's base form by spelling alone, for lemmas that no dictionary has: the form without its ending, with an e, or without a doubled letter. */
static uint32_t scene_symbol_by_form(const dul_rules *rules, dul_str form)
{
    static const char *const endings[] = {"ed", "ing", "es", "s"};
    char                     buffer[40];
    if (form.len < 4 || form.len > 36)
        return DUL_SYM_NONE;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        dul_str ending = dul_str_of(endings[i]);
        if (!dul_str_ends(form, ending) || form.len < ending.len + 3)
            continue;
        size_t   len = form.len - ending.len;
        uint32_t sym = dul_rules_symbol(rules, dul_str_slice(form, 0, len));
        if (sym != DUL_SYM_NONE && rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_VERB] != DUL_NONE)
            return sym;
        memcpy(buffer, form.at, len);
        buffer[len] = 'e';
        sym         = dul_rules_symbol(rules, (dul_str){buffer, len + 1});
        if (sym != DUL_SYM_NONE && rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_VERB] != DUL_NONE)
            return sym;
        if (len > 3 && buffer[len - 1] == buffer[len - 2]) {
            sym = dul_rules_symbol(rules, (dul_str){buffer, len - 1});
            if (sym != DUL_SYM_NONE && rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_VERB] != DUL_NONE)
                return sym;
        }
    }
    return DUL_SYM_NONE;
}

static uint32_t scene_symbol(const dul_rules *rules, const dul_findings *found, const dul_tree *tree, uint32_t token)
{
    uint32_t sym  = dul_rules_symbol(rules, tree->lemma[token]);
    bool     verb = tree->upos[token] == DUL_UPOS_VERB;
    if (tree->upos[token] == DUL_UPOS_NOUN && dul_str_ends(found->text->token[token].lower, DUL_STR("ing"))) { /* "firing", whose lemma may be "fire" */
        uint32_t noun = dul_rules_symbol(rules, found->text->token[token].lower);
        if (noun != DUL_SYM_NONE && rules->first[(size_t)noun * DUL_N_CLASS + DUL_CLASS_NOUN] != DUL_NONE)
            return noun;
    }
    if (sym != DUL_SYM_NONE && !(verb && rules->first[(size_t)sym * DUL_N_CLASS + DUL_CLASS_VERB] == DUL_NONE))
        return sym;
    uint32_t other = verb ? scene_symbol_by_form(rules, found->text->token[token].lower) : DUL_SYM_NONE;
    if (other == DUL_SYM_NONE && sym == DUL_SYM_NONE)
        other = dul_rules_symbol(rules, found->text->token[token].lower);
    if (other == DUL_SYM_NONE && sym == DUL_SYM_NONE) { /* "sit-in", "anti-government": the last part */
        dul_str lower = found->text->token[token].lower;
        size_t  at    = lower.len;
        while (at > 0 && lower.at[at - 1] != '-')
            at--;
        if (at > 1 && at < lower.len)
            other = dul_rules_symbol(rules, dul_str_slice(lower, at, lower.len));
    }
    return other != DUL_SYM_NONE ? other : sym;
}

dulati_result dul_scene_make(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_scene *out)
{
    *out = (dul_scene){.rules = rules, .job = job, .found = found, .text = found->text, .n = found->tree->n_tokens};
    DUL_TRY(dul_reread_tree(rules, job, found->text, found->tree, found->mentions, &out->tree));
    out->sym   = dul_arena_alloc(job->scratch, ((size_t)out->n + 1) * sizeof *out->sym);
    out->early = dul_arena_calloc(job->scratch, (size_t)out->n + 1, sizeof *out->early);
    out->timed = dul_arena_calloc(job->scratch, (size_t)out->n + 1, sizeof *out->timed);
    if (out->sym == NULL || out->early == NULL || out->timed == NULL)
        return dul_fail_memory(job->err);
    for (uint32_t t = 0; t < out->n; t++)
        out->sym[t] = scene_symbol(rules, found, out->tree, t);
    if (found->times != NULL)
        for (uint32_t i = 0; i < found->times->n; i++)
            for (uint32_t t = found->times->item[i].tokens.first; t < found->times->item[i].tokens.end && t < out->n; t++)
                out->timed[t] = true;
    const dul_mentions *mentions = found->mentions;
    if (mentions != NULL && mentions->n > 0) {
        out->n_entities = 0;
        for (uint32_t i = 0; i < mentions->n; i++)
            if (mentions->item[i].coref >= 0 && (uint32_t)mentions->item[i].coref >= out->n_entities)
                out->n_entities = (uint32_t)mentions->item[i].coref + 1;
        if (out->n_entities > mentions->n)
            out->n_entities = mentions->n;
        out->entity_head = dul_arena_alloc(job->scratch, ((size_t)out->n_entities + 1) * sizeof *out->entity_head);
        if (out->entity_head == NULL)
            return dul_fail_memory(job->err);
        for (uint32_t i = 0; i < out->n_entities; i++)
            out->entity_head[i] = DUL_NONE;
        for (uint32_t i = 0; i < mentions->n; i++) {
            int32_t coref = mentions->item[i].coref;
            if (coref >= 0 && (uint32_t)coref < out->n_entities && !mentions->item[i].pronoun && out->entity_head[coref] == DUL_NONE)
                out->entity_head[coref] = mentions->item[i].head;
        }
    }
    out->s_to           = dul_rules_symbol(rules, DUL_STR("to"));
    out->s_by           = dul_rules_symbol(rules, DUL_STR("by"));
    out->s_of           = dul_rules_symbol(rules, DUL_STR("of"));
    out->s_with         = dul_rules_symbol(rules, DUL_STR("with"));
    out->set_light      = dul_rules_set(rules, "light");
    out->set_light_on   = dul_rules_set(rules, "light_on");
    out->set_occur      = dul_rules_set(rules, "occur");
    out->set_weapon     = dul_rules_set(rules, "weapon");
    out->set_collective = dul_rules_set(rules, "collective");
    out->set_armed      = dul_rules_set(rules, "armed");
    out->set_spoken     = dul_rules_set(rules, "spoken");
    out->set_building   = dul_rules_set(rules, "building");
    out->set_undergone  = dul_rules_set(rules, "undergone");
    return dul_genre_make(out);
}
