/*
 * test_coref.c -- composition and coreference over trees written by hand, with dictionaries of a few lines: what holds whatever a model makes of a text.
 *
 * A token is written form/UPOS/head/relation[/feats], heads counted from 1 in the sentence, 0 the root, as in CoNLL-U.
 */
#include "testing.h"

#include "names/mention.h"
#include "testing_text.h"

static const char agents[]  = "police; riot police | COP | group\n"
                              "president; head of state | GOV | person | office title\n"
                              "union | LAB | organisation\n"
                              "leader | GOV | person | weak\n"
                              "spokesman | - | person | weak title\n"
                              "member | - | person | weak\n"
                              "group | - | group | part\n"
                              "miner | LAB | person\n"
                              "government | GOV | organisation\n"
                              "militant | REB | person\n"
                              "former | ELI | group | hint former\n"
                              "minister | GOV | person | title\n";
static const char names[]   = "Grey Front | SWEREB | group | 1990 | 2000\nGrey Front | SWEPTY | group | 2000\nNorth Pact; NP | IGOMIL | organisation\n"
                              "Sweden | SWE | place\nNorway | NOR | place\n";
static const char leaders[] = "Ann Berg | SWE | president | 2001-02-03 | 2005-02-03\nOle Lund | SWE | president | 2005-02-03\n";

typedef struct {
    dul_str      bytes;
    dul_pack     pack;
    dul_actors  *actors;
    test_text    t;
    dul_tree     tree;
    dul_mentions mentions;
} world;

static int world_open(void **state)
{
    static world     w;
    dul_pack_section section[] = {{DUL_STR("actors/agents.txt"), dul_str_of(agents)},
                                  {DUL_STR("actors/leaders.txt"), dul_str_of(leaders)},
                                  {DUL_STR("actors/names.txt"), dul_str_of(names)}};
    *state                     = &w;
    return dul_pack_build(&dul_allocator_libc, section, 3, &w.bytes, NULL) == DULATI_OK && dul_pack_open(w.bytes, "test", true, &w.pack, NULL) == DULATI_OK &&
                   dul_actors_open(&w.pack, NULL, &dul_allocator_libc, &w.actors, NULL) == DULATI_OK
               ? 0
               : -1;
}

static int world_close(void **state)
{
    world *w = *state;
    dul_actors_close(w->actors);
    dul_free(&dul_allocator_libc, w->bytes.at);
    return 0;
}

#define TOKENS_MAX 64

/* Read sentences of written tokens. */
static void read_trees(world *w, dul_day day, const char *const *sentence, size_t n_sentences)
{
    static dul_str field[TOKENS_MAX][5];
    size_t         n = 0;
    test_text_open(&w->t);
    for (size_t s = 0; s < n_sentences; s++) {
        dul_str rest = dul_str_of(sentence[s]);
        while (rest.at != NULL && rest.len > 0) {
            dul_str token = dul_str_cut(&rest, ' ');
            assert_true(n < TOKENS_MAX);
            for (size_t f = 0; f < 5; f++)
                field[n][f] = token.at != NULL ? dul_str_cut(&token, '/') : DUL_STR("_");
            test_text_add(&w->t, field[n++][0]);
        }
        test_text_end_sentence(&w->t);
    }
    const dul_job *job = test_text_job(&w->t);
    w->t.job.published = day;
    assert_int_equal(dul_tree_new(job, w->t.text.n_tokens, &w->tree), DULATI_OK);
    for (uint32_t i = 0; i < n; i++) {
        int64_t  head  = 0;
        uint32_t first = w->t.text.sentence[w->t.text.token[i].sentence].tokens.first;
        assert_true(dul_str_int(field[i][2], &head));
        w->tree.head[i]  = head == 0 ? DUL_ROOT : first + (uint32_t)head - 1;
        w->tree.upos[i]  = (uint8_t)dul_upos_find(field[i][1]);
        w->tree.rel[i]   = (uint8_t)dul_rel_find(field[i][3]);
        w->tree.feats[i] = field[i][4];
        w->tree.lemma[i] = w->t.text.token[i].lower;
        assert_true(w->tree.upos[i] < DUL_N_UPOS && w->tree.rel[i] < DUL_N_REL);
    }
    dul_tree_link(&w->tree);
    assert_int_equal(dul_mention_find(w->actors, NULL, job, &w->t.text, &w->tree, NULL, &w->mentions), DULATI_OK);
}

