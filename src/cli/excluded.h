/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excluded.h - the audit file of --excluded.  Layer: cli. */
#ifndef BP_CLI_EXCLUDED_H
#define BP_CLI_EXCLUDED_H

#include "base/outputs.h"
#include "cli/request.h"

/* Adds a csv "file,line,rule,column,limit", with --show-values also "value",
 * with a row for each excluded row in input order.  Errors: BP_EIO, BP_ELIMIT, BP_EUSAGE. */
bp_status bp_excluded_put(bp_outputs *out, const bp_request *r, const bp_survey *survey,
                          bp_err *err);

#endif
