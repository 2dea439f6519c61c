/* fuzz_dict.c -- a damaged dictionary file: an error or a working pack, never a crash, whatever its offsets say. */
#include "base/pack.h"

#include "event/rules.h"
#include "names/actors.h"
#include "place/gazetteer.h"
#include "speech/attribution.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dul_pack pack;
    dul_str  name, section;
    if (dul_pack_open((dul_str){(const char *)data, size}, "fuzz", false, &pack, NULL) != DULATI_OK)
        return 0;
    size_t bytes = 0;
    for (size_t i = 0; dul_pack_get(&pack, i, &name, &section); i++)
        bytes += section.len > 0 ? (unsigned char)section.at[section.len - 1] : name.len;
    dul_countries *countries = NULL;
    dul_gazetteer *gazetteer = NULL;
    dul_actors    *actors    = NULL;
    dul_cues      *cues      = NULL;
    dul_rules     *rules     = NULL;
    if (dul_countries_open(&pack, &dul_allocator_libc, &countries, NULL) == DULATI_OK)
        dul_actors_open(&pack, countries, &dul_allocator_libc, &actors, NULL);
    if (dul_gazetteer_open(&pack, &dul_allocator_libc, &gazetteer, NULL) == DULATI_OK) {
        uint32_t        n    = 0;
        const uint32_t *rows = dul_gazetteer_find(gazetteer, DUL_STR("taraz"), &n);
        for (uint32_t i = 0; i < n; i++)
            bytes += dul_gazetteer_get(gazetteer, rows[i]).name.len;
    }
    dul_cues_open(&pack, &dul_allocator_libc, &cues, NULL);
    dul_rules_open(&pack, &dul_allocator_libc, &rules, NULL);
    dul_rules_close(rules);
    dul_cues_close(cues);
    dul_actors_close(actors);
    dul_gazetteer_close(gazetteer);
    dul_countries_close(countries);
    return bytes == SIZE_MAX ? 1 : 0; /* the sum keeps the reads alive */
}
