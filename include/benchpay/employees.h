/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.h - one's own employees, who are held against ranges of pay.  Layer: pricing.
 */
#ifndef BP_EMPLOYEES_H
#define BP_EMPLOYEES_H

#include "benchpay/api.h"
#include "benchpay/hint.h"
#include "benchpay/question.h"

BP_API_BEGIN

/* Who they are, and what they are held against. */
typedef struct bp_employees_question {
    bp_question staff;     /* of it the files, their reading, the choice of rows, pay and
                            * groups, and the labels */
    const char *structure; /* a csv of `structure`, or of grade, min, max; NULL: none */
    const char *market;    /* a csv of priced jobs: whoever has no range is held against
                            * the market of the job; NULL: none */
} bp_employees_question;

/* Where pay is in its range.  Quarters have their lower bound; the last one the maximum
 * too, and a range without width is all of it. */
typedef enum bp_zone {
    BP_ZONE_BELOW,
    BP_ZONE_Q1,
    BP_ZONE_Q2,
    BP_ZONE_Q3,
    BP_ZONE_Q4,
    BP_ZONE_ABOVE,
    BP_ZONES,
    BP_ZONE_NONE = BP_ZONES /* there is no range */
} bp_zone;

/* "below", "Q1", ..., "above"; "" for none. */
const char *bp_zone_name(bp_zone z);

/* What was seen while employees were read beside something else: whoever left counts like
 * all others, rows could not be used. */
typedef struct bp_staff_notes {
    const char *const *text; /* [n] */
    const bp_hint *hint;     /* [n] */
    size_t n;
    uint64_t excluded; /* rows that cannot be used */
} bp_staff_notes;

BP_API_END

#endif
