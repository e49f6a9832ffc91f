/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asked.h - by which methods a report was asked for, and whether it says so.
 * Layer: audit. */
#ifndef BP_AUDIT_ASKED_H
#define BP_AUDIT_ASKED_H

#include "audit/recount.h"
#include "audit/standing.h"
#include "base/jsonread.h"
#include "benchpay/question.h"

/* The definition of percentiles. */
int bp_asked_qtype(const bp_question *q, const bp_survey *s);

/* By which their intervals are; of one that cannot be found again the report says it. */
bp_recount_ci bp_asked_ci(const bp_question *q, const bp_json_value *report,
                          const bp_payees *p);

/* ... and the limits of shares of people. */
bp_share_ci bp_asked_share_ci(const bp_question *q, const bp_payees *p);

/* Does a method of the report say what was asked for, and what the records settle?
 *   p     the people of the pay that the survey is about
 *   name  of the report, for messages
 * Errors: BP_ENONE  it says something else; BP_EDATA it says nothing; BP_ELIMIT */
bp_status bp_asked_compare(const bp_question *q, const bp_json_value *report,
                           const bp_json_value *method, const char *pay,
                           const bp_payees *p, const char *name, bp_err *err);

#endif
