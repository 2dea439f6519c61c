/*
 * testing_tree.h -- trees drawn by hand, one sentence a line.
 */
#ifndef TESTING_TREE_H
#define TESTING_TREE_H

#include "syntax/tree.h"
#include "testing_text.h"

/* "form/UPOS/head/rel ..." as one sentence; heads count from 1 as in CoNLL-U, 0 is the root. */
static inline void tree_draw(test_text *t, dul_tree *tree, const char *drawing)
{
    dul_str rest = dul_str_of(drawing);
    dul_str field[64][4];
    size_t  n = 0;
    for (; rest.at != NULL && rest.len > 0; n++) {
        dul_str word = dul_str_cut(&rest, ' ');
        for (int i = 0; i < 4; i++)
            field[n][i] = dul_str_cut(&word, '/');
        test_text_add(t, field[n][0]);
    }
    test_text_end_sentence(t);
    assert_int_equal(dul_tree_new(test_text_job(t), t->text.n_tokens, tree), DULATI_OK);
    for (size_t i = 0; i < n; i++) {
        int64_t head;
        assert_true(dul_str_int(field[i][2], &head));
        tree->head[i]  = head == 0 ? DUL_ROOT : (uint32_t)head - 1;
        tree->upos[i]  = (uint8_t)dul_upos_find(field[i][1]);
        tree->rel[i]   = (uint8_t)dul_rel_find(field[i][3]);
        tree->lemma[i] = t->text.token[i].lower;
        tree->feats[i] = DUL_STR("_");
        assert_true(tree->upos[i] < DUL_N_UPOS && tree->rel[i] < DUL_N_REL);
    }
    dul_tree_link(tree);
}

#endif
