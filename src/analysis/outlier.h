/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outlier.h - pay that is far from its group.  Layer: analysis. */
#ifndef BP_ANALYSIS_OUTLIER_H
#define BP_ANALYSIS_OUTLIER_H

#include "benchpay/survey.h"
#include "data/fence.h"

/* Groups below this many people have no outliers. */
#define BP_OUTLIER_PEOPLE 12

/* Fences of element 0 in each group of the survey's first n_keys keys, on ln pay (pay
 * above 0): beyond Tukey's outer fences (3 IQR beyond the quartiles, type 7;
 * Tukey 1977, Exploratory Data Analysis) or |x - median| > 3.5 * 1.4826 * MAD
 * (Iglewicz & Hoaglin 1993).  A spread of zero gives no fence of its kind; a
 * group in several currencies has none.  The texts are the survey's.
 * Errors: BP_ELIMIT memory. */
bp_status bp_fences_new(bp_fences **out, const bp_survey *s, size_t n_keys, bp_err *err);
void bp_fences_free(bp_fences *f);

#endif
