/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_models.h - what disclosure rules say of models.  Layer: answer. */
#ifndef BP_ANSWER_RULES_MODELS_H
#define BP_ANSWER_RULES_MODELS_H

#include "analysis/equity.h"
#include "analysis/payline.h"
#include "benchpay/gate.h"

/* Nobody may have a line all but to himself: above this leverage it is nearly his pay at
 * his scope. */
#define BP_LINE_LEVERAGE .5

/* Withholds lines that tell of few people; those of groups, too, that together with the
 * line of everybody tell of a withheld one.  Reasons of all that is withheld.
 *   of_orgs  organisations count */
unsigned bp_rules_paylines(bp_paylines *p, bool of_orgs);

/* Withholds figures of few people, of those beside whom few others are, and of
 * regressions that follow one person. */
unsigned bp_rules_equity(bp_equity *e, const bp_rule_set *set, bool of_orgs);

#endif
