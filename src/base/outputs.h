/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outputs.h - output files that appear whole or not at all.  Layer: base.
 *
 * An outputs gathers the files of one run.  Each is written to a temporary file in its
 * target's folder and synced; commit puts all in their places, or none: when one cannot
 * be replaced, or a device or standard output cannot be written, those before it become
 * what they were.  A run that is killed in the middle leaves temporary files, which the
 * next one removes and tells of. */
#ifndef BP_BASE_OUTPUTS_H
#define BP_BASE_OUTPUTS_H

#include <stddef.h>

#include "base/pack.h"
#include "base/text.h"
#include "benchpay/err.h"

typedef struct bp_outputs bp_outputs;

bp_status bp_outputs_new(bp_outputs **out, bp_err *err);

/* Removes the temporary files that were not committed. */
void bp_outputs_free(bp_outputs *o);

/* Looks at a target before work begins; makes nothing.  The inputs are remembered, since
 * a target can become one of them while they are read.
 * Errors: BP_EUSAGE  it is one of the inputs (device and inode compared, also of standard
 *                    output; "-" is standard input), or was added before
 *         BP_EIO     its folder is missing, or it is a folder itself
 *         BP_ELIMIT */
bp_status bp_outputs_check(bp_outputs *o, const char *path, const char *const inputs[],
                           size_t n_inputs, bp_err *err);

/* Adds a file with these bytes.  A target that is a symbolic link stays one; one that
 * standard output already is ("/dev/stdout") is written through it.
 * Errors: BP_EIO, BP_ELIMIT, BP_EUSAGE for a target that was added before or is an input.
 */
bp_status bp_outputs_add(bp_outputs *o, const char *path, bp_text bytes, bp_err *err);

/* The same with bytes that are read a piece at a time.  Errors: also those of reading */
bp_status bp_outputs_add_from(bp_outputs *o, const char *path, const bp_pack_source *from,
                              bp_err *err);

/* Makes all of them appear, standard output last.  A reader of standard output that went
 * away (EPIPE) is no failure.  Errors: BP_EIO, BP_ESTOPPED. */
bp_status bp_outputs_commit(bp_outputs *o, bp_err *err);

/* After commit: temporary files beside the targets that were left by runs which were
 * ended by force, and are removed now. */
size_t bp_outputs_swept(const bp_outputs *o);

#endif
