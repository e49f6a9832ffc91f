/* SPDX-License-Identifier: GPL-3.0-or-later */
/* where.h - percentiles of the rows with some values.  Layer: analysis. */
#ifndef BP_ANALYSIS_WHERE_H
#define BP_ANALYSIS_WHERE_H

#include "benchpay/percentiles.h"

/* As bp_percentiles_new, of those rows alone: a table of a total.
 *   value  [keys of the survey] ids; BP_NO_ID: any */
bp_status bp_percentiles_where(bp_percentiles **out, const bp_survey *survey,
                               size_t element, const uint32_t value[],
                               const bp_method *method, bp_err *err);

#endif
