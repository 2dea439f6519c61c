/*
 * replay.c -- runs a fuzz target without libFuzzer: past findings and seeds from fuzz/corpus/<target>/, each as it is, cut short in many places, and with
 * single bytes changed. Deterministic, a second or two a target; prints one TAP line a file.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CUTS      40
#define MUTATIONS 200
#define SIZE_MAX_ ((size_t)1 << 20)

/* The target sees exactly size bytes on the heap, so that a sanitizer notices a read past them. */
static void replay_one(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    if (copy == NULL)
        abort();
    if (size > 0)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void replay_file(const char *path)
{
    static uint8_t data[SIZE_MAX_];
    FILE          *file = fopen(path, "rb");
    if (file == NULL)
        abort();
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    replay_one(data, size);
    for (size_t i = 0; i < CUTS; i++)
        replay_one(data, size * i / CUTS);
    uint64_t random = 88172645463325252u;
    for (size_t i = 0; i < MUTATIONS && size > 0; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        size_t  at    = (size_t)(random >> 8) % size;
        uint8_t saved = data[at];
        data[at]      = (uint8_t)(random & 3 ? saved ^ 1u << (random >> 2 & 7) : random >> 56);
        replay_one(data, size);
        data[at] = saved;
    }
}

static int replay_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
    (void)argc;
    const char *name = strrchr(argv[0], '/');
    name             = name == NULL ? argv[0] : name + 1;
    name             = strncmp(name, "test_", 5) == 0 ? name + 5 : name;
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", TEST_SOURCE_DIR, name);
    replay_one((const uint8_t *)"", 0);
    printf("ok 1 - %s: no input at all\n", name);
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        printf("not ok 2 - %s: no folder %s\n", name, folder);
        return 1;
    }
    char                *path[256];
    size_t               n = 0;
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL && n < 256) {
        char one[2048];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(one, sizeof one, "%s/%s", folder, entry->d_name);
        path[n++] = strdup(one);
    }
    closedir(dir);
    qsort(path, n, sizeof path[0], replay_compare);
    for (size_t i = 0; i < n; i++) {
        replay_file(path[i]);
        printf("ok %zu - %s: %s\n", i + 2, name, strrchr(path[i], '/') + 1);
        fflush(stdout);
        free(path[i]);
    }
    return n == 0;
}
