/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.h - results become reports.  Layer: compose.
 *
 * Each command has one function in one small file. */
#ifndef BP_COMPOSE_COMPOSE_H
#define BP_COMPOSE_COMPOSE_H

#include "analysis/densities.h"
#include "analysis/distribution.h"
#include "analysis/fan.h"
#include "analysis/outlier.h"
#include "analysis/warnings.h"
#include "benchpay/gate.h"
#include "benchpay/growth.h"
#include "benchpay/percentiles.h"
#include "benchpay/published.h"
#include "benchpay/range.h"
#include "benchpay/report.h"
#include "benchpay/survey.h"
#include "benchpay/tiers.h"

/* What every command's report says alike. */
typedef struct bp_context {
    const bp_survey *survey;
    const bp_method *method;
    bp_rules rules;
    const char *const *request; /* [n_request] */
    size_t n_request;
    const char *title; /* --title; NULL */
    bool charts;       /* they will be drawn: sections have more than the first one */
} bp_context;

/* Command, request, inputs, method, excluded and notes. */
void bp_compose_head(bp_report *r, const bp_context *c);

/* One section with one table "groups". */
void bp_compose_percentiles(bp_report *r, const bp_context *c, const bp_percentiles *p);

/* One section with one table "groups" of tiers. */
void bp_compose_tiers(bp_report *r, const bp_context *c, const bp_percentiles *p,
                      const bp_tiers *t);

/* A published range, cut at points of penetration. */
typedef struct bp_range_points {
    bp_pay_range range;
    const char *currency;    /* NULL: unknown */
    const bp_level *point;   /* [n] */
    const char *const *name; /* [n] NULL: they have none */
    size_t n;
} bp_range_points;

/* The answer of `tiers` about a range alone: there is no survey. */
void bp_compose_range(bp_report *r, const bp_context *c, const bp_range_points *points);

/* The section of a range in any report. */
void bp_compose_range_section(bp_report *r, const bp_range_points *points);

/* One section of growth.  c->survey is NULL when nothing was observed. */
void bp_compose_project(bp_report *r, const bp_context *c, const bp_growth *g);

/* Columns, rows, warnings.  `unusable` says why the rows make no benchmark; NULL:
 * they do. */
void bp_compose_check(bp_report *r, const bp_context *c, const bp_warnings *q,
                      const char *unusable);

/* The same for a published table. */
void bp_compose_check_published(bp_report *r, const bp_context *c, const bp_published *t,
                                const bp_warnings *q);

/* The answer of `check` for a file that cannot be read as a survey, and why. */
void bp_compose_unusable(bp_report *r, const bp_context *c, const char *why);

/* The tables of the whole benchmark. */
typedef struct bp_benchmark {
    bp_percentiles *total[8]; /* [n_total] one per pay element, total only */
    size_t n_total;
    bp_percentiles *by[8]; /* [n_by] element 0 by one key each */
    size_t n_by;
    bp_tiers *tiers;              /* of by[tier - 1] */
    const bp_range_points *range; /* NULL: none was given */
    size_t tier;   /* 1 + the index in `by` of the tiers; 0: there are none */
    size_t region; /* likewise of the regions */
    bp_distribution *distribution; /* NULL: too little to draw */
    bp_observed *observed;         /* of every year */
    bp_growth *growth;             /* NULL: too few years */
    bp_warnings *warnings;
    struct bp_offering *offering; /* NULL: none */
    bp_densities *densities;     /* of the tiers, and what follows, for charts; NULL: none */
    bp_curve market;       /* of the first offer */
    bp_fan *fan;           /* of growth */
    bp_percentiles *tiles; /* by tier and region */
} bp_benchmark;

void bp_compose_report(bp_report *r, const bp_context *c, const bp_benchmark *b);

#endif
