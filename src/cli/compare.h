/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - the two files of a request are compared.  Layer: cli. */
#ifndef BP_CLI_COMPARE_H
#define BP_CLI_COMPARE_H

#include "benchpay/change.h"
#include "benchpay/report.h"
#include "cli/request.h"

/* Makes a report of what has changed. */
typedef bp_status bp_tell_change(bp_report **out, const bp_change *c, const bp_request *r,
                                 bp_err *err);

/* Compares the two reports, or surveys, of a request, and has it told.
 *   name  of the command, for messages
 * Errors: BP_EUSAGE  the files are not two, one is a report and the other none, or an
 *                    option asks for figures of two reports
 *         those of bp_change_new and of telling it */
bp_status bp_compare(bp_report **out, const bp_request *r, const char *name,
                     bp_tell_change *tell, bp_err *err);

#endif
