/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.c - a gnuplot that waits for what it will draw.
 *
 * It works in a private folder, where each picture has a folder of its own with a script,
 * its data and nothing else, and is told by its standard input to load the script.  A
 * picture is taken only when it begins and ends as its format does, since gnuplot reports
 * success for half a file on a full disk; files are made and read by the open folder
 * without following a link, since whoever draws is not trusted and runs meanwhile. */
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
#include "base/mem.h"
#include "base/temporary.h"
#include "chart/child.h"

#define BYTES_MOST ((size_t)64 << 20)
#define COMMANDS_MOST 200
#define DRAWN "drawn"
#define READ "read"

/* What it does after each picture, in a word each: it takes commands a byte at a time.
 * `set output` ends a picture, and `set print` sends the answer to us whatever a script
 * said of it.  `reset` undoes all that a picture set; what variables it left, each script
 * that reads them gives a value again, and none has variables of these names. */
#define MACROS                                                                           \
    "DRAWN = \"set output; set print; print '" DRAWN "'\"; "                             \
    "READ = \"set print; print '" READ "'; cd '..'; reset\"\n"

/* Pictures that it knows of at a time: the commands for all have room in a page, which
 * is the least that a pipe holds. */
#define PLACES 16

/* Where a picture is drawn. */
typedef struct place {
    const bp_gnuplot_job *job;
    int held; /* its folder, open */
    char name[24];
} place;

struct bp_gnuplot {
    bp_str folder;
    int held; /* the folder, open */
    bp_child child;
    size_t told;         /* so many pictures, ... */
    size_t drawn;        /* ... of which so many are done */
    place place[PLACES]; /* of the others: that of the i-th is i % PLACES */
};

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
            return bp_no_memory(err, "a path");
        if (at[0] == '/' && runnable(program->at))
            return BP_OK;
        at += n + (at[n] == ':');
    }
    return bp_fail(err, NULL, BP_ECHART,
                   "there is no gnuplot in PATH; charts need it (Debian: gnuplot-nox)");
}

static bp_status cannot(const char *what, const char *folder, const char *name, int why,
                        bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = folder, .name = name }, BP_EIO,
                   "cannot be %s: %s", what, strerror(why));
}

