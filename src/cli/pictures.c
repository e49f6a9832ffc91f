/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pictures.c - the charts of a Markdown report, as files in a folder beside it.
 *
 * Markdown holds no pictures, so they need files; those join the outputs of the run,
 * and appear with the report or not at all.  The folder alone has to be there before: it
 * is noted before it is made, so that a run which fails removes what it made and nothing
 * else. */
#define _POSIX_C_SOURCE 200809L
#include "cli/pictures.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "benchpay/chart.h"
#include "cli/args.h"
#include "cli/console.h"
#include "cli/target.h"
#include "report/build.h"

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* A file, there already or not, that is not what standard output goes to. */
static bool is_own_file(const char *path)
{
    struct stat file, standard;
    if (strcmp(path, "-") == 0)
        return false;
    if (stat(path, &file) != 0)
        return true;
    return S_ISREG(file.st_mode) &&
           !(fstat(STDOUT_FILENO, &standard) == 0 && file.st_dev == standard.st_dev &&
             file.st_ino == standard.st_ino);
}

bool bp_pictures_asked(const bp_request *r)
{
    for (size_t i = 0; i < r->output.n; i++) {
        bp_format f;
        if (bp_target_format(&f, r, r->output.at[i], NULL) == BP_OK &&
            f == BP_FORMAT_MD && is_own_file(r->output.at[i]))
            return true;
    }
    return false;
}

/* "out/report-charts" for "out/report.md". */
static bp_status name_folder(const char **out, bp_run *run, const char *path, bp_err *err)
{
    const char *point = strrchr(name_of(path), '.');
    bp_str s = { 0 };
    bp_str_bytes(&s, path, point != NULL ? (size_t)(point - path) : strlen(path));
    bp_str_puts(&s, "-charts");
    *out = s.failed ? NULL : bp_arena_copy(&run->text, s.at, s.n);
    bp_str_release(&s);
    return *out != NULL ? BP_OK : bp_no_memory(err, "a path");
}

/* Pay is private: nobody else may look into a new folder. */
static bp_status make_folder(bp_run *run, const char *folder, bp_err *err)
{
    bp_status status = bp_words_add(&run->made, folder, err);
    if (status != BP_OK || mkdir(folder, 0700) == 0)
        return status;
    run->made.n--;
    return errno == EEXIST ? BP_OK
                           : bp_fail(err, &(bp_loc){ .file = folder }, BP_EIO,
                                     "folder cannot be made: %s", strerror(errno));
}

static bp_status add(bp_run *run, const char *folder, const bp_chart *c, bp_err *err)
{
    bp_str path = { 0 };
    bp_str_printf(&path, "%s/%s.svg", folder, c->id);
    bp_status status =
        path.failed ? bp_no_memory(err, "a path") : bp_target_check_link(path.at, err);
    if (status == BP_OK)
        status = bp_target_check(run->request, run->out, path.at, err);
    if (status == BP_OK)
        status = bp_outputs_add(run->out, path.at,
                                (bp_text){ c->picture, c->picture_size }, err);
    bp_str_release(&path);
    return status;
}

static bool has_picture(bp_report *report)
{
    bp_chart *c;
    for (size_t i = 0; (c = bp_report_chart(report, i)) != NULL; i++)
        if (c->picture != NULL)
            return true;
    return false;
}

bp_status bp_pictures_add(const char **folder, bp_run *run, bp_report *report,
                          const char *path, bp_err *err)
{
    if (!is_own_file(path) || !has_picture(report))
        return BP_OK;
    const char *whole;
    bp_chart *c;
    bp_status status = name_folder(&whole, run, path, err);
    if (status == BP_OK)
        status = make_folder(run, whole, err);
    for (size_t i = 0; status == BP_OK && (c = bp_report_chart(report, i)) != NULL; i++)
        if (c->picture != NULL)
            status = add(run, whole, c, err);
    if (status == BP_OK)
        *folder = name_of(whole);
    return status;
}

void bp_pictures_undo(const bp_run *run)
{
    for (size_t i = 0; i < run->made.n; i++)
        rmdir(run->made.at[i]);
}

void bp_pictures_tell(const bp_request *r)
{
    const char *unheld = bp_chart_unheld();
    char text[160];
    if (unheld == NULL || r->quiet)
        return;
    snprintf(text, sizeof text,
             "gnuplot drew without a hold on its %s, which this system lacks or refuses",
             unheld);
    bp_console_tell(text);
}
