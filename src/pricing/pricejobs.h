/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricejobs.h - the jobs to be priced, and what they are matched with.  Layer: pricing.
 */
#ifndef BP_PRICING_PRICEJOBS_H
#define BP_PRICING_PRICEJOBS_H

#include "base/mem.h"
#include "benchpay/pricing.h"
#include "pricing/reads.h"

/* A line of the file: a source of a job. */
typedef struct bp_match {
    size_t job;       /* index in bp_matches.job */
    size_t survey;    /* of the question */
    const char *text; /* what the survey calls the job */
    bool has_weight;
    double weight;
    double adjust;
    uint64_t line;
} bp_match;

typedef struct bp_matched_job {
    const char *job;
    const char *title; /* "", as below */
    const char *grade;
    const char *location;
    size_t n; /* of its matches */
    uint64_t line;
} bp_matched_job;

/* {0} is empty. */
typedef struct bp_matches {
    const char *file;
    bp_match *match; /* [n] by job, then as they came */
    size_t n;
    bp_matched_job *job; /* [n_jobs] in the order of their first lines */
    size_t n_jobs;
    bp_arena text;
} bp_matches;

/*   reads  the file is added
 * Errors: BP_EDATA  a match that was proposed and is not confirmed (proposals.h), a
 * column or a cell that is missing, a survey that is not there, a weight or an adjustment
 * that cannot be read, a job with two grades or places; those of bp_grid_read */
bp_status bp_matches_read(bp_matches *out, bp_reads *reads, const bp_pricing_question *q,
                          bp_err *err);
void bp_matches_release(bp_matches *m);

/* The differentials of places. */
typedef struct bp_places_list {
    const char *file;
    const char **name; /* [n] */
    double *differential;
    size_t n;
    bp_arena text;
} bp_places_list;

/* Errors: BP_EDATA  a column that is missing, a place twice, no percentage */
bp_status bp_places_read(bp_places_list *out, const char *file, bp_err *err);
void bp_places_release(bp_places_list *l);

/* 0 of "".  Errors: BP_EDATA  the list lacks it: "did you mean" */
bp_status bp_places_find(double *out, const bp_places_list *l, const char *name,
                         bp_err *err);

#endif
