/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.h - answers about pay equity.  Layer: answer. */
#ifndef BP_ANSWER_EQUITY_H
#define BP_ANSWER_EQUITY_H

#include "answer/answer.h"

/* Groups, categories and factors become variables of the choice.  Errors: BP_ELIMIT. */
bp_status bp_equity_choose(bp_answer *a, bp_err *err);

/* a->equity, and a->table of everybody.  Errors: those of bp_equity_new. */
bp_status bp_equity_compute(bp_answer *a, bp_err *err);

#endif
