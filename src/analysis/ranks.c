/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.c - the rank of every amount among the pay of everybody.
 *
 * Pay is sorted once for all keys that groups are compared by.  Everybody's amount is
 * looked up for each of them, among those of a narrow band of amounts. */
#include "analysis/ranks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/pay.h"

struct bp_ranks {
    int64_t *value; /* [n] distinct, ascending */
    uint64_t *rank; /* [n] those paid less and those paid no more: 2 (mid-rank) - 1 */
    size_t n;
    size_t *first; /* [bands + 1] the first value of each band of 2^shift units */
    int shift;
};

void bp_ranks_free(bp_ranks *r)
{
    if (r == NULL)
        return;
    free(r->value);
    free(r->rank);
    free(r->first);
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

static size_t band_of(const bp_ranks *r, int64_t value)
{
    return (size_t)((uint64_t)(value - r->value[0]) >> r->shift);
}

/* Up to two bands for each value.  False: memory is out. */
static bool divide(bp_ranks *r)
{
    while (band_of(r, r->value[r->n - 1]) >= 2 * r->n)
        r->shift++;
    const size_t bands = band_of(r, r->value[r->n - 1]) + 1;
    r->first = bp_alloc(0, bands + 1, sizeof r->first[0]);
    for (size_t i = 0, band = 0; r->first != NULL && i < r->n; i++)
        for (const size_t of = band_of(r, r->value[i]); band < of; band++)
            r->first[band + 1] = i;
    if (r->first != NULL)
        r->first[bands] = r->n;
    return r->first != NULL;
}

/* False: memory is out. */
static bool fill(bp_ranks *r, const bp_sample *pay)
{
    r->value = bp_alloc(0, pay->n, sizeof r->value[0]);
    r->rank = bp_alloc(0, pay->n, sizeof r->rank[0]);
    if (r->value == NULL || r->rank == NULL || !bp_sample_sort(pay, r->value))
        return false;
    thin_out(r, pay->n);
    return r->n == 0 || divide(r);
}

bp_status bp_ranks_new(bp_ranks **out, const bp_survey *s, size_t element, bp_err *err)
{
    bp_pay_groups *groups = NULL;
    bp_status status = bp_pay_groups_new(&groups, s, element, NULL, 0, err);
    if (status != BP_OK)
        return status;
    bp_ranks *r = bp_alloc(0, 1, sizeof *r);
    if (r != NULL && fill(r, &groups->group[0].pay)) {
        *out = r;
    } else {
        bp_ranks_free(r);
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the ranks");
    }
    bp_pay_groups_free(groups);
    return status;
}

uint64_t bp_ranks_of(const bp_ranks *r, int64_t value)
{
    const size_t band = band_of(r, value);
    size_t low = r->first[band], high = r->first[band + 1] - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->value[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return r->rank[low];
}
