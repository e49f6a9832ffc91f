/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellset.c - finds the cell of a row, and makes it when it is new.
 *
 * Every row of the input comes through here, so what is looked up is small and what is
 * needed of memory is fetched some rows ahead: a miss of the caches costs more than all
 * the arithmetic of a row. */
#include "data/cellset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void bp_cellset_init(bp_cellset *c, const bp_shape *shape)
{
    *c = (bp_cellset){ .n_keys = shape->n_keys, .width = shape->n_keys };
    c->year = shape->has_year ? c->width++ : SIZE_MAX;
    c->currency = shape->has_currency ? c->width++ : SIZE_MAX;
    c->org = shape->has_org ? c->width++ : SIZE_MAX;
}

static void forget_cells(bp_cellset *c)
{
    bp_slots_release(&c->cells);
    free(c->direct);
    c->direct = NULL;
    c->n_direct = 0;
}

void bp_cellset_forget(bp_cellset *c)
{
    bp_slots_release(&c->prefixes);
    bp_slots_release(&c->groups);
    forget_cells(c);
}

void bp_cellset_release(bp_cellset *c)
{
    free(c->id);
    free(c->first);
    free(c->prefix);
    bp_cellset_forget(c);
    *c = (bp_cellset){ 0 };
}

static inline bool same_ids(const uint32_t a[], const uint32_t b[], size_t n)
{
    uint32_t different = 0;
    for (size_t i = 0; i < n; i++)
        different |= a[i] ^ b[i];
    return different == 0;
}

/* Each number is multiplied by a power of an odd constant, which the processor does for
 * all of them at once. */
static inline uint64_t hash_ids(const uint32_t id[], size_t n)
{
    uint64_t hash = 0, times = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < n; i++, times *= UINT64_C(0xd1342543de82ef95))
        hash += (id[i] + UINT64_C(1)) * times;
    return hash ^ hash >> 32;
}

static inline uint64_t hash_cell(uint32_t prefix, uint32_t org)
{
    const uint64_t key = ((uint64_t)prefix << 32 | org) * UINT64_C(0x9e3779b97f4a7c15);
    return key ^ key >> 32;
}

/* Rows of numbers, of which the first n are compared. */
typedef struct rows {
    const uint32_t *row; /* [][width] */
    size_t width;
    size_t n;
} rows;

static inline bool same_start(const void *user, uint32_t at, const void *key)
{
    const rows *r = user;
    return same_ids(r->row + at * r->width, key, r->n);
}

static inline bool same_cell(const void *user, uint32_t at, const void *key)
{
    const bp_cell_id *id = (const bp_cell_id *)user + at, *want = key;
    return id->prefix == want->prefix && id->org == want->org;
}

static bp_status no_memory(const bp_cellset *c, bp_err *err)
{
    return bp_no_memory(err, "%zu groups", c->n + 1);
}

static bp_status add_prefix(bp_cellset *c, const uint32_t id[], uint64_t hash,
                            bp_err *err)
{
    const uint32_t number = (uint32_t)c->n_prefixes;
    const size_t parts = bp_cellset_prefix_parts(c), had = number * parts;
    const bool each = parts == c->n_keys; /* prefix is one: none is looked up */
    const uint64_t group = hash_ids(id, c->n_keys);
    const rows groups = { c->prefix, parts, c->n_keys };
    const bool new_group =
        !each && bp_slots_find(&c->groups, group, same_start, &groups, id) == BP_NO_ID;
    if (each ? number >= BP_GROUPS_MAX : new_group && c->groups.n >= BP_GROUPS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT,
                       "more than %d groups; group by columns with fewer values",
                       BP_GROUPS_MAX);
    if (!bp_reserve(&c->prefix, &c->prefix_cap, had + parts + 1, sizeof number) ||
        !bp_slots_add(&c->prefixes, hash, number) ||
        (new_group && !bp_slots_add(&c->groups, group, number)))
        return no_memory(c, err);
    memcpy(c->prefix + had, id, parts * sizeof id[0]);
    c->n_prefixes++;
    return BP_OK;
}

/* So many numbers, the new ones with an id.  False: memory is out. */
static bool add_numbers(bp_cellset *c, size_t n, bp_cell_id id, uint64_t order)
{
    if (n >= BP_NO_ID || !bp_reserve(&c->id, &c->id_cap, n, sizeof c->id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, n, sizeof c->first[0]))
        return false;
    for (; c->n < n; c->n++) {
        c->id[c->n] = id;
        c->first[c->n] = order;
    }
    return true;
}

/* Gives a new cell a number.  The free ones of a new block are the same cell once more,
 * of which sorting makes one. */
