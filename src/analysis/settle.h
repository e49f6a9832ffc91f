/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle.h - by which method intervals are.  Layer: analysis. */
#ifndef BP_ANALYSIS_SETTLE_H
#define BP_ANALYSIS_SETTLE_H

#include "benchpay/err.h"
#include "benchpay/interval.h"
#include "data/pay.h"

/* The method that `auto` means for the percentiles of these groups: none where rows are
 * not people; clustered from two organisations on, else Woodruff's where the population
 * is known, or with sampling and analytic weights, else order statistics.  One for offers alone is `auto` here.
 * Errors: BP_EDATA   clustered, without two organisations
 *         BP_EUSAGE  a population, and a method that has no variance to correct; weights,
 *                    and a method that counts people; a level that is not in (0, 1) */
bp_status bp_ci_settle(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                       bp_err *err);

/* The same of shares at or below an amount, where Clopper and Pearson's intervals are in
 * place of order statistics; of weighted pay there are none. */
bp_status bp_ci_settle_shares(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                              bp_err *err);

#endif
