/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinds.h - what each kind of chart puts into its plot.  Layer: chart.
 *
 * A new kind is a row in chart.c, a function here in a file of its own, and a
 * template in plots/.  The plot has its frame.  What memory refuses is remembered
 * by the plot.  False: the slot's numbers make no picture. */
#ifndef BP_CHART_KINDS_H
#define BP_CHART_KINDS_H

#include "chart/plot.h"

bool bp_distribution_plot(bp_plot *p, const bp_chart *c);
bool bp_share_plot(bp_plot *p, const bp_chart *c);
bool bp_box_plot(bp_plot *p, const bp_chart *c);
bool bp_percentiles_plot(bp_plot *p, const bp_chart *c);
bool bp_tiers_plot(bp_plot *p, const bp_chart *c);
bool bp_offers_plot(bp_plot *p, const bp_chart *c);
bool bp_growth_plot(bp_plot *p, const bp_chart *c);
bool bp_heatmap_plot(bp_plot *p, const bp_chart *c);
bool bp_payline_plot(bp_plot *p, const bp_chart *c);
bool bp_gaps_plot(bp_plot *p, const bp_chart *c);
bool bp_bands_plot(bp_plot *p, const bp_chart *c);
bool bp_structure_plot(bp_plot *p, const bp_chart *c);
bool bp_change_plot(bp_plot *p, const bp_chart *c);
bool bp_sources_plot(bp_plot *p, const bp_chart *c);
bool bp_zones_plot(bp_plot *p, const bp_chart *c);

#endif
