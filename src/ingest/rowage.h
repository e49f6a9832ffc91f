/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowage.h - pay of a row is brought from its date to another.  Layer: ingest. */
#ifndef BP_INGEST_ROWAGE_H
#define BP_INGEST_ROWAGE_H

#include "base/ageing.h"
#include "benchpay/money.h"

#define BP_ROW_AGES 64

/* The factors of dates that rows had, each at the place of its date.  {0} is empty. */
typedef struct bp_row_ages {
    int32_t date[BP_ROW_AGES];
    double factor[BP_ROW_AGES];
} bp_row_ages;

/* *units times the factor of the date, rounded half to even at the hundredth; units of
 * 10^-scale, scale >= 2.
 * Errors: those of bp_ageing_factor; BP_EDATA  it does not fit */
bp_status bp_row_age(int64_t *units, bp_row_ages *ages, const bp_ageing *to, int32_t date,
                     int scale, bp_err *err);

#endif
