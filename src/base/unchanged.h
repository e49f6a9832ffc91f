/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unchanged.h - is a file that is being read still what it was?  Layer: base. */
#ifndef BP_BASE_UNCHANGED_H
#define BP_BASE_UNCHANGED_H

#include <stdbool.h>
#include <sys/stat.h>

static inline bool bp_unchanged_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Two looks at one open file.  One that another replaces, or that no name leads to any
 * more, has a new time of its inode.  What is no regular file cannot be asked. */
static inline bool bp_unchanged(const struct stat *was, const struct stat *now)
{
    return !S_ISREG(was->st_mode) ||
           (now->st_dev == was->st_dev && now->st_ino == was->st_ino &&
            now->st_size == was->st_size &&
            bp_unchanged_time(now->st_mtim, was->st_mtim) &&
            bp_unchanged_time(now->st_ctim, was->st_ctim));
}

#endif