static const dul_mention *mention_of(const world *w, uint32_t token)
{
    assert_true(w->mentions.of_head[token] != DUL_NONE);
    return &w->mentions.item[w->mentions.of_head[token]];
}

static void expect(const world *w, uint32_t token, const char *code)
{
    const dul_mention *mention = mention_of(w, token);
    if (mention->n_codes == 0)
        assert_string_equal(code, "");
    else
        assert_string_equal(mention->code[0], code);
}

#define DAY(year)         ((dul_day)(((year)-1970) * 365.25) + 40)
#define READ(w, day, ...) read_trees(w, day, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void sectors_and_countries(void **state)
{
    world *w = *state;
    READ(w, DUL_DAY_NONE,
         "Riot/NOUN/2/compound police/NOUN/5/nsubj in/ADP/4/case Sweden/PROPN/2/nmod met/VERB/0/root the/DET/7/det leader/NOUN/5/obj "
         "of/ADP/10/case the/DET/10/det union/NOUN/7/nmod");
    expect(w, 1, "SWECOP");
    expect(w, 6, "SWELAB"); /* the sentence speaks of one country */
    assert_int_equal(mention_of(w, 1)->tokens.first, 0);
    test_text_close(&w->t);
}

static void parts_are_what_they_are_part_of(void **state)
{
    world *w = *state;
    READ(w, DUL_DAY_NONE, "A/DET/2/det group/NOUN/6/nsubj of/ADP/4/case miners/NOUN/2/nmod/Number=Plur has/AUX/6/aux left/VERB/0/root Norway/PROPN/6/obj");
    expect(w, 1, "NORLAB");
    assert_int_equal(w->mentions.of_head[1], w->mentions.of_head[3]);
    test_text_close(&w->t);
}

static void groups_change(void **state)
{
    world      *w    = *state;
    const char *text = "Grey/PROPN/3/compound Front/PROPN/3/compound militants/NOUN/4/nsubj/Number=Plur left/VERB/0/root";
    READ(w, DAY(1995), text);
    expect(w, 2, "SWEREB");
    test_text_close(&w->t);
    READ(w, DAY(2010), text);
    expect(w, 2, "SWEPTY");
    test_text_close(&w->t);
    READ(w, DUL_DAY_NONE, text); /* undated: what it has been for longer */
    expect(w, 2, "SWEPTY");
    test_text_close(&w->t);
}

static void leaders_leave_office(void **state)
{
    world      *w    = *state;
    const char *text = "Ann/PROPN/3/nsubj Berg/PROPN/1/flat left/VERB/0/root";
    READ(w, DAY(2003), text);
    expect(w, 0, "SWEGOV");
    test_text_close(&w->t);
    READ(w, DAY(2007), text);
    expect(w, 0, "SWEELI");
    test_text_close(&w->t);
    READ(w, DAY(1999), text);
    expect(w, 0, "SWE");
    test_text_close(&w->t);
    READ(w, DAY(1999), "Minister/NOUN/2/nmod:desc Ann/PROPN/4/nsubj Berg/PROPN/2/flat left/VERB/0/root");
    expect(w, 1, "SWEGOV");
    test_text_close(&w->t);
}

