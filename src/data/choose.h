/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choose.h - which year and currency a survey is of.  Layer: data. */
#ifndef BP_DATA_CHOOSE_H
#define BP_DATA_CHOOSE_H

#include "data/fill.h"

/* Year and currency of the decision, the year first, with notes on them.  Errors: as
 * bp_survey_settle. */
bp_status bp_survey_choose_year(bp_survey *s, const bp_decision *d, bp_err *err);
bp_status bp_survey_choose_currency(bp_survey *s, const bp_decision *d, bp_err *err);

#endif
