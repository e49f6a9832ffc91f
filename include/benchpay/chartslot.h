/* chartslot.h - what a chart is to show, before it is drawn.  Layer: report.
 *
 * A slot holds published figures only: no person's pay, no figure that the gate
 * withheld (its state and reasons stand in its place).  Whoever fills it has
 * computed everything; the chart layer only chooses places, steps and words.
 *
 * Texts are UTF-8 (what cannot be drawn becomes a visible escape) and, like the
 * arrays, live as long as the report: bp_report_text, bp_report_alloc.  Pay is in
 * `currency` of bp_chart.  All doubles are finite.  Rows are drawn in their order,
 * the first on top. */
#ifndef BP_CHARTSLOT_H
#define BP_CHARTSLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/figure.h"

typedef enum bp_chart_kind {
    BP_CHART_DISTRIBUTION, /* u.bins */
    BP_CHART_ECDF,         /* u.share */
    BP_CHART_OFFER,        /* u.share, with an offer */
    BP_CHART_BOX,          /* u.groups */
    BP_CHART_PERCENTILES,  /* u.groups */
    BP_CHART_TIERS,        /* u.groups */
    BP_CHART_OFFERS,       /* u.offers */
    BP_CHART_GROWTH,       /* u.growth */
    BP_CHART_HEATMAP       /* u.heatmap */
} bp_chart_kind;

/* Points of a curve, x ascending.  n is 0: there is none. */
typedef struct bp_chart_curve {
    const double *x; /* [n] pay */
    const double *y; /* [n] >= 0 */
    size_t n;
} bp_chart_curve;

/* A histogram of people; the curve is a density scaled to people per bin, from P5
 * to P95. */
typedef struct bp_chart_bins {
    double low;          /* left edge of the first bin */
    double width;        /* of a bin, > 0 */
    const double *count; /* [n] >= 0, n > 0 */
    size_t n;
    bp_chart_curve curve;
    double p25;
    double p50;
    double p75;
} bp_chart_bins;

/* A labelled point of the curve of shares. */
typedef struct bp_chart_knot {
    const char *name; /* "P25" */
    double share;     /* 0 to 1 */
    bp_figure pay;    /* drawn where it is shown */
} bp_chart_knot;

typedef struct bp_chart_mark {
    const char *name; /* "Offer" */
    double amount;
    bp_figure rank; /* the share of people paid less, 0 to 1 */
} bp_chart_mark;

/* The share of people, 0 to 1, who are paid less than an amount: a smooth curve
 * from P5 to P95, or under no rules the plain steps, a point per step. */
typedef struct bp_chart_share {
    bp_chart_curve curve;
    bool steps;
    const bp_chart_knot *knot; /* [n_knots] ascending */
    size_t n_knots;
    const bp_chart_mark *mark; /* [n_marks] */
    size_t n_marks;
} bp_chart_share;

/* Places of P10 to P90 in bp_chart_group. */
enum { BP_P10, BP_P25, BP_P50, BP_P75, BP_P90, BP_CHART_LEVELS };

/* A row.  It is drawn where its median is shown, else marked with its state; the
 * other percentiles are drawn where they are shown. */
typedef struct bp_chart_group {
    const char *name;
    uint64_t people; /* 0: not to be told */
    uint64_t orgs;   /* 0: not known */
    bp_figure p[BP_CHART_LEVELS];
    bp_chart_curve density; /* of tiers, P5 to P95; groups of 10 people or more only */
} bp_chart_group;

typedef struct bp_chart_groups {
    const bp_chart_group *group; /* [n], n > 0 */
    size_t n;
} bp_chart_groups;

/* An offer beside its market; gaps are worked out as share of the median. */
typedef struct bp_chart_offer {
    const char *name; /* of the job */
    double amount;
    bp_figure p25;
    bp_figure p50;
    bp_figure p75;
    bp_figure rank; /* as in bp_chart_mark */
} bp_chart_offer;

typedef struct bp_chart_offers {
    const bp_chart_offer *offer; /* [n], n > 0; sorted by gap */
    size_t n;
} bp_chart_offers;

typedef struct bp_chart_year {
    int year;
    bp_figure pay; /* a median; marked where it is not shown */
} bp_chart_year;

/* A range of the projection. */
typedef struct bp_chart_band {
    int percent;        /* 95, 80, 50: what it covers */
    const double *low;  /* [n_ahead] */
    const double *high; /* [n_ahead] */
} bp_chart_band;

/* Surveyed years, then the projection, which starts where the surveyed line ends:
 * ahead[0] is its base, with ranges of no width. */
typedef struct bp_chart_growth {
    const bp_chart_year *surveyed; /* [n_surveyed] years ascending; n_surveyed > 0 */
    size_t n_surveyed;
    const bp_chart_year *ahead; /* [n_ahead] years ascending, all shown; may be none */
    size_t n_ahead;
    const bp_chart_band *band; /* [n_bands] the widest first */
    size_t n_bands;
} bp_chart_growth;

/* Medians by two columns, coloured by their gap to a reference. */
typedef struct bp_chart_heatmap {
    const char *const *row; /* [n_rows] names, n_rows > 0 */
    size_t n_rows;
    const char *const *column; /* [n_columns] names, n_columns > 0 */
    size_t n_columns;
    const bp_figure *cell; /* [n_rows * n_columns] by rows */
    double reference;      /* the median of all, > 0 */
} bp_chart_heatmap;

#endif
