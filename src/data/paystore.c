/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paystore.c - the amounts of all workers, sorted by cell.
 *
 * A counting sort: each worker counts what its buffers hold of a cell; the sums of the
 * counts are the places where each worker writes, so that no two write to one place and
 * no lock is needed.  A cell's amounts are in no order: statistics select, and their
 * sums are exact integers.  Where all cells have pages of their own, these are listed: of
 * few cells nothing is moved; of many, cell after cell is, so that what groups have of
 * them is in one piece, and each page goes back to the system meanwhile. */
#include "data/paystore.h"

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "data/order.h"

/* At most so many places for all cells and workers together. */
#define PLACES_MAX ((size_t)16 << 20)

/* The parts, at most, in which steps that are away are written: of as many bytes as may
 * be in memory, or more. */
#define PARTS_MOST 256

/* Workers divide the buffers among themselves. */
typedef struct job {
    bp_pay_store *store;
    const bp_pay_source *source; /* [n] */
    size_t n;
    size_t cells;
    size_t workers;
    size_t most;                 /* of what is away, in memory; 0: nothing is */
    size_t part[PARTS_MOST + 1]; /* [parts + 1] the first cell that is written in each */
    size_t parts;
    size_t *place; /* [workers - 1][cells]: how much pay, then where the next goes */
} job;

/* The last worker's places are at last where each cell ends. */
static size_t *place_of(const job *j, size_t worker)
{
    return worker + 1 < j->workers ? j->place + worker * j->cells : j->store->steps_end;
}

/* A page, and whose it is. */
typedef struct listed {
    bp_page *page;
    bp_pay_buffer *of;
} listed;

/* Counts the pages of cells that all have their own, or puts them into their places. */
static void walk_pages(const job *j, size_t place[], listed list[])
{
    for (size_t i = 0; i < j->n; i++) {
        bp_pay_buffer *from = j->source[i].buffer;
        for (size_t c = 0; c < from->n_tails; c++) {
            size_t *at = &place[j->source[i].cell[c]];
            for (bp_page *p = from->tail[c].last; p != NULL; p = p->before, ++*at)
                if (list != NULL)
                    list[*at] = (listed){ p, from };
        }
    }
}

/* All pages in the order of the cells, which the caller frees; NULL: memory is out.
 *   end  [cells] set to where those of each end */
static listed *list_pages(const job *j, size_t end[])
{
    walk_pages(j, end, NULL);
    listed *list = bp_alloc(0, bp_order_places(end, j->cells), sizeof *list);
    if (list != NULL)
        walk_pages(j, end, list);
    return list;
}

static bool keep_pages(job *j)
{
    bp_pay_store *s = j->store;
    s->page_end = bp_alloc(0, j->cells, sizeof s->page_end[0]);
    listed *list = s->page_end != NULL ? list_pages(j, s->page_end) : NULL;
    const size_t n = list != NULL && j->cells > 0 ? s->page_end[j->cells - 1] : 0;
    s->page = list != NULL ? bp_alloc(0, n, sizeof(bp_page *)) : NULL;
    for (size_t i = 0; s->page != NULL && i < n; i++)
        s->page[i] = list[i].page;
    free(list);
    for (size_t i = 0; s->page != NULL && i < j->n; i++)
        for (size_t k = 0; k < BP_PAGE_KINDS; k++)
            bp_arena_join(&s->pages, &j->source[i].buffer->pages[k]);
    return s->page != NULL;
}

/* Moves the amounts of listed pages.
 *   end  [cells] where the pages of each end, then its amounts */
static void move_pages(listed list[], size_t end[], size_t cells, uint32_t to[])
{
    for (size_t c = 0, i = 0, n = 0; c < cells; end[c++] = n)
        for (; i < end[c]; i++) {
            bp_page *p = list[i].page;
            memcpy(to + n, p->steps, p->n * sizeof to[0]);
            n += p->n;
            bp_pay_page_moved(list[i].of, p);
        }
}

