/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differences.c - whether the groups of tables differ.
 *
 * The tests look at everybody's pay once more, which a question for figures alone need
 * not pay for: only what speaks of groups in a sentence asks.  Each table is tested by
 * itself, side by side with others. */
#include "answer/differences.h"

#include "answer/tables.h"
#include "base/pool.h"
#include "data/pay.h"

typedef struct task {
    bp_difference *out;
    const bp_percentiles *table;
} task;

typedef struct job {
    const bp_answer *answer;
    const bp_ranks *ranks;
    task task[1 + BP_KEYS_MAX + BP_TILES_MAX]; /* [n] */
    size_t n;
} job;

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

static bp_status work(void *arg, size_t i, bp_err *err)
{
    const job *j = arg;
    return find(j->task[i].out, j->answer, j->ranks, j->task[i].table, err);
}

bp_status bp_differences_find(bp_answer *a, bp_err *err)
{
    const size_t n_by = a->question->subject == BP_ASK_REPORT ? a->n_by : 0;
    const size_t n_tiles = bp_answer_draws(a) ? a->n_tiles : 0;
    bp_ranks *ranks = NULL;
    if (n_by == 0 && n_tiles == 0 && (a->table == NULL || a->table->n_keys == 0))
        return BP_OK;
    bp_status status = bp_ranks_new(&ranks, a->survey, 0, err);
    job j = { .answer = a, .ranks = ranks };
    j.task[j.n++] = (task){ &a->table_differs, a->table };
    for (size_t i = n_by; i-- > 0;) /* sizes are last, whose test takes longest */
        j.task[j.n++] = (task){ &a->by_differs[i], a->by[i] };
    for (size_t i = 0; i < n_tiles; i++)
        j.task[j.n++] = (task){ &a->tiles[i].differs, a->tiles[i].both };
    if (status == BP_OK)
        status = bp_pool_tasks(bp_tables_workers(a), j.n, work, &j, err);
    bp_ranks_free(ranks);
    return status;
}
