/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - output files that appear whole or not at all.  Layer: base.
 *
 * An outputs gathers the files of one run.  Each is written to a temporary file
 * (0600, O_EXCL) in its target's folder and synced; commit renames them once all
 * are there.  Standard output ("-"), devices and FIFOs cannot be taken back:
 * commit writes them first, so that a failure to do so leaves every file as it
 * was. */
#ifndef BP_BASE_FILE_H
#define BP_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_outputs bp_outputs;

bp_status bp_outputs_new(bp_outputs **out, bp_err *err);

/* Removes the temporary files that were not committed. */
void bp_outputs_free(bp_outputs *o);

/* Looks at a target before work begins; makes nothing.
 * Errors: BP_EUSAGE  it is one of the inputs (device and inode compared, also of standard
 * output; "-" is standard input), or was added before BP_EIO     its folder is missing,
 * or it is a folder itself */
bp_status bp_outputs_check(const bp_outputs *o, const char *path,
                           const char *const inputs[], size_t n_inputs, bp_err *err);

/* Adds a file with these bytes.  A target that is a symbolic link stays one; one that
 * standard output already is ("/dev/stdout") is written through it.
 * Errors: BP_EIO, BP_ELIMIT, BP_EUSAGE for a target that was added before. */
bp_status bp_outputs_add(bp_outputs *o, const char *path, bp_text bytes, bp_err *err);

/* Makes all of them appear.  A reader of standard output that went away
 * (EPIPE) is no failure.  Errors: BP_EIO, BP_ESTOPPED. */
bp_status bp_outputs_commit(bp_outputs *o, bp_err *err);

/* Whether a path leads to a regular file, which can be read more than once: pipes and
 * devices cannot. */
bool bp_file_is_regular(const char *path);

/* The whole of a small file (templates, profiles), at most `most` bytes,
 * appended to *out.  Errors: BP_EIO names the file; BP_ELIMIT. */
bp_status bp_file_read(bp_str *out, const char *path, size_t most, bp_err *err);

/* The same of standard input. */
bp_status bp_file_read_standard(bp_str *out, size_t most, bp_err *err);

/* Where the library finds its data: it or the program that it is linked into is in
 * PREFIX/lib or PREFIX/bin, the data in PREFIX/share/benchpay; below SOURCE/build/ the
 * data is in SOURCE. part  e.g. "plots/distribution.gp" A malloc'd path of an existing
 * file.  Errors: BP_EIO, BP_ELIMIT. */
bp_status bp_file_share(char **out, const char *part, bp_err *err);

#endif
