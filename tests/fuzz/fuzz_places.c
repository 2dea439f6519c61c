/* fuzz_places.c -- any bytes as a user's table of places: an error with its line, or a table whose every row reads. */
#include "place/gazetteer.h"
#include "place/own_places.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_require(bool condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_pack               pack;
    dul_str                packed = {NULL, 0}, table = {NULL, 0};
    dul_gazetteer         *gazetteer;
    dulati_error           err    = {0};
    const dul_pack_section base[] = {{DUL_STR("rows.tsv"), DUL_STR("7\tTaraz\t\tKAZ\t\tPPL\t42.9\t71.37\t358000\n")}};
    fuzz_require(dul_gazetteer_compile(&dul_allocator_libc, base, 1, &table, NULL) == DULATI_OK);
    dul_pack_section section = {DUL_STR("places/gazetteer.bin"), table};
    fuzz_require(dul_pack_build(&dul_allocator_libc, &section, 1, &packed, NULL) == DULATI_OK);
    fuzz_require(dul_pack_open(packed, "fuzz", false, &pack, NULL) == DULATI_OK);
    fuzz_require(dul_gazetteer_open(&pack, &dul_allocator_libc, &gazetteer, NULL) == DULATI_OK);
    size_t n_lines = 1;
    for (size_t i = 0; i < size; i++)
        n_lines += data[i] == '\n';
    if (dul_gazetteer_lay_over(gazetteer, NULL, (dul_str){(const char *)data, size}, "own.txt", &err) != DULATI_OK) {
        fuzz_require(err.code == DULATI_E_FORMAT && err.line >= 1 && err.line <= n_lines && err.message != NULL);
    } else {
        for (uint32_t row = 0; row <= n_lines; row++) {
            const dul_place_row place = dul_gazetteer_get(gazetteer, row | DUL_GAZETTEER_OWN);
            fuzz_require(place.lat >= -90 && place.lat <= 90 && place.lon >= -180 && place.lon <= 180 && place.name.len <= 255);
            fuzz_require(dul_gazetteer_only(gazetteer, row | DUL_GAZETTEER_OWN).len % 3 == 0);
        }
        uint32_t        n    = 0;
        const uint32_t *rows = dul_gazetteer_find_own(gazetteer, DUL_STR("camp kairat"), &n);
        for (uint32_t i = 0; i < n; i++)
            fuzz_require(dul_gazetteer_get(gazetteer, rows[i] | DUL_GAZETTEER_OWN).name.len > 0);
        fuzz_require(dul_gazetteer_get(gazetteer, 0).name.len > 0);
    }
    dul_gazetteer_close(gazetteer);
    dul_free(&dul_allocator_libc, packed.at);
    dul_free(&dul_allocator_libc, table.at);
    return 0;
}
