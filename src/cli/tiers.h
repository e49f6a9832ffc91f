/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.h - what the options of tiers mean together.  Layer: cli. */
#ifndef BP_CLI_TIERS_H
#define BP_CLI_TIERS_H

#include "cli/options.h"

bp_option_set bp_set_from_range;

/* Reads --tiers, --points and --from-range once all of them are known: bands into the
 * choice, names and points for the range.
 * Errors: BP_EUSAGE; BP_ELIMIT */
bp_status bp_tier_request_settle(bp_request *r, const bp_command *c, bp_err *err);
void bp_tier_request_release(bp_tier_request *t);

#endif
