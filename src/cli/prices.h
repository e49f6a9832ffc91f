/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prices.h - the jobs of a request are priced.  Layer: cli. */
#ifndef BP_CLI_PRICES_H
#define BP_CLI_PRICES_H

#include "benchpay/pricing.h"
#include "cli/run.h"

/* Makes a report of their prices. */
typedef bp_status bp_tell_prices(bp_report **out, const bp_pricing *p,
                                 const bp_request *r, bp_err *err);

/* Prices them, and has it told.
 *   name  of the command, for messages
 * Errors: BP_EUSAGE  no surveys or date, several files, a target outside the levels, an
 *                    output that is a file of a survey
 *         those of the manifest, of bp_pricing_new and of telling it */
bp_status bp_price_jobs(bp_report **out, const bp_run *run, const char *name,
                        bp_tell_prices *tell, bp_err *err);

#endif
