/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weights.h - what the weight of a row means.  Layer: data.
 *
 * The same numbers give different percentiles under different meanings, so a weight
 * without a meaning is none:
 *
 *   freq      a row stands for so many people: as if it came so often.  Whole numbers
 *   sampling  a person of a sample stands for so many of the population.  The
 *             distribution is that of the population, the sample is as small as it is
 *   analytic  a row counts for more or less, by how well its pay is known or how much
 *             it matters
 *
 * A row of weight 0 changes nothing, whatever the meaning: it is in no figure and in no
 * count.  The people of a group are its rows of a weight above 0; with `freq` the sum of
 * their weights. */
#ifndef BP_WEIGHTS_H
#define BP_WEIGHTS_H

#include "benchpay/api.h"

BP_API_BEGIN

typedef enum bp_weighting {
    BP_UNWEIGHTED, /* every row counts 1 */
    BP_WEIGHTS_FREQ,
    BP_WEIGHTS_SAMPLING,
    BP_WEIGHTS_ANALYTIC
} bp_weighting;

/* "freq", "sampling", "analytic": the words of options and of json; "" of none. */
const char *bp_weighting_name(bp_weighting w);

/* The usual definition of percentiles: type 7, with sampling weights type 2. */
int bp_weighting_qtype(bp_weighting w);

BP_API_END

#endif
