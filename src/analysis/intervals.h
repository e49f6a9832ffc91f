/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intervals.h - the intervals of a group's percentiles and of its mean.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_INTERVALS_H
#define BP_ANALYSIS_INTERVALS_H

#include "analysis/pick.h"
#include "analysis/units.h"
#include "benchpay/figure.h"
#include "benchpay/percentiles.h"

/* Limits in currency units, 0 where their state is not BP_SHOWN. */
typedef struct bp_limits {
    double lo;
    double hi;
    bp_state lo_state;
    bp_state hi_state;
    bp_precision precision;
} bp_limits;

/* What one thread finds them with, of one group after another. */
typedef struct bp_intervals bp_intervals;

/* method  its ci is settled, and none that draws samples; it and the groups outlive the
 *         result
 * NULL: memory is out. */
bp_intervals *bp_intervals_new(const bp_pay_groups *g, const bp_method *method);

/* Of a group that has pay, of one currency:
 *   order      bp_interval_order
 *   woodruff   [Q(F - t SE), Q(F + t SE)] with the Q of the percentile, F the share at or
 *              below it and SE by bp_share_error_of, every person a unit
 *   clustered  the same, organisations the units; who has none is a unit alone
 *   mean       m +- t SE, SE^2 = k / (k - 1) sum z^2 left with z = sum over a unit of
 *              w (x - m) / W; by `order` every person is a unit
 * Shares are of weights, where pay has some; with those of `freq` a row is as many
 * people. A limit that would be beyond a share of 0 or 1 is not estimable.
 *   of     of the levels of the method
 *   units  made ready for 2 n_levels limits; its people are counted in it
 *   out    [n_levels]
 * Errors: BP_EUSAGE  the population is smaller than the sample, which the first group is
 *         BP_ELIMIT  memory */
bp_status bp_intervals_find(bp_intervals *s, const bp_selection *of, bp_units *units,
                            bp_limits out[], bp_limits *mean, bp_err *err);

void bp_intervals_free(bp_intervals *s);

#endif
