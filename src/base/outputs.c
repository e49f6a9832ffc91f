/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outputs.c - output files that appear whole or not at all.
 *
 * A report that is cut looks like one that is complete, so nothing is written in place:
 * the bytes go into a temporary file in the target's folder, are synced, and trade places
 * with the old file when all outputs of the run are that far.  In that folder and not in
 * /tmp, since a rename cannot move bytes to another device.  The old files stay until
 * nothing can fail any more, so that the outputs of a run are all new or all old. */
#define _GNU_SOURCE
#include "base/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/temporary.h"
#include "benchpay/stop.h"

/* One target.  A regular file has its bytes in `temp` until it is placed, and what was
 * there before after that; what is written through keeps them in memory. */
typedef struct target {
    char *name; /* as given, for messages */
    char *path; /* resolved; "-" is standard output */
    char *temp; /* NULL: written through, or nothing was there before */
    int held;   /* the lock of what `temp` names, or -1 */
    bool through;
    bool placed;
    char *bytes;
    size_t n;
} target;

struct bp_outputs {
    target *target;
    size_t n;
    size_t cap;
    bp_file_identity *input;
    size_t n_inputs;
    size_t inputs_cap;
    size_t swept;
};

static bp_status fail(bp_err *err, const char *path, const char *what)
{
    const bp_loc at = { .file = strcmp(path, "-") == 0 ? "(standard output)" : path };
    if (errno == EINTR && bp_stop_asked() != 0)
        return bp_stop_check(err);
    return bp_fail(err, &at, BP_EIO, "%s: %s", what, strerror(errno));
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "out of memory");
}

bp_status bp_outputs_new(bp_outputs **out, bp_err *err)
{
    bp_outputs *o = bp_alloc(sizeof *o, 0, 0);
    if (o == NULL)
        return no_memory(err);
    *out = o;
    return BP_OK;
}

static void target_release(target *t)
{
    if (t->temp != NULL)
        unlink(t->temp);
    if (t->held >= 0)
        close(t->held);
    free(t->name);
    free(t->path);
    free(t->temp);
    free(t->bytes);
}

void bp_outputs_free(bp_outputs *o)
{
    if (o == NULL)
        return;
    for (size_t i = 0; i < o->n; i++)
        target_release(&o->target[i]);
    free(o->target);
    free(o->input);
    free(o);
}

/* A path that does not exist yet: its folder without links, and its name. */
static bp_status resolve_new(char **out, const char *path, bp_err *err)
{
    const size_t n = bp_file_folder(path).n;
    char *named = n == 0 ? bp_copy(".", 1) : bp_copy(path, n > 1 ? n - 1 : 1);
    if (named == NULL)
        return no_memory(err);
    bp_status status = BP_OK;
    char *folder = realpath(named, NULL);
    if (folder == NULL && errno == ENOMEM)
        status = no_memory(err);
    else if (folder == NULL)
        status = bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "folder '%s': %s", named,
                         strerror(errno));
    free(named);
    if (status != BP_OK)
        return status;

    char *whole = bp_str_join(bp_text_of(folder), "/", path + n);
    free(folder);
    if (whole == NULL)
        return no_memory(err);
    *out = whole;
    return BP_OK;
}

/* "-", or another name of what standard output already is: "/dev/stdout". */
static bool is_standard(const char *path)
{
    struct stat a, b;
    return strcmp(path, "-") == 0 ||
           (stat(path, &a) == 0 && fstat(STDOUT_FILENO, &b) == 0 &&
            a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* Two names of the same target resolve alike. */
static bp_status resolve(char **out, const char *path, bp_err *err)
{
    struct stat st;
    if (path[bp_file_folder(path).n] == '\0')
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "not the name of a file");
    char *known = is_standard(path) ? bp_copy("-", 1) : realpath(path, NULL);
    if (known == NULL && errno == ENOMEM)
        return no_memory(err);
    if (known == NULL && bp_file_is_regular(path))
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "has been removed");
    if (known == NULL && lstat(path, &st) == 0 && S_ISLNK(st.st_mode))
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO,
                       "is a symbolic link that leads nowhere");
    if (known == NULL)
        return resolve_new(out, path, err);

    if (strcmp(known, "-") != 0 && stat(known, &st) == 0 && S_ISDIR(st.st_mode)) {
        free(known);
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "is a folder");
    }
    *out = known;
    return BP_OK;
}

static bp_status check_new(const bp_outputs *o, const char *resolved, const char *path,
                           bp_err *err)
{
    for (size_t i = 0; i < o->n; i++)
        if (strcmp(o->target[i].path, resolved) == 0)
            return bp_fail(err, NULL, BP_EUSAGE, "output '%s' is named twice", path);
    return BP_OK;
}

/* Also where the shell opened it: `benchpay ... a.csv >>a.csv` would read what it writes.
 */
static bool same_file(const char *output, const char *input)
{
    return bp_file_same(bp_file_identify(output, STDOUT_FILENO),
                        bp_file_identify(input, STDIN_FILENO));
}

