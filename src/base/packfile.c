/* SPDX-License-Identifier: GPL-3.0-or-later */
/* packfile.c - packed files on a disk, of which a piece at a time is in memory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pack.h"
#include "base/unchanged.h"
#include "benchpay/stop.h"

#define FILE_MOST (SIZE_MAX / 4)

static bp_status fail(bp_err *err, const char *path)
{
    return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "cannot be read: %s",
                   strerror(errno));
}

static bp_status changed(const bp_pack_file *f, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = f->path }, BP_EIO,
                   "changed while it was read");
}

static bp_status read_piece(void *from, uint64_t at, char *out, size_t n, bp_err *err)
{
    const bp_pack_file *f = from;
    while (n > 0) {
        const ssize_t got = pread(f->fd, out, n, (off_t)at);
        if (got == 0)
            return changed(f, err);
        if (got < 0 && (errno != EINTR || bp_stop_asked() != 0))
            return errno == EINTR ? bp_stop_check(err) : fail(err, f->path);
        if (got > 0) {
            out += got;
            at += (uint64_t)got;
            n -= (size_t)got;
        }
    }
    return bp_stop_check(err);
}

static int open_to_read(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

/* A pipe is read once, into memory; a device that gives anything else is not. */
static bp_status open_file(bp_pack_file *f, bp_pack_source *out, bp_err *err)
{
    if (!bp_file_is_regular(f->path)) {
        bp_status status = bp_file_read_kind(&f->whole, f->path,
                                             bp_text_of(BP_PACK_MAGIC), FILE_MOST, err);
        *out = bp_pack_memory(bp_str_text(&f->whole));
        return status;
    }
    f->fd = open_to_read(f->path);
    if (f->fd < 0 || fstat(f->fd, &f->was) != 0)
        return fail(err, f->path);
    *out =
        (bp_pack_source){ .n = (uint64_t)f->was.st_size, .read = read_piece, .from = f };
    return BP_OK;
}

void bp_pack_file_rest(bp_pack_file *f)
{
    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
}

bp_status bp_pack_file_again(bp_pack_file *f, bp_err *err)
{
    struct stat now;
    if (f->whole.at != NULL)
        return BP_OK;
    f->fd = open_to_read(f->path);
    if (f->fd < 0 || fstat(f->fd, &now) != 0)
        return fail(err, f->path);
    return bp_unchanged(&f->was, &now) ? BP_OK : changed(f, err);
}

bp_status bp_pack_file_open(bp_pack_file *f, bp_pack_source *out, const char *path,
                            bp_err *err)
{
    *f = (bp_pack_file){ .fd = -1, .path = bp_copy(path, strlen(path)) };
    bp_status status =
        f->path != NULL ? open_file(f, out, err) : bp_no_memory(err, "a name");
    if (status != BP_OK)
        bp_pack_file_close(f);
    return status;
}

void bp_pack_file_close(bp_pack_file *f)
{
    bp_pack_file_rest(f);
    free(f->path);
    bp_str_release(&f->whole);
    *f = (bp_pack_file){ .fd = -1 };
}
