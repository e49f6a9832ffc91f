/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.h - the shape of pay, for a histogram.  Layer: analysis. */
#ifndef BP_ANALYSIS_DISTRIBUTION_H
#define BP_ANALYSIS_DISTRIBUTION_H

#include "analysis/density.h"
#include "benchpay/percentiles.h"

/* Bins of width 1, 2, 2.5 or 5 times a power of ten, closed below: bin i is
 * [low + i width, low + (i+1) width).  The width is the next round one above
 * 2 IQR n^-1/3 (Freedman & Diaconis 1981), of at most 40 bins.  Pay beyond
 * 4 IQR outside the quartiles is not binned but counted in below and above.
 *
 * The curve is a Gaussian kernel density of ln pay (Silverman's bandwidth
 * .9 min(s, IQR/1.34) n^-1/5, Silverman 1986 eq. 3.31) turned back to pay and
 * scaled to people per bin; from P5 to P95.
 *
 * With weights that tell people apart a bar is the share of all weight in it, times the
 * people: bars are comparable with those of other surveys, and add up to n. */
typedef struct bp_distribution {
    double low;
    double width;
    size_t n_bins;
    uint64_t *count;  /* [n_bins] people */
    uint64_t *weight; /* [n_bins] of these; without weights NULL, and 0 below */
    uint64_t below;
    uint64_t above;
    uint64_t below_weight;
    uint64_t above_weight;
    uint64_t all_weight;
    bool open_low;  /* the first bin counts everybody below it, too */
    bool open_high; /* the last one everybody above it */
    bp_curve curve; /* y: people per bin */
    double p25;
    double p50;
    double p75;
    uint64_t n;
    uint64_t orgs;
    const char *currency;
} bp_distribution;

/* Of the total of one element.
 * Errors: BP_EDATA no pay, or pay in several currencies; BP_ELIMIT memory. */
bp_status bp_distribution_new(bp_distribution **out, const bp_survey *s, size_t element,
                              int qtype, bp_err *err);

/* People in a bin; with weights the part of all people that it weighs. */
double bp_distribution_bar(const bp_distribution *d, size_t bin);

/* Makes bins wider, to the next round width, until each between the ends has nobody or at
 * least so many; then bins at the ends become one with the next until that has so many.
 * What was outside the bins is counted in them from then on.
 *   least  at most d->n */
void bp_distribution_merge(bp_distribution *d, uint64_t least);

void bp_distribution_free(bp_distribution *d);

#endif