static void surnames_of_others(void **state)
{
    world *w = *state;
    READ(w, DAY(2003), "Eva/PROPN/3/nsubj Berg/PROPN/1/flat left/VERB/0/root");
    expect(w, 0, "");
    test_text_close(&w->t);
    READ(w, DAY(2003), "Berg/PROPN/2/nsubj left/VERB/0/root");
    expect(w, 0, "SWEGOV");
    assert_true(dul_str_is(mention_of(w, 0)->name, "Ann Berg"));
    test_text_close(&w->t);
    READ(w, DAY(2003), "The/DET/2/det berg/NOUN/3/nsubj melted/VERB/0/root of/ADP/5/case Sweden/PROPN/3/obl");
    assert_int_equal(w->mentions.of_head[1], DUL_NONE);
    test_text_close(&w->t);
}

static void offices_have_names(void **state)
{
    world *w = *state;
    READ(w, DAY(2003), "The/DET/2/det president/NOUN/5/nsubj of/ADP/4/case Sweden/PROPN/2/nmod spoke/VERB/0/root", "Berg/PROPN/2/nsubj left/VERB/0/root",
         "He/PRON/2/nsubj promised/VERB/0/root help/NOUN/2/obj");
    assert_true(dul_str_is(mention_of(w, 1)->name, "Ann Berg"));
    assert_true(mention_of(w, 1)->coref >= 0);
    assert_int_equal(mention_of(w, 1)->coref, mention_of(w, 5)->coref);
    assert_int_equal(mention_of(w, 1)->coref, mention_of(w, 7)->coref);
    expect(w, 7, "SWEGOV");
    assert_true(mention_of(w, 7)->pronoun);
    test_text_close(&w->t);
}

static void former_ministers(void **state)
{
    world *w = *state;
    READ(w, DUL_DAY_NONE, "A/DET/3/det former/ADJ/3/amod minister/NOUN/6/nsubj of/ADP/5/case Norway/PROPN/3/nmod left/VERB/0/root");
    expect(w, 2, "NORELI");
    test_text_close(&w->t);
}

static void possessive_pronouns(void **state)
{
    world *w = *state;
    READ(w, DUL_DAY_NONE, "The/DET/2/det government/NOUN/5/nsubj of/ADP/4/case Norway/PROPN/2/nmod fell/VERB/0/root",
         "Its/PRON/2/nmod:poss members/NOUN/3/nsubj/Number=Plur stay/VERB/0/root");
    expect(w, 5, "NORGOV");
    expect(w, 6, "NORGOV");
    assert_int_equal(mention_of(w, 5)->coref, mention_of(w, 1)->coref);
    assert_true(mention_of(w, 6)->coref != mention_of(w, 1)->coref); /* the members are not the government */
    test_text_close(&w->t);
}

static void arguments_of_one_verb_are_two(void **state)
{
    world *w = *state;
    READ(w, DAY(2003), "Berg/PROPN/2/nsubj met/VERB/0/root him/PRON/2/obj");
    assert_int_equal(mention_of(w, 2)->coref, -1);
    test_text_close(&w->t);
}

static void acronyms(void **state)
{
    world *w = *state;
    READ(w, DUL_DAY_NONE, "The/DET/3/det Red/PROPN/3/compound Lamp/PROPN/4/nsubj shone/VERB/0/root", "RL/PROPN/2/nsubj won/VERB/0/root",
         "NP/PROPN/2/nsubj fell/VERB/0/root");
    assert_true(mention_of(w, 2)->coref >= 0);
    assert_int_equal(mention_of(w, 2)->coref, mention_of(w, 4)->coref);
    expect(w, 6, "IGOMIL");
    test_text_close(&w->t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sectors_and_countries),
        cmocka_unit_test(parts_are_what_they_are_part_of),
        cmocka_unit_test(groups_change),
        cmocka_unit_test(leaders_leave_office),
        cmocka_unit_test(surnames_of_others),
        cmocka_unit_test(offices_have_names),
        cmocka_unit_test(former_ministers),
        cmocka_unit_test(possessive_pronouns),
        cmocka_unit_test(arguments_of_one_verb_are_two),
        cmocka_unit_test(acronyms),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
