/* SPDX-License-Identifier: GPL-3.0-or-later */
/* question.h - what is asked.  Layer: answer.
 *
 * Plain values: the files and how to read each, which rows and which pay, how figures are
 * computed, under which rules, and what is wanted of them.  There are no data, no console
 * and no output in it, and nobody changes it once it is asked.  All pointers are borrowed
 * until the answer is freed, but for the files that bp_question_add_file adds. */
#ifndef BP_QUESTION_H
#define BP_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/chartkind.h"
#include "benchpay/gate.h"
#include "benchpay/growth.h"
#include "benchpay/models.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"
#include "benchpay/published.h"
#include "benchpay/range.h"
#include "benchpay/read.h"

BP_API_BEGIN

/* What the answer is about.  What a subject needs beyond the choice (a key of tiers, all
 * pay elements, every year) is seen to by bp_answer_new. */
typedef enum bp_subject {
    BP_ASK_REPORT,      /* the whole benchmark */
    BP_ASK_PERCENTILES, /* one table by choice.by */
    BP_ASK_TIERS,       /* medians by tier, lowest first */
    BP_ASK_RANGE,       /* points of a published range; no file is read */
    BP_ASK_OFFER,       /* where offers are in their markets */
    BP_ASK_GROWTH,      /* how pay moved, and a projection; a file is optional */
    BP_ASK_CHART,       /* one chart, of the kind `chart` */
    BP_ASK_SCOPE,       /* pay on the scope of a job */
    BP_ASK_EQUITY,      /* pay of groups of people against one of them */
    BP_ASK_CHECK,       /* what is in a file; an answer also where it cannot be used */
    BP_SUBJECTS
} bp_subject;

/* Tiers are made of choice.band, or of a column. */
typedef struct bp_tier_question {
    const char *const *name; /* [n_names] lowest first; 0: their order is recognised */
    size_t n_names;
} bp_tier_question;

/* A published range, cut at points of penetration. */
typedef struct bp_range_question {
    bool asked;
    bp_pay_range range;
    const bp_level *point;   /* [n_points] */
    const char *const *name; /* [n_points] of the points; NULL: they have none */
    size_t n_points;
} bp_range_question;

/* One amount, or a file that holds one, or a list of offers; and their markets.  A file
 * of the question that is a published table is one of the markets. */
typedef struct bp_offer_question {
    bool has_amount;
    bp_decimal amount;
    const char *currency;    /* that the amount names; NULL */
    const char *amount_file; /* NULL: none, as below */
    const char *list; /* offers in other currencies than choice.currency, and an amount,
                       * are converted at the latest of choice.rates */
    const char *published;     /* a published table as second market */
    const char *published_pay; /* that it is about, where its columns do not say; NULL */
    int32_t published_date;    /* from when it is aged, where it has no dates; 0 */
    const bp_row_filter *row;  /* [n_rows] choose its line */
    size_t n_rows;
    bp_between between;
    bp_ties ties;
    bool ask;             /* also what to ask for: the amounts at P50, P60 and P75 */
    bp_decimal range_min; /* of the job; 0: not given, as below */
    bp_decimal range_max;
    bp_decimal midpoint;
} bp_offer_question;

typedef struct bp_growth_question {
    bp_growth_plan plan; /* its currency is that of the choice */
    bp_matching matching;
    bool required; /* false: a report goes without where the years give none */
} bp_growth_question;

/* How much of what only charts show is computed for a report. */
typedef enum bp_chart_parts {
    BP_CHARTS_ALL,
    BP_CHARTS_TEXT, /* what a text report draws itself: the histogram */
    BP_CHARTS_NONE
} bp_chart_parts;

/* Nothing is computed from these. */
typedef struct bp_labels {
    const char *title;        /* NULL: the answer's own, as below */
    const char *note;         /* of a chart */
    const char *source;       /* where the data come from, beside their files' names */
    const char *prepared_for; /* the title block names these three */
    const char *prepared_by;
    const char *as_of;          /* a date */
    const char *const *request; /* [n_request] the words by which it can be asked again */
    size_t n_request;
    const char *const *asked; /* [n_asked] those of them that any other subject can be
                               * asked with: files, reading, choice */
    size_t n_asked;
    const char *program;         /* what is typed before these words; NULL: nothing is */
    const char *const *settings; /* [BP_SETTINGS] how each setting is typed: an option, a
                                    blank and its argument with "{}" for what it is about,
                                    if anything, and "{}" for its value; NULL likewise */
} bp_labels;

typedef struct bp_question {
    bp_subject subject;
    bp_chart_kind chart;   /* of BP_ASK_CHART */
    bp_chart_parts charts; /* of BP_ASK_REPORT, BP_ASK_SCOPE and BP_ASK_EQUITY */
    bool brief;            /* of BP_ASK_REPORT: one page, without csv and json */
    bool each_job; /* of BP_ASK_PERCENTILES: the table has no total and a group for each
                    * of choice.job, in their order, which may overlap; choice.by is not
                    * looked at */
    bool sensitivity; /* of BP_ASK_PERCENTILES: also what they are by other conventions */
    bp_reading reading;
    bp_choice choice;
    bp_method method;
    bp_rules rules;
    const bp_rule_set *own_rules; /* of BP_RULES_OWN */
    const char *ledger;  /* a file that remembers which groups were shown, so that groups
                          * of later answers do not differ from them by few, and no means
                          * of several add up to one that is withheld; NULL */
    bool as_with_ledger; /* without one, as with one that is empty and is not written */
    bp_tier_question tiers;
    bp_range_question range;
    bp_offer_question offers;
    bp_growth_question growth;
    bp_scope_question scope;
    bp_equity_question equity;
    bp_labels labels;
    const char **own_file; /* [reading.n_files] of bp_question_add_file; NULL */
} bp_question;

/* The whole benchmark, at 10, 25, 50, 75 and 90 %, of no file yet. */
void bp_question_init(bp_question *q);

/* Adds a file to the data set.  The path is borrowed.  Errors: BP_ELIMIT. */
bp_status bp_question_add_file(bp_question *q, const char *path, bp_err *err);

/* Frees what bp_question_add_file took; once the answer is freed. */
void bp_question_release(bp_question *q);

/* Is it one that can be asked?  bp_answer_new begins with this.
 * Errors: BP_EUSAGE  an unknown subject, kind, method or rule; a list without its
 *                    entries; no file where one is needed, no offer where one is placed;
 *                    parts that contradict each other */
bp_status bp_question_check(const bp_question *q, bp_err *err);

/* Does it have an offer to place? */
bool bp_question_offers(const bp_question *q);

/* "report", "percentiles", ...: the name of a subject. */
const char *bp_subject_name(bp_subject subject);

BP_API_END

#endif
