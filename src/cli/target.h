/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.h - what the name of an output file says about its content.
 * Layer: cli.  Both fail with BP_EUSAGE. */
#ifndef BP_CLI_TARGET_H
#define BP_CLI_TARGET_H

#include "cli/request.h"

/* The format that the name tells; of standard output and of names without an
 * extension that of --format. */
bp_status bp_target_format(bp_format *out, const bp_request *r, const char *path,
                           bp_err *err);

/* .svg, .png or .pdf */
bp_status bp_target_picture(bp_picture *out, const char *path, bp_err *err);

#endif
