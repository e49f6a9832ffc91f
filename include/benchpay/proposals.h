/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposals.h - which jobs of surveys could be meant by one's own.  Layer: pricing.
 *
 * A match is a decision about content: what a title says is a hint at most.  So nothing
 * is priced from these before somebody has confirmed it. */
#ifndef BP_PROPOSALS_H
#define BP_PROPOSALS_H

#include "benchpay/pricing.h"

BP_API_BEGIN

/* What a match that nobody has confirmed begins with: no such match is priced. */
#define BP_PROPOSED_MARK '?'

/* So many of each survey. */
#define BP_PROPOSALS_MOST 3

typedef struct bp_proposal {
    const char *survey;
    const char *match; /* its code, else its title */
    const char *title; /* "": it has a code alone */
    double score; /* how alike the titles are, from 0 to 1 in thousandths; 1 where the
                   * codes are the same */
} bp_proposal;

typedef struct bp_proposed_job {
    const char *job;
    const char *title; /* "": not said, as the two below */
    const char *grade;
    const char *location;
    const bp_proposal *proposal; /* [n] by survey, in each the most alike first */
    size_t n;
} bp_proposed_job;

/* Made whole and constant; owns its texts. */
typedef struct bp_proposals {
    const bp_proposed_job *job; /* [n] in the order of their first lines */
    size_t n;
    const bp_pricing_input *input; /* [n_inputs] */
    size_t n_inputs;
    const bp_pricing_recoded *recoded; /* [n_recoded] */
    size_t n_recoded;
} bp_proposals;

/* The nearest jobs of each survey, by title, for every job of a file.
 *   q  its file has job, and maybe title, grade, location; of the rest only its reading
 *      and its surveys are looked at
 * Errors: BP_EDATA  a column or a cell that is missing, a survey without jobs or titles;
 *         those of bp_pricing_new that come of reading */
bp_status bp_proposals_new(bp_proposals **out, const bp_pricing_question *q, bp_err *err);
void bp_proposals_free(bp_proposals *p);

BP_API_END

#endif
