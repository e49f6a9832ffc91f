/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payline.h - pay on the scope of a job: beds, revenue, points.  Layer: analysis.
 *
 * The logarithm of pay is fitted to those of the scopes (loglog) or to the scopes as they
 * are (loglin).  At a scope, with m the fitted logarithm, se(m) its standard error and s
 * that of the residuals:
 *   median       e^m, its interval e^(m -+ t se(m))
 *   prediction   e^(m -+ t sqrt(s^2 + se(m)^2)), for one more person
 *   mean         e^m times the mean of e^u: Duan (1983), JASA 78, 605-610 (smearing)
 *   P25, P75     e^(m -+ 0.674489750196082 s), if the residuals are normal */
#ifndef BP_ANALYSIS_PAYLINE_H
#define BP_ANALYSIS_PAYLINE_H

#include "analysis/regress.h"
#include "base/mem.h"
#include "base/str.h"
#include "benchpay/figure.h"
#include "benchpay/models.h"
#include "benchpay/percentiles.h"

/* Under disclosure rules a line needs so many people, of so many organisations. */
#define BP_LINE_PEOPLE 30
#define BP_LINE_ORGS 10

/* What the line says at a scope. */
typedef struct bp_payline_point {
    const char *at; /* as it was given */
    double scope[BP_SCOPES_MAX];
    const char *const *by; /* [n_keys] whose line it is; NULL: everybody's */
    uint64_t n, orgs;
    bp_figure median; /* with its interval */
    bp_figure predict_lo, predict_hi;
    bp_figure mean, p25, p75;
    bool extrapolated; /* a scope is outside its range */
} bp_payline_point;

/* "334.4", or "beds=120;revenue=334.4".
 *   scope  [n] names */
void bp_scope_point_text(bp_str *out, const char *const scope[], size_t n,
                         const double value[]);

/* The scopes that were seen. */
typedef struct bp_scope_range {
    double min, max;
} bp_scope_range;

/* One fit. */
typedef struct bp_payline {
    const char *const *by; /* [n_keys] NULL: everybody */
    uint64_t n, orgs;
    unsigned reasons;  /* why there is no fit; 0: there is one */
    size_t dependent;  /* a scope that others determine; SIZE_MAX: none */
    bp_regression fit; /* its constant is first, then the scopes */
    double smearing;
    uint64_t leverage; /* people whose leverage is above 3 k / n */
    uint64_t cooks;    /* ... and whose Cook's distance is above 4 / n */
    double highest;    /* the highest leverage of a person, or of an organisation */
    bp_coefficient *curvature; /* [n_scopes] of the added square of each */
    bp_scope_range *range;     /* [n_scopes] */
    double *middle;            /* [n_scopes] medians (type 7) */
    bp_scope_range *own_range; /* [n_groups][n_scopes] of one fit for all groups, by
                                  their place in the table; else NULL */
    bp_payline_point *point;   /* [n_points]; none where there is no fit */
    size_t n_points;
} bp_payline;

/* Where an amount is at a scope. */
typedef struct bp_line_place {
    bool asked;
    double amount;
    bp_payline_point point; /* what the line says there */
    bp_figure percentile;   /* 0 to 100 */
} bp_line_place;

typedef struct bp_paylines {
    const bp_payline_plan *plan;
    const char **scope; /* [n_scopes] names */
    size_t n_scopes;
    const char *const *key; /* [n_keys] names of group columns, of the table */
    size_t n_keys;
    bool has_orgs;
    bool common; /* one fit, with a level for each group */
    const char *currency;
    double level;     /* of the intervals */
    bp_payline *line; /* [n_lines] everybody's first */
    size_t n_lines;
    const bp_percentiles *groups; /* in their order; outlives this; NULL: one line */
    bp_arena texts;
    bp_room room; /* of the lines, and of what each has */
} bp_paylines;

/* Fits the line of everybody, and of each group of a table.
 *   plan    without points each line is read off at the quartiles (type 7) of its scopes
 *   groups  of the survey's keys; outlives the result
 * Errors: BP_EDATA   the line of everybody cannot be fitted: names the scope
 *         BP_ELIMIT  memory */
bp_status bp_paylines_new(bp_paylines **out, const bp_survey *s,
                          const bp_payline_plan *plan, const bp_percentiles *groups,
                          double level, bp_err *err);

/* Fits one line of the rows whose keys have the given values.
 *   value  [keys of the survey] NULL: any
 * Errors: BP_ELIMIT; what cannot be fitted is a line with its reasons */
bp_status bp_payline_where(bp_paylines **out, const bp_survey *s,
                           const bp_payline_plan *plan, const char *const value[],
                           double level, bp_err *err);
void bp_paylines_free(bp_paylines *p);

/* Nothing is left of a line but why. */
void bp_payline_withhold(bp_payline *line, unsigned reasons);

/* What a line says along one of its scopes, from the least to the greatest that was seen,
 * in steps that are equal in the model; the other scopes are at their medians.
 *   group  whose level it has, by its place in the table, in one fit for all groups; else
 *          0
 *   k      which scope */
#define BP_PAYLINE_STEPS 41
void bp_payline_along(bp_payline_point out[BP_PAYLINE_STEPS], const bp_paylines *p,
                      const bp_payline *line, size_t group, size_t k);

/* Where pay is in the spread around the line of everybody at a point: 100 Phi((ln pay -
 * m) / s), the residuals being normal; not estimable where they have no spread, withheld
 * with the line. */
void bp_payline_place(bp_line_place *out, const bp_paylines *p, const bp_scope_point *at,
                      double pay);

#endif
