/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.h - what the charts of a row per group share.  Layer: chart. */
#ifndef BP_CHART_GROUPS_H
#define BP_CHART_GROUPS_H

#include "chart/rows.h"
#include "chart/scale.h"

typedef struct bp_group_rows {
    bp_chart_group group[BP_ROWS_MOST]; /* [rows.n] */
    bp_chart_rows rows;
    bp_scale pay;
} bp_group_rows;

/* Rows and their names, `head` px below the frame; the axis of pay has its room.  False:
 * the numbers make no picture. */
bool bp_group_rows_begin(bp_group_rows *g, bp_plot *p, const bp_chart *c, double head);

/* A column of amounts at percentile `level`, as bp_chart_rows_column. */
void bp_group_rows_column(bp_plot *p, bp_group_rows *g, bp_text_look look,
                          const char *head, int level);

/* The axis, then block 0 of chart.dat: "row P10 P25 P50 P75 P90 low high" of the rows
 * with a median; low and high are its interval.  A percentile that is not shown
 * repeats the next one towards the median. */
void bp_group_rows_put(bp_plot *p, bp_group_rows *g);

#endif
