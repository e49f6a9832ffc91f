/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_elements.h - what means of several pay elements tell together.  Layer: answer. */
#ifndef BP_ANSWER_RULES_ELEMENTS_H
#define BP_ANSWER_RULES_ELEMENTS_H

#include "benchpay/percentiles.h"

/* Is one of these elements a sum that the other is a part of, as total cash is of base
 * pay?  Both means of the same people then tell what the sum has beside the part. */
bool bp_elements_nest(const char *x, const char *y);

/* The element at i of those that are or have parts; NULL after the last. */
const char *bp_elements_nested(size_t i);

/* Totals of the same people by element: where those of a sum and of a part of it would
 * tell a part whose own mean is withheld (few have a bonus), or the pay of the few who
 * have no sum, one of the two means is withheld (reason complement): that of the sum, or,
 * where its groups make it known anyway, that of the part.
 *   table  [n] tables whose first groups are everybody
 *   first  the element that has tables of groups */
void bp_rules_elements(bp_percentiles *const table[], size_t n, const char *first);

#endif
