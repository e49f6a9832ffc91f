/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount.c - the figures of a group, from its people one by one.
 *
 * Everything is looked up in the group's list, sorted by pay or by organisation, as often
 * as it is needed: what a formula asks for is counted there and then. */
#include "audit/recount.h"

#include <math.h>

#include "audit/chance.h"

/* ---- percentiles ---- */

/* Between which of the sorted people a percentile is, from 0, and how far. */
typedef struct spot {
    size_t lo;
    size_t hi;
    long double part;
} spot;

static spot at_rank(bp_int128 rank, size_t n)
{
    const size_t i = rank < 1 ? 1 : rank > (bp_int128)n ? n : (size_t)rank;
    return (spot){ i - 1, i - 1, 0 };
}

/* The k-th of n has the plotting position (k - a) / (n + 1 - a - b); a and b in 24ths. */
static const struct {
    int a;
    int b;
} plotted[] = { [4] = { 0, 24 },  [5] = { 12, 12 }, [6] = { 0, 0 },
                [7] = { 24, 24 }, [8] = { 8, 8 },   [9] = { 9, 9 } };

/* Steps at k = n p, a fraction over den. */
static spot on_steps(size_t n, bp_int128 np, bp_int128 den, int qtype)
{
    const bp_int128 whole = np / den, rest = np % den;
    if (qtype == 1) /* the first with k >= np */
        return at_rank(rest > 0 ? whole + 1 : whole, n);
    if (qtype == 3) { /* the nearest, of two the even one */
        const bool up = 2 * rest > den || (2 * rest == den && whole % 2 == 1);
        return at_rank(up ? whole + 1 : whole, n);
    }
    if (rest == 0 && whole >= 1 && whole < (bp_int128)n)
        return (spot){ (size_t)whole - 1, (size_t)whole, .5L };
    return at_rank(whole + 1, n);
}

static spot find_spot(size_t n, bp_level p, int qtype)
{
    if (qtype < 4 || qtype > 9)
        return on_steps(n, (bp_int128)p.num * (bp_int128)n, p.den, qtype);
    const bp_int128 den = (bp_int128)24 * p.den;
    const bp_int128 k =
        p.num * (24 * ((bp_int128)n + 1) - plotted[qtype].a - plotted[qtype].b) +
        (bp_int128)plotted[qtype].a * p.den;
    const bp_int128 whole = k >= 0 ? k / den : 0;
    if (whole < 1 || whole >= (bp_int128)n)
        return at_rank(whole, n);
    return (spot){ (size_t)whole - 1, (size_t)whole,
                   (long double)(k % den) / (long double)den };
}

/* The same of a share that is no fraction. */
static spot find_share(size_t n, long double share, int qtype)
{
    const bp_int128 den = (bp_int128)1 << 60;
    if (qtype < 4 || qtype > 9) {
        const long double np = share * (long double)n;
        const bp_int128 whole = (bp_int128)floorl(np);
        return on_steps(n, whole * den + (bp_int128)ldexpl(np - floorl(np), 60), den,
                        qtype);
    }
    const long double a = plotted[qtype].a / 24.0L, b = plotted[qtype].b / 24.0L;
    const long double k = share * ((long double)n + 1 - a - b) + a;
    if (k < 1 || k >= (long double)n)
        return at_rank(k < 1 ? 1 : (bp_int128)n, n);
    return (spot){ (size_t)k - 1, (size_t)k, k - floorl(k) };
}

static long double pay_at(const bp_crowd_group *g, spot at, int scale)
{
    const long double lo = (long double)g->by_pay[at.lo].pay,
                      hi = (long double)g->by_pay[at.hi].pay;
    return (lo + at.part * (hi - lo)) / (long double)bp_pow10(scale);
}

/* ---- limits ---- */

/* Amounts are not told apart by less than this. */
#define NEAR 1e-11L

/* Who is paid less than a limit, or more. */
static void count_beyond(bp_recount_limit *l, const bp_crowd_group *g, int scale,
                         bool low)
{
    const long double one = (long double)bp_pow10(scale);
    const long double at = l->value * one, step = fabsl(at) * NEAR;
    for (size_t i = 0, end; i < g->n; i = end) {
        uint64_t people = 0;
        end = bp_crowd_unit(g, i);
        for (size_t k = i; k < end; k++) {
            const long double pay = (long double)g->by_org[k].pay;
            people += low ? pay < at - step : pay > at + step;
        }
        l->people += people;
        l->orgs += people > 0 && g->by_org[i].org != BP_NO_ID;
    }
}

bp_recount_limit bp_recount_shown(const bp_crowd_group *g, int scale, double shown,
                                  uint64_t digits, bool low)
{
    bp_recount_limit l = { .value = shown };
    const long double last =
        shown != 0 && digits > 0
            ? powl(10, floorl(log10l(fabsl(shown))) + 1 - (long double)digits)
            : 0;
    l.value += low ? last : -last;
    count_beyond(&l, g, scale, low);
    return l;
}

/* A limit that is one person's pay. */
static bp_recount_limit limit_at_rank(const bp_crowd_group *g, uint64_t rank, int scale,
                                      bool low)
{
    bp_recount_limit l = { .known = true };
    l.value = pay_at(g, at_rank(rank, g->n), scale);
    l.least = l.most = l.value;
    count_beyond(&l, g, scale, low);
    return l;
}

