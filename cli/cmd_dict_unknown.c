/*
 * cmd_dict_unknown.c -- `dict unknown`: the parties of a corpus that no dictionary knows, the most frequent first, as lines of a dictionary to be filled in.
 */
#include "table.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_TOP   50  /* parties that are shown when --top says nothing    */
#define UNKNOWN_WITH  3   /* codes with whom they acted                        */
#define UNKNOWN_SHOWN 240 /* bytes of an example                               */

typedef struct {
    pthread_mutex_t lock;
    cli_tally       parties;
    bool            failed;
} unknown_run;

/* "The drovers of Taraz" -> "drovers of Taraz": what stands first in a noun phrase and tells nothing. */
static const char *unknown_phrase(const char *text, char out[128])
{
    static const char *const skip[] = {"the ",  "a ",    "an ",    "some ",  "many ", "several ", "its ",   "his ",  "her ",  "their ",
                                       "this ", "that ", "these ", "those ", "The ",  "A ",       "An ",    "Some ", "Many ", "Several ",
                                       "Its ",  "His ",  "Her ",   "Their ", "This ", "That ",    "These ", "Those "};
    for (size_t i = 0; i < sizeof skip / sizeof skip[0]; i++)
        if (strncmp(text, skip[i], strlen(skip[i])) == 0) {
            text += strlen(skip[i]);
            break;
        }
    size_t n = 0;
    for (; *text != '\0' && n < 120; text++)
        out[n++] = *text == '|' || *text == ';' || *text == '#' || *text == '\n' ? ' ' : *text;
    while (n > 0 && ((unsigned char)out[n - 1] & 0xC0) == 0x80 && *text != '\0') /* no half of a code point at the end */
        n--;
    out[n] = '\0';
    return out;
}

static bool unknown_pronoun(const char *text)
{
    static const char *const words[] = {"he", "she",  "it",    "they",  "him", "them", "who",  "which",  "that",   "we",   "i",   "you",      "us",
                                        "me", "this", "those", "these", "one", "some", "many", "others", "people", "whom", "all", "somebody", "nobody"};
    char                     lower[16];
    size_t                   n = 0;
    for (; text[n] != '\0' && n < sizeof lower - 1; n++)
        lower[n] = text[n] >= 'A' && text[n] <= 'Z' ? (char)(text[n] + 32) : text[n];
    lower[n] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(lower, words[i]) == 0)
            return true;
    return text[n] == '\0' && n < 2;
}

