/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opts.h - how a command line is read.  Layer: cli. */
#ifndef BP_CLI_OPTS_H
#define BP_CLI_OPTS_H

#include "cli/options.h"

/* Reads a command's words, options before, between or after the others, and
 * its profile, which the command line overrules.  What is no option goes to
 * r->file.
 * Errors: BP_EUSAGE, with the nearest right name; those of the profile */
bp_status bp_opts_read(bp_request *r, const bp_command *command, const char *const word[],
                       size_t n, bp_err *err);

/* Sets the options of some words over those that the request has: files and other words
 * that are no options are added to r->file.  Errors: as above */
bp_status bp_opts_over(bp_request *r, const bp_command *command, const char *const word[],
                       size_t n, bp_err *err);

#endif
