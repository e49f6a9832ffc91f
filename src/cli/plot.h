/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.h - the words for the kinds of charts.  Layer: cli. */
#ifndef BP_CLI_PLOT_H
#define BP_CLI_PLOT_H

/* By bp_chart_kind; ends with NULL. */
extern const char *const bp_plot_names[];

#endif
