/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label.h - the words by which a row says that it sums up others.  Layer: ingest. */
#ifndef BP_INGEST_LABEL_H
#define BP_INGEST_LABEL_H

#include <stdbool.h>

#include "base/text.h"

typedef enum bp_label_kind {
    BP_LABEL_NONE,
    BP_LABEL_TOTAL,
    BP_LABEL_MEAN,
    BP_LABEL_MEDIAN,
    BP_LABEL_COUNT,
    BP_LABEL_EXTREME, /* a minimum or maximum */
    BP_LABEL_ANY      /* a statistic that is not named */
} bp_label_kind;

typedef struct bp_label {
    bp_label_kind kind;
    bp_text rest; /* what it is of: "HR" in "HR Total" and "Total HR"; empty in "Total" */
} bp_label;

/* What a cell says, in one of a number of languages; case, marks before the words and a
 * colon or asterisk after them are ignored. */
bp_label bp_label_of(bp_text cell);

/* Is it the text of a footnote: a source, a note, a sentence? */
bool bp_label_is_footnote(bp_text cell);

#endif
