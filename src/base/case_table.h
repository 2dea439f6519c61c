/* case_table.h -- runs of upper-case code points and the way to their lower-case partners. */
#ifndef DUL_CASE_TABLE_H
#define DUL_CASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t first, last, step; /* code points, inclusive */
    int32_t  to_lower;          /* to add                 */
} dul_case_run;

extern const dul_case_run dul_case_runs[]; /* [dul_case_n_runs], ascending */
extern const size_t       dul_case_n_runs;

#endif
