/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shares.h - how sure the share of people is who are paid at most an amount.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_SHARES_H
#define BP_ANALYSIS_SHARES_H

#include "benchpay/err.h"
#include "benchpay/offer.h"
#include "data/pay.h"

/* Where people of a group are around an amount. */
typedef struct bp_split {
    uint64_t below;
    uint64_t equal;
    int64_t amount; /* the largest whole number of units of pay at or below it */
} bp_split;

/* The people whom the amount divides. */
typedef struct bp_share_group {
    const bp_pay_groups *groups;
    const bp_pay_group *group; /* of these; has pay, of one currency */
    uint64_t stream;           /* of what is drawn (draws.h) */
} bp_share_group;

/* The interval of a split's share, of which those equal to the amount are counted as
 * `ties` says, x being below + equal, or below + equal / 2:
 *   clopper, order  bp_interval_clopper: an interval of order statistics is the same
 *                   test, read backwards
 *   wilson          bp_interval_wilson
 *   woodruff        bp_interval_logit with the error of the share, every person a unit
 *   clustered       the same, organisations the units; who has none is a unit alone
 *   bootstrap, bca  bp_replicates_limits of samples of the units
 * With sampling and analytic weights the share and its error are those of weights.
 *   ci  settled
 * Errors: BP_ELIMIT */
bp_status bp_share_limits_of(bp_share_limits *out, const bp_split *at, bp_ties ties,
                             const bp_share_group *of, const bp_ci *ci, bp_err *err);

#endif
