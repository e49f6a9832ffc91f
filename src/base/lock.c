/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.c - one run at a time, by a file that is locked.
 *
 * What is read and then replaced by another file cannot be locked itself: whoever waits
 * would hold the file that is gone.  A file beside it can, and the system releases it
 * when a process dies.  It is removed before it is released, so whoever locks it looks
 * whether it is still the one at that path. */
#define _GNU_SOURCE
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

struct bp_lock {
    int fd;
    char path[];
};

void bp_lock_free(bp_lock *l)
{
    if (l == NULL)
        return;
    if (l->fd >= 0) {
        unlink(l->path);
        close(l->fd);
    }
    free(l);
}

static bool is_at_path(const bp_lock *l)
{
    struct stat own, there;
    return fstat(l->fd, &own) == 0 && stat(l->path, &there) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

/* Somebody may remove it between the two steps: then there is another, or none. */
#define TRIES 100

static bp_status take(bp_lock *l, const bp_loc *at, bp_err *err)
{
    for (int i = 0; i < TRIES; i++) {
        l->fd = open(l->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (l->fd < 0)
            return bp_fail(err, at, BP_EIO, "cannot be locked: %s", strerror(errno));
        if (flock(l->fd, LOCK_EX | LOCK_NB) == 0 && is_at_path(l))
            return BP_OK;
        const bool held = errno == EWOULDBLOCK;
        close(l->fd);
        l->fd = -1;
        if (held)
            break;
    }
    return bp_fail(err, at, BP_EIO, "another run is using it");
}

bp_status bp_lock_take(bp_lock **out, const char *path, bp_err *err)
{
    static const char suffix[] = ".lock";
    const size_t n = strlen(path);
    bp_lock *l = bp_alloc(sizeof *l, n + sizeof suffix, 1);
    if (l == NULL)
        return bp_no_memory(err, "a lock");
    memcpy(l->path, path, n);
    memcpy(l->path + n, suffix, sizeof suffix);
    l->fd = -1;
    bp_status status = take(l, &(bp_loc){ .file = path }, err);
    if (status == BP_OK)
        *out = l;
    else
        bp_lock_free(l);
    return status;
}
