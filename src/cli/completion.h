/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion.h - what shells complete.  Layer: cli. */
#ifndef BP_CLI_COMPLETION_H
#define BP_CLI_COMPLETION_H

#include "base/str.h"
#include "benchpay/err.h"

/* The script for "bash", "zsh" or "fish".
 * Errors: BP_EUSAGE  another shell */
bp_status bp_completion(bp_str *out, const char *shell, bp_err *err);

#endif
