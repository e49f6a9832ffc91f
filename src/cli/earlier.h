/* SPDX-License-Identifier: GPL-3.0-or-later */
/* earlier.h - a report in json that was written before, and its request.  Layer: cli. */
#ifndef BP_CLI_EARLIER_H
#define BP_CLI_EARLIER_H

#include "base/jsonread.h"
#include "cli/command.h"

/* {0} is none. */
typedef struct bp_earlier {
    const char *name; /* for messages */
    bp_str text;
    bp_json json;
    bp_words request; /* the words that it was asked by, the command first */
} bp_earlier;

/* Reads a report; "-" is standard input.
 *   quiet  does not tell of another version
 * Errors: BP_EDATA  it is no report of this program, or says no request; BP_EIO,
 *         BP_ELIMIT  those of reading */
bp_status bp_earlier_read(bp_earlier *e, const char *path, bool quiet, bp_err *err);

/* The same of a text that was read: its name and the text are in e. */
bp_status bp_earlier_parse(bp_earlier *e, bool quiet, bp_err *err);

void bp_earlier_release(bp_earlier *e);

/* Fails with BP_EDATA, which is the report's. */
bp_status bp_earlier_fail(const bp_earlier *e, const char *what, bp_err *err);

/* Makes BP_EDATA of an error of usage: what a request says wrong nobody typed. */
bp_status bp_earlier_blame(const bp_earlier *e, bp_err *err);

/* Reads the words of the request as a command line is read.  May leave all that it read
 * in `again`, which the caller initialised and releases.
 * Errors: those of bp_opts_read, BP_EDATA for BP_EUSAGE
 *         BP_EUSAGE  it asks for help */
bp_status bp_earlier_request(bp_request *again, const bp_command *command,
                             const bp_earlier *e, bp_err *err);

#endif
