/* wordpiece_table.h -- what becomes of code points before words are cut into pieces; wordpiece.c says how the tables are read. */
#ifndef DUL_WORDPIECE_TABLE_H
#define DUL_WORDPIECE_TABLE_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t first, last, step; /* code points, inclusive */
    int32_t  way;               /* to add                 */
} dul_wordpiece_run;

typedef struct {
    uint32_t from, to[3]; /* 0 behind the last one */
} dul_wordpiece_longer_one;

typedef struct {
    uint32_t first, last; /* inclusive */
} dul_wordpiece_range;

/* Ascending, each with its number of rows: those that become one other code point; those that become two or three; those that are dropped; those that stand
 * alone (after the mapping); white space. */
extern const dul_wordpiece_run        dul_wordpiece_runs[];
extern const dul_wordpiece_longer_one dul_wordpiece_longer[];
extern const dul_wordpiece_range      dul_wordpiece_dropped[], dul_wordpiece_alone[], dul_wordpiece_spaces[];
extern const size_t                   dul_wordpiece_n_runs, dul_wordpiece_n_longer, dul_wordpiece_n_dropped, dul_wordpiece_n_alone, dul_wordpiece_n_spaces;

#endif
