/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variable.h - which columns a model needs of each row.  Layer: ingest. */
#ifndef BP_INGEST_VARIABLE_H
#define BP_INGEST_VARIABLE_H

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

#endif
