/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - small files read whole, and where the library finds its own.  Layer: base. */
#ifndef BP_BASE_FILE_H
#define BP_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "benchpay/err.h"

/* The part of a path that names its folder, with the last '/'; empty: the current one. */
bp_text bp_file_folder(const char *path);

/* Which regular file a path leads to, under whatever name or link. */
typedef struct bp_file_identity {
    bool known; /* false: it leads to none */
    uint64_t device;
    uint64_t inode;
} bp_file_identity;

/*   standard  the descriptor that "-" means; -1: it is a name as any other */
bp_file_identity bp_file_identify(const char *path, int standard);

/* False where one of both is not known. */
static inline bool bp_file_same(bp_file_identity a, bp_file_identity b)
{
    return a.known && b.known && a.device == b.device && a.inode == b.inode;
}

/* Whether a path leads to a regular file, which can be read more than once: pipes and
 * devices cannot. */
bool bp_file_is_regular(const char *path);

/* The whole of a small file (templates, profiles), at most `most` bytes,
 * appended to *out.  Errors: BP_EIO names the file; BP_ELIMIT; BP_ESTOPPED. */
bp_status bp_file_read(bp_str *out, const char *path, size_t most, bp_err *err);

/* The same of a file that begins with `head`.  Of another only the beginning is appended,
 * since it may be anything, and without an end. */
bp_status bp_file_read_kind(bp_str *out, const char *path, bp_text head, size_t most,
                            bp_err *err);

/* The first byte of a regular file that is not blank; -1: there is none, or the path
 * leads to no regular file.  Errors: BP_EIO names the file. */
bp_status bp_file_first(int *first, const char *path, bp_err *err);

/* The whole of what is open, in the same way; `path` names it. */
bp_status bp_file_read_open(bp_str *out, int fd, const char *path, size_t most,
                            bp_err *err);

/* The whole of standard input. */
bp_status bp_file_read_standard(bp_str *out, size_t most, bp_err *err);

/* Writes all of it.  False with errno set; EINTR only when somebody asked to stop. */
bool bp_file_write(int fd, const char *bytes, size_t n);

/* Where the library finds its data: it or the program that it is linked into is in
 * PREFIX/lib or PREFIX/bin, the data in PREFIX/share/benchpay; below SOURCE/build/ the
 * data is in SOURCE.
 *   part  e.g. "plots/distribution.gp"
 *   out   a malloc'd path of an existing file
 * Errors: BP_EIO, BP_ELIMIT. */
bp_status bp_file_share(char **out, const char *part, bp_err *err);

#endif
