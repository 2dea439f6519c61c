/*
 * test_document.c -- what stages found, published and written in every format. The findings are made by hand, over a report with curly quotation marks and
 * Cyrillic letters, so that bytes and code points differ.
 */
#include "testing.h"

#include "base/utf8.h"
#include "document.h"
#include "out/writer.h"
#include "report/jsonpull.h"
#include "report/reports.h"

#include <stdio.h>
#include <stdlib.h>

static const char report_text[] = "“Don’t go,” the Kazakh police said in Aльма; \"no\".\nTwo men were held.";

/* Tokens of the report, for reading the numbers below:
 *  0 “   1 Do   2 n’t   3 go   4 ,   5 ”   6 the   7 Kazakh   8 police   9 said   10 in   11 Aльма   12 ;   13 "   14 no   15 "   16 .
 *  17 Two   18 men   19 were   20 held   21 .                                                                                              */

typedef struct {
    dul_arena        scratch;
    dulati_document *document;
    char            *out; /* what was written */
    size_t           n_out, n_calls;
} world;

static void make(world *w, const char *id, const char *title_text)
{
    dul_text               text;
    dul_tree               tree;
    static dul_timex       timex[]  = {{.tokens = {9, 10}, .type = DUL_TIMEX_DATE, .value = "2022-01-05", .first = 18997, .last = 18997}};
    static dul_place_other others[] = {{.name = {"Alma;ta", 7}, .country = {"USA", 3}, .admin1 = {"", 0}, .lat = 1, .lon = 2, .geonameid = -1, .prob = 0.125f}};
    static dul_place       place[]  = {{.tokens = {7, 8}, .name = {"Kazakhstan", 10}, .country = {"KAZ", 3}, .adjectival = true},
                                       {.tokens    = {11, 12},
                                        .name      = {"Al\"ma", 5},
                                        .lat       = 43.25,
                                        .lon       = -76.918301,
                                        .country   = {"KAZ", 3},
                                        .feature   = {"PPL", 3},
                                        .geonameid = 7,
                                        .admin1    = {"Jetisu", 6},
                                        .prob      = 0.75f,
                                        .precision = DUL_PRECISION_TOWN,
                                        .radius_km = 17.8412f,
                                        .others    = others,
                                        .n_others  = 1}};
    static dul_mention     mention[] = {
            {.tokens = {6, 9}, .head = 8, .type = DUL_ENTITY_ORG, .kind = DUL_KIND_GROUP, .name = {"police", 6}, .n_codes = 1, .code = {"KAZCOP"}, .coref = -1},
            {.tokens = {17, 19}, .head = 18, .type = DUL_ENTITY_PER, .kind = DUL_KIND_PERSON, .coref = 3}};
    static dul_range       parts[]  = {{1, 5}, {13, 16}};
    static dul_attribution speech[] = {
        {.source = {6, 9}, .source_head = 8, .cue = {9, 10}, .cue_head = 9, .content = {1, 16}, .part = parts, .n_parts = 2, .within = -1},
        {.content = {17, 21}, .within = -1}};
    static dul_party       actor[]   = {{.head = 8, .tokens = {6, 9}, .mention = 0}};
    static dul_party       victim[]  = {{.head = 18, .tokens = {17, 19}, .mention = DUL_NONE}};
    static uint32_t        where[]   = {0, 1};
    static dul_quantity    count[]   = {{"arrested", 2, -1, {17, 18}}};
    static dul_range       tool[]    = {{9, 10}};
    static const char     *context[] = {"executive", "legal"};
    static dul_event       event[]   = {{.sentence      = 1,
                                         .trigger       = {20, 21},
                                         .type          = "COERCE",
                                         .mode          = "arrest",
                                         .contexts      = context,
                                         .n_contexts    = 2,
                                         .cameo         = "173",
                                         .quad          = "material conflict",
                                         .score         = -5.0,
                                         .status        = DUL_STATUS_ACTUAL,
                                         .actors        = actor,
                                         .n_actors      = 1,
                                         .recipients    = victim,
                                         .n_recipients  = 1,
                                         .first         = 18997,
                                         .last          = 18998,
                                         .date_how      = DUL_HOW_CLAUSE,
                                         .places        = where,
                                         .n_places      = 2,
                                         .place_how     = DUL_HOW_STORY,
                                         .attribution   = 0,
                                         .quantities    = count,
                                         .n_quantities  = 1,
                                         .instruments   = tool,
                                         .n_instruments = 1,
                                         .acled         = "Arrests",
                                         .cluster       = 4,
                                         .rule          = "events/coerce.txt:9"},
                                        {.sentence    = 1,
                                         .trigger     = {20, 21},
                                         .type        = "COERCE",
                                         .quad        = "material conflict",
                                         .score       = 0.04,
                                         .status      = DUL_STATUS_NEGATED,
                                         .first       = DUL_DAY_NONE,
                                         .attribution = -1,
                                         .cluster     = -1,
                                         .lethal      = true,
                                         .omission    = true,
                                         .rule        = "events/coerce.txt:9"}};
    const dul_timexes      times     = {1, timex};
    const dul_places       places    = {.n = 2, .item = place};
    const dul_mentions     mentions  = {.n = 2, .item = mention};
    const dul_attributions spoken    = {.n = 2, .item = speech};
    const dul_events       events    = {.n = 2, .item = event};

    *w          = (world){0};
    w->document = calloc(1, sizeof *w->document);
    assert_non_null(w->document);
    dul_arena_init(&w->scratch, &dul_allocator_libc);
    dulati_document *d = w->document;
    dul_arena_init(&d->arena, &dul_allocator_libc);
    d->id             = id;
    d->date           = "2022-01-06";
    d->text           = title_text;
    d->text_len       = strlen(title_text);
    const dul_job job = {.arena = &d->arena, .scratch = &w->scratch, .text = {d->text, d->text_len}, .published = 18998};
    assert_int_equal(dul_text_find(&job, &text), DULATI_OK);
    assert_int_equal(text.n_tokens, 22);
    assert_int_equal(dul_tree_new(&job, text.n_tokens, &tree), DULATI_OK);
    for (uint32_t i = 0; i < tree.n_tokens; i++) {
        tree.lemma[i] = text.token[i].lower;
        tree.xpos[i]  = DUL_STR("XX");
        tree.feats[i] = DUL_STR("_");
        tree.rel[i]   = i == 3 || i == 20 ? DUL_REL_ROOT : DUL_REL_DEP;
        tree.head[i]  = i == 3 || i == 20 ? DUL_ROOT : i < 17 ? 3 : 20;
    }
    dul_tree_link(&tree);
    dul_phrase         phrase[2] = {{{2, 4}, 3, DUL_MENTION_PERSON, DUL_PHRASE_ROLE, 255}, {{2, 3}, 2, DUL_MENTION_PLACE, DUL_PHRASE_LOCATION, 51}};
    const dul_phrases  phrases   = {2, phrase};
    const dul_findings found     = {&text, &tree, &times, &places, &mentions, &spoken, &phrases};
    assert_int_equal(dul_document_publish(d, &job, &found, &events), DULATI_OK);
}

