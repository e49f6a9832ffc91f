/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bandvalues.h - whether the values of a column are bands.  Layer: analysis. */
#ifndef BP_ANALYSIS_BANDVALUES_H
#define BP_ANALYSIS_BANDVALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/survey.h"

/* Does a watched column hold bands, going by its name or its sound values?  Dates
 * with a year may be just dates, and those that spreadsheets make are all of
 * the year in which the file was opened. */
bool bp_bands_in(const bp_survey *s, size_t column);

#endif
