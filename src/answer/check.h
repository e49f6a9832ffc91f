/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.h - can an input be used, and what would a careful analyst ask about it?
 * Layer: answer. */
#ifndef BP_ANSWER_CHECK_H
#define BP_ANSWER_CHECK_H

#include "answer/answer.h"

/* a->warnings about the records; those about outliers only where they are flagged.  Under
 * a strict reading rows that contradict each other make the answer unusable.
 * Errors: BP_ELIMIT */
bp_status bp_check_records(bp_answer *a, bp_err *err);

/* a->warnings where nobody asked for a check: what counts show, and how pay lies, for
 * which all pay is looked at only where outliers are looked for, too, or where the span
 * of the table makes two clouds likely.
 * Errors: BP_ELIMIT */
bp_status bp_check_pay(bp_answer *a, bp_err *err);

/* What can mean two things has no figures: BP_EDATA with all doubts; but a check goes on,
 * and lists them.  Errors: BP_ELIMIT too */
bp_status bp_check_doubts(const bp_answer *a, bp_err *err);

/* The same of whatever was read, and a->unusable.  Errors: BP_ELIMIT. */
bp_status bp_check_compute(bp_answer *a, bp_err *err);

#endif
