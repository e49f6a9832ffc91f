/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedset.h - which of a table's sets of percentiles is meant.  Layer: ingest. */
#ifndef BP_INGEST_STATEDSET_H
#define BP_INGEST_STATEDSET_H

#include "base/doubt.h"
#include "benchpay/read.h"
#include "ingest/stated.h"

/* What a question says about it. */
typedef struct bp_set_wish {
    const char *file;
    const char *pay;    /* a measure or an element; NULL: not said */
    bp_setting_key key; /* by which it is said */
    bp_period period;   /* BP_PERIOD_AS_IS: not said */
    bp_doubts *doubts;  /* NULL: several that could be meant are an error */
} bp_set_wish;

/* The set that was chosen. */
typedef struct bp_stated_set {
    char measure[BP_MEASURE_SIZE]; /* "": the headers name none */
    bp_period period;
    bp_period said; /* the same as headers say it; BP_PERIOD_AS_IS: they say none */
    bool asked;     /* several could be meant */
    bool further;   /* a table of several, of which this one names no measure */
} bp_stated_set;

/* Chooses one of the sets of a table with at least one percentile of pay: that of the
 * wish; else the only one of pay, annual before hourly.
 *   header  [n]
 *   in      [n] whether a column is a percentile of the set
 * Errors: BP_EDATA  no set of that measure or period; several without doubts to add to;
 *         BP_ELIMIT */
bp_status bp_stated_choose(bp_stated_set *out, bool in[], const bp_stated_header header[],
                           size_t n, const bp_set_wish *wish, bp_err *err);

/* The pay element of a measure: "tcc" of "total cash"; NULL: none that is known. */
const char *bp_stated_element(const char *measure);

#endif
