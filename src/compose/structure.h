/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.h - the parts of the report of a structure.  Layer: compose. */
#ifndef BP_COMPOSE_STRUCTURE_H
#define BP_COMPOSE_STRUCTURE_H

#include "benchpay/structure.h"
#include "report/build.h"

/* The columns of grades and jobs. */
enum {
    BP_S_KIND,
    BP_S_GRADE,
    BP_S_MIN,
    BP_S_Q1,
    BP_S_MIDPOINT,
    BP_S_Q3,
    BP_S_MAX,
    BP_S_SPREAD,
    BP_S_PROGRESSION,
    BP_S_OVERLAP,
    BP_S_JOBS,
    BP_S_MARKET,
    BP_S_TO_MARKET,
    BP_S_PEOPLE, /* of employees, where there are some, as the next */
    BP_S_TO_MIN,
    BP_S_JOB,
    BP_S_TITLE,
    BP_S_NEAREST,
    BP_S_RATIO,
    BP_S_CSV,           /* those before it are the csv */
    BP_S_ON = BP_S_CSV, /* those from here on are a workbook's alone */
    BP_S_WANTED,
    BP_S_UNROUNDED,
    BP_S_COLUMNS
};

/* Where the midpoints come from: a sentence, and for workbooks the numbers to change. */
void bp_structure_add_midpoints(bp_report *r, const bp_structure *s);

/* The tables of grades and of jobs; the csv of both. */
void bp_structure_add_grades(bp_report *r, const bp_structure *s);
void bp_structure_add_jobs(bp_report *r, const bp_structure *s);
void bp_structure_add_csv(bp_report *r, const bp_structure *s);

/* The chart; a title and a note in place of its own, or NULL. */
void bp_slot_structure(bp_report *r, const bp_structure *s, const char *title,
                       const char *note);

/* The formulas of the row added last; which columns it has, in their order. */
void bp_structure_live_grade(bp_report *r, const bp_structure *s, size_t k,
                             const size_t some[], size_t n);
void bp_structure_live_job(bp_report *r, const bp_structure *s, size_t i,
                           const size_t some[], size_t n);
void bp_structure_live_fit(bp_report *r, const bp_structure *s);

/* The formulas of the table of settings. */
void bp_structure_live_settings(bp_report *r, const bp_structure *s);

#endif
