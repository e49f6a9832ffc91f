/* SPDX-License-Identifier: GPL-3.0-or-later */
/* axis.c - round steps and their labels.
 *
 * Steps are 1, 2, 2.5 or 5 times a power of ten, because people read values between such
 * labels without computing. */
#include "chart/axis.h"

#include <math.h>

bp_unit bp_unit_for(double amount)
{
    static const bp_unit unit[] = { { 1e9, "B" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" } };
    size_t u = 0;
    /* 9,500 is easier than 9.5k; 950k is as easy as 0.95M. */
    while (unit[u].size > 1 && amount < (unit[u].size > 1e3 ? 1 : 10) * unit[u].size)
        u++;
    return unit[u];
}

double bp_step_for(double least, bool whole)
{
    static const double round_step[] = { 1, 2, 2.5, 5, 10 };
    if (whole && least <= 1)
        return 1;
    double power = pow(10, floor(log10(least)));
    double step = 10 * power;
    for (size_t i = 0; i < sizeof round_step / sizeof round_step[0]; i++) {
        step = round_step[i] * power;
        /* 0.3 / 0.1 is a little less than 3 */
        if (step >= least * (1 - 1e-9) && (!whole || step == floor(step)))
            break;
    }
    return step;
}

/* Decimals that multiples of the step need: 2.5 one, .05 two. */
static int decimals_for(double step)
{
    int n = 0;
    while (n < 6 && fabs(step - round(step)) > 1e-6 * step) {
        step *= 10;
        n++;
    }
    return n;
}

void bp_axis_number(bp_str *out, double x, double step, bp_unit unit)
{
    bp_str digits = { 0 };
    int decimals = decimals_for(step / unit.size);
    bp_str_printf(&digits, "%.*f", decimals, x / unit.size);
    size_t whole = digits.n - (decimals > 0 ? (size_t)decimals + 1 : 0);
    for (size_t i = 0; i < digits.n && !digits.failed; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            bp_str_putc(out, ',');
        bp_str_putc(out, digits.at[i]);
    }
    out->failed |= digits.failed;
    bp_str_release(&digits);
}
