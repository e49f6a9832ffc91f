/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pick.h - several quantiles of a group at once.  Layer: analysis. */
#ifndef BP_ANALYSIS_PICK_H
#define BP_ANALYSIS_PICK_H

#include <stdatomic.h>

#include "benchpay/quantile.h"
#include "data/pay.h"

/* A quantile: the order statistics that it lies between; or, of pay with weights, itself.
 * There are some of each group, so both share their room. */
typedef struct bp_picked {
    int64_t lo; /* units; nobody's pay is between it and the quantile */
    int64_t hi;
    union {
        bp_position at;
        struct {
            double value; /* in currency units, and in units of pay */
            double units;
        };
    };
    bool weighed; /* the latter */
} bp_picked;

/* The quantile in currency units, and in units of pay. */
double bp_picked_value(const bp_picked *p, int scale);
double bp_picked_units(const bp_picked *p);

/* Finds them for n_levels levels with one selection; x->n > 0.
 *   skip  so many of the lowest values are left out; skip < x->n
 *   out   [n_levels]
 *   total  of all values; may be NULL
 * False: memory is out. */
bool bp_sample_pick(const bp_sample *x, uint64_t skip, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total *total);

/* The same of all values, by the weights of the survey that the sample is of
 * (weighted.h).
 */
bool bp_survey_pick(const bp_survey *s, const bp_sample *x, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total *total);

/* The same of a group, by the weights and in the units that its sample has. */
bool bp_group_pick(const bp_pay_groups *g, const bp_pay_group *group,
                   const bp_level level[], size_t n_levels, int qtype, bp_picked out[],
                   bp_total *total);

/* So many values are sorted sooner than some of them are selected. */
#define BP_SORTED_MOST BP_BLOCK_VALUES

/* What is selected of one group. */
typedef struct bp_selection {
    size_t number; /* of the group among all */
    const bp_pay_group *group;
    const bp_picked *picked; /* [n_levels] */
    bp_total total;
    const int64_t
        *sorted; /* [group->pay.n] where these are few and have no weights; NULL */
} bp_selection;

/* The quantiles of group `number`, as bp_group_pick finds them.
 *   picked  [n_levels]
 *   sorted  [BP_SORTED_MOST]
 * False: memory is out. */
bool bp_selection_find(bp_selection *out, const bp_pay_groups *g, size_t number,
                       const bp_level level[], size_t n_levels, int qtype,
                       bp_picked picked[], int64_t sorted[]);

/* How many threads are worth starting for work on all groups: at most those that the
 * survey was read with. */
size_t bp_groups_workers(const bp_pay_groups *g, const bp_survey *s);

/* Groups that a worker has taken, one after another; {0}: none yet. */
typedef struct bp_groups_taken {
    size_t next;
    size_t end;
} bp_groups_taken;

/* The next group that has pay, of one currency, for the worker who asks; g->n: none is
 * left. */
size_t bp_groups_take(const bp_pay_groups *g, atomic_size_t *next, bp_groups_taken *own);

/* The same for all groups that have pay, of one currency, on bp_groups_workers threads.
 *   out  [groups][n_levels]
 *   total  [groups] of all values
 * False: memory is out. */
bool bp_groups_pick(const bp_pay_groups *g, const bp_survey *s, const bp_level level[],
                    size_t n_levels, int qtype, bp_picked out[], bp_total total[]);

/* The quantile of ln pay, in units; both order statistics are above 0. */
double bp_picked_log(const bp_picked *p);

#endif
