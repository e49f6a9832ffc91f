/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.h - what disclosure rules say of one cell.  Layer: answer. */
#ifndef BP_ANSWER_RULES_H
#define BP_ANSWER_RULES_H

#include "analysis/concentration.h"
#include "benchpay/gate.h"
#include "benchpay/percentiles.h"

/* The people of a cell. */
typedef struct bp_facts {
    uint64_t n;
    uint64_t orgs;
    bool of_orgs; /* organisations count: the survey has two of them at least */
    const bp_concentration *who; /* NULL: not known */
} bp_facts;

/* Why figures of a cell are withheld: sets of bp_reason, 0 where they are shown. */
typedef struct bp_verdict {
    unsigned cell; /* everything */
    unsigned mean;
    unsigned level[BP_LEVELS_MAX];
} bp_verdict;

void bp_rules_judge(bp_verdict *out, const bp_rule_set *set, const bp_facts *facts,
                    const bp_level level[], size_t n_levels);

/* May the limit of an interval be shown, beyond which these are? */
bool bp_rules_limit(const bp_rule_set *set, const bp_facts *facts, bp_beyond beyond);

/* A figure of a cell as it is shown; and the limits of its interval, outward. */
double bp_rules_round(const bp_rule_set *set, uint64_t n, double x);
double bp_rules_round_down(const bp_rule_set *set, double x);
double bp_rules_round_up(const bp_rule_set *set, double x);

#endif
