/*
 * test_faults.c -- the first, second, third ... allocation fails until the whole call succeeds: each time an error, no crash, no leak.
 *
 * The allocator keeps count of what is held, so a leak shows without a sanitizer too.
 */
#include "unit/testing.h"

#include "dulati.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    long n_left; /* allocations until the one that fails; negative: none fails */
    long n_held; /* blocks not yet freed                                       */
    bool failed;
} fault_state;

static void *fault_realloc(void *context, void *pointer, size_t size)
{
    fault_state *state = context;
    if (size == 0) {
        state->n_held -= pointer != NULL;
        free(pointer);
        return NULL;
    }
    if (state->n_left == 0) {
        state->failed = true;
        return NULL;
    }
    state->n_left -= state->n_left > 0;
    void *moved = realloc(pointer, size);
    state->n_held += pointer == NULL && moved != NULL;
    return moved;
}

static const char text[] =
    "ALMATY, January 14 (Courier) -- Riot police in Taraz fired tear gas at several hundred miners on Tuesday, two of whom were hurt, "
    "the regional health office said.\n\n\"We will not leave,\" said Dana Omarova. According to the ministry, police detained 47 people.";

/* Open, annotate, write, close with an allocator that fails at one point. */
static dulati_result fault_run(fault_state *state)
{
    const dulati_allocator allocator = {fault_realloc, state};
    dulati_reader         *reader    = NULL;
    dulati_work           *work      = NULL;
    dulati_document       *document  = NULL;
    dulati_error           error     = {0};
    dulati_result          result    = dulati_reader_open(
                    &(dulati_reader_options){.data_dir = TEST_DATA_DIR, .allocator = &allocator, .places_path = TEST_SOURCE_DIR "/tests/fuzz/corpus/fuzz_places/tabs.txt"},
                    &reader, &error);
    if (result == DULATI_OK)
        result = dulati_work_new(reader, &work, &error);
    if (result == DULATI_OK)
        result = dulati_annotate(reader, work, &(dulati_report){.id = "f", .text = text, .text_len = strlen(text), .date = "2022-01-14"}, &document, &error);
    if (result != DULATI_OK) {
        assert_null(document);
        assert_int_equal(result, DULATI_E_MEMORY);
        assert_int_equal(error.code, DULATI_E_MEMORY);
    }
    dulati_document_free(document);
    dulati_work_free(work);
    dulati_reader_close(reader);
    return result;
}

/* Opening makes many thousand allocations; a stride that grows keeps the test short and still visits the first ones, each stage and the end. */
static void test_every_allocation_may_fail(void **unused)
{
    (void)unused;
    long n_tried = 0;
    for (long at = 0;; at += 1 + at / 24) {
        fault_state   state  = {.n_left = at};
        dulati_result result = fault_run(&state);
        assert_int_equal(state.n_held, 0);
        n_tried++;
        if (!state.failed) {
            assert_int_equal(result, DULATI_OK);
            break;
        }
        assert_int_equal(result, DULATI_E_MEMORY);
    }
    assert_true(n_tried > 20);
}

/* With a reader that stands, every single allocation of work and document in turn. */
static void test_annotate_allocations(void **unused)
{
    (void)unused;
    fault_state            state     = {.n_left = -1};
    const dulati_allocator allocator = {fault_realloc, &state};
    dulati_reader         *reader;
    assert_int_equal(dulati_reader_open(&(dulati_reader_options){.data_dir = TEST_DATA_DIR, .allocator = &allocator}, &reader, NULL), DULATI_OK);
    long held = state.n_held;
    for (long at = 0;; at++) {
        dulati_work     *work     = NULL;
        dulati_document *document = NULL;
        state.n_left              = at;
        state.failed              = false;
        dulati_result result      = dulati_work_new(reader, &work, NULL);
        if (result == DULATI_OK)
            result = dulati_annotate(reader, work, &(dulati_report){.text = text, .text_len = strlen(text), .date = "2022-01-14"}, &document, NULL);
        dulati_document_free(document);
        dulati_work_free(work);
        assert_int_equal(state.n_held, held);
        assert_int_equal(result, state.failed ? DULATI_E_MEMORY : DULATI_OK);
        if (!state.failed)
            break;
    }
    state.n_left = -1;
    dulati_reader_close(reader);
    assert_int_equal(state.n_held, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_annotate_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