static bp_status add_cell(bp_cellset *c, bp_cell_id id, uint64_t order, uint32_t *cell,
                          bp_err *err)
{
    const bool blocks = c->org != SIZE_MAX && c->n >= BP_CELLS_FIRST;
    size_t *next = &c->next[bp_cell_kind(id)];
    size_t number = c->n, end = c->n + 1;
    if (blocks && *next % BP_CELL_BLOCK != 0) {
        number = *next;
        end = c->n;
    } else if (blocks) {
        number = (c->n + BP_CELL_BLOCK - 1) / BP_CELL_BLOCK * BP_CELL_BLOCK;
        end = number + BP_CELL_BLOCK;
    }
    if (!add_numbers(c, end, id, order))
        return no_memory(c, err);
    c->id[number] = id;
    c->first[number] = order;
    *next = blocks ? number + 1 : *next;
    *cell = (uint32_t)number;
    return BP_OK;
}

/* A prefix that is new, and without organisations its cell, unless that comes later. */
static __attribute__((noinline)) bp_status make_prefix(bp_cellset *c, const uint32_t id[],
                                                       uint64_t hash, uint64_t order,
                                                       uint32_t *prefix, bp_err *err)
{
    *prefix = (uint32_t)c->n_prefixes;
    bp_status status = add_prefix(c, id, hash, err);
    return status == BP_OK && c->org == SIZE_MAX && !c->later
               ? add_cell(c, (bp_cell_id){ .prefix = *prefix }, order, prefix, err)
               : status;
}

/* The number of the prefix of an id, which is made when it is new.  Compiled anew, with
 * another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_prefix(bp_cellset *c, const uint32_t id[], size_t parts, uint64_t order,
           uint32_t *prefix, bp_err *err)
{
    /* A single column's values and prefixes nearly always came in the same order. */
    if (parts == 1 && id[0] < c->n_prefixes && c->prefix[id[0]] == id[0]) {
        *prefix = id[0];
        return BP_OK;
    }
    const uint64_t hash = hash_ids(id, parts);
    *prefix = bp_slots_find(&c->prefixes, hash, same_start,
                            &(rows){ c->prefix, parts, parts }, id);
    return *prefix != BP_NO_ID ? BP_OK : make_prefix(c, id, hash, order, prefix, err);
}

/* The place of a cell in the direct table; NULL: a number is too high for it. */
static inline uint32_t *direct_of(const bp_cellset *c, uint32_t prefix, uint32_t org)
{
    return prefix < BP_DIRECT_PREFIXES && org < c->n_direct
               ? &c->direct[(size_t)org * BP_DIRECT_PREFIXES + prefix]
               : NULL;
}

/* Makes room for an organisation in the direct table. */
static bool grow_direct(bp_cellset *c, uint32_t org)
{
    size_t n = c->orgs > 0 ? c->orgs : 256;
    while (n <= org)
        n *= 2;
    uint32_t *direct = bp_alloc_table(n * BP_DIRECT_PREFIXES, sizeof *direct);
    if (direct == NULL)
        return false;
    if (c->n_direct > 0)
        memcpy(direct, c->direct, c->n_direct * BP_DIRECT_PREFIXES * sizeof *direct);
    free(c->direct);
    c->direct = direct;
    c->n_direct = n;
    return true;
}

/* Moves the cells of the direct table to the slots: with many prefixes it would be large
 * and hold few of them. */
static __attribute__((noinline)) bool give_up_direct(bp_cellset *c)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->n; i++)
        if (direct_of(c, c->id[i].prefix, c->id[i].org) != NULL)
            ok = bp_slots_add(&c->cells, hash_cell(c->id[i].prefix, c->id[i].org),
                              (uint32_t)i);
    free(c->direct);
    c->direct = NULL;
    c->n_direct = 0;
    return ok;
}

/* The cell of an id, which is made when it is new. */
static inline bp_status put_cell(bp_cellset *c, bp_cell_id id, uint64_t order,
                                 uint32_t *cell, bp_err *err)
{
    const uint64_t hash = hash_cell(id.prefix, id.org);
    *cell = bp_slots_find(&c->cells, hash, same_cell, c->id, &id);
    if (*cell != BP_NO_ID)
        return BP_OK;
    bp_status status = add_cell(c, id, order, cell, err);
    return status != BP_OK || bp_slots_add(&c->cells, hash, *cell) ? status
                                                                   : no_memory(c, err);
}

static bp_status add_direct(bp_cellset *c, uint32_t *direct, bp_cell_id id,
                            uint64_t order, uint32_t *cell, bp_err *err)
{
    bp_status status = add_cell(c, id, order, cell, err);
    *direct = status == BP_OK ? *cell + 1 : 0;
    return status;
}

