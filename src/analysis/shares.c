/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shares.c - how sure the share of people is who are paid at most an amount.
 *
 * The amount was not chosen by the sample, as a percentile is, so textbook intervals of
 * shares hold.  People are counted in halves, of which one who is paid the amount exactly
 * is one under mid-ranks: counts stay whole, and sums exact. */
#include "analysis/shares.h"

#include "analysis/units.h"

/* People in halves: of those at or below the amount two each, under mid-ranks one of
 * those who are paid exactly it. */
typedef struct halves {
    uint64_t below; /* what one below the amount counts */
    uint64_t equal;
} halves;

static uint64_t count(const halves *h, uint64_t below, uint64_t equal)
{
    return h->below * below + h->equal * equal;
}

/* F = all / 2n, and 2 n^2 z of a unit is c n - n_o all: a whole number. */
static double square_of(uint64_t own, uint64_t people, uint64_t all, uint64_t n)
{
    const bp_int128 whole =
        (bp_int128)own * (bp_int128)n - (bp_int128)people * (bp_int128)all;
    const double z = (double)whole / (double)n / (double)n / 2;
    return z * z;
}

/* The sum of z^2 over people who are units alone. */
static double squares_of_people(const halves *h, uint64_t below, uint64_t equal,
                                uint64_t people, uint64_t all, uint64_t n)
{
    return (double)below * square_of(h->below, 1, all, n) +
           (double)equal * square_of(h->equal, 1, all, n) +
           (double)(people - below - equal) * square_of(0, 1, all, n);
}

/* The sum of z^2 over the units that were counted below the amount and up to it. */
static double squares_of_units(const halves *h, const bp_units *u, uint64_t all,
                               uint64_t n)
{
    double sum =
        squares_of_people(h, u->alone[0], u->alone[1] - u->alone[0], u->lone.n, all, n);
    for (size_t i = 0; i < u->n; i++) {
        const size_t unit = u->order[i].unit;
        const uint64_t *at_most = u->at_most + 2 * unit;
        sum += square_of(count(h, at_most[0], at_most[1] - at_most[0]), u->unit[unit].n,
                         all, n);
    }
    return sum;
}

/* A sample in which all units agree tells nothing of how they differ, unless it is the
 * whole population. */
static bp_share_limits by_error(double share, uint64_t n, uint64_t units, double squares,
                                const bp_ci *ci)
{
    const double left =
        ci->population > 0 ? 1 - (double)units / (double)ci->population : 1;
    bp_share_error e = { 0 };
    if (squares > 0 && left >= 0)
        e = bp_share_error_of(n, units, share, squares, left);
    return bp_interval_logit(share, &e, ci->level);
}

static bp_status by_clusters(bp_share_limits *out, const bp_split *at, const halves *h,
                             const bp_pay_groups *g, const bp_pay_group *group,
                             const bp_ci *ci, bp_err *err)
{
    const uint64_t n = group->pay.n, all = count(h, at->below, at->equal);
    const int64_t limit[] = { at->equal > 0 ? at->amount - 1 : at->amount, at->amount };
    const bp_total unused = { .sum = 0 }; /* of pay, whose mean is not asked for */
    bp_units u = { .n = 0 };
    const bool ok = bp_units_prepare(&u, g, 2) &&
                    bp_units_count(&u, g, group, limit, 2, &unused, true);
    if (ok)
        *out = by_error((double)all / 2 / (double)n, n, bp_units_sampled(&u),
                        squares_of_units(h, &u, all, n), ci);
    bp_units_release(&u);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for an interval");
}

bp_status bp_share_limits_of(bp_share_limits *out, const bp_split *at, bp_ties ties,
                             const bp_pay_groups *g, const bp_pay_group *group,
                             const bp_ci *ci, bp_err *err)
{
    const halves h = { 2, ties == BP_TIES_MID ? 1 : 2 };
    const uint64_t n = group->pay.n, all = count(&h, at->below, at->equal);
    const double x = (double)all / 2, people = (double)n;
    if (ci->method == BP_CI_CLUSTERED)
        return by_clusters(out, at, &h, g, group, ci, err);
    if (ci->method == BP_CI_WOODRUFF)
        *out = by_error(x / people, n, n,
                        squares_of_people(&h, at->below, at->equal, n, all, n), ci);
    else if (ci->method == BP_CI_WILSON)
        *out = bp_interval_wilson(x, people, ci->level);
    else
        *out = bp_interval_clopper(x, people, ci->level);
    return BP_OK;
}
