/* test_besttree.c -- the decoder against every tree of up to five tokens, and its laws on larger and on hostile scores. */
#include "syntax/besttree.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

#define STRIDE 8

static uint64_t random_state = 1;

static float random_score(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (float)(int32_t)(random_state >> 32) / 2147483648.0f * 10;
}

static double tree_score(const float *score, size_t stride, size_t n, const uint32_t *head)
{
    double sum = 0;
    for (size_t d = 0; d < n; d++)
        sum += (double)score[d * stride + (head[d] == DUL_BESTTREE_ROOT ? 0 : head[d] + 1)];
    return sum;
}

/* The best score of all assignments of heads that are trees with one root. */
static double best_of_all(const float *score, size_t n, uint32_t *head, size_t d)
{
    uint32_t mark[5];
    if (d == n)
        return dul_besttree_is_tree(head, n, mark) ? tree_score(score, STRIDE, n, head) : -INFINITY;
    double best = -INFINITY;
    for (uint32_t h = 0; h <= n; h++) {
        if (h == d + 1)
            continue;
        head[d]    = h == 0 ? DUL_BESTTREE_ROOT : h - 1;
        double one = best_of_all(score, n, head, d + 1);
        if (one > best)
            best = one;
    }
    return best;
}

static void the_best_of_all_trees_is_found(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t   n = 1 + (size_t)round % 5;
        float    score[5 * STRIDE];
        uint32_t head[5], all[5], mark[5];
        void    *room = malloc(dul_besttree_bytes(n));
        assert_non_null(room);
        for (size_t i = 0; i < 5 * STRIDE; i++)
            score[i] = round % 3 == 0 ? floorf(random_score() / 4) : random_score(); /* ties, too */
        if (round % 7 == 0)
            for (size_t d = 0; d < n; d++) /* everybody wants to be root */
                score[d * STRIDE] += 100;
        dul_besttree_find(score, STRIDE, n, room, head);
        assert_true(dul_besttree_is_tree(head, n, mark));
        double best = best_of_all(score, n, all, 0), found = tree_score(score, STRIDE, n, head);
        if (fabs(best - found) > 1e-4)
            fail_msg("round %d, %zu tokens: best %f, found %f", round, n, best, found);
        free(room);
    }
}

/* On larger ones: no single change of a head that leaves a tree may be better. */
static void larger_trees_cannot_be_bettered_by_one_arc(void **state)
{
    (void)state;
    for (size_t n = 6; n < 60; n += 7) {
        size_t    stride = n + 3;
        float    *score  = malloc(n * stride * sizeof *score);
        uint32_t *head = malloc(n * sizeof *head), *mark = malloc(n * sizeof *mark);
        void     *room = malloc(dul_besttree_bytes(n));
        for (size_t i = 0; i < n * stride; i++)
            score[i] = random_score();
        for (size_t d = 0; d + 1 < n; d += 2) { /* many cycles of two */
            score[d * stride + d + 2] += 20;
            score[(d + 1) * stride + d + 1] += 20;
        }
        dul_besttree_find(score, stride, n, room, head);
        assert_true(dul_besttree_is_tree(head, n, mark));
        double found = tree_score(score, stride, n, head);
        for (size_t d = 0; d < n; d++)
            for (uint32_t h = 0; h < n; h++) {
                uint32_t before = head[d];
                head[d]         = h;
                if (h != d && dul_besttree_is_tree(head, n, mark))
                    assert_true(tree_score(score, stride, n, head) <= found + 1e-3);
                head[d] = before;
            }
        free(score), free(head), free(mark), free(room);
    }
}

static void hostile_scores_still_give_a_tree(void **state)
{
    (void)state;
    const float odd[] = {NAN, INFINITY, -INFINITY, 0, 1e38f, -1e38f};
    for (int round = 0; round < 600; round++) {
        size_t   n = 1 + (size_t)round % 5;
        float    score[5 * STRIDE];
        uint32_t head[5], mark[5];
        void    *room = malloc(dul_besttree_bytes(n));
        for (size_t i = 0; i < 5 * STRIDE; i++)
            score[i] = round < 6 ? odd[round] : odd[(size_t)(random_score() + 10) % 6];
        dul_besttree_find(score, STRIDE, n, room, head);
        assert_true(dul_besttree_is_tree(head, n, mark));
        free(room);
    }
}

static void trees_are_told_from_others(void **state)
{
    (void)state;
    const uint32_t R = DUL_BESTTREE_ROOT;
    uint32_t       mark[4];
    assert_true(dul_besttree_is_tree((uint32_t[]){R}, 1, mark));
    assert_true(dul_besttree_is_tree((uint32_t[]){1, R, 1, 2}, 4, mark));
    assert_false(dul_besttree_is_tree((uint32_t[]){R, R}, 2, mark));
    assert_false(dul_besttree_is_tree((uint32_t[]){1, 0, R}, 3, mark));
    assert_false(dul_besttree_is_tree((uint32_t[]){1, 2, 0}, 3, mark));
    assert_false(dul_besttree_is_tree((uint32_t[]){R, 1}, 2, mark)); /* its own head */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_of_all_trees_is_found),
        cmocka_unit_test(larger_trees_cannot_be_bettered_by_one_arc),
        cmocka_unit_test(hostile_scores_still_give_a_tree),
        cmocka_unit_test(trees_are_told_from_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
