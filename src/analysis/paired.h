/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paired.h - what the same people, or organisations, were paid twice.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_PAIRED_H
#define BP_ANALYSIS_PAIRED_H

#include "analysis/concentration.h"
#include "benchpay/figure.h"
#include "data/pay.h"

/* What somebody was paid in a year, by all of its rows. */
typedef struct bp_paid {
    size_t set; /* of those who are compared with each other */
    uint64_t who;
    int32_t year;
    uint32_t org; /* id, or BP_NO_ID */
    uint64_t n;
    bp_int128 sum;
} bp_paid;

/* How somebody's pay grew. */
typedef struct bp_paid_change {
    size_t set;
    uint32_t org; /* in the later year */
    double growth;
} bp_paid_change;

/* How the pay of all of a set grew. */
typedef struct bp_paid_growth {
    uint64_t n;
    uint64_t orgs;
    bp_figure median; /* of each one's pay_1 / pay_0 - 1 */
    bp_figure mean;
    bp_concentration who;
} bp_paid_growth;

/* Sorts by set, who and year, and makes one element of all rows of a year; returns how
 * many are left. */
size_t bp_paid_merge(bp_paid list[], size_t n);

/* Is it the same somebody, of the same set, with pay above 0 to begin with? */
bool bp_paid_same(const bp_paid *x, const bp_paid *y);

/* From the mean of x to that of y: (y - x) / x, exact until the ratio. */
double bp_paid_change_of(const bp_paid *x, const bp_paid *y);

/* Sorts changes by set, and by growth in each. */
void bp_paid_sort(bp_paid_change list[], size_t n);

/* Of the changes of one set, n > 0, in order of growth; leaves them in the order of
 * organisations.
 *   growth  [n] for its work */
bp_paid_growth bp_paid_sum(bp_paid_change list[], size_t n, double growth[]);

#endif
