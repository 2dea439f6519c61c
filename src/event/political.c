/*
 * political.c -- is anybody in it whom politics concerns?
 *
 * "She thanked her wife", "the academy asked him to host", "the coach met his players": words of the diplomats, told of private people. What is said and agreed
 * between persons, companies and schools is no event; between a country, an office, a force, a party, a movement or a crowd and anybody it is. Violence is
 * left alone: who was killed matters, whoever it was.
 */
#include "event/sift.h"

/* Types whose words are everybody's. */
#define POLITICAL_TYPES                                                                                                                                \
    (1u << DUL_TYPE_AGREE | 1u << DUL_TYPE_CONSULT | 1u << DUL_TYPE_SUPPORT | 1u << DUL_TYPE_CONCEDE | 1u << DUL_TYPE_COOPERATE | 1u << DUL_TYPE_AID | \
     1u << DUL_TYPE_REQUEST | 1u << DUL_TYPE_ACCUSE | 1u << DUL_TYPE_REJECT)

static bool political_code(const char *code, bool person)
{
    static const char *const offices[] = {"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "REB", "SPY", "COP", "PRM", "ELI", "REL", "SOC", "LAB", "REF", "UAF"};
    if (dul_group_known((dul_str){code, strlen(code) < 3 ? 0 : 3}))
        return true;
    size_t start = dul_sector_known((dul_str){code, strlen(code) < 3 ? 0 : 3}) ? 0 : 3;
    if (code[0] != '\0' && code[start < strlen(code) ? start : strlen(code)] == '\0')
        return !person; /* a country, a people */
    for (size_t at = start; strlen(code) >= at + 3; at += 3)
        for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++)
            if (memcmp(code + at, offices[i], 3) == 0)
                return true;
    return false;
}

static bool political_party(const dul_scene *scene, const dul_parties *parties)
{
    const dul_mentions *mentions = scene->found->mentions;
    for (uint32_t i = 0; i < parties->n; i++) {
        uint32_t m = dul_scene_mention(scene, parties->item[i].head);
        if (m == DUL_NONE)
            continue;
        const dul_mention *mention = &mentions->item[m];
        bool               crowd   = mention->kind == DUL_KIND_GROUP;
        bool               person  = mention->kind == DUL_KIND_PERSON || mention->kind == DUL_KIND_OBJECT;
        for (uint32_t c = 0; c < mention->n_codes; c++)
            if (crowd || political_code(mention->code[c], person))
                return true;
    }
    return false;
}

bool dul_political(const dul_scene *scene, dul_type type, const dul_parties *actors, const dul_parties *recipients)
{
    if (!(POLITICAL_TYPES >> type & 1) || actors->n + recipients->n == 0 || scene->found->mentions == NULL || scene->found->mentions->n == 0)
        return true;
    return political_party(scene, actors) || political_party(scene, recipients);
}
