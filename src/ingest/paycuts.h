/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paycuts.h - pay that chooses people, or puts them in groups.  Layer: ingest. */
#ifndef BP_INGEST_PAYCUTS_H
#define BP_INGEST_PAYCUTS_H

#include "ingest/plan.h"

/* Refuses what the choice guards pay from: groups and levels of a column of pay, and with
 * them conditions on one and limits of it; whether somebody has an element at all (a
 * comparison with 0) may be asked.  Errors: BP_EUSAGE  names the column */
bp_status bp_pay_cuts_check(const bp_plan *p, const bp_lookup *l, bp_err *err);

#endif
