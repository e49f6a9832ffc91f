/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models.h - what is asked of models of pay.  Layer: analysis. */
#ifndef BP_MODELS_H
#define BP_MODELS_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/regression.h"

BP_API_BEGIN

/* Scopes of a line, at most. */
#define BP_SCOPES_MAX 8

typedef enum bp_line_model {
    BP_MODEL_LOGLOG, /* ln pay on ln scope */
    BP_MODEL_LOGLIN  /* ln pay on scope */
} bp_line_model;

/* "loglog", "loglin". */
const char *bp_line_model_name(bp_line_model model);

/* Where the line is read off. */
typedef struct bp_scope_point {
    const char *text; /* as it was given */
    double value[BP_SCOPES_MAX];
} bp_scope_point;

typedef struct bp_payline_plan {
    bp_line_model model;
    bp_se se;
    bool common_slope;        /* one fit with a level for each group */
    const bp_scope_point *at; /* [n_at]; none: the quartiles of each scope */
    size_t n_at;
} bp_payline_plan;

/* Pay on scope. */
typedef struct bp_scope_question {
    const char *const *on; /* [n_on] columns of numbers */
    size_t n_on;
    const char *const *at; /* [n_at] "350", or "beds=350,revenue=90" */
    size_t n_at;
    bp_line_model model;
    bp_se se;
    bool common_slope;
} bp_scope_question;

BP_API_END

#endif
