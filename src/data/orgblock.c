/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orgblock.c - a group's pay with whose it is, some at a time.
 *
 * Where groups are many a cell has a row or two, and looking it up costs more than its
 * pay; so the cells of a group are gone through in one loop, many at a time. */
#include <string.h>

#include "data/inside.h"
#include "data/orgrun.h"

/* Copies what there is room for of a run, from b->at on. */
static void copy_some(bp_org_block *b, const bp_run *run, uint32_t org)
{
    const size_t rest = run->n - b->at, room = BP_BLOCK_VALUES - b->held;
    const size_t n = rest < room ? rest : room;
    if (n == 0)
        return;
    bp_run_touch(run);
    for (size_t i = 0; i < n; i++)
        b->values[b->held + i] = bp_run_value(run, b->at + i);
    if (run->weight != NULL)
        memcpy(b->weights + b->held, run->weight + b->at, n * sizeof b->weights[0]);
    b->part[b->n_parts++] = (bp_org_part){ org, (uint32_t)n };
    b->at += n;
    b->held += n;
}

static void fill_from_list(bp_org_block *b, const bp_org_run list[], size_t n)
{
    for (; b->run < n && b->held < BP_BLOCK_VALUES; b->run++, b->at = 0) {
        copy_some(b, &list[b->run].run, list[b->run].org);
        if (b->at < list[b->run].run.n)
            break;
    }
}

/* The runs of one cell; false: it has more than there was room for. */
static bool copy_cell(bp_org_block *b, const bp_pay_store *store, uint32_t cell,
                      uint32_t org)
{
    for (const size_t runs = bp_pay_store_runs(store, cell); b->run < runs;
         b->run++, b->at = 0) {
        const bp_run run = bp_pay_store_run(store, cell, b->run);
        copy_some(b, &run, org);
        if (b->at < run.n)
            return false;
    }
    b->run = 0;
    return true;
}

/* The same of a cell that has one run; false: there is not room for all of it. */
static inline bool copy_plain(bp_org_block *b, const bp_pay_store *store, uint32_t cell,
                              uint32_t org)
{
    size_t n;
    const uint32_t *steps = bp_pay_store_plain(store, cell, &n);
    if (b->at > 0 || n > BP_BLOCK_VALUES - b->held)
        return false;
    for (size_t i = 0; i < n; i++)
        b->values[b->held + i] = steps[i] * store->step;
    b->part[b->n_parts] = (bp_org_part){ org, (uint32_t)n };
    b->n_parts += n > 0;
    b->held += n;
    return true;
}

static void fill_from_cells(bp_org_block *b, const bp_pay_groups *g,
                            const bp_pay_group *group)
{
    const bp_cellset *set = &g->survey->cells.set;
    const bp_pay_store *store = &g->survey->cells.store[g->element];
    const uint32_t nobody = bp_survey_nameless_org(g->survey);
    const bool plain = bp_pay_store_is_plain(store);
    for (; b->cell < group->n_cells && b->held < BP_BLOCK_VALUES; b->cell++) {
        const uint32_t cell = group->cell[b->cell];
        const uint32_t of = set->org != SIZE_MAX ? set->id[cell].org : BP_NO_ID;
        const uint32_t org = of == nobody ? BP_NO_ID : of;
        if (!(plain && copy_plain(b, store, cell, org)) &&
            !copy_cell(b, store, cell, org))
            break;
    }
}

bool bp_org_block_fill(bp_org_block *b, const bp_pay_groups *g, const bp_pay_group *group,
                       bool own)
{
    const size_t parts = b->n_parts, held = b->held;
    b->n_parts = b->held = 0;
    if (!own && g->basis != BP_BASIS_INCUMBENT)
        fill_from_list(b, group->by_org, group->n_by_org);
    else if (group->own != NULL)
        fill_from_list(b, group->own, group->n_own);
    else
        fill_from_cells(b, g, group);
    if (b->held == 0) { /* what is at hand may be gone through again */
        b->n_parts = parts;
        b->held = held;
        return false;
    }
    b->next = b->next_value = 0;
    b->fills++;
    return true;
}

/* Each row is one: rows need not be read. */
static void count_rows(const bp_pay_groups *g, const bp_pay_group *group,
                       uint64_t people[])
{
    const bp_cellset *set = &g->survey->cells.set;
    const bp_pay_store *store = &g->survey->cells.store[g->element];
    const uint32_t nobody = bp_survey_nameless_org(g->survey);
    for (size_t i = 0; set->org != SIZE_MAX && i < group->n_cells; i++) {
        const uint32_t org = set->id[group->cell[i]].org;
        if (org != nobody && org != BP_NO_ID)
            people[org] += bp_pay_store_count(store, group->cell[i]);
    }
}

void bp_pay_group_people(const bp_pay_groups *g, const bp_pay_group *group,
                         uint64_t people[])
{
    const bool freq = g->weighting == BP_WEIGHTS_FREQ;
    bp_org_block b;
    if (g->basis == BP_BASIS_INCUMBENT && group->own == NULL && !freq) {
        count_rows(g, group, people);
        return;
    }
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, group);) {
        if (b.org == BP_NO_ID)
            continue;
        for (size_t i = 0; i < b.n; i++)
            people[b.org] += freq ? (uint64_t)b.weight[i] : 1;
    }
}
