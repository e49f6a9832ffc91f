/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conversion.h - what is offered in another currency than its market.  Layer: ingest. */
#ifndef BP_INGEST_CONVERSION_H
#define BP_INGEST_CONVERSION_H

#include "base/mem.h"
#include "benchpay/choice.h"
#include "benchpay/err.h"
#include "benchpay/money.h"

typedef struct bp_conversion bp_conversion;

/* The rates of a choice; NULL where it has none, and then nothing is converted.
 * Errors: those of bp_rates_read */
bp_status bp_conversion_open(bp_conversion **out, const bp_choice *c, bp_err *err);
void bp_conversion_free(bp_conversion *x);

/* Amounts in another currency than the choice's, at its latest rate: nothing says of what
 * day an offer is.  Each is rounded half to even at the hundredth.
 *   amount    [n]; those below 0 are blank
 *   currency  theirs, then the choice's; NULL, and a sign that several countries share:
 *             the choice's already
 * Errors: BP_EDATA  there is no rate; it does not fit */
bp_status bp_conversion_apply(bp_conversion *x, bp_decimal *const amount[], size_t n,
                              const char **currency, const bp_loc *at, bp_err *err);

/* "converted to USD by 'fx.csv': EUR at 1.13 (2026-01-01), GBP at 1.32 (2026-01-01)".
 *   out  lives as long as `text`; NULL: nothing was
 * Errors: BP_ELIMIT */
bp_status bp_conversion_say(const char **out, bp_arena *text, const bp_conversion *x,
                            bp_err *err);

#endif
