/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowage.h - pay of a row is brought from its date to another.  Layer: ingest. */
#ifndef BP_INGEST_ROWAGE_H
#define BP_INGEST_ROWAGE_H

#include "base/ageing.h"
#include "benchpay/money.h"

#define BP_ROW_AGES 64

/* The factors of dates that rows had, each at the place of its date and movement.  {0} is
 * empty. */
typedef struct bp_row_ages {
    int32_t date[BP_ROW_AGES];
    size_t which[BP_ROW_AGES];
    double factor[BP_ROW_AGES];
} bp_row_ages;

/* A part of pay, and the movement that it has (bp_ageing_which). */
typedef struct bp_age_part {
    size_t which;
    int64_t units; /* of the parts alone their proportions matter */
} bp_age_part;

/* *units times the factor of the date, rounded once, half to even at the hundredth; units
 * of 10^-scale, scale >= 2.  Of several parts the factor is the mean of theirs, by what
 * they are of the sum: so each part moves by its own.
 *   part  [n], n > 0
 * False, and nothing has changed: there is no factor (bp_ageing_factor), or it does not
 * fit. */
bool bp_row_age(int64_t *units, bp_row_ages *ages, const bp_ageing *to,
                const bp_age_part part[], size_t n, int32_t date, int scale);

#endif
