/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_published.h - what a published table claims that can hardly be so.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_WARNINGS_PUBLISHED_H
#define BP_ANALYSIS_WARNINGS_PUBLISHED_H

#include "analysis/warnings.h"
#include "benchpay/published.h"

/* Is the median of the line the middle of its range?  It is no median of people then. */
bool bp_published_midpoint(const bp_published *t, size_t row);

/* Medians that are the middle of a range, percentiles out of order, medians of elements
 * that were added, a P90 that is the maximum, growth without a source.  The table
 * outlives the result.  Errors: BP_ELIMIT. */
bp_status bp_warnings_of_published(bp_warnings **out, const bp_published *t, bp_err *err);

#endif
