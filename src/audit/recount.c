/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount.c - the figures of a group, from its people one by one.
 *
 * Everything is looked up in the group's list, sorted by pay or by organisation, as often
 * as it is needed: what a formula asks for is counted there and then. */
#include "audit/recount.h"

#include <math.h>

#include "audit/chance.h"

/* ---- percentiles of people one by one ---- */

/* Between which of the sorted people a percentile is, from 0, and how far. */
typedef struct spot {
    uint64_t lo;
    uint64_t hi;
    long double part;
} spot;

static spot at_rank(bp_int128 rank, uint64_t n)
{
    const uint64_t i = rank < 1 ? 1 : rank > (bp_int128)n ? n : (uint64_t)rank;
    return (spot){ i - 1, i - 1, 0 };
}

/* The k-th of n has the plotting position (k - a) / (n + 1 - a - b); a and b in 24ths. */
static const struct {
    int a;
    int b;
} plotted[] = { [4] = { 0, 24 },  [5] = { 12, 12 }, [6] = { 0, 0 },
                [7] = { 24, 24 }, [8] = { 8, 8 },   [9] = { 9, 9 } };

/* Steps at k = n p, a fraction over den. */
static spot on_steps(uint64_t n, bp_int128 np, bp_int128 den, int qtype)
{
    const bp_int128 whole = np / den, rest = np % den;
    if (qtype == 1) /* the first with k >= np */
        return at_rank(rest > 0 ? whole + 1 : whole, n);
    if (qtype == 3) { /* the nearest, of two the even one */
        const bool up = 2 * rest > den || (2 * rest == den && whole % 2 == 1);
        return at_rank(up ? whole + 1 : whole, n);
    }
    if (rest == 0 && whole >= 1 && whole < (bp_int128)n)
        return (spot){ (uint64_t)whole - 1, (uint64_t)whole, .5L };
    return at_rank(whole + 1, n);
}

/* A share of all: a fraction, and its number. */
typedef struct share {
    bp_int128 num;
    bp_int128 den;
    long double x;
} share;

static share share_of_level(bp_level p)
{
    return (share){ p.num, p.den, (long double)p.num / (long double)p.den };
}

/* To the last bit that matters. */
static share share_of(long double x)
{
    const int bits = 54;
    return (share){ (bp_int128)ldexpl(x, bits), (bp_int128)1 << bits, x };
}

static spot find_spot(uint64_t n, share p, int qtype)
{
    if (qtype < 4 || qtype > 9)
        return on_steps(n, p.num * (bp_int128)n, p.den, qtype);
    const bp_int128 den = 24 * p.den;
    const bp_int128 k =
        p.num * (24 * ((bp_int128)n + 1) - plotted[qtype].a - plotted[qtype].b) +
        plotted[qtype].a * p.den;
    const bp_int128 whole = k >= 0 ? k / den : 0;
    if (whole < 1 || whole >= (bp_int128)n)
        return at_rank(whole, n);
    return (spot){ (uint64_t)whole - 1, (uint64_t)whole,
                   (long double)(k % den) / (long double)den };
}

/* The pay of somebody among the sorted people, from 0. */
static int64_t pay_of(const bp_crowd_group *g, uint64_t rank)
{
    uint64_t before = 0;
    size_t i = 0;
    if (g->weights != BP_WEIGHTS_FREQ)
        return g->by_pay[rank].pay;
    while (before + (uint64_t)g->by_pay[i].weight <= rank)
        before += (uint64_t)g->by_pay[i++].weight;
    return g->by_pay[i].pay;
}

static long double pay_at(const bp_crowd_group *g, spot at)
{
    const long double lo = (long double)pay_of(g, at.lo),
                      hi = (long double)pay_of(g, at.hi);
    return lo + at.part * (hi - lo);
}

/* ---- percentiles by weight ---- */

/* The first with C >= p W, C being the weight up to it; of type 2, where both are equal,
 * halfway to the next. */
static long double pay_by_weight(const bp_crowd_group *g, share p, int qtype)
{
    const bp_int128 target = p.num * (bp_int128)g->weight;
    bp_int128 sum = 0;
    size_t i = 0;
    const bp_int128 off = p.den * g->off; /* nearer than that is a tie */
    while (i + 1 < g->n && (sum + g->by_pay[i].weight) * p.den < target - off)
        sum += g->by_pay[i++].weight;
    const long double x = (long double)g->by_pay[i].pay;
    if (qtype != 2 || (sum + g->by_pay[i].weight) * p.den > target + off || i + 1 == g->n)
        return x;
    return (x + (long double)g->by_pay[i + 1].pay) / 2;
}

