/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_ageing.h - what is said of pay that moves by the rate of other pay.
 * Layer: ingest. */
#ifndef BP_INGEST_NOTES_AGEING_H
#define BP_INGEST_NOTES_AGEING_H

#include "benchpay/survey.h"
#include "ingest/plan.h"

/* Adds a warning where pay beyond base pay has no movement of its own.
 * Errors: BP_ELIMIT */
bp_status bp_notes_ageing(bp_survey *s, const bp_plan *p, bp_err *err);

#endif
