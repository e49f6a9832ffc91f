#include "data/ledger.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"

/* The places of all cells, for all threads, are at most so many. */
#define PLACES_MAX ((size_t)16 << 20)

/* Workers divide the journals among themselves; each counts how much pay of a cell stands
 * on its shared pages, and so knows where in the ledger its part begins. */
typedef struct job {
    bp_ledger *ledger;
    const bp_posting *posting; /* [n] */
    size_t n;
    size_t cells;
    size_t workers;
    size_t *place; /* [workers][cells]: how much pay, then where the next goes */
} job;

/* From how many there are of each cell to where the first goes; all of them. */
static size_t lay_out(size_t place[], size_t cells)
{
    size_t at = 0;
    for (size_t c = 0; c < cells; c++) {
        const size_t n = place[c];
        place[c] = at;
        at += n;
    }
    return at;
}

static size_t own_pens(const bp_journal *j)
{
    return j->n_pens < BP_OWN_PAGES ? j->n_pens : BP_OWN_PAGES;
}

/* Counts the cells' own pages, or takes them into their places. */
static void walk_own(const job *j, size_t place[], bp_page *page[])
{
    for (size_t i = 0; i < j->n; i++) {
        bp_journal *from = j->posting[i].journal;
        for (size_t c = 0; c < own_pens(from); c++) {
            size_t *at = &place[j->posting[i].cell[c]];
            for (bp_page *p = from->pen[c].last; p != NULL; p = p->before, ++*at)
                if (page != NULL)
                    page[*at] = p;
            if (page != NULL)
                from->pen[c].last = NULL;
        }
    }
}

static bool take_own(job *j)
{
    bp_ledger *l = j->ledger;
    l->page_end = bp_alloc(0, j->cells, sizeof l->page_end[0]);
    if (l->page_end == NULL)
        return false;
    walk_own(j, l->page_end, NULL);
    l->page = bp_alloc(0, lay_out(l->page_end, j->cells), sizeof(bp_page *));
    if (l->page == NULL)
        return false;
    walk_own(j, l->page_end, l->page);
    return true;
}

static bool take_wide(job *j)
{
    bp_ledger *l = j->ledger;
    l->units_end = bp_alloc(0, j->cells, sizeof l->units_end[0]);
    for (int pass = 0; l->units_end != NULL && pass < 2; pass++) {
        for (size_t i = 0; i < j->n; i++) {
            const bp_journal *from = j->posting[i].journal;
            for (size_t k = 0; k < from->n_wide; k++) {
                size_t *at = &l->units_end[j->posting[i].cell[from->wide[k].cell]];
                if (pass == 1)
                    l->units[*at] = from->wide[k].pay;
                ++*at;
            }
        }
        if (pass == 0)
            l->units = bp_alloc(0, lay_out(l->units_end, j->cells), sizeof l->units[0]);
        if (l->units == NULL)
            return false;
    }
    return l->units_end != NULL;
}

/* The cells that a share of a journal stands for. */
static const uint32_t *cells_of(const bp_posting *p, size_t share)
{
    return p->cell + BP_OWN_PAGES + (share - BP_OWN_PAGES) * BP_SHARE;
}

static bp_status count_shared(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    size_t *n = j->place + worker * j->cells;
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t s = BP_OWN_PAGES; s < from->n_pens; s++) {
            const uint32_t *cell = cells_of(&j->posting[i], s);
            for (const bp_page *p = from->pen[s].last; p != NULL; p = p->before)
                for (size_t k = 0; k < p->n; k++)
                    n[cell[bp_page_cells(p)[k]]]++;
        }
    }
    return BP_OK;
}

/* Frees the pages behind it, so that there is never twice as much. */
static void post_share(bp_pen *pen, const uint32_t cell[], size_t place[],
                       uint32_t steps[])
{
    while (pen->last != NULL) {
        bp_page *p = pen->last;
        for (size_t k = 0; k < p->n; k++)
            steps[place[cell[bp_page_cells(p)[k]]]++] = p->steps[k];
        pen->last = p->before;
        free(p);
    }
}

