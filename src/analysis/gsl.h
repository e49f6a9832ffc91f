/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gsl.h - what GSL complains about.  Layer: analysis.
 *
 * GSL's own handler ends the process, and without one its functions answer with
 * plain numbers.  Between begin and end the first complaint of this thread is
 * kept; it is a mistake of ours, since arguments are checked before a call. */
#ifndef BP_ANALYSIS_GSL_H
#define BP_ANALYSIS_GSL_H

#include <gsl/gsl_errno.h>

#include "benchpay/err.h"

/* Returns the handler that end puts back. */
gsl_error_handler_t *bp_gsl_begin(void);

/* `status`, or BP_EINTERNAL when it is BP_OK and GSL complained. */
bp_status bp_gsl_end(gsl_error_handler_t *before, bp_status status, bp_err *err);

#endif
