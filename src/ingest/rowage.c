/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowage.c - pay of a row is brought from its date to another.
 *
 * A survey has few dates and many rows, so the factors of dates are kept: a power is many
 * times as dear as the rest.  A factor is a double, which misses a half by its last bits:
 * what is as near to one is taken to be it, as with exact arithmetic. */
#include "ingest/rowage.h"

#include <math.h>

#define LAST_BITS 1e-14L

static bool find_factor(double *out, bp_row_ages *ages, const bp_ageing *to, size_t which,
                        int32_t date)
{
    const size_t at = ((size_t)date + which * 31) % BP_ROW_AGES;
    const bool known = (ages->date[at] == date && ages->which[at] == which) ||
                       bp_ageing_factor(&ages->factor[at], bp_ageing_movement(to, which),
                                        to->form, to->count, date, to->to, NULL) == BP_OK;
    ages->date[at] = known ? date : 0;
    ages->which[at] = which;
    *out = ages->factor[at];
    return known;
}

/* Of equal factors, and of parts that add up to nothing, the first one's: exactly it. */
static bool find_mean(long double *out, bp_row_ages *ages, const bp_ageing *to,
                      const bp_age_part part[], size_t n, int32_t date)
{
    long double sum = 0, aged = 0;
    double factor, first = 1;
    bool differ = false;
    for (size_t i = 0; i < n; i++) {
        if (!find_factor(&factor, ages, to, part[i].which, date))
            return false;
        first = i == 0 ? factor : first;
        differ |= part[i].which != part[0].which;
        sum += (long double)part[i].units;
        aged += (long double)part[i].units * (long double)factor;
    }
    *out = differ && sum > 0 ? aged / sum : (long double)first;
    return true;
}

bool bp_row_age(int64_t *units, bp_row_ages *ages, const bp_ageing *to,
                const bp_age_part part[], size_t n, int32_t date, int scale)
{
    long double factor;
    if (!find_mean(&factor, ages, to, part, n, date))
        return false;
    const int64_t cent = bp_pow10(scale - 2);
    const long double x = (long double)*units * factor / (long double)cent;
    if (!(fabsl(x) * (long double)cent < 9e18L))
        return false;
    const long double low = floorl(x), half = x - low - .5L;
    long double whole = half > 0 ? low + 1 : low;
    if (fabsl(half) <= fabsl(x) * LAST_BITS)
        whole = fmodl(low, 2) == 0 ? low : low + 1;
    *units = (int64_t)whole * cent;
    return true;
}
