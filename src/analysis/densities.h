/* SPDX-License-Identifier: GPL-3.0-or-later */
/* densities.h - the density of pay within each group.  Layer: analysis. */
#ifndef BP_ANALYSIS_DENSITIES_H
#define BP_ANALYSIS_DENSITIES_H

#include "analysis/density.h"
#include "benchpay/percentiles.h"

typedef struct bp_densities {
    bp_curve *curve; /* [n] beside the groups of the table; bp_density_curve */
    size_t n;
} bp_densities;

/* Of the groups of a table, whose keys are the survey's; the total has none.
 *   method  of the table
 * Errors: BP_ELIMIT memory. */
bp_status bp_densities_new(bp_densities **out, const bp_survey *s, size_t element,
                           const bp_percentiles *p, const bp_method *method, bp_err *err);
void bp_densities_free(bp_densities *c);

#endif
