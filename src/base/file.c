/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file.c - output files that appear whole or not at all, and small files read whole.
 *
 * A report that is cut looks like one that is complete, so nothing is written in place:
 * the bytes go into a file with a meaningless name in the target's folder, are synced,
 * and are renamed when all outputs of the run are that far.  In that folder and not in
 * /tmp, since a rename cannot move bytes to another device.  Pipes and devices, which
 * cannot be renamed, are written before the first rename. */
#define _GNU_SOURCE
#include "base/file.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/unchanged.h"
#include "benchpay/stop.h"

/* One target.  A regular file has its bytes in `temp` already; what is written
 * through keeps them until commit. */
typedef struct target {
    char *name; /* as given, for messages */
    char *path; /* resolved; "-" is standard output */
    char *temp; /* NULL: written through, or renamed already */
    char *bytes;
    size_t n;
} target;

struct bp_outputs {
    target *target;
    size_t n;
    size_t cap;
};

static bp_status fail(bp_err *err, const char *path, const char *what)
{
    const bp_loc at = { .file = strcmp(path, "-") == 0 ? "(standard output)" : path };
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
    free(o);
}

/* The bytes of `path` that name its folder, with the last '/': 0 for none. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* The three texts as one, malloc'd; NULL when memory is out. */
static char *join(bp_text a, const char *b, const char *c)
{
    bp_str s = { 0 };
    bp_str_bytes(&s, a.at, a.n);
    bp_str_puts(&s, b);
    bp_str_puts(&s, c);
    if (!s.failed)
        return s.at;
    bp_str_release(&s);
    return NULL;
}

/* A path that does not exist yet: its folder without links, and its name. */
static bp_status resolve_new(char **out, const char *path, bp_err *err)
{
    const size_t n = folder_length(path);
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

    char *whole = join(bp_text_of(folder), "/", path + n);
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

bool bp_file_is_regular(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Two names of the same target resolve alike. */
static bp_status resolve(char **out, const char *path, bp_err *err)
{
    struct stat st;
    if (path[folder_length(path)] == '\0')
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "not the name of a file");
    char *known = is_standard(path) ? bp_copy("-", 1) : realpath(path, NULL);
    if (known == NULL && errno == ENOMEM)
        return no_memory(err);
    if (known == NULL && bp_file_is_regular(path))
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO, "has been removed");
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

/* What "-" or a path is; `standard` is the descriptor that "-" means. */
static bool look_at(struct stat *out, const char *path, int standard)
{
    return (strcmp(path, "-") == 0 ? fstat(standard, out) : stat(path, out)) == 0;
}

/* Also where the shell opened it: `benchpay ... a.csv >>a.csv` would read what it writes. */
static bool same_file(const char *output, const char *input)
{
    struct stat a, b;
    return look_at(&a, output, STDOUT_FILENO) && S_ISREG(a.st_mode) &&
           look_at(&b, input, STDIN_FILENO) && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

bp_status bp_outputs_check(const bp_outputs *o, const char *path,
                           const char *const inputs[], size_t n_inputs, bp_err *err)
{
    char *resolved = NULL;
    bp_status status = resolve(&resolved, path, err);
    if (status == BP_OK)
        status = check_new(o, resolved, path, err);
    for (size_t i = 0; i < n_inputs && status == BP_OK; i++)
        if (same_file(path, inputs[i]))
            status = strcmp(path, "-") == 0
                         ? bp_fail(err, NULL, BP_EUSAGE,
                                   "standard output is also an input: '%s'", inputs[i])
                         : bp_fail(err, NULL, BP_EUSAGE, "output '%s' is also an input",
                                   path);
    free(resolved);
    return status;
}

/* False with errno set; EINTR only when somebody asked to stop. */
static bool write_all(int fd, const char *at, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, at, n);
        if (done < 0 && (errno != EINTR || bp_stop_asked() != 0))
            return false;
        if (done > 0) {
            at += done;
            n -= (size_t)done;
        }
    }
    return true;
}

