/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.c - the rank of every amount among the pay of everybody.
 *
 * Pay is sorted once for all keys that groups are compared by; few amounts are distinct,
 * so looking one up costs little. */
#include "analysis/ranks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/pay.h"

struct bp_ranks {
    int64_t *value; /* [n] distinct, ascending */
    uint64_t *rank; /* [n] those paid less and those paid no more: 2 (mid-rank) - 1 */
    size_t n;
};

void bp_ranks_free(bp_ranks *r)
{
    if (r == NULL)
        return;
    free(r->value);
    free(r->rank);
    free(r);
}

/* Keeps one of each value. */
static void thin_out(bp_ranks *r, size_t all)
{
    for (size_t i = 0, next; i < all; i = next) {
        for (next = i; next < all && r->value[next] == r->value[i]; next++)
            ;
        r->rank[r->n] = (uint64_t)i + next;
        r->value[r->n++] = r->value[i];
    }
}

bp_status bp_ranks_new(bp_ranks **out, const bp_survey *s, size_t element, bp_err *err)
{
    bp_pay_groups *groups = NULL;
    bp_status status = bp_pay_groups_new(&groups, s, element, NULL, 0, err);
    if (status != BP_OK)
        return status;
    const bp_sample *pay = &groups->group[0].pay;
    bp_ranks *r = bp_alloc(0, 1, sizeof *r);
    if (r != NULL) {
        r->value = bp_alloc(0, pay->n, sizeof r->value[0]);
        r->rank = bp_alloc(0, pay->n, sizeof r->rank[0]);
    }
    if (r == NULL || r->value == NULL || r->rank == NULL) {
        bp_ranks_free(r);
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the ranks");
    } else {
        bp_sample_sort(pay, r->value);
        thin_out(r, pay->n);
        *out = r;
    }
    bp_pay_groups_free(groups);
    return status;
}

uint64_t bp_ranks_of(const bp_ranks *r, int64_t value)
{
    size_t low = 0, high = r->n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->value[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return r->rank[low];
}
