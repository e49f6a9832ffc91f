/* SPDX-License-Identifier: GPL-3.0-or-later */
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
    bp_slots_release(&c->families);
    bp_slots_release(&c->groups);
    free(c->family);
    free(c->near);
    free(c->kin);
    c->family = c->near = NULL;
    c->kin = NULL;
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

/* The parts of an id that a family has in common; the organisation is the last. */
static inline size_t shared_parts(const bp_cellset *c)
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

/* Where the cell with a key stands, or would. */
static inline bp_kin *find_kin(const bp_cellset *c, uint64_t key)
{
    const size_t mask = c->n_kin - 1;
    size_t i = hash_key(key) & mask;
    while (c->kin[i].after != 0 && c->kin[i].key != key)
        i = (i + 1) & mask;
    return &c->kin[i];
}

static bool grow_kin(bp_cellset *c)
{
    bp_cellset now = *c;
    now.n_kin = c->n_kin > 0 ? 2 * c->n_kin : 1024;
    now.kin = bp_alloc_table(now.n_kin, sizeof now.kin[0]);
    if (now.kin == NULL)
        return false;
    for (size_t i = 0; i < c->n_kin; i++)
        if (c->kin[i].after != 0)
            *find_kin(&now, c->kin[i].key) = c->kin[i];
    free(c->kin);
    *c = now;
    return true;
}

static bp_status no_memory(const bp_cellset *c, bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", c->n + 1);
}

static bp_status add_family(bp_cellset *c, const uint32_t id[], uint64_t hash,
                            bp_err *err)
{
    const uint32_t number = (uint32_t)c->families.n;
    const size_t parts = shared_parts(c), had = number * parts;
    const uint64_t group = hash_ids(id, c->n_keys);
    const rows groups = { c->family, parts, c->n_keys };
    const bool new_group =
        bp_slots_find(&c->groups, group, same_start, &groups, id) == BP_NO_ID;
    if (new_group && c->groups.n >= BP_GROUPS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT,
                       "more than %d groups; group by columns with fewer values",
                       BP_GROUPS_MAX);
    if (!bp_reserve(&c->family, &c->family_cap, had + parts + 1, sizeof number) ||
        !bp_slots_add(&c->families, hash, number) ||
        (new_group && !bp_slots_add(&c->groups, group, number)))
        return no_memory(c, err);
    memcpy(c->family + had, id, parts * sizeof id[0]);
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

/* A family that is new, and without organisations its cell. */
static __attribute__((noinline)) bp_status make_family(bp_cellset *c, const uint32_t id[],
                                                       uint64_t hash, uint64_t order,
                                                       uint32_t *family, bp_err *err)
{
    *family = (uint32_t)c->families.n;
    bp_status status = add_family(c, id, hash, err);
    return status == BP_OK && c->org == SIZE_MAX ? add_cell(c, id, order, err) : status;
}

/* The number of the family of an id, which is made when it is new.  Compiled anew, with
 * another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_family(bp_cellset *c, const uint32_t id[], size_t parts, uint64_t order,
           uint32_t *family, bp_err *err)
{
    /* A single column's values and families nearly always came in the same order. */
    if (parts == 1 && id[0] < c->families.n && c->family[id[0]] == id[0]) {
        *family = id[0];
        return BP_OK;
    }
    const uint64_t hash = hash_ids(id, parts);
    *family = bp_slots_find(&c->families, hash, same_start,
                            &(rows){ c->family, parts, parts }, id);
    return *family != BP_NO_ID ? BP_OK : make_family(c, id, hash, order, family, err);
}

/* Where a cell stands among those with low numbers; NULL: it has a high one. */
static inline uint32_t *near_of(const bp_cellset *c, uint32_t family, uint32_t org)
{
    return family < BP_NEAR_FAMILIES && org < c->n_near
               ? &c->near[(size_t)org * BP_NEAR_FAMILIES + family]
               : NULL;
}

/* Room for an organisation with a low number. */
static bool grow_near(bp_cellset *c, uint32_t org)
{
    size_t n = c->n_near > 0 ? c->n_near : 256;
    while (n <= org)
        n *= 2;
    uint32_t *near = bp_alloc_table(n * BP_NEAR_FAMILIES, sizeof *near);
    if (near == NULL)
        return false;
    if (c->n_near > 0)
        memcpy(near, c->near, c->n_near * BP_NEAR_FAMILIES * sizeof *near);
    free(c->near);
    c->near = near;
    c->n_near = n;
    return true;
}

