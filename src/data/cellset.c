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

void bp_cellset_release(bp_cellset *c)
{
    free(c->id);
    free(c->first);
    bp_slots_release(&c->slots);
    bp_slots_release(&c->groups);
    *c = (bp_cellset){ 0 };
}

static inline bool same_ids(const uint32_t a[], const uint32_t b[], size_t n)
{
    uint32_t different = 0;
    for (size_t i = 0; i < n; i++)
        different |= a[i] ^ b[i];
    return different == 0;
}

static bool same_group(const void *user, uint32_t at, const void *key)
{
    const bp_cellset *c = user;
    return same_ids(bp_cellset_id(c, at), key, c->n_keys);
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

/* A new cell at the end of the arrays. */
static bool append(bp_cellset *c, const uint32_t id[], uint64_t order)
{
    if (c->n >= BP_NO_ID ||
        !bp_reserve(&c->id, &c->id_cap, (c->n + 1) * c->width + 1, sizeof c->id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, c->n + 1, sizeof c->first[0]))
        return false;
    memcpy(c->id + c->n * c->width, id, c->width * sizeof id[0]);
    c->first[c->n++] = order;
    return true;
}

static bp_status add_cell(bp_cellset *c, const uint32_t id[], uint64_t hash,
                          uint64_t order, bp_err *err)
{
    const uint64_t group = hash_ids(id, c->n_keys);
    const bool new_group =
        bp_slots_find(&c->groups, group, same_group, c, id) == BP_NO_ID;
    if (new_group && c->groups.n >= BP_GROUPS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT,
                       "more than %d groups; group by columns with fewer values",
                       BP_GROUPS_MAX);
    if (!append(c, id, order) || !bp_slots_add(&c->slots, hash, (uint32_t)(c->n - 1)) ||
        (new_group && !bp_slots_add(&c->groups, group, (uint32_t)(c->n - 1))))
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu groups", c->n + 1);
    return BP_OK;
}

/* As bp_slots_find. */
static inline uint32_t find(const bp_cellset *c, uint64_t hash, const uint32_t id[],
                            size_t width)
{
    const size_t mask = c->slots.cap - 1;
    for (size_t i = hash & mask; c->n > 0; i = (i + 1) & mask) {
        const bp_slot s = c->slots.slot[i];
        if (s.after == 0)
            break;
        if (s.hash == (uint32_t)hash && same_ids(c->id + (s.after - 1) * width, id, width))
            return s.after - 1;
    }
    return BP_NO_ID;
}

bp_status bp_cellset_put(bp_cellset *c, const uint32_t id[], uint64_t order,
                         uint32_t *cell, bp_err *err)
{
    const uint64_t hash = hash_ids(id, c->width);
    *cell = find(c, hash, id, c->width);
    if (*cell == BP_NO_ID) {
        *cell = (uint32_t)c->n;
        return add_cell(c, id, hash, order, err);
    }
    if (order < c->first[*cell])
        c->first[*cell] = order;
    return BP_OK;
}

/* Some at a time, so that memory is fetched before it is looked at, where there is more
 * of it than the first caches hold. */
#define AHEAD 32
#define FEW 1024

static void fetch(const bp_cellset *c, const uint64_t hash[], size_t n)
{
    const size_t mask = c->slots.cap - 1;
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(&c->slots.slot[hash[i] & mask]);
    for (size_t i = 0; i < n; i++) {
        const bp_slot *s = &c->slots.slot[hash[i] & mask];
        if (s->after != 0)
            __builtin_prefetch(bp_cellset_id(c, s->after - 1));
    }
}

/* Compiled anew, with another width, where it is called. */
static inline __attribute__((always_inline)) bp_status
put_some(bp_cellset *c, const uint32_t id[], size_t width, const bp_place place[],
         size_t n, uint32_t cell[], bp_err *err)
{
    uint64_t hash[AHEAD];
    for (size_t i = 0; i < n; i++)
        hash[i] = hash_ids(id + i * width, width);
    if (c->n > FEW)
        fetch(c, hash, n);
    for (size_t i = 0; i < n; i++, id += width) {
        cell[i] = find(c, hash[i], id, width);
        if (cell[i] != BP_NO_ID)
            continue;
        cell[i] = (uint32_t)c->n;
        bp_status status = add_cell(c, id, hash[i], place[i].order, err);
        if (status != BP_OK)
            return status;
    }
    return BP_OK;
}

bp_status bp_cellset_put_all(bp_cellset *c, const uint32_t id[], const bp_place place[],
                             size_t n, uint32_t cell[], bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0, some; status == BP_OK && i < n; i += some) {
        const uint32_t *from = id + i * c->width;
        some = n - i < AHEAD ? n - i : AHEAD;
        if (c->width == 1)
            status = put_some(c, from, 1, place + i, some, cell + i, err);
        else if (c->width == 2)
            status = put_some(c, from, 2, place + i, some, cell + i, err);
        else if (c->width == 3)
            status = put_some(c, from, 3, place + i, some, cell + i, err);
        else
            status = put_some(c, from, c->width, place + i, some, cell + i, err);
    }
    return status;
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
        for (size_t k = 0; k < c->width; k++)
            id[i * c->width + k] = bp_cellset_id(c, list[i])[k];
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
    bp_slots_release(&c->slots);
    bp_slots_release(&c->groups);
    uint32_t *list = bp_alloc(0, 2 * c->n, sizeof *list);
    if (list == NULL)
        return false;
    for (size_t i = 0; i < c->n; i++)
        list[i] = (uint32_t)i;
    bp_order_rows(list, list + c->n, c->n, c->id, c->width, part, c->width);
    for (size_t i = 0; i < c->n; i++)
        now[list[i]] = (uint32_t)i;
    const bool ok = arrange(c, list);
    free(list);
    return ok;
}
