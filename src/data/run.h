/* run.h - a bag of exact pay.  Layer: data.
 *
 * Takes values in any order; equal bags answer alike, however they were
 * filled.  Sums are 128-bit integers; nothing here is floating point. */
#ifndef BP_DATA_RUN_H
#define BP_DATA_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/money.h"

/* {0} is empty. */
typedef struct bp_run {
    int64_t *value; /* [n] units, in no order */
    size_t n;
    size_t cap;
    bp_int128 sum;
} bp_run;

void bp_run_release(bp_run *r);

/* Room for one more value.  False when memory is out; the run is unchanged. */
bool bp_run_grow(bp_run *r);

/* False when memory is out; the run is unchanged. */
static inline bool bp_run_add(bp_run *r, int64_t value)
{
    if (r->n == r->cap && !bp_run_grow(r))
        return false;
    r->value[r->n++] = value;
    r->sum += value;
    return true;
}

/* Appends `from`, which is emptied.  False: memory is out, both unchanged. */
bool bp_run_take(bp_run *r, bp_run *from);

/* The values of given ranks in the union of several runs, by selection: a
 * histogram, then a sort of the few buckets that hold a wanted rank.
 *   run   [n_runs]
 *   rank  [n_ranks] ascending, counted from 0, below the number of values
 *   out   [n_ranks]
 * False when memory is out. */
bool bp_run_pick(const bp_run *const run[], size_t n_runs, const uint64_t rank[],
                 size_t n_ranks, int64_t out[]);

#endif
