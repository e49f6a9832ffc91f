/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellsort.c - cells in the order of their ids.
 *
 * Prefixes are put in order first, and cells by the numbers that these have then, and by
 * organisation.  Threads divide the cells by prefix, so that each sorts, joins and moves
 * what no other has. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "base/room.h"
#include "data/cellset.h"
#include "data/order.h"

/* The numbers 0 to before n. */
static uint32_t *numbers(size_t n)
{
    uint32_t *list = bp_alloc(0, n, sizeof *list);
    for (size_t i = 0; list != NULL && i < n; i++)
        list[i] = (uint32_t)i;
    return list;
}

/* The place of each prefix in the order of some parts, where equal ones have the same;
 * NULL when memory is out. */
static uint32_t *rank_prefixes(const bp_cellset *c, const size_t part[], size_t n_parts)
{
    const size_t width = bp_cellset_prefix_parts(c);
    uint32_t *list = numbers(c->n_prefixes), *rank = numbers(c->n_prefixes), at = 0;
    bool ok = list != NULL && rank != NULL &&
              bp_order_rows(list, c->n_prefixes, c->prefix, width, part, n_parts);
    for (size_t i = 0; ok && i < c->n_prefixes; i++) {
        const uint32_t *of = c->prefix + list[i] * width;
        const uint32_t *before = c->prefix + list[i > 0 ? i - 1 : 0] * width;
        size_t k = 0;
        while (k < n_parts && of[part[k]] == before[part[k]])
            k++;
        at += k < n_parts;
        rank[list[i]] = at;
    }
    free(list);
    if (!ok) {
        free(rank);
        return NULL;
    }
    return rank;
}

/* Puts the prefixes in order, all of which differ: their places, by which cells still
 * name the old ones.  NULL: memory is out. */
static uint32_t *sort_prefixes(bp_cellset *c)
{
    size_t part[BP_CELL_PARTS_MAX];
    const size_t parts = bp_cellset_prefix_parts(c);
    for (size_t k = 0; k < parts; k++)
        part[k] = k;
    uint32_t *rank = rank_prefixes(c, part, parts);
    uint32_t *prefix = bp_alloc(0, c->n_prefixes * parts, sizeof *prefix);
    if (rank == NULL || prefix == NULL) {
        free(rank);
        free(prefix);
        return NULL;
    }
    for (size_t i = 0; i < c->n_prefixes; i++)
        memcpy(prefix + rank[i] * parts, c->prefix + i * parts, parts * sizeof prefix[0]);
    free(c->prefix);
    c->prefix = prefix;
    return rank;
}

/* Of fewer cells one thread sorts all. */
#define CELLS_OF_A_THREAD 50000

/* So many of the cells show how they are spread over prefixes. */
#define LOOKED_AT 20000

/* Numbers that threads write side by side are so many apart: a line of a cache. */
#define APART (64 / sizeof(size_t))

/* What a thread sorts at a time is a part of its cells, since sorting takes more than
 * they do. */
#define SHARES_OF_A_THREAD 16

/* Each thread has a part of the cells as they are, then those of some shares of the
 * prefixes. */
typedef struct job {
    bp_cellset *c;
    const uint32_t *rank; /* [n_prefixes] */
    size_t threads;
    size_t shares;
    uint32_t *share; /* [n_prefixes] in which a prefix is, by its new number */
    size_t *place;   /* [threads][shares + APART] where cells of a part go in a share */
    size_t *start;   /* [shares + 1] of each share */
    uint32_t *list;  /* [n] the old numbers, those of each share in order */
    bp_cell_id *id;  /* [n] their ids */
    size_t *kept;    /* [shares + 1] cells of a share, then its first */
    uint64_t *first; /* [n] once those that are there twice are one */
    uint32_t *now;
    bp_room room; /* of those that are not kept */
} job;

static size_t part_start(const job *j, size_t part)
{
    return j->c->n / j->threads * part + (part == j->threads ? j->c->n % j->threads : 0);
}

/* Shares of about as many cells. */
static void share_out(job *j)
{
    const bp_cellset *c = j->c;
    const size_t step = 1 + c->n / LOOKED_AT;
    size_t seen = 0, all = 0;
    for (size_t i = 0; i < c->n; i += step, all++)
        j->share[j->rank[c->id[i].prefix]]++;
    for (size_t i = 0; i < c->n_prefixes; i++) {
        const size_t here = j->share[i];
        j->share[i] = all > 0 ? (uint32_t)(seen * j->shares / all) : 0;
        if (j->share[i] >= j->shares)
            j->share[i] = (uint32_t)j->shares - 1;
        seen += here;
    }
}

static size_t *places_of(const job *j, size_t part)
{
    return j->place + part * (j->shares + APART);
}

/* Gives the cells of a part the new numbers of their prefixes, and counts them. */
static bp_status count_part(void *arg, size_t part, bp_err *err)
{
    job *j = arg;
    bp_cellset *c = j->c;
    size_t *n = places_of(j, part);
    (void)err;
    for (size_t i = part_start(j, part); i < part_start(j, part + 1); i++) {
        c->id[i].prefix = j->rank[c->id[i].prefix];
        n[j->share[c->id[i].prefix]]++;
    }
    return BP_OK;
}

static void find_places(job *j)
{
    size_t at = 0;
    for (size_t s = 0; s < j->shares; s++) {
        j->start[s] = at;
        for (size_t part = 0; part < j->threads; part++) {
            size_t *place = &places_of(j, part)[s];
            const size_t n = *place;
            *place = at;
            at += n;
        }
    }
    j->start[j->shares] = at;
}

