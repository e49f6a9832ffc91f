/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ruled.c - which disclosure rules an answer is under.
 *
 * Apart from the gate, since what is computed before it looks at them as well. */
#include "answer/ruled.h"

#include "answer/answer.h"
#include "answer/rules.h"

const bp_rule_set *bp_ruled_by(const bp_answer *a)
{
    return a->question->rules == BP_RULES_OWN ? a->question->own_rules
                                              : bp_rules_of(a->question->rules);
}

/* Somebody's own payroll is of one organisation; one that was chosen among others is
 * not. */
bool bp_ruled_orgs(const bp_answer *a)
{
    return a->survey != NULL && bp_survey_has_orgs(a->survey) &&
           bp_survey_among_orgs(a->survey);
}
