/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stop.h - asks long work to end early.  Layer: base.
 *
 * Reading, simulating and drawing look at this flag between blocks and end with
 * BP_ESTOPPED, their outputs untouched.  A signal is meant for the whole process, and so
 * is the flag: it is the only thing that the library shares between calls, and it stops
 * all that are running.  The library sets no signal handler; a program that wants one
 * calls bp_stop_ask from it. */
#ifndef BP_STOP_H
#define BP_STOP_H

#include "benchpay/api.h"
#include "benchpay/err.h"

BP_API_BEGIN

/* Asks for it, from a signal handler or from any thread.
 *   signal  what bp_stop_asked will say; 0 takes it back, so that work may start again */
void bp_stop_ask(int signal);

/* 0, or the signal that asked. */
int bp_stop_asked(void);

/* BP_OK, or BP_ESTOPPED with "interrupted". */
bp_status bp_stop_check(bp_err *err);

BP_API_END

#endif
