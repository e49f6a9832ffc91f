/* SPDX-License-Identifier: GPL-3.0-or-later */
/* currency.h - what the pay of one record is paid in.  Layer: ingest. */
#ifndef BP_INGEST_CURRENCY_H
#define BP_INGEST_CURRENCY_H

#include "ingest/pay.h"
#include "ingest/plan.h"

/* "usd" is USD, written into `iso`; any other word ("Other", "AUD/NZD") stays itself. */
bp_text bp_currency_fold(bp_text code, char iso[3]);

/* Takes one of the usual signs off an amount, where it stands before or behind it, and
 * blanks between.  The code it stands for where signs tell the currency, empty without
 * one; BP_TEXT_AHEAD bytes of it can be read. */
bp_text bp_currency_take_sign(bp_text *amount);

/* The currency of a record, ISO codes in upper case, empty where none is known; borrowed
 * from the plan, the record or `iso`. */
bp_text bp_currency_read(char iso[3], const bp_plan *p, size_t file, const bp_record *r,
                         const bp_row_pay *pay);

/* Converts the pay of a record into the currency of the choice at the rate of its date,
 * else of the last day of its year.  The number of the rate; BP_NO_RATE when `code` has
 * none.  What does not fit is blamed in *pay.
 *   code  not that of the choice */
size_t bp_currency_convert(bp_row_pay *pay, const bp_plan *p, size_t file,
                           const bp_record *r, bp_text code, int32_t year);

#endif
