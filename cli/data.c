/*
 * data.c -- finding and opening model and dictionaries, and saying what went wrong.
 */
#define _XOPEN_SOURCE 700
#include "options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cli_complain(const dulati_error *error)
{
    fputs("dulati: ", stderr);
    if (error->file[0] != '\0')
        fprintf(stderr, "%s:", error->file);
    if (error->line != 0)
        fprintf(stderr, "%llu:", (unsigned long long)error->line);
    fprintf(stderr, "%s%s", error->file[0] != '\0' || error->line != 0 ? " " : "", error->message);
    if (error->byte != 0)
        fprintf(stderr, " (byte %llu)", (unsigned long long)error->byte);
    fputc('\n', stderr);
}

/* FOLDER/../share/dulati and FOLDER/share/dulati, where FOLDER holds the program: an installation and a build. */
static const char *data_beside_program(void)
{
    static const char *const below[] = {"/share/dulati", "/../share/dulati"};
    static char              path[PATH_MAX];
    char                     program[PATH_MAX];
    ssize_t                  len = readlink("/proc/self/exe", program, sizeof program - 1);
    if (len <= 0)
        return NULL;
    program[len] = '\0';
    char *slash  = strrchr(program, '/');
    if (slash == NULL)
        return NULL;
    *slash = '\0';
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        int n = snprintf(path, sizeof path, "%s%s", program, below[i]);
        if (n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

const char *cli_data_dir(const cli_options *options)
{
    const char *from_environment = getenv("DULATI_DATA");
    if (options->data_dir != NULL)
        return options->data_dir;
    if (from_environment != NULL && from_environment[0] != '\0')
        return from_environment;
    return data_beside_program();
}

bool cli_take_dict(cli_options *options, const char *path)
{
    char  magic[7] = "", types[PATH_MAX];
    FILE *file     = fopen(path, "rb");
    bool  whole    = file != NULL && fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "DULDICT", sizeof magic) == 0;
    if (file != NULL)
        fclose(file);
    /* A folder with types and countries of its own is no addition to the shipped dictionaries but stands in their place. */
    int n = snprintf(types, sizeof types, "%s/events/types.txt", path);
    whole = whole || (n > 0 && (size_t)n < sizeof types && access(types, R_OK) == 0 && snprintf(types, sizeof types, "%s/places/countries.txt", path) > 0 &&
                      access(types, R_OK) == 0);
    if (whole) {
        bool first         = options->dict_path == NULL;
        options->dict_path = path;
        return first;
    }
    if (options->n_own == CLI_OWN_MAX)
        return false;
    options->own[options->n_own++] = path;
    return true;
}

dulati_reader_options cli_reader_options(const cli_options *options)
{
    return (dulati_reader_options){
        .data_dir    = cli_data_dir(options),
        .model_path  = options->model_path,
        .dict_path   = options->dict_path,
        .places_path = options->places_path,
        .own         = options->own,
        .n_own       = options->n_own,
    };
}

dulati_reader *cli_open_reader(const cli_options *options)
{
    dulati_reader_options wanted = cli_reader_options(options);
    dulati_reader        *reader;
    dulati_error          error;
    if (dulati_reader_open(&wanted, &reader, &error) == DULATI_OK)
        return reader;
    cli_complain(&error);
    if (strcmp(options->command, "doctor") != 0)
        fputs("dulati: `dulati doctor` looks over model and dictionaries\n", stderr);
    return NULL;
}
