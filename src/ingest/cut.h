/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cut.h - where records end.  Layer: ingest.
 *
 * A line end outside quotes ends a record; what a quote is, is said in quotes.h. */
#ifndef BP_INGEST_CUT_H
#define BP_INGEST_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "ingest/quotes.h"

/* At the start of a record {0}, but for what says how it is written. */
typedef struct bp_cut {
    size_t at;       /* looked at up to here */
    size_t quote;    /* no quote lies between `at` and here */
    bp_quotes state; /* at `at`; BP_QUOTES_START: outside quotes */
    bool within;     /* the text starts within a field, not before one */
    char delimiter;  /* 0: not known yet, any of those that are common */
    bool backslash;  /* quotes in quoted fields are written with one */
} bp_cut;

/* The end of the first record that ends at `least` (from 1) or later; 0 when the text
 * does not reach so far.  Between calls the text may grow and `least` may rise.
 *   last  no text will follow: a CR at the end is no half CRLF */
size_t bp_cut_find(bp_cut *c, bp_text t, size_t least, bool last);

/* The first n bytes, which end with a record, were taken away. */
void bp_cut_drop(bp_cut *c, size_t n);

#endif