static inline uint64_t key_of(uint32_t family, uint32_t org)
{
    return (uint64_t)family << 32 | org;
}

/* The cell with a key, whose whole id is given, which is made when it is new. */
static inline bp_status put_kin(bp_cellset *c, uint64_t key, const uint32_t id[],
                                uint64_t order, uint32_t *cell, bp_err *err)
{
    if (c->n_kin > 0) {
        *cell = find_kin(c, key)->after - 1;
        if (*cell != BP_NO_ID)
            return BP_OK;
    }
    if (4 * (c->kins + 1) > 3 * c->n_kin && !grow_kin(c))
        return no_memory(c, err);
    *cell = (uint32_t)c->n;
    bp_status status = add_cell(c, id, order, err);
    if (status == BP_OK) {
        *find_kin(c, key) = (bp_kin){ key, *cell + 1 };
        c->kins++;
    }
    return status;
}

static bp_status add_near(bp_cellset *c, uint32_t *near, const uint32_t id[],
                          uint64_t order, uint32_t *cell, bp_err *err)
{
    *cell = (uint32_t)c->n;
    *near = *cell + 1;
    return add_cell(c, id, order, err);
}

/* Some at a time, so that memory is fetched before it is looked at. */
#define AHEAD 32

/* So many families stand in the first caches. */
#define FEW 512

/* Compiled anew, with another number of parts, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_families(bp_cellset *c, const uint32_t id[], size_t parts, const uint64_t order[],
             size_t n, uint32_t family[], bp_err *err)
{
    bp_status status = BP_OK;
    if (parts > 1 && c->families.n > FEW)
        for (size_t i = 0; i < n; i++)
            __builtin_prefetch(&c->families.slot[hash_ids(id + i * c->width, parts) &
                                                 (c->families.cap - 1)]);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = put_family(c, id + i * c->width, parts, order[i], &family[i], err);
    return status;
}

static bp_status put_kins(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                          size_t n, uint32_t cell[], bp_err *err)
{
    uint32_t *near[AHEAD];
    bp_status status = BP_OK;
    for (size_t i = 0; i < n; i++) {
        const uint32_t org = id[i * c->width + c->org];
        if (cell[i] < BP_NEAR_FAMILIES && org < BP_NEAR_ORGS && org >= c->n_near &&
            !grow_near(c, org))
            return no_memory(c, err);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t org = id[i * c->width + c->org];
        near[i] = near_of(c, cell[i], org);
        if (near[i] != NULL)
            __builtin_prefetch(near[i]);
        else if (c->n_kin > 0)
            __builtin_prefetch(&c->kin[hash_key(key_of(cell[i], org)) & (c->n_kin - 1)]);
    }
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        const uint32_t *of = id + i * c->width;
        if (near[i] == NULL)
            status = put_kin(c, key_of(cell[i], of[c->org]), of, order[i], &cell[i], err);
        else if (*near[i] != 0)
            cell[i] = *near[i] - 1;
        else
            status = add_near(c, near[i], of, order[i], &cell[i], err);
    }
    return status;
}

static bp_status put_some(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                          size_t n, uint32_t cell[], bp_err *err)
{
    const size_t parts = shared_parts(c);
    bp_status status = parts == 1   ? put_families(c, id, 1, order, n, cell, err)
                       : parts == 2 ? put_families(c, id, 2, order, n, cell, err)
                       : parts == 3 ? put_families(c, id, 3, order, n, cell, err)
                                    : put_families(c, id, parts, order, n, cell, err);
    return status == BP_OK && c->org != SIZE_MAX ? put_kins(c, id, order, n, cell, err)
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
    return (c->id_cap + c->family_cap) * sizeof(uint32_t) +
           c->first_cap * sizeof(uint64_t) + c->n_kin * sizeof(bp_kin) +
           c->n_near * BP_NEAR_FAMILIES * sizeof(uint32_t) +
           (c->families.cap + c->groups.cap) * sizeof(bp_slot);
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
