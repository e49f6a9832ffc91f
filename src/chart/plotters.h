/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plotters.h - gnuplots that several threads draw with.  Layer: chart. */
#ifndef BP_CHART_PLOTTERS_H
#define BP_CHART_PLOTTERS_H

#include "benchpay/chart.h"
#include "chart/gnuplot.h"

/* How many draw at a time.  p may be NULL. */
size_t bp_plotters_most(const bp_plotters *p);

/* One that waits, or NULL, in whose place one can be started; once fewer than may draw at
 * a time are taken.  p may be NULL. */
bp_gnuplot *bp_plotters_take(bp_plotters *p);

/* What is of use of what was taken, or NULL.  p may be NULL: it is of none. */
void bp_plotters_give(bp_plotters *p, bp_gnuplot *g);

#endif
