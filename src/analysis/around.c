/* SPDX-License-Identifier: GPL-3.0-or-later */
/* around.c - the values around a percentile.
 *
 * All values are sorted with their weights, and the definition is followed as it stands
 * in a textbook; the statistics themselves select and never sort.  So the value found
 * here is a second way to the figure, and a difference would be seen. */
#include "analysis/around.h"

#include <math.h>
#include <stdlib.h>

#include "benchpay/money.h"
#include "benchpay/quantile.h"

typedef struct weighed {
    int64_t value;
    int64_t weight;
} weighed;

typedef struct sorted {
    weighed *row; /* [n] ascending */
    size_t n;
    bp_int128 weight;
    double squares; /* the sum of the weights' squares */
    int scale;
} sorted;

static int by_value(const void *a, const void *b)
{
    const weighed *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

/* False: memory is out. */
static bool sort(sorted *s, const bp_sample *x, bool weighs)
{
    bp_block b;
    s->row = bp_alloc(0, (size_t)x->n, sizeof s->row[0]);
    if (s->row == NULL)
        return false;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++) {
            const int64_t weight = weighs ? b.weight[i] : 1;
            s->row[s->n++] = (weighed){ b.value[i], weight };
            s->weight += weight;
            s->squares += (double)weight * (double)weight;
        }
    qsort(s->row, s->n, sizeof s->row[0], by_value);
    return true;
}

static double money(const sorted *s, size_t row)
{
    return bp_money_double(s->row[row].value, s->scale);
}

static double share_of(const sorted *s, bp_int128 weight)
{
    return (double)weight / (double)s->weight;
}

/* The row that a rank of the weights is in, counted from 0. */
static size_t row_of(const sorted *s, bp_int128 rank)
{
    bp_int128 sum = 0;
    size_t i = 0;
    while (i + 1 < s->n && (sum += s->row[i].weight) <= rank)
        i++;
    return i;
}

static void follow_ranks(bp_around *a, const sorted *s, bp_level p, int qtype)
{
    const uint64_t n = (uint64_t)s->weight;
    const bp_position at = bp_quantile_position(n, p, qtype);
    const size_t lo = row_of(s, at.lo), hi = row_of(s, at.hi);
    a->n = (double)n;
    a->fraction = (double)at.num / (double)at.den;
    a->h = (double)at.lo + 1 + a->fraction;
    a->rank = at.lo + 1;
    a->last = at.hi + 1;
    a->lower = money(s, lo);
    a->upper = money(s, hi);
    a->value = a->lower + a->fraction * (a->upper - a->lower);
}

/* C >= p W in whole numbers. */
static void follow_steps(bp_around *a, const sorted *s, bp_level p, int qtype)
{
    const bp_int128 wanted = s->weight * p.num;
    bp_int128 sum = s->row[0].weight;
    size_t i = 0;
    while (i + 1 < s->n && sum * p.den < wanted)
        sum += s->row[++i].weight;
    while (i + 1 < s->n && s->row[i + 1].value == s->row[i].value)
        sum += s->row[++i].weight;
    const bool tie = qtype == 2 && sum * p.den == wanted && i + 1 < s->n;
    a->n = (double)s->n;
    a->rank = i + 1;
    a->last = a->rank + tie;
    a->fraction = tie ? .5 : 0;
    a->h = (double)a->rank + a->fraction;
    a->lower = money(s, i);
    a->upper = money(s, tie ? i + 1 : i);
    a->value = a->lower + a->fraction * (a->upper - a->lower);
}

static double clamp(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* Akinshin 2023, weighted.h. */
static void follow_window(bp_around *a, const sorted *s, bp_level p)
{
    const double all = (double)s->weight;
    a->n = all * all / s->squares;
    a->h = bp_level_share(p) * (a->n - 1) + 1;
    bp_int128 sum = 0;
    double before = clamp(1 - a->h);
    for (size_t i = 0; i < s->n; i++) {
        sum += s->row[i].weight;
        const double up_to = clamp((double)sum / all * a->n - a->h + 1);
        if (up_to > before) {
            a->value += (up_to - before) * money(s, i);
            a->rank = a->rank == 0 ? i + 1 : a->rank;
            a->last = i + 1;
        }
        before = up_to;
    }
    a->lower = money(s, a->rank - 1);
    a->upper = money(s, a->last - 1);
}

/* The weights of what is below the lower value, at it, and up to the percentile. */
static void add_shares(bp_around *a, const sorted *s)
{
    bp_int128 below = 0, at_most = 0, share = 0;
    for (size_t i = 0; i < s->n; i++) {
        const double value = money(s, i);
        below += value < a->lower ? s->row[i].weight : 0;
        at_most += value <= a->lower ? s->row[i].weight : 0;
        share += value <= a->value ? s->row[i].weight : 0;
    }
    a->below = share_of(s, below);
    a->at_most = share_of(s, at_most);
    a->share = share_of(s, share);
}

bp_status bp_around_find(bp_around *out, const bp_pay_groups *g, bp_level p, int qtype,
                         bp_err *err)
{
    const bp_sample *x = &g->group[0].pay;
    const bp_weighting w = g->weighting;
    sorted s = { .scale = g->scale };
    if (x->n == 0)
        return bp_fail(err, NULL, BP_EDATA, "nobody in it has pay");
    if (!sort(&s, x, w != BP_UNWEIGHTED))
        return bp_no_memory(err, "%llu values", (unsigned long long)x->n);
    bp_around a = { .kind = w == BP_WEIGHTS_SAMPLING   ? BP_AROUND_STEPS
                            : w == BP_WEIGHTS_ANALYTIC ? BP_AROUND_WINDOW
                                                       : BP_AROUND_RANKS,
                    .values = s.n };
    if (a.kind == BP_AROUND_STEPS)
        follow_steps(&a, &s, p, qtype);
    else if (a.kind == BP_AROUND_WINDOW)
        follow_window(&a, &s, p);
    else
        follow_ranks(&a, &s, p, qtype);
    add_shares(&a, &s);
    free(s.row);
    *out = a;
    return BP_OK;
}
