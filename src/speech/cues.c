/* cues.c -- reading dictionaries/speech/cues.txt. */
#include "speech/cues.h"

#define CUES_FILE "speech/cues.txt"

static const char *const cues_class[] = {"verb", "noun", "adjective", "adverb", "preposition"};

static const struct {
    const char *text;
    uint16_t    bit;
} cues_frame[] = {
    {"clause", DUL_FRAME_CLAUSE}, {"quote", DUL_FRAME_QUOTE},     {"infinitive", DUL_FRAME_INFINITIVE}, {"gerund", DUL_FRAME_GERUND},
    {"object", DUL_FRAME_OBJECT}, {"oblique", DUL_FRAME_OBLIQUE}, {"raised", DUL_FRAME_RAISED},         {"passive", DUL_FRAME_PASSIVE},
    {"text", DUL_FRAME_TEXT},     {"carrier", DUL_FRAME_CARRIER}, {"speaker", DUL_FRAME_SPEAKER},
};

#define CUES_N_CLASS (sizeof cues_class / sizeof cues_class[0])
#define CUES_N_FRAME (sizeof cues_frame / sizeof cues_frame[0])

const char *dul_speech_kind_text(dul_speech_kind kind)
{
    static const char *const text[] = {"speech", "thought", "intent", "judgement", "document"};
    return (size_t)kind < sizeof text / sizeof text[0] ? text[kind] : "";
}

/* The next word of *rest, empty at its end. */
static dul_str cues_word(dul_str *rest)
{
    *rest      = dul_str_trim(*rest);
    size_t len = 0;
    while (len < rest->len && rest->at[len] != ' ' && rest->at[len] != '\t')
        len++;
    dul_str word = dul_str_slice(*rest, 0, len);
    *rest        = dul_str_slice(*rest, len, rest->len);
    return word;
}

static bool cues_read_class(dul_str word, dul_cue *cue)
{
    for (size_t i = 0; i < CUES_N_CLASS; i++)
        if (dul_str_is(word, cues_class[i])) {
            cue->word_class = (dul_cue_class)i;
            return true;
        }
    return false;
}

/* One entry; the message of what is wrong with it, or NULL. */
static const char *cues_read(dul_str line, dul_cue *cue)
{
    cue->word    = cues_word(&line);
    dul_str word = cues_word(&line);
    if (!cues_read_class(word, cue)) {
        cue->second = word;
        if (!cues_read_class(cues_word(&line), cue))
            return "expected: word [second word] verb|noun|adjective|adverb|preposition kind frames";
    }
    word = cues_word(&line);
    if (word.len == 0)
        return "the kind is missing";
    for (cue->kind = 0; !dul_str_is(word, dul_speech_kind_text((dul_speech_kind)cue->kind)); cue->kind++)
        if (dul_speech_kind_text((dul_speech_kind)cue->kind)[0] == '\0')
            return "the kind is none of speech, thought, intent, judgement, document";
    while ((word = cues_word(&line)).len > 0) {
        size_t i = 0;
        while (i < CUES_N_FRAME && !dul_str_is(word, cues_frame[i].text))
            i++;
        if (i == CUES_N_FRAME)
            return "unknown construction";
        cue->frames = (uint16_t)(cue->frames | cues_frame[i].bit);
    }
    if ((cue->frames & DUL_FRAME_OBLIQUE) && cue->second.len == 0)
        return "oblique needs a preposition after the word";
    return NULL;
}

/* Hang an entry behind the others of its word, those with a second word first: "call for" is asked before "call". */
static bool cues_chain(dul_cues *cues, uint32_t index)
{
    dul_cue *cue   = &cues->cue[index];
    uint32_t first = dul_map_find(&cues->by_word, cue->word);
    if (first == DUL_NONE || cue->second.len > 0) {
        cue->next = first;
        return dul_map_put(&cues->by_word, cue->word, index);
    }
    while (cues->cue[first].next != DUL_NONE)
        first = cues->cue[first].next;
    cues->cue[first].next = index;
    return true;
}

/* The section or layer of that index. */
static dulati_result cues_read_all(dul_cues *cues, const dul_pack *pack, size_t index, size_t *capacity, dulati_error *err)
{
    dul_str               name, rest, line;
    const dul_pack_layer *layer  = dul_pack_layer_at(pack, index);
    const char           *file   = layer == NULL ? CUES_FILE : layer->shown;
    uint64_t              number = layer == NULL ? 0 : layer->line;
    dul_pack_get(pack, index, &name, &rest);
    while (dul_str_line(&rest, &line)) {
        number++;
        line = dul_str_trim(dul_str_cut(&line, '#'));
        if (line.len == 0)
            continue;
        dul_cue     cue   = {.file = file, .line = (uint32_t)number, .next = DUL_NONE};
        const char *fault = cues_read(line, &cue);
        if (fault != NULL) {
            dulati_result result = dul_fail(err, DULATI_E_FORMAT, fault, file, number, 0);
            if (dul_lint_hears(pack->lint, result, err))
                continue;
            return result;
        }
        void *grown = dul_grow(cues->allocator, cues->cue, cues->n, capacity, sizeof *cues->cue);
        if (grown == NULL)
            return dul_fail_memory(err);
        cues->cue            = grown;
        cues->cue[cues->n++] = cue;
        if (!cues_chain(cues, cues->n - 1))
            return dul_fail_memory(err);
    }
    return DULATI_OK;
}

dulati_result dul_cues_open(const dul_pack *pack, const dulati_allocator *allocator, dul_cues **out, dulati_error *err)
{
    *out           = NULL;
    dul_cues *cues = dul_alloc(allocator, sizeof *cues);
    if (cues == NULL)
        return dul_fail_memory(err);
    *cues = (dul_cues){.allocator = allocator};
    dul_map_init(&cues->by_word, allocator);
    size_t  capacity = 0;
    dul_str name, data;
    for (size_t i = 0; dul_pack_get(pack, i, &name, &data); i++) {
        dulati_result result = dul_str_is(name, CUES_FILE) ? cues_read_all(cues, pack, i, &capacity, err) : DULATI_OK;
        if (result != DULATI_OK) {
            dul_cues_close(cues);
            return result;
        }
    }
    *out = cues;
    return DULATI_OK;
}

void dul_cues_close(dul_cues *cues)
{
    if (cues == NULL)
        return;
    dul_map_free(&cues->by_word);
    dul_free(cues->allocator, cues->cue);
    dul_free(cues->allocator, cues);
}

uint32_t dul_cues_find(const dul_cues *cues, dul_str lemma)
{
    return cues == NULL || cues->n == 0 ? DUL_NONE : dul_map_find(&cues->by_word, lemma);
}
