/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paylevel.h - are employees' pay and what it is held against for the same period?
 * Layer: pricing. */
#ifndef BP_PRICING_PAYLEVEL_H
#define BP_PRICING_PAYLEVEL_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/err.h"
#include "benchpay/survey.h"

typedef struct bp_pay_level {
    const char *file; /* of employees; borrowed */
    bool said;        /* it says what their pay is for */
    uint64_t people;
    uint64_t high, low; /* far above, far below what each is held against */
    double pay, market; /* their sums */
} bp_pay_level;

/* Of employees, of whom nobody is counted yet.  Borrows the name of their file. */
bp_pay_level bp_pay_level_of(const bp_survey *s);

/* Counts so many, of that pay on average.
 *   market  a midpoint or a price, above 0 */
void bp_pay_level_add(bp_pay_level *l, uint64_t people, double pay, double market);

/* A failure where most are farther from it than pay ever is from its market, unless both
 * say what they are for.
 *   file  what they are held against; NULL: surveys, which say what their pay is for
 *   said  it says what its amounts are for
 * Errors: BP_EDATA */
bp_status bp_pay_level_check(const bp_pay_level *l, const char *file, bool said,
                             bp_err *err);

#endif
