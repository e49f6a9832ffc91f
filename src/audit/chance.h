/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chance.h - the distributions that intervals and places need.  Layer: audit. */
#ifndef BP_AUDIT_CHANCE_H
#define BP_AUDIT_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/* The t with P(|T| <= t) = level, T being Student's with df degrees of freedom. */
long double bp_chance_t(double level, uint64_t df);

/* Ranks, from 1, of the equal-tailed interval of order statistics, K being binomial(n,
 * p):  lo = max{ l : P(K <= l - 1) <= (1 - level) / 2 },
 *      hi = min{ u : P(K >= u) <= (1 - level) / 2 },
 * and P(lo <= K < hi).  False: there is none. */
bool bp_chance_order(uint64_t *lo, uint64_t *hi, double *coverage, uint64_t n,
                     long double p, double level);

/* P(Z <= z), Z being standard normal, and the z of such a share. */
long double bp_chance_normal(long double z);
long double bp_chance_z(long double share);

/* The x with P(B <= x) = share, B being beta(a, b). */
long double bp_chance_beta(long double share, long double a, long double b);

#endif
