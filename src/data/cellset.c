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
#include "data/order.h"

void bp_cellset_init(bp_cellset *c, const bp_shape *shape)
{
    *c = (bp_cellset){ .n_keys = shape->n_keys, .width = shape->n_keys };
    c->year = shape->has_year ? c->width++ : SIZE_MAX;
    c->currency = shape->has_currency ? c->width++ : SIZE_MAX;
    c->org = shape->has_org ? c->width++ : SIZE_MAX;
}

/* What cells are found by. */
static void forget(bp_cellset *c)
{
    bp_slots_release(&c->prefixes);
    bp_slots_release(&c->groups);
    free(c->prefix);
    free(c->direct);
    free(c->slot);
    c->prefix = c->direct = NULL;
    c->slot = NULL;
}

void bp_cellset_release(bp_cellset *c)
{
    free(c->id);
    free(c->first);
    forget(c);
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

static inline uint64_t hash_key(uint64_t key)
{
    key *= UINT64_C(0x9e3779b97f4a7c15);
    return key ^ key >> 32;
}

/* How many parts of an id its prefix has. */
static inline size_t prefix_parts(const bp_cellset *c)
{
    return c->org != SIZE_MAX ? c->width - 1 : c->width;
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

/* The slot of the cell with a key, or the free one where it belongs. */
static inline bp_cell_slot *find_slot(const bp_cellset *c, uint64_t key)
{
    const size_t mask = c->n_slots - 1;
    size_t i = hash_key(key) & mask;
    while (c->slot[i].after != 0 && c->slot[i].key != key)
        i = (i + 1) & mask;
    return &c->slot[i];
}

static bool grow_slots(bp_cellset *c)
{
    bp_cellset now = *c;
    now.n_slots = c->n_slots > 0 ? 2 * c->n_slots : 1024;
    now.slot = bp_alloc_table(now.n_slots, sizeof now.slot[0]);
    if (now.slot == NULL)
        return false;
    for (size_t i = 0; i < c->n_slots; i++)
        if (c->slot[i].after != 0)
            *find_slot(&now, c->slot[i].key) = c->slot[i];
    free(c->slot);
    *c = now;
    return true;
}

static bp_status no_memory(const bp_cellset *c, bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", c->n + 1);
}

static bp_status add_prefix(bp_cellset *c, const uint32_t id[], uint64_t hash,
                            bp_err *err)
{
    const uint32_t number = (uint32_t)c->prefixes.n;
    const size_t parts = prefix_parts(c), had = number * parts;
    const uint64_t group = hash_ids(id, c->n_keys);
    const rows groups = { c->prefix, parts, c->n_keys };
    const bool new_group =
        bp_slots_find(&c->groups, group, same_start, &groups, id) == BP_NO_ID;
    if (new_group && c->groups.n >= BP_GROUPS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT,
                       "more than %d groups; group by columns with fewer values",
                       BP_GROUPS_MAX);
    if (!bp_reserve(&c->prefix, &c->prefix_cap, had + parts + 1, sizeof number) ||
        !bp_slots_add(&c->prefixes, hash, number) ||
        (new_group && !bp_slots_add(&c->groups, group, number)))
        return no_memory(c, err);
    memcpy(c->prefix + had, id, parts * sizeof id[0]);
    return BP_OK;
}

/* A new cell at the end of the arrays. */
static bp_status add_cell(bp_cellset *c, const uint32_t id[], uint64_t order, bp_err *err)
{
    if (c->n >= BP_NO_ID - 1 ||
        !bp_reserve(&c->id, &c->id_cap, (c->n + 1) * c->width + 1, sizeof c->id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, c->n + 1, sizeof c->first[0]))
        return no_memory(c, err);
    memcpy(c->id + c->n * c->width, id, c->width * sizeof id[0]);
    c->first[c->n++] = order;
    return BP_OK;
}

/* A prefix that is new, and without organisations its cell. */
static __attribute__((noinline)) bp_status make_prefix(bp_cellset *c, const uint32_t id[],
                                                       uint64_t hash, uint64_t order,
                                                       uint32_t *prefix, bp_err *err)
{
    *prefix = (uint32_t)c->prefixes.n;
    bp_status status = add_prefix(c, id, hash, err);
    return status == BP_OK && c->org == SIZE_MAX ? add_cell(c, id, order, err) : status;
}

/* The number of the prefix of an id, which is made when it is new.  Compiled anew, with
 * another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_prefix(bp_cellset *c, const uint32_t id[], size_t parts, uint64_t order,
           uint32_t *prefix, bp_err *err)
{
    /* A single column's values and prefixes nearly always came in the same order. */
    if (parts == 1 && id[0] < c->prefixes.n && c->prefix[id[0]] == id[0]) {
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
    size_t n = c->n_direct > 0 ? c->n_direct : 256;
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

static inline uint64_t key_of(uint32_t prefix, uint32_t org)
{
    return (uint64_t)prefix << 32 | org;
}

/* The cell with a key, whose whole id is given, which is made when it is new. */
static inline bp_status put_cell(bp_cellset *c, uint64_t key, const uint32_t id[],
                                 uint64_t order, uint32_t *cell, bp_err *err)
{
    if (c->n_slots > 0) {
        *cell = find_slot(c, key)->after - 1;
        if (*cell != BP_NO_ID)
            return BP_OK;
    }
    if (4 * (c->used + 1) > 3 * c->n_slots && !grow_slots(c))
        return no_memory(c, err);
    *cell = (uint32_t)c->n;
    bp_status status = add_cell(c, id, order, err);
    if (status == BP_OK) {
        *find_slot(c, key) = (bp_cell_slot){ key, *cell + 1 };
        c->used++;
    }
    return status;
}

static bp_status add_direct(bp_cellset *c, uint32_t *direct, const uint32_t id[],
                            uint64_t order, uint32_t *cell, bp_err *err)
{
    *cell = (uint32_t)c->n;
    *direct = *cell + 1;
    return add_cell(c, id, order, err);
}

/* Some at a time, so that memory is fetched before it is looked at. */
#define AHEAD 32

/* Up to so many prefixes the first caches hold all slots. */
#define FEW 512

/* Compiled anew, with another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_prefixes(bp_cellset *c, const uint32_t id[], size_t parts, const uint64_t order[],
             size_t n, uint32_t prefix[], bp_err *err)
{
    bp_status status = BP_OK;
    if (parts > 1 && c->prefixes.n > FEW)
        for (size_t i = 0; i < n; i++)
            __builtin_prefetch(&c->prefixes.slot[hash_ids(id + i * c->width, parts) &
                                                 (c->prefixes.cap - 1)]);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = put_prefix(c, id + i * c->width, parts, order[i], &prefix[i], err);
    return status;
}

/* Three rounds: the direct table is grown before places in it are taken, all places are
 * fetched, and then looked at. */
static bp_status put_cells(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                           size_t n, uint32_t cell[], bp_err *err)
{
    uint32_t *direct[AHEAD];
    bp_status status = BP_OK;
    for (size_t i = 0; i < n; i++) {
        const uint32_t org = id[i * c->width + c->org];
        if (cell[i] < BP_DIRECT_PREFIXES && org < BP_DIRECT_ORGS && org >= c->n_direct &&
            !grow_direct(c, org))
            return no_memory(c, err);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t org = id[i * c->width + c->org];
        direct[i] = direct_of(c, cell[i], org);
        if (direct[i] != NULL)
            __builtin_prefetch(direct[i]);
        else if (c->n_slots > 0)
            __builtin_prefetch(
                &c->slot[hash_key(key_of(cell[i], org)) & (c->n_slots - 1)]);
    }
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        const uint32_t *of = id + i * c->width;
        if (direct[i] == NULL)
            status =
                put_cell(c, key_of(cell[i], of[c->org]), of, order[i], &cell[i], err);
        else if (*direct[i] != 0)
            cell[i] = *direct[i] - 1;
        else
            status = add_direct(c, direct[i], of, order[i], &cell[i], err);
    }
    return status;
}

static bp_status put_some(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                          size_t n, uint32_t cell[], bp_err *err)
{
    const size_t parts = prefix_parts(c);
    bp_status status = parts == 1   ? put_prefixes(c, id, 1, order, n, cell, err)
                       : parts == 2 ? put_prefixes(c, id, 2, order, n, cell, err)
                       : parts == 3 ? put_prefixes(c, id, 3, order, n, cell, err)
                                    : put_prefixes(c, id, parts, order, n, cell, err);
    return status == BP_OK && c->org != SIZE_MAX ? put_cells(c, id, order, n, cell, err)
                                                 : status;
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

size_t bp_cellset_bytes(const bp_cellset *c)
{
    return (c->id_cap + c->prefix_cap) * sizeof(uint32_t) +
           c->first_cap * sizeof(uint64_t) + c->n_slots * sizeof(bp_cell_slot) +
           c->n_direct * BP_DIRECT_PREFIXES * sizeof(uint32_t) +
           (c->prefixes.cap + c->groups.cap) * sizeof(bp_slot);
}

/* Moves the ids and the first rows to their new numbers. */
static bool arrange(bp_cellset *c, const uint32_t list[])
{
    uint32_t *id = bp_alloc(0, c->n * c->width, sizeof *id);
    uint64_t *first = bp_alloc(0, c->n, sizeof *first);
    if (id == NULL || first == NULL) {
        free(id);
        free(first);
        return false;
    }
    for (size_t i = 0; i < c->n; i++) {
        const uint32_t ahead = list[i + AHEAD < c->n ? i + AHEAD : i];
        __builtin_prefetch(bp_cellset_id(c, ahead));
        __builtin_prefetch(&c->first[ahead]);
        memcpy(id + i * c->width, bp_cellset_id(c, list[i]), c->width * sizeof id[0]);
        first[i] = c->first[list[i]];
    }
    free(c->id);
    free(c->first);
    c->id = id;
    c->first = first;
    return true;
}

bool bp_cellset_sort(bp_cellset *c, uint32_t now[])
{
    size_t part[BP_CELL_PARTS_MAX];
    for (size_t k = 0; k < c->width; k++)
        part[k] = k;
    forget(c);
    uint32_t *list = bp_alloc(0, c->n, sizeof *list);
    if (list == NULL)
        return false;
    for (size_t i = 0; i < c->n; i++)
        list[i] = (uint32_t)i;
    const bool ok =
        bp_order_rows(list, c->n, c->id, c->width, part, c->width) && arrange(c, list);
    for (size_t i = 0; i < c->n; i++)
        now[list[i]] = (uint32_t)i;
    free(list);
    return ok;
}
