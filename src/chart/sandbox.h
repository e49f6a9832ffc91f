/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h - gives up what drawing does not need.  Layer: chart.
 *
 * Landlock holds files (since Linux 5.13), a seccomp filter the calls of the kernel.  Where
 * the kernel lacks one, or a container refuses it, the other still holds. */
#ifndef BP_CHART_SANDBOX_H
#define BP_CHART_SANDBOX_H

#include <stdbool.h>

typedef struct bp_sandbox {
    bool files; /* Landlock holds them */
    bool calls; /* a seccomp filter does */
    int rights; /* the version of Landlock */
} bp_sandbox;

/* What holds on this system: tried once, in a process that ends with it. */
bp_sandbox bp_sandbox_look(void);

/* From here on, also across execve: files are written in the current folder alone, and
 * read there and where programs, libraries and fonts are; nothing is started, signalled
 * or looked into but this process, and nothing reaches a network.  Makes kernel calls
 * only.
 *   program  its own folder and those beside a bin/ can be read, too
 * False when something that the system has could not be set up. */
bool bp_sandbox_enter(bp_sandbox has, const char *program);

#endif
