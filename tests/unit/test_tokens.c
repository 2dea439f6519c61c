/* test_tokens.c -- what tokens carry beside their span: plain forms, quotation, blanks; tokens that the caller gives; line ends. */
#include "testing.h"

#include "text/lines.h"
#include "text/normalise.h"
#include "text/tokens.h"

#include <stdio.h>

typedef struct {
    dul_arena    arena, scratch;
    dul_text     text;
    dul_job      job;
    dulati_error error;
} world;

static int world_open(void **state)
{
    static world w;
    w = (world){0};
    dul_arena_init(&w.arena, &dul_allocator_libc);
    dul_arena_init(&w.scratch, &dul_allocator_libc);
    *state = &w;
    return 0;
}

static int world_close(void **state)
{
    world *w = *state;
    dul_arena_free(&w->arena);
    dul_arena_free(&w->scratch);
    return 0;
}

static void find(world *w, const char *text)
{
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = dul_str_of(text), .published = DUL_DAY_NONE, .err = &w->error};
    assert_int_equal(dul_text_find(&w->job, &w->text), DULATI_OK);
}

/* ---- plain forms ----------------------------------------------------------------------------------------------------------------- */

static void check_norm(world *w, const char *form, const char *norm, const char *lower)
{
    dul_str got_norm, got_lower;
    assert_true(dul_normalise(&w->arena, dul_str_of(form), &got_norm, &got_lower));
    if (!dul_str_is(got_norm, norm) || !dul_str_is(got_lower, lower))
        print_message("%s: found %.*s and %.*s\n", form, (int)got_norm.len, got_norm.at, (int)got_lower.len, got_lower.at);
    assert_true(dul_str_is(got_norm, norm));
    assert_true(dul_str_is(got_lower, lower));
}

static void normalise(void **state)
{
    world *w = *state;
    check_norm(w, "police", "police", "police");
    check_norm(w, "Almaty", "Almaty", "almaty");
    check_norm(w, "n’t", "n't", "n't");
    check_norm(w, "“", "\"", "\"");
    check_norm(w, "''", "\"", "\"");
    check_norm(w, "``", "\"", "\"");
    check_norm(w, "'''", "\"'", "\"'");
    check_norm(w, "`", "'", "'");
    check_norm(w, "—", "-", "-");
    check_norm(w, "…", "...", "...");
    check_norm(w, "Çelik", "Çelik", "çelik");
    check_norm(w, "ŞEHİR", "ŞEHİR", "şehİr"); /* U+0130 has no simple partner of one code point in our table */
    check_norm(w, "Ⱥb", "Ⱥb", "ⱥb");
    check_norm(w, "АЛМАТЫ", "АЛМАТЫ", "алматы");
    check_norm(w, "2022", "2022", "2022");
    check_norm(w, "\xFF", "\xEF\xBF\xBD", "\xEF\xBF\xBD");
    check_norm(w, "â€™s", "'s", "'s");
}

/* Most tokens are plain: their forms look into the text, nothing is copied. */
static void normalise_copies_nothing(void **state)
{
    world  *w    = *state;
    dul_str form = DUL_STR("crowds"), norm, lower;
    assert_true(dul_normalise(&w->arena, form, &norm, &lower));
    assert_ptr_equal(norm.at, form.at);
    assert_ptr_equal(lower.at, form.at);
    form = DUL_STR("Crowds");
    assert_true(dul_normalise(&w->arena, form, &norm, &lower));
    assert_ptr_equal(norm.at, form.at);
    form = DUL_STR("naïve");
    assert_true(dul_normalise(&w->arena, form, &norm, &lower));
    assert_ptr_equal(norm.at, form.at);
    assert_ptr_equal(lower.at, form.at);
}

/* ---- quotation ------------------------------------------------------------------------------------------------------------------- */

/* quoted: the tokens that stand inside quotation marks, with blanks between. */
static void check_quoted(world *w, const char *text, const char *quoted)
{
    char   got[512];
    size_t n = 0;
    find(w, text);
    got[0] = '\0';
    for (uint32_t i = 0; i < w->text.n_tokens; i++)
        if (w->text.token[i].flags & DUL_TOKEN_QUOTED) {
            dul_str form = dul_token_form(&w->job, &w->text.token[i]);
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", n > 0 ? " " : "", (int)form.len, form.at);
        }
    assert_string_equal(got, quoted);
}

