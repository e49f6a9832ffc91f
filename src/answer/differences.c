/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.c - whether the groups of tables differ.
 *
 * The tests look at everybody's pay once more, which a question for figures alone need
 * not pay for: only what speaks of groups in a sentence asks. */
#include "answer/differences.h"

#include "answer/tables.h"
#include "data/pay.h"

static bp_status find(bp_difference *out, const bp_answer *a, const bp_ranks *ranks,
                      const size_t key[], size_t n_keys, bp_err *err)
{
    return bp_difference_find(out, ranks, a->survey, 0, key, n_keys, a->growing.seed,
                              err);
}

/* One group, behind the total, differs from nobody. */
static bool has_groups(const bp_percentiles *p)
{
    return p->n_groups > 2 || p->has_others;
}

bp_status bp_differences_by(bp_answer *a, size_t i, const bp_ranks *ranks, bp_err *err)
{
    if (!has_groups(a->by[i]))
        return BP_OK;
    return find(&a->by_differs[i], a, ranks, &a->by_key[i], 1, err);
}

static bp_status find_of(bp_difference *out, const bp_answer *a, const bp_ranks *ranks,
                         const bp_percentiles *p, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    for (size_t k = 0; k < p->n_keys; k++)
        key[k] = bp_tables_key(a->survey, p->key[k]);
    return find(out, a, ranks, key, p->n_keys, err);
}

bp_status bp_differences_tile(bp_answer *a, size_t i, const bp_ranks *ranks, bp_err *err)
{
    return find_of(&a->tiles[i].differs, a, ranks, a->tiles[i].both, err);
}

bp_status bp_differences_find(bp_answer *a, bp_err *err)
{
    const bool table = a->table != NULL && a->table->n_keys > 0;
    bp_ranks *ranks = NULL;
    if (!table && a->n_tiles == 0)
        return BP_OK;
    bp_status status = bp_ranks_new(&ranks, a->survey, 0, err);
    if (status == BP_OK && table)
        status = find_of(&a->table_differs, a, ranks, a->table, err);
    for (size_t i = 0; status == BP_OK && i < a->n_tiles; i++)
        status = bp_differences_tile(a, i, ranks, err);
    bp_ranks_free(ranks);
    return status;
}