static bool sink(void *context, const char *bytes, size_t n)
{
    world *w = context;
    w->out   = realloc(w->out, w->n_out + n + 1);
    if (w->out == NULL)
        return false;
    memcpy(w->out + w->n_out, bytes, n);
    w->n_out += n;
    w->out[w->n_out] = '\0';
    w->n_calls++;
    return true;
}

static const char *write_as(world *w, dulati_write_format format)
{
    free(w->out);
    w->out   = NULL;
    w->n_out = w->n_calls = 0;
    assert_int_equal(dulati_document_write(w->document, format, sink, w), DULATI_OK);
    return w->out;
}

static void done(world *w)
{
    free(w->out);
    dul_arena_free(&w->scratch);
    dulati_document_free(w->document);
}

/* ---- publishing ------------------------------------------------------------------------------------------------------------------ */

static void spans_count_code_points(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    const dulati_token *place = dulati_document_token(w.document, 11);
    assert_string_equal(place->form, "Aльма");
    assert_int_equal(place->span.start, 38);
    assert_int_equal(place->span.end, 43);
    assert_int_equal(dulati_document_token(w.document, 21)->span.end, 69);
    assert_true(dulati_document_token(w.document, 2)->clitic);
    assert_false(dulati_document_token(w.document, 1)->space_after);
    assert_true(dulati_document_token(w.document, 3)->head == DULATI_ROOT);
    assert_int_equal(dulati_document_token(w.document, 18)->head, 20);
    assert_null(dulati_document_token(w.document, 22));
    assert_int_equal(dulati_document_n_sentences(w.document), 2);
    assert_int_equal(dulati_document_sentence(w.document, 1)->span.start, 51);
    assert_int_equal(dulati_document_sentence(w.document, 1)->first_token, 17);
    done(&w);
}

