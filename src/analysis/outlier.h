/* outlier.h - pay that stands far from its group.  Layer: analysis. */
#ifndef BP_ANALYSIS_OUTLIER_H
#define BP_ANALYSIS_OUTLIER_H

#include "benchpay/survey.h"
#include "data/cells.h"

/* Groups below this many people have no outliers. */
#define BP_OUTLIER_PEOPLE 12

/* Pay outside [low, high] of its group is an outlier. */
typedef struct bp_fence {
    const uint32_t *key; /* [keys] ids of all the survey's keys */
    double low;
    double high;
    uint64_t outside; /* values beyond */
} bp_fence;

typedef struct bp_fences {
    bp_fence *fence; /* [n] one per group of all keys, groups large enough only */
    size_t n;
    uint64_t outside; /* in all */
} bp_fences;

/* On ln pay within each group of the survey's keys, element 0: beyond Tukey's
 * outer fences (3 IQR beyond the quartiles, type 7; Tukey 1977) or
 * |x - median| > 3.5 * 1.4826 * MAD (Iglewicz & Hoaglin 1993).  A spread of
 * zero gives no fence of its kind.  Errors: BP_ELIMIT. */
bp_status bp_fences_new(bp_fences **out, const bp_survey *s, bp_err *err);
void bp_fences_free(bp_fences *f);

#endif
