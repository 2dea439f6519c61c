/* stub: its owner replaces this file */
#include "dulati.h"
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
    dulati_error err;
    if (argc == 5 && strcmp(argv[1], "dict") == 0 && dulati_dict_build(argv[3], argv[4], &err) != DULATI_OK) {
        fprintf(stderr, "%s:%llu: %s\n", err.file, (unsigned long long)err.line, err.message);
        return 2;
    }
    return 0;
}