static void unknown_sentence(const dulati_document *document, uint32_t index, cli_buffer *out)
{
    const dulati_sentence *sentence = dulati_document_sentence(document, index);
    for (size_t t = sentence->first_token; t < sentence->end_token && out->len < UNKNOWN_SHOWN; t++) {
        const dulati_token *token = dulati_document_token(document, t);
        cli_print(out, "%s%s", token->form, token->space_after ? " " : "");
    }
    cli_buffer_add(out, "", 1);
    for (size_t i = 0; i + 1 < out->len; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
}

static bool unknown_take(unknown_run *run, const dulati_document *document, const dulati_event *event, const dulati_party *party, bool actor)
{
    char                phrase[128];
    const dulati_party *others   = actor ? event->recipients : event->actors;
    size_t              n_others = actor ? event->n_recipients : event->n_actors;
    if (party->n_codes > 0 || unknown_pronoun(party->text))
        return true;
    cli_count *count = cli_tally_at(&run->parties, unknown_phrase(party->text, phrase));
    if (count == NULL)
        return false;
    count->n++;
    count->as_actor += actor;
    count->as_recipient += !actor;
    char line[96];
    for (size_t i = 0; i < n_others; i++) {
        snprintf(line, sizeof line, "%s %s %.40s", event->type, actor ? "->" : "<-", others[i].n_codes > 0 ? others[i].codes[0] : "unknown");
        cli_count *with = cli_tally_at(&count->with, line);
        if (with == NULL)
            return false;
        with->n++;
    }
    if (n_others == 0) {
        snprintf(line, sizeof line, "%s", event->type);
        cli_count *with = cli_tally_at(&count->with, line);
        if (with == NULL)
            return false;
        with->n++;
    }
    cli_buffer sentence = {0};
    unknown_sentence(document, event->sentence, &sentence);
    bool good = sentence.bytes != NULL && cli_count_example(count, sentence.bytes);
    snprintf(line, sizeof line, "%s", party->kind);
    free(sentence.bytes);
    return good;
}

static bool unknown_write(const cli_options *options, const dulati_document *document, const char *id, const dulati_error *error, cli_buffer *out)
{
    unknown_run *run = options->collector;
    (void)id;
    (void)error;
    (void)out;
    bool good = true;
    pthread_mutex_lock(&run->lock);
    for (size_t i = 0; document != NULL && i < dulati_document_n_events(document); i++) {
        const dulati_event *event = dulati_document_event(document, i);
        for (size_t k = 0; k < event->n_actors; k++)
            good = unknown_take(run, document, event, &event->actors[k], true) && good;
        for (size_t k = 0; k < event->n_recipients; k++)
            good = unknown_take(run, document, event, &event->recipients[k], false) && good;
    }
    run->failed = run->failed || !good;
    pthread_mutex_unlock(&run->lock);
    return true;
}

static bool unknown_print(const cli_options *options, const cli_count *count, cli_buffer *out)
{
    size_t      n_with;
    cli_count **with       = cli_tally_sorted(&count->with, &n_with);
    const char *example    = count->example == NULL ? "" : count->example;
    char        acted[320] = "";
    for (size_t i = 0; i < n_with && i < UNKNOWN_WITH; i++)
        snprintf(acted + strlen(acted), sizeof acted - strlen(acted), "%s%s %zu", i == 0 ? "" : ", ", with[i]->key, with[i]->n);
    free(with);
    if (options->format == FORMAT_JSONL)
        return cli_print(out, "{\"phrase\": ") && cli_add_json(out, count->key) &&
               cli_print(out, ", \"n\": %zu, \"actor\": %zu, \"recipient\": %zu, \"acted\": ", count->n, count->as_actor, count->as_recipient) &&
               cli_add_json(out, acted) && cli_print(out, ", \"example\": ") && cli_add_json(out, example) && cli_print(out, "}\n");
    if (options->format == FORMAT_CSV)
        return cli_add_csv(out, count->key) && cli_print(out, ",%zu,%zu,%zu,", count->n, count->as_actor, count->as_recipient) && cli_add_csv(out, acted) &&
               cli_print(out, ",") && cli_add_csv(out, example) && cli_print(out, "\r\n");
    /* A name becomes an actor, whose country and sector are to be filled in; a role noun an agent, which wants its sector alone. */
    bool name = (count->key[0] >= 'A' && count->key[0] <= 'Z') || (unsigned char)count->key[0] >= 0x80;
    return cli_print(out, "# %zu times (actor %zu, recipient %zu): %s\n# ", count->n, count->as_actor, count->as_recipient, acted) &&
           cli_buffer_add(out, example, strlen(example)) &&
           cli_print(out, name ? "\n# [actors]  %s | CCCSSS | organisation\n\n" : "\n# [agents]  %s | SSS | group\n\n", count->key);
}

int cmd_dict_unknown(const cli_options *options)
{
    unknown_run run  = {.failed = false};
    cli_options mine = *options;
    cli_buffer  out  = {0};
    mine.collector   = &run;
    mine.output_path = NULL;
    pthread_mutex_init(&run.lock, NULL);
    int status = cli_run(&mine, DULATI_STAGES_ALL, NULL, unknown_write);
    if (options->format == FORMAT_CSV)
        cli_print(&out, "phrase,n,actor,recipient,acted,example\r\n");
    if (options->format == FORMAT_TABLE)
        cli_print(
            &out,
            "# Parties that no dictionary knows. Take the # from before a line, put it under its heading, fill in CCC (a country) and SSS (a sector).\n\n");
    size_t      n, top = options->top > 0 ? options->top : UNKNOWN_TOP;
    cli_count **list = cli_tally_sorted(&run.parties, &n);
    bool        good = !run.failed;
    for (size_t i = 0; i < n && i < top && good; i++)
        good = unknown_print(options, list[i], &out);
    good = good && status != EXIT_WRONG && cli_write_out(options, &out);
    free(list);
    free(out.bytes);
    cli_tally_free(&run.parties);
    pthread_mutex_destroy(&run.lock);
    return good ? status : EXIT_WRONG;
}
