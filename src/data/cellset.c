#include "data/cellset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/dict.h"

static size_t width(const bp_cellset *c)
{
    return c->n_keys + BP_CELL_PARTS;
}

const uint32_t *bp_cellset_id(const bp_cellset *c, size_t cell)
{
    return c->id + cell * width(c);
}

void bp_cellset_release(bp_cellset *c)
{
    for (size_t i = 0; i < c->n * c->n_elements; i++)
        bp_run_release(&c->run[i]);
    free(c->id);
    free(c->first);
    free(c->run);
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

static bool same_cell(const void *user, uint32_t at, const void *key)
{
    const bp_cellset *c = user;
    return same_ids(bp_cellset_id(c, at), key, width(c));
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
    size_t e = c->n_elements;
    if (c->n >= BP_NO_ID ||
        !bp_reserve(&c->id, &c->id_cap, (c->n + 1) * width(c), sizeof c->id[0]) ||
        !bp_reserve(&c->first, &c->first_cap, c->n + 1, sizeof c->first[0]) ||
        !bp_reserve(&c->run, &c->run_cap, (c->n + 1) * e, sizeof c->run[0]))
        return false;
    memcpy(c->id + c->n * width(c), id, width(c) * sizeof id[0]);
    c->first[c->n] = order;
    for (size_t i = 0; i < e; i++)
        c->run[c->n * e + i] = (bp_run){ 0 };
    c->n++;
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

static inline bp_status put(bp_cellset *c, const uint32_t id[], uint64_t hash,
                            uint64_t order, uint32_t *cell, bp_err *err)
{
    *cell = bp_slots_find(&c->slots, hash, same_cell, c, id);
    if (*cell == BP_NO_ID) {
        *cell = (uint32_t)c->n;
        return add_cell(c, id, hash, order, err);
    }
    if (order < c->first[*cell])
        c->first[*cell] = order;
    return BP_OK;
}

bp_status bp_cellset_put(bp_cellset *c, const uint32_t id[], uint64_t order,
                         uint32_t *cell, bp_err *err)
{
    return put(c, id, hash_ids(id, width(c)), order, cell, err);
}

/* Some at a time, so that memory is fetched before it is looked at. */
#define AHEAD 32

static bp_status put_some(bp_cellset *c, const uint32_t id[], const bp_place place[],
                          size_t n, uint32_t cell[], bp_err *err)
{
    uint64_t hash[AHEAD];
    for (size_t i = 0; i < n; i++) {
        hash[i] = hash_ids(id + i * width(c), width(c));
        if (c->slots.cap > 0)
            __builtin_prefetch(&c->slots.slot[hash[i] & (c->slots.cap - 1)]);
    }
    for (size_t i = 0; i < n && c->slots.cap > 0; i++) {
        const bp_slot *s = &c->slots.slot[hash[i] & (c->slots.cap - 1)];
        if (s->after == 0)
            continue;
        __builtin_prefetch(&c->id[(s->after - 1) * width(c)]);
        __builtin_prefetch(&c->first[s->after - 1]);
        __builtin_prefetch(&c->run[(s->after - 1) * c->n_elements]);
    }
    for (size_t i = 0; i < n; i++) {
        bp_status status =
            put(c, id + i * width(c), hash[i], place[i].order, &cell[i], err);
        if (status != BP_OK)
            return status;
    }
    return BP_OK;
}

bp_status bp_cellset_put_all(bp_cellset *c, const uint32_t id[], const bp_place place[],
                             size_t n, uint32_t cell[], bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i += AHEAD)
        status = put_some(c, id + i * width(c), place + i, n - i < AHEAD ? n - i : AHEAD,
                          cell + i, err);
    return status;
}

typedef struct entry {
    const uint32_t *id;
    size_t width;
    size_t at;
} entry;

static int by_id(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    for (size_t i = 0; i < x->width; i++)
        if (x->id[i] != y->id[i])
            return x->id[i] < y->id[i] ? -1 : 1;
    return 0;
}

/* The elements of `size` bytes at *array, in the order of the list. */
static bool arrange(void *array, const entry list[], size_t n, size_t size)
{
    char *old;
    memcpy(&old, array, sizeof old);
    char *now = bp_alloc(0, n, size);
    if (now == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        memcpy(now + i * size, old + list[i].at * size, size);
    memcpy(array, &now, sizeof now);
    free(old);
    return true;
}

bool bp_cellset_sort(bp_cellset *c)
{
    bp_slots_release(&c->slots);
    bp_slots_release(&c->groups);
    entry *list = bp_alloc(0, c->n, sizeof *list);
    if (list == NULL)
        return false;
    for (size_t i = 0; i < c->n; i++)
        list[i] = (entry){ bp_cellset_id(c, i), width(c), i };
    qsort(list, c->n, sizeof *list, by_id);
    bool ok = arrange(&c->run, list, c->n, c->n_elements * sizeof c->run[0]) &&
              arrange(&c->first, list, c->n, sizeof c->first[0]) &&
              arrange(&c->id, list, c->n, width(c) * sizeof c->id[0]);
    free(list);
    return ok;
}
