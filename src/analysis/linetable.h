/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linetable.h - the lines of a published table as a table of percentiles.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_LINETABLE_H
#define BP_ANALYSIS_LINETABLE_H

#include "benchpay/percentiles.h"
#include "benchpay/published.h"

/* Each line is a group with its figures as they were published, under a total without
 * any: what is known of groups says nothing about all of them together.
 *   row    [n] lines of the table
 *   key    [n_keys] columns that name them
 *   level  [n_levels] those of its points that are shown; 0: all
 *   sort   their order
 *   table  outlives the result
 * Errors: BP_EDATA  no point at any of the levels; BP_ELIMIT */
bp_status bp_percentiles_of_lines(bp_percentiles **out, const bp_published *table,
                                  const size_t row[], size_t n, const size_t key[],
                                  size_t n_keys, const bp_level level[], size_t n_levels,
                                  bp_sort sort, bp_err *err);

#endif
