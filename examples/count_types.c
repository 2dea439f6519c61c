/*
 * count_types.c -- the smallest useful program on libdulati: count the event types of a text.
 *
 *     cc count_types.c $(pkg-config --cflags --libs dulati) -o count_types
 *     ./count_types DATA_FOLDER 2022-01-14 < story.txt
 */
#include <dulati.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    static char text[1 << 20];
    if (argc != 3) {
        fprintf(stderr, "usage: count_types DATA_FOLDER DATE < TEXT\n");
        return 2;
    }
    size_t len = fread(text, 1, sizeof text, stdin);

    dulati_reader   *reader   = NULL;
    dulati_work     *work     = NULL;
    dulati_document *document = NULL;
    dulati_error     error;
    dulati_result    result = dulati_reader_open(&(dulati_reader_options){.data_dir = argv[1]}, &reader, &error);
    if (result == DULATI_OK)
        result = dulati_work_new(reader, &work, &error);
    if (result == DULATI_OK)
        result = dulati_annotate(reader, work, &(dulati_report){.text = text, .text_len = len, .date = argv[2]}, &document, &error);
    if (result != DULATI_OK) {
        fprintf(stderr, "%s: %s\n", error.file, error.message);
    } else {
        const char *type[64];
        size_t      count[64], n_types = 0;
        for (size_t i = 0; i < dulati_document_n_events(document); i++) {
            const dulati_event *event = dulati_document_event(document, i);
            size_t              k     = 0;
            while (k < n_types && strcmp(type[k], event->type) != 0)
                k++;
            if (k == n_types && n_types < 64) {
                type[n_types]    = event->type;
                count[n_types++] = 0;
            }
            if (k < n_types)
                count[k]++;
        }
        for (size_t k = 0; k < n_types; k++)
            printf("%s %zu\n", type[k], count[k]);
    }
    dulati_document_free(document);
    dulati_work_free(work);
    dulati_reader_close(reader);
    return result == DULATI_OK ? 0 : 1;
}
