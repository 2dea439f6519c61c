/* grid.c -- cells are collected first, since no column's width is known before its last row. */
#include "grid.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define GRID_CELL_MAX 200 /* bytes; what is longer is cut */

/* Columns that a text takes on the screen, nearly: its code points. */
static size_t grid_width(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += (*text & 0xC0) != 0x80;
    return n;
}

void cli_grid_add(cli_grid *grid, const char *format, ...)
{
    char    cell[GRID_CELL_MAX];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(cell, sizeof cell, format, args);
    va_end(args);
    size_t n = len < 0 ? 0 : (size_t)len;
    if (n >= sizeof cell) { /* not in the middle of a letter */
        for (n = sizeof cell - 1; n > 0 && (cell[n - 1] & 0xC0) == 0x80;)
            n--;
        n -= n > 0 && (cell[n - 1] & 0x80) != 0;
    }
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)cell[i] < 0x20)
            cell[i] = ' ';
    cell[n]      = '\0';
    grid->failed = !cli_buffer_add(&grid->text, cell, n + 1) || grid->failed;
    grid->n_cells++;
}

static bool grid_pad(cli_buffer *out, size_t n)
{
    bool good = true;
    for (; good && n > 0; n--)
        good = cli_buffer_add(out, " ", 1);
    return good;
}

bool cli_grid_end(cli_grid *grid, cli_buffer *out)
{
    size_t      width[GRID_COLUMNS_MAX] = {0};
    const char *cell                    = grid->text.bytes;
    bool        good                    = !grid->failed;
    for (size_t i = 0; good && i < grid->n_cells; i++, cell += strlen(cell) + 1)
        if (grid_width(cell) > width[i % grid->n_columns])
            width[i % grid->n_columns] = grid_width(cell);
    cell = grid->text.bytes;
    for (size_t i = 0; good && i < grid->n_cells; i++, cell += strlen(cell) + 1) {
        const size_t column = i % grid->n_columns, pad = width[column] - grid_width(cell);
        const bool   last = column + 1 == grid->n_columns;
        good              = cli_buffer_add(out, "  ", 2) && (!grid->right[column] || grid_pad(out, pad)) && cli_buffer_add(out, cell, strlen(cell)) &&
               (grid->right[column] || last || grid_pad(out, pad)) && (!last || cli_buffer_add(out, "\n", 1));
    }
    free(grid->text.bytes);
    grid->text = (cli_buffer){0};
    return good;
}
