/* SPDX-License-Identifier: GPL-3.0-or-later */
/* finding.h - what can be said of groups, and what is chance.  Layer: compose. */
#ifndef BP_COMPOSE_FINDING_H
#define BP_COMPOSE_FINDING_H

#include "answer/answer.h"
#include "report/build.h"

/* Do the groups of one of the answer's tables differ? */
const bp_difference *bp_finding_difference(const bp_answer *a, const bp_percentiles *p);

/* The compared groups (bp_difference_has) with the smallest and the largest median that
 * is shown.  Only where groups differ, and these two: false. */
bool bp_finding_ends(const bp_answer *a, const bp_percentiles *p, const bp_group *end[2]);

/* For the title of a chart whose groups have none: that they do not differ, or what the
 * chart is of. */
bp_line bp_finding_none(bp_report *r, const bp_answer *a, const bp_percentiles *p);

/* The lines of a summary, and of its method: one for each key that was looked at. */
void bp_findings_by_key(bp_report *r, const bp_answer *a);
void bp_findings_method(bp_report *r, const bp_answer *a);

#endif