/* Places and times alone: the same fields in every format. */
static void found_alone(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    assert_string_equal(write_as(&w, DULATI_WRITE_PLACES_JSONL),
                        "{\"doc\": \"r1\", \"start\": 38, \"end\": 43, \"text\": \"Aльма\", \"name\": \"Al\\\"ma\", \"lat\": 43.25, \"lon\": -76.9183, "
                        "\"country\": \"KAZ\", \"feature\": \"PPL\", \"geonameid\": 7, \"admin1\": \"Jetisu\", \"confidence\": 0.75, \"precision\": \"town\", "
                        "\"radius_km\": 17.8, \"candidates\": [{\"name\": \"Alma;ta\", \"country\": \"USA\", \"admin1\": \"\", \"lat\": 1.0, \"lon\": 2.0, "
                        "\"geonameid\": null, \"prob\": 0.125}]}\n");
    assert_string_equal(write_as(&w, DULATI_WRITE_PLACES_CSV),
                        "r1,38,43,Aльма,\"Al\"\"ma\",KAZ,Jetisu,PPL,43.25,-76.9183,7,0.75,town,17.8,\"Alma,ta, USA, , , 0.125\"\r\n");
    assert_string_equal(write_as(&w, DULATI_WRITE_TIMES_JSONL),
                        "{\"doc\": \"r1\", \"start\": 30, \"end\": 34, \"text\": \"said\", \"type\": \"DATE\", \"value\": \"2022-01-05\", "
                        "\"interval\": {\"start\": \"2022-01-05\", \"end\": \"2022-01-05\"}, \"bound\": null}\n");
    assert_string_equal(write_as(&w, DULATI_WRITE_TIMES_CSV), "r1,30,34,said,DATE,2022-01-05,2022-01-05,2022-01-05,\r\n");
    assert_null(dulati_csv_header_of(DULATI_WRITE_CONLLU));
    assert_string_equal(dulati_csv_header_of(DULATI_WRITE_EVENTS_CSV), dulati_csv_header());
    done(&w);
}

/* A nationality is among the stage's places but not among the published ones; indices of events follow. */
static void places_without_adjectives(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    assert_int_equal(dulati_document_n_places(w.document), 1);
    assert_string_equal(dulati_document_place(w.document, 0)->text, "Aльма");
    const dulati_event *event = dulati_document_event(w.document, 0);
    assert_int_equal(event->n_places, 1);
    assert_int_equal(event->places[0], 0);
    assert_string_equal(event->place_how, "story");
    assert_null(dulati_document_event(w.document, 1)->place_how);
    done(&w);
}

