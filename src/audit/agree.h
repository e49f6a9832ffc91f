/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree.h - does a number of a report agree with one that was found again?  Layer: audit.
 */
#ifndef BP_AUDIT_AGREE_H
#define BP_AUDIT_AGREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/jsonread.h"
#include "base/str.h"
#include "benchpay/level.h"

/* Numbers in json have 15 digits; what went through another distribution function or
 * another order of sums has fewer that are alike. */
#define BP_AGREE_EXACT 6e-15L
#define BP_AGREE_COMPUTED 1e-9L

/* The number of this name; false: it is null, or there is none. */
bool bp_agree_number(double *out, const bp_json_value *object, const char *key);

/* The level of a percentile, which its "p" says; false: there is none from 0 to 100. */
bool bp_agree_level(bp_level *out, const bp_json_value *percentile);

/* The percentile of a row at a level; NULL: it has none. */
const bp_json_value *bp_agree_percentile(const bp_json_value *row, bp_level level);

/* Within so much of x, a share of it. */
bool bp_agree_near(double shown, long double x, long double slack);

/* nearbyintl, floorl or ceill. */
typedef long double bp_agree_rule(long double x);

/* To so many digits. */
long double bp_agree_rounded(bp_agree_rule *rule, long double x, uint64_t digits);

/* "P50 is 400000, the records give 395000"; false. */
bool bp_agree_differs(bp_str *why, const char *what, double shown, long double x);

/* "the mean is shown, and the records do not give it"; false. */
bool bp_agree_not_known(bp_str *why, const char *what);

/* What was agreed with, and what was not. */
typedef struct bp_agreed {
    size_t figures; /* that are there */
    bp_str *why;    /* of one that is another, or should not be there */
} bp_agreed;

/* A number of an object that is x, within a share of it or of `size`, or is not there;
 * without x it must not be.  NULL: there is no object. */
bool bp_agree_with(bp_agreed *a, const bp_json_value *in, const char *key,
                   const char *what, const long double *x, long double size);

#endif
