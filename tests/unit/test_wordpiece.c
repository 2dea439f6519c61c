/* test_wordpiece.c -- words and their pieces, with a vocabulary of our own. */
#include "syntax/wordpiece.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

static const char vocabulary[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nmine\nminer\nmi\n##ners\n##ner\n##s\n##e\nstrike\nun\n##strike\n'\ns\n-\n.\n$\nza\n##na\n##"
                                 "ozen\n\xD1\x88\n##\xD0\xB0\xD1\x85\n"
                                 "\xE4\xB8\xAD\n\xE5\x9B\xBD\n\xE1\x84\x92\n##\xE1\x85\xA1\n##\xE1\x86\xAB\ni\n##d\n##a\na\n#\n##\n";

static dul_arena     arena;
static dul_wordpiece words;

static int setup(void **state)
{
    (void)state;
    dul_arena_init(&arena, &dul_allocator_libc);
    return dul_wordpiece_open(dul_str_of(vocabulary), "here", &arena, &words, NULL) != DULATI_OK;
}

static int teardown(void **state)
{
    (void)state;
    dul_arena_free(&arena);
    return 0;
}

/* Pieces as they are written, with blanks between them. */
static void check_text(dul_str norm, const char *want)
{
    uint32_t piece[DUL_PIECES_MAX], n = dul_wordpiece_cut(&words, norm, piece);
    char     found[512] = "";
    assert_in_range(n, 1, DUL_PIECES_MAX);
    for (uint32_t i = 0; i < n; i++) {
        assert_true(piece[i] < words.n);
        if (i > 0)
            strcat(found, " ");
        strncat(found, vocabulary + words.start[piece[i]], words.start[piece[i] + 1] - 1 - words.start[piece[i]]);
    }
    assert_string_equal(found, want);
}

static void check(const char *norm, const char *want)
{
    check_text(dul_str_of(norm), want);
}

static void the_longest_piece_wins(void **state)
{
    (void)state;
    check("mine", "mine");
    check("miner", "miner");
    check("miners", "miner ##s"); /* not mi ##ners: from the left, greedily */
    check("mines", "mine ##s");
    check("minere", "miner ##e");
    check("unstrike", "un ##strike");
    check("Strikes", "strike ##s");
    check("MINERS", "miner ##s");
    check("ozen", "[UNK]"); /* only ##ozen is known */
    check("", "[UNK]");
    check("minerx", "[UNK]"); /* no piece for the rest: the whole is unknown */
}

static void punctuation_stands_alone(void **state)
{
    (void)state;
    check("'s", "' s");
    check("mine-strike", "mine - strike");
    check("mine-x-s", "mine - [UNK] - s"); /* only the part that cannot be covered */
    check("...", ". . .");
    check("$s", "$ s");
    check("##s", "# # s"); /* written so in a text it is no continuation */
    check("mine s", "mine s");
    check("mine\xC2\xA0s", "mine s");           /* no-break space */
    check("mine\xE2\x80\x94s", "mine [UNK] s"); /* a dash that the vocabulary lacks */
}

static void accents_and_case_go(void **state)
{
    (void)state;
    check("Z\xC3\x81na", "za ##na");
    check("Za\xCC\x81na", "za ##na"); /* a combining accent */
    check("\xC4\xB0", "i");           /* I with a dot loses the dot with the marks */
    check("\xD0\xA8\xD0\x90\xD0\xA5", "\xD1\x88 ##\xD0\xB0\xD1\x85");
    check("\xED\x95\x9C", "\xE1\x84\x92 ##\xE1\x85\xA1 ##\xE1\x86\xAB"); /* a syllable of Hangul is three letters */
    check("\xED\x95\x98", "\xE1\x84\x92 ##\xE1\x85\xA1");
    check("\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD \xE5\x9B\xBD");
    check("mi\xC2\xAD"
          "ners",
          "miner ##s"); /* a soft hyphen is dropped */
    check("mi\x01ners", "miner ##s");
    check("mi\xEF\xBF\xBDners", "miner ##s");
    check("mi\xFFners", "miner ##s"); /* what is not UTF-8 reads as U+FFFD */
    check("\xE2\x80\x8B", "[UNK]");   /* nothing is left */
}

static void long_words_are_bounded(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'a', sizeof text);
    check_text((dul_str){text, 8}, "a ##a ##a ##a ##a ##a ##a ##a");
    check_text((dul_str){text, 100}, "a ##a ##a ##a ##a ##a ##a ##a");
    check_text((dul_str){text, 101}, "[UNK]"); /* a part of more than 100 code points */
    check_text((dul_str){text, sizeof text}, "[UNK]");
    text[3000] = '.';
    check_text((dul_str){text, 3003}, "[UNK] . a ##a");
    memset(text, '.', sizeof text);
    check_text((dul_str){text, sizeof text}, ". . . . . . . .");
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    memcpy(text + sizeof text - 2, "s.", 2);
    check_text((dul_str){text, sizeof text}, "s .");
}

