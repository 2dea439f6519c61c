/* test_toponym.c -- the worked cases of tests/cases/places.txt, laws that hold for any text, and texts that mean harm. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "testing_world.h"

#define CASES_FILE TEST_SOURCE_DIR "/tests/cases/places.txt"

static void check_laws(const world *w)
{
    const dul_places *places = &w->places;
    uint32_t          end    = 0;
    for (uint32_t p = 0; p < places->n; p++) {
        const dul_place *place = &places->item[p];
        assert_true(place->tokens.first >= end && place->tokens.first < place->tokens.end && place->tokens.end <= w->text.n_tokens);
        end = place->tokens.end;
        assert_true(place->head >= place->tokens.first && place->head < end);
        assert_int_equal(w->text.token[place->tokens.first].sentence, w->text.token[end - 1].sentence);
        assert_true(place->lat >= -90 && place->lat <= 90 && place->lon >= -180 && place->lon <= 180);
        assert_true(place->name.len > 0 && place->feature.len > 0);
        assert_true(place->country.len == 0 || dul_countries_by_code(w->reader->countries, place->country) != NULL);
        assert_true(place->prob > 0 && place->prob <= 1 && place->radius_km > 0 && place->radius_km < 20000);
        assert_true(place->n_others <= DUL_PLACE_OTHERS_MAX);
        float all = place->prob;
        for (uint32_t i = 0; i < place->n_others; i++) {
            assert_true(i == 0 || place->others[i].prob <= place->others[i - 1].prob);
            all += place->others[i].prob;
        }
        assert_true(all <= 1.001f);
        for (uint32_t i = place->tokens.first; i < end; i++)
            assert_int_equal(places->of_token[i], p);
    }
    uint32_t n_of = 0, n_in = 0;
    for (uint32_t i = 0; i < w->text.n_tokens; i++)
        n_of += places->of_token[i] != DUL_NONE;
    for (uint32_t p = 0; p < places->n; p++)
        n_in += places->item[p].tokens.end - places->item[p].tokens.first;
    assert_int_equal(n_of, n_in);
}

static void read_text(world *w, dul_str text, dul_day day, bool with_tree)
{
    world_read(w, text, day, with_tree, DUL_UPOS_ADJ); /* the first tag: an untagged token */
    check_laws(w);
}

static void show_places(const world *w, FILE *out)
{
    for (uint32_t p = 0; p < w->places.n; p++) {
        const dul_place *place = &w->places.item[p];
        const dul_str    words = dul_str_slice(w->job.text, w->text.token[place->tokens.first].span.start, w->text.token[place->tokens.end - 1].span.end);
        fprintf(out, "%-20.*s %-4.*s %-5.*s %s%s%.*s\n", (int)place->name.len, place->name.at, place->country.len == 0 ? 1 : (int)place->country.len,
                place->country.len == 0 ? "-" : place->country.at, (int)place->feature.len, place->feature.at, place->adjectival ? "adjectival " : "",
                place->container ? "container " : "", (int)words.len, words.at);
    }
}

static void worked_cases(void **state)
{
    world_run_cases(*state, CASES_FILE, read_text, show_places);
}

static void expect_story(world *w, const char *text, const char *country)
{
    read_text(w, dul_str_of(text), DUL_DAY_NONE, true);
    if (!dul_str_is(w->places.story_country, country))
        fail_msg("the story '%s' is about %.*s, not %s", text, (int)w->places.story_country.len, w->places.story_country.at, country);
    forget(w);
}

static void story_countries(void **state)
{
    world *w = *state;
    expect_story(w, "Riots broke out in Taraz and Shymkent. Russia offered help.", "KAZ");
    expect_story(w, "Kenyan police dispersed a crowd. The president of Kenya was in Paris.", "KEN");
    expect_story(w, "Nobody knows where it happened.", "");
    expect_story(w, "", "");
}

/* Without any tag or tree the neighbouring words have to do. */
static void without_trees(void **state)
{
    world *w = *state;
    read_text(w, DUL_STR("Dozens of miners marched in Taraz, Kazakhstan, where Mr. Washington lives."), DUL_DAY_NONE, false);
    assert_int_equal(w->places.n, 2);
    assert_int_equal(w->places.item[0].geonameid, 1516905);
    assert_true(w->places.item[1].container);
    forget(w);
}

static void repeat(world *w, const char *piece, size_t n, bool with_tree)
{
    world_repeat(w, read_text, piece, n, with_tree);
}

/* Texts that try to make the stage slow or greedy: each is read in time and memory that grow with its length. */
static void texts_that_mean_harm(void **state)
{
    world *w = *state;
    repeat(w, "A", 300000, false);
    repeat(w, "A ", 150000, false);
    repeat(w, "San Jose ", 40000, false);
    repeat(w, "Springfield, ", 40000, false);
    repeat(w, "in the capital of ", 20000, false);
    repeat(w, "the south of the north of the ", 10000, false);
    repeat(w, "\xFF\xC3 \xE2\x80", 20000, false);
    char  *many = malloc(1 << 20);
    size_t len  = 0;
    for (unsigned i = 0; len < (1 << 20) - 64; i++) {
        unsigned seed = i * 2654435761u;
        many[len++]   = (char)('A' + seed % 26);
        for (unsigned k = 0; k < 3 + seed % 5; k++)
            many[len++] = "aeiourstln"[(seed >> (4 * k)) % 10];
        many[len++] = i % 12 == 11 ? '.' : ' ';
    }
    read_text(w, (dul_str){many, len}, DUL_DAY_NONE, false);
    forget(w);
    free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_cases),
        cmocka_unit_test(story_countries),
        cmocka_unit_test(without_trees),
        cmocka_unit_test(texts_that_mean_harm),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
