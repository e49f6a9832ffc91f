/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx.c - a workbook, written by a process of its own.
 *
 * The library that writes xlsx is not safe to have in our process: when memory runs out
 * it goes through NULL, or prints to standard error alone, or leaves a part out without
 * an error.  So a child writes the file, in a private folder and twice; what it left is
 * taken when both are alike and no part is cut. */
#define _XOPEN_SOURCE 700

#include "render/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/temporary.h"
#include "benchpay/stop.h"
#include "render/renderer.h"

#define PACKAGE_MOST ((size_t)1 << 30)

typedef struct place {
    bp_str folder;
    bp_str package;
    bp_str again; /* the same once more */
    bp_str said;  /* what the library printed */
    int held;     /* the folder's lock */
} place;

static void place_release(place *p)
{
    bp_str_release(&p->folder);
    bp_str_release(&p->package);
    bp_str_release(&p->again);
    bp_str_release(&p->said);
}

static bp_status place_make(place *p, bp_err *err)
{
    bp_status status = bp_temporary_folder(&p->folder, &p->held, false, err);
    if (status != BP_OK)
        return status;
    bp_str_printf(&p->package, "%s/xlsx", p->folder.at);
    bp_str_printf(&p->again, "%s/again", p->folder.at);
    bp_str_printf(&p->said, "%s/said", p->folder.at);
    if (!p->package.failed && !p->again.failed && !p->said.failed)
        return BP_OK;
    rmdir(p->folder.at);
    close(p->held);
    return bp_no_memory(err, "a path");
}

static void place_remove(const place *p)
{
    unlink(p->package.at);
    unlink(p->again.at);
    unlink(p->said.at);
    bp_temporary_remove(p->folder.at);
    close(p->held);
}

/* The child.  A file that may not grow ends it, since the library does not look. */
static _Noreturn void work(const place *p, const bp_report *r, const bp_look *look)
{
    const int said = open(p->said.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (said < 0 || dup2(said, STDERR_FILENO) < 0)
        _exit(LXW_ERROR_CREATING_TMPFILE);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    signal(SIGXFSZ, SIG_DFL);
    lxw_error error = bp_xlsx_write(p->package.at, p->folder.at, r, look);
    if (error == LXW_NO_ERROR)
        error = bp_xlsx_write(p->again.at, p->folder.at, r, look);
    /* A file that memory was missing for is no fault of the disk. */
    _exit(error != LXW_NO_ERROR && errno == ENOMEM ? (int)LXW_ERROR_MEMORY_MALLOC_FAILED
                                                   : (int)error);
}

static bp_status wait_for(pid_t child, int *ended, bp_err *err)
{
    while (waitpid(child, ended, 0) < 0) {
        if (errno != EINTR)
            return bp_fail(err, NULL, BP_EIO, "the writer of xlsx is lost: %s",
                           strerror(errno));
        if (bp_stop_asked() != 0)
            kill(child, SIGKILL);
    }
    return bp_stop_check(err);
}

static bp_status judge(int ended, const place *p, bp_err *err)
{
    struct stat said;
    const bp_loc at = { .file = p->folder.at };
    if (WIFSIGNALED(ended) && WTERMSIG(ended) == SIGXFSZ)
        return bp_fail(err, &at, BP_EIO, "the xlsx output is too large");
    if (WIFSIGNALED(ended))
        return bp_no_memory(err, "the xlsx output");
    switch (WEXITSTATUS(ended)) {
    case LXW_NO_ERROR:
        break;
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
        return bp_fail(err, NULL, BP_ELIMIT,
                       "more figures than a sheet of xlsx has rows; use csv or json");
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        return bp_fail(err, &at, BP_EIO, "the xlsx output cannot be written");
    case LXW_ERROR_PARAMETER_VALIDATION:
        return bp_fail(err, NULL, BP_EINTERNAL, "the report holds what xlsx cannot");
    default:
        return bp_no_memory(err, "the xlsx output");
    }
    return stat(p->said.at, &said) == 0 && said.st_size == 0
               ? BP_OK
               : bp_no_memory(err, "the xlsx output");
}

static bp_status take(bp_str *out, const place *p, bp_err *err)
{
    bp_str again = { 0 };
    bp_status status = bp_file_read(out, p->package.at, PACKAGE_MOST, err);
    if (status == BP_OK)
        status = bp_file_read(&again, p->again.at, PACKAGE_MOST, err);
    if (status == BP_OK && (out->n != again.n || memcmp(out->at, again.at, out->n) != 0))
        status = bp_no_memory(err, "the xlsx output");
    bp_str_release(&again);
    return status == BP_OK ? bp_xlsx_whole((bp_text){ out->at, out->n }, err) : status;
}

static bp_status run(const place *p, const bp_report *r, const bp_look *look, bp_err *err)
{
    int ended = 0;
    const pid_t child = fork();
    if (child == 0)
        work(p, r, look);
    if (child < 0)
        return bp_fail(err, NULL, BP_ELIMIT, "no process for the xlsx output");
    bp_status status = wait_for(child, &ended, err);
    return status == BP_OK ? judge(ended, p, err) : status;
}

bp_status bp_render_xlsx(bp_str *out, const bp_report *r, const bp_look *look,
                         bp_err *err)
{
    if (!r->has_xlsx)
        return bp_fail(err, NULL, BP_EUSAGE, "'%s' has no xlsx; use html or json",
                       r->command);
    place p = { .folder = { 0 } };
    bp_status status = place_make(&p, err);
    if (status == BP_OK) {
        status = run(&p, r, look, err);
        if (status == BP_OK)
            status = take(out, &p, err);
        place_remove(&p);
    }
    place_release(&p);
    return status;
}
