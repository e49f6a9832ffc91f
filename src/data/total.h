/* SPDX-License-Identifier: GPL-3.0-or-later */
/* total.h - what one look at all values of a bag of pay gives.  Layer: data. */
#ifndef BP_DATA_TOTAL_H
#define BP_DATA_TOTAL_H

#include <stdint.h>

#include "benchpay/money.h"

/* In units. */
typedef struct bp_total {
    bp_int128 sum;
    int64_t low; /* the lowest value, and the highest */
    int64_t high;
} bp_total;

#endif
