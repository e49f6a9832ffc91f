/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_table.h - disclosure rules over a table.  Layer: answer. */
#ifndef BP_ANSWER_RULES_TABLE_H
#define BP_ANSWER_RULES_TABLE_H

#include "analysis/local.h"
#include "answer/rules.h"
#include "benchpay/observed.h"

/* The facts of a group of a table, which was computed with them. */
bp_facts bp_rules_facts(const bp_group *g, bool of_orgs);

/* Puts groups whose medians will be withheld behind the others, by name, where these go by
 * their medians: between two that are shown is within the distance of these.  To be done
 * before anything is made beside the groups.  Errors: BP_ELIMIT */
bp_status bp_rules_table_order(bp_percentiles *p, const bp_rule_set *set, bool of_orgs,
                               bp_err *err);

/* Withholds figures of every group, group by group, then what would tell of those who are
 * in none: a group that differs from the total by 1 to BP_FEW people, or organisations,
 * goes (reason difference). */
void bp_rules_table(bp_percentiles *p, const bp_rule_set *set, bool of_orgs);

/* Rounds what is shown, once everything is decided. */
void bp_rules_table_round(bp_percentiles *p, const bp_rule_set *set);

/* Figures in the currencies of groups are shown where those of the table are, and rounded
 * alike. */
void bp_rules_local(bp_local *l, const bp_percentiles *p, const bp_rule_set *set);

/* The medians of years, each a cell of its own, and the growth of those who are matched.
 *   all  of everybody, where these are of a group: years that differ by 1 to 4 people go;
 *        NULL
 * Returns all reasons. */
unsigned bp_rules_years(bp_observed *o, const bp_observed *all, const bp_rule_set *set,
                        bool of_orgs);

#endif
