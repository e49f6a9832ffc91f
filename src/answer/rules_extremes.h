/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_extremes.h - levels that nearly tell the highest or the lowest pay.
 * Layer: answer. */
#ifndef BP_ANSWER_RULES_EXTREMES_H
#define BP_ANSWER_RULES_EXTREMES_H

#include "benchpay/percentiles.h"

/* Withholds (reason equations) a level that lies between the highest pay of a group and
 * the one below it, where that one is at least a lower level that is shown, and so the
 * highest is known within 10 %; and likewise a level beside the lowest pay.
 *   qtype  of the percentiles */
void bp_rules_extremes(bp_percentiles *p, int qtype);

#endif
