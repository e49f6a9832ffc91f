/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observe.h - how the pay of some rows moved from year to year.  Layer: analysis. */
#ifndef BP_ANALYSIS_OBSERVE_H
#define BP_ANALYSIS_OBSERVE_H

#include "benchpay/observed.h"

/* bp_observed_new of the rows with some values, as a group of people: nobody is matched,
 * and one of them a year makes no published series.
 *   value  [keys of the survey] ids; BP_NO_ID: any
 * Errors: BP_EDATA  a median is not above 0; BP_ELIMIT */
bp_status bp_observed_where(bp_observed **out, const bp_survey *s, const uint32_t value[],
                            int qtype, bp_err *err);

/* Finds whose pay the medians are: orgs and who of each year.
 *   value  as above; NULL: all rows
 * Errors: BP_ELIMIT */
bp_status bp_observed_facts(bp_observed *o, const bp_survey *s, const uint32_t value[],
                            bp_err *err);

#endif
