/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.c - one run of gnuplot.
 *
 * It works in a private folder that holds the script, its data and nothing else; the
 * picture is taken only when it begins and ends as its format does, since gnuplot reports
 * success for half a file on a full disk.
 *
 * Most of the time of a run is spent on gnuplot's start: it is linked to libraries for
 * pictures of all formats.  So one process can draw several pictures, each in a folder
 * below the private one; between two of them it forgets what it was told.  What goes
 * wrong there costs time only, since a picture that is not there can be drawn alone. */
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
#define ALL "charts.gp"
#define NAME_MOST 64 /* bytes of a file's name, with its folder's */

/* The jobs of one process. */
typedef struct run {
    const bp_gnuplot_job *job;
    size_t n;
    bool several; /* each has a folder in the private one, which is named by its number */
    const char *folder;
    int held; /* the folder, open */
} run;

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

/* The folder of job i, from the private one. */
static void put_folder(char out[NAME_MOST], const run *r, size_t i)
{
    if (r->several)
        snprintf(out, NAME_MOST, "%zu", i);
    else
        snprintf(out, NAME_MOST, ".");
}

/* A file in it. */
static void put_name(char out[NAME_MOST], const run *r, size_t i, const char *name)
{
    const int n = r->several ? snprintf(out, NAME_MOST, "%zu/", i) : 0;
    snprintf(out + n, NAME_MOST - (size_t)n, "%s", name);
}

/* False where gnuplot, which has ended, has put a link in its place. */
static bool has_folder(const run *r, size_t i)
{
    char name[NAME_MOST];
    struct stat s;
    put_folder(name, r, i);
    return fstatat(r->held, name, &s, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(s.st_mode);
}

/* First what is known to be there, since removing whatever else gnuplot made takes memory
 * and descriptors, and these may be what ran out. */
static void remove_job(const run *r, size_t i)
{
    const bp_gnuplot_job *job = &r->job[i];
    char name[NAME_MOST];
    if (!has_folder(r, i))
        return;
    for (size_t k = 0; k < job->n_files; k++) {
        put_name(name, r, i, job->file[k].name);
        unlinkat(r->held, name, 0);
    }
    put_name(name, r, i, job->picture);
    unlinkat(r->held, name, 0);
    put_folder(name, r, i);
    if (r->several)
        unlinkat(r->held, name, AT_REMOVEDIR);
}

static void remove_all(const run *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->job[i].n_files > 0)
            remove_job(r, i);
    if (r->several)
        unlinkat(r->held, ALL, 0);
    bp_temporary_remove(r->folder);
}

