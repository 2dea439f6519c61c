/*
 * boundary.h -- a small network that says whether a sentence ends between two words.
 *
 * Rules (sentences.c) make a proposal for every gap between two words of a paragraph; the network sees it among some thirty features of the words around, each
 * hashed to a row of one table. Their rows are summed, negative sums become zero, and a weighted sum of the rest is the answer. Whole numbers throughout, so
 * that every processor gives the same one. docs/model-format.md, "Sentence ends".
 *
 * Memory  a view of the model file
 * Tests   tests/unit/test_boundary.c
 */
#ifndef DUL_BOUNDARY_H
#define DUL_BOUNDARY_H

#include "nn/safetensors.h"
#include "text/words.h"

#define DUL_BOUNDARY_HIDDEN   16
#define DUL_BOUNDARY_FEATURES 32

/* What is asked: a sentence that began at `first` may end before word `gap`. rule: the proposal. */
typedef struct {
    dul_str         text;
    const dul_word *word; /* [n] */
    uint32_t        n, first, gap;
    bool            rule;
    bool            caseless, regular; /* how the report uses case, as sentences.c has it */
} dul_boundary_question;

typedef struct dul_boundary {
    const int8_t  *table;  /* [n_rows][DUL_BOUNDARY_HIDDEN]; NULL: no network, the rules decide */
    uint32_t       n_rows; /* a power of two */
    const int32_t *bias;   /* [DUL_BOUNDARY_HIDDEN] */
    const int32_t *out;    /* [DUL_BOUNDARY_HIDDEN + 2]: weights, what is added, and by how much the answer must be clear to overrule the rules */
    /* Training alone: asked in place of the network. */
    bool (*ask)(void *context, const dul_boundary_question *question);
    void *context;
} dul_boundary;

/* The network of a model file; one without it leaves *out empty. DULATI_E_FORMAT when its tensors have other shapes; path is for errors. */
dulati_result dul_boundary_open(const dul_safetensors *file, const char *path, dul_boundary *out, dulati_error *err);

/* The rows of a question's features, in a table of n_rows. */
void dul_boundary_rows(const dul_boundary_question *question, uint32_t n_rows, uint32_t row[DUL_BOUNDARY_FEATURES]);

/* Is this a gap where the network is asked at all? Between two plain words of lower case it is not. */
bool dul_boundary_open_question(const dul_boundary_question *question);

/* Does the sentence end there? */
bool dul_boundary_decide(const dul_boundary *boundary, const dul_boundary_question *question);

#endif
