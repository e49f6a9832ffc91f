/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ageing.h - what is said of pay that was brought to a date.  Layer: compose. */
#ifndef BP_COMPOSE_AGEING_H
#define BP_COMPOSE_AGEING_H

#include "answer/answer.h"
#include "benchpay/report.h"

/* The first and the last date from which pay was aged; false: they are not known, or it
 * was not aged. */
bool bp_ageing_dates(const bp_answer *a, int32_t *first, int32_t *last);

/* ", aged to 2027-01-01 at 3.5% a year", for the scope; "" where pay is as of its date.
 */
const char *bp_ageing_scope(bp_report *r, const bp_answer *a);

/* What is to be asked of it, in words; NULL: nothing. */
const char *bp_ageing_old(bp_report *r, const bp_answer *a);  /* it was aged for long */
const char *bp_ageing_back(bp_report *r, const bp_answer *a); /* to an earlier date */
const char *bp_ageing_shared(bp_report *r,
                             const bp_answer *a); /* published pay beyond base
                                                   * pay, by the common rate */

/* Fills the report's note for machines, and adds one for people: from when to when, at
 * which rate, by which convention.  Nothing where pay is as of its date. */
void bp_compose_ageing(bp_report *r, const bp_answer *a);

#endif
