/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricing.h - what jobs are worth, from several surveys, on one date.  Layer: pricing.
 *
 * Each survey is asked once for all of its jobs, under the rules of its question, and
 * only what the answer shows is priced. */
#ifndef BP_PRICING_H
#define BP_PRICING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/ageing.h"
#include "benchpay/api.h"
#include "benchpay/employees.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/question.h"
#include "benchpay/survey.h"

BP_API_BEGIN

/* One source of market pay: records, or one published table. */
typedef struct bp_pricing_survey {
    const char *name;
    bp_question question; /* its files, how they are read and by which rules; its jobs,
                           * groups and levels are not looked at */
    int32_t effective;    /* 20260301; 0: each row, or published line, has its own */
    bp_movement movement; /* of base pay, and of all pay that has none of its own */
    const bp_element_movement *own; /* [n_own] of elements of pay */
    size_t n_own;
    double weight; /* in composites, 0 or more; 1 is usual */
    bool has_weight;
    double geography;     /* brings it to the common place: .04 of +4 % */
    bool local;           /* it is of the jobs' places already: no differential */
    const char *currency; /* of its figures; NULL: as its columns say, else as the
                           * pricing's */
} bp_pricing_survey;

typedef enum bp_composite_form {
    BP_COMPOSITE_AVERAGE, /* sum w Q(p) / sum w over the sources that have p */
    BP_COMPOSITE_MIXTURE  /* the x at which the sources together have the share p */
} bp_composite_form;

/* What a source counts in a composite. */
typedef enum bp_source_weights {
    BP_SOURCES_AUTO,  /* as given where any weight is, else equal */
    BP_SOURCES_GIVEN, /* that of its match, else its survey's, shared by the job's matches
                       * there that have none */
    BP_SOURCES_EQUAL, /* each survey 1, shared by the job's matches there */
    BP_SOURCES_PEOPLE,
    BP_SOURCES_ORGS
} bp_source_weights;

typedef struct bp_pricing_question {
    const char *jobs;   /* a file: job, survey, match; maybe title, weight, adjust, grade,
                         * location */
    bp_reading reading; /* how it is read; its files are not looked at */
    const bp_pricing_survey *survey; /* [n_surveys] */
    size_t n_surveys;
    const bp_question
        *cuts;             /* instead of surveys: its only file is one table of published
                            * cuts of several houses (survey, title or job, percentiles;
                            * maybe cut, pay, effective, orgs, people); NULL: none */
    const char *movements; /* with it, a file: survey, rate; maybe pay, year; NULL: none
                            */
    const bp_question *employees; /* one's own, who are held against the prices: files,
                                   * reading and choice of rows; NULL: nobody is */
    int32_t to;                   /* the date of the prices */
    bp_ageing_form ageing;
    bp_day_count count;
    bp_composite_form composite;
    bp_source_weights weights;
    bool fill; /* a level that a source lacks is its P50 times the ratio of the others'
                * composites at that level and at P50 */
    const bp_level *level; /* [n_levels] ascending */
    size_t n_levels;
    bp_level target;      /* the market reference point, within the levels */
    double target_plus;   /* .05 of "P50+5%" */
    const char *currency; /* that all is brought to; NULL: as it is */
    const char *rates;    /* a file of rates into it; NULL: none */
    bool rates_from;
    const char *places; /* a file: location, differential; maybe cut; NULL: none */
    const char *const *location; /* [n_locations] all jobs once in each; 0: their own */
    size_t n_locations;
    bool strict; /* a match that is not found is an error */
    bool chart;  /* the report has one */
    bp_labels labels;
} bp_pricing_question;

/* What a level of a line is. */
typedef enum bp_price_state {
    BP_PRICE_SHOWN,
    BP_PRICE_EXTRAPOLATED, /* beyond the knots of a source of a mixture */
    BP_PRICE_FILLED,       /* by the ratio of other sources */
    BP_PRICE_NOT_ESTIMABLE,
    BP_PRICE_TOP_CODED,
    BP_PRICE_WITHHELD
} bp_price_state;

typedef struct bp_price {
    bp_price_state state;
    unsigned reasons; /* of what is withheld: bits of bp_reason */
    double value;     /* 0 where it has none */
} bp_price;

static inline bool bp_price_known(const bp_price *p)
{
    return p->state <= BP_PRICE_FILLED;
}

