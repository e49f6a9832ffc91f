/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paywithin.c - samples without what is beyond the fences.
 *
 * A fence is of a group by the first keys of the survey, and a cell is of one such group:
 * so rows are held against the fence of their cell, whatever the groups at hand join.
 * What is left is put together by organisation, as bases and disclosure rules ask for
 * it. */
#include <stdlib.h>

#include "base/mem.h"
#include "data/cells.h"
#include "data/orgrun.h"
#include "data/pay.h"

static int order_of(const bp_survey *s, const uint32_t id[], const bp_text key[],
                    size_t n)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < n; k++)
        order = bp_text_order(bp_survey_key_text(s, k, id[k]), key[k]);
    return order;
}

/* Of the group that has these values first; NULL: it has none. */
static const bp_fence *find_fence(const bp_fences *fences, const bp_survey *s,
                                  const uint32_t id[])
{
    size_t low = 0, high = fences->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const bp_fence *f = &fences->fence[middle];
        const int order = order_of(s, id, f->key, fences->n_keys);
        if (order == 0)
            return f;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The rows of a group that are kept. */
typedef struct kept {
    int64_t *value;     /* [n] */
    int64_t *weight;    /* likewise; NULL: 1 each */
    bp_org_run *by_org; /* [runs] */
    size_t n;
    size_t runs;
} kept;

static void keep_run(kept *to, const bp_run *run, uint32_t org, const bp_fence *f)
{
    const size_t first = to->n;
    bp_run_touch(run);
    for (size_t i = 0; i < run->n; i++) {
        const int64_t pay = bp_run_value(run, i);
        if (f != NULL && bp_fence_beyond(f, pay))
            continue;
        if (to->weight != NULL)
            to->weight[to->n] = bp_run_weight(run, i);
        to->value[to->n++] = pay;
    }
    if (to->n > first)
        to->by_org[to->runs++] =
            (bp_org_run){ { .units = to->value + first,
                            .weight = to->weight != NULL ? to->weight + first : NULL,
                            .n = to->n - first },
                          org };
}

/* False: memory is out. */
static bool make_room(kept *to, bp_pay_groups *g, const bp_pay_group *group)
{
    const size_t n = (size_t)group->pay.n;
    size_t runs = 0;
    for (size_t i = 0; i < group->n_cells; i++)
        runs += bp_survey_runs(g->survey, g->element, group->cell[i]);
    *to = (kept){ .value = bp_arena_take(&g->made, n * sizeof *to->value),
                  .weight = g->weighting != BP_UNWEIGHTED
                                ? bp_arena_take(&g->made, n * sizeof *to->weight)
                                : NULL,
                  .by_org = bp_arena_take(&g->made, runs * sizeof *to->by_org) };
    return to->value != NULL && to->by_org != NULL &&
           (to->weight != NULL || g->weighting == BP_UNWEIGHTED);
}

/* Puts what is kept in the place of the group's rows; its organisations are counted.
 *   seen  [org_ids] the stamp of the last group that has the organisation */
static bool put(bp_pay_groups *g, bp_pay_group *group, const kept *rows, uint32_t seen[],
                uint32_t stamp)
{
    bp_run *run = bp_arena_take(&g->made, sizeof *run);
    if (run == NULL)
        return false;
    *run = (bp_run){ .units = rows->value, .weight = rows->weight, .n = rows->n };
    group->pay = (bp_sample){ .run = run,
                              .n_runs = rows->n > 0,
                              .n = rows->n,
                              .weight = bp_run_weights(run),
                              .people = rows->n };
    if (g->weighting == BP_WEIGHTS_FREQ)
        group->pay.people = group->pay.weight;
    group->own = rows->by_org;
    group->n_own = rows->runs;
    group->orgs = 0;
    for (size_t i = 0; i < rows->runs; i++) {
        const uint32_t org = rows->by_org[i].org;
        if (org == BP_NO_ID || seen[org] == stamp)
            continue;
        seen[org] = stamp;
        group->orgs++;
    }
    return true;
}

static bool keep(bp_pay_groups *g, bp_pay_group *group, const bp_fences *fences,
                 uint32_t seen[], uint32_t stamp)
{
    const bp_survey *s = g->survey;
    kept rows;
    if (!make_room(&rows, g, group))
        return false;
    for (size_t i = 0; i < group->n_cells; i++) {
        const bp_cell c = bp_survey_cell(s, group->cell[i]);
        const bp_fence *f = find_fence(fences, s, c.key);
        const uint32_t org = bp_survey_cell_org(s, group->cell[i]);
        for (size_t k = 0; k < bp_survey_runs(s, g->element, group->cell[i]); k++) {
            const bp_run run = bp_survey_run(s, g->element, group->cell[i], k);
            keep_run(&rows, &run, org, f);
        }
    }
    return put(g, group, &rows, seen, stamp);
}

bp_status bp_pay_groups_within(bp_pay_groups *g, const bp_fences *fences, bp_err *err)
{
    uint32_t *seen = bp_alloc(0, g->org_ids, sizeof *seen);
    bool ok = seen != NULL;
    for (size_t i = 0; ok && i < g->n; i++)
        ok = keep(g, &g->group[i], fences, seen, (uint32_t)i + 1);
    free(seen);
    return ok ? BP_OK : bp_no_memory(err, "%zu groups", g->n);
}
