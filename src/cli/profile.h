/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.h - options from a file.  Layer: cli. */
#ifndef BP_CLI_PROFILE_H
#define BP_CLI_PROFILE_H

#include "cli/options.h"

/* Whether the command line gives the option. */
typedef bool bp_profile_given(const void *arg, const bp_option *o);

/* Reads r->profile: [columns] has ROLE = COLUMN, [options] an option's name and
 * its value ("yes" or "no" for a flag).  Options that the command line gives are
 * passed over; so are those that only other commands have.
 * Errors: BP_EUSAGE, BP_EDATA with file and line; BP_EIO; BP_ELIMIT */
bp_status bp_profile_read(bp_request *r, const bp_command *command,
                          bp_profile_given *given, const void *arg, bp_err *err);

#endif