static bp_status post_shared(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    size_t *place = j->place + worker * j->cells;
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_journal *from = j->posting[i].journal;
        for (size_t s = BP_OWN_PAGES; s < from->n_pens; s++)
            post_share(&from->pen[s], cells_of(&j->posting[i], s), place,
                       j->ledger->steps);
    }
    return BP_OK;
}

/* As lay_out, for all workers. */
static size_t share_out(job *j)
{
    size_t at = 0;
    for (size_t c = 0; c < j->cells; c++) {
        for (size_t w = 0; w < j->workers; w++) {
            size_t *place = &j->place[w * j->cells + c];
            const size_t n = *place;
            *place = at;
            at += n;
        }
        j->ledger->steps_end[c] = at;
    }
    return at;
}

static bool take_shared(job *j, bp_err *err)
{
    bp_ledger *l = j->ledger;
    l->steps_end = bp_alloc(0, j->cells, sizeof l->steps_end[0]);
    j->place = bp_alloc(0, j->workers * j->cells, sizeof j->place[0]);
    if (l->steps_end == NULL || j->place == NULL ||
        bp_pool_run(j->workers, count_shared, j, err) != BP_OK)
        return false;
    l->steps = bp_alloc_table(share_out(j) + 1, sizeof l->steps[0]);
    return l->steps != NULL && bp_pool_run(j->workers, post_shared, j, err) == BP_OK;
}

bp_status bp_ledger_post(bp_ledger *out, const bp_posting posting[], size_t n,
                         size_t cells, int64_t step, bp_err *err)
{
    bp_ledger ledger = { .step = step };
    job j = { .ledger = &ledger, .posting = posting, .n = n, .cells = cells };
    const size_t most = cells > 0 ? PLACES_MAX / cells + 1 : 1;
    j.workers = cells <= BP_OWN_PAGES ? 1 : n < most ? n : most;
    for (size_t i = 0; i < n; i++)
        bp_journal_close(posting[i].journal);
    const bool ok = take_own(&j) && take_wide(&j) && take_shared(&j, err);
    for (size_t i = 0; i < n; i++)
        bp_journal_release(posting[i].journal);
    free(j.place);
    if (!ok) {
        bp_ledger_release(&ledger, cells);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the pay of %zu cells", cells);
    }
    *out = ledger;
    return BP_OK;
}

static size_t start_of(const size_t end[], size_t cell)
{
    return cell > 0 ? end[cell - 1] : 0;
}

size_t bp_ledger_runs(const bp_ledger *l, size_t cell)
{
    return l->page_end[cell] - start_of(l->page_end, cell) + 2;
}

bp_run bp_ledger_run(const bp_ledger *l, size_t cell, size_t i)
{
    const size_t pages = l->page_end[cell] - start_of(l->page_end, cell);
    if (i < pages) {
        const bp_page *p = l->page[start_of(l->page_end, cell) + i];
        return (bp_run){ .steps = p->steps, .step = l->step, .n = p->n };
    }
    const size_t *end = i == pages ? l->steps_end : l->units_end;
    const size_t start = start_of(end, cell), n = end[cell] - start;
    if (i == pages)
        return (bp_run){ .steps = l->steps + start, .step = l->step, .n = n };
    return (bp_run){ .units = l->units + start, .n = n };
}

uint64_t bp_ledger_count(const bp_ledger *l, size_t cell)
{
    uint64_t n = l->steps_end[cell] - start_of(l->steps_end, cell) + l->units_end[cell] -
                 start_of(l->units_end, cell);
    for (size_t i = start_of(l->page_end, cell); i < l->page_end[cell]; i++)
        n += l->page[i]->n;
    return n;
}

void bp_ledger_release(bp_ledger *l, size_t cells)
{
    for (size_t i = 0; l->page != NULL && i < start_of(l->page_end, cells); i++)
        free(l->page[i]);
    free(l->page);
    free(l->page_end);
    free(l->steps);
    free(l->steps_end);
    free(l->units);
    free(l->units_end);
    *l = (bp_ledger){ 0 };
}
