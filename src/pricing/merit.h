/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.h - what a report makes of increases, beside what programs see.  Layer: pricing.
 */
#ifndef BP_PRICING_MERIT_H
#define BP_PRICING_MERIT_H

#include "benchpay/merit.h"
#include "pricing/employees.h"
#include "pricing/meritmatrix.h"

const bp_employees *bp_merit_employees(const bp_merit *m);
const bp_merit_matrix *bp_merit_matrix_of(const bp_merit *m);

/* What the increase of somebody comes of, beside pay and guideline. */
typedef struct bp_merit_terms {
    double fte;
    double prorate; /* share of the year */
    double min;     /* of the range, at full time, as the next two */
    double midpoint;
    double max;
} bp_merit_terms;

/* Of the i-th. */
bp_merit_terms bp_merit_terms_at(const bp_merit *m, size_t i);

#endif
