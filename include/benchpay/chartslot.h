/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chartslot.h - what a chart is to show, before it is drawn.  Layer: report.
 *
 * A slot holds published figures only: no person's pay, and in place of a figure
 * that is not shown its state and reasons, which the chart says.  Whoever fills it
 * has computed everything; the chart layer only chooses places, steps and words.
 *
 * Texts are UTF-8 (what cannot be drawn becomes a visible escape) and, like the
 * arrays, live as long as the report: bp_report_text, bp_report_alloc.  Amounts are
 * in `currency` of bp_chart, doubles finite.  Of rows the first is on top; at most
 * 30 are drawn (60 offers), and the chart says how many it leaves out. */
#ifndef BP_CHARTSLOT_H
#define BP_CHARTSLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/chartkind.h"
#include "benchpay/figure.h"

BP_API_BEGIN

/* Points of a curve, x (pay) ascending, y >= 0; there may be none. */
typedef struct bp_chart_curve {
    const double *x, *y; /* [n] */
    size_t n;
} bp_chart_curve;

/* A histogram of people or of organisations; the curve is a density in as many per bin,
 * from P5 to P95. */
typedef struct bp_chart_bins {
    double low, width;   /* of the first bin; width > 0 */
    const double *count; /* [n] >= 0, n > 0 */
    size_t n;
    uint64_t below, above; /* outside the bins: the chart says how many */
    bool orgs;             /* they are organisations */
    bool open_low;         /* the first counts everybody below it, too */
    bool open_high;        /* the last everybody above it */
    bp_chart_curve curve;
    double p25, p50, p75;
} bp_chart_bins;

/* What the counts are of. */
static inline const char *bp_chart_bins_heading(const bp_chart_bins *b)
{
    return b->orgs ? "Organizations" : "People";
}

typedef struct bp_chart_knot {
    const char *name; /* "P25" */
    double share;     /* 0 to 1 */
    bp_figure pay;    /* a dot on the curve where it is shown */
} bp_chart_knot;

typedef struct bp_chart_mark {
    const char *name; /* "Offer" */
    double amount;
    bp_figure share;   /* of people at or below it, 0 to 1: where the curve is */
    bp_figure rank;    /* its percentile rank, 0 to 1 */
    const char *place; /* where the rank is not shown: "3rd-4th of 9"; NULL */
} bp_chart_mark;

/* The share of people, 0 to 1, who are paid at most an amount: a smooth curve from
 * P5 to P95, or under no rules plain steps with a point at the top of each. */
typedef struct bp_chart_share {
    bp_chart_curve curve;
    bool steps;
    const bp_chart_knot *knot; /* [n_knots] ascending */
    const bp_chart_mark *mark; /* [n_marks] */
    size_t n_knots, n_marks;
} bp_chart_share;

enum { BP_P10, BP_P25, BP_P50, BP_P75, BP_P90, BP_CHART_LEVELS };

/* A row of u.groups, drawn where its median is shown, with what else is shown. */
typedef struct bp_chart_group {
    const char *name;
    uint64_t people;              /* 0: not to be shown */
    uint64_t orgs;                /* 0: not known */
    bp_figure p[BP_CHART_LEVELS]; /* box draws the interval of the median, too */
    bp_chart_curve density; /* of tiers, P5 to P95, any unit; of 10 people or more only */
} bp_chart_group;

/* A row of u.offers: an offer and its market; the greatest gap to the median first. */
typedef struct bp_chart_offer {
    const char *name; /* of the job */
    double amount;
    bp_figure p25, p50, p75; /* p50 > 0 where it is shown */
    bp_figure rank;          /* as in bp_chart_mark, like the next */
    const char *place;
} bp_chart_offer;

typedef struct bp_chart_year {
    int year;
    bp_figure pay;    /* a median */
    const char *name; /* instead of the year, at the axis; NULL */
} bp_chart_year;

typedef struct bp_chart_band {
    double percent;           /* 95, 80, 50: what it covers */
    const double *low, *high; /* [n_ahead] */
} bp_chart_band;

typedef struct bp_chart_path {
    const char *name;  /* of a scenario */
    const double *pay; /* [n_ahead] */
} bp_chart_path;

