/* test_mention.c -- the worked cases of tests/cases/actors.txt, laws that hold for any text, and texts that mean harm. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "testing_world.h"

#define CASES_FILE TEST_SOURCE_DIR "/tests/cases/actors.txt"

/* A code is a country or group, then sectors, or sectors alone. */
static void check_code(const world *w, const char *code)
{
    size_t  len   = strlen(code);
    dul_str first = {code, 3};
    assert_true(len >= 3 && len % 3 == 0 && len < DUL_CODE_MAX);
    assert_true(dul_countries_by_code(w->reader->countries, first) != NULL || dul_group_known(first) || dul_sector_known(first));
    for (size_t i = 3; i < len; i += 3)
        assert_true(dul_sector_known((dul_str){code + i, 3}));
}

static void check_laws(const world *w)
{
    uint32_t first = 0;
    for (uint32_t m = 0; m < w->mentions.n; m++) {
        const dul_mention *mention = &w->mentions.item[m];
        assert_true(mention->tokens.first >= first && mention->tokens.first < mention->tokens.end && mention->tokens.end <= w->text.n_tokens);
        first = mention->tokens.first;
        assert_true(mention->head < w->text.n_tokens);
        assert_int_equal(w->mentions.of_head[mention->head], m);
        assert_int_equal(w->text.token[mention->head].sentence, w->text.token[mention->tokens.first].sentence);
        assert_true(mention->name.len > 0 && mention->rule != NULL);
        assert_true(mention->kind <= DUL_KIND_OBJECT && mention->type <= DUL_ENTITY_MISC && mention->n_codes <= DUL_CODES_MAX);
        for (uint32_t c = 0; c < mention->n_codes; c++)
            check_code(w, mention->code[c]);
    }
    for (uint32_t i = 0; i < w->text.n_tokens; i++)
        assert_true(w->mentions.of_head[i] == DUL_NONE || w->mentions.of_head[i] < w->mentions.n);
}

static void read_text(world *w, dul_str text, dul_day day, bool with_tree)
{
    world_read(w, text, day, with_tree, DUL_UPOS_NOUN);
    assert_int_equal(dul_mention_find(w->reader->actors, w->reader->countries, &w->job, &w->text, &w->tree, &w->places, &w->mentions), DULATI_OK);
    check_laws(w);
}

static void show_mentions(const world *w, FILE *out)
{
    for (uint32_t m = 0; m < w->mentions.n; m++) {
        const dul_mention *mention = &w->mentions.item[m];
        const dul_str      words = dul_str_slice(w->job.text, w->text.token[mention->tokens.first].span.start, w->text.token[mention->tokens.end - 1].span.end);
        char               codes[DUL_CODES_MAX * (DUL_CODE_MAX + 1)] = "-";
        for (uint32_t c = 0, at = 0; c < mention->n_codes; c++)
            at += (uint32_t)snprintf(codes + at, sizeof codes - at, "%s%s", c > 0 ? "," : "", mention->code[c]);
        fprintf(out, "%-12s %-12s %s", codes, dul_kind_text(mention->kind), mention->inferred ? "inferred " : "");
        if (mention->coref >= 0)
            fprintf(out, "=%d ", (int)mention->coref);
        fprintf(out, "%.*s", (int)words.len, words.at);
        if (!dul_str_ends(words, mention->name))
            fprintf(out, " -> %.*s", (int)mention->name.len, mention->name.at);
        fputc('\n', out);
    }
}

static void worked_cases(void **state)
{
    world_run_cases(*state, CASES_FILE, read_text, show_mentions);
}

static void without_trees(void **state)
{
    world *w = *state;
    read_text(w, DUL_STR("Police and protesters in Taraz; President Tokayev, the CSTO's envoy, \"they\" and it."), DUL_DAY_NONE, false);
    forget(w);
    read_text(w, DUL_STR(""), DUL_DAY_NONE, true);
    assert_int_equal(w->mentions.n, 0);
    forget(w);
}

static void repeat(world *w, const char *piece, size_t n, bool with_tree)
{
    world_repeat(w, read_text, piece, n, with_tree);
}

/* Long and strange texts end, within the laws. */
static void harm(void **state)
{
    world *w = *state;
    repeat(w, "-", 200000, false);
    repeat(w, "police ", 50000, false);
    repeat(w, "the president of the union of the ", 10000, false);
    repeat(w, "He met them. ", 10000, false);
    repeat(w, "Kazakh's-", 20000, false);
    repeat(w, "United Nations Security ", 20000, false);
    repeat(w, "a group of ", 300, true);
    repeat(w, "\xC3\xA9\xFF\xE2\x80 ", 20000, false);
    repeat(w, "They said the president's minister's police hit him. ", 300, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_cases),
        cmocka_unit_test(without_trees),
        cmocka_unit_test(harm),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
