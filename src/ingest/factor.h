/* SPDX-License-Identifier: GPL-3.0-or-later */
/* factor.h - what makes a year's pay of another.  Layer: ingest. */
#ifndef BP_INGEST_FACTOR_H
#define BP_INGEST_FACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/read.h"

/* A year's pay is hardly below this, in the main unit of any currency. */
#define BP_SMALL_FOR_A_YEAR 1000

/* Pay is multiplied by times / of, which is whole but for some days. */
typedef struct bp_factor {
    int64_t times;
    int64_t of; /* above 0 */
} bp_factor;

/* For an hour the hours of the reading, for a day an eighth of these, 52, 26, 24, its
 * pays a year for a month; 1 for annual pay and pay that is left as it is. */
bp_factor bp_factor_of(const bp_reading *reading, bp_period period);

/* False when the product does not fit. */
bool bp_factor_apply(int64_t *units, bp_factor f);

#endif
