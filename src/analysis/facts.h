/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h - what disclosure rules ask of groups.  Layer: analysis. */
#ifndef BP_ANALYSIS_FACTS_H
#define BP_ANALYSIS_FACTS_H

#include "analysis/intervals.h"
#include "analysis/units.h"

/* Limits as amounts in units of pay: who is below a low limit is at or below the first,
 * who is not above a high one at or below the second. */
void bp_facts_amounts(double lo, double hi, int scale, int64_t at[2]);

/* Of all groups that have pay, of one currency, on bp_groups_workers threads.
 *   total   [groups]
 *   limits  [groups][stride] of which the first n_levels are of levels; NULL: none, as
 *           below
 *   mean    [groups]
 *   who     [groups]
 *   beyond  [groups][2 n_levels + 2] whose pay is below the low limit of a level and
 * above its high one, then the same of the mean; none where a limit is not known False:
 * memory is out. */
bool bp_groups_facts(const bp_pay_groups *g, const bp_survey *s, const bp_total total[],
                     const bp_limits limits[], size_t stride, size_t n_levels,
                     const bp_limits mean[], bp_concentration who[], bp_beyond beyond[]);

#endif
