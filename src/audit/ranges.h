/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranges.h - what percentiles are by every convention, and whose pay that is.
 * Layer: audit.
 *
 * A convention is a definition of percentiles, a basis, and whether outliers are left
 * out. */
#ifndef BP_AUDIT_RANGES_H
#define BP_AUDIT_RANGES_H

#include "audit/recount.h"

#define BP_RANGES_SETS 6 /* three bases, with outliers and without */

/* The lowest and the highest of them. */
typedef struct bp_ends {
    bp_recount_limit low;
    bp_recount_limit high;
} bp_ends;

typedef struct bp_ranges {
    size_t n_groups;
    size_t n_levels;
    bp_ends *range;                    /* [n_groups][n_levels] */
    bp_payees *payees[BP_RANGES_SETS]; /* NULL: the rows do not have this basis, or */
    bp_crowd *cut[BP_RANGES_SETS];     /* ... no outliers */
    const bp_crowd_group **group[BP_RANGES_SETS]; /* [n_groups] NULL: nobody, as below */
} bp_ranges;

/* Of the groups of a table.
 *   cut    its groups
 *   all    the survey with outliers, which may have other ids
 *   most, least  as the table joins groups
 *   level  [n_levels]
 * Errors: BP_ELIMIT */
bp_status bp_ranges_new(bp_ranges **out, const bp_crowd *cut, const bp_survey *all,
                        size_t element, size_t most, uint64_t least,
                        const bp_level level[], size_t n_levels, bp_err *err);
void bp_ranges_free(bp_ranges *r);

#endif
