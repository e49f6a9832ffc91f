/* SPDX-License-Identifier: GPL-3.0-or-later */
/* median.c - the middle of numbers that are no pay.
 *
 * Only the part that holds the middle is divided again (Hoare's Find, Communications of
 * the ACM 4(7), 1961, 321-322), so a million ratios take no sorting.  The pivot is the
 * middle one of three, which sorted numbers and equal ones leave quick. */
#include "analysis/median.h"

static double middle_of(double a, double b, double c)
{
    const double low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Puts the number of rank k at its place, none after it smaller, none before it larger.
 */
static void find(double x[], size_t n, size_t k)
{
    size_t low = 0, high = n - 1;
    while (low < high) {
        const double pivot = middle_of(x[low], x[low + (high - low) / 2], x[high]);
        size_t i = low, j = high;
        for (;;) {
            while (x[i] < pivot)
                i++;
            while (pivot < x[j])
                j--;
            if (i >= j)
                break;
            const double swapped = x[i];
            x[i++] = x[j];
            x[j--] = swapped;
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
}

double bp_median(double x[], size_t n)
{
    const size_t half = n / 2;
    find(x, n, half);
    if (n % 2 != 0)
        return x[half];
    double below = x[0];
    for (size_t i = 1; i < half; i++)
        below = x[i] > below ? x[i] : below;
    return below + (x[half] - below) / 2;
}
