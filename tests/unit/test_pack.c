/* test_pack.c -- the dictionary file: what goes in comes out, and damage is found before it is trusted. */
#include "testing.h"

#include "base/pack.h"

#include <stdlib.h>

static dul_str pack_sample(void)
{
    dul_pack_section section[] = {
        {DUL_STR("events/assault.txt"), DUL_STR("shoot\n")},
        {DUL_STR("actors/agents.txt"), DUL_STR("police | COP\n")},
        {DUL_STR("empty.txt"), {"", 0}},
    };
    dul_str bytes;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, 3, &bytes, NULL), DULATI_OK);
    return bytes;
}

static void test_pack_roundtrip(void **state)
{
    (void)state;
    dul_str  bytes = pack_sample(), name, data;
    dul_pack pack;
    assert_int_equal(dul_pack_open(bytes, "p", true, &pack, NULL), DULATI_OK);
    assert_int_equal(pack.n_sections, 3);
    assert_true(dul_str_is(dul_pack_find(&pack, "events/assault.txt"), "shoot\n"));
    assert_true(dul_str_is(dul_pack_find(&pack, "actors/agents.txt"), "police | COP\n"));
    assert_int_equal(dul_pack_find(&pack, "empty.txt").len, 0);
    assert_null(dul_pack_find(&pack, "events/assault").at);
    assert_true(dul_pack_get(&pack, 0, &name, &data) && dul_str_is(name, "actors/agents.txt"));
    assert_false(dul_pack_get(&pack, 3, &name, &data));
    assert_int_equal(strlen(pack.version), 16);
    free((void *)(uintptr_t)bytes.at);
}

static void test_pack_two_of_one_name(void **state)
{
    (void)state;
    dul_pack_section section[] = {{DUL_STR("a"), DUL_STR("1")}, {DUL_STR("a"), DUL_STR("2")}};
    dul_str          bytes;
    assert_int_equal(dul_pack_build(&dul_allocator_libc, section, 2, &bytes, NULL), DULATI_E_ARGUMENT);
}

/* Cut anywhere, the file is refused. */
static void test_pack_cut_short(void **state)
{
    (void)state;
    dul_str  bytes = pack_sample();
    dul_pack pack;
    for (size_t len = 0; len < bytes.len; len++)
        assert_int_not_equal(dul_pack_open((dul_str){bytes.at, len}, "p", true, &pack, NULL), DULATI_OK);
    free((void *)(uintptr_t)bytes.at);
}

/* Any flipped bit of names, offsets and data is either found or leaves every section within the file. */
static void test_pack_flipped_bits(void **state)
{
    (void)state;
    dul_str      bytes  = pack_sample();
    char        *copy   = malloc(bytes.len);
    size_t       caught = 0;
    dulati_error error;
    assert_non_null(copy);
    for (size_t bit = 0; bit < bytes.len * 8; bit++) {
        memcpy(copy, bytes.at, bytes.len);
        copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
        dul_pack pack;
        dul_str  name, data;
        if (dul_pack_open((dul_str){copy, bytes.len}, "p", true, &pack, &error) != DULATI_OK) {
            caught++;
            continue;
        }
        for (size_t i = 0; dul_pack_get(&pack, i, &name, &data); i++) {
            assert_true(name.at >= copy && name.at + name.len <= copy + bytes.len);
            assert_true(data.at >= copy && data.at + data.len <= copy + bytes.len);
        }
    }
    assert_true(caught > 100);
    free(copy);
    free((void *)(uintptr_t)bytes.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pack_roundtrip),
        cmocka_unit_test(test_pack_two_of_one_name),
        cmocka_unit_test(test_pack_cut_short),
        cmocka_unit_test(test_pack_flipped_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
