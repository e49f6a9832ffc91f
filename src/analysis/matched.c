/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matched.c - the growth of those who are in two years.
 *
 * Pay stays exact until the ratio of two years, as sums and numbers of rows: who has
 * several rows of a year counts with their mean, without rounding it. */
#include "analysis/matched.h"

#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

#include "analysis/concentration.h"
#include "base/mem.h"
#include "data/pay.h"

/* What somebody was paid in a year, by all of its rows. */
typedef struct pay_of {
    uint64_t who;
    uint32_t org; /* id, or BP_NO_ID */
    int32_t year;
    uint64_t n;
    bp_int128 sum;
} pay_of;

typedef struct change {
    size_t step;
    uint32_t org; /* in the later year */
    double growth;
} change;

static int by_who(const void *a, const void *b)
{
    const pay_of *x = a, *y = b;
    if (x->who != y->who)
        return x->who < y->who ? -1 : 1;
    return (x->year > y->year) - (x->year < y->year);
}

static int by_step(const void *a, const void *b)
{
    const change *x = a, *y = b;
    if (x->step != y->step)
        return x->step < y->step ? -1 : 1;
    return (x->growth > y->growth) - (x->growth < y->growth);
}

/* The pay of organisations; *n of them.  NULL: memory is out. */
static pay_of *list_orgs(const bp_survey *s, size_t *n)
{
    bp_org_pay *org;
    size_t found;
    if (bp_survey_org_pay(&org, &found, s, NULL, NULL) != BP_OK)
        return NULL;
    pay_of *list = bp_alloc(0, found, sizeof *list);
    for (size_t i = 0; list != NULL && i < found; i++)
        if (org[i].org != BP_NO_ID)
            list[(*n)++] =
                (pay_of){ org[i].org, org[i].org, org[i].year, org[i].n, org[i].sum };
    free(org);
    return list;
}

/* The pay of people in known years, or of rows in two years. */
static pay_of *list_people(const bp_survey *s, bool pairs, size_t *n)
{
    const bp_person_pay *row;
    const size_t rows = bp_survey_people(s, &row);
    pay_of *list = bp_alloc(0, rows, sizeof *list);
    for (size_t i = 0; list != NULL && i < rows; i++)
        if (pairs || row[i].year != BP_NO_YEAR)
            list[(*n)++] = (pay_of){ row[i].who, row[i].org, row[i].year, 1, row[i].pay };
    return list;
}

/* One element for all rows of a year; returns their number. */
static size_t merge(pay_of list[], size_t n)
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

/* The step that starts in a year. */
static size_t step_from(const bp_observed *o, int32_t year)
{
    size_t i = 0;
    while ((int32_t)o->year[i].year != year)
        i++;
    return i;
}

/* Of the mean of x to that of y, in whole numbers; those of weights can be too large. */
static double growth_of(const pay_of *x, const pay_of *y)
{
    bp_int128 before, now;
    if (__builtin_mul_overflow(x->sum, (bp_int128)y->n, &before) ||
        __builtin_mul_overflow(y->sum, (bp_int128)x->n, &now)) {
        const double mean = (double)x->sum / (double)x->n;
        return ((double)y->sum / (double)y->n - mean) / mean;
    }
    return (double)(now - before) / (double)before;
}

/* The growth of everybody in two years that follow each other; returns their number. */
static size_t compare(const bp_observed *o, const pay_of list[], size_t n, change out[])
{
    size_t found = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const pay_of *x = &list[i], *y = &list[i + 1];
        if (x->who != y->who || x->sum <= 0)
            continue;
        size_t step = step_from(o, x->year);
        if (o->year[step + 1].year != y->year)
            continue;
        out[found++] = (change){ step, y->org, growth_of(x, y) };
    }
    if (found > 0)
        qsort(out, found, sizeof *out, by_step);
    return found;
}

static int by_org(const void *a, const void *b)
{
    const change *x = a, *y = b;
    return (x->org > y->org) - (x->org < y->org);
}

/* Whose growth a step is; puts its changes in the order of organisations. */
static void count_orgs(bp_growth_step *step, bp_concentration *who, change c[], size_t n)
{
    qsort(c, n, sizeof *c, by_org);
    who->people.all = (bp_int128)n;
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i; next < n && c[next].org == c[i].org; next++)
            ;
        if (c[i].org == BP_NO_ID)
            continue;
        step->orgs++;
        bp_shares_add(&who->people, (bp_int128)(next - i));
    }
    who->pay = who->people;
    step->who = who;
}

static void summarise(bp_observed *o, change c[], size_t n, double growth[])
{
    for (size_t i = 0, next; i < n; i = next) {
        bp_growth_step *step = &o->step[c[i].step];
        for (next = i; next < n && c[next].step == c[i].step; next++)
            growth[next - i] = c[next].growth;
        step->n = next - i;
        step->median =
            bp_figure_of(gsl_stats_median_from_sorted_data(growth, 1, next - i));
        step->mean = bp_figure_of(gsl_stats_mean(growth, 1, next - i));
        count_orgs(step, &o->who[o->n + c[i].step], c + i, next - i);
    }
}

bp_status bp_matched_growth(bp_observed *o, const bp_survey *s, bp_matching matching,
                            bp_err *err)
{
    size_t n = 0;
    pay_of *list = matching == BP_MATCH_ORG
                       ? list_orgs(s, &n)
                       : list_people(s, matching == BP_MATCH_ROW, &n);
    change *found = bp_alloc(0, n, sizeof *found);
    double *growth = bp_alloc(0, n, sizeof *growth);
    bp_status status = BP_OK;
    if (list == NULL || found == NULL || growth == NULL) {
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for matched growth");
    } else {
        size_t pairs = compare(o, list, merge(list, n), found);
        summarise(o, found, pairs, growth);
        if (pairs == 0)
            status = bp_fail(err, NULL, BP_EDATA,
                             "nobody is found in two years that follow each other");
    }
    free(list);
    free(found);
    free(growth);
    return status;
}