static bp_status join(bp_str *path, const char *folder, const char *name, bp_err *err)
{
    bp_str_clear(path);
    bp_str_printf(path, "%s/%s", folder, name);
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

/* Appends job i's picture. */
static bp_status look(bp_str *picture, const run *r, size_t i, bp_err *err)
{
    const bp_gnuplot_job *job = &r->job[i];
    const size_t before = picture->n;
    char name[NAME_MOST];
    struct stat s;
    bp_str path = { 0 };
    put_name(name, r, i, job->picture);
    bp_status status = join(&path, r->folder, name, err);
    if (status == BP_OK &&
        (!has_folder(r, i) || lstat(path.at, &s) != 0 || !S_ISREG(s.st_mode)))
        status = bp_fail(err, NULL, BP_ECHART, "gnuplot ended without a picture");
    if (status == BP_OK)
        status = bp_file_read(picture, path.at, BYTES_MOST, err);
    bp_str_release(&path);
    if (status != BP_OK)
        return status;
    const bp_text got = { picture->at + before, picture->n - before };
    if (!begins(got, job->head) || !ends(got, job->tail))
        return bp_fail(err, NULL, BP_ECHART, "gnuplot left half a picture (%zu bytes)",
                       got.n);
    return BP_OK;
}

static bp_status write_job(const run *r, size_t i, bp_str *path, bp_err *err)
{
    const bp_gnuplot_job *job = &r->job[i];
    char name[NAME_MOST];
    put_folder(name, r, i);
    if (r->several && mkdirat(r->held, name, 0700) != 0)
        return bp_fail(err, &(bp_loc){ .file = r->folder }, BP_EIO,
                       "cannot make a folder: %s", strerror(errno));
    bp_status status = BP_OK;
    for (size_t k = 0; k < job->n_files && status == BP_OK; k++) {
        put_name(name, r, i, job->file[k].name);
        status = join(path, r->folder, name, err);
        if (status == BP_OK)
            status = write_file(path->at, job->file[k].bytes, err);
    }
    return status;
}

/* The script that runs all others.  `set output` ends a picture. */
static bp_status write_script(const run *r, bp_str *path, bp_err *err)
{
    bp_str script = { 0 };
    for (size_t i = 0; i < r->n; i++)
        if (r->job[i].n_files > 0)
            bp_str_printf(&script,
                          "cd '%zu'\nload '%s'\nset output\nreset session\ncd '..'\n", i,
                          r->job[i].file[0].name);
    bp_status status =
        script.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a script") : BP_OK;
    if (status == BP_OK)
        status = join(path, r->folder, ALL, err);
    if (status == BP_OK)
        status = write_file(path->at, bp_str_text(&script), err);
    bp_str_release(&script);
    return status;
}

/* Several have the time of one: what is not drawn then can have its own. */
static double seconds_of(const run *r)
{
    double most = 0;
    for (size_t i = 0; i < r->n; i++)
        most = r->job[i].seconds > most ? r->job[i].seconds : most;
    return most;
}

static bp_status start(const run *r, const char *program, bp_err *err)
{
    bp_str said = { 0 }, home = { 0 };
    bp_str_printf(&home, "HOME=%s", r->folder);
    bp_status status =
        home.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a path") : BP_OK;
    if (status == BP_OK) {
        const char *script = r->several ? ALL : r->job[0].file[0].name;
        char *argv[] = { "gnuplot", "-d", (char *)script, NULL };
        char *envp[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", home.at, NULL };
        const bp_child child = { program, argv, envp, r->folder, seconds_of(r) };
        status = bp_child_run(&said, &child, err);
    }
    bp_str_release(&home);
    bp_str_release(&said);
    return status;
}

/* Everything that happens inside the folder up to gnuplot's end. */
static bp_status work(const run *r, const char *program, bp_err *err)
{
    bp_str path = { 0 };
    bp_status status = BP_OK;
    for (size_t i = 0; i < r->n && status == BP_OK; i++)
        if (r->job[i].n_files > 0)
            status = write_job(r, i, &path, err);
    if (status == BP_OK && r->several)
        status = write_script(r, &path, err);
    if (status == BP_OK)
        status = start(r, program, err);
    bp_str_release(&path);
    return status;
}

/* The pictures that are there.  Where the run failed the last one may be what was being
 * drawn, since gnuplot ends as a whole one what it gives up. */
static void take_drawn(bp_str picture[], const run *r, bool failed)
{
    size_t last = r->n;
    for (size_t i = 0; i < r->n; i++) {
        bp_err why;
        if (r->job[i].n_files == 0)
            continue;
        if (look(&picture[i], r, i, &why) == BP_OK)
            last = i;
        else
            bp_str_release(&picture[i]);
    }
    if (failed && last < r->n)
        bp_str_release(&picture[last]);
}

static bp_status run_in(bp_str picture[], run *r, const char *program, bp_err *err)
{
    bp_str folder = { 0 };
    bp_status status = bp_temporary_folder(&folder, &r->held, err);
    if (status == BP_OK) {
        r->folder = folder.at;
        status = work(r, program, err);
        if (r->several)
            take_drawn(picture, r, status != BP_OK);
        else if (status == BP_OK)
            status = look(picture, r, 0, err);
        remove_all(r);
        close(r->held);
    }
    bp_str_release(&folder);
    return status;
}

bp_status bp_gnuplot_run(bp_str *picture, const bp_gnuplot_job *job, bp_err *err)
{
    bp_str program = { 0 };
    bp_status status = find(&program, err);
    if (status == BP_OK)
        status = run_in(picture, &(run){ .job = job, .n = 1 }, program.at, err);
    bp_str_release(&program);
    return status;
}

bp_status bp_gnuplot_run_all(bp_str picture[], const bp_gnuplot_job job[], size_t n,
                             bp_err *err)
{
    bp_str program = { 0 };
    bp_err own;
    bp_status status = find(&program, &own);
    if (status == BP_OK)
        status = run_in(picture, &(run){ .job = job, .n = n, .several = true },
                        program.at, &own);
    bp_str_release(&program);
    if (status != BP_ESTOPPED)
        return BP_OK;
    *err = own;
    return status;
}