static void quotation(void **state)
{
    world *w = *state;
    check_quoted(w, "He said \"we go\" and left.", "we go");
    check_quoted(w, "He said “we go” and left.", "we go");
    check_quoted(w, "He said «we go» and left.", "we go");
    check_quoted(w, "He said „we go“ and left.", "we go");
    check_quoted(w, "He said ``we go'' and left.", "we go");
    check_quoted(w, "The 'men' of the workers' party didn't go.", "");
    check_quoted(w, "\"Go,\" he said, \"now.\" She went.", "Go , now .");
    check_quoted(w, "(\"no\")", "no");
    check_quoted(w, "He said,\"We go\",and left.", "We go");
}

static void quotation_over_paragraphs(void **state)
{
    world *w = *state;
    /* each paragraph opens anew; only the last one closes */
    check_quoted(w, "“We go.\n\n“They stay.”\n\nHe left.", "We go . They stay .");
    check_quoted(w, "\"We go.\n\n\"They stay.\"\n\nHe left.", "We go . They stay .");
    /* a mark that nothing closes holds to the end of its sentence alone */
    check_quoted(w, "He said “we go. It rained.\n\nHe left.", "we go .");
    /* ... and does not turn the marks of the next paragraph around */
    check_quoted(w, "A \"slip.\n\nHe said \"we go\" then.", "slip . we go");
}

/* ---- blanks and paragraphs ------------------------------------------------------------------------------------------------------- */

static void blanks(void **state)
{
    world *w = *state;
    find(w, "Go, now\xC2\xA0or  never.");
    const bool after[] = {false, true, true, true, false, true};
    assert_int_equal(w->text.n_tokens, 6);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal((w->text.token[i].flags & DUL_TOKEN_SPACE_AFTER) != 0, after[i]);
}

static void paragraphs(void **state)
{
    world *w = *state;
    find(w, "One. Two.\n\n\n \nThree.\r\n\r\nFour.");
    assert_int_equal(w->text.n_sentences, 4);
    const uint32_t paragraph[] = {0, 0, 1, 2};
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(w->text.sentence[i].paragraph, paragraph[i]);
}

static void empty_texts(void **state)
{
    static const char *const text[] = {"", " ", "\n\n", "\xEF\xBB\xBF", "\xC2\xA0 \t"};
    world                   *w      = *state;
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        find(w, text[i]);
        assert_int_equal(w->text.n_tokens, 0);
        assert_int_equal(w->text.n_sentences, 0);
    }
}

/* A sentence without an end is cut, at a semicolon rather than at a comma, and never between a word and its clitic. */
static void long_sentences(void **state)
{
    world      *w = *state;
    static char text[20000];
    size_t      n = 0;
    for (int i = 0; i < 1000; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i == 0 ? "" : " ", i % 97 == 96 ? "word;" : i % 10 == 9 ? "word," : "word");
    find(w, text);
    assert_true(w->text.n_sentences > 2);
    for (uint32_t i = 0; i + 1 < w->text.n_sentences; i++) {
        dul_range tokens = w->text.sentence[i].tokens;
        assert_true(tokens.end - tokens.first <= DUL_SENTENCE_MAX && tokens.end - tokens.first >= DUL_SENTENCE_MAX / 2);
        assert_true(dul_str_is(w->text.token[tokens.end - 1].norm, ";"));
    }
}

/* ---- given tokens ---------------------------------------------------------------------------------------------------------------- */

static void take(void **state)
{
    world                   *w       = *state;
    const dulati_given_token given[] = {{0, 2, 0, false}, {2, 5, 0, false}, {6, 8, 0, false}, {10, 13, 4, false}, {13, 14, 4, false}};
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = DUL_STR("Don't go\n\nNow."), .published = DUL_DAY_NONE, .err = &w->error};
    assert_int_equal(dul_text_take(&w->job, given, 5, &w->text), DULATI_OK);
    assert_int_equal(w->text.n_sentences, 2);
    assert_int_equal(w->text.n_tokens, 5);
    assert_int_equal(w->text.sentence[0].tokens.end, 3);
    assert_int_equal(w->text.sentence[1].tokens.first, 3);
    assert_int_equal(w->text.sentence[1].paragraph, 1);
    assert_int_equal(w->text.token[4].sentence, 1); /* numbers are made dense */
    assert_true(w->text.token[1].flags & DUL_TOKEN_CLITIC);
    assert_false(w->text.token[2].flags & DUL_TOKEN_CLITIC);
    assert_false(w->text.token[3].flags & DUL_TOKEN_SPACE_AFTER);
    assert_true(w->text.token[4].flags & DUL_TOKEN_SPACE_AFTER);
    assert_true(dul_str_is(w->text.token[0].lower, "do"));
}

