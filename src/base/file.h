/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - small files read whole, and where the library finds its own.  Layer: base. */
#ifndef BP_BASE_FILE_H
#define BP_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "benchpay/err.h"

/* The part of a path that names its folder, with the last '/'; empty: the current one. */
bp_text bp_file_folder(const char *path);

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