/* Some at a time, so that memory is fetched before it is looked at. */
#define AHEAD 32

/* Beyond so many prefixes there is no direct table. */
#define MANY_PREFIXES ((size_t)4 * BP_DIRECT_PREFIXES)

/* Up to so many prefixes the first caches hold all slots. */
#define FEW 512

/* Compiled anew, with another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_prefixes(bp_cellset *c, const uint32_t id[], size_t parts, const uint64_t order[],
             size_t n, uint32_t prefix[], bp_err *err)
{
    bp_status status = BP_OK;
    if (parts > 1 && c->n_prefixes > FEW)
        for (size_t i = 0; i < n; i++)
            __builtin_prefetch(&c->prefixes.slot[hash_ids(id + i * c->width, parts) &
                                                 (c->prefixes.cap - 1)]);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = put_prefix(c, id + i * c->width, parts, order[i], &prefix[i], err);
    return status;
}

/* Where each group is of one organisation, cells came in the order of prefixes.
 *   prefix  [n] which are the numbers of the cells, too, if so */
static bool are_prefixes(const bp_cellset *c, const uint32_t org[], size_t n,
                         const uint32_t prefix[])
{
    bool are = c->n < c->n_prefixes + BP_CELL_BLOCK;
    for (size_t i = 0; are && i < n; i++)
        are = prefix[i] < c->n &&
              same_cell(c->id, prefix[i], &(bp_cell_id){ prefix[i], org[i] });
    return are;
}

/* Three rounds: the direct table is grown before places in it are taken, all places are
 * fetched, and then looked at. */
static bp_status put_cells(bp_cellset *c, const uint32_t org[], const uint64_t order[],
                           size_t n, uint32_t cell[], bp_err *err)
{
    uint32_t *direct[AHEAD];
    bp_status status = BP_OK;
    const bool few = c->n_prefixes <= MANY_PREFIXES && !c->few_rows;
    if (!few && are_prefixes(c, org, n, cell))
        return BP_OK;
    if (!few && c->n_direct > 0 && !give_up_direct(c))
        return no_memory(c, err);
    for (size_t i = 0; few && i < n; i++)
        if (cell[i] < BP_DIRECT_PREFIXES && org[i] < BP_DIRECT_ORGS &&
            org[i] >= c->n_direct && !grow_direct(c, org[i]))
            return no_memory(c, err);
    for (size_t i = 0; i < n; i++) {
        direct[i] = direct_of(c, cell[i], org[i]);
        if (direct[i] != NULL)
            __builtin_prefetch(direct[i]);
        else if (c->cells.cap > 0)
            __builtin_prefetch(
                &c->cells.slot[hash_cell(cell[i], org[i]) & (c->cells.cap - 1)]);
    }
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        const bp_cell_id of = { cell[i], org[i] };
        if (direct[i] == NULL)
            status = put_cell(c, of, order[i], &cell[i], err);
        else if (*direct[i] != 0)
            cell[i] = *direct[i] - 1;
        else
            status = add_direct(c, direct[i], of, order[i], &cell[i], err);
    }
    return status;
}

bp_status bp_cellset_put_cells(bp_cellset *c, const uint32_t org[],
                               const uint64_t order[], size_t n, uint32_t cell[],
                               bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i += AHEAD)
        status = put_cells(c, org + i, order + i, n - i < AHEAD ? n - i : AHEAD, cell + i,
                           err);
    return status;
}

bool bp_cellset_append(bp_cellset *c, const bp_cell_id id[], const uint64_t first[],
                       size_t n)
{
    if (n >= BP_NO_ID - c->n || !bp_reserve(&c->id, &c->id_cap, c->n + n, sizeof id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, c->n + n, sizeof first[0]))
        return false;
    if (n > 0) {
        memcpy(c->id + c->n, id, n * sizeof id[0]);
        memcpy(c->first + c->n, first, n * sizeof first[0]);
    }
    c->n += n;
    return true;
}

static bp_status put_some(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                          size_t n, uint32_t cell[], bp_err *err)
{
    const size_t parts = bp_cellset_prefix_parts(c);
    bp_status status = parts == 1   ? put_prefixes(c, id, 1, order, n, cell, err)
                       : parts == 2 ? put_prefixes(c, id, 2, order, n, cell, err)
                       : parts == 3 ? put_prefixes(c, id, 3, order, n, cell, err)
                                    : put_prefixes(c, id, parts, order, n, cell, err);
    if (status != BP_OK || c->org == SIZE_MAX || c->later)
        return status;
    uint32_t org[AHEAD];
    for (size_t i = 0; i < n; i++)
        org[i] = id[i * c->width + c->org];
    return put_cells(c, org, order, n, cell, err);
}