static bool join_pages(job *j)
{
    bp_pay_store *s = j->store;
    uint64_t n = 1;
    s->steps_end = bp_alloc(0, j->cells, sizeof s->steps_end[0]);
    listed *list = s->steps_end != NULL ? list_pages(j, s->steps_end) : NULL;
    for (size_t i = 0; list != NULL && i < s->steps_end[j->cells - 1]; i++)
        n += list[i].page->n;
    s->steps = list != NULL ? bp_alloc_bare(n, sizeof s->steps[0]) : NULL;
    if (s->steps != NULL)
        move_pages(list, s->steps_end, j->cells, s->steps);
    free(list);
    return s->steps != NULL;
}

/* Counts the wide amounts, or puts them into their places. */
static void walk_wide(const job *j, size_t place[], int64_t units[], int64_t weight[])
{
    for (size_t i = 0; i < j->n; i++) {
        const bp_pay_buffer *from = j->source[i].buffer;
        for (size_t k = 0; k < from->n_wide; k++) {
            size_t *at = &place[j->source[i].cell[from->wide[k].cell]];
            if (units != NULL)
                units[*at] = from->wide[k].pay;
            if (weight != NULL)
                weight[*at] = from->weight[k];
            ++*at;
        }
    }
}

static bool take_wide(job *j)
{
    bp_pay_store *s = j->store;
    bool weighed = false;
    for (size_t i = 0; i < j->n; i++) {
        s->n_units += j->source[i].buffer->n_wide;
        weighed |= j->source[i].buffer->weight != NULL;
    }
    if (s->n_units == 0)
        return true;
    s->units = bp_alloc(0, s->n_units, sizeof s->units[0]);
    s->units_end = bp_alloc(0, j->cells, sizeof s->units_end[0]);
    if (weighed)
        s->weight = bp_alloc(0, s->n_units, sizeof s->weight[0]);
    if (s->units == NULL || s->units_end == NULL || (weighed && s->weight == NULL))
        return false;
    walk_wide(j, s->units_end, NULL, NULL);
    bp_order_places(s->units_end, j->cells);
    walk_wide(j, s->units_end, s->units, s->weight);
    return true;
}

/* The cells whose amounts the pages of a tail hold; how many, in *n. */
static const uint32_t *cells_of(const bp_pay_source *p, size_t tail, size_t *n)
{
    const bool own = bp_pay_buffer_owns(p->buffer, tail);
    const size_t from = own ? tail : BP_OWN_PAGES + (tail - BP_OWN_PAGES) * BP_SHARE;
    const size_t most = own ? 1 : BP_SHARE;
    *n = p->cells - from < most ? p->cells - from : most;
    return p->cell + from;
}

/* Counts and places of the cells of one share are copied side by side meanwhile, so that
 * the loops over its pages stay within the first cache. */

static void count_pages(const bp_pay_tail *tail, bool own, size_t n[BP_SHARE])
{
    for (const bp_page *p = tail->here; p != NULL; p = p->before)
        if (own)
            n[0] += p->n;
        else
            for (size_t k = 0; k < p->n; k++)
                n[bp_page_cells(p)[k]]++;
}

static void scatter_pages(const bp_pay_tail *tail, bool own, uint32_t *to[BP_SHARE])
{
    for (const bp_page *p = tail->here; p != NULL; p = p->before)
        for (size_t k = 0; k < p->n; k++)
            *to[own ? 0 : bp_page_cells(p)[k]]++ = p->steps[k];
}

/* Pages by themselves, of any tail. */

static void count_away(const bp_pay_source *from, size_t place[])
{
    for (bp_pay_walk w = { 0 }; bp_pay_page_next(&w, from->buffer);) {
        size_t cells;
        const bp_page *p = w.page;
        const uint32_t *cell = cells_of(from, p->tail, &cells);
        const bool own = bp_pay_buffer_owns(from->buffer, p->tail);
        for (size_t k = 0; k < p->n; k++)
            place[cell[own ? 0 : bp_page_cells(p)[k]]]++;
    }
}

/* Writes the amounts of the cells from `low` to before `high`. */
static void scatter_away(const bp_pay_source *from, size_t place[], uint32_t steps[],
                         size_t low, size_t high)
{
    for (bp_pay_walk w = { 0 }; bp_pay_page_next(&w, from->buffer);) {
        size_t cells;
        const bp_page *p = w.page;
        const uint32_t *cell = cells_of(from, p->tail, &cells);
        const uint8_t *of =
            bp_pay_buffer_owns(from->buffer, p->tail) ? NULL : bp_page_cells(p);
        if (of == NULL && (cell[0] < low || cell[0] >= high))
            continue;
        for (size_t k = 0; k < p->n; k++) {
            const uint32_t c = cell[of != NULL ? of[k] : 0];
            if (c - low < high - low)
                steps[place[c]++] = p->steps[k];
        }
    }
}

