/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fan.h - how far the years to come may lie from their path.  Layer: analysis. */
#ifndef BP_ANALYSIS_FAN_H
#define BP_ANALYSIS_FAN_H

#include "benchpay/growth.h"

#define BP_FAN_BANDS 3

/* Prediction intervals of a fitted growth (bp_trend_at) at the plan's level, and at 80%
 * and 50% where these are narrower. */
typedef struct bp_fan {
    double percent[BP_FAN_BANDS]; /* [n_bands] what they cover, the widest first */
    size_t n_bands;
    bp_projected *at; /* [n_bands][n] */
    size_t n;         /* points of the growth; 0: it has no intervals */
} bp_fan;

/* Errors: BP_ELIMIT memory. */
bp_status bp_fan_new(bp_fan **out, const bp_growth *g, bp_err *err);
void bp_fan_free(bp_fan *f);

#endif
