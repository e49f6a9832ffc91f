/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paypool.c - which groups are kept by themselves, and which are joined to one.
 *
 * It is the cells that are moved, before groups are gathered of them: what the small
 * groups have together is then counted as in any other group, and an organisation that
 * several of them have in common counts once. */
#include "data/paypool.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int by_size(const void *a, const void *b)
{
    const bp_cell_span *x = *(const bp_cell_span *const *)a,
                       *y = *(const bp_cell_span *const *)b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static bool mark_small(bp_cell_span group[], size_t n, size_t most, uint64_t least)
{
    bp_cell_span **rank = bp_alloc(0, n, sizeof *rank);
    if (rank == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        rank[i] = &group[i];
    if (n > 1)
        qsort(rank, n, sizeof *rank, by_size);
    for (size_t i = 0; i < n; i++)
        rank[i]->small = (most > 0 && i >= most) || rank[i]->n < least;
    free(rank);
    return true;
}

bool bp_pay_pool(uint32_t cell[], size_t n, bp_cell_span group[], size_t n_groups,
                 size_t most, uint64_t least, size_t *kept, size_t *pooled)
{
    uint32_t *behind = bp_alloc(0, n, sizeof *behind);
    const bool ok = behind != NULL && mark_small(group, n_groups, most, least);
    size_t front = 0, back = 0, small = 0;
    for (size_t i = 0; ok && i < n_groups; i++) {
        const size_t cells = group[i].to - group[i].from;
        uint32_t *to = group[i].small ? behind + back : cell + front;
        memmove(to, cell + group[i].from, cells * sizeof *cell);
        front += group[i].small ? 0 : cells;
        back += group[i].small ? cells : 0;
        small += group[i].small;
    }
    if (ok && back > 0)
        memcpy(cell + front, behind, back * sizeof *cell);
    free(behind);
    if (ok) {
        *kept = front;
        *pooled = small;
    }
    return ok;
}
