/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observed.h - how pay moved from year to year.  Layer: analysis.
 *
 * Rates are fractions: .07 is 7 % a year. */
#ifndef BP_OBSERVED_H
#define BP_OBSERVED_H

#include "benchpay/survey.h"
#include "benchpay/trend.h"

/* Who is the same in two years. */
typedef enum bp_matching {
    BP_MATCH_NONE,
    BP_MATCH_PERSON, /* by the person column; the survey kept people */
    BP_MATCH_ORG,    /* organisations, by the means of their people */
    BP_MATCH_ROW     /* rows with pay of both years; the survey has pairs */
} bp_matching;

/* From one observed year to the next. */
typedef struct bp_growth_step {
    int from; /* years; 0: unknown */
    int to;
    uint64_t n;        /* those in both years, pay_0 above 0 */
    double median;     /* of each one's pay_1 / pay_0 - 1 */
    double mean;       /* of the same */
    double incumbents; /* all of each year: median_1 / median_0 - 1 */
    double mix;        /* incumbents - median: who came, left and moved */
} bp_growth_step;

/* Made whole and constant. */
typedef struct bp_observed {
    bp_year_pay *year; /* [n] ascending; the median of each; year 0 or below: unknown */
    size_t n;
    bool published;    /* one figure a year: of how many people is unknown */
    int twice;         /* a year of several rows where most years have one; 0: none */
    bp_matching matching;
    bp_growth_step *step; /* [n_steps] none unless matched */
    size_t n_steps;
    const char *currency; /* the survey's; NULL */
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
void bp_observed_free(bp_observed *o);

/* Of a matched one the last step with somebody in it. */
const bp_growth_step *bp_observed_last_step(const bp_observed *o);

#endif
