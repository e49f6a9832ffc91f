/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weightscale.h - how many decimals weights have room for.  Layer: ingest. */
#ifndef BP_INGEST_WEIGHTSCALE_H
#define BP_INGEST_WEIGHTSCALE_H

#include "ingest/head.h"
#include "ingest/wanted.h"
#include "ingest/written.h"

/* Weights are whole numbers of 10^-scale units: the largest of the heads has twelve
 * digits, and later ones may be a million times it.
 *   wanted   the column of weights
 *   written  [n_files][wanted columns]
 * Errors: those of reading the heads */
bp_status bp_weight_scale_find(int *scale, size_t wanted, const bp_reading *reading,
                               const bp_head head[],
                               bp_written (*const written)[BP_WANTED_MAX], size_t n_files,
                               bp_err *err);

#endif
