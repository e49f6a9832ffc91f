/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matched.h - the same people in two years.  Layer: analysis. */
#ifndef BP_ANALYSIS_MATCHED_H
#define BP_ANALYSIS_MATCHED_H

#include "benchpay/observed.h"

/* Computes n, median and mean of the steps between the observed years.
 * Errors: BP_EDATA  nobody is in two years that follow each other; BP_ELIMIT */
bp_status bp_matched_growth(bp_observed *o, const bp_survey *s, bp_matching matching,
                            bp_err *err);

#endif
