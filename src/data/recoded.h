/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recoded.h - how many cells of each column were read as others.  Layer: data. */
#ifndef BP_DATA_RECODED_H
#define BP_DATA_RECODED_H

#include "benchpay/survey.h"

/* Once all surveys of a reading are one.  Copied.  Errors: BP_ELIMIT. */
bp_status bp_survey_add_recoded(bp_survey *s, const bp_recoded *recoded, bp_err *err);

/* In the order of adding; 0: there was no recoding. */
size_t bp_survey_recodings(const bp_survey *s);
bp_recoded bp_survey_recoded(const bp_survey *s, size_t i);

#endif
