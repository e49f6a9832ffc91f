/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.h - what the report of a change and its chart say alike.  Layer: compose. */
#ifndef BP_COMPOSE_CHANGE_H
#define BP_COMPOSE_CHANGE_H

#include "benchpay/change.h"
#include "benchpay/report.h"
#include "report/build.h"

/* The figure that groups are compared by: the median where there is one; SIZE_MAX: none
 * of the two answers has one. */
size_t bp_change_main(const bp_change *c);

/* "P50", "Midpoint". */
const char *bp_change_heading(bp_report *r, const char *name);

/* "CMO, South"; `all` for the total. */
const char *bp_change_group_name(bp_report *r, const bp_change *c,
                                 const bp_change_group *g, const char *all);

/* "last.json (2025)". */
const char *bp_change_side_words(bp_report *r, const bp_change_side *s);

/* "new", "not estimable": for people. */
const char *bp_change_status_words(bp_change_status status);

/* A row a group; nothing where there is no figure to compare by.
 *   title, note  NULL: the chart's own */
void bp_slot_change(bp_report *r, const bp_change *c, const char *title,
                    const char *note);

#endif
