/* cmd_dict.c -- `dict build`: dictionaries from text to the compiled file. */
#include "options.h"

#include <string.h>

int cmd_dict(const cli_options *options)
{
    if (options->n_files != 3 || strcmp(options->file[0], "build") != 0) {
        fputs("usage: dulati dict build FOLDER OUT\n", stderr);
        return EXIT_WRONG;
    }
    dulati_error error;
    if (dulati_dict_build(options->file[1], options->file[2], &error) == DULATI_OK)
        return EXIT_ALL;
    cli_complain(&error);
    return EXIT_WRONG;
}
