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
                           size_t which, int32_t date, bp_err *err)
{
    const size_t at = ((size_t)date + which * 31) % BP_ROW_AGES;
    bp_status status = BP_OK;
    if (ages->date[at] != date || ages->which[at] != which)
        status = bp_ageing_factor(&ages->factor[at], bp_ageing_movement(to, which),
                                  to->form, to->count, date, to->to, err);
    ages->date[at] = status == BP_OK ? date : 0;
    ages->which[at] = which;
    *out = ages->factor[at];
    return status;
}

/* Of equal factors, and of parts that add up to nothing, the first one's: exactly it. */
static bp_status mean_factor(long double *out, bp_row_ages *ages, const bp_ageing *to,
                             const bp_age_part part[], size_t n, int32_t date,
                             bp_err *err)
{
    long double sum = 0, aged = 0;
    double factor, first = 1;
    bool differ = false;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        status = factor_of(&factor, ages, to, part[i].which, date, err);
        if (status != BP_OK)
            break;
        first = i == 0 ? factor : first;
        differ |= part[i].which != part[0].which;
        sum += (long double)part[i].units;
        aged += (long double)part[i].units * (long double)factor;
    }
    *out = differ && sum > 0 ? aged / sum : (long double)first;
    return status;
}

bp_status bp_row_age(int64_t *units, bp_row_ages *ages, const bp_ageing *to,
                     const bp_age_part part[], size_t n, int32_t date, int scale,
                     bp_err *err)
{
    long double factor;
    bp_status status = mean_factor(&factor, ages, to, part, n, date, err);
    if (status != BP_OK)
        return status;
    const int64_t cent = bp_pow10(scale - 2);
    const long double x = (long double)*units * factor / (long double)cent;
    if (!(fabsl(x) * (long double)cent < 9e18L))
        return bp_fail(err, NULL, BP_EDATA, "aged pay does not fit");
    const long double low = floorl(x), half = x - low - .5L;
    long double whole = half > 0 ? low + 1 : low;
    if (fabsl(half) <= fabsl(x) * LAST_BITS)
        whole = fmodl(low, 2) == 0 ? low : low + 1;
    *units = (int64_t)whole * cent;
    return BP_OK;
}
