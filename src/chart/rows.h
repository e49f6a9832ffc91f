/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - charts of a row per group: names, heights, what is left out.
 * Layer: chart. */
#ifndef BP_CHART_ROWS_H
#define BP_CHART_ROWS_H

#include "benchpay/figure.h"
#include "chart/plot.h"
#include "chart/scale.h"

#define BP_NAMES_MOST 216.0 /* px that names take in a picture of 800 px */
#define BP_ROWS_MOST 30     /* more are not drawn, and the chart says so */
#define BP_OFFERS_MOST 60   /* ... of offers */

typedef struct bp_chart_rows {
    struct {
        const char *name;
        uint64_t people; /* 0: not to be shown */
        uint64_t orgs;   /* 0: not known */
        bool dagger;     /* after the counts */
    } row[BP_OFFERS_MOST];
    size_t n;
    double height; /* px of a row; set by bp_chart_rows_names */
    double right;  /* px where the next column ends; set by bp_chart_rows_axis */
} bp_chart_rows;

/* px that names take at most, unless there is room for longer ones. */
double bp_chart_rows_names_most(const bp_plot *p);

/* The largest of many, when not all are drawn. */
typedef struct bp_chart_largest {
    size_t most;
    struct {
        size_t index;
        uint64_t people;
    } kept[BP_ROWS_MOST]; /* [n] the largest first, of equal ones the first */
    size_t n;
} bp_chart_largest;

/* Of at most `most`, which is BP_ROWS_MOST or less. */
bp_chart_largest bp_chart_largest_of(size_t most);
void bp_chart_largest_add(bp_chart_largest *l, size_t index, uint64_t people);

/* Their indexes, ascending: out[l->n]. */
void bp_chart_largest_take(bp_chart_largest *l, size_t out[]);

/* How many of n rows (or columns) of at least `least` px are drawn in `room` px.
 * A footnote says what is left out: "Not drawn: 12 of 42 groups". */
size_t bp_chart_rows_fit(bp_plot *p, size_t n, double room, double least,
                         const char *what);

/* The same of rows that begin `head` px below the frame, over the scale. */
size_t bp_chart_rows_most(bp_plot *p, size_t n, double head, const char *what);

/* {0} is empty; at most BP_OFFERS_MOST. */
void bp_chart_rows_add(bp_chart_rows *rows, const char *name, uint64_t people,
                       uint64_t orgs);

/* The names with their counts at the left; the area, whose top and bottom are final,
 * begins right of them.  Names that would be cut may take more than usual where `beside`
 * px are left.  Row i is y from i to i + 1, downwards. */
void bp_chart_rows_names(bp_plot *p, bp_chart_rows *rows, double beside);

/* The same of rows that begin `head` px below the frame, over the scale x, for which
 * there is room then.
 *   beside  of a picture that is 800 px wide */
void bp_chart_rows_axis(bp_plot *p, bp_chart_rows *rows, const bp_scale *x, double head,
                        double beside);

/* One of n <= BP_OFFERS_MOST names as it can be drawn in so many lines of `width` px:
 * what has no room is left out where it looks like no other of them.  The caller
 * releases it. */
bp_str bp_chart_rows_name(bp_plot *p, const char *const name[], size_t n, size_t i,
                          bp_text_look look, double width, size_t lines);

/* The middle of row i, px. */
double bp_chart_rows_middle(const bp_plot *p, const bp_chart_rows *rows, size_t i);

/* A column of texts, below its head, left of those that there are; the area ends before
 * it.  text[rows->n] are released. */
void bp_chart_rows_column(bp_plot *p, bp_chart_rows *rows, bp_text_look look,
                          const char *head, bp_str text[]);
#define BP_ROWS_HEAD 20.0 /* px above the area that heads take */

/* The height of dot[i] of a row, -1, 0 or 1: another than that of the one before it that
 * it would touch, nearer than `close`. */
double bp_chart_rows_dot(const double dot[], size_t i, double close);

/* Why a figure is not shown, in words: "withheld: too few people", "n/a". */
const char *bp_chart_rows_why(const bp_figure *f);

/* A grey area that says in words why there is no figure. */
void bp_chart_rows_without(bp_plot *p, double left, double top, double right,
                           double bottom, const bp_figure *f);

/* The grey of row i. */
void bp_chart_rows_withheld(bp_plot *p, const bp_chart_rows *rows, size_t i,
                            const bp_figure *f);

#endif
