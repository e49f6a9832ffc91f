/* SPDX-License-Identifier: GPL-3.0-or-later */
/* propose.h - the file of --propose.  Layer: cli. */
#ifndef BP_CLI_PROPOSE_H
#define BP_CLI_PROPOSE_H

#include "base/outputs.h"
#include "benchpay/survey.h"
#include "cli/request.h"

/* How much is proposed, and how much of that is asked. */
typedef struct bp_proposed {
    size_t lines;
    size_t doubtful;
} bp_proposed;

/* Adds what to recode to the outputs.  Errors: BP_ELIMIT; those of bp_outputs_add. */
bp_status bp_propose_put(bp_proposed *proposed, bp_outputs *out, const bp_request *r,
                         const bp_survey *survey, bp_err *err);

/* Says so on standard error. */
void bp_propose_tell(const bp_proposed *p, const bp_request *r);

#endif