static bool remember(bp_outputs *o, const char *input)
{
    const bp_file_identity is = bp_file_identify(input, STDIN_FILENO);
    if (!is.known)
        return true;
    if (!bp_reserve(&o->input, &o->inputs_cap, o->n_inputs + 1, sizeof o->input[0]))
        return false;
    o->input[o->n_inputs++] = is;
    return true;
}

static bp_status fail_input(const char *path, bp_err *err)
{
    return bp_fail(err, NULL, BP_EUSAGE, "output '%s' is also an input", path);
}

bp_status bp_outputs_check(bp_outputs *o, const char *path, const char *const inputs[],
                           size_t n_inputs, bp_err *err)
{
    char *resolved = NULL;
    bp_status status = resolve(&resolved, path, err);
    if (status == BP_OK)
        status = check_new(o, resolved, path, err);
    for (size_t i = 0; i < n_inputs && status == BP_OK; i++) {
        if (same_file(path, inputs[i]))
            status = strcmp(path, "-") == 0
                         ? bp_fail(err, NULL, BP_EUSAGE,
                                   "standard output is also an input: '%s'", inputs[i])
                         : fail_input(path, err);
        else if (!remember(o, inputs[i]))
            status = no_memory(err);
    }
    free(resolved);
    return status;
}

/* Has it become one of the inputs meanwhile? */
static bool is_input(const bp_outputs *o, const char *path)
{
    const bp_file_identity is = bp_file_identify(path, -1);
    bool input = false;
    for (size_t i = 0; strcmp(path, "-") != 0 && i < o->n_inputs; i++)
        input |= bp_file_same(o->input[i], is);
    return input;
}

/* Network file systems let a signal interrupt it. */
static bool sync_all(int fd)
{
    int failed;
    do
        failed = fsync(fd);
    while (failed != 0 && errno == EINTR && bp_stop_asked() == 0);
    return failed == 0;
}

#define PIECE ((size_t)256 << 10)

/* Writes what is read a piece at a time. */
static bp_status write_pieces(target *t, const bp_pack_source *from, bp_err *err)
{
    char *piece = bp_alloc(0, PIECE, 1);
    bp_status status = piece != NULL ? BP_OK : no_memory(err);
    for (uint64_t at = 0; status == BP_OK && at < from->n; at += PIECE) {
        const size_t n = from->n - at < PIECE ? (size_t)(from->n - at) : PIECE;
        status = from->read(from->from, at, piece, n, err);
        if (status == BP_OK && !bp_file_write(t->held, piece, n))
            status = fail(err, t->name, "cannot be written");
    }
    free(piece);
    return status;
}

/* Makes t->temp in the folder of t->path. */
static bp_status write_temp(target *t, const bp_pack_source *from, bp_err *err)
{
    bp_status status = BP_OK;
    if (!bp_temporary_file(&t->temp, &t->held, bp_file_folder(t->path)))
        return errno == ENOMEM ? no_memory(err) : fail(err, t->name, "cannot be written");
    if (from->at == NULL)
        status = write_pieces(t, from, err);
    else if (!bp_file_write(t->held, from->at, (size_t)from->n))
        status = fail(err, t->name, "cannot be written");
    return status != BP_OK || sync_all(t->held) ? status
                                                : fail(err, t->name, "cannot be written");
}

