/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_models.h - what disclosure rules say of models.  Layer: answer. */
#ifndef BP_ANSWER_RULES_MODELS_H
#define BP_ANSWER_RULES_MODELS_H

#include "analysis/payline.h"
#include "benchpay/gate.h"

/* A line needs so many people, of so many organisations. */
#define BP_LINE_PEOPLE 30
#define BP_LINE_ORGS 10

/* ... and nobody may have it all but to himself: above this leverage the line at his
 * scope is nearly his pay. */
#define BP_LINE_LEVERAGE .5

/* Withholds lines that tell of few people; those of groups, too, that together with the
 * line of everybody tell of a withheld one.  Reasons of all that is withheld.
 *   of_orgs  organisations count */
unsigned bp_rules_paylines(bp_paylines *p, const bp_rule_set *set, bool of_orgs);

#endif
