/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shares.c - how sure the share of people is who are paid at most an amount.
 *
 * The amount was not chosen by the sample, as a percentile is, so textbook intervals of
 * shares hold.  People are counted in halves, of which one who is paid the amount exactly
 * is one under mid-ranks: counts stay whole, and sums exact. */
#include "analysis/shares.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/replicates.h"
#include "analysis/units.h"
#include "base/mem.h"
#include "base/room.h"

/* ---- samples drawn again ---- */

/* What is drawn as a whole: an organisation, or somebody. */
typedef struct share_unit {
    uint64_t counted; /* of its people */
    uint64_t all;
} share_unit;

static double share_of(uint64_t counted, uint64_t all)
{
    return (double)counted / (double)all;
}

static share_unit sum_of(const share_unit unit[], size_t n)
{
    share_unit sum = { 0, 0 };
    for (size_t i = 0; i < n; i++) {
        sum.counted += unit[i].counted;
        sum.all += unit[i].all;
    }
    return sum;
}

static void draw(double replicate[], uint32_t count[], const share_unit unit[], size_t n,
                 uint64_t stream)
{
    for (size_t b = 0; b < BP_REPLICATES; b++) {
        share_unit sum = { 0, 0 };
        bp_draw_units(count, n, stream, b);
        for (size_t i = 0; i < n; i++) {
            sum.counted += count[i] * unit[i].counted;
            sum.all += count[i] * unit[i].all;
        }
        replicate[b] = share_of(sum.counted, sum.all);
    }
}

/* The interval of sum counted / sum all, by bp_replicates_limits of BP_REPLICATES samples
 * of the units.  These are in the order in which percentiles of the same group draw them
 * (bootstrap.c), so that a share and a percentile come of the same samples.  Not estimable
 * of a single unit.
 *   unit    [n] n > 0
 *   ci      bootstrap or bca
 *   stream  of the draws
 * Errors: BP_ELIMIT */
static bp_status drawn_limits(bp_share_limits *out, const share_unit unit[], size_t n,
                              const bp_ci *ci, uint64_t stream, bp_err *err)
{
    const share_unit sum = sum_of(unit, n);
    bp_limits l = { .lo_state = BP_NOT_ESTIMABLE, .hi_state = BP_NOT_ESTIMABLE };
    bp_room room = { 0 };
    double *replicate = bp_room_take(&room, BP_REPLICATES, sizeof *replicate);
    double *without = bp_room_take(&room, n, sizeof *without);
    uint32_t *count = bp_room_take(&room, n, sizeof *count);
    const bool ok = !room.failed;
    if (ok && n >= 2) {
        const bp_jackknife each = { without, n };
        draw(replicate, count, unit, n, stream);
        for (size_t i = 0; i < n; i++)
            without[i] = share_of(sum.counted - unit[i].counted, sum.all - unit[i].all);
        l = bp_replicates_limits(replicate, BP_REPLICATES, share_of(sum.counted, sum.all),
                                 ci->method == BP_CI_BCA ? &each : NULL, ci->level);
    }
    bp_room_release(&room);
    if (!ok)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to draw samples");
    *out = (bp_share_limits){ l.lo, l.hi, l.lo_state, l.hi_state };
    return BP_OK;
}

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

/* Of a unit that was counted below the amount and up to it. */
static uint64_t count_unit(const halves *h, const bp_units *u, size_t unit)
{
    const uint64_t below = bp_units_at_most(u, unit, 0);
    return count(h, below, bp_units_at_most(u, unit, 1) - below);
}

