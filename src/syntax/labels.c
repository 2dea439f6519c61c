/* labels.c -- the texts of the inventories. */
#include "syntax/labels.h"

static const char *const labels_upos[DUL_N_UPOS] = {
#define X_(name) #name,
    DUL_UPOS_LIST(X_)
#undef X_
};

static const char *const labels_rel[DUL_N_REL] = {
#define X_(name, text) text,
    DUL_REL_LIST(X_)
#undef X_
};

static const char *const labels_mention[DUL_N_MENTION_CLASSES] = {
#define X_(name, text) text,
    DUL_MENTION_LIST(X_)
#undef X_
};

const char *dul_mention_class_text(dul_mention_class mention)
{
    return labels_mention[mention];
}

dul_mention_class dul_mention_class_find(dul_str text)
{
    size_t i = 0;
    while (i < DUL_N_MENTION_CLASSES && !dul_str_is(text, labels_mention[i]))
        i++;
    return (dul_mention_class)i;
}

const char *dul_upos_text(dul_upos upos)
{
    return upos < DUL_N_UPOS ? labels_upos[upos] : "_";
}

const char *dul_rel_text(dul_rel rel)
{
    return rel < DUL_N_REL ? labels_rel[rel] : "_";
}

dul_upos dul_upos_find(dul_str text)
{
    size_t i = 0;
    while (i < DUL_N_UPOS && !dul_str_is(text, labels_upos[i]))
        i++;
    return (dul_upos)i;
}

dul_rel dul_rel_find(dul_str text)
{
    for (size_t i = 0; i < DUL_N_REL; i++)
        if (dul_str_is(text, labels_rel[i]))
            return (dul_rel)i;
    const char *colon = text.len == 0 ? NULL : memchr(text.at, ':', text.len);
    return colon == NULL ? DUL_N_REL : dul_rel_find((dul_str){text.at, (size_t)(colon - text.at)});
}

uint32_t dul_feats_bits(dul_str feats)
{
    static const struct {
        const char *text;
        uint32_t    bit;
    } known[] = {
        {"Number=Plur", DUL_FEAT_PLURAL}, {"Number=Sing", DUL_FEAT_SING}, {"Tense=Past", DUL_FEAT_PAST},    {"Tense=Pres", DUL_FEAT_PRES},
        {"VerbForm=Fin", DUL_FEAT_FIN},   {"VerbForm=Inf", DUL_FEAT_INF}, {"VerbForm=Part", DUL_FEAT_PART}, {"VerbForm=Ger", DUL_FEAT_GER},
        {"Voice=Pass", DUL_FEAT_PASSIVE}, {"Mood=Imp", DUL_FEAT_IMP},     {"Polarity=Neg", DUL_FEAT_NEG},   {"Poss=Yes", DUL_FEAT_POSS},
        {"Person=1", DUL_FEAT_FIRST},     {"Person=2", DUL_FEAT_SECOND},  {"Person=3", DUL_FEAT_THIRD},     {"Definite=Def", DUL_FEAT_DEFINITE},
        {"Gender=Fem", DUL_FEAT_FEM},     {"Gender=Masc", DUL_FEAT_MASC}, {"Gender=Neut", DUL_FEAT_NEUT},   {"PronType=Rel", DUL_FEAT_REL},
    };
    uint32_t bits = 0;
    while (feats.at != NULL && feats.len > 0) {
        dul_str one = dul_str_cut(&feats, '|');
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            if (dul_str_is(one, known[i].text))
                bits |= known[i].bit;
    }
    return bits;
}
