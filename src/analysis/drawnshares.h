/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawnshares.h - the interval of a share from samples that are drawn again.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_DRAWNSHARES_H
#define BP_ANALYSIS_DRAWNSHARES_H

#include "benchpay/err.h"
#include "benchpay/interval.h"

/* What is drawn as a whole: an organisation, or somebody. */
typedef struct bp_share_unit {
    uint64_t counted; /* of its people */
    uint64_t all;
} bp_share_unit;

/* The interval of sum counted / sum all, by bp_replicates_limits of BP_REPLICATES samples
 * of the units.  Not estimable of a single unit.
 *   unit    [n] n > 0
 *   ci      bootstrap or bca
 *   stream  of the draws
 * Errors: BP_ELIMIT */
bp_status bp_drawn_share_limits(bp_share_limits *out, const bp_share_unit unit[],
                                size_t n, const bp_ci *ci, uint64_t stream, bp_err *err);

#endif
