/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manual.h - manual pages.  Layer: cli. */
#ifndef BP_CLI_MANUAL_H
#define BP_CLI_MANUAL_H

#include "base/str.h"
#include "cli/command.h"

/* benchpay(1), or benchpay-COMMAND(1), in man's macros. */
void bp_manual(bp_str *out);
void bp_manual_command(bp_str *out, const bp_command *c);

#endif