/* How far a computed share, and what depends on it, may be from ours. */
#define SLACK 1e-11L

static bp_recount_limit limit_at_share(const bp_crowd_group *g, long double share,
                                       int qtype, int scale, bool low)
{
    bp_recount_limit l = { .known = share >= 0 && share <= 1 };
    if (!l.known)
        return l;
    l.value = pay_at(g, find_share(g->n, share, qtype), scale);
    l.least = pay_at(g, find_share(g->n, fmaxl(share - SLACK, 0), qtype), scale);
    l.most = pay_at(g, find_share(g->n, fminl(share + SLACK, 1), qtype), scale);
    count_beyond(&l, g, scale, low);
    return l;
}

static long double student(bp_recount_method *m, uint64_t df)
{
    if (m->df != df) {
        m->t = bp_chance_t(m->level, df);
        m->df = df;
    }
    return m->t;
}

/* The end of the sampling unit from place i on. */
static size_t unit_end(const bp_crowd_group *g, size_t i, const bp_recount_method *m)
{
    return m->ci == BP_RECOUNT_CLUSTERED ? bp_crowd_unit(g, i) : i + 1;
}

/* The variance of a sum over units of z, which has the mean 0. */
static long double variance(uint64_t units, long double squares,
                            const bp_recount_method *m)
{
    const long double k = (long double)units;
    const long double left = m->population > 0 ? 1 - k / (long double)m->population : 1;
    return k / (k - 1) * squares * left;
}

static void bound_by_share(bp_recount *r, const bp_crowd_group *g, spot at, int scale,
                           bp_recount_method *m)
{
    const int64_t q = g->by_pay[at.lo].pay; /* nobody is paid between both */
    const long double n = (long double)g->n;
    uint64_t below = 0, units = 0;
    long double squares = 0;
    for (size_t i = 0; i < g->n; i++)
        below += g->by_pay[i].pay <= q;
    const long double share = (long double)below / n;
    for (size_t i = 0, end; i < g->n; i = end, units++) {
        long double z = 0;
        end = unit_end(g, i, m);
        for (size_t k = i; k < end; k++)
            z += (g->by_org[k].pay <= q ? 1 : 0) - share;
        squares += z * z / (n * n);
    }
    if (units < 2 || below == g->n)
        return;
    const long double v = variance(units, squares, m);
    const long double deff = v / (share * (1 - share) / (n - 1));
    r->deff = (double)deff;
    r->n_eff = deff > 0 ? (double)(n / deff) : 0;
    r->t = student(m, units - 1);
    r->lo = limit_at_share(g, share - r->t * sqrtl(v), m->qtype, scale, true);
    r->hi = limit_at_share(g, share + r->t * sqrtl(v), m->qtype, scale, false);
}

bp_recount bp_recount_level(const bp_crowd_group *g, int scale, bp_level p,
                            bp_recount_method *m)
{
    const spot at = find_spot(g->n, p, m->qtype);
    bp_recount r = {
        .value = pay_at(g, at, scale), .lower = at.lo, .upper = at.hi, .part = at.part
    };
    uint64_t lo, hi;
    if (m->ci == BP_RECOUNT_WOODRUFF || m->ci == BP_RECOUNT_CLUSTERED)
        bound_by_share(&r, g, at, scale, m);
    if (m->ci == BP_RECOUNT_ORDER &&
        bp_chance_order(&lo, &hi, &r.coverage, g->n,
                        (long double)p.num / (long double)p.den, m->level)) {
        r.lo = limit_at_rank(g, lo, scale, true);
        r.hi = limit_at_rank(g, hi, scale, false);
    } else if (m->ci == BP_RECOUNT_ORDER) {
        r.coverage = 0;
    }
    return r;
}

/* ---- the mean ---- */

static bp_recount_limit mean_limit(const bp_crowd_group *g, long double at,
                                   long double size, int scale, bool low)
{
    bp_recount_limit l = { .known = true, .value = at };
    l.least = at - size * SLACK;
    l.most = at + size * SLACK;
    count_beyond(&l, g, scale, low);
    return l;
}

bp_recount bp_recount_mean(const bp_crowd_group *g, int scale, bp_recount_method *m)
{
    const long double one = (long double)bp_pow10(scale), n = (long double)g->n;
    bp_int128 sum = 0;
    uint64_t units = 0;
    long double squares = 0, largest = 0;
    for (size_t i = 0; i < g->n; i++)
        sum += g->by_pay[i].pay;
    const long double mean = (long double)sum / n;
    bp_recount r = { .value = mean / one };
    if (m->ci == BP_RECOUNT_NONE || m->ci == BP_RECOUNT_OTHER)
        return r;
    for (size_t i = 0, end; i < g->n; i = end, units++) {
        long double z = 0;
        end = unit_end(g, i, m);
        for (size_t k = i; k < end; k++) {
            z += (long double)g->by_org[k].pay - mean;
            largest = fmaxl(largest, fabsl((long double)g->by_org[k].pay));
        }
        squares += z * z / (n * n);
    }
    if (units < 2)
        return r;
    r.t = student(m, units - 1);
    const long double half = r.t * sqrtl(variance(units, squares, m));
    const long double size = (largest + half) / one;
    r.lo = mean_limit(g, (mean - half) / one, size, scale, true);
    r.hi = mean_limit(g, (mean + half) / one, size, scale, false);
    return r;
}
