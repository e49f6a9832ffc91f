/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quotient.h - pay that is other pay of the same row, divided.  Layer: data. */
#ifndef BP_DATA_QUOTIENT_H
#define BP_DATA_QUOTIENT_H

#include "data/batch.h"

/* The amount of an element that the shape makes of others: of / over, or of / hours, half
 * to even at the last decimal; BP_NO_PAY unless both are known and above 0, or where it
 * does not fit.
 *   pay  [n_elements] of a row: those that it carries are read */
int64_t bp_quotient_pay(const bp_shape *s, size_t element, const int64_t pay[]);

#endif
