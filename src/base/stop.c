/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/stop.h"

#include <signal.h>

static volatile sig_atomic_t asked;

void bp_stop_ask(int signal)
{
    asked = signal;
}

int bp_stop_asked(void)
{
    return asked;
}

bp_status bp_stop_check(bp_err *err)
{
    return asked == 0 ? BP_OK : bp_fail(err, NULL, BP_ESTOPPED, "interrupted");
}