static void parties(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    const dulati_event *event = dulati_document_event(w.document, 0);
    assert_string_equal(event->actors[0].text, "the Kazakh police");
    assert_string_equal(event->actors[0].name, "police");
    assert_string_equal(event->actors[0].codes[0], "KAZCOP");
    assert_int_equal(event->actors[0].entity, 0);
    assert_string_equal(event->recipients[0].name, "Two men"); /* no mention: its text is its name */
    assert_int_equal(event->recipients[0].entity, -1);
    assert_int_equal(event->recipients[0].n_codes, 0);
    assert_string_equal(dulati_document_entity(w.document, 1)->name, "Two men");
    assert_true(event->has_date);
    assert_string_equal(event->date_start, "2022-01-05");
    assert_string_equal(event->date_end, "2022-01-06");
    assert_false(dulati_document_event(w.document, 1)->has_date);
    done(&w);
}

/* The same report gives the same ids; another report, or a second event of the same trigger and rule, another id. */
static void event_ids(void **state)
{
    world a, b, c;
    (void)state;
    make(&a, "r1", report_text);
    make(&b, "r1", report_text);
    make(&c, "r2", report_text);
    const char *first = dulati_document_event(a.document, 0)->id, *second = dulati_document_event(a.document, 1)->id;
    assert_int_equal(strlen(first), 19);
    assert_memory_equal(first, "ev_", 3);
    assert_string_not_equal(first, second);
    assert_string_equal(first, dulati_document_event(b.document, 0)->id);
    assert_string_equal(second, dulati_document_event(b.document, 1)->id);
    assert_string_not_equal(first, dulati_document_event(c.document, 0)->id);
    done(&a);
    done(&b);
    done(&c);
}

/* ---- annotations ----------------------------------------------------------------------------------------------------------------- */

static void annotations(void **state)
{
    world w;
    char  want[4096];
    (void)state;
    make(&w, "r\"1", report_text);
    snprintf(
        want, sizeof want,
        "{\"id\": \"r\\\"1\", \"sentences\": [{\"start\": 0, \"end\": 50, \"kind\": \"text\"}, {\"start\": 51, \"end\": 69, \"kind\": \"text\"}], "
        "\"entities\": [{\"start\": 12, \"end\": 29, \"text\": \"the Kazakh police\", \"type\": \"ORG\", \"codes\": [\"KAZCOP\"], \"coref\": null, \"name\": "
        "\"police\", \"kind\": \"group\"}, "
        "{\"start\": 51, \"end\": 58, \"text\": \"Two men\", \"type\": \"PER\", \"codes\": [], \"coref\": 3, \"name\": \"Two men\", \"kind\": \"person\"}], "
        "\"times\": [{\"start\": 30, \"end\": 34, \"text\": \"said\", \"type\": \"DATE\", \"value\": \"2022-01-05\", \"interval\": {\"start\": \"2022-01-05\", "
        "\"end\": \"2022-01-05\"}, \"bound\": null}], "
        "\"places\": [{\"start\": 38, \"end\": 43, \"text\": \"Aльма\", \"name\": \"Al\\\"ma\", \"lat\": 43.25, \"lon\": -76.9183, \"country\": \"KAZ\", "
        "\"feature\": \"PPL\", \"geonameid\": 7, \"admin1\": \"Jetisu\", \"confidence\": 0.75, \"precision\": \"town\", \"radius_km\": 17.8, \"candidates\": "
        "[{\"name\": \"Alma;ta\", \"country\": \"USA\", \"admin1\": \"\", \"lat\": 1.0, \"lon\": 2.0, \"geonameid\": null, \"prob\": 0.125}]}], "
        "\"attributions\": [{\"source\": {\"start\": 12, \"end\": 29}, \"cue\": {\"start\": 30, \"end\": 34}, \"content\": {\"start\": 1, \"end\": 49, "
        "\"parts\": [[1, 10], [45, 49]]}}, "
        "{\"source\": null, \"cue\": null, \"content\": {\"start\": 51, \"end\": 68}}], "
        "\"events\": [{\"id\": \"%s\", \"sentence\": 1, \"start\": 64, \"end\": 68, \"trigger\": \"held\", \"type\": \"COERCE\", \"mode\": \"arrest\", "
        "\"context\": [\"executive\", \"legal\"], "
        "\"cameo\": \"173\", \"quad\": \"material conflict\", \"score\": -5.0, \"status\": \"actual\", "
        "\"actors\": [{\"start\": 12, \"end\": 29, \"text\": \"the Kazakh police\", \"name\": \"police\", \"codes\": [\"KAZCOP\"], \"kind\": \"group\"}], "
        "\"recipients\": [{\"start\": 51, \"end\": 58, \"text\": \"Two men\", \"name\": \"Two men\", \"codes\": [], \"kind\": \"object\"}], "
        "\"date\": {\"start\": \"2022-01-05\", \"end\": \"2022-01-06\"}, \"place\": 0, \"places\": [0], \"date_how\": \"clause\", \"place_how\": \"story\", "
        "\"attribution\": 0, "
        "\"quantities\": [{\"kind\": \"arrested\", \"min\": 2, \"max\": null, \"text\": \"Two\"}], \"instruments\": [{\"start\": 30, \"end\": 34, \"text\": "
        "\"said\"}], "
        "\"lethal\": false, \"omission\": false, \"acled\": \"Arrests\", \"cluster\": 4, \"rule\": \"events/coerce.txt:9\"}, "
        "{\"id\": \"%s\", \"sentence\": 1, \"start\": 64, \"end\": 68, \"trigger\": \"held\", \"type\": \"COERCE\", \"mode\": null, \"context\": [], "
        "\"cameo\": null, "
        "\"quad\": \"material conflict\", \"score\": 0.0, \"status\": \"negated\", \"actors\": [], \"recipients\": [], \"date\": null, \"place\": null, "
        "\"places\": [], "
        "\"date_how\": null, \"place_how\": null, \"attribution\": null, \"quantities\": [], \"instruments\": [], \"lethal\": true, \"omission\": true, "
        "\"acled\": null, "
        "\"cluster\": null, \"rule\": \"events/coerce.txt:9\"}]}\n",
        dulati_document_event(w.document, 0)->id, dulati_document_event(w.document, 1)->id);
    assert_string_equal(write_as(&w, DULATI_WRITE_ANNOTATIONS), want);
    assert_int_equal(w.n_calls, 1); /* a document of this size is one write */
    done(&w);
}

