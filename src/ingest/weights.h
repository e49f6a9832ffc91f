/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weights.h - columns that say how many people a row stands for.  Layer: ingest. */
#ifndef BP_INGEST_WEIGHTS_H
#define BP_INGEST_WEIGHTS_H

#include "ingest/head.h"
#include "ingest/schema.h"

typedef struct bp_weights {
    size_t count;  /* the column of how many a row is about; SIZE_MAX: none */
    size_t weight; /* that of the weights of a sample; SIZE_MAX: none */
} bp_weights;

/* Does a header say that the column counts whom, or what, a row is about? */
bool bp_weights_counts(const char *header);

/* As their headers say, and numbers in them. */
bp_weights bp_weights_find(const bp_head *h, const bp_schema *schema);

#endif
