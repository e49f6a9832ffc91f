/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mark_labels.h - labels of vertical lines that keep clear of each other.  Layer: chart.
 */
#ifndef BP_CHART_MARK_LABELS_H
#define BP_CHART_MARK_LABELS_H

#include <stddef.h>

#define BP_MARK_LABELS 3 /* P25, median, P75 */

/* A vertical line and the text at its upper end, in px.  A text beside its line
 * has the line's end beside it; one above it ends the line. */
typedef struct bp_mark_label {
    double x;     /* of the line */
    double width; /* of the text */
    int side;     /* -1 left of the line, 0 above it, 1 right of it */
    size_t lane;  /* 0 is the highest */
} bp_mark_label;

/* The text's left and right end. */
double bp_mark_label_left(const bp_mark_label *f);
double bp_mark_label_right(const bp_mark_label *f);

/* Moves texts to other sides and lanes until none touches another, a line or
 * the edges, leaving as many as possible where they are.  When nothing helps,
 * all stay. */
void bp_mark_labels_place(bp_mark_label label[BP_MARK_LABELS], double left, double right);

#endif
