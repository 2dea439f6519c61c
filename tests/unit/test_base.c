/* test_base.c -- what all else stands on: views, arenas, the map, UTF-8. */
#include "testing.h"

#include "base/hash.h"
#include "base/layout.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

static void test_str_cut_line_int(void **state)
{
    (void)state;
    dul_str rest = DUL_STR("a|b||c"), line;
    assert_true(dul_str_is(dul_str_cut(&rest, '|'), "a"));
    assert_true(dul_str_is(dul_str_cut(&rest, '|'), "b"));
    assert_true(dul_str_is(dul_str_cut(&rest, '|'), ""));
    assert_true(dul_str_is(dul_str_cut(&rest, '|'), "c"));
    assert_null(rest.at);

    rest = DUL_STR("one\r\n\ntwo");
    assert_true(dul_str_line(&rest, &line) && dul_str_is(line, "one"));
    assert_true(dul_str_line(&rest, &line) && dul_str_is(line, ""));
    assert_true(dul_str_line(&rest, &line) && dul_str_is(line, "two"));
    assert_false(dul_str_line(&rest, &line));

    int64_t value;
    assert_true(dul_str_int(DUL_STR("-42"), &value) && value == -42);
    assert_false(dul_str_int(DUL_STR(""), &value));
    assert_false(dul_str_int(DUL_STR("-"), &value));
    assert_false(dul_str_int(DUL_STR("4 2"), &value));
    assert_false(dul_str_int(DUL_STR("99999999999999999999"), &value));
    assert_true(dul_str_is(dul_str_trim(DUL_STR(" \t x y \n")), "x y"));
}

static void test_arena_keeps_what_it_gave(void **state)
{
    (void)state;
    dul_arena arena;
    dul_arena_init(&arena, &dul_allocator_libc);
    unsigned char *piece[200];
    for (size_t i = 0; i < 200; i++) {
        size_t size = i * 997 % 50000 + 1;
        piece[i]    = dul_arena_alloc(&arena, size);
        assert_non_null(piece[i]);
        assert_int_equal((uintptr_t)piece[i] % 16, 0);
        memset(piece[i], (int)i, size);
    }
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(piece[i][i * 997 % 50000], (unsigned char)i);
    assert_null(dul_arena_alloc(&arena, SIZE_MAX - 4));
    assert_null(dul_arena_calloc(&arena, SIZE_MAX / 2, 4));
    dul_arena_reset(&arena);
    assert_true(arena.total <= (size_t)1 << 20);
    assert_non_null(dul_arena_alloc(&arena, 100));
    dul_arena_free(&arena);
    assert_int_equal(arena.total, 0);
}

static void test_arena_grow_copies(void **state)
{
    (void)state;
    dul_arena arena;
    dul_arena_init(&arena, &dul_allocator_libc);
    uint32_t *number   = NULL;
    size_t    capacity = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        number = dul_arena_grow(&arena, number, i, &capacity, sizeof *number);
        assert_non_null(number);
        number[i] = i * 3;
    }
    for (uint32_t i = 0; i < 5000; i++)
        assert_int_equal(number[i], i * 3);
    dul_arena_free(&arena);
}

static void test_map_agrees_with_a_list(void **state)
{
    (void)state;
    enum { N = 5000 };
    static char key[N][12];
    dul_map     map;
    dul_map_init(&map, &dul_allocator_libc);
    assert_int_equal(dul_map_find(&map, DUL_STR("x")), DUL_NONE);
    for (uint32_t i = 0; i < N; i++) {
        snprintf(key[i], sizeof key[i], "k%u", i * 7919u % 100003u);
        assert_true(dul_map_put(&map, dul_str_of(key[i]), i));
    }
    assert_int_equal(map.n, N);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(dul_map_find(&map, dul_str_of(key[i])), i);
    assert_int_equal(dul_map_find(&map, DUL_STR("k")), DUL_NONE);
    assert_true(dul_map_put(&map, dul_str_of(key[3]), 77));
    assert_int_equal(dul_map_find(&map, dul_str_of(key[3])), 77);
    assert_int_equal(map.n, N);
    assert_true(dul_map_put(&map, (dul_str){NULL, 0}, 5));
    assert_int_equal(dul_map_find(&map, DUL_STR("")), 5);
    dul_map_free(&map);
}