static bool written_through(const char *path)
{
    struct stat st;
    return strcmp(path, "-") == 0 || (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

static bp_status target_init(target *t, const bp_pack_source *from, bp_err *err)
{
    t->through = written_through(t->path);
    if (!t->through)
        return write_temp(t, from, err);
    t->n = (size_t)from->n;
    t->bytes = from->at != NULL ? bp_copy(from->at, t->n) : bp_alloc(1, t->n, 1);
    if (t->bytes == NULL)
        return no_memory(err);
    return from->at == NULL ? from->read(from->from, 0, t->bytes, t->n, err) : BP_OK;
}

bp_status bp_outputs_add(bp_outputs *o, const char *path, bp_text bytes, bp_err *err)
{
    const bp_pack_source from = bp_pack_memory(bytes);
    return bp_outputs_add_from(o, path, &from, err);
}

bp_status bp_outputs_add_from(bp_outputs *o, const char *path, const bp_pack_source *from,
                              bp_err *err)
{
    if (!bp_reserve(&o->target, &o->cap, o->n + 1, sizeof o->target[0]))
        return no_memory(err);
    target t = { .name = bp_copy(path, strlen(path)), .held = -1 };
    bp_status status = t.name != NULL ? resolve(&t.path, path, err) : no_memory(err);
    if (status == BP_OK)
        status = check_new(o, t.path, path, err);
    if (status == BP_OK && is_input(o, t.path))
        status = fail_input(path, err);
    if (status == BP_OK)
        status = target_init(&t, from, err);
    if (status != BP_OK) {
        target_release(&t);
        return status;
    }
    o->target[o->n++] = t;
    return BP_OK;
}

static bp_status write_through(const target *t, bp_err *err)
{
    bool standard = strcmp(t->path, "-") == 0;
    int fd = standard ? STDOUT_FILENO : open(t->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(err, t->name, "cannot be written");
    bool good = bp_file_write(fd, t->bytes, t->n);
    int cause = errno;
    if (!standard && close(fd) != 0 && good) {
        good = false;
        cause = errno;
    }
    errno = cause;
    if (good || (standard && cause == EPIPE))
        return BP_OK;
    return fail(err, t->name, "cannot be written");
}

/* The old file gets a second name and gives up its first, where the file system cannot
 * let two trade places. */
static bool replace(target *t)
{
    char *old = NULL;
    int fd;
    if (!bp_temporary_file(&old, &fd, bp_file_folder(t->path)))
        return false;
    close(fd);
    const bool kept = unlink(old) == 0 && link(t->path, old) == 0;
    const bool moved = kept && rename(t->temp, t->path) == 0;
    if (moved) {
        free(t->temp);
        t->temp = old;
        return true;
    }
    const int why = errno;
    unlink(old);
    free(old);
    errno = why;
    return false;
}

/* Opens and holds what is in the place, so that no other run sweeps it away; -1: nothing
 * is, or it cannot be read.  False with errno set for what has come there and is no file.
 */
static bool hold_old(int *old, const char *path)
{
    struct stat st;
    *old = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*old < 0)
        return true;
    if (fstat(*old, &st) == 0 && !S_ISREG(st.st_mode)) {
        close(*old);
        errno = S_ISDIR(st.st_mode) ? EISDIR : EEXIST;
        return false;
    }
    flock(*old, LOCK_SH | LOCK_NB);
    return true;
}

/* The two trade places, or one goes where nothing is. */
static bool exchange(target *t)
{
    if (renameat2(AT_FDCWD, t->temp, AT_FDCWD, t->path, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS && errno != EPERM)
        return false;
    if (access(t->path, F_OK) == 0)
        return replace(t);
    if (rename(t->temp, t->path) != 0)
        return false;
    free(t->temp);
    t->temp = NULL;
    return true;
}

/* Puts the new file in its place; t->temp is then what was there.  False with errno set.
 */
static bool place(target *t)
{
    int old;
    if (!hold_old(&old, t->path))
        return false;
    t->placed = exchange(t);
    const int why = errno;
    const int done = t->placed ? t->held : old;
    if (done >= 0)
        close(done);
    if (t->placed)
        t->held = old;
    errno = why;
    return t->placed;
}

/* What was there before is there again.  When that fails it stays under its other name,
 * which the failure names, too. */
static void take_back(target *t, bp_err *err)
{
    t->placed = false;
    if (t->temp == NULL) {
        unlink(t->path);
        return;
    }
    if (rename(t->temp, t->path) != 0)
        bp_fail(err, &(bp_loc){ .file = t->name }, BP_EIO,
                "cannot be put back: %s; what it was is in '%s'", strerror(errno),
                t->temp);
    free(t->temp);
    t->temp = NULL;
}

/* A name that is on the disk although its bytes are: of no use to tell when it fails,
 * since the files are there. */
static void sync_folder(bp_text folder)
{
    char *path = bp_str_join(folder, ".", "");
    const int fd = path != NULL ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(path);
}

static void drop_old(target *t)
{
    if (t->temp != NULL)
        unlink(t->temp);
    if (t->held >= 0)
        close(t->held);
    free(t->temp);
    t->temp = NULL;
    t->held = -1;
}

/* The old files go, all of them before the folders are swept: one may have a second name
 * there, of a run that was killed, which is not swept while it is held. */
static void settle(bp_outputs *o)
{
    for (size_t i = 0; i < o->n; i++)
        drop_old(&o->target[i]);
    for (size_t i = 0; i < o->n; i++) {
        const target *t = &o->target[i];
        if (t->through)
            continue;
        const bp_text folder = bp_file_folder(t->path);
        if (i > 0 && bp_text_equal(folder, bp_file_folder(o->target[i - 1].path)))
            continue;
        sync_folder(folder);
        o->swept += bp_temporary_sweep(folder);
    }
}

static bp_status place_all(bp_outputs *o, bp_err *err)
{
    for (size_t i = 0; i < o->n; i++)
        if (!o->target[i].through && !place(&o->target[i]))
            return fail(err, o->target[i].name, "cannot be replaced");
    return BP_OK;
}

/* Devices and FIFOs, or standard output. */
static bp_status write_those(bp_outputs *o, bool standard, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; i < o->n && status == BP_OK; i++)
        if (o->target[i].through && (strcmp(o->target[i].path, "-") == 0) == standard)
            status = write_through(&o->target[i], err);
    return status;
}

bp_status bp_outputs_commit(bp_outputs *o, bp_err *err)
{
    bp_status status = place_all(o, err);
    if (status == BP_OK)
        status = write_those(o, false, err);
    if (status == BP_OK)
        status = write_those(o, true, err);
    if (status == BP_OK)
        settle(o);
    for (size_t i = o->n; i-- > 0 && status != BP_OK;)
        if (o->target[i].placed)
            take_back(&o->target[i], err);
    return status;
}

size_t bp_outputs_swept(const bp_outputs *o)
{
    return o->swept;
}
