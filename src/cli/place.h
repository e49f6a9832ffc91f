/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - the employees of a request are placed in their ranges.  Layer: cli. */
#ifndef BP_CLI_PLACE_H
#define BP_CLI_PLACE_H

#include "benchpay/compa.h"
#include "cli/run.h"

/* Makes a report of them, which they become a part of, also on failure. */
typedef bp_status bp_tell_people(bp_report **out, bp_compa *c, const bp_request *r,
                                 bp_err *err);

/* Places them, has it told, and lists the rows that were excluded where that is asked.
 * Errors: those of bp_compa_new and of telling it */
bp_status bp_place_people(bp_report **out, bp_run *run, bp_tell_people *tell,
                          bp_err *err);

#endif
