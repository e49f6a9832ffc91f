/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scope.h - answers about pay on scope.  Layer: answer. */
#ifndef BP_ANSWER_SCOPE_H
#define BP_ANSWER_SCOPE_H

#include "answer/answer.h"

/* The scopes become variables of the choice, and a->line_plan is made.
 * Errors: BP_EUSAGE  a point that is no number, or names other scopes; BP_ELIMIT */
bp_status bp_scope_choose(bp_answer *a, bp_err *err);

/* a->lines of everybody alone, beside the other sections of a report. */
bp_status bp_scope_add_line(bp_answer *a, bp_err *err);

/* a->table, for its groups, and a->lines.  Errors: those of bp_paylines_new. */
bp_status bp_scope_compute(bp_answer *a, bp_err *err);

/* Where the offer of a chart of lines is, if there is one.
 * Errors: BP_EDATA  it is in another currency */
bp_status bp_scope_place(bp_answer *a, bp_err *err);

/* a->offer_at: at which scope each offer is.  A list has a column for each scope, which
 * selects no market, unless the question says one for all.
 * Errors: BP_EDATA   the list has no such column, or a cell that is no scope; BP_ELIMIT
 */
bp_status bp_scope_offers(bp_answer *a, bp_err *err);

#endif
