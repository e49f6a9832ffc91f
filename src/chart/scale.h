/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale.h - an axis of numbers: its range, round steps, labels and grid.
 * Layer: chart.
 *
 * First make room for the labels of every axis, then put them: each changes the
 * area of the marks, in which the other is drawn. */
#ifndef BP_CHART_SCALE_H
#define BP_CHART_SCALE_H

#include "benchpay/figure.h"
#include "chart/axis.h"
#include "chart/plot.h"

typedef enum bp_scale_kind {
    BP_SCALE_PEOPLE, /* 0 5 10 */
    BP_SCALE_PAY,    /* 200 300 $400k */
    BP_SCALE_SHARE,  /* 0 25 50 75 100% */
    BP_SCALE_GAP,    /* -20% -10 Median +10 +20% */
    BP_SCALE_LESS,   /* -5% 0 5 10% */
    BP_SCALE_NUMBER  /* 50 100 250 */
} bp_scale_kind;

typedef struct bp_scale {
    bp_scale_kind kind;
    const char *currency; /* of pay */
    bp_unit unit;         /* of pay */
    double low;           /* low < high */
    double high;
    double step; /* from label to label; 0: nothing is shown, no labels */
    bool log;    /* equal ways are equal ratios: 0 < low */
    size_t coarse; /* of these: which steps, the finest 0 */
} bp_scale;

/* The least and the greatest of some numbers; {0} is none yet. */
typedef struct bp_span {
    double low;
    double high;
    bool any;
} bp_span;

void bp_span_add(bp_span *s, double x);
void bp_span_figure(bp_span *s, const bp_figure *f); /* when it is shown */

/* An axis on which all of the span is inside, with a little room at both ends; pay is
 * said in the unit of a typical amount, or of a quarter of the highest. */
bp_scale bp_scale_around(bp_scale_kind kind, const bp_span *span, double typical,
                         const char *currency);

/* The same with logarithmic steps; the span is above 0. */
bp_scale bp_scale_log(bp_scale_kind kind, const bp_span *span, double typical,
                      const char *currency);

/* The ends become steps themselves, but for logarithmic ones: about `steps`, fewer in a
 * low area. */
void bp_scale_round(bp_scale *s, const bp_plot *p, double steps);

/* An amount as a label of the chart: "$401k", "$24.50". */
void bp_scale_amount(bp_str *out, const bp_scale *s, double amount);

/* "P62" of a rank from 0 to 1; the place where that is not shown; nothing without one. */
void bp_scale_place(bp_str *out, const bp_figure *rank, const char *place);
/* "+7%" of the gap .074. */
void bp_scale_gap(bp_str *out, double gap);

/* px in the final area. */
double bp_scale_x(const bp_plot *p, const bp_scale *s, double value);
double bp_scale_y(const bp_plot *p, const bp_scale *s, double value);

#define BP_SCALE_DEPTH 30.0 /* px that labels below the area take */

/* Labels below the area.  `reserve` first; `put` chooses steps with room for labels. */
void bp_scale_reserve_x(bp_plot *p, const bp_scale *s);
void bp_scale_put_x(bp_plot *p, bp_scale *s, bool grid);

/* Labels left of the area at the steps. */
void bp_scale_reserve_y(bp_plot *p, const bp_scale *s);
void bp_scale_put_y(bp_plot *p, const bp_scale *s);

#endif