/* Makes t->temp in the folder of t->path.  Its name says nothing of the data. */
static bp_status write_temp(target *t, bp_text bytes, bp_err *err)
{
    char *temp =
        join((bp_text){ t->path, folder_length(t->path) }, "", ".benchpay-XXXXXX");
    if (temp == NULL)
        return no_memory(err);
    int fd = mkostemp(temp, O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        bp_status status = fail(err, t->name, "cannot be written");
        free(temp);
        return status;
    }
    t->temp = temp;
    bool good = write_all(fd, bytes.at, bytes.n) && fsync(fd) == 0;
    int cause = errno;
    if (close(fd) != 0 && good) {
        good = false;
        cause = errno;
    }
    errno = cause;
    return good ? BP_OK : fail(err, t->name, "cannot be written");
}

static bool written_through(const char *path)
{
    struct stat st;
    return strcmp(path, "-") == 0 || (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

static bp_status target_init(target *t, bp_text bytes, bp_err *err)
{
    if (!written_through(t->path))
        return write_temp(t, bytes, err);
    t->bytes = bp_copy(bytes.at, bytes.n);
    t->n = bytes.n;
    return t->bytes != NULL ? BP_OK : no_memory(err);
}

bp_status bp_outputs_add(bp_outputs *o, const char *path, bp_text bytes, bp_err *err)
{
    if (!bp_reserve(&o->target, &o->cap, o->n + 1, sizeof o->target[0]))
        return no_memory(err);
    target t = { .name = bp_copy(path, strlen(path)) };
    bp_status status = t.name != NULL ? resolve(&t.path, path, err) : no_memory(err);
    if (status == BP_OK)
        status = check_new(o, t.path, path, err);
    if (status == BP_OK)
        status = target_init(&t, bytes, err);
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
    bool good = write_all(fd, t->bytes, t->n);
    int cause = errno;
    if (!standard && close(fd) != 0 && good) {
        good = false;
        cause = errno;
    }
    errno = cause;
    if (good || (standard && cause == EPIPE))
        return BP_OK;
    if (cause == EINTR)
        return bp_stop_check(err);
    return fail(err, t->name, "cannot be written");
}

bp_status bp_outputs_commit(bp_outputs *o, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; i < o->n && status == BP_OK; i++)
        if (o->target[i].temp == NULL)
            status = write_through(&o->target[i], err);
    for (size_t i = 0; i < o->n && status == BP_OK; i++) {
        target *t = &o->target[i];
        if (t->temp == NULL)
            continue;
        if (rename(t->temp, t->path) != 0)
            return fail(err, t->name, "cannot be replaced");
        free(t->temp);
        t->temp = NULL;
    }
    return status;
}

static bp_status read_all(bp_str *out, int fd, const char *path, size_t most, bp_err *err)
{
    char block[8192];
    const size_t before = out->n;
    for (;;) {
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR && bp_stop_asked() == 0)
            continue;
        if (n < 0)
            return fail(err, path, "cannot be read");
        if (n == 0)
            break;
        bp_str_bytes(out, block, (size_t)n);
        if (out->n - before > most)
            return bp_fail(err, &(bp_loc){ .file = path }, BP_ELIMIT,
                           "is larger than %zu bytes", most);
    }
    return out->failed ? no_memory(err) : BP_OK;
}

bp_status bp_file_read(bp_str *out, const char *path, size_t most, bp_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(err, path, "cannot be read");
    struct stat was, now;
    const bool known = fstat(fd, &was) == 0;
    bp_status status = read_all(out, fd, path, most, err);
    if (status == BP_OK && known && fstat(fd, &now) == 0 && !bp_unchanged(&was, &now))
        status = bp_fail(err, &(bp_loc){ .file = path }, BP_EIO,
                         "changed while it was read");
    close(fd);
    return status;
}

bp_status bp_file_read_standard(bp_str *out, size_t most, bp_err *err)
{
    return read_all(out, STDIN_FILENO, "(standard input)", most, err);
}

/* The folder of the object that has this code, with the last '/', in path[PATH_MAX]: the
 * shared library's, or the program's when it is linked in.  False when unknown. */
static bool own_folder(char *path)
{
    static const char here = 0;
    Dl_info own;
    bool known = dladdr(&here, &own) != 0 && strstr(own.dli_fname, ".so") != NULL &&
                 realpath(own.dli_fname, path) != NULL;
    if (!known)
        known = realpath("/proc/self/exe", path) != NULL;
    if (known)
        path[folder_length(path)] = '\0';
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
        char *path = join(places[i].folder, places[i].below, part);
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
