/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.c - small files read whole, and where the library finds its own.
 *
 * They are templates, profiles and tables of a few lines: one read into memory with a
 * bound is simpler than any stream of them. */
#define _GNU_SOURCE
#include "base/file.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unchanged.h"
#include "benchpay/stop.h"

#define WAIT_MS 200

static bp_status fail(bp_err *err, const char *path)
{
    if (errno == EINTR && bp_stop_asked() != 0)
        return bp_stop_check(err);
    return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "cannot be read: %s",
                   strerror(errno));
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "out of memory");
}

bp_text bp_file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (bp_text){ path, slash != NULL ? (size_t)(slash - path) + 1 : 0 };
}

bp_file_identity bp_file_identify(const char *path, int standard)
{
    struct stat st;
    const bool dash = standard >= 0 && strcmp(path, "-") == 0;
    return (dash ? fstat(standard, &st) : stat(path, &st)) == 0 && S_ISREG(st.st_mode)
               ? (bp_file_identity){ true, st.st_dev, st.st_ino }
               : (bp_file_identity){ 0 };
}

bool bp_file_is_regular(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int open_to_read(const char *path)
{
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR && bp_stop_asked() == 0);
    return fd;
}

static ssize_t read_some(int fd, char *block, size_t most)
{
    ssize_t n;
    do
        n = read(fd, block, most);
    while (n < 0 && errno == EINTR && bp_stop_asked() == 0);
    return n;
}

/* How files of a kind begin; n is 0: any.  No more is read of another. */
static bool begins(const bp_str *out, size_t from, bp_text head)
{
    const size_t n = out->n - from < head.n ? out->n - from : head.n;
    return n == 0 || memcmp(out->at + from, head.at, n) == 0;
}

static bp_status read_all(bp_str *out, int fd, const char *path, bp_text head,
                          size_t most, bp_err *err)
{
    char block[8192];
    const size_t before = out->n;
    bp_status status = BP_OK;
    for (ssize_t n = 1; status == BP_OK && n > 0 && begins(out, before, head);) {
        n = read_some(fd, block, sizeof block);
        if (n < 0)
            return fail(err, path);
        bp_str_bytes(out, block, (size_t)n);
        if (out->failed)
            return no_memory(err);
        if (out->n - before > most)
            return bp_fail(err, &(bp_loc){ .file = path }, BP_ELIMIT,
                           "is larger than %zu bytes", most);
        status = bp_stop_check(err);
    }
    return status;
}

bp_status bp_file_read_kind(bp_str *out, const char *path, bp_text head, size_t most,
                            bp_err *err)
{
    int fd = open_to_read(path);
    if (fd < 0)
        return fail(err, path);
    struct stat was, now;
    const bool known = fstat(fd, &was) == 0;
    bp_status status = read_all(out, fd, path, head, most, err);
    if (status == BP_OK && known && fstat(fd, &now) == 0 && !bp_unchanged(&was, &now))
        status =
            bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "changed while it was read");
    close(fd);
    return status;
}

bp_status bp_file_read(bp_str *out, const char *path, size_t most, bp_err *err)
{
    return bp_file_read_kind(out, path, (bp_text){ "", 0 }, most, err);
}

bp_status bp_file_first(int *first, const char *path, bp_err *err)
{
    char c = ' ';
    ssize_t n = 1;
    *first = -1;
    if (!bp_file_is_regular(path))
        return BP_OK;
    const int fd = open_to_read(path);
    if (fd < 0)
        return fail(err, path);
    while (n > 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n'))
        n = read_some(fd, &c, 1);
    const bp_status status = n < 0 ? fail(err, path) : BP_OK;
    close(fd);
    if (n > 0)
        *first = (unsigned char)c;
    return status;
}

bp_status bp_file_read_open(bp_str *out, int fd, const char *path, size_t most,
                            bp_err *err)
{
    return read_all(out, fd, path, (bp_text){ "", 0 }, most, err);
}

bp_status bp_file_read_standard(bp_str *out, size_t most, bp_err *err)
{
    return bp_file_read_open(out, STDIN_FILENO, "(standard input)", most, err);
}

/* Whoever made the pipe may have asked for writes that do not wait. */
static void wait_for(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLOUT };
    poll(&p, 1, WAIT_MS);
}

bool bp_file_write(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        const ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EAGAIN) {
            wait_for(fd);
            errno = EINTR;
        }
        if (done < 0 && (errno != EINTR || bp_stop_asked() != 0))
            return false;
        if (done > 0) {
            bytes += done;
            n -= (size_t)done;
        }
    }
    return true;
}

/* The program, in path[PATH_MAX]; without /proc the path by which it was started. */
static bool own_program(char *path)
{
    const char *started = (const char *)(uintptr_t)getauxval(AT_EXECFN);
    return realpath("/proc/self/exe", path) != NULL ||
           (started != NULL && realpath(started, path) != NULL);
}

/* The folder of the object that has this code, with the last '/', in path[PATH_MAX]: the
 * shared library's, or the program's when it is linked in.  False when unknown. */
static bool own_folder(char *path)
{
    static const char here = 0;
    Dl_info own;
    bool known = dladdr(&here, &own) != 0 && strstr(own.dli_fname, ".so") != NULL &&
                 realpath(own.dli_fname, path) != NULL;
    known = known || own_program(path);
    if (known)
        path[bp_file_folder(path).n] = '\0';
    return known;
}

/* The last occurrence of `part` in `text`, or NULL. */
static const char *last(const char *text, const char *part)
{
    const char *at = NULL;
    for (const char *next = strstr(text, part); next != NULL;
         next = strstr(next + 1, part))
        at = next;
    return at;
}

bp_status bp_file_share(char **out, const char *part, bp_err *err)
{
    char own[PATH_MAX] = "";
    const bool known = own_folder(own);
    const char *build = known ? last(own, "/build/") : NULL;
    const struct {
        bp_text folder;
        const char *below;
    } places[] = {
        { bp_text_of(own), "../share/benchpay/" },
        { { own, build != NULL ? (size_t)(build - own) : 0 }, "/" },
    };
    for (size_t i = 0; known && i < (build != NULL ? 2u : 1u); i++) {
        char *path = bp_str_join(places[i].folder, places[i].below, part);
        if (path == NULL)
            return no_memory(err);
        if (access(path, R_OK) == 0) {
            *out = path;
            return BP_OK;
        }
        free(path);
    }
    return bp_fail(err, NULL, BP_EIO,
                   "'%s' is not installed beside the program or its library", part);
}