/* A source of a job, or its composite. */
typedef struct bp_price_line {
    const char *survey; /* NULL: the composite */
    const char *match;
    const char *cut;             /* that was asked for; "": none */
    bool found;                  /* false: the survey has no such job */
    int32_t effective;           /* of a composite the date of the prices */
    int32_t latest;              /* the last of its rows' own dates; 0: they have none */
    bool by_row;                 /* its rows were aged one by one: it has no factor */
    double months;               /* from effective to the date; without rows' own dates */
    const bp_movement *movement; /* NULL: of a composite, or one that is not found */
    const char *yearly; /* "2025:0.035;2026:0.04", and where parts of its pay move
                         * apart "0.035;bonus:0.02"; "" where it is one rate */
    double factor;
    double rate; /* of exchange; 0: not converted */
    double adjust;
    double geography; /* both factors less 1 */
    double omega;     /* what it weighs */
    double weight;    /* the same as a share of all */
    bool has_people;
    bool has_orgs;
    uint64_t people;
    uint64_t orgs;
    const bp_price *raw; /* [n_levels] as the survey has them; NULL: of a composite */
    const bp_price *p;   /* [n_levels] after all steps */
    bp_price target;
} bp_price_line;

/* Medians of sources: the largest over the smallest, above which they disagree. */
#define BP_PRICE_APART 1.25

typedef enum bp_price_doubt {
    BP_PRICE_ONE_SOURCE,
    BP_PRICE_DISAGREE,     /* value: the largest P50 over the smallest */
    BP_PRICE_OLD,          /* value: years */
    BP_PRICE_DE_AGED,      /* value: years, below 0 */
    BP_PRICE_ADJUST_LARGE, /* value: the adjustment */
    BP_PRICE_LEVEL_MISSING,
    BP_PRICE_AVERAGE_MIXTURE, /* value: average over mixture at P50, less 1 */
    BP_PRICE_NOT_MONOTONE,
    BP_PRICE_NO_MATCH,
    BP_PRICE_BASE_MOVEMENT, /* the movement of base pay ages another element */
    BP_PRICE_ANNUALIZED,    /* value: what made its figures a year's */
    BP_PRICE_DOUBTS
} bp_price_doubt;

/* "one-source", ...: the code of the contract. */
const char *bp_price_doubt_code(bp_price_doubt d);

typedef struct bp_price_warning {
    bp_price_doubt doubt;
    size_t job;         /* index in bp_pricing.job */
    const char *survey; /* NULL: of the job as a whole */
    const char *match;  /* NULL likewise */
    const char *cut;    /* that was asked for; "" */
    double value;
    const char *text; /* levels that are missing: "P75, P90"; names that are near: "A",
                       * "B"; NULL */
    const bp_price *dropped; /* [n_levels] of missing levels that were filled: the
                              * composite of the sources that have them; NULL */
} bp_price_warning;

/* What one pays for a job oneself, at full time. */
typedef struct bp_job_staff {
    uint64_t people;
    bp_figure average; /* absent where nobody has the job, as the two below */
    bp_figure index;   /* average / target; absent without a target, as the gap */
    bp_figure gap;     /* average - target */
} bp_job_staff;

typedef struct bp_job_price {
    const char *job;
    const char *title; /* "": not said, as the two below */
    const char *grade;
    const char *location;
    const bp_price_line *source; /* [n] in the order of the matches */
    size_t n;
    bp_price_line composite;
    double disagreement; /* the largest P50 of its sources over the smallest; 0: of one */
    bp_job_staff staff;  /* where employees were asked about */
} bp_job_price;

/* A file that was read. */
typedef struct bp_pricing_input {
    const char *file;
    uint64_t rows, used, filtered, excluded;
    const char *sha256; /* as of a survey's */
} bp_pricing_input;

/* Cells of a survey that were read as others. */
typedef struct bp_pricing_recoded {
    const char *survey;
    bp_recoded is;
} bp_pricing_recoded;

/* How many of one's own people have a priced job, and what share of the pay is theirs. */
typedef struct bp_pricing_cover {
    uint64_t people;
    uint64_t of;
    double share; /* people / of */
    double payroll;
} bp_pricing_cover;

/* Made whole and constant; owns its texts. */
typedef struct bp_pricing {
    const bp_pricing_question *question;
    const char *currency;    /* that all prices are in; NULL: no source says one */
    const bp_job_price *job; /* [n] by place and by their first lines */
    size_t n;
    size_t n_jobs; /* without their places: job i is also i + n_jobs, in the next one */
    bool has_cuts; /* a match names one */
    bp_pricing_cover cover; /* where employees were asked about, as the next */
    bp_staff_notes staff_notes;
    const bp_price_warning *warning; /* [n_warnings] in the order of the jobs */
    size_t n_warnings;
    const bp_pricing_input *input; /* [n_inputs] */
    size_t n_inputs;
    const bp_pricing_recoded *recoded; /* [n_recoded] */
    size_t n_recoded;
} bp_pricing;

/* Prices the jobs.
 *   q  outlives it
 * Errors: BP_EUSAGE  no level or date; a target outside the levels
 *         BP_EDATA   a survey that is not there, a date, movement or differential that is
 *                    missing, two currencies and none to convert into, weights that are
 * all 0; nothing is found, or strict and a match is not found: all of them those of
 * bp_answer_new, bp_published_read and of the files */
bp_status bp_pricing_new(bp_pricing **out, const bp_pricing_question *q, bp_err *err);
void bp_pricing_free(bp_pricing *p);

BP_API_END

#endif
