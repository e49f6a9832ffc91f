/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.c - one run of gnuplot.
 *
 * It works in a private folder that holds the script, its data and nothing else; the
 * picture is taken only when it begins and ends as its format does, since gnuplot reports
 * success for half a file on a full disk. */
#define _XOPEN_SOURCE 700

#include "chart/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/temporary.h"
#include "chart/child.h"

#define BYTES_MOST ((size_t)64 << 20)

static bool runnable(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISREG(s.st_mode) && access(path, X_OK) == 0;
}

/* The first gnuplot of PATH.  Elements that are empty or relative are the
 * current folder under another name, and are passed over. */
static bp_status find(bp_str *program, bp_err *err)
{
    const char *path = getenv("PATH");
    for (const char *at = path != NULL ? path : ""; *at != '\0';) {
        size_t n = strcspn(at, ":");
        bp_str_clear(program);
        bp_str_bytes(program, at, n);
        bp_str_puts(program, "/gnuplot");
        if (program->failed)
            return bp_fail(err, NULL, BP_ELIMIT, "no memory for a path");
        if (at[0] == '/' && runnable(program->at))
            return BP_OK;
        at += n + (at[n] == ':');
    }
    return bp_fail(err, NULL, BP_ECHART,
                   "there is no gnuplot in PATH; charts need it (Debian: gnuplot-nox)");
}

/* First what is known to be there, since removing whatever else gnuplot made allocates, and
 * memory may be what ran out. */
static void remove_folder(const char *folder, const bp_gnuplot_job *job)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        for (size_t i = 0; i < job->n_files; i++)
            unlinkat(fd, job->file[i].name, 0);
        unlinkat(fd, job->picture, 0);
        close(fd);
    }
    bp_temporary_remove(folder);
}

static bp_status join(bp_str *path, const bp_str *folder, const char *name, bp_err *err)
{
    bp_str_clear(path);
    bp_str_printf(path, "%s/%s", folder->at, name);
    return path->failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a path") : BP_OK;
}

static bool write_all(int fd, bp_text t)
{
    while (t.n > 0) {
        ssize_t n = write(fd, t.at, t.n);
        if (n < 0 && errno != EINTR)
            return false;
        size_t done = n > 0 ? (size_t)n : 0;
        t = (bp_text){ t.at + done, t.n - done };
    }
    return true;
}

static bp_status write_file(const char *path, bp_text bytes, bp_err *err)
{
    const bp_loc at = { .file = path };
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return bp_fail(err, &at, BP_EIO, "cannot be written: %s", strerror(errno));
    bool written = write_all(fd, bytes);
    int why = errno;
    if (close(fd) != 0 && written) {
        written = false;
        why = errno;
    }
    return written ? BP_OK
                   : bp_fail(err, &at, BP_EIO, "cannot be written: %s", strerror(why));
}

static bool begins(bp_text t, bp_text part)
{
    return t.n >= part.n && memcmp(t.at, part.at, part.n) == 0;
}

/* Line ends at the end do not count. */
static bool ends(bp_text t, bp_text part)
{
    while (t.n > 0 && t.at[t.n - 1] == '\n')
        t.n--;
    return t.n >= part.n && memcmp(t.at + t.n - part.n, part.at, part.n) == 0;
}

static bp_status look(bp_str *picture, const char *path, const bp_gnuplot_job *job,
                      bp_err *err)
{
    struct stat s;
    if (lstat(path, &s) != 0 || !S_ISREG(s.st_mode))
        return bp_fail(err, NULL, BP_ECHART, "gnuplot ended without a picture");
    size_t before = picture->n;
    bp_status status = bp_file_read(picture, path, BYTES_MOST, err);
    if (status != BP_OK)
        return status;
    const bp_text got = { picture->at + before, picture->n - before };
    if (!begins(got, job->head) || !ends(got, job->tail))
        return bp_fail(err, NULL, BP_ECHART, "gnuplot left half a picture (%zu bytes)",
                       got.n);
    return BP_OK;
}

/* Everything that happens inside the folder. */
static bp_status work(bp_str *picture, const char *program, const bp_str *folder,
                      const bp_gnuplot_job *job, bp_err *err)
{
    bp_str path = { 0 }, said = { 0 }, home = { 0 };
    bp_status status = BP_OK;
    for (size_t i = 0; i < job->n_files && status == BP_OK; i++) {
        status = join(&path, folder, job->file[i].name, err);
        if (status == BP_OK)
            status = write_file(path.at, job->file[i].bytes, err);
    }
    bp_str_printf(&home, "HOME=%s", folder->at);
    if (status == BP_OK && home.failed)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for a path");
    if (status == BP_OK) {
        char *argv[] = { "gnuplot", "-d", (char *)job->file[0].name, NULL };
        char *envp[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", home.at, NULL };
        const bp_child child = { program, argv, envp, folder->at, job->seconds };
        status = bp_child_run(&said, &child, err);
    }
    if (status == BP_OK)
        status = join(&path, folder, job->picture, err);
    if (status == BP_OK)
        status = look(picture, path.at, job, err);
    bp_str_release(&home);
    bp_str_release(&said);
    bp_str_release(&path);
    return status;
}

bp_status bp_gnuplot_run(bp_str *picture, const bp_gnuplot_job *job, bp_err *err)
{
    bp_str program = { 0 }, folder = { 0 };
    int held = -1;
    bp_status status = find(&program, err);
    if (status == BP_OK)
        status = bp_temporary_folder(&folder, &held, err);
    if (status == BP_OK) {
        status = work(picture, program.at, &folder, job, err);
        remove_folder(folder.at, job);
        close(held);
    }
    bp_str_release(&folder);
    bp_str_release(&program);
    return status;
}
