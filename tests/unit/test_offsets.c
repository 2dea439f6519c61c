/* test_offsets.c -- byte offsets to code points, against a linear count. */
#include "testing.h"

#include "base/utf8.h"
#include "text/offsets.h"

static uint32_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Ask for the start of every code point, and for the end. */
static void check(dul_str text)
{
    dul_arena   arena;
    dul_offsets offsets;
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_true(dul_offsets_init(&offsets, &arena, text));
    uint32_t n = 0;
    size_t   len;
    for (size_t at = 0; at < text.len; at += len, n++) {
        assert_int_equal(dul_offsets_cp(&offsets, (uint32_t)at), n);
        dul_utf8_decode(text, at, &len);
    }
    assert_int_equal(dul_offsets_cp(&offsets, (uint32_t)text.len), n);
    assert_int_equal(n, dul_utf8_count(text));
    dul_arena_free(&arena);
}

static void plain_and_empty(void **state)
{
    (void)state;
    check((dul_str){"", 0});
    check(DUL_STR("plain text of ASCII alone, which needs no table at all, and is longer than one mark of sixty-four bytes"));
}

/* Characters of two, three and four bytes over every mark, and malformed bytes beside them. */
static void random_texts(void **state)
{
    (void)state;
    static const char *const piece[] = {"a", " ", "é", "я", "’", "中", "😀", "\xFF", "\xE2\x80", "\xF0\x9F\x98", "\xC3", "\x80", "\xED\xA0\x80"};
    uint64_t                 seed    = 3;
    char                     text[1024];
    for (int round = 0; round < 2000; round++) {
        size_t n = 0, want = random_next(&seed) % 900;
        while (n < want) {
            const char *p = piece[random_next(&seed) % (sizeof piece / sizeof piece[0])];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        check((dul_str){text, n});
    }
}

static void every_length_before_a_mark(void **state)
{
    (void)state;
    char text[300];
    for (size_t lead = 0; lead < 70; lead++) {
        memset(text, 'x', lead);
        for (size_t i = 0; i < 50; i++)
            memcpy(text + lead + 4 * i, "😀", 4);
        check((dul_str){text, lead + 200});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_empty),
        cmocka_unit_test(random_texts),
        cmocka_unit_test(every_length_before_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