static void tokens_on_demand(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    assert_null(strstr(write_as(&w, DULATI_WRITE_ANNOTATIONS), "\"tokens\""));
    const char *out = write_as(&w, DULATI_WRITE_ANNOTATIONS_TOKENS);
    assert_non_null(strstr(out, "\"tokens\": [{\"start\": 0, \"end\": 1, \"sentence\": 0, \"form\": \"“\", \"lemma\": \"\\\"\", \"upos\": \"ADJ\", \"xpos\": "
                                "\"XX\", \"feats\": \"_\", \"head\": 3, "
                                "\"deprel\": \"dep\"}, "));
    assert_non_null(
        strstr(out, "\"form\": \"held\", \"lemma\": \"held\", \"upos\": \"ADJ\", \"xpos\": \"XX\", \"feats\": \"_\", \"head\": null, \"deprel\": \"root\"}"));
    dul_jsonpull json = {.text = {out, w.n_out}};
    assert_true(dul_jsonpull_skip(&json, NULL) && dul_jsonpull_end(&json));
    done(&w);
}

static void events_alone(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    dul_str rest = dul_str_of(write_as(&w, DULATI_WRITE_EVENTS_JSONL)), line;
    size_t  n    = 0;
    while (dul_str_line(&rest, &line)) {
        dul_jsonpull json = {.text = line};
        assert_true(dul_jsonpull_skip(&json, NULL) && dul_jsonpull_end(&json));
        assert_true(dul_str_starts(line, DUL_STR("{\"doc\": \"r1\", \"published\": \"2022-01-06\", \"id\": \"ev_")));
        n++;
    }
    assert_int_equal(n, 2);
    assert_non_null(strstr(w.out, "\"place\": {\"text\": \"Aльма\", \"name\": \"Al\\\"ma\", \"lat\": 43.25, \"lon\": -76.9183, \"country\": \"KAZ\", "
                                  "\"feature\": \"PPL\", \"geonameid\": 7, \"confidence\": 0.75, \"precision\": \"town\"}"));
    assert_non_null(strstr(w.out, "\"attribution\": {\"source\": \"the Kazakh police\", \"cue\": \"said\"}"));
    assert_non_null(strstr(w.out, "\"text\": \"Two men were held.\"}"));
    done(&w);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------------- */

/* One field of RFC 4180 off *at, decoded into out; false at the end of the row. */
static bool csv_next(const char **at, char *out, bool *last)
{
    size_t n = 0;
    if (**at == '\0')
        return false;
    if (**at == '"') {
        for ((*at)++; **at != '"' || (*at)[1] == '"'; (*at)++) {
            assert_true(**at != '\0' && **at != '\n' && **at != '\r');
            *at += **at == '"';
            out[n++] = **at;
        }
        (*at)++;
    } else {
        while (**at != ',' && **at != '\r') {
            assert_true(**at != '\0' && **at != '"' && **at != '\n');
            out[n++] = *(*at)++;
        }
    }
    out[n] = '\0';
    *last  = **at == '\r';
    assert_true(**at == ',' || (**at == '\r' && (*at)[1] == '\n'));
    *at += *last ? 2 : 1;
    return true;
}

static void csv(void **state)
{
    world       w;
    char        names[64][64], field[256];
    bool        last    = false;
    size_t      n_names = 0, n_rows = 0;
    const char *at = dulati_csv_header();
    (void)state;
    while (!last && csv_next(&at, names[n_names], &last))
        n_names++;
    assert_int_equal(*at, '\0');
    make(&w, "a,\"b\"\n;c", report_text);
    at = write_as(&w, DULATI_WRITE_EVENTS_CSV);
    while (*at != '\0') {
        for (size_t i = 0; i < n_names; i++) {
            assert_true(csv_next(&at, field, &last));
            assert_int_equal(last, i + 1 == n_names);
#define EXPECT(row, name, value)                          \
    if (n_rows == (row) && strcmp(names[i], (name)) == 0) \
    assert_string_equal(field, (value))
            EXPECT(0, "doc", "a,\"b\" ;c");
            EXPECT(0, "date_end", "2022-01-06");
            EXPECT(0, "contexts", "executive;legal");
            EXPECT(0, "score", "-5.0");
            EXPECT(0, "actor_codes", "KAZCOP");
            EXPECT(0, "recipient", "Two men");
            EXPECT(0, "recipient_codes", "");
            EXPECT(0, "place", "Al\"ma");
            EXPECT(0, "lon", "-76.9183");
            EXPECT(0, "geonameid", "7");
            EXPECT(0, "arrested_min", "2");
            EXPECT(0, "arrested_max", "");
            EXPECT(0, "killed_min", "");
            EXPECT(0, "lethal", "false");
            EXPECT(0, "cluster", "4");
            EXPECT(0, "attribution_source", "the Kazakh police");
            EXPECT(0, "text", "Two men were held.");
            EXPECT(0, "rule", "events/coerce.txt:9");
            EXPECT(1, "date_start", "");
            EXPECT(1, "lat", "");
            EXPECT(1, "attribution_cue", "");
            EXPECT(1, "cluster", "");
            EXPECT(1, "omission", "true");
        }
        n_rows++;
    }
    assert_int_equal(n_rows, 2);
    done(&w);
}

/* ---- CoNLL-U --------------------------------------------------------------------------------------------------------------------- */

static void conllu(void **state)
{
    world w;
    (void)state;
    make(&w, "r1", report_text);
    const char *out = write_as(&w, DULATI_WRITE_CONLLU);
    assert_true(dul_str_starts(
        dul_str_of(out),
        DUL_STR("# newdoc id = r1\n# global.Entity = GRP-etype-type\n# sent_id = r1-1\n# text = “Don’t go,” the Kazakh police said in Aльма; \"no\".\n1\t")));
    assert_non_null(strstr(out, "1\t“\t\"\tADJ\tXX\t_\t4\tdep\t_\tSpaceAfter=No|TokenRange=0:1\n2-3\tDon’t\t_\t_\t_\t_\t_\t_\t_\tTokenRange=1:"
                                "6\n2\tDo\tdo\tADJ\tXX\t_\t4\tdep\t_\tTokenRange=1:3\n"));
    /* Two mentions begin at the third word, and the longer one ends at the fourth. */
    assert_non_null(strstr(
        out, "\t_\tEntity=(1-person-role(2-place-location)|TokenRange=3:6\n4\tgo\tgo\tADJ\tXX\t_\t0\troot\t_\tEntity=1)|SpaceAfter=No|TokenRange=7:9\n"));
    assert_int_equal(dulati_document_n_mentions(w.document), 2);
    assert_string_equal(dulati_document_mention(w.document, 1)->type, "location");
    assert_string_equal(dulati_document_mention(w.document, 1)->gum, "place");
    assert_int_equal(dulati_document_mention(w.document, 0)->span.end, 9);
    assert_float_equal(dulati_document_mention(w.document, 1)->prob, 0.2, 1e-6);
    assert_null(dulati_document_mention(w.document, 2));
    assert_non_null(strstr(out, "# sent_id = r1-2\n# text = Two men were held.\n1\tTwo\t"));

    /* Read again, the sentences and tokens are the same, and so is the text. */
    FILE           *file = tmpfile();
    dulati_reports *reports;
    dulati_report  *report;
    assert_non_null(file);
    assert_int_equal(fwrite(out, 1, w.n_out, file), w.n_out);
    rewind(file);
    assert_int_equal(dul_reports_start(file, "r1.conllu", DULATI_FORMAT_AUTO, NULL, &reports, NULL), DULATI_OK);
    assert_int_equal(dulati_reports_next(reports, &report, NULL, NULL), DULATI_OK);
    assert_string_equal(report->id, "r1");
    assert_int_equal(report->text_len, sizeof report_text - 1);
    assert_memory_equal(report->text, report_text, sizeof report_text - 1);
    assert_int_equal(report->n_tokens, dulati_document_n_tokens(w.document));
    for (size_t i = 0; i < report->n_tokens; i++) {
        const dulati_token *token = dulati_document_token(w.document, i);
        assert_int_equal(report->tokens[i].sentence, token->sentence);
        assert_int_equal(report->tokens[i].end_byte - report->tokens[i].start_byte, strlen(token->form));
        assert_memory_equal(report->text + report->tokens[i].start_byte, token->form, strlen(token->form));
    }
    dulati_report_free(report);
    dulati_reports_close(reports);
    done(&w);
}

/* ---- the writer ------------------------------------------------------------------------------------------------------------------ */

static void check_written(const char *want, void (*put)(dul_writer *writer))
{
    world      w = {0};
    dul_writer writer;
    dul_writer_open(&writer, &dul_allocator_libc, sink, &w);
    put(&writer);
    assert_int_equal(dul_writer_close(&writer), DULATI_OK);
    assert_string_equal(w.out, want);
    free(w.out);
}

static void put_numbers(dul_writer *writer)
{
    static const double number[] = {0, 43.25, 77, -0.00001, -0.000001, 179.999999, 1e300, 0.1 + 0.2, -5.05};
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i++) {
        dul_write_decimal(writer, number[i], 5);
        dul_write_char(writer, ' ');
    }
    dul_write_decimal(writer, -7, 1);
    dul_write_char(writer, ' ');
    dul_write_int(writer, INT64_MIN);
    dul_write_char(writer, ' ');
    dul_write_int(writer, INT64_MAX);
}

