/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paired.c - what the same people, or organisations, were paid twice.
 *
 * Pay stays exact until the ratio of two years, as sums and numbers of rows: who has
 * several rows of a year counts with their mean, without rounding it. */
#include "analysis/paired.h"

#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

static int by_who(const void *a, const void *b)
{
    const bp_paid *x = a, *y = b;
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    if (x->who != y->who)
        return x->who < y->who ? -1 : 1;
    return (x->year > y->year) - (x->year < y->year);
}

static int by_growth(const void *a, const void *b)
{
    const bp_paid_change *x = a, *y = b;
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    return (x->growth > y->growth) - (x->growth < y->growth);
}

size_t bp_paid_merge(bp_paid list[], size_t n)
{
    size_t kept = 0;
    if (n > 0)
        qsort(list, n, sizeof *list, by_who);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && by_who(&list[kept - 1], &list[i]) == 0) {
            list[kept - 1].n += list[i].n;
            list[kept - 1].sum += list[i].sum;
        } else {
            list[kept++] = list[i];
        }
    }
    return kept;
}

bool bp_paid_same(const bp_paid *x, const bp_paid *y)
{
    return x->set == y->set && x->who == y->who && x->sum > 0;
}

/* In whole numbers; sums of weights can be too large. */
double bp_paid_change_of(const bp_paid *x, const bp_paid *y)
{
    bp_int128 before, now;
    if (__builtin_mul_overflow(x->sum, (bp_int128)y->n, &before) ||
        __builtin_mul_overflow(y->sum, (bp_int128)x->n, &now)) {
        const double mean = (double)x->sum / (double)x->n;
        return ((double)y->sum / (double)y->n - mean) / mean;
    }
    return (double)(now - before) / (double)before;
}

void bp_paid_sort(bp_paid_change list[], size_t n)
{
    if (n > 0)
        qsort(list, n, sizeof *list, by_growth);
}

static int by_org(const void *a, const void *b)
{
    const bp_paid_change *x = a, *y = b;
    return (x->org > y->org) - (x->org < y->org);
}

/* Whose growth it is; puts its changes in the order of organisations. */
static void count_orgs(bp_paid_growth *g, bp_paid_change c[], size_t n)
{
    bp_concentration *who = &g->who;
    qsort(c, n, sizeof *c, by_org);
    who->people.all = (bp_int128)n;
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i; next < n && c[next].org == c[i].org; next++)
            ;
        if (c[i].org == BP_NO_ID)
            continue;
        g->orgs++;
        bp_shares_add(&who->people, (bp_int128)(next - i));
    }
    who->pay = who->people;
}

bp_paid_growth bp_paid_sum(bp_paid_change list[], size_t n, double growth[])
{
    for (size_t i = 0; i < n; i++)
        growth[i] = list[i].growth;
    bp_paid_growth g = {
        .n = n,
        .median = bp_figure_of(gsl_stats_median_from_sorted_data(growth, 1, n)),
        .mean = bp_figure_of(gsl_stats_mean(growth, 1, n)),
    };
    count_orgs(&g, list, n);
    return g;
}
