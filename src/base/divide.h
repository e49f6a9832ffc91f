/* SPDX-License-Identifier: GPL-3.0-or-later */
/* divide.h - division of exact amounts, rounded once.  Layer: base. */
#ifndef BP_BASE_DIVIDE_H
#define BP_BASE_DIVIDE_H

#include "benchpay/money.h"

/* a / b, half to even; b > 0. */
static inline bp_int128 bp_divide(bp_int128 a, bp_int128 b)
{
    bp_int128 q = a / b, rest = a % b;
    rest = rest < 0 ? -rest : rest;
    if (rest > b - rest || (rest == b - rest && q % 2 != 0))
        q += a < 0 ? -1 : 1;
    return q;
}

#endif
