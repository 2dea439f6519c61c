/* test_boundary.c -- the network for sentence ends: its sums, its file, and what the shipped one does with careless texts. */
#include "testing.h"

#include "base/mapped.h"
#include "text/boundary.h"
#include "text/tokens.h"

#include <stdio.h>

static const dul_word two[] = {{.start = 0, .end = 5, .flags = DUL_WORD_LOWERCASE}, {.start = 6, .end = 9, .flags = DUL_WORD_CAPITAL}};

/* One row for all features: the sum is 32 times it. */
static void sums_and_margin_decide(void **state)
{
    (void)state;
    int8_t  table[DUL_BOUNDARY_HIDDEN] = {1, -1, 2};
    int32_t bias[DUL_BOUNDARY_HIDDEN]  = {0, 0, -60};
    int32_t out[DUL_BOUNDARY_HIDDEN + 2];
    memset(out, 0, sizeof out);
    out[0] = 1, out[1] = 1000, out[2] = 2; /* 32 * 1 + 1000 * 0 + 2 * (64 - 60) */
    dul_boundary_question q        = {.text = {"rains The", 9}, .word = two, .n = 2, .gap = 1};
    const dul_boundary    boundary = {.table = table, .n_rows = 1, .bias = bias, .out = out};
    out[DUL_BOUNDARY_HIDDEN]       = -39;
    assert_true(dul_boundary_decide(&boundary, &q)); /* 1 > 0 */
    out[DUL_BOUNDARY_HIDDEN] = -40;
    assert_false(dul_boundary_decide(&boundary, &q));
    out[DUL_BOUNDARY_HIDDEN]     = -38;
    out[DUL_BOUNDARY_HIDDEN + 1] = 3; /* 2 is not clear enough to overrule them */
    assert_false(dul_boundary_decide(&boundary, &q));
    q.rule = true;
    assert_true(dul_boundary_decide(&boundary, &q));
    out[DUL_BOUNDARY_HIDDEN] = -43;
    assert_false(dul_boundary_decide(&boundary, &q));
}

static void only_doubtful_gaps_are_asked_about(void **state)
{
    (void)state;
    dul_word              pair[2] = {two[0], two[0]};
    dul_boundary_question q       = {.text = {"rains The", 9}, .word = pair, .n = 2, .gap = 1};
    assert_false(dul_boundary_open_question(&q)); /* rains the */
    pair[1].flags = DUL_WORD_CAPITAL;
    assert_true(dul_boundary_open_question(&q)); /* rains The */
    pair[1].class = DUL_WORD_COMMA;
    assert_false(dul_boundary_open_question(&q));
    pair[1] = (dul_word){.start = 6, .end = 9, .flags = DUL_WORD_CAPITAL | DUL_WORD_CLITIC};
    q.rule  = true;
    assert_false(dul_boundary_open_question(&q));
}

/* A file with the three tensors of these shapes, 4096 zero bytes behind the header. */
static dulati_result open_with(const char *table, const char *bias, const char *out, dul_boundary *boundary, dulati_error *err)
{
    static uint64_t file[1024];
    char           *at  = (char *)file;
    int             len = snprintf(at + 8, 2000,
                                   "{\"ends.bias\":{\"dtype\":\"I32\",%s,\"data_offsets\":[0,64]},\"ends.out\":{\"dtype\":\"I32\",%s,\"data_offsets\":[64,136]},"
                                               "\"ends.table\":{\"dtype\":\"I8\",%s,\"data_offsets\":[136,168]}}",
                                   bias, out, table);
    while (len % 8 != 0)
        at[8 + len++] = ' ';
    uint64_t length = (uint64_t)len;
    memcpy(at, &length, 8);
    memset(at + 8 + len, 0, 168);
    dul_arena       arena;
    dul_safetensors opened;
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_int_equal(dul_safetensors_open((dul_str){at, 8 + (size_t)len + 168}, "m", &arena, &opened, err), DULATI_OK);
    dulati_result result = dul_boundary_open(&opened, "m", boundary, err);
    dul_arena_free(&arena);
    return result;
}

static void shapes_are_checked(void **state)
{
    (void)state;
    dul_boundary boundary;
    dulati_error err = {0};
    assert_int_equal(open_with("\"shape\":[2,16]", "\"shape\":[16]", "\"shape\":[18]", &boundary, &err), DULATI_OK);
    assert_int_equal(boundary.n_rows, 2);
    assert_int_equal(open_with("\"shape\":[32]", "\"shape\":[16]", "\"shape\":[18]", &boundary, &err), DULATI_E_FORMAT);
    assert_null(boundary.table);
    assert_string_equal(err.file, "m");
    assert_int_equal(open_with("\"shape\":[4,8]", "\"shape\":[16]", "\"shape\":[18]", &boundary, &err), DULATI_E_FORMAT);
}

/* The shipped network on texts without the marks that rules go by; | is where a sentence has to begin. */
static void the_shipped_network_sees_what_rules_do_not(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "The council met on Monday. |It sent no answer to the strikers.",
        "The ferry sank near Port Velmar with 30 people aboard! |Rescuers found nobody.",
        "Gen. Tora Velm said the U.S. Army had left. |Nobody was hurt.",
        "\"We will not go,\" Dr. K. Sarto said. |\"This is our land.\"",
    };
    dul_mapped      mapped;
    dul_arena       arena;
    dul_safetensors file;
    dul_boundary    boundary;
    dul_arena_init(&arena, &dul_allocator_libc);
    assert_int_equal(dul_mapped_open(TEST_SOURCE_DIR "/models/english-fast.safetensors", &mapped, NULL), DULATI_OK);
    assert_int_equal(dul_safetensors_open(mapped.bytes, "m", &arena, &file, NULL), DULATI_OK);
    assert_int_equal(dul_boundary_open(&file, "m", &boundary, NULL), DULATI_OK);
    assert_non_null(boundary.table);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        char     text[400];
        uint32_t start[8] = {0}, n = 1, len = 0;
        for (const char *at = cases[c]; *at != '\0'; at++)
            if (*at == '|')
                start[n++] = len;
            else
                text[len++] = *at;
        dul_text      found;
        const dul_job job = {.arena = &arena, .scratch = &arena, .text = {text, len}, .boundary = &boundary, .published = DUL_DAY_NONE};
        assert_int_equal(dul_text_find(&job, &found), DULATI_OK);
        if (found.n_sentences != n)
            fail_msg("%s: %u sentences", cases[c], found.n_sentences);
        for (uint32_t i = 0; i < n; i++)
            if (found.token[found.sentence[i].tokens.first].span.start != start[i])
                fail_msg("%s: sentence %u begins at %u", cases[c], i, found.token[found.sentence[i].tokens.first].span.start);
    }
    dul_arena_free(&arena);
    dul_mapped_close(&mapped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_margin_decide),
        cmocka_unit_test(only_doubtful_gaps_are_asked_about),
        cmocka_unit_test(shapes_are_checked),
        cmocka_unit_test(the_shipped_network_sees_what_rules_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