static bp_status count_steps(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    size_t *place = place_of(j, worker);
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_pay_buffer *from = j->source[i].buffer;
        if (j->most > 0)
            count_away(&j->source[i], place);
        for (size_t t = 0; j->most == 0 && t < from->n_tails; t++) {
            size_t cells, n[BP_SHARE] = { 0 };
            const uint32_t *cell = cells_of(&j->source[i], t, &cells);
            count_pages(&from->tail[t], bp_pay_buffer_owns(from, t), n);
            for (size_t k = 0; k < cells; k++)
                place[cell[k]] += n[k];
        }
    }
    return BP_OK;
}

static void scatter_tail(const job *j, const bp_pay_source *from, size_t t,
                         size_t place[])
{
    size_t cells;
    uint32_t *to[BP_SHARE], *steps = j->store->steps;
    const uint32_t *cell = cells_of(from, t, &cells);
    for (size_t k = 0; k < cells; k++) {
        to[k] = steps + place[cell[k]];
        __builtin_prefetch(to[k], 1);
    }
    scatter_pages(&from->buffer->tail[t], bp_pay_buffer_owns(from->buffer, t), to);
    /* a free number leaves the place of its cell as it is */
    for (size_t k = 0; k < cells; k++) {
        const size_t at = (size_t)(to[k] - steps);
        place[cell[k]] = at > place[cell[k]] ? at : place[cell[k]];
    }
}

/* Puts the kinds of pages in the order of the cells of each; those that have their own
 * are of all prefixes, and last. */
static void order_kinds(const bp_pay_source *from, size_t kind[BP_PAGE_KINDS])
{
    uint32_t least[BP_PAGE_KINDS];
    memset(least, 0xff, sizeof least);
    for (size_t t = BP_OWN_PAGES; t < from->buffer->n_tails; t++) {
        size_t cells;
        const uint32_t first = cells_of(from, t, &cells)[0];
        uint32_t *low = &least[from->buffer->tail[t].kind];
        *low = first < *low ? first : *low;
    }
    for (size_t n = 0; n < BP_PAGE_KINDS; n++) {
        const size_t k = BP_PAGE_KINDS - 1 - n;
        size_t at = n;
        for (; at > 0 && least[kind[at - 1]] > least[k]; at--)
            kind[at] = kind[at - 1];
        kind[at] = k;
    }
}

/* What has been placed is let go of at once, or all pay would be there twice. */
static bp_status scatter_steps(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    (void)err;
    for (size_t i = worker; i < j->n; i += j->workers) {
        const bp_pay_source *from = &j->source[i];
        size_t kind[BP_PAGE_KINDS];
        order_kinds(from, kind);
        for (size_t k = 0; k < BP_PAGE_KINDS; k++) {
            for (size_t t = 0; t < from->buffer->n_tails; t++)
                if (from->buffer->tail[t].kind == kind[k])
                    scatter_tail(j, from, t, place_of(j, worker));
            bp_arena_release(&from->buffer->pages[kind[k]]);
        }
    }
    return BP_OK;
}

