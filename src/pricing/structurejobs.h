/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurejobs.h - the jobs that a structure is built of.  Layer: pricing. */
#ifndef BP_PRICING_STRUCTUREJOBS_H
#define BP_PRICING_STRUCTUREJOBS_H

#include "base/mem.h"
#include "benchpay/structure.h"

/* A job as its line says it. */
typedef struct bp_job_line {
    const char *job;
    const char *title; /* "" */
    uint64_t line;
    double market;
    bool has_grade;
    const char *grade; /* as written: "G7" */
    uint64_t number;   /* 7 */
    bool has_points;
    double points;
    const char *manager; /* the job that it reports to; "" */
} bp_job_line;

/* {0} is empty. */
typedef struct bp_job_lines {
    const char *file;
    char sha256[65];    /* "" where none was asked for */
    const char *market; /* the column it is in, and what was added to it */
    bool period_said;   /* its header says what amounts are for */
    bp_job_line *job;   /* [n] */
    size_t n;
    size_t without; /* further ones, without a market */
    bp_arena text;
} bp_job_lines;

/* The number at the end of "G7", and how many bytes stand before it.  False: none, or
 * more than nine digits. */
bool bp_grade_number(uint64_t *out, size_t *letters, const char *name);

/* Errors: those of bp_structure_new; what was read is released by the caller in any
 * case */
bp_status bp_job_lines_read(bp_job_lines *out, const bp_structure_question *q,
                            bp_err *err);
void bp_job_lines_release(bp_job_lines *l);

#endif
