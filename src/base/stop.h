/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stop.h - has somebody asked us to stop?  Layer: base.
 *
 * A signal is the one thing that is global by nature; this flag is the only
 * global state of the program.  Long work asks it between blocks. */
#ifndef BP_BASE_STOP_H
#define BP_BASE_STOP_H

#include "benchpay/err.h"

/* Called by a signal handler. */
void bp_stop_ask(int signal);

/* 0, or the signal that asked. */
int bp_stop_asked(void);

/* BP_OK, or BP_ESTOPPED with "interrupted". */
bp_status bp_stop_check(bp_err *err);

#endif
