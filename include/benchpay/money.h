/* SPDX-License-Identifier: GPL-3.0-or-later */
/* money.h - pay as an exact decimal number.  Layer: base.
 *
 * Inside a survey all pay is a whole number of 10^-scale units, with one scale
 * for the whole survey.  Sums are 128-bit, so that no result depends on the
 * order of rows or on the number of threads. */
#ifndef BP_MONEY_H
#define BP_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"

BP_API_BEGIN

#define BP_SCALE_MAX 9

__extension__ typedef __int128 bp_int128;

/* units * 10^-scale, 0 <= scale <= BP_SCALE_MAX. */
typedef struct bp_decimal {
    int64_t units;
    int scale;
} bp_decimal;

/* Reads a plain decimal ("425000", "-1.50", ".5") of n bytes: an optional sign,
 * digits, an optional point with digits; nothing else.  False when the text is
 * anything else, has more than BP_SCALE_MAX decimals, or does not fit. */
bool bp_decimal_parse(bp_decimal *out, const char *text, size_t n);

/* Changes the scale; exact.  False (and *d untouched) when digits would be lost
 * or the number would not fit. */
bool bp_decimal_rescale(bp_decimal *d, int scale);

/* The double nearest to units * 10^-scale (round half to even). */
double bp_money_double(int64_t units, int scale);

/* The double nearest to sum / n * 10^-scale, from exact integers; n > 0. */
double bp_money_mean(bp_int128 sum, uint64_t n, int scale);

/* 10^k for 0 <= k <= 18. */
int64_t bp_pow10(int k);

BP_API_END

#endif
