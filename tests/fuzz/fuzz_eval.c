/* fuzz_eval.c -- any bytes as a gold sample and as coded events: figures or an error with its line, never a crash. */
#include "dulati.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool fuzz_sink(void *context, const char *bytes, size_t n_bytes)
{
    (void)bytes;
    *(size_t *)context += n_bytes;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t            n     = 0;
    dulati_eval_input input = {(const char *)data, size, "gold", (const char *)data, size, "coded"};
    dulati_error      err   = {0};
    if (dulati_eval(&input, size % 2 == 0, fuzz_sink, &n, fuzz_sink, &n, &err) != DULATI_OK && (err.message == NULL || err.line == 0))
        abort();
    return 0;
}
