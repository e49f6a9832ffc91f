/* file.h - output files that appear whole or not at all.  Layer: base.
 *
 * An outset gathers the files of one run.  Each is written to a temporary file
 * (0600, O_EXCL) beside its target; commit flushes and fsyncs all of them, then
 * renames.  A failure before the first rename leaves every target as it was.
 * A target that is a device or FIFO is written through at commit.  "-" is
 * standard output, written last. */
#ifndef BP_BASE_FILE_H
#define BP_BASE_FILE_H

#include <stdbool.h>

#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_outset bp_outset;

bp_status bp_outset_new(bp_outset **out, bp_err *err);

/* Removes the temporary files that were not committed. */
void bp_outset_free(bp_outset *o);

/* Refuses a target that is the same file (device and inode) as one of the
 * inputs, or that was named before.  Errors: BP_EUSAGE; nothing is made yet. */
bp_status bp_outset_check(const bp_outset *o, const char *path, const char *const inputs[],
                          size_t n_inputs, bp_err *err);

/* Adds a file with these bytes.  Errors: BP_EIO, BP_ELIMIT, BP_EUSAGE. */
bp_status bp_outset_add(bp_outset *o, const char *path, bp_text bytes, bp_err *err);

/* Makes all of them appear.  A reader of standard output that went away
 * (EPIPE) is no failure.  Errors: BP_EIO. */
bp_status bp_outset_commit(bp_outset *o, bp_err *err);

/* The whole of a small file (templates, profiles), at most `most` bytes.
 * Errors: BP_EIO names the file; BP_ELIMIT. */
bp_status bp_file_read(bp_str *out, const char *path, size_t most, bp_err *err);

/* Where an installed or built program finds its data: PREFIX/share/benchpay
 * when that is beside the running program, else the source tree of the build.
 *   part  e.g. "plots/distribution.gp"
 * A malloc'd path of an existing file.  Errors: BP_EIO, BP_ELIMIT. */
bp_status bp_file_share(char **out, const char *part, bp_err *err);

#endif