/* Surveyed years, then the projection from ahead[0], where bands have no width.  Where
 * only further paths go on, of the years ahead the first alone is shown, else all. */
typedef struct bp_chart_growth {
    const bp_chart_year *surveyed; /* [n_surveyed] ascending; n_surveyed > 0 */
    const bp_chart_year *ahead;    /* [n_ahead] ascending; 0: none */
    const bp_chart_band *band;     /* [n_bands] the widest first */
    const bp_chart_path *path;     /* [n_paths] at most 12 */
    size_t n_surveyed, n_ahead, n_bands, n_paths;
} bp_chart_growth;

/* Medians by two columns, coloured by their gap to that of all. */
typedef struct bp_chart_heatmap {
    const char *const *row, *const *column; /* [n_rows], [n_columns] names */
    size_t n_rows, n_columns;               /* > 0 */
    const bp_figure *cell;                  /* [n_rows * n_columns] by rows */
    const uint64_t *people;                 /* likewise; 0: nobody */
    double reference;                       /* the median of all, > 0 */
} bp_chart_heatmap;

/* A row of u.changes: a figure then and now; one of them may not be there. */
typedef struct bp_chart_change {
    const char *name;
    bp_figure old, now;
    bp_figure rate;   /* now / old - 1, where both are there */
    bool within;      /* its intervals meet */
    const char *word; /* where there is no rate: "new", "withheld" */
} bp_chart_change;

/* A line of pay on a scope, of everybody or of a group: x ascending, pay above 0. */
typedef struct bp_chart_line {
    const char *name;        /* of a group; NULL: everybody */
    const double *x;         /* [n] scopes, n > 1 */
    const double *pay;       /* [n] */
    const double *lo, *hi;   /* [n] the interval of the line; NULL: not drawn, as below */
    const double *p25, *p75; /* [n] the middle half around it */
    const double *least, *most; /* [n] where one more person is */
    size_t n;
} bp_chart_line;

/* An amount at a scope. */
typedef struct bp_chart_spot {
    double x, amount;
    const char *label; /* "Offer $430k: P37" */
} bp_chart_spot;

/* Lines of pay; the bands are those of the first line. */
typedef struct bp_chart_payline {
    const char *scope;         /* what x is, at its axis */
    bool log;                  /* both axes have logarithmic steps, else that of pay */
    const bp_chart_line *line; /* [n_lines] n_lines > 0 */
    const bp_chart_spot *spot; /* [n_spots] */
    size_t n_lines, n_spots;
} bp_chart_payline;

/* A row of u.gaps: what a group earns less than the reference, as a share of its pay. */
typedef struct bp_chart_gap {
    const char *name;
    uint64_t people; /* 0: not to be shown */
    bp_figure gap;   /* with its interval, where it has one */
    bool adjusted;   /* among people who are alike */
} bp_chart_gap;

enum { BP_CHART_BANDS_ALL = 5 }; /* four quarters of pay, the highest first, and all */

/* Who is in each quarter of pay. */
typedef struct bp_chart_bands {
    const char *const *group; /* [n_groups] n_groups > 0 */
    const bp_figure *share;   /* [BP_CHART_BANDS_ALL * n_groups] by bands, 0 to 1 */
    size_t n_groups;
} bp_chart_bands;

/* A row of u.ranges: a grade's range, and the markets of its jobs. */
typedef struct bp_chart_range {
    const char *name;
    double low, middle, high; /* 0 < low <= middle <= high */
    const double *dot;        /* [n_dots] */
    size_t n_dots;
} bp_chart_range;

/* A row of u.sources: a job's composite, and the medians of its sources. */
typedef struct bp_chart_source {
    const char *name;
    bp_figure low, middle, high; /* P25, P50, P75 of the composite; P50 > 0 */
    const double *dot;           /* [n_dots] > 0 */
    const double *share;         /* [n_dots] what each counts in the composite, 0 to 1 */
    size_t n_dots;
} bp_chart_source;

#define BP_CHART_ZONE_PARTS 6

/* A row of u.zones: the people of a group below, in each quarter of, and above their
 * ranges. */
typedef struct bp_chart_zone {
    const char *name;
    uint64_t people[BP_CHART_ZONE_PARTS]; /* not all 0 */
} bp_chart_zone;

BP_API_END

#endif
