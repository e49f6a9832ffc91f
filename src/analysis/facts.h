/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h - what disclosure rules ask of groups.  Layer: analysis. */
#ifndef BP_ANALYSIS_FACTS_H
#define BP_ANALYSIS_FACTS_H

#include "analysis/intervals.h"
#include "analysis/units.h"

/* Limits as amounts in units of pay: who is below a low limit is at or below the first,
 * who is not above a high one at or below the second. */
void bp_facts_amounts(double lo, double hi, int scale, int64_t at[2]);

/* How many people organisations have in all groups. */
typedef struct bp_org_totals {
    uint64_t *people; /* [org_ids] */
    size_t orgs;      /* that have some */
} bp_org_totals;

/* False: memory is out; nothing is to be released then. */
bool bp_org_totals_new(bp_org_totals *out, const bp_pay_groups *g);
void bp_org_totals_release(bp_org_totals *t);

/* Whose a group's pay is; its people were counted by organisation. */
bp_concentration bp_facts_who(const bp_units *u, const bp_total *total,
                              const bp_org_totals *all);

/* Of a group, whose people were counted at the amounts of its limits: whose pay is below
 * the low limit of an interval and above its high one; nobody's where a limit is not
 * known.
 *   i  of the interval, whose amounts were the (2 i)th and the next */
void bp_facts_beyond(const bp_units *u, size_t i, const bp_limits *limits,
                     bp_beyond out[2]);

/* bp_facts_who of all groups that have pay, of one currency, on bp_groups_workers
 * threads.
 *   total  [groups]
 *   who    [groups]
 * False: memory is out. */
bool bp_groups_who(const bp_pay_groups *g, const bp_survey *s, const bp_total total[],
                   bp_concentration who[]);

#endif
