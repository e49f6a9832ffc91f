/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.h - the files that a run writes: what their names say about their content, and
 * that none of them is read.  Layer: cli. */
#ifndef BP_CLI_TARGET_H
#define BP_CLI_TARGET_H

#include "base/outputs.h"
#include "cli/request.h"

/* Refuses a file that would replace one that is read (also the profile, a list, rates, a
 * plan and its parts), or one that is written already.
 * Errors: BP_EUSAGE, BP_EIO, BP_ELIMIT */
bp_status bp_target_check(const bp_request *r, bp_outputs *out, const char *path,
                          bp_err *err);

/* Nobody's link leads a file elsewhere that has a name of ours.  Errors: BP_EIO */
bp_status bp_target_check_link(const char *path, bp_err *err);

/* Does one of the outputs have this format? */
bool bp_target_any(const bp_request *r, bp_format format);

/* The format that the name gives; of standard output and of names without an
 * extension that of --format.  Errors: BP_EUSAGE. */
bp_status bp_target_format(bp_format *out, const bp_request *r, const char *path,
                           bp_err *err);

/* .svg, .png or .pdf.  Errors: BP_EUSAGE. */
bp_status bp_target_picture(bp_picture *out, const char *path, bp_err *err);

#endif
