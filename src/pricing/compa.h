/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.h - what a report makes of employees, beside what programs see.  Layer: pricing.
 */
#ifndef BP_PRICING_COMPA_H
#define BP_PRICING_COMPA_H

#include "benchpay/compa.h"
#include "pricing/employees.h"

const bp_employees *bp_compa_employees(const bp_compa *c);

#endif
