/*
 * gaps.c -- what the network for sentence ends sees in a text, for train/sentence_ends.py.
 *
 * Standard input holds reports, each as a line "BYTES STARTS", the text, then the byte offsets at which sentences start, ascending and parted by blanks,
 * and a line end. Standard output gets, for every gap that the network would be asked about, one byte for the answer, one for the rules' proposal, and
 * the rows of all features in a table of 65,536, as 16-bit numbers in the machine's order.
 */
#include "text/sentences.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    uint32_t *start; /* [n] */
    size_t    n, at;
} answers;

static bool gaps_ask(void *context, const dul_boundary_question *question)
{
    answers *known = context;
    uint32_t row[DUL_BOUNDARY_FEATURES], byte = question->word[question->gap].start;
    uint16_t out[DUL_BOUNDARY_FEATURES];
    while (known->at < known->n && known->start[known->at] < byte)
        known->at++;
    bool          ends    = known->at < known->n && known->start[known->at] == byte;
    unsigned char head[2] = {ends, question->rule};
    dul_boundary_rows(question, 1u << 16, row);
    for (uint32_t i = 0; i < DUL_BOUNDARY_FEATURES; i++)
        out[i] = (uint16_t)row[i];
    if (fwrite(head, sizeof head, 1, stdout) != 1 || fwrite(out, sizeof out, 1, stdout) != 1)
        exit(1);
    return ends;
}

int main(void)
{
    unsigned long n_bytes, n_starts;
    while (scanf("%lu %lu", &n_bytes, &n_starts) == 2 && n_bytes < 1u << 30 && n_starts <= n_bytes) {
        char        *text  = malloc(n_bytes + 1);
        answers      known = {calloc(n_starts + 1, sizeof(uint32_t)), n_starts, 0};
        dul_arena    arena;
        dul_lines    lines;
        dul_words    words;
        dul_cuts     cuts;
        dul_boundary boundary = {.ask = gaps_ask, .context = &known};
        if (text == NULL || known.start == NULL || getchar() != '\n' || fread(text, 1, n_bytes, stdin) != n_bytes)
            return 1;
        for (unsigned long i = 0, start; i < n_starts; i++) {
            if (scanf("%lu", &start) != 1)
                return 1;
            known.start[i] = (uint32_t)start;
        }
        dul_arena_init(&arena, &dul_allocator_libc);
        const dul_str all = {text, n_bytes};
        if (!dul_lines_find(&arena, all, &lines) || !dul_words_find(&arena, all, &lines, &words) || !dul_sentences_find(&arena, all, &words, &boundary, &cuts))
            return 1;
        dul_arena_free(&arena);
        free(known.start);
        free(text);
    }
    return 0;
}
