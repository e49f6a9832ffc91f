/* SPDX-License-Identifier: GPL-3.0-or-later */
/* local.h - the figures of groups in their own currencies, beside converted ones.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_LOCAL_H
#define BP_ANALYSIS_LOCAL_H

#include "benchpay/percentiles.h"

typedef struct bp_local_group {
    const char *currency; /* NULL: several, none that is known, or it is the total: its
                             figures are absent */
    bp_figure mean;
    const bp_figure *p; /* [n_levels] of the table */
} bp_local_group;

/* Owns everything but the survey's texts. */
typedef struct bp_local {
    bp_local_group *group; /* [n] those of the table */
    size_t n;
} bp_local;

/* Of a table of element 0, by all keys but the last of a survey that keeps the pay before
 * it was converted as element 1, and its currencies as the last key; no figure was
 * rounded by a rate.
 *   method  that of the table
 * Errors: BP_ELIMIT. */
bp_status bp_local_new(bp_local **out, const bp_percentiles *table,
                       const bp_survey *survey, const bp_method *method, bp_err *err);
void bp_local_free(bp_local *l);

/* For the gate alone, as those of withhold.h. */
bp_figure *bp_local_levels(bp_local *l, size_t group);

#endif