static bp_status deal_part(void *arg, size_t part, bp_err *err)
{
    job *j = arg;
    size_t *place = places_of(j, part);
    (void)err;
    for (size_t i = part_start(j, part); i < part_start(j, part + 1); i++)
        j->list[place[j->share[j->c->id[i].prefix]]++] = (uint32_t)i;
    return BP_OK;
}

static bool same(bp_cell_id a, bp_cell_id b)
{
    return a.prefix == b.prefix && a.org == b.org;
}

static bp_status sort_share(void *arg, size_t s, bp_err *err)
{
    static const size_t column[] = { 0, 1 };
    job *j = arg;
    const size_t from = j->start[s], to = j->start[s + 1];
    size_t kept = 0;
    if (!bp_order_rows(j->list + from, to - from, (const uint32_t *)j->c->id, 2, column,
                       2))
        return bp_no_memory(err, "the cells");
    for (size_t i = from; i < to; i++) {
        j->id[i] = j->c->id[j->list[i]];
        kept += i == from || !same(j->id[i - 1], j->id[i]);
    }
    j->kept[s] = kept;
    return BP_OK;
}

/* Leaves one of those of a share that are there twice. */
static bp_status thin_share(void *arg, size_t s, bp_err *err)
{
    job *j = arg;
    bp_cell_id *to = j->id + j->start[s];
    size_t at = j->kept[s];
    (void)err;
    for (size_t i = j->start[s]; i < j->start[s + 1]; i++) {
        const uint32_t old = j->list[i];
        const uint64_t first = j->c->first[old];
        if (at == j->kept[s] || !same(to[-1], j->id[i])) {
            *to++ = j->id[i];
            j->first[at++] = first;
        } else if (first < j->first[at - 1]) {
            j->first[at - 1] = first;
        }
        j->now[old] = (uint32_t)at - 1;
    }
    return BP_OK;
}

/* The cells are those that are left. */
static void take_over(job *j, size_t all)
{
    bp_cellset *c = j->c;
    for (size_t s = 0; s < j->shares; s++) {
        const size_t end = s + 1 < j->shares ? j->kept[s + 1] : all;
        memmove(j->id + j->kept[s], j->id + j->start[s],
                (end - j->kept[s]) * sizeof j->id[0]);
    }
    bp_cell_id *less = realloc(j->id, (all + 1) * sizeof *less);
    c->id = less != NULL ? less : j->id;
    free(c->first);
    c->first = j->first;
    c->n = all;
    j->id = NULL;
    j->first = NULL;
}

static bool make_room(job *j)
{
    const size_t n = j->c->n + 1;
    bp_room *m = &j->room;
    j->share = bp_room_take(m, j->c->n_prefixes, sizeof j->share[0]);
    j->place = bp_room_take(m, j->threads * (j->shares + APART), sizeof j->place[0]);
    j->start = bp_room_take(m, j->shares + 1, sizeof j->start[0]);
    j->kept = bp_room_take(m, j->shares + 1, sizeof j->kept[0]);
    j->list = bp_room_take(m, n, sizeof j->list[0]);
    j->id = bp_alloc_bare(n, sizeof j->id[0]);
    return !m->failed && j->id != NULL;
}

/* False: memory is out. */
static bool sort_cells(job *j)
{
    const size_t n = j->threads;
    if (!make_room(j))
        return false;
    share_out(j);
    if (bp_pool_tasks(n, n, count_part, j, NULL) != BP_OK)
        return false;
    find_places(j);
    if (bp_pool_tasks(n, n, deal_part, j, NULL) != BP_OK ||
        bp_pool_tasks(n, j->shares, sort_share, j, NULL) != BP_OK)
        return false;
    const size_t all = bp_order_places(j->kept, j->shares);
    free(j->c->id);
    j->c->id = NULL;
    j->first = bp_alloc_bare(all + 1, sizeof j->first[0]);
    if (j->first == NULL || bp_pool_tasks(n, j->shares, thin_share, j, NULL) != BP_OK)
        return false;
    take_over(j, all);
    return true;
}

bool bp_cellset_sort(bp_cellset *c, uint32_t now[], size_t threads)
{
    const size_t most = 1 + c->n / CELLS_OF_A_THREAD;
    bp_cellset_forget(c);
    uint32_t *rank = sort_prefixes(c);
    job j = {
        .c = c, .rank = rank, .threads = threads < most ? threads : most, .now = now
    };
    j.shares = j.threads > 1 ? SHARES_OF_A_THREAD * j.threads : 1;
    const bool ok = rank != NULL && sort_cells(&j);
    free(rank);
    bp_room_release(&j.room);
    free(j.id);
    free(j.first);
    return ok;
}

bool bp_cellset_order(const bp_cellset *c, uint32_t cell[], size_t n, const size_t part[],
                      size_t n_parts)
{
    static const size_t first[] = { 0 };
    uint32_t *rank = rank_prefixes(c, part, n_parts);
    uint32_t *of = numbers(c->n);
    const bool ok = rank != NULL && of != NULL;
    for (size_t i = 0; ok && i < c->n; i++)
        of[i] = rank[c->id[i].prefix];
    free(rank);
    const bool done = ok && bp_order_rows(cell, n, of, 1, first, 1);
    free(of);
    return done;
}
