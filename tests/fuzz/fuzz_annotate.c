/* fuzz_annotate.c -- any bytes as a report's text: a document whose laws hold, or an error. */
#include "dulati.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dulati_reader *reader;
static dulati_work   *work;

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (reader == NULL) {
        fuzz_require(dulati_reader_open(&(dulati_reader_options){.data_dir = TEST_DATA_DIR}, &reader, NULL) == DULATI_OK);
        fuzz_require(dulati_work_new(reader, &work, NULL) == DULATI_OK);
    }
    /* The first byte decides whether there is a date. */
    const dulati_report report = {.id = "fuzz", .text = (const char *)data, .text_len = size, .date = size > 0 && (data[0] & 1) != 0 ? "2022-01-14" : NULL};
    dulati_document    *document;
    if (dulati_annotate(reader, work, &report, &document, NULL) != DULATI_OK)
        return 0;
    uint32_t end = 0;
    for (size_t i = 0; i < dulati_document_n_tokens(document); i++) {
        const dulati_token *token = dulati_document_token(document, i);
        fuzz_require(token->span.start >= end && token->span.end > token->span.start);
        fuzz_require(token->head == DULATI_ROOT || token->head < dulati_document_n_tokens(document));
        end = token->span.end;
    }
    fuzz_require(end <= size);
    dulati_document_free(document);
    return 0;
}
