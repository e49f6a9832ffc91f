/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paydoubt.h - what is asked where several columns could be pay.  Layer: ingest. */
#ifndef BP_INGEST_PAYDOUBT_H
#define BP_INGEST_PAYDOUBT_H

#include "ingest/lookup.h"

/* Asks which column is pay, of all that could be, the likeliest first, with the shape of
 * their cells. */
void bp_pay_ask(const bp_lookup *l);

/* Asks which of two columns is pay, since they are paid for different periods. */
void bp_pay_ask_period(const bp_lookup *l, size_t one, size_t other);

/* Asks how the two ends of a range of pay are read. */
void bp_pay_ask_range(const bp_lookup *l, size_t low, size_t high);

/* The rows of the head that have no amount in the column `pay` and one in `other`: those
 * of people who are paid otherwise, by the hour for instance. */
bp_status bp_paygap_count(uint64_t *out, const bp_lookup *l, size_t pay, size_t other,
                          bp_err *err);

#endif
