/* clouds.h - the density of pay within each group.  Layer: analysis. */
#ifndef BP_ANALYSIS_CLOUDS_H
#define BP_ANALYSIS_CLOUDS_H

#include "analysis/density.h"
#include "benchpay/percentiles.h"

typedef struct bp_clouds {
    bp_curve *curve; /* [n] beside the groups of the table; bp_density_curve */
    size_t n;
} bp_clouds;

/* Of the groups of a table, whose keys are the survey's; the total has none.
 * Errors: BP_ELIMIT memory. */
bp_status bp_clouds_new(bp_clouds **out, const bp_survey *s, size_t element,
                        const bp_percentiles *p, int qtype, bp_err *err);
void bp_clouds_free(bp_clouds *c);

#endif