/* The same a part at a time, since what is written of a page is anywhere. */
static bp_status scatter_parts(void *arg, size_t worker, bp_err *err)
{
    const job *j = arg;
    (void)err;
    for (size_t p = 0; p < j->parts; p++) {
        bp_mapped_use(j->store->away, j->most);
        for (size_t i = worker; i < j->n; i += j->workers)
            scatter_away(&j->source[i], place_of(j, worker), j->store->steps, j->part[p],
                         j->part[p + 1]);
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

/* Cuts the cells into parts.
 *   n  steps of all of them */
static void cut_parts(job *j, size_t n)
{
    const size_t *place = place_of(j, j->workers - 1);
    j->parts = n * sizeof j->store->steps[0] / j->most + 1;
    if (j->parts > PARTS_MOST)
        j->parts = PARTS_MOST;
    for (size_t p = 0, cell = 0; p < j->parts; p++) {
        while (cell < j->cells && place[cell] < n / j->parts * p)
            cell++;
        j->part[p] = cell;
    }
    j->part[j->parts] = j->cells;
}

/* Room for so many steps; NULL: there is none. */
static uint32_t *take_room(job *j, size_t n)
{
    bp_pay_store *s = j->store;
    if (j->most == 0)
        return bp_alloc_bare(n + 1, sizeof s->steps[0]);
    cut_parts(j, n);
    s->away = bp_mapped_new(j->most);
    return s->away != NULL ? bp_mapped_take(s->away, n * sizeof s->steps[0]) : NULL;
}

static bool take_steps(job *j, bp_err *err)
{
    bp_pay_store *s = j->store;
    const size_t most = PLACES_MAX / j->cells + 1;
    j->workers = j->workers < most ? j->workers : most;
    s->steps_end = bp_alloc(0, j->cells, sizeof s->steps_end[0]);
    j->place = bp_alloc(0, (j->workers - 1) * j->cells, sizeof j->place[0]);
    if (s->steps_end == NULL || j->place == NULL ||
        bp_pool_run(j->workers, count_steps, j, err) != BP_OK)
        return false;
    s->steps = take_room(j, share_out(j));
    return s->steps != NULL &&
           bp_pool_run(j->workers, j->most > 0 ? scatter_parts : scatter_steps, j, err) ==
               BP_OK;
}

/* Pages of buffers whose cells each have their own are joined, if there are no others;
 * those of few cells are kept, if there are only such. */
static bool take_amounts(job *j, bp_err *err)
{
    bool each = false, others = false, few = j->cells <= BP_OWN_PAGES;
    for (size_t i = 0; i < j->n; i++) {
        const bp_pay_buffer *from = j->source[i].buffer;
        each |= from->each;
        others |= !from->each && from->n_tails > 0;
        few &= from->n_tails <= BP_OWN_PAGES;
    }
    const bool pages = j->most == 0 && !(each && others);
    if (j->cells == 0 || (pages && !each && few))
        return keep_pages(j);
    return pages && each ? join_pages(j) : take_steps(j, err);
}

bp_status bp_pay_store_build(bp_pay_store *out, const bp_pay_source source[], size_t n,
                             size_t cells, int64_t step, size_t most, size_t threads,
                             bp_err *err)
{
    bp_pay_store store = { .step = step };
    job j = { .store = &store,
              .source = source,
              .n = n,
              .cells = cells,
              .workers = threads < n ? threads : n };
    for (size_t i = 0; i < n; i++) {
        bp_pay_buffer_close(source[i].buffer);
        j.most = source[i].buffer->away != NULL ? most : j.most;
    }
    const bool ok = take_wide(&j) && take_amounts(&j, err);
    for (size_t i = 0; i < n; i++)
        bp_pay_buffer_release(source[i].buffer);
    free(j.place);
    if (!ok) {
        const bp_status why =
            store.away != NULL ? bp_mapped_failure(store.away, err) : BP_OK;
        bp_pay_store_release(&store);
        return why != BP_OK ? why : bp_no_memory(err, "the pay of %zu cells", cells);
    }
    *out = store;
    return BP_OK;
}

size_t bp_pay_store_parts(const bp_pay_store *s, size_t cell)
{
    const size_t n = s->steps_end[cell] - bp_pay_store_start(s->steps_end, cell);
    return (n + BP_AWAY_VALUES - 1) / BP_AWAY_VALUES;
}

bp_run bp_pay_store_part(const bp_pay_store *s, size_t cell, size_t i)
{
    const size_t from = bp_pay_store_start(s->steps_end, cell) + i * BP_AWAY_VALUES;
    const size_t n = s->steps_end[cell] - from;
    return (bp_run){ .steps = s->steps + from,
                     .step = s->step,
                     .n = n < BP_AWAY_VALUES ? n : BP_AWAY_VALUES,
                     .away = s->away };
}

void bp_pay_store_release(bp_pay_store *s)
{
    bp_arena_release(&s->pages);
    free(s->page);
    free(s->page_end);
    if (s->away == NULL)
        free(s->steps);
    bp_mapped_free(s->away);
    free(s->steps_end);
    free(s->units);
    free(s->weight);
    free(s->units_end);
    *s = (bp_pay_store){ 0 };
}
