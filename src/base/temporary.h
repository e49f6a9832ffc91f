/* SPDX-License-Identifier: GPL-3.0-or-later */
/* temporary.h - files and folders that go when the run does, however it ends.
 * Layer: base.
 *
 * Whoever makes one holds a lock on it (flock) until it is done.  One that nobody holds
 * was left by a run that was killed, and the next one removes it. */
#ifndef BP_BASE_TEMPORARY_H
#define BP_BASE_TEMPORARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "benchpay/err.h"

/* A new file in a folder, 0600; its name says nothing of what is in it.
 *   folder  with the last '/'; none: the current one
 *   *path   malloc'd
 *   *fd     open for writing, and the lock: the caller closes it
 * False with errno set. */
bool bp_temporary_file(char **path, int *fd, bp_text folder);

/* A new folder in TMPDIR or /tmp, 0700, appended to *path.  What earlier runs left there
 * is removed first.
 *   small  what will be in it is: without TMPDIR it is in /dev/shm, where there is one
 *   *fd    the lock: the caller closes it, and removes the folder
 * Errors: BP_EIO, BP_ELIMIT */
bp_status bp_temporary_folder(bp_str *path, int *fd, bool small, bp_err *err);

/* Removes a folder and all that is in it. */
void bp_temporary_remove(const char *folder);

/* Removes the files of bp_temporary_file in `folder` that were left by runs which did not
 * end; how many they were. */
size_t bp_temporary_sweep(bp_text folder);

#endif
