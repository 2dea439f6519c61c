/* fuzz_wordpiece.c -- a vocabulary, a NUL byte, a word: an error, or at least one piece and not too many, each of the vocabulary. */
#include "syntax/wordpiece.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size == 0 ? NULL : memchr(data, '\0', size);
    size_t         n   = end == NULL ? size : (size_t)(end - data);
    dul_arena      arena;
    dul_wordpiece  words;
    dul_arena_init(&arena, &dul_allocator_libc);
    if (dul_wordpiece_open((dul_str){(const char *)data, n}, "fuzz", &arena, &words, NULL) == DULATI_OK) {
        uint32_t piece[DUL_PIECES_MAX];
        dul_str  word    = n < size ? (dul_str){(const char *)data + n + 1, size - n - 1} : (dul_str){(const char *)data, size};
        uint32_t n_found = dul_wordpiece_cut(&words, word, piece);
        if (n_found < 1 || n_found > DUL_PIECES_MAX)
            abort();
        for (uint32_t i = 0; i < n_found; i++)
            if (piece[i] >= words.n)
                abort();
    }
    dul_arena_free(&arena);
    return 0;
}
