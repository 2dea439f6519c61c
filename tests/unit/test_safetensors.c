/* test_safetensors.c -- the reader of model files, on good and on damaged ones. */
#include "nn/safetensors.h"
#include "testing.h"

#include <stdlib.h>

/* A file from a header (filled up with blanks, so that the data are aligned) and n bytes of data; checks that it opens with the wanted result and, when message is given, why not. */
static void check(const char *header, size_t n_data, dulati_result wanted, const char *message, uint64_t byte)
{
    size_t text = strlen(header), len = (text + 7) / 8 * 8, size = 8 + len + n_data;
    char  *file = calloc(1, size); /* exactly as long, so that a sanitizer sees a read past it */
    assert_non_null(file);
    for (int i = 0; i < 8; i++)
        file[i] = (char)(len >> (8 * i) & 0xFF);
    memset(file + 8, ' ', len);
    memcpy(file + 8, header, text);
    dul_arena       arena;
    dul_safetensors out;
    dulati_error    err = {0};
    dul_arena_init(&arena, &dul_allocator_libc);
    dulati_result result = dul_safetensors_open((dul_str){file, size}, "m", &arena, &out, &err);
    if (result != wanted)
        fail_msg("%s: %s (%s)", header, dulati_result_name(result), err.message == NULL ? "" : err.message);
    if (message != NULL) {
        assert_string_equal(err.message, message);
        assert_string_equal(err.file, "m");
        if (byte != 0)
            assert_int_equal(err.byte, byte);
    }
    dul_arena_free(&arena);
    free(file);
}

#define A "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"

static void tensors_and_metadata_are_read(void **state)
{
    (void)state;
    static const char header[] =
        "{\"__metadata__\":{\"k\":\"\\u00e9\\ud83d\\ude00\\n\\\"\"}, \"a\":{\"shape\":[2 , 1],\"dtype\":\"F32\",\"data_offsets\":[4,12]},"
        "\"b\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[2,4]},\"c\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}  ";
    char   file[8 + 400] = {0};
    size_t len           = strlen(header);
    memcpy(file + 8, header, len);
    for (; len % 8 != 0; len++)
        file[8 + len] = ' ';
    file[0]     = (char)(len & 0xFF);
    file[1]     = (char)(len >> 8);
    float value = 2.5f;
    memcpy(file + 8 + len + 8, &value, 4);
    dul_arena       arena;
    dul_safetensors out;
    dul_arena_init(&arena, &dul_allocator_libc);
    char *aligned = malloc(8 + len + 12);
    assert_non_null(aligned);
    memcpy(aligned, file, 8 + len + 12);
    assert_int_equal(dul_safetensors_open((dul_str){aligned, 8 + len + 12}, "m", &arena, &out, NULL), DULATI_OK);
    assert_int_equal(out.n_tensors, 3);
    const dul_tensor *a = dul_safetensors_find(&out, "a");
    assert_non_null(a);
    assert_int_equal(a->n_dims, 2);
    assert_int_equal(a->shape[0], 2);
    assert_int_equal(a->n_elements, 2);
    assert_float_equal(((const float *)a->data)[1], 2.5f, 0);
    assert_int_equal(dul_safetensors_find(&out, "b")->n_elements, 1);
    assert_null(dul_safetensors_find(&out, "d"));
    assert_string_equal(dul_safetensors_about(&out, "k").at, "\xC3\xA9\xF0\x9F\x98\x80\n\"");
    assert_null(dul_safetensors_about(&out, "l").at);
    dul_arena_free(&arena);
    free(aligned);
    check("{}", 0, DULATI_OK, NULL, 0);
    check("{\"__metadata__\":{}}", 0, DULATI_OK, NULL, 0);
    check("{" A "}   ", 8, DULATI_OK, NULL, 0);
}

