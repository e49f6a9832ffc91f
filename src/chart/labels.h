/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labels.h - labels that keep clear of each other.  Layer: chart. */
#ifndef BP_CHART_LABELS_H
#define BP_CHART_LABELS_H

#include "chart/plot.h"

/* px from the left and the top. */
typedef struct bp_box {
    double left;
    double top;
    double right;
    double bottom;
} bp_box;

#define BP_LABELS_MOST 512

/* {0} with its edges is empty. */
typedef struct bp_labels {
    bp_box edge;
    double apart; /* px that texts keep at their sides, besides the usual */
    bp_box taken[BP_LABELS_MOST];
    size_t n;
} bp_labels;

/* Nothing is put there any more.  Beyond BP_LABELS_MOST there is no room anywhere. */
void bp_labels_block(bp_labels *r, bp_box box);

/* Blocks a line that is drawn from one point to another. */
void bp_labels_block_line(bp_labels *r, double x0, double y0, double x1, double y1);

/* A place for a text: where its left or right end or its middle is. */
typedef struct bp_spot {
    bp_align align;
    double x;
    double y;
} bp_spot;

/* Puts the text at the first of spots[n] where it keeps clear of all that is
 * there.  False: nowhere.  Releases it. */
bool bp_labels_put(bp_labels *r, bp_plot *p, bp_text_look look, const bp_spot spot[],
                   size_t n, bp_str *label);

#endif
