/* fuzz_rules.c -- any text as event rules: an error with file and line, or rules that can be looked up; never a crash. */
#include "event/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"events/a.txt", "events/sets.txt", "events/types.txt", "events/contexts.txt", "events/vetoes.txt", "events/genres.txt"};
    if (size == 0)
        return 0;
    /* The first byte chooses the file; the others are small and sound. */
    size_t           chosen    = data[0] % (sizeof names / sizeof names[0]);
    dul_str          text      = {(const char *)data + 1, size - 1};
    dul_pack_section section[] = {
        {dul_str_of(names[0]), DUL_STR("type ASSAULT\nattack, call +off / attack on|against{&a}?>recipient\n")},
        {dul_str_of(names[1]), DUL_STR("&a = tear gas, CVL, :person, @ASSAULT\n&b = &a, dog\n")},
        {dul_str_of(names[2]), DUL_STR("ASSAULT - material-conflict -9 190\nASSAULT beat material-conflict -8 182\n")},
        {dul_str_of(names[3]), DUL_STR("economic: price\n")},
        {dul_str_of(names[4]), DUL_STR("sport ASSAULT: football\n")},
        {dul_str_of(names[5]), DUL_STR("past historical sentence 1: old war\n")},
    };
    section[chosen].data = text;
    dul_str    bytes;
    dul_pack   pack;
    dul_rules *rules;
    if (dul_pack_build(&dul_allocator_libc, section, sizeof section / sizeof section[0], &bytes, NULL) != DULATI_OK)
        return 0;
    if (dul_pack_open(bytes, "fuzz", false, &pack, NULL) == DULATI_OK) {
        dulati_error err = {0};
        if (dul_rules_open(&pack, &dul_allocator_libc, &rules, &err) == DULATI_OK) {
            dul_rules_symbol(rules, text);
            dul_rules_row(rules, DUL_TYPE_ASSAULT, "beat");
            dul_rules_close(rules);
        }
    }
    dul_free(&dul_allocator_libc, bytes.at);
    return 0;
}
