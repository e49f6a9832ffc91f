/* fan.h - how far the years to come may lie from their path.  Layer: analysis. */
#ifndef BP_ANALYSIS_FAN_H
#define BP_ANALYSIS_FAN_H

#include "benchpay/growth.h"

/* What the bands cover, in percent: the widest first. */
#define BP_FAN_BANDS 3
extern const int bp_fan_percent[BP_FAN_BANDS];

/* Prediction intervals of a fitted growth (bp_trend_at) at each of these levels. */
typedef struct bp_fan {
    bp_projected *at; /* [BP_FAN_BANDS][n] */
    size_t n;         /* points of the growth; 0: it has no intervals */
} bp_fan;

/* Errors: BP_ELIMIT memory. */
bp_status bp_fan_new(bp_fan **out, const bp_growth *g, bp_err *err);
void bp_fan_free(bp_fan *f);

#endif
