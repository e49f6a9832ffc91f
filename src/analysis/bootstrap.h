/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.h - intervals of a group's percentiles and mean from samples that are drawn
 * again.  Layer: analysis. */
#ifndef BP_ANALYSIS_BOOTSTRAP_H
#define BP_ANALYSIS_BOOTSTRAP_H

#include "analysis/intervals.h"

/* What one thread finds them with, of one group after another. */
typedef struct bp_bootstrap bp_bootstrap;

/* Of these groups.
 *   key     [n_keys] of the survey: those that the groups are by
 *   method  its ci is settled, bootstrap or bca
 * All of it outlives the result.  NULL: memory is out. */
bp_bootstrap *bp_bootstrap_new(const bp_pay_groups *g, const bp_survey *s,
                               const size_t key[], size_t n_keys,
                               const bp_method *method);

/* Of a group that has pay, of one currency, by bp_replicates_limits of BP_REPLICATES
 * samples.  Organisations are drawn where there are two of them in all, with all of their
 * people, and people who have none; else people.  A group is drawn by the seed and its
 * own values, whatever other groups there are.  A single unit is not estimable.  Efron
 * (1979), Annals of Statistics 7(1); of clusters: Davison and Hinkley (1997), 3.8.
 *   of   of the levels of the method
 *   out  [n_levels]
 * False: memory is out, or 2^32 people are in the group. */
bool bp_bootstrap_find(bp_bootstrap *s, const bp_selection *of, bp_limits out[],
                       bp_limits *mean);

void bp_bootstrap_free(bp_bootstrap *s);

#endif
