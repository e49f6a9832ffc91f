/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gsl.c - what GSL complains about.
 *
 * GSL hands its handler neither a context nor a thread, so each thread has a record of
 * its own: two threads may compute at once, and neither hears of the other's mistakes. */
#include "analysis/gsl.h"

#include <gsl/gsl_errno.h>
#include <stddef.h>

/* A text of GSL's, which is constant. */
static _Thread_local const char *complaint;

static void record(const char *reason, const char *file, int line, int code)
{
    (void)file;
    (void)line;
    (void)code;
    if (complaint == NULL)
        complaint = reason;
}

void bp_gsl_record_errors(void)
{
    gsl_set_error_handler(record);
}

void bp_gsl_begin(void)
{
    complaint = NULL;
}

bp_status bp_gsl_end(bp_status status, bp_err *err)
{
    if (status != BP_OK || complaint == NULL)
        return status;
    return bp_fail(err, NULL, BP_EINTERNAL, "a statistic failed: %s", complaint);
}
