/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observed.h - how pay moved from year to year.  Layer: analysis.
 *
 * Rates are fractions: .07 is 7 % a year. */
#ifndef BP_OBSERVED_H
#define BP_OBSERVED_H

#include "benchpay/api.h"
#include "benchpay/figure.h"
#include "benchpay/survey.h"
#include "benchpay/trend.h"

BP_API_BEGIN

/* Who is the same in two years. */
typedef enum bp_matching {
    BP_MATCH_NONE,
    BP_MATCH_PERSON, /* by the person column; the survey kept people */
    BP_MATCH_ORG,    /* organisations, by the means of their people */
    BP_MATCH_ROW     /* rows with pay of both years; the survey has pairs */
} bp_matching;

/* A year and the median of its pay. */
typedef struct bp_observed_year {
    int year; /* 0 or below: unknown */
    bp_figure median;
    uint64_t n;    /* people */
    uint64_t orgs; /* organisations, and whose pay it is: 0 and NULL, unless disclosure
                    * rules ask, as below */
    const struct bp_concentration *who;
} bp_observed_year;

/* From one observed year to the next. */
typedef struct bp_growth_step {
    int from; /* years; 0: unknown */
    int to;
    uint64_t n; /* those in both years, pay_0 above 0 */
    uint64_t orgs;
    const struct bp_concentration *who;
    bp_figure median;     /* of each one's pay_1 / pay_0 - 1; absent where n is 0 */
    bp_figure mean;       /* of the same */
    bp_figure incumbents; /* all of each year: median_1 / median_0 - 1 */
    bp_figure mix;        /* incumbents - median: who came, left and moved */
} bp_growth_step;

/* Made whole and constant. */
typedef struct bp_observed {
    bp_observed_year *year; /* [n] ascending */
    size_t n;
    bool published; /* one figure a year: of how many people is unknown */
    int twice;      /* a year of several rows where most years have one; 0: none */
    bp_matching matching;
    bp_growth_step *step; /* [n_steps] none unless matched */
    size_t n_steps;
    const char *currency;         /* the survey's; NULL */
    struct bp_concentration *who; /* [n + n_steps] of years, then of steps; NULL */
} bp_observed;

/* Medians of element 0 by year, of every year in the survey's currency, and how those
 * in two years that follow each other grew.  Who has several rows of a year counts with
 * their mean.  Pay is exact until the ratio: (pay_1 - pay_0) / pay_0.
 *   qtype  of the medians
 *   survey outlives the result
 * Errors: BP_EDATA  matched, and the survey has no year, person or organisation column,
 *                   or nobody is in two years that follow each other
 *         BP_EDATA  a median is not above 0
 *         BP_ELIMIT memory */
bp_status bp_observed_new(bp_observed **out, const bp_survey *s, bp_matching matching,
                          int qtype, bp_err *err);
/* A series of one published figure a year.
 *   year, value  [n] ascending; above 0
 * Errors: BP_ELIMIT */
bp_status bp_observed_of_series(bp_observed **out, const int year[], const double value[],
                                size_t n, bp_err *err);
void bp_observed_free(bp_observed *o);

/* The last year whose median is shown; NULL: none is. */
const bp_observed_year *bp_observed_last(const bp_observed *o);

/* Of matched ones the last step whose median is shown; NULL: none is. */
const bp_growth_step *bp_observed_last_step(const bp_observed *o);

/* The last of those with that many people, from which pay goes on; where none has as
 * many, as above. */
const bp_observed_year *bp_observed_start(const bp_observed *o, uint64_t min_people);

/* Puts the medians that are shown, of so many people at least, into out[n]; returns how
 * many.  Of published figures the people are not known: all of them. */
size_t bp_observed_points(const bp_observed *o, uint64_t min_people, bp_year_pay out[]);

BP_API_END

#endif
