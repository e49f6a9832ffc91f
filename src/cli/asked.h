/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asked.h - the command line of a command that another one is about.  Layer: cli. */
#ifndef BP_CLI_ASKED_H
#define BP_CLI_ASKED_H

#include "cli/command.h"

/* Reads "report FILE... --by tier" for a command that has it answered in parts.  r->said
 * has its words afterwards, its name first; r->find is set.
 *   by     who reads them, for messages
 *   bit    whose options may stand among the others
 * Errors: BP_EUSAGE  there is no such command, or its answer cannot be made of parts;
 *         those of bp_opts_read */
bp_status bp_asked_read(bp_request *r, const char *by, unsigned bit,
                        const char *const word[], size_t n, bp_err *err);

/* Can it be answered in parts?  Errors: BP_EUSAGE says what cannot. */
bp_status bp_asked_check(const bp_request *r, bp_err *err);

#endif
