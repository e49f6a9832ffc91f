/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.h - which columns a model needs of each row, and what a row says of them.
 * Layer: ingest. */
#ifndef BP_INGEST_VARIABLES_H
#define BP_INGEST_VARIABLES_H

#include "benchpay/survey.h"
#include "data/limits.h"
#include "ingest/lookup.h"
#include "ingest/wanted.h"

typedef struct bp_variables {
    struct {
        size_t wanted;
        bool text;          /* it is read as a text */
    } at[BP_VARIABLES_MAX]; /* [n] those of the choice */
    size_t n;
} bp_variables;

/* Errors: BP_EUSAGE  a name that is no column
 *         BP_EDATA   a number is wanted of a column that has none
 *         BP_ELIMIT  more than BP_VARIABLES_MAX */
bp_status bp_variables_find(bp_variables *out, bp_wanted *wanted, const bp_lookup *l,
                            bp_err *err);

/* ---- in a row ---- */

struct bp_plan_row;

/* The number in the row; BP_NO_NUMBER: it has none. */
double bp_variable_number(const struct bp_plan_row *r, size_t v);

/* The text in the row; empty: it has none. */
bp_text bp_variable_label(const struct bp_plan_row *r, size_t v);

/* Why the row cannot be used; BP_RULE_COUNT: it can. */
bp_rule bp_variable_rule(const struct bp_plan_row *r, size_t v);

#endif
