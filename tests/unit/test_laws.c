/*
 * test_laws.c -- what holds for every document, whatever the text: spans lie in it, heads form one tree a sentence, indices exist, and the same text gives
 * the same bytes again, whatever the work was used for before.
 */
#include "testing.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "dulati.h"

#include <stdio.h>
#include <stdlib.h>

static dulati_reader *reader;
static dulati_work   *work;

typedef struct {
    char  *at;
    size_t len;
} bytes;

static bool bytes_add(void *context, const char *more, size_t n)
{
    bytes *b = context;
    b->at    = realloc(b->at, b->len + n + 1);
    assert_non_null(b->at);
    memcpy(b->at + b->len, more, n);
    b->len += n;
    b->at[b->len] = '\0';
    return true;
}

static void laws_span(dulati_span span, size_t n_cp)
{
    assert_true(span.start < span.end);
    assert_true(span.end <= n_cp);
}

static void laws_tokens(const dulati_document *d, size_t n_cp)
{
    size_t   n   = dulati_document_n_tokens(d);
    uint32_t end = 0;
    for (size_t i = 0; i < n; i++) {
        const dulati_token *token = dulati_document_token(d, i);
        laws_span(token->span, n_cp);
        assert_true(token->span.start >= end);
        end = token->span.end;
        assert_true(token->sentence < dulati_document_n_sentences(d));
        /* The way up ends at a root of the same sentence in no more steps than there are tokens. */
        size_t steps = 0;
        for (uint32_t at = (uint32_t)i; at != DULATI_ROOT; at = dulati_document_token(d, at)->head) {
            assert_int_equal(dulati_document_token(d, at)->sentence, token->sentence);
            assert_true(steps++ <= n);
        }
    }
    for (size_t s = 0; s < dulati_document_n_sentences(d); s++) {
        const dulati_sentence *sentence = dulati_document_sentence(d, s);
        size_t                 n_roots  = 0;
        laws_span(sentence->span, n_cp);
        assert_true(sentence->first_token < sentence->end_token && sentence->end_token <= n);
        assert_int_equal(sentence->first_token, s == 0 ? 0 : dulati_document_sentence(d, s - 1)->end_token);
        for (size_t i = sentence->first_token; i < sentence->end_token; i++)
            n_roots += dulati_document_token(d, i)->head == DULATI_ROOT;
        assert_int_equal(n_roots, 1);
    }
}

static void laws_parties(const dulati_party *party, size_t n, const dulati_document *d, size_t n_cp)
{
    for (size_t i = 0; i < n; i++) {
        laws_span(party[i].span, n_cp);
        assert_non_null(party[i].text);
        assert_true(party[i].entity < (int64_t)dulati_document_n_entities(d));
        for (size_t k = 0; k < party[i].n_codes; k++)
            assert_true(strlen(party[i].codes[k]) % 3 == 0 && party[i].codes[k][0] != '\0');
    }
}

static void laws_events(const dulati_document *d, size_t n_cp)
{
    static const char *const types[] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                        "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
    for (size_t i = 0; i < dulati_document_n_events(d); i++) {
        const dulati_event *event = dulati_document_event(d, i);
        size_t              k     = 0;
        while (k < 16 && strcmp(types[k], event->type) != 0)
            k++;
        assert_true(k < 16);
        laws_span(event->span, n_cp);
        assert_true(event->sentence < dulati_document_n_sentences(d));
        assert_true(event->attribution < (int64_t)dulati_document_n_attributions(d));
        for (size_t p = 0; p < event->n_places; p++)
            assert_true(event->places[p] < dulati_document_n_places(d));
        for (size_t q = 0; q < event->n_quantities; q++)
            assert_true(event->quantities[q].min >= 0 && (event->quantities[q].max == -1 || event->quantities[q].max >= event->quantities[q].min));
        if (event->has_date)
            assert_true(strcmp(event->date_start, event->date_end) <= 0);
        assert_true(event->rule != NULL && strchr(event->rule, ':') != NULL);
        laws_parties(event->actors, event->n_actors, d, n_cp);
        laws_parties(event->recipients, event->n_recipients, d, n_cp);
        for (size_t other = 0; other < i; other++)
            assert_string_not_equal(dulati_document_event(d, other)->id, event->id);
    }
}

static void laws_rest(const dulati_document *d, size_t n_cp)
{
    for (size_t i = 0; i < dulati_document_n_entities(d); i++)
        laws_span(dulati_document_entity(d, i)->span, n_cp);
    for (size_t i = 0; i < dulati_document_n_times(d); i++)
        laws_span(dulati_document_time(d, i)->span, n_cp);
    for (size_t i = 0; i < dulati_document_n_places(d); i++) {
        const dulati_place *place = dulati_document_place(d, i);
        laws_span(place->span, n_cp);
        assert_true(place->lat >= -90 && place->lat <= 90 && place->lon >= -180 && place->lon <= 180);
    }
    for (size_t i = 0; i < dulati_document_n_attributions(d); i++) {
        const dulati_attribution *a = dulati_document_attribution(d, i);
        laws_span(a->cue, n_cp);
        laws_span(a->content, n_cp);
        if (a->has_source)
            laws_span(a->source, n_cp);
    }
}

