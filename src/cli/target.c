/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.c - what the names of output files say, and which of them are refused.
 *
 * Every file that a run reads is held against every file that it writes, in one place, so
 * that no command can forget one. */
#define _POSIX_C_SOURCE 200809L
#include "cli/target.h"

#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "cli/carry.h"

static bool has_extension(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strchr(slash != NULL ? slash : path, '.') != NULL;
}

bp_status bp_target_format(bp_format *out, const bp_request *r, const char *path,
                           bp_err *err)
{
    bp_format format = r->format;
    if (!bp_format_of_file(&format, path) && has_extension(path) && !r->format_given)
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EUSAGE,
                       "its name gives no format; name it .txt, .md, .csv, .json, .html "
                       "or .xlsx, or give --format");
    *out = format;
    return BP_OK;
}

bp_status bp_target_picture(bp_picture *out, const char *path, bp_err *err)
{
    /* In the order of bp_picture. */
    static const char *const extensions[] = { ".svg", ".png", ".pdf" };
    const char *point = strrchr(path, '.');
    for (size_t i = 0; point != NULL && i < sizeof extensions / sizeof extensions[0];
         i++) {
        if (bp_text_same(bp_text_of(point), bp_text_of(extensions[i]))) {
            *out = (bp_picture)i;
            return BP_OK;
        }
    }
    return bp_fail(err, &(bp_loc){ .file = path }, BP_EUSAGE,
                   "a chart goes into a file named .svg, .png or .pdf");
}

bp_status bp_target_check_link(const char *path, bp_err *err)
{
    struct stat st;
    return lstat(path, &st) != 0 || !S_ISLNK(st.st_mode)
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = path }, BP_EIO,
                         "is a symbolic link, which is not followed");
}

bp_status bp_target_check(const bp_request *r, bp_outputs *out, const char *path,
                          bp_err *err)
{
    const char *beside[BP_BESIDE_MAX];
    bp_request_beside(beside, r);
    bp_status status = bp_outputs_check(out, path, r->file.at, r->file.n, err);
    for (size_t i = 0; status == BP_OK && i < BP_BESIDE_MAX; i++)
        if (beside[i] != NULL)
            status = bp_outputs_check(out, path, &beside[i], 1, err);
    if (status == BP_OK && r->carry != NULL)
        status = bp_outputs_check(out, path, r->carry->here->file.at,
                                  r->carry->here->file.n, err);
    return status;
}

bool bp_target_any(const bp_request *r, bp_format format)
{
    for (size_t i = 0; i < r->output.n; i++) {
        bp_format f = r->format;
        if (bp_target_format(&f, r, r->output.at[i], NULL) == BP_OK && f == format)
            return true;
    }
    return false;
}
