/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.c - whether the groups of tables differ.
 *
 * The tests look at everybody's pay once more, which a question for figures alone need
 * not pay for: only what speaks of groups in a sentence asks. */
#include "answer/differences.h"

#include "answer/tables.h"

static bp_status find(bp_difference *out, const bp_answer *a, const bp_ranks *ranks,
                      const bp_percentiles *p, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    if (p == NULL || p->n_keys == 0)
        return BP_OK;
    for (size_t k = 0; k < p->n_keys; k++)
        key[k] = bp_tables_key(a->survey, p->key[k]);
    return bp_difference_find(out, ranks, a->survey, 0, key, p->n_keys, a->growing.seed,
                              err);
}

bp_status bp_differences_find(bp_answer *a, bp_err *err)
{
    const size_t n_by = a->question->subject == BP_ASK_REPORT ? a->n_by : 0;
    const size_t n_tiles = bp_answer_draws(a) ? a->n_tiles : 0;
    bp_ranks *ranks = NULL;
    if (n_by == 0 && n_tiles == 0 && (a->table == NULL || a->table->n_keys == 0))
        return BP_OK;
    bp_status status = bp_ranks_new(&ranks, a->survey, 0, err);
    if (status == BP_OK)
        status = find(&a->table_differs, a, ranks, a->table, err);
    for (size_t i = 0; status == BP_OK && i < n_by; i++)
        status = find(&a->by_differs[i], a, ranks, a->by[i], err);
    for (size_t i = 0; status == BP_OK && i < n_tiles; i++)
        status = find(&a->tiles[i].differs, a, ranks, a->tiles[i].both, err);
    bp_ranks_free(ranks);
    return status;
}