/* Every code point survives the way out and back; every proper prefix of its bytes reads as U+FFFD, one byte at a time. */
static void test_utf8_every_code_point(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char   bytes[4];
        size_t len, n = dul_utf8_encode(cp, bytes);
        if (cp >= 0xD800 && cp <= 0xDFFF) {
            assert_int_equal(dul_utf8_decode((dul_str){bytes, n}, 0, &len), DUL_REPLACEMENT);
            continue;
        }
        assert_int_equal(dul_utf8_decode((dul_str){bytes, n}, 0, &len), cp);
        assert_int_equal(len, n);
        if (n > 1 && cp % 61 == 0) {
            assert_int_equal(dul_utf8_decode((dul_str){bytes, n - 1}, 0, &len), DUL_REPLACEMENT);
            assert_int_equal(len, 1);
        }
    }
}

static void test_utf8_malformed(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",     "\xC0\xAF",        "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80",
                                      "\xFF\xFE", "\xF5\x80\x80\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        size_t len;
        assert_int_equal(dul_utf8_decode(dul_str_of(bad[i]), 0, &len), DUL_REPLACEMENT);
        assert_int_equal(len, 1);
        assert_int_equal(dul_utf8_count(dul_str_of(bad[i])), strlen(bad[i]));
    }
}

static void test_utf8_case_and_classes(void **state)
{
    (void)state;
    assert_int_equal(dul_utf8_lower('Q'), 'q');
    assert_int_equal(dul_utf8_lower(0x0410), 0x0430); /* Cyrillic A                   */
    assert_int_equal(dul_utf8_lower(0x0401), 0x0451); /* Cyrillic Yo                  */
    assert_int_equal(dul_utf8_lower(0x0130), 0x0130); /* dotted I has no single one   */
    assert_int_equal(dul_utf8_lower(0x1E9E), 0xDF);   /* capital sharp s              */
    assert_int_equal(dul_utf8_lower(0x01C5), 0x01C6); /* a title-case letter          */
    assert_true(dul_utf8_is_upper(0xD6) && !dul_utf8_is_upper(0xF6) && dul_utf8_is_lower(0xF6));
    assert_true(dul_utf8_is_letter(0x4E2D) && dul_utf8_is_letter(0x0627) && !dul_utf8_is_letter(0x2019) && !dul_utf8_is_letter(0x1F600));
    assert_true(dul_utf8_is_space(0xA0) && dul_utf8_is_space(0x200B) && !dul_utf8_is_space('_'));
}

/* Both walks agree, every array begins at a line, and none reaches into the next. */
static void test_layout_both_walks(void **state)
{
    (void)state;
    static const size_t n[]   = {1, 63, 64, 65, 0, 7};
    dul_layout          sizes = {NULL, 0};
    for (size_t i = 0; i < sizeof n / sizeof n[0]; i++)
        assert_null(dul_layout_place(&sizes, n[i], 3));
    char *block = malloc(sizes.used + 2 * DUL_LAYOUT_LINE);
    assert_non_null(block);
    dul_layout layout = {dul_layout_align(block + 1), 0};
    char      *end    = layout.base;
    for (size_t i = 0; i < sizeof n / sizeof n[0]; i++) {
        char *at = dul_layout_place(&layout, n[i], 3);
        assert_int_equal((uintptr_t)at % DUL_LAYOUT_LINE, 0);
        assert_true(at >= end);
        end = at + 3 * n[i];
    }
    assert_int_equal(layout.used, sizes.used);
    assert_true(end <= layout.base + layout.used);
    free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str_cut_line_int),       cmocka_unit_test(test_arena_keeps_what_it_gave), cmocka_unit_test(test_arena_grow_copies),
        cmocka_unit_test(test_map_agrees_with_a_list), cmocka_unit_test(test_utf8_every_code_point),    cmocka_unit_test(test_utf8_malformed),
        cmocka_unit_test(test_utf8_case_and_classes),  cmocka_unit_test(test_layout_both_walks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