static void damaged_files_name_the_byte(void **state)
{
    (void)state;
    const dulati_result bad = DULATI_E_FORMAT;
    check("", 0, bad, "the header is not well-formed JSON", 8);
    check("{" A "   ", 8, bad, "the header is not well-formed JSON", 0);
    check("{" A "}  x", 8, bad, "bytes after the header's end", 0);
    check("{" A "," A "}", 8, bad, "a tensor that stands twice", 8 + 1 + sizeof A);
    check("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, bad, "a key that stands twice", 0);
    check("{\"__metadata__\":{},\"__metadata__\":{}}", 0, bad, "a key that stands twice", 0);
    check("{\"__metadata__\":{\"a\":1}}", 0, bad, "the header is not well-formed JSON", 0);
    check("{\"__metadata__\":{\"a\":\"\\ud800\"}}", 0, bad, "half a surrogate pair", 0);
    check("{\"__metadata__\":{\"a\":\"\\udc00\"}}", 0, bad, "a code point that has no place in a text", 0);
    check("{\"__metadata__\":{\"a\":\"\\u0000\"}}", 0, bad, "a code point that has no place in a text", 0);
    check("{\"__metadata__\":{\"a\":\"\\u12\"}}", 0, bad, "a broken \\u escape", 0);
    check("{\"__metadata__\":{\"a\":\"\\x\"}}", 0, bad, "an unknown escape", 0);
    check("{\"__metadata__\":{\"a\":\"\n\"}}", 0, bad, "a control character in a string", 0);
    check("{\"__metadata__\":{\"a\":\"\\", 0, bad, "a string without an end", 0);
    check("{" A "}     ", 7, bad, "a tensor beyond the end of the file", 0);
    check("{" A "}   ", 9, bad, "bytes that belong to no tensor", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, bad, "shape and offsets of a tensor disagree", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}", 9, bad, "shape and offsets of a tensor disagree", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, bad, "a tensor beyond the end of the file", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", 8, bad, "a list that is too long", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}}", 8, bad, "a tensor without type, shape or offsets", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"dtype\":\"F32\"}}", 8, bad, "a key that stands twice", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"extra\":[2]}}", 8, bad, "a key that is not known", 0);
    check("{\"a\":{\"dtype\":\"BF8\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, bad, "an element type that is not known", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,2],\"data_offsets\":[0,8]}}", 8, bad, "a list that is too long", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, bad, "a whole number is expected", 0);
    /* Products and numbers that would wrap round. */
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,2],\"data_offsets\":[0,8]}}", 8, bad, "a shape that is too large", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387906],\"data_offsets\":[0,8]}}", 8, bad, "a shape that is too large", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[18446744073709551616,8]}}", 8, bad, "a number that is too large", 0);
    check("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551615]}}", 8, bad, "a tensor beyond the end of the file", 0);
    /* Overlaps, gaps, alignment. */
    check("{" A ",\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}  ", 12, bad, "tensors that overlap", 0);
    check("{" A ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}} ", 16, bad, "a gap before a tensor", 0);
    check("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}", 6, bad,
          "a misaligned tensor", 0);
}

static void a_header_longer_than_the_file_is_an_error(void **state)
{
    (void)state;
    static const char files[][16] = {{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF{}"}, {"\x09\0\0\0\0\0\0\0{}      "}, {"\0\0\0\0\0\0\0\x80{}"}};
    dul_arena         arena;
    dul_safetensors   out;
    dul_arena_init(&arena, &dul_allocator_libc);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(dul_safetensors_open((dul_str){files[i], 16}, "m", &arena, &out, NULL), DULATI_E_FORMAT);
    for (size_t len = 0; len < 8; len++)
        assert_int_equal(dul_safetensors_open((dul_str){files[0], len}, "m", &arena, &out, NULL), DULATI_E_FORMAT);
    dul_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tensors_and_metadata_are_read),
        cmocka_unit_test(damaged_files_name_the_byte),
        cmocka_unit_test(a_header_longer_than_the_file_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
