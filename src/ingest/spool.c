/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.c - a temporary file without a name.
 *
 * Its name is taken away as soon as it is open, so that nothing of it is left behind
 * however the program ends. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "benchpay/stop.h"

bp_status bp_spool_open(int *fd, bp_err *err)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/tmp";
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/benchpay-XXXXXX", folder);
    if (n < 0 || (size_t)n >= sizeof path)
        return bp_fail(err, NULL, BP_EIO, "TMPDIR is too long");
    const int made = mkstemp(path);
    if (made < 0)
        return bp_fail(err, NULL, BP_EIO, "no temporary file in '%.200s': %s", folder,
                       strerror(errno));
    unlink(path);
    fcntl(made, F_SETFD, FD_CLOEXEC);
    *fd = made;
    return BP_OK;
}

bp_status bp_spool_write(int fd, const char *bytes, size_t n, bp_err *err)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno != EINTR)
            return bp_fail(err, NULL, BP_EIO, "cannot be copied to a temporary file: %s",
                           strerror(errno));
        if (done > 0) {
            bytes += done;
            n -= (size_t)done;
        }
    }
    return BP_OK;
}

bp_status bp_spool_read(int fd, char *to, size_t room, uint64_t at, size_t *n,
                        bp_err *err)
{
    size_t got = 0;
    for (ssize_t more = 1; got < room && more != 0;) {
        bp_status status = bp_stop_check(err);
        if (status != BP_OK)
            return status;
        more = pread(fd, to + got, room - got, (off_t)(at + got));
        if (more < 0 && errno != EINTR)
            return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
        if (more > 0)
            got += (size_t)more;
    }
    *n = got;
    return BP_OK;
}