static long double clamped(long double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* Akinshin's type 7: n* = W^2 / sum w^2, h = p (n* - 1) + 1, and the pay of everybody
 * times F(t_i) - F(t_i-1), where F(t) = clamp(t n* - h + 1) and t_i = C_i / W. */
static long double pay_by_precision(const bp_crowd_group *g, share p)
{
    const long double all = (long double)g->weight;
    long double squares = 0, sum = 0, before = 0, q = 0;
    for (size_t i = 0; i < g->n; i++)
        squares += (long double)g->by_pay[i].weight * (long double)g->by_pay[i].weight;
    const long double n = all * all / squares, h = p.x * (n - 1) + 1;
    for (size_t i = 0; i < g->n; i++) {
        sum += (long double)g->by_pay[i].weight;
        const long double f = i + 1 == g->n ? 1 : clamped(sum / all * n - h + 1);
        q += (f - before) * (long double)g->by_pay[i].pay;
        before = f;
    }
    return q;
}

/* In units of pay. */
static long double percentile(const bp_crowd_group *g, share p, int qtype)
{
    return g->weights == BP_WEIGHTS_SAMPLING ? pay_by_weight(g, p, qtype)
           : g->weights == BP_WEIGHTS_ANALYTIC
               ? pay_by_precision(g, p)
               : pay_at(g, find_spot(g->people, p, qtype));
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
            people += (low ? pay < at - step : pay > at + step)
                          ? bp_crowd_heads(g, &g->by_org[k])
                          : 0;
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
    l.value = (long double)pay_of(g, rank - 1) / (long double)bp_pow10(scale);
    l.least = l.most = l.value;
    count_beyond(&l, g, scale, low);
    return l;
}

/* How far a computed share, and what depends on it, may be from ours. */
#define SLACK 1e-11L

static bp_recount_limit limit_at_share(const bp_crowd_group *g, long double x, int qtype,
                                       int scale, bool low)
{
    const long double one = (long double)bp_pow10(scale);
    bp_recount_limit l = { .known = x >= 0 && x <= 1 };
    if (!l.known)
        return l;
    l.value = percentile(g, share_of(x), qtype) / one;
    l.least = percentile(g, share_of(fmaxl(x - SLACK, 0)), qtype) / one;
    l.most = percentile(g, share_of(fminl(x + SLACK, 1)), qtype) / one;
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

/* What units have of something: its sum over each is z, and z has the mean 0. */
typedef struct spread {
    uint64_t units;
    long double squares; /* the sum of z^2 */
} spread;

/* Adds the unit of the people from i to the next that is returned.  Who is no one's is a
 * unit alone, with weights of `freq` as many as the row weighs. */
static size_t add_unit(spread *s, const bp_crowd_group *g, size_t i,
                       const bp_recount_method *m, bp_recount_of *z, const void *arg)
{
    const bool clustered = m->ci == BP_RECOUNT_CLUSTERED && g->by_org[i].org != BP_NO_ID;
    const size_t end = clustered ? bp_crowd_unit(g, i) : i + 1;
    long double sum = 0;
    for (size_t k = i; k < end; k++)
        sum += (long double)g->by_org[k].weight * z(&g->by_org[k], arg);
    const uint64_t copies = clustered ? 1 : bp_crowd_heads(g, &g->by_org[i]);
    s->units += copies;
    s->squares += sum * sum / (long double)copies;
    return end;
}

static spread spread_of(const bp_crowd_group *g, const bp_recount_method *m,
                        bp_recount_of *z, const void *arg)
{
    spread s = { 0 };
    for (size_t i = 0; i < g->n;)
        i = add_unit(&s, g, i, m, z, arg);
    s.squares /= (long double)g->weight * (long double)g->weight;
    return s;
}

/* The variance of a sum over units of z, which has the mean 0. */
static long double variance(uint64_t units, long double squares,
                            const bp_recount_method *m)
{
    const long double k = (long double)units;
    const long double left = m->population > 0 ? 1 - k / (long double)m->population : 1;
    return k / (k - 1) * squares * left;
}

bool bp_recount_error(long double *se, uint64_t *units, const bp_crowd_group *g,
                      const bp_recount_method *m, bp_recount_of *z, const void *arg)
{
    const spread s = spread_of(g, m, z, arg);
    *units = s.units;
    *se = s.units >= 2 ? sqrtl(variance(s.units, s.squares, m)) : 0;
    return s.units >= 2;
}

/* A percentile in units, and the share of all at or below it. */
typedef struct below {
    long double most; /* who is at or below it is paid at most this */
    long double share;
} below;

static long double over_share(const bp_payee *p, const void *arg)
{
    const below *b = arg;
    return ((long double)p->pay <= b->most ? 1 : 0) - b->share;
}

static void bound_by_share(bp_recount *r, const bp_crowd_group *g, long double q,
                           int scale, bp_recount_method *m)
{
    const long double n = (long double)g->people;
    below b = { q + fabsl(q) * 1e-15L, 0 };
    uint64_t weight = 0;
    for (size_t i = 0; i < g->n; i++)
        weight +=
            (long double)g->by_pay[i].pay <= b.most ? (uint64_t)g->by_pay[i].weight : 0;
    b.share = (long double)weight / (long double)g->weight;
    const spread s = spread_of(g, m, over_share, &b);
    if (s.units < 2 || weight == g->weight)
        return;
    const long double v = variance(s.units, s.squares, m);
    const long double deff = v / (b.share * (1 - b.share) / (n - 1));
    r->deff = (double)deff;
    r->n_eff = deff > 0 ? (double)(n / deff) : 0;
    r->t = student(m, s.units - 1);
    r->lo = limit_at_share(g, b.share - r->t * sqrtl(v), m->qtype, scale, true);
    r->hi = limit_at_share(g, b.share + r->t * sqrtl(v), m->qtype, scale, false);
}

long double bp_recount_quantile(const bp_crowd_group *g, long double part, int qtype)
{
    return percentile(g, share_of(part), qtype);
}

bp_recount bp_recount_level(const bp_crowd_group *g, int scale, bp_level p,
                            bp_recount_method *m)
{
    const long double q = percentile(g, share_of_level(p), m->qtype);
    bp_recount r = { .value = q / (long double)bp_pow10(scale) };
    uint64_t lo, hi;
    if (g->weights == BP_UNWEIGHTED || g->weights == BP_WEIGHTS_FREQ) {
        const spot at = find_spot(g->people, share_of_level(p), m->qtype);
        r.lower = at.lo;
        r.upper = at.hi;
        r.part = at.part;
    }
    if (m->ci == BP_RECOUNT_WOODRUFF || m->ci == BP_RECOUNT_CLUSTERED)
        bound_by_share(&r, g, q, scale, m);
    if (m->ci == BP_RECOUNT_ORDER &&
        bp_chance_order(&lo, &hi, &r.coverage, g->people,
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

static long double over_mean(const bp_payee *p, const void *arg)
{
    return (long double)p->pay - *(const long double *)arg;
}

bp_recount bp_recount_mean(const bp_crowd_group *g, int scale, bp_recount_method *m)
{
    const long double one = (long double)bp_pow10(scale);
    bp_int128 sum = 0;
    for (size_t i = 0; i < g->n; i++)
        sum += (bp_int128)g->by_pay[i].pay * g->by_pay[i].weight;
    const long double mean = (long double)sum / (long double)g->weight;
    bp_recount r = { .value = mean / one };
    if (m->ci == BP_RECOUNT_NONE || m->ci == BP_RECOUNT_OTHER)
        return r;
    const spread s = spread_of(g, m, over_mean, &mean);
    if (s.units < 2)
        return r;
    r.t = student(m, s.units - 1);
    const long double half = r.t * sqrtl(variance(s.units, s.squares, m));
    const long double lowest = fabsl((long double)g->by_pay[0].pay),
                      highest = fabsl((long double)g->by_pay[g->n - 1].pay);
    const long double size = (fmaxl(lowest, highest) + half) / one;
    r.lo = mean_limit(g, (mean - half) / one, size, scale, true);
    r.hi = mean_limit(g, (mean + half) / one, size, scale, false);
    return r;
}
