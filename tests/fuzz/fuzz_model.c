/* fuzz_model.c -- a damaged model file: an error or a working model, never a crash, whatever its header says; what opens must also read a text. */
#include "syntax/parser.h"
#include "text/boundary.h"
#include "text/tokens.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = {"The", "minister", "went", "to", "Velmar", ".", "Rebels", "shot", "14", "PROTESTERS", "\xFF", "\xC5\xBB", "?"};

#define N_WORDS (sizeof words / sizeof words[0])

static void fuzz_check(const dul_tree *tree)
{
    uint32_t n_roots = 0;
    for (uint32_t i = 0; i < N_WORDS; i++) {
        n_roots += tree->head[i] == DUL_ROOT;
        if (tree->head[i] != DUL_ROOT && (tree->head[i] < 6) != (i < 6))
            abort();
        if (tree->lemma[i].at == NULL || tree->rel[i] >= DUL_N_REL || tree->upos[i] >= DUL_N_UPOS || !(tree->score[i] <= 0))
            abort();
    }
    if (n_roots != 2)
        abort();
}

/* Read the words with the best kernel and with the plain one, which have to agree. */
static void fuzz_run(dul_parser *parser)
{
    dul_arena        arena;
    dul_token        token[N_WORDS];
    dul_sentence     sentence[2] = {{.tokens = {0, 6}}, {.tokens = {6, N_WORDS}}};
    const dul_text   text        = {2, N_WORDS, sentence, token};
    dul_parser_work *work        = NULL;
    dul_tree         best, plain;
    for (uint32_t i = 0; i < N_WORDS; i++)
        token[i] = (dul_token){.sentence = i >= 6, .norm = dul_str_of(words[i]), .lower = dul_str_of(words[i])};
    dul_arena_init(&arena, &dul_allocator_libc);
    const dul_job job = {.arena = &arena, .scratch = &arena};
    if (dul_parser_work_new(parser, &work, NULL) == DULATI_OK && dul_parser_run(parser, work, &job, &text, &best) == DULATI_OK &&
        dul_parser_choose_kernel(parser, "ref") && dul_parser_run(parser, work, &job, &text, &plain) == DULATI_OK) {
        fuzz_check(&best);
        if (memcmp(best.head, plain.head, sizeof *best.head * N_WORDS) != 0 || memcmp(best.score, plain.score, sizeof *best.score * N_WORDS) != 0)
            abort();
    }
    dul_parser_work_free(work);
    dul_arena_free(&arena);
}

/* The network for sentence ends of the same file, on a short text. */
static void fuzz_cut(const dul_parser *parser)
{
    dul_boundary boundary;
    dul_arena    arena;
    dul_text     found;
    if (dul_boundary_open(dul_parser_file(parser), "fuzz", &boundary, NULL) != DULATI_OK || boundary.table == NULL)
        return;
    dul_arena_init(&arena, &dul_allocator_libc);
    const dul_job job = {
        .arena = &arena, .scratch = &arena, .text = DUL_STR("*** RAIN fell in Velmar The 14 rebels left. \"No?\" - he said"), .boundary = &boundary};
    if (dul_text_find(&job, &found) == DULATI_OK && (found.n_sentences == 0 || found.sentence[found.n_sentences - 1].tokens.end != found.n_tokens))
        abort();
    dul_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_parser *parser = NULL;
    if (dul_parser_open((dul_str){(const char *)data, size}, "fuzz", &dul_allocator_libc, &parser, NULL) == DULATI_OK) {
        fuzz_run(parser);
        fuzz_cut(parser);
    }
    dul_parser_close(parser);
    return 0;
}
