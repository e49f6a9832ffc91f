/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.h - intervals of a group's percentiles and mean from samples that are drawn
 * again.  Layer: analysis. */
#ifndef BP_ANALYSIS_BOOTSTRAP_H
#define BP_ANALYSIS_BOOTSTRAP_H

#include "analysis/intervals.h"

/* For all groups that have pay, of one currency, by bp_replicates_limits of
 * BP_REPLICATES samples each.  Organisations are drawn where there are two of them in
 * all, with all of their people, and people who have none; else people.  A group is drawn
 * by the seed and its own values, whatever other groups there are.  A single unit is not
 * estimable.  Efron (1979), Annals of Statistics 7(1); of clusters: Davison and Hinkley
 * (1997), 3.8.
 *   key     [n_keys] of the survey: those that the groups are by
 *   method  its ci is settled, bootstrap or bca
 *   picked  [groups][n_levels] by bp_groups_pick
 *   total   [groups] likewise
 *   out     [groups][n_levels]
 *   mean    [groups]
 * Errors: BP_ELIMIT  memory; 2^32 people in a group */
bp_status bp_groups_bootstrap(const bp_pay_groups *g, const bp_survey *s,
                              const size_t key[], size_t n_keys, const bp_method *method,
                              const bp_picked picked[], const bp_total total[],
                              bp_limits out[], bp_limits mean[], bp_err *err);

#endif
