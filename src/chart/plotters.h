/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plotters.h - gnuplots that several threads draw with.  Layer: chart. */
#ifndef BP_CHART_PLOTTERS_H
#define BP_CHART_PLOTTERS_H

#include "benchpay/chart.h"
#include "chart/gnuplot.h"

/* One that waits, until it is given back; NULL: there is none.  p may be NULL. */
bp_gnuplot *bp_plotters_take(bp_plotters *p);

/* One that is of use, or NULL. */
void bp_plotters_give(bp_plotters *p, bp_gnuplot *g);

#endif
