/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.h - grades and ranges of pay from priced jobs.  Layer: pricing. */
#ifndef BP_STRUCTURE_H
#define BP_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/answer.h"
#include "benchpay/api.h"
#include "benchpay/employees.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/question.h"
#include "benchpay/read.h"

BP_API_BEGIN

#define BP_GRADES_MAX 1000

/* What is asked.  All pointers are borrowed until the structure is freed. */
typedef struct bp_structure_question {
    const char *file;    /* csv of jobs: market, P50 or target; maybe grade, points */
    bp_reading reading;  /* how it is read; its files are not looked at */
    const char *target;  /* the column that has the market, as "P75", also times 1.05 as
                          * "P75+5%"; NULL: the usual */
    const char *manager; /* the column of the job that one reports to; NULL: "manager",
                          * where there is one */
    bool fit;            /* midpoints from the market line, else given by the next four */
    double from;         /* the midpoint of grade 1 */
    double to;           /* that of the last; 0: by progression */
    double progression;  /* from one midpoint to the next, a fraction above -1 */
    size_t grades;       /* 1 to BP_GRADES_MAX */
    bool on_points;      /* the line is on points, not on the number of the grade */
    const double *cut;   /* [n_cuts] ascending: points of grades [c_k, c_k+1) */
    size_t n_cuts;       /* 0: grades are the jobs'; else 2 or more */
    const double *spread; /* [n_spreads] fractions >= 0: one for all, or one a grade */
    size_t n_spreads;
    bool spread_steps; /* the two of them are of the first and the last, others between
                        * them in even steps */
    double round;      /* to multiples of this; 0: not */
    double next;       /* midpoints are moved by this before they are rounded, > -1 */
    const bp_question *employees; /* who are held against the ranges: files, reading and
                                   * choice of rows; NULL: nobody is */
    bool chart;                   /* the report has one */
    const char *title;            /* NULL: the report's own */
    const char *const *request; /* [n_request] the words by which it can be asked again */
    size_t n_request;
} bp_structure_question;

/* A grade and its range: q1, q3 are a quarter and three quarters of the way from min to
 * max.  What is said of it comes from the range as it is rounded. */
typedef struct bp_grade {
    const char *name;
    double number; /* where the line was taken: the number of the grade, or its points */
    double wanted; /* the spread that was asked for */
    double unrounded; /* the midpoint before it was rounded */
    double min, q1, midpoint, q3, max;
    double spread;         /* (max - min) / min */
    bp_figure progression; /* midpoint / that of the grade below - 1 */
    bp_figure overlap;     /* (its max - min) / (max - min), methods.md 9 */
    size_t jobs;
    bp_figure market; /* the mean of its jobs */
    bp_figure midpoint_to_market;
    uint64_t people; /* employees whose grade or job it is */
    double to_min; /* what their pay lacks of the minimum, at their shares of full time */
} bp_grade;

/* The employees that a structure was held against. */
typedef struct bp_structure_staff {
    const char *file; /* NULL: none */
    uint64_t rows, used, filtered;
    uint64_t people;    /* of a grade or job of the structure */
    uint64_t without;   /* of none */
    uint64_t below;     /* whose pay is below the minimum */
    double to_min;      /* of all */
    const char *sha256; /* of the file's bytes; NULL: not asked for */
    bp_staff_notes notes;
} bp_structure_staff;

typedef struct bp_priced_job {
    const char *job;
    const char *title; /* "" where there is none */
    uint64_t line;
    double market;
    bool placed;    /* the file says its grade, or the cuts of points do */
    bp_figure on;   /* where it stands on the line: the number of its grade, or points */
    size_t grade;   /* whose range it has: its own, else the nearest */
    size_t nearest; /* by |ln(market / midpoint)|, of two the lower */
} bp_priced_job;

typedef enum bp_structure_doubt {
    BP_DOUBT_MIDPOINTS,    /* a midpoint that is not above that of the grade below */
    BP_DOUBT_OVERLAP,      /* below 0 or above 80 % */
    BP_DOUBT_GRADE_EMPTY,  /* a grade without jobs */
    BP_DOUBT_JOB_BOUNDARY, /* a market beyond the geometric middle of two midpoints */
    BP_DOUBT_JOB_FAR,      /* a market beyond 15 % of the midpoint */
    BP_DOUBT_MANAGER_PAIR, /* a job and the one that it reports to in one grade */
    BP_STRUCTURE_DOUBTS
} bp_structure_doubt;

/* The code of the csv and json contract: "job-far". */
const char *bp_structure_doubt_code(bp_structure_doubt d);

typedef struct bp_structure_warning {
    bp_structure_doubt doubt;
    size_t grade;
    size_t job;   /* SIZE_MAX: none */
    size_t other; /* BP_DOUBT_MANAGER_PAIR: the job that it reports to */
} bp_structure_warning;

/* ln market = a + b number over the jobs that have both. */
typedef struct bp_structure_fit {
    double a, b, r2;
    size_t n;
    double progression; /* e^b - 1 */
    bool has_interval;  /* from three jobs on, at 95 % */
    double lo, hi;
} bp_structure_fit;

/* Made whole and constant; owns its texts. */
typedef struct bp_structure {
    const char *file;      /* as messages name it */
    const char *sha256;    /* of its bytes; NULL: not asked for */
    const char *market;    /* the column it was read from, and what was added: "p50+5%" */
    const bp_grade *grade; /* [n_grades] lowest first */
    size_t n_grades;
    const bp_priced_job *job; /* [n_jobs] in the order of the file */
    size_t n_jobs;
    size_t n_without; /* further jobs of the file, which have no market */
    const bp_structure_warning *warning; /* [n_warnings] */
    size_t n_warnings;
    double progression; /* of given midpoints; one grade has none: 0 */
    bool has_fit;
    bp_structure_fit fit;
    bp_structure_staff staff;
    const bp_structure_question *question;
} bp_structure;

/* Builds grades and ranges.
 * Errors: BP_EUSAGE  a question that contradicts itself; spreads that are not as many as
 *                    the grades
 *         BP_EDATA   no column of jobs or markets; a market that is not above 0, a grade
 *                    that ends in no number or is none of those asked for, points that
 *                    are missing; too few jobs for a line; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_structure_new(bp_structure **out, const bp_structure_question *q,
                           bp_err *err);

/* Reads one that is there: the csv of a structure, or columns grade, min and max, and
 * maybe midpoint (else it is the middle).  Lines of kind "job" are its jobs.  Of a grade
 * it holds name and range, of a job market and grade; it has no question.
 *   reading  how; its files are not looked at
 * Errors: BP_EDATA  a column that is missing; an amount that is none or not above 0; a
 *                   range out of order; a job whose grade has no line; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_structure_read(bp_structure **out, const char *file,
                            const bp_reading *reading, bp_err *err);
void bp_structure_free(bp_structure *s);

BP_API_END

#endif
