/* test_layers.c -- one text becomes layers: headings, names, where lines stand. */
#include "testing.h"

#include "layers.h"

static dulati_result take(dul_layers *layers, const char *shown, const char *text, dulati_error *err)
{
    dul_layers_init(layers, &dul_allocator_libc);
    return dul_layers_take(layers, shown, dul_str_of(text), err);
}

static void headings(void **state)
{
    (void)state;
    dul_layers layers;
    assert_int_equal(take(&layers, "x.txt", "# mine\n\n[rules] # verbs\ntype A\nb\r\n[ agents ]\n[actors]\nc | d\n", NULL), DULATI_OK);
    assert_int_equal(layers.n, 2); /* nothing stands under [agents] */
    assert_true(dul_str_is(layers.item[0].name, "events/own.txt") && dul_str_is(layers.item[1].name, "actors/own.txt"));
    assert_int_equal(layers.item[0].line, 3);
    assert_int_equal(layers.item[1].line, 7);
    dul_str rest = layers.item[1].data, line;
    assert_true(dul_str_line(&rest, &line) && dul_str_is(line, "c | d"));
    assert_string_equal(layers.item[1].shown, "x.txt");
    dul_layers_close(&layers);
}

static void names_of_files(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"a/agents-mine.txt", "actors/agents.txt"}, {"leaders.txt", "actors/leaders.txt"}, {"sets.txt", "events/sets.txt"},
                                           {"groups-of-mine", "actors/own.txt"},       {"cues.txt", "speech/cues.txt"},       {"rules", "events/own.txt"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        dul_layers layers;
        assert_int_equal(take(&layers, cases[i][0], "\xEF\xBB\xBFline\n", NULL), DULATI_OK);
        assert_int_equal(layers.n, 1);
        assert_true(dul_str_is(layers.item[0].name, cases[i][1]) && dul_str_is(layers.item[0].data, "line"));
        dul_layers_close(&layers);
    }
}

static void places_keep_their_lines(void **state)
{
    (void)state;
    dul_layers   layers;
    dulati_error err;
    assert_int_equal(take(&layers, "x", "[actors]\na\n[places]\nb\n", NULL), DULATI_OK);
    assert_true(dul_str_is(layers.places, "\n\n\nb"));
    assert_int_equal(dul_layers_take(&layers, "y", DUL_STR("[places]\nc\n"), &err), DULATI_E_FORMAT); /* one table */
    assert_string_equal(err.file, "y");
    dul_layers_close(&layers);
}

static void faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t    line;
    } cases[] = {{"\n# x\nwhat is this\n", 3}, {"[rules]\na\n[verbs]\n", 3}, {"[]\n", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        dul_layers   layers;
        dulati_error err;
        assert_int_equal(take(&layers, "x.txt", cases[i].text, &err), DULATI_E_FORMAT);
        assert_int_equal(err.line, cases[i].line);
        dul_layers_close(&layers);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(headings), cmocka_unit_test(names_of_files), cmocka_unit_test(places_keep_their_lines),
                                       cmocka_unit_test(faults)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
