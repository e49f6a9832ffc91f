/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paynotes.h - which columns were taken for pay, in words.  Layer: ingest. */
#ifndef BP_INGEST_PAYNOTES_H
#define BP_INGEST_PAYNOTES_H

#include "benchpay/survey.h"
#include "ingest/counts.h"

/* Adds notes on what was taken for pay and its period, and warnings on columns that say
 * something of it and were not applied.  Errors: BP_ELIMIT. */
bp_status bp_paynotes_add(bp_survey *s, const bp_plan *p, const bp_counts *c,
                          bp_err *err);

#endif
