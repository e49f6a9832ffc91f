/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rates.h - what a unit of a currency is worth.  Layer: ingest. */
#ifndef BP_INGEST_RATES_H
#define BP_INGEST_RATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "benchpay/err.h"
#include "benchpay/money.h"
#include "ingest/date.h"

#define BP_RATE_SCALE 12
#define BP_NO_RATE SIZE_MAX

typedef struct bp_rate {
    bp_text code;  /* ISO codes in upper case */
    int64_t units; /* of 10^-BP_RATE_SCALE units of the target for one unit, or as `from`
                      has it; above 0 */
    bp_date date;  /* {0} where the table has no dates */
} bp_rate;

/* Constant once read. */
typedef struct bp_rates {
    struct bp_grid *grid;
    bp_rate *rate; /* [n] by code, then by date */
    size_t n;
    bool from; /* see bp_rates_read */
    bp_arena text;
} bp_rates;

/* Reads a table with columns of currencies, rates and perhaps dates.
 *   into  the target's code; NULL: any
 *   from  a rate is what one unit of the target is worth, in units of its currency
 * Errors: those of bp_grid_read;
 *         BP_EDATA  no such column, a rate that is not above 0 or has more than
 *                   BP_RATE_SCALE decimals, an unreadable date, a rate twice, a header
 *                   that says the other way round, a rate of the target that is not 1 */
bp_status bp_rates_read(bp_rates **out, const char *path, const char *into, bool from,
                        bp_err *err);
void bp_rates_free(bp_rates *r);

const char *bp_rates_file(const bp_rates *r);

/* The most that a unit of any currency is worth, in whole units, rounded up; 1 at least.
 */
int64_t bp_rates_highest(const bp_rates *r);

/* The latest rate of a currency that is not after the day, else its latest; BP_NO_RATE
 * when it has none.
 *   on  year 0: unknown, so the latest; month or day 0: the last one of the year or month
 */
size_t bp_rates_find(const bp_rates *r, bp_text code, bp_date on);

/* "1.13 (2026-01-01)" */
void bp_rate_put(bp_str *out, bp_rate rate);

/* *units * rate, or / rate where rates are from the target, the exact result rounded half
 * to even at the hundredth; units of 10^-scale, scale >= 2.  False when it does not fit.
 */
bool bp_rate_convert(int64_t *units, int64_t rate, bool from, int scale);

#endif
