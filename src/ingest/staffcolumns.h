/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staffcolumns.h - what is kept of one's own employees.  Layer: ingest. */
#ifndef BP_INGEST_STAFFCOLUMNS_H
#define BP_INGEST_STAFFCOLUMNS_H

#include "ingest/fields.h"
#include "ingest/plan.h"

/* Fills out->staff, prorate and hired.
 * Errors: BP_EUSAGE  a role of employees is mapped, and none are kept
 *         BP_EDATA   two columns fit a role equally well; no column of what is asked */
bp_status bp_staff_columns_find(bp_fields *out, bp_wanted *wanted, const bp_lookup *l,
                                bp_err *err);

/* A column that says who has left or is on leave, by which no row was chosen; NULL: there
 * is none. */
const char *bp_staff_columns_status(const bp_plan *p);

/* The same of a column with the dates on which people have left, or will. */
const char *bp_staff_columns_left(const bp_plan *p);

#endif
