/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linetables.h - the table of a published table's lines.  Layer: answer. */
#ifndef BP_ANSWER_LINETABLES_H
#define BP_ANSWER_LINETABLES_H

#include "answer/answer.h"

/* Makes the lines of a->published that the choice takes a->table.
 * Errors: BP_EUSAGE  a group that is no column
 *         BP_EDATA   no line, or no percentile, of the choice; a question that only the
 *                    pay of people answers: small groups, peers, local pay
 *         BP_ELIMIT */
bp_status bp_tables_of_lines(bp_answer *a, bp_err *err);

#endif
