/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trends.h - growth in a report, against the people of each year.  Layer: audit.
 *
 * The median of a year is a figure of its people, like any other; the rate, its interval
 * and what pay goes to follow from the medians that are shown, or from the growth of
 * those who are in two years (steps.h).  Drawn paths are not found again. */
#ifndef BP_AUDIT_TRENDS_H
#define BP_AUDIT_TRENDS_H

#include "audit/agree.h"
#include "audit/recount.h"
#include "base/jsonread.h"
#include "base/str.h"
#include "benchpay/gate.h"
#include "benchpay/question.h"

typedef struct bp_trends {
    const bp_survey *survey;
    const bp_growth_question *asked;
    const bp_rule_set *set; /* NULL: no rules */
    int qtype;
    bool of_orgs;        /* organisations count for rules */
    long double matched; /* growth a year of those who are in two years */
    bp_agreed agreed;
} bp_trends;

/* Is the growth of a section true, and all of it to be shown?
 *   growth     its "growth"
 *   scenarios  its "scenarios"; NULL: there are none
 * Errors: BP_ELIMIT */
bp_status bp_trends_check(bool *fits, bp_trends *t, const bp_json_value *growth,
                          const bp_json_value *scenarios, bp_err *err);

#endif
