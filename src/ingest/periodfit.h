/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodfit.h - whether the column of pay periods is about the pay.  Layer: ingest. */
#ifndef BP_INGEST_PERIODFIT_H
#define BP_INGEST_PERIODFIT_H

#include "ingest/lookup.h"

/* Room for some texts of cells. */
#define BP_PERIOD_WORDS 120

/* {0}: there is no column of periods. */
typedef struct bp_periodfit {
    bool there;
    bool known;     /* most of its cells name a known period */
    bool applied;   /* pay is made annual by it */
    bool hourly;    /* cells of the head say that pay is by the hour */
    size_t column;  /* in the first file, when it is there */
    bp_period says; /* what the header of pay says instead, where it is not applied */
    char words[BP_PERIOD_WORDS]; /* cells of the head that are no known period and that
                                  * several rows share, quoted; "" */
} bp_periodfit;

/* Looks at the head of the first file, row by row: asks where what the column says and
 * how large pay is contradict each other.
 *   pay  the column of the chosen pay */
bp_status bp_periodfit_find(bp_periodfit *out, const bp_lookup *l, size_t pay,
                            bp_err *err);

#endif