static void take_refuses(void **state)
{
    world *w = *state;
    const struct {
        dulati_given_token token[2];
    } bad[] = {
        {{{0, 0, 0, false}, {1, 2, 0, false}}}, /* empty            */
        {{{2, 1, 0, false}, {3, 4, 0, false}}}, /* backwards        */
        {{{0, 3, 0, false}, {2, 4, 0, false}}}, /* they overlap     */
        {{{4, 5, 0, false}, {0, 1, 0, false}}}, /* they fall        */
        {{{0, 1, 0, false}, {1, 9, 0, false}}}, /* beyond the text  */
        {{{0, 1, 3, false}, {1, 2, 2, false}}}, /* sentences fall   */
    };
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = DUL_STR("go now"), .published = DUL_DAY_NONE, .err = &w->error};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(dul_text_take(&w->job, bad[i].token, 2, &w->text), DULATI_E_ARGUMENT);
    assert_int_equal(dul_text_take(&w->job, bad[0].token, 0, &w->text), DULATI_OK);
}

static void take_refuses_long_sentences(void **state)
{
    world                    *w = *state;
    static char               text[DUL_SENTENCE_GIVEN_MAX + 1];
    static dulati_given_token given[DUL_SENTENCE_GIVEN_MAX + 1];
    memset(text, 'a', sizeof text);
    for (uint32_t i = 0; i < DUL_SENTENCE_GIVEN_MAX + 1; i++)
        given[i] = (dulati_given_token){i, i + 1, 0, false};
    w->job = (dul_job){.arena = &w->arena, .scratch = &w->scratch, .text = {text, sizeof text}, .published = DUL_DAY_NONE, .err = &w->error};
    assert_int_equal(dul_text_take(&w->job, given, DUL_SENTENCE_GIVEN_MAX, &w->text), DULATI_OK);
    assert_int_equal(dul_text_take(&w->job, given, DUL_SENTENCE_GIVEN_MAX + 1, &w->text), DULATI_E_TOO_LONG);
    given[DUL_SENTENCE_GIVEN_MAX].sentence = 1;
    assert_int_equal(dul_text_take(&w->job, given, DUL_SENTENCE_GIVEN_MAX + 1, &w->text), DULATI_OK);
}

/* What the tokenizer finds, given back, is taken as it is. */
static void take_what_was_found(void **state)
{
    world             *w = *state;
    dulati_given_token given[64];
    dul_text           found;
    find(w, "Riot police can't act, the office's aide said. \"Wait!\" Nobody did.");
    found = w->text;
    assert_true(found.n_tokens < 64);
    for (uint32_t i = 0; i < found.n_tokens; i++)
        given[i] = (dulati_given_token){found.token[i].span.start, found.token[i].span.end, found.token[i].sentence, false};
    assert_int_equal(dul_text_take(&w->job, given, found.n_tokens, &w->text), DULATI_OK);
    assert_int_equal(w->text.n_sentences, found.n_sentences);
    for (uint32_t i = 0; i < found.n_tokens; i++) {
        assert_int_equal(w->text.token[i].flags & (DUL_TOKEN_SPACE_AFTER | DUL_TOKEN_QUOTED),
                         found.token[i].flags & (DUL_TOKEN_SPACE_AFTER | DUL_TOKEN_QUOTED));
        assert_int_equal(w->text.token[i].sentence, found.token[i].sentence);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_open, world_close)
    const struct CMUnitTest tests[] = {
        TEST(normalise),
        TEST(normalise_copies_nothing),
        TEST(quotation),
        TEST(quotation_over_paragraphs),
        TEST(blanks),
        TEST(paragraphs),
        TEST(empty_texts),
        TEST(long_sentences),
        TEST(take),
        TEST(take_refuses),
        TEST(take_refuses_long_sentences),
        TEST(take_what_was_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
