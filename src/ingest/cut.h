/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cut.h - where records end, without knowing the delimiter.  Layer: ingest.
 *
 * A line end after an even number of quotes ends a record.  That is exact for
 * every text that csvread accepts: there a quote only opens or closes a field,
 * or is one of a doubled pair.  In any other text csvread finds the stray quote
 * before it could meet a wrong cut. */
#ifndef BP_INGEST_CUT_H
#define BP_INGEST_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* {0} at the start of a record. */
typedef struct bp_cut {
    size_t at;    /* looked at up to here */
    size_t quote; /* no quote lies between `at` and here */
    bool quoted;  /* `at` lies inside quotes */
} bp_cut;

/* The end of the first record that ends at `least` (from 1) or later; 0 when the text
 * does not reach so far.  Between calls the text may grow and `least` may rise.
 *   last  no text will follow: a CR at the end is no half CRLF */
size_t bp_cut_find(bp_cut *c, bp_text t, size_t least, bool last);

/* The first n bytes, which end with a record, were taken away. */
void bp_cut_drop(bp_cut *c, size_t n);

#endif
