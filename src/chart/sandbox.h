/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h - gives up what drawing does not need.  Layer: chart. */
#ifndef BP_CHART_SANDBOX_H
#define BP_CHART_SANDBOX_H

#include <stdbool.h>

/* From here on, also across execve: no file is made, written or removed outside
 * the current folder, no process and no socket is made.  Where the kernel cannot
 * (no Landlock, no seccomp, not Linux) less is given up.  Makes kernel calls
 * only.  False when something that the kernel has could not be set up. */
bool bp_sandbox_enter(void);

#endif
