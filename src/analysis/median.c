/* SPDX-License-Identifier: GPL-3.0-or-later */
/* median.c - the middle of numbers that are no pay.
 *
 * It is selected, so a million ratios take no sorting. */
#include "analysis/median.h"

#include <gsl/gsl_statistics_double.h>

double bp_median(double x[], size_t n)
{
    const double high = gsl_stats_select(x, 1, n, n / 2);
    if (n % 2 != 0)
        return high;
    const double low = gsl_stats_select(x, 1, n, n / 2 - 1);
    return low + (high - low) / 2;
}
