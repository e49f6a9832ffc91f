/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h - gives up what drawing does not need.  Layer: chart.
 *
 * Landlock holds files (since Linux 5.13), a seccomp filter the calls of the kernel.
 * Where the kernel lacks one, or a container refuses it, the other still holds. */
#ifndef BP_CHART_SANDBOX_H
#define BP_CHART_SANDBOX_H

#include <stdbool.h>

typedef struct bp_sandbox {
    bool files; /* Landlock holds them */
    bool calls; /* a seccomp filter does */
} bp_sandbox;

/* Before the fork of a process that enters.  False: memory is out. */
bool bp_sandbox_prepare(void);

/* From here on, also across execve: files are written in the current folder alone, and
 * read there and where programs, libraries and fonts are; nothing is started, signalled
 * or looked into but this process, and nothing reaches a network: as far as the system
 * lets it be held.  Makes kernel calls only.
 *   program  its own folder and those beside a bin/ can be read, too */
void bp_sandbox_enter(const char *program);

/* What holds the process that entered last; both before any did. */
bp_sandbox bp_sandbox_held(void);

#endif