/* Annotate, hold the laws, and return what is written. */
static bytes laws_check(const char *text, size_t len, const char *date)
{
    dulati_document *d;
    bytes            json = {NULL, 0};
    assert_int_equal(dulati_annotate(reader, work, &(dulati_report){.id = "law", .text = text, .text_len = len, .date = date}, &d, NULL), DULATI_OK);
    size_t n_cp = dul_utf8_count((dul_str){text, len});
    laws_tokens(d, n_cp);
    laws_rest(d, n_cp);
    laws_events(d, n_cp);
    assert_int_equal(dulati_document_write(d, DULATI_WRITE_ANNOTATIONS_TOKENS, bytes_add, &json), DULATI_OK);
    assert_int_equal(dulati_document_write(d, DULATI_WRITE_CONLLU, bytes_add, &json), DULATI_OK);
    assert_int_equal(dulati_document_write(d, DULATI_WRITE_EVENTS_JSONL, bytes_add, &json), DULATI_OK);
    assert_int_equal(dulati_document_write(d, DULATI_WRITE_EVENTS_CSV, bytes_add, &json), DULATI_OK);
    dulati_document_free(d);
    return json;
}

static const char *const texts[] = {
    "",
    " ",
    "\n\n\n",
    ".",
    "Yes",
    "Police in Taraz arrested two opposition leaders on Tuesday, the ministry said.",
    "KYIV, March 3 (Courier) -- Rebels shelled a village near Donetsk, killing at least 12 people. Two days later, they agreed to a ceasefire.",
    "\xe2\x80\x9cWe will strike,\xe2\x80\x9d the union\xe2\x80\x99s leader said. \xe2\x80\x9cNothing will stop us.",
    "MINISTER RESIGNS AFTER PROTESTS IN ALMATY",
    "thousands marched in cairo on friday and police fired rubber bullets at them",
    "He said she said they said that he had said so.",
    ("\xf0\x9f\x98\x80 \xf0\x9f\x87\xb0\xf0\x9f\x87\xbf protest!!! \xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9 "
     "\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82 \xff\xfe\x80"),
    "a\0b: police\0 shot him",
    "((((((((((\"\"\"\"\"\"''''''''''))))))))))",
};

static void test_laws_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t len   = i == 12 ? 22 : strlen(texts[i]);
        bytes  first = laws_check(texts[i], len, "2022-01-14");
        free(laws_check("Something else altogether happened in Paris.", 44, NULL).at);
        bytes again = laws_check(texts[i], len, "2022-01-14");
        assert_int_equal(first.len, again.len);
        assert_memory_equal(first.at, again.at, first.len);
        free(first.at);
        free(again.at);
        free(laws_check(texts[i], len, NULL).at);
    }
}

/* Long and one-sided texts: time and memory stay bounded, and the laws hold. */
static void test_laws_hold_for_hostile_texts(void **state)
{
    (void)state;
    enum { LEN = 200000 };
    static const char *const pieces[] = {"a", "\"", "1", "police ",   "on Tuesday ", "said ",        "Paris ", "2022 ",
                                         "(", "\n", ".", "X said Y ", "and killed ", "\xe2\x80\x9c", "U.S. "};
    char                    *text     = malloc(LEN + 16);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t len = 0, n = strlen(pieces[i]);
        while (len + n <= LEN / 10) {
            memcpy(text + len, pieces[i], n);
            len += n;
        }
        free(laws_check(text, len, "2022-01-14").at);
    }
    free(text);
}

static void test_bad_arguments(void **state)
{
    (void)state;
    dulati_document *d = (dulati_document *)&d;
    dulati_error     error;
    assert_int_equal(dulati_annotate(reader, work, &(dulati_report){.text = "x", .text_len = 1, .date = "January"}, &d, &error), DULATI_E_ARGUMENT);
    assert_null(d);
    assert_int_equal(dulati_annotate(reader, work, &(dulati_report){.text = "x", .text_len = DULATI_TEXT_MAX + 1}, &d, &error), DULATI_E_TOO_LONG);
    assert_null(d);
    const dulati_given_token backwards[] = {{2, 3, 0, false}, {0, 1, 0, false}};
    assert_int_equal(dulati_annotate(reader, work, &(dulati_report){.text = "a b", .text_len = 3, .tokens = backwards, .n_tokens = 2}, &d, &error),
                     DULATI_E_ARGUMENT);
    assert_int_equal(dulati_reader_open(&(dulati_reader_options){.data_dir = "/nowhere"}, &(dulati_reader *){NULL}, &error), DULATI_E_IO);
    assert_true(strstr(error.file, "/nowhere/") != NULL);
    dulati_document_free(NULL);
    dulati_work_free(NULL);
    dulati_reader_close(NULL);
    dulati_report_free(NULL);
}

static int laws_setup(void **state)
{
    (void)state;
    dulati_error error;
    if (dulati_reader_open(&(dulati_reader_options){.data_dir = TEST_DATA_DIR}, &reader, &error) != DULATI_OK) {
        fprintf(stderr, "%s: %s\n", error.file, error.message);
        return 1;
    }
    return dulati_work_new(reader, &work, NULL) != DULATI_OK;
}

static int laws_teardown(void **state)
{
    (void)state;
    dulati_work_free(work);
    dulati_reader_close(reader);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_laws_hold),
        cmocka_unit_test(test_laws_hold_for_hostile_texts),
        cmocka_unit_test(test_bad_arguments),
    };
    return cmocka_run_group_tests(tests, laws_setup, laws_teardown);
}
