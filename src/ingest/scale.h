/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale.h - the units that all pay of a survey is counted in.  Layer: ingest. */
#ifndef BP_INGEST_SCALE_H
#define BP_INGEST_SCALE_H

#include "benchpay/money.h"

/* The scale of all pay, when its largest amount in the heads is known: nine decimals
 * where numbers stay well inside 64 bits, two at least. */
int bp_scale_of(bp_int128 largest);

/* The step of all pay, in units of the scale: a hundredth where four times the largest
 * amount is a number of hundredths that fits 32 bits, else a whole. */
int64_t bp_scale_step(bp_int128 largest, int scale);

#endif
