/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/gsl.h"

#include <stddef.h>

/* GSL hands its handler no context, so the record belongs to the thread. */
static _Thread_local const char *complaint;

static void record(const char *reason, const char *file, int line, int code)
{
    (void)file;
    (void)line;
    (void)code;
    if (complaint == NULL)
        complaint = reason;
}

gsl_error_handler_t *bp_gsl_begin(void)
{
    complaint = NULL;
    return gsl_set_error_handler(record);
}

bp_status bp_gsl_end(gsl_error_handler_t *before, bp_status status, bp_err *err)
{
    gsl_set_error_handler(before);
    if (status != BP_OK || complaint == NULL)
        return status;
    return bp_fail(err, NULL, BP_EINTERNAL, "a statistic failed: %s", complaint);
}
