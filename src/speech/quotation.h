/*
 * quotation.h -- the quotations of a report as runs of tokens, over sentences and paragraphs.
 *
 *     "Roads are closed. Stay at home," the governor said.        one run, two sentences
 *     "Roads are closed.                                          a paragraph that stays open: the next one
 *     "Stay at home," the governor said.                          opens again, and its run continues the first
 *
 * In      tokens with DUL_TOKEN_QUOTED
 * Out     runs in text order; a mark belongs to the run that it opens or closes
 * Memory  the work's scratch
 * Tests   tests/unit/test_attribution.c
 */
#ifndef DUL_QUOTATION_H
#define DUL_QUOTATION_H

#include "text/tokens.h"

typedef struct {
    dul_range tokens;    /* what is quoted, without the marks                                  */
    dul_range marked;    /* with those marks that are there                                    */
    uint32_t  continues; /* the run that this one carries on in a new paragraph, or DUL_NONE   */
    int32_t   owner;     /* free for the caller; -1 at first                                   */
} dul_quotation;

typedef struct {
    uint32_t       n;
    dul_quotation *run; /* [n]                                                   */
    uint32_t      *of;  /* [n_tokens] the run that a token (mark or word) lies in, or DUL_NONE */
} dul_quotations;

/* Is the token a double quotation mark? */
bool dul_quotation_is_mark(const dul_token *token);

dulati_result dul_quotation_find(const dul_job *job, const dul_text *text, dul_quotations *out);

#endif
