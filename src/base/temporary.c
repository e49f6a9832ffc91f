/* SPDX-License-Identifier: GPL-3.0-or-later */
/* temporary.c - files and folders that go when the run does.
 *
 * A process that is killed removes nothing.  A number of a process in the name would tell
 * the next run whether it still runs, but not across containers or machines that share a
 * folder; a lock does, and the system drops it with the process. */
#define _GNU_SOURCE
#include "base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define FILE_BEGIN ".benchpay-"
#define FILE_END ".tmp"
#define FOLDER_BEGIN ".benchpay-work-"
#define RANDOM "XXXXXX"

/* Bytes that are free in memory for files. */
#define MEMORY_LEAST ((uint64_t)32 << 20)

/* Another run may sweep what has no lock yet. */
#define TRIES 8

/* Holds what was just made; false when another run removed it meanwhile.  A file system
 * without locks has nothing to be swept either. */
static bool hold(int fd)
{
    struct stat st;
    return (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
           fstat(fd, &st) == 0 && st.st_nlink > 0;
}

static bool make_file(char **path, int *fd, bp_text folder)
{
    bp_str s = { 0 };
    bp_str_bytes(&s, folder.at, folder.n);
    bp_str_puts(&s, FILE_BEGIN RANDOM FILE_END);
    if (s.failed) {
        bp_str_release(&s);
        errno = ENOMEM;
        return false;
    }
    *path = s.at;
    *fd = mkostemps(s.at, sizeof FILE_END - 1, O_CLOEXEC);
    return *fd >= 0;
}

bool bp_temporary_file(char **path, int *fd, bp_text folder)
{
    for (int i = 0; i < TRIES; i++) {
        *path = NULL;
        if (!make_file(path, fd, folder))
            break;
        if (hold(*fd))
            return true;
        close(*fd);
        free(*path);
        errno = EAGAIN;
    }
    const int why = errno;
    free(*path);
    *path = NULL;
    errno = why;
    return false;
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *at)
{
    (void)s, (void)type, (void)at;
    remove(path);
    return 0;
}

void bp_temporary_remove(const char *folder)
{
    if (rmdir(folder) != 0)
        nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ".benchpay-a1B2c3.tmp" */
static bool is_named(const char *name, const char *begin, const char *end)
{
    const size_t n = strlen(begin), random = sizeof RANDOM - 1;
    return strncmp(name, begin, n) == 0 && strlen(name) == n + random + strlen(end) &&
           strcmp(name + n + random, end) == 0;
}

/* Takes the lock of what a run that ended has left: ours, and not a link.  -1: it is
 * none. */
static int take(int folder, const char *name, mode_t type)
{
    struct stat st;
    const int fd =
        openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) == 0 && (st.st_mode & S_IFMT) == type && st.st_uid == geteuid() &&
        flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

/* What of a name's kind nobody holds; how many there were. */
static size_t sweep(const char *folder, bool folders)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    if (d == NULL)
        return 0;
    for (const struct dirent *e; (e = readdir(d)) != NULL;) {
        if (!is_named(e->d_name, folders ? FOLDER_BEGIN : FILE_BEGIN,
                      folders ? "" : FILE_END))
            continue;
        const int fd = take(dirfd(d), e->d_name, folders ? S_IFDIR : S_IFREG);
        if (fd < 0)
            continue;
        bp_str path = { 0 };
        bp_str_printf(&path, "%s/%s", folder, e->d_name);
        if (folders && !path.failed)
            bp_temporary_remove(path.at);
        else if (!folders)
            n += unlinkat(dirfd(d), e->d_name, 0) == 0;
        bp_str_release(&path);
        close(fd);
    }
    closedir(d);
    return n;
}

size_t bp_temporary_sweep(bp_text folder)
{
    bp_str path = { 0 };
    bp_str_bytes(&path, folder.at, folder.n);
    bp_str_puts(&path, ".");
    const size_t n = path.failed ? 0 : sweep(path.at, false);
    bp_str_release(&path);
    return n;
}

/* Files in memory are made a hundred times as fast as on some disks; containers may have
 * room for few. */
static bool has_room(const char *folder)
{
    struct statvfs s;
    return statvfs(folder, &s) == 0 && s.f_frsize > 0 &&
           s.f_bavail >= MEMORY_LEAST / s.f_frsize && access(folder, W_OK | X_OK) == 0;
}

static const char *folder_for(bool small)
{
    const char *named = getenv("TMPDIR");
    if (named != NULL && named[0] != '\0')
        return named;
    return small && has_room("/dev/shm") ? "/dev/shm" : "/tmp";
}

bp_status bp_temporary_folder(bp_str *path, int *fd, bool small, bp_err *err)
{
    const char *tmp = folder_for(small);
    sweep(tmp, true);
    for (int i = 0; i < TRIES; i++) {
        bp_str_clear(path);
        bp_str_printf(path, "%s/" FOLDER_BEGIN RANDOM, tmp);
        if (path->failed)
            return bp_no_memory(err, "a path");
        if (mkdtemp(path->at) == NULL)
            break;
        *fd = open(path->at, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (*fd >= 0 && hold(*fd))
            return BP_OK;
        const int why = errno;
        if (*fd >= 0)
            close(*fd);
        rmdir(path->at);
        errno = why;
    }
    return bp_fail(err, &(bp_loc){ .file = path->at }, BP_EIO,
                   "cannot make a folder: %s; set TMPDIR to one that can be written",
                   strerror(errno));
}
