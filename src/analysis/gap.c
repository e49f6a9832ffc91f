/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gap.c - the gap between the means, and the medians, of two groups.
 *
 * Sums are whole numbers, and the gap of means is one division of whole numbers: so a gap
 * of exactly 5 % is that, and not a bit less. */
#include "analysis/gap.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "benchpay/quantile.h"
#include "data/batch.h"

static int by_pay(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* An amount, and whose it is. */
typedef struct amount {
    uint32_t org;
    int64_t pay;
} amount;

static int by_payer(const void *a, const void *b)
{
    const uint32_t x = ((const amount *)a)->org, y = ((const amount *)b)->org;
    return (x > y) - (x < y);
}

/* Who has no organisation belongs to none of the large ones. */
static void count_people(bp_pay_set *x, amount list[])
{
    bp_equity_people *p = &x->people;
    p->n = x->n;
    p->who.people.all = (bp_int128)x->n;
    p->who.pay.all = x->sum;
    p->who.all_equal = x->n > 0 && x->sorted[0] == x->sorted[x->n - 1];
    if (x->n > 1)
        qsort(list, x->n, sizeof *list, by_payer);
    for (size_t i = 0, next; i < x->n; i = next) {
        bp_int128 sum = 0;
        for (next = i; next < x->n && list[next].org == list[i].org; next++) {
            sum += list[next].pay;
            p->earners += list[next].pay != 0;
        }
        if (list[i].org == BP_NO_ID)
            continue;
        p->orgs++;
        bp_shares_add(&p->who.people, (bp_int128)(next - i));
        bp_shares_add(&p->who.pay, sum);
    }
}

/* What is counted of a set once, so that whoever asks for it needs no memory.  False:
 * memory is out. */
static bool count(bp_pay_set *x)
{
    amount *list = bp_alloc(0, x->n, sizeof *list);
    x->sorted = bp_alloc(0, x->n, sizeof *x->sorted);
    const bool ok = list != NULL && x->sorted != NULL;
    for (size_t i = 0; ok && i < x->n; i++) {
        x->sorted[i] = x->pay[i];
        list[i] = (amount){ x->row[i]->org, x->pay[i] };
    }
    if (ok && x->n > 1)
        qsort(x->sorted, x->n, sizeof *x->sorted, by_pay);
    if (ok)
        count_people(x, list);
    free(list);
    return ok;
}

bool bp_pay_set_init(bp_pay_set *out, const bp_equity_rows *r, uint32_t group,
                     uint32_t category, bp_equity_pay *pay)
{
    *out = (bp_pay_set){ .n = 0 };
    out->row = bp_alloc(0, r->n, sizeof *out->row);
    out->pay = bp_alloc(0, r->n, sizeof *out->pay);
    if (out->row == NULL || out->pay == NULL)
        return false;
    for (size_t i = 0; i < r->n; i++) {
        const bp_equity_row *row = &r->row[i];
        const int64_t x = pay(row);
        if ((group != BP_NO_ID && row->group != group) ||
            (category != BP_NO_ID && row->category != category) || x == BP_NO_PAY)
            continue;
        out->row[out->n] = row;
        out->pay[out->n++] = x;
        out->sum += x;
    }
    return count(out);
}

void bp_pay_set_release(bp_pay_set *x)
{
    free(x->row);
    free(x->pay);
    free(x->sorted);
}

double bp_pay_set_mean(const bp_pay_set *x, int scale)
{
    return bp_money_mean(x->sum, x->n, scale);
}

double bp_pay_set_median(const bp_pay_set *x, int scale, int qtype)
{
    const bp_position at = bp_quantile_position(x->n, (bp_level){ 1, 2 }, qtype);
    return bp_quantile_between(&at, x->sorted[at.lo], x->sorted[at.hi], scale);
}

/* sum (x - mean)^2 / (n - 1) / (n mean^2) */
static double relative_variance(const bp_pay_set *x, double mean, int scale)
{
    double squares = 0;
    const double n = (double)x->n;
    for (size_t i = 0; i < x->n; i++) {
        const double from = bp_money_double(x->pay[i], scale) - mean;
        squares += from * from;
    }
    return squares / (n - 1) / (n * mean * mean);
}

/* The error of ln(G / R), and its degrees of freedom; 0: there is none. */
typedef struct gap_error {
    double se, df;
} gap_error;

static gap_error welch(const bp_pay_set *g, const bp_pay_set *r, int scale)
{
    const double a = relative_variance(g, bp_pay_set_mean(g, scale), scale);
    const double b = relative_variance(r, bp_pay_set_mean(r, scale), scale);
    if (!(a + b > 0))
        return (gap_error){ 0, 0 };
    return (gap_error){ sqrt(a + b),
                        (a + b) * (a + b) /
                            (a * a / (double)(g->n - 1) + b * b / (double)(r->n - 1)) };
}

/* A person's part in the error of an organisation. */
typedef struct org_part {
    uint32_t org;
    double z;
} org_part;

static int by_org(const void *a, const void *b)
{
    const uint32_t x = ((const org_part *)a)->org, y = ((const org_part *)b)->org;
    return (x > y) - (x < y);
}

static size_t put_parts(org_part part[], size_t n, const bp_pay_set *x, double sign,
                        int scale)
{
    const double mean = bp_pay_set_mean(x, scale), all = (double)x->n * mean;
    for (size_t i = 0; i < x->n; i++)
        part[n++] = (org_part){ x->row[i]->org,
                                sign * (bp_money_double(x->pay[i], scale) - mean) / all };
    return n;
}

/* Organisations of the two groups; who has none is one.  False: memory is out. */
static bool by_organisation(gap_error *out, size_t *orgs, const bp_pay_set *g,
                            const bp_pay_set *r, int scale)
{
    org_part *part = bp_alloc(0, g->n + r->n, sizeof *part);
    if (part == NULL)
        return false;
    const size_t n = put_parts(part, put_parts(part, 0, g, 1, scale), r, -1, scale);
    double squares = 0;
    qsort(part, n, sizeof *part, by_org);
    *orgs = 0;
    for (size_t i = 0, next; i < n; i = next) {
        double z = part[i].z;
        for (next = i + 1;
             next < n && part[next].org == part[i].org && part[i].org != BP_NO_ID; next++)
            z += part[next].z;
        squares += z * z;
        (*orgs)++;
    }
    free(part);
    const double k = (double)*orgs;
    *out = *orgs > 1 ? (gap_error){ sqrt(k / (k - 1) * squares), k - 1 }
                     : (gap_error){ 0, 0 };
    return true;
}

static void put_interval(bp_equity_line *line, gap_error error, double ratio,
                         double level)
{
    const double ln = log(ratio);
    if (!(error.se > 0) || !isfinite(ln / error.se))
        return;
    const double half = gsl_cdf_tdist_Pinv(.5 + level / 2, error.df) * error.se;
    const double lo = 1 - ratio * exp(half), hi = 1 - ratio * exp(-half);
    line->t = -ln / error.se;
    line->tested = true;
    if (!isfinite(lo) || !isfinite(hi))
        return;
    line->value.lo = lo;
    line->value.hi = hi;
    line->value.lo_state = line->value.hi_state = BP_SHOWN;
}

static bp_figure not_estimable(void)
{
    return bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

/* Who is in two sets, for disclosure rules. */
static bp_equity_cell cell_of(const bp_pay_set *g, const bp_pay_set *r, bool mean)
{
    const uint64_t a = g->people.orgs, b = r->people.orgs;
    return (bp_equity_cell){ .of = { g->people, r->people },
                             .n_of = 2,
                             .n = g->n < r->n ? g->n : r->n,
                             .orgs = a < b ? a : b,
                             .rest = g->n < r->n ? r->n : g->n,
                             .mean = mean };
}

bool bp_gap_of_means(bp_equity_line *line, const bp_pay_set *g, const bp_pay_set *r,
                     const bp_equity_rows *rows)
{
    line->value = not_estimable();
    line->cell = cell_of(g, r, true);
    if (g->n == 0 || r->n == 0 || r->sum == 0)
        return true;
    const bp_int128 whole = r->sum * (bp_int128)g->n;
    const bp_int128 less = whole - g->sum * (bp_int128)r->n;
    line->value = bp_figure_of((double)less / (double)whole);
    line->at_least_5 = 20 * (less < 0 ? -less : less) >= whole;
    if (g->n < 2 || r->n < 2 || !(g->sum > 0))
        return true;
    const double ratio = (double)(whole - less) / (double)whole;
    gap_error error = { 0, 0 };
    size_t orgs = 0;
    if (rows->by_orgs && !by_organisation(&error, &orgs, g, r, rows->scale))
        return false;
    if (orgs < 2)
        error = welch(g, r, rows->scale);
    put_interval(line, error, ratio, rows->level);
    return true;
}

void bp_gap_of_medians(bp_equity_line *line, const bp_pay_set *g, const bp_pay_set *r,
                       const bp_equity_rows *rows)
{
    line->value = not_estimable();
    line->cell = cell_of(g, r, false);
    if (g->n == 0 || r->n == 0)
        return;
    const double of_group = bp_pay_set_median(g, rows->scale, rows->qtype);
    const double of_reference = bp_pay_set_median(r, rows->scale, rows->qtype);
    if (of_reference > 0)
        line->value = bp_figure_of((of_reference - of_group) / of_reference);
}
