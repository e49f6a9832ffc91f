/* SPDX-License-Identifier: GPL-3.0-or-later */
/* steps.h - growth of those who are in two years, from their pay one by one.
 * Layer: audit. */
#ifndef BP_AUDIT_STEPS_H
#define BP_AUDIT_STEPS_H

#include "audit/agree.h"
#include "audit/decide.h"
#include "base/jsonread.h"
#include "benchpay/question.h"

typedef struct bp_steps {
    const bp_survey *survey;
    bp_matching matching;
    const bp_rule_set *set; /* NULL: no rules */
    bool of_orgs;           /* organisations count for rules */
    long double a_year;     /* growth in one, by the last step that is shown */
    bp_agreed agreed;
} bp_steps;

/* Are the steps of a growth true, and all of them to be shown; and do its rate and its
 * mix follow from them?  Errors: BP_ELIMIT */
bp_status bp_steps_check(bool *fits, bp_steps *s, const bp_json_value *growth,
                         bp_err *err);

#endif
