/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - does a request make sense, whatever the files say?  Layer: ingest. */
#ifndef BP_INGEST_REQUEST_H
#define BP_INGEST_REQUEST_H

#include "benchpay/read.h"

/* The order of a position in the input has 16 bits for the file. */
#define BP_FILES_MAX 65535

/* Errors: BP_EUSAGE  no files, an unknown format of numbers or dates, a delimiter that
 *                    cannot be one, a year without hours, a header row where there is to
 *                    be no header
 *         BP_ELIMIT  more than BP_FILES_MAX files */
bp_status bp_reading_check(const bp_reading *r, bp_err *err);

/* Errors: BP_EUSAGE  half a pair of pay, or one beside all elements; rates without a
 *                    currency; local pay without rates, without
 *                    groups or as a sum of rows; bands without a key that is made of them
 */
bp_status bp_choice_check(const bp_choice *c, bp_err *err);

#endif
