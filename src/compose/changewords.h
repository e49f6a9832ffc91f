/* SPDX-License-Identifier: GPL-3.0-or-later */
/* changewords.h - what the report of a change and its chart say alike.  Layer: compose.
 */
#ifndef BP_COMPOSE_CHANGEWORDS_H
#define BP_COMPOSE_CHANGEWORDS_H

#include "benchpay/change.h"
#include "benchpay/report.h"
#include "report/build.h"

/* The first of some names, ended by NULL, that is a figure; SIZE_MAX: none is. */
size_t bp_change_first(const bp_change *c, const char *const names[]);

/* The figure that groups are compared by: the median where there is one; SIZE_MAX: none
 * of the two answers has one. */
size_t bp_change_main(const bp_change *c);

/* "P50", "Midpoint". */
const char *bp_change_heading(bp_report *r, const char *name);

/* "new", "not estimable": for people. */
const char *bp_change_status_words(bp_change_status status);

/* "CMO, South"; `all` for the total. */
const char *bp_change_group_name(bp_report *r, const bp_change *c,
                                 const bp_change_group *g, const char *all);

/* "last.json (2025)". */
const char *bp_change_side_words(bp_report *r, const bp_change_side *s);

#endif
