/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/ledger.h"

#include <stdlib.h>

#include "base/pool.h"
#include "data/order.h"

/* The places of all cells, for all threads, are at most so many. */
#define PLACES_MAX ((size_t)16 << 20)

/* Workers divide the journals among themselves; each counts how much pay its journals
 * hold of a cell, and so knows where in the ledger its part begins. */
typedef struct job {
    bp_ledger *ledger;
    const bp_posting *posting; /* [n] */
    size_t n;
    size_t cells;
    size_t workers;
    size_t *place; /* [workers - 1][cells]: how much pay, then where the next goes */
} job;

/* The last worker's places are at last where each cell ends. */
static size_t *place_of(const job *j, size_t worker)
{
    return worker + 1 < j->workers ? j->place + worker * j->cells : j->ledger->steps_end;
}

/* Counts the pages of cells that all have their own, or puts them into their places. */
static void walk_pages(const job *j, size_t place[], bp_page *page[])
{
    for (size_t i = 0; i < j->n; i++) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t c = 0; c < from->n_pens; c++) {
            size_t *at = &place[j->posting[i].cell[c]];
            for (bp_page *p = from->pen[c].last; p != NULL; p = p->before, ++*at)
                if (page != NULL)
                    page[*at] = p;
        }
    }
}

static bool take_pages(job *j)
{
    bp_ledger *l = j->ledger;
    l->page_end = bp_alloc(0, j->cells, sizeof l->page_end[0]);
    if (l->page_end == NULL)
        return false;
    walk_pages(j, l->page_end, NULL);
    l->page = bp_alloc(0, bp_order_places(l->page_end, j->cells), sizeof(bp_page *));
    if (l->page == NULL)
        return false;
    walk_pages(j, l->page_end, l->page);
    for (size_t i = 0; i < j->n; i++)
        bp_arena_join(&l->pages, &j->posting[i].journal->pages);
    return true;
}

/* Counts what does not stand on pages, or puts it into its places. */
static void walk_wide(const job *j, size_t place[], int64_t units[])
{
    for (size_t i = 0; i < j->n; i++) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t k = 0; k < from->n_wide; k++) {
            size_t *at = &place[j->posting[i].cell[from->wide[k].cell]];
            if (units != NULL)
                units[*at] = from->wide[k].pay;
            ++*at;
        }
    }
}

static bool take_wide(job *j)
{
    bp_ledger *l = j->ledger;
    size_t n = 0;
    for (size_t i = 0; i < j->n; i++)
        n += j->posting[i].journal->n_wide;
    if (n == 0)
        return true;
    l->units = bp_alloc(0, n, sizeof l->units[0]);
    l->units_end = bp_alloc(0, j->cells, sizeof l->units_end[0]);
    if (l->units == NULL || l->units_end == NULL)
        return false;
    walk_wide(j, l->units_end, NULL);
    bp_order_places(l->units_end, j->cells);
    walk_wide(j, l->units_end, l->units);
    return true;
}

/* The cells that the pages of a pen stand for; how many, in *n. */
static const uint32_t *cells_of(const bp_posting *p, size_t pen, size_t *n)
{
    const size_t from =
        pen < BP_OWN_PAGES ? pen : BP_OWN_PAGES + (pen - BP_OWN_PAGES) * BP_SHARE;
    const size_t most = pen < BP_OWN_PAGES ? 1 : BP_SHARE;
    *n = p->cells - from < most ? p->cells - from : most;
    return p->cell + from;
}

/* What is looked at of the cells of a share stands side by side meanwhile. */

static void count_pages(const bp_pen *pen, bool own, size_t n[BP_SHARE])
{
    for (const bp_page *p = pen->last; p != NULL; p = p->before)
        if (own)
            n[0] += p->n;
        else
            for (size_t k = 0; k < p->n; k++)
                n[bp_page_cells(p)[k]]++;
}

static void post_pages(const bp_pen *pen, bool own, uint32_t *to[BP_SHARE])
{
    for (const bp_page *p = pen->last; p != NULL; p = p->before)
        for (size_t k = 0; k < p->n; k++)
            *to[own ? 0 : bp_page_cells(p)[k]]++ = p->steps[k];
}

static bp_status count_steps(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    size_t *place = place_of(j, worker);
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t s = 0; s < from->n_pens; s++) {
            size_t cells, n[BP_SHARE] = { 0 };
            const uint32_t *cell = cells_of(&j->posting[i], s, &cells);
            count_pages(&from->pen[s], s < BP_OWN_PAGES, n);
            for (size_t k = 0; k < cells; k++)
                place[cell[k]] += n[k];
        }
    }
    return BP_OK;
}

