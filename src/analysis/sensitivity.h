/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.h - what percentiles would be by other conventions.  Layer: analysis. */
#ifndef BP_ANALYSIS_SENSITIVITY_H
#define BP_ANALYSIS_SENSITIVITY_H

#include "benchpay/percentiles.h"
#include "data/fence.h"

/* Adds to every group of a table the lowest and the highest that each of its percentiles
 * is
 *   by definition  types 1 to 9 of bp_quantile_position; with weights, and of people of
 *                  whom each organization has 1 together, those of bp_weighting_has
 *   by outliers    with them (flagged, or not looked for), and without them
 *   by basis       each of bp_basis; people alone where the rows are none, or have no
 *                  organizations
 * and, where the method has facts, whose pay is beyond these ends, and whose pay the
 * figures by each basis are, with outliers and without.
 *   p        of bp_percentiles_new by all keys of its survey, or by the first of them
 *   all      the survey with outliers, which may have other ids
 *   fences   of `all`, by the first keys of the table
 *   method   of the table
 * Errors: BP_ELIMIT */
bp_status bp_percentiles_vary(bp_percentiles *p, const bp_survey *all, size_t element,
                              const bp_fences *fences, const bp_method *method,
                              bp_err *err);

#endif
