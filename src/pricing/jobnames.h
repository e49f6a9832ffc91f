/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobnames.h - what a survey calls its jobs.  Layer: pricing. */
#ifndef BP_PRICING_JOBNAMES_H
#define BP_PRICING_JOBNAMES_H

#include "benchpay/pricing.h"
#include "pricing/reads.h"
#include "pricing/title.h"

typedef struct bp_job_name {
    const char *match; /* its code, else its title */
    const char *title; /* "": it has a code alone */
    bp_title words;    /* of its title, else of its code */
} bp_job_name;

typedef struct bp_job_names {
    bp_job_name *name; /* [n] */
    size_t n;
    size_t cap;
} bp_job_names;

/* Reads the survey, and computes nothing of its pay.
 *   out     {0}; released also on failure
 *   reads   what was read is added
 * Errors: those of reading, with the survey's name; BP_EDATA  it has neither jobs nor
 *         titles */
bp_status bp_job_names_find(bp_job_names *out, bp_reads *reads,
                            const bp_pricing_survey *survey, bp_arena *text, bp_err *err);
void bp_job_names_release(bp_job_names *names);

#endif