static bp_status post_steps(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    size_t *place = place_of(j, worker);
    uint32_t *steps = j->ledger->steps;
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t s = 0; s < from->n_pens; s++) {
            size_t cells;
            uint32_t *to[BP_SHARE];
            const uint32_t *cell = cells_of(&j->posting[i], s, &cells);
            for (size_t k = 0; k < cells; k++) {
                to[k] = steps + place[cell[k]];
                __builtin_prefetch(to[k], 1);
            }
            post_pages(&from->pen[s], s < BP_OWN_PAGES, to);
            for (size_t k = 0; k < cells; k++)
                place[cell[k]] = (size_t)(to[k] - steps);
        }
    }
    return BP_OK;
}

/* As bp_order_places, for all workers. */
static size_t share_out(job *j)
{
    size_t at = 0;
    for (size_t c = 0; c < j->cells; c++)
        for (size_t w = 0; w < j->workers; w++) {
            size_t *place = &place_of(j, w)[c];
            const size_t n = *place;
            *place = at;
            at += n;
        }
    return at;
}

static bool take_steps(job *j, bp_err *err)
{
    bp_ledger *l = j->ledger;
    const size_t most = PLACES_MAX / j->cells + 1;
    j->workers = j->n < most ? j->n : most;
    l->steps_end = bp_alloc(0, j->cells, sizeof l->steps_end[0]);
    j->place = bp_alloc(0, (j->workers - 1) * j->cells, sizeof j->place[0]);
    if (l->steps_end == NULL || j->place == NULL ||
        bp_pool_run(j->workers, count_steps, j, err) != BP_OK)
        return false;
    l->steps = bp_alloc_bare(share_out(j) + 1, sizeof l->steps[0]);
    return l->steps != NULL && bp_pool_run(j->workers, post_steps, j, err) == BP_OK;
}

bp_status bp_ledger_post(bp_ledger *out, const bp_posting posting[], size_t n,
                         size_t cells, int64_t step, bp_err *err)
{
    bp_ledger ledger = { .step = step };
    job j = { .ledger = &ledger, .posting = posting, .n = n, .cells = cells };
    for (size_t i = 0; i < n; i++)
        bp_journal_close(posting[i].journal);
    const bool ok =
        take_wide(&j) && (cells <= BP_OWN_PAGES ? take_pages(&j) : take_steps(&j, err));
    for (size_t i = 0; i < n; i++)
        bp_journal_release(posting[i].journal);
    free(j.place);
    if (!ok) {
        bp_ledger_release(&ledger);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the pay of %zu cells", cells);
    }
    *out = ledger;
    return BP_OK;
}

static size_t start_of(const size_t end[], size_t cell)
{
    return cell > 0 ? end[cell - 1] : 0;
}

/* How many runs of steps. */
static size_t steps_runs(const bp_ledger *l, size_t cell)
{
    return l->steps_end != NULL ? 1 : l->page_end[cell] - start_of(l->page_end, cell);
}

size_t bp_ledger_runs(const bp_ledger *l, size_t cell)
{
    return steps_runs(l, cell) + (l->units_end != NULL);
}

bp_run bp_ledger_run(const bp_ledger *l, size_t cell, size_t i)
{
    const bool wide = i == steps_runs(l, cell);
    if (!wide && l->steps_end == NULL) {
        const bp_page *p = l->page[start_of(l->page_end, cell) + i];
        return (bp_run){ .steps = p->steps, .step = l->step, .n = p->n };
    }
    const size_t *end = wide ? l->units_end : l->steps_end;
    const size_t start = start_of(end, cell), n = end[cell] - start;
    return wide ? (bp_run){ .units = l->units + start, .n = n }
                : (bp_run){ .steps = l->steps + start, .step = l->step, .n = n };
}

uint64_t bp_ledger_count(const bp_ledger *l, size_t cell)
{
    uint64_t n = 0;
    if (l->units_end != NULL)
        n += l->units_end[cell] - start_of(l->units_end, cell);
    if (l->steps_end != NULL)
        return n + l->steps_end[cell] - start_of(l->steps_end, cell);
    for (size_t i = start_of(l->page_end, cell); i < l->page_end[cell]; i++)
        n += l->page[i]->n;
    return n;
}

void bp_ledger_release(bp_ledger *l)
{
    bp_arena_release(&l->pages);
    free(l->page);
    free(l->page_end);
    free(l->steps);
    free(l->steps_end);
    free(l->units);
    free(l->units_end);
    *l = (bp_ledger){ 0 };
}