/* Lone people at the amount. */
static uint64_t alone_at(const bp_units *u)
{
    return bp_units_alone(u, 1) - bp_units_alone(u, 0);
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
        squares_of_people(h, bp_units_alone(u, 0), alone_at(u), u->lone.n, all, n);
    for (size_t i = 0; i < u->n; i++) {
        const size_t unit = u->order[i].unit;
        sum += square_of(count_unit(h, u, unit), u->unit[unit].n, all, n);
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

/* Who is below the amount and up to it, unit by unit; what they weigh, with weights.
 * False: memory is out. */
static bool count_units(bp_units *u, const bp_split *at, const bp_pay_groups *g,
                        const bp_pay_group *group, bool by_org)
{
    const int64_t limit[] = { at->equal > 0 ? at->amount - 1 : at->amount, at->amount };
    const bp_total unused = { .sum = 0 }; /* of pay, whose mean is not asked for */
    return bp_units_prepare(u, g, 2) &&
           bp_units_count(u, g, group, limit, 2, &unused, BP_COUNT_WEIGHT, by_org);
}

/* Organisations by name, then people who are units alone, by pay.  NULL: memory is out.
 */
static share_unit *list_units(const halves *h, const bp_units *u)
{
    share_unit *unit = bp_alloc(0, bp_units_sampled(u), sizeof *unit);
    if (unit == NULL)
        return NULL;
    for (size_t i = 0; i < u->n; i++) {
        const size_t from = u->order[i].unit;
        unit[i] = (share_unit){ count_unit(h, u, from), 2 * u->unit[from].n };
    }
    for (uint64_t i = 0; i < u->lone.n; i++)
        unit[u->n + i] = (share_unit){ i < bp_units_alone(u, 0)   ? h->below
                                       : i < bp_units_alone(u, 1) ? h->equal
                                                                  : 0,
                                       2 };
    return unit;
}

static bp_status by_units(bp_share_limits *out, const bp_split *at, const halves *h,
                          const bp_share_group *of, const bp_ci *ci, bp_err *err)
{
    const bool clustered = ci->method == BP_CI_CLUSTERED;
    const uint64_t n = bp_sample_drawn(of->groups, &of->group->pay),
                   all = count(h, at->below, at->equal);
    bp_status status = BP_OK;
    bp_units u = { .n = 0 };
    share_unit *unit = NULL;
    bool ok = count_units(&u, at, of->groups, of->group, clustered || ci->by_org);
    if (ok && clustered) {
        *out = by_error((double)all / 2 / (double)n, n, bp_units_sampled(&u),
                        squares_of_units(h, &u, all, n), ci);
    } else if (ok) {
        unit = list_units(h, &u);
        ok = unit != NULL;
    }
    if (unit != NULL)
        status =
            drawn_limits(out, unit, (size_t)bp_units_sampled(&u), ci, of->stream, err);
    free(unit);
    bp_units_release(&u);
    return ok ? status : bp_no_memory(err, "an interval");
}

/* The sum of z^2 over people who are units alone and whom their weights tell apart. */
static double squares_of_weights(const halves *h, const bp_units *u, double share,
                                 double weight)
{
    const double below = (double)u->alone_squares[0], up_to = (double)u->alone_squares[1],
                 all = (double)u->alone_squares[2], equal = (double)h->equal / 2 - share;
    return (below * (1 - share) * (1 - share) + (up_to - below) * equal * equal +
            (all - up_to) * share * share) /
           weight / weight;
}

/* The same with weights that tell people apart: F = C / W. */
static bp_status by_weights(bp_share_limits *out, const bp_split *at, const halves *h,
                            const bp_share_group *of, const bp_ci *ci, bp_err *err)
{
    const bp_sample *pay = &of->group->pay;
    bp_units u = { .n = 0 };
    const bool ok =
        count_units(&u, at, of->groups, of->group, ci->method == BP_CI_CLUSTERED);
    if (ok) {
        const uint64_t all =
            count(h, bp_units_all(&u, 0), bp_units_all(&u, 1) - bp_units_all(&u, 0));
        const double share = (double)all / 2 / (double)pay->weight;
        double sum = squares_of_weights(h, &u, share, (double)pay->weight);
        for (size_t i = 0; i < u.n; i++) {
            const size_t unit = u.order[i].unit;
            sum +=
                square_of(count_unit(h, &u, unit), u.unit[unit].weight, all, pay->weight);
        }
        *out = by_error(share, pay->people, bp_units_sampled(&u), sum, ci);
    }
    bp_units_release(&u);
    return ok ? BP_OK : bp_no_memory(err, "an interval");
}

static bool are_told_apart(const bp_share_group *of)
{
    const bp_weighting w = of->groups->weighting;
    return w == BP_WEIGHTS_SAMPLING || w == BP_WEIGHTS_ANALYTIC;
}

bp_status bp_share_limits_of(bp_share_limits *out, const bp_split *at, bp_ties ties,
                             const bp_share_group *of, const bp_ci *ci, bp_err *err)
{
    const halves h = { 2, ties == BP_TIES_MID ? 1 : 2 };
    const uint64_t n = bp_sample_drawn(of->groups, &of->group->pay),
                   all = count(&h, at->below, at->equal);
    const double x = (double)all / 2, people = (double)n;
    if (are_told_apart(of))
        return by_weights(out, at, &h, of, ci, err);
    switch (ci->method) {
    case BP_CI_CLUSTERED:
    case BP_CI_BOOTSTRAP:
    case BP_CI_BCA:
        return by_units(out, at, &h, of, ci, err);
    case BP_CI_WOODRUFF:
        *out = by_error(x / people, n, n,
                        squares_of_people(&h, at->below, at->equal, n, all, n), ci);
        return BP_OK;
    case BP_CI_WILSON:
        *out = bp_interval_wilson(x, people, ci->level);
        return BP_OK;
    default:
        *out = bp_interval_clopper(x, people, ci->level);
        return BP_OK;
    }
}
