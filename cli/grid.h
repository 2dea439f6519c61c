/*
 * grid.h -- rows and columns for a terminal: each column as wide as its widest cell.
 */
#ifndef CLI_GRID_H
#define CLI_GRID_H

#include "run.h"

#define GRID_COLUMNS_MAX 12

typedef struct {
    cli_buffer text; /* the cells, each ended by a NUL */
    size_t     n_columns, n_cells;
    bool       failed; /* memory ran out */
    bool       right[GRID_COLUMNS_MAX];
} cli_grid;

/* A cell, printf-fashion; after n_columns of them a new row begins. */
void cli_grid_add(cli_grid *grid, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Print all rows and free the grid; false when memory ran out. */
bool cli_grid_end(cli_grid *grid, cli_buffer *out);

#endif
