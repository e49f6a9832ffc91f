/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.h - how sure figures are, for people.  Layer: compose. */
#ifndef BP_COMPOSE_INTERVAL_H
#define BP_COMPOSE_INTERVAL_H

#include "answer/answer.h"
#include "benchpay/percentiles.h"
#include "benchpay/report.h"

/* "95%, by order statistics", "95%, organizations as clusters (Woodruff)": of a table
 * with intervals. */
const char *bp_words_ci(bp_report *r, const bp_ci *ci);

/* "95%, Clopper and Pearson's": the same of the share at or below an amount.
 *   placed  among percentiles that are shown under disclosure rules */
const char *bp_words_ci_share(bp_report *r, const bp_ci *ci, bool placed);

/* "95% interval $380,642 to $420,433"; or why there is none; NULL: nobody
 * asked for it, or the figure is not shown. */
const char *bp_words_limits(bp_report *r, const bp_percentiles *p, bp_figure f,
                            const char *currency);

/* Adds how a table was made to the small print: the definition of its percentiles, whose
 * pay it is where that are not all people alike, and how intervals were found. */
void bp_compose_how(bp_report *r, const bp_answer *a, const bp_percentiles *p);

/* A limit as a value of its own, which is where its figure is not for the same reasons.
 */
bp_value bp_compose_limit(const bp_figure *f, bool high, const char *currency);

#endif
