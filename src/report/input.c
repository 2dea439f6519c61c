/* input.c -- chunks of a file become lines. */
#define _POSIX_C_SOURCE 200809L
#include "report/input.h"

#include <errno.h>
#include <sys/stat.h>

#define CHUNK_SIZE ((size_t)64 << 10)
#define LINE_KEPT  ((size_t)4 << 20) /* a buffer beyond this is given back after its line */

dulati_result dul_input_start(dul_input *input, FILE *file, bool owned, const char *path, const dulati_allocator *allocator, dulati_error *err)
{
    struct stat about;
    size_t      len    = strlen(path);
    int         number = fileno(file); /* -1 for a file in memory */
    *input             = (dul_input){.allocator = allocator, .file = file, .owned = owned};
    memcpy(input->path, path, len < sizeof input->path ? len : sizeof input->path - 1);
    if (number >= 0 && fstat(number, &about) == 0) {
        if (S_ISDIR(about.st_mode)) {
            dul_input_close(input);
            return dul_fail(err, DULATI_E_IO, "this is a folder, not a file", path, 0, 0);
        }
        if (S_ISREG(about.st_mode))
            input->size = (uint64_t)about.st_size;
    }
    input->chunk = dul_alloc(allocator, CHUNK_SIZE);
    if (input->chunk == NULL) {
        dul_input_close(input);
        return dul_fail_memory(err);
    }
    return DULATI_OK;
}

dulati_result dul_input_open(dul_input *input, const char *path, const dulati_allocator *allocator, dulati_error *err)
{
    bool  owned = strcmp(path, "-") != 0;
    FILE *file  = owned ? fopen(path, "rb") : stdin;
    *input      = (dul_input){0};
    if (file == NULL)
        return dul_fail(err, DULATI_E_IO, errno == ENOENT ? "no such file" : "the file cannot be opened", path, 0, 0);
    return dul_input_start(input, file, owned, path, allocator, err);
}

void dul_input_close(dul_input *input)
{
    if (input->owned && input->file != NULL)
        fclose(input->file);
    dul_free(input->allocator, input->chunk);
    dul_free(input->allocator, input->line);
    *input = (dul_input){0};
}

/* More bytes into the chunk, behind what it still holds; false at the end of the file. */
static bool input_fill(dul_input *input)
{
    if (input->chunk_at == input->chunk_n)
        input->chunk_at = input->chunk_n = 0;
    if (input->ended || input->chunk_n == CHUNK_SIZE)
        return false;
    size_t n = fread(input->chunk + input->chunk_n, 1, CHUNK_SIZE - input->chunk_n, input->file);
    input->chunk_n += n;
    input->n_read += n;
    input->ended = n == 0;
    return n > 0;
}

dul_str dul_input_peek(dul_input *input)
{
    while (input->chunk_n < 4096 && input_fill(input))
        ;
    if (input->n_lines == 0 && input->chunk_at == 0 && input->chunk_n >= 3 && memcmp(input->chunk, "\xEF\xBB\xBF", 3) == 0)
        input->chunk_at = 3;
    return (dul_str){input->chunk + input->chunk_at, input->chunk_n - input->chunk_at};
}

/* Append to the line, up to max bytes; false when memory ran out. */
static bool input_append(dul_input *input, size_t *n_line, size_t n, size_t max)
{
    size_t keep = *n_line >= max ? 0 : n < max - *n_line ? n : max - *n_line;
    if (*n_line + keep > input->line_capacity || input->line == NULL) {
        size_t capacity = input->line_capacity < 4096 ? 4096 : input->line_capacity;
        while (capacity < *n_line + keep)
            capacity *= 2;
        char *grown = dul_realloc(input->allocator, input->line, capacity);
        if (grown == NULL)
            return false;
        input->line          = grown;
        input->line_capacity = capacity;
    }
    memcpy(input->line + *n_line, input->chunk + input->chunk_at, keep);
    *n_line += keep;
    input->chunk_at += n;
    return true;
}

dul_input_result dul_input_line(dul_input *input, dul_str *line)
{
    size_t n_line = 0, n_passed = 0;
    bool   begun = false, ended = false;
    if (input->line_capacity > LINE_KEPT) {
        dul_free(input->allocator, input->line);
        input->line          = NULL;
        input->line_capacity = 0;
    }
    if (input->n_lines == 0)
        dul_input_peek(input); /* drops a BOM */
    uint64_t start = input->n_read - (input->chunk_n - input->chunk_at);
    while (!ended) {
        if (input->chunk_at == input->chunk_n && !input_fill(input))
            break;
        begun           = true;
        size_t      n   = input->chunk_n - input->chunk_at;
        const char *hit = memchr(input->chunk + input->chunk_at, '\n', n);
        if (hit != NULL) {
            n     = (size_t)(hit - (input->chunk + input->chunk_at));
            ended = true;
        }
        n_passed += n;
        if (!input_append(input, &n_line, n, DUL_LINE_MAX))
            return DUL_INPUT_MEMORY;
        input->chunk_at += ended;
    }
    if (!begun)
        return ferror(input->file) ? DUL_INPUT_ERROR : DUL_INPUT_END;
    input->n_lines++;
    input->line_start = start;
    if (n_line > 0 && n_passed == n_line && input->line[n_line - 1] == '\r')
        n_line--;
    *line = (dul_str){input->line, n_line};
    return n_passed > DUL_LINE_MAX ? DUL_INPUT_LONG : DUL_INPUT_LINE;
}

dul_input_result dul_input_rest(dul_input *input, size_t max, dul_str *text)
{
    size_t n_text = 0, n_passed = 0;
    dul_input_peek(input);
    while (input->chunk_at < input->chunk_n || input_fill(input)) {
        size_t n = input->chunk_n - input->chunk_at;
        n_passed += n;
        if (!input_append(input, &n_text, n, max))
            return DUL_INPUT_MEMORY;
    }
    if (ferror(input->file))
        return DUL_INPUT_ERROR;
    *text = (dul_str){input->line, n_text};
    return n_passed > max ? DUL_INPUT_LONG : DUL_INPUT_LINE;
}
