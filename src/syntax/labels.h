/*
 * labels.h -- the inventories of Universal Dependencies as C names: tags, relations, features.
 *
 * Rules and stages ask for DUL_UPOS_VERB and DUL_REL_NSUBJ; the model's own label order is mapped to these once, when it is opened.
 * Source  universaldependencies.org, version 2; the relations are those of the English treebanks EWT and GUM.
 */
#ifndef DUL_LABELS_H
#define DUL_LABELS_H

#include "base/str.h"

/* The parameter is not called X: that is a tag. */
/* clang-format off */
#define DUL_UPOS_LIST(ONE) \
    ONE(ADJ) ONE(ADP) ONE(ADV) ONE(AUX) ONE(CCONJ) ONE(DET) ONE(INTJ) ONE(NOUN) ONE(NUM) ONE(PART) ONE(PRON) ONE(PROPN) ONE(PUNCT) ONE(SCONJ) \
    ONE(SYM) ONE(VERB) ONE(X)
/* clang-format on */

typedef enum {
#define X_(name) DUL_UPOS_##name,
    DUL_UPOS_LIST(X_)
#undef X_
        DUL_N_UPOS
} dul_upos;

/* name, text */
/* clang-format off */
#define DUL_REL_LIST(X) \
    X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") \
    X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") \
    X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") \
    X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_PASS, "csubj:pass") X(CSUBJ_OUTER, "csubj:outer") \
    X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") \
    X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(FLAT_FOREIGN, "flat:foreign") X(GOESWITH, "goeswith") \
    X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") \
    X(NMOD_UNMARKED, "nmod:unmarked") X(NMOD_POSS, "nmod:poss") X(NSUBJ, "nsubj") \
    X(NSUBJ_PASS, "nsubj:pass") X(NSUBJ_OUTER, "nsubj:outer") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") \
    X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") \
    X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative") X(XCOMP, "xcomp")
/* clang-format on */

typedef enum {
#define X_(name, text) DUL_REL_##name,
    DUL_REL_LIST(X_)
#undef X_
        DUL_N_REL
} dul_rel;

/* Text of a label, and back; the count (DUL_N_UPOS, DUL_N_REL) when there is no such label. An unknown subtype reads as its base. */
const char *dul_upos_text(dul_upos upos);
const char *dul_rel_text(dul_rel rel);
dul_upos    dul_upos_find(dul_str text);
dul_rel     dul_rel_find(dul_str text);

/* Classes of what a phrase stands for, as GUM has them; the token that heads no phrase has the first. */
/* clang-format off */
#define DUL_MENTION_LIST(X) \
    X(NONE, "none") X(PERSON, "person") X(ORGANIZATION, "organization") X(PLACE, "place") X(OBJECT, "object") X(EVENT, "event") X(TIME, "time") \
    X(SUBSTANCE, "substance") X(ANIMAL, "animal") X(ABSTRACT, "abstract") X(PLANT, "plant")
/* clang-format on */

typedef enum {
#define X_(name, text) DUL_MENTION_##name,
    DUL_MENTION_LIST(X_)
#undef X_
        DUL_N_MENTION_CLASSES
} dul_mention_class;

const char       *dul_mention_class_text(dul_mention_class mention);
dul_mention_class dul_mention_class_find(dul_str text); /* the count when there is none */

/* What later stages ask of a feature string, as bits. */
enum {
    DUL_FEAT_PLURAL   = 1 << 0,
    DUL_FEAT_PAST     = 1 << 1, /* Tense=Past                */
    DUL_FEAT_PRES     = 1 << 2, /* Tense=Pres                */
    DUL_FEAT_FIN      = 1 << 3, /* VerbForm=Fin              */
    DUL_FEAT_INF      = 1 << 4,
    DUL_FEAT_PART     = 1 << 5,
    DUL_FEAT_GER      = 1 << 6,
    DUL_FEAT_PASSIVE  = 1 << 7,  /* Voice=Pass                */
    DUL_FEAT_IMP      = 1 << 8,  /* Mood=Imp                  */
    DUL_FEAT_NEG      = 1 << 9,  /* Polarity=Neg              */
    DUL_FEAT_POSS     = 1 << 10, /* Poss=Yes                  */
    DUL_FEAT_FIRST    = 1 << 11, /* Person=1                  */
    DUL_FEAT_SECOND   = 1 << 12,
    DUL_FEAT_THIRD    = 1 << 13,
    DUL_FEAT_DEFINITE = 1 << 14,
    DUL_FEAT_FEM      = 1 << 15,
    DUL_FEAT_MASC     = 1 << 16,
    DUL_FEAT_REL      = 1 << 17, /* PronType=Rel              */
    DUL_FEAT_SING     = 1 << 18, /* Number=Sing               */
    DUL_FEAT_NEUT     = 1 << 19,
};

uint32_t dul_feats_bits(dul_str feats);

#endif