static void put_strings(dul_writer *writer)
{
    dul_write_json(writer, DUL_STR("a\"\\\n\r\t\b\x01\0\x1f\x7f/é中😀\xFF\xE2\x80"));
    dul_write_json_text(writer, NULL);
}

static void numbers_and_strings(void **state)
{
    (void)state;
    check_written("0.0 43.25 77.0 -0.00001 0.0 180.0 0.0 0.3 -5.05 -7.0 -9223372036854775808 9223372036854775807", put_numbers);
    check_written("\"a\\\"\\\\\\n\\r\\t\\u0008\\u0001\\u0000\\u001f\x7f/é中😀\\ufffd\\ufffd\\ufffd\"null", put_strings);
}

/* Strings of any bytes survive writing and reading, malformed ones as U+FFFD. */
static void strings_come_back(void **state)
{
    uint64_t random = 5;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        char       text[64];
        world      w = {0};
        dul_writer writer;
        size_t     n = (size_t)(random >> 40) % sizeof text;
        for (size_t i = 0; i < n; i++) {
            random  = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[i] = (char)(random >> (random >> 60 & 1 ? 33 : 34)); /* often ASCII */
        }
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        dul_writer_open(&writer, &dul_allocator_libc, sink, &w);
        dul_write_json(&writer, (dul_str){text, n});
        assert_int_equal(dul_writer_close(&writer), DULATI_OK);
        dul_arena    arena;
        dul_str      back;
        dul_jsonpull json = {.text = {w.out, w.n_out}};
        dul_arena_init(&arena, &dul_allocator_libc);
        assert_true(dul_jsonpull_string(&json, &arena, &back));
        char   want[256];
        size_t n_want = 0, len;
        for (size_t at = 0; at < n; at += len)
            n_want += dul_utf8_encode(dul_utf8_decode((dul_str){text, n}, at, &len), want + n_want);
        assert_true(dul_str_equal(back, (dul_str){want, n_want}));
        dul_arena_free(&arena);
        free(w.out);
    }
}

