/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_jobs.h - jobs of a survey that differ by few people from others.
 * Layer: answer. */
#ifndef BP_ANSWER_RULES_JOBS_H
#define BP_ANSWER_RULES_JOBS_H

#include "benchpay/percentiles.h"
#include "data/pay.h"

/* The values that jobs are known by; group 1 + set of their table is that of a job. */
typedef struct bp_job_values {
    const bp_pay_value *value; /* [n] */
    size_t n;
    size_t key[2]; /* of codes and of titles; SIZE_MAX: there is none */
    size_t n_sets;
} bp_job_values;

/* Where all people of a job are in another one, too, as those of a code are among those
 * of a title, and the larger has 1 to BP_FEW people, or people of so many organisations,
 * more, the smaller is withheld (reason difference), as bp_rules_nested does with groups.
 *   p        of the jobs, each judged by itself
 *   of_orgs  organisations count
 * Errors: BP_ELIMIT. */
bp_status bp_rules_jobs(bp_percentiles *p, const bp_survey *s, const bp_job_values *v,
                        bool of_orgs, bp_err *err);

#endif
