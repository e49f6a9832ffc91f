/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowweight.h - what a row weighs.  Layer: ingest. */
#ifndef BP_INGEST_ROWWEIGHT_H
#define BP_INGEST_ROWWEIGHT_H

#include "ingest/plan.h"

/* Weights are whole numbers of 10^-scale units: the largest of the heads has twelve
 * digits, and later ones may be a million times it.
 *   wanted   the column of weights
 *   written  [n_files][wanted columns]
 * Errors: those of reading the heads */
bp_status bp_weight_scale_find(int *scale, size_t wanted, const bp_reading *reading,
                               const bp_head head[],
                               bp_written (*const written)[BP_WANTED_MAX], size_t n_files,
                               bp_err *err);

typedef enum bp_weight_found {
    BP_WEIGHT_NUMBER,
    BP_WEIGHT_MISSING,
    BP_WEIGHT_UNREADABLE, /* no number */
    BP_WEIGHT_NEGATIVE,
    BP_WEIGHT_FRACTION /* with `freq`, which counts */
} bp_weight_found;

typedef struct bp_row_weight {
    bp_weight_found found;
    int64_t units; /* of 10^-scale of the plan's weights, from 0 */
    bool rounded;  /* decimals beyond the scale were lost */
} bp_row_weight;

bp_row_weight bp_row_weight_read(const bp_plan_row *r);

/* Fails with what is wrong with the weight of a row.  Errors: BP_EDATA, always. */
bp_status bp_row_weight_fail(bp_weight_found found, const bp_plan_row *r, bp_err *err);

#endif
