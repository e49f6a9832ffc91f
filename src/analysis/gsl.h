/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gsl.h - what GSL complains about.  Layer: analysis.
 *
 * GSL has one error handler for the whole process, so it is the program's to set, and no
 * library call touches it.  GSL's own ends the process; a call that gets here has checked
 * its arguments, so that no handler is called at all.  Where one is, something is wrong
 * with us: a program that had bp_gsl_record_errors install its handler hears of it as
 * BP_EINTERNAL instead of ending, since the first complaint of each thread is recorded,
 * and a function that called GSL asks for it at its end. */
#ifndef BP_ANALYSIS_GSL_H
#define BP_ANALYSIS_GSL_H

#include "benchpay/err.h"

/* Installs a handler that records.  For a program, once, before it starts threads. */
void bp_gsl_record_errors(void);

/* Forgets what was recorded on this thread. */
void bp_gsl_begin(void);

/* `status`, or BP_EINTERNAL when it is BP_OK and a complaint was recorded on this thread
 * since bp_gsl_begin. */
bp_status bp_gsl_end(bp_status status, bp_err *err);

#endif
