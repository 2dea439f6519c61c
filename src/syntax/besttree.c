/*
 * besttree.c -- Chu-Liu/Edmonds by path growing.
 *
 * Vertices are numbered 0 (the root) to n; a contracted cycle gets the row of its first member. Each vertex on the growing path has chosen its best
 * arc; when the arc comes from the path itself, the cycle between is contracted into one vertex whose arcs are the best of its members' (less what each
 * member's own arc is worth); when it comes from something finished, the whole path is finished. Each contraction of m vertices costs O(m n) and takes
 * m - 1 of them away, so all cost O(n^2).
 */
#include "syntax/besttree.h"

#include <math.h>

#define ROOT_PENALTY 1e6 /* far above the sum of differences between scores, far below what doubles resolve */

typedef struct {
    size_t    n;         /* tokens                                                                                     */
    size_t    width;     /* n + 1                                                                                      */
    double   *weight;    /* [width][width] weight[v][u]: the best arc from vertex u into what vertex v's row stands for */
    uint32_t *enters;    /* [width][width] the token at which that arc enters                                          */
    uint32_t *part_of;   /* [2 * width] the contraction that swallowed it, or DUL_NONE                                 */
    uint32_t *row;       /* [2 * width] the row of a vertex or contraction                                             */
    uint32_t *from, *to; /* [2 * width] its chosen arc, between tokens                                                 */
    double   *worth;     /* [2 * width] the chosen arc's weight                                                        */
    uint8_t  *state;     /* [2 * width]                                                                                */
    uint32_t *path;      /* [2 * width]                                                                                */
    uint32_t *group;     /* [width] union-find: the outermost contraction that holds a token                          */
} besttree_work;

enum { FRESH, ON_PATH, FINISHED };

size_t dul_besttree_bytes(size_t n)
{
    size_t width = n + 1;
    return width * width * (sizeof(double) + sizeof(uint32_t)) + 2 * width * (sizeof(double) + 5 * sizeof(uint32_t) + 1) + width * sizeof(uint32_t) + 64;
}

bool dul_besttree_is_tree(const uint32_t *head, size_t n, uint32_t *mark)
{
    size_t n_roots = 0;
    for (size_t i = 0; i < n; i++) {
        mark[i] = DUL_NONE;
        n_roots += head[i] == DUL_BESTTREE_ROOT;
    }
    if (n_roots != 1)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        while (at != DUL_BESTTREE_ROOT && mark[at] == DUL_NONE) {
            mark[at] = i;
            at       = head[at];
        }
        if (at != DUL_BESTTREE_ROOT && mark[at] == i)
            return false;
    }
    return true;
}

/* Choose the best arc into v from outside. */
static void besttree_choose(besttree_work *w, uint32_t v)
{
    const double *weight = w->weight + w->row[v] * w->width;
    uint32_t      best   = DUL_NONE;
    for (uint32_t u = 0; u < w->width; u++)
        if (w->group[u] != v && (best == DUL_NONE || weight[u] > weight[best]))
            best = u;
    w->from[v]  = best;
    w->to[v]    = w->enters[w->row[v] * w->width + best];
    w->worth[v] = weight[best];
}

/* Contract path[first..end) into vertex c, in the row of its first member. */
static void besttree_contract(besttree_work *w, size_t first, size_t end, uint32_t c)
{
    uint32_t row = w->row[w->path[first]];
    double  *to  = w->weight + row * w->width;
    for (uint32_t u = 0; u < w->width; u++)
        to[u] -= w->worth[w->path[first]];
    for (size_t i = first; i < end; i++) {
        uint32_t      member = w->path[i];
        const double *weight = w->weight + w->row[member] * w->width;
        w->part_of[member]   = c;
        if (i == first)
            continue;
        for (uint32_t u = 0; u < w->width; u++)
            if (weight[u] - w->worth[member] > to[u]) {
                to[u]                         = weight[u] - w->worth[member];
                w->enters[row * w->width + u] = w->enters[w->row[member] * w->width + u];
            }
    }
    for (uint32_t u = 0; u < w->width; u++)
        if (w->part_of[w->group[u]] == c)
            w->group[u] = c;
    w->row[c]     = row;
    w->part_of[c] = DUL_NONE;
    w->state[c]   = FRESH;
}

static void besttree_edmonds(besttree_work *w, uint32_t *head)
{
    uint32_t n_vertices = (uint32_t)w->width;
    for (uint32_t v = 0; v < n_vertices; v++) {
        w->row[v] = w->group[v] = v;
        w->part_of[v]           = DUL_NONE;
        w->state[v]             = v == 0 ? FINISHED : FRESH;
    }
    for (uint32_t start = 1; start < w->width; start++) {
        uint32_t at = w->group[start];
        size_t   n  = 0;
        while (w->state[at] == FRESH) {
            w->state[at] = ON_PATH;
            w->path[n++] = at;
            besttree_choose(w, at);
            at = w->group[w->from[at]];
            if (w->state[at] == ON_PATH) {
                size_t first = n;
                while (w->path[first - 1] != at)
                    first--;
                first--;
                besttree_contract(w, first, n, n_vertices);
                n  = first;
                at = n_vertices++;
            }
        }
        while (n > 0)
            w->state[w->path[--n]] = FINISHED;
    }
    /* Open the contractions, the last first: the arc into one replaces the arc of the member where it enters. */
    for (uint32_t c = n_vertices; c-- > w->width;) {
        uint32_t member = w->to[c];
        while (w->part_of[member] != c)
            member = w->part_of[member];
        w->from[member] = w->from[c];
        w->to[member]   = w->to[c];
    }
    for (uint32_t v = 1; v < w->width; v++)
        head[v - 1] = w->from[v] == 0 ? DUL_BESTTREE_ROOT : w->from[v] - 1;
}

void dul_besttree_find(const float *score, size_t stride, size_t n, void *room, uint32_t *head)
{
    besttree_work w    = {.n = n, .width = n + 1};
    size_t        size = w.width * w.width;
    w.weight           = room;
    w.worth            = w.weight + size;
    w.enters           = (uint32_t *)(w.worth + 2 * w.width);
    w.part_of          = w.enters + size;
    w.row              = w.part_of + 2 * w.width;
    w.from             = w.row + 2 * w.width;
    w.to               = w.from + 2 * w.width;
    w.path             = w.to + 2 * w.width;
    w.group            = w.path + 2 * w.width;
    w.state            = (uint8_t *)(w.group + w.width);
    if (n == 0)
        return;
    for (uint32_t d = 1; d <= n; d++) {
        const float *row = score + (d - 1) * stride;
        for (uint32_t h = 0; h <= n; h++) {
            /* Whatever is no number loses; bounds keep sums exact enough. */
            double x                  = row[h] > -1e4f ? (row[h] < 1e4f ? (double)row[h] : 1e4) : -1e4;
            w.weight[d * w.width + h] = h == 0 ? x - ROOT_PENALTY : x;
            w.enters[d * w.width + h] = d;
        }
    }
    besttree_edmonds(&w, head);
    if (dul_besttree_is_tree(head, n, w.path))
        return;
    for (uint32_t d = 0; d < n; d++) /* scores that nobody can sum: a chain is a tree, too */
        head[d] = d == 0 ? DUL_BESTTREE_ROOT : d - 1;
}
