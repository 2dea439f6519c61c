/*
 * cmd_doctor.c -- `doctor` looks over model and dictionaries, and codes one sentence; `version` names everything that an output depends on.
 */
#include "options.h"

#include <string.h>

static void doctor_print_info(const dulati_reader *reader)
{
    dulati_reader_info info;
    dulati_reader_get_info(reader, &info);
    printf("dulati        %s, output format %d\n", info.library_version, DULATI_OUTPUT_VERSION);
    printf("model         %s, trained %s, arithmetic %s (%s)\n", info.model_name, info.model_trained, info.kernel, info.model_path);
    printf("dictionaries  %s: %zu event rules, %zu actors, %zu places (%s)\n", info.dict_version, info.n_rules, info.n_actors, info.n_places, info.dict_path);
}

int cmd_version(const cli_options *options)
{
    dulati_reader *reader = cli_open_reader(options);
    if (reader == NULL) {
        printf("dulati        %s, output format %d\n", DULATI_VERSION, DULATI_OUTPUT_VERSION);
        return EXIT_WRONG;
    }
    doctor_print_info(reader);
    dulati_reader_close(reader);
    return EXIT_ALL;
}

static bool doctor_check(const char *what, dulati_result result, const dulati_error *error)
{
    printf("%-4s %s\n", result == DULATI_OK ? "ok" : "BAD", what);
    if (result != DULATI_OK)
        cli_complain(error);
    return result == DULATI_OK;
}

/* The whole way once: a sentence whose event nobody should miss. */
static dulati_result doctor_try(const dulati_reader *reader, dulati_error *error)
{
    static const char text[] = "Police in Taraz arrested two opposition leaders on Tuesday.";
    dulati_work      *work;
    dulati_document  *document = NULL;
    dulati_result     result   = dulati_work_new(reader, &work, error);
    if (result != DULATI_OK)
        return result;
    result = dulati_annotate(reader, work, &(dulati_report){.id = "doctor", .text = text, .text_len = strlen(text), .date = "2022-01-14"}, &document, error);
    if (result == DULATI_OK) {
        const dulati_event *event = dulati_document_event(document, 0);
        if (event == NULL || strcmp(event->type, "COERCE") != 0 || strcmp(event->date_start, "2022-01-11") != 0) {
            *error = (dulati_error){.code = DULATI_E_FORMAT, .message = "the trial sentence was not coded as an arrest on 2022-01-11"};
            result = DULATI_E_FORMAT;
        }
    }
    dulati_document_free(document);
    dulati_work_free(work);
    return result;
}

int cmd_doctor(const cli_options *options)
{
    dulati_reader *reader = cli_open_reader(options);
    if (reader == NULL) {
        const char *folder = cli_data_dir(options);
        fprintf(stderr, "dulati: looked in %s; --data FOLDER or the environment variable DULATI_DATA name another\n",
                folder == NULL ? "the installation's share/dulati" : folder);
        return EXIT_WRONG;
    }
    doctor_print_info(reader);
    dulati_reader_info info;
    dulati_error       error = {0};
    dulati_reader_get_info(reader, &info);
    bool good = doctor_check("model is whole", dulati_model_verify(info.model_path, &error), &error);
    good      = doctor_check("dictionaries are whole, every checksum and entry", dulati_dict_verify(info.dict_path, &error), &error) && good;
    good      = doctor_check("a trial sentence is coded", doctor_try(reader, &error), &error) && good;
    dulati_reader_close(reader);
    return good ? EXIT_ALL : EXIT_WRONG;
}
