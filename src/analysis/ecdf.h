/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ecdf.h - the share of a market that is paid at most an amount.  Layer: analysis. */
#ifndef BP_ANALYSIS_ECDF_H
#define BP_ANALYSIS_ECDF_H

#include "analysis/curve.h"
#include "benchpay/offer.h"

/* Of records: the empirical distribution function at each different pay from P5 to P95,
 * (records at or below) / n; where there are many, at some hundreds of them; before the
 * first the share that is paid less.  Of published percentiles: their line from the first
 * to the last one that is known.
 * Errors: BP_ELIMIT memory */
bp_status bp_ecdf_find(bp_curve *out, const bp_market *m, bp_err *err);

#endif
