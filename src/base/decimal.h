/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal.h - decimals of several scales, held against each other.  Layer: base. */
#ifndef BP_BASE_DECIMAL_H
#define BP_BASE_DECIMAL_H

#include "benchpay/money.h"

/* In units of 10^-BP_SCALE_MAX, which are exact for all. */
static inline bp_int128 bp_decimal_units(bp_decimal d)
{
    return (bp_int128)d.units * bp_pow10(BP_SCALE_MAX - d.scale);
}

/* The sign of a - b, exactly. */
static inline int bp_decimal_order(bp_decimal a, bp_decimal b)
{
    const bp_int128 x = bp_decimal_units(a), y = bp_decimal_units(b);
    return (x > y) - (x < y);
}

#endif
