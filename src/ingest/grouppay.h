/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grouppay.h - rows with what all people of a group are paid together.  Layer: ingest. */
#ifndef BP_INGEST_GROUPPAY_H
#define BP_INGEST_GROUPPAY_H

#include "ingest/lookup.h"

/* The column that counts the people whom the pay of a row is of, all together;
 * BP_NO_COLUMN where it is one person's, as far as the head tells.
 *   pay  the column of the chosen pay
 * Errors: those of reading the head, and of memory */
bp_status bp_group_pay_find(size_t *count, const bp_lookup *l, size_t pay, bp_err *err);

/* Asks what is meant: what one of them is paid on average, where a column has it, or that
 * sum. */
void bp_group_pay_ask(const bp_lookup *l, size_t pay, size_t count);

/* A column of mean pay in a file that counts the people of its rows, who have no names;
 * BP_NO_COLUMN: there is none, or several. */
size_t bp_group_pay_mean(const bp_lookup *l);

#endif
