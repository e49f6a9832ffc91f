/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.c - a temporary file without a name.
 *
 * It never has one, or loses it as soon as it is open, so that nothing of it is left
 * behind however the program ends. */
#define _GNU_SOURCE
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "benchpay/stop.h"

/* One that has a name for a moment, where the file system makes none without; -1 with
 * errno set. */
static int open_named(const char *folder)
{
    char path[4096];
    const int n = snprintf(path, sizeof path, "%s/benchpay-XXXXXX", folder);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    const int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

int bp_scratch_in(const char *folder)
{
    const int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)
               ? open_named(folder)
               : fd;
}

const char *bp_scratch_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

bp_status bp_scratch_open(int *fd, bp_err *err)
{
    const char *folder = bp_scratch_folder();
    const int made = bp_scratch_in(folder);
    if (made < 0)
        return bp_fail_hint(err, NULL, BP_EIO, (bp_hint){ BP_HINT_FOLDER, NULL },
                            "no temporary file in '%.200s': %s", folder, strerror(errno));
    *fd = made;
    return BP_OK;
}

static bp_status not_written(int why, bp_err *err)
{
    return bp_fail_hint(err, NULL, BP_EIO, (bp_hint){ BP_HINT_FOLDER, NULL },
                        "cannot be written to a temporary file in '%.200s': %s",
                        bp_scratch_folder(), strerror(why));
}

bp_status bp_scratch_write(int fd, const void *bytes, size_t n, bp_err *err)
{
    if (bp_file_write(fd, bytes, n))
        return BP_OK;
    return errno == EINTR ? bp_stop_check(err) : not_written(errno, err);
}

bp_status bp_scratch_claim(int fd, uint64_t n, bp_err *err)
{
    int why = EINTR;
    while (why == EINTR)
        why = posix_fallocate(fd, 0, (off_t)n);
    return why == 0 ? BP_OK : not_written(why, err);
}

bp_status bp_scratch_read(int fd, void *to, size_t room, uint64_t at, size_t *n,
                          bp_err *err)
{
    size_t got = 0;
    for (ssize_t more = 1; got < room && more != 0;) {
        bp_status status = bp_stop_check(err);
        if (status != BP_OK)
            return status;
        more = pread(fd, (char *)to + got, room - got, (off_t)(at + got));
        if (more < 0 && errno != EINTR)
            return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
        if (more > 0)
            got += (size_t)more;
    }
    *n = got;
    return BP_OK;
}
