/* SPDX-License-Identifier: GPL-3.0-or-later */
/* where.h - percentiles of the rows with some values, and tables that share a total.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_WHERE_H
#define BP_ANALYSIS_WHERE_H

#include "benchpay/percentiles.h"

/* As bp_percentiles_new, of those rows alone: a table of a total.
 *   value  [keys of the survey] ids; BP_NO_ID: any */
bp_status bp_percentiles_where(bp_percentiles **out, const bp_survey *survey,
                               size_t element, const uint32_t value[],
                               const bp_method *method, bp_err *err);

/* The same of sets of rows (bp_pay_groups_sets): a table whose group 1 + i is set i, in
 * the order in which they were given, without a total. */
bp_status bp_percentiles_sets(bp_percentiles **out, const bp_survey *survey,
                              size_t element, const struct bp_pay_value value[],
                              size_t n_values, size_t n_sets, const bp_method *method,
                              bp_err *err);

/* As bp_percentiles_new; but what is measured of the total is left out, since it is
 * that of another table. */
bp_status bp_percentiles_groups(bp_percentiles **out, const bp_survey *survey,
                                size_t element, const size_t key[], size_t n_keys,
                                const bp_method *method, bp_err *err);

/* Then puts it in, of a table of the same element by the same method. */
void bp_percentiles_put_total(bp_percentiles *p, const bp_percentiles *other);

#endif
