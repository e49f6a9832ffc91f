/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orgshares.h - the share of organisations that count the same, exactly.
 * Layer: analysis.
 *
 * Their people have weights over a common denominator, which can be too large for a whole
 * number of 64 bits: weights are rounded then, and do not tell whether a share is
 * reached exactly.  This does. */
#ifndef BP_ANALYSIS_ORGSHARES_H
#define BP_ANALYSIS_ORGSHARES_H

#include "data/pay.h"

/* Has all memory that a comparison takes. */
typedef struct bp_org_shares bp_org_shares;

/* Of a group on the basis org-equal, of which nothing is kept.  NULL: memory is out. */
bp_org_shares *bp_org_shares_new(const bp_pay_groups *g, const bp_pay_group *group);
void bp_org_shares_free(bp_org_shares *s);

/* Below, at or above 0 as the sum of c / d over K organisations is smaller than p K,
 * equal to it or larger, c being the weight of an organisation's people who are paid at
 * most so many units, and d that of all of them.
 *   p  num / den, both below 2^62 */
int bp_org_shares_compare(bp_org_shares *s, int64_t units, int64_t num, int64_t den);

#endif