static void bad_vocabularies_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } bad[] = {
        {"", "a vocabulary without pieces, or with too many"},
        {"[UNK]\n[CLS]\na\n", "the vocabulary lacks [UNK], [CLS] or [SEP]"},
        {"[UNK]\n[CLS]\n[SEP]\na\na\n", "a piece that stands twice in the vocabulary"},
        {"[UNK]\n[CLS]\n[SEP]\n##\n##a\n##a", "a piece that stands twice in the vocabulary"},
        {"\n\n", "a piece that stands twice in the vocabulary"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        dul_wordpiece out;
        dulati_error  err = {0};
        assert_int_equal(dul_wordpiece_open(dul_str_of(bad[i].text), "there", &arena, &out, &err), DULATI_E_FORMAT);
        assert_string_equal(err.message, bad[i].message);
    }
    dul_wordpiece out; /* an end of the last line or none */
    uint32_t      piece[DUL_PIECES_MAX];
    assert_int_equal(dul_wordpiece_open(dul_str_of("[UNK]\n[CLS]\n[SEP]\nab"), "there", &arena, &out, NULL), DULATI_OK);
    assert_int_equal(out.n, 4);
    assert_int_equal(dul_wordpiece_cut(&out, dul_str_of("ab"), piece), 1);
    assert_int_equal(piece[0], 3);
    assert_int_equal(dul_wordpiece_open(dul_str_of("[UNK]\n[CLS]\n[SEP]\nab\n"), "there", &arena, &out, NULL), DULATI_OK);
    assert_int_equal(out.n, 4);
    assert_int_equal(dul_wordpiece_cut(&out, dul_str_of("ab"), piece), 1);
    assert_int_equal(piece[0], 3);
}

/* Every beginning of pieces, found by looking at all of them, against what the table finds. */
static void the_table_finds_what_a_scan_finds(void **state)
{
    (void)state;
    static char   text[20000];
    dul_wordpiece many;
    size_t        len           = (size_t)sprintf(text, "[UNK]\n[CLS]\n[SEP]\n");
    uint64_t      random        = 12345;
    char          seen[2][3125] = {{0}}; /* words of a to e, by their number */
    for (int i = 0; i < 600; i++) {
        random           = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        bool     next    = random >> 63;
        uint32_t number  = (uint32_t)(random >> 40) % 3125;
        char     word[6] = "";
        size_t   n       = 0;
        for (uint32_t rest = number; rest > 0; rest /= 5)
            word[n++] = (char)('a' + rest % 5);
        if (seen[next][number] || n == 0)
            continue;
        seen[next][number] = 1;
        len += (size_t)sprintf(text + len, "%s%s\n", next ? "##" : "", word);
    }
    assert_int_equal(dul_wordpiece_open((dul_str){text, len}, "here", &arena, &many, NULL), DULATI_OK);
    for (int i = 0; i < 20000; i++) {
        char     word[13];
        size_t   n = 0;
        uint32_t want[DUL_PIECES_MAX], n_want = 0, found[DUL_PIECES_MAX];
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        for (uint64_t rest = random >> 20; n < 1 + (random >> 60) % 12; rest /= 5)
            word[n++] = (char)('a' + rest % 5);
        word[n] = '\0';
        for (size_t at = 0; at < n;) {
            uint32_t best     = 0;
            size_t   best_len = 0;
            for (uint32_t p = 0; p < many.n; p++) {
                const char *known     = text + many.start[p];
                size_t      known_len = many.start[p + 1] - 1 - many.start[p];
                bool        next      = known_len > 2 && known[0] == '#';
                if (next != (at > 0))
                    continue;
                known += next ? 2 : 0;
                known_len -= next ? 2 : 0;
                if (known_len > best_len && known_len <= n - at && memcmp(known, word + at, known_len) == 0) {
                    best     = p;
                    best_len = known_len;
                }
            }
            if (best_len == 0) {
                n_want  = 1;
                want[0] = 0;
                break;
            }
            if (n_want < DUL_PIECES_MAX)
                want[n_want++] = best;
            at += best_len;
        }
        assert_int_equal(dul_wordpiece_cut(&many, dul_str_of(word), found), n_want);
        assert_memory_equal(found, want, n_want * sizeof *want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_piece_wins), cmocka_unit_test(punctuation_stands_alone),  cmocka_unit_test(accents_and_case_go),
        cmocka_unit_test(long_words_are_bounded), cmocka_unit_test(bad_vocabularies_are_told), cmocka_unit_test(the_table_finds_what_a_scan_finds),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
