/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowsets.h - the cells of sets of rows that may overlap.  Layer: data. */
#ifndef BP_DATA_ROWSETS_H
#define BP_DATA_ROWSETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/survey.h"
#include "data/pay.h"

/* {0} is empty. */
typedef struct bp_rowsets {
    size_t n;
    size_t *end;    /* [n] of the cells of a set, which follow those of the one before */
    uint32_t *cell; /* [end[n - 1]] chosen ones with pay of the element */
} bp_rowsets;

/* False: memory is out; it is released. */
bool bp_rowsets_new(bp_rowsets *out, const bp_survey *s, size_t element,
                    const bp_pay_value value[], size_t n_values, size_t n_sets);
void bp_rowsets_release(bp_rowsets *r);

#endif
