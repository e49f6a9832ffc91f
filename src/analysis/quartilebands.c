/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quartilebands.c - the groups in four bands of pay, each of exactly a quarter of people.
 *
 * As in the statutory returns of the United Kingdom: people are ordered by pay, and those
 * of equal pay across a boundary, and whom a quarter cuts, are spread over both sides in
 * proportion to the groups among them.  Places are counted in quarters of a person, which
 * are whole numbers. */
#include <math.h>
#include <stdlib.h>

#include "analysis/gap.h"

#define BANDS 4

static const char *const band_name[BANDS] = { "lower", "lower-middle", "upper-middle",
                                              "upper" };

static int by_pay(const void *a, const void *b)
{
    const bp_equity_row *x = *(const bp_equity_row *const *)a;
    const bp_equity_row *y = *(const bp_equity_row *const *)b;
    return (x->pay > y->pay) - (x->pay < y->pay);
}

/* What the intervals from a to b and from c to d have in common. */
static uint64_t overlap(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    const uint64_t low = a > c ? a : c, high = b < d ? b : d;
    return high > low ? high - low : 0;
}

/* Spreads people of one pay, in the places from a to b, over the bands. */
static void spread(double people[], const uint64_t of_group[], size_t n_groups,
                   uint64_t a, uint64_t b, uint64_t n)
{
    for (size_t q = 0; q < BANDS; q++) {
        const uint64_t part = overlap(4 * a, 4 * b, q * n, (q + 1) * n);
        for (size_t g = 0; g < n_groups; g++)
            people[g * BANDS + q] += (double)(part * of_group[g]) / (double)(4 * (b - a));
    }
}

/* people: [n_groups][BANDS] */
static bool count_bands(double people[], const bp_equity_rows *r)
{
    const bp_equity_row **sorted = bp_alloc(0, r->n, sizeof *sorted);
    uint64_t *of_group = bp_alloc(0, r->n_groups, sizeof *of_group);
    const bool ok = sorted != NULL && of_group != NULL;
    for (size_t i = 0; ok && i < r->n; i++)
        sorted[i] = &r->row[i];
    if (ok)
        qsort(sorted, r->n, sizeof *sorted, by_pay);
    for (size_t i = 0, next; ok && i < r->n; i = next) {
        for (size_t g = 0; g < r->n_groups; g++)
            of_group[g] = 0;
        for (next = i; next < r->n && sorted[next]->pay == sorted[i]->pay; next++)
            of_group[sorted[next]->group]++;
        spread(people, of_group, r->n_groups, i, next, r->n);
    }
    free(sorted);
    free(of_group);
    return ok;
}

static bool add_band(bp_equity *e, const bp_equity_rows *r, size_t g, size_t q,
                     double people)
{
    const bp_equity_cell cell = { .n = r->size[g], .rest = r->n - r->size[g] };
    bp_equity_line *l =
        bp_equity_add(e, BP_EQUITY_BANDS, r->group[g], band_name[q], "", "people");
    if (l == NULL)
        return false;
    l->kind = BP_EQUITY_NUMBER;
    l->n = r->size[g];
    l->value = bp_figure_of(people);
    l->cell = cell;
    l = bp_equity_add(e, BP_EQUITY_BANDS, r->group[g], band_name[q], "", "share");
    if (l == NULL)
        return false;
    l->kind = BP_EQUITY_SHARE;
    l->n = r->size[g];
    l->value = bp_figure_of(people / ((double)r->n / BANDS));
    l->cell = cell;
    return true;
}

bp_status bp_equity_bands(bp_equity *e, const bp_equity_rows *r, bp_err *err)
{
    double *people = bp_alloc(0, r->n_groups, BANDS * sizeof *people);
    bool ok = people != NULL && count_bands(people, r);
    for (size_t q = 0; ok && q < BANDS; q++)
        for (size_t g = 0; ok && g < r->n_groups; g++) {
            const double x = people[g * BANDS + q];
            e->fractions |= x != floor(x);
            ok = add_band(e, r, g, q, x);
        }
    free(people);
    return ok ? BP_OK : bp_no_memory(err, "the bands of pay");
}
