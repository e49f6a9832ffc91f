/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources.h - what an answer is read from.  Layer: answer. */
#ifndef BP_ANSWER_SOURCES_H
#define BP_ANSWER_SOURCES_H

#include "answer/answer.h"

/* Sets reading, choice, method and plan of growth: those of the question, and what its
 * subject needs beyond.  Errors: BP_EUSAGE  the question contradicts itself; BP_ELIMIT */
bp_status bp_sources_choose(bp_answer *a, bp_err *err);

/* Does a question place offers? */
bool bp_sources_offers(const bp_question *q);

/* Reads the list of offers, the published table and the survey.  With outliers dropped
 * the survey is read twice: what lies beyond the fences is known once all rows were seen.
 * Errors: those of reading */
bp_status bp_sources_read(bp_answer *a, bp_err *err);

#endif
