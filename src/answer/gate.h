/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - the one place where figures are withheld.  Layer: answer. */
#ifndef BP_ANSWER_GATE_H
#define BP_ANSWER_GATE_H

#include "benchpay/answer.h"

/* Withholds what the rules of its question say, in every part of the answer; the numbers
 * are gone.
 * Errors: BP_ENONE  nothing is left; BP_ELIMIT, and those of the ledger */
bp_status bp_gate_pass(bp_answer *a, bp_err *err);

#endif
