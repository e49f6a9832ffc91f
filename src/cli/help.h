/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.h - what the program says about itself.  Layer: cli.
 *
 * Memory that runs out shows in out->failed. */
#ifndef BP_CLI_HELP_H
#define BP_CLI_HELP_H

#include "base/str.h"
#include "cli/command.h"

#define BP_HELP_FILES "FILE may be - for standard input; several files are one data set."

/* The compiler and the libraries, with their versions; written by the build. */
extern const char bp_built_with[];

/* For `benchpay` alone: three examples, and the commands. */
void bp_help_short(bp_str *out);

/* For `benchpay help`: the same and exit codes. */
void bp_help_all(bp_str *out);

/* Usage, every option with its default, examples. */
void bp_help_command(bp_str *out, const bp_command *c);

void bp_help_version(bp_str *out);

#endif
