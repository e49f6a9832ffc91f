/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weighting.c - the names of what weights mean, and what goes with a meaning.
 *
 * One place for the words that are typed, printed and found in json. */
#include "benchpay/weights.h"

const char *bp_weighting_name(bp_weighting w)
{
    static const char *const name[] = {
        [BP_UNWEIGHTED] = "",
        [BP_WEIGHTS_FREQ] = "freq",
        [BP_WEIGHTS_SAMPLING] = "sampling",
        [BP_WEIGHTS_ANALYTIC] = "analytic",
    };
    return name[w];
}

int bp_weighting_qtype(bp_weighting w)
{
    return w == BP_WEIGHTS_SAMPLING ? 2 : 7;
}
