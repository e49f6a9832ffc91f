/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile.c - percentiles of exact pay.
 *
 * The position of a quantile is found in whole numbers: n p computed in doubles can miss
 * an integer by a bit, and then takes the wrong order statistic. */
#include "benchpay/quantile.h"

#include <assert.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "benchpay/money.h"

/* p = num / den. */
typedef struct ratio {
    bp_int128 num;
    bp_int128 den;
} ratio;

/* One order statistic, counted from 1 and clamped into the sample. */
static bp_position at_rank(bp_int128 rank, uint64_t n)
{
    uint64_t at = rank < 1 ? 1 : rank > (bp_int128)n ? n : (uint64_t)rank;
    return (bp_position){ at - 1, at - 1, 0, 1 };
}

/* Types 1 to 3 are steps at np or np - 1/2. */
static bp_position step(uint64_t n, ratio p, int qtype)
{
    bp_int128 np = p.num * n, den = p.den;
    bp_int128 below = np / den;
    bool exact = np % den == 0;
    if (qtype == 1)
        return at_rank(exact ? below : below + 1, n);
    if (qtype == 2) {
        if (exact && below >= 1 && below < (bp_int128)n)
            return (bp_position){ (uint64_t)below - 1, (uint64_t)below, 1, 2 };
        return at_rank(below + 1, n);
    }
    bp_int128 half = 2 * np - den; /* in halves of den */
    if (half < 0)
        return at_rank(1, n);
    below = half / (2 * den);
    bool even = half % (2 * den) == 0 && below % 2 == 0;
    return at_rank(even ? below : below + 1, n);
}

/* Types 4 to 9 put the quantile at rank h = p (n + b) + a. */
static bp_position position(uint64_t n, ratio p, int qtype)
{
    static const struct {
        int a; /* in 24ths */
        int b;
    } plot[] = { [4] = { 0, 0 },    [5] = { 12, 0 }, [6] = { 0, 24 },
                 [7] = { 24, -24 }, [8] = { 8, 8 },  [9] = { 9, 6 } };
    assert(n > 0 && qtype >= 1 && qtype <= 9);
    if (qtype <= 3)
        return step(n, p, qtype);
    bp_int128 den = 24 * p.den;
    bp_int128 h = p.num * ((bp_int128)24 * n + plot[qtype].b) + plot[qtype].a * p.den;
    bp_int128 rank = h / den;
    if (rank < 1 || rank >= (bp_int128)n)
        return at_rank(rank, n);
    return (bp_position){ (uint64_t)rank - 1, (uint64_t)rank, (uint64_t)(h % den),
                          (uint64_t)den };
}

bp_position bp_quantile_position(uint64_t n, bp_level p, int qtype)
{
    return position(n, (ratio){ p.num, p.den }, qtype);
}

/* A share is a whole number of 2^-53, but for bits that a share of one half does not
 * have. */
bp_position bp_quantile_position_share(uint64_t n, double share, int qtype)
{
    const int bits = 53;
    return position(n, (ratio){ (bp_int128)ldexp(share, bits), (bp_int128)1 << bits },
                    qtype);
}

/* For two values GSL's type 7 is the interpolation itself.  For equal
 * neighbours its arithmetic can miss them by a bit, hence the clamp. */
double bp_quantile_between(const bp_position *at, int64_t lo, int64_t hi, int scale)
{
    assert(at->num < at->den);
    const double x[2] = { bp_money_double(lo, scale), bp_money_double(hi, scale) };
    double fraction = (double)at->num / (double)at->den;
    double q = gsl_stats_quantile_from_sorted_data(x, 1, 2, fraction);
    return q < x[0] ? x[0] : q > x[1] ? x[1] : q;
}