static bool refusing_sink(void *context, const char *bytes, size_t n)
{
    size_t *left = context;
    (void)bytes;
    (void)n;
    return (*left)-- > 0;
}

static void a_full_disk(void **state)
{
    world  w;
    size_t left = 0;
    (void)state;
    make(&w, "r1", report_text);
    assert_int_equal(dulati_document_write(w.document, DULATI_WRITE_ANNOTATIONS, refusing_sink, &left), DULATI_E_IO);
    assert_int_equal(dulati_document_write(w.document, (dulati_write_format)99, sink, &w), DULATI_E_ARGUMENT);
    done(&w);
}

static void empty_document(void **state)
{
    world w = {.document = calloc(1, sizeof(dulati_document))};
    (void)state;
    dul_arena_init(&w.document->arena, &dul_allocator_libc);
    dul_arena_init(&w.scratch, &dul_allocator_libc);
    assert_string_equal(
        write_as(&w, DULATI_WRITE_ANNOTATIONS_TOKENS),
        "{\"id\": null, \"sentences\": [], \"tokens\": [], \"entities\": [], \"times\": [], \"places\": [], \"attributions\": [], \"events\": []}\n");
    assert_null(write_as(&w, DULATI_WRITE_EVENTS_JSONL));
    assert_null(write_as(&w, DULATI_WRITE_EVENTS_CSV));
    assert_null(write_as(&w, DULATI_WRITE_CONLLU));
    done(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_count_code_points),
        cmocka_unit_test(places_without_adjectives),
        cmocka_unit_test(found_alone),
        cmocka_unit_test(parties),
        cmocka_unit_test(event_ids),
        cmocka_unit_test(annotations),
        cmocka_unit_test(tokens_on_demand),
        cmocka_unit_test(events_alone),
        cmocka_unit_test(csv),
        cmocka_unit_test(conllu),
        cmocka_unit_test(numbers_and_strings),
        cmocka_unit_test(strings_come_back),
        cmocka_unit_test(a_full_disk),
        cmocka_unit_test(empty_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
