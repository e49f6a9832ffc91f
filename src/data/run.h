/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - a bag of exact pay.  Layer: data.
 *
 * Equal bags answer alike, in whatever order they hold their values.  Sums are 128-bit
 * integers; nothing here is floating point. */
#ifndef BP_DATA_RUN_H
#define BP_DATA_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mapped.h"
#include "benchpay/money.h"
#include "data/total.h"

/* Borrowed, in no order; the runs of an element have the same step.  {0} is empty. */
typedef struct bp_run {
    const uint32_t *steps; /* [n] or, when it is NULL: */
    const int64_t *units;  /* [n] of the survey's scale */
    const int64_t *weight; /* [n] of units, where the survey has weights; NULL: 1 each */
    int64_t step;          /* in units */
    size_t n;
    bp_mapped *away; /* where the steps are; NULL: in memory */
} bp_run;

/* Values of a run that is away, at most: who reads it lets go of it in between. */
#define BP_AWAY_VALUES ((size_t)1 << 18)

/* All of it, or the next of it, is about to be read. */
static inline void bp_run_touch(const bp_run *r)
{
    if (r->away != NULL)
        bp_mapped_read(r->away, r->steps, r->n * sizeof r->steps[0]);
}

/* In units. */
static inline int64_t bp_run_value(const bp_run *r, size_t i)
{
    return r->steps != NULL ? r->steps[i] * r->step : r->units[i];
}

static inline int64_t bp_run_weight(const bp_run *r, size_t i)
{
    return r->weight != NULL ? r->weight[i] : 1;
}

/* Of all values times their weights; of all weights. */
bp_int128 bp_run_sum(const bp_run *r);
uint64_t bp_run_weights(const bp_run *r);

/* Is `next` the rest of a bag that `r` is the beginning of? */
bool bp_run_joins(const bp_run *r, const bp_run *next);

/* All values of the union of several runs, ascending, where these are few; their weights
 * are not looked at.
 *   value  [n] as many as the runs have; may be the units of a single run */
void bp_run_sort_few(const bp_run run[], size_t n_runs, int64_t value[], bp_total *total);

/* The values of given ranks in the union of several runs, by selection: a
 * histogram, then a sort of the few buckets that hold a wanted rank.
 *   run   [n_runs]
 *   rank  [n_ranks] ascending, counted from 0, below the number of values
 *   out   [n_ranks]
 *   total  of all values, which the selection looks at anyway
 * False when memory is out. */
bool bp_run_pick(const bp_run run[], size_t n_runs, const uint64_t rank[], size_t n_ranks,
                 int64_t out[], bp_total *total);

#endif
