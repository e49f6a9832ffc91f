/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gap.h - the gap between the means, and the medians, of two groups.  Layer: analysis.
 *
 * Gap of means: 1 - G / R.  Its interval is that of ln(G / R) by the delta method:
 *   se^2 = s_G^2 / (n_G G^2) + s_R^2 / (n_R R^2), with the degrees of freedom of Welch
 *   (1947), Biometrika 34, 28-35, on the two terms; or, with K organisations,
 *   se^2 = K / (K - 1) sum_o z_o^2,
 *   z_o = sum over its people of +-(x - mean) / (n mean), df K - 1. */
#ifndef BP_ANALYSIS_GAP_H
#define BP_ANALYSIS_GAP_H

#include "analysis/equityrows.h"

/* out: the rows whose pay (by `pay`) is there, of a group and a category (BP_NO_ID: any),
 * ascending.  False: memory is out. */
typedef int64_t bp_equity_pay(const bp_equity_row *row);
bool bp_pay_set_init(bp_pay_set *out, const bp_equity_rows *r, uint32_t group,
                     uint32_t category, bp_equity_pay *pay);
void bp_pay_set_release(bp_pay_set *x);

double bp_pay_set_mean(const bp_pay_set *x, int scale);
double bp_pay_set_median(const bp_pay_set *x, int scale, int qtype);

/* Fills in value, interval and t of the gap of the means; not estimable where the
 * reference has nobody, or a mean of 0.  False: memory is out. */
bool bp_gap_of_means(bp_equity_line *line, const bp_pay_set *group,
                     const bp_pay_set *reference, const bp_equity_rows *r);

void bp_gap_of_medians(bp_equity_line *line, const bp_pay_set *group,
                       const bp_pay_set *reference, const bp_equity_rows *r);

#endif
