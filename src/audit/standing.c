/* SPDX-License-Identifier: GPL-3.0-or-later */
/* standing.c - where an amount is among people, or between percentiles.
 *
 * A rank is what its definition says, and is looked for: the largest share whose
 * percentile is at most the amount, by bisection over the percentiles of the list. */
#include "audit/standing.h"

#include <math.h>

#include "audit/chance.h"

bp_amount bp_amount_in(bp_decimal amount, int scale)
{
    return (bp_amount){ (bp_int128)amount.units * bp_pow10(scale),
                        bp_pow10(amount.scale) };
}

/* Is somebody paid less than the amount (-1), as much (0) or more (1)? */
static int side_of(int64_t pay, const bp_amount *at)
{
    const bp_int128 own = (bp_int128)pay * at->den;
    return (own > at->num) - (own < at->num);
}

/* ---- shares ---- */

/* How much of each person a share counts. */
typedef struct counted {
    bp_amount at;
    long double equal; /* of one who is paid as much */
    long double share; /* of all */
} counted;

static long double part_of(const counted *c, int64_t pay)
{
    const int side = side_of(pay, &c->at);
    return side < 0 ? 1 : side == 0 ? c->equal : 0;
}

static long double over_share(const bp_payee *p, const void *arg)
{
    const counted *c = arg;
    return part_of(c, p->pay) - c->share;
}

static counted count(const bp_crowd_group *g, bp_amount at, bool mid)
{
    counted c = { at, mid ? .5L : 1, 0 };
    for (size_t i = 0; i < g->n; i++)
        c.share += part_of(&c, g->by_pay[i].pay) * (long double)g->by_pay[i].weight;
    c.share /= (long double)g->weight;
    return c;
}

/* ---- ranks ---- */

/* The share where percentiles come to be more than the amount, or at least as much. */
static long double find_share(const bp_crowd_group *g, long double units, int qtype,
                              bool more)
{
    long double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        const long double middle = (low + high) / 2,
                          q = bp_recount_quantile(g, middle, qtype);
        if (more ? q <= units : q < units)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static long double rank_of(const bp_crowd_group *g, bp_amount at, int qtype, bool mid,
                           bool several)
{
    const long double units = (long double)at.num / (long double)at.den;
    const bool none = side_of(g->by_pay[0].pay, &at) > 0,
               all = side_of(g->by_pay[g->n - 1].pay, &at) <= 0,
               lowest = side_of(g->by_pay[0].pay, &at) == 0;
    const long double high = none ? 0 : all ? 1 : find_share(g, units, qtype, true);
    if (!mid || !several)
        return high;
    return (high + (lowest ? 0 : find_share(g, units, qtype, false))) / 2;
}

bp_standing_found bp_standing_among(const bp_crowd_group *g, bp_amount at, int qtype,
                                    bool mid)
{
    bp_standing_found s = { .share = count(g, at, mid).share };
    for (size_t i = 0; i < g->n; i++) {
        const int side = side_of(g->by_pay[i].pay, &at);
        const uint64_t heads = bp_crowd_heads(g, &g->by_pay[i]);
        s.below += side < 0 ? heads : 0;
        s.equal += side == 0 ? heads : 0;
    }
    s.rank = rank_of(g, at, qtype, mid, s.equal > 0);
    return s;
}

/* ---- limits of shares ---- */

/* x of n, which may be half of one: Clopper and Pearson (1934). */
static void limit_exactly(long double limit[2], long double x, long double n,
                          long double level)
{
    const long double tail = (1 - level) / 2;
    limit[0] = x > 0 ? bp_chance_beta(tail, x, n - x + 1) : 0;
    limit[1] = x < n ? bp_chance_beta(1 - tail, x + 1, n - x) : 1;
}

/* The shares p with |x/n - p| = z sqrt(p (1 - p) / n): Wilson (1927). */
static void limit_by_score(long double limit[2], long double x, long double n,
                           long double level)
{
    const long double z = bp_chance_z(.5L + level / 2), z2 = z * z, f = x / n;
    const long double root = sqrtl(z2 * (z2 / 4 + n * f * (1 - f)));
    limit[0] = x > 0 ? (x + z2 / 2 - root) / (n + z2) : 0;
    limit[1] = x < n ? (x + z2 / 2 + root) / (n + z2) : 1;
}

/* ln(F / (1 - F)) +- t SE / (F (1 - F)). */
static bool limit_by_error(long double limit[2], const counted *c,
                           const bp_crowd_group *g, const bp_recount_method *m)
{
    const long double f = c->share, spread = f * (1 - f);
    long double se;
    uint64_t units;
    if (!(spread > 0) || !bp_recount_error(&se, &units, g, m, over_share, c) ||
        !(se > 0 || (m->population > 0 && units == m->population)))
        return false;
    const long double middle = logl(f / (1 - f)),
                      half = bp_chance_t(m->level, units - 1) * se / spread;
    limit[0] = 1 / (1 + expl(half - middle));
    limit[1] = 1 / (1 + expl(-half - middle));
    return true;
}

bool bp_standing_limits(long double limit[2], const bp_crowd_group *g, bp_amount at,
                        bool mid, bp_share_ci ci, const bp_recount_method *m)
{
    const counted c = count(g, at, mid);
    const long double n = (long double)g->people, x = c.share * n;
    if (ci == BP_SHARE_ERROR)
        return limit_by_error(limit, &c, g, m);
    if (ci == BP_SHARE_CLOPPER)
        limit_exactly(limit, x, n, m->level);
    else if (ci == BP_SHARE_WILSON)
        limit_by_score(limit, x, n, m->level);
    return ci == BP_SHARE_CLOPPER || ci == BP_SHARE_WILSON;
}

/* ---- between percentiles ---- */

static long double share_of(bp_level p)
{
    return (long double)p.num / (long double)p.den;
}

long double bp_standing_between(const bp_between_two *b, long double amount)
{
    const long double z1 = bp_chance_z(share_of(b->lower)),
                      z2 = bp_chance_z(share_of(b->upper));
    if (!(b->high > b->low))
        return share_of(b->upper);
    return bp_chance_normal(z1 +
                            (z2 - z1) * logl(amount / b->low) / logl(b->high / b->low));
}

long double bp_standing_amount(const bp_between_two *b, long double share)
{
    const long double z1 = bp_chance_z(share_of(b->lower)),
                      z2 = bp_chance_z(share_of(b->upper));
    if (!(z2 > z1))
        return b->low;
    return b->low * powl(b->high / b->low, (bp_chance_z(share) - z1) / (z2 - z1));
}