static bp_status write_file(const bp_gnuplot *g, const place *at,
                            const bp_gnuplot_file *f, bp_err *err)
{
    int fd = openat(at->held, f->name,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return cannot("written", g->folder.at, f->name, errno, err);
    bool written = bp_file_write(fd, f->bytes.at, f->bytes.n);
    int why = errno;
    if (close(fd) != 0 && written) {
        written = false;
        why = errno;
    }
    return written ? BP_OK : cannot("written", g->folder.at, f->name, why, err);
}

/* First what is known to be there, since removing whatever else gnuplot made takes memory
 * and descriptors, and these may be what ran out. */
static void leave(const bp_gnuplot *g, const place *at)
{
    for (size_t i = 0; at->held >= 0 && i < at->job->n_files; i++)
        unlinkat(at->held, at->job->file[i].name, 0);
    if (at->held >= 0) {
        unlinkat(at->held, at->job->picture, 0);
        close(at->held);
    }
    unlinkat(g->held, at->name, AT_REMOVEDIR);
}

/* In a new folder. */
static bp_status settle(const bp_gnuplot *g, place *at, bp_err *err)
{
    if (mkdirat(g->held, at->name, 0700) != 0)
        return cannot("made", g->folder.at, at->name, errno, err);
    at->held = openat(g->held, at->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (at->held < 0)
        return cannot("opened", g->folder.at, at->name, errno, err);
    bp_status status = BP_OK;
    for (size_t i = 0; i < at->job->n_files && status == BP_OK; i++)
        status = write_file(g, at, &at->job->file[i], err);
    return status;
}

/* Line ends at the end do not count. */
static bool is_whole(bp_text t, const bp_gnuplot_job *job)
{
    while (t.n > 0 && t.at[t.n - 1] == '\n')
        t.n--;
    return bp_text_begins(t, job->head) && bp_text_ends(t, job->tail);
}

/* Appends the picture that was drawn. */
static bp_status look(bp_str *picture, const place *at, bp_err *err)
{
    const bp_gnuplot_job *job = at->job;
    const size_t before = picture->n;
    struct stat s;
    const int fd = openat(at->held, job->picture,
                          O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bp_status status =
        fd >= 0 && fstat(fd, &s) == 0 && S_ISREG(s.st_mode)
            ? bp_file_read_open(picture, fd, job->picture, BYTES_MOST, err)
            : bp_fail(err, NULL, BP_ECHART, "gnuplot ended without a picture");
    if (fd >= 0)
        close(fd);
    if (status != BP_OK)
        return status;
    const bp_text got = { picture->at + before, picture->n - before };
    return is_whole(got, job) ? BP_OK
                              : bp_fail(err, NULL, BP_ECHART,
                                        "gnuplot left half a picture (%zu bytes)", got.n);
}

/* Of a line gnuplot leaves out what follows a failure, and then takes the next line. */
static bp_status order(bp_gnuplot *g, const place *at, bp_err *err)
{
    char commands[COMMANDS_MOST];
    snprintf(commands, sizeof commands, "cd '%s'; load '%s'; @DRAWN\n@READ\n", at->name,
             at->job->file[0].name);
    return bp_child_tell(&g->child, commands, err);
}

static bp_status tell(bp_gnuplot *g, const bp_gnuplot_job *job, bp_err *err)
{
    place *at = &g->place[g->told % PLACES];
    *at = (place){ .job = job, .held = -1 };
    snprintf(at->name, sizeof at->name, "%zu", g->told);
    bp_status status = settle(g, at, err);
    if (status == BP_OK)
        status = order(g, at, err);
    if (status == BP_OK)
        g->told++;
    else
        leave(g, at);
    return status;
}

bool bp_gnuplot_prepare(bp_gnuplot *g, const bp_gnuplot_job *job)
{
    bp_err none;
    return g != NULL && bp_gnuplot_waiting(g) < PLACES && tell(g, job, &none) == BP_OK;
}

size_t bp_gnuplot_waiting(const bp_gnuplot *g)
{
    return g != NULL ? g->told - g->drawn : 0;
}

bp_status bp_gnuplot_draw(bp_str *picture, bp_gnuplot *g, const bp_gnuplot_job *job,
                          bp_err *err)
{
    bp_status status = bp_gnuplot_waiting(g) == 0 ? tell(g, job, err) : BP_OK;
    if (status != BP_OK)
        return status;
    const place *at = &g->place[g->drawn % PLACES];
    status = bp_child_hear(&g->child, DRAWN "\n", READ "\n", job->seconds, err);
    if (status == BP_OK)
        status = look(picture, at, err);
    leave(g, at);
    g->drawn++;
    return status;
}

static bp_status start(bp_gnuplot *g, const char *program, bp_err *err)
{
    bp_str home = { 0 };
    bp_str_printf(&home, "HOME=%s", g->folder.at);
    char *argv[] = { "gnuplot", "-d", NULL };
    char *envp[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", home.at, NULL };
    bp_status status =
        home.failed
            ? bp_no_memory(err, "a path")
            : bp_child_start(&g->child,
                             &(bp_program){ program, argv, envp, g->folder.at }, err);
    bp_str_release(&home);
    if (status == BP_OK && bp_child_tell(&g->child, MACROS, err) != BP_OK) {
        bp_child_end(&g->child);
        return BP_ECHART;
    }
    return status;
}

static void remove_folder(bp_gnuplot *g)
{
    bp_temporary_remove(g->folder.at);
    close(g->held);
}

/* In a folder of its own. */
static bp_status begin(bp_gnuplot *g, const char *program, bp_err *err)
{
    bp_status status = bp_temporary_folder(&g->folder, &g->held, true, err);
    if (status != BP_OK)
        return status;
    status = start(g, program, err);
    if (status != BP_OK)
        remove_folder(g);
    return status;
}

bp_status bp_gnuplot_start(bp_gnuplot **out, bp_err *err)
{
    bp_str program = { 0 };
    bp_status status = find(&program, err);
    bp_gnuplot *g = status == BP_OK ? bp_alloc(sizeof *g, 0, 0) : NULL;
    if (status == BP_OK)
        status = g != NULL ? begin(g, program.at, err) : bp_no_memory(err, "gnuplot");
    bp_str_release(&program);
    if (status == BP_OK) {
        *out = g;
        return BP_OK;
    }
    if (g != NULL)
        bp_str_release(&g->folder);
    free(g);
    return status;
}

void bp_gnuplot_stop(bp_gnuplot *g)
{
    bp_child_kill(&g->child);
}

void bp_gnuplot_end(bp_gnuplot *g)
{
    if (g == NULL)
        return;
    bp_child_end(&g->child);
    for (; g->drawn < g->told; g->drawn++)
        leave(g, &g->place[g->drawn % PLACES]);
    remove_folder(g);
    bp_str_release(&g->folder);
    free(g);
}
