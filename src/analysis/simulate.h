/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.h - paths that a trend may take.  Layer: analysis. */
#ifndef BP_ANALYSIS_SIMULATE_H
#define BP_ANALYSIS_SIMULATE_H

#include "benchpay/growth.h"

/* Sets sim of the points, as bp_growth_new says, from the trend t (with an interval).
 * Quantiles are of type 7 on ln pay.  Errors: BP_ELIMIT memory. */
bp_status bp_simulate(bp_point point[], size_t n, const bp_trend *t,
                      const bp_growth_plan *plan, bp_err *err);

#endif
