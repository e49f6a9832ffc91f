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

#endif
