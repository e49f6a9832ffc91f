/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/target.h"

#include <string.h>

#include "base/text.h"

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
        return bp_fail(
            err, &(bp_loc){ .file = path }, BP_EUSAGE,
            "its name tells no format; name it .txt, .md, .csv, .json, .html or "
            ".xlsx, or give --format");
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
