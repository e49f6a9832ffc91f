/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regression.h - how sure the coefficients of a regression are.  Layer: analysis. */
#ifndef BP_REGRESSION_H
#define BP_REGRESSION_H

#include "benchpay/api.h"

BP_API_BEGIN

typedef enum bp_se {
    BP_SE_AUTO,      /* clustered with 10 organisations and more than coefficients, else
                        hc3 */
    BP_SE_CLUSTERED, /* people of an organisation are alike: CR1 */
    BP_SE_HC3,       /* people are independent, their spread differs */
    BP_SE_OLS        /* people are independent, their spread is the same */
} bp_se;

/* "auto", "clustered", ... */
const char *bp_se_name(bp_se se);

BP_API_END

#endif
