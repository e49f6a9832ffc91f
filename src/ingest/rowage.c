/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowage.c - pay of a row is brought from its date to another.
 *
 * A survey has few dates and many rows, so the factors of dates are kept: a power is many
 * times as dear as the rest.  A factor is a double, which misses a half by its last bits:
 * what is as near to one is taken to be it, as with exact arithmetic. */
#include "ingest/rowage.h"

#include <math.h>

#define LAST_BITS 1e-14L

static bp_status factor_of(double *out, bp_row_ages *ages, const bp_ageing *to,
                           int32_t date, bp_err *err)
{
    const size_t at = (size_t)date % BP_ROW_AGES;
    bp_status status = BP_OK;
    if (ages->date[at] != date)
        status = bp_ageing_factor(&ages->factor[at], &to->movement, to->form, to->count,
                                  date, to->to, err);
    ages->date[at] = status == BP_OK ? date : 0;
    *out = ages->factor[at];
    return status;
}

bp_status bp_row_age(int64_t *units, bp_row_ages *ages, const bp_ageing *to, int32_t date,
                     int scale, bp_err *err)
{
    double factor;
    bp_status status = factor_of(&factor, ages, to, date, err);
    if (status != BP_OK)
        return status;
    const int64_t cent = bp_pow10(scale - 2);
    const long double x = (long double)*units * (long double)factor / (long double)cent;
    if (!(fabsl(x) * (long double)cent < 9e18L))
        return bp_fail(err, NULL, BP_EDATA, "aged pay does not fit");
    const long double low = floorl(x), half = x - low - .5L;
    long double whole = half > 0 ? low + 1 : low;
    if (fabsl(half) <= fabsl(x) * LAST_BITS)
        whole = fmodl(low, 2) == 0 ? low : low + 1;
    *units = (int64_t)whole * cent;
    return BP_OK;
}
