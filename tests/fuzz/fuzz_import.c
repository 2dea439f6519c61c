/* fuzz_import.c -- any bytes as a dictionary of TABARI or PETRARCH2: every finding names a line of it, and what comes out can be read as a user's dictionary. */
#include "import/import.h"
#include "layers.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

static void fuzz_read(dul_import_format format, dul_str text, size_t n_lines)
{
    dul_import   import;
    dul_arena    arena;
    dul_layers   layers;
    uint32_t    *index;
    size_t       n_out;
    dulati_error err = {0};
    dul_arena_init(&arena, &dul_allocator_libc);
    dul_import_init(&import, format, NULL, NULL, &dul_allocator_libc);
    fuzz_require(dul_import_verbs(&import, "v", text) && dul_import_actors(&import, "a", text) && dul_import_agents(&import, "g", text));
    for (size_t i = 0; i < import.n_left; i++)
        fuzz_require(import.left[i].line >= 1 && import.left[i].line <= n_lines && import.left[i].reason[0] != '\0' && import.left[i].message[0] != '\0');
    for (size_t i = 0; i < import.n; i++)
        fuzz_require(import.entry[i].line >= 1 && import.entry[i].line <= n_lines && strchr(import.entry[i].text, '\n') == NULL);
    dul_str out = dul_import_render(&import, &arena, &index, &n_out);
    fuzz_require(out.at != NULL);
    dul_layers_init(&layers, &dul_allocator_libc);
    fuzz_require(dul_layers_take(&layers, "imported.txt", out, &err) == DULATI_OK);
    dul_layers_close(&layers);
    dul_import_close(&import);
    dul_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_str text    = {(const char *)data, size};
    size_t  n_lines = 1;
    for (size_t i = 0; i < size; i++)
        n_lines += data[i] == '\n';
    fuzz_read(DUL_IMPORT_TABARI, text, n_lines);
    fuzz_read(DUL_IMPORT_PETRARCH2, text, n_lines);
    return 0;
}
