/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - the bytes of a fuzzer as a file, for what reads files by their path. */
#ifndef BP_FUZZ_FILE_H
#define BP_FUZZ_FILE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A file in memory: nothing is written to a disk.  The caller closes it. */
static inline int fuzz_file(char path[32], const uint8_t *data, size_t n)
{
    const int fd = memfd_create("fuzz", MFD_CLOEXEC);
    for (size_t at = 0; fd >= 0 && at < n;) {
        const ssize_t done = write(fd, data + at, n - at);
        if (done <= 0)
            abort();
        at += (size_t)done;
    }
    if (fd < 0)
        abort();
    snprintf(path, 32, "/proc/self/fd/%d", fd);
    return fd;
}

#endif