bp_status bp_cellset_put_all(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                             size_t n, uint32_t cell[], bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0, some; status == BP_OK && i < n; i += some) {
        some = n - i < AHEAD ? n - i : AHEAD;
        status = put_some(c, id + i * c->width, order + i, some, cell + i, err);
    }
    return status;
}

/* The prefixes of `from`, some at a time.
 *   now  [n_prefixes of it] their numbers */
static bp_status put_prefixes_of(bp_cellset *c, const bp_cellset *from, uint32_t now[],
                                 bp_err *err)
{
    static const uint64_t nothing[AHEAD];
    uint32_t id[AHEAD * BP_CELL_PARTS_MAX];
    const size_t parts = bp_cellset_prefix_parts(c);
    const bool cells = c->org == SIZE_MAX && !c->later;
    bp_status status = BP_OK;
    for (size_t i = 0, n; status == BP_OK && i < from->n_prefixes; i += n) {
        n = from->n_prefixes - i < AHEAD ? from->n_prefixes - i : AHEAD;
        for (size_t k = 0; k < n; k++)
            memcpy(id + k * c->width, from->prefix + (i + k) * parts,
                   parts * sizeof id[0]);
        status = put_prefixes(c, id, parts, cells ? from->first + i : nothing, n, now + i,
                              err);
    }
    return status;
}

/* Puts the cells of `from` behind all others, with their new prefixes. */
static bool append_cells(bp_cellset *c, const bp_cellset *from, const uint32_t prefix[],
                         uint32_t cell[])
{
    if (c->n + from->n >= BP_NO_ID ||
        !bp_reserve(&c->id, &c->id_cap, c->n + from->n, sizeof c->id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, c->n + from->n, sizeof c->first[0]))
        return false;
    for (size_t i = 0; i < from->n; i++) {
        const bp_cell_id id = from->id[i];
        cell[i] = (uint32_t)c->n;
        c->id[c->n] = (bp_cell_id){ prefix[id.prefix], id.org };
        c->first[c->n++] = from->first[i];
    }
    return true;
}

/* Without organisations, as where they come later, prefixes and cells have the same
 * numbers. */
bp_status bp_cellset_put_set(bp_cellset *c, const bp_cellset *from, uint32_t cell[],
                             bp_err *err)
{
    if (c->later || c->org == SIZE_MAX) {
        bp_status status = put_prefixes_of(c, from, cell, err);
        for (size_t i = 0; status == BP_OK && i < from->n; i++) {
            uint64_t *first = &c->first[cell[i]];
            *first = from->first[i] < *first ? from->first[i] : *first;
        }
        return status;
    }
    forget_cells(c); /* a row that comes later may have its cell twice, too */
    uint32_t *prefix = bp_alloc(0, from->n_prefixes, sizeof *prefix);
    bp_status status =
        prefix != NULL ? put_prefixes_of(c, from, prefix, err) : no_memory(c, err);
    if (status == BP_OK && !append_cells(c, from, prefix, cell))
        status = no_memory(c, err);
    free(prefix);
    return status;
}

void bp_cellset_rename(bp_cellset *c, const uint32_t *const now[])
{
    const size_t parts = bp_cellset_prefix_parts(c);
    for (size_t k = 0; k < parts; k++)
        for (size_t i = 0; now[k] != NULL && i < c->n_prefixes; i++) {
            uint32_t *id = &c->prefix[i * parts + k];
            *id = now[k][*id];
        }
    for (size_t i = 0; c->org != SIZE_MAX && i < c->n; i++)
        c->id[i].org = now[c->org][c->id[i].org];
}

size_t bp_cellset_bytes(const bp_cellset *c)
{
    return c->prefix_cap * sizeof c->prefix[0] + c->id_cap * sizeof c->id[0] +
           c->first_cap * sizeof c->first[0] +
           c->n_direct * BP_DIRECT_PREFIXES * sizeof c->direct[0] +
           (c->prefixes.cap + c->groups.cap + c->cells.cap) * sizeof(bp_slot);
}

/* The table is written to before it is used: that is worth the while of a row for so many
 * of its places. */
#define PLACES_OF_A_ROW 8

size_t bp_cellset_expect(bp_cellset *c, size_t n_prefixes, size_t orgs, uint64_t n_rows)
{
    c->n_prefixes = n_prefixes;
    c->orgs = orgs < BP_DIRECT_ORGS ? orgs : BP_DIRECT_ORGS;
    const size_t places = c->orgs * BP_DIRECT_PREFIXES;
    c->few_rows = n_rows < places / PLACES_OF_A_ROW;
    return n_prefixes > MANY_PREFIXES || c->few_rows ? 0 : places * sizeof(uint32_t);
}
