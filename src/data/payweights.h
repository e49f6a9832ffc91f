/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payweights.h - the weights of all pay of a survey.  Layer: data. */
#ifndef BP_DATA_PAYWEIGHTS_H
#define BP_DATA_PAYWEIGHTS_H

#include <stdint.h>

#include "benchpay/weights.h"
#include "data/paystore.h"

/* The greatest common divisor; 0 stands for no number. */
uint64_t bp_weights_common(uint64_t a, uint64_t b);

/* Puts the weights of all elements over their greatest common divisor; those of `freq`
 * stay, being counts.
 *   others  what the weights of rows whose pay is not kept have in common; 0: none has
 * Errors: BP_ELIMIT  those of an element are more than BP_WEIGHTS_MOST together */
bp_status bp_pay_weights_settle(bp_pay_store element[], size_t n, bp_weighting weights,
                                uint64_t others, bp_err *err);

#endif
